import Ledger
import Testing

@testable import LedgerStore

@Suite("approval: one to three steps by amount")
struct ApprovalTests {
    /// Two steps from 50 yuan, three from 200; wang and zhao are added with the roles township and district.
    static func ledger(_ path: String? = nil) throws -> LedgerFile {
        let ledger = try path.map(AttachmentTests.open) ?? Hamlet.inMemory()
        let entry = { (name: String, roles: [UserRole], person: String) in
            UserEntry(name: name, displayName: name, roles: roles, scope: "990101000000", person: person)
        }
        try ledger.addUsers(
            [
                entry("wang", [.township], "wang-mu"), entry("zhao", [.district], "zhao-ning"),
                entry("li-district", [.district], "li-lan"),
            ], by: "zhang")
        try ledger.set(
            .approvalSteps, to: "0:reviewer;50:reviewer,township;200:reviewer,township,district",
            scope: "H001",
            source: "某镇〔2026〕5号", by: "zhang")
        return ledger
    }

    static func draft(_ fen: Int64, in ledger: LedgerFile, book: String = "H001") throws -> DraftName {
        try ledger.addDraft(
            Hamlet.voucher(book, 2026_02_03, [Hamlet.debit("51302", fen), Hamlet.credit("10101", fen)]),
            by: "zhang"
        ).name
    }

    @Test(
        "posting waits for every step the amount takes",
        arguments: [(49_99, 1), (50_00, 2), (199_99, 2), (200_00, 3)])
    func bands(_ fen: Int64, _ steps: Int) throws {
        let ledger = try Self.ledger()
        let name = try Self.draft(fen, in: ledger)
        for (taken, user) in ["li", "wang", "zhao"].prefix(steps).enumerated() {
            let code = taken == 0 ? "voucher.not-reviewed" : "voucher.approval-missing"
            #expect(refusal { _ = try ledger.post([name], by: "zhang") } == [code])
            #expect(try !ledger.draft(name).isApproved)
            try ledger.review([name], by: user)
        }
        #expect(try ledger.draft(name).isApproved)
        let posted = try ledger.post([name], by: "zhang")
        #expect(
            try ledger.approvals(of: posted[0]).map(\.approver) == Array(["wang", "zhao"].prefix(steps - 1)))
        #expect(try ledger.verify().problems == [])
    }

    @Test("the refusal names the amount, the steps and who may take the next")
    func message() throws {
        let ledger = try Self.ledger()
        let name = try Self.draft(250_00, in: ledger)
        try ledger.review([name], by: "li")
        do {
            _ = try ledger.post([name], by: "zhang")
            Issue.record("posted")
        } catch let problem as ApprovalProblem {
            #expect(problem.chinese.contains("250.00") && problem.chinese.contains("审核→乡镇→区县"))
            #expect(problem.english.contains("role township"))
        }
    }

    @Test("every approver is another person with the role of the step")
    func persons() throws {
        let ledger = try Self.ledger()
        let name = try Self.draft(250_00, in: ledger)
        let codes = { (user: String) in refusal { try ledger.review([name], by: user) } }
        #expect(codes("zhang-review") == ["voucher.same-person"])
        #expect(codes("wang") == ["user.role-missing"])
        try ledger.review([name], by: "li")
        // li has the role of the second step too, and is the person who took the first.
        #expect(codes("li") == ["voucher.same-person"])
        #expect(codes("zhao") == ["user.role-missing"])
        try ledger.review([name], by: "wang")
        #expect(codes("li-district") == ["voucher.same-person"])
        try ledger.review([name], by: "zhao")
        #expect(codes("zhao") == ["voucher.approval-complete"])
    }

    @Test("returning a draft, by whoever takes a step, takes every approval back")
    func returned() throws {
        let ledger = try Self.ledger()
        let name = try Self.draft(250_00, in: ledger)
        try ledger.review([name], by: "li")
        try ledger.review([name], by: "wang")
        #expect(
            refusal { try ledger.returnDraft(name, reason: " ", by: "zhao") } == ["voucher.return-reason"])
        #expect(
            refusal { try ledger.returnDraft(name, reason: "a\u{202E}", by: "zhao") } == [
                "voucher.return-reason"
            ])
        try ledger.returnDraft(name, reason: "合同金额不符", by: "zhao")
        let draft = try ledger.draft(name)
        #expect(draft.reviewer == nil && draft.approvals.isEmpty && draft.returnReason == "合同金额不符")
        #expect(refusal { try ledger.review([name], by: "wang") } == ["user.role-missing"])
        #expect(try ledger.verify().problems == [])
    }

    @Test("red amounts count by their size")
    func red() throws {
        let ledger = try Self.ledger()
        let name = try Self.draft(-60_00, in: ledger)
        try ledger.review([name], by: "li")
        #expect(refusal { _ = try ledger.post([name], by: "zhang") } == ["voucher.approval-missing"])
    }

    @Test("a setting raised after the review holds at posting; books it is not set for keep one step")
    func setting() throws {
        let ledger = try Self.ledger()
        let (here, there) = try (Self.draft(40_00, in: ledger), Self.draft(250_00, in: ledger, book: "H002"))
        try ledger.review([here, there], by: "li")
        _ = try ledger.post([there], by: "zhang")
        try ledger.set(.approvalSteps, to: "0:reviewer,township", scope: "H001", source: "某文", by: "zhang")
        #expect(refusal { _ = try ledger.post([here], by: "zhang") } == ["voucher.approval-missing"])
        try ledger.review([here], by: "wang")
        _ = try ledger.post([here], by: "zhang")
    }

    @Test(
        "what is no chain is refused",
        arguments: [
            "", "1:reviewer", "0:township", "0:reviewer;0:reviewer", "0:reviewer;50", "0:reviewer,clerk",
            "0:reviewer,township,district,supervisor", "0:reviewer;-1:reviewer", "0:reviewer;",
        ])
    func chains(_ text: String) throws {
        let ledger = try Hamlet.inMemory()
        #expect(
            refusal { try ledger.set(.approvalSteps, to: text, source: "某文", by: "zhang") } == [
                "setting.invalid"
            ])
    }

    @Test("an import that posts is refused where a voucher takes more steps, and goes in as drafts")
    func importing() throws {
        let ledger = try Self.ledger()
        let drafts = [40_00, 60_00].map {
            Hamlet.voucher("H001", 2026_02_03, [Hamlet.debit("51302", $0), Hamlet.credit("10101", $0)])
        }
        var source = DraftsInMemory(drafts)
        #expect(
            refusal { _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true) } == [
                "voucher.approval-missing"
            ])
        var again = DraftsInMemory(drafts)
        #expect(try ledger.importVouchers(&again, by: "zhang").vouchers == 2)
        var small = DraftsInMemory([drafts[0]], content: "small")
        #expect(try ledger.importVouchers(&small, by: "zhang", reviewer: "li", post: true).vouchers == 1)
    }

    @Test("a batch takes what it can and tells the reasons of the rest")
    func batch() throws {
        let ledger = try Self.ledger()
        let names = try [40_00, 60_00].map { try Self.draft($0, in: ledger) }
        let open = try ledger.addDraft(
            Hamlet.voucher("H001", 2026_02_04, [Hamlet.debit("51302", 5), Hamlet.credit("10101", 4)]),
            by: "zhang"
        ).name
        let shown = try ledger.reviewBatch(names + [open], by: "li", rehearsal: true)
        #expect(shown.entries.count == 2)
        #expect(try ledger.draft(names[0]).reviewer == nil)
        let reviewed = try ledger.reviewBatch(names + [open], by: "li")
        #expect(reviewed.refused.map(\.problem.code) == ["voucher.unbalanced"])
        let posted = try ledger.postBatch(names, by: "zhang")
        #expect(posted.entries.map(\.draft) == [names[0]])
        #expect(posted.refused.map(\.draft) == [names[1]])
        #expect(posted.shares.map(\.count) == [1])
        #expect(posted.shares[0].debit == Money(fen: 40_00))
        #expect(
            posted.shares[0].numbers.map { "\($0.first) \($0.last)" } == ["H001/2026-02/记-1 H001/2026-02/记-1"]
        )
    }

    @Test("a batch over several books numbers by date and then by draft, and sums up book by book")
    func books() throws {
        let ledger = try Hamlet.inMemory()
        func draft(_ book: String, _ date: Int32, _ fen: Int64) throws -> DraftName {
            try ledger.addDraft(
                Hamlet.voucher(book, date, [Hamlet.debit("51302", fen), Hamlet.credit("10101", fen)]),
                by: "zhang"
            ).name
        }
        let names = try [
            draft("H001", 2026_02_20, 300), draft("H002", 2026_01_15, 500), draft("H001", 2026_02_10, 100),
        ]
        _ = try ledger.reviewBatch(names, by: "li")
        let outcome = try ledger.postBatch(names, by: "zhang")
        #expect(
            outcome.entries.compactMap(\.voucher?.description) == [
                "H001/2026-02/记-2", "H002/2026-01/记-2", "H001/2026-02/记-1",
            ])
        #expect(outcome.shares.map(\.book) == ["H001", "H002"])
        #expect(outcome.shares.map(\.debit.fen) == [400, 500])
    }

    @Test("who may not post posts nothing, and is told once for each")
    func rights() throws {
        let ledger = try Hamlet.inMemory()
        let name = try Self.draft(100, in: ledger, book: "H002")
        try ledger.review([name], by: "li")
        let outcome = try ledger.postBatch([name], by: "li")
        #expect(outcome.entries.isEmpty)
        #expect(outcome.refused.map(\.problem.code) == ["user.role-missing"])
        #expect(try ledger.draft(name).reviewer == "li")
    }
}

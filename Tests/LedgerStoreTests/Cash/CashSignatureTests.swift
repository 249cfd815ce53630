import Ledger
import Testing

@testable import LedgerStore

@Suite("the cashier's signature, and receipt numbers on vouchers")
struct CashSignatureTests {
    private func payment(_ village: CashVillage, _ account: String = "10101") throws -> DraftName {
        try village.file.addDraft(
            VoucherDraft(
                book: "V1", date: CashVillage.day(2026_01_05),
                lines: [
                    EntryLine("办公", account: "51302", debit: Money(fen: 100)),
                    EntryLine(
                        "办公", account: account, credit: Money(fen: 100),
                        counterparty: account == "21109" ? "纸店" : nil),
                ], attachments: 1), by: "zhang"
        ).name
    }

    @Test("a draft signed keeps its signature when posted, and loses it when edited")
    func draft() throws {
        let village = try CashVillage()
        let name = try payment(village)
        try village.file.sign([.draft(name)], by: "wang")
        #expect(try village.file.draft(name).cashier == "wang")
        #expect(refusal { try village.file.sign([.draft(name)], by: "wang") } == ["cash.signed"])
        var content = try village.file.draft(name).content
        content.attachments = 2
        _ = try village.file.editDraft(name, to: content, by: "zhang")
        #expect(try village.file.draft(name).cashier == nil)
        try village.file.sign([.draft(name)], by: "wang")
        let posted = try #require(try village.post(drafts: [name]).first)
        #expect(try village.file.voucher(posted).cashier == "wang")
        #expect(refusal { try village.file.sign([.voucher(posted)], by: "wang") } == ["cash.signed"])
        #expect(try village.findings("voucher.missing-cashier").isEmpty)
        #expect(try village.file.verify().problems.isEmpty)
    }

    @Test("a voucher on cash that nobody signed is named, once the cashier signs in the book at all")
    func missing() throws {
        let village = try CashVillage()
        let names = try village.post([
            (2026_01_05, "51302", "10101", 100, nil), (2026_01_06, "51302", "10101", 200, nil),
        ])
        #expect(try village.findings("voucher.missing-cashier").isEmpty)
        try village.file.sign([.voucher(names[0])], by: "wang")
        #expect(try village.findings("voucher.missing-cashier").map(\.voucher) == [names[1].description])
        #expect(try village.file.unsignedDocuments(books: ["V1"]) == [.voucher(names[1])])
        #expect(try village.file.cashWarnings(of: names).map(\.problem.code) == ["voucher.missing-cashier"])
    }

    @Test("nobody but a cashier signs, nothing without money is signed, and not by whoever reviewed")
    func refused() throws {
        let village = try CashVillage()
        let cash = try payment(village)
        let claim = try payment(village, "21109")
        #expect(refusal { try village.file.sign([.draft(cash)], by: "li") } == ["user.role-missing"])
        #expect(refusal { try village.file.sign([.draft(claim)], by: "wang") } == ["cash.nothing-to-sign"])
        // li reviews first and becomes a cashier afterwards.
        try village.file.review([cash], by: "li")
        try village.file.setRoles([.cashier], of: "li", by: "qian")
        #expect(refusal { try village.file.sign([.draft(cash)], by: "li") } == ["cash.signer-reviewed"])
        #expect(refusal { _ = try village.file.post([cash], by: "zhang") } == ["voucher.cashier-duty"])
    }

    @Test("a cashier takes no step of approval under any name, and who took one signs nothing as cashier")
    func approvals() throws {
        let village = try CashVillage()
        let file = village.file
        let user = { (name: String, roles: [UserRole], person: String) in
            UserEntry(
                name: name, displayName: name, roles: roles, scope: SmallLedger.township, person: person)
        }
        try file.addUsers(
            [
                user("wang2", [.township, .district], "wang"), user("zhao", [.township], "zhao"),
                user("sun", [.district], "sun"),
            ], by: "qian")
        try file.set(
            .approvalSteps, to: "0:reviewer,township,district", scope: "V1", source: "某文", by: "qian")
        let names = try [payment(village), payment(village)]
        try file.review(names, by: "li")
        #expect(refusal { try file.review([names[0]], by: "wang2") } == ["voucher.cashier-duty"])
        try file.review(names, by: "zhao")
        #expect(refusal { try file.review([names[0]], by: "wang2") } == ["voucher.cashier-duty"])
        try file.review(names, by: "sun")
        // zhao approves as township first and becomes a cashier afterwards.
        try file.setRoles([.cashier], of: "zhao", by: "qian")
        #expect(refusal { try file.sign([.draft(names[0])], by: "zhao") } == ["cash.signer-reviewed"])
        #expect(refusal { _ = try file.post([names[0]], by: "zhang") } == ["voucher.cashier-duty"])
        try file.setRoles([.township], of: "zhao", by: "qian")
        try file.sign([.draft(names[0])], by: "wang")
        let posted = try file.post(names, by: "zhang")
        try file.setRoles([.cashier], of: "zhao", by: "qian")
        #expect(refusal { try file.sign([.voucher(posted[1])], by: "zhao") } == ["cash.signer-reviewed"])
        try file.sign([.voucher(posted[1])], by: "wang")
        #expect(try file.verify().problems.isEmpty)
    }

    @Test(
        "a voucher without its receipt number is warned of when written, when posted and by check; its twins are not"
    )
    func receipts() throws {
        let village = try CashVillage()
        try village.issue()
        func warnings(_ debit: String, _ credit: String, receipt: String? = nil) throws -> [String] {
            var line = EntryLine("收租", account: debit, debit: Money(fen: 500))
            line.receipt = receipt
            return try village.file.addDraft(
                VoucherDraft(
                    book: "V1", date: CashVillage.day(2026_01_05),
                    lines: [line, EntryLine("收租", account: credit, credit: Money(fen: 500))], attachments: 1),
                by: "zhang"
            ).warnings.map(\.code)
        }
        #expect(try warnings("10101", "50103") == ["voucher.missing-receipt"])
        #expect(try warnings("10101", "50103", receipt: "SJ0001").isEmpty)
        #expect(try warnings("10201", "10101").isEmpty)
        let names = try village.post([
            (2026_01_05, "10201", "50103", 500, nil), (2026_01_05, "10201", "50103", 700, "SJ0002"),
            (2026_01_06, "10101", "10201", 300, nil), (2026_01_06, "51302", "10101", 100, nil),
        ])
        #expect(try village.findings("voucher.missing-receipt").map(\.voucher) == [names[0].description])
        #expect(try village.file.cashWarnings(of: names).map(\.name) == [names[0]])
    }

    @Test("a book without any receipt number is told once, with its first voucher")
    func unheard() throws {
        let village = try CashVillage()
        let names = try village.post([
            (2026_01_05, "10201", "50103", 500, nil), (2026_01_06, "10201", "50103", 700, nil),
        ])
        let found = try village.findings("voucher.missing-receipt")
        #expect(found.map(\.voucher) == [names[0].description])
        #expect(found.first?.messageEn.contains("2 voucher(s)") == true)
    }

    @Test("an import says once how many lack their number")
    func imported() throws {
        let village = try CashVillage()
        func draft(_ day: Int32) -> VoucherDraft {
            VoucherDraft(
                book: "V1", date: CashVillage.day(day),
                lines: [
                    EntryLine("收租", account: "10101", debit: Money(fen: 500)),
                    EntryLine("收租", account: "50103", credit: Money(fen: 500)),
                ], attachments: 1)
        }
        var source = DraftsInMemory([draft(2026_01_05), draft(2026_01_06)])
        let outcome = try village.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        #expect(outcome.warningCount == 1)
        #expect(outcome.warnings.map(\.problem.code) == ["voucher.missing-receipt"])
    }

    @Test(
        "a receipt missing from a range is named, a void one is not; a number can't be used twice by the cashier"
    )
    func gap() throws {
        let village = try CashVillage()
        try village.issue()
        try village.record(2026_01_05, 100, receipt: "SJ0001")
        try village.post([(2026_01_06, "10101", "50103", 500, "SJ0004")])
        try village.file.endReceipts(
            ReceiptRun(first: "SJ0003", last: "SJ0003"), as: .void, reason: "写错",
            on: CashVillage.day(2026_01_06),
            book: "V1", by: "wang")
        let found = try village.findings("receipt.gap")
        #expect(found.count == 1)
        #expect(found.first?.messageEn.contains("SJ0002 (1)") == true)
        #expect(refusal { try village.record(2026_01_07, 100, receipt: "SJ0001") } == ["receipt.used-twice"])
        #expect(refusal { try village.record(2026_01_07, 100, receipt: "SJ0003") } == ["receipt.void-used"])
        #expect(
            refusal { try village.record(2026_01_07, 100, receipt: "SJ0021") } == ["receipt.unknown"])
        func end(_ number: String) -> [String] {
            refusal {
                try village.file.endReceipts(
                    ReceiptRun(first: number, last: number), as: .returned, reason: "交回",
                    on: CashVillage.day(2026_01_07), book: "V1", by: "wang")
            }
        }
        #expect(end("SJ0004") == ["receipt.used"])
        #expect(end("SJ0003") == ["receipt.gone"])
        #expect(end("SJ0099") == ["receipt.unknown"])
        #expect(refusal { try village.issue("SJ0020", "SJ0030") } == ["receipt.overlap"])
    }
}

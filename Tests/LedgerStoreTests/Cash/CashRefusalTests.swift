import Ledger
import Testing

@testable import LedgerStore

@Suite("what the cashier's book refuses, and when a receipt is free again")
struct CashRefusalTests {
    private func cancel(_ village: CashVillage, _ entry: Int) throws -> SavedCashEntries {
        try village.file.cancelCash(entry: entry, reason: "写错", book: "V1", by: "wang")
    }

    @Test("an entry whose voucher is posted stands, with its receipt, until that voucher is reversed")
    func posted() throws {
        let village = try CashVillage()
        try village.issue()
        try village.open()
        try village.record(2026_01_05, 20_000, receipt: "SJ0001", against: "50103")
        let drafts = try village.file.draftCash(entries: [2], book: "V1", by: "zhang").map(\.draft.name)
        let name = try #require(try village.post(drafts: drafts).first)
        do {
            _ = try cancel(village, 2)
            Issue.record("cancelled")
        } catch let problem as CashProblem {
            #expect(problem.code == "cash.drafted")
            #expect(problem.english.contains(name.description))
        }
        do {
            try village.record(2026_01_06, 20_000, receipt: "SJ0001")
            Issue.record("recorded")
        } catch let problem as ReceiptProblem {
            #expect(problem.code == "receipt.used-twice")
            // Only what is written is named; the entry refused would have been the third.
            #expect(problem.english.contains("出纳-2") && !problem.english.contains("出纳-3"))
        }
        let reversal = try village.file.reverse(name, on: CashVillage.day(2026_01_06), by: "zhang")
        try village.post(drafts: [reversal.name])
        #expect(try cancel(village, 2).numbers == [3])
        #expect(try village.record(2026_01_06, 20_000, receipt: "SJ0001") == [4])
        #expect(try village.file.verify().problems.isEmpty)
    }

    @Test("a receipt the accountant booked first is the cashier's only over the same amount")
    func accountant() throws {
        let village = try CashVillage()
        try village.issue()
        try village.open()
        try village.post([
            (2026_01_05, "10101", "50103", 500, "SJ0001"), (2026_01_05, "10101", "50103", 700, "SJ0002"),
        ])
        #expect(try village.record(2026_01_05, 500, receipt: "SJ0001") == [2])
        #expect(refusal { try village.record(2026_01_05, 800, receipt: "SJ0002") } == ["receipt.used-twice"])
    }

    @Test("the account on the other side is looked up when it is written, and no text is empty")
    func texts() throws {
        let village = try CashVillage()
        for (against, code) in [
            ("nonsense", "account.unknown"), ("101", "account.not-leaf"), ("10101", "cash.same-account"),
            ("", "receipt.word-missing"),
        ] {
            #expect(refusal { try village.record(2026_01_05, 100, against: against) } == [code])
        }
        #expect(refusal { try village.record(2026_01_05, 100, receipt: "") } == ["receipt.word-missing"])
        #expect(refusal { try village.record(2026_01_05, 100, party: " ") } == ["receipt.word-missing"])
        #expect(try village.file.cashEntries(book: "V1").isEmpty)
    }

    @Test("the account the cashier wrote stands, others take the accountant's; a refusal names its entry")
    func against() throws {
        let village = try CashVillage()
        try village.record(2026_01_05, 100, against: "50103")
        try village.record(2026_01_05, 200)
        let drafts = try village.file.draftCash(
            entries: [1, 2], CashDrafting(against: "50101"), book: "V1", by: "zhang")
        #expect(
            try drafts.map { try village.file.draft($0.draft.name).content.lines.last?.account } == [
                "50103", "50101",
            ])
        try village.record(2026_01_06, 300)
        do {
            _ = try village.file.draftCash(
                entries: [3], CashDrafting(against: "nonsense"), book: "V1", by: "zhang")
            Issue.record("drafted")
        } catch let refused as ImportRefused {
            #expect(refused.problems.map(\.problem.code) == ["account.unknown"])
            #expect(refused.problems.first?.problem.chinese.contains("第 3 笔") == true)
            #expect(refused.problems.first?.problem.english.contains("Entry 3") == true)
        }
    }

    @Test("the cashier under another user name watches no count")
    func witness() throws {
        let village = try CashVillage()
        try village.open()
        try village.file.addUsers(
            [
                UserEntry(
                    name: "wang2", displayName: "王小竹", roles: [.township], scope: SmallLedger.township,
                    person: "wang")
            ], by: "qian")
        for witness in ["王小竹", "wang2", "王竹", "wang"] {
            #expect(
                refusal {
                    _ = try village.file.countCash(
                        CountedNotes(parsing: "100=10"), account: "10101", on: CashVillage.day(2026_01_31),
                        reason: nil, witness: witness, book: "V1", by: "wang")
                } == ["cash.witness"])
        }
    }

    @Test("an entry taken back that leaves cash below zero is told")
    func negative() throws {
        let village = try CashVillage()
        try village.open()
        try village.record(2026_01_05, 5_000)
        try village.record(2026_01_06, -104_000)
        // 1000.00 + 50.00 − 1040.00 is 10.00; without the 50.00 it is −40.00.
        let warnings = try cancel(village, 2).warnings
        #expect(warnings.map(\.code) == ["cash.negative"])
        #expect(warnings.first?.english.contains("-40.00") == true)
    }

    @Test("a receipt is not void before it was handed out")
    func early() throws {
        let village = try CashVillage()
        try village.issue()
        func void(_ day: Int32) throws {
            try village.file.endReceipts(
                ReceiptRun(first: "SJ0003", last: "SJ0003"), as: .void, reason: "写错",
                on: CashVillage.day(day), book: "V1", by: "wang")
        }
        #expect(refusal { try void(2026_01_01) } == ["receipt.before-issue"])
        try void(2026_01_02)
    }

    @Test("an opening can be taken over again after the cancel the refusal names")
    func opening() throws {
        let village = try CashVillage()
        try village.open()
        do {
            try village.open()
            Issue.record("opened")
        } catch let problem as CashProblem {
            #expect(problem.english.contains("cash cancel 1") && problem.chinese.contains("cash cancel 1"))
        }
        _ = try cancel(village, 1)
        try village.open()
    }
}

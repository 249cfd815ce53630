import Ledger
import Testing

@testable import LedgerStore

@Suite("the care of claims 往来清理")
struct ClaimsCareTests {
    @Test(
        "an advance of 31 days is found and named, one of 30 days is not",
        arguments: [(2026_02_09, 0), (2026_02_10, 1)] as [(Int32, Int)])
    func advance(_ day: Int32, _ expected: Int) throws {
        // Handed out on 10 January: 9 February is day 30, 10 February day 31.
        let village = try CashVillage()
        try village.post([(2026_01_10, "11205@孙竹", "10101", 20_000, nil)])
        let found = try village.findings("claims.advance-late", asOf: day)
        #expect(found.count == expected)
        if expected > 0 {
            #expect(found[0].messageEn.hasPrefix("孙竹 of book V1 holds a cash advance of 200.00"))
        }
        let row = try #require(
            try village.file.cashAdvances(book: "V1", asOf: CashVillage.day(day)).rows.first)
        #expect(row.isLate == (expected == 1))
    }

    @Test("what was accounted for settles the oldest, other claims are no advances, and the limit is told")
    func advances() throws {
        let village = try CashVillage()
        // 200.00 and 50.00 handed out, 200.00 accounted for: 50.00 since 5 February is left.
        try village.post([
            (2026_01_10, "11205@孙竹", "10101", 20_000, nil), (2026_02_05, "11205@孙竹", "10101", 5_000, nil),
            (2026_02_06, "51302", "11205@孙竹", 20_000, nil), (2026_01_03, "11209@石匠", "10101", 9_900, nil),
        ])
        let advances = try village.file.cashAdvances(book: "V1", asOf: CashVillage.day(2026_02_28))
        #expect(
            advances.rows.map { "\($0.person.name) \($0.balance.fen) \($0.oldest) \($0.days)" } == [
                "孙竹 5000 2026-02-05 23"
            ])
        #expect(advances.problems.isEmpty)
        try village.file.set(.advanceLimit, to: "49.99", source: "村规", by: "qian")
        #expect(try village.findings("claims.advance-over-limit").count == 1)
        try village.file.set(.advanceLimit, to: "50", source: "村规", by: "qian")
        #expect(try village.findings("claims.advance-over-limit").isEmpty)
        try village.file.set(.advanceDays, to: "22", source: "村规", by: "qian")
        #expect(try village.findings("claims.advance-late", asOf: 2026_02_28).count == 1)
    }

    @Test("without a day given, check counts to the last voucher")
    func lastVoucher() throws {
        let village = try CashVillage()
        try village.post([(2026_01_10, "11205@孙竹", "10101", 20_000, nil)])
        #expect(try village.findings("claims.advance-late").isEmpty)
        try village.post([(2026_03_01, "51302", "10101", 100, nil)])
        #expect(try village.findings("claims.advance-late").count == 1)
    }

    @Test("quiet after two years, or as many as the office decided")
    func quiet() throws {
        let village = try CashVillage()
        try village.post([(2026_01_10, "11209@石匠", "10101", 9_900, nil)])
        func quiet(_ day: Int32) throws -> Int {
            try village.file.claimsAgeing(book: "V1", asOf: CashVillage.day(day)).quiet.rows.count
        }
        #expect(try quiet(2028_01_09) == 0)
        #expect(try quiet(2028_01_10) == 1)
        try village.file.set(.quietYears, to: "3", source: "村规", by: "qian")
        #expect(try quiet(2028_01_10) == 0)
        #expect(try quiet(2029_01_10) == 1)
    }

    @Test("a statement of account opens, moves and closes")
    func statement() throws {
        let village = try CashVillage()
        try village.post([
            (2026_01_10, "11201@茶楼", "50103", 30_000, nil),
            (2026_02_10, "10101", "11201@茶楼", 10_000, "SJ0001"),
            (2026_02_11, "10201", "21102@茶楼", 50_000, "SJ0002"), (2026_03_01, "11201@茶楼", "50103", 700, nil),
        ])
        let statement = try village.file.claimsStatement(
            book: "V1", counterparty: "茶楼", from: CashVillage.day(2026_02_01),
            through: CashVillage.day(2026_02_28))
        #expect(
            statement.pages.map {
                "\($0.account) \($0.opening.fen) \($0.debit.fen) \($0.credit.fen) \($0.closing.fen)"
            }
                == ["11201 30000 0 10000 20000", "21102 0 0 50000 -50000"])
        #expect([statement.claims.fen, statement.debts.fen] == [20_000, 50_000])
        #expect(
            refusal {
                _ = try village.file.claimsStatement(
                    book: "V1", counterparty: "没有", from: CashVillage.day(2026_02_01),
                    through: CashVillage.day(2026_02_28))
            } == ["claims.counterparty-unknown"])
    }

    @Test("dunned 7 days before, on, 30 and 90 days after the due date; each step once")
    func dunning() throws {
        let village = try CashVillage()
        var claim = EntryLine("租金", account: "11201", debit: Money(fen: 30_000), counterparty: "茶楼")
        claim.dueDate = CashVillage.day(2026_03_31)
        _ = try village.post(drafts: [
            village.file.addDraft(
                VoucherDraft(
                    book: "V1", date: CashVillage.day(2026_01_10),
                    lines: [claim, EntryLine("租金", account: "50103", credit: Money(fen: 30_000))],
                    attachments: 1),
                by: "zhang"
            ).name
        ])
        func stage(_ day: Int32) throws -> Int? {
            try village.file.dunning(book: "V1", asOf: CashVillage.day(day)).letters.first?.items.first?.stage
        }
        #expect(try stage(2026_03_23) == nil)
        #expect(try stage(2026_03_24) == -7)
        #expect(try stage(2026_03_31) == 0)
        #expect(try stage(2026_04_29) == 0)
        #expect(try stage(2026_04_30) == 30)
        #expect(try stage(2026_06_29) == 90)
        #expect(
            try village.file.recordDunning(book: "V1", asOf: CashVillage.day(2026_04_02), by: "zhang").letters
                .count == 1)
        #expect(
            refusal {
                _ = try village.file.recordDunning(book: "V1", asOf: CashVillage.day(2026_04_03), by: "zhang")
            } == ["claims.nothing-to-dun"])
        _ = try village.file.recordDunning(book: "V1", asOf: CashVillage.day(2026_04_30), by: "zhang")
        #expect(
            try village.file.dunningRecords(book: "V1").map { "\($0.date) \($0.stage) \($0.amount.fen)" }
                == ["2026-04-02 0 30000", "2026-04-30 30 30000"])
        #expect(
            refusal {
                _ = try village.file.recordDunning(book: "V1", asOf: CashVillage.day(2026_07_01), by: "wang")
            } == ["user.role-missing"])
        #expect(try village.file.verify().problems.isEmpty)
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// A year of book H002, added up by hand: income 500.00 (sales, January) + 1,800.00 (retained-land rent) + 700.00
/// (property rent) + 12.34 (interest) = 3,012.34; expense 450.00 + 30.00 = 480.00; net income 2,532.34.
@Suite("closing a year")
struct YearCloseTests {
    private static let year = [
        Hamlet.voucher(
            "H002", 2026_03_10,
            [Hamlet.debit("10201", 180_000), Hamlet.credit("50103", 180_000, source: "retained-land")]),
        Hamlet.voucher(
            "H002", 2026_06_20,
            [Hamlet.debit("10201", 70_000), Hamlet.credit("50103", 70_000, source: "property-lease")]),
        Hamlet.voucher("H002", 2026_06_21, [Hamlet.debit("10201", 1_234), Hamlet.credit("504", 1_234)]),
        Hamlet.voucher("H002", 2026_09_30, [Hamlet.debit("51302", 45_000), Hamlet.credit("10201", 45_000)]),
        Hamlet.voucher("H002", 2026_12_05, [Hamlet.debit("514", 3_000), Hamlet.credit("10101", 3_000)]),
    ]

    private func ledger(_ vouchers: [VoucherDraft] = year) throws -> LedgerFile {
        let ledger = try Hamlet.inMemory()
        try Hamlet.post(vouchers, in: ledger)
        return ledger
    }

    private func close(
        _ ledger: LedgerFile, year: Int = 2026, by user: String = "zhang", reviewer: String = "li",
        rehearsal: Bool = false
    ) throws -> YearCloseOutcome {
        try ledger.closeYear(book: "H002", year: year, by: user, reviewer: reviewer, rehearsal: rehearsal)
    }

    private func closings(_ ledger: LedgerFile) throws -> [String] {
        try ledger.periods(of: "H002").filter(\.isClosed).map(\.month.description)
    }

    private func balances(_ ledger: LedgerFile, _ period: String) throws -> [String: Int64] {
        let rows = try ledger.trialBalance(book: "H002", period: Period(parsing: period)).rows
        return Dictionary(
            rows.map { ($0.code, $0.figures.closing.fen) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("income and expense go over 本年收益 to 未分配收益, each line with its source, and every month is closed")
    func carriesForward() throws {
        let ledger = try ledger()
        let outcome = try close(ledger)
        #expect(
            outcome.vouchers.map(\.description) == [
                "H002/2026-12/记-2", "H002/2026-12/记-3", "H002/2026-12/记-4",
            ])
        #expect([outcome.income.fen, outcome.expense.fen, outcome.result.fen] == [301_234, 48_000, 253_234])
        let income = try ledger.voucher(outcome.vouchers[0])
        #expect(income.type == .closing)
        #expect(
            income.content.lines.map { "\($0.account) \($0.source ?? "-") \($0.debit.fen) \($0.credit.fen)" }
                == [
                    "50101 agriculture 50000 0", "50103 property-lease 70000 0",
                    "50103 retained-land 180000 0",
                    "504 - 1234 0", "321 - 0 301234",
                ])
        let expense = try ledger.voucher(outcome.vouchers[1]).content.lines
        #expect(
            expense.map { "\($0.account) \($0.debit.fen) \($0.credit.fen)" } == [
                "51302 0 45000", "514 0 3000", "321 48000 0",
            ])
        let balances = try balances(ledger, "2026-12")
        #expect(["501", "504", "513", "514", "321"].map { balances[$0] ?? 0 } == [0, 0, 0, 0, 0])
        #expect(balances["3220201"] == -253_234)
        #expect(try closings(ledger).last == "2026-12")
        #expect(
            try ledger.threshold(year: 2026).villages.contains { $0.isYearClosed && $0.income.fen == 300_000 }
        )
        #expect(try ledger.verify().problems == [])
        #expect(try ledger.check().filter { $0.severity == .error }.isEmpty)
    }

    @Test("a month that carried its own result (账结法) is not carried twice; a loss goes to the debit side")
    func monthlyClosing() throws {
        let ledger = try ledger()
        var june = Hamlet.voucher(
            "H002", 2026_06_30,
            [
                Hamlet.debit("50103", 180_000, source: "retained-land"),
                Hamlet.debit("50103", 70_000, source: "property-lease"), Hamlet.credit("321", 250_000),
            ])
        june.attachments = 0
        // A purchase larger than everything earned: 3,012.34 − 480.00 − 9,000.00 = −6,467.66.
        try Hamlet.post(
            [
                june,
                Hamlet.voucher(
                    "H002", 2026_11_02, [Hamlet.debit("511", 900_000), Hamlet.credit("10201", 900_000)]),
            ], in: ledger)
        let outcome = try close(ledger)
        #expect(
            [outcome.income.fen, outcome.expense.fen, outcome.carried.fen, outcome.result.fen]
                == [51_234, 948_000, 250_000, -646_766])
        #expect(try balances(ledger, "2026-12")["3220201"] == 646_766)
        #expect(try balances(ledger, "2026-12")["321"] ?? 0 == 0)
    }

    @Test("a year in which nothing happened closes without a voucher")
    func emptyYear() throws {
        let ledger = try Hamlet.inMemory()
        let outcome = try ledger.closeYear(book: "H003", year: 2026, by: "zhang", reviewer: "li")
        #expect(outcome.vouchers.isEmpty)
        #expect(try ledger.periods(of: "H003").allSatisfy(\.isClosed))
    }

    @Test("income that adds up to nothing is carried all the same")
    func cancellingIncome() throws {
        let ledger = try Hamlet.inMemory()
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H002", 2026_05_01,
                    [
                        Hamlet.debit("10201", -50_000),
                        Hamlet.credit("50103", -50_000, source: "retained-land"),
                    ])
            ], in: ledger)
        let outcome = try close(ledger)
        #expect(outcome.vouchers.count == 1)
        let balances = try balances(ledger, "2026-12")
        #expect(["50101", "50103", "321", "322"].map { balances[$0] ?? 0 } == [0, 0, 0, 0])
    }

    @Test("a rehearsal says what it would do and leaves the ledger as it was")
    func rehearsal() throws {
        let ledger = try ledger()
        let before = try ledger.info()
        let shown = try close(ledger, rehearsal: true)
        #expect(try ledger.info() == before)
        let done = try close(ledger)
        #expect(done.vouchers == shown.vouchers && done.result == shown.result && done.closed == shown.closed)
        #expect(done.income == shown.income && done.expense == shown.expense && done.carried == shown.carried)
    }

    @Test("everything in the way is told at once, by name, and nothing is done")
    func obstacles() throws {
        let ledger = try ledger(
            Self.year + [
                Hamlet.voucher(
                    "H002", 2026_10_11, [Hamlet.debit("10201", 60_000), Hamlet.credit("10101", 60_000)]),
                Hamlet.voucher(
                    "H002", 2026_10_12, [Hamlet.debit("10101", 60_000), Hamlet.credit("10201", 60_000)]),
                Hamlet.voucher("H002", 2026_10_13, [Hamlet.debit("181", 100), Hamlet.credit("10201", 100)]),
            ])
        var distribution = Hamlet.voucher(
            "H002", 2026_10_14, [Hamlet.debit("3220101", 500), Hamlet.credit("31101", 500)])
        distribution.type = "distribution"
        try Hamlet.post([distribution], in: ledger)
        _ = try ledger.addDraft(
            Hamlet.voucher("H002", 2026_11_03, [Hamlet.debit("51302", 1), Hamlet.credit("10201", 1)]),
            by: "zhang")
        let before = try ledger.info().lastAudit
        #expect(
            refusal { _ = try close(ledger) } == [
                "period.drafts", "period.negative-cash", "year.pending-property", "year.distribution-left",
            ])
        #expect(try ledger.info().lastAudit == before)
        #expect(try closings(ledger).isEmpty)
    }

    @Test("a year before that was not carried is carried first; a closed year is closed")
    func order() throws {
        let ledger = try ledger(
            Self.year + [
                Hamlet.voucher(
                    "H002", 2027_02_01,
                    [Hamlet.debit("10201", 100), Hamlet.credit("50103", 100, source: "retained-land")])
            ])
        #expect(refusal { _ = try close(ledger, year: 2027) } == ["year.previous-not-carried"])
        // Closed month by month, it is closed and not carried.
        let warnings = try ledger.closePeriod(book: "H002", through: Month(parsing: "2026-12"), by: "zhang")
        #expect(warnings.map(\.code) == ["year.closed-not-carried"])
        #expect(refusal { _ = try close(ledger, year: 2027) } == ["year.previous-not-carried"])
        #expect(refusal { _ = try close(ledger) } == ["year.closed-not-carried"])
        try ledger.reopenPeriod(book: "H002", month: Month(parsing: "2026-12"), reason: "结转", by: "li")
        #expect(try close(ledger).result.fen == 253_234)
        #expect(refusal { _ = try close(ledger) } == ["year.closed"])
        #expect(try close(ledger, year: 2027).result.fen == 100)
        #expect(try balances(ledger, "2027-12")["3220201"] == -253_334)
    }

    @Test("what is found after reopening is carried by itself")
    func reopened() throws {
        let ledger = try ledger()
        _ = try close(ledger)
        try ledger.reopenPeriod(book: "H002", month: Month(parsing: "2026-12"), reason: "漏记", by: "li")
        try Hamlet.post(
            [Hamlet.voucher("H002", 2026_12_20, [Hamlet.debit("51302", 700), Hamlet.credit("10201", 700)])],
            in: ledger)
        let outcome = try close(ledger)
        #expect([outcome.income.fen, outcome.expense.fen, outcome.result.fen] == [0, 700, -700])
        #expect(try balances(ledger, "2026-12")["3220201"] == -252_534)
    }

    @Test(
        "four eyes see closing vouchers as well, and who may not post may not close a year",
        arguments: [
            ("zhang", "zhang-review", "voucher.same-person"), ("chen", "chen", "voucher.same-person"),
            ("li", "chen", "user.role-missing"), ("zhang", "nobody", "user.unknown"),
        ])
    func fourEyes(user: String, reviewer: String, code: String) throws {
        let ledger = try ledger()
        #expect(refusal { _ = try close(ledger, by: user, reviewer: reviewer) } == [code])
    }

    @Test("an account out of service that has something to carry is named with what to do")
    func disabled() throws {
        let ledger = try ledger()
        try ledger.setDisabled(true, account: "51302", by: "zhang")
        #expect(refusal { _ = try close(ledger) } == ["year.account-disabled"])
    }

    @Test("balances moved behind the program's back do not become the result of a year")
    func movedBalance() throws {
        let ledger = try ledger()
        try ledger.queue.write { db in
            try db.execute(
                sql:
                    "UPDATE balance SET credit = credit + 100000 WHERE book = 2 AND account = (SELECT id FROM account WHERE chart = '2023' AND code = '504')"
            )
        }
        #expect(refusal { _ = try close(ledger) } == ["file.damaged"])
        #expect(try ledger.periods(of: "H002").allSatisfy { !$0.isClosed })
    }

    @Test("a warning tells of a disposal that is not finished")
    func disposal() throws {
        let ledger = try ledger(
            Self.year + [
                Hamlet.voucher("H002", 2026_10_13, [Hamlet.debit("154", 100), Hamlet.credit("10201", 100)])
            ])
        #expect(try close(ledger).warnings.map(\.code) == ["year.disposal-left", "bank.unregistered"])
    }
}

import Ledger
import Testing

/// A page added up by hand: cash of a book opened in November 2025 with 100.00, and what it turned over before.
///
///     2025-11-03  in   50.00   150.00
///     2025-12-31  out  30.00   120.00
///     2026-01-05  in    8.00   128.00
///     2026-01-05  out 140.00   −12.00
///     2026-01-20  in   12.00     0.00
///     2026-03-02  in   −5.00    −5.00   a red amount: on its own side
@Suite("总账, 明细账, 日记账")
struct LedgerPagesTests {
    private let entries: [LedgerEntry]
    private var turnover = MonthlyTurnover(opened: Month(validNumber: 202511))

    init() {
        let lines: [(Int32, Int64, Int64)] = [
            (2025_11_03, 5000, 0), (2025_12_31, 0, 3000), (2026_01_05, 800, 0), (2026_01_05, 0, 14_000),
            (2026_01_20, 1200, 0), (2026_03_02, -500, 0),
        ]
        entries = lines.enumerated().map { place, line in
            let date = CalendarDate(validNumber: line.0)
            return LedgerEntry(
                date: date,
                voucher: VoucherName(
                    book: "B", month: date.accountingMonth, kind: .general, number: place + 1),
                line: 1, account: "101", summary: "事项\(place + 1)", debit: Money(fen: line.1),
                credit: Money(fen: line.2))
        }
        turnover.addTakeover(
            balance: Money(fen: 10_000), yearDebit: Money(fen: 70), yearCredit: Money(fen: 7))
        for entry in entries {
            turnover.add(entry.date.accountingMonth, debit: entry.debit, credit: entry.credit)
        }
    }

    private func entries(in period: Period) -> [LedgerEntry] { entries.filter { period.contains($0.date) } }

    private func subsidiary(_ text: String) throws -> SubsidiaryLedger {
        let period = try Period(parsing: text)
        return SubsidiaryLedger(
            book: "B", account: "101", name: "现金", period: period, turnover: turnover,
            entries: entries(in: period))
    }

    private func shown(_ rows: [LedgerRow]) -> [String] {
        rows.map {
            "\($0.date) \($0.summary) \($0.debit.fen) \($0.credit.fen) \($0.direction.rawValue)\($0.shownBalance.fen)"
        }
    }

    @Test("明细账 over the year end")
    func overYearEnd() throws {
        #expect(
            shown(try subsidiary("2025-12..2026-02").rows) == [
                "2025-12-01 期初余额 0 0 借15000", "2025-12-31 事项2 0 3000 借12000",
                "2025-12-31 本月合计 0 3000 借12000", "2025-12-31 本年累计 5070 3007 借12000",
                "2026-01-01 上年结转 0 0 借12000", "2026-01-05 事项3 800 0 借12800",
                "2026-01-05 事项4 0 14000 贷1200", "2026-01-20 事项5 1200 0 平0",
                "2026-01-31 本月合计 2000 14000 平0", "2026-01-31 本年累计 2000 14000 平0",
                "2026-02-28 本月合计 0 0 平0", "2026-02-28 本年累计 2000 14000 平0",
            ])
    }

    @Test("The period starts with the book's first month, and a book opened later has no page")
    func beforeOpening() throws {
        let rows = try subsidiary("2025").rows
        #expect(
            shown(Array(rows.prefix(2))) == ["2025-11-01 期初余额 0 0 借10000", "2025-11-03 事项1 5000 0 借15000"])
        #expect(rows.count == 7)
        #expect(try subsidiary("2025-10").rows.isEmpty)
    }

    @Test("日记账: a balance at the end of each day")
    func journal() throws {
        let period = try Period(parsing: "2026Q1")
        let journal = CashJournal(
            book: "B", account: "101", name: "现金", period: period, turnover: turnover,
            entries: entries(in: period))
        #expect(
            shown(journal.rows.filter { $0.kind == .dayTotal }) == [
                "2026-01-05 本日合计 800 14000 贷1200", "2026-01-20 本日合计 1200 0 平0",
                "2026-03-02 本日合计 -500 0 贷500",
            ])
        #expect(journal.dayBalances.map(\.balance.fen) == [-1200, 0, -500])
        #expect(journal.rows.last?.kind == .yearTotal)
        #expect(journal.rows.last?.debit == Money(fen: 1500))
    }

    @Test("总账: months, year to date, directions")
    func general() throws {
        let page = try #require(
            turnover.page(code: "101", name: "现金", period: try Period(parsing: "2025-10..2026-03")))
        #expect(page.months.map(\.month.number) == [202511, 202512, 202601, 202602, 202603])
        #expect(page.opening == Money(fen: 10_000))
        #expect(!page.isCarriedOver)
        #expect(page.months.map(\.figures.opening.fen) == [10_000, 15_000, 12_000, 0, 0])
        #expect(page.months.map(\.figures.debit.fen) == [5000, 0, 2000, 0, -500])
        #expect(page.months.map(\.figures.credit.fen) == [0, 3000, 14_000, 0, 0])
        #expect(page.months.map(\.figures.yearDebit.fen) == [5070, 5070, 2000, 2000, 1500])
        #expect(page.months.map(\.figures.yearCredit.fen) == [7, 3007, 14_000, 14_000, 14_000])
        #expect(page.months.map(\.balance.fen) == [15_000, 12_000, 0, 0, -500])
        #expect(page.months.map(\.direction) == [.debit, .debit, .level, .level, .credit])
        let year = try #require(turnover.page(code: "101", name: "现金", period: try Period(parsing: "2026")))
        #expect(year.isCarriedOver)
        #expect(year.opening == Money(fen: 12_000))
    }

    @Test("An account without figures has no page, one with turnover that cancels has")
    func emptyPage() throws {
        let period = try Period(parsing: "2026")
        var quiet = MonthlyTurnover(opened: Month(validNumber: 202501))
        #expect(quiet.page(code: "101", name: "", period: period) == nil)
        quiet.add(Month(validNumber: 202602), debit: Money(fen: 5), credit: Money(fen: 5))
        #expect(quiet.page(code: "101", name: "", period: period)?.months.count == 12)
        #expect(quiet.page(code: "101", name: "", period: try Period(parsing: "2024")) == nil)
    }
}

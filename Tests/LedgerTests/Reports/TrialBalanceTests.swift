import Ledger
import Testing

@Suite("科目余额表")
struct TrialBalanceTests {
    private func account(_ code: String, _ name: String, chart: ChartVersion = .system2023) -> Account {
        Account(chart: chart, code: code, name: name, category: .asset, side: .debit)
    }

    private func figures(
        _ opening: Int64, _ debit: Int64, _ credit: Int64, _ yearDebit: Int64, _ yearCredit: Int64
    )
        -> AccountFigures
    {
        AccountFigures(
            opening: Money(fen: opening), debit: Money(fen: debit), credit: Money(fen: credit),
            yearDebit: Money(fen: yearDebit), yearCredit: Money(fen: yearCredit))
    }

    @Test("Parents are the sums of their children, totals are over the leaves, rows go by code")
    func sums() throws {
        let table = TrialBalance(
            book: "B", period: try Period(parsing: "2026-03"),
            figures: [
                (account("1020102", "定期户"), figures(300, 0, 100, 0, 100)),
                (account("1020101", "活期户"), figures(200, 50, 0, 70, 0)),
                (account("501", "经营收入"), figures(-500, 100, 50, 130, 100)),
            ],
            parents: [account("102", "银行存款"), account("10201", "基本账户")])
        #expect(table.rows.map(\.code) == ["102", "10201", "1020101", "1020102", "501"])
        #expect(table.rows.map(\.level) == [1, 2, 3, 3, 1])
        #expect(table.rows.map(\.isLeaf) == [false, false, true, true, true])
        #expect(table.rows[0].figures == figures(500, 50, 100, 70, 100))
        #expect(table.rows[1].figures == table.rows[0].figures)
        #expect(table.rows[0].figures.closing == Money(fen: 450))
        #expect(table.totals == figures(0, 150, 150, 200, 200))
        #expect(table.totals.closing == .zero)
    }

    @Test("An account without any figure has no row; one whose year to date is not zero has one")
    func empty() throws {
        let table = TrialBalance(
            book: "B", period: try Period(parsing: "2026-03"),
            figures: [
                (account("101", "现金"), AccountFigures()), (account("111", "投资"), figures(0, 0, 0, 5, 5)),
            ],
            parents: [])
        #expect(table.rows.map(\.code) == ["111"])
    }

    @Test("The same number in two charts is two accounts")
    func charts() throws {
        let table = TrialBalance(
            book: "B", period: try Period(parsing: "2024"),
            figures: [
                (account("502", "投资收益"), figures(0, 0, 10, 0, 10)),
                (account("502", "经营支出", chart: .system2004), figures(7, 0, 0, 0, 0)),
            ], parents: [])
        #expect(table.rows.map(\.chart) == [.system2004, .system2023])
        #expect(table.rows.map(\.figures.closing.fen) == [7, -10])
    }

    @Test("Months before, in and after the period; the year to date starts in January of its last year")
    func months() throws {
        var sum = AccountFigures()
        let period = try Period(parsing: "2025-12..2026-02")
        for (month, debit) in [(202511, 1), (202512, 10), (202601, 100), (202602, 1000), (202603, 10_000)] {
            sum.addTurnover(
                of: Month(validNumber: Int32(month)), debit: Money(fen: Int64(debit)), credit: .zero,
                in: period)
        }
        #expect(sum == figures(1, 1110, 0, 1100, 0))
    }

    @Test(
        "A book taken over in July: its balance opens the period, its half year counts in that year only",
        arguments: [
            ("2026-06", 0, 0, 0), ("2026-07", 60, 7, 40), ("2026", 60, 7, 40), ("2027-01", 60, 0, 0),
        ] as [(String, Int64, Int64, Int64)])
    func takeover(text: String, opening: Int64, yearDebit: Int64, yearCredit: Int64) throws {
        var sum = AccountFigures()
        sum.addTakeover(
            balance: Money(fen: 60), yearDebit: Money(fen: 7), yearCredit: Money(fen: 40),
            opened: Month(validNumber: 202607), in: try Period(parsing: text))
        #expect(sum == figures(opening, 0, 0, yearDebit, yearCredit))
    }
}

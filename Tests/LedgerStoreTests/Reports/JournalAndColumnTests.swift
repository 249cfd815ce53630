import Ledger
import LedgerStore
import Testing

@Suite("银行存款日记账, 多栏账")
struct JournalAndColumnTests {
    @Test("银行存款日记账: each bank by itself, carried over the year, red on its own side")
    func bankJournal() throws {
        let file = try TwoYears.ledger()
        let report = try file.bankJournal(book: "S1", period: Period(parsing: "2026-01..2026-02"))
        #expect(report.journals.map(\.account) == ["10201", "10202"])
        #expect(
            report.journals[0].rows.map(TwoYears.shown) == [
                "2026-01-01 上年结转 0 0 借120000", "2026-01-05 记-1 0 3000 借117000",
                "2026-01-05 记-2 0 10000 借107000", "2026-01-05 本日合计 0 13000 借107000",
                "2026-01-31 本月合计 0 13000 借107000", "2026-01-31 本年累计 0 13000 借107000",
                "2026-02-10 记-1 0 5000 借102000", "2026-02-10 本日合计 0 5000 借102000",
                "2026-02-28 本月合计 0 5000 借102000", "2026-02-28 本年累计 0 18000 借102000",
            ])
        #expect(
            report.journals[1].rows.map(TwoYears.shown) == [
                "2026-01-01 上年结转 0 0 借50000", "2026-01-05 记-2 10000 0 借60000",
                "2026-01-05 本日合计 10000 0 借60000", "2026-01-06 记-3 0 1200 借58800",
                "2026-01-06 本日合计 0 1200 借58800", "2026-01-20 记-4 0 -1200 借60000",
                "2026-01-20 本日合计 0 -1200 借60000", "2026-01-31 本月合计 10000 0 借60000",
                "2026-01-31 本年累计 10000 0 借60000", "2026-02-28 本月合计 0 0 借60000",
                "2026-02-28 本年累计 10000 0 借60000",
            ])
    }

    @Test("A bank account named has its journal, one that is none is refused")
    func named() throws {
        let file = try TwoYears.ledger()
        let period = try Period(parsing: "2026-02")
        #expect(
            try file.bankJournal(book: "S1", account: "10202", period: period).journals.map(\.account) == [
                "10202"
            ])
        #expect(throws: ReportProblem.notBank("10101")) {
            try file.bankJournal(book: "S1", account: "10101", period: period)
        }
        #expect(throws: AccountProblem.unknown("10299")) {
            try file.bankJournal(book: "S1", account: "10299", period: period)
        }
        // Nothing before the book was opened.
        #expect(try file.bankJournal(book: "S1", period: Period(parsing: "2024")).journals.isEmpty)
    }

    @Test("The journals of all banks end where the trial balance does")
    func journalsAddUp() throws {
        let file = try SampleLedger.loaded.get()
        for row in try SampleLedger.rows("expected/trial-balance-2026-12.csv")
        where row.string("code") == "102" {
            let report = try file.bankJournal(book: row.string("book"), period: Period(parsing: "2026"))
            let closing = report.journals.reduce(0) { $0 + ($1.rows.last?.balance.fen ?? 0) }
            #expect("\(closing)" == row.string("closing_fen"), "\(row.string("book"))")
        }
    }

    private static func shown(_ row: MultiColumnLedger.Row) -> String {
        TwoYears.shown(row.ledger) + " | " + row.amounts.map { "\($0.fen)" }.joined(separator: " ")
    }

    @Test("多栏账 of the debit side: a column each, one whose lines cancel out too")
    func debitColumns() throws {
        let file = try TwoYears.ledger()
        let report = try file.multiColumnLedger(
            book: "S1", account: "513", period: Period(parsing: "2026-01..2026-02"))
        #expect(report.columns.map(\.code) == ["51301", "51302", "51303"])
        #expect(
            report.rows.map(Self.shown) == [
                "2026-01-01 上年结转 0 0 平0 | 0 0 0", "2026-01-05 记-1 3000 0 借3000 | 0 3000 0",
                "2026-01-06 记-3 1200 0 借4200 | 0 1200 0", "2026-01-20 记-4 -1200 0 借3000 | 0 -1200 0",
                "2026-01-21 记-5 700 0 借3700 | 0 0 700", "2026-01-22 记-6 -700 0 借3000 | 0 0 -700",
                "2026-01-31 本月合计 3000 0 借3000 | 0 3000 0", "2026-01-31 本年累计 3000 0 借3000 | 0 3000 0",
                "2026-02-10 记-1 5000 0 借8000 | 5000 0 0", "2026-02-28 本月合计 5000 0 借8000 | 5000 0 0",
                "2026-02-28 本年累计 8000 0 借8000 | 5000 3000 0",
            ])
    }

    @Test("多栏账 of the credit side, and of balances carried over")
    func otherColumns() throws {
        let file = try TwoYears.ledger()
        let income = try file.multiColumnLedger(
            book: "S1", account: "501", period: Period(parsing: "2025-12"))
        #expect(
            income.rows.map(Self.shown) == [
                "2025-12-01 期初余额 0 0 平0 | 0", "2025-12-30 记-1 0 20000 贷20000 | 20000",
                "2025-12-31 本月合计 0 20000 贷20000 | 20000", "2025-12-31 本年累计 0 20000 贷20000 | 20000",
            ])
        let bank = try file.multiColumnLedger(
            book: "S1", account: "102", period: Period(parsing: "2025-12..2026-01"))
        #expect(
            bank.rows.map(Self.shown) == [
                "2025-12-01 期初余额 0 0 借150000 | 100000 50000",
                "2025-12-30 记-1 20000 0 借170000 | 20000 0", "2025-12-31 本月合计 20000 0 借170000 | 20000 0",
                "2025-12-31 本年累计 20000 0 借170000 | 20000 0",
                "2026-01-01 上年结转 0 0 借170000 | 120000 50000",
                "2026-01-05 记-1 0 3000 借167000 | -3000 0", "2026-01-05 记-2 10000 0 借177000 | 0 10000",
                "2026-01-05 记-2 0 10000 借167000 | -10000 0", "2026-01-06 记-3 0 1200 借165800 | 0 -1200",
                "2026-01-20 记-4 0 -1200 借167000 | 0 1200",
                "2026-01-31 本月合计 10000 13000 借167000 | -13000 10000",
                "2026-01-31 本年累计 10000 13000 借167000 | -13000 10000",
            ])
        #expect(throws: ReportProblem.noDetails("51302")) {
            try file.multiColumnLedger(book: "S1", account: "51302", period: Period(parsing: "2026"))
        }
        #expect(throws: AccountProblem.unknown("999")) {
            try file.multiColumnLedger(book: "S1", account: "999", period: Period(parsing: "2026"))
        }
    }

    @Test("Columns are the subsidiary ledgers of their accounts", arguments: ["2025", "2025-11..2026-02"])
    func columnsAddUp(text: String) throws {
        let file = try SampleLedger.loaded.get()
        let period = try Period(parsing: text)
        var compared = 0
        for book in try file.books() {
            let table = try file.trialBalance(book: book.code, period: period)
            for row in table.rows where !row.isLeaf {
                let report = try file.multiColumnLedger(book: book.code, account: row.code, period: period)
                let whole = try file.subsidiaryLedger(book: book.code, account: row.code, period: period)
                #expect(report.rows.map(\.ledger) == whole.rows)
                let sign: Int64 = report.account.side == .credit ? -1 : 1
                for row in report.rows {
                    let ledger = row.ledger
                    let isOpening = ledger.kind == .opening || ledger.kind == .carriedOver
                    let amount = isOpening ? ledger.balance.fen : ledger.debit.fen - ledger.credit.fen
                    #expect(row.amounts.reduce(0) { $0 + $1.fen } == sign * amount)
                }
                for (place, column) in report.columns.enumerated() {
                    let detail = try file.subsidiaryLedger(
                        book: book.code, account: column.code, period: period)
                    let totals = { (kind: LedgerRow.Kind) in
                        detail.rows.filter { $0.kind == kind }.map { sign * ($0.debit.fen - $0.credit.fen) }
                    }
                    for kind in [LedgerRow.Kind.monthTotal, .yearTotal] {
                        let found = report.rows.filter { $0.ledger.kind == kind }.map {
                            $0.amounts[place].fen
                        }
                        #expect(found == totals(kind), "\(book.code) \(column.code)")
                    }
                    compared += 1
                }
            }
        }
        #expect(compared > 100)
    }
}

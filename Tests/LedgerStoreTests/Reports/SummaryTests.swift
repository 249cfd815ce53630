import Ledger
import LedgerStore
import Testing

@Suite("凭证汇总表, 收支明细表")
struct SummaryTests {
    let file: LedgerFile

    init() throws { file = try SampleLedger.loaded.get() }

    /// The rows of a file that `Scripts/expected-books` made.
    private static func expected(_ name: String, _ columns: [String]) throws -> [String] {
        try SampleLedger.rows("expected/" + name).map { row in
            columns.map { row.text($0) ?? "" }.joined(separator: ",")
        }
    }

    @Test("凭证汇总表: turnover, vouchers and attachments of every book", arguments: ["2025-12", "2026-06"])
    func voucherSummary(month: String) throws {
        let period = try Period(parsing: month)
        var found: [String] = []
        for book in try file.books() {
            let report = try file.voucherSummary(book: book.code, period: period)
            for row in report.rows {
                found.append("\(book.code),account,\(row.code),\(row.debit.fen),\(row.credit.fen),,")
            }
            for row in report.numbers {
                found.append(
                    "\(book.code),vouchers,\(row.kind.rawValue),,,\(row.vouchers),\(row.attachments)")
                #expect(row.month == period.first)
                #expect(row.first == 1)
                #expect(row.last == row.vouchers)
            }
            #expect(report.debit == report.credit)
        }
        let columns = ["book", "row", "code", "debit_fen", "credit_fen", "vouchers", "attachments"]
        #expect(try found == Self.expected("voucher-summary-\(month).csv", columns))
    }

    @Test("凭证汇总表 of several months: a row of numbers for each month and kind, in the order 记 收 付 转")
    func severalMonths() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        let vouchers: [(Int32, VoucherKind, Int)] = [
            (2025_01_03, .transfer, 2), (2025_01_05, .receipt, 1), (2025_01_09, .payment, 3),
            (2025_01_20, .receipt, 4), (2025_02_02, .payment, 1), (2025_02_03, .general, 1),
            (2025_03_01, .general, 1),
        ]
        var source = DraftsInMemory(
            vouchers.map { date, kind, attachments in
                var draft = VoucherDraft(
                    book: "S1", date: CalendarDate(validNumber: date), attachments: attachments)
                draft.kind = kind.rawValue
                draft.lines = [
                    EntryLine("收租", account: "10101", debit: Money(fen: 100)),
                    EntryLine("收租", account: "50103", credit: Money(fen: 100)),
                ]
                return draft
            })
        _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        let report = try small.file.voucherSummary(book: "S1", period: Period(parsing: "2025-01..2025-02"))
        let shown = report.numbers.map {
            "\($0.month) \($0.kind.rawValue) \($0.first)–\($0.last) \($0.vouchers) \($0.attachments)"
        }
        #expect(
            shown == [
                "2025-01 收 1–2 2 5", "2025-01 付 1–1 1 3", "2025-01 转 1–1 1 2", "2025-02 记 1–1 1 1",
                "2025-02 付 1–1 1 1",
            ])
        #expect(report.vouchers == 6)
        #expect(report.attachments == 12)
        #expect(
            report.rows.map { "\($0.code) \($0.debit.fen) \($0.credit.fen)" } == ["101 600 0", "501 0 600"])
    }

    @Test("收支明细表: the month and the year to date of every book", arguments: ["2025-12", "2026-08"])
    func incomeExpense(month: String) throws {
        let period = try Period(parsing: month)
        var found: Set<String> = []
        for book in try file.books() {
            let report = try file.incomeExpense(book: book.code, period: period)
            for row in report.rows {
                found.insert("\(book.code),account,\(row.code),\(Self.shown(row.figures))")
            }
            for part in report.bySource {
                found.insert("\(book.code),source,\(part.source),\(Self.shown(part.figures))")
            }
        }
        let columns = ["book", "row", "code", "amount_fen", "ytd_fen"]
        let wanted = Set(try Self.expected("income-expense-\(month).csv", columns))
        #expect(found.subtracting(wanted).sorted() == [])
        #expect(wanted.subtracting(found).sorted() == [])
    }

    private static func shown(_ figures: IncomeExpense.Figures) -> String {
        "\(figures.period.fen),\(figures.year.fen)"
    }

    @Test("The year's income is what the measures say", arguments: [2025, 2026])
    func measures(year: Int) throws {
        let period = try #require(Period(year: year))
        let total = try file.threshold(year: year, measure: "total")
        let gross = try file.threshold(year: year)
        for (all, operating) in zip(total.villages, gross.villages) {
            let reports = try all.books.map { try file.incomeExpense(book: $0, period: period) }
            let income = reports.reduce(0) { $0 + $1.income.year.fen }
            #expect(income == all.income.fen + all.eliminated.fen, "\(all.village)")
            let bySource = reports.flatMap(\.bySource).reduce(0) { $0 + $1.figures.year.fen }
            #expect(bySource == operating.income.fen + operating.eliminated.fen, "\(all.village)")
        }
    }

    /// By hand: 2025 earns 900.00, of which 100.00 are taken back in red, and spends 300.00 less 50.00 in red; the
    /// year is carried to 本年收益 and on, and 80.00 are shared out. 2026 earns 70.00.
    @Test("A closed and distributed year shows what it earned, in red too")
    func closedYear() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        try small.post(
            "S1",
            [
                (2025_03_01, [("10101", 90_000), ("50103", -90_000)]),
                (2025_04_01, [("51302", 30_000), ("10101", -30_000)]),
            ])
        var red = VoucherDraft(book: "S1", date: CalendarDate(validNumber: 2025_05_01), attachments: 1)
        red.lines = [
            EntryLine("红字", account: "10101", debit: Money(fen: -10_000)),
            EntryLine("红字", account: "50103", credit: Money(fen: -10_000)),
            EntryLine("红字", account: "51302", debit: Money(fen: -5_000)),
            EntryLine("红字", account: "10101", credit: Money(fen: -5_000)),
        ]
        var source = DraftsInMemory([red])
        _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        try small.post(
            "S1",
            [
                (2025_12_31, [("50103", 80_000), ("321", -80_000)]),
                (2025_12_31, [("321", 25_000), ("51302", -25_000)]),
                (2025_12_31, [("321", 55_000), ("3220201", -55_000)]),
            ])
        try small.post("S1", [(2025_12_31, [("3220101", 8_000), ("31101", -8_000)])], type: "distribution")
        try small.post("S1", [(2026_01_10, [("10101", 7_000), ("50103", -7_000)])])
        let year = try small.file.incomeExpense(book: "S1", period: Period(parsing: "2025"))
        #expect(
            year.rows.map { "\($0.code) \(Self.shown($0.figures))" } == [
                "501 80000,80000", "50103 80000,80000", "513 25000,25000", "51302 25000,25000",
            ])
        #expect(Self.shown(year.net) == "55000,55000")
        let may = try small.file.incomeExpense(book: "S1", period: Period(parsing: "2025-05"))
        #expect(may.rows.map { "\($0.code) \(Self.shown($0.figures))" }.first == "501 -10000,80000")
        let across = try small.file.incomeExpense(book: "S1", period: Period(parsing: "2025-05..2026-01"))
        #expect(Self.shown(across.income) == "-3000,7000")
        let summary = try small.file.voucherSummary(book: "S1", period: Period(parsing: "2025-05"))
        #expect(
            summary.rows.map { "\($0.code) \($0.debit.fen) \($0.credit.fen)" } == [
                "101 -10000 -5000", "501 0 -10000", "513 -5000 0",
            ])
    }
}

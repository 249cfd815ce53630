import Ledger
import Testing

@testable import LedgerStore

@Suite("门槛 in small ledgers")
struct ThresholdTests {
    @Test("A row for every village, with or without a book; villages of other years only with books")
    func villages() throws {
        let gone = CalendarDate(validNumber: 2023_12_31)
        let coming = CalendarDate(validNumber: 2026_01_01)
        let ledger = try SmallLedger(
            villages: [
                SmallLedger.village(204), SmallLedger.village(201), SmallLedger.village(202, validTo: gone),
                SmallLedger.village(203, validTo: gone), SmallLedger.village(205, validFrom: coming),
            ],
            books: [SmallLedger.book("C", 203), SmallLedger.book("B", 204), SmallLedger.book("A", 204)])
        try ledger.post("C", [(2025_03_01, [("10201", 700), ("50101", -700)])])
        let report = try ledger.file.threshold(year: 2025)
        #expect(report.villages.map(\.divisionCode) == [201, 203, 204].map(SmallLedger.code))
        #expect(report.villages.map(\.books) == [[], ["C"], ["A", "B"]])
        #expect(report.villages.map(\.income.fen) == [0, 700, 0])
        #expect(report.villages.map(\.township) == ["岚溪镇", "岚溪镇", "岚溪镇"])
        #expect(report.villages.map(\.isYearClosed) == [false, false, false])
        #expect(try ledger.file.threshold(year: 2023).villages.count == 4)
        #expect(try ledger.file.threshold(year: 2026).villages.last?.divisionCode == SmallLedger.code(205))
        #expect(throws: PeriodFormatProblem.self) { try ledger.file.threshold(year: 26) }
    }

    @Test(
        "A year is closed when December is closed and profit and loss are carried forward, in all its books")
    func yearClosed() throws {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)],
            books: [
                SmallLedger.book("A", 201), SmallLedger.book("B", 201),
                SmallLedger.book("C", 201, opened: 202601),
            ])
        func isClosed(_ year: Int) throws -> Bool? {
            try ledger.file.threshold(year: year).villages.first?.isYearClosed
        }
        let december = Month(validNumber: 202512)
        try ledger.post("A", [(2025_03_01, [("10201", 700), ("50101", -700)])])
        try ledger.file.closePeriod(book: "B", through: december, by: "zhang")
        #expect(try isClosed(2025) == false)
        try ledger.file.closePeriod(book: "A", through: december, by: "zhang")
        // The month is closed, the income still stands on 501.
        #expect(try isClosed(2025) == false)
        #expect(try isClosed(2026) == false)

        let other = try SmallLedger(
            villages: [SmallLedger.village(201)],
            books: [
                SmallLedger.book("A", 201), SmallLedger.book("B", 201),
                SmallLedger.book("C", 201, opened: 202601),
            ])
        try other.post("A", [(2025_03_01, [("10201", 700), ("50101", -700)])])
        try other.post("A", [(2025_12_31, [("50101", 700), ("321", -700)])])
        try other.file.closePeriod(book: "B", through: december, by: "zhang")
        try other.post("A", [(2025_12_31, [("321", 700), ("3220201", -700)])])
        #expect(try other.file.threshold(year: 2025).villages.first?.isYearClosed == false)
        try other.file.closePeriod(book: "A", through: december, by: "zhang")
        #expect(try other.file.threshold(year: 2025).villages.first?.isYearClosed == true)
        #expect(try other.file.threshold(year: 2025).total.fen == 700)
        #expect(try other.file.threshold(year: 2026).villages.first?.isYearClosed == false)
    }

    @Test("Dealings between two books of a village are taken out, on both sides of a measure")
    func elimination() throws {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201), SmallLedger.village(202)],
            books: [SmallLedger.book("A", 201), SmallLedger.book("W", 201), SmallLedger.book("B", 202)])
        try ledger.post(
            "A",
            [
                (2025_03_01, [("11202@W", 500), ("50103", -500)]),
                (2025_03_02, [("11202@B", 300), ("50103", -300)]),
            ])
        try ledger.post("W", [(2025_03_01, [("51309", 500), ("21109@A", -500)])])
        let gross = try ledger.file.threshold(year: 2025).villages[0]
        #expect(gross.income.fen == 300)
        #expect(gross.eliminated.fen == 500)
        #expect(gross.bySource.map(\.source) == ["property-lease"])
        let net = try ledger.file.threshold(year: 2025, measure: "operating-net").villages[0]
        #expect(net.income.fen == 300)
        // 500 of income less 500 of expense.
        #expect(net.eliminated.fen == 0)
        let unfolded = try ledger.file.explain(book: "W", year: 2025, measure: "operating-net")
        #expect(unfolded.eliminated.fen == -500)
        #expect(unfolded.lines.map(\.treatment) == [.eliminated(.sameVillage)])
    }

    @Test("A correction of an earlier year stands beside its year of origin and nowhere else")
    func priorYear() throws {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("A", 201)])
        try ledger.post("A", [(2025_03_01, [("10201", 700), ("50101", -700)])])
        try ledger.post(
            "A", [(2026_02_01, [("3220202", 200), ("10201", -200)])], type: "prior-year", originYear: 2025)
        let report = try ledger.file.threshold(year: 2025).villages[0]
        #expect(report.income.fen == 700)
        #expect(report.priorYear.fen == -200)
        #expect(try ledger.file.threshold(year: 2026).villages[0].priorYear == .zero)
        let origin = try ledger.file.explain(book: "A", year: 2025)
        #expect(origin.lines.map(\.treatment) == [.included, .priorYear])
        #expect(origin.priorYear.fen == -200)
        let booked = try ledger.file.explain(book: "A", year: 2026)
        #expect(booked.figure == .zero && booked.priorYear == .zero)
        #expect(booked.lines.map { $0.treatment.reason?.code } == ["prior-year"])
    }

    @Test("The other book is one book, named by its code on one line and by its name on the next")
    func oneBookTwoNames() throws {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)],
            books: [SmallLedger.book("A", 201), SmallLedger.book("B", 201)])
        try ledger.post("A", [(2026_05_01, [("11301@B", 1000), ("11201@B合作社", 500), ("50103", -1500)])])
        try ledger.post("A", [(2026_05_02, [("11301@B", 1000), ("11201@外来客商", 500), ("50103", -1500)])])
        let village = try ledger.file.threshold(year: 2026).villages[0]
        #expect(village.eliminated.fen == 1500)
        #expect(village.income.fen == 1500)
    }

    @Test("The chart of the year decides what counts")
    func charts() throws {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)],
            books: [SmallLedger.book("A", 201, opened: 202301, chart: .system2004)])
        try ledger.file.queue.write { db in
            try db.execute(
                sql: "INSERT INTO bookChart (book, fromYear, chart) SELECT id, 2024, '2023' FROM book")
        }
        // 511 is 发包及上交收入 in the old chart and 经营支出 in the new one.
        var old = VoucherDraft(book: "A", date: CalendarDate(validNumber: 2023_05_01), attachments: 1)
        old.lines = [
            EntryLine("发包", account: "102", debit: Money(fen: 900)),
            EntryLine("发包", account: "511", credit: Money(fen: 900), source: "land-contracting"),
        ]
        var source = DraftsInMemory([old])
        _ = try ledger.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        try ledger.post("A", [(2024_05_01, [("511", 70), ("10201", -70)])])
        #expect(try ledger.file.threshold(year: 2023).total.fen == 900)
        #expect(try ledger.file.threshold(year: 2024).total.fen == 0)
        #expect(try ledger.file.threshold(year: 2024, measure: "operating-net").total.fen == -70)
        #expect(try ledger.file.explain(book: "A", year: 2023).formula?.text == "501 + 511 + 561")
        let table = try ledger.file.trialBalance(book: "A", period: try Period(parsing: "2024"))
        #expect(
            table.rows.map { "\($0.chart.rawValue)/\($0.code) \($0.figures.closing.fen)" } == [
                "2004/102 900", "2004/511 -900", "2023/102 -70", "2023/10201 -70", "2023/511 70",
            ])
        #expect(table.totals.opening == .zero && table.totals.closing == .zero)
    }
}

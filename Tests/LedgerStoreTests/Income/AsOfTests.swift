import Ledger
import Testing

@testable import LedgerStore

@Suite("figures up to a day")
struct AsOfTests {
    private func ledger() throws -> SmallLedger {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("A", 201)])
        try ledger.post(
            "A",
            [
                (2025_02_28, [("10201", 100), ("50103", -100)]),
                (2025_06_30, [("10201", 20), ("50103", -20)]),
                (2025_12_31, [("10201", 3), ("50103", -3)]),
            ])
        try ledger.post(
            "A",
            [
                (2026_02_28, [("10201", 4_000), ("50103", -4_000)]),
                (2026_03_01, [("10201", 500), ("50103", -500)]),
            ])
        try ledger.post(
            "A", [(2026_04_01, [("3220202", 7), ("10201", -7)])], type: "prior-year", originYear: 2025)
        return ledger
    }

    @Test(
        "the figure of a book unfolds to what the threshold counts through the same day",
        arguments: [(20250227, 0), (20250228, 100), (20250630, 120), (20251230, 120), (20251231, 123)])
    func explained(_ day: Int32, _ figure: Int64) throws {
        let (ledger, day) = (try ledger(), CalendarDate(validNumber: day))
        let explanation = try ledger.file.explain(book: "A", year: 2025, asOf: day)
        #expect(explanation.figure.fen == figure && explanation.asOf == day)
        #expect(try ledger.file.threshold(year: 2025, asOf: day).total.fen == figure)
        // The correction is made in 2026 and stands with the whole year only.
        #expect(explanation.priorYear.fen == (day.number == 2025_12_31 ? -7 : 0))
        #expect(try ledger.file.explain(book: "A", year: 2025).asOf.description == "2025-12-31")
    }

    @Test("a trend up to a day counts every year through that day, the end of February with it")
    func trend() throws {
        let ledger = try ledger()
        func figures(_ day: Int32?) throws -> [Int64] {
            try ledger.file.trend(
                fromYear: 2025, toYear: 2026, asOf: day.map { CalendarDate(validNumber: $0) }
            ).totals.map(\.income.fen)
        }
        #expect(try figures(nil) == [123, 4_500])
        #expect(try figures(2026_02_28) == [100, 4_000])
        #expect(try figures(2026_06_30) == [120, 4_500])
        try ledger.post("A", [(2028_02_29, [("10201", 60_000), ("50103", -60_000)])])
        let leap = try ledger.file.trend(
            fromYear: 2025, toYear: 2028, asOf: CalendarDate(validNumber: 2028_02_29))
        #expect(leap.totals.map(\.income.fen) == [100, 4_000, 0, 60_000])
    }
}

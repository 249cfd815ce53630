import Ledger
import Testing

@Suite("门槛")
struct ThresholdTests {
    private func village(_ code: String, _ fen: Int64, closed: Bool = false) -> VillageIncome {
        VillageIncome(
            divisionCode: code, village: code, township: "镇", books: [], income: Money(fen: fen),
            eliminated: .zero,
            priorYear: .zero, bySource: fen == 0 ? [] : [("agriculture", Money(fen: fen))],
            isYearClosed: closed)
    }

    private func report(_ year: Int, _ villages: [VillageIncome]) throws -> ThresholdReport {
        let measure = try Measure.reading([
            ["name": "m", "version": "1", "chinese": "", "english": "", "chart": "2023", "formula": "501"]
        ])[0]
        let end = try #require(Month(year: year, month: 12)).lastDay
        return ThresholdReport(year: year, measure: measure, asOf: end, villages: villages)
    }

    @Test(
        "1 200 000.00 is not enough",
        arguments: [
            (119_999_999, 2, .below), (120_000_000, 1, .below), (120_000_001, 0, .met),
            (0, 120_000_001, .below),
            (-500, 120_000_501, .below),
        ] as [(Int64, Int64, ThresholdState)])
    func threshold(income: Int64, gap: Int64, state: ThresholdState) {
        #expect(Threshold.gap(of: Money(fen: income)).fen == gap)
        #expect(village("v", income).state == state)
    }

    @Test("A tally keeps villages, sources and dealings within a village apart")
    func tally() {
        var tally = IncomeTally(villages: 2, sources: ["", "agriculture", "energy"])
        tally.add(100, village: 0, source: 1, isWithinVillage: false)
        tally.add(-100, village: 0, source: 1, isWithinVillage: false)
        tally.add(-30, village: 0, source: 0, isWithinVillage: false)
        tally.add(7, village: 0, source: 2, isWithinVillage: true)
        tally.add(9, village: 1, source: 2, isWithinVillage: false)
        tally.addPriorYear(-4, village: 1)
        #expect(tally.bySource(0).map(\.source) == [""])
        #expect(tally.bySource(0).map(\.amount.fen) == [-30])
        #expect(tally.eliminated(0).fen == 7)
        #expect(tally.bySource(1).map(\.source) == ["energy"])
        #expect(tally.priorYear(0) == .zero)
        #expect(tally.priorYear(1).fen == -4)
    }

    @Test("A year is closed when every book opened by then has closed it, and there is one")
    func closing() {
        func isClosed(_ books: [(opened: Int32, isYearClosed: Bool)]) -> Bool {
            var closing = YearClosing()
            for book in books {
                closing.add(
                    opened: Month(validNumber: book.opened), year: 2025, isYearClosed: book.isYearClosed)
            }
            return closing.isClosed
        }
        #expect(!isClosed([]))
        #expect(isClosed([(202501, true)]))
        #expect(isClosed([(202512, true), (202601, false)]))
        #expect(!isClosed([(202601, false)]))
        #expect(!isClosed([(202501, true), (202507, false)]))
        #expect(!isClosed([(202501, false)]))
    }

    @Test("Sources summed over villages")
    func sources() throws {
        let table = IncomeBySource(try report(2026, [village("1", 5), village("2", 0), village("3", 6)]))
        #expect(table.totals.map(\.source) == ["agriculture"])
        #expect(table.total.fen == 11)
    }

    @Test("Growth: against the year before, and what is needed")
    func trend() throws {
        let trend = IncomeTrend(
            measure: try report(2025, []).measure,
            reports: [
                try report(2023, [village("1", 0), village("2", 80_000_000)]),
                try report(2024, [village("1", 60_000_000), village("2", 100_000_000, closed: true)]),
                try report(2025, [village("1", 40_000_000), village("2", 120_000_001), village("3", 0)]),
            ])
        #expect(trend.villages.map(\.divisionCode) == ["1", "2", "3"])
        let first = trend.villages[0]
        #expect(first.years.map(\.change?.fen) == [nil, 60_000_000, -20_000_000])
        // Nothing to compare 60 million fen with; −20 of 60 million is −33.33 %.
        #expect(first.years.map(\.changeBasisPoints) == [nil, nil, -3333])
        #expect(first.gap.fen == 80_000_001)
        // 80 000 001 / 40 000 000 is a hair over 200 %.
        #expect(first.neededBasisPoints == 20_001)
        // Two years to 2027: 40 000 000.5, rounded up.
        #expect(first.neededYearly.fen == 40_000_001)
        #expect(trend.villages[1].years.map(\.changeBasisPoints) == [nil, 2500, 2000])
        #expect(trend.villages[1].years.map(\.isClosed) == [false, true, false])
        #expect(trend.villages[1].gap == .zero)
        #expect(trend.villages[1].neededBasisPoints == 0)
        #expect(trend.villages[2].neededBasisPoints == nil)
        #expect(trend.villages[2].years.map(\.year) == [2025])
        #expect(trend.totals.map(\.income.fen) == [80_000_000, 160_000_000, 160_000_001])
        #expect(trend.totals.map(\.change?.fen) == [nil, 80_000_000, 1])
    }

    @Test("Shares: cut off, red parts below zero, none of a whole that parts of both signs all but cancel to")
    func shares() {
        func share(_ part: Int64, _ whole: Int64) -> Int64? {
            IncomeTrend.share(Money(fen: part), of: Money(fen: whole))
        }
        #expect(share(2, 3) == 6666)
        #expect(share(-2, 3) == -6666)
        #expect(share(3, 3) == 10_000)
        #expect(share(1, 0) == nil)
        #expect(share(1, -5) == nil)
        // 9 007 199 254 740 990 · 10 000 / 100, and the same of one fen, which is more than 2⁶³.
        #expect(share(9_007_199_254_740_990, 100) == 900_719_925_474_099_000)
        #expect(share(9_007_199_254_740_990, 1) == nil)
    }

    @Test("Growth to the most a ledger holds: told while the share can be written, else left out")
    func hugeGrowth() throws {
        let trend = IncomeTrend(
            measure: try report(2025, []).measure,
            reports: [
                try report(2024, [village("1", 1_000_000), village("2", 1)]),
                try report(2025, [village("1", 9_007_199_254_740_000), village("2", 9_007_199_254_740_991)]),
            ])
        // 9 007 199 253 740 000 / 1 000 000 · 10 000
        #expect(trend.villages[0].years.map(\.changeBasisPoints) == [nil, 90_071_992_537_400])
        #expect(trend.villages[1].years.map(\.changeBasisPoints) == [nil, nil])
    }
}

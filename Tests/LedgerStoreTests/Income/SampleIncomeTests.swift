import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// The form of the threshold command, as far as the expected figures have it.
private struct ExpectedReport: Decodable {
    struct Village: Decodable {
        let divisionCode, village, township: String
        let books: [String]
        let incomeFen, eliminatedFen, gapFen: Int64
        let state: String
        let yearClosed: Bool
        let bySource: [String: Int64]
    }
    struct Summary: Decodable {
        let villages, met, below: Int
        let totalFen: Int64
    }
    let year, measureVersion: Int
    let measure, asOf: String
    let summary: Summary
    let villages: [Village]
}

@Suite("收入 on the sample data")
struct SampleIncomeTests {
    let file: LedgerFile

    init() throws { file = try SampleLedger.loaded.get() }

    @Test("门槛: every figure of every village", arguments: [2025, 2026])
    func threshold(year: Int) throws {
        let data = try Data(
            contentsOf: URL(fileURLWithPath: SampleLedger.path("expected/threshold-\(year).json")))
        let expected = try JSONDecoder().decode(ExpectedReport.self, from: data)
        let report = try file.threshold(year: year)
        #expect(report.asOf.description == expected.asOf)
        #expect(report.measure.name == expected.measure)
        #expect(report.measure.version == expected.measureVersion)
        #expect(report.villages.count == expected.summary.villages)
        #expect(report.metCount == expected.summary.met)
        #expect(report.total.fen == expected.summary.totalFen)
        for (row, wanted) in zip(report.villages, expected.villages) {
            #expect(row.divisionCode == wanted.divisionCode)
            #expect(row.village == wanted.village)
            #expect(row.township == wanted.township)
            #expect(row.books == wanted.books)
            #expect(row.income.fen == wanted.incomeFen, "\(row.village)")
            #expect(row.eliminated.fen == wanted.eliminatedFen, "\(row.village)")
            #expect(row.gap.fen == wanted.gapFen)
            #expect(row.state.rawValue == wanted.state)
            #expect(row.isYearClosed == wanted.yearClosed, "\(row.village)")
            let parts = Dictionary(uniqueKeysWithValues: row.bySource.map { ($0.source, $0.amount.fen) })
            #expect(parts == wanted.bySource, "\(row.village)")
        }
    }

    @Test("分来源收入", arguments: [2025, 2026])
    func incomeBySource(year: Int) throws {
        let table = try file.incomeBySource(year: year)
        let found = table.report.villages.flatMap { village in
            village.bySource.map { "\(village.divisionCode),\($0.source),\($0.amount.fen)" }
        }
        let wanted = try SampleLedger.rows("expected/income-\(year).csv").map {
            "\($0.string("division_code")),\($0.string("source")),\($0.string("income_fen"))"
        }
        #expect(found == wanted)
        #expect(table.total == table.report.total)
    }

    @Test("口径: five measures of every village", arguments: [2025, 2026])
    func measures(year: Int) throws {
        var found: [String: Int64] = [:]
        for measure in LedgerFile.measures {
            for row in try file.threshold(year: year, measure: measure.name).villages {
                found["\(row.divisionCode),\(measure.name)"] = row.income.fen
            }
        }
        let rows = try SampleLedger.rows("expected/measures-\(year).csv")
        #expect(rows.count == found.count)
        for row in rows {
            let key = "\(row.string("division_code")),\(row.string("measure"))"
            #expect(found[key].map(String.init) == row.string("fen"), "\(key)")
        }
    }

    @Test("口径展开: the lines of every book add up to the village's figure", arguments: [2025, 2026])
    func explanation(year: Int) throws {
        for measure in LedgerFile.measures {
            for row in try file.threshold(year: year, measure: measure.name).villages {
                var (figure, eliminated, priorYear) = (Int64(0), Int64(0), Int64(0))
                for book in row.books {
                    let unfolded = try file.explain(book: book, year: year, measure: measure.name)
                    figure += unfolded.figure.fen
                    eliminated += unfolded.eliminated.fen
                    priorYear += unfolded.priorYear.fen
                    #expect(unfolded.divisionCode == row.divisionCode)
                    #expect(unfolded.excluded.allSatisfy { $0.treatment.reason != nil })
                }
                #expect(figure == row.income.fen, "\(row.village) \(measure.name)")
                #expect(eliminated == row.eliminated.fen, "\(row.village) \(measure.name)")
                #expect(priorYear == row.priorYear.fen, "\(row.village) \(measure.name)")
            }
        }
    }

    @Test("上岚村 2025 unfolds to the seventeen lines added up by hand")
    func handwritten() throws {
        let unfolded = try file.explain(book: "V004", year: 2025)
        let amounts: [Int64] = [
            2_400_000, 6_000_000, 3_600_000, 864_000, -864_000, 684_000, 980_000, 1_120_000, 2_400_000,
            643_000,
            3_600_000, 1_578_000, 1_286_000, 1_834_050, 4_200_000, 1_480_000, 927_550,
        ]
        #expect(unfolded.included.map(\.amount.fen) == amounts)
        #expect(unfolded.figure == Money(fen: 32_732_600))
        #expect(unfolded.included.allSatisfy { $0.voucher != nil && $0.source != nil })
        let reasons = Set(unfolded.excluded.compactMap { $0.treatment.reason?.code })
        #expect(reasons.contains("closing"))
    }

    @Test("䶮潭村 taken over in July: the half year before stands as rows without vouchers")
    func takeover() throws {
        let unfolded = try file.explain(book: "V010", year: 2026)
        let before = unfolded.lines.filter(\.isTakeover)
        #expect(!before.isEmpty)
        #expect(before.allSatisfy { $0.date == nil })
        let may = try file.threshold(year: 2026, asOf: CalendarDate(validNumber: 2026_06_30))
        let july = try file.threshold(year: 2026, asOf: CalendarDate(validNumber: 2026_07_01))
        #expect(may.villages.first { $0.books == ["V010"] }?.income == .zero)
        let included = before.filter { $0.treatment == .included }.reduce(0) { $0 + $1.amount.fen }
        let first = unfolded.included.filter { $0.date?.number == 2026_07_01 }.reduce(0) {
            $0 + $1.amount.fen
        }
        #expect(july.villages.first { $0.books == ["V010"] }?.income.fen == included + first)
    }

    @Test(
        "As of a day: the lines dated up to it",
        arguments: [2026_01_01, 2026_03_15, 2026_06_30, 2026_09_16, 2026_12_30] as [Int32])
    func asOf(number: Int32) throws {
        let day = CalendarDate(validNumber: number)
        let report = try file.threshold(year: 2026, asOf: day)
        #expect(report.asOf == day)
        for row in report.villages {
            var (income, eliminated) = (Int64(0), Int64(0))
            for book in row.books {
                let opened = book == "V010" ? 2026_07_01 : 2025_01_01 as Int32
                for line in try file.explain(book: book, year: 2026).lines
                where (line.date?.number ?? opened) <= number {
                    switch line.treatment {
                    case .included: income += line.amount.fen
                    case .eliminated: eliminated += line.amount.fen
                    default: break
                    }
                }
            }
            #expect(row.income.fen == income, "\(row.village)")
            #expect(row.eliminated.fen == eliminated, "\(row.village)")
            #expect(row.bySource.reduce(0) { $0 + $1.amount.fen } == income)
        }
    }

    @Test("As of a day after the year, or before it")
    func asOfOutside() throws {
        let late = try file.threshold(year: 2025, asOf: CalendarDate(validNumber: 2027_01_01))
        #expect(late == (try file.threshold(year: 2025)))
        let early = try file.threshold(year: 2026, asOf: CalendarDate(validNumber: 2025_12_31))
        #expect(early.total == .zero)
        #expect(early.villages.count == 14)
    }

    @Test("Reading by lines and by the yearly table gives the same year", arguments: [2025, 2026])
    func bothRoads(year: Int) throws {
        try file.read { db in
            let scope = try IncomeScope(db, year: year, township: nil, villages: [])
            let marks = try MarkTable(db)
            for measure in LedgerFile.measures {
                let reader = TurnoverReader(db: db, measure: measure, year: year, scope: scope, marks: marks)
                var byTable = IncomeTally(villages: scope.villages.count, sources: marks.sources)
                var byLines = byTable
                try reader.readYear(into: &byTable)
                let end = try #require(Month(year: year, month: 12)).lastDay
                try reader.readPart(through: end, into: &byLines)
                for village in scope.villages.indices {
                    #expect(
                        byTable.bySource(village).map(\.amount) == byLines.bySource(village).map(\.amount))
                    #expect(byTable.eliminated(village) == byLines.eliminated(village))
                }
            }
        }
    }

    @Test("One township, one village, one that is none")
    func scope() throws {
        let all = try file.threshold(year: 2026)
        let township = try #require(try file.divisions().first { $0.level == "township" })
        let part = try file.threshold(year: 2026, township: township.code)
        #expect(part.villages == all.villages.filter { $0.township == township.name })
        #expect(part.villages.count < all.villages.count && !part.villages.isEmpty)
        let one = try file.threshold(year: 2026, villages: ["990101101204"])
        #expect(one.villages == all.villages.filter { $0.divisionCode == "990101101204" })
        #expect(throws: NamedThingProblem.divisionUnknown("1")) {
            try file.threshold(year: 2026, villages: ["1"])
        }
        #expect(throws: NamedThingProblem.divisionUnknown(township.code)) {
            try file.threshold(year: 2026, villages: [township.code])
        }
        #expect(throws: MeasureProblem.self) { try file.threshold(year: 2026, measure: "gross") }
    }

    @Test("收入趋势: growth and what is needed")
    func trend() throws {
        let trend = try file.trend(fromYear: 2025, toYear: 2026)
        let hill = try #require(trend.villages.first { $0.divisionCode == "990101101204" })
        #expect(hill.years.map(\.income.fen) == [32_732_600, 38_336_450])
        #expect(hill.years.map(\.change?.fen) == [nil, 5_603_850])
        // 5 603 850 / 32 732 600 = 17.120 %
        #expect(hill.years[1].changeBasisPoints == 1_712)
        #expect(hill.years.map(\.isClosed) == [true, false])
        #expect(hill.gap.fen == 81_663_551)
        #expect(hill.neededYearly == hill.gap)
        #expect(trend.totals.map(\.income.fen).last == 1_895_023_431)
        #expect(throws: PeriodFormatProblem.self) { try file.trend(fromYear: 2026, toYear: 2025) }
    }

    @Test(
        "A village asked for alone, or with others, has the figures it has among all",
        arguments: [2025, 2026])
    func alone(_ year: Int) throws {
        let ledger = try SampleLedger.loaded.get()
        for day in [nil, CalendarDate(year: year, month: 9, day: 30)] {
            let all = try ledger.threshold(year: year, measure: "operating-net", asOf: day).villages
            let alone = try all.flatMap {
                try ledger.threshold(
                    year: year, measure: "operating-net", villages: [$0.divisionCode, $0.divisionCode],
                    asOf: day
                ).villages
            }
            #expect(alone.map { String(describing: $0) } == all.map { String(describing: $0) })
            for township in Set(all.map { String($0.divisionCode.prefix(9)) + "000" }) {
                let below = all.filter { $0.divisionCode.hasPrefix(township.prefix(9)) }
                let asked = try ledger.threshold(
                    year: year, measure: "operating-net", township: township, asOf: day
                ).villages
                #expect(asked.map { String(describing: $0) } == below.map { String(describing: $0) })
                let both = try ledger.threshold(
                    year: year, measure: "operating-net", township: township,
                    villages: all.map(\.divisionCode), asOf: day
                ).villages
                #expect(both.map { String(describing: $0) } == below.map { String(describing: $0) })
            }
        }
        let village = try #require(try ledger.threshold(year: year).villages.first?.divisionCode)
        #expect(throws: NamedThingProblem.divisionUnknown("999999999999")) {
            try ledger.threshold(year: year, villages: [village, "999999999999"])
        }
        #expect(throws: NamedThingProblem.divisionUnknown("999999999999")) {
            try ledger.threshold(year: year, township: "999999999999", villages: [village])
        }
    }
}

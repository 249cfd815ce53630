import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct IncomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "income", "各村收入按来源分列", "The income of each village by source",
        example: "income --year 2026 --township 990101101000",
        "income --year 2026 --village 990101101204 --measure total")

    @OptionGroup var year: YearOptions
    @OptionGroup var scope: IncomeScopeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format()
        let (year, asOf) = try year.chosen()
        let (income, names) = try global.reading { ledger in
            (
                try ledger.incomeBySource(
                    year: year, measure: scope.measure, township: scope.township, villages: scope.villages,
                    asOf: asOf),
                try SourceNames(ledger)
            )
        }
        try global.write { file in
            switch format {
            case .table: Self.writeTable(income, names, to: file)
            case .csv: Self.writeCSV(income, to: file)
            case .json: Self.writeJSON(income, to: file)
            }
        }
    }

    private static func writeTable(_ income: IncomeBySource, _ names: SourceNames, to file: OutputFile) {
        var table = TextTable([
            TextTable.Column(say("来源", "source")), TextTable.Column(say("金额", "amount"), .right),
            TextTable.Column("%", .right), TextTable.Column(""),
        ])
        func add(_ parts: [(source: String, amount: Money)], of total: Money) {
            for part in parts.sorted(by: { ($0.amount, $1.source) > ($1.amount, $0.source) }) {
                let share = IncomeTrend.share(part.amount, of: total)
                table.add([
                    "  " + names.name(part.source), part.amount.grouped, share.map { Percent.text($0) } ?? "",
                    TextTable.bar(part.amount.fen, of: total.fen, width: 20),
                ])
            }
        }
        for village in income.report.villages {
            table.add(
                [
                    "\(village.village) · \(village.township)", village.income.grouped, "",
                    Words.state(village.state),
                ], style: .bold)
            add(village.bySource, of: village.income)
            if !village.eliminated.isZero {
                table.add([say("  （已抵销）", "  (eliminated)"), village.eliminated.grouped], style: .dim)
            }
            if !village.priorYear.isZero {
                table.add([say("  （以前年度调整）", "  (corrected later)"), village.priorYear.grouped], style: .dim)
            }
        }
        if income.report.villages.count > 1 {
            table.addSection(say("全部", "all"))
            add(income.totals, of: income.total)
        }
        table.addTotal([say("合计", "total"), income.total.grouped])
        let measure = income.report.measure
        file.output.write(table.text(file))
        file.output.write(
            say(
                "\(income.report.year) 年，口径“\(measure.chinese)”v\(measure.version)，截至 \(income.report.asOf)。\n",
                "\(income.report.year), measure \(measure.name) v\(measure.version), through \(income.report.asOf).\n"
            ))
    }

    private static func writeCSV(_ income: IncomeBySource, to file: OutputFile) {
        let csv = CSVWriter(file.output)
        csv.record(["division_code", "village", "township", "source", "amount"])
        for village in income.report.villages {
            for part in village.bySource {
                csv.record([
                    village.divisionCode, village.village, village.township,
                    part.source.isEmpty ? "none" : part.source,
                    part.amount.yuan,
                ])
            }
        }
    }

    private static func writeJSON(_ income: IncomeBySource, to file: OutputFile) {
        JSONText.object(file.output) { json in
            json.field("year", income.report.year)
            json.field("measure", income.report.measure.name)
            json.field("measureVersion", income.report.measure.version)
            json.field("asOf", income.report.asOf)
            json.field("totalFen", income.total)
            json.sources("bySource", income.totals)
            json.array("villages") { array in
                for village in income.report.villages {
                    array.object { json in
                        json.field("divisionCode", village.divisionCode)
                        json.field("village", village.village)
                        json.field("township", village.township)
                        json.field("incomeFen", village.income)
                        json.field("eliminatedFen", village.eliminated)
                        json.field("priorYearFen", village.priorYear)
                        json.sources("bySource", village.bySource)
                    }
                }
            }
        }
    }
}

struct TrendCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "trend", "各村几年来的收入、增幅和到2027年每年还要增加多少",
        "The income of the villages over the years, and what each year to 2027 must add",
        example: "trend --from 2025 --to 2026 --township 990101101000")

    @Option(name: .customLong("from"), help: help("起始年度", "first year", value: "YEAR"))
    var first: Int
    @Option(name: .customLong("to"), help: help("截止年度", "last year", value: "YEAR"))
    var last: Int
    @Option(
        help: help(
            "各年都只计到这一天（同期），须在截止年度内；不写为年末",
            "count each year through this day of it, given in the last year; else whole years", value: "DATE")
    )
    var asOf: String?
    @OptionGroup var scope: IncomeScopeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format()
        let day = try YearOptions.day(asOf, in: last)
        let trend = try global.reading {
            try $0.trend(
                fromYear: first, toYear: last, measure: scope.measure, township: scope.township,
                villages: scope.villages, asOf: day)
        }
        try global.write { file in
            switch format {
            case .table: Self.writeTable(trend, to: file)
            case .csv: Self.writeCSV(trend, to: file)
            case .json: Self.writeJSON(trend, to: file)
            }
        }
    }

    private static func writeTable(_ trend: IncomeTrend, to file: OutputFile) {
        let years = trend.totals.map(\.year)
        let day = trend.asOf.flatMap { $0 == Month(year: $0.year, month: 12)?.lastDay ? nil : $0 }
        let through = day.map { say(" 至\($0.month)月\($0.day)日", " to \($0.month)/\($0.day)") } ?? ""
        var columns = [TextTable.Column(say("村", "village")), TextTable.Column(say("乡镇", "township"))]
        for (index, year) in years.enumerated() {
            columns.append(TextTable.Column("\(year)" + through, .right))
            if index > 0 { columns.append(TextTable.Column(say("增幅%", "growth %"), .right)) }
        }
        columns.append(TextTable.Column(say("差额", "missing"), .right))
        columns.append(TextTable.Column(say("每年须增", "needed yearly"), .right))
        var table = TextTable(columns)
        func cells(_ figures: [IncomeTrend.YearFigure]) -> [String] {
            years.enumerated().flatMap { index, year in
                let figure = figures.first { $0.year == year }
                let income = figure?.income.grouped ?? ""
                return index == 0 ? [income] : [income, figure?.changeBasisPoints.map(Percent.text) ?? ""]
            }
        }
        for village in trend.villages {
            let gap = village.gap
            table.add(
                [village.village, village.township] + cells(village.years)
                    + (gap.isZero ? ["", ""] : [gap.grouped, village.neededYearly.grouped]))
        }
        table.addTotal([say("合计", "total"), ""] + cells(trend.totals))
        file.output.write(table.text(file))
        file.output.write(
            say(
                "口径“\(trend.measure.chinese)”v\(trend.measure.version)；每年须增：到 \(IncomeTrend.targetYear) 年超过 \(Threshold.amount.grouped) 元。\n",
                "Measure \(trend.measure.name) v\(trend.measure.version); needed yearly to be above \(Threshold.amount.grouped) yuan by "
                    + "\(IncomeTrend.targetYear).\n"))
    }

    private static func writeCSV(_ trend: IncomeTrend, to file: OutputFile) {
        let csv = CSVWriter(file.output)
        csv.record([
            "division_code", "village", "township", "year", "income", "change", "growth_percent",
            "year_closed",
        ])
        for village in trend.villages {
            for figure in village.years {
                csv.record([
                    village.divisionCode, village.village, village.township, "\(figure.year)",
                    figure.income.yuan,
                    figure.change?.yuan ?? "", figure.changeBasisPoints.map(Percent.text) ?? "",
                    figure.isClosed ? "true" : "false",
                ])
            }
        }
    }

    private static func writeJSON(_ trend: IncomeTrend, to file: OutputFile) {
        func write(_ figures: [IncomeTrend.YearFigure], to json: borrowing JSONObject) {
            json.array("years") { array in
                for figure in figures {
                    array.object { json in
                        json.field("year", figure.year)
                        json.field("incomeFen", figure.income)
                        json.field("changeFen", figure.change)
                        json.field("changeBasisPoints", figure.changeBasisPoints)
                        json.field("yearClosed", figure.isClosed)
                    }
                }
            }
        }
        JSONText.object(file.output) { json in
            json.field("measure", trend.measure.name)
            json.field("measureVersion", trend.measure.version)
            json.field("targetYear", IncomeTrend.targetYear)
            json.field("asOf", trend.asOf)
            json.object("totals") { write(trend.totals, to: $0) }
            json.array("villages") { array in
                for village in trend.villages {
                    array.object { json in
                        json.field("divisionCode", village.divisionCode)
                        json.field("village", village.village)
                        json.field("township", village.township)
                        write(village.years, to: json)
                        json.field("gapFen", village.gap)
                        json.field("neededYearlyFen", village.neededYearly)
                        json.field("neededBasisPoints", village.neededBasisPoints)
                    }
                }
            }
        }
    }
}

/// Hundredths of a percent as text (百分数).
enum Percent {
    /// `1234` as `12.34`.
    static func text(_ basisPoints: Int64) -> String { Money(fen: basisPoints).yuan }
}

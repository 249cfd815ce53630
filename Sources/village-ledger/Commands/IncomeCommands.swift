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
        let format = try global.documentFormat()
        let (year, asOf) = try year.chosen()
        let (income, names) = try global.reading { ledger in
            (
                try ledger.incomeBySource(
                    year: year, measure: scope.measure, township: scope.township, villages: scope.villages,
                    asOf: asOf),
                try SourceNames(ledger)
            )
        }
        try global.present(
            format, documents: { [Self.document(income, names)] }, csv: { Self.writeCSV(income, to: $0) },
            json: { Self.writeJSON(income, to: $0) })
    }

    private static func document(_ income: IncomeBySource, _ names: SourceNames) -> Document {
        var rows: [Document.Row] = []
        func add(_ parts: [(source: String, amount: Money)], of total: Money) {
            for part in parts.sorted(by: { ($0.amount, $1.source) > ($1.amount, $0.source) }) {
                rows.append(
                    Document.Row([
                        Document.Cell(names.name(part.source), indent: 1), .money(part.amount),
                        .percent(IncomeTrend.share(part.amount, of: total)),
                        Document.Cell("", terminal: TextTable.bar(part.amount.fen, of: total.fen, width: 20)),
                    ]))
            }
        }
        func aside(_ title: String, _ amount: Money) {
            guard !amount.isZero else { return }
            rows.append(Document.Row([Document.Cell(title, indent: 1), .money(amount)], mark: .dim))
        }
        for village in income.report.villages {
            rows.append(
                Document.Row(
                    [
                        Document.Cell("\(village.village) · \(village.township)"), .money(village.income), "",
                        Document.Cell(Words.state(village.state)),
                    ], mark: .bold))
            add(village.bySource, of: village.income)
            aside(say("（已抵销）", "(eliminated)"), village.eliminated)
            aside(say("（以前年度调整）", "(corrected later)"), village.priorYear)
        }
        if income.report.villages.count > 1 {
            rows.append(.section(say("全部", "all")))
            add(income.totals, of: income.total)
        }
        rows.append(.total([Document.Cell(say("合计", "total")), .money(income.total)]))
        let measure = income.report.measure
        var document = Document(
            say("各村收入来源表", "Income by source"), language: Tongue.language,
            tables: [
                Document.Table(
                    [
                        Document.Column(say("来源", "source")), .number(say("金额", "amount")), .number("%"),
                        Document.Column(""),
                    ], rows: rows)
            ])
        document.period = say("\(income.report.year)年度", "\(income.report.year)")
        document.unit = say("单位：元", "in yuan")
        document.notes = [
            say(
                "\(income.report.year) 年，口径“\(measure.chinese)”v\(measure.version)，截至 \(income.report.asOf)。",
                "\(income.report.year), measure \(measure.name) v\(measure.version), through \(income.report.asOf)."
            )
        ]
        return document
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
        let format = try global.documentFormat()
        let day = try YearOptions.day(asOf, in: last)
        let trend = try global.reading {
            try $0.trend(
                fromYear: first, toYear: last, measure: scope.measure, township: scope.township,
                villages: scope.villages, asOf: day)
        }
        try global.present(
            format, documents: { [Self.document(trend)] }, csv: { Self.writeCSV(trend, to: $0) },
            json: { Self.writeJSON(trend, to: $0) })
    }

    private static func document(_ trend: IncomeTrend) -> Document {
        let years = trend.totals.map(\.year)
        let day = trend.asOf.flatMap { $0 == Month(year: $0.year, month: 12)?.lastDay ? nil : $0 }
        let through = day.map { say(" 至\($0.month)月\($0.day)日", " to \($0.month)/\($0.day)") } ?? ""
        var columns = [Document.Column(say("村", "village")), Document.Column(say("乡镇", "township"))]
        for (index, year) in years.enumerated() {
            columns.append(.number("\(year)" + through))
            if index > 0 { columns.append(.number(say("增幅%", "growth %"))) }
        }
        columns.append(.number(say("差额", "missing")))
        columns.append(.number(say("每年须增", "needed yearly")))
        func cells(_ figures: [IncomeTrend.YearFigure]) -> [Document.Cell] {
            years.enumerated().flatMap { index, year in
                let figure = figures.first { $0.year == year }
                let income = figure.map { Document.Cell.money($0.income) } ?? ""
                return index == 0 ? [income] : [income, .percent(figure?.changeBasisPoints)]
            }
        }
        let rows = trend.villages.map { village in
            let missing: [Document.Cell] =
                village.gap.isZero ? ["", ""] : [.money(village.gap), .money(village.neededYearly)]
            return Document.Row(
                [Document.Cell(village.village), Document.Cell(village.township)] + cells(village.years)
                    + missing)
        }
        let total = Document.Row.total([Document.Cell(say("合计", "total")), ""] + cells(trend.totals))
        var document = Document(
            say("各村收入增长表", "Income over the years"), language: Tongue.language,
            tables: [Document.Table(columns, rows: rows + [total])])
        document.unit = say("单位：元", "in yuan")
        document.notes = [
            say(
                "口径“\(trend.measure.chinese)”v\(trend.measure.version)；每年须增：到 \(IncomeTrend.targetYear) 年超过 \(Threshold.amount.grouped) 元。",
                "Measure \(trend.measure.name) v\(trend.measure.version); needed yearly to be above \(Threshold.amount.grouped) yuan by "
                    + "\(IncomeTrend.targetYear).")
        ]
        return document
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

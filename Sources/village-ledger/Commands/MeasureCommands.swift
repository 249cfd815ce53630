import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "measure", "口径：查看、公式、展开到凭证", "Measures: list, formulas, unfold to vouchers",
        [MeasureList.self, MeasureShow.self, MeasureExplain.self], example: "measure list")

    static var listing: Listing<Measure> {
        Listing(
            "measures",
            [
                .text("measure", "口径", "measure") { $0.name },
                .whole("version", "版本", "version") { $0.version },
                .column("chinese", "名称", "name") { .word($0.chinese, shown: say($0.chinese, $0.english)) },
                .text("english", "英文名称", "English", shown: false) { $0.english },
                .text("formula_2023", "公式（2023科目）", "formula (chart 2023)") {
                    $0.formulas[.system2023]?.text
                },
                .text("formula_2004", "公式（2004科目）", "formula (chart 2004)") {
                    $0.formulas[.system2004]?.text
                },
            ])
    }
}

struct MeasureList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出口径及其公式", "List the measures with their formulas", example: "measure list")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.list(MeasureCommand.listing, LedgerFile.measures)
    }
}

struct MeasureShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "显示一个口径的公式", "Show the formula of a measure", example: "measure show operating-net")

    @Argument(help: help("口径，可多个", "measures", value: "measure"))
    var names: [String]
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.show(MeasureCommand.listing, names.map { try LedgerFile.measure(named: $0) })
    }
}

struct MeasureExplain: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "explain", "把一个账套的年度数字展开到凭证分录，计入与不计入都说明原因",
        "Unfold a book's figure to its voucher lines, with the reason for each that does not count",
        example: "measure explain --book V004 --year 2026",
        "measure explain total --book V004 --year 2026 --only excluded")

    @Argument(
        help: help(
            "口径；默认 \(Measure.defaultName)", "measure; \(Measure.defaultName) unless said", value: "measure"))
    var name: String?
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @OptionGroup var year: YearOptions
    @Option(
        help: help("只列 included（计入）或 excluded（不计入）", "only what is included, or excluded", value: "WHICH"))
    var only: Which?
    @OptionGroup var global: GlobalOptions

    enum Which: String, CaseIterable, ExpressibleByArgument {
        case included, excluded
    }

    func run() throws {
        let format = try global.documentFormat()
        let (year, day) = try year.chosen()
        let explanation = try global.reading {
            try $0.explain(book: book, year: year, measure: name ?? Measure.defaultName, asOf: day)
        }
        let lines =
            switch only {
            case .included: explanation.included
            case .excluded: explanation.excluded
            case nil: explanation.included + explanation.excluded
            }
        try global.present(
            format,
            documents: {
                var document = Self.listing.document(
                    lines, title: say("口径展开", "Measure unfolded"), note: Self.note(explanation))
                document.book = explanation.book
                document.period = say("\(explanation.year)年度", "\(explanation.year)")
                return [document]
            }, csv: { Self.listing.writeCSV(lines, to: $0) },
            json: { Self.writeJSON(explanation, lines, to: $0) })
    }

    private static func note(_ explanation: MeasureExplanation) -> String {
        let formula = explanation.formula?.text ?? ""
        return say(
            "\(explanation.book) \(explanation.year) 年\(explanation.measure.chinese)（\(formula)）= \(explanation.figure.grouped) 元；"
                + "已抵销 \(explanation.eliminated.grouped)，以前年度调整 \(explanation.priorYear.grouped)；截至 \(explanation.asOf)。",
            "\(explanation.book) \(explanation.year) \(explanation.measure.name) (\(formula)) = \(explanation.figure.grouped) yuan; "
                + "eliminated \(explanation.eliminated.grouped), corrected later \(explanation.priorYear.grouped); through \(explanation.asOf)."
        )
    }

    private static func word(_ treatment: MeasureExplanation.Treatment) -> Field {
        switch treatment {
        case .included: .word("included", shown: say("计入", "included"))
        case .eliminated: .word("eliminated", shown: say("抵销", "eliminated"))
        case .excluded: .word("excluded", shown: say("不计入", "excluded"))
        case .priorYear: .word("prior-year", shown: say("以前年度", "prior year"))
        }
    }

    static var listing: Listing<MeasureExplanation.Line> {
        var listing = Listing<MeasureExplanation.Line>(
            "lines",
            [
                .column("treatment", "处理", "treatment") { word($0.treatment) },
                .text("voucher", "凭证号", "voucher") { $0.voucher?.description },
                .whole("line", "分录", "line", shown: false) { $0.line },
                .column("date", "日期", "date") { .date($0.date) },
                .column("summary", "摘要", "summary") { line in
                    .word(
                        line.summary,
                        shown: line.isTakeover ? say("接账前累计（不可展开）", "taken over, not unfolded") : line.summary
                    )
                },
                .text("account", "科目", "account") { $0.account },
                .text("account_name", "科目名称", "account name", shown: false) { $0.accountName },
                .column("source", "来源", "source") { Words.source($0.source) },
                .text("counterparty", "往来单位", "counterparty") { $0.counterparty },
                .text("contract", "合同", "contract", shown: false) { $0.contract },
                .money("amount", "金额", "amount") { $0.amount },
                .column("reason", "原因", "reason") { line in
                    guard let reason = line.treatment.reason else { return .text(nil) }
                    return .word(reason.code, shown: say(reason.chinese, reason.english))
                },
            ])
        listing.style = { $0.treatment == .included ? nil : .dim }
        return listing
    }

    private static func writeJSON(
        _ explanation: MeasureExplanation, _ lines: [MeasureExplanation.Line], to file: OutputFile
    ) {
        JSONText.object(file.output) { json in
            json.field("book", explanation.book)
            json.field("divisionCode", explanation.divisionCode)
            json.field("year", explanation.year)
            json.field("asOf", explanation.asOf)
            json.field("measure", explanation.measure.name)
            json.field("measureVersion", explanation.measure.version)
            json.field("chart", explanation.chart.rawValue)
            json.field("formula", explanation.formula?.text)
            json.field("figureFen", explanation.figure)
            json.field("eliminatedFen", explanation.eliminated)
            json.field("priorYearFen", explanation.priorYear)
            listing.writeRows(lines, to: json)
        }
    }
}

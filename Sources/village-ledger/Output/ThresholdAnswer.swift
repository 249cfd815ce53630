import Ledger
import LedgerFormats

/// The threshold question as it is answered (门槛答复): a table with those below on top, CSV, or JSON.
struct ThresholdAnswer {
    let report: ThresholdReport
    let names: SourceNames
    /// Only villages in this state are shown; counts are of all.
    let only: ThresholdState?

    private var shown: [VillageIncome] { report.villages.filter { only == nil || $0.state == only } }
    private var belowCount: Int { report.villages.count - report.metCount }

    // MARK: Table

    /// The answer as people see it.
    var document: Document {
        var document = Document(
            say("村级集体经营性收入门槛表", "Operating income against the threshold"), language: Tongue.language,
            tables: [table])
        document.period = say("\(report.year)年度", "\(report.year)")
        document.unit = say("单位：元", "in yuan")
        document.notes = [summary]
        document.advice = next.map { [$0] } ?? []
        return document
    }

    private var table: Document.Table {
        let below = shown.filter { $0.state == .below }.sorted {
            ($0.gap, $1.divisionCode) > ($1.gap, $0.divisionCode)
        }
        let rows = (below + shown.filter { $0.state != .below }).map { village in
            let mark: Document.Mark? = village.state == .below ? .red : nil
            return Document.Row([
                Document.Cell(village.village, mark: mark), Document.Cell(village.township),
                Document.Cell(village.books.joined(separator: " ")), .money(village.income, mark: mark),
                .amount(village.gap, mark: mark),
                Document.Cell(Words.state(village.state), mark: mark ?? .green),
                Document.Cell(
                    names.shares(village, most: 2), terminal: names.shares(village, most: 2, bars: true)),
            ])
        }
        let total = Money(fen: shown.reduce(0) { $0 + $1.income.fen })
        let gap = Money(fen: shown.reduce(0) { $0 + $1.gap.fen })
        return Document.Table(
            [
                Document.Column(say("村", "village")), Document.Column(say("乡镇", "township")),
                Document.Column(say("账套", "books")), .number(say("经营性收入", "operating income")),
                .number(say("差额", "missing")), Document.Column(say("状态", "state")),
                Document.Column(say("主要来源", "main sources")),
            ],
            rows: rows + [.total([Document.Cell(say("合计", "total")), "", "", .money(total), .amount(gap)])])
    }

    private var summary: String {
        let formula = report.measure.formulas[.system2023]?.text ?? ""
        let measure = say(
            "“\(report.measure.chinese)”v\(report.measure.version)",
            "\(report.measure.name) v\(report.measure.version)")
        return say(
            "\(report.year) 年 \(report.villages.count) 个村：达标 \(report.metCount)，未达标 \(belowCount)；收入合计 \(report.total.grouped) 元。"
                + "达标须大于 \(Threshold.amount.grouped) 元；口径\(measure)（\(formula)），账面数，截至 \(report.asOf)。",
            "\(report.year), \(report.villages.count) villages: \(report.metCount) met, \(belowCount) below; "
                + "\(report.total.grouped) yuan in all. Met is more than \(Threshold.amount.grouped) yuan; measure \(measure) "
                + "(\(formula)), as booked, through \(report.asOf).")
    }

    /// What to do about the village that lacks most.
    private var next: String? {
        if report.villages.isEmpty {
            return say(
                "没有村。先用 division import 导入行政区划。",
                "There are no villages. Import the divisions first: division import.")
        }
        let worst = shown.filter { $0.state == .below }.max { $0.gap < $1.gap }
        guard let worst else { return nil }
        guard let book = worst.books.first else {
            return say(
                "下一步：\(worst.village)还没有账套，用 book add 建立。",
                "Next: \(worst.village) has no book yet; add one with book add.")
        }
        if report.villages.allSatisfy({ $0.income.isZero && $0.bySource.isEmpty && $0.priorYear.isZero }) {
            return say(
                "\(report.year) 年没有任何收入。请核对 --year，或先导入并记账该年的凭证。",
                "There is no income in \(report.year). Check --year, or import and post the vouchers of that year first."
            )
        }
        return say(
            "下一步：income --year \(report.year) --village \(worst.divisionCode) 看来源；"
                + "measure explain --book \(book) --year \(report.year) 展开到凭证；check 查数字是否可靠。",
            "Next: income --year \(report.year) --village \(worst.divisionCode) for its sources; "
                + "measure explain --book \(book) --year \(report.year) for its vouchers; check whether figures are sound."
        )
    }

    // MARK: CSV and JSON

    func writeCSV(to file: OutputFile) {
        let csv = CSVWriter(file.output)
        csv.record([
            "division_code", "village", "township", "books", "income", "eliminated", "gap", "state",
            "year_closed",
            "by_source",
        ])
        for village in shown {
            csv.record([
                village.divisionCode, village.village, village.township, village.books.joined(separator: "|"),
                village.income.yuan, village.eliminated.yuan, village.gap.yuan, village.state.rawValue,
                village.isYearClosed ? "true" : "false",
                village.bySource.map { "\($0.source.isEmpty ? "none" : $0.source)=\($0.amount.yuan)" }
                    .joined(separator: ";"),
            ])
        }
    }

    func writeJSON(to file: OutputFile) {
        JSONText.object(file.output) { json in
            json.field("year", report.year)
            json.field("measure", report.measure.name)
            json.field("measureVersion", report.measure.version)
            json.field("basis", "book")
            json.field("thresholdFen", Threshold.amount)
            json.field("comparison", "greater_than")
            json.field("asOf", report.asOf)
            json.object("summary") { json in
                json.field("villages", report.villages.count)
                json.field("met", report.metCount)
                json.field("onTrack", 0)
                json.field("atRisk", 0)
                json.field("below", belowCount)
                json.field("totalFen", report.total)
            }
            json.array("villages") { array in
                for village in shown { array.object { Self.write(village, to: $0) } }
            }
        }
    }

    private static func write(_ village: VillageIncome, to json: borrowing JSONObject) {
        json.field("divisionCode", village.divisionCode)
        json.field("village", village.village)
        json.field("township", village.township)
        json.field("books", village.books)
        json.field("incomeFen", village.income)
        json.field("eliminatedFen", village.eliminated)
        json.field("gapFen", village.gap)
        json.field("state", village.state.rawValue)
        json.field("yearClosed", village.isYearClosed)
        json.sources("bySource", village.bySource)
    }
}

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportClaims: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "claims", "往来账龄：各往来单位欠多少、欠了多久", "Ageing of claims and debts by counterparty",
        more: (
            "先发生的先结清；应收、应付不相抵。有到期日的从到期日算，没有的从发生日算。",
            "What is oldest is settled first; claims and debts are not netted. Age counts from the due date, "
                + "or from the day it arose where none was said."
        ),
        example: "report claims --book V001 --as-of 2026-06-30",
        "report claims --book V001 --account 112 --period 2026 --quiet")

    @OptionGroup var books: RequiredBooks
    @Option(help: help("截至日期；不写为 --period 的最后一天", "the day; else the last one of --period", value: "DATE"))
    var asOf: String?
    @OptionGroup var period: PeriodSelection
    @Option(help: help("只看该往来科目和它的下级", "only this account and those below it", value: "CODE"))
    var account: String?
    @Flag(help: help("只列两年无往来的", "only what has been quiet for two years"))
    var quiet = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let day = try day()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map { try ledger.claimsAgeing(book: $0, account: account, asOf: day) }
            }
        }
        try global.print(
            quiet ? reports.map(\.quiet) : reports, document: Self.document, csv: Self.writeCSV,
            json: Self.writeJSON)
    }

    private func day() throws -> CalendarDate {
        if let asOf {
            guard period.period == nil else {
                throw UsageProblem(
                    "as-of-and-period", "--as-of 与 --period 只能用一个。", "Give either --as-of or --period.")
            }
            return try Typed.date(asOf)
        }
        guard let period = try period.chosen() else {
            throw UsageProblem(
                "missing-as-of", "缺少 --as-of 截至日期，如 2026-06-30。",
                "The --as-of is missing, such as 2026-06-30.")
        }
        return period.lastDay
    }

    private static func title(_ bucket: ClaimsAgeing.Bucket) -> String {
        switch bucket {
        case .notDue: say("未到期", "not due")
        case .withinOneYear: say("1年以内", "within 1 year")
        case .withinTwoYears: say("1–2年", "1–2 years")
        case .withinThreeYears: say("2–3年", "2–3 years")
        case .older: say("3年以上", "over 3 years")
        }
    }

    private static func key(_ bucket: ClaimsAgeing.Bucket) -> String {
        switch bucket {
        case .notDue: "not_due"
        case .withinOneYear: "within_1_year"
        case .withinTwoYears: "years_1_to_2"
        case .withinThreeYears: "years_2_to_3"
        case .older: "over_3_years"
        }
    }

    private static func notes(_ row: ClaimsAgeing.Row, _ years: Int) -> String {
        [
            row.isContrary ? say("方向相反", "contrary") : nil,
            row.isQuiet
                ? years == 2
                    ? say("两年无往来", "quiet for two years") : say("\(years)年无往来", "quiet for \(years) years")
                : nil,
        ].compactMap { $0 }.joined(separator: say("、", ", "))
    }

    private static func document(_ report: ClaimsAgeing) -> Document {
        func shown(_ amount: Money) -> Document.Cell { .amount(Money(fen: abs(amount.fen))) }
        var rows: [Document.Row] = []
        for claims in [true, false] {
            let some = report.rows.filter { $0.isClaim == claims }
            guard !some.isEmpty else { continue }
            rows.append(.section(claims ? say("债权", "claims") : say("债务", "debts")))
            for row in some {
                rows.append(
                    Document.Row(
                        [row.account, row.name, row.counterparty.name].map { Document.Cell($0) }
                            + BalanceText.cells(row.balance) + row.buckets.map(shown)
                            + [.date(row.lastDealing), Document.Cell(notes(row, report.quietYears))]))
            }
            let totals = report.totals(claims: claims)
            rows.append(
                .total(
                    [Document.Cell(say("合计", "total")), "", ""] + BalanceText.cells(totals.balance)
                        + totals.buckets.map(shown)))
        }
        let table = Document.Table(
            [
                Document.Column(say("科目", "account")), Document.Column(say("名称", "name")),
                Document.Column(say("往来单位", "counterparty")),
            ] + BalanceText.columns(say("余额", "balance"))
                + ClaimsAgeing.Bucket.allCases.map { .number(title($0)) } + [
                    Document.Column(say("最近发生", "last dealing")), Document.Column(say("说明", "note")),
                ], rows: rows)
        return .report(
            say("往来账龄", "ageing of claims and debts"), book: report.book, when: report.day.description,
            printed: Words.day(report.day), tables: [table])
    }

    private static func writeCSV(_ reports: [ClaimsAgeing], to csv: CSVWriter) {
        csv.record(
            [
                "book", "as_of", "account", "account_name", "counterparty", "counterparty_name", "side",
                "balance",
            ]
                + ClaimsAgeing.Bucket.allCases.map(key) + ["oldest", "last_dealing", "contrary", "quiet"])
        for report in reports {
            for row in report.rows {
                csv.record(
                    [
                        report.book, report.day.description, row.account, row.name, row.counterparty.code,
                        row.counterparty.name, row.isClaim ? "claim" : "debt", row.balance.yuan,
                    ] + row.buckets.map(\.yuan) + [
                        row.oldest.description, row.lastDealing.description,
                        row.isContrary ? "true" : "false",
                        row.isQuiet ? "true" : "false",
                    ])
            }
        }
    }

    private static func writeJSON(_ report: ClaimsAgeing, to json: borrowing JSONObject) {
        let keys = [
            "notDueFen", "within1YearFen", "years1To2Fen", "years2To3Fen", "over3YearsFen",
        ]
        func write(_ balance: Money, _ buckets: [Money], to json: borrowing JSONObject) {
            json.field("balanceFen", balance)
            for (key, amount) in zip(keys, buckets) { json.field(key, amount) }
        }
        json.field("book", report.book)
        json.field("asOf", report.day)
        json.array("rows") { array in
            for row in report.rows {
                array.object { json in
                    json.field("account", row.account)
                    json.field("accountName", row.name)
                    json.field("counterparty", row.counterparty.code)
                    json.field("counterpartyName", row.counterparty.name)
                    json.field("side", row.isClaim ? "claim" : "debt")
                    write(row.balance, row.buckets, to: json)
                    json.field("oldest", row.oldest)
                    json.field("lastDealing", row.lastDealing)
                    json.field("contrary", row.isContrary)
                    json.field("quiet", row.isQuiet)
                }
            }
        }
        json.object("totals") { json in
            for (key, claims) in [("claims", true), ("debts", false)] {
                let totals = report.totals(claims: claims)
                json.object(key) { write(totals.balance, totals.buckets, to: $0) }
            }
        }
    }
}

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

/// What the lines are told apart by (辅助核算选择).
struct AuxiliaryOptions: ParsableArguments {
    @Option(
        help: help(
            "按什么核算：counterparty 往来单位、contract 合同，或 dimension list 里的一项，如 project",
            "what tells lines apart: counterparty, contract, or one of dimension list such as project",
            value: "NAME"))
    var by = "counterparty"
    @Option(help: help("只看该科目和它的下级", "only this account and those below it", value: "CODE"))
    var account: String?

    var kind: AuxiliaryKind { AuxiliaryKind(named: by) }
}

/// How values of an auxiliary dimension are shown (辅助核算写法).
enum AuxiliaryText {
    /// What the lines are told apart by; a dimension as dimension list describes it.
    static func kind(_ kind: AuxiliaryKind) -> String { say(Words.dimension(kind.chinese), kind.name) }

    static func value(_ value: AuxiliaryValue?) -> String { value?.name ?? say("（未填）", "(none)") }
}

struct ReportAuxiliaryBalance: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "auxiliary-balance", "辅助余额表：按往来单位、合同或辅助核算项的期初、发生、期末",
        "Auxiliary balance by counterparty, contract or dimension",
        example: "report auxiliary-balance --book V001 --period 2026-06",
        "report auxiliary-balance --book V001 --by project --period 2026")

    @OptionGroup var scope: ReportScope
    @OptionGroup var auxiliary: AuxiliaryOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map {
                    try ledger.auxiliaryBalance(
                        book: $0, by: auxiliary.kind, account: auxiliary.account, period: period)
                }
            }
        }
        try global.print(reports, document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func amounts(_ figures: AccountFigures) -> [Money] {
        [
            figures.opening, figures.debit, figures.credit, figures.yearDebit, figures.yearCredit,
            figures.closing,
        ]
    }

    private static func document(_ report: AuxiliaryBalance) -> Document {
        let kind = AuxiliaryText.kind(report.by)
        func cells(_ figures: AccountFigures) -> [Document.Cell] {
            BalanceText.cells(figures.opening)
                + [figures.debit, figures.credit, figures.yearDebit, figures.yearCredit].map { .amount($0) }
                + BalanceText.cells(figures.closing)
        }
        var rows: [Document.Row] = []
        for page in report.pages {
            rows.append(.section("\(page.code) \(page.name)"))
            for row in page.rows {
                rows.append(
                    Document.Row(
                        [Document.Cell(AuxiliaryText.value(row.value), indent: 1)] + cells(row.figures)))
            }
            rows.append(
                Document.Row(
                    [Document.Cell(say("小计", "subtotal"))] + cells(page.totals), .subtotal, mark: .bold))
        }
        rows.append(.total([Document.Cell(say("合计", "total"))] + cells(report.totals)))
        let table = Document.Table(
            [Document.Column(kind)] + BalanceText.columns(say("期初", "opening")) + [
                .number(say("本期借方", "debit")), .number(say("本期贷方", "credit")),
                .number(say("本年累计借方", "year debit")), .number(say("本年累计贷方", "year credit")),
            ] + BalanceText.columns(say("期末", "closing")), rows: rows)
        return .report(
            say("辅助余额表 按\(kind)", "auxiliary balance by \(kind)"), book: report.book, period: report.period,
            tables: [table])
    }

    private static func writeCSV(_ reports: [AuxiliaryBalance], to csv: CSVWriter) {
        csv.record([
            "book", "period", "by", "account", "account_name", "value", "value_name", "opening", "debit",
            "credit", "ytd_debit", "ytd_credit", "closing",
        ])
        for report in reports {
            for page in report.pages {
                for row in page.rows {
                    csv.record(
                        [
                            report.book, report.period.description, report.by.name, page.code, page.name,
                            row.value?.code ?? "", row.value?.name ?? "",
                        ] + amounts(row.figures).map(\.yuan))
                }
            }
        }
    }

    private static func writeJSON(_ report: AuxiliaryBalance, to json: borrowing JSONObject) {
        func write(_ figures: AccountFigures, to json: borrowing JSONObject) {
            let keys = ["openingFen", "debitFen", "creditFen", "ytdDebitFen", "ytdCreditFen", "closingFen"]
            for (key, amount) in zip(keys, amounts(figures)) { json.field(key, amount) }
        }
        json.field("book", report.book)
        json.field("by", report.by.name)
        json.field("period", report.period.description)
        json.array("accounts") { array in
            for page in report.pages {
                array.object { json in
                    json.field("code", page.code)
                    json.field("name", page.name)
                    json.array("rows") { array in
                        for row in page.rows {
                            array.object { json in
                                json.field("value", row.value?.code)
                                json.field("valueName", row.value?.name)
                                write(row.figures, to: json)
                            }
                        }
                    }
                    json.object("totals") { write(page.totals, to: $0) }
                }
            }
        }
        json.object("totals") { write(report.totals, to: $0) }
    }
}

struct ReportAuxiliaryLedger: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "auxiliary-ledger", "辅助明细账：按往来单位、合同或辅助核算项逐笔列示",
        "Auxiliary ledger: every line by counterparty, contract or dimension",
        example: "report auxiliary-ledger --book V001 --value 茶坞山居民宿 --period 2026",
        "report auxiliary-ledger --book V001 --by project --account 153 --period 2026")

    @OptionGroup var scope: ReportScope
    @OptionGroup var auxiliary: AuxiliaryOptions
    @Option(
        help: help(
            "只看该往来单位（编码或名称）、合同或核算值", "only this counterparty (code or name), contract or value",
            value: "VALUE"))
    var value: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map {
                    try ledger.auxiliaryLedger(
                        book: $0, by: auxiliary.kind, value: value, account: auxiliary.account, period: period
                    )
                }
            }
        }
        try global.print(reports, document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func document(_ report: AuxiliaryLedger) -> Document {
        let kind = AuxiliaryText.kind(report.by)
        var rows: [Document.Row] = []
        for page in report.pages {
            rows.append(.section("\(page.account) \(page.name) · \(AuxiliaryText.value(page.value))"))
            for row in page.rows {
                rows.append(
                    row.documentRow(
                        [.amount(row.debit), .amount(row.credit)] + BalanceText.cells(row.balance)))
            }
        }
        let table = Document.Table(
            [
                Document.Column(say("日期", "date")), Document.Column(say("凭证号", "voucher")),
                Document.Column(say("摘要", "summary")), .number(say("借方", "debit")),
                .number(say("贷方", "credit")),
            ] + BalanceText.columns(say("余额", "balance")), rows: rows)
        return .report(
            say("辅助明细账 按\(kind)", "auxiliary ledger by \(kind)"), book: report.book, period: report.period,
            tables: [table])
    }

    private static func writeCSV(_ reports: [AuxiliaryLedger], to csv: CSVWriter) {
        csv.record([
            "book", "by", "account", "value", "value_name", "kind", "date", "voucher", "line", "summary",
            "debit", "credit", "balance",
        ])
        for report in reports {
            for page in report.pages {
                for row in page.rows {
                    csv.record([
                        report.book, report.by.name, page.account, page.value?.code ?? "",
                        page.value?.name ?? "", row.kind.rawValue, row.date.description,
                        row.entry?.voucher.description ?? "", row.entry.map { "\($0.line)" } ?? "",
                        row.entry?.summary ?? "", row.debit.yuan, row.credit.yuan, row.balance.yuan,
                    ])
                }
            }
        }
    }

    private static func writeJSON(_ report: AuxiliaryLedger, to json: borrowing JSONObject) {
        json.field("book", report.book)
        json.field("by", report.by.name)
        json.field("period", report.period.description)
        json.array("pages") { array in
            for page in report.pages {
                array.object { json in
                    json.field("account", page.account)
                    json.field("name", page.name)
                    json.field("value", page.value?.code)
                    json.field("valueName", page.value?.name)
                    LedgerPage.write(page.rows, to: json)
                }
            }
        }
    }
}

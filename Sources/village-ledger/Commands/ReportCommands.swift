import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "report", "账簿：科目余额表、总账、明细账、日记账、辅助账、汇总", "Books of account: balances, ledgers, journals, summaries",
        [
            ReportTrialBalance.self, ReportGeneralLedger.self, ReportSubsidiaryLedger.self,
            ReportCashJournal.self, ReportBankJournal.self, ReportMultiColumn.self, ReportVoucherSummary.self,
            ReportIncomeExpense.self, ReportAuxiliaryBalance.self, ReportAuxiliaryLedger.self,
            ReportClaims.self, ReportQuantity.self, ReportPack.self,
        ],
        example: "report trial-balance --book V001 --period 2026-03")
}

/// Which books and months a report is about (账簿范围).
struct ReportScope: ParsableArguments {
    @OptionGroup var books: RequiredBooks
    @OptionGroup var period: PeriodSelection
}

extension GlobalOptions {
    /// Prints a report of one book, or of several one after the other.
    func print<Report>(
        _ reports: [Report], document: (Report) -> Document, csv: ([Report], CSVWriter) -> Void,
        json: (Report, borrowing JSONObject) -> Void
    ) throws {
        try print(reports, documents: { [document($0)] }, csv: csv, json: json)
    }

    /// Prints reports that are several documents each.
    func print<Report>(
        _ reports: [Report], documents: (Report) -> [Document], csv: ([Report], CSVWriter) -> Void,
        json: (Report, borrowing JSONObject) -> Void
    ) throws {
        try present(
            try documentFormat(), documents: { reports.flatMap(documents) },
            csv: { csv(reports, CSVWriter($0.output)) },
            json: { file in
                if reports.count == 1, let only = reports.first {
                    JSONText.object(file.output) { json(only, $0) }
                } else {
                    JSONText.array(file.output) { array in
                        for report in reports { array.object { json(report, $0) } }
                    }
                }
            })
    }
}

struct ReportTrialBalance: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "trial-balance", "科目余额表：期初、本期、本年累计、期末", "Trial balance: opening, period, year to date, closing",
        example: "report trial-balance --book V001 --period 2026-12")

    @OptionGroup var scope: ReportScope
    @Option(help: help("只到第几级科目", "down to this level of accounts", value: "N"))
    var level: Int?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try global.reading { ledger in
            try books.map { try ledger.trialBalance(book: $0, period: period) }
        }
        try global.print(
            reports, document: { Self.document($0, rows: rows($0)) },
            csv: { reports, csv in
                csv.record(
                    [
                        "book", "period", "code", "name", "level", "opening", "debit", "credit", "ytd_debit",
                        "ytd_credit", "closing",
                    ])
                for report in reports {
                    for row in rows(report) {
                        csv.record(
                            [report.book, report.period.description, row.code, row.name, "\(row.level)"]
                                + Self.amounts(row.figures).map(\.yuan))
                    }
                }
            },
            json: { report, json in
                json.field("book", report.book)
                json.field("period", report.period.description)
                json.array("rows") { array in
                    for row in rows(report) {
                        array.object { json in
                            json.field("code", row.code)
                            json.field("name", row.name)
                            json.field("level", row.level)
                            Self.write(row.figures, to: json)
                        }
                    }
                }
                json.object("totals") { Self.write(report.totals, to: $0) }
            })
    }

    private func rows(_ report: TrialBalance) -> [TrialBalance.Row] {
        guard let level else { return report.rows }
        return report.rows.filter { $0.level <= level }
    }

    private static func amounts(_ figures: AccountFigures) -> [Money] {
        [
            figures.opening, figures.debit, figures.credit, figures.yearDebit, figures.yearCredit,
            figures.closing,
        ]
    }

    private static func write(_ figures: AccountFigures, to json: borrowing JSONObject) {
        let keys = ["openingFen", "debitFen", "creditFen", "ytdDebitFen", "ytdCreditFen", "closingFen"]
        for (key, amount) in zip(keys, amounts(figures)) { json.field(key, amount) }
    }

    static func document(_ report: TrialBalance, rows: [TrialBalance.Row]) -> Document {
        func cells(_ figures: AccountFigures, _ amount: (Money) -> Document.Cell) -> [Document.Cell] {
            BalanceText.cells(figures.opening)
                + [figures.debit, figures.credit, figures.yearDebit, figures.yearCredit].map(amount)
                + BalanceText.cells(figures.closing)
        }
        let lines = rows.lazy.map { row in
            Document.Row(
                [Document.Cell(row.code), Document.Cell(row.name, indent: row.level - 1)]
                    + cells(row.figures) { .amount($0) }, mark: row.level == 1 ? .bold : nil)
        }
        let total = Document.Row.total(
            [Document.Cell(say("合计", "total")), ""] + cells(report.totals) { .money($0) })
        let table = Document.Table(
            [Document.Column(say("科目", "account")), Document.Column(say("名称", "name"))]
                + BalanceText.columns(say("期初", "opening")) + [
                    .number(say("本期借方", "debit")), .number(say("本期贷方", "credit")),
                    .number(say("本年累计借方", "year debit")), .number(say("本年累计贷方", "year credit")),
                ] + BalanceText.columns(say("期末", "closing")), rows: Array(lines) + [total])
        return .report(
            say("科目余额表", "trial balance"), book: report.book, period: report.period, tables: [table]
        ).signed()
    }
}

struct ReportGeneralLedger: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "general-ledger", "总账：各科目逐月发生额和余额", "General ledger: each account month by month",
        example: "report general-ledger --book V001 --period 2026",
        "report general-ledger --book V001 --period 2026 --account 102")

    @OptionGroup var scope: ReportScope
    @Option(help: help("只看该科目", "only this account", value: "CODE"))
    var account: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map { try ledger.generalLedger(book: $0, period: period, account: account) }
            }
        }
        try global.print(reports, document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func document(_ report: GeneralLedger) -> Document {
        var rows: [Document.Row] = []
        for page in report.pages {
            rows.append(.section("\(page.code) \(page.name)"))
            let opening = page.isCarriedOver ? say("上年结转", "carried over") : say("期初余额", "opening")
            rows.append(
                Document.Row(
                    [Document.Cell(opening), "", "", "", ""] + BalanceText.cells(page.opening), .opening))
            for row in page.months {
                let figures = row.figures
                rows.append(
                    Document.Row(
                        [Document.Cell(row.month.description)]
                            + [figures.debit, figures.credit, figures.yearDebit, figures.yearCredit].map {
                                .amount($0)
                            } + BalanceText.cells(row.balance)))
            }
        }
        let table = Document.Table(
            [
                Document.Column(say("月份", "month")), .number(say("借方", "debit")),
                .number(say("贷方", "credit")), .number(say("累计借方", "year debit")),
                .number(say("累计贷方", "year credit")),
            ] + BalanceText.columns(say("余额", "balance")), rows: rows)
        return .report(
            say("总账", "general ledger"), book: report.book, period: report.period, tables: [table])
    }

    private static func writeCSV(_ reports: [GeneralLedger], to csv: CSVWriter) {
        csv.record(
            [
                "book", "account", "name", "month", "opening", "debit", "credit", "ytd_debit", "ytd_credit",
                "closing",
            ])
        for report in reports {
            for page in report.pages {
                for row in page.months {
                    let figures = row.figures
                    csv.record([
                        report.book, page.code, page.name, row.month.description, figures.opening.yuan,
                        figures.debit.yuan, figures.credit.yuan, figures.yearDebit.yuan,
                        figures.yearCredit.yuan,
                        figures.closing.yuan,
                    ])
                }
            }
        }
    }

    private static func writeJSON(_ report: GeneralLedger, to json: borrowing JSONObject) {
        json.field("book", report.book)
        json.field("period", report.period.description)
        json.array("accounts") { array in
            for page in report.pages {
                array.object { json in
                    json.field("code", page.code)
                    json.field("name", page.name)
                    json.field("openingFen", page.opening)
                    json.array("months") { array in
                        for row in page.months {
                            array.object { json in
                                json.field("month", row.month.description)
                                json.field("openingFen", row.figures.opening)
                                json.field("debitFen", row.figures.debit)
                                json.field("creditFen", row.figures.credit)
                                json.field("ytdDebitFen", row.figures.yearDebit)
                                json.field("ytdCreditFen", row.figures.yearCredit)
                                json.field("closingFen", row.figures.closing)
                            }
                        }
                    }
                }
            }
        }
    }
}

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
            ReportClaims.self, ReportQuantity.self,
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
        _ reports: [Report], table: (Report, OutputFile) -> Void, csv: ([Report], CSVWriter) -> Void,
        json: (Report, borrowing JSONObject) -> Void
    ) throws {
        let format = try format()
        try write { file in
            switch format {
            case .table:
                for (index, report) in reports.enumerated() {
                    if index > 0 { file.output.write("\n") }
                    table(report, file)
                }
            case .csv: csv(reports, CSVWriter(file.output))
            case .json:
                if reports.count == 1, let only = reports.first {
                    JSONText.object(file.output) { json(only, $0) }
                } else {
                    JSONText.array(file.output) { array in
                        for report in reports { array.object { json(report, $0) } }
                    }
                }
            }
        }
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
            reports, table: { Self.writeTable($0, rows: rows($0), to: $1) },
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

    private static func writeTable(_ report: TrialBalance, rows: [TrialBalance.Row], to file: OutputFile) {
        file.output.write(
            say("\(report.book) 科目余额表 \(report.period)\n", "\(report.book) trial balance \(report.period)\n"))
        var table = TextTable([
            TextTable.Column(say("科目", "account")), TextTable.Column(say("名称", "name")),
            TextTable.Column(""), TextTable.Column(say("期初", "opening"), .right),
            TextTable.Column(say("本期借方", "debit"), .right), TextTable.Column(say("本期贷方", "credit"), .right),
            TextTable.Column(say("本年累计借方", "year debit"), .right),
            TextTable.Column(say("本年累计贷方", "year credit"), .right),
            TextTable.Column(""), TextTable.Column(say("期末", "closing"), .right),
        ])
        for row in rows {
            let figures = row.figures
            let indent = String(repeating: "  ", count: row.level - 1)
            table.add(
                [row.code, indent + row.name] + BalanceText.cells(figures.opening)
                    + [figures.debit, figures.credit, figures.yearDebit, figures.yearCredit].map(
                        BalanceText.blankIfZero)
                    + BalanceText.cells(figures.closing),
                style: row.level == 1 ? .bold : nil)
        }
        let totals = report.totals
        table.addTotal(
            [say("合计", "total"), ""] + BalanceText.cells(totals.opening)
                + [totals.debit, totals.credit, totals.yearDebit, totals.yearCredit].map(\.grouped)
                + BalanceText.cells(totals.closing))
        file.output.write(table.text(file))
    }
}

/// How balances stand in a report (余额写法).
enum BalanceText {
    /// 借, 贷 or 平, and the amount without sign.
    static func cells(_ balance: Money) -> [String] {
        [Words.direction(BalanceDirection(of: balance)), blankIfZero(Money(fen: abs(balance.fen)))]
    }

    static func blankIfZero(_ amount: Money) -> String { amount.isZero ? "" : amount.grouped }
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
        try global.print(reports, table: Self.writeTable, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func writeTable(_ report: GeneralLedger, to file: OutputFile) {
        file.output.write(
            say("\(report.book) 总账 \(report.period)\n", "\(report.book) general ledger \(report.period)\n"))
        var table = TextTable([
            TextTable.Column(say("月份", "month")), TextTable.Column(say("借方", "debit"), .right),
            TextTable.Column(say("贷方", "credit"), .right),
            TextTable.Column(say("累计借方", "year debit"), .right),
            TextTable.Column(say("累计贷方", "year credit"), .right), TextTable.Column(""),
            TextTable.Column(say("余额", "balance"), .right),
        ])
        for page in report.pages {
            table.addSection("\(page.code) \(page.name)")
            table.add(
                [page.isCarriedOver ? say("上年结转", "carried over") : say("期初余额", "opening"), "", "", "", ""]
                    + BalanceText.cells(page.opening), style: .dim)
            for row in page.months {
                let figures = row.figures
                table.add(
                    [row.month.description]
                        + [figures.debit, figures.credit, figures.yearDebit, figures.yearCredit].map(
                            BalanceText.blankIfZero)
                        + BalanceText.cells(row.balance))
            }
        }
        file.output.write(table.text(file))
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

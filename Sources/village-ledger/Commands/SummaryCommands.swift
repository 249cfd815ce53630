import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportVoucherSummary: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "voucher-summary", "凭证汇总表（科目汇总表）：一级科目发生额、凭证起止号、附件",
        "Summary of vouchers: first-level turnover, numbers, attachments",
        example: "report voucher-summary --book V001 --period 2026-03")

    @OptionGroup var scope: ReportScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try global.reading { ledger in
            try books.map { try ledger.voucherSummary(book: $0, period: period) }
        }
        try global.print(reports, table: Self.writeTable, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func writeTable(_ report: VoucherSummary, to file: OutputFile) {
        file.output.write(
            say(
                "\(report.book) 凭证汇总表 \(report.period)\n",
                "\(report.book) summary of vouchers \(report.period)\n"))
        var table = TextTable([
            TextTable.Column(say("科目", "account")), TextTable.Column(say("名称", "name")),
            TextTable.Column(say("借方", "debit"), .right), TextTable.Column(say("贷方", "credit"), .right),
        ])
        for row in report.rows {
            table.add([
                row.code, row.name, BalanceText.blankIfZero(row.debit), BalanceText.blankIfZero(row.credit),
            ])
        }
        table.addTotal([say("合计", "total"), "", report.debit.grouped, report.credit.grouped])
        file.output.write(table.text(file))
        file.output.write("\n")
        var numbers = TextTable([
            TextTable.Column(say("月份", "month")), TextTable.Column(say("字", "kind")),
            TextTable.Column(say("起号", "first"), .right), TextTable.Column(say("止号", "last"), .right),
            TextTable.Column(say("张数", "vouchers"), .right),
            TextTable.Column(say("附件", "attachments"), .right),
        ])
        for row in report.numbers {
            numbers.add(
                [row.month.description, row.kind.rawValue]
                    + [row.first, row.last, row.vouchers, row.attachments].map { "\($0)" })
        }
        numbers.addTotal([say("合计", "total"), "", "", "", "\(report.vouchers)", "\(report.attachments)"])
        file.output.write(numbers.text(file))
    }

    /// Accounts and vouchers in one file; `row` tells them apart.
    private static func writeCSV(_ reports: [VoucherSummary], to csv: CSVWriter) {
        csv.record([
            "book", "period", "row", "code", "name", "debit", "credit", "month", "kind", "first_number",
            "last_number", "vouchers", "attachments",
        ])
        for report in reports {
            let head = [report.book, report.period.description]
            for row in report.rows {
                csv.record(
                    head + ["account", row.code, row.name, row.debit.yuan, row.credit.yuan]
                        + [String](repeating: "", count: 6))
            }
            for row in report.numbers {
                csv.record(
                    head + ["vouchers", "", "", "", "", row.month.description, row.kind.rawValue]
                        + [row.first, row.last, row.vouchers, row.attachments].map { "\($0)" })
            }
            csv.record(
                head + [
                    "total", "", "", report.debit.yuan, report.credit.yuan, "", "", "", "",
                    "\(report.vouchers)", "\(report.attachments)",
                ])
        }
    }

    private static func writeJSON(_ report: VoucherSummary, to json: borrowing JSONObject) {
        json.field("book", report.book)
        json.field("period", report.period.description)
        json.array("rows") { array in
            for row in report.rows {
                array.object { json in
                    json.field("code", row.code)
                    json.field("name", row.name)
                    json.field("debitFen", row.debit)
                    json.field("creditFen", row.credit)
                }
            }
        }
        json.array("numbers") { array in
            for row in report.numbers {
                array.object { json in
                    json.field("month", row.month.description)
                    json.field("kind", row.kind.rawValue)
                    json.field("first", row.first)
                    json.field("last", row.last)
                    json.field("vouchers", row.vouchers)
                    json.field("attachments", row.attachments)
                }
            }
        }
        json.object("totals") { json in
            json.field("debitFen", report.debit)
            json.field("creditFen", report.credit)
            json.field("vouchers", report.vouchers)
            json.field("attachments", report.attachments)
        }
    }
}

struct ReportIncomeExpense: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "income-expense", "收支明细表：收入、支出的明细，本期和本年累计", "Income and expense in detail: period and year to date",
        more: (
            "结转和分配凭证不计，已结转的年度也照样看得见收支。", "Closing and distribution don't count, so a closed year shows too."
        ),
        example: "report income-expense --book V001 --period 2026-03")

    @OptionGroup var scope: ReportScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let (reports, sources) = try global.reading { ledger in
            (
                try books.map { try ledger.incomeExpense(book: $0, period: period) },
                try SourceNames(ledger)
            )
        }
        try global.print(
            reports, table: { Self.writeTable($0, sources, to: $1) },
            csv: { Self.writeCSV($0, sources, to: $1) }, json: Self.writeJSON)
    }

    private static func writeTable(_ report: IncomeExpense, _ sources: SourceNames, to file: OutputFile) {
        file.output.write(
            say(
                "\(report.book) 收支明细表 \(report.period)\n",
                "\(report.book) income and expense \(report.period)\n"))
        var table = TextTable([
            TextTable.Column(say("科目", "account")), TextTable.Column(say("名称", "name")),
            TextTable.Column(say("本期", "period"), .right),
            TextTable.Column(say("本年累计", "year to date"), .right),
        ])
        func cells(_ figures: IncomeExpense.Figures) -> [String] {
            [BalanceText.blankIfZero(figures.period), BalanceText.blankIfZero(figures.year)]
        }
        for isIncome in [true, false] {
            for row in report.rows where row.isIncome == isIncome {
                let indent = String(repeating: "  ", count: row.level - 1)
                table.add(
                    [row.code, indent + row.name] + cells(row.figures), style: row.level == 1 ? .bold : nil)
            }
            let total = isIncome ? report.income : report.expense
            table.addTotal(
                [isIncome ? say("收入合计", "total income") : say("支出合计", "total expense"), ""]
                    + [total.period.grouped, total.year.grouped])
        }
        table.addTotal([say("收支差额", "difference"), "", report.net.period.grouped, report.net.year.grouped])
        if !report.bySource.isEmpty {
            table.addSection(say("经营收入和投资收益按来源", "operating and investment income by source"))
            for part in report.bySource { table.add(["", sources.name(part.source)] + cells(part.figures)) }
        }
        file.output.write(table.text(file))
    }

    /// Accounts, totals and sources in one file; `row` tells them apart.
    private static func writeCSV(_ reports: [IncomeExpense], _ sources: SourceNames, to csv: CSVWriter) {
        csv.record(["book", "period", "row", "code", "name", "level", "amount", "ytd_amount"])
        for report in reports {
            func record(
                _ row: String, _ code: String, _ name: String, _ level: String,
                _ figures: IncomeExpense.Figures
            ) {
                csv.record([
                    report.book, report.period.description, row, code, name, level, figures.period.yuan,
                    figures.year.yuan,
                ])
            }
            for row in report.rows {
                record(row.isIncome ? "income" : "expense", row.code, row.name, "\(row.level)", row.figures)
            }
            record("total-income", "", "", "", report.income)
            record("total-expense", "", "", "", report.expense)
            record("difference", "", "", "", report.net)
            for part in report.bySource {
                record(
                    "source", part.source.isEmpty ? "none" : part.source, sources.name(part.source), "",
                    part.figures)
            }
        }
    }

    private static func writeJSON(_ report: IncomeExpense, to json: borrowing JSONObject) {
        func write(_ figures: IncomeExpense.Figures, to json: borrowing JSONObject) {
            json.field("amountFen", figures.period)
            json.field("ytdAmountFen", figures.year)
        }
        json.field("book", report.book)
        json.field("period", report.period.description)
        for isIncome in [true, false] {
            json.array(isIncome ? "income" : "expense") { array in
                for row in report.rows where row.isIncome == isIncome {
                    array.object { json in
                        json.field("code", row.code)
                        json.field("name", row.name)
                        json.field("level", row.level)
                        write(row.figures, to: json)
                    }
                }
            }
        }
        json.array("bySource") { array in
            for part in report.bySource {
                array.object { json in
                    json.field("source", part.source.isEmpty ? "none" : part.source)
                    write(part.figures, to: json)
                }
            }
        }
        json.object("totals") { json in
            json.object("income") { write(report.income, to: $0) }
            json.object("expense") { write(report.expense, to: $0) }
            json.object("difference") { write(report.net, to: $0) }
        }
    }
}

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
        try global.print(reports, document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    static func document(_ report: VoucherSummary) -> Document {
        let accounts = Document.Table(
            [
                Document.Column(say("科目", "account")), Document.Column(say("名称", "name")),
                .number(say("借方", "debit")), .number(say("贷方", "credit")),
            ],
            rows: report.rows.map { row in
                Document.Row([
                    Document.Cell(row.code), Document.Cell(row.name), .amount(row.debit), .amount(row.credit),
                ])
            } + [
                .total([Document.Cell(say("合计", "total")), "", .money(report.debit), .money(report.credit)])
            ])
        return .report(
            say("凭证汇总表", "summary of vouchers"), book: report.book, period: report.period,
            tables: [accounts, numbers(report)]
        ).signed()
    }

    /// First and last number, vouchers and attachments of each month and kind.
    static func numbers(_ report: VoucherSummary) -> Document.Table {
        Document.Table(
            [
                Document.Column(say("月份", "month")), Document.Column(say("字", "kind")),
                .number(say("起号", "first")), .number(say("止号", "last")), .number(say("张数", "vouchers")),
                .number(say("附件", "attachments")),
            ],
            rows: report.numbers.map { row in
                Document.Row(
                    [Document.Cell(row.month.description), Document.Cell(row.kind.rawValue)]
                        + [row.first, row.last, row.vouchers, row.attachments].map { .whole($0) })
            } + [
                .total([
                    Document.Cell(say("合计", "total")), "", "", "", .whole(report.vouchers),
                    .whole(report.attachments),
                ])
            ])
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
            reports, document: { Self.document($0, sources) },
            csv: { Self.writeCSV($0, sources, to: $1) }, json: Self.writeJSON)
    }

    static func document(_ report: IncomeExpense, _ sources: SourceNames) -> Document {
        func cells(_ figures: IncomeExpense.Figures) -> [Document.Cell] {
            [.amount(figures.period), .amount(figures.year)]
        }
        func total(_ title: String, _ figures: IncomeExpense.Figures) -> Document.Row {
            .total([Document.Cell(title), "", .money(figures.period), .money(figures.year)])
        }
        var rows: [Document.Row] = []
        for isIncome in [true, false] {
            for row in report.rows where row.isIncome == isIncome {
                rows.append(
                    Document.Row(
                        [Document.Cell(row.code), Document.Cell(row.name, indent: row.level - 1)]
                            + cells(row.figures), mark: row.level == 1 ? .bold : nil))
            }
            rows.append(
                isIncome
                    ? total(say("收入合计", "total income"), report.income)
                    : total(say("支出合计", "total expense"), report.expense))
        }
        rows.append(total(say("收支差额", "difference"), report.net))
        if !report.bySource.isEmpty {
            rows.append(.section(say("经营收入和投资收益按来源", "operating and investment income by source")))
            for part in report.bySource {
                rows.append(
                    Document.Row(["", Document.Cell(sources.name(part.source))] + cells(part.figures)))
            }
        }
        let table = Document.Table(
            [
                Document.Column(say("科目", "account")), Document.Column(say("名称", "name")),
                .number(say("本期", "period")), .number(say("本年累计", "year to date")),
            ], rows: rows)
        return .report(
            say("收支明细表", "income and expense"), book: report.book, period: report.period, tables: [table]
        ).signed()
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

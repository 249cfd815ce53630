import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportMultiColumn: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "multi-column", "多栏账：下级科目各占一栏", "Multi-column ledger: a column for each account below",
        more: (
            "借方科目各栏为借方减贷方，贷方科目为贷方减借方，红字为负。",
            "Columns hold debit less credit, of accounts of the credit side credit less debit; red is negative."
        ),
        example: "report multi-column --book V001 --account 513 --period 2026-03")

    @OptionGroup var scope: ReportScope
    @Option(help: help("有下级科目的科目编码", "code of an account with accounts below it", value: "CODE"))
    var account: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map { try ledger.multiColumnLedger(book: $0, account: account, period: period) }
            }
        }
        try global.print(reports, document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func document(_ report: MultiColumnLedger) -> Document {
        let columns =
            [
                Document.Column(say("日期", "date")), Document.Column(say("凭证号", "voucher")),
                Document.Column(say("摘要", "summary")), .number(say("借方", "debit")),
                .number(say("贷方", "credit")),
            ] + BalanceText.columns(say("余额", "balance")) + report.columns.map { .number($0.name) }
        let carry = Document.Carry(label: 2, summed: [3, 4] + (7..<columns.count), kept: [5, 6])
        let table = Document.Table(
            columns,
            rows: report.rows.lazy.flatMap { row in
                row.ledger.documentRows(
                    [.amount(row.ledger.debit), .amount(row.ledger.credit)]
                        + BalanceText.cells(row.ledger.balance) + row.amounts.map { .amount($0) }, carry)
            }, carry: carry)
        return .report(
            say("多栏账", "multi-column ledger"), book: report.book,
            subject: "\(report.account.code) \(report.account.name)", period: report.period, tables: [table])
    }

    /// Columns are headed by account codes; those that a book does not have stay empty in its rows.
    private static func writeCSV(_ reports: [MultiColumnLedger], to csv: CSVWriter) {
        let codes = Set(reports.flatMap(\.columns).map(\.code)).sorted()
        csv.record(
            [
                "book", "account", "kind", "date", "voucher", "line", "entry_account", "summary", "debit",
                "credit", "balance",
            ] + codes)
        for report in reports {
            let places = codes.map { code in report.columns.firstIndex { $0.code == code } }
            for row in report.rows {
                let ledger = row.ledger
                csv.record(
                    [
                        report.book, report.account.code, ledger.kind.rawValue, ledger.date.description,
                        ledger.entry?.voucher.description ?? "", ledger.entry.map { "\($0.line)" } ?? "",
                        ledger.entry?.account ?? "", ledger.entry?.summary ?? "", ledger.debit.yuan,
                        ledger.credit.yuan, ledger.balance.yuan,
                    ] + places.map { $0.map { row.amounts[$0].yuan } ?? "" })
            }
        }
    }

    private static func writeJSON(_ report: MultiColumnLedger, to json: borrowing JSONObject) {
        json.field("book", report.book)
        json.field("account", report.account.code)
        json.field("name", report.account.name)
        json.field("period", report.period.description)
        json.array("columns") { array in
            for column in report.columns {
                array.object { json in
                    json.field("code", column.code)
                    json.field("name", column.name)
                }
            }
        }
        json.array("rows") { array in
            for row in report.rows {
                array.object { json in
                    let ledger = row.ledger
                    json.field("kind", ledger.kind.rawValue)
                    json.field("date", ledger.date)
                    json.field("voucher", ledger.entry?.voucher.description)
                    json.field("line", ledger.entry?.line)
                    json.field("account", ledger.entry?.account)
                    json.field("summary", ledger.entry?.summary)
                    json.field("debitFen", ledger.debit)
                    json.field("creditFen", ledger.credit)
                    json.field("balanceFen", ledger.balance)
                    json.array("amountsFen") { array in for amount in row.amounts { array.value(amount) } }
                }
            }
        }
    }
}

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportQuantity: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "quantity", "数量金额账：收入、发出、结存的数量、单价、金额",
        "Book of quantities: in, out and left by quantity, price and amount",
        example: "report quantity --book V004 --account 121 --period 2026")

    @OptionGroup var scope: ReportScope
    @Option(help: help("末级科目编码", "code of an account without accounts below it", value: "CODE"))
    var account: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map { try ledger.quantityLedger(book: $0, account: account, period: period) }
            }
        }
        try global.print(reports, document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func quantity(_ part: QuantityLedger.Part) -> String? {
        part.quantityMillionths.map { DecimalNumber.text($0, decimals: 6) }
    }

    private static func price(_ part: QuantityLedger.Part) -> String? {
        part.unitPriceTenThousandths.map { DecimalNumber.text($0, decimals: 4) }
    }

    private static func document(_ report: QuantityLedger) -> Document {
        func columns(_ chinese: String, _ english: String) -> [Document.Column] {
            [
                .number(say("\(chinese)数量", "\(english) quantity")), .number(say("单价", "price")),
                .number(say("金额", "amount")),
            ]
        }
        // Things come in on the debit side of an asset and go out on the other; of sales nobody would say so.
        let isStore = report.account.category == .asset || report.account.category == .cost
        let carry = Document.Carry(label: 2, summed: [5, 8], kept: [9, 10, 11, 12])
        let table = Document.Table(
            [
                Document.Column(say("日期", "date")), Document.Column(say("凭证号", "voucher")),
                Document.Column(say("摘要", "summary")),
            ] + columns(isStore ? "收入" : "借方", isStore ? "in" : "debit")
                + columns(isStore ? "发出" : "贷方", isStore ? "out" : "credit") + [Document.Column("")]
                + columns(isStore ? "结存" : "余额", isStore ? "left" : "balance"),
            rows: report.rows.lazy.flatMap { row in
                row.ledger.documentRows(
                    cells(row.incoming) + cells(row.outgoing) + balanceCells(row), carry)
            }, carry: carry)
        var document = Document.report(
            say("数量金额账", "quantities and amounts"), book: report.book,
            subject: "\(report.account.code) \(report.account.name)", period: report.period, tables: [table])
        document.notes = note(report).map { [$0] } ?? []
        return document
    }

    private static func cells(_ part: QuantityLedger.Part) -> [Document.Cell] {
        [
            Document.Cell(part.quantityMillionths.map { .decimal($0, decimals: 6) } ?? .blank),
            Document.Cell(part.unitPriceTenThousandths.map { .decimal($0, decimals: 4) } ?? .blank),
            .amount(part.amount),
        ]
    }

    /// The side of a balance and its size; a quantity on the other side than the amount keeps its sign.
    private static func balanceCells(_ row: QuantityLedger.Row) -> [Document.Cell] {
        let isCredit = row.ledger.balance.fen < 0
        var part = row.balance
        if isCredit { part.quantityMillionths = part.quantityMillionths.map { -$0 } }
        part.amount = row.ledger.shownBalance
        return [Document.Cell(Words.direction(row.ledger.direction))] + cells(part)
    }

    private static func note(_ report: QuantityLedger) -> String? {
        guard !report.amountWithoutQuantity.isZero else { return nil }
        let rest = report.amountWithoutQuantity
        let amount = "\(Words.direction(BalanceDirection(of: rest))) \(Money(fen: abs(rest.fen)).grouped)"
        return say(
            "余额中有 \(amount) 元没有数量（期初余额、结转，或没填数量的分录），所以余额没有单价。",
            "\(amount) yuan of the balance has no quantity (opening, closing, or lines without one), so it has no price."
        )
    }

    private static func writeCSV(_ reports: [QuantityLedger], to csv: CSVWriter) {
        csv.record([
            "book", "account", "kind", "date", "voucher", "line", "summary", "debit_quantity",
            "debit_unit_price", "debit", "credit_quantity", "credit_unit_price", "credit",
            "balance_quantity", "balance_unit_price", "balance",
        ])
        for report in reports {
            for row in report.rows {
                let ledger = row.ledger
                csv.record(
                    [
                        report.book, report.account.code, ledger.kind.rawValue, ledger.date.description,
                        ledger.entry?.voucher.description ?? "", ledger.entry.map { "\($0.line)" } ?? "",
                        ledger.entry?.summary ?? "",
                    ]
                        + [row.incoming, row.outgoing, row.balance].flatMap {
                            [quantity($0) ?? "", price($0) ?? "", $0.amount.yuan]
                        })
            }
        }
    }

    private static func writeJSON(_ report: QuantityLedger, to json: borrowing JSONObject) {
        json.field("book", report.book)
        json.field("account", report.account.code)
        json.field("name", report.account.name)
        json.field("period", report.period.description)
        json.field("amountWithoutQuantityFen", report.amountWithoutQuantity)
        json.array("rows") { array in
            for row in report.rows {
                array.object { json in
                    let ledger = row.ledger
                    json.field("kind", ledger.kind.rawValue)
                    json.field("date", ledger.date)
                    json.field("voucher", ledger.entry?.voucher.description)
                    json.field("line", ledger.entry?.line)
                    json.field("summary", ledger.entry?.summary)
                    let parts = [
                        ("debit", row.incoming), ("credit", row.outgoing), ("balance", row.balance),
                    ]
                    for (key, part) in parts {
                        json.field(key + "Quantity", quantity(part))
                        json.field(key + "UnitPrice", price(part))
                        json.field(key + "Fen", part.amount)
                    }
                }
            }
        }
    }
}

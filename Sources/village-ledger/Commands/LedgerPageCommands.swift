import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReportSubsidiaryLedger: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "subsidiary-ledger", "明细账：逐笔分录和余额，含下级科目", "Subsidiary ledger: every line with the balance after it",
        example: "report subsidiary-ledger --book V001 --account 11201 --period 2026")

    @OptionGroup var scope: ReportScope
    @Option(help: help("科目编码", "account code", value: "CODE"))
    var account: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let pages = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map {
                    LedgerPage(try ledger.subsidiaryLedger(book: $0, account: account, period: period))
                }
            }
        }
        try global.print(
            pages, document: { $0.document }, csv: LedgerPage.writeCSV, json: { $0.write(to: $1) })
    }
}

struct ReportCashJournal: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "cash-journal", "现金日记账或银行存款日记账，每日结出余额", "Cash or bank journal with the balance of each day",
        example: "report cash-journal --book V001 --period 2026-03",
        "report cash-journal --book V001 --account 10201 --period 2026-03")

    @OptionGroup var scope: ReportScope
    @Option(help: help("科目编码，现金或银行存款；默认 101", "account code, cash or bank; 101 unless said", value: "CODE"))
    var account = "101"
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let pages = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map {
                    LedgerPage(try ledger.cashJournal(book: $0, account: account, period: period))
                }
            }
        }
        try global.print(
            pages, document: { $0.document }, csv: LedgerPage.writeCSV, json: { $0.write(to: $1) })
    }
}

struct ReportBankJournal: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "bank-journal", "银行存款日记账：每个银行账户一册，每日结出余额",
        "Bank journals: one for each bank account, with the balance of each day",
        example: "report bank-journal --book V001 --period 2026-03",
        "report bank-journal --book V001 --account 10201 --period 2026-03")

    @OptionGroup var scope: ReportScope
    @Option(help: help("只看该银行存款科目", "only this bank account", value: "CODE"))
    var account: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try scope.books.required()
        let period = try scope.period.required()
        let reports = try NamedOnCommandLine.account {
            try global.reading { ledger in
                try books.map { try ledger.bankJournal(book: $0, account: account, period: period) }
            }
        }
        func pages(_ report: BankJournal) -> [LedgerPage] {
            report.journals.map { LedgerPage($0, title: say("银行存款日记账", "bank journal")) }
        }
        try global.print(
            reports,
            documents: { pages($0).map(\.document) },
            csv: { LedgerPage.writeCSV($0.flatMap(pages), to: $1) },
            json: { report, json in
                json.field("book", report.book)
                json.field("period", report.period.description)
                json.array("accounts") { array in
                    for page in pages(report) {
                        array.object { json in
                            json.field("account", page.account)
                            json.field("name", page.name)
                            LedgerPage.write(page.rows, to: json)
                        }
                    }
                }
            })
    }
}

/// The pages of an account as they are shown (账页).
struct LedgerPage {
    let title: String
    let book: String
    let account: String
    let name: String
    let period: Period
    let rows: [LedgerRow]

    init(_ ledger: SubsidiaryLedger) {
        title = say("明细账", "subsidiary ledger")
        (book, account, name, period, rows) = (
            ledger.book, ledger.account, ledger.name, ledger.period, ledger.rows
        )
    }

    init(_ journal: CashJournal, title: String = say("日记账", "journal")) {
        self.title = title
        (book, account, name, period, rows) = (
            journal.book, journal.account, journal.name, journal.period, journal.rows
        )
    }

    /// The page as people see it; rows are made as they are asked for, since a ledger may be long.
    var document: Document {
        let carry = Document.Carry(label: 2, summed: [4, 5], kept: [6, 7])
        let table = Document.Table(
            [
                Document.Column(say("日期", "date")), Document.Column(say("凭证号", "voucher")),
                Document.Column(say("摘要", "summary")), Document.Column(say("往来单位", "counterparty")),
                .number(say("借方", "debit")), .number(say("贷方", "credit")),
            ] + BalanceText.columns(say("余额", "balance")),
            rows: rows.lazy.flatMap { row in
                row.documentRows([Document.Cell(row.entry?.counterparty ?? "")] + row.amountCells, carry)
            }, carry: carry)
        return .report(title, book: book, subject: "\(account) \(name)", period: period, tables: [table])
    }

    /// `03/记-12`: book and year stand above.
    static func short(_ name: VoucherName) -> String {
        let month = name.month.monthOfYear
        return "\(month < 10 ? "0" : "")\(month)/\(name.kind.rawValue)-\(name.number)"
    }

    static func writeCSV(_ pages: [LedgerPage], to csv: CSVWriter) {
        csv.record([
            "book", "account", "kind", "date", "voucher", "line", "entry_account", "summary", "counterparty",
            "debit",
            "credit", "balance",
        ])
        for page in pages {
            for row in page.rows {
                csv.record([
                    page.book, page.account, row.kind.rawValue, row.date.description,
                    row.entry?.voucher.description ?? "", row.entry.map { "\($0.line)" } ?? "",
                    row.entry?.account ?? "",
                    row.entry?.summary ?? "", row.entry?.counterparty ?? "", row.debit.yuan, row.credit.yuan,
                    row.balance.yuan,
                ])
            }
        }
    }

    func write(to json: borrowing JSONObject) {
        json.field("book", book)
        json.field("account", account)
        json.field("name", name)
        json.field("period", period.description)
        Self.write(rows, to: json)
    }

    static func write(_ rows: [LedgerRow], to json: borrowing JSONObject) {
        json.array("rows") { array in
            for row in rows {
                array.object { json in
                    json.field("kind", row.kind.rawValue)
                    json.field("date", row.date)
                    json.field("voucher", row.entry?.voucher.description)
                    json.field("line", row.entry?.line)
                    json.field("account", row.entry?.account)
                    json.field("summary", row.entry?.summary)
                    json.field("counterparty", row.entry?.counterparty)
                    json.field("debitFen", row.debit)
                    json.field("creditFen", row.credit)
                    json.field("balanceFen", row.balance)
                }
            }
        }
    }
}

extension LedgerRow {
    /// The row as a document holds it: date, voucher, summary, then cells of its own.
    func documentRow(_ cells: [Document.Cell]) -> Document.Row {
        let kind: Document.Row.Kind =
            switch self.kind {
            case .entry: .plain
            case .opening, .carriedOver: .opening
            case .dayTotal: .subtotal
            case .monthTotal, .yearTotal: .monthEnd
            }
        let head: [Document.Cell] = [
            .date(date), Document.Cell(entry.map { LedgerPage.short($0.voucher) } ?? ""),
            Document.Cell(Words.summary(self)),
        ]
        return Document.Row(head + cells, kind)
    }

    /// The row, and after a December that leaves a balance the one that hands it on.
    func documentRows(_ cells: [Document.Cell], _ carry: Document.Carry) -> [Document.Row] {
        let row = documentRow(cells)
        guard kind == .yearTotal, date.month == 12, !balance.isZero else { return [row] }
        return [row, row.closing(say("结转下年", "to the next year"), carry)]
    }

    /// Debit, credit, and the balance with its side; an opening turned over nothing.
    var amountCells: [Document.Cell] {
        let isOpening = kind == .opening || kind == .carriedOver
        return (isOpening ? ["", ""] : [.amount(debit), .amount(credit)]) + BalanceText.cells(balance)
    }
}

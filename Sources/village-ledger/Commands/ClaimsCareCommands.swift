import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "claims", "往来清理：对账单、催收、久无往来、备用金",
        "Care of claims and debts: statements, dunning, quiet ones, advances",
        [
            ClaimsStatementCommand.self, ClaimsDun.self, ClaimsDunned.self, ClaimsQuiet.self,
            ClaimsAdvances.self,
        ], example: "claims advances --book V001 --as-of 2026-06-30")
}

struct ClaimsStatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "statement", "给一个往来单位的对账单", "Statement of account for one counterparty",
        example: "claims statement --book V001 --counterparty 栖禾云雾茶业有限公司 --period 2026")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("往来单位，编码或名称", "counterparty, its code or name", value: "NAME"))
    var counterparty: String
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let period = try period.required()
        let statement = try global.reading {
            try $0.claimsStatement(
                book: book, counterparty: counterparty, from: period.firstDay, through: period.lastDay)
        }
        try global.print(
            [statement], document: Self.document, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func document(_ statement: ClaimsStatement) -> Document {
        var document = Document.report(
            say("对账单", "statement of account"), book: statement.book,
            subject: statement.counterparty.name, when: "\(statement.from) – \(statement.through)",
            printed: "\(Words.day(statement.from)) – \(Words.day(statement.through))",
            tables: statement.pages.map(table))
        document.heading =
            say("对账单  ", "Statement of account  ")
            + "\(statement.bookName)（\(statement.book)）→ \(statement.counterparty.name)  "
            + "\(statement.from) – \(statement.through)"
        document.subject = ""
        document.introduction = [
            say("\(statement.counterparty.name)：", "\(statement.counterparty.name):"),
            say(
                "下列为我方（\(statement.bookName)）账上与贵方的往来，请核对：",
                "These are our dealings with you in the books of \(statement.bookName); please check them:"),
        ]
        document.notes = [
            say(
                "截至 \(statement.through)：贵方应付我方 \(statement.claims.grouped) 元，我方应付贵方 \(statement.debts.grouped) 元。",
                "As of \(statement.through) you owe us \(statement.claims.grouped) yuan, we owe you "
                    + "\(statement.debts.grouped) yuan."),
            say("核对无误 □    不符 □ 应为：____________", "It agrees □    It should be □ ____________"),
            say(
                "我方（盖章）：____________  贵方（签章）：____________  日期：____________",
                "For us: ____________  For you: ____________  Date: ____________"),
        ]
        return document
    }

    private static func table(_ page: ClaimsStatement.Page) -> Document.Table {
        var rows: [Document.Row] = [
            .section("\(page.account) \(page.name)"),
            Document.Row(
                ["", "", Document.Cell(say("期初余额", "opening")), "", ""] + BalanceText.cells(page.opening),
                .opening),
        ]
        rows += page.movements.map { movement in
            Document.Row(
                [
                    .date(movement.date), Document.Cell(movement.voucher), Document.Cell(movement.summary),
                    .amount(movement.debit), .amount(movement.credit),
                ] + BalanceText.cells(movement.balance) + [Document.Cell(movement.due?.description ?? "")])
        }
        rows.append(
            .total(
                ["", "", Document.Cell(say("期末余额", "closing")), .money(page.debit), .money(page.credit)]
                    + BalanceText.cells(page.closing)))
        return Document.Table(
            [
                Document.Column(say("日期", "date")), Document.Column(say("凭证号", "voucher")),
                Document.Column(say("摘要", "summary")), .number(say("借方", "debit")),
                .number(say("贷方", "credit")),
            ] + BalanceText.columns(say("余额", "balance")) + [Document.Column(say("到期", "due"))], rows: rows)
    }

    private static func writeCSV(_ statements: [ClaimsStatement], to csv: CSVWriter) {
        csv.record([
            "book", "counterparty", "account", "account_name", "date", "voucher", "summary", "debit",
            "credit",
            "balance", "due_date",
        ])
        for statement in statements {
            for page in statement.pages {
                let head = [statement.book, statement.counterparty.code, page.account, page.name]
                csv.record(
                    head + [statement.from.description, "", "opening", "", "", page.opening.yuan, ""])
                for movement in page.movements {
                    csv.record(
                        head + [
                            movement.date.description, movement.voucher, movement.summary,
                            movement.debit.yuan,
                            movement.credit.yuan, movement.balance.yuan, movement.due?.description ?? "",
                        ])
                }
                csv.record(
                    head + [
                        statement.through.description, "", "closing", page.debit.yuan, page.credit.yuan,
                        page.closing.yuan, "",
                    ])
            }
        }
    }

    private static func writeJSON(_ statement: ClaimsStatement, to json: borrowing JSONObject) {
        json.field("book", statement.book)
        json.field("counterparty", statement.counterparty.code)
        json.field("counterpartyName", statement.counterparty.name)
        json.field("from", statement.from)
        json.field("through", statement.through)
        json.array("accounts") { array in
            for page in statement.pages {
                array.object { json in
                    json.field("account", page.account)
                    json.field("accountName", page.name)
                    json.field("openingFen", page.opening)
                    json.array("movements") { array in
                        for movement in page.movements {
                            array.object { json in
                                json.field("date", movement.date)
                                json.field("voucher", movement.voucher)
                                json.field("summary", movement.summary)
                                json.field("debitFen", movement.debit)
                                json.field("creditFen", movement.credit)
                                json.field("balanceFen", movement.balance)
                                json.field("dueDate", movement.due)
                            }
                        }
                    }
                    json.field("closingFen", page.closing)
                }
            }
        }
        json.field("claimsFen", statement.claims)
        json.field("debtsFen", statement.debts)
    }
}

/// The day a question about claims is asked for (截至日期).
struct ClaimsDay: ParsableArguments {
    @Option(help: help("截至日期", "the day", value: "DATE"))
    var asOf: String

    var day: CalendarDate { get throws { try Typed.date(asOf) } }
}

struct ClaimsQuiet: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "quiet", "列出多年没有往来的债权债务（参数 quiet-years，默认两年）",
        "List claims and debts without a dealing for years (setting quiet-years, two by default)",
        example: "claims quiet --book V001 --as-of 2026-12-31")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var day: ClaimsDay
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let day = try day.day
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                try ledger.claimsAgeing(book: book, asOf: day).quiet.rows.map { (book: book, row: $0) }
            }
        }
        let listing = Listing<(book: String, row: ClaimsAgeing.Row)>(
            "quiet",
            [
                .text("book", "账套", "book") { $0.book }, .text("account", "科目", "account") { $0.row.account },
                .text("account_name", "名称", "name") { $0.row.name },
                .text("counterparty", "往来单位", "counterparty") { $0.row.counterparty.name },
                .column("side", "性质", "side") {
                    $0.row.isClaim
                        ? .word("claim", shown: say("债权", "claim")) : .word("debt", shown: say("债务", "debt"))
                },
                .money("balance", "余额", "balance") { Money(fen: abs($0.row.balance.fen)) },
                .column("last_dealing", "最近发生", "last dealing") { .date($0.row.lastDealing) },
            ])
        try global.list(
            listing, rows,
            note: say("共 \(rows.count) 笔，截至 \(day)。", "\(rows.count) as of \(day)."))
    }
}

struct ClaimsAdvances: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "advances", "备用金：各人未报账多少、多少天", "Cash advances by person: how much, for how many days",
        more: (
            "期限见参数 advance-days，限额见 advance-limit；超过的在 check 里也有提示。",
            "The days allowed are the setting advance-days, the limit advance-limit; check tells what is beyond them."
        ),
        example: "claims advances --book V001 --as-of 2026-06-30")

    @OptionGroup var books: RequiredBooks
    @Option(help: help("截至日期；不写为最后一张凭证的日期", "the day; else that of the last voucher", value: "DATE"))
    var asOf: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let day = try asOf.map(Typed.date)
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                let advances = try ledger.cashAdvances(book: book, asOf: day)
                return advances.rows.map { (advances: advances, row: $0) }
            }
        }
        let listing = Listing<(advances: CashAdvances, row: CashAdvances.Row)>(
            "advances",
            [
                .text("book", "账套", "book") { $0.advances.book },
                .column("as_of", "截至", "as of") { .date($0.advances.day) },
                .text("account", "科目", "account") { $0.row.account },
                .text("person", "借款人", "person") { $0.row.person.name },
                .money("balance", "未报账", "not accounted for") { $0.row.balance },
                .column("oldest", "最早借出", "since") { .date($0.row.oldest) },
                .whole("days", "天数", "days") { $0.row.days },
                .column("late", "逾期", "late") { .flag($0.row.isLate) },
                .column("over_limit", "超限额", "over the limit") { .flag($0.row.isOverLimit) },
            ])
        try global.list(listing, rows)
    }
}

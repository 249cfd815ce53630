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
            [statement], table: Self.writeTable, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func writeTable(_ statement: ClaimsStatement, to file: OutputFile) {
        let out = file.output
        out.write(
            say("对账单  ", "Statement of account  ") + "\(statement.bookName)（\(statement.book)）→ "
                + "\(statement.counterparty.name)  \(statement.from) – \(statement.through)\n")
        for page in statement.pages {
            var table = TextTable([
                TextTable.Column(say("日期", "date")), TextTable.Column(say("凭证号", "voucher")),
                TextTable.Column(say("摘要", "summary")), TextTable.Column(say("借方", "debit"), .right),
                TextTable.Column(say("贷方", "credit"), .right), TextTable.Column(""),
                TextTable.Column(say("余额", "balance"), .right), TextTable.Column(say("到期", "due")),
            ])
            table.addSection("\(page.account) \(page.name)")
            table.add(["", "", say("期初余额", "opening"), "", ""] + BalanceText.cells(page.opening) + [""])
            for movement in page.movements {
                table.add(
                    [
                        movement.date.description, movement.voucher, movement.summary,
                        BalanceText.blankIfZero(movement.debit), BalanceText.blankIfZero(movement.credit),
                    ] + BalanceText.cells(movement.balance) + [movement.due?.description ?? ""])
            }
            table.addTotal(
                ["", "", say("期末余额", "closing"), page.debit.grouped, page.credit.grouped]
                    + BalanceText.cells(page.closing) + [""])
            out.write(table.text(file))
        }
        out.write(
            say(
                "截至 \(statement.through)：贵方应付我方 \(statement.claims.grouped) 元，我方应付贵方 \(statement.debts.grouped) 元。\n",
                "As of \(statement.through) you owe us \(statement.claims.grouped) yuan, we owe you "
                    + "\(statement.debts.grouped) yuan.\n"))
        out.write(
            say(
                "核对无误 □    不符 □ 应为：____________\n我方（盖章）：____________  贵方（签章）：____________  日期：____________\n",
                "It agrees □    It should be □ ____________\nFor us: ____________  For you: ____________  Date: ____________\n"
            ))
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

struct ClaimsDun: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "dun", "催款函：已到催收时点的应收款；--log 登记为已催",
        "Dunning letters for claims that reached a step; --log records them",
        more: (
            "催收时点见参数 dunning-days，默认到期前 7 天、到期日、到期后 30 和 90 天。没有到期日的从发生日算。",
            "The steps are the setting dunning-days: 7 days before, on, 30 and 90 days after the due date. What has no due date counts from the day it arose."
        ),
        example: "claims dun --book V001 --as-of 2026-06-30",
        "claims dun --book V001 --as-of 2026-06-30 --counterparty 云雾茶业 --log --user zhang")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @OptionGroup var day: ClaimsDay
    @Option(help: help("只给该往来单位", "only to this counterparty", value: "NAME"))
    var counterparty: String?
    @Flag(help: help("登记为已催", "record that the letters went out"))
    var log = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let day = try day.day
        let dunning =
            log
            ? try global.acting {
                try $0.recordDunning(book: book, counterparty: counterparty, asOf: day, by: $1)
            } : try global.reading { try $0.dunning(book: book, counterparty: counterparty, asOf: day) }
        try global.print(
            [dunning], table: { self.writeTable($0, to: $1) }, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func stage(_ stage: Int) -> String {
        stage < 0
            ? say("到期前 \(-stage) 天", "\(-stage) days before")
            : stage == 0 ? say("到期", "due") : say("逾期 \(stage) 天", "\(stage) days after")
    }

    private func writeTable(_ dunning: Dunning, to file: OutputFile) {
        let out = file.output
        for (index, letter) in dunning.letters.enumerated() {
            if index > 0 { out.write("\n") }
            out.write(
                say("催款函  \(letter.counterparty.name)：\n", "Dunning letter  \(letter.counterparty.name):\n"))
            out.write(
                say(
                    "截至 \(dunning.day)，贵方应付我方（\(letter.account) \(letter.accountName)）下列款项：\n",
                    "As of \(dunning.day) the following is due to us (\(letter.account) \(letter.accountName)):\n"
                ))
            var table = TextTable([
                TextTable.Column(say("发生", "arose")), TextTable.Column(say("到期", "due")),
                TextTable.Column(say("逾期天数", "days"), .right), TextTable.Column(say("金额", "amount"), .right),
                TextTable.Column(say("时点", "step")), TextTable.Column(say("已催", "dunned")),
            ])
            for item in letter.items {
                table.add([
                    item.origin.description, item.isDueSaid ? item.due.description : say("未约定", "not said"),
                    "\(item.days)", item.amount.grouped, Self.stage(item.stage),
                    item.dunned?.description ?? "",
                ])
            }
            table.addTotal([say("合计", "total"), "", "", letter.total.grouped])
            out.write(table.text(file))
            out.write(
                say(
                    "大写：\(letter.total.capital)。请予支付；如有不符，请来人或来函核对。\n\(dunning.bookName)  \(dunning.day)\n",
                    "In words: \(letter.total.capital). Please pay, or tell us where it is wrong.\n"
                        + "\(dunning.bookName)  \(dunning.day)\n"))
        }
        if dunning.letters.isEmpty {
            out.write(say("没有到催收时点的应收款。\n", "No claim has reached a step of dunning.\n"))
        }
        if log {
            let items = dunning.letters.reduce(0) { $0 + $1.items.count }
            out.write(
                say(
                    "已登记催收：\(dunning.letters.count) 封，\(items) 笔。\n",
                    "Recorded \(dunning.letters.count) letters with \(items) claims.\n"))
        }
    }

    private static func writeCSV(_ reports: [Dunning], to csv: CSVWriter) {
        csv.record([
            "book", "as_of", "account", "counterparty", "counterparty_name", "origin", "due", "due_said",
            "days",
            "amount", "stage", "dunned",
        ])
        for dunning in reports {
            for letter in dunning.letters {
                for item in letter.items {
                    csv.record([
                        dunning.book, dunning.day.description, letter.account, letter.counterparty.code,
                        letter.counterparty.name, item.origin.description, item.due.description,
                        item.isDueSaid ? "true" : "false", "\(item.days)", item.amount.yuan, "\(item.stage)",
                        item.dunned?.description ?? "",
                    ])
                }
            }
        }
    }

    private static func writeJSON(_ dunning: Dunning, to json: borrowing JSONObject) {
        json.field("book", dunning.book)
        json.field("asOf", dunning.day)
        json.array("letters") { array in
            for letter in dunning.letters {
                array.object { json in
                    json.field("account", letter.account)
                    json.field("counterparty", letter.counterparty.code)
                    json.field("counterpartyName", letter.counterparty.name)
                    json.array("items") { array in
                        for item in letter.items {
                            array.object { json in
                                json.field("origin", item.origin)
                                json.field("due", item.due)
                                json.field("dueSaid", item.isDueSaid)
                                json.field("days", item.days)
                                json.field("amountFen", item.amount)
                                json.field("stage", item.stage)
                                json.field("dunned", item.dunned)
                            }
                        }
                    }
                    json.field("totalFen", letter.total)
                }
            }
        }
    }
}

struct ClaimsDunned: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "dunned", "列出催收记录", "List the letters that went out", example: "claims dunned --book V001")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                try ledger.dunningRecords(book: book).map { (book: book, record: $0) }
            }
        }
        let listing = Listing<(book: String, record: DunningRecord)>(
            "dunned",
            [
                .text("book", "账套", "book") { $0.book },
                .whole("number", "序号", "number") { $0.record.number },
                .column("date", "日期", "date") { .date($0.record.date) },
                .text("account", "科目", "account") { $0.record.account },
                .text("counterparty", "往来单位", "counterparty") { $0.record.counterparty.name },
                .column("due", "到期", "due") { .date($0.record.due) },
                .whole("stage", "时点（天）", "step in days") { $0.record.stage },
                .money("amount", "金额", "amount") { $0.record.amount },
                .text("recorder", "登记人", "recorded by") { $0.record.recorder },
            ])
        try global.list(listing, rows)
    }
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

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

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

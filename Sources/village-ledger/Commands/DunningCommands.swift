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
            [dunning], documents: documents, csv: Self.writeCSV, json: Self.writeJSON)
    }

    private static func stage(_ stage: Int) -> String {
        stage < 0
            ? say("到期前 \(-stage) 天", "\(-stage) days before")
            : stage == 0 ? say("到期", "due") : say("逾期 \(stage) 天", "\(stage) days after")
    }

    private func documents(_ dunning: Dunning) -> [Document] {
        var documents = dunning.letters.map { Self.document($0, of: dunning) }
        if documents.isEmpty {
            documents = [Document(say("催款函", "Dunning letters"), language: Tongue.language, tables: [])]
            documents[0].notes = [say("没有到催收时点的应收款。", "No claim has reached a step of dunning.")]
        }
        if log {
            let items = dunning.letters.reduce(0) { $0 + $1.items.count }
            documents[documents.count - 1].advice.append(
                say(
                    "已登记催收：\(dunning.letters.count) 封，\(items) 笔。",
                    "Recorded \(dunning.letters.count) letters with \(items) claims."))
        }
        return documents
    }

    private static func document(_ letter: Dunning.Letter, of dunning: Dunning) -> Document {
        let rows = letter.items.map { item in
            Document.Row([
                .date(item.origin),
                item.isDueSaid ? .date(item.due) : Document.Cell(say("未约定", "not said")), .whole(item.days),
                .money(item.amount), Document.Cell(stage(item.stage)),
                Document.Cell(item.dunned?.description ?? ""),
            ])
        }
        let table = Document.Table(
            [
                Document.Column(say("发生", "arose")), Document.Column(say("到期", "due")),
                .number(say("逾期天数", "days")), .number(say("金额", "amount")),
                Document.Column(say("时点", "step")), Document.Column(say("已催", "dunned")),
            ], rows: rows + [.total([Document.Cell(say("合计", "total")), "", "", .money(letter.total)])])
        var document = Document.report(
            say("催款函", "dunning letter"), book: dunning.book,
            subject: letter.counterparty.name, when: dunning.day.description, printed: Words.day(dunning.day),
            tables: [table])
        let address = say("\(letter.counterparty.name)：", "\(letter.counterparty.name):")
        let claim = say(
            "截至 \(dunning.day)，贵方应付我方（\(letter.account) \(letter.accountName)）下列款项：",
            "As of \(dunning.day) the following is due to us (\(letter.account) \(letter.accountName)):")
        document.heading = say("催款函  ", "Dunning letter  ") + address + "\n" + claim
        document.subject = ""
        document.introduction = [address, claim]
        document.notes = [
            say(
                "大写：\(letter.total.capital)。请予支付；如有不符，请来人或来函核对。",
                "In words: \(letter.total.capital). Please pay, or tell us where it is wrong."),
            "\(dunning.bookName)  \(dunning.day)",
        ]
        return document
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

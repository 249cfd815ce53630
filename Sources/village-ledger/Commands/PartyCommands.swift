import ArgumentParser
import Ledger
import LedgerStore

struct DimensionCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "dimension", "辅助核算项：查看、增设", "Auxiliary dimensions: list, add",
        [DimensionList.self, DimensionAdd.self],
        example: "dimension list")
}

struct DimensionList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出辅助核算项", "List the dimensions", example: "dimension list")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let listing = Listing<DimensionRecord>(
            "dimensions",
            [
                .text("name", "名称", "name") { $0.name },
                .column("description", "说明", "description") {
                    .word($0.description, shown: Words.dimension($0.description))
                },
            ])
        try global.list(listing, global.reading { try $0.dimensions() })
    }
}

struct DimensionAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "增设辅助核算项", "Add a dimension", example: "dimension add 地块 --description 地块编号 --user zhang")

    @Argument(help: help("名称", "name", value: "name"))
    var name: String
    @Option(help: help("说明", "description", value: "TEXT"))
    var description: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.acting { try $0.addDimension(name: name, description: description ?? name, by: $1) }
        try global.confirm(say("已增设辅助核算项 \(name)。", "Added dimension \(name).")) {
            $0.field("dimension", name)
        }
    }
}

struct CounterpartyCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "counterparty", "往来单位：查看、增设", "Counterparties: list, show, add",
        [CounterpartyList.self, CounterpartyShow.self, CounterpartyAdd.self],
        example: "counterparty list --book V001")

    static var listing: Listing<(book: String, party: CounterpartyRecord)> {
        Listing(
            "counterparties",
            [
                .text("book", "账套", "book") { $0.book }, .text("code", "编码", "code") { $0.party.code },
                .text("name", "名称", "name") { $0.party.name },
                .text("other_book", "本村其他账套", "other book of the village") { $0.party.otherBook },
            ])
    }
}

struct CounterpartyList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出往来单位", "List the counterparties", example: "counterparty list --book V001")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let codes = try books.required()
        let rows = try global.reading { ledger in
            try codes.flatMap { code in try ledger.counterparties(book: code).map { (book: code, party: $0) }
            }
        }
        try global.list(CounterpartyCommand.listing, rows)
    }
}

struct CounterpartyShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "显示往来单位", "Show a counterparty", example: "counterparty show 栖禾云雾茶业有限公司 --book V001")

    @Argument(help: help("编码或名称", "code or name", value: "code"))
    var code: String
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let parties = try global.reading { try $0.counterparties(book: book) }
        guard
            let found = parties.first(where: { $0.code == code }) ?? parties.first(where: { $0.name == code })
        else {
            throw NamedProblem(
                text: ProblemText(
                    "counterparty.unknown", .unknown,
                    zh: "账套 \(book) 没有往来单位 \(QuotedText(code))。用 counterparty list 查看。",
                    en: "Book \(book) has no counterparty \(QuotedText(code)). See counterparty list."))
        }
        try global.show(CounterpartyCommand.listing, [(book: book, party: found)])
    }
}

struct CounterpartyAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "增设往来单位", "Add a counterparty",
        example: "counterparty add YW --book V001 --name 栖禾云雾茶业有限公司 --user zhang",
        "counterparty add V005W --book V005 --name 竹湾村村民委员会 --other-book V005W --user zhang")

    @Argument(help: help("编码", "code", value: "code"))
    var code: String
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("名称；不写同编码", "name; else the code", value: "TEXT"))
    var name: String?
    @Option(help: help("它是本村的另一账套", "it is another book of the same village", value: "CODE"))
    var otherBook: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.acting {
            try $0.addCounterparty(book: book, code: code, name: name ?? code, otherBook: otherBook, by: $1)
        }
        try global.confirm(say("已增设往来单位 \(code)。", "Added counterparty \(code).")) { json in
            json.field("book", book)
            json.field("counterparty", code)
        }
    }
}

struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "source", "收入来源", "Income sources", [SourceList.self], example: "source list")
}

struct SourceList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出收入来源", "List the income sources", example: "source list")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let listing = Listing<IncomeSource>(
            "sources",
            [
                .text("code", "代码", "code") { $0.code },
                .column("chinese", "名称", "name") { .word($0.chinese, shown: say($0.chinese, $0.english)) },
                .text("english", "英文名称", "English", shown: false) { $0.english },
                .column("usual_accounts", "常用科目", "usual accounts") {
                    .list($0.usualAccounts, shown: $0.usualAccounts.joined(separator: " "))
                },
                .column("of_plan", "行动计划", "of the plan") { .flag($0.isOfPlan) },
            ])
        try global.list(listing, global.reading { try $0.sources() })
    }
}

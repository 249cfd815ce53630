import ArgumentParser
import Ledger
import LedgerStore

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "account", "科目：查看、增设明细、改名、停用", "Accounts: list, show, add, rename, disable",
        [AccountList.self, AccountShow.self, AccountAdd.self, AccountRename.self, AccountDisable.self],
        example: "account list --book V001 --under 501")

    /// - Parameter indents: whether names stand further to the right the lower their level.
    static func listing(indents: Bool) -> Listing<AccountRecord> {
        Listing(
            "accounts",
            [
                .text("code", "科目编码", "code") { $0.account.code },
                .column("name", "科目名称", "name") { row in
                    let indent = String(repeating: "  ", count: indents ? row.account.level - 1 : 0)
                    return .word(row.account.name, shown: indent + row.account.name)
                },
                .column("category", "类别", "category") {
                    .word($0.account.category.rawValue, shown: Words.category($0.account.category))
                },
                .column("side", "方向", "side") {
                    .word($0.account.side.rawValue, shown: Words.side($0.account.side))
                },
                .column("role", "用途", "role") { Words.role($0.account.role) },
                .column("default_source", "默认来源", "default source") {
                    Words.source($0.account.defaultSource)
                },
                .column("default_nature", "默认性质", "default nature") {
                    Words.nature($0.account.defaultNature)
                },
                .column("dimensions", "辅助核算", "dimensions") {
                    .list(
                        $0.account.dimensions,
                        shown: $0.account.dimensions.map(Words.dimension).joined(separator: ";"))
                },
                .text("book", "账套", "book") { $0.account.book },
                .text("chart", "科目表", "chart", shown: false) { $0.account.chart.rawValue },
                .whole("level", "级次", "level", shown: false) { $0.account.level },
                .column("leaf", "末级", "leaf", shown: false) { .flag($0.isLeaf) },
                .column("disabled", "停用", "disabled") { .flag($0.account.isDisabled) },
            ])
    }
}

/// Which chart, and whose (科目表选择).
struct ChartSelection: ParsableArguments {
    @Option(help: help("账套编码；不写为公用科目", "book code; else the accounts of every book", value: "CODE"))
    var book: String?
    @Option(help: help("科目表 2023 或 2004", "chart: 2023 or 2004", value: "CHART"))
    var chart: String?

    /// The chart named; nil leaves it to the book.
    func chosen() throws -> ChartVersion? { try chart.map(ChartVersion.named) }
}

/// The chart a book uses in a year (年度科目表).
struct ChartYear: ParsableArguments {
    @Option(help: help("该账套这一年的科目表", "the chart of the book in this year", value: "YEAR"))
    var year: Int?

    func chosen(_ selection: ChartSelection) throws -> Int? {
        guard let year else { return nil }
        guard selection.book != nil, selection.chart == nil else {
            throw UsageProblem(
                "chart-year", "--year 要同 --book 一起用，且不与 --chart 同时用。",
                "--year goes with --book, and not with --chart.")
        }
        return try Typed.year(year)
    }
}

struct AccountList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出科目", "List the accounts", example: "account list --book V001 --under 501")

    @Option(help: help("只列出该科目及其下级", "only this account and those below it", value: "CODE"))
    var under: String?
    @OptionGroup var chart: ChartSelection
    @OptionGroup var year: ChartYear
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let version = try chart.chosen()
        let year = try year.chosen(chart)
        let rows = try global.reading { try $0.accounts(chart: version, book: chart.book, year: year) }
        let shown = under.map { top in rows.filter { $0.account.code.hasPrefix(top) } } ?? rows
        if let under, shown.isEmpty { throw NamedOnCommandLine(problem: AccountProblem.unknown(under)) }
        try global.list(AccountCommand.listing(indents: true), shown)
    }
}

struct AccountShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "显示科目的全部信息", "Show all about an account", example: "account show 50103 --book V001")

    @Argument(help: help("科目编码，可多个", "account codes", value: "code"))
    var codes: [String]
    @OptionGroup var chart: ChartSelection
    @OptionGroup var year: ChartYear
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let version = try chart.chosen()
        let year = try year.chosen(chart)
        let accounts = try global.reading { try $0.accounts(chart: version, book: chart.book, year: year) }
        let rows = try codes.map { code in
            guard let found = accounts.first(where: { $0.account.code == code }) else {
                throw NamedOnCommandLine(problem: AccountProblem.unknown(code))
            }
            return found
        }
        try global.show(AccountCommand.listing(indents: false), rows)
    }
}

struct AccountAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "增设明细科目", "Add a detail account",
        example:
            "account add 5010903 --name 广告位收入 --book V011 --source property-lease --nature rent --user zhang"
    )

    @Argument(help: help("科目编码：上级编码加两位", "code: that of the account above and two digits", value: "code"))
    var code: String
    @Option(help: help("名称", "name", value: "TEXT"))
    var name: String
    @OptionGroup var chart: ChartSelection
    @Option(help: help("默认收入来源", "default income source", value: "SOURCE"))
    var source: String?
    @Option(help: help("默认性质", "default nature", value: "NATURE"))
    var nature: String?
    @Option(
        name: .customLong("dimension"),
        help: help("分录须带的辅助核算，可重复", "a dimension its lines carry, repeatable", value: "NAME"))
    var dimensions: [String] = []
    @Option(help: help("用途，如 bank、rent-in-advance", "role, such as bank or rent-in-advance", value: "ROLE"))
    var role: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entry = AccountEntry(
            book: chart.book, chart: try chart.chosen(), code: code, name: name, defaultSource: source,
            defaultNature: nature, dimensions: dimensions, role: role)
        try global.settingUp { try $0.addAccounts([entry], by: $1) }
        try global.confirm(say("已增设科目 \(code) \(name)。", "Added account \(code) \(name).")) { json in
            json.field("account", code)
            json.field("book", chart.book)
        }
    }
}

struct AccountRename: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "rename", "给明细科目改名", "Give a detail account another name",
        example: "account rename 5010901 停车场地收入 --book V011 --user zhang")

    @Argument(help: help("科目编码", "account code", value: "code"))
    var code: String
    @Argument(help: help("新名称", "new name", value: "name"))
    var name: String
    @OptionGroup var chart: ChartSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let version = try chart.chosen() ?? .system2023
        try NamedOnCommandLine.account {
            try global.acting {
                try $0.renameAccount(code: code, book: chart.book, chart: version, to: name, by: $1)
            }
        }
        try global.confirm(say("科目 \(code) 已改名为 \(name)。", "Account \(code) is now called \(name).")) {
            json in
            json.field("account", code)
            json.field("name", name)
        }
    }
}

struct AccountDisable: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "disable", "停用明细科目，或重新启用（--enable）", "Take a detail account out of use, or back in (--enable)",
        example: "account disable 5010902 --book V011 --user zhang")

    @Argument(help: help("科目编码", "account code", value: "code"))
    var code: String
    @Flag(help: help("重新启用", "back into use"))
    var enable = false
    @OptionGroup var chart: ChartSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let version = try chart.chosen() ?? .system2023
        try NamedOnCommandLine.account {
            try global.acting {
                try $0.setDisabled(!enable, account: code, book: chart.book, chart: version, by: $1)
            }
        }
        try global.confirm(
            enable
                ? say("已启用科目 \(code)。", "Account \(code) is in use.")
                : say("已停用科目 \(code)。", "Disabled account \(code).")
        ) { json in
            json.field("account", code)
            json.field("disabled", !enable)
        }
    }
}

extension NamedOnCommandLine {
    /// Runs `body`, in which an account that does not exist was named by whoever typed the command.
    static func account<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let problem as AccountProblem {
            guard case .unknown = problem else { throw problem }
            throw NamedOnCommandLine(problem: problem)
        }
    }
}

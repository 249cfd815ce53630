import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct BookCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "book", "账套：查看、增设、更换科目表、导入", "Books: list, show, add, change the chart, import",
        [BookList.self, BookShow.self, BookAdd.self, BookChart.self, BookImport.self],
        example: "book list --township 990101101000")

    static var listing: Listing<BookRecord> {
        Listing(
            "books",
            [
                .text("book", "账套", "book") { $0.code }, .text("name", "名称", "name") { $0.name },
                .column("kind", "类别", "kind") { .word($0.kind, shown: Words.bookKind($0.kind)) },
                .text("division_code", "区划代码", "division code", shown: false) { $0.divisionCode },
                .text("division", "村", "village") { $0.division },
                .column("opened", "启用", "opened") { .month($0.opened) },
                .text("chart", "科目表", "chart") { $0.chart.rawValue },
                .whole("chart_since", "科目表起用年度", "chart since", shown: false) { $0.chartSince },
                .whole("vouchers", "凭证", "vouchers") { $0.vouchers },
                .column("last_closed", "已结账到", "closed through") { .month($0.lastClosed) },
                .whole("population", "人口", "population", shown: false) { $0.population },
                .text("charter_reserve_rate", "章程提取比例%", "charter reserve rate %", shown: false) {
                    $0.charterReserveRate.map { DecimalNumber.text(Int64($0), decimals: 2) }
                },
                .text("credit_code", "统一社会信用代码", "credit code", shown: false) { $0.creditCode },
            ])
    }
}

struct BookList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出账套", "List the books", example: "book list --township 990101101000")

    @Option(
        help: help("只列出该乡镇（或任何区划）之下的账套", "only books below this township, or any division", value: "CODE"))
    var township: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let rows = try global.reading { ledger in
            let books = try ledger.books()
            guard let township else { return books }
            let tree = DivisionTree(try ledger.divisions().map { ($0.code, $0.parent) })
            try tree.require(township)
            return books.filter { tree.covers(township, $0.divisionCode) }
        }
        try global.list(BookCommand.listing, rows)
    }
}

struct BookShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "显示账套的全部信息", "Show all about a book", example: "book show V001")

    @Argument(help: help("账套编码，可多个", "book codes", value: "book"))
    var codes: [String]
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try global.reading { try $0.books() }
        let rows = try codes.map { code in
            guard let book = books.first(where: { $0.code == code }) else {
                throw NamedThingProblem.bookUnknown(code)
            }
            return book
        }
        try global.show(BookCommand.listing, rows)
    }
}

struct BookAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "增设账套", "Add a book",
        example:
            "book add V005W --division 990101101205 --name 竹湾村村民委员会 --kind committee --chart 2004 --opened 2023-01 --user admin"
    )

    @Argument(help: help("账套编码", "book code", value: "book"))
    var code: String
    @Option(help: help("村的区划代码", "division code of the village", value: "CODE"))
    var division: String
    @Option(help: help("名称", "name", value: "TEXT"))
    var name: String
    @Option(help: help("启用月份 2026-01", "first month, 2026-01", value: "MONTH"))
    var opened: String
    @Option(
        help: help(
            "类别：\(BookKind.words.chinese.joined(separator: "、"))",
            "kind: cooperative, committee, group, other",
            value: "KIND"))
    var kind = "cooperative"
    @Option(help: help("科目表 2023 或 2004", "chart: 2023 or 2004", value: "CHART"))
    var chart = ChartVersion.system2023.rawValue
    @Option(help: help("人口", "population", value: "N"))
    var population: Int?
    @Option(help: help("章程提取比例，%", "reserve rate of the charter, %", value: "RATE"))
    var reserveRate: String?
    @Option(help: help("统一社会信用代码", "credit code", value: "CODE"))
    var creditCode: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let rate = try reserveRate.map { text in
            guard let rate = DecimalNumber.read(text, decimals: 2) else {
                throw ImportProblem.decimal(ImportColumn("--reserve-rate"), text: text, decimals: 2)
            }
            return Int(rate)
        }
        let entry = BookEntry(
            code: code, division: division, name: name, kind: kind, opened: try Typed.month(opened),
            chart: try ChartVersion.named(chart), population: population, charterReserveRate: rate,
            creditCode: creditCode)
        let warnings = try global.settingUp { try $0.addBooks([entry], by: $1) }
        Failure.warn(warnings)
        try global.confirm(say("已增设账套 \(code)。", "Added book \(code).")) { json in
            json.field("book", code)
            json.array("warnings") { array in for warning in warnings { array.object { $0.problem(warning) } }
            }
        }
    }
}

struct BookChart: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "chart", "从某年起更换科目表", "Change the chart of accounts from a year on",
        more: (
            "只能从还没有凭证、草稿和已结月份的年度起换；以前年度的科目表不变。",
            "Only from a year without vouchers, drafts and closed months; earlier years keep their chart."
        ),
        example: "book chart --book V005W --from 2024 --chart 2023 --user admin")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("从哪一年起", "the first year", value: "YEAR"))
    var from: Int
    @Option(help: help("科目表 2023 或 2004", "chart: 2023 or 2004", value: "CHART"))
    var chart: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let version = try ChartVersion.named(chart)
        let year = try Typed.year(from)
        try global.settingUp { try $0.setChart(version, of: book, from: year, by: $1) }
        try global.confirm(
            say("账套 \(book) 从 \(year) 年起用科目表 \(chart)。", "Book \(book) uses chart \(chart) from \(year) on.")
        ) { json in
            json.field("book", book)
            json.field("from", year)
            json.field("chart", chart)
        }
    }
}

struct BookImport: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "import", "从 CSV 导入账套", "Import books from CSV", example: "book import books.csv --user admin")

    @Argument(
        help: help("CSV 文件；- 为标准输入", "CSV file; - is standard input", value: "file"), completion: .file())
    var file: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entries = try SetUpTables.books(file)
        let warnings = try global.settingUp { ledger, user in
            try FileFailure.blaming(file) { try ledger.addBooks(entries, by: user) }
        }
        Failure.warn(warnings)
        try global.confirm(say("已导入 \(entries.count) 个账套。", "Imported \(entries.count) books.")) { json in
            json.field("books", entries.count)
            json.array("warnings") { array in for warning in warnings { array.object { $0.problem(warning) } }
            }
        }
    }
}

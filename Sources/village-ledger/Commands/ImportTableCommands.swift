import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

/// A table of one row each, imported as a whole (导入的表格).
struct TableInput: ParsableArguments {
    @Argument(
        help: help("CSV 或 xlsx 文件；- 为标准输入", "CSV or xlsx file; - is standard input", value: "file"),
        completion: .file())
    var file: String
    @Flag(help: help("试运行：说明会写入什么，什么都不写入", "say what would be written, write nothing"))
    var dryRun = false
    @OptionGroup var table: TableOptions
}

struct ImportOpening: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "opening", "从 CSV 或 xlsx 导入期初余额", "Import opening balances from CSV or xlsx",
        more: (
            """
            每个账套的期初余额借贷相抵为零：写在 期初余额 一列（借正贷负），或 借方余额、贷方余额 两列；有凭证之前可以整套重新导入。旧账按 2004 年制度记的，用 --from-chart 2004 按新旧制度衔接：\
            能确定的自动转入新科目，其余逐条列出，由人写进决定文件 account,to[,amount]，用 --decisions 给出。
            """,
            """
            A book's openings add up to zero, in one column balance (debit above zero) or in debit_balance and credit_balance, and may be imported anew until it has a voucher. Books kept under the system of 2004 \
            are carried over with --from-chart 2004: what is certain goes to its new account, the rest is listed for a person to \
            decide in a file account,to[,amount], given with --decisions.
            """
        ),
        example: "import opening opening.csv --ledger L.sqlite --user zhang",
        "import opening opening.xlsx --dry-run --user zhang",
        "import opening old.csv --from-chart 2004 --decisions decisions.csv --user zhang --dry-run")

    @OptionGroup var input: TableInput
    @Option(help: help("旧账的科目表：2004", "chart of the old books: 2004", value: "CHART"))
    var fromChart: String?
    @Option(
        help: help("衔接决定（CSV 或 xlsx）", "what a person decided, CSV or xlsx", value: "FILE"),
        completion: .file())
    var decisions: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entries = try entries()
        var tallies: [BookTally] = []
        let count = try FileFailure.naming(input.file) {
            try global.acting { ledger, user in
                try ledger.importOpenings(entries, by: user, rehearsal: input.dryRun) { tallies = $0 }
            }
        }
        let books = Set(entries.map(\.book)).count
        try global.confirm(
            input.dryRun
                ? say(
                    "试运行：\(books) 个账套的 \(count) 条期初余额没有问题，什么都没有写入。",
                    "Dry run: \(count) openings of \(books) books are good; nothing was written.")
                    + DryRun.lines(tallies) { say("\($0.entries) 条期初余额", "\($0.entries) openings") }
                : say("已导入 \(books) 个账套的 \(count) 条期初余额。", "Imported \(count) openings of \(books) books.")
        ) { json in
            json.field("openings", count)
            json.field("books", books)
            json.field("dryRun", input.dryRun)
            if input.dryRun { json.tallies("openings", tallies) }
        }
    }

    /// What the file says, on accounts of the chart in force.
    private func entries() throws -> [OpeningEntry] {
        let entries = try SetUpTables.openings(input.file, input.table)
        let isOld = try fromChart.map(ChartVersion.named) == .system2004
        guard isOld else {
            guard decisions == nil else {
                throw UsageProblem(
                    "decisions", "--decisions 要与 --from-chart 2004 一起用。",
                    "--decisions goes with --from-chart 2004.")
            }
            return entries
        }
        let decided = try decisions.map(SetUpTables.conversions) ?? []
        let made = try global.reading { try $0.convertOpenings(entries, decisions: decided) }
        // The report is for a person; scripts have the file that was read and what was stored.
        Terminal.complain(ConversionSheet.text(made.steps))
        if let decisions, !made.unused.isEmpty { throw FileFailure(decisions, made.unused) }
        guard made.problems.isEmpty else { throw FileFailure(input.file, made.problems) }
        return made.entries
    }
}

struct ImportAccounts: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "accounts", "从 CSV 或 xlsx 增设明细科目", "Add detail accounts from CSV or xlsx",
        example: "import accounts accounts.csv --ledger L.sqlite --user zhang")

    @OptionGroup var input: TableInput
    @OptionGroup var global: GlobalOptions

    /// How many new accounts are named.
    private static let accountsShown = 100

    func run() throws {
        let entries = try SetUpTables.accounts(input.file, input.table)
        try FileFailure.blaming(input.file) {
            try global.settingUp { try $0.addAccounts(entries, by: $1, rehearsal: input.dryRun) }
        }
        try global.confirm(
            input.dryRun
                ? rehearsed(entries)
                : say("已增设 \(entries.count) 个科目。", "Added \(entries.count) accounts.")
        ) { json in
            json.field("accounts", entries.count)
            guard input.dryRun else { return }
            json.field("dryRun", true)
            json.array("newAccounts") { array in
                for entry in entries {
                    array.object { json in
                        json.field("book", entry.book)
                        json.field("code", entry.code)
                        json.field("name", entry.name)
                    }
                }
            }
        }
    }

    private func rehearsed(_ entries: [AccountEntry]) -> String {
        var text = say(
            "试运行：\(entries.count) 个科目没有问题，什么都没有写入。",
            "Dry run: \(entries.count) accounts are good; nothing was written.")
        for entry in entries.prefix(Self.accountsShown) {
            let place = entry.book.map { say("账套 \($0)：", "Book \($0): ") } ?? say("所有账套：", "Every book: ")
            text += "\n\(place)\(entry.code) \(entry.name)"
        }
        if entries.count > Self.accountsShown {
            let rest = entries.count - Self.accountsShown
            text += say("\n另有 \(rest) 个，用 -O json 查看。", "\nAnd \(rest) more; -O json tells all.")
        }
        return text
    }
}

struct ImportCounterparties: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "counterparties", "从 CSV 或 xlsx 增设往来单位", "Add counterparties from CSV or xlsx",
        more: (
            "列：账套、编码、名称；可加 本村其他账套。全部正确才写入。",
            "Columns: book, code, name; also other_book. All of them or none."
        ),
        example: "import counterparties counterparties.csv --ledger L.sqlite --user zhang")

    @OptionGroup var input: TableInput
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entries = try SetUpTables.counterparties(input.file, input.table)
        var tallies: [BookTally] = []
        try FileFailure.naming(input.file) {
            try global.acting { ledger, user in
                try ledger.addCounterparties(entries, by: user, rehearsal: input.dryRun) { tallies = $0 }
            }
        }
        let counts = say(
            "\(tallies.count) 个账套的 \(entries.count) 个往来单位",
            "\(entries.count) counterparties in \(tallies.count) books")
        try global.confirm(
            input.dryRun
                ? say("试运行：\(counts)没有问题，什么都没有写入。", "Dry run: \(counts) are good; nothing was written.")
                    + DryRun.lines(tallies, sums: false, parties: false) {
                        say("\($0.entries) 个：", "\($0.entries): ") + DryRun.names($0)
                    }
                : say("已增设 \(counts)。", "Added \(counts).")
        ) { json in
            json.field("counterparties", entries.count)
            json.field("books", tallies.count)
            json.field("dryRun", input.dryRun)
            if input.dryRun { json.tallies("counterparties", tallies, sums: false) }
        }
    }
}

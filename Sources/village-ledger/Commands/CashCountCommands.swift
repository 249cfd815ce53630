import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct CashCountCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "count", "盘点现金，与出纳账余额核对", "Count cash and hold it against the cashier's book",
        more: (
            "票面写成 面值=张数，用分号隔开。与账面不符时须用 --reason 说明；监盘人不能是出纳本人。",
            "Notes are face value=pieces, separated by semicolons. A difference needs its --reason; whoever watches is not the cashier."
        ),
        example:
            "cash count --book V001 --account 10101 --date 2026-03-31 --notes '100=12;50=1;0.5=4' --witness 李岚 --user wang"
    )

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("现金科目", "account of cash", value: "CODE"))
    var account: String = "10101"
    @Option(help: help("日期", "date", value: "DATE"))
    var date: String
    @Option(help: help("票面 100=12;50=1;0.5=4", "notes 100=12;50=1;0.5=4", value: "NOTES"))
    var notes: String
    @Option(help: help("监盘人", "who watched", value: "NAME"))
    var witness: String
    @Option(help: help("长款或短款的原因", "why there is too much or too little", value: "TEXT"))
    var reason: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let notes = try CountedNotes(parsing: notes)
        let day = try Typed.date(date)
        let count = try global.acting {
            try $0.countCash(
                notes, account: account, on: day, reason: reason, witness: witness, book: book, by: $1)
        }
        try global.show(CashCounts.listing, [(book: book, count: count)])
    }
}

struct CashCounts: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "counts", "列出现金盘点表", "List the counts of cash", example: "cash counts --book V001 --period 2026-03")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let period = try period.chosen()
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                try ledger.cashCounts(book: book).filter { period?.contains($0.date) ?? true }.map {
                    (book: book, count: $0)
                }
            }
        }
        try global.list(Self.listing, rows)
    }

    static var listing: Listing<(book: String, count: CashCount)> {
        Listing(
            "counts",
            [
                .text("book", "账套", "book") { $0.book }, .whole("count", "盘点", "count") { $0.count.number },
                .column("date", "日期", "date") { .date($0.count.date) },
                .text("account", "科目", "account") { $0.count.account },
                .text("notes", "票面", "notes") { $0.count.notes.text },
                .money("counted", "实点", "counted") { $0.count.counted },
                .money("expected", "出纳账余额", "cashier's book") { $0.count.expected },
                .money("difference", "长款短款", "difference") { $0.count.difference },
                .text("reason", "原因", "reason") { $0.count.reason },
                .text("recorder", "盘点人", "counted by") { $0.count.recorder },
                .text("witness", "监盘人", "watched by") { $0.count.witness },
            ])
    }
}

struct CashCompare: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "compare", "出纳账与现金、银行存款科目逐日核对", "Hold the cashier's book against 101/102 day by day",
        more: (
            "只列日终余额不符的日子；--all 列出每一天。有不符时退出码为 1。",
            "Days whose balances differ are listed; --all lists every day. Exit 1 if any differs."
        ),
        example: "cash compare --book V001 --as-of 2026-03-31")

    @OptionGroup var books: RequiredBooks
    @Option(help: help("只看该科目", "only this account", value: "CODE"))
    var account: String?
    @Option(help: help("截至日期；不写为最后一笔", "last day compared; else the last there is", value: "DATE"))
    var asOf: String?
    @Flag(help: help("列出每一天", "list every day"))
    var all = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let day = try asOf.map(Typed.date)
        let comparisons = try global.reading { ledger in
            try books.flatMap { try ledger.cashComparisons(book: $0, through: day) }
        }.filter { account == nil || $0.account == account }
        let rows = comparisons.flatMap { comparison in
            (all ? comparison.days : comparison.differing).map { (comparison: comparison, day: $0) }
        }
        typealias Row = (comparison: CashComparison, day: CashComparison.Day)
        let listing = Listing<Row>(
            "days",
            [
                .text("book", "账套", "book") { $0.comparison.book },
                .text("account", "科目", "account") { $0.comparison.account },
                .column("date", "日期", "date") { .date($0.day.date) },
                .money("cashier", "出纳账余额", "cashier's book") { $0.day.cashier },
                .money("ledger", "会计账余额", "ledger") { $0.day.ledger },
                .money("difference", "相差", "difference") { $0.day.difference },
                .column("missing_in_ledger", "会计账没有的", "not in the ledger") {
                    .list($0.day.missingInLedger.map(Self.key), shown: Self.shown($0.day.missingInLedger))
                },
                .column("missing_in_cash", "出纳账没有的", "not in the cashier's book") {
                    .list($0.day.missingInCash.map(Self.key), shown: Self.shown($0.day.missingInCash))
                },
            ])
        let days = comparisons.reduce(0) { $0 + $1.days.count }
        let differing = comparisons.reduce(0) { $0 + $1.differing.count }
        try global.list(
            listing, rows,
            note: comparisons.isEmpty
                ? say("出纳账没有可核对的记录。", "The cashier's book has nothing to compare.")
                : say("核对 \(days) 个有收付的日子，不符 \(differing) 个。", "\(days) days compared, \(differing) differ."))
        if differing > 0 { throw ExitCode(ExitStatus.refused) }
    }

    private static func key(_ item: CashComparison.Item) -> String { "\(item.name) \(item.amount.yuan)" }

    private static func shown(_ items: [CashComparison.Item]) -> String {
        items.map { item in
            "\(item.name) \(item.amount.grouped)" + (item.receipt.map { " \($0)" } ?? "")
                + (item.voucher.map { say("（\($0)）", " (\($0))") } ?? "")
                + (item.otherDay.map { say("（对方 \($0)）", " (there \($0))") } ?? "")
        }.joined(separator: say("；", "; "))
    }
}

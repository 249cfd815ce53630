import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct PeriodCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "period", "会计期间：查看、结账、反结账", "Accounting months: list, close, reopen",
        [PeriodList.self, PeriodClose.self, PeriodReopen.self],
        example: "period close --book V001 --period 2026-03 --user zhang")
}

struct PeriodList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出各月是否已结账、凭证和草稿张数", "List the months: closed or not, vouchers, drafts",
        example: "period list --book V001")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let codes = try books.required()
        let rows = try global.reading { ledger in
            try codes.flatMap { code in try ledger.periods(of: code).map { (book: code, state: $0) } }
        }
        let listing = Listing<(book: String, state: PeriodState)>(
            "periods",
            [
                .text("book", "账套", "book") { $0.book },
                .column("month", "月份", "month") { .month($0.state.month) },
                .column("state", "状态", "state") {
                    $0.state.isClosed
                        ? .word("closed", shown: say("已结账", "closed"))
                        : .word("open", shown: say("未结账", "open"))
                },
                .whole("vouchers", "凭证", "vouchers") { $0.state.vouchers },
                .whole("drafts", "草稿", "drafts") { $0.state.drafts },
            ])
        try global.list(listing, rows)
    }
}

struct PeriodClose: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "close", "结账：到该月为止的未结月份逐月结清", "Close a month and the open ones before it",
        more: (
            "某个账套不能结账时说明原因，其余账套照常结账。",
            "A book that can't be closed says why; the others are closed all the same."
        ),
        example: "period close --book V001 --book V002 --period 2026-03 --user zhang",
        "period close --township 990101101000 --period 2026-03 --user zhang --dry-run")

    @OptionGroup var books: BooksInPlace
    @Option(
        name: [.customLong("period"), .customLong("month")],
        help: help("月份 2026-03", "month 2026-03", value: "MONTH"))
    var month: String
    @Flag(help: help("只看能不能结账，什么都不写入", "show what is in the way, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let month = try Typed.month(month)
        var closed: [String] = []
        var refused: [String] = []
        var status = ExitStatus.good
        try global.acting { ledger, user in
            for code in try books.chosen(in: ledger) {
                do {
                    Failure.warn(
                        try ledger.closePeriod(book: code, through: month, by: user, rehearsal: dryRun))
                    closed.append(code)
                } catch {
                    refused.append(code)
                    let failure = Failure.report(error)
                    if status == ExitStatus.good { status = failure }
                }
            }
        }
        if !closed.isEmpty {
            try global.confirm(sentence(month, closed, refused)) { json in
                json.field("closedThrough", month.description)
                json.field("books", closed)
                json.field("refused", refused)
                json.field("dryRun", dryRun)
            }
        }
        if status != ExitStatus.good { throw ExitCode(status) }
    }

    private func sentence(_ month: Month, _ closed: [String], _ refused: [String]) -> String {
        let names = closed.joined(separator: say("、", ", "))
        let others = refused.joined(separator: say("、", ", "))
        let rest =
            refused.isEmpty
            ? ""
            : say(
                "不能结账的 \(refused.count) 个：\(others)，原因见上。",
                " \(refused.count) can't be closed, for the reasons above: \(others).")
        return dryRun
            ? say(
                "试运行：可以结账到 \(month)：\(names)，什么都没有写入。\(rest)",
                "Dry run: can be closed through \(month): \(names); nothing was written.\(rest)")
            : say("已结账到 \(month)：\(names)。\(rest)", "Closed through \(month): \(names).\(rest)")
    }
}

struct PeriodReopen: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "reopen", "反结账：只能是最后一个已结月份，须说明原因", "Reopen the last closed month, with a reason",
        example: "period reopen --book V001 --period 2026-03 --reason 漏记一张发票 --user lanxi")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(
        name: [.customLong("period"), .customLong("month")],
        help: help("月份 2026-03", "month 2026-03", value: "MONTH"))
    var month: String
    @Option(help: help("原因", "the reason", value: "TEXT"))
    var reason: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let month = try Typed.month(month)
        try global.acting { try $0.reopenPeriod(book: book, month: month, reason: reason, by: $1) }
        try global.confirm(say("已反结账 \(book) 的 \(month)。", "Reopened \(month) of \(book).")) { json in
            json.field("book", book)
            json.field("reopened", month.description)
        }
    }
}

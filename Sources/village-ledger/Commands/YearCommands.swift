import ArgumentParser
import Ledger
import LedgerStore

struct YearCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "year", "会计年度：年终结转、收益分配", "Accounting years: carry forward, distribute",
        [YearClose.self, YearDistribute.self],
        example: "year close --book V001 --year 2026 --user zhang --reviewer li")
}

struct YearClose: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "close", "年终结转：收入、支出经本年收益转入未分配收益，并结清全年各月",
        "Carry income and expense over to undistributed income, and close every month of the year",
        more: (
            "结转凭证与其他凭证一样审核、记账、封存。某个账套不能结转时说明全部原因，其余账套照常结转。先用 --dry-run 看会做什么。",
            "Closing vouchers are reviewed, posted and sealed like any other. A book that can't be closed tells "
                + "everything in the way; the others are closed all the same. --dry-run shows what would happen."
        ),
        example: "year close --book V001 --book V002 --year 2026 --user zhang --reviewer li --dry-run",
        "year close --township 990101101000 --year 2026 --user zhang --reviewer li")

    @OptionGroup var books: BooksInPlace
    @Option(help: help("年度", "the year", value: "YYYY"))
    var year: Int
    @Option(help: help("审核人，不能与操作人是同一人", "who reviewed; another person than the user", value: "NAME"))
    var reviewer: String
    @Flag(help: help("只看会做什么，什么都不写入", "show what would happen, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let year = try Typed.year(year)
        var outcomes: [YearCloseOutcome] = []
        var status = ExitStatus.good
        try global.acting { ledger, user in
            for code in try books.chosen(in: ledger) {
                do {
                    let outcome = try ledger.closeYear(
                        book: code, year: year, by: user, reviewer: reviewer, rehearsal: dryRun)
                    Failure.warn(outcome.warnings)
                    outcomes.append(outcome)
                } catch {
                    let failure = Failure.report(error)
                    if status == ExitStatus.good { status = failure }
                }
            }
        }
        if !outcomes.isEmpty {
            let count = outcomes.count
            try global.list(
                Self.listing, outcomes,
                note: dryRun
                    ? say("试运行：\(count) 个账套，什么都没有写入。", "Dry run: \(count) books, nothing was written.")
                    : say("已结转 \(count) 个账套的 \(year) 年。", "Closed \(year) of \(count) books."))
        }
        if status != ExitStatus.good { throw ExitCode(status) }
    }

    private static var listing: Listing<YearCloseOutcome> {
        Listing(
            "closed",
            [
                .text("book", "账套", "book") { $0.book },
                .whole("year", "年度", "year") { $0.year },
                .money("income", "收入", "income") { $0.income },
                .money("expense", "支出", "expense") { $0.expense },
                .money("carried", "已结转", "carried before") { $0.carried },
                .money("result", "净收益", "net income") { $0.result },
                .column("vouchers", "结转凭证", "closing vouchers") {
                    let names = $0.vouchers.map(\.description)
                    return .list(names, shown: names.joined(separator: " "))
                },
                .whole("months", "结账月数", "months closed") { $0.closed.count },
            ])
    }
}

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct AssetDepreciate: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "depreciate", "计提一个月的折旧和摊销：每个账套一张凭证，可一次做多个村",
        "Charge a month's depreciation and amortisation: one voucher a book, over many villages",
        more: (
            "同一月再次运行什么都不做并说明。漏提的月份要按顺序先提；已结账的月份在本月补提并提示。某个账套不能计提时说明原因，其余账套照常计提。先用 --dry-run 看会做什么，asset list --due 看逐项金额。",
            "A month run again does nothing and says so. A month left out is run first; where it is closed it is made up for and "
                + "told. A book that can't be run says why; the others are run all the same. --dry-run shows what would happen, "
                + "asset list --due the amounts one by one."
        ),
        example:
            "asset depreciate --township 990101101000 --period 2026-03 --user zhang --reviewer li --dry-run",
        "asset depreciate --book V001 --period 2026-03 --draft --user zhang")

    @OptionGroup var books: BooksInPlace
    @Option(
        name: [.customLong("period"), .customLong("month")],
        help: help("月份 2026-03", "month 2026-03", value: "MONTH"))
    var month: String
    @Option(help: help("审核人，不能与操作人是同一人", "who reviewed; another person than the user", value: "NAME"))
    var reviewer: String?
    @Flag(help: help("存为草稿，不记账", "keep drafts, post nothing"))
    var draft = false
    @Flag(help: help("只看会做什么，什么都不写入", "show what would happen, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let month = try Typed.month(month)
        let mode = try mode()
        var outcomes: [DepreciationOutcome] = []
        var status = ExitStatus.good
        try global.acting { ledger, user in
            for code in try books.chosen(in: ledger) {
                do {
                    let outcome = try ledger.depreciate(
                        book: code, month: month, mode, by: user, rehearsal: dryRun)
                    Failure.warn(outcome.warnings)
                    outcomes.append(outcome)
                } catch {
                    let failure = Failure.report(error)
                    if status == ExitStatus.good { status = failure }
                }
            }
        }
        if !outcomes.isEmpty { try global.list(Self.listing, outcomes, note: note(outcomes, month)) }
        if status != ExitStatus.good { throw ExitCode(status) }
    }

    private func mode() throws -> RoutineMode {
        if draft { return .draft }
        guard let reviewer else { throw AssetProblem.modeMissing }
        return .posted(reviewer: reviewer)
    }

    private func note(_ outcomes: [DepreciationOutcome], _ month: Month) -> String {
        let done = outcomes.filter { !$0.charges.isEmpty }
        let assets = done.reduce(0) { $0 + $1.charges.count }
        let amount = Money(fen: done.reduce(0) { $0 &+ $1.amount.fen })
        let idle = outcomes.count - done.count
        let rest =
            idle == 0
            ? ""
            : say("\(idle) 个账套无可计提，没有写入。", " Nothing to do in \(idle) books; nothing was written there.")
        return dryRun
            ? say(
                "试运行：\(done.count) 个账套的 \(assets) 项资产 \(month) 应计提 \(amount.grouped) 元，什么都没有写入。\(rest)",
                "Dry run: \(assets) assets of \(done.count) books wear off by \(amount.grouped) yuan in \(month); nothing was written.\(rest)"
            )
            : say(
                "\(done.count) 个账套的 \(assets) 项资产 \(month) 共计提 \(amount.grouped) 元。\(rest)",
                "Charged \(amount.grouped) yuan on \(assets) assets of \(done.count) books for \(month).\(rest)"
            )
    }

    private static var listing: Listing<DepreciationOutcome> {
        Listing(
            "depreciated",
            [
                .text("book", "账套", "book") { $0.book },
                .column("month", "月份", "month") { .month($0.month) },
                .whole("cards", "应折旧卡片", "cards") { $0.cards },
                .whole("assets", "本次计提", "charged") { $0.charges.count },
                .money("amount", "金额", "amount") { $0.amount },
                .text("voucher", "凭证", "voucher") { $0.voucher },
                .column("state", "情况", "state") { outcome in
                    outcome.charges.isEmpty
                        ? outcome.before.isEmpty
                            ? .word("nothing", shown: say("无可计提", "nothing to charge"))
                            : .word("already", shown: say("该月已计提", "done before"))
                        : .word("charged", shown: say("计提", "charged"))
                },
            ])
    }
}

struct AssetDispose: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "dispose", "处置资产：经固定资产清理的凭证存为草稿，审核后记账",
        "Dispose of an asset: the vouchers through the clearing account, kept as drafts",
        more: (
            "当月照提折旧，没有提的一并存为草稿。固定资产和土地经固定资产清理（154），净收益入其他收入，净损失入其他支出；其他资产一张凭证直接转销。删除草稿或红字冲销凭证后，卡片恢复。",
            "The month of disposal is depreciated; what is missing is kept as a draft, too. Fixed assets and land go through the "
                + "clearing account, a gain to other income, a loss to other expense; other assets leave by one voucher. When "
                + "the drafts are deleted or the vouchers reversed the card is back."
        ),
        example:
            "asset dispose --book V001 --asset GD-001 --on 2026-06-15 --reason 报废，村〔2026〕8号 --proceeds 5000 --to 10201 --user zhang"
    )

    @OptionGroup var place: AssetPlace
    @Option(help: help("处置日期", "the day", value: "DATE"))
    var on: String
    @Option(help: help("处置原因和依据", "why, and on what decision", value: "TEXT"))
    var reason: String
    @Option(help: help("处置收入（元）", "what comes in, yuan", value: "YUAN"))
    var proceeds: String?
    @Option(help: help("收入进入的科目", "the account it comes in on", value: "CODE"))
    var to: String?
    @Option(help: help("付款的往来单位（科目要求时）", "who pays, where the account asks for it", value: "NAME"))
    var counterparty: String?
    @Option(help: help("清理费用（元）", "what is paid for it, yuan", value: "YUAN"))
    var expenses: String?
    @Option(name: [.customLong("from")], help: help("付清理费用的科目", "the account it is paid from", value: "CODE"))
    var source: String?
    @Option(help: help("处置收益科目，不写取其他收入", "account of a gain, other income unless given", value: "CODE"))
    var gainAccount: String?
    @Option(help: help("处置损失科目，不写取其他支出", "account of a loss, other expense unless given", value: "CODE"))
    var lossAccount: String?
    @Flag(help: help("只看会做什么，什么都不写入", "show what would happen, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var disposal = AssetDisposal(
            date: try Typed.date(on), reason: reason, proceeds: try proceeds.map(Typed.money) ?? .zero,
            proceedsAccount: to, counterparty: counterparty,
            expenses: try expenses.map(Typed.money) ?? .zero, expensesAccount: source)
        (disposal.gainAccount, disposal.lossAccount) = (gainAccount, lossAccount)
        let wanted = disposal
        let outcome = try global.acting { ledger, user in
            try ledger.disposeAsset(
                book: place.book, asset: place.asset, wanted, by: user, rehearsal: dryRun)
        }
        let names = outcome.drafts.map(\.description)
        let opening = dryRun ? say("试运行，没有写入。", "Dry run, nothing was written. ") : ""
        try global.confirm(
            say(
                "\(opening)资产 \(place.asset) 原值 \(outcome.cost.grouped) 元，累计折旧 \(outcome.accumulated.grouped) 元，"
                    + "处置损益 \(outcome.result.grouped) 元。草稿：\(names.joined(separator: "、"))。下一步：voucher review、voucher post。",
                "\(opening)Asset \(place.asset): cost \(outcome.cost.grouped), worn off \(outcome.accumulated.grouped), result "
                    + "\(outcome.result.grouped). Drafts: \(names.joined(separator: ", ")). Next: voucher review, voucher post."
            )
        ) { json in
            json.field("book", place.book)
            json.field("asset", place.asset)
            json.field("costFen", outcome.cost)
            json.field("accumulatedFen", outcome.accumulated)
            json.field("resultFen", outcome.result)
            json.field("drafts", names)
        }
    }
}

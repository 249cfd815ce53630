/// What stands in the way of carrying a year forward 年终结转, or should be looked at when it was.
public enum YearProblem: TextualProblem, Equatable {
    /// The year is closed.
    case closed(book: String, year: Int)
    /// December is closed though nothing was carried forward.
    case closedNotCarried(book: String, year: Int)
    /// The year before still has income, expense or 本年收益 to carry.
    case previousNotCarried(book: String, year: Int, accounts: Int)
    /// 待处理财产损溢 is not settled.
    case pendingLoss(book: String, year: Int, balance: Money)
    /// 各项分配 still has a balance.
    case distributionLeft(book: String, year: Int, balance: Money)
    /// The chart has no leaf for what the closing needs.
    case accountMissing(book: String, role: AccountRole)
    /// The year is not carried forward, so that there is nothing certain to distribute.
    case notCarried(book: String, year: Int)
    /// A distribution is booked on 31 December or later.
    case distributionDate(book: String, year: Int, date: CalendarDate)
    /// The plan has no item.
    case planEmpty(book: String, year: Int)
    /// An item is not more than zero.
    case planAmount(Money)
    /// What an item is for is no leaf of 各项分配.
    case planPurpose(account: String)
    /// An item goes to an account that is neither 公积公益金 nor kept by counterparty.
    case planTarget(account: String)
    /// What an item is for and where it goes are of two kinds: reserve and somebody's money.
    case planMismatch(purpose: String, target: String)
    /// The account an item goes to asks for a counterparty.
    case planCounterparty(account: String)
    /// The year was distributed before, and nobody said that this comes on top.
    case distributedBefore(book: String, year: Int, amount: Money)
    /// There is nothing to distribute.
    case nothingToDistribute(book: String, year: Int)
    /// Past losses are greater than what was earned since.
    case lossesRemain(book: String, year: Int, balance: Money)
    /// More is distributed than there is.
    case overDistribution(book: String, year: Int, total: Money, distributable: Money)
    /// Less is set aside than the rule asks.
    case reserveBelowFloor(
        book: String, year: Int, needed: Money, planned: Money, base: Money, floor: ReserveFloor)
    /// The meeting did not carry the plan, or came after a booking in the next year.
    case decisionMissing(book: String, year: Int)
    /// An account with something to carry is out of service.
    case accountDisabled(book: String, year: Int, account: String, balance: Money)
    /// 固定资产清理 still has a balance; a warning.
    case disposalLeft(book: String, year: Int, balance: Money)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .closed(let book, let year):
            return ProblemText(
                "year.closed",
                zh: "账套 \(book) 的 \(year) 年已经结账。要重新结转，请先由乡镇人员反结账："
                    + "period reopen --book \(book) --period \(year)-12 --reason 原因。",
                en:
                    "\(year) of book \(book) is closed. To carry it forward anew, have the township reopen December: "
                    + "period reopen --book \(book) --period \(year)-12 --reason TEXT.")
        case .planMismatch(let purpose, let target):
            return ProblemText(
                "year.plan-mismatch",
                zh: "分配项目 \(purpose) 与去向 \(target) 对不上：提取公积公益金（\(Distribution.reservePurpose)）只能转入公积公益金，"
                    + "转入公积公益金的也只能是它。请改正方案，否则收益分配表会列错。",
                en:
                    "\(purpose) does not go with \(target): what is set aside (\(Distribution.reservePurpose)) goes to the reserve and "
                    + "nothing else does. Correct the plan, or the statement of distribution would be wrong.")
        case .distributedBefore(let book, let year, let amount):
            return ProblemText(
                "year.distributed-before",
                zh:
                    "账套 \(book) 的 \(year) 年收益已经分配过 \(amount.grouped) 元，再做一次会重复分配。确属成员大会另外决定的追加分配，请加 --further。",
                en:
                    "\(amount.grouped) yuan of book \(book)'s income of \(year) were distributed before; doing it again would "
                    + "distribute twice. If the members decided more on top, say --further.")
        case .closedNotCarried(let book, let year):
            return ProblemText(
                "year.closed-not-carried",
                zh:
                    "账套 \(book) 的 \(year) 年损益没有年终结转，12 月不要单独结账：请用 year close --book \(book) --year \(year)，它连同 12 月一起结。"
                    + "12 月已经结账的，先由乡镇人员反结账：period reopen --book \(book) --period \(year)-12 --reason 年终结转。",
                en:
                    "Income and expense of \(year) of book \(book) are not carried forward, so December is not closed by itself: "
                    + "year close --book \(book) --year \(year) closes it too. Where December is closed, have the township reopen "
                    + "it first: period reopen --book \(book) --period \(year)-12 --reason TEXT.")
        case .previousNotCarried(let book, let year, let accounts):
            return ProblemText(
                "year.previous-not-carried",
                zh: "账套 \(book) 的 \(year - 1) 年还有 \(accounts) 个损益科目没有结转，不能结转 \(year) 年。"
                    + "请先结转上一年：year close --year \(year - 1)。",
                en: "\(year - 1) of book \(book) still has \(accounts) account(s) of income and expense to "
                    + "carry forward, so \(year) can't be. Close the year before first: year close --year \(year - 1)."
            )
        case .pendingLoss(let book, let year, let balance):
            return ProblemText(
                "year.pending-property",
                zh: "账套 \(book) 的待处理财产损溢在 \(year) 年末余额为 \(balance.grouped)，应为零。请查明原因，按规定处理后再结转。",
                en:
                    "待处理财产损溢 of book \(book) stands at \(balance.grouped) at the end of \(year); it must be zero. "
                    + "Settle what it is about, then close the year.")
        case .distributionLeft(let book, let year, let balance):
            return ProblemText(
                "year.distribution-left",
                zh: "账套 \(book) 的各项分配在 \(year) 年末余额为 \(balance.grouped)，应为零。请先把各项分配转入未分配收益。",
                en:
                    "各项分配 of book \(book) stands at \(balance.grouped) at the end of \(year); it must be zero. "
                    + "Carry it to 未分配收益 first.")
        case .accountMissing(let book, let role):
            let name = role == .currentYearIncome ? "本年收益" : "未分配收益"
            return ProblemText(
                "year.account-missing", zh: "账套 \(book) 的科目表没有可用的“\(name)”末级科目。请增设或启用：account add。",
                en:
                    "The chart of book \(book) has no leaf account in service for \(name). Add or enable one: "
                    + "account add.")
        case .notCarried(let book, let year):
            return ProblemText(
                "year.not-carried",
                zh: "账套 \(book) 的 \(year) 年还没有年终结转，不能分配收益。请先结转：year close --year \(year)。",
                en:
                    "\(year) of book \(book) is not carried forward yet, so its income can't be distributed. Close the "
                    + "year first: year close --year \(year).")
        case .distributionDate(let book, let year, let date):
            return ProblemText(
                "year.distribution-date",
                zh: "账套 \(book) 的 \(year) 年收益不能在 \(date) 分配入账。请用 \(year)-12-31，或次年 12 月 31 日以前的日期。",
                en:
                    "The income of \(year) of book \(book) can't be distributed on \(date). Use \(year)-12-31 or a day "
                    + "of the next year before its last.")
        case .planEmpty(let book, let year):
            return ProblemText(
                "year.plan-empty", zh: "账套 \(book) 的 \(year) 年分配方案没有项目。请核对方案。",
                en: "The plan for \(year) of book \(book) has no item. Check the plan.")
        case .planAmount(let amount):
            return ProblemText(
                "year.plan-amount", zh: "分配金额 \(amount.grouped) 应大于零。请核对方案。",
                en: "The amount \(amount.grouped) of an item must be more than zero. Check the plan.")
        case .planPurpose(let account):
            return ProblemText(
                "year.plan-purpose",
                zh: "分配项目 \(account) 不是“各项分配”下的末级科目。用 account list 查看，如 3220101 提取公积公益金。",
                en: "The purpose \(account) is no leaf account below 各项分配. See account list; 3220101 is one.")
        case .planTarget(let account):
            return ProblemText(
                "year.plan-target",
                zh: "去向科目 \(account) 不是公积公益金，也不是成员往来、应付款一类的末级往来科目。请核对方案。",
                en:
                    "The target \(account) is neither 公积公益金 nor a leaf account kept by counterparty, such as 11301. "
                    + "Check the plan.")
        case .planCounterparty(let account):
            return ProblemText(
                "year.plan-counterparty",
                zh: "去向科目 \(account) 要写往来单位。请在方案的 counterparty 栏填写。",
                en: "The target \(account) needs a counterparty. Fill in the column counterparty of the plan."
            )
        case .nothingToDistribute(let book, let year):
            return ProblemText(
                "year.nothing-to-distribute",
                zh: "账套 \(book) 的未分配收益为 0.00 元，\(year) 年没有可以分配的收益。",
                en: "未分配收益 of book \(book) stands at 0.00 yuan; there is nothing of \(year) to distribute.")
        case .lossesRemain(let book, let year, let balance):
            return ProblemText(
                "year.losses-remain",
                zh: "账套 \(book) 的未分配收益为 \(balance.grouped) 元，以前年度亏损还没有弥补完，\(year) 年收益不能分配。"
                    + "请留待以后年度弥补。",
                en:
                    "未分配收益 of book \(book) stands at \(balance.grouped) yuan: past losses are not made good, so the "
                    + "income of \(year) can't be distributed. It goes towards the losses.")
        case .overDistribution(let book, let year, let total, let distributable):
            let over = Money(fen: total.fen &- distributable.fen)
            return ProblemText(
                "year.over-distribution",
                zh: "账套 \(book) 的 \(year) 年方案共分配 \(total.grouped) 元，可分配收益只有 \(distributable.grouped) 元，"
                    + "多 \(over.grouped) 元。请调减方案。",
                en:
                    "The plan for \(year) of book \(book) distributes \(total.grouped) yuan of \(distributable.grouped) there "
                    + "are, \(over.grouped) too much. Reduce the plan.")
        case .reserveBelowFloor(let book, let year, let needed, let planned, let base, let floor):
            let percent = Money(fen: Int64(floor.rate)).yuan
            return ProblemText(
                "year.reserve-below-floor",
                zh: "账套 \(book) 的 \(year) 年提取公积公益金 \(planned.grouped) 元，低于 \(base.grouped) 元的 \(percent)%，"
                    + "即 \(needed.grouped) 元（\(floor.source)）。请调增提取。",
                en:
                    "\(planned.grouped) yuan of the income of \(year) of book \(book) go to 公积公益金, less than \(percent) % "
                    + "of \(base.grouped), which is \(needed.grouped) (\(floor.source)). Set more aside.")
        case .decisionMissing(let book, let year):
            return ProblemText(
                "year.decision-missing",
                zh: "账套 \(book) 的 \(year) 年分配没有通过的成员大会决议：赞成票应多于反对票；会议日期不早于该年，次年入账的不晚于入账日期。请核对决议。",
                en:
                    "The distribution of \(year) of book \(book) has no decision of the members that carries it: more votes "
                    + "for than against, held in that year or later and, where it is booked in the next year, not after it. Check it."
            )
        case .accountDisabled(let book, let year, let account, let balance):
            return ProblemText(
                "year.account-disabled",
                zh: "账套 \(book) 的科目 \(account) 已停用，\(year) 年还有余额 \(balance.grouped) 要结转。"
                    + "请先启用：account disable \(account) --enable。",
                en:
                    "Account \(account) of book \(book) is out of service and has \(balance.grouped) of \(year) to carry "
                    + "forward. Enable it first: account disable \(account) --enable.")
        case .disposalLeft(let book, let year, let balance):
            return ProblemText(
                "year.disposal-left",
                zh: "账套 \(book) 的固定资产清理在 \(year) 年末还有余额 \(balance.grouped)，请确认清理尚未完成。",
                en:
                    "固定资产清理 of book \(book) still stands at \(balance.grouped) at the end of \(year); make sure the "
                    + "disposal is not finished.")
        }
    }
}

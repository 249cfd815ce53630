/// What stands in the way of carrying a year forward 年终结转, or should be looked at when it was.
public enum YearProblem: TextualProblem, Equatable {
    /// The year is closed.
    case closed(book: String, year: Int)
    /// The year before still has income, expense or 本年收益 to carry.
    case previousNotCarried(book: String, year: Int, accounts: Int)
    /// 待处理财产损溢 is not settled.
    case pendingLoss(book: String, year: Int, balance: Money)
    /// 各项分配 still has a balance.
    case distributionLeft(book: String, year: Int, balance: Money)
    /// The chart has no leaf for what the closing needs.
    case accountMissing(book: String, role: AccountRole)
    /// 固定资产清理 still has a balance; a warning.
    case disposalLeft(book: String, year: Int, balance: Money)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .closed(let book, let year):
            return ProblemText(
                "year.closed",
                zh: "账套 \(book) 的 \(year) 年已经结账。要重新结转，请先反结账：period reopen --period \(year)-12。",
                en: "\(year) of book \(book) is closed. To carry it forward anew, reopen December first: "
                    + "period reopen --period \(year)-12.")
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

/// What stands in the way of closing, reopening or entering a month 会计期间.
public enum PeriodProblem: TextualProblem, Equatable {
    /// Most months without a voucher that are closed at once: a year.
    public static let emptyMonthsAtOnce = 12

    /// The month is closed and takes nothing.
    case closed(book: String, month: Month)
    /// The month lies before the book's first.
    case beforeOpening(book: String, month: Month, opened: Month)
    /// The month before it is open.
    case previousOpen(book: String, month: Month)
    /// Drafts of the month are not posted.
    case drafts(book: String, month: Month, names: [String])
    /// Cash 现金 is negative at the end of a day.
    case negativeCash(book: String, date: CalendarDate, balance: Money)
    /// The month lies so far behind the last voucher that a slip of the pen is more likely than intent.
    case tooFar(book: String, month: Month, last: Month, months: Int)
    /// The month is closed already.
    case alreadyClosed(book: String, month: Month)
    /// The month is not closed.
    case notClosed(book: String, month: Month)
    /// Only the last closed month may be reopened.
    case notLast(book: String, month: Month, last: Month)
    /// Reopening needs a reason.
    case reasonMissing
    /// Openings do not balance.
    case openingUnbalanced(book: String, sum: Money)
    /// An opening that does not follow from the year's opening and its turnover.
    case openingTurnover(account: String, yearOpening: Money, debit: Money, credit: Money, balance: Money)
    /// The book has vouchers or a closed month, so its openings stand.
    case openingFixed(book: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .closed(let book, let month):
            return ProblemText(
                "period.closed", zh: "账套 \(book) 的 \(month) 已结账，不能再记入。请记入未结账的月份，或先反结账：period reopen。",
                en:
                    "\(month) of book \(book) is closed and takes nothing. Use an open month or reopen it: period reopen."
            )
        case .beforeOpening(let book, let month, let opened):
            return ProblemText(
                "period.before-opening", zh: "账套 \(book) 从 \(opened) 启用，\(month) 在此之前。请核对日期。",
                en: "Book \(book) starts with \(opened); \(month) lies before it. Check the date.")
        case .previousOpen(let book, let month):
            return ProblemText(
                "period.previous-open", zh: "账套 \(book) 的 \(month.previous) 还没有结账，不能结 \(month)。请按月份顺序结账。",
                en:
                    "\(month.previous) of book \(book) is still open, so \(month) can't be closed. Close month by month."
            )
        case .drafts(let book, let month, let names):
            let shown = names.prefix(10)
            let more = names.count > shown.count
            return ProblemText(
                "period.drafts",
                zh:
                    "账套 \(book) 的 \(month) 还有 \(names.count) 张未记账凭证：\(shown.joined(separator: "、"))\(more ? "等" : "")。请记账或删除后再结账。",
                en:
                    "\(month) of book \(book) has \(names.count) voucher(s) not posted: "
                    + "\(shown.joined(separator: ", "))\(more ? " and others" : ""). Post or delete them first."
            )
        case .negativeCash(let book, let date, let balance):
            return ProblemText(
                "period.negative-cash",
                zh: "账套 \(book) 的现金在 \(date) 日终余额为 \(balance.grouped)，是负数。请核对当日及以前的现金凭证。",
                en: "Cash of book \(book) stands at \(balance.grouped) at the end of \(date), below zero. "
                    + "Check the cash vouchers up to that day.")
        case .tooFar(let book, let month, let last, let months):
            let limit = Self.emptyMonthsAtOnce
            return ProblemText(
                "period.too-far",
                zh: "结到 \(month) 会一次结掉账套 \(book) 在 \(last) 之后的 \(months) 个没有凭证的月份，最多 \(limit) 个。"
                    + "请核对年月；确要结账的，请逐年结。",
                en:
                    "Closing through \(month) would close \(months) months of book \(book) after \(last), in which "
                    + "there is no voucher; at most \(limit) close at once. Check the month, or close year by year."
            )
        case .alreadyClosed(let book, let month):
            return ProblemText(
                "period.already-closed", zh: "账套 \(book) 的 \(month) 已经结账。",
                en: "\(month) of book \(book) is closed already.")
        case .notClosed(let book, let month):
            return ProblemText(
                "period.not-closed", zh: "账套 \(book) 的 \(month) 没有结账，无需反结账。",
                en: "\(month) of book \(book) is not closed; there is nothing to reopen.")
        case .notLast(let book, let month, let last):
            return ProblemText(
                "period.not-last", zh: "账套 \(book) 最后结账的月份是 \(last)，只能从它开始反结账，不能先反 \(month)。",
                en: "The last closed month of book \(book) is \(last); reopen that before \(month).")
        case .reasonMissing:
            return ProblemText(
                "period.reason-missing", zh: "反结账要写明原因\(ReasonText.limitZh)。请加 --reason。",
                en: "Reopening needs a reason \(ReasonText.limitEn). Add --reason.")
        case .openingUnbalanced(let book, let sum):
            return ProblemText(
                "opening.unbalanced", zh: "账套 \(book) 的期初余额借贷相差 \(sum.grouped) 元。请核对各科目余额（借方为正）。",
                en: "The openings of book \(book) are out of balance by \(sum.grouped) yuan. "
                    + "Check the balances (debits positive).")
        case .openingTurnover(let account, let opening, let debit, let credit, let balance):
            let due = Money(fen: opening.fen &+ debit.fen &- credit.fen).grouped
            return ProblemText(
                "opening.turnover-differs",
                zh: "科目 \(account) 的年初余额 \(opening.grouped) 加累计借方 \(debit.grouped) 减累计贷方 "
                    + "\(credit.grouped) 为 \(due)，与期初余额 \(balance.grouped) 不符。请核对四个数；年初余额不知道时留空。",
                en: "Account \(account): \(opening.grouped) at the start of the year, plus debits of "
                    + "\(debit.grouped), less credits of \(credit.grouped), is \(due), not the balance "
                    + "\(balance.grouped). Check the four; leave year_opening empty where it is not known.")
        case .openingFixed(let book):
            return ProblemText(
                "opening.fixed", zh: "账套 \(book) 已有凭证或已结账，期初余额不能再改。请用更正凭证调整，或先反结账。",
                en:
                    "Book \(book) has vouchers or a closed month, so its openings stand. Correct by voucher, or "
                    + "reopen the month.")
        }
    }
}

/// The figures of an account over a period (科目余额与发生额).
///
/// Balances are debit-positive. A red amount is negative turnover on its own side, never turnover on the other.
public struct AccountFigures: Sendable, Equatable {
    /// 期初余额, before the first day.
    public var opening = Money.zero
    /// 本期借方发生额.
    public var debit = Money.zero
    /// 本期贷方发生额.
    public var credit = Money.zero
    /// 本年累计借方发生额, from 1 January of the year of the last month.
    public var yearDebit = Money.zero
    /// 本年累计贷方发生额.
    public var yearCredit = Money.zero
    /// What was left of years that ended within the period and is not carried into the next, debits positive: of income
    /// and expense in books that start anew with each year (``MonthlyTurnover/startsAnewYearly``), else zero.
    public var endedYears = Money.zero

    /// Nothing yet.
    public init() {}

    /// Figures of their parts.
    public init(opening: Money, debit: Money, credit: Money, yearDebit: Money, yearCredit: Money) {
        self.opening = opening
        self.debit = debit
        self.credit = credit
        self.yearDebit = yearDebit
        self.yearCredit = yearCredit
    }

    /// 期末余额: the opening and the turnover of the period, less what ended with its years.
    public var closing: Money { Money(fen: opening.fen + debit.fen - credit.fen - endedYears.fen) }

    /// Whether there is nothing to show.
    public var isEmpty: Bool {
        opening.isZero && debit.isZero && credit.isZero && yearDebit.isZero && yearCredit.isZero
    }

    /// Adds the figures of another account.
    public mutating func add(_ other: AccountFigures) {
        opening = Money(fen: opening.fen + other.opening.fen)
        debit = Money(fen: debit.fen + other.debit.fen)
        credit = Money(fen: credit.fen + other.credit.fen)
        yearDebit = Money(fen: yearDebit.fen + other.yearDebit.fen)
        yearCredit = Money(fen: yearCredit.fen + other.yearCredit.fen)
        endedYears = Money(fen: endedYears.fen + other.endedYears.fen)
    }

    /// Adds what stood on the account when the book was opened in the program (期初), for a report over `period`.
    ///
    /// The balance is the opening even where the book opens in the middle of the period, so that the closing is
    /// right; the turnover of the year before it counts in the year to date of that year only.
    public mutating func addTakeover(
        balance: Money, yearDebit: Money, yearCredit: Money, opened: Month, in period: Period
    ) {
        guard opened <= period.last else { return }
        opening = Money(fen: opening.fen + balance.fen)
        guard opened.year == period.last.year else { return }
        self.yearDebit = Money(fen: self.yearDebit.fen + yearDebit.fen)
        self.yearCredit = Money(fen: self.yearCredit.fen + yearCredit.fen)
    }

    /// Adds the turnover 发生额 of one month, for a report over `period`; months after it don't count.
    public mutating func addTurnover(of month: Month, debit: Money, credit: Money, in period: Period) {
        guard month <= period.last else { return }
        if month < period.first {
            opening = Money(fen: opening.fen + debit.fen - credit.fen)
        } else {
            self.debit = Money(fen: self.debit.fen + debit.fen)
            self.credit = Money(fen: self.credit.fen + credit.fen)
        }
        guard month.year == period.last.year else { return }
        yearDebit = Money(fen: yearDebit.fen + debit.fen)
        yearCredit = Money(fen: yearCredit.fen + credit.fen)
    }
}

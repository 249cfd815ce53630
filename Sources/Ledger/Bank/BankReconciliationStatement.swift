/// The bank reconciliation 银行存款余额调节表 of one bank account on one day.
///
/// Bank balance + what we received and the bank has not − what we paid and the bank has not = book balance + what the bank
/// received and we have not − what the bank paid and we have not.
public struct BankReconciliationStatement: Sendable, Equatable {
    /// The bank account.
    public let account: BankAccount
    /// The day.
    public let day: CalendarDate
    /// The last day the bank's statements speak of.
    public let coveredThrough: CalendarDate?
    /// The balance the bank states 银行对账单余额.
    public let bankBalance: Money
    /// The balance of the journal 银行存款日记账余额.
    public let bookBalance: Money
    /// 企业已收、银行未收
    public let weReceived: [BankItem]
    /// 企业已付、银行未付; amounts below zero.
    public let wePaid: [BankItem]
    /// 银行已收、企业未收
    public let bankReceived: [BankItem]
    /// 银行已付、企业未付; amounts below zero.
    public let bankPaid: [BankItem]
    /// The bank's balance with what it does not have yet 调节后余额.
    public let adjustedBank: Money
    /// The book's balance with what it does not have yet 调节后余额.
    public let adjustedBook: Money
    /// The first less the second; zero where the account is in order.
    public let difference: Money

    /// The statement of balances and open items.
    ///
    /// - Throws: ``MoneyProblem`` where sums grow too large.
    public init(
        account: BankAccount, day: CalendarDate, coveredThrough: CalendarDate?, bankBalance: Money,
        bookBalance: Money, openBank: [BankItem], openBook: [BankItem]
    ) throws {
        self.account = account
        self.day = day
        self.coveredThrough = coveredThrough
        self.bankBalance = bankBalance
        self.bookBalance = bookBalance
        weReceived = openBook.filter { $0.amount.fen > 0 }
        wePaid = openBook.filter { $0.amount.fen < 0 }
        bankReceived = openBank.filter { $0.amount.fen > 0 }
        bankPaid = openBank.filter { $0.amount.fen < 0 }
        adjustedBank = try bankBalance.adding(Money.sum(openBook.map(\.amount)))
        adjustedBook = try bookBalance.adding(Money.sum(openBank.map(\.amount)))
        difference = try adjustedBank.subtracting(adjustedBook)
    }

    /// Whether both sides come to the same.
    public var isBalanced: Bool { difference.isZero }

    /// Whether the bank's statements reach to the day.
    public var isCovered: Bool { coveredThrough.map { $0 >= day } ?? false }

    /// Open items of both sides that have been open for more than some days.
    public func stale(days: Int) -> [BankItem] {
        (weReceived + wePaid + bankReceived + bankPaid).filter {
            day.daysSinceEpoch - $0.date.daysSinceEpoch > days
        }
    }

    /// What keeps the account from counting as reconciled 已对账 on its day; none where it is.
    ///
    /// - Parameter staleDays: for how long an item may stay open.
    public func obstacles(staleDays: Int) -> [BankProblem] {
        var problems: [BankProblem] = []
        if !isCovered {
            problems.append(
                .uncovered(book: account.book, account: account.code, day: day, through: coveredThrough))
        }
        if !isBalanced {
            problems.append(
                .unbalanced(
                    book: account.book, account: account.code, day: day, bank: adjustedBank,
                    bookSide: adjustedBook))
        }
        let stale = stale(days: staleDays)
        if let oldest = stale.map(\.date).min() {
            problems.append(
                .stale(
                    book: account.book, account: account.code, day: day, items: stale.count,
                    oldest: oldest, days: staleDays))
        }
        return problems
    }
}

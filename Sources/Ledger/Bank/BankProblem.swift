/// What can be wrong with bank accounts 银行账户, bank statements 对账单 and matches 勾对.
public enum BankProblem: Error, Sendable, Equatable {
    /// No such bank account in the book.
    case accountUnknown(book: String?, account: String)
    /// The book has a bank account of that code, or one with that account of the chart.
    case accountExists(book: String, account: String, ledgerAccount: String)
    /// An account of the chart that is no bank account, or takes no entries.
    case notABankAccount(String)
    /// The bank account is closed already.
    case accountClosed(account: String, on: CalendarDate)
    /// A bank account can't be closed on that day: before it was opened, or before its last line or entry.
    case closedTooEarly(account: String, on: CalendarDate, last: CalendarDate)
    /// No column mapping is kept for a bank.
    case mappingUnknown(bank: String)

    /// A line whose balance does not follow from the one before it.
    case balanceBreak(expected: Money, stated: Money)
    /// A line that can't be told from another of the file.
    case duplicateLine(firstRow: Int)
    /// The file does not begin where the last one ended.
    case gap(previous: Money, on: CalendarDate, opening: Money)
    /// The file does not end where the next one begins.
    case gapAfter(closing: Money, next: Money, on: CalendarDate)
    /// New lines on both sides of lines that are there.
    case notContiguous
    /// A file without balances, and nobody said what the account held before.
    case openingMissing(account: String)
    /// The opening balance said is not the one of the file.
    case openingDiffers(said: Money, file: Money)
    /// A line from before the account was opened or after it was closed.
    case outsideAccount(date: CalendarDate, opened: CalendarDate, closed: CalendarDate?)
    /// A line outside the period the file is said to be of.
    case outsidePeriod(date: CalendarDate, period: Period)
    /// A statement of before the first, while opening items say what was open then.
    case beforeOpenings(account: String, date: CalendarDate, begins: CalendarDate)
    /// No lines, and nobody said of which period.
    case empty
    /// A row that neither receives nor pays, or both.
    case amounts(received: String, paid: String)
    /// A word that says neither received nor paid.
    case direction(String)
    /// A mapping from which no amount can be had.
    case mappingWithoutAmount

    /// No statement was read in.
    case noStatement(account: String)
    /// The day lies before the first statement.
    case beforeStatements(account: String, day: CalendarDate, begins: CalendarDate)

    /// Both sides of a match are not equal.
    case matchUnequal(bank: Money, book: Money)
    /// A match of fewer than two items.
    case matchTooFew(Int)
    /// An item that is matched already.
    case alreadyMatched(item: String, match: Int)
    /// No such line of the bank.
    case lineUnknown(account: String, line: Int)
    /// No such entry on the account.
    case entryUnknown(account: String, entry: String, ledgerAccount: String)
    /// No such match.
    case matchUnknown(account: String, match: Int)
    /// The match was undone before.
    case matchUndone(account: String, match: Int)
    /// Undoing needs a reason.
    case reasonMissing
    /// An opening item of the day the statements begin, or later.
    case openingTooLate(account: String, date: CalendarDate, begins: CalendarDate)

    /// The bank's statements do not reach to the end of the month.
    case uncovered(book: String, account: String, day: CalendarDate, through: CalendarDate?)
    /// The two sides do not come to the same.
    case unbalanced(book: String, account: String, day: CalendarDate, bank: Money, bookSide: Money)
    /// Items that are open for too long.
    case stale(book: String, account: String, day: CalendarDate, items: Int, oldest: CalendarDate, days: Int)
    /// Accounts of bank money with turnover for which no bank account is registered.
    case unregistered(book: String, accounts: [String])
}

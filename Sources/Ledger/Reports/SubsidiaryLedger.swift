/// The subsidiary ledger 明细账 of an account over a period: every line with the balance after it, and for each
/// month 本月合计 and 本年累计.
public struct SubsidiaryLedger: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// Account code; entries of all accounts below it are there too.
    public var account: String
    /// Its name.
    public var name: String
    /// The months it covers.
    public var period: Period
    /// Openings, entries and totals, in order.
    public var rows: [LedgerRow]

    /// Lays the pages out.
    ///
    /// - Parameters:
    ///   - turnover: what the account turned over before the period counts; months in it are taken from `entries`.
    ///   - entries: the lines of the period, by date and then in the order of posting.
    public init(
        book: String, account: String, name: String, period: Period, turnover: MonthlyTurnover,
        entries: [LedgerEntry]
    ) {
        self.book = book
        self.account = account
        self.name = name
        self.period = period
        rows = LedgerPages(period: period, turnover: turnover, entries: entries, dayTotals: false).rows
    }
}

/// The cash or bank journal 日记账: like a subsidiary ledger, with the balance at the end of each day.
public struct CashJournal: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// Account code: 101, 102 or one below them.
    public var account: String
    /// Its name.
    public var name: String
    /// The months it covers.
    public var period: Period
    /// Openings, entries, 本日合计 for each day with entries, and the totals of the months, in order.
    public var rows: [LedgerRow]

    /// Lays the pages out; see ``SubsidiaryLedger/init(book:account:name:period:turnover:entries:)``.
    public init(
        book: String, account: String, name: String, period: Period, turnover: MonthlyTurnover,
        entries: [LedgerEntry]
    ) {
        self.book = book
        self.account = account
        self.name = name
        self.period = period
        rows = LedgerPages(period: period, turnover: turnover, entries: entries, dayTotals: true).rows
    }

    /// The balance at the end of each day with entries, in order, debits positive.
    public var dayBalances: [(date: CalendarDate, balance: Money)] {
        rows.filter { $0.kind == .dayTotal }.map { ($0.date, $0.balance) }
    }

    /// Whether there is an entry, a balance or turnover of the year in it.
    public var hasFigures: Bool {
        rows.contains {
            $0.kind == .entry || !$0.balance.isZero || !$0.debit.isZero || !$0.credit.isZero
        }
    }

    /// Whether an account may have a journal: cash and bank, found by their roles.
    public static func isFor(_ account: Account) -> Bool { account.role == .cash || account.role == .bank }
}

/// The bank journals 银行存款日记账 of a book: a journal for each bank account that takes entries, so that each can be laid
/// beside the statement of its bank.
public struct BankJournal: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// The months it covers.
    public var period: Period
    /// The journals by account code.
    public var journals: [CashJournal]

    /// Journals of their bank accounts.
    public init(book: String, period: Period, journals: [CashJournal]) {
        self.book = book
        self.period = period
        self.journals = journals
    }

    /// Whether an account may have one: 银行存款, found by its role.
    public static func isFor(_ account: Account) -> Bool { account.role == .bank }
}

/// Lays out the pages of a subsidiary ledger or a journal (账页排列).
struct LedgerPages {
    private(set) var rows: [LedgerRow] = []
    private var balance = Money.zero
    private var yearDebit = Money.zero
    private var yearCredit = Money.zero

    init(period: Period, turnover: MonthlyTurnover, entries: [LedgerEntry], dayTotals: Bool) {
        guard turnover.opened <= period.last else { return }
        let first = max(period.first, turnover.opened)
        let start = turnover.figures(in: Period(first))
        balance = start.opening
        yearDebit = Money(fen: start.yearDebit.fen - start.debit.fen)
        yearCredit = Money(fen: start.yearCredit.fen - start.credit.fen)
        rows.reserveCapacity(entries.count + 32)
        var next = 0
        for month in Month.range(from: first, through: period.last) {
            if month == first || month.monthOfYear == 1 {
                if month != first { startYear(carries: !turnover.startsAnewYearly) }
                open(month)
            }
            let from = next
            while next < entries.count, entries[next].date.accountingMonth <= month { next += 1 }
            add(entries[from..<next], of: month, dayTotals: dayTotals)
        }
    }

    private mutating func startYear(carries: Bool) {
        yearDebit = .zero
        yearCredit = .zero
        if !carries { balance = .zero }
    }

    private mutating func open(_ month: Month) {
        rows.append(
            LedgerRow(
                kind: month.monthOfYear == 1 ? .carriedOver : .opening, date: month.firstDay, entry: nil,
                debit: .zero,
                credit: .zero, balance: balance))
    }

    private mutating func add(_ entries: ArraySlice<LedgerEntry>, of month: Month, dayTotals: Bool) {
        var (debit, credit): (Int64, Int64) = (0, 0)
        var (dayDebit, dayCredit): (Int64, Int64) = (0, 0)
        for (index, entry) in zip(entries.indices, entries) {
            balance = Money(fen: balance.fen + entry.debit.fen - entry.credit.fen)
            debit += entry.debit.fen
            credit += entry.credit.fen
            rows.append(
                LedgerRow(
                    kind: .entry, date: entry.date, entry: entry, debit: entry.debit, credit: entry.credit,
                    balance: balance))
            guard dayTotals else { continue }
            dayDebit += entry.debit.fen
            dayCredit += entry.credit.fen
            if index + 1 == entries.endIndex || entries[index + 1].date != entry.date {
                total(.dayTotal, entry.date, debit: dayDebit, credit: dayCredit)
                (dayDebit, dayCredit) = (0, 0)
            }
        }
        yearDebit = Money(fen: yearDebit.fen + debit)
        yearCredit = Money(fen: yearCredit.fen + credit)
        total(.monthTotal, month.lastDay, debit: debit, credit: credit)
        total(.yearTotal, month.lastDay, debit: yearDebit.fen, credit: yearCredit.fen)
    }

    private mutating func total(_ kind: LedgerRow.Kind, _ date: CalendarDate, debit: Int64, credit: Int64) {
        rows.append(
            LedgerRow(
                kind: kind, date: date, entry: nil, debit: Money(fen: debit), credit: Money(fen: credit),
                balance: balance))
    }
}

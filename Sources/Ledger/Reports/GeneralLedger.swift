/// The general ledger 总账 of a book over a period: per account and month the opening, the turnover, the year to
/// date and the closing with its direction.
public struct GeneralLedger: Sendable, Equatable {
    /// A month of an account.
    public struct MonthRow: Sendable, Equatable, DirectedBalance {
        /// The month.
        public var month: Month
        /// The figures of the month: its opening, its turnover, its year to date.
        public var figures: AccountFigures
        /// 期末余额, debits positive.
        public var balance: Money { figures.closing }
    }

    /// The page of an account 账页.
    public struct Page: Sendable, Equatable {
        /// Account code.
        public var code: String
        /// Its name.
        public var name: String
        /// Balance at the start of the first month shown, debits positive: 上年结转 in January, else 期初余额.
        public var opening: Money
        /// The months of the period, from the book's first, in order.
        public var months: [MonthRow]

        /// The side of the opening.
        public var openingDirection: BalanceDirection { BalanceDirection(of: opening) }
        /// Whether the opening was carried over from the year before 上年结转.
        public var isCarriedOver: Bool { months.first?.month.monthOfYear == 1 }
    }

    /// Book code 账套.
    public var book: String
    /// The months it covers.
    public var period: Period
    /// The pages by account code; accounts without any figure have none.
    public var pages: [Page]

    /// A ledger of its pages.
    public init(book: String, period: Period, pages: [Page]) {
        self.book = book
        self.period = period
        self.pages = pages
    }
}

/// What an account and those below it turned over, month by month (科目逐月发生额): what a ledger page is made of.
public struct MonthlyTurnover: Sendable, Equatable {
    /// The first month of the book 启用月份.
    public var opened: Month
    /// Balance at the start of that month, debits positive.
    public var openingBalance = Money.zero
    /// Debit turnover of the year before that month, of a book taken over.
    public var takeoverDebit = Money.zero
    /// Credit turnover of the year before that month.
    public var takeoverCredit = Money.zero
    /// Debit and credit by month.
    public var months: [Month: (debit: Money, credit: Money)] = [:]
    /// Whether each year starts at nothing: what was turned over in a year is not carried into the next. The turnover is
    /// then without closing vouchers, which would take the year away within it.
    public let startsAnewYearly: Bool

    /// Nothing yet, for a book that opened in a month.
    public init(opened: Month, startsAnewYearly: Bool = false) {
        self.opened = opened
        self.startsAnewYearly = startsAnewYearly
    }

    /// Adds turnover of a month.
    public mutating func add(_ month: Month, debit: Money, credit: Money) {
        let before = months[month] ?? (.zero, .zero)
        months[month] = (Money(fen: before.debit.fen + debit.fen), Money(fen: before.credit.fen + credit.fen))
    }

    /// Adds what stood on an account when the book was opened.
    public mutating func addTakeover(balance: Money, yearDebit: Money, yearCredit: Money) {
        openingBalance = Money(fen: openingBalance.fen + balance.fen)
        takeoverDebit = Money(fen: takeoverDebit.fen + yearDebit.fen)
        takeoverCredit = Money(fen: takeoverCredit.fen + yearCredit.fen)
    }

    /// Adds what another account of the same book turned over.
    public mutating func add(_ other: MonthlyTurnover) {
        addTakeover(
            balance: other.openingBalance, yearDebit: other.takeoverDebit, yearCredit: other.takeoverCredit)
        for (month, turnover) in other.months { add(month, debit: turnover.debit, credit: turnover.credit) }
    }

    /// Whether a ledger page of the period would show any figure.
    public func hasFigures(in period: Period) -> Bool {
        guard opened <= period.last, let shown = Period(first: max(period.first, opened), last: period.last)
        else { return false }
        return !figures(in: shown).isEmpty
    }

    /// The figures over a period.
    public func figures(in period: Period) -> AccountFigures {
        func isOver(_ year: Int) -> Bool { startsAnewYearly && year < period.first.year }
        func ended(_ year: Int) -> Bool { startsAnewYearly && year < period.last.year }
        var figures = AccountFigures()
        var endedYears: Int64 = 0
        if !isOver(opened.year) {
            figures.addTakeover(
                balance: openingBalance, yearDebit: takeoverDebit, yearCredit: takeoverCredit, opened: opened,
                in: period)
            if ended(opened.year) { endedYears += openingBalance.fen }
        }
        for (month, turnover) in months where !isOver(month.year) {
            figures.addTurnover(of: month, debit: turnover.debit, credit: turnover.credit, in: period)
            if ended(month.year) { endedYears += turnover.debit.fen - turnover.credit.fen }
        }
        figures.endedYears = Money(fen: endedYears)
        return figures
    }

    /// The page of an account over a period; nil where there is no figure.
    public func page(code: String, name: String, period: Period) -> GeneralLedger.Page? {
        let first = max(period.first, opened)
        guard hasFigures(in: period), let start = Period(first: first, last: period.last) else { return nil }
        var current = figures(in: Period(first))
        var rows = [GeneralLedger.MonthRow(month: first, figures: current)]
        for month in start.months.dropFirst() {
            let turnover = months[month] ?? (.zero, .zero)
            if month.monthOfYear == 1 {
                current.yearDebit = .zero
                current.yearCredit = .zero
            }
            current = AccountFigures(
                opening: startsAnewYearly && month.monthOfYear == 1 ? .zero : current.closing,
                debit: turnover.debit, credit: turnover.credit,
                yearDebit: Money(fen: current.yearDebit.fen + turnover.debit.fen),
                yearCredit: Money(fen: current.yearCredit.fen + turnover.credit.fen))
            rows.append(GeneralLedger.MonthRow(month: month, figures: current))
        }
        return GeneralLedger.Page(code: code, name: name, opening: rows[0].figures.opening, months: rows)
    }

    /// The same turnover.
    public static func == (a: MonthlyTurnover, b: MonthlyTurnover) -> Bool {
        a.opened == b.opened && a.startsAnewYearly == b.startsAnewYearly
            && a.openingBalance == b.openingBalance && a.takeoverDebit == b.takeoverDebit
            && a.takeoverCredit == b.takeoverCredit && a.months.count == b.months.count
            && a.months.allSatisfy { month, turnover in b.months[month].map { $0 == turnover } ?? false }
    }
}

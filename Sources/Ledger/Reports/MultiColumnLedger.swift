/// The multi-column ledger 多栏账 of an account over a period: a subsidiary ledger with a column for each account one
/// level below it.
///
/// A column holds debit less credit, for an account of the credit side credit less debit; so what is carried away at
/// the year end stands in its column in red, as on paper.
public struct MultiColumnLedger: Sendable, Equatable {
    /// A column 栏: an account one level below, with all below it.
    public struct Column: Sendable, Equatable {
        /// Account code.
        public var code: String
        /// Its name.
        public var name: String
    }

    /// A row with its columns.
    public struct Row: Sendable, Equatable {
        /// The row as the subsidiary ledger of the account has it.
        public var ledger: LedgerRow
        /// What stands in each column: of an opening the balance, of an entry its amount, of a total the sum.
        public var amounts: [Money]
    }

    /// Book code 账套.
    public var book: String
    /// The account the ledger is of.
    public var account: Account
    /// The months it covers.
    public var period: Period
    /// By code, without accounts that have no figure.
    public var columns: [Column]
    /// Openings, entries and totals, in order.
    public var rows: [Row]

    /// Lays the pages out.
    ///
    /// - Parameters:
    ///   - details: the accounts one level below with their turnover, by code.
    ///   - entries: the lines of the period on all of them, by date and then in the order of posting.
    public init(
        book: String, account: Account, period: Period, opened: Month,
        details: [(account: Account, turnover: MonthlyTurnover)], entries: [LedgerEntry]
    ) {
        self.book = book
        self.account = account
        self.period = period
        // A line and its reversal leave no figure and stand in their column all the same; and where the period goes on
        // into the next year, what was turned over before it shows in the totals of the first one only.
        let first = Period(max(period.first, opened))
        let length = details.first?.account.code.utf8.count ?? 0
        let used = Set(entries.map { String($0.account.prefix(length)) })
        let details = details.filter {
            used.contains($0.account.code) || $0.turnover.hasFigures(in: period)
                || $0.turnover.hasFigures(in: first)
        }
        columns = details.map { Column(code: $0.account.code, name: $0.account.name) }
        var whole = MonthlyTurnover(opened: opened)
        for detail in details { whole.add(detail.turnover) }
        let pages = LedgerPages(period: period, turnover: whole, entries: entries, dayTotals: false)
        var sums = ColumnSums(
            isCredit: account.side == .credit, first: first,
            details: details.map { ($0.account.code, $0.turnover) })
        rows = pages.rows.map { Row(ledger: $0, amounts: sums.amounts(of: $0)) }
    }
}

/// Keeps the running sums of the columns (各栏累计).
private struct ColumnSums {
    private let sign: Int64
    private let places: [String: Int]
    private let codeLength: Int
    private var balances: [Int64]
    private var months: [Int64]
    private var years: [Int64]
    private var isFirst = true

    init(isCredit: Bool, first: Period, details: [(code: String, turnover: MonthlyTurnover)]) {
        let sign: Int64 = isCredit ? -1 : 1
        self.sign = sign
        places = Dictionary(
            details.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        codeLength = details.first?.code.utf8.count ?? 0
        let figures = details.map { $0.turnover.figures(in: first) }
        balances = figures.map { sign * $0.opening.fen }
        years = figures.map { sign * ($0.yearDebit.fen - $0.debit.fen - $0.yearCredit.fen + $0.credit.fen) }
        months = details.map { _ in 0 }
    }

    mutating func amounts(of row: LedgerRow) -> [Money] {
        switch row.kind {
        case .opening, .carriedOver:
            if !isFirst { years = years.map { _ in 0 } }
            isFirst = false
            return balances.map(Money.init(fen:))
        case .entry:
            var amounts = balances.map { _ in Money.zero }
            guard let entry = row.entry, let place = places[String(entry.account.prefix(codeLength))] else {
                preconditionFailure("An entry of a multi-column ledger stands on no account of its columns.")
            }
            let amount = sign * (entry.debit.fen - entry.credit.fen)
            balances[place] += amount
            months[place] += amount
            years[place] += amount
            amounts[place] = Money(fen: amount)
            return amounts
        case .dayTotal:
            return balances.map { _ in Money.zero }
        case .monthTotal:
            defer { months = months.map { _ in 0 } }
            return months.map(Money.init(fen:))
        case .yearTotal:
            return years.map(Money.init(fen:))
        }
    }
}

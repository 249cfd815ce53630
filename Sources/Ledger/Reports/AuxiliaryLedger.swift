/// What the lines of an account are told apart by 辅助核算: counterparty, contract, or a dimension of the ledger.
public enum AuxiliaryKind: Sendable, Equatable {
    /// 往来单位
    case counterparty
    /// 合同
    case contract
    /// A declared dimension 辅助核算项 such as `project`, and what it was described as where that is known.
    case dimension(String, described: String? = nil)

    /// The kind with a name, as it is typed.
    public init(named name: String) {
        switch name {
        case "counterparty": self = .counterparty
        case "contract": self = .contract
        default: self = .dimension(name)
        }
    }

    /// Its name in Chinese; of a dimension what it was described as.
    public var chinese: String {
        switch self {
        case .counterparty: "往来单位"
        case .contract: "合同"
        case .dimension(let name, let described): described ?? name
        }
    }

    /// The name it is typed and exported by.
    public var name: String {
        switch self {
        case .counterparty: "counterparty"
        case .contract: "contract"
        case .dimension(let name, _): name
        }
    }
}

/// A counterparty, a contract, or a value of a dimension (辅助核算值).
public struct AuxiliaryValue: Sendable, Hashable {
    /// What identifies it within the book.
    public var code: String
    /// Its name; of a contract or a dimension the same.
    public var name: String

    /// A value of its code, and of its name where that differs.
    public init(code: String, name: String? = nil) {
        self.code = code
        self.name = name ?? code
    }
}

/// What an account turned over with one value (科目与辅助核算值发生额); lines that name none stand under nil.
public struct AuxiliaryPart: Sendable {
    /// The account, one that takes entries.
    public var account: Account
    /// The value; nil holds the lines without one.
    public var value: AuxiliaryValue?
    /// What was turned over, opening included; of income and expense year by year and without closing vouchers, which
    /// name no value and would leave each one's year standing against a sum of none.
    public var turnover: MonthlyTurnover
    /// The lines of the period, by date and then in the order of posting; a balance needs none.
    public var entries: [LedgerEntry] = []

    /// A part without turnover yet, of a book that opened in a month.
    public init(account: Account, value: AuxiliaryValue?, opened: Month) {
        self.account = account
        self.value = value
        turnover = MonthlyTurnover(opened: opened, startsAnewYearly: account.isOfYear)
    }

    /// By account, then by name, with what has no value last.
    static func inOrder(_ a: AuxiliaryPart, _ b: AuxiliaryPart) -> Bool {
        if (a.account.chart, a.account.code) != (b.account.chart, b.account.code) {
            return (a.account.chart.rawValue, a.account.code) < (b.account.chart.rawValue, b.account.code)
        }
        guard let one = a.value, let other = b.value else { return a.value != nil && b.value == nil }
        return (one.name, one.code) < (other.name, other.code)
    }
}

/// The auxiliary balance 辅助余额表 of a book over a period: opening, turnover and closing of each account and value.
///
/// An account with lines of any value is there whole, with a row for the lines that name none, so that its rows add up
/// to its balance. Accounts of income and expense start anew with each year and show what it brought, closed or not.
public struct AuxiliaryBalance: Sendable, Equatable {
    /// An account and value.
    public struct Row: Sendable, Equatable {
        /// The value; nil are the lines without one.
        public var value: AuxiliaryValue?
        /// Its figures.
        public var figures: AccountFigures
    }

    /// An account that takes entries, with its values.
    public struct Page: Sendable, Equatable {
        /// The chart the code belongs to.
        public var chart: ChartVersion
        /// Account code 科目编码.
        public var code: String
        /// Its name.
        public var name: String
        /// By name of the value; what has none is last.
        public var rows: [Row]
        /// 小计: the figures of the account.
        public var totals: AccountFigures
    }

    /// Book code 账套.
    public var book: String
    /// What the lines are told apart by.
    public var by: AuxiliaryKind
    /// The months it covers.
    public var period: Period
    /// By chart and code.
    public var pages: [Page]

    /// Builds the table; values without any figure are left out.
    public init(book: String, by: AuxiliaryKind, period: Period, parts: [AuxiliaryPart]) {
        self.book = book
        self.by = by
        self.period = period
        var pages: [Page] = []
        for part in parts.sorted(by: AuxiliaryPart.inOrder) {
            let figures = part.turnover.figures(in: period)
            guard !figures.isEmpty else { continue }
            let account = part.account
            if pages.last?.chart != account.chart || pages.last?.code != account.code {
                pages.append(
                    Page(
                        chart: account.chart, code: account.code, name: account.name, rows: [],
                        totals: AccountFigures()))
            }
            pages[pages.count - 1].rows.append(Row(value: part.value, figures: figures))
            pages[pages.count - 1].totals.add(figures)
        }
        self.pages = pages
    }

    /// 合计 over all accounts.
    public var totals: AccountFigures {
        var totals = AccountFigures()
        for page in pages { totals.add(page.totals) }
        return totals
    }
}

/// The auxiliary ledger 辅助明细账 of a book over a period: a subsidiary ledger for each account and value; of income and
/// expense, one that starts anew with each year and has no lines of closing vouchers.
public struct AuxiliaryLedger: Sendable, Equatable {
    /// The pages of an account and value 账页.
    public struct Page: Sendable, Equatable {
        /// Account code 科目编码.
        public var account: String
        /// Its name.
        public var name: String
        /// The value; nil are the lines without one.
        public var value: AuxiliaryValue?
        /// Openings, entries and totals, in order.
        public var rows: [LedgerRow]
    }

    /// Book code 账套.
    public var book: String
    /// What the lines are told apart by.
    public var by: AuxiliaryKind
    /// The months it covers.
    public var period: Period
    /// By account, then by name of the value.
    public var pages: [Page]

    /// Lays the pages out; a value without a figure and without an entry has none.
    public init(book: String, by: AuxiliaryKind, period: Period, parts: [AuxiliaryPart]) {
        self.book = book
        self.by = by
        self.period = period
        pages = parts.sorted(by: AuxiliaryPart.inOrder).compactMap { part in
            guard part.turnover.hasFigures(in: period) || !part.entries.isEmpty else { return nil }
            let pages = LedgerPages(
                period: period, turnover: part.turnover, entries: part.entries, dayTotals: false)
            return Page(
                account: part.account.code, name: part.account.name, value: part.value, rows: pages.rows)
        }
    }
}

/// A posted line as a subsidiary ledger takes it in (明细账分录).
public struct LedgerEntry: Sendable, Equatable {
    /// Date of the voucher.
    public var date: CalendarDate
    /// `BOOK/2026-03/记-12`
    public var voucher: VoucherName
    /// Line of the voucher, from 1.
    public var line: Int
    /// Code of the account the line is on.
    public var account: String
    /// Summary 摘要.
    public var summary: String
    /// Name of the counterparty 往来单位.
    public var counterparty: String?
    /// Debit 借方.
    public var debit: Money
    /// Credit 贷方.
    public var credit: Money

    /// An entry of its parts.
    public init(
        date: CalendarDate, voucher: VoucherName, line: Int, account: String, summary: String,
        counterparty: String? = nil, debit: Money, credit: Money
    ) {
        self.date = date
        self.voucher = voucher
        self.line = line
        self.account = account
        self.summary = summary
        self.counterparty = counterparty
        self.debit = debit
        self.credit = credit
    }
}

/// A row of a subsidiary ledger or a journal (账页行).
public struct LedgerRow: Sendable, Equatable, DirectedBalance {
    /// What a row is.
    public enum Kind: String, Sendable, CaseIterable {
        /// 期初余额: the balance before a month that is no January.
        case opening
        /// 上年结转: the balance before a January.
        case carriedOver = "carried-over"
        /// A line of a voucher.
        case entry
        /// 本日合计: what the day turned over and the balance at its end.
        case dayTotal = "day-total"
        /// 本月合计
        case monthTotal = "month-total"
        /// 本年累计
        case yearTotal = "year-total"

        /// What stands in the summary column of a row that is no entry; empty for an entry.
        public var chinese: String {
            switch self {
            case .opening: "期初余额"
            case .carriedOver: "上年结转"
            case .entry: ""
            case .dayTotal: "本日合计"
            case .monthTotal: "本月合计"
            case .yearTotal: "本年累计"
            }
        }
    }

    /// What the row is.
    public var kind: Kind
    /// The first day of the month for an opening, the last for the totals of a month, else the day.
    public var date: CalendarDate
    /// The posted line; nil for openings and totals.
    public var entry: LedgerEntry?
    /// Debit of the line, or their sum.
    public var debit: Money
    /// Credit of the line, or their sum.
    public var credit: Money
    /// The balance after the row, debits positive.
    public var balance: Money

    /// The summary of the line, or 期初余额, 本月合计 …
    public var summary: String { entry?.summary ?? kind.chinese }
}

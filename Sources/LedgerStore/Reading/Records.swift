import Ledger

/// A division 行政区划 as it stands in the ledger.
public struct DivisionRecord: Sendable, Equatable {
    /// 12-digit code.
    public var code: String
    /// Its name.
    public var name: String
    /// province, city, county, township or village.
    public var level: String
    /// Code of the division above.
    public var parent: String?
    /// First day it is valid; nil is open.
    public var validFrom: CalendarDate?
    /// Last day it is valid; nil is open.
    public var validTo: CalendarDate?
    /// Codes it had before, joined by `|`.
    public var predecessors: String?
}

/// A book 账套 as it stands in the ledger.
public struct BookRecord: Sendable, Equatable {
    /// Its code.
    public var code: String
    /// Name of the entity.
    public var name: String
    /// cooperative, committee, group or other.
    public var kind: String
    /// Code of its division.
    public var divisionCode: String
    /// Name of its division.
    public var division: String
    /// The first month it takes vouchers.
    public var opened: Month
    /// The chart in force last.
    public var chart: ChartVersion
    /// The year since which it is.
    public var chartSince: Int
    /// Members or inhabitants.
    public var population: Int?
    /// Reserve rate of the charter in hundredths of a percent.
    public var charterReserveRate: Int?
    /// 统一社会信用代码
    public var creditCode: String?
    /// Posted vouchers.
    public var vouchers: Int
    /// The last closed month.
    public var lastClosed: Month?
}

/// A user 用户 as it stands in the ledger.
public struct UserRecord: Sendable, Equatable {
    /// The name given with `--user`.
    public var name: String
    /// The name printed on vouchers.
    public var displayName: String
    /// What the user may do.
    public var roles: [UserRole]
    /// Code of the division whose books are within reach.
    public var scope: String
    /// The person behind the user.
    public var person: String
    /// Whether out of service.
    public var isDisabled: Bool
}

/// An account 科目 with whether it takes entries.
public struct AccountRecord: Sendable, Equatable {
    /// The account.
    public var account: Account
    /// Whether nothing listed hangs below it.
    public var isLeaf: Bool
}

/// A counterparty 往来单位 of a book.
public struct CounterpartyRecord: Sendable, Equatable {
    /// Its code.
    public var code: String
    /// Its name.
    public var name: String
    /// Code of the other book of the same village it stands for.
    public var otherBook: String?
}

/// An auxiliary dimension 辅助核算.
public struct DimensionRecord: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it is for.
    public var description: String
}

/// What a ledger file holds in short (账本概况).
public struct LedgerInfo: Sendable, Equatable {
    /// A row of the audit chain in short.
    public struct AuditRow: Sendable, Equatable {
        /// Its id.
        public var id: Int
        /// When, in UTC.
        public var at: String
        /// Who.
        public var user: String
        /// What.
        public var action: String
    }

    /// The version of the file.
    public var version: Int
    /// How many divisions.
    public var divisions: Int
    /// How many books.
    public var books: Int
    /// How many users.
    public var users: Int
    /// How many posted vouchers.
    public var vouchers: Int
    /// How many lines of posted vouchers.
    public var lines: Int
    /// How many drafts.
    public var drafts: Int
    /// Date of the earliest posted voucher.
    public var firstDate: CalendarDate?
    /// Date of the latest posted voucher.
    public var lastDate: CalendarDate?
    /// The last act.
    public var lastAudit: AuditRow?
}

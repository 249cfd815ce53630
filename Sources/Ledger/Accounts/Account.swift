/// A chart of accounts 科目表 by the accounting system it comes from.
///
/// The same number means different things in the two, so an account is (chart, code) and never the code alone.
public enum ChartVersion: String, Sendable, CaseIterable {
    /// 《村集体经济组织会计制度》 of 2004, for comparison years.
    case system2004 = "2004"
    /// 《农村集体经济组织会计制度》, in force since 1 January 2024.
    case system2023 = "2023"

    /// The first month in which it was in force 施行月份; that of a book which does not say when it was opened.
    public var firstMonth: Month {
        switch self {
        case .system2004: Month(validNumber: 2005_01)
        case .system2023: Month(validNumber: 2024_01)
        }
    }

    /// The first-level accounts whose lines must name a counterparty 往来单位.
    ///
    /// Without one a claim can't be told from a debt on the same account, nor aged, nor reconciled.
    public var counterpartyAccounts: Set<String> {
        switch self {
        case .system2004: ["112", "113", "202", "221"]
        case .system2023: ["112", "113", "211", "221"]
        }
    }

    /// The first-level accounts that hold operating income and whose lines must name an income source 收入来源.
    public var operatingIncomeAccounts: Set<String> {
        switch self {
        case .system2004: ["501", "511", "561"]
        case .system2023: ["501", "502"]
        }
    }
}

/// What kind of thing an account holds (科目类别).
public enum AccountCategory: String, Sendable, CaseIterable {
    /// 资产
    case asset
    /// 负债
    case liability
    /// 所有者权益
    case equity
    /// 成本
    case cost
    /// 收入, part of profit and loss
    case income
    /// 费用, part of profit and loss
    case expense
}

/// The side an account normally stands on (余额方向).
public enum Side: String, Sendable, CaseIterable {
    /// 借
    case debit
    /// 贷
    case credit
    /// Either, as 内部往来 does.
    case both
}

/// What an account is for where a rule needs one (科目用途); rules find accounts by role, never by code.
public enum AccountRole: String, Sendable, CaseIterable {
    /// 现金: never negative on any day.
    case cash
    /// 银行存款
    case bank
    /// 本年收益: only closing vouchers touch it.
    case currentYearIncome = "current-year-income"
    /// 各项分配: zero after the distribution.
    case distribution
    /// 未分配收益
    case undistributed
    /// 公积公益金: what a distribution must set aside first.
    case reserve
    /// 以前年度调整: where corrections of earlier years go.
    case priorYearAdjustment = "prior-year-adjustment"
    /// 预收租金: rent received in advance, released year by year.
    case rentInAdvance = "rent-in-advance"
    /// 押金 received
    case depositReceived = "deposit-received"
    /// 备用金: money handed to a person to spend and account for.
    case cashAdvance = "cash-advance"
    /// 运转支出: running costs of the village organisation.
    case runningCost = "running-cost"
    /// 在建工程
    case construction
    /// 固定资产清理
    case disposal
    /// 待处理财产损溢
    case pendingLoss = "pending-loss"

    /// Whether an account with the first role may stand below one with the second.
    ///
    /// 本年收益 and 收益分配 decide what a closing voucher may hold, 公积公益金 what a distribution sets aside, so all their details have a role of theirs and no
    /// other account has one.
    public static func mayStand(_ role: AccountRole?, below above: AccountRole?) -> Bool {
        closingFamily(role) == closingFamily(above)
    }

    private static func closingFamily(_ role: AccountRole?) -> Int {
        switch role {
        case .currentYearIncome: 1
        case .distribution, .undistributed, .priorYearAdjustment: 2
        case .reserve: 3
        default: 0
        }
    }
}

/// An account 科目 of a chart, of every book or of one.
public struct Account: Sendable, Equatable {
    /// The chart it belongs to.
    public var chart: ChartVersion
    /// Code of the book that added it; nil is an account of every book.
    public var book: String?
    /// Three digits at the first level and two more per level below.
    public var code: String
    /// Its name.
    public var name: String
    /// What it holds, given by its first level.
    public var category: AccountCategory
    /// Its normal side, given by its first level.
    public var side: Side
    /// What it is for, its own or that of the level above.
    public var role: AccountRole?
    /// The source a line on it has when none is written.
    public var defaultSource: String?
    /// The nature a line on it has when none is written.
    public var defaultNature: String?
    /// Names of the auxiliary dimensions 辅助核算 its lines carry.
    public var dimensions: [String] = []
    /// Whether it no longer takes entries.
    public var isDisabled = false

    /// An account with its code, name and what follows from its first level.
    public init(
        chart: ChartVersion, book: String? = nil, code: String, name: String, category: AccountCategory,
        side: Side,
        role: AccountRole? = nil, defaultSource: String? = nil, defaultNature: String? = nil
    ) {
        self.chart = chart
        self.book = book
        self.code = code
        self.name = name
        self.category = category
        self.side = side
        self.role = role
        self.defaultSource = defaultSource
        self.defaultNature = defaultNature
    }

    /// Whether what is on it is of one year: income and expense, whose balance a closing carries away.
    public var isOfYear: Bool { category == .income || category == .expense }

    /// 1 for a first-level account, 2 for one below it …
    public var level: Int { Self.level(of: code) }
    /// The code of the first-level account it hangs under.
    public var firstLevelCode: String { String(code.prefix(3)) }
    /// Whether its lines must name an income source.
    public var takesSource: Bool { chart.operatingIncomeAccounts.contains(firstLevelCode) }
    /// Whether its lines must name a counterparty.
    public var takesCounterparty: Bool { chart.counterpartyAccounts.contains(firstLevelCode) }

    /// The level of a code: three digits are the first, two more each level below.
    public static func level(of code: String) -> Int { max(1, (code.utf8.count - 1) / 2) }

    /// The code one level up; nil for a first-level account.
    public static func parent(of code: String) -> String? {
        code.utf8.count > 3 ? String(code.dropLast(2)) : nil
    }

    /// Whether the text is made like an account code: 3, 5, 7, 9 or 11 digits.
    public static func isCode(_ text: String) -> Bool {
        [3, 5, 7, 9, 11].contains(text.utf8.count) && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}

/// What the voucher rules need to know of an account (科目特征), as bits, so that a rule costs nothing per line.
public struct AccountTraits: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt16
    /// Traits from bits.
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Takes entries: it has no account below it in this book.
    public static let leaf = AccountTraits(rawValue: 1 << 0)
    /// Must name an income source.
    public static let takesSource = AccountTraits(rawValue: 1 << 1)
    /// Must name a counterparty.
    public static let takesCounterparty = AccountTraits(rawValue: 1 << 2)
    /// Income or expense.
    public static let profitAndLoss = AccountTraits(rawValue: 1 << 3)
    /// 本年收益
    public static let currentYearIncome = AccountTraits(rawValue: 1 << 4)
    /// 收益分配 with all its details
    public static let distribution = AccountTraits(rawValue: 1 << 5)
    /// 以前年度调整
    public static let priorYear = AccountTraits(rawValue: 1 << 6)
    /// 预收租金
    public static let advance = AccountTraits(rawValue: 1 << 7)
    /// No longer takes entries.
    public static let disabled = AccountTraits(rawValue: 1 << 8)
    /// Cash or bank
    public static let money = AccountTraits(rawValue: 1 << 9)

    /// The traits of an account; `isLeaf` says whether nothing hangs below it in the book at hand.
    public init(_ account: Account, isLeaf: Bool) {
        var traits: AccountTraits = isLeaf ? .leaf : []
        if account.takesSource { traits.insert(.takesSource) }
        if account.takesCounterparty { traits.insert(.takesCounterparty) }
        if account.isOfYear { traits.insert(.profitAndLoss) }
        switch account.role {
        case .currentYearIncome: traits.insert(.currentYearIncome)
        case .distribution, .undistributed: traits.insert(.distribution)
        case .priorYearAdjustment: traits.formUnion([.distribution, .priorYear])
        case .rentInAdvance: traits.insert(.advance)
        case .cash, .bank: traits.insert(.money)
        default: break
        }
        if account.isDisabled { traits.insert(.disabled) }
        self = traits
    }
}

/// What is known of an asset from a month on (资产变更记录): the first on its card, each later one a change on record.
///
/// A term is never overwritten. What it says holds from its month on and changes nothing that was depreciated before.
public struct AssetTerm: Sendable, Equatable {
    /// The month from which on it holds.
    public var month: Month
    /// 原值
    public var cost: Money
    /// 预计净残值
    public var salvage: Money
    /// 折旧方法
    public var method: DepreciationMethod
    /// 预计使用年限, in months from the first month of depreciation; nil where the method needs none.
    public var lifeMonths: Int?
    /// 预计总工作量 still to be done from this month on, millionths of a unit; nil where the method needs none.
    public var unitsTotal: Int64?
    /// The account that bears the depreciation 折旧费用科目; nil where nothing wears off.
    public var expenseAccount: String?
    /// 使用状况
    public var use: AssetUse
    /// 使用人或保管人
    public var keeper: String?
    /// 存放地点
    public var location: String?
    /// Why it was changed and on what document 变更依据; empty on the first.
    public var reason: String

    /// A term of its parts.
    public init(
        month: Month, cost: Money, salvage: Money = .zero, method: DepreciationMethod = .straightLine,
        lifeMonths: Int? = nil, unitsTotal: Int64? = nil, expenseAccount: String? = nil,
        use: AssetUse = .admin, keeper: String? = nil, location: String? = nil, reason: String = ""
    ) {
        self.month = month
        self.cost = cost
        self.salvage = salvage
        self.method = method
        self.lifeMonths = lifeMonths
        self.unitsTotal = unitsTotal
        self.expenseAccount = expenseAccount
        self.use = use
        self.keeper = keeper
        self.location = location
        self.reason = reason
    }

    /// What is spread over its life 应计折旧额.
    public var depreciable: Money { Money(fen: max(0, cost.fen &- salvage.fen)) }

    /// Up to here a cost is only a name 名义金额, which is not depreciated.
    public static let nominal = Money(fen: 100)

    /// Whether both spread their cost in the same way, so that the one goes on where the other stood.
    public func spreadsLike(_ other: AssetTerm) -> Bool {
        (cost, salvage, method, lifeMonths, unitsTotal)
            == (other.cost, other.salvage, other.method, other.lifeMonths, other.unitsTotal)
    }
}

/// An asset 资产 as its card has it.
public struct Asset: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// 卡片编号, unique in the book.
    public var code: String
    /// What it is 资产类别.
    public var kind: AssetKind
    /// 名称
    public var name: String
    /// 分类, in the office's own words.
    public var category: String?
    /// The day it was acquired 取得日期.
    public var acquired: CalendarDate
    /// The day it came into use 启用日期.
    public var started: CalendarDate
    /// The first month it wears off 起折月份.
    public var begins: Month
    /// The account of its cost 原值科目.
    public var costAccount: String
    /// The account of what wore off 累计折旧科目; nil where its cost account is reduced itself.
    public var accumulatedAccount: String?
    /// Who the cost stands with 往来单位, where the cost account asks for one.
    public var counterparty: String?
    /// What had worn off when it was taken over 期初累计折旧.
    public var openingAccumulated: Money
    /// The month through which ``openingAccumulated`` goes; nil where it was new.
    public var takenOver: Month?
    /// 数量, millionths of a unit.
    public var quantity: Int64?
    /// 计量单位
    public var unit: String?
    /// The voucher or document it came with 来源凭证.
    public var source: String?
    /// 备注
    public var note: String?
    /// What is known of it, the latest last; never empty.
    public var terms: [AssetTerm]

    /// A card of its parts.
    public init(
        book: String, code: String, kind: AssetKind, name: String, category: String? = nil,
        acquired: CalendarDate, started: CalendarDate, begins: Month, costAccount: String,
        accumulatedAccount: String? = nil, counterparty: String? = nil, openingAccumulated: Money = .zero, takenOver: Month? = nil,
        quantity: Int64? = nil, unit: String? = nil, source: String? = nil, note: String? = nil,
        terms: [AssetTerm]
    ) {
        precondition(!terms.isEmpty, "An asset card needs its first term.")
        self.book = book
        self.code = code
        self.kind = kind
        self.name = name
        self.category = category
        self.acquired = acquired
        self.started = started
        self.begins = begins
        self.costAccount = costAccount
        self.accumulatedAccount = accumulatedAccount
        self.counterparty = counterparty
        self.openingAccumulated = openingAccumulated
        self.takenOver = takenOver
        self.quantity = quantity
        self.unit = unit
        self.source = source
        self.note = note
        self.terms = terms
    }

    /// What holds in a month: the latest term not after it, or the first.
    public func term(in month: Month) -> AssetTerm {
        terms.last { $0.month <= month } ?? terms[0]
    }

    /// The last month it wears off when it goes on a day 当月减少当月照提: that month itself, or the one before where its
    /// first counted in full.
    public func lastMonth(goingOn date: CalendarDate) -> Month {
        begins > started.accountingMonth ? date.accountingMonth : date.accountingMonth.previous
    }

    /// What holds now.
    public var latest: AssetTerm { terms[terms.count - 1] }

    /// The first month the register itself has to depreciate.
    public var firstMonth: Month { takenOver.map { max($0.next, begins) } ?? begins }
}

/// What units of work 工作量 may be, in millionths.
public enum AssetUnits {
    /// A thousand million units.
    public static let limit: Int64 = 1_000_000_000_000_000
}

extension Money {
    /// A share of it in hundredths of a percent, rounded half up 按比例; of what is not below zero.
    public func share(hundredthsOfPercent rate: Int64) -> Money {
        precondition(fen >= 0 && 0...10_000 ~= rate, "A share is taken of an amount not below zero.")
        return Money(fen: fen.share(rate, of: 10_000))
    }
}

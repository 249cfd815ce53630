import Ledger

/// An asset card 资产卡片 to be added.
public struct AssetEntry: Sendable, PlacedEntry {
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?
    /// Book code 账套.
    public var book: String
    /// 卡片编号
    public var code: String
    /// 名称
    public var name: String
    /// 资产类别
    public var kind: AssetKind
    /// 分类, in the office's own words.
    public var category: String?
    /// 取得日期
    public var acquired: CalendarDate
    /// 启用日期; nil is the day it was acquired.
    public var started: CalendarDate?
    /// 原值
    public var cost: Money
    /// 净残值; nil follows from the rate.
    public var salvage: Money?
    /// 净残值率, hundredths of a percent; used where the salvage itself is not given.
    public var salvageRate: Int64?
    /// 折旧方法; nil is straight-line, and none for what never wears off.
    public var method: DepreciationMethod?
    /// 使用年限 in months.
    public var lifeMonths: Int?
    /// 预计总工作量, millionths of a unit.
    public var unitsTotal: Int64?
    /// 使用状况
    public var use: AssetUse = .admin
    /// 使用人或保管人
    public var keeper: String?
    /// 存放地点
    public var location: String?
    /// 原值科目; nil takes the usual one of the book's chart, and so with the two below.
    public var costAccount: String?
    /// 累计折旧科目
    public var accumulatedAccount: String?
    /// 折旧费用科目
    public var expenseAccount: String?
    /// 往来单位, where the cost account asks for one.
    public var counterparty: String?
    /// 期初累计折旧
    public var openingAccumulated: Money = .zero
    /// The month through which it goes 截至月份.
    public var takenOver: Month?
    /// 数量, millionths of a unit.
    public var quantity: Int64?
    /// 计量单位
    public var unit: String?
    /// 来源凭证
    public var source: String?
    /// 备注
    public var note: String?

    /// A card of what every card has.
    public init(
        book: String, code: String, name: String, kind: AssetKind, acquired: CalendarDate, cost: Money
    ) {
        self.book = book
        self.code = code
        self.name = name
        self.kind = kind
        self.acquired = acquired
        self.cost = cost
    }
}

/// What is to change on a card from a month on (资产变更); nil stays as it is.
public struct AssetChange: Sendable {
    /// The first month it counts for.
    public var month: Month
    /// Why, and on what document 变更依据.
    public var reason: String
    /// 原值
    public var cost: Money?
    /// 净残值
    public var salvage: Money?
    /// 折旧方法
    public var method: DepreciationMethod?
    /// 使用年限 in months, from the first month of depreciation.
    public var lifeMonths: Int?
    /// What is still to be done from this month on 剩余工作量, millionths of a unit.
    public var unitsTotal: Int64?
    /// 使用状况; the account that bears the depreciation follows it unless it is given.
    public var use: AssetUse?
    /// 折旧费用科目
    public var expenseAccount: String?
    /// 使用人或保管人
    public var keeper: String?
    /// 存放地点
    public var location: String?

    /// A change that changes nothing yet.
    public init(month: Month, reason: String) {
        self.month = month
        self.reason = reason
    }
}

/// A card as it stands in the register (资产卡片).
public struct AssetCard: Sendable, Equatable {
    /// The card with all its changes.
    public var asset: Asset
    /// What wore off, month by month, as drafts or posted.
    public var wear: [Wear]
    /// What was done each month 工作量, millionths of a unit.
    public var units: [Month: Int64]
    /// How it left the books; nil while it is there.
    public var disposal: Disposal?

    /// What wore off in a month (折旧记录).
    public struct Wear: Sendable, Equatable {
        /// The month.
        public var month: Month
        /// How much.
        public var amount: Money
        /// The voucher's name in the register 原凭证号.
        public var name: String
        /// Whether its voucher is posted; it is a draft else.
        public var isPosted: Bool
    }

    /// How an asset left the books (处置记录).
    public struct Disposal: Sendable, Equatable {
        /// The day.
        public var date: CalendarDate
        /// Why.
        public var reason: String
        /// What came in.
        public var proceeds: Money
        /// What was paid.
        public var expenses: Money
        /// The name of its first voucher in the register 原凭证号.
        public var name: String
        /// Whether that is posted; it is a draft else.
        public var isPosted: Bool
    }

    /// How it stands (状态).
    public enum State: String, Sendable, CaseIterable {
        /// 在用
        case inUse = "in-use"
        /// 已提足: all has worn off.
        case wornOff = "worn-off"
        /// 处置中: its disposal is a draft.
        case leaving
        /// 已处置
        case disposed
    }

    /// What has worn off 累计折旧, that of before it was taken over among it.
    public var accumulated: Money {
        Money.total([asset.openingAccumulated] + wear.map(\.amount))
    }
    /// What it is worth 净值; nothing once it is gone.
    public var net: Money {
        state == .disposed ? .zero : Money(fen: asset.latest.cost.fen &- accumulated.fen)
    }
    /// The last month that was depreciated.
    public var lastMonth: Month? { wear.map(\.month).max() }
    /// How it stands.
    public var state: State {
        if let disposal { return disposal.isPosted ? .disposed : .leaving }
        let isDone = asset.kind.wearsOff && accumulated >= asset.latest.depreciable
        return isDone && asset.latest.cost > AssetTerm.nominal ? .wornOff : .inUse
    }

    /// What is still to be done 剩余工作量 after the last month depreciated, millionths of a unit.
    public var unitsLeft: Int64? {
        let term = asset.latest
        guard term.method == .units, let total = term.unitsTotal else { return nil }
        let booked = Set(wear.map(\.month))
        let done = units.filter { $0.key >= term.month && booked.contains($0.key) }.values
        return max(1, total - done.reduce(0, +))
    }

    /// How it wears off; until it goes.
    public var schedule: DepreciationSchedule {
        DepreciationSchedule(
            asset, units: units, last: disposal.map { asset.lastMonth(goingOn: $0.date) })
    }

    /// The months through `month` in which it wears off and for which nothing was booked.
    public func missing(through month: Month) -> [DepreciationSchedule.Step] {
        let booked = Set(wear.map(\.month))
        return schedule.steps(through: month).filter { !booked.contains($0.month) }
    }
}

extension AssetCard {
    /// How a month's routine finds a card (计提情况).
    public enum Due: String, Sendable, CaseIterable {
        /// 应计提: it wears off in the month, or before, and nothing was booked of it.
        case due
        /// 已计提
        case done
        /// 不计提: land, public-good and consumptive biological assets, and nominal costs.
        case never
        /// 暂停计提
        case suspended
        /// 未到起折月份
        case notBegun = "not-begun"
        /// 已提足
        case wornOff = "worn-off"
        /// 已处置
        case disposed
    }

    /// How the routine of a month finds the card.
    public func due(in month: Month) -> Due {
        if !missing(through: month).isEmpty { return .due }
        if wear.contains(where: { $0.month == month }) { return .done }
        if !asset.kind.wearsOff || asset.term(in: month).cost <= AssetTerm.nominal { return .never }
        if let disposal, disposal.date.accountingMonth <= month { return .disposed }
        if month < asset.firstMonth { return .notBegun }
        return asset.term(in: month).method == .none ? .suspended : .wornOff
    }
}

/// What running a month's depreciation did (计提结果).
public struct DepreciationOutcome: Sendable {
    /// Book code 账套.
    public var book: String
    /// The month.
    public var month: Month
    /// Cards of the book that wear off in the month.
    public var cards: Int
    /// What was charged; empty where there was nothing to do.
    public var charges: [AssetCharge] = []
    /// The voucher posted or the draft kept; nil where there was nothing to book.
    public var voucher: String?
    /// Runs of the month there were before, by name 原凭证号.
    public var before: [String] = []
    /// What should be looked at.
    public var warnings: [any LedgerProblem] = []

    /// All that was charged.
    public var amount: Money { Money.total(charges.map(\.amount)) }
}

/// What disposing of an asset did (处置结果).
public struct AssetDisposalOutcome: Sendable {
    /// The drafts kept, in order, that of the depreciation still missing first.
    public var drafts: [DraftName]
    /// 原值
    public var cost: Money
    /// 累计折旧 at that day.
    public var accumulated: Money
    /// 处置损益, negative for a loss.
    public var result: Money
}

/// An account on which the register and the ledger differ (账卡不符).
public struct AssetDifference: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// The account.
    public var account: String
    /// Its name.
    public var name: String
    /// What the cards add up to, debit-positive.
    public var register: Money
    /// What the ledger says, debit-positive.
    public var ledger: Money
}

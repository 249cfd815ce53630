/// What a card of the register is about (资产类别), which decides whether it wears off and by what name.
public enum AssetKind: String, NamedWord {
    /// 固定资产
    case fixed
    /// 单独计价入账的土地, which never wears off.
    case land
    /// 生产性生物资产
    case productive
    /// 消耗性生物资产, kept like goods in stock.
    case consumptive
    /// 公益性生物资产
    case publicGood = "public-good"
    /// 无形资产
    case intangible
    /// 长期待摊费用, and what was paid in advance and is released month by month 待摊.
    case deferred

    /// The column it stands in.
    public static let column = ImportColumn("kind", chinese: "资产类别")

    /// Whether it is depreciated or amortised at all: land, public-good and consumptive biological assets never are.
    public var wearsOff: Bool {
        switch self {
        case .fixed, .productive, .intangible, .deferred: true
        case .land, .publicGood, .consumptive: false
        }
    }

    /// Whether it wears off from the month after it comes into use, and for the whole month it goes 当月增加下月计提; else from
    /// the month it comes until the month before it goes, where the setting `amortisation-first-month` says so.
    public var startsInNextMonth: Bool { self != .intangible && self != .deferred }

    /// Whether it leaves the books by way of 固定资产清理.
    public var goesThroughClearing: Bool { self == .fixed || self == .land }

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .fixed: "固定资产"
        case .land: "土地"
        case .productive: "生产性生物资产"
        case .consumptive: "消耗性生物资产"
        case .publicGood: "公益性生物资产"
        case .intangible: "无形资产"
        case .deferred: "长期待摊费用"
        }
    }

    /// What the monthly voucher calls its wearing off.
    public var wearingOff: String { self == .fixed || self == .productive ? "计提" : "摊销" }
}

/// What an asset serves (使用状况), which decides who bears its depreciation.
public enum AssetUse: String, NamedWord {
    /// 管理自用: borne by 管理费用.
    case admin
    /// 出租: borne by 经营支出.
    case letOut = "let"
    /// 生产经营自用: borne by 经营支出.
    case operating
    /// 公益: borne by 公益支出.
    case publicGood = "public-good"
    /// 闲置: borne by 管理费用.
    case idle

    /// The column it stands in.
    public static let column = ImportColumn("use", chinese: "使用状况")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .admin: "管理自用"
        case .letOut: "出租"
        case .operating: "生产经营"
        case .publicGood: "公益"
        case .idle: "闲置"
        }
    }

    /// What it is called in short.
    public var otherNames: [String] {
        switch self {
        case .admin: ["管理", "自用"]
        case .operating: ["经营", "经营自用", "生产经营自用"]
        default: []
        }
    }
}

/// How the cost of an asset is spread over its life (折旧方法).
public enum DepreciationMethod: String, NamedWord {
    /// 年限平均法, the default.
    case straightLine = "straight-line"
    /// 工作量法: by the units done each month.
    case units
    /// 双倍余额递减法, accelerated.
    case doubleDeclining = "double-declining"
    /// 年数总和法, accelerated.
    case sumOfYears = "sum-of-years"
    /// 不计提: of what never wears off, and while it is suspended.
    case none

    /// The column it stands in.
    public static let column = ImportColumn("method", chinese: "折旧方法")

    /// Whether it is accelerated, and so has to be switched on by the setting `accelerated-depreciation`.
    public var isAccelerated: Bool { self == .doubleDeclining || self == .sumOfYears }
    /// Whether it needs a life in months.
    public var needsLife: Bool { self != .units && self != .none }

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .straightLine: "年限平均法"
        case .units: "工作量法"
        case .doubleDeclining: "双倍余额递减法"
        case .sumOfYears: "年数总和法"
        case .none: "不计提"
        }
    }
}

/// What an account is to an asset (资产科目用途).
public enum AssetAccountPurpose: String, CaseIterable, Sendable {
    /// 原值
    case cost
    /// 累计折旧, 累计摊销
    case accumulated
    /// 折旧费用
    case expense
    /// 固定资产清理
    case clearing
    /// 处置收益
    case gain
    /// 处置损失
    case loss

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .cost: "原值科目"
        case .accumulated: "累计折旧（摊销）科目"
        case .expense: "折旧费用科目"
        case .clearing: "固定资产清理科目"
        case .gain: "处置收益科目"
        case .loss: "处置损失科目"
        }
    }
}

/// What a contract lets or earns with (合同类别).
public enum ContractKind: String, NamedWord {
    /// 留用地物业租赁: property on 10 % retained land.
    case retainedLand = "retained-land"
    /// 物业租赁: shops, workshops, offices on other land.
    case property
    /// 土地发包: farmland, woodland, ponds contracted out.
    case land
    /// 闲置农房
    case farmhouse
    /// 经营承包: a business of the collective run by somebody else.
    case operation
    /// 其他
    case other

    /// The column it stands in.
    public static let column = ImportColumn("kind", chinese: "合同类别")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .retainedLand: "留用地"
        case .property: "物业租赁"
        case .land: "土地发包"
        case .farmhouse: "闲置农房"
        case .operation: "经营承包"
        case .other: "其他"
        }
    }

    /// The longest such a contract may run 最长年限 before a check names it: 20 years of a lease (Civil Code §705), of
    /// land 70 (woodland; Rural Land Contracting Law §21). The settings narrow it.
    public var longestYears: Int { self == .land ? RentTerms.longestYears : 20 }
}

/// Whose income the rent of a contract is (合同身份).
public enum ContractRole: String, NamedWord {
    /// 自有: the collective's own.
    case own
    /// 代理: collected for households; only the fee is income.
    case agent
    /// 转租: taken over from households and let at the collective's own risk; all of the rent is income, what the
    /// households get is cost.
    case principal

    /// The column it stands in.
    public static let column = ImportColumn("role", chinese: "合同身份")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .own: "自有"
        case .agent: "代理"
        case .principal: "转租"
        }
    }
}

/// How value-added tax bears on a rent (增值税处理).
public enum VATTreatment: String, NamedWord {
    /// 小规模纳税人起征点以下免税
    case exemptThreshold = "exempt-threshold"
    /// 农业免税
    case exemptAgricultural = "exempt-agricultural"
    /// 征税
    case taxed
    /// 不涉及
    case none

    /// The column it stands in.
    public static let column = ImportColumn("vat_treatment", chinese: "增值税处理")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .exemptThreshold: "起征点免税"
        case .exemptAgricultural: "农业免税"
        case .taxed: "征税"
        case .none: "不涉及"
        }
    }
}

/// Where a property lies (物业所在地), which bears on its taxes.
public enum PropertyDistrict: String, NamedWord {
    /// 城市
    case city
    /// 建制镇
    case town
    /// 农村
    case rural

    /// The column it stands in.
    public static let column = ImportColumn("district", chinese: "物业所在地")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .city: "城市"
        case .town: "建制镇"
        case .rural: "农村"
        }
    }
}

/// How often rent falls due (缴租周期), in months: `1m`, `3m`, `6m`, `1y`, `3y`.
public struct RentRhythm: Sendable, Hashable {
    /// Months from one part to the next: 1, 2, 3, 4, 6, 12 or a multiple of 12.
    public let months: Int

    /// A rhythm of so many months; nil unless they fill years or divide one.
    public init?(months: Int) {
        let fits = months > 0 && (months < 12 ? 12 % months == 0 : months % 12 == 0)
        guard fits, months <= RentTerms.longestYears * 12 else { return nil }
        self.months = months
    }

    /// Once a year 一年一付.
    public static let yearly = RentRhythm(validMonths: 12)

    private init(validMonths: Int) { months = validMonths }

    /// Parts of a year; 1 where a part covers a year or more.
    var partsOfYear: Int { max(1, 12 / months) }
    /// Contract years that fall due together; 1 where a year has one part or more.
    var yearsTogether: Int { max(1, months / 12) }

    /// Reads `3m` or `1y`, also `季`, `半年`, `年`.
    public init?(parsing text: String) {
        switch text {
        case "月", "每月", "月付": self.init(months: 1)
        case "季", "季度", "每季", "季付": self.init(months: 3)
        case "半年", "半年付": self.init(months: 6)
        case "年", "每年", "年付": self.init(months: 12)
        default:
            let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
            guard let count = Int(Substring(digits)), count <= 1200 else { return nil }
            switch String(text.utf8.dropFirst(digits.count)) {
            case "m", "个月": self.init(months: count)
            case "y", "年": self.init(months: count * 12)
            default: return nil
            }
        }
    }
}

extension RentRhythm: CustomStringConvertible {
    /// The rhythm as `3m` or `1y`; reads back as the same.
    public var description: String { months % 12 == 0 ? "\(months / 12)y" : "\(months)m" }
}

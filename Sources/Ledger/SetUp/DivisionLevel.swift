/// The level of a division 行政区划级别, from the top.
public enum DivisionLevel: String, NamedWord {
    /// 省
    case province
    /// 市
    case city
    /// 县区
    case county
    /// 乡镇
    case township
    /// 村
    case village

    /// The column it stands in.
    public static let column = ImportColumn("level", chinese: "级别")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .province: "省"
        case .city: "市"
        case .county: "县区"
        case .township: "乡镇"
        case .village: "村"
        }
    }

    /// What divisions of the level are called themselves.
    public var otherNames: [String] {
        switch self {
        case .province: ["省级", "自治区", "直辖市"]
        case .city: ["市级", "地级市", "地区", "自治州", "盟"]
        case .county: ["县级", "县", "区", "区县", "县级市", "市辖区", "自治县", "旗"]
        case .township: ["乡级", "乡", "镇", "街道", "民族乡", "苏木"]
        case .village: ["村级", "行政村", "社区", "嘎查"]
        }
    }
}

/// What kind of entity keeps a book 账套类别.
public enum BookKind: String, NamedWord {
    /// 合作社
    case cooperative
    /// 村委会
    case committee
    /// 村民小组
    case group
    /// 其他
    case other

    /// The column it stands in.
    public static let column = ImportColumn("kind", chinese: "类别")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .cooperative: "合作社"
        case .committee: "村委会"
        case .group: "村民小组"
        case .other: "其他"
        }
    }

    /// Its names in full and in short.
    public var otherNames: [String] {
        switch self {
        case .cooperative: ["经济合作社", "股份经济合作社"]
        case .committee: ["村民委员会"]
        case .group: ["小组"]
        case .other: ["其它"]
        }
    }
}

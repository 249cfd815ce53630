/// What a user may do (角色).
public enum UserRole: String, NamedWord {
    /// 报账员
    case clerk
    /// 制单
    case preparer
    /// 审核
    case reviewer
    /// 记账
    case poster
    /// 出纳
    case cashier
    /// 监事
    case supervisor
    /// 乡镇
    case township
    /// 区县
    case district
    /// 审计, reads only
    case auditor
    /// 管理员
    case admin

    /// The column they stand in.
    public static let column = ImportColumn("roles", chinese: "角色")

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .clerk: "报账员"
        case .preparer: "制单"
        case .reviewer: "审核"
        case .poster: "记账"
        case .cashier: "出纳"
        case .supervisor: "监事"
        case .township: "乡镇"
        case .district: "区县"
        case .auditor: "审计"
        case .admin: "管理员"
        }
    }

    /// What whoever has it is called.
    public var otherNames: [String] {
        switch self {
        case .preparer: ["制单人", "制单员"]
        case .reviewer: ["审核人", "审核员"]
        case .poster: ["记账人", "记账员"]
        case .cashier: ["出纳员"]
        case .district: ["县区"]
        default: []
        }
    }
}

/// Why a line does not count in a measure (不计入原因): a stable code and a sentence in both languages.
public struct ExclusionReason: Sendable, Hashable {
    /// The stable code, `closing`; for a kind of money that never counts its own code, `land-compensation`.
    public var code: String
    /// In Chinese.
    public var chinese: String
    /// In English.
    public var english: String

    /// A reason of its parts.
    public init(_ code: String, zh: String, en: String) {
        self.code = code
        chinese = zh
        english = en
    }

    /// Carries profit and loss forward, earns nothing.
    public static let closing = ExclusionReason(
        "closing", zh: "结转凭证，不是当年发生额", en: "closing entry, no turnover of the year")
    /// Shares the income out.
    public static let distribution = ExclusionReason(
        "distribution", zh: "收益分配凭证，不是收入", en: "distribution of income, not income")
    /// A correction of an earlier year.
    public static let priorYear = ExclusionReason(
        "prior-year", zh: "以前年度调整，计入归属年度的调整栏",
        en: "correction of an earlier year, shown with its year of origin")
    /// Dealings between two books of one village.
    public static let sameVillage = ExclusionReason(
        "same-village", zh: "本村账套之间的往来，已抵销", en: "dealings between books of one village, eliminated")
    /// Government money on the account for it.
    public static let subsidy = ExclusionReason(
        "subsidy", zh: "补助收入，不是经营性收入", en: "subsidy, not operating income")
    /// Interest, disposal, penalties …
    public static let otherIncome = ExclusionReason(
        "other-income", zh: "其他收入，不是经营性收入", en: "other income, not operating income")
    /// Any other account.
    public static let notInFormula = ExclusionReason(
        "not-in-formula", zh: "科目不在口径公式内", en: "the account is not part of the formula")

    /// The reasons of the kinds of money that never count, by kind, from their table: code, chinese, reason.
    public static func kinds(_ rows: [[String: String]]) -> [String: ExclusionReason] {
        var kinds: [String: ExclusionReason] = [:]
        for row in rows {
            guard let code = row["code"], !code.isEmpty else { continue }
            kinds[code] = ExclusionReason(code, zh: row["chinese"] ?? code, en: row["reason"] ?? code)
        }
        return kinds
    }
}

extension ChartVersion {
    /// First-level accounts that hold subsidies 补助收入.
    public var subsidyAccounts: Set<String> {
        switch self {
        case .system2004: ["521", "522"]
        case .system2023: ["503"]
        }
    }

    /// First-level accounts that hold other income 其他收入.
    public var otherIncomeAccounts: Set<String> {
        switch self {
        case .system2004: ["531"]
        case .system2023: ["504"]
        }
    }
}

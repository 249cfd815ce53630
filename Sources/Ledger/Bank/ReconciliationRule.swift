/// A rule by which items of both sides are taken for the same money (自动勾对规则), strongest first.
///
/// Every rule asks for equal sums to the fen and never chooses: where more than one answer fits, the items stay open and
/// are listed with their candidates. None runs by itself: somebody asks for it each time, and every match keeps the name
/// of its rule. 《会计软件基本功能和服务规范》第二十一条(一): automatic handling by authorisation, its rules listed and traceable.
public enum ReconciliationRule: String, Sendable, CaseIterable {
    /// A voucher and its full reversal 红字冲销, neither of which the bank ever saw.
    case reversal
    /// The bank's serial number is the receipt number of the entry.
    case reference
    /// The same counterparty, and nothing else of that amount with it within the days allowed.
    case party
    /// Nothing else of that amount within the days allowed, and the counterparties do not contradict each other.
    case amount
    /// One item against several whose sum it is.
    case sum

    /// What it says, in Chinese.
    public var chinese: String {
        switch self {
        case .reversal: "凭证与它的红字冲销在账内相抵，金额合计为零"
        case .reference: "银行流水号与票据号相同（至少 6 位），金额相等，两边都只有一笔"
        case .party: "对方户名相同、金额相等、日期在窗口内，两边都只有一笔"
        case .amount: "金额相等、日期在窗口内，两边都只有一笔，户名不矛盾"
        case .sum: "一笔对多笔：同一户名的若干笔，或同一凭证、同日同户名、同日同摘要的全部各笔，合计相等，且只有一种凑法"
        }
    }

    /// What it says, in English.
    public var english: String {
        switch self {
        case .reversal: "a voucher and its full reversal cancel out inside the book"
        case .reference:
            "the bank's serial number is the receipt number (6 characters or more), equal amounts, one on each side"
        case .party: "same counterparty, equal amounts, dates within the window, one on each side"
        case .amount:
            "equal amounts, dates within the window, one on each side, counterparties not contradicting"
        case .sum:
            "one against several with the same counterparty, or against all of a voucher, or all of a day with one counterparty or summary; equal sums, one way only"
        }
    }

    /// The rules a setting names, joined by `|`; nil where a word is none. `none` switches all off.
    public static func list(_ text: String) -> [ReconciliationRule]? {
        if text == "none" { return [] }
        var rules: Set<ReconciliationRule> = []
        for word in text.split(separator: "|") {
            guard let rule = ReconciliationRule(rawValue: String(word)) else { return nil }
            rules.insert(rule)
        }
        return rules.isEmpty ? nil : allCases.filter(rules.contains)
    }

    /// All of them, as a setting writes them.
    public static let everyOne = allCases.map(\.rawValue).joined(separator: "|")
}

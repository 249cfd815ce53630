/// The word before a voucher's number (凭证字): 记 alone, or 收, 付 and 转.
public enum VoucherKind: String, Sendable, CaseIterable {
    /// 记账
    case general = "记"
    /// 收款
    case receipt = "收"
    /// 付款
    case payment = "付"
    /// 转账
    case transfer = "转"
}

/// What a voucher does (凭证类型).
public enum VoucherType: String, Sendable, CaseIterable {
    /// Everyday business 日常.
    case normal
    /// Profit and loss carried to 本年收益 and on to 收益分配: 结转.
    case closing
    /// The year's income shared out by the members' meeting: 分配.
    case distribution
    /// A difference put right in the same year: 更正.
    case correction
    /// A correction of an earlier year through 以前年度调整.
    case priorYear = "prior-year"

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .normal: "日常"
        case .closing: "结转"
        case .distribution: "分配"
        case .correction: "更正"
        case .priorYear: "以前年度"
        }
    }

    /// Whether its amounts count as turnover of the year in a measure 口径.
    public var countsInMeasures: Bool { self != .closing && self != .distribution }
    /// Whether it may do without source documents.
    public var needsAttachment: Bool { self != .closing && self != .correction }
    /// Whether red and black amounts may stand in one voucher.
    public var allowsMixedSigns: Bool { self == .closing || self == .correction || self == .priorYear }
}

/// The name of a posted voucher, `BOOK/2026-03/记-12` (凭证号).
///
/// Numbers run per book, month and kind from 1 without gap or repeat and are given at posting and nowhere else.
public struct VoucherName: Sendable, Hashable, CustomStringConvertible {
    /// Book code.
    public var book: String
    /// The month whose numbers it belongs to.
    public var month: Month
    /// 记, 收, 付 or 转.
    public var kind: VoucherKind
    /// From 1.
    public var number: Int

    /// A name of its parts.
    public init(book: String, month: Month, kind: VoucherKind, number: Int) {
        self.book = book
        self.month = month
        self.kind = kind
        self.number = number
    }

    /// The name written as `BOOK/2026-03/记-12`; a missing book, or book and month, are taken from `context`.
    ///
    /// Nil when the text is not made like a voucher's name.
    public init?(parsing text: String, book contextBook: String? = nil, month contextMonth: Month? = nil) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let last = parts.last else { return nil }
        let ends = last.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2, let kind = VoucherKind(rawValue: ends[0]), let number = Int(ends[1]),
            number > 0
        else {
            return nil
        }
        let month = parts.count > 1 ? try? Month(parsing: parts[parts.count - 2]) : contextMonth
        let book = parts.count > 2 ? parts.dropLast(2).joined(separator: "/") : contextBook
        guard let month, let book, !book.isEmpty else { return nil }
        self.init(book: book, month: month, kind: kind, number: number)
    }

    /// `BOOK/2026-03/记-12`
    public var description: String { "\(book)/\(month)/\(kind.rawValue)-\(number)" }
}

/// The name of a draft, `BOOK#17` (草稿号): temporary, given up when the draft is posted.
public struct DraftName: Sendable, Hashable, CustomStringConvertible {
    /// Book code.
    public var book: String
    /// From 1, never used again within the book.
    public var number: Int

    /// A name of its parts.
    public init(book: String, number: Int) {
        self.book = book
        self.number = number
    }

    /// The name written as `BOOK#17`; nil when the text is not made like one.
    public init?(parsing text: String) {
        let parts = text.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let number = Int(parts[1]), number > 0 else { return nil }
        self.init(book: String(parts[0]), number: number)
    }

    /// `BOOK#17`
    public var description: String { "\(book)#\(number)" }
}

/// What `check` found (检查发现): something that should be looked at, from a broken rule to a hint.
public struct Finding: Sendable, Equatable {
    /// How bad it is.
    public enum Severity: String, Sendable, CaseIterable {
        /// 错误: a rule is broken.
        case error
        /// 警告: lawful, but should be put right or explained.
        case warning
        /// 提示: worth a look.
        case note
    }

    /// The stable name, `period.negative-cash`.
    public var code: String
    /// How bad it is.
    public var severity: Severity
    /// Code of the book 账套, where one is concerned.
    public var book: String?
    /// Name of the voucher 凭证, `V001/2026-03/记-12`, where one is concerned.
    public var voucher: String?
    /// What was found, in Chinese.
    public var messageZh: String
    /// What was found, in English.
    public var messageEn: String

    /// A finding of its parts.
    public init(
        code: String, severity: Severity, book: String? = nil, voucher: String? = nil, messageZh: String,
        messageEn: String
    ) {
        self.code = code
        self.severity = severity
        self.book = book
        self.voucher = voucher
        self.messageZh = messageZh
        self.messageEn = messageEn
    }

    /// What was found, in the language asked for.
    public func message(in language: Language) -> String { language == .chinese ? messageZh : messageEn }
}

/// Something the bookkeeper or the caller got wrong (问题): never our own mistake, which is a `precondition`.
///
/// Every problem has a stable ``code`` (`area.name`, the same in both languages, in triggers and in the
/// catalogue), a ``kind`` that each surface maps once to its own status, and a sentence in Chinese and in
/// English that says what is wrong with its numbers and then what to do.
public protocol LedgerProblem: Error, Sendable {
    /// The stable name, `voucher.unbalanced`.
    var code: String { get }
    /// What sort of refusal this is; mapped once to an exit code, once to an HTTP status.
    var kind: ProblemKind { get }
    /// The sentence in Chinese.
    var chinese: String { get }
    /// The sentence in English.
    var english: String { get }
}

/// What sort of refusal a problem is (问题类别).
public enum ProblemKind: Sendable, Equatable {
    /// A rule of bookkeeping said no.
    case refused
    /// Input that cannot be read: not CSV, a bad amount or date, not a ledger file.
    case unreadable
    /// Something named does not exist: a file, a book, a voucher, a user.
    case unknown
    /// A needed part of the machine is missing.
    case missingPart
    /// The target exists already.
    case exists
    /// Disk or permission.
    case io
    /// Another process holds the ledger, or it changed meanwhile.
    case busy
}

/// A problem and where in the input it stands (定位的问题).
public struct LocatedProblem: Sendable {
    /// The line of the input file, counted from 1; of vouchers that come in no file, the line of the voucher.
    public var line: Int
    /// Which of several vouchers that come in no file, counted from 1.
    public var voucher: Int?
    /// What is wrong there.
    public var problem: any LedgerProblem

    /// A problem at a line of the input, counted from 1.
    public init(line: Int, problem: any LedgerProblem) {
        self.line = line
        self.problem = problem
    }
}

/// The two languages every message exists in (语言).
public enum Language: String, Sendable, CaseIterable {
    /// 中文, the default.
    case chinese = "zh"
    /// English.
    case english = "en"
}

extension LedgerProblem {
    /// The sentence in the language asked for.
    public func message(in language: Language) -> String {
        language == .chinese ? chinese : english
    }
}

/// The whole text of a problem in one place (问题文本), so that a case is written once and not in four switches.
public struct ProblemText: Sendable {
    /// The stable name.
    public var code: String
    /// What sort of refusal it is.
    public var kind: ProblemKind
    /// The sentence in Chinese.
    public var chinese: String
    /// The sentence in English.
    public var english: String

    /// A refusal by a rule of bookkeeping, unless another kind is said.
    public init(_ code: String, _ kind: ProblemKind = .refused, zh: String, en: String) {
        self.code = code
        self.kind = kind
        self.chinese = zh
        self.english = en
    }
}

/// A problem that keeps its words together in one ``ProblemText``.
public protocol TextualProblem: LedgerProblem {
    /// Code, kind and both sentences.
    var text: ProblemText { get }
}

extension TextualProblem {
    /// The stable name.
    public var code: String { text.code }
    /// What sort of refusal it is.
    public var kind: ProblemKind { text.kind }
    /// The sentence in Chinese.
    public var chinese: String { text.chinese }
    /// The sentence in English.
    public var english: String { text.english }
}

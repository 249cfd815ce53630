/// One of a few words that may be typed in Chinese or in English (用词): a kind, a level, a use, a role.
///
/// What is stored is always the English word, the raw value.
public protocol NamedWord: RawRepresentable<String>, CaseIterable, Sendable {
    /// Its name in Chinese, as the program shows it.
    var chinese: String { get }
    /// What else it is commonly called; read, never shown.
    var otherNames: [String] { get }
    /// The column or option it stands in.
    static var column: ImportColumn { get }
}

extension NamedWord {
    /// Nothing else unless a word says so.
    public var otherNames: [String] { [] }

    /// All of them in both languages.
    public static var words: AllowedWords {
        AllowedWords(chinese: allCases.map(\.chinese), english: allCases.map(\.rawValue))
    }

    /// The word a text means in either language; nil when it means none.
    public static func meant(by text: String) -> Self? {
        allCases.first { $0.rawValue == text || $0.chinese == text || $0.otherNames.contains(text) }
    }

    /// The word a text means in either language.
    ///
    /// - Throws: ``NamedThingProblem/valueInvalid(column:value:allowed:)``.
    public static func named(_ text: String) throws(NamedThingProblem) -> Self {
        if let found = meant(by: text) { return found }
        throw .valueInvalid(column: column, value: text, allowed: words)
    }
}

/// The words that may stand in a column, for a message (可用的词).
public struct AllowedWords: Sendable, Equatable {
    /// In Chinese.
    public let chinese: [String]
    /// In English, in the same order.
    public let english: [String]

    /// Words by their names in both languages.
    public init(chinese: [String], english: [String]) {
        self.chinese = chinese
        self.english = english
    }

    /// Words that are the same in every language, such as years.
    public init(_ words: [String]) { self.init(chinese: words, english: words) }
}

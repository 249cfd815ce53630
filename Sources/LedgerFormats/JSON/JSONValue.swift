import Ledger

/// A value read from JSON (JSON 值), with the line it stands on.
///
/// Numbers are whole: money is fen, or yuan written as text, so that no amount ever passes through a fraction.
public struct JSONValue: Sendable {
    /// What it is.
    public enum Content: Sendable {
        /// `null`
        case null
        /// `true` or `false`
        case flag(Bool)
        /// A whole number.
        case whole(Int64)
        /// A text.
        case text(String)
        /// An array.
        case array([JSONValue])
        /// An object, its keys in the order written.
        case object([(key: String, value: JSONValue)])
    }

    /// What it is.
    public let content: Content
    /// The line it starts on, counted from 1.
    public let line: Int

    /// What JSON calls such a value, for a message.
    var kind: JSONKind {
        switch content {
        case .null: .null
        case .flag: .flag
        case .whole: .whole
        case .text: .text
        case .array: .array
        case .object: .object
        }
    }
}

/// The kinds of value (JSON 值类型), as messages call them.
public enum JSONKind: Sendable, Equatable {
    /// `null`
    case null
    /// `true` or `false`
    case flag
    /// A whole number.
    case whole
    /// A text.
    case text
    /// An array.
    case array
    /// An object.
    case object

    var chinese: String {
        switch self {
        case .null: "null"
        case .flag: "真假值"
        case .whole: "整数"
        case .text: "带引号的文字"
        case .array: "数组"
        case .object: "对象"
        }
    }

    var english: String {
        switch self {
        case .null: "null"
        case .flag: "true or false"
        case .whole: "a whole number"
        case .text: "a text in quotes"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// What can be wrong with JSON that is read (JSON 问题); always unreadable.
public enum JSONProblem: TextualProblem, Equatable {
    /// It is not JSON; `found` is what stands there, `expected` what may.
    case malformed(found: QuotedText, expected: String)
    /// A number with a fraction or an exponent.
    case fraction(QuotedText)
    /// A whole number too long to be one.
    case tooLarge(QuotedText)
    /// The same key twice in one object.
    case duplicateKey(QuotedText)
    /// Objects and arrays inside each other too deep.
    case tooDeep(limit: Int)
    /// Bytes that are not UTF-8.
    case notUTF8
    /// A key nobody knows.
    case unknownKey(QuotedText, known: [String])
    /// A key that must be there.
    case missingKey(String)
    /// A value of another kind than the key takes.
    case wrongKind(key: String, found: JSONKind, expected: JSONKind)
    /// Two keys that say the same thing.
    case bothKeys(String, String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .malformed(let found, let expected):
            let shown = found.isBlank ? "" : "“\(found)”"
            return ProblemText(
                "json.malformed", .unreadable,
                zh: "这里不是 JSON：\(shown.isEmpty ? "内容到此结束" : "出现 \(shown)")，应为 \(expected)。请改正。",
                en:
                    "This is not JSON: \(shown.isEmpty ? "it ends here" : "found \(shown)") where \(expected) should stand. "
                    + "Correct it.")
        case .fraction(let number):
            return ProblemText(
                "json.fraction", .unreadable,
                zh: "数字“\(number)”带小数或指数，会丢失精度。金额请用整数分（debitFen），或用带引号的元（\"debit\": \"1234.50\"）。",
                en:
                    "The number “\(number)” has a fraction or an exponent and could lose a fen. Write amounts as whole "
                    + "fen (debitFen) or as yuan in quotes (\"debit\": \"1234.50\").")
        case .tooLarge(let number):
            return ProblemText(
                "json.too-large", .unreadable, zh: "整数“\(number)”太大。请核对。",
                en: "The number “\(number)” is too large. Check it.")
        case .duplicateKey(let key):
            return ProblemText(
                "json.duplicate-key", .unreadable, zh: "键“\(key)”在同一对象里出现两次。请只留一个。",
                en: "The key “\(key)” stands twice in one object. Keep one.")
        case .tooDeep(let limit):
            return ProblemText(
                "json.too-deep", .unreadable, zh: "嵌套超过 \(limit) 层。请核对文件。",
                en: "Objects and arrays stand more than \(limit) deep in each other. Check the file.")
        case .notUTF8:
            return ProblemText(
                "json.not-utf8", .unreadable, zh: "文件不是 UTF-8 编码。请另存为 UTF-8。",
                en: "The file is not UTF-8. Save it as UTF-8.")
        case .unknownKey(let key, let known):
            return ProblemText(
                "json.unknown-key", .unreadable, zh: "不认识的键“\(key)”。可用：\(known.joined(separator: "、"))。",
                en: "The key “\(key)” means nothing here. Use \(known.joined(separator: ", ")).")
        case .missingKey(let key):
            return ProblemText(
                "json.missing-key", .unreadable, zh: "缺少键 \(key)。请补上。",
                en: "The key \(key) is missing. Add it.")
        case .wrongKind(let key, let found, let expected):
            return ProblemText(
                "json.wrong-kind", .unreadable, zh: "键 \(key) 的值是\(found.chinese)，应为\(expected.chinese)。请改正。",
                en: "The value of \(key) is \(found.english); it should be \(expected.english). Correct it.")
        case .bothKeys(let first, let second):
            return ProblemText(
                "json.both-keys", .unreadable, zh: "\(first) 与 \(second) 说的是同一件事。请只写一个。",
                en: "\(first) and \(second) say the same thing. Write one of them.")
        }
    }
}

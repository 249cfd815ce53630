/// A column of an import file by its two names (列名).
public struct ImportColumn: Sendable, Equatable {
    /// The stable English header, `debit`.
    public let english: String
    /// The Chinese header, `借方金额`; the same as the English one where there is no other.
    public let chinese: String

    /// A column called `english` and, in a Chinese file, `chinese`.
    public init(_ english: String, chinese: String? = nil) {
        self.english = english
        self.chinese = chinese ?? english
    }

    /// Both names, for a message: `借方金额 debit`.
    public var both: String { english == chinese ? english : "\(chinese) \(english)" }
}

/// What can be wrong with a file that is read in (导入问题).
///
/// Most belong to one row and are collected; those that make the rest of the file unreadable are thrown inside
/// an ``ImportFailure``.
public enum ImportProblem: LedgerProblem {
    /// There is no file of that name.
    case fileMissing(path: String)
    /// The file exists and cannot be read; `reason` is the operating system's.
    case fileUnreadable(path: String, reason: String)
    /// Another program changed the file while it was being read.
    case fileChanged
    /// The temporary file could not be written; `reason` is the operating system's.
    case temporaryFile(reason: String)
    /// Nothing can be written any more; `reason` is the operating system's.
    case outputFailed(reason: String)
    /// Bytes that are no text in the encoding named.
    case encoding(tried: String)
    /// This machine cannot convert the encoding named.
    case encodingUnavailable(name: String)
    /// A character that the encoding named cannot express, as `U+…`.
    case notEncodable(character: String, name: String)

    /// A row is longer than the limit, in bytes; `quoteOpenedAt` is the line of a quote still open there.
    case lineTooLong(limitBytes: Int, quoteOpenedAt: Int?)
    /// A zero byte: this is no text file.
    case nul
    /// A quoted field that never ends; `line` is where its quote opened.
    case unclosedQuote(line: Int)
    /// Text between a closing quote and the next comma.
    case malformedQuote

    /// The file holds nothing, not even a header.
    case empty
    /// Required columns that are not in the header.
    case headerMissing([ImportColumn])
    /// A column that stands in the header twice.
    case headerTwice(ImportColumn)
    /// A header that means nothing here; `known` are those that do.
    case headerUnknown(String, known: [ImportColumn])
    /// A row with another number of fields than the header.
    case columnCount(fields: Int, header: Int)

    /// A required field is blank.
    case blank(ImportColumn)
    /// A text over its limit, both in characters.
    case textTooLong(ImportColumn, characters: Int, limit: Int)
    /// A control character in a text, by its number.
    case controlCharacter(ImportColumn, code: Int)
    /// Not a whole number from `lower` to `upper`; the code is the column's, `attachments.invalid`.
    case integer(ImportColumn, text: String, lower: Int, upper: Int)
    /// Not a decimal number with at most `decimals` decimals; the code is the column's, `quantity.invalid`.
    case decimal(ImportColumn, text: String, decimals: Int)
    /// A problem that the field of this column has; code and kind are those of the problem.
    case field(ImportColumn, any LedgerProblem)

    /// A voucher with more than `limit` lines.
    case voucherTooLong(voucher: String, limit: Int)
    /// Rows of a voucher that was already finished further up; `line` is where it started.
    case groupSeenAgain(voucher: String, line: Int)
    /// Rows of one voucher that say different things about the voucher as a whole.
    case groupDiffers(ImportColumn, first: String, here: String)
    /// A line with neither a debit nor a credit.
    case zeroLine
    /// A line with a debit and a credit.
    case bothSides(debit: Money, credit: Money)
}

/// What makes an import stop (导入中断): a problem and the line it stands on.
public struct ImportFailure: Error, Sendable {
    /// The line of the input, counted from 1; 0 where the problem is with the whole file.
    public let line: Int
    /// What is wrong.
    public let problem: any LedgerProblem

    /// A failure at a line of the input; 0 means the whole file.
    public init(line: Int, problem: any LedgerProblem) {
        self.line = line
        self.problem = problem
    }

    /// A failure at a line of the input; 0 means the whole file.
    public init(_ problem: ImportProblem, line: Int = 0) {
        self.init(line: line, problem: problem)
    }
}

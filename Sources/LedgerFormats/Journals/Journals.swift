import Ledger

/// Writes journals for hledger and ledger (日记账导出).
///
/// Both programs read the same balances as the books have. What their syntaxes treat specially is written with
/// the full-width character that looks like it (`;` becomes `；`), line breaks and runs of blanks become one blank.
public final class JournalWriter {
    /// What amounts are in.
    public static let commodity = "CNY"

    private let output: ByteOutput
    private let dialect: JournalDialect

    /// A writer that puts the head of the journal to `output`; the caller finishes the output.
    public init(_ output: ByteOutput, dialect: JournalDialect) {
        self.output = output
        self.dialect = dialect
        switch dialect {
        case .hledger:
            output.write("decimal-mark .\ncommodity \(Self.commodity) 1000.00\n")
        case .ledger:
            output.write("commodity \(Self.commodity)\n    format \(Self.commodity) 1000.00\n")
        }
    }

    /// Declares an account, with its title in a comment.
    public func declare(account: [String], title: String = "") {
        output.write("\naccount \(JournalText.account(account))\n")
        let title = JournalText.comment(title)
        if !title.isEmpty { output.write("    ; \(title)\n") }
    }

    /// Writes opening balances 期初余额 as one entry of that date; nothing if there are none.
    ///
    /// Balances of books that are in order add up to zero. Where they do not, both programs refuse the journal,
    /// which is better than hiding it.
    public func writeOpening(date: CalendarDate, book: String, lines: [JournalLine]) {
        guard !lines.isEmpty else { return }
        write(JournalVoucher(date: date, code: book, description: "期初余额", lines: lines))
    }

    /// Writes one voucher.
    public func write(_ voucher: JournalVoucher) {
        output.write("\n\(voucher.date) *")
        let code = JournalText.code(voucher.code)
        if !code.isEmpty { output.write(" (\(code))") }
        let description = JournalText.description(voucher.description)
        if !description.isEmpty { output.write(" \(description)") }
        output.write("\n")
        write(voucher.tags)
        for line in voucher.lines {
            let account = JournalText.account(line.account)
            let amount = line.amount.yuan
            let width = DisplayWidth.of(account) + amount.utf8.count
            output.write("    \(account)")
            output.write(String(repeating: " ", count: max(2, 64 - width)))
            output.write("\(Self.commodity) \(amount)\n")
            write(line.tags)
        }
    }

    private func write(_ tags: [JournalTag]) {
        for tag in tags {
            let value = JournalText.comment(tag.value)
            guard !value.isEmpty else { continue }
            output.write("    ; \(JournalText.tagName(tag.name)): \(value)\n")
        }
    }
}

/// Makes text harmless for the syntaxes of hledger and ledger (日记账文字).
enum JournalText {
    /// The name of an account.
    static func account(_ components: [String]) -> String {
        let parts = components.map { part in
            let text = plain(part, replacing: [":", ";", "(", ")", "[", "]", "<", ">", "|", "\"", "="])
            return text.isEmpty ? "_" : text
        }
        let name = first(parts.joined(separator: ":"), notIn: ["*", "!", "#", "%", "~", "@", "&"])
        // Words that ledger takes for a command where an account is expected.
        for word in ["assert ", "check ", "expr "] where name.lowercased().hasPrefix(word) {
            return String(name.prefix(word.count - 1)) + "_" + name.dropFirst(word.count)
        }
        return name
    }

    /// What stands between the parentheses before a description.
    static func code(_ text: String) -> String {
        plain(text, replacing: ["(", ")", ";"])
    }

    /// A description.
    static func description(_ text: String) -> String {
        first(plain(text, replacing: [";", "|"]), notIn: ["*", "!", "(", "=", "@", "\""])
    }

    /// A comment, or the value of a tag.
    static func comment(_ text: String) -> String {
        plain(text, replacing: [";", ",", "[", "]", ":"])
    }

    /// The name of a tag; `date` and the like mean something to the programs and get a `_`.
    static func tagName(_ text: String) -> String {
        var name = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isGood = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            name.append(isGood || scalar == "-" ? scalar : "_")
        }
        let reserved = ["", "date", "date2", "type", "payee", "value", "uuid", "amount", "assert", "check"]
        let text = String(name)
        return reserved.contains(text.lowercased()) ? text + "_" : text
    }

    /// One line of text without blanks around it, the characters of `special` in their full-width forms.
    private static func plain(_ text: String, replacing special: Set<Unicode.Scalar>) -> String {
        var plain = String.UnicodeScalarView()
        var blank = false
        for scalar in text.unicodeScalars {
            if isBlank(scalar) {
                blank = true
                continue
            }
            if blank, !plain.isEmpty { plain.append(" ") }
            blank = false
            plain.append(special.contains(scalar) ? fullWidth(scalar) : scalar)
        }
        return String(plain)
    }

    /// The text with a first character that means something there in its full-width form.
    private static func first(_ text: String, notIn special: Set<Unicode.Scalar>) -> String {
        guard let first = text.unicodeScalars.first, special.contains(first) else { return text }
        var changed = text.unicodeScalars
        changed.removeFirst()
        return String(fullWidth(first)) + String(changed)
    }

    /// Blanks, line breaks and controls; other kinds of blanks, which the programs may take for these, too.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: scalar == "\u{FEFF}"
        }
    }

    /// The full-width form of a printable ASCII character.
    private static func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
    }
}

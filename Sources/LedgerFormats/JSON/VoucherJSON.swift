import Ledger

/// Vouchers written as JSON (凭证 JSON): one object, or an array of them.
///
/// Keys: `book`, `date`, `kind`, `type`, `attachments`, `attachmentReason`, `name`, `reverses`, `corrects`,
/// `originYear` and `lines`; in a line `summary`, `account`, `debitFen` or `debit`, `creditFen` or `credit`,
/// `source`, `counterparty`, `contract`, `dimensions`, `receipt`, `quantity`, `unitPrice` and `dueDate`. Fen are whole
/// numbers, yuan are texts; `dimensions` is `name=value;name=value` or an object.
public enum VoucherJSON {
    /// A voucher and where it stands in the file.
    public struct Located: Sendable {
        /// The voucher.
        public var draft: VoucherDraft
        /// The line of the file it starts on.
        public var line: Int
        /// The line of the file each of its lines starts on.
        public var entryLines: [Int]
    }

    /// Reads vouchers; `book` is that of vouchers which name none.
    ///
    /// - Throws: ``ImportFailure`` at the first thing that is wrong.
    public static func read(_ bytes: [UInt8], book: String? = nil) throws(ImportFailure) -> [Located] {
        let value = try JSONReader.read(bytes)
        guard case .array(let elements) = value.content else { return [try voucher(value, book: book)] }
        var vouchers: [Located] = []
        for element in elements { vouchers.append(try voucher(element, book: book)) }
        return vouchers
    }

    private static func voucher(_ value: JSONValue, book: String?) throws(ImportFailure) -> Located {
        let fields = try JSONFields(
            value, name: "voucher",
            known: [
                "book", "date", "kind", "type", "attachments", "attachmentReason", "name", "reverses",
                "corrects",
                "originYear", "lines",
            ])
        guard let code = try fields.text("book") ?? book else { throw fields.missing("book") }
        guard let date = try fields.date("date") else { throw fields.missing("date") }
        guard let elements = try fields.array("lines") else { throw fields.missing("lines") }
        var draft = VoucherDraft(book: code, date: date)
        draft.kind = try fields.text("kind")
        draft.type = try fields.text("type")
        draft.attachments = try fields.whole("attachments") ?? 0
        draft.attachmentReason = try fields.text("attachmentReason")
        draft.originalName = try fields.text("name")
        draft.reverses = try fields.text("reverses")
        draft.corrects = try fields.text("corrects")
        draft.originYear = try fields.whole("originYear")
        for element in elements { draft.lines.append(try line(element)) }
        return Located(draft: draft, line: value.line, entryLines: elements.map(\.line))
    }

    private static func line(_ value: JSONValue) throws(ImportFailure) -> EntryLine {
        let fields = try JSONFields(
            value, name: "line",
            known: [
                "summary", "account", "debitFen", "debit", "creditFen", "credit", "source", "counterparty",
                "contract",
                "dimensions", "receipt", "quantity", "unitPrice", "dueDate",
            ])
        guard let account = try fields.text("account") else { throw fields.missing("account") }
        var line = EntryLine(
            try fields.text("summary") ?? "", account: account, debit: try fields.money("debit"),
            credit: try fields.money("credit"), source: try fields.text("source"),
            counterparty: try fields.text("counterparty"))
        line.contract = try fields.text("contract")
        line.dimensions = try fields.pairs("dimensions")
        line.receipt = try fields.text("receipt")
        line.quantityMillionths = try fields.decimal("quantity", decimals: 6)
        line.unitPriceTenThousandths = try fields.decimal("unitPrice", decimals: 4)
        line.dueDate = try fields.date("dueDate")
        return line
    }
}

/// The members of an object, asked for by key (JSON 字段); `null` and a blank text are as good as absent.
struct JSONFields {
    private let line: Int
    private let members: [(key: String, value: JSONValue)]

    init(_ value: JSONValue, name: String, known: [String]) throws(ImportFailure) {
        guard case .object(let members) = value.content else {
            throw ImportFailure(
                line: value.line,
                problem: JSONProblem.wrongKind(key: name, found: value.kind, expected: .object))
        }
        if let stranger = members.first(where: { !known.contains($0.key) }) {
            throw ImportFailure(
                line: stranger.value.line,
                problem: JSONProblem.unknownKey(QuotedText(stranger.key), known: known))
        }
        line = value.line
        self.members = members
    }

    func missing(_ key: String) -> ImportFailure {
        ImportFailure(line: line, problem: JSONProblem.missingKey(key))
    }

    private func value(_ key: String) -> JSONValue? {
        guard let value = members.first(where: { $0.key == key })?.value else { return nil }
        switch value.content {
        case .null, .text(""): return nil
        default: return value
        }
    }

    private func wrong(_ key: String, _ value: JSONValue, _ expected: JSONKind) -> ImportFailure {
        ImportFailure(
            line: value.line, problem: JSONProblem.wrongKind(key: key, found: value.kind, expected: expected))
    }

    func text(_ key: String) throws(ImportFailure) -> String? {
        guard let value = value(key) else { return nil }
        guard case .text(let text) = value.content else { throw wrong(key, value, .text) }
        return text
    }

    func whole(_ key: String) throws(ImportFailure) -> Int? {
        guard let value = value(key) else { return nil }
        guard case .whole(let number) = value.content else { throw wrong(key, value, .whole) }
        return Int(number)
    }

    func array(_ key: String) throws(ImportFailure) -> [JSONValue]? {
        guard let value = value(key) else { return nil }
        guard case .array(let elements) = value.content else { throw wrong(key, value, .array) }
        return elements
    }

    /// Whole fen under `keyFen`, or yuan as text under `key`; zero when neither is there.
    func money(_ key: String) throws(ImportFailure) -> Money {
        let fen = try whole(key + "Fen")
        guard let yuan = value(key) else { return Money(fen: Int64(fen ?? 0)) }
        guard fen == nil else {
            throw ImportFailure(line: yuan.line, problem: JSONProblem.bothKeys(key, key + "Fen"))
        }
        guard let text = try text(key) else { return .zero }
        do throws(MoneyProblem) {
            return try Money(parsing: text)
        } catch {
            throw ImportFailure(line: yuan.line, problem: error)
        }
    }

    func date(_ key: String) throws(ImportFailure) -> CalendarDate? {
        guard let text = try text(key), let value = value(key) else { return nil }
        do throws(DateProblem) {
            return try CalendarDate(parsing: text)
        } catch {
            throw ImportFailure(line: value.line, problem: error)
        }
    }

    /// A decimal number as text, or a whole one, in units of 10⁻ᵈ.
    func decimal(_ key: String, decimals: Int) throws(ImportFailure) -> Int64? {
        guard let value = value(key) else { return nil }
        var text = ""
        switch value.content {
        case .whole(let number): text = "\(number)"
        case .text(let written): text = written
        default: throw wrong(key, value, .text)
        }
        if let number = text.withUTF8({ DecimalText.scaled($0, decimals: decimals) }) { return number }
        throw ImportFailure(
            line: value.line,
            problem: ImportProblem.decimal(ImportColumn(key), text: text, decimals: decimals))
    }

    /// `name=value;name=value`, or the same as an object of texts.
    func pairs(_ key: String) throws(ImportFailure) -> String? {
        guard let value = value(key) else { return nil }
        guard case .object(let members) = value.content else { return try text(key) }
        var pairs: [String] = []
        for member in members {
            guard case .text(let text) = member.value.content else {
                throw wrong(member.key, member.value, .text)
            }
            pairs.append("\(member.key)=\(text)")
        }
        return pairs.isEmpty ? nil : pairs.joined(separator: ";")
    }
}

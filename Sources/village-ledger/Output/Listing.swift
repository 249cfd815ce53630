import Ledger
import LedgerFormats

/// A value in a listing (列表值); each format writes it its own way.
enum Field {
    case text(String?)
    case list([String], shown: String)
    case whole(Int?)
    case money(Money?)
    case date(CalendarDate?)
    case month(Month?)
    case flag(Bool)
    /// A word of the program: stable in CSV and JSON, told in words in a table.
    case word(String, shown: String, indent: Int = 0)

    /// As a table shows it.
    var shown: String {
        switch self {
        case .money(let value): value?.grouped ?? ""
        case .flag(let value): value ? say("是", "yes") : ""
        case .word(_, let shown, let indent): String(repeating: "  ", count: indent) + shown
        case .list(_, let shown): shown
        default: plain
        }
    }

    /// As a document holds it.
    var cell: Document.Cell {
        switch self {
        case .money(let value): value.map { .money($0) } ?? ""
        case .whole(let value): value.map { .whole($0) } ?? ""
        case .date(let value): value.map { .date($0) } ?? ""
        case .word(_, let shown, let indent): Document.Cell(shown, indent: indent)
        default: Document.Cell(shown)
        }
    }

    /// As CSV holds it.
    var plain: String {
        switch self {
        case .text(let value): value ?? ""
        case .list(let values, _): values.joined(separator: "|")
        case .whole(let value): value.map { "\($0)" } ?? ""
        case .money(let value): value?.yuan ?? ""
        case .date(let value): value?.description ?? ""
        case .month(let value): value?.description ?? ""
        case .flag(let value): value ? "true" : "false"
        case .word(let word, _, _): word
        }
    }

    /// As JSON holds it.
    func write(_ key: String, to json: borrowing JSONObject) {
        switch self {
        case .text(let value): json.field(key, value)
        case .list(let values, _): json.field(key, values)
        case .whole(let value): json.field(key, value)
        case .money(let value): json.field(key + "Fen", value)
        case .date(let value): json.field(key, value)
        case .month(let value): json.field(key, value?.description)
        case .flag(let value): json.field(key, value)
        case .word(let word, _, _): json.field(key, word)
        }
    }
}

/// What is listed as a table, as CSV or as JSON from one description (列表).
struct Listing<Row> {
    struct Column {
        /// The header in CSV, `default_source`; JSON writes `defaultSource`.
        let key: String
        let title: String
        let alignment: TextTable.Alignment
        /// Whether a table shows it; CSV and JSON have everything.
        let isShown: Bool
        let field: (Row) -> Field
    }

    /// What the rows are called in JSON.
    let name: String
    let columns: [Column]
    /// How a row is marked on a terminal.
    var style: ((Row) -> TextTable.Style?)?

    init(_ name: String, _ columns: [Column]) {
        self.name = name
        self.columns = columns
    }

    /// The rows as people see them.
    func table(_ rows: [Row]) -> Document.Table {
        let shown = columns.filter(\.isShown)
        return Document.Table(
            shown.map { Document.Column($0.title, $0.alignment) },
            rows: rows.lazy.map { row in
                Document.Row(shown.map { $0.field(row).cell }, mark: style?(row))
            })
    }

    /// The rows under a title among other tables; none where there are no rows.
    func tables(_ title: String, _ rows: [Row]) -> [Document.Table] {
        guard !rows.isEmpty else { return [] }
        var table = table(rows)
        table.rows = AnySequence([Document.Row.section(title)] + table.rows)
        return [table]
    }

    /// The rows as a document of their own.
    func document(_ rows: [Row], title: String? = nil, note: String? = nil) -> Document {
        var document = Document(
            title ?? Words.listing(name), language: Tongue.language, tables: [table(rows)])
        document.notes = note.map { [$0] } ?? []
        return document
    }

    func writeTable(_ rows: [Row], to file: OutputFile, note: String? = nil) {
        TerminalDocument.write(
            [document(rows, note: note)], to: file.output, width: file.isTerminal ? Terminal.width : nil,
            colour: file.isTerminal && Terminal.isColourful)
    }

    func writeCSV(_ rows: [Row], to file: OutputFile) {
        let csv = CSVWriter(file.output)
        csv.record(columns.map(\.key))
        for row in rows { csv.record(columns.map { $0.field(row).plain }) }
    }

    /// Writes the rows into an object that is open.
    func writeRows(_ rows: [Row], to json: borrowing JSONObject) {
        json.array(name) { array in
            for row in rows { array.object { write(row, to: $0) } }
        }
    }

    func write(_ row: Row, to json: borrowing JSONObject) {
        for column in columns { column.field(row).write(column.jsonKey, to: json) }
    }
}

extension Listing.Column {
    /// A column with its key, both titles and where it finds its value.
    static func column(
        _ key: String, _ chinese: String, _ english: String, _ alignment: TextTable.Alignment = .left,
        shown: Bool = true, _ field: @escaping (Row) -> Field
    ) -> Self {
        Self(key: key, title: say(chinese, english), alignment: alignment, isShown: shown, field: field)
    }

    static func text(
        _ key: String, _ chinese: String, _ english: String, shown: Bool = true,
        _ value: @escaping (Row) -> String?
    ) -> Self {
        column(key, chinese, english, shown: shown) { .text(value($0)) }
    }

    static func money(
        _ key: String, _ chinese: String, _ english: String, shown: Bool = true,
        _ value: @escaping (Row) -> Money?
    ) -> Self {
        column(key, chinese, english, .right, shown: shown) { .money(value($0)) }
    }

    static func whole(
        _ key: String, _ chinese: String, _ english: String, shown: Bool = true,
        _ value: @escaping (Row) -> Int?
    ) -> Self {
        column(key, chinese, english, .right, shown: shown) { .whole(value($0)) }
    }

    /// `default_source` as `defaultSource`.
    var jsonKey: String {
        let parts = key.split(separator: "_")
        return parts.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalisedFirst }
            .joined()
    }
}

extension StringProtocol {
    /// The text with its first letter raised.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension GlobalOptions {
    /// Prints a listing in the format asked for.
    ///
    /// - Parameter title: what a document calls it; nil takes the usual name.
    func list<Row>(_ listing: Listing<Row>, _ rows: [Row], title: String? = nil, note: String? = nil) throws {
        try present(
            try documentFormat(), documents: { [listing.document(rows, title: title, note: note)] },
            csv: { listing.writeCSV(rows, to: $0) },
            json: { file in JSONText.object(file.output) { listing.writeRows(rows, to: $0) } })
    }
}

import Ledger

/// What the columns of somebody else's file mean here (列对照), as a bank or another program names them.
///
/// A text of rows `field,column` or `field,column,format`: the field of the import by its English or Chinese name, the
/// title of the file's own column, and for dates how they are written there. `field,=value` puts the same value into every
/// row. A first row `field,column,format` (字段,列名,格式) is passed over, so are lines that start with `#`.
///
/// ```
/// field,column,format
/// book,=V001
/// date,记账日期,yyyymmdd
/// debit,借方发生额
/// ```
///
/// Columns of the file that no row names are left out.
public struct ColumnMapping: Sendable {
    /// One row of a mapping.
    struct Entry: Sendable {
        /// The field as it was named.
        var field: String
        var source: Source
        var date: DatePattern?
        /// The line of the mapping.
        var line: Int
    }

    /// Where a field's value comes from.
    enum Source: Sendable, Equatable {
        case column(String)
        case constant(String)
    }

    let entries: [Entry]

    /// Reads the mapping in the file at `path`, UTF-8 or GB18030.
    ///
    /// - Throws: ``ImportFailure`` with a ``MappingProblem``, or what ``CSVReader`` and ``InputText`` throw.
    public init(path: String) throws(ImportFailure) {
        try self.init(InputText(path: path))
    }

    /// Reads a mapping that is kept as text.
    public init(text: String) throws(ImportFailure) {
        try self.init(InputText(bytes: Array(text.utf8)))
    }

    /// Reads a mapping.
    ///
    /// - Throws: ``ImportFailure`` with `mapping.malformed`, `mapping.empty`, `mapping.field-twice`,
    ///   `mapping.column-blank`, `mapping.format-unknown`, `mapping.constant-with-format`.
    public init(_ input: InputText) throws(ImportFailure) {
        var reader = input.reader(input.bytes())
        var entries: [Entry] = []
        var isFirst = true
        while try reader.next() {
            if reader.isBlank || reader[0].first == UInt8(ascii: "#") { continue }
            let fields = (0..<reader.fieldCount).map {
                String(decoding: VoucherRows.trimmed(reader[$0]), as: UTF8.self)
            }
            defer { isFirst = false }
            if isFirst, ["field", "字段"].contains(fields[0].lowercased()) { continue }
            let entry = try Self.entry(fields, line: reader.line)
            let named = entry.field.lowercased()
            if let earlier = entries.first(where: { $0.field.lowercased() == named }) {
                throw ImportFailure(.fieldTwice(entry.field, line: earlier.line), line: reader.line)
            }
            entries.append(entry)
        }
        // A mapping of nothing but constants would say the same of every file.
        let hasColumn = entries.contains { entry in
            if case .column = entry.source { true } else { false }
        }
        guard hasColumn else { throw ImportFailure(MappingProblem.nothing, line: 1) }
        self.entries = entries
    }

    private static func entry(_ fields: [String], line: Int) throws(ImportFailure) -> Entry {
        guard (2...3).contains(fields.count), !fields[0].isEmpty else {
            throw ImportFailure(.malformed(fields: fields.count), line: line)
        }
        let format = fields.count == 3 ? fields[2] : ""
        guard !fields[1].isEmpty else { throw ImportFailure(.columnBlank(fields[0]), line: line) }
        if fields[1].hasPrefix("=") {
            guard format.isEmpty else { throw ImportFailure(.constantWithFormat(fields[0]), line: line) }
            return Entry(field: fields[0], source: .constant(String(fields[1].dropFirst())), line: line)
        }
        var pattern: DatePattern?
        if !format.isEmpty {
            guard let known = DatePattern(format) else {
                throw ImportFailure(.formatUnknown(format), line: line)
            }
            pattern = known
        }
        return Entry(field: fields[0], source: .column(fields[1]), date: pattern, line: line)
    }

    /// Holds the mapping against the columns of an import, before any file is opened.
    ///
    /// - Throws: ``ImportFailure`` with `mapping.field-unknown`, `mapping.field-twice`, `mapping.fields-missing`.
    public func check(_ columns: [CSVColumn]) throws(ImportFailure) {
        _ = try fields(columns)
    }

    /// The English names of the fields, in the order of the entries.
    func fields(_ columns: [CSVColumn]) throws(ImportFailure) -> [String] {
        var names: [String] = []
        for entry in entries {
            guard let name = columns.first(where: { $0.isCalled(entry.field) })?.name.english else {
                throw ImportFailure(.fieldUnknown(entry.field, known: columns.map(\.name)), line: entry.line)
            }
            if let earlier = names.firstIndex(of: name) {
                throw ImportFailure(.fieldTwice(entry.field, line: entries[earlier].line), line: entry.line)
            }
            names.append(name)
        }
        let missing = columns.filter { $0.isRequired && !names.contains($0.name.english) }
        guard missing.isEmpty else {
            throw ImportFailure(.fieldsMissing(missing.map(\.name)), line: entries.last?.line ?? 1)
        }
        return names
    }
}

extension ImportFailure {
    /// A failure of a mapping at one of its lines.
    init(_ problem: MappingProblem, line: Int) {
        self.init(line: line, problem: problem)
    }
}

import Ledger

/// A small table read from CSV (表格导入): the files a ledger is set up from.
///
/// Columns are found by header in any order, rows of blanks are passed over. All that is wrong with rows is
/// gathered in ``problems``; only what makes the rest unreadable is thrown. The whole table is in memory.
public struct TableCSV: Sendable {
    /// The rows, those with problems among them, but none with a wrong number of fields.
    public let rows: [TableRow]
    /// What is wrong with rows, in their order.
    public let problems: [LocatedProblem]
    /// The English names of the columns the file has.
    public let columns: Set<String>

    /// Reads all of an input.
    ///
    /// - Throws: ``ImportFailure`` with `import.header-missing`, `import.header-twice`, `import.header-unknown`,
    ///   `import.empty`, or what ``CSVReader`` throws.
    public init(_ input: InputText, columns: [CSVColumn]) throws(ImportFailure) {
        var reader = input.reader(input.bytes())
        guard try reader.next() else { throw ImportFailure(.empty, line: 1) }
        let header = try CSVHeader(reader, columns: columns)
        let layout = TableLayout(columns)
        var rows: [TableRow] = []
        var problems: [LocatedProblem] = []
        while try reader.next() {
            if reader.isBlank { continue }
            guard reader.fieldCount == header.count else {
                let problem = ImportProblem.columnCount(fields: reader.fieldCount, header: header.count)
                problems.append(LocatedProblem(line: reader.line, problem: problem))
                continue
            }
            var values: [String?] = []
            values.reserveCapacity(columns.count)
            for (place, column) in zip(header.places, columns) {
                guard place >= 0 else {
                    values.append(nil)
                    continue
                }
                let bytes = VoucherRows.trimmed(reader[place])
                for problem in Self.check(bytes, column) {
                    problems.append(LocatedProblem(line: reader.line, problem: problem))
                }
                values.append(String(decoding: bytes, as: UTF8.self))
            }
            rows.append(TableRow(line: reader.line, values: values, layout: layout))
        }
        try input.checkUnchanged()
        self.rows = rows
        self.problems = problems
        self.columns = Set(zip(header.places, columns).filter { $0.0 >= 0 }.map { $0.1.name.english })
    }

    /// Opens the file at `path`, `-` for standard input, and reads it.
    public init(
        path: String, encoding: TextEncoding? = nil, columns: [CSVColumn]
    ) throws(ImportFailure) {
        try self.init(InputText(path: path, encoding: encoding), columns: columns)
    }

    private static func check(_ bytes: UnsafeBufferPointer<UInt8>, _ column: CSVColumn) -> [ImportProblem] {
        var problems: [ImportProblem] = []
        if bytes.isEmpty, column.isFilled { problems.append(.blank(column.name)) }
        let count = bytes.count <= column.limit ? 0 : TextCheck.characters(bytes)
        if count > column.limit {
            problems.append(.textTooLong(column.name, characters: count, limit: column.limit))
        }
        if let code = TextCheck.firstControl(bytes, allowsLineBreaks: false) {
            problems.append(.controlCharacter(column.name, code: code))
        }
        return problems
    }
}

/// Where the columns of a table stand in its rows (表格布局).
final class TableLayout: Sendable {
    let columns: [CSVColumn]
    let places: [String: Int]

    init(_ columns: [CSVColumn]) {
        self.columns = columns
        places = Dictionary(
            zip(columns.map(\.name.english), columns.indices), uniquingKeysWith: { first, _ in first })
    }
}

/// One row of a ``TableCSV`` (表格行).
public struct TableRow: Sendable {
    /// The line it starts on, counted from 1.
    public let line: Int
    private let values: [String?]
    private let layout: TableLayout

    init(line: Int, values: [String?], layout: TableLayout) {
        self.line = line
        self.values = values
        self.layout = layout
    }

    /// The text of a column without blanks around it; empty when it is blank or the file has no such column.
    public func string(_ name: String) -> String {
        values[place(name)] ?? ""
    }

    /// The text of a column; nil when it is blank or the file has no such column.
    public func text(_ name: String) -> String? {
        let value = string(name)
        return value.isEmpty ? nil : value
    }

    /// The parts of a column that are divided by `separator`, without blanks around them; none when it is blank.
    public func list(_ name: String, separator: Unicode.Scalar) -> [String] {
        guard let value = text(name) else { return [] }
        return value.unicodeScalars.split(separator: separator).map { part in
            var text = String(part)
            return text.withUTF8 { String(decoding: VoucherRows.trimmed($0), as: UTF8.self) }
        }
    }

    /// The amount in a column, yuan; nil when blank.
    ///
    /// - Throws: `money.…` problems with the column's name.
    public func money(_ name: String) throws(ImportProblem) -> Money? {
        guard let value = text(name) else { return nil }
        do throws(MoneyProblem) {
            return try Money(parsing: value)
        } catch {
            throw .field(column(name), error)
        }
    }

    /// The date in a column; nil when blank.
    ///
    /// - Throws: `date.invalid` with the column's name.
    public func date(_ name: String) throws(ImportProblem) -> CalendarDate? {
        guard let value = text(name) else { return nil }
        do throws(DateProblem) {
            return try CalendarDate(parsing: value)
        } catch {
            throw .field(column(name), error)
        }
    }

    /// The whole number in a column; nil when blank.
    ///
    /// - Throws: the column's own code, `population.invalid`.
    public func whole(_ name: String, in range: ClosedRange<Int>) throws(ImportProblem) -> Int? {
        guard var value = text(name) else { return nil }
        if let number = value.withUTF8({ DecimalText.whole($0, in: range) }) { return number }
        throw .integer(column(name), text: value, lower: range.lowerBound, upper: range.upperBound)
    }

    /// The decimal number in a column in units of 10⁻ᵈ where d is `decimals`; nil when blank.
    ///
    /// - Throws: the column's own code, `quantity.invalid`.
    public func decimal(_ name: String, decimals: Int) throws(ImportProblem) -> Int64? {
        guard var value = text(name) else { return nil }
        if let number = value.withUTF8({ DecimalText.scaled($0, decimals: decimals) }) { return number }
        throw .decimal(column(name), text: value, decimals: decimals)
    }

    /// A problem at this row.
    public func located(_ problem: any LedgerProblem) -> LocatedProblem {
        LocatedProblem(line: line, problem: problem)
    }

    /// A problem in a column of this row.
    public func located(_ problem: any LedgerProblem, in name: String) -> LocatedProblem {
        LocatedProblem(line: line, problem: ImportProblem.field(column(name), problem))
    }

    /// Both names of a column.
    public func column(_ name: String) -> ImportColumn {
        layout.columns[place(name)].name
    }

    private func place(_ name: String) -> Int {
        guard let place = layout.places[name] else {
            preconditionFailure("The column \(name) was asked for and is not in the table's specification.")
        }
        return place
    }
}

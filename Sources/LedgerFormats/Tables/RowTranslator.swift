import Ledger

/// Everything wrong with a table, told together (表格被退回).
public struct TableRefused: Error, Sendable {
    /// The first thousand, in the order of the rows.
    public let problems: [LocatedProblem]
    /// How many there are.
    public let count: Int
}

/// Writes the rows of a spreadsheet, or of a mapped file, as CSV under names known here (表格转换), each on the line of its
/// row, so that every message names the row people see.
final class RowTranslator: RowTaker {
    var isDone: Bool { false }
    private let columns: [CSVColumn]
    private let mapping: ColumnMapping?
    private let fields: [String]
    private let serial: SerialDate
    private let sheet: String?
    private let file: TemporaryFile

    private var search: HeaderSearch
    private var complete: HeaderSearch.Found?
    private var headerRow = 0
    /// What each field of a written row is: a column, or the same in every row.
    private var outputs: [Output] = []
    /// By column, counted from 1: whether it is read, and where its cell of the present row is.
    private var isUsed: [Bool] = []
    private var places: [Int] = []
    private var buffer: [UInt8] = []
    private var line = 1
    private var problems: [LocatedProblem] = []
    private var problemCount = 0

    private static let problemLimit = 1000

    private enum Output {
        case column(Int, title: String, DatePattern?)
        case constant([UInt8])
    }

    /// - Parameter sheet: its name; nil for a file that is no workbook.
    init(
        columns: [CSVColumn], mapping: ColumnMapping?, serial: SerialDate, sheet: String?
    ) throws(ImportFailure) {
        self.columns = columns
        self.mapping = mapping
        self.serial = serial
        self.sheet = sheet
        file = try TemporaryFile()
        fields = try mapping?.fields(columns) ?? []
        if let mapping {
            let titles = mapping.entries.compactMap { entry -> String? in
                guard case .column(let title) = entry.source else { return nil }
                return HeaderSearch.title(title).lowercased()
            }
            search = HeaderSearch(required: titles.map { [$0] }, known: Set(titles))
        } else {
            let names = columns.map(\.titles)
            let required = zip(columns, names).filter { $0.0.isRequired }.map(\.1)
            search = HeaderSearch(required: required, known: Set(names.joined()))
        }
    }

    /// What was written.
    ///
    /// - Throws: ``TableRefused`` with all that is wrong.
    func finished() throws -> TemporaryFile {
        guard problemCount == 0 else {
            let sorted = problems.enumerated().sorted {
                ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
            }
            throw TableRefused(problems: sorted.map(\.element), count: problemCount)
        }
        try file.append(buffer)
        return file
    }

    func take(_ row: SheetRow) throws(ImportFailure) {
        guard headerRow == 0 else { return try write(row) }
        if let complete {
            // The lower half of a header may have titles that need not be there.
            if let whole = search.extended(complete, by: row) { return try begin(whole) }
            try begin(complete)
            return try write(row)
        }
        complete = search.look(row)
        if complete == nil, search.seen >= HeaderSearch.rows {
            throw headerFailure()
        }
    }

    func merged(_ range: CellRange, in sheet: String) throws(ImportFailure) {
        guard headerRow > 0, range.first.row > headerRow else { return }
        let last = min(range.last.column, isUsed.count - 1)
        guard range.first.column <= last, isUsed[range.first.column...last].contains(true) else { return }
        // A form's foot, below all rows, tells nothing that is read.
        guard range.first.row < line else { return }
        report(WorkbookProblem.mergedData(sheet: sheet, range: range.description), range.first.row)
    }

    func finish() throws(ImportFailure) {
        guard headerRow == 0 else { return }
        guard let complete else { throw headerFailure() }
        try begin(complete)
    }

    // MARK: Header

    private func headerFailure() -> ImportFailure {
        guard let nearest = search.nearest else { return ImportFailure(.empty, line: 1) }
        let titles = nearest.titles.sorted { $0.key < $1.key }.map(\.value)
        let names = Set(titles.map { $0.lowercased() })
        if let mapping {
            for entry in mapping.entries {
                guard case .column(let title) = entry.source,
                    !names.contains(HeaderSearch.title(title).lowercased())
                else { continue }
                let problem = MappingProblem.columnMissing(title, line: entry.line, there: titles)
                return ImportFailure(problem, line: nearest.row)
            }
        }
        let missing = columns.filter {
            $0.isRequired && names.isDisjoint(with: $0.titles)
        }
        return ImportFailure(.headerMissing(missing.map(\.name)), line: nearest.row)
    }

    private func begin(_ found: HeaderSearch.Found) throws(ImportFailure) {
        headerRow = found.row
        let titles = found.titles.sorted { $0.key < $1.key }
        isUsed = [Bool](repeating: false, count: (titles.last?.key ?? 0) + 1)
        places = [Int](repeating: -1, count: isUsed.count)
        startLine(headerRow)
        if let mapping {
            for (entry, field) in zip(mapping.entries, fields) {
                outputs.append(try output(entry, titles))
                add(Array(field.utf8)[...], isFirst: outputs.count == 1)
            }
        } else {
            for (column, title) in titles {
                outputs.append(.column(column, title: title, nil))
                add(Array(title.utf8)[...], isFirst: outputs.count == 1)
            }
        }
        for case .column(let column, _, _) in outputs { isUsed[column] = true }
        try endLine()
    }

    private func output(
        _ entry: ColumnMapping.Entry, _ titles: [(key: Int, value: String)]
    ) throws(ImportFailure) -> Output {
        switch entry.source {
        case .constant(let text): return .constant(Array(text.utf8))
        case .column(let title):
            let wanted = HeaderSearch.title(title).lowercased()
            let found = titles.filter { $0.value.lowercased() == wanted }
            guard found.count <= 1 else {
                throw ImportFailure(MappingProblem.columnTwice(title, line: entry.line), line: headerRow)
            }
            guard let place = found.first else {
                let problem = MappingProblem.columnMissing(
                    title, line: entry.line, there: titles.map(\.value))
                throw ImportFailure(problem, line: headerRow)
            }
            return .column(place.key, title: title, entry.date)
        }
    }

    // MARK: Rows

    private func write(_ row: SheetRow) throws(ImportFailure) {
        var hasSomething = false
        for (place, cell) in row.cells.enumerated() {
            guard cell.column < isUsed.count, isUsed[cell.column] else {
                checkUntitled(cell, row)
                continue
            }
            places[cell.column] = place
            hasSomething = hasSomething || !VoucherRows.isBlank(row.bytes[cell.range])
        }
        defer { for cell in row.cells where cell.column < places.count { places[cell.column] = -1 } }
        for (column, problem) in row.problems where column < isUsed.count && isUsed[column] {
            report(problem, row.number)
        }
        guard hasSomething else { return }
        startLine(row.number)
        for (index, output) in outputs.enumerated() {
            switch output {
            case .constant(let text): add(text[...], isFirst: index == 0)
            case .column(let column, let title, let pattern):
                let place = places[column]
                guard place >= 0 else {
                    add([], isFirst: index == 0)
                    continue
                }
                let cell = row.cells[place]
                if let pattern {
                    add(date(cell, row, title, pattern), isFirst: index == 0)
                } else {
                    add(row.bytes[cell.range], isFirst: index == 0)
                }
            }
        }
        try endLine()
    }

    private func checkUntitled(_ cell: SheetRow.Cell, _ row: SheetRow) {
        guard mapping == nil, let sheet, !VoucherRows.isBlank(row.bytes[cell.range]) else { return }
        let name = CellName(row: row.number, column: cell.column).description
        report(WorkbookProblem.untitledColumn(sheet: sheet, cell: name), row.number)
    }

    /// The day in a cell, as dates are written here.
    private func date(
        _ cell: SheetRow.Cell, _ row: SheetRow, _ title: String, _ pattern: DatePattern
    ) -> ArraySlice<UInt8> {
        // What the spreadsheet holds as a day needs no format.
        if cell.isDate { return row.bytes[cell.range].prefix { $0 != UInt8(ascii: " ") } }
        let text = CSVHeader.trimmed(row.text(cell))
        guard !text.isEmpty else { return [] }
        guard let date = pattern.date(text, serial: serial) else {
            report(MappingProblem.dateDiffers(column: title, text: text, format: pattern.text), row.number)
            return []
        }
        return Array(date.description.utf8)[...]
    }

    private func report(_ problem: any LedgerProblem, _ row: Int) {
        problemCount += 1
        if problems.count < Self.problemLimit { problems.append(LocatedProblem(line: row, problem: problem)) }
    }

    // MARK: Writing

    /// Moves on to a line; empty ones are passed over by whoever reads it.
    private func startLine(_ number: Int) {
        while line < number {
            buffer.append(UInt8(ascii: "\n"))
            line += 1
        }
    }

    private func add(_ bytes: ArraySlice<UInt8>, isFirst: Bool) {
        if !isFirst { buffer.append(UInt8(ascii: ",")) }
        let needsQuotes = bytes.contains {
            $0 <= UInt8(ascii: ",")
                && ($0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
                    || $0 == UInt8(ascii: "\r"))
        }
        guard needsQuotes else {
            // A byte order mark at the start of the text would be skipped.
            if line == 1, isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return addQuoted(bytes) }
            buffer += bytes
            return
        }
        addQuoted(bytes)
    }

    private func addQuoted(_ bytes: ArraySlice<UInt8>) {
        buffer.append(UInt8(ascii: "\""))
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private func endLine() throws(ImportFailure) {
        // A single empty field would be an empty line.
        if outputs.count == 1, buffer.isEmpty || buffer.last == UInt8(ascii: "\n") {
            buffer += Array("\"\"".utf8)
        }
        buffer.append(UInt8(ascii: "\n"))
        line += 1
        guard buffer.count >= 1 << 16 else { return }
        try file.append(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

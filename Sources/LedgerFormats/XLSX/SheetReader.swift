import Ledger

/// One row of a table on its way in (表格行): the texts of its cells in one piece of memory, reused from row to row.
final class SheetRow {
    /// One cell with something in it.
    struct Cell {
        /// Counted from 1.
        var column: Int
        /// Where its text lies in ``SheetRow/bytes``.
        var range: Range<Int>
        /// Whether its text is a day the spreadsheet holds as such, `2026-03-15` with or without a time.
        var isDate = false
    }

    /// Counted from 1.
    var number = 0
    /// The texts one behind the other.
    var bytes: [UInt8] = []
    /// The cells with something in them, their columns ascending.
    var cells: [Cell] = []
    /// What is wrong with cells, which matters if their columns do.
    var problems: [(column: Int, problem: any LedgerProblem)] = []

    /// Forgets the row but not the memory.
    func reset(number: Int) {
        self.number = number
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        if !problems.isEmpty { problems.removeAll() }
    }

    /// The text of a cell.
    func text(_ cell: Cell) -> String { String(decoding: bytes[cell.range], as: UTF8.self) }
}

/// What takes in the rows of a table (表格行接收).
protocol RowTaker: AnyObject {
    /// Whether it has enough.
    var isDone: Bool { get }
    /// Takes a row; it is reused afterwards.
    func take(_ row: SheetRow) throws(ImportFailure)
    /// Takes notice of merged cells, which come after all rows.
    func merged(_ range: CellRange, in sheet: String) throws(ImportFailure)
    /// All rows have come.
    func finish() throws(ImportFailure)
}

/// Reads the rows of one sheet, cell by cell (工作表读取). A formula counts as the value the file has for it.
final class SheetReader: XMLTaker {
    private let sheet: String
    private let taker: any RowTaker
    private let formats: [NumberFormat]
    private let texts: SharedTexts
    private let serial: SerialDate
    private let cellLimit: Int

    private let row = SheetRow()
    private var isInData = false
    private var column = 0
    private var style = 0
    private var type = CellType.number
    private var value: [UInt8] = []
    private var takes = false
    private var hasValue = false
    private var hasFormula = false
    private var isInline = false
    private var phonetic = 0

    private enum CellType { case number, shared, text, boolean, error, isoDate, unknown }

    init(
        _ sheet: String, _ taker: any RowTaker, formats: [NumberFormat], texts: SharedTexts,
        serial: SerialDate,
        cellLimit: Int
    ) {
        self.sheet = sheet
        self.taker = taker
        self.formats = formats
        self.texts = texts
        self.serial = serial
        self.cellLimit = cellLimit
    }

    var isDone: Bool { taker.isDone }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure) {
        guard isInData else {
            if name == "sheetData" {
                isInData = true
            } else if name == "mergeCell", let text = attributes.bytes("ref"), let range = CellRange(text) {
                try taker.merged(range, in: sheet)
            }
            return
        }
        if name == "c" {
            try startCell(attributes)
        } else if name == "v" {
            takes = true
            hasValue = true
        } else if name == "row" {
            try startRow(attributes)
        } else if name == "f" {
            hasFormula = true
        } else if name == "is" {
            isInline = true
            hasValue = true
        } else if name == "rPh" {
            phonetic += 1
        } else if name == "t" {
            takes = isInline && phonetic == 0
        }
    }

    func end(_ name: XMLName) throws(ImportFailure) {
        guard isInData else { return }
        if name == "v" || name == "t" {
            takes = false
        } else if name == "c" {
            try endCell()
        } else if name == "row" {
            if !row.cells.isEmpty || !row.problems.isEmpty { try taker.take(row) }
        } else if name == "is" {
            isInline = false
        } else if name == "rPh" {
            phonetic -= 1
        } else if name == "sheetData" {
            isInData = false
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImportFailure) {
        guard takes else { return }
        value += bytes
        guard value.count <= cellLimit else {
            throw failure(.cellTooLong(sheet: sheet, cell: cell, limitBytes: cellLimit))
        }
    }

    /// The present cell by its name.
    private var cell: String { CellName(row: row.number, column: column).description }

    private func failure(_ problem: WorkbookProblem) -> ImportFailure {
        ImportFailure(problem, line: row.number)
    }

    private func startRow(_ attributes: XMLAttributes) throws(ImportFailure) {
        let number = attributes.bytes("r") == nil ? row.number + 1 : attributes.whole("r") ?? 0
        guard number > row.number, number <= CellName.rows else {
            throw ImportFailure(.beyondGrid(sheet: sheet, place: "\(number)"), line: number)
        }
        row.reset(number: number)
        column = 0
    }

    private func startCell(_ attributes: XMLAttributes) throws(ImportFailure) {
        let before = column
        if let name = attributes.bytes("r") {
            guard let place = CellName(name), place.row == row.number, place.column > before else {
                let shown = String(decoding: name.prefix(20), as: UTF8.self)
                throw failure(.beyondGrid(sheet: sheet, place: QuotedText(shown).description))
            }
            column = place.column
        } else {
            column += 1
            guard column <= CellName.columns else { throw failure(.beyondGrid(sheet: sheet, place: cell)) }
        }
        style = attributes.whole("s") ?? 0
        type = attributes.bytes("t").map(Self.type) ?? .number
        value.removeAll(keepingCapacity: true)
        (hasValue, hasFormula, isInline, takes) = (false, false, false, false)
    }

    private static func type(_ name: UnsafeBufferPointer<UInt8>) -> CellType {
        switch (name.count, name.first) {
        case (1, UInt8(ascii: "s")): .shared
        case (1, UInt8(ascii: "n")): .number
        case (1, UInt8(ascii: "b")): .boolean
        case (1, UInt8(ascii: "e")): .error
        case (1, UInt8(ascii: "d")): .isoDate
        case (3, UInt8(ascii: "s")), (9, UInt8(ascii: "i")): .text
        default: .unknown
        }
    }

    private func endCell() throws(ImportFailure) {
        if hasFormula, !hasValue || (value.isEmpty && type == .number) {
            return report(.formulaWithoutValue(sheet: sheet, cell: cell))
        }
        guard hasValue else { return }
        let start = row.bytes.count
        var isDate = false
        switch type {
        case .shared:
            let number = value.withUnsafeBufferPointer { DecimalText.whole($0, in: 0...Int(Int32.max)) }
            guard let number, texts.add(number, to: &row.bytes) else {
                throw failure(.damaged(part: "\(sheet)!\(cell)"))
            }
        case .text:
            row.bytes += value
            CellText.unescape(&row.bytes, from: start)
        case .number: isDate = addNumber()
        case .boolean: row.bytes += Array((value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
        case .error:
            report(.errorCell(sheet: sheet, cell: cell, text: String(decoding: value, as: UTF8.self)))
        case .isoDate:
            // 2026-03-15T00:00:00 is a day, with another time a moment.
            let parts = value.split(separator: UInt8(ascii: "T"), maxSplits: 1)
            row.bytes += parts.first ?? []
            if parts.count == 2, parts[1].contains(where: { (0x31...0x39).contains($0) }) {
                row.bytes.append(UInt8(ascii: " "))
                row.bytes += parts[1].prefix(8)
            }
            isDate = true
        case .unknown: throw failure(.damaged(part: "\(sheet)!\(cell)"))
        }
        guard row.bytes.count > start else { return }
        row.cells.append(SheetRow.Cell(column: column, range: start..<row.bytes.count, isDate: isDate))
    }

    /// Adds the number of the present cell; true when it is a day.
    private func addNumber() -> Bool {
        let format = formats.indices.contains(style) ? formats[style] : .plain
        if format == .plain, Self.isPlain(value) {
            row.bytes += value
            return false
        }
        let trimmed = value.filter { $0 > 0x20 }
        guard !trimmed.isEmpty else { return false }
        let shown = { String(decoding: trimmed.prefix(60), as: UTF8.self) }
        guard let number = trimmed.withUnsafeBufferPointer({ CellNumber($0) }) else {
            report(.notANumber(sheet: sheet, cell: cell, text: shown()))
            return false
        }
        guard format == .plain else {
            guard let text = serial.text(number, format) else {
                report(.noSuchDay(sheet: sheet, cell: cell, text: shown()))
                return false
            }
            row.bytes += Array(text.utf8)
            return format != .time
        }
        guard !number.isTooLong else {
            report(.tooManyDigits(sheet: sheet, cell: cell, text: shown()))
            return false
        }
        number.settled().write(to: &row.bytes)
        return false
    }

    /// Whether a number is short and written plainly, as nearly all are, so that it can be taken as it stands.
    private static func isPlain(_ value: [UInt8]) -> Bool {
        guard (1...15).contains(value.count) else { return false }
        var point: Int?
        for (place, byte) in value.enumerated() {
            if byte &- UInt8(ascii: "0") < 10 { continue }
            guard byte == UInt8(ascii: "."), point == nil, place > 0 else {
                guard byte == UInt8(ascii: "-"), place == 0, value.count > 1 else { return false }
                continue
            }
            point = place
        }
        guard let point else { return true }
        // 2.0 is 2 where a code or a count is wanted.
        return (1...6).contains(value.count - point - 1) && value[point - 1] != UInt8(ascii: "-")
            && value.last != UInt8(ascii: "0")
    }

    /// What is wrong with the present cell.
    private func report(_ problem: WorkbookProblem) {
        row.problems.append((column, problem))
    }
}

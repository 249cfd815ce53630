import CXlsxWriter
import Ledger

/// Documents as a workbook (xlsx 工作簿): a sheet for each, whose numbers are numbers.
///
/// Rows go to a file of their own as they come, so that a ledger of any length takes little memory.
public enum WorkbookDocument {
    /// Writes documents as one workbook.
    ///
    /// - Throws: `import.temporary-file`, `document.too-large` where a sheet can't hold the rows.
    public static func write(_ documents: [Document], to output: ByteOutput) throws {
        let folder = try TemporaryFolder()
        let name = "book.xlsx"
        var failure: WorkbookFailure?
        folder.path.withCString { temporary in
            var options = lxw_workbook_options()
            options.constant_memory = UInt8(LXW_TRUE.rawValue)
            options.tmpdir = UnsafeMutablePointer(mutating: temporary)
            guard let book = workbook_new_opt(folder.file(name), &options) else {
                failure = .unwritable
                return
            }
            let formats = Formats(book)
            var names = SheetNames()
            for document in documents {
                let sheet = workbook_add_worksheet(book, names.next(document))
                let writer = SheetWriter(sheet, formats)
                writer.write(document)
                failure = failure ?? writer.failure
            }
            if workbook_close(book) != LXW_NO_ERROR { failure = failure ?? .unwritable }
        }
        switch failure {
        case .tooManyRows: throw DocumentProblem.tooManyRows(limit: Int(SheetWriter.lastRow) + 1)
        case .unwritable: throw ImportFailure(.temporaryFile(reason: SystemReason.text))
        case nil: try folder.copy(name, to: output)
        }
    }
}

private enum WorkbookFailure {
    case tooManyRows
    case unwritable
}

/// Names sheets (工作表名): at most 31 characters, none of `[]:*?/\`, no two alike.
private struct SheetNames {
    private var taken: Set<String> = []

    mutating func next(_ document: Document) -> String {
        let wanted = document.sheetName.unicodeScalars.map { scalar in
            "[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? "_" : scalar
        }
        // Counted as the library does, in UTF-8 characters; characters of two code units there count twice in Excel.
        var number = 1
        while true {
            let ending = number == 1 ? "" : " \(number)"
            var name = String.UnicodeScalarView()
            var units = ending.utf16.count
            for scalar in wanted {
                units += scalar.value > 0xFFFF ? 2 : 1
                if units > 31 { break }
                name.append(scalar)
            }
            let text = String(name) + ending
            if !text.isEmpty, taken.insert(text.lowercased()).inserted { return text }
            number += 1
        }
    }
}

extension Document {
    /// What its sheet is called: whose it is and what it is.
    fileprivate var sheetName: String {
        let words = [book, title, subject].filter { !$0.isEmpty }
        return words.isEmpty ? "1" : words.joined(separator: " ")
    }
}

/// Writes a document on a sheet (工作表).
private final class SheetWriter {
    /// The last row a sheet has.
    static let lastRow: UInt32 = 1_048_575
    private static let widest = 60
    /// Text beyond it is refused by every program that reads the format.
    private static let longestText = 32_767

    private let sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let formats: Formats
    private var row: UInt32 = 0
    private var widths: [Int] = []
    private(set) var failure: WorkbookFailure?

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ formats: Formats) {
        self.sheet = sheet
        self.formats = formats
    }

    func write(_ document: Document) {
        worksheet_set_default_row(sheet, 18, UInt8(LXW_FALSE.rawValue))
        // The widths are known before the first line is written, for it is broken within them.
        for table in document.tables {
            for (column, extent) in table.extents.enumerated() { widen(column, extent.width) }
        }
        title(document)
        var header: UInt32?
        for (place, table) in document.tables.enumerated() {
            if place > 0 { advance() }
            if !table.isFacts {
                if place == 0 { header = row }
                for (column, title) in table.columns.enumerated() {
                    text(title.title, column, formats.format(.header))
                    widen(column, DisplayWidth.of(title.title))
                }
                advance()
            }
            for line in table.shownRows { write(line, columns: table.columns.count) }
        }
        for line in document.notes { across(line) }
        if !document.signatures.isEmpty {
            advance()
            across(document.signatureWords.joined(separator: "          "))
        }
        finish(document, header: header)
    }

    private func title(_ document: Document) {
        text(document.title, 0, formats.format(.title))
        advance()
        for line in document.headWords + document.introduction { across(line) }
    }

    /// A line over all columns, broken within them, for what runs past them is not printed.
    private func across(_ line: String) {
        let last = max(widths.count, 1) - 1
        let room = max(8, widths.reduce(0) { $0 + $1 + 2 } - 2)
        let count = (DisplayWidth.of(line) + room - 1) / room
        if count > 1 { worksheet_set_row(sheet, row, 18 * Double(min(count, 20)), nil) }
        let format = formats.format(.line)
        if last > 0 { check(worksheet_merge_range(sheet, row, 0, row, UInt16(last), "", format)) }
        text(line, 0, format)
        advance()
    }

    private func write(_ line: Document.Row, columns: Int) {
        let lines = line.cells.prefix(columns).enumerated().map { place, cell in
            guard case .text(let text) = cell.value, line.kind != .section else { return 1 }
            let breaks = text.utf8.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
            return max(breaks, (cell.width + widths[place] - 1) / widths[place])
        }.max()
        if let lines, lines > 1 { worksheet_set_row(sheet, row, 18 * Double(min(lines, 20)), nil) }
        for column in 0..<columns {
            let cell = column < line.cells.count ? line.cells[column] : ""
            let format = formats.format(
                .cell(
                    value: .of(cell.value), kind: line.kind, mark: line.printedMark(cell), indent: cell.indent
                ))
            switch cell.value {
            case .blank: check(worksheet_write_blank(sheet, row, UInt16(column), format))
            case .text(let value): text(value, column, format)
            case .money(let amount): number(Double(amount.fen) / 100, column, format)
            case .whole(let value): number(Double(value), column, format)
            case .decimal(let value, let decimals):
                var divisor = 1.0
                for _ in 0..<decimals { divisor *= 10 }
                number(Double(value) / divisor, column, format)
            case .percent(let basisPoints): number(Double(basisPoints) / 10_000, column, format)
            case .date(let date):
                var day = lxw_datetime()
                (day.year, day.month, day.day) = (Int32(date.year), Int32(date.month), Int32(date.day))
                check(worksheet_write_datetime(sheet, row, UInt16(column), &day, format))
            }
            if line.kind != .section { widen(column, cell.width) }
        }
        advance()
    }

    /// Text stays text, whatever it begins with: only a formula that is written as one is ever computed.
    private func text(_ text: String, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?) {
        var sound = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars {
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > Self.longestText { break }
            // XML has no place for these two.
            sound.append(scalar.value == 0xFFFE || scalar.value == 0xFFFF ? "\u{FFFD}" : scalar)
        }
        check(worksheet_write_string(sheet, row, UInt16(column), Self.literal(sound), format))
    }

    /// `_x0041_` would be read as the character of that number, so its first sign is written as one itself.
    private static func literal(_ text: String.UnicodeScalarView) -> String {
        let scalars = Array(text)
        guard scalars.contains("_") else { return String(text) }
        var literal = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            let next = scalars[place...].prefix(7)
            let isEscape =
                next.count == 7 && next.first == "_" && next.dropFirst().first == "x" && next.last == "_"
                && next.dropFirst(2).dropLast().allSatisfy(\.properties.isASCIIHexDigit)
            if isEscape { literal.append(contentsOf: "_x005F".unicodeScalars) }
            literal.append(scalar)
        }
        return String(literal)
    }

    private func number(_ number: Double, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?) {
        check(worksheet_write_number(sheet, row, UInt16(column), number, format))
    }

    private func widen(_ column: Int, _ width: Int) {
        while widths.count <= column { widths.append(4) }
        widths[column] = max(widths[column], min(width, Self.widest))
    }

    private func advance() {
        if row == Self.lastRow { failure = failure ?? .tooManyRows } else { row += 1 }
    }

    private func check(_ outcome: lxw_error) {
        if outcome != LXW_NO_ERROR { failure = failure ?? .unwritable }
    }

    private func finish(_ document: Document, header: UInt32?) {
        for (column, width) in widths.enumerated() {
            worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(width) + 2, nil)
        }
        if let header {
            worksheet_freeze_panes(sheet, header + 1, 0)
            if document.tables.count == 1 { worksheet_repeat_rows(sheet, header, header) }
        }
        worksheet_print_area(sheet, 0, 0, max(row, 1) - 1, UInt16(max(widths.count, 1) - 1))
        worksheet_set_paper(sheet, 9)
        if widths.reduce(0, { $0 + $1 + 2 }) > 95 { worksheet_set_landscape(sheet) }
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_center_horizontally(sheet)
        worksheet_set_footer(sheet, document.language == .chinese ? "&C第 &P 页 共 &N 页" : "&Cpage &P of &N")
    }
}

/// The formats of a workbook (单元格格式), each made once.
private final class Formats {
    enum Number: Hashable {
        case none, money, whole, decimal, percent, date

        static func of(_ value: Document.Cell.Value) -> Number {
            switch value {
            case .blank, .text: .none
            case .money: .money
            case .whole: .whole
            case .decimal: .decimal
            case .percent: .percent
            case .date: .date
            }
        }

        /// Negative amounts are red and keep their sign, which a black printer needs.
        var text: String? {
            switch self {
            case .none, .decimal: nil
            case .money: "#,##0.00;[Red]-#,##0.00"
            case .whole: "0;[Red]-0"
            case .percent: "0.00%;[Red]-0.00%"
            case .date: "yyyy-mm-dd"
            }
        }
    }

    enum Key: Hashable {
        case title
        case header
        case line
        case cell(value: Number, kind: Document.Row.Kind, mark: Document.Mark?, indent: Int)
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var known: [Key: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

    func format(_ key: Key) -> UnsafeMutablePointer<lxw_format>? {
        if let format = known[key] { return format }
        guard let format = workbook_add_format(book) else { return nil }
        switch key {
        case .title:
            format_set_bold(format)
            format_set_font_size(format, 14)
        case .line:
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        case .header:
            format_set_bold(format)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            format_set_bg_color(format, 0xEDEDED)
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .cell(let value, let kind, let mark, let indent):
            if let text = value.text { format_set_num_format(format, text) }
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            if value == .date { format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue)) }
            if value == .none { format_set_text_wrap(format) }
            if indent > 0 { format_set_indent(format, UInt8(clamping: indent)) }
            format_set_border(format, UInt8(LXW_BORDER_HAIR.rawValue))
            if kind == .total { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
            if kind != .plain && kind != .opening || mark == .bold { format_set_bold(format) }
            switch mark {
            case .red: format_set_font_color(format, 0xC00000)
            case .green: format_set_font_color(format, 0x007A33)
            case .yellow: format_set_font_color(format, 0x8A6100)
            case .dim: format_set_font_color(format, 0x666666)
            case .blue, .bold, nil: break
            }
        }
        known[key] = format
        return format
    }
}

import Glibc
import Ledger

/// A table that people keep as CSV or as a workbook, opened under the names known here (表格来源).
///
/// What the file is shows in its first bytes, whatever its name: a zip is an xlsx workbook, all else is CSV in UTF-8 or
/// GB18030. A workbook's rows, and those of a file with a mapping, are written once as CSV into a temporary file, each on the
/// line of its row; a plain CSV file is read where it lies. Either way ``text`` goes to ``TableCSV`` or ``VoucherCSVReader``,
/// and every line in a message is the line of the file or the row of the sheet.
///
/// ```
/// let source = try TableSource(path: "流水.xlsx", mapping: mapping, columns: columns)
/// let table = try TableCSV(source.text, columns: columns)
/// ```
public struct TableSource {
    /// The rows as CSV in UTF-8, the header first.
    public let text: InputText
    /// The sheet that is read; nil for CSV.
    public let sheet: String?

    /// Opens the file at `path`, `-` for standard input.
    ///
    /// - Parameters:
    ///   - encoding: of CSV; nil finds out.
    ///   - sheet: which sheet of a workbook; nil takes the only one that holds something.
    ///   - mapping: what the file's own columns mean; nil expects the names of `columns`.
    ///   - columns: what the import knows.
    /// - Throws: ``ImportFailure`` where the file can't be read, with a ``WorkbookProblem``, a ``MappingProblem`` or an
    ///   ``ImportProblem``; ``TableRefused`` with all cells that can't be read.
    public init(
        path: String, encoding: TextEncoding? = nil, sheet: String? = nil, mapping: ColumnMapping? = nil,
        columns: [CSVColumn]
    ) throws {
        let isInput = path == "-"
        let descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemReason.unreadable(path) }
        try self.init(
            descriptor: descriptor, name: path, closes: !isInput, encoding: encoding, sheet: sheet,
            mapping: mapping,
            columns: columns)
    }

    /// Opens bytes in memory, such as an upload.
    public init(
        bytes: [UInt8], name: String = "-", encoding: TextEncoding? = nil, sheet: String? = nil,
        mapping: ColumnMapping? = nil, columns: [CSVColumn]
    ) throws {
        try self.init(
            bytes: bytes, name: name, encoding: encoding, sheet: sheet, mapping: mapping, columns: columns,
            limits: WorkbookLimits())
    }

    /// The same within other limits.
    init(
        bytes: [UInt8], name: String = "-", encoding: TextEncoding? = nil, sheet: String? = nil,
        mapping: ColumnMapping? = nil, columns: [CSVColumn], limits: WorkbookLimits
    ) throws {
        let kept = try TemporaryFile()
        try kept.append(bytes)
        let copy = dup(kept.descriptor)
        guard copy >= 0 else { throw SystemReason.unreadable(name) }
        lseek(copy, 0, SEEK_SET)
        try self.init(
            descriptor: copy, name: name, closes: true, encoding: encoding, sheet: sheet, mapping: mapping,
            columns: columns, limits: limits)
    }

    private init(
        descriptor: Int32, name: String, closes: Bool, encoding: TextEncoding?, sheet: String?,
        mapping: ColumnMapping?, columns: [CSVColumn], limits: WorkbookLimits = WorkbookLimits()
    ) throws {
        let head: FileHead
        do throws(ImportFailure) {
            head = try FileHead(descriptor, name)
        } catch {
            if closes { close(descriptor) }
            throw error
        }
        guard head.kind == .text else {
            // From here on the text closes the descriptor.
            let rows = try Self.closing(closes ? descriptor : nil) {
                if head.kind == .legacy { throw ImportFailure(WorkbookProblem.legacy) }
                let kept = try head.spool(descriptor, limit: limits.pipeBytes)
                let book = try Workbook(descriptor: kept?.descriptor ?? descriptor, limits: limits)
                let chosen = try book.sheet(named: sheet)
                let translator = try RowTranslator(
                    columns: columns, mapping: mapping, serial: book.serial, sheet: chosen.name)
                try book.read(chosen, into: translator)
                return (file: try translator.finished(), sheet: chosen.name)
            }
            text = InputText(
                rows: rows.file, descriptor: descriptor, name: name, stamp: head.stamp, closes: closes)
            self.sheet = rows.sheet
            return
        }
        let input = try InputText(
            descriptor: descriptor, name: name, encoding: encoding, closes: closes, head: head.taken)
        guard sheet == nil else { throw ImportFailure(WorkbookProblem.notAWorkbook) }
        self.sheet = nil
        guard let mapping else {
            text = input
            return
        }
        let translator = try RowTranslator(
            columns: columns, mapping: mapping, serial: SerialDate(), sheet: nil)
        try Self.read(input, into: translator)
        text = InputText(
            rows: try translator.finished(), descriptor: -1, name: name, stamp: nil, closes: false)
    }

    /// Runs `body` and closes the descriptor if it throws.
    private static func closing<T>(_ descriptor: Int32?, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            if let descriptor { close(descriptor) }
            throw error
        }
    }

    /// The records of a CSV file as rows, each with its line.
    private static func read(_ input: InputText, into taker: any RowTaker) throws(ImportFailure) {
        var reader = input.reader(input.bytes())
        let row = SheetRow()
        while try reader.next() {
            row.reset(number: reader.line)
            for field in 0..<reader.fieldCount where !reader[field].isEmpty {
                let start = row.bytes.count
                row.bytes += reader[field]
                row.cells.append(SheetRow.Cell(column: field + 1, range: start..<row.bytes.count))
            }
            if !row.cells.isEmpty { try taker.take(row) }
        }
        try taker.finish()
        try input.checkUnchanged()
    }
}

/// The first bytes of a file, which say what it is (文件头).
private struct FileHead {
    enum Kind { case workbook, legacy, text }

    let kind: Kind
    /// What was taken out of a pipe to see.
    let taken: [UInt8]
    /// Of a regular file.
    let stamp: FileStamp?

    init(_ descriptor: Int32, _ name: String) throws(ImportFailure) {
        guard let stamp = FileStamp(of: descriptor) else { throw SystemReason.unreadable(name) }
        var bytes = [UInt8](repeating: 0, count: 8)
        var count = 0
        if stamp.isRegular {
            count = max(0, pread(descriptor, &bytes, 8, max(0, lseek(descriptor, 0, SEEK_CUR))))
            (self.stamp, taken) = (stamp, [])
        } else {
            while count < 8, !stamp.isDirectory {
                let room = 8 - count
                let read = bytes.withUnsafeMutableBytes {
                    Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, room)
                }
                if read < 0, errno == EINTR { continue }
                if read <= 0 { break }
                count += read
            }
            (self.stamp, taken) = (nil, Array(bytes[..<count]))
        }
        let head = bytes[..<count]
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            kind = .workbook
        } else if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            kind = .legacy
        } else {
            kind = .text
        }
    }

    /// The rest of a pipe in a temporary file; nil for a regular file.
    ///
    /// - Throws: `xlsx.too-large`.
    func spool(_ descriptor: Int32, limit: Int) throws(ImportFailure) -> TemporaryFile? {
        guard stamp == nil else { return nil }
        let kept = try TemporaryFile()
        let pipe = PipeBytes(descriptor: descriptor, head: taken)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 8)
        defer { buffer.deallocate() }
        while true {
            let count = try pipe.read(into: buffer)
            guard count > 0 else { return kept }
            try kept.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            guard kept.count <= limit else {
                throw ImportFailure(WorkbookProblem.tooLarge(limitMiB: limit >> 20))
            }
        }
    }
}

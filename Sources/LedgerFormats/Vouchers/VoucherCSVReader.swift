import Ledger

/// Vouchers read from CSV (凭证导入), one after the other, in flat memory.
///
/// The file is read twice: first for its digest and to see whether the vouchers of each book are in the order of
/// their dates, then voucher by voucher. Where they are not in order they are sorted on disk in between, by book
/// and date, those of one day in the order of the file. An export (a file with the column `original_name`) is taken
/// month by month instead, within a month in the order of the file, which is that of posting, so that every voucher
/// gets its number again.
///
/// What is wrong with a row goes into ``IncomingVoucher/problems``; only what makes the rest of the file
/// unreadable is thrown, as an ``ImportFailure``.
public final class VoucherCSVReader: VoucherSource {
    /// SHA-256 of the decoded rows, 32 bytes: the same in every encoding.
    public let contentDigest: [UInt8]
    /// Whether the file had to be sorted.
    public let wasSorted: Bool

    private let input: InputText
    private let bytes: FileBytes
    private var rows: VoucherRows
    private let index: VoucherIndex?
    private let parser: VoucherRowParser
    /// Whether the present row is already read and starts the next voucher.
    private var hasRow = false
    private var hasEnded = false
    private var seen: [SeenVouchers] = []
    private var books = ByteTable()

    /// Most lines of one voucher.
    public static let lineLimit = 100_000
    /// Most bytes of one voucher's text: what 999 lines with every text at its limit take, and half as much again.
    static let textLimitBytes = 1 << 24
    /// Most problems of one voucher; a file whose rows all have a wrong width is one voucher.
    static let problemLimit = 100_000

    /// Opens vouchers; the whole of the input is read once.
    ///
    /// - Throws: ``ImportFailure`` with `import.header-missing`, `import.header-twice`, `import.header-unknown`,
    ///   `import.empty`, or what ``CSVReader`` and ``InputText`` throw.
    public convenience init(_ input: InputText) throws(ImportFailure) {
        try self.init(input, runLength: VoucherIndex.runLength)
    }

    /// Opens the file at `path`, `-` for standard input, as ``InputText/init(path:encoding:)`` does.
    public convenience init(path: String, encoding: TextEncoding? = nil) throws(ImportFailure) {
        try self.init(InputText(path: path, encoding: encoding))
    }

    /// Opens vouchers that are sorted, if they must be, in runs of `runLength`.
    init(_ input: InputText, runLength: Int) throws(ImportFailure) {
        self.input = input
        let survey = try VoucherSurvey(Self.open(input.bytes()))
        contentDigest = survey.digest
        wasSorted = !survey.isInOrder
        index =
            survey.isInOrder
            ? nil : try VoucherIndex(Self.open(input.bytes()), runLength: runLength)
        bytes = input.bytes()
        rows = try Self.open(bytes)
        parser = VoucherRowParser(header: rows.header)
    }

    private static func open(_ bytes: FileBytes) throws(ImportFailure) -> VoucherRows {
        var reader = CSVReader(bytes)
        guard try reader.next() else { throw ImportFailure(.empty, line: 1) }
        let header = try CSVHeader(reader, columns: VoucherColumn.specification)
        return VoucherRows(reader, header)
    }

    /// Reads the next voucher into `voucher`, reusing its storage; false at the end.
    ///
    /// - Throws: ``ImportFailure``; `import.file-changed` at the end if somebody wrote to the file meanwhile.
    public func next(into voucher: inout IncomingVoucher) throws -> Bool {
        voucher.reset()
        guard try hasRow || nextVoucher() else {
            try input.checkUnchanged()
            return false
        }
        hasRow = false
        voucher.position = rows.reader.line
        var isStarted = rows.isWhole
        if isStarted { start(&voucher) } else { addWidthProblem(&voucher) }
        while try rows.advance() {
            guard rows.isWhole else {
                guard voucher.problems.count < Self.problemLimit else {
                    throw ImportFailure(widthProblem, line: rows.reader.line)
                }
                addWidthProblem(&voucher)
                continue
            }
            if rows.startsVoucher() {
                guard !isStarted else {
                    hasRow = true
                    return true
                }
                isStarted = true
                start(&voucher)
            } else {
                guard voucher.lines.count < Self.lineLimit, voucher.text.count < Self.textLimitBytes else {
                    throw refuseLength(voucher)
                }
                parser.addRow(rows, to: &voucher)
            }
        }
        hasEnded = index == nil
        return true
    }

    /// Moves to the first row of the next voucher; false at the end.
    private func nextVoucher() throws(ImportFailure) -> Bool {
        guard !hasEnded else { return false }
        guard let index else {
            guard try rows.advance() else { return false }
            _ = rows.startsVoucher()
            return true
        }
        guard let place = try index.next() else {
            hasEnded = true
            return false
        }
        input.move(bytes, to: place.offset, end: place.end)
        rows.restart(offset: place.offset, line: place.line)
        guard try rows.advance() else { return false }
        _ = rows.startsVoucher()
        return true
    }

    /// Takes the first whole row of a voucher.
    private func start(_ voucher: inout IncomingVoucher) {
        voucher.date = rows.date
        if let problem = rows.dateProblem {
            voucher.problems.append(
                LocatedProblem(
                    line: rows.reader.line, problem: ImportProblem.field(VoucherColumn.date.name, problem)))
        }
        parser.start(rows, &voucher)
        checkSeen(&voucher)
    }

    private var widthProblem: ImportProblem {
        .columnCount(fields: rows.reader.fieldCount, header: rows.header.count)
    }

    private func addWidthProblem(_ voucher: inout IncomingVoucher) {
        voucher.problems.append(LocatedProblem(line: rows.reader.line, problem: widthProblem))
    }

    /// A voucher that fills its room with fewer lines has texts beyond their limits, of which the first is told.
    private func refuseLength(_ voucher: borrowing IncomingVoucher) -> ImportFailure {
        if voucher.lines.count < Self.lineLimit, let first = voucher.problems.first {
            return ImportFailure(line: first.line, problem: first.problem)
        }
        return ImportFailure(
            .voucherTooLong(voucher: givenName(voucher), limit: voucher.lines.count),
            line: rows.reader.line)
    }

    /// What the file calls a voucher.
    private func givenName(_ voucher: borrowing IncomingVoucher) -> String {
        voucher.string(voucher.exportedNumber.isPresent ? voucher.exportedNumber : voucher.name) ?? ""
    }

    /// Refuses a voucher whose rows were seen before. The dates of a book ascend, or the months of an export, so only
    /// those of one day or month have to be remembered.
    private func checkSeen(_ voucher: inout IncomingVoucher) {
        guard let order = rows.order else { return }
        let (book, isNew) = rows.bookCode.withUnsafeBufferPointer { books.number(of: $0) }
        if isNew { seen.append(SeenVouchers()) }
        if seen[book].order != order {
            seen[book].order = order
            seen[book].keys.removeAll()
            seen[book].lines.removeAll(keepingCapacity: true)
        }
        let (key, isFirst) = rows.keyInBook.withUnsafeBufferPointer { seen[book].keys.number(of: $0) }
        if isFirst {
            seen[book].lines.append(rows.reader.line)
        } else {
            let problem = ImportProblem.groupSeenAgain(
                voucher: givenName(voucher), line: seen[book].lines[key])
            voucher.problems.append(LocatedProblem(line: rows.reader.line, problem: problem))
        }
    }
}

/// The vouchers of one book and day, or one month of an export, that were seen so far (当日凭证).
private struct SeenVouchers {
    var order: Int32 = 0
    var keys = ByteTable()
    var lines: [Int] = []
}

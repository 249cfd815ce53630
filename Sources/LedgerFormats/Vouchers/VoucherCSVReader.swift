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

    private var reading: VoucherReading

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

    /// The columns of a voucher file; those up to the credit must be there.
    public static var columns: [CSVColumn] { VoucherColumn.specification }

    /// Opens the file at `path`, `-` for standard input, as ``InputText/init(path:encoding:)`` does.
    public convenience init(path: String, encoding: TextEncoding? = nil) throws(ImportFailure) {
        try self.init(InputText(path: path, encoding: encoding))
    }

    /// Opens vouchers that are sorted, if they must be, in runs of `runLength`.
    init(_ input: InputText, runLength: Int) throws(ImportFailure) {
        let survey = try VoucherSurvey(Self.open(input, input.bytes()))
        contentDigest = survey.digest
        wasSorted = !survey.isInOrder
        let index =
            survey.isInOrder
            ? nil : try VoucherIndex(Self.open(input, input.bytes()), runLength: runLength)
        let bytes = input.bytes()
        reading = try VoucherReading(input, bytes, Self.open(input, bytes), index)
    }

    private static func open(_ input: InputText, _ bytes: FileBytes) throws(ImportFailure) -> VoucherRows {
        var reader = input.reader(bytes)
        guard try reader.next() else { throw ImportFailure(.empty, line: 1) }
        let header = try CSVHeader(reader, columns: VoucherColumn.specification)
        return VoucherRows(reader, header)
    }

    /// Reads the next voucher into `voucher`, reusing its storage; false at the end.
    ///
    /// - Throws: ``ImportFailure``; `import.file-changed` at the end if somebody wrote to the file meanwhile.
    public func next(into voucher: inout IncomingVoucher) throws -> Bool {
        try reading.next(into: &voucher)
    }
}

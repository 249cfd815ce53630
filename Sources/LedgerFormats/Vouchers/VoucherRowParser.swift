import Glibc
import Ledger

/// Turns rows into the lines of an ``IncomingVoucher`` (凭证行解析).
///
/// The bytes of a row are copied as one piece into the voucher's text, and the ranges point into that.
final class VoucherRowParser {
    private let places: [Int]
    private let isExport: Bool
    /// What the voucher's first row says about the voucher as a whole, as it stands there.
    private var attachments = TextRange.absent
    private var originYear = TextRange.absent

    /// Years that an origin may have.
    static let years = 1900...2999
    /// Most attachments of a voucher.
    static let attachmentLimit = 9999

    /// A parser for files with that header.
    init(header: CSVHeader) {
        places = header.places
        isExport = header.isExport
    }

    /// Takes the first row of a voucher.
    func start(_ rows: borrowing VoucherRows, _ voucher: inout IncomingVoucher) {
        var row = Row(rows.reader.record, places, &voucher)
        row.hasText(.date, into: &voucher)
        voucher.book = row.text(.book, &voucher)
        voucher.kind = row.text(.kind, &voucher)
        voucher.name = row.text(.voucher, &voucher)
        if voucher.name.isBlank { row.add(.blank(VoucherColumn.voucher.name), &voucher) }
        if isExport {
            voucher.exportedNumber = voucher.name
            voucher.name = row.text(.originalName, &voucher)
        }
        voucher.type = row.text(.voucherType, &voucher)
        voucher.attachmentReason = row.text(.attachmentReason, &voucher)
        voucher.reverses = row.text(.reverses, &voucher)
        voucher.corrects = row.text(.corrects, &voucher)
        if voucher.book.isBlank { row.add(.blank(VoucherColumn.book.name), &voucher) }
        attachments = row.text(.attachments, &voucher)
        originYear = row.text(.originYear, &voucher)
        voucher.attachments = row.whole(.attachments, 0...Self.attachmentLimit, &voucher) ?? 0
        voucher.originYear = row.whole(.originYear, Self.years, &voucher)
        addLine(&row, to: &voucher)
    }

    /// Takes a later row of a voucher.
    func addRow(_ rows: borrowing VoucherRows, to voucher: inout IncomingVoucher) {
        var row = Row(rows.reader.record, places, &voucher)
        check(.voucherType, voucher.type, &row, &voucher)
        check(.attachments, attachments, &row, &voucher)
        check(.reverses, voucher.reverses, &row, &voucher)
        check(.corrects, voucher.corrects, &row, &voucher)
        check(.attachmentReason, voucher.attachmentReason, &row, &voucher)
        check(.originYear, originYear, &row, &voucher)
        if isExport { check(.originalName, voucher.name, &row, &voucher) }
        addLine(&row, to: &voucher)
    }

    /// Refuses what differs from the voucher's first row; blank says nothing.
    @inline(__always)
    private func check(
        _ column: VoucherColumn, _ first: TextRange, _ row: inout Row, _ voucher: inout IncomingVoucher
    ) {
        guard places[column.rawValue] >= 0 else { return }
        let here = row.bytes(column)
        guard here.count > 0 else { return }
        let isEqual = voucher.text.withUnsafeBufferPointer { text in
            guard first.range.count == here.count, let start = text.baseAddress, let other = here.baseAddress
            else { return false }
            return memcmp(start + Int(first.start), other, here.count) == 0
        }
        if isEqual { return }
        let problem = ImportProblem.groupDiffers(
            column.name, first: voucher.string(first) ?? "", here: String(decoding: here, as: UTF8.self))
        row.add(problem, &voucher)
    }

    private func addLine(_ row: inout Row, to voucher: inout IncomingVoucher) {
        var line = IncomingLine()
        line.position = row.line
        line.summary = row.text(.summary, &voucher)
        line.account = row.text(.account, &voucher)
        if line.account.isBlank { row.add(.blank(VoucherColumn.account.name), &voucher) }
        let debit = row.money(.debit, &voucher)
        let credit = row.money(.credit, &voucher)
        if let debit, let credit {
            line.debit = debit
            line.credit = credit
            if debit == .zero, credit == .zero { row.add(.zeroLine, &voucher) }
            if debit != .zero, credit != .zero { row.add(.bothSides(debit: debit, credit: credit), &voucher) }
        }
        line.source = row.text(.source, &voucher)
        line.counterparty = row.text(.counterparty, &voucher)
        line.contract = row.text(.contract, &voucher)
        line.dimensions = row.text(.dimensions, &voucher)
        line.receipt = row.text(.receipt, &voucher)
        line.quantityMillionths = row.decimal(.quantity, 6, &voucher)
        line.unitPriceTenThousandths = row.decimal(.unitPrice, 4, &voucher)
        line.dueDate = row.date(.dueDate, &voucher)
        voucher.lines.append(line)
    }
}

/// One row while it is parsed (当前行).
private struct Row {
    let line: Int
    private let record: CSVRecord
    private let places: [Int]
    /// Where the row's bytes begin in the voucher's text.
    private let base: Int
    /// Whether there may be control characters.
    private let isSuspicious: Bool

    /// Copies the record into the voucher's text.
    @inline(__always)
    init(_ record: CSVRecord, _ places: [Int], _ voucher: inout IncomingVoucher) {
        self.record = record
        self.places = places
        line = record.line
        base = voucher.text.count
        let bytes = record.bytes
        voucher.text.append(contentsOf: bytes)
        isSuspicious = record.hasControls || TextCheck.mayHaveHighControls(bytes)
    }

    func add(_ problem: ImportProblem, _ voucher: inout IncomingVoucher) {
        voucher.problems.append(LocatedProblem(line: line, problem: problem))
    }

    /// The bytes of a field, trimmed if that column is.
    @inline(__always)
    func bytes(_ column: VoucherColumn) -> UnsafeBufferPointer<UInt8> {
        let place = places[column.rawValue]
        guard place >= 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return column.isTrimmed ? VoucherRows.trimmed(record[place]) : record[place]
    }

    /// A text field, checked; absent when it is empty.
    @inline(__always)
    func text(_ column: VoucherColumn, _ voucher: inout IncomingVoucher) -> TextRange {
        let bytes = bytes(column)
        guard bytes.count > 0, let start = bytes.baseAddress, let first = record.bytes.baseAddress
        else {
            return .absent
        }
        if isSuspicious || bytes.count > column.limit { check(column, bytes, &voucher) }
        return TextRange(start: base + (start - first), count: bytes.count)
    }

    /// Checks a field whose text is not kept.
    @inline(__always)
    func hasText(_ column: VoucherColumn, into voucher: inout IncomingVoucher) {
        _ = text(column, &voucher)
    }

    private func check(
        _ column: VoucherColumn, _ bytes: UnsafeBufferPointer<UInt8>, _ voucher: inout IncomingVoucher
    ) {
        let count = TextCheck.characters(bytes)
        if count > column.limit {
            add(.textTooLong(column.name, characters: count, limit: column.limit), &voucher)
        }
        if let code = TextCheck.firstControl(bytes, allowsLineBreaks: column == .summary) {
            add(.controlCharacter(column.name, code: code), &voucher)
        }
    }

    /// An amount; zero when blank, nil when there is a problem.
    @inline(__always)
    func money(_ column: VoucherColumn, _ voucher: inout IncomingVoucher) -> Money? {
        let bytes = bytes(column)
        guard bytes.count > 0 else { return .zero }
        do throws(MoneyProblem) {
            return try Money.parse(bytes)
        } catch {
            add(.field(column.name, error), &voucher)
            return nil
        }
    }

    /// A decimal number in units of its last decimal; nil when blank or wrong.
    @inline(__always)
    func decimal(_ column: VoucherColumn, _ decimals: Int, _ voucher: inout IncomingVoucher) -> Int64? {
        let bytes = bytes(column)
        guard bytes.count > 0 else { return nil }
        if let value = DecimalText.scaled(bytes, decimals: decimals) { return value }
        let text = String(decoding: bytes, as: UTF8.self)
        add(.decimal(column.name, text: text, decimals: decimals), &voucher)
        return nil
    }

    /// A whole number; nil when blank or wrong.
    func whole(
        _ column: VoucherColumn, _ range: ClosedRange<Int>, _ voucher: inout IncomingVoucher
    ) -> Int? {
        let bytes = bytes(column)
        guard bytes.count > 0 else { return nil }
        if let value = DecimalText.whole(bytes, in: range) { return value }
        let text = String(decoding: bytes, as: UTF8.self)
        add(.integer(column.name, text: text, lower: range.lowerBound, upper: range.upperBound), &voucher)
        return nil
    }

    /// A date; nil when blank or wrong.
    @inline(__always)
    func date(_ column: VoucherColumn, _ voucher: inout IncomingVoucher) -> CalendarDate? {
        let bytes = bytes(column)
        guard bytes.count > 0 else { return nil }
        do throws(DateProblem) {
            return try CalendarDate.parse(bytes)
        } catch {
            add(.field(column.name, error), &voucher)
            return nil
        }
    }
}

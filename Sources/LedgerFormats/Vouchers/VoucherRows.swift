import Glibc
import Ledger

/// The rows of a voucher file one after the other (凭证行), and where one voucher ends and the next begins.
///
/// Rows of nothing but blanks are passed over. A row with another number of fields than the header belongs to the
/// voucher before it.
struct VoucherRows: ~Copyable {
    /// The tokenizer; its present record is the present row.
    private(set) var reader: CSVReader
    /// Where the columns stand.
    let header: CSVHeader

    /// The date of the present voucher; nil when it cannot be read.
    private(set) var date: CalendarDate?
    /// Why the date cannot be read.
    private(set) var dateProblem: DateProblem?
    /// Whether the present row has as many fields as the header.
    private(set) var isWhole = false

    private var book: [UInt8] = []
    private var dateText: [UInt8] = []
    private var kind: [UInt8] = []
    private var name: [UInt8] = []
    private var hasKey = false

    /// Rows from the record after the header on.
    init(_ reader: consuming CSVReader, _ header: CSVHeader) {
        self.reader = reader
        self.header = header
    }

    /// Moves to the next row; false at the end.
    mutating func advance() throws(ImportFailure) -> Bool {
        while try reader.next() {
            isWhole = reader.fieldCount == header.count
            if reader[0].first ?? 0 <= 0x20, reader.isBlank { continue }
            return true
        }
        return false
    }

    /// Starts anew on a source that was moved to `offset`, which is the start of the line `line`.
    mutating func restart(offset: Int, line: Int) {
        reader.restart(offset: offset, line: line)
        forget()
    }

    /// Forgets the present voucher, so that the next row starts one whatever it says.
    private mutating func forget() {
        hasKey = false
    }

    /// Whether the present row starts a voucher: the first whole row does, and one whose book, date, kind or
    /// name is another than in the row before.
    mutating func startsVoucher() -> Bool {
        guard isWhole else { return false }
        let book = field(.book)
        let date = field(.date)
        let kind = field(.kind)
        let name = field(.voucher)
        if hasKey, Self.isEqual(book, self.book), Self.isEqual(date, dateText), Self.isEqual(kind, self.kind),
            Self.isEqual(name, self.name)
        {
            return false
        }
        return changeKey(book: book, date: date, kind: kind, name: name)
    }

    /// What the vouchers of a book are in the order of: their days, or in an export their months, within which the
    /// order of posting is kept, so that each gets its number again.
    var order: Int32? { date.map { header.isExport ? $0.number / 100 : $0.number } }

    /// The book code of the present voucher.
    var bookCode: [UInt8] { book }

    /// What tells the present voucher from others of its book and date: kind and name.
    private(set) var keyInBook: [UInt8] = []

    /// A field of the present row without blanks around it; empty where the file has no such column.
    @inline(__always)
    func field(_ column: VoucherColumn) -> UnsafeBufferPointer<UInt8> {
        let place = header.places[column.rawValue]
        guard place >= 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return Self.trimmed(reader[place])
    }

    /// Bytes without the spaces and tabs around them.
    @inline(__always)
    static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let first = bytes.first, let last = bytes.last else { return bytes }
        // Few fields have blanks around them.
        guard first <= 0x20 || last <= 0x20 else { return bytes }
        var start = 0
        var end = bytes.count
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Whether there is nothing but spaces and tabs.
    static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy(isBlank) }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    @inline(__always)
    private static func isEqual(_ given: UnsafeBufferPointer<UInt8>, _ kept: [UInt8]) -> Bool {
        guard given.count == kept.count else { return false }
        guard let start = given.baseAddress else { return true }
        return kept.withUnsafeBufferPointer { kept in
            guard let other = kept.baseAddress else { return true }
            return memcmp(start, other, kept.count) == 0
        }
    }

    /// An empty kind is 记.
    private static func normal(_ kind: [UInt8]) -> [UInt8] { kind.isEmpty ? general : kind }
    private static let general = Array("记".utf8)

    /// Takes the key of the present row; false when it is the old one in other words.
    private mutating func changeKey(
        book: UnsafeBufferPointer<UInt8>, date: UnsafeBufferPointer<UInt8>,
        kind: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let oldDate = self.date
        if !hasKey || !Self.isEqual(date, dateText) {
            do throws(DateProblem) {
                self.date = try CalendarDate.parse(date)
                dateProblem = nil
            } catch {
                self.date = nil
                dateProblem = error
            }
            Self.keep(date, in: &dateText)
        }
        let isSameKind =
            Self.isEqual(kind, self.kind) || Self.normal(Array(kind)) == Self.normal(self.kind)
        let isSame =
            hasKey && self.date != nil && self.date == oldDate && Self.isEqual(book, self.book)
            && Self.isEqual(name, self.name) && isSameKind
        Self.keep(book, in: &self.book)
        Self.keep(name, in: &self.name)
        Self.keep(kind, in: &self.kind)
        hasKey = true
        if !isSame { setKeyInBook() }
        return !isSame
    }

    private mutating func setKeyInBook() {
        keyInBook.removeAll(keepingCapacity: true)
        keyInBook += Self.normal(kind)
        keyInBook.append(0)
        keyInBook += name
    }

    @inline(__always)
    private static func keep(_ bytes: UnsafeBufferPointer<UInt8>, in kept: inout [UInt8]) {
        // Most vouchers have the book, the day and the kind of the one before.
        guard !isEqual(bytes, kept) else { return }
        kept.removeAll(keepingCapacity: true)
        kept.append(contentsOf: bytes)
    }
}

extension CSVHeader {
    /// Whether the vouchers were exported from a ledger: only then their own number and that of an earlier system
    /// stand apart.
    var isExport: Bool { places[VoucherColumn.originalName.rawValue] >= 0 }
}

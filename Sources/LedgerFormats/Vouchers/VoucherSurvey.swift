import Glibc
import Ledger
import LedgerCrypto

/// What a first look at a voucher file finds out (凭证文件初读): its digest and whether it is in order.
struct VoucherSurvey {
    /// SHA-256 of the decoded rows.
    let digest: [UInt8]
    /// Whether the vouchers of each book come in the order of ``VoucherRows/order``.
    let isInOrder: Bool

    /// Reads all rows behind the header.
    init(_ rows: consuming VoucherRows) throws(ImportFailure) {
        let content = RowDigest()
        content.add(rows.reader.record)
        var books = ByteTable()
        var last: [Int32] = []
        var isInOrder = true
        while try rows.advance() {
            content.add(rows.reader.record)
            guard rows.startsVoucher() else { continue }
            let (book, isNew) = rows.bookCode.withUnsafeBufferPointer { books.number(of: $0) }
            if isNew { last.append(0) }
            guard let order = rows.order else { continue }
            if order < last[book] { isInOrder = false }
            last[book] = order
        }
        digest = content.finish()
        self.isInOrder = isInOrder
    }
}

/// The digest of rows as they were decoded (内容摘要): the number of fields, then each field with its length.
///
/// All numbers are 32 bits, least byte first. Quoting, line breaks between rows, blank rows and the encoding of
/// the file make no difference.
final class RowDigest {
    private let digest = SHA256Digest()
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: RowDigest.capacity, alignment: 8)
    private var count = 0
    private static let capacity = 1 << 16

    /// A digest of nothing yet.
    init() {}

    deinit {
        buffer.deallocate()
    }

    /// Adds a record.
    func add(_ record: CSVRecord) {
        add(number: record.fieldCount)
        for field in 0..<record.fieldCount {
            let bytes = record[field]
            add(number: bytes.count)
            if bytes.count > Self.capacity - count { flush() }
            guard bytes.count <= Self.capacity else {
                digest.update(UnsafeRawBufferPointer(bytes))
                continue
            }
            if let start = bytes.baseAddress, let base = buffer.baseAddress {
                memcpy(base + count, start, bytes.count)
            }
            count += bytes.count
        }
    }

    /// The 32 bytes.
    func finish() -> [UInt8] {
        flush()
        return digest.finish()
    }

    @inline(__always)
    private func add(number: Int) {
        if Self.capacity - count < 4 { flush() }
        buffer.storeBytes(
            of: UInt32(truncatingIfNeeded: number).littleEndian, toByteOffset: count, as: UInt32.self)
        count += 4
    }

    private func flush() {
        digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        count = 0
    }
}

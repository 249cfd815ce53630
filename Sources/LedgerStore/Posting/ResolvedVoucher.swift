import Ledger

/// A line whose names have been looked up (已解析分录): indices into the desk's and the book's tables.
struct ResolvedLine {
    var account: Int32 = 0
    var debit: Int64 = 0
    var credit: Int64 = 0
    var mark: Int32 = 0
    /// Index of the counterparty in the book; −1 without one.
    var party: Int32 = -1
    var summary = TextRange.absent
    var contract = TextRange.absent
    var dimensions = TextRange.absent
    var receipt = TextRange.absent
    var quantity: Int64?
    var unitPrice: Int64?
    var dueDate: CalendarDate?
}

/// A voucher whose names have been looked up (已解析凭证), ready to be kept as a draft or posted.
///
/// The same form whether it was typed in, read from a file, or read back from the ledger to be verified.
struct ResolvedVoucher {
    /// The text its ranges point into.
    var text: [UInt8] = []
    var date = CalendarDate(validNumber: 2000_01_01)
    var kind = VoucherKind.general
    /// The type written, if any; ``type`` is the one in force.
    var writtenType: VoucherType?
    var type = VoucherType.normal
    var attachments = 0
    var attachmentReason = TextRange.absent
    var originalName = TextRange.absent
    /// Sequence of the voucher it reverses in full.
    var reverses: Int64?
    /// Sequence of the voucher it corrects in part.
    var corrects: Int64?
    var originYear: Int?
    var preparer: Int32 = 0
    var editor: Int32 = 0
    var reviewer: Int32 = -1
    var poster: Int32 = -1
    var lines: [ResolvedLine] = []

    /// Whether there is neither an attachment nor a reason for none, where one of them is expected.
    var lacksAttachment: Bool { attachments == 0 && !attachmentReason.isPresent && type.needsAttachment }

    func string(_ range: TextRange) -> String? {
        range.isPresent ? String(decoding: text[range.range], as: UTF8.self) : nil
    }

    /// Copies bytes into the voucher's text.
    mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>?) -> TextRange {
        guard let bytes else { return .absent }
        let start = text.count
        text.append(contentsOf: bytes)
        return TextRange(start: start, count: bytes.count)
    }

    mutating func keep(_ value: String?) -> TextRange {
        guard var value else { return .absent }
        return value.withUTF8 { keep($0) }
    }
}

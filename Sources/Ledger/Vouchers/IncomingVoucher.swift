/// A stretch of UTF-8 in the text of the ``IncomingVoucher`` it belongs to (文本片段).
///
/// A million lines are read without making a million strings: names are looked up by their bytes, and only
/// what is really kept is copied. Absent differs from empty.
public struct TextRange: Sendable, Equatable {
    /// Offset of the first byte in ``IncomingVoucher/text``.
    public var start: Int32
    /// Bytes; −1 when absent.
    public var count: Int32

    /// A stretch of `count` bytes from `start`.
    @inlinable
    public init(start: Int, count: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.count = Int32(truncatingIfNeeded: count)
    }

    /// Nothing was written there, which is not the same as the empty text.
    public static let absent = TextRange(start: 0, count: -1)

    /// Whether there is any text, empty or not.
    @inlinable public var isPresent: Bool { count >= 0 }
    /// Absent or empty.
    @inlinable public var isBlank: Bool { count <= 0 }
    /// The bytes' places.
    @inlinable public var range: Range<Int> { Int(start)..<(Int(start) + Int(max(count, 0))) }
}

/// One line of an ``IncomingVoucher`` (导入分录): amounts are parsed, names are still text.
public struct IncomingLine: Sendable {
    /// The line of the input where it stands, counted from 1.
    public var position = 0
    /// Summary 摘要.
    public var summary = TextRange.absent
    /// Account code 科目编码.
    public var account = TextRange.absent
    /// Debit 借方, fen; zero when the line is a credit.
    public var debit = Money.zero
    /// Credit 贷方, fen; zero when the line is a debit.
    public var credit = Money.zero
    /// Income source 收入来源 by its code; blank takes the account's default.
    public var source = TextRange.absent
    /// Counterparty 往来单位 by code or name.
    public var counterparty = TextRange.absent
    /// Contract 合同编号, kept as text.
    public var contract = TextRange.absent
    /// `name=value;name=value`: auxiliary dimensions, among them nature, fund and excluded_kind.
    public var dimensions = TextRange.absent
    /// Receipt or invoice number 票据号.
    public var receipt = TextRange.absent
    /// Quantity 数量 in millionths of a unit.
    public var quantityMillionths: Int64?
    /// Unit price 单价 in ten-thousandths of a yuan.
    public var unitPriceTenThousandths: Int64?
    /// Due date 到期日 of a claim or debt.
    public var dueDate: CalendarDate?

    /// A line with nothing on it yet.
    public init() {}
}

/// A voucher as it comes from outside (导入凭证), before any name in it is known to mean something.
///
/// Reused from voucher to voucher by a ``VoucherSource`` so that a bulk import runs in flat memory.
public struct IncomingVoucher: Sendable {
    /// The text all ``TextRange``s point into, UTF-8.
    public var text: [UInt8] = []
    /// Book code 账套.
    public var book = TextRange.absent
    /// Date 日期; nil when it could not be read (then there is a problem too).
    public var date: CalendarDate?
    /// Voucher kind 凭证字; blank is 记.
    public var kind = TextRange.absent
    /// What another system called the voucher 原凭证号; any text.
    public var name = TextRange.absent
    /// The number it bears in the ledger it was exported from 凭证号, which links of the same file name; absent in
    /// other files.
    public var exportedNumber = TextRange.absent
    /// Voucher type 凭证类型; blank is normal, or closing where a line is on 本年收益.
    public var type = TextRange.absent
    /// Number of attachments 附件数.
    public var attachments = 0
    /// Why there is no attachment 无附件原因.
    public var attachmentReason = TextRange.absent
    /// The posted voucher this one reverses in full 冲销, by name.
    public var reverses = TextRange.absent
    /// The posted voucher this one corrects in part 订正, by name.
    public var corrects = TextRange.absent
    /// Year of origin 归属年度 of a prior-year correction.
    public var originYear: Int?
    /// The lines, in order.
    public var lines: [IncomingLine] = []
    /// What the reader already found wrong, in the order of the rows.
    public var problems: [LocatedProblem] = []
    /// The line of the input where the voucher starts, counted from 1.
    public var position = 0

    /// A voucher with nothing in it yet.
    public init() {}

    /// Empties the voucher and keeps its storage.
    public mutating func reset() {
        text.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        book = .absent
        date = nil
        kind = .absent
        name = .absent
        exportedNumber = .absent
        type = .absent
        attachments = 0
        attachmentReason = .absent
        reverses = .absent
        corrects = .absent
        originYear = nil
        position = 0
    }

    /// The text of a stretch as a string; nil when absent.
    public func string(_ range: TextRange) -> String? {
        range.isPresent ? String(decoding: text[range.range], as: UTF8.self) : nil
    }
}

/// Something vouchers can be read from, one after the other (凭证来源): a CSV file, later a workbook.
///
/// The vouchers of each book come in the order of their dates, or those of an export in the order of their months; a
/// source that is not in that order sorts itself first. What is wrong with single rows comes in
/// ``IncomingVoucher/problems``, so that all of it can be told at once; only what makes the rest unreadable is thrown.
public protocol VoucherSource {
    /// SHA-256 of the decoded content, 32 bytes: the same rows in another encoding give the same digest.
    var contentDigest: [UInt8] { get }
    /// Reads the next voucher into `voucher`, reusing its storage; false at the end.
    mutating func next(into voucher: inout IncomingVoucher) throws -> Bool
}

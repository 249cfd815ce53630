/// A receipt number 票据号 such as `SJ0012`: what stands before its digits, and the digits with their zeros.
///
/// Two numbers are of one series 票据种类 when both the prefix and the count of digits are the same.
public struct ReceiptNumber: Sendable, Hashable {
    /// What stands before the digits; may be empty.
    public var prefix: String
    /// How many digits it is written with, at most 15.
    public var digits: Int
    /// The digits as a number.
    public var value: Int

    /// A number of its parts.
    public init(prefix: String, digits: Int, value: Int) {
        self.prefix = prefix
        self.digits = digits
        self.value = value
    }

    /// The number a text ends with; nil where it ends with none, or with more than 15 digits.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let count = bytes.reversed().prefix { 0x30...0x39 ~= $0 }.count
        guard (1...15).contains(count), let value = Int(String(decoding: bytes.suffix(count), as: UTF8.self))
        else { return nil }
        self.init(
            prefix: String(decoding: bytes.dropLast(count), as: UTF8.self), digits: count, value: value)
    }

    /// Another number of the same series.
    public func with(_ value: Int) -> ReceiptNumber {
        ReceiptNumber(prefix: prefix, digits: digits, value: value)
    }

    /// Whether both are written alike but for the digits.
    public func isOfSeries(_ other: ReceiptNumber) -> Bool {
        prefix == other.prefix && digits == other.digits
    }
}

extension ReceiptNumber: CustomStringConvertible {
    /// As it is written, `SJ0012`.
    public var description: String {
        let text = String(value)
        return prefix + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}

/// A run of receipt numbers 票据号段, first and last among them.
public struct ReceiptRun: Sendable, Hashable {
    /// The first number.
    public var first: ReceiptNumber
    /// The last one, of the same series.
    public var last: ReceiptNumber

    /// Most numbers of one run.
    public static let limit = 100_000

    /// The run from one number to another.
    ///
    /// - Throws: ``ReceiptProblem/rangeInvalid(first:last:)``.
    public init(first: String, last: String) throws {
        guard let start = ReceiptNumber(first), let end = ReceiptNumber(last), start.isOfSeries(end),
            start.value <= end.value, end.value - start.value < Self.limit
        else { throw ReceiptProblem.rangeInvalid(first: first, last: last) }
        self.init(start, end)
    }

    /// A run known to be one.
    public init(_ first: ReceiptNumber, _ last: ReceiptNumber) {
        self.first = first
        self.last = last
    }

    /// How many numbers there are.
    public var count: Int { last.value - first.value + 1 }

    /// Whether a number is one of them.
    public func contains(_ number: ReceiptNumber) -> Bool {
        first.isOfSeries(number) && first.value <= number.value && number.value <= last.value
    }

    /// Whether two runs have a number in common.
    public func overlaps(_ other: ReceiptRun) -> Bool {
        first.isOfSeries(other.first) && first.value <= other.last.value && other.first.value <= last.value
    }
}

extension ReceiptRun: CustomStringConvertible {
    /// `SJ0012`, or `SJ0012–SJ0015`.
    public var description: String { first == last ? "\(first)" : "\(first)–\(last)" }
}

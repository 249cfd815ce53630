/// Canonical bytes 规范字节: attributes as name and value, in the order of their names, absent ones left out.
///
/// ```
/// bytes     := item*
/// item      := length(name) as 1 byte · name · length(value) as 4 bytes, big-endian · value
/// ```
///
/// Values are UTF-8: integers in decimal, dates as `2026-03-15`. An attribute that is absent is left out, which is
/// not the same as one with empty text, so new attributes need no new version. What is sealed with these bytes is
/// sealed for ever: the layout never changes.
public struct CanonicalBytes: Sendable {
    /// The bytes so far.
    public private(set) var bytes: [UInt8] = []

    /// Nothing yet, with room for a usual voucher.
    public init() { bytes.reserveCapacity(2048) }

    /// Nothing yet, with the room of another, which is left without any.
    public init(movedFrom other: inout CanonicalBytes) {
        swap(&bytes, &other.bytes)
        reset()
    }

    /// Forgets everything and keeps the room.
    public mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    /// Adds attributes already in canonical form, in their place in the order of names.
    public mutating func append(_ attributes: [UInt8]) { bytes.append(contentsOf: attributes) }

    /// Adds an attribute whose value is bytes.
    @inline(__always)
    public mutating func add(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
        start(name)
        addLength(value.count)
        bytes.append(contentsOf: value)
    }

    /// Adds an attribute whose value is text.
    public mutating func add(_ name: StaticString, _ value: String) {
        var value = value
        value.withUTF8 { add(name, $0) }
    }

    /// Adds an attribute whose name is not known when the program is built; at most 255 bytes of name.
    public mutating func add(name: String, _ value: String) {
        bytes.append(UInt8(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
        addLength(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    /// Adds an attribute unless its value is absent.
    public mutating func add(_ name: StaticString, _ value: String?) {
        if let value { add(name, value) }
    }

    /// Adds an attribute whose value is a whole number, unless it is absent.
    public mutating func add(_ name: StaticString, _ value: Int?) {
        if let value { add(name, value) }
    }

    /// Adds an attribute whose value is a whole number in decimal.
    public mutating func add(_ name: StaticString, _ value: Int) {
        start(name)
        // Twenty bytes hold any 64-bit number with its sign; written from the end.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var place = 20
            var rest = value.magnitude
            repeat {
                place -= 1
                digits[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
                rest /= 10
            } while rest > 0
            if value < 0 {
                place -= 1
                digits[place] = 0x2D
            }
            addLength(20 - place)
            bytes.append(contentsOf: digits[place..<20])
        }
    }

    /// Adds an attribute whose value is a date.
    public mutating func add(_ name: StaticString, date: CalendarDate) {
        start(name)
        addLength(10)
        let number = Int(date.number)
        let digit = { (divisor: Int) in UInt8(truncatingIfNeeded: number / divisor % 10) + 0x30 }
        let text: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (
            digit(10_000_000), digit(1_000_000), digit(100_000), digit(10_000), 0x2D,
            digit(1000), digit(100), 0x2D, digit(10), digit(1)
        )
        withUnsafeBytes(of: text) { bytes.append(contentsOf: $0) }
    }

    /// Adds an attribute whose value is canonical bytes itself, written by `body`.
    @inline(__always)
    public mutating func nest(_ name: StaticString, _ body: (inout CanonicalBytes) -> Void) {
        start(name)
        let place = bytes.count
        addLength(0)
        body(&self)
        patchLength(at: place)
    }

    /// Adds one element of a list: its length and its attributes, without a name.
    @inline(__always)
    public mutating func element(_ body: (inout CanonicalBytes) -> Void) {
        let place = bytes.count
        addLength(0)
        body(&self)
        patchLength(at: place)
    }

    @inline(__always)
    private mutating func start(_ name: StaticString) {
        bytes.append(UInt8(truncatingIfNeeded: name.utf8CodeUnitCount))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    @inline(__always)
    private mutating func addLength(_ length: Int) {
        let big = UInt32(truncatingIfNeeded: length).bigEndian
        withUnsafeBytes(of: big) { bytes.append(contentsOf: $0) }
    }

    @inline(__always)
    private mutating func patchLength(at place: Int) {
        let length = UInt32(truncatingIfNeeded: bytes.count - place - 4)
        bytes[place] = UInt8(truncatingIfNeeded: length >> 24)
        bytes[place + 1] = UInt8(truncatingIfNeeded: length >> 16)
        bytes[place + 2] = UInt8(truncatingIfNeeded: length >> 8)
        bytes[place + 3] = UInt8(truncatingIfNeeded: length)
    }
}

extension VoucherDraft {
    /// Its content as canonical bytes, so that the same request can be told from another one.
    public var canonicalBytes: CanonicalBytes {
        var bytes = CanonicalBytes()
        bytes.add("attachment-reason", attachmentReason)
        bytes.add("attachments", attachments)
        bytes.add("book", book)
        bytes.add("corrects", corrects)
        bytes.add("date", date: date)
        bytes.add("kind", kind)
        bytes.nest("lines") { list in
            for line in lines { list.element { line.add(to: &$0) } }
        }
        bytes.add("origin-year", originYear)
        bytes.add("original-name", originalName)
        bytes.add("reverses", reverses)
        bytes.add("type", type)
        return bytes
    }
}

extension EntryLine {
    fileprivate func add(to bytes: inout CanonicalBytes) {
        bytes.add("account", account)
        bytes.add("contract", contract)
        bytes.add("counterparty", counterparty)
        bytes.add("credit", Int(credit.fen))
        bytes.add("debit", Int(debit.fen))
        bytes.add("dimensions", dimensions)
        if let dueDate { bytes.add("due-date", date: dueDate) }
        bytes.add("quantity", quantityMillionths.map(Int.init))
        bytes.add("receipt", receipt)
        bytes.add("source", source)
        bytes.add("summary", summary)
        bytes.add("unit-price", unitPriceTenThousandths.map(Int.init))
    }
}

extension DraftName {
    /// Its name as canonical bytes.
    public var canonicalBytes: CanonicalBytes {
        var bytes = CanonicalBytes()
        bytes.add("draft", description)
        return bytes
    }
}

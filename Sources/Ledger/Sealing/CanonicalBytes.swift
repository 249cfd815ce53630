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
    /// Room for the bytes; those from `count` on mean nothing.
    private var storage: [UInt8]
    private var count = 0

    /// Nothing yet, with room for a usual voucher.
    public init() { storage = [UInt8](repeating: 0, count: 1024) }

    /// Nothing yet, with the room of another, which is left without any.
    public init(movedFrom other: inout CanonicalBytes) {
        storage = []
        swap(&storage, &other.storage)
        other.count = 0
    }

    /// The bytes so far.
    public var bytes: [UInt8] { Array(storage[..<count]) }

    /// The bytes so far, where they stand.
    @inline(__always)
    public func withUnsafeBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try storage.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Forgets everything and keeps the room.
    public mutating func reset() { count = 0 }

    /// Adds attributes already in canonical form, in their place in the order of names.
    @inline(__always)
    public mutating func append(_ attributes: [UInt8]) {
        guard !attributes.isEmpty else { return }
        attributes.withUnsafeBufferPointer { source in
            write(source.count) { target in
                if let start = source.baseAddress { target.update(from: start, count: source.count) }
            }
        }
    }

    /// Adds an attribute whose value is bytes.
    @inline(__always)
    public mutating func add(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
        add(name, count: value.count) { target in
            if let start = value.baseAddress { target.update(from: start, count: value.count) }
        }
    }

    /// Adds an attribute whose value of `count` bytes is written by `body`.
    @inline(__always)
    private mutating func add(
        _ name: StaticString, count length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void
    ) {
        let nameLength = name.utf8CodeUnitCount
        write(5 + nameLength + length) { target in
            target[0] = UInt8(truncatingIfNeeded: nameLength)
            (target + 1).update(from: name.utf8Start, count: nameLength)
            Self.put(length, at: target + 1 + nameLength)
            body(target + 5 + nameLength)
        }
    }

    /// Makes room for `length` bytes and lets `body` write them.
    @inline(__always)
    private mutating func write(_ length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) {
        if storage.count - count < length { grow(by: length) }
        let place = count
        storage.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start + place) }
        }
        count += length
    }

    @inline(never)
    private mutating func grow(by length: Int) {
        storage.append(contentsOf: repeatElement(0, count: storage.count + length))
    }

    /// Writes a length as 4 bytes, the most significant first.
    @inline(__always)
    private static func put(_ length: Int, at target: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(target).storeBytes(
            of: UInt32(truncatingIfNeeded: length).bigEndian, as: UInt32.self)
    }

    /// Adds an attribute whose value is text.
    public mutating func add(_ name: StaticString, _ value: String) {
        var value = value
        value.withUTF8 { add(name, $0) }
    }

    /// Adds an attribute whose name is not known when the program is built; at most 255 bytes of name.
    public mutating func add(name: [UInt8], _ value: UnsafeBufferPointer<UInt8>) {
        write(5 + name.count + value.count) { target in
            target[0] = UInt8(truncatingIfNeeded: name.count)
            for (place, byte) in name.enumerated() { target[1 + place] = byte }
            Self.put(value.count, at: target + 1 + name.count)
            if let start = value.baseAddress {
                (target + 5 + name.count).update(from: start, count: value.count)
            }
        }
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
        var rest = value.magnitude
        var length = value < 0 ? 2 : 1
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        add(name, count: length) { target in
            var place = length
            var rest = value.magnitude
            repeat {
                place -= 1
                target[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
                rest /= 10
            } while rest > 0
            if value < 0 { target[0] = 0x2D }
        }
    }

    /// Adds an attribute whose value is a date.
    public mutating func add(_ name: StaticString, date: CalendarDate) {
        let number = Int(date.number)
        add(name, count: 10) { target in
            func digit(_ place: Int, _ divisor: Int) {
                target[place] = UInt8(truncatingIfNeeded: number / divisor % 10) + 0x30
            }
            digit(0, 10_000_000)
            digit(1, 1_000_000)
            digit(2, 100_000)
            digit(3, 10_000)
            target[4] = 0x2D
            digit(5, 1000)
            digit(6, 100)
            target[7] = 0x2D
            digit(8, 10)
            digit(9, 1)
        }
    }

    /// Adds an attribute whose value is canonical bytes itself, written by `body`.
    @inline(__always)
    public mutating func nest(_ name: StaticString, _ body: (inout CanonicalBytes) -> Void) {
        add(name, count: 0) { _ in }
        measure(body)
    }

    /// Adds one element of a list: its length and its attributes, without a name.
    @inline(__always)
    public mutating func element(_ body: (inout CanonicalBytes) -> Void) {
        write(4) { _ in }
        measure(body)
    }

    /// Lets `body` write and puts how much it wrote into the four bytes before.
    @inline(__always)
    private mutating func measure(_ body: (inout CanonicalBytes) -> Void) {
        let start = count
        body(&self)
        let length = count - start
        storage.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { Self.put(length, at: base + start - 4) }
        }
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

import Glibc
import Ledger

/// Where text is written to, piece by piece (文本输出): a descriptor or memory, in UTF-8 or GB18030.
///
/// Nothing is certain to have arrived before ``finish()``.
public final class ByteOutput {
    private let descriptor: Int32?
    private let converter: TextConverter?
    private let pending = UnsafeMutablePointer<UInt8>.allocate(capacity: ByteOutput.chunkBytes)
    private var pendingCount = 0
    private var flushed: [UInt8] = []
    private var failure: ImportFailure?

    /// Bytes gathered before they are written.
    private static let chunkBytes = 1 << 16

    /// Output to an open descriptor, which stays the caller's to close.
    ///
    /// - Throws: `import.encoding-unavailable`.
    public init(descriptor: Int32, encoding: TextEncoding = .utf8) throws(ImportFailure) {
        self.descriptor = descriptor
        converter = encoding == .utf8 ? nil : try TextConverter(from: .utf8, to: encoding)
    }

    /// Output to memory, as UTF-8.
    public init() {
        descriptor = nil
        converter = nil
    }

    /// Output to memory in an encoding.
    ///
    /// - Throws: `import.encoding-unavailable`.
    public init(encoding: TextEncoding) throws(ImportFailure) {
        descriptor = nil
        converter = encoding == .utf8 ? nil : try TextConverter(from: .utf8, to: encoding)
    }

    deinit {
        pending.deallocate()
    }

    /// Writes a string.
    public func write(_ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { write($0) }
        if done == nil { for byte in text.utf8 { write(byte) } }
    }

    /// Writes one byte of UTF-8.
    @inline(__always)
    public func write(_ byte: UInt8) {
        if pendingCount == Self.chunkBytes { flush() }
        pending[pendingCount] = byte
        pendingCount += 1
    }

    /// Writes bytes of UTF-8.
    public func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        var rest = bytes[...]
        while !rest.isEmpty {
            if pendingCount == Self.chunkBytes { flush() }
            let part = rest.prefix(Self.chunkBytes - pendingCount)
            if let start = UnsafeBufferPointer(rebasing: part).baseAddress {
                memcpy(pending + pendingCount, start, part.count)
            }
            pendingCount += part.count
            rest = rest.dropFirst(part.count)
        }
    }

    /// Writes a byte of ASCII `count` times.
    func write(_ byte: UInt8, times count: Int) {
        for _ in 0..<count { write(byte) }
    }

    /// Writes a whole number.
    public func write(_ number: Int64) {
        if number < 0 { write(UInt8(ascii: "-")) }
        var rest = number.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            write(UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Writes what is still held back.
    ///
    /// - Throws: `output.failed`, or `output.not-encodable` for a character the encoding lacks.
    public func finish() throws(ImportFailure) {
        flush()
        if let failure { throw failure }
    }

    /// What was written to memory, in the output's encoding.
    ///
    /// - Throws: as ``finish()``.
    public func bytes() throws(ImportFailure) -> [UInt8] {
        try finish()
        return flushed
    }

    /// What was written to memory, as a string; for output in UTF-8.
    ///
    /// - Throws: as ``finish()``.
    public func text() throws(ImportFailure) -> String {
        String(decoding: try bytes(), as: UTF8.self)
    }

    // MARK: Flushing

    private func flush() {
        let bytes = UnsafeRawBufferPointer(start: pending, count: pendingCount)
        pendingCount = 0
        guard failure == nil else { return }
        do throws(ImportFailure) {
            if let converter {
                try convert(bytes, with: converter)
            } else {
                try put(bytes)
            }
        } catch {
            failure = error
        }
    }

    private func convert(
        _ bytes: UnsafeRawBufferPointer, with converter: TextConverter
    ) throws(ImportFailure) {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkBytes, alignment: 8)
        defer { room.deallocate() }
        var rest = bytes
        var outcome = TextConverter.Outcome.full
        while outcome == .full {
            let step = converter.convert(rest, into: room)
            outcome = step.outcome
            rest = UnsafeRawBufferPointer(rebasing: rest[step.read...])
            try put(UnsafeRawBufferPointer(rebasing: room[..<step.written]))
        }
        if outcome == .invalid {
            let scalar = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first
            let code = String(scalar?.value ?? 0, radix: 16, uppercase: true)
            throw ImportFailure(.notEncodable(character: "U+\(code)", name: TextEncoding.gb18030.name))
        }
        // A character cut in two waits for its rest.
        for byte in rest {
            pending[pendingCount] = byte
            pendingCount += 1
        }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(ImportFailure) {
        guard let descriptor else {
            flushed.append(contentsOf: bytes)
            return
        }
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written >= 0 {
                done += written
            } else if errno != EINTR {
                throw ImportFailure(.outputFailed(reason: SystemReason.text))
            }
        }
    }
}

import Glibc
import Ledger

/// Where text is written to, piece by piece (文本输出): a descriptor or memory, in UTF-8 or GB18030.
///
/// Nothing is certain to have arrived before ``finish()``.
public final class ByteOutput {
    private let descriptor: Int32?
    private let converter: TextConverter?
    private var pending: [UInt8] = []
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

    /// Writes a string.
    @inline(__always)
    public func write(_ text: String) {
        pending.append(contentsOf: text.utf8)
        if pending.count >= Self.chunkBytes { flush() }
    }

    /// Writes one byte of UTF-8.
    @inline(__always)
    public func write(_ byte: UInt8) {
        pending.append(byte)
        if pending.count >= Self.chunkBytes { flush() }
    }

    /// Writes bytes of UTF-8.
    public func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        pending.append(contentsOf: bytes)
        if pending.count >= Self.chunkBytes { flush() }
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
        guard failure == nil else {
            pending.removeAll(keepingCapacity: true)
            return
        }
        do throws(ImportFailure) {
            if let converter {
                try convert(with: converter)
            } else {
                try put(pending)
                pending.removeAll(keepingCapacity: true)
            }
        } catch {
            failure = error
        }
    }

    private func convert(with converter: TextConverter) throws(ImportFailure) {
        var converted: [UInt8] = []
        var read = 0
        var outcome = TextConverter.Outcome.full
        while outcome == .full {
            var room = [UInt8](repeating: 0, count: Self.chunkBytes)
            let step = pending.withUnsafeBytes { input in
                room.withUnsafeMutableBytes { output in
                    converter.convert(UnsafeRawBufferPointer(rebasing: input[read...]), into: output)
                }
            }
            outcome = step.outcome
            read += step.read
            converted.append(contentsOf: room[..<step.written])
        }
        try put(converted)
        if outcome == .invalid {
            let scalar = String(decoding: pending[read...].prefix(4), as: UTF8.self).unicodeScalars.first
            let code = String(scalar?.value ?? 0, radix: 16, uppercase: true)
            throw ImportFailure(.notEncodable(character: "U+\(code)", name: TextEncoding.gb18030.name))
        }
        // A character cut in two waits for its rest.
        pending.removeFirst(read)
    }

    private func put(_ bytes: [UInt8]) throws(ImportFailure) {
        guard let descriptor else {
            flushed.append(contentsOf: bytes)
            return
        }
        let outcome = bytes.withUnsafeBytes { raw in
            Result { () throws(ImportFailure) in
                var done = 0
                while done < raw.count {
                    let rest = UnsafeRawBufferPointer(rebasing: raw[done...])
                    let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                    if written >= 0 {
                        done += written
                    } else if errno != EINTR {
                        throw ImportFailure(.outputFailed(reason: SystemReason.text))
                    }
                }
            }
        }
        try outcome.get()
    }
}

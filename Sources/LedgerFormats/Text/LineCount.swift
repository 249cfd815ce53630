import Glibc
import Ledger

/// Watches that no line grows too long, and finds line numbers (行数).
struct LineCount {
    /// What is wrong with such a line.
    static let tooLong = ImportProblem.lineTooLong(
        limitBytes: CSVReader.recordLimitBytes, quoteOpenedAt: nil)

    /// Where the present line starts, in bytes.
    private(set) var lineOffset = 0
    private var offset = 0

    /// Takes the next piece of a text, shorter than the limit; false as soon as a line is too long.
    mutating func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return true }
        // A piece is shorter than the limit, so only a line that began before it can be too long.
        let first = Self.firstBreak(start, bytes.count) ?? bytes.count
        guard offset + first - lineOffset <= CSVReader.recordLimitBytes else { return false }
        if first < bytes.count {
            var last = bytes.count - 1
            while bytes[last] != 10, bytes[last] != 13 { last -= 1 }
            lineOffset = offset + last + 1
        }
        offset += bytes.count
        return true
    }

    private static func firstBreak(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
        let lineFeed = memchr(start, 10, count).map { UnsafeRawPointer($0) - start }
        let carriageReturn = memchr(start, 13, lineFeed ?? count).map { UnsafeRawPointer($0) - start }
        return carriageReturn ?? lineFeed
    }

    /// The number of the line that stands after `bytes`: one more than the line breaks in them.
    static func line(after bytes: some ByteSource) throws(ImportFailure) -> Int {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
        defer { buffer.deallocate() }
        var line = 1
        var afterReturn = false
        while true {
            let count = try bytes.read(into: buffer)
            guard count > 0 else { return line }
            for byte in buffer[..<count] {
                if byte == 13 || (byte == 10 && !afterReturn) { line += 1 }
                afterReturn = byte == 13
            }
        }
    }
}

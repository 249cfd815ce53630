import Ledger

/// Reads comma-separated values (CSV) from bytes, record by record, in flat memory.
///
/// Quoting follows RFC 4180: a field in quotes may hold commas, line breaks (kept as they are) and quotes written
/// twice. A record ends with LF, CRLF or a lone CR; empty lines are skipped, so is a UTF-8 byte order mark. All
/// of it works on bytes; U+2028 is ordinary text, and so is a quote in the midst of an unquoted field.
///
/// The fields of the present record are stretches of a buffer that the next call of ``next()`` reuses. It can't be
/// copied: a class would have every access to its place in the buffer checked while the program runs.
public struct CSVReader: ~Copyable {
    /// Most bytes of one record.
    public static let recordLimitBytes = 1 << 20
    /// Bytes asked for at once.
    static let chunkBytes = 1 << 18
    /// Bytes above the end that may be looked at in vain; they hold 0xFF, which means nothing to CSV.
    static let paddingBytes = 8

    let source: any ByteSource
    /// Whether a line break inside quotes begins a new line of the file; not where rows stand for those of a spreadsheet.
    private let countsQuotedBreaks: Bool
    let buffer: UnsafeMutablePointer<UInt8>
    let capacity = CSVReader.recordLimitBytes + CSVReader.chunkBytes
    var end = 0
    /// Where the record after the present one starts.
    var following = 0
    /// Where in the source the buffer starts.
    var bufferOffset = 0
    var sourceEnded = false
    var skipsLineFeed = false
    var nextLine = 1
    var scan = RecordScan()
    var starts: UnsafeMutablePointer<Int32>
    var ends: UnsafeMutablePointer<Int32>
    var fieldCapacity = 64

    /// The line on which the present record starts, counted from 1.
    public private(set) var line = 0
    /// How many fields the present record has.
    public internal(set) var fieldCount = 0
    /// Whether the present record has a byte below U+0020, a line break inside quotes among them.
    public private(set) var hasControls = false
    /// Where in the source the present record starts, in bytes.
    public var recordOffset: Int { bufferOffset + recordStart }
    /// Where in the source what follows the present record starts, in bytes.
    public var nextOffset: Int { bufferOffset + following }

    var recordStart = 0

    /// A reader at the start of `source`.
    public init(_ source: any ByteSource) {
        self.init(source, countsQuotedBreaks: true)
    }

    init(_ source: any ByteSource, countsQuotedBreaks: Bool) {
        self.source = source
        self.countsQuotedBreaks = countsQuotedBreaks
        buffer = .allocate(capacity: capacity + Self.paddingBytes)
        starts = .allocate(capacity: fieldCapacity)
        ends = .allocate(capacity: fieldCapacity)
        pad()
    }

    deinit {
        buffer.deallocate()
        starts.deallocate()
        ends.deallocate()
    }

    /// Starts anew on a source that was moved to `offset`, which is the start of the line `line`.
    public mutating func restart(offset: Int, line: Int) {
        (end, following, recordStart, fieldCount) = (0, 0, 0, 0)
        bufferOffset = offset
        nextLine = line
        sourceEnded = false
        skipsLineFeed = false
        pad()
    }

    /// The bytes of a field of the present record, unquoted; good until the next call of ``next()``.
    @inline(__always)
    public subscript(field: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(
            field >= 0 && field < fieldCount, "A field was asked for that the record does not have.")
        let start = Int(starts[field])
        return UnsafeBufferPointer(start: buffer + start, count: Int(ends[field]) - start)
    }

    /// The present record; good until the next call of ``next()``.
    @inline(__always)
    var record: CSVRecord {
        CSVRecord(
            buffer: buffer, starts: starts, ends: ends, fieldCount: fieldCount, start: recordStart,
            line: line,
            hasControls: hasControls)
    }

    /// A field of the present record as a string.
    public func string(_ field: Int) -> String {
        String(decoding: self[field], as: UTF8.self)
    }

    /// Whether the present record has nothing but blank fields, as spreadsheets leave them at the end.
    public var isBlank: Bool {
        for field in 0..<fieldCount {
            for byte in self[field] where byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") {
                return false
            }
        }
        return true
    }

    /// Reads the next record; false at the end.
    ///
    /// - Throws: ``ImportFailure`` with `import.line-too-long`, `import.nul`, `import.unclosed-quote`,
    ///   `import.malformed-quote`, or the source's own.
    public mutating func next() throws(ImportFailure) -> Bool {
        guard try skipEmptyLines() else {
            fieldCount = 0
            return false
        }
        recordStart = following
        line = nextLine
        scan = RecordScan(at: following, line: nextLine)
        fieldCount = 0
        while !(try scanRecord()) {
            if sourceEnded {
                try finishAtEnd()
                break
            }
            try refill()
        }
        guard scan.contentEnd - recordStart <= Self.recordLimitBytes else { throw tooLong() }
        following = scan.position
        nextLine = scan.line
        hasControls = scan.hasControls
        if scan.hasDoubledQuotes { removeDoubledQuotes() }
        return true
    }

    // MARK: Scanning

    /// Scans from where the last call stopped; false when the bytes ran out before the record ended.
    private mutating func scanRecord() throws(ImportFailure) -> Bool {
        var state = scan
        defer { scan = state }
        let end = self.end
        let buffer = UnsafeRawPointer(self.buffer)
        var position = state.position
        while position < end {
            // Everything CSV cares about lies below 45 ('-'), and most text does not: eight bytes at a time, the
            // high bit of each is set where the byte is below 45 (or rarely where it only follows such a byte).
            let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            var marks = (word &- 0x2D2D_2D2D_2D2D_2D2D) & ~word & 0x8080_8080_8080_8080
            while marks != 0 {
                let place = position &+ marks.trailingZeroBitCount &>> 3
                marks &= marks &- 1
                guard place < end else { break }
                if try take(self.buffer[place], at: place, &state) {
                    state.position = place + 1
                    return true
                }
            }
            position &+= 8
        }
        state.position = end
        return false
    }

    /// Takes one byte below 45; true when it ends the record.
    @inline(__always)
    private mutating func take(
        _ byte: UInt8, at place: Int, _ state: inout RecordScan
    ) throws(ImportFailure) -> Bool {
        if byte == UInt8(ascii: ","), !state.inQuotes {
            try endField(at: place, &state)
            state.fieldStart = place + 1
            return false
        }
        return try takeRare(byte, at: place, &state)
    }

    private mutating func takeRare(
        _ byte: UInt8, at place: Int, _ state: inout RecordScan
    ) throws(ImportFailure) -> Bool {
        switch byte {
        case UInt8(ascii: "\""):
            if state.inQuotes {
                state.inQuotes = false
                state.closedAt = place
            } else if !state.isQuoted, place == state.fieldStart {
                state.isQuoted = true
                state.inQuotes = true
                state.openedLine = state.line
            } else if state.isQuoted {
                guard place == state.closedAt + 1 else {
                    throw ImportFailure(.malformedQuote, line: state.line)
                }
                state.inQuotes = true
                state.hasDoubledQuotes = true
            }
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            if state.inQuotes {
                state.hasControls = true
                // The LF of a CRLF was counted with its CR.
                let isSecond = byte == UInt8(ascii: "\n") && buffer[place - 1] == UInt8(ascii: "\r")
                if !isSecond, countsQuotedBreaks { state.line += 1 }
            } else {
                try endField(at: place, &state)
                state.contentEnd = place
                state.line += 1
                skipsLineFeed = byte == UInt8(ascii: "\r")
                return true
            }
        case 0:
            throw ImportFailure(.nul, line: state.line)
        case 1..<0x20:
            state.hasControls = true
        default:
            break
        }
        return false
    }

    @inline(__always)
    private mutating func endField(at place: Int, _ state: inout RecordScan) throws(ImportFailure) {
        if fieldCount == fieldCapacity { growFields() }
        if state.isQuoted {
            guard state.closedAt + 1 == place else { throw ImportFailure(.malformedQuote, line: state.line) }
            starts[fieldCount] = Int32(truncatingIfNeeded: state.fieldStart + 1)
            ends[fieldCount] = Int32(truncatingIfNeeded: state.closedAt)
            state.isQuoted = false
        } else {
            starts[fieldCount] = Int32(truncatingIfNeeded: state.fieldStart)
            ends[fieldCount] = Int32(truncatingIfNeeded: place)
        }
        fieldCount += 1
    }

    /// Ends the last record of a source that has no line break at its end.
    private mutating func finishAtEnd() throws(ImportFailure) {
        guard !scan.inQuotes else {
            throw ImportFailure(.unclosedQuote(line: scan.openedLine), line: scan.openedLine)
        }
        var state = scan
        try endField(at: end, &state)
        state.contentEnd = end
        state.position = end
        scan = state
    }
}

/// One record where it lies in the reader's buffer (CSV 记录): its fields are good until the reader moves on.
struct CSVRecord {
    fileprivate let buffer: UnsafeMutablePointer<UInt8>
    fileprivate let starts: UnsafeMutablePointer<Int32>
    fileprivate let ends: UnsafeMutablePointer<Int32>
    /// How many fields it has.
    let fieldCount: Int
    fileprivate let start: Int
    /// The line on which it starts, counted from 1.
    let line: Int
    /// Whether it has a byte below U+0020.
    let hasControls: Bool

    /// The bytes of a field, unquoted.
    @inline(__always)
    subscript(field: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(
            field >= 0 && field < fieldCount, "A field was asked for that the record does not have.")
        let start = Int(starts[field])
        return UnsafeBufferPointer(start: buffer + start, count: Int(ends[field]) - start)
    }

    /// All its bytes, among which its fields lie.
    @inline(__always)
    var bytes: UnsafeBufferPointer<UInt8> {
        guard fieldCount > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: buffer + start, count: Int(ends[fieldCount - 1]) - start)
    }
}

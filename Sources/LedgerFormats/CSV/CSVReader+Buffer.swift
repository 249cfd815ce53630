import Ledger

// The buffer: what is read is moved to its front, what comes next is read behind it. It never grows.
extension CSVReader {
    /// Moves over empty lines to the first byte of a record; false at the end of the source.
    mutating func skipEmptyLines() throws(ImportFailure) -> Bool {
        while true {
            while following < end {
                switch buffer[following] {
                case UInt8(ascii: "\n"):
                    if !skipsLineFeed { nextLine += 1 }
                    skipsLineFeed = false
                case UInt8(ascii: "\r"):
                    nextLine += 1
                    skipsLineFeed = true
                default:
                    skipsLineFeed = false
                    // A byte order mark needs three bytes to be seen.
                    guard buffer[following] == 0xEF, bufferOffset + following == 0 else { return true }
                    while end - following < 3, !sourceEnded { try refill() }
                    guard end - following >= 3, buffer[1] == 0xBB, buffer[2] == 0xBF else { return true }
                    following += 2
                }
                following += 1
            }
            guard !sourceEnded else { return false }
            recordStart = following
            scan = RecordScan(at: following, line: nextLine)
            try refill()
        }
    }

    /// Moves what is not yet read to the front of the buffer and reads on behind it.
    mutating func refill() throws(ImportFailure) {
        let kept = min(recordStart, following)
        if kept > 0 {
            buffer.update(from: buffer + kept, count: end - kept)
            bufferOffset += kept
            end -= kept
            following -= kept
            recordStart -= kept
            scan.move(by: -kept)
            for field in 0..<fieldCount {
                starts[field] -= Int32(truncatingIfNeeded: kept)
                ends[field] -= Int32(truncatingIfNeeded: kept)
            }
        }
        guard end <= Self.recordLimitBytes else { throw tooLong() }
        let wanted = min(Self.chunkBytes, capacity - end)
        let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: wanted)
        let count = try source.read(into: room)
        sourceEnded = count == 0
        end += count
        pad()
    }

    func pad() {
        (buffer + end).update(repeating: 0xFF, count: Self.paddingBytes)
    }

    func tooLong() -> ImportFailure {
        let opened = scan.inQuotes ? scan.openedLine : nil
        return ImportFailure(
            .lineTooLong(limitBytes: Self.recordLimitBytes, quoteOpenedAt: opened), line: line)
    }

    mutating func growFields() {
        starts = Self.grown(starts, from: fieldCapacity)
        ends = Self.grown(ends, from: fieldCapacity)
        fieldCapacity *= 2
    }

    private static func grown(
        _ old: UnsafeMutablePointer<Int32>, from capacity: Int
    ) -> UnsafeMutablePointer<Int32> {
        let new = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
        new.update(from: old, count: capacity)
        old.deallocate()
        return new
    }

    /// Writes `"` for every `""`; only quoted fields can hold two quotes that are a pair.
    mutating func removeDoubledQuotes() {
        for field in 0..<fieldCount {
            let start = Int(starts[field])
            guard start > recordStart, buffer[start - 1] == UInt8(ascii: "\"") else { continue }
            var from = start
            var to = start
            while from < Int(ends[field]) {
                buffer[to] = buffer[from]
                from += buffer[from] == UInt8(ascii: "\"") ? 2 : 1
                to += 1
            }
            ends[field] = Int32(truncatingIfNeeded: to)
        }
    }
}

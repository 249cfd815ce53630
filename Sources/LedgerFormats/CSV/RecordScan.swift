/// Where the scan of a record stands (扫描状态), so that it can stop at any byte and go on.
struct RecordScan {
    /// The next byte to look at.
    var position = 0
    /// The first byte of the present field, its quote if it has one.
    var fieldStart = 0
    /// The last quote that closed, or stands for the first of two.
    var closedAt = -2
    /// Where the bytes of the record end, its line break not counted.
    var contentEnd = 0
    /// Inside quotes.
    var inQuotes = false
    /// The present field began with a quote.
    var isQuoted = false
    /// A quote written twice was seen.
    var hasDoubledQuotes = false
    /// A byte below U+0020 was seen.
    var hasControls = false
    /// The line of the present byte.
    var line = 1
    /// The line of the last quote that opened a field.
    var openedLine = 0

    /// A scan of nothing.
    init() {}

    /// A scan that starts at `position` on `line`.
    init(at position: Int, line: Int) {
        self.position = position
        fieldStart = position
        self.line = line
    }

    /// The buffer was moved by `distance` bytes.
    mutating func move(by distance: Int) {
        position += distance
        fieldStart += distance
        closedAt += distance
    }
}

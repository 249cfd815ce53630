extension CalendarDate {
    /// Reads a date 日期 from text.
    ///
    /// Accepted are `2026-03-15`, `2026/3/15`, `2026.3.5`, `20260315` and `2026年3月15日`: a year of four digits,
    /// month and day of one or two, the same separator twice, full-width forms, blanks around the whole. The
    /// year lies in ``years``, and the day must exist.
    ///
    /// - Throws: ``DateProblem``, always with the code `date.invalid`.
    public init(parsing text: String) throws(DateProblem) {
        var text = text
        let outcome: Result<CalendarDate, DateProblem> = text.withUTF8 { bytes in
            Result { () throws(DateProblem) in try CalendarDate.parse(bytes) }
        }
        self = try outcome.get()
    }

    /// Reads a date 日期 from UTF-8; the same rules as ``init(parsing:)``, without allocating for plain ASCII.
    ///
    /// - Throws: ``DateProblem``, always with the code `date.invalid`.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(DateProblem) -> CalendarDate {
        var fields = readFields(bytes, marked: false)
        if fields == nil, let folded = TypedText.folded(bytes, accept: foldedByte) {
            fields = folded.withUnsafeBufferPointer { readFields($0, marked: true) }
        }
        guard let (year, month, day) = fields else { throw .notADate(QuotedText(bytes)) }
        guard years.contains(year) else { throw .yearOutOfRange(QuotedText(bytes)) }
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            throw .noSuchDay(QuotedText(bytes))
        }
        return date
    }

    /// What 年, 月 and 日 fold to; letters are free because none is ever accepted.
    private enum Mark {
        static let year = UInt8(ascii: "Y")
        static let month = UInt8(ascii: "M")
        static let day = UInt8(ascii: "D")
    }

    private static func foldedByte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "0"..."9", "-", "/", ".": UInt8(truncatingIfNeeded: scalar.value)
        case "年": Mark.year
        case "月": Mark.month
        case "日": Mark.day
        default: nil
        }
    }

    /// Year, month and day as written, not yet looked at; nil when the text has another shape.
    ///
    /// - Parameter marked: whether the text was folded, so that letters stand for 年月日.
    private static func readFields(
        _ bytes: UnsafeBufferPointer<UInt8>, marked: Bool
    ) -> (year: Int, month: Int, day: Int)? {
        guard bytes.count >= 8, bytes.count <= 11 else { return nil }
        var index = 0
        guard let year = readDigits(bytes, at: &index, count: 4...4) else { return nil }
        if bytes.count == 8, bytes[4] &- UInt8(ascii: "0") < 10 {
            guard let month = readDigits(bytes, at: &index, count: 2...2),
                let day = readDigits(bytes, at: &index, count: 2...2)
            else { return nil }
            return (year, month, day)
        }
        let separator = bytes[index]
        let isMarked = marked && separator == Mark.year
        switch separator {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): break
        default: guard isMarked else { return nil }
        }
        index += 1
        guard let month = readDigits(bytes, at: &index, count: 1...2),
            index < bytes.count, bytes[index] == (isMarked ? Mark.month : separator)
        else { return nil }
        index += 1
        guard let day = readDigits(bytes, at: &index, count: 1...2) else { return nil }
        if isMarked {
            guard index < bytes.count, bytes[index] == Mark.day else { return nil }
            index += 1
        }
        return index == bytes.count ? (year, month, day) : nil
    }

    /// The number in the digits at `index`, which moves behind them; nil when there are fewer than asked for.
    /// Digits beyond the most that may be are left where they are.
    static func readDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int, count: ClosedRange<Int>
    ) -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, index - start < count.upperBound {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value * 10 + Int(digit)
            index += 1
        }
        return index - start >= count.lowerBound ? value : nil
    }
}

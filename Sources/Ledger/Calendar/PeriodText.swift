/// The written forms of months and periods (期间写法), shared by ``Month`` and ``Period``.
enum PeriodText {
    /// What 年 and 月 fold to; the letters are free because of all letters only Q is accepted.
    private enum Mark {
        static let year = UInt8(ascii: "Y")
        static let month = UInt8(ascii: "M")
    }

    /// The text in ASCII without surrounding blanks; nil when no month or period could look like it.
    static func folded(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { bytes in
            TypedText.folded(bytes) { scalar in
                switch scalar {
                case "0"..."9", "-", ".", "Q": UInt8(truncatingIfNeeded: scalar.value)
                case "q": UInt8(ascii: "Q")
                case "年": Mark.year
                case "月": Mark.month
                default: nil
                }
            }
        }
    }

    /// `2026-03`, `2026-3`, `202603`, `2026年3月`.
    static func month(_ text: ArraySlice<UInt8>) -> Month? {
        guard let year = digits(text.prefix(4), count: 4...4) else { return nil }
        var rest = text.dropFirst(4)
        if rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
        } else if rest.first == Mark.year {
            guard rest.last == Mark.month else { return nil }
            rest = rest.dropFirst().dropLast()
        } else if rest.count != 2 {
            return nil
        }
        guard let month = digits(rest, count: 1...2) else { return nil }
        return Month(year: year, month: month)
    }

    /// `2026`.
    static func year(_ text: ArraySlice<UInt8>) -> Int? {
        digits(text, count: 4...4)
    }

    /// `2026Q1`.
    static func quarter(_ text: ArraySlice<UInt8>) -> (year: Int, quarter: Int)? {
        let rest = text.dropFirst(4)
        guard let year = digits(text.prefix(4), count: 4...4), rest.first == UInt8(ascii: "Q"),
            let quarter = digits(rest.dropFirst(), count: 1...1)
        else { return nil }
        return (year, quarter)
    }

    /// The text on both sides of `..`; nil when there is none.
    static func ends(_ text: ArraySlice<UInt8>) -> (first: ArraySlice<UInt8>, last: ArraySlice<UInt8>)? {
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let rest = text[(dot + 1)...]
        guard rest.first == UInt8(ascii: ".") else { return nil }
        return (text[..<dot], rest.dropFirst())
    }

    private static func digits(_ text: ArraySlice<UInt8>, count: ClosedRange<Int>) -> Int? {
        guard count.contains(text.count) else { return nil }
        var value = 0
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}

/// Numbers that are not money in a text (数字文本): quantities, unit prices, counts.
enum DecimalText {
    /// The number in units of 10⁻ᵈ where d is `decimals`; nil when it is none, has more decimals, or is beyond
    /// 10¹⁵ of those units.
    ///
    /// Digits with at most one point, a minus in front; a digit stands on both sides of a point.
    static func scaled(_ bytes: UnsafeBufferPointer<UInt8>, decimals: Int) -> Int64? {
        let limit: Int64 = 1_000_000_000_000_000
        var place = bytes.first == UInt8(ascii: "-") ? 1 : 0
        let isNegative = place == 1
        var value: Int64 = 0
        var digits = 0
        var fraction: Int?
        while place < bytes.count {
            let byte = bytes[place]
            if byte &- UInt8(ascii: "0") < 10 {
                if let seen = fraction { fraction = seen + 1 }
                guard fraction ?? 0 <= decimals else { return nil }
                value = value * 10 + Int64(byte &- UInt8(ascii: "0"))
                guard value <= limit else { return nil }
                digits += 1
            } else if byte == UInt8(ascii: "."), fraction == nil, digits > 0 {
                fraction = 0
            } else {
                return nil
            }
            place += 1
        }
        guard digits > 0, fraction != 0 else { return nil }
        for _ in (fraction ?? 0)..<decimals {
            value *= 10
            guard value <= limit else { return nil }
        }
        return isNegative ? -value : value
    }

    /// A whole number from `lower` to `upper`; nil when it is none.
    static func whole(_ bytes: UnsafeBufferPointer<UInt8>, in range: ClosedRange<Int>) -> Int? {
        guard bytes.count <= 10, let value = scaled(bytes, decimals: 0), range.contains(Int(value)) else {
            return nil
        }
        return Int(value)
    }

    /// A scaled number as text without needless zeros: 1500000 of 6 decimals is `1.5`.
    static func text(_ value: Int64, decimals: Int) -> String {
        var digits = String(value.magnitude)
        if digits.utf8.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
        }
        var fraction = digits.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = digits.dropLast(decimals)
        return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}

/// Decimal numbers people type (小数), read without a fraction ever being rounded.
public enum DecimalNumber {
    /// The number in units of 10⁻ᵈ where d is `decimals`; nil when the text is none, or has more decimals.
    public static func read(_ text: String, decimals: Int) -> Int64? {
        var text = text
        return text.withUTF8 { DecimalText.scaled($0, decimals: decimals) }
    }

    /// The text of a number in units of 10⁻ᵈ.
    public static func text(_ number: Int64, decimals: Int) -> String {
        DecimalText.text(number, decimals: decimals)
    }
}

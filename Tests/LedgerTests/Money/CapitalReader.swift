/// Reads 大写金额 back into fen, knowing only what a person knows: digits, places, 万 and 亿, and that 零 is silent.
///
/// Shares nothing with the writer. Nil when the text is not made of these words in a sensible order.
struct CapitalReader {
    private static let digits: [Character: Int64] = [
        "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    private static let places: [Character: Int64] = ["仟": 1000, "佰": 100, "拾": 10]

    static func fen(_ text: String) -> Int64? {
        var rest = Substring(text)
        let isRed = rest.first == "负"
        if isRed { rest = rest.dropFirst() }
        guard rest != "零元整" else { return isRed ? nil : 0 }
        let endsWhole = rest.last == "整"
        if endsWhole { rest = rest.dropLast() }

        // Counted below zero, because there is one fen more of them.
        var total: Int64 = 0
        func take(_ value: Int64, _ unit: Int64) -> Bool {
            let (product, tooLong) = value.multipliedReportingOverflow(by: -unit)
            let (sum, tooLarge) = total.addingReportingOverflow(product)
            total = sum
            return !tooLong && !tooLarge
        }
        if let yuan = rest.firstIndex(of: "元") {
            guard let value = number(rest[..<yuan]), value > 0, take(value, 100) else { return nil }
            rest = rest[rest.index(after: yuan)...]
        }
        let endsWithFen = rest.last == "分"
        if rest.first == "零" { rest = rest.dropFirst() }
        if let digit = rest.first.flatMap({ digits[$0] }), rest.dropFirst().first == "角" {
            guard take(digit, 10) else { return nil }
            rest = rest.dropFirst(2)
        }
        if let digit = rest.first.flatMap({ digits[$0] }), rest.dropFirst().first == "分" {
            guard take(digit, 1) else { return nil }
            rest = rest.dropFirst(2)
        }
        guard rest.isEmpty, endsWhole != endsWithFen, total != 0 else { return nil }
        if isRed { return total }
        return total == .min ? nil : -total
    }

    /// A whole number: what stands before the last 亿 counts 亿, what stands before 万 counts 万.
    private static func number(_ text: Substring) -> Int64? {
        for (mark, unit) in [("亿", 100_000_000), ("万", 10_000)] as [(Character, Int64)] {
            guard let index = text.lastIndex(of: mark) else { continue }
            guard let high = number(text[..<index]), high > 0,
                let low = number(text[text.index(after: index)...]), low < unit
            else { return nil }
            return high * unit + low
        }
        var sum: Int64 = 0
        var lastPlace: Int64 = 10_000
        var rest = text
        while let character = rest.popFirst() {
            if character == "零" { continue }
            guard let digit = digits[character] else { return nil }
            var place: Int64 = 1
            if let next = rest.first.flatMap({ places[$0] }) {
                place = next
                rest = rest.dropFirst()
            }
            guard place < lastPlace else { return nil }
            lastPlace = place
            sum += digit * place
        }
        return sum
    }
}

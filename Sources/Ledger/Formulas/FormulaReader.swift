/// What a language of formulas 公式 adds to arithmetic: what may stand where a number stands.
protocol FormulaLanguage {
    associatedtype Operand: Sendable & Hashable
    associatedtype Problem: Error

    /// Reads what is neither number, sign nor bracket; nil where a number is meant.
    static func operand(_ reader: inout FormulaReader<Self>) throws(Problem) -> Operand?

    /// A formula that can't be read from a place on, in characters counted from 1.
    static func malformed(_ text: String, place: Int, part: String) -> Problem
}

/// Reads a formula from its characters (公式读取), telling where it stopped understanding: `+ - * /`, brackets, numbers
/// with `%`, and what its language knows. Full-width signs are understood; what is quoted back is quoted as written.
struct FormulaReader<Language: FormulaLanguage> {
    typealias Expression = Arithmetic<Language.Operand>

    /// Deeper nesting is no formula anybody means.
    private static var depthLimit: Int { 40 }
    private static var decimalsLimit: Int { 12 }

    private let text: String
    private let written: [Unicode.Scalar]
    private let scalars: [Unicode.Scalar]
    /// The next character.
    var place = 0
    private var depth = 0

    init(_ text: String) {
        self.text = text
        written = Array(text.unicodeScalars)
        scalars = written.map(\.plain)
    }

    /// The whole text.
    mutating func whole() throws(Language.Problem) -> Expression {
        let expression = try sum()
        guard peek == nil else { throw trouble() }
        return expression
    }

    private mutating func sum() throws(Language.Problem) -> Expression {
        var left = try product()
        while true {
            if take("+") {
                left = .sum(left, try product())
            } else if take("-") {
                left = .difference(left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(Language.Problem) -> Expression {
        var left = try factor()
        while true {
            if take("*") {
                left = .product(left, try factor())
            } else if take("/") {
                left = .quotient(left, by: try factor())
            } else {
                return left
            }
        }
    }

    private mutating func factor() throws(Language.Problem) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit, let first = peek else { throw trouble() }
        if take("-") { return .negative(try factor()) }
        if take("(") {
            let inside = try sum()
            guard take(")") else { throw trouble() }
            return inside
        }
        if let operand = try Language.operand(&self) { return .operand(operand) }
        guard Self.isDigit(first) else { throw trouble() }
        return .number(try number())
    }

    /// A number with up to twelve decimals; with `%` behind it, a hundredth.
    private mutating func number() throws(Language.Problem) -> WrittenNumber {
        let start = place
        let whole = digits()
        var decimals = ""
        let hasPoint = place < scalars.count && scalars[place] == "."
        if hasPoint {
            place += 1
            decimals = digits()
        }
        guard decimals.isEmpty != hasPoint, decimals.utf8.count <= Self.decimalsLimit,
            let value = Int64(whole + decimals)
        else { throw trouble(at: start) }
        let isPercent = take("%")
        return WrittenNumber(
            value: ExactNumber(digits: value, decimals: decimals.utf8.count + (isPercent ? 2 : 0)),
            text: whole + (hasPoint ? "." : "") + decimals + (isPercent ? "%" : ""))
    }

    /// Digits without a point behind them, looking no further.
    var wholeNumber: String? {
        var ahead = self
        let digits = ahead.digits()
        return digits.isEmpty || ahead.isNext(".") ? nil : digits
    }

    /// Digits that stand here.
    mutating func digits() -> String { Self.text(run { scalar, _, _ in Self.isDigit(scalar) }) }

    /// A word that begins with a letter of any script and goes on while `joins` says so of what is no letter.
    mutating func word(_ joins: (_ scalar: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool) -> String {
        Self.text(run { scalar, next, isFirst in Self.isLetter(scalar) || !isFirst && joins(scalar, next) })
    }

    /// All up to a sign, as it was written, with single blanks between its words.
    mutating func written(upTo ends: Set<Unicode.Scalar>) -> String {
        let range = run { scalar, _, _ in !ends.contains(scalar) }.indices
        return range.split { scalars[$0] == " " }.map { Self.text(written[$0]) }.joined(separator: " ")
    }

    private mutating func run(
        _ goesOn: (_ scalar: Unicode.Scalar, _ next: Unicode.Scalar?, _ isFirst: Bool) -> Bool
    ) -> ArraySlice<Unicode.Scalar> {
        let start = place
        while place < scalars.count {
            let next = place + 1 < scalars.count ? scalars[place + 1] : nil
            guard goesOn(scalars[place], next, place == start) else { break }
            place += 1
        }
        return scalars[start..<place]
    }

    /// The next character that is no blank; nil at the end.
    var peek: Unicode.Scalar? {
        mutating get {
            skipBlanks()
            return place < scalars.count ? scalars[place] : nil
        }
    }

    /// Whether a character stands right here, without a blank before it.
    func isNext(_ scalar: Unicode.Scalar) -> Bool { place < scalars.count && scalars[place] == scalar }

    /// Whether the next character is one of these, which is then behind.
    mutating func take(_ choice: Unicode.Scalar...) -> Bool {
        guard let next = peek, choice.contains(next) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < scalars.count, scalars[place] == " " { place += 1 }
    }

    /// Here, or at a place before, it can't be read any further.
    mutating func trouble(at start: Int? = nil) -> Language.Problem {
        if let start { place = start }
        skipBlanks()
        let end = scalars[place...].firstIndex(of: " ") ?? scalars.count
        return Language.malformed(text, place: place + 1, part: Self.text(written[place..<end]))
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}

extension Unicode.Scalar {
    /// Full-width signs and digits are the plain ones of a Chinese keyboard.
    fileprivate var plain: Unicode.Scalar {
        switch self {
        case "−": return "-"
        case "×": return "*"
        case "÷": return "/"
        case "【": return "["
        case "】": return "]"
        case "\u{3000}", "\u{A0}", "\t": return " "
        default:
            guard (0xFF01...0xFF5E).contains(value) else { return self }
            return Unicode.Scalar(value - 0xFEE0) ?? self
        }
    }
}

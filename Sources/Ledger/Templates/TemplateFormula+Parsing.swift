extension TemplateFormula {
    /// Most bytes of a formula.
    static let limitBytes = 1000

    /// Reads a formula such as `amount * 16% + [1]`.
    ///
    /// - Throws: ``TemplateProblem/formula(_:place:part:)`` with the place in characters, counted from 1.
    public init(parsing text: String) throws(TemplateProblem) {
        var reader = TemplateFormulaReader(text)
        guard text.utf8.count <= Self.limitBytes else { throw reader.trouble() }
        root = try reader.whole()
        self.text = text
    }
}

/// Reads a formula from its characters (模板公式读取), telling where it stopped understanding.
private struct TemplateFormulaReader {
    typealias Expression = TemplateFormula.Expression

    private static let depthLimit = 40

    private let text: String
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    init(_ text: String) {
        self.text = text
        scalars = text.unicodeScalars.map(Self.plain)
    }

    /// Full-width signs and digits are the plain ones of a Chinese keyboard.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "−": return "-"
        case "×": return "*"
        case "÷": return "/"
        case "【": return "["
        case "】": return "]"
        case "\u{3000}", "\u{A0}", "\t": return " "
        default:
            guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
            return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        }
    }

    /// Nil for `rest`.
    mutating func whole() throws(TemplateProblem) -> Expression? {
        let start = place
        if peek.map(Self.isLetter) == true {
            let name = word()
            if ["rest", "其余"].contains(name) {
                guard peek == nil else { throw trouble() }
                return nil
            }
            place = start
        }
        let expression = try sum()
        guard peek == nil else { throw trouble() }
        return expression
    }

    private mutating func sum() throws(TemplateProblem) -> Expression {
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

    private mutating func product() throws(TemplateProblem) -> Expression {
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

    private mutating func factor() throws(TemplateProblem) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit, let first = peek else { throw trouble() }
        if take("-") { return .negative(try factor()) }
        if take("(") {
            let inside = try sum()
            guard take(")") else { throw trouble() }
            return inside
        }
        if take("[") {
            skipBlanks()
            let number = digits()
            guard let line = Int(number), line > 0, take("]") else { throw trouble() }
            return .line(line)
        }
        if Self.isDigit(first) { return try number() }
        guard Self.isLetter(first) else { throw trouble() }
        let start = place
        let name = word()
        guard name != "rest", name != "其余" else {
            place = start
            throw trouble()
        }
        guard take("(") else { return .parameter(name) }
        guard ["balance", "余额"].contains(name) else {
            place = start
            throw trouble()
        }
        skipBlanks()
        let code = digits()
        guard Account.isCode(code), take(")") else { throw trouble() }
        return .balance(code)
    }

    /// A number with up to nine decimals; with `%` behind it, a hundredth.
    private mutating func number() throws(TemplateProblem) -> Expression {
        let start = place
        let whole = digits()
        var decimals = ""
        if place < scalars.count, scalars[place] == "." {
            place += 1
            decimals = digits()
            guard !decimals.isEmpty else { throw trouble() }
        }
        let isPercent = take("%")
        guard decimals.utf8.count <= 9, let value = Int64(whole + decimals) else {
            place = start
            throw trouble()
        }
        return .number(ExactNumber(digits: value, decimals: decimals.utf8.count + (isPercent ? 2 : 0)))
    }

    private mutating func digits() -> String {
        var found = ""
        while place < scalars.count, Self.isDigit(scalars[place]) {
            found.unicodeScalars.append(scalars[place])
            place += 1
        }
        return found
    }

    /// Letters of any script, then digits, hyphens before letters and underscores too.
    private mutating func word() -> String {
        skipBlanks()
        var found = ""
        while place < scalars.count {
            let scalar = scalars[place]
            let isFirst = found.isEmpty
            guard Self.isLetter(scalar) || !isFirst && (Self.isDigit(scalar) || scalar == "_") else { break }
            found.unicodeScalars.append(scalar)
            place += 1
        }
        return found
    }

    private var peek: Unicode.Scalar? {
        mutating get {
            skipBlanks()
            return place < scalars.count ? scalars[place] : nil
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < scalars.count, scalars[place] == " " { place += 1 }
    }

    /// Here it can't be read any further.
    mutating func trouble() -> TemplateProblem {
        skipBlanks()
        var part = ""
        part.unicodeScalars.append(contentsOf: scalars[min(place, scalars.count)...].prefix { $0 != " " })
        return .formula(text, place: place + 1, part: part)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
}

extension StatementFormula {
    /// Most bytes of a formula.
    static let limitBytes = 4000

    /// Reads a formula such as `112 + debit-details(113)`.
    ///
    /// - Throws: ``StatementProblem/formulaMalformed(_:place:part:)`` with the place in characters, counted from 1;
    ///   ``StatementProblem/roleUnknown(_:)``.
    public init(parsing text: String) throws(StatementProblem) {
        guard text.utf8.count <= Self.limitBytes else { throw .formulaTooLong(bytes: text.utf8.count) }
        var reader = FormulaReader(text)
        root = try reader.whole()
        self.text = text
    }
}

/// Reads a formula from its characters (公式读取), telling where it stopped understanding.
private struct FormulaReader {
    typealias Expression = StatementFormula.Expression

    /// Deeper nesting is no formula anybody means.
    private static let depthLimit = 40

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    init(_ text: String) { scalars = text.unicodeScalars.map(Self.plain) }

    /// Full-width signs are the plain ones of a Chinese keyboard.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "＋": "+"
        case "－", "−": "-"
        case "×", "＊": "*"
        case "÷", "／": "/"
        case "（": "("
        case "）": ")"
        case "［", "【": "["
        case "］", "】": "]"
        case "，", "、", ",", "；": ";"
        case "？": "?"
        case "\u{3000}", "\u{A0}", "\t": " "
        default: scalar
        }
    }

    mutating func whole() throws(StatementProblem) -> Expression {
        let expression = try sum()
        skipBlanks()
        guard place == scalars.count else { throw trouble() }
        return expression
    }

    private mutating func sum() throws(StatementProblem) -> Expression {
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

    private mutating func product() throws(StatementProblem) -> Expression {
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

    private mutating func factor() throws(StatementProblem) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw trouble() }
        if take("-") { return .negative(try factor()) }
        if take("(") {
            let inside = try sum()
            guard take(")") else { throw trouble() }
            return inside
        }
        if take("[") {
            let start = place
            while place < scalars.count, scalars[place] != "]", scalars[place] != "[" { place += 1 }
            let id = Self.text(scalars[start..<place].split(separator: " ").joined(separator: [" "]))
            guard !id.isEmpty else {
                place = start - 1
                throw trouble()
            }
            guard take("]") else { throw trouble() }
            return .row(id)
        }
        guard let first = peek else { throw trouble() }
        if first == "@" { return .account(try term(.closing)) }
        if Self.isDigit(first) { return try digits() }
        return .account(try call())
    }

    /// A code or a number: digits without a point that are made like a code are one.
    private mutating func digits() throws(StatementProblem) -> Expression {
        let start = place
        var decimals: Int?
        var value: Int64 = 0
        var fits = true
        while place < scalars.count {
            if Self.isDigit(scalars[place]) {
                let (scaled, first) = value.multipliedReportingOverflow(by: 10)
                let (next, second) = scaled.addingReportingOverflow(Int64(scalars[place].value) - 0x30)
                if first || second { fits = false } else { value = next }
                decimals = decimals.map { $0 + 1 }
            } else if scalars[place] == ".", decimals == nil {
                decimals = 0
            } else {
                break
            }
            place += 1
        }
        let text = Self.text(scalars[start..<place])
        if decimals == nil, Account.isCode(text) {
            place = start
            return .account(try term(.closing))
        }
        guard fits, decimals != 0, (decimals ?? 0) <= 12 else {
            place = start
            throw trouble()
        }
        return .number(ExactNumber(digits: value, decimals: decimals ?? 0), text: text)
    }

    /// `net(501)`, `debit(311; distribution)`.
    private mutating func call() throws(StatementProblem) -> StatementTerm {
        let start = place
        let name = word()
        guard
            let reading = StatementTerm.Reading.allCases.first(where: {
                $0.rawValue == name || $0.chinese == name
            })
        else {
            place = start
            throw trouble()
        }
        guard take("(") else { throw trouble() }
        var term = try term(reading)
        var types: Set<VoucherType> = []
        while take(";") {
            skipBlanks()
            let typeStart = place
            let name = word()
            guard reading.isTurnover,
                let type = VoucherType.allCases.first(where: { $0.rawValue == name || $0.chinese == name })
            else {
                place = typeStart
                throw trouble()
            }
            types.insert(type)
        }
        guard take(")") else { throw trouble() }
        term.types = types.isEmpty ? nil : types
        return term
    }

    /// `501`, `@running-cost`, with a `?` where it may be missing.
    private mutating func term(_ reading: StatementTerm.Reading) throws(StatementProblem) -> StatementTerm {
        skipBlanks()
        let operand: StatementTerm.Operand
        if take("@") {
            let name = word()
            guard let role = AccountRole(rawValue: name) else { throw .roleUnknown(name) }
            operand = .role(role)
        } else {
            let start = place
            while place < scalars.count, Self.isDigit(scalars[place]) { place += 1 }
            let code = Self.text(scalars[start..<place])
            guard Account.isCode(code) else {
                place = start
                throw trouble()
            }
            operand = .account(code)
        }
        var term = StatementTerm(reading: reading, operand: operand)
        if place < scalars.count, scalars[place] == "?" {
            place += 1
            term.isOptional = true
        }
        return term
    }

    /// Letters of any script, and hyphens between them.
    private mutating func word() -> String {
        let start = place
        while place < scalars.count {
            let scalar = scalars[place]
            let joins =
                scalar == "-" && place > start && place + 1 < scalars.count
                && scalars[place + 1].properties.isAlphabetic
            guard scalar.properties.isAlphabetic || joins else { break }
            place += 1
        }
        return Self.text(scalars[start..<place])
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
    private mutating func trouble() -> StatementProblem {
        skipBlanks()
        let part = scalars[place...].prefix { $0 != " " }
        return .formulaMalformed(
            QuotedText(Self.text(scalars[...])), place: place + 1, part: QuotedText(Self.text(part)))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}

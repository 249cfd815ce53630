extension StatementFormula {
    /// Most bytes of a formula.
    static let limitBytes = 4000

    /// Reads a formula such as `112 + debit-details(113)`.
    ///
    /// - Throws: ``StatementProblem/formulaMalformed(_:place:part:)`` with the place in characters, counted from 1;
    ///   ``StatementProblem/roleUnknown(_:)``.
    public init(parsing text: String) throws(StatementProblem) {
        guard text.utf8.count <= Self.limitBytes else { throw .formulaTooLong(bytes: text.utf8.count) }
        var reader = FormulaReader<StatementLanguage>(text)
        root = try reader.whole()
        self.text = text
    }
}

/// `101`, `@cash`, `net(501; normal)`, `[row]` (报表公式的取数).
private enum StatementLanguage: FormulaLanguage {
    static func operand(
        _ reader: inout FormulaReader<Self>
    ) throws(StatementProblem) -> StatementFormula.Operand? {
        let start = reader.place
        if reader.take("[") {
            let id = reader.written(upTo: ["[", "]"])
            guard !id.isEmpty else { throw reader.trouble(at: start) }
            guard reader.take("]") else { throw reader.trouble() }
            return .row(id)
        }
        // Digits without a point that are made like a code are one.
        if let number = reader.wholeNumber, Account.isCode(number) {
            return .account(try reader.term(.closing))
        }
        if reader.isNext("@") { return .account(try reader.term(.closing)) }
        let name = reader.name()
        if name.isEmpty { return nil }
        guard
            let reading = StatementTerm.Reading.allCases.first(where: {
                [$0.rawValue, $0.chinese].contains(name)
            })
        else { throw reader.trouble(at: start) }
        return .account(try reader.call(reading))
    }

    static func malformed(_ text: String, place: Int, part: String) -> StatementProblem {
        .formulaMalformed(QuotedText(text), place: place, part: QuotedText(part))
    }
}

extension FormulaReader<StatementLanguage> {
    /// `(501)`, `(311; distribution)` behind the name of a reading.
    fileprivate mutating func call(_ reading: StatementTerm.Reading) throws(StatementProblem) -> StatementTerm
    {
        guard take("(") else { throw trouble() }
        _ = peek
        var term = try term(reading)
        var types: Set<VoucherType> = []
        while take(";", ",", "、") {
            _ = peek
            let start = place
            let name = name()
            guard reading.isTurnover,
                let type = VoucherType.allCases.first(where: { $0.rawValue == name || $0.chinese == name })
            else { throw trouble(at: start) }
            types.insert(type)
        }
        guard take(")") else { throw trouble() }
        term.types = types.isEmpty ? nil : types
        return term
    }

    /// `501`, `@running-cost`, with a `?` where it may be missing.
    fileprivate mutating func term(_ reading: StatementTerm.Reading) throws(StatementProblem) -> StatementTerm
    {
        let operand: StatementTerm.Operand
        if take("@") {
            let name = name()
            guard let role = AccountRole(rawValue: name) else { throw .roleUnknown(name) }
            operand = .role(role)
        } else {
            let start = place
            let code = digits()
            guard Account.isCode(code) else { throw trouble(at: start) }
            operand = .account(code)
        }
        var term = StatementTerm(reading: reading, operand: operand)
        if isNext("?") { term.isOptional = take("?") }
        return term
    }

    /// Letters, and hyphens between them.
    fileprivate mutating func name() -> String {
        word { scalar, next in scalar == "-" && next.map(Self.isLetter) == true }
    }
}

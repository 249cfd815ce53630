extension TemplateFormula {
    /// Most bytes of a formula.
    static let limitBytes = 1000

    /// Reads a formula such as `amount * 16% + [1]`.
    ///
    /// - Throws: ``TemplateProblem/formula(_:place:part:)`` with the place in characters, counted from 1.
    public init(parsing text: String) throws(TemplateProblem) {
        var reader = FormulaReader<TemplateLanguage>(text)
        guard text.utf8.count <= Self.limitBytes else { throw reader.trouble() }
        var bare = reader
        root = bare.takesRest() ? nil : try reader.whole()
        self.text = text
    }
}

/// `amount`, `[1]`, `balance(11201)` (模板公式的取数).
private enum TemplateLanguage: FormulaLanguage {
    static let rest = ["rest", "其余"]

    static func operand(
        _ reader: inout FormulaReader<Self>
    ) throws(TemplateProblem) -> TemplateFormula.Operand? {
        if reader.take("[") {
            _ = reader.peek
            guard let line = Int(reader.digits()), line > 0, reader.take("]") else { throw reader.trouble() }
            return .line(line)
        }
        let start = reader.place
        let name = reader.name()
        if name.isEmpty { return nil }
        guard !rest.contains(name) else { throw reader.trouble(at: start) }
        guard reader.take("(") else { return .parameter(name) }
        guard ["balance", "余额"].contains(name) else { throw reader.trouble(at: start) }
        _ = reader.peek
        let code = reader.digits()
        guard Account.isCode(code), reader.take(")") else { throw reader.trouble() }
        return .balance(code)
    }

    static func malformed(_ text: String, place: Int, part: String) -> TemplateProblem {
        .formula(text, place: place, part: part)
    }
}

extension FormulaReader<TemplateLanguage> {
    /// Letters, then digits and underscores too.
    fileprivate mutating func name() -> String {
        word { scalar, _ in Self.isDigit(scalar) || scalar == "_" }
    }

    /// Whether the formula is nothing but `rest`.
    fileprivate mutating func takesRest() -> Bool {
        peek != nil && TemplateLanguage.rest.contains(name()) && peek == nil
    }
}

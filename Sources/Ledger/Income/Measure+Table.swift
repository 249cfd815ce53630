extension Measure {
    /// Reads measures from the rows of a table 口径表: name, version, chinese, english, chart, formula.
    ///
    /// A measure has a row per chart; its names stand in the first. The order of the table is kept.
    ///
    /// - Throws: ``MeasureProblem/malformed(_:part:)`` for a row that can't be read.
    public static func reading(_ rows: [[String: String]]) throws(MeasureProblem) -> [Measure] {
        var measures: [Measure] = []
        for row in rows {
            let name = row["name"] ?? ""
            let text = row["formula"] ?? ""
            guard let version = Int(row["version"] ?? ""), !name.isEmpty else {
                throw .malformed(text, part: name)
            }
            guard let chart = ChartVersion(rawValue: row["chart"] ?? "") else {
                throw .malformed(text, part: row["chart"] ?? "")
            }
            let formula = try MeasureFormula(parsing: text)
            if let known = measures.firstIndex(where: { $0.name == name }) {
                guard measures[known].version == version, measures[known].formulas[chart] == nil else {
                    throw .malformed(text, part: name)
                }
                measures[known].formulas[chart] = formula
            } else {
                measures.append(
                    Measure(
                        name: name, version: version, chinese: row["chinese"] ?? "",
                        english: row["english"] ?? "",
                        formulas: [chart: formula]))
            }
        }
        return measures
    }

    /// What one fen of credit less debit on an account adds to the measure; only income and expense can count.
    ///
    /// Turnover is kept for income and expense alone, so a formula that names another account adds nothing for it.
    public func factor(of account: Account) -> Int64 {
        guard account.category == .income || account.category == .expense else { return 0 }
        return formulas[account.chart]?.factor(of: account) ?? 0
    }
}

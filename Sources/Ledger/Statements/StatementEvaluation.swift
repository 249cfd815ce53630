/// The figures of one column of a statement (计算一栏).
///
/// The version for the chart in force is computed row by row. Where a book changed its chart, or several books keep
/// different ones, what stands on accounts of the other chart is read by the other version and added row by row; what a
/// row makes of other rows is computed once.
struct StatementEvaluation {
    let definition: StatementDefinition
    private let others: [StatementDefinition]
    private let movements: [ChartVersion: [AccountMovement]]
    /// By the id of the row or check.
    private(set) var values: [String: Money] = [:]
    private(set) var problems: [(row: String, problem: StatementProblem)] = []
    private var known: [StatementTerm: [ChartVersion: ExactNumber]] = [:]
    private let column: StatementTitle

    /// - Parameter column: its title, for what is said about its figures.
    init(
        _ definition: StatementDefinition, others: [StatementDefinition],
        movements: [ChartVersion: [AccountMovement]], column: StatementTitle
    ) {
        self.definition = definition
        self.others = others
        self.movements = movements
        self.column = column
        for row in definition.order.map({ definition.rows[$0] }) + definition.checks {
            guard let formula = row.formula else { continue }
            do {
                values[row.id] = try figure(row, formula)
            } catch {
                problems.append((row.id, error))
            }
        }
    }

    private mutating func figure(
        _ row: StatementDefinition.Row, _ formula: StatementFormula
    ) throws(StatementProblem) -> Money {
        var total = try value(formula.root, of: row, definition.chart, ownRows: true)
        for other in others {
            guard
                let part = (other.rows + other.checks).first(where: { $0.id == row.id })?.formula?.root
                    .ofAccounts
            else { continue }
            guard let sum = total.adding(try value(part, of: row, other.chart, ownRows: false)) else {
                throw overflow(row)
            }
            total = sum
        }
        guard let money = total.money else { throw overflow(row) }
        return money
    }

    private mutating func value(
        _ part: StatementFormula.Expression, of row: StatementDefinition.Row, _ chart: ChartVersion,
        ownRows: Bool
    ) throws(StatementProblem) -> ExactNumber {
        let tooLarge = overflow(row)
        let divisionByZero = StatementProblem.divisionByZero(row: row.title, column: column)
        return try part.value { operand throws(StatementProblem) in
            switch operand {
            case .account(let term): return try figure(term, chart, of: row)
            case .row(let id):
                guard ownRows else { return .zero }
                if let money = values[id] { return ExactNumber(money) }
                let title = definition.row(id)?.title ?? StatementTitle(id)
                throw .dependsOn(row: row.title, other: title, column: column)
            }
        } failing: { trouble in
            trouble == .tooLarge ? tooLarge : divisionByZero
        }
    }

    private mutating func figure(
        _ term: StatementTerm, _ chart: ChartVersion, of row: StatementDefinition.Row
    ) throws(StatementProblem) -> ExactNumber {
        if let number = known[term]?[chart] { return number }
        let fen = (movements[chart] ?? []).reduce(Int128(0)) { $0 + $1.figure(term) }
        guard let money = Int64(exactly: fen) else { throw overflow(row) }
        let number = ExactNumber(Money(fen: money))
        known[term, default: [:]][chart] = number
        return number
    }

    private func overflow(_ row: StatementDefinition.Row) -> StatementProblem {
        .overflow(row: row.title, column: column)
    }
}

extension Arithmetic<StatementFormula.Operand> {
    /// The parts of a sum that read accounts; nil where there are none.
    var ofAccounts: Self? {
        switch self {
        case .operand(.account): return self
        case .number, .operand(.row): return nil
        case .negative(let part): return part.ofAccounts.map { .negative($0) }
        case .sum(let a, let b):
            guard let first = a.ofAccounts else { return b.ofAccounts }
            return b.ofAccounts.map { .sum(first, $0) } ?? first
        case .difference(let a, let b):
            guard let first = a.ofAccounts else { return b.ofAccounts.map { .negative($0) } }
            return b.ofAccounts.map { .difference(first, $0) } ?? first
        case .product(let a, let b), .quotient(let a, by: let b):
            return a.ofAccounts == nil && b.ofAccounts == nil ? nil : self
        }
    }
}

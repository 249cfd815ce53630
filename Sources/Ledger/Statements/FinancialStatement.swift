/// A statement 报表 of one or several books over a period: every row with its figure in every column, and what is to be
/// said about them.
public struct FinancialStatement: Sendable {
    /// What a column is computed from.
    public struct ColumnFigures: Sendable {
        /// The chart in force in the last year of its months.
        public var chart: ChartVersion
        /// The months it covers.
        public var period: Period
        /// What happened on the accounts of the books, without what these have of each other.
        public var movements: [AccountMovement] { consolidation.movements }
        /// What was taken out between the books.
        public var consolidation: Consolidation

        /// Figures of their parts.
        ///
        /// - Parameter movements: what happened on the accounts, what the books have of each other still among it.
        public init(chart: ChartVersion, period: Period, movements: [AccountMovement]) throws {
            self.chart = chart
            self.period = period
            consolidation = try Consolidation(movements)
        }
    }

    /// A row with its figures.
    public struct Row: Sendable {
        /// Its id, titles, indent and formula.
        public var definition: StatementDefinition.Row
        /// By column; nil where it has no figure.
        public var amounts: [Money?]
    }

    /// Something to be said about a row, a column, or the whole.
    public struct Remark: Sendable {
        /// The id of the row or check.
        public var row: String?
        /// The id of the column.
        public var column: String?
        /// What it is.
        public var problem: StatementProblem
    }

    /// Titles, columns and rows, of the version for the chart of the first column.
    public let definition: StatementDefinition
    /// Codes of the books, whose figures are added up; what they have of each other is taken out.
    public let books: [String]
    /// The period asked for.
    public let period: Period
    /// The columns as computed, in the order of the definition's.
    public let figures: [ColumnFigures]
    /// As they are printed.
    public let rows: [Row]
    /// What the checks came to.
    public let checks: [Row]
    /// What is wrong with figures, then what else should be known.
    public private(set) var remarks: [Remark]

    private let versions: [StatementDefinition]

    /// Computes a statement.
    ///
    /// - Parameters:
    ///   - versions: the definition for each chart there is one for; at least one.
    ///   - chart: the chart in force in the period's last year; its version gives titles, columns and rows.
    ///   - figures: gives what a column is computed from.
    public init(
        _ versions: [StatementDefinition], books: [String], period: Period,
        chart: ChartVersion, figures: (Period) throws -> ColumnFigures
    ) rethrows {
        guard let first = versions.first(where: { $0.chart == chart }) ?? versions.first else {
            preconditionFailure("A statement was asked for without a definition.")
        }
        let columns = try first.columns.map { try figures($0.basis.months(of: period)) }
        var remarks: [Remark] = []
        var evaluations: [StatementEvaluation?] = []
        for (column, figures) in zip(first.columns, columns) {
            evaluations.append(Self.evaluate(versions, column, figures, &remarks))
        }
        definition = first
        self.books = books
        self.period = period
        self.versions = versions
        self.figures = columns
        func filled(_ rows: [StatementDefinition.Row]) -> [Row] {
            rows.map { row in Row(definition: row, amounts: evaluations.map { $0?.values[row.id] }) }
        }
        rows = filled(first.rows)
        checks = filled(first.checks)
        for check in checks {
            for (column, difference) in zip(first.columns, check.amounts) {
                guard let difference, !difference.isZero else { continue }
                let problem = StatementProblem.checkFailed(
                    check: check.definition.title, column: column.title, difference: difference)
                remarks.append(Remark(row: check.definition.id, column: column.id, problem: problem))
            }
        }
        if let figures = columns.first { remarks += Self.contraryDetails(first, figures) }
        self.remarks = remarks
        for (column, figures) in zip(first.columns, columns) {
            for difference in figures.consolidation.differences where kinds.contains(difference.kind) {
                self.remarks.append(
                    Remark(column: column.id, problem: .booksDiffer(difference, column: column.title)))
            }
        }
    }

    /// Adds something to be said about the whole.
    public mutating func remark(_ problem: StatementProblem) { remarks.append(Remark(problem: problem)) }

    /// Whether a row, a column or a check is wrong.
    public var hasErrors: Bool { remarks.contains { $0.problem.severity == .error } }

    /// The figures of a row, by column; none where there is no such row.
    public func amounts(_ id: String) -> [Money?] { rows.first { $0.definition.id == id }?.amounts ?? [] }

    private static func evaluate(
        _ versions: [StatementDefinition], _ column: StatementDefinition.Column, _ figures: ColumnFigures,
        _ remarks: inout [Remark]
    ) -> StatementEvaluation? {
        let movements = Dictionary(grouping: figures.movements.filter { !$0.isEmpty }, by: \.account.chart)
        guard let own = versions.first(where: { $0.chart == figures.chart }) else {
            remarks.append(
                Remark(column: column.id, problem: .noVersion(column: column.title, chart: figures.chart)))
            return nil
        }
        for chart in ChartVersion.allCases where movements[chart] != nil {
            guard !versions.contains(where: { $0.chart == chart }) else { continue }
            remarks.append(Remark(column: column.id, problem: .leftOut(column: column.title, chart: chart)))
        }
        let others = versions.filter { $0.chart != figures.chart && movements[$0.chart] != nil }
        let evaluation = StatementEvaluation(
            own, others: others, movements: movements, column: column.title)
        remarks += evaluation.problems.map { Remark(row: $0.row, column: column.id, problem: $0.problem) }
        return evaluation
    }

    /// Details on the side their account does not have, of the claims and debts the statement shows in total.
    private static func contraryDetails(
        _ definition: StatementDefinition, _ figures: ColumnFigures
    ) -> [Remark] {
        var remarks: [Remark] = []
        for row in definition.rows {
            for term in row.formula?.terms ?? [] where term.reading == .closing {
                guard case .account(let code) = term.operand,
                    definition.chart.counterpartyAccounts.contains(String(code.prefix(3)))
                else { continue }
                let read = figures.movements.filter {
                    $0.account.chart == definition.chart && term.means($0.account)
                }
                guard let account = read.first?.account, account.side != .both else { continue }
                let contrary: StatementTerm.Reading = account.side == .debit ? .creditDetails : .debitDetails
                let amounts = read.flatMap(\.details).map { AccountMovement.figure($0, contrary) }.filter {
                    $0 != 0
                }
                guard !amounts.isEmpty, let sum = Int64(exactly: amounts.reduce(0, +)) else { continue }
                remarks.append(
                    Remark(
                        row: row.id,
                        problem: .contraryDetails(
                            account: code, row: row.title,
                            side: account.side == .debit ? .credit : .debit,
                            amount: Money(fen: sum), count: amounts.count)))
            }
        }
        return remarks
    }

    /// What an account of a book was taken off in each column, for it concerned another of the books.
    public struct EliminationRow: Sendable {
        /// What it is; its amount is that of the first column that has one.
        public var elimination: Consolidation.Elimination
        /// By column, debit-positive.
        public var amounts: [Money]
    }

    /// What was taken out between the books 合并抵销, as far as the rows read it.
    public var eliminations: [EliminationRow] {
        var found: [EliminationRow] = []
        for (place, column) in figures.enumerated() {
            for elimination in column.consolidation.eliminations where kinds.contains(elimination.kind) {
                func isSame(_ row: EliminationRow) -> Bool {
                    var other = row.elimination
                    other.amount = elimination.amount
                    return other == elimination
                }
                let known = found.firstIndex(where: isSame)
                let index = known ?? found.endIndex
                if known == nil {
                    let none = [Money](repeating: .zero, count: figures.count)
                    found.append(EliminationRow(elimination: elimination, amounts: none))
                }
                found[index].amounts[place] = elimination.amount
            }
        }
        return found
    }

    /// Whether a row shows what happened, and not only what stands.
    public var readsTurnover: Bool { !kinds.isDisjoint(with: [.results, .yearResults]) }

    /// What of the dealings between books the rows read; those of the year only where none reads the column's months.
    private var kinds: Set<Consolidation.Kind> {
        var kinds = Set(
            versions.flatMap(\.rows).flatMap { $0.formula?.terms ?? [] }.compactMap { term in
                Consolidation.Kind(read: term.reading)
            })
        if kinds.contains(.results) { kinds.remove(.yearResults) }
        return kinds
    }

    /// The version that computes a column.
    func version(of column: Int) -> StatementDefinition? {
        versions.first { $0.chart == figures[column].chart }
    }

    /// All versions that may add to a column.
    var allVersions: [StatementDefinition] { versions }
}

/// Where a figure of a statement comes from (展开): the rows and the accounts it is made of.
public struct StatementExplanation: Sendable {
    /// How a part goes into what stands above it.
    public enum Operation: String, Sendable {
        /// Added.
        case plus = "+"
        /// Taken off.
        case minus = "-"
        /// A factor.
        case times = "*"
        /// A divisor.
        case divided = "/"
        /// Part of the sum that the term above is.
        case part = ""
    }

    /// What a part is.
    public enum Kind: String, Sendable {
        /// Another row, followed by its own parts unless they stand further up.
        case row
        /// An account figure as the formula writes it, followed by its accounts.
        case term
        /// A leaf account of a book, or one counterparty of it.
        case account
        /// A number.
        case number
        /// What stands in parentheses, followed by its parts.
        case group
    }

    /// One part.
    public struct Part: Sendable {
        /// 0 for what the row itself is made of.
        public var depth: Int
        /// How it goes into what stands above it.
        public var operation: Operation
        /// What it is.
        public var kind: Kind
        /// The id of the row, the term, the account code or the number.
        public var reference: String
        /// The account figure it is.
        public var term: StatementTerm?
        /// What it is called, in Chinese.
        public var chinese: String
        /// What it is called, in English.
        public var english: String
        /// Of an account, its book.
        public var book: String?
        /// Of an account, its chart.
        public var chart: ChartVersion?
        /// Of a detail, its counterparty.
        public var counterparty: String?
        /// Its own amount, before the operation; nil where it has none.
        public var amount: Money?
    }

    /// The row unfolded.
    public var row: StatementDefinition.Row
    /// The column.
    public var column: StatementDefinition.Column
    /// Its figure.
    public var amount: Money?
    /// What it is made of, each part followed by its own.
    public var parts: [Part]
}

extension FinancialStatement {
    /// Unfolds a figure to accounts.
    ///
    /// - Parameters:
    ///   - id: the id of the row, or its title, with or without what stands before it such as 减：
    ///   - column: the id of the column; nil is the first.
    /// - Throws: ``StatementProblem/partUnknown(_:known:)``.
    public func explain(_ id: String, column: String? = nil) throws(StatementProblem) -> StatementExplanation
    {
        let columns = definition.columns
        guard let place = column.map({ name in columns.firstIndex { $0.id == name } }) ?? columns.startIndex
        else {
            throw .partUnknown(QuotedText(column ?? ""), known: columns.map(\.id))
        }
        let figures = rows.filter { $0.definition.formula != nil }
        guard
            let row = figures.first(where: { $0.definition.id == id })
                ?? figures.first(where: { $0.definition.isCalled(id) })
        else {
            throw .partUnknown(QuotedText(id), known: figures.map(\.definition.id))
        }
        var unfolding = StatementUnfolding(statement: self, column: place)
        unfolding.unfold(row.definition.id, depth: 0)
        return StatementExplanation(
            row: row.definition, column: columns[place], amount: row.amounts[place], parts: unfolding.parts)
    }
}

/// Unfolds rows one after the other (逐行展开); a row that was unfolded already is only named.
private struct StatementUnfolding {
    typealias Operation = StatementExplanation.Operation
    typealias Part = StatementExplanation.Part

    let statement: FinancialStatement
    let column: Int
    var parts: [Part] = []
    private var unfolded: Set<String> = []

    init(statement: FinancialStatement, column: Int) {
        self.statement = statement
        self.column = column
    }

    /// Nobody follows a figure further down; rows below are only named.
    private static let depthLimit = 60

    mutating func unfold(_ id: String, depth: Int) {
        guard depth < Self.depthLimit, unfolded.insert(id).inserted,
            let version = statement.version(of: column)
        else { return }
        if let root = version.row(id)?.formula?.root { walk(root, .plus, depth, version) }
        for other in statement.allVersions where other.chart != version.chart {
            if let root = other.row(id)?.formula?.root.ofAccounts { walk(root, .plus, depth, other) }
        }
    }

    private mutating func walk(
        _ part: StatementFormula.Expression, _ operation: Operation, _ depth: Int,
        _ version: StatementDefinition
    ) {
        switch part {
        case .number(let number):
            parts.append(
                Part(
                    depth: depth, operation: operation, kind: .number, reference: number.text, chinese: "",
                    english: ""))
        case .operand(.row(let id)):
            guard let row = version.row(id), version.chart == statement.figures[column].chart else { return }
            parts.append(
                Part(
                    depth: depth, operation: operation, kind: .row, reference: id, chinese: row.chinese,
                    english: row.english,
                    amount: statement.amounts(id).isEmpty ? nil : statement.amounts(id)[column]))
            unfold(id, depth: depth + 1)
        case .operand(.account(let term)): add(term, operation, depth, version)
        case .negative(let inside): walk(inside, operation.turned, depth, version)
        case .sum(let a, let b):
            walk(a, operation, depth, version)
            walk(b, operation, depth, version)
        case .difference(let a, let b):
            walk(a, operation, depth, version)
            walk(b, operation.turned, depth, version)
        case .product(let a, let b):
            walkFactor(a, operation, depth, version)
            walkFactor(b, .times, depth, version)
        case .quotient(let a, by: let b):
            walkFactor(a, operation, depth, version)
            walkFactor(b, .divided, depth, version)
        }
    }

    /// A factor that is more than one figure stands in parentheses, unless it is what the formula begins with.
    private mutating func walkFactor(
        _ part: StatementFormula.Expression, _ operation: Operation, _ depth: Int,
        _ version: StatementDefinition
    ) {
        switch part {
        case .number, .operand: return walk(part, operation, depth, version)
        case .product, .quotient:
            if operation == .plus || operation == .minus { return walk(part, operation, depth, version) }
        case .negative, .sum, .difference: break
        }
        parts.append(
            Part(
                depth: depth, operation: operation, kind: .group, reference: "( )", chinese: "", english: ""))
        walk(part, .plus, depth + 1, version)
    }

    private mutating func add(
        _ term: StatementTerm, _ operation: Operation, _ depth: Int, _ version: StatementDefinition
    ) {
        let read = statement.figures[column].movements.filter {
            $0.account.chart == version.chart && term.means($0.account)
        }
        let accounts = read.flatMap { accountParts($0, term, depth + 1) }
        // The other version is told only where it has something.
        if accounts.isEmpty, version.chart != statement.figures[column].chart { return }
        let total = read.reduce(Int128(0)) { $0 + $1.figure(term) }
        parts.append(
            Part(
                depth: depth, operation: operation, kind: .term, reference: term.text, term: term,
                chinese: "",
                english: "",
                chart: version.chart, amount: Int64(exactly: total).map { Money(fen: $0) }))
        parts += accounts
    }

    private func accountParts(_ movement: AccountMovement, _ term: StatementTerm, _ depth: Int) -> [Part] {
        let account = movement.account
        func part(_ fen: Int128, _ counterparty: String?) -> Part? {
            guard fen != 0 else { return nil }
            return Part(
                depth: depth, operation: .part, kind: .account, reference: account.code,
                chinese: account.name,
                english: account.name, book: movement.book, chart: account.chart, counterparty: counterparty,
                amount: Int64(exactly: fen).map { Money(fen: $0) })
        }
        switch term.reading {
        case .debitDetails, .creditDetails:
            return movement.details.compactMap {
                part(AccountMovement.figure($0, term.reading), $0.counterparty)
            }
        default: return part(movement.figure(term), nil).map { [$0] } ?? []
        }
    }
}

extension StatementDefinition.Row {
    fileprivate func isCalled(_ text: String) -> Bool {
        if text == chinese || text == english { return true }
        let bare = chinese.unicodeScalars.split { $0 == "：" || $0 == "、" }.last.map(String.init)
        return text == bare
    }
}

extension StatementExplanation.Operation {
    fileprivate var turned: Self {
        switch self {
        case .plus: .minus
        case .minus: .plus
        default: self
        }
    }
}

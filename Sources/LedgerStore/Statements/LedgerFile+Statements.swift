import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The statements 会计报表 the accounting system prescribes, each for both charts.
    public static let standardStatements: [StatementDefinition] = Schema.Standards.statements.map { table in
        do {
            return try StatementDefinition(
                reading: Schema.Standards.rows(table).enumerated().map { index, row in
                    StatementEntry(
                        line: index + 2, kind: row["kind"] ?? "", id: row["id"] ?? "",
                        chinese: row["chinese"] ?? "", english: row["english"] ?? "",
                        indent: row["indent"] ?? "", formula: row["formula"] ?? "")
                })
        } catch {
            preconditionFailure("A built-in statement can't be read: \(error)")
        }
    }

    /// The name of the balance sheet 资产负债表.
    public static let balanceSheetName = "balance-sheet"
    /// The name of the statement of income and its distribution 收益及收益分配表.
    public static let incomeDistributionName = "income-distribution"

    /// The versions of a prescribed statement, one for each chart.
    ///
    /// - Throws: ``StatementProblem/unknown(_:known:)``.
    public static func statement(named name: String) throws(StatementProblem) -> [StatementDefinition] {
        let versions = standardStatements.filter { $0.name == name }
        guard versions.isEmpty else { return versions }
        var known: [String] = []
        for definition in standardStatements where !known.contains(definition.name) {
            known.append(definition.name)
        }
        throw .unknown(name, known: known)
    }

    /// What is wrong with the accounts a definition names, as the books see their charts.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func problems(of definition: StatementDefinition, books: [String]) throws -> [LocatedProblem] {
        try read { db in try Self.problems(db, definition, Self.books(db, books)) }
    }

    /// Computes a statement 报表 of a book, or of several together 合并: their figures are added up, and what they have of
    /// each other is taken out; see ``Consolidation``.
    ///
    /// - Parameters:
    ///   - versions: the definition, for one chart or for both.
    ///   - codes: the books, at least one; one named twice counts once.
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``; ``StatementRefused`` where a version names accounts the books
    ///   don't have; ``MoneyProblem`` where a sum does not fit.
    public func statement(_ versions: [StatementDefinition], books codes: [String], period: Period) throws
        -> FinancialStatement
    {
        try read { db in try Self.statement(db, versions, try Self.books(db, codes), period) }
    }

    /// What ties the two prescribed statements of a period together 勾稽关系, where it does not hold.
    ///
    /// - Throws: as ``statement(_:books:period:)``.
    public func statementTies(books codes: [String], period: Period) throws -> [FinancialStatement.Remark] {
        let sheet = try Self.statement(named: Self.balanceSheetName)
        let income = try Self.statement(named: Self.incomeDistributionName)
        return try read { db in
            let books = try Self.books(db, codes)
            return FinancialStatement.ties(
                balanceSheet: try Self.statement(db, sheet, books, period),
                incomeDistribution: try Self.statement(db, income, books, period))
        }
    }

    private static func books(_ db: Database, _ codes: [String]) throws -> [ReportBook] {
        var books: [ReportBook] = []
        for code in codes where !books.contains(where: { $0.code == code }) {
            books.append(try ReportBook(db, code: code))
        }
        precondition(!books.isEmpty, "A statement was asked for without a book.")
        return books
    }

    private static func problems(
        _ db: Database, _ definition: StatementDefinition, _ books: [ReportBook]
    ) throws -> [LocatedProblem] {
        var accounts: [Account] = []
        for book in books {
            let rows = try RawStatement(db, Schema.Statements.accounts)
            rows.bind(1, book.id)
            while try rows.step() { accounts.append(try AccountLookup.account(rows)) }
        }
        return definition.problems(accounts: accounts)
    }

    private static func statement(
        _ db: Database, _ versions: [StatementDefinition], _ books: [ReportBook], _ period: Period
    ) throws -> FinancialStatement {
        let problems = try versions.flatMap { try Self.problems(db, $0, books) }
        guard problems.isEmpty else { throw StatementRefused(problems: problems) }
        let movements = try books.map { try BookMovements(db, $0, through: period.last) }
        var statement = try FinancialStatement(
            versions, books: books.map(\.code), period: period, chart: chart(of: books, in: period)
        ) { months in
            try FinancialStatement.ColumnFigures(
                chart: chart(of: books, in: months), period: months,
                movements: try movements.flatMap { try $0.movements(over: months) })
        }
        // What stood at the taking over is known; what happened in years before it is not, and shows as nothing.
        let last = statement.readsTurnover ? statement.figures.map(\.period.last.year).min() : nil
        for book in books where period.last < book.opened || last.map({ $0 < book.opened.year }) == true {
            statement.remark(.beforeOpening(book: book.code, opened: book.opened))
        }
        return statement
    }

    /// The chart in force in the period's last year; where the books differ, the newer one.
    private static func chart(of books: [ReportBook], in period: Period) -> ChartVersion {
        let isNew = books.contains { $0.chart(in: period.last.year) == .system2023 }
        return isNew ? .system2023 : .system2004
    }
}

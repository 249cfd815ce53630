import GRDB

/// Statements kept prepared for as long as their connection stands (语句架).
///
/// A posting desk comes and goes with every refusal; its statements, with all the triggers compiled into them, are
/// the dear part of it and mean the same on the next desk.
final class StatementShelf {
    private let db: Database
    private var statements: [Text: RawStatement] = [:]

    /// The text of a statement, told from others by its length first: hashing a thousand bytes to find one of forty
    /// costs more than some statements do.
    private struct Text: Hashable {
        let sql: String
        func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
    }

    init(_ db: Database) { self.db = db }

    /// The statement of a text; to be read to its end or reset before its next use.
    func statement(_ sql: String) throws -> RawStatement {
        let text = Text(sql: sql)
        if let known = statements[text] { return known }
        let statement = try RawStatement(db, sql)
        statements[text] = statement
        return statement
    }

    /// Runs a statement that asks for no values and gives no rows.
    func run(_ sql: String) throws { try statement(sql).run() }

    /// Lets go of every row set that was not read to its end.
    func reset() {
        for statement in statements.values { statement.reset() }
    }
}

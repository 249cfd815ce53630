import GRDB
import Ledger
import LedgerSchema

/// Dealings within a village posted before the village's other book was entered (补登账套前的村内往来).
///
/// That a line deals with another book of the village is sealed with it, so entering the book later does not change
/// what is posted: it can only be told, and put right by reversing and booking anew.
enum LateSiblings {
    /// What was posted before the books with these codes were entered.
    static func find(_ codes: [String], _ db: Database) throws -> [NamedThingProblem] {
        let rows = try RawStatement(db, Schema.Checks.lateSiblings)
        var found: [NamedThingProblem] = []
        for code in codes {
            rows.bind(1, code)
            while try rows.step() { found.append(problem(rows)) }
        }
        return found
    }

    /// What a row of ``Schema/Checks/lateSiblings`` says.
    static func problem(_ row: RawStatement) -> NamedThingProblem {
        .lateSibling(
            book: row.text(0), other: row.text(4), year: Int(row.int(5)), lines: Int(row.int(6)),
            amount: Money(fen: row.int(7)))
    }
}

import Testing

@testable import LedgerStore

// Closed months, cleared years and openings; what RawSealedTests runs beside its own.
extension RawSealedTests {
    static let february = "INSERT INTO period (book, month, closed) VALUES (1, 202602, 1);"
    static let periods = [
        SealedCase(
            name: "period: closed over an open month",
            refused: "INSERT INTO period (book, month, closed) VALUES (1, 202603, 1);",
            code: "period.previous-open",
            lawful: [february]),
        SealedCase(
            name: "period: reopened before the month after it", before: [february],
            refused: "UPDATE period SET closed = 0 WHERE book = 1 AND month = 202601;",
            code: "period.not-last",
            lawful: ["UPDATE period SET closed = 0 WHERE book = 1 AND month = 202602;"]),
        SealedCase(
            name: "period: another month", before: [february],
            refused: "UPDATE OR REPLACE period SET month = 202602 WHERE book = 1 AND month = 202601;",
            code: "period.fixed", lawful: ["UPDATE period SET closed = 0 WHERE book = 1 AND month = 202602;"]),
        SealedCase(
            name: "period: another book",
            refused: "UPDATE OR REPLACE period SET book = 2 WHERE book = 1 AND month = 202601;",
            code: "period.fixed",
            lawful: ["UPDATE OR REPLACE period SET closed = 0 WHERE book = 1 AND month = 202601;"]),
        SealedCase(
            name: "period: deleted", refused: "DELETE FROM period WHERE book = 1;", code: "period.fixed",
            lawful: [february]),
        SealedCase(
            name: "period: replaced",
            refused: "INSERT OR REPLACE INTO period (book, month, closed) VALUES (1, 202601, 0);",
            code: "period.fixed",
            lawful: ["INSERT OR REPLACE INTO period (book, month, closed) VALUES (2, 202601, 1);"]),
    ]

    /// The year of a book closed month by month, as raw SQL may.
    private static func year(_ book: Int) -> [String] {
        (1...12).map { "INSERT INTO period (book, month, closed) VALUES (\(book), \(202600 + $0), 1);" }
    }

    /// Book 2 has income that stands, book 3 is empty.
    static let yearEnds = [
        SealedCase(
            name: "period: an uncleared year said to be cleared", before: year(2),
            refused: "UPDATE period SET cleared = 1 WHERE book = 2 AND month = 202612;", code: "period.fixed",
            lawful: ["UPDATE period SET closed = 0 WHERE book = 2 AND month = 202612;"]),
        SealedCase(
            name: "period: the same, closed anew", before: year(2),
            refused: "UPDATE OR REPLACE period SET closed = 1, cleared = 1 WHERE book = 2;",
            code: "period.fixed",
            lawful: ["UPDATE period SET closed = 0 WHERE book = 2 AND month = 202612;"]),
        SealedCase(
            name: "period: a cleared year said not to be", before: year(3),
            refused: "UPDATE OR IGNORE period SET cleared = 0 WHERE book = 3 AND month = 202612;",
            code: "period.fixed",
            lawful: ["UPDATE period SET closed = 0, cleared = 0 WHERE book = 3 AND month = 202612;"]),
        SealedCase(
            name: "period: a month that clears nothing",
            refused: "UPDATE period SET cleared = 1 WHERE book = 1 AND month = 202601;", code: "period.fixed",
            lawful: [february]),
        SealedCase(
            name: "period: put in as cleared", before: Array(year(2).dropLast()),
            refused: "INSERT INTO period (book, month, closed, cleared) VALUES (2, 202612, 1, 1);",
            code: "period.fixed", lawful: [year(2)[11]]),
    ]

    /// Book 1 has vouchers and a closed month, book 3 nothing.
    static let openings = [
        SealedCase(
            name: "opening: changed", refused: "UPDATE opening SET balance = balance + 1 WHERE book = 1;",
            code: "opening.fixed", lawful: [opening(3)]),
        SealedCase(
            name: "opening: of another book", before: [opening(3)],
            refused: "UPDATE OR REPLACE opening SET book = 1 WHERE book = 3;", code: "opening.fixed",
            lawful: ["UPDATE opening SET balance = 1 WHERE book = 3;"]),
        SealedCase(
            name: "opening: added", refused: opening(2), code: "opening.fixed", lawful: [opening(3)]),
        SealedCase(
            name: "opening: added to an empty book with a closed month", before: [year(3)[0]],
            refused: opening(3), code: "opening.fixed",
            lawful: ["UPDATE period SET closed = 0 WHERE book = 3;", opening(3)]),
        SealedCase(
            name: "opening: taken out", before: [opening(3)], refused: "DELETE FROM opening;",
            code: "opening.fixed",
            lawful: ["DELETE FROM opening WHERE book = 3;"]),
    ]

    private static func opening(_ book: Int) -> String {
        "INSERT INTO opening (book, line, account, mark, balance, yearDebit, yearCredit) "
            + "SELECT \(book), 9, id, 0, 0, 0, 0 FROM account WHERE chart = '2004' AND code = '102';"
    }

    @Test("Closed by raw SQL a year is cleared as its lines say, and reopened it is not")
    func yearEndIsFoundOut() throws {
        let path = try Hamlet.copy()
        func cleared() throws -> String {
            // After what the first line of a session prints.
            try SQLiteShell.run(path, ["SELECT book || ' ' || month FROM period WHERE cleared ORDER BY 1;"])
                .output.split(separator: "\n").dropFirst().joined(separator: ", ")
        }
        _ = try SQLiteShell.run(path, Self.year(2) + Self.year(3))
        #expect(try cleared() == "3 202612")
        _ = try SQLiteShell.run(path, ["UPDATE period SET closed = 0 WHERE book = 3 AND month = 202612;"])
        #expect(try cleared() == "")
        _ = try SQLiteShell.run(path, ["UPDATE period SET closed = 1 WHERE book = 3 AND month = 202612;"])
        #expect(try cleared() == "3 202612")
    }
}

import Ledger
import LedgerStore
import Testing

@Suite("verify: the cleared year of a closed December")
struct YearEndTests {
    /// The sample with 2025 closed in V002, whose income stands, and in V003, which is empty.
    private func tampered(_ statements: String...) throws -> VerifyReport {
        let path = try VerifySample.copy()
        do {
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"))
            let draft = try #require(try ledger.drafts(books: ["V002"]).first)
            try ledger.deleteDraft(draft.name, by: "zhang")
            for book in ["V002", "V003"] {
                try ledger.closePeriod(book: book, through: Month(parsing: "2025-12"), by: "zhang")
            }
        }
        do {
            let file = try RawFile(path)
            for statement in statements { try file.tamper(statement) }
        }
        return try VerifySample.report(path)
    }

    private func said(_ report: VerifyReport) -> [String] {
        report.problems.filter { $0.table == "period" }.map { "\($0.what(in: .english))" }
    }

    @Test("Untouched it is well")
    func untouched() throws {
        #expect(try tampered().problems.map { $0.what(in: .english) } == [])
    }

    @Test("A year said to be cleared whose income stands is named, with the account and what is on it")
    func saidCleared() throws {
        let report = try tampered("UPDATE period SET cleared = 1 WHERE book = 2 AND month = 202512")
        #expect(
            said(report).contains(
                "period V002/202512: cleared is not what the lines say: account 50103 stands at -100.00"))
        #expect(said(report).count == 2)
        #expect(report.books.map(\.ok) == [true, false, true])
    }

    @Test("A cleared year said not to be is named, and so is a month that has no year to clear")
    func saidOtherwise() throws {
        for change in [
            "UPDATE period SET cleared = 0 WHERE book = 3 AND month = 202512",
            "UPDATE period SET cleared = 1 WHERE book = 3 AND month = 202511",
            "UPDATE period SET closed = 0 WHERE book = 3 AND month = 202512",
        ] {
            let report = try tampered(change)
            #expect(
                said(report).contains {
                    $0.contains("V003/2025") && $0.contains("every account stands at zero")
                },
                RowsTests.said(report))
            #expect(report.books.map(\.ok) == [true, true, false])
        }
    }

    @Test("An opening put in later shows in the year it makes untrue")
    func openingLater() throws {
        let report = try tampered(
            """
            INSERT INTO opening (book, line, account, mark, balance, yearDebit, yearCredit)
            SELECT 3, 1, id, 0, -100, 0, 0 FROM account WHERE chart = '2023' AND code = '503'
            """)
        #expect(
            said(report) == [
                "period V003/202512: cleared is not what the lines say: account 503 stands at -1.00"
            ])
        #expect(report.problems.contains { $0.table == "opening" })
    }
}

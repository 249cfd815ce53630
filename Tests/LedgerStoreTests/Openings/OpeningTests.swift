import Ledger
import Testing

@testable import LedgerStore

@Suite("openings add up")
struct OpeningTests {
    private static func opening(
        _ account: String, _ balance: Int64, year: Int64? = nil, debit: Int64 = 0, credit: Int64 = 0
    ) -> OpeningEntry {
        OpeningEntry(
            position: 2, book: "H003", account: account, balance: Money(fen: balance),
            yearOpening: year.map { Money(fen: $0) }, yearDebit: Money(fen: debit),
            yearCredit: Money(fen: credit))
    }

    @Test("a year's opening and turnover that do not give the balance are refused with all four numbers")
    func turnover() throws {
        let ledger = try Hamlet.inMemory()
        let equity = Self.opening("301", -130_000)
        // 1 000.00 + 500.00 − 200.00 is 1 300.00.
        let wrong = Self.opening("101", 130_000, year: 100_000, debit: 50_000, credit: 20_001)
        do {
            _ = try ledger.importOpenings([wrong, equity], by: "zhang")
            Issue.record("taken in")
        } catch let refused as ImportRefused {
            #expect(refused.problems.map(\.problem.code) == ["opening.turnover-differs"])
            for text in [refused.problems[0].problem.chinese, refused.problems[0].problem.english] {
                for number in ["1,000.00", "500.00", "200.01", "1,299.99", "1,300.00"] {
                    #expect(text.contains(number))
                }
            }
        }
        #expect(try ledger.openings(book: "H003").isEmpty)
        let right = Self.opening("101", 130_000, year: 100_000, debit: 50_000, credit: 20_000)
        #expect(try ledger.importOpenings([right, equity], by: "zhang") == 2)
        // Where the year's opening is not known, the turnover stands alone.
        let unknown = Self.opening("101", 130_000, debit: 50_000)
        #expect(try ledger.importOpenings([unknown, equity], by: "zhang") == 2)
    }

    @Test("what was taken in is given out again with nature, fund, excluded kind and the other dimensions")
    func marks() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addDimension(name: "house", description: "房屋", by: "zhang")
        var rent = Self.opening("501", -20_000, credit: 20_000)
        rent.source = "property-lease"
        rent.dimensions = "house=A1;fund=fiscal;nature=rent"
        var grant = Self.opening("101", 20_000)
        grant.dimensions = "excluded_kind=project-grant"
        _ = try ledger.importOpenings([rent, grant], by: "zhang")
        let given = try ledger.openings(book: "H003")
        #expect(
            given.map(\.dimensions)
                == ["nature=rent;fund=fiscal;house=A1", "excluded_kind=project-grant"])
        // And so the same again when it is taken in again.
        _ = try ledger.importOpenings(given, by: "zhang")
        #expect(try ledger.openings(book: "H003").map(\.dimensions) == given.map(\.dimensions))
    }

    @Test("a book that is not there has no openings to give, and is named")
    func unknownBook() throws {
        let ledger = try Hamlet.inMemory()
        #expect(throws: NamedThingProblem.bookUnknown("H009")) { _ = try ledger.openings(book: "H009") }
    }

    @Test("openings one fen out of balance are refused")
    func balance() throws {
        let ledger = try Hamlet.inMemory()
        let entries = [Self.opening("101", 130_000), Self.opening("301", -129_999)]
        #expect(refusal { _ = try ledger.importOpenings(entries, by: "zhang") } == ["opening.unbalanced"])
    }

    @Test("the schema refuses it under the same name, and check finds it where somebody went around both")
    func schema() throws {
        let statement = """
            INSERT INTO opening (book, line, account, mark, balance, yearOpening, yearDebit, yearCredit)
            VALUES ((SELECT id FROM book WHERE code = 'H003'), 1, (SELECT id FROM account WHERE code = '10201'), 0, 130000, 100000, 50000, 20001);
            """
        let path = try Hamlet.copy()
        let session = try SQLiteShell.run(path, [statement])
        #expect(session.errors.values.first == "CHECK constraint failed: opening.turnover-differs")
        try RawFile(path).tamper(statement)
        let found = try LedgerFile.open(path, for: .reading).check()
        #expect(found.contains { $0.code == "opening.turnover-differs" && $0.messageZh.contains("1,299.99") })
    }
}

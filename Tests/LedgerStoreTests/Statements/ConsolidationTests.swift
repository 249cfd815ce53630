import Ledger
import Testing

@testable import LedgerStore

/// Co-operative A and committee B of one village, and C of the next one. What B rents of A and A claims of B is no income
/// and no claim of the village; the figures are worked out in the remarks.
@Suite("two books of a village shown as one 合并抵销")
struct ConsolidationTests {
    private func ledger() throws -> SmallLedger {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201), SmallLedger.village(202)],
            books: [
                SmallLedger.book("A", 201), SmallLedger.book("B", 201), SmallLedger.book("C", 202),
            ])
        // A has 900.00 in the bank and earns 1 000.00 of rent, 400.00 of it from B; 300.00 of that are not paid yet.
        try ledger.post(
            "A",
            [
                (2025_01_02, [("10201", 90_000), ("301", -90_000)]),
                (2025_02_10, [("11209@某厂", 60_000), ("50103", -60_000)]),
                (2025_03_10, [("11209@B", 40_000), ("50103@B", -40_000)]),
                (2025_04_10, [("10201", 10_000), ("11209@B", -10_000)]),
            ])
        try ledger.post(
            "B",
            [
                (2025_01_02, [("10201", 50_000), ("301", -50_000)]),
                (2025_03_10, [("51309@A", 40_000), ("21109@A", -40_000)]),
                (2025_04_10, [("21109@A", 10_000), ("10201", -10_000)]),
            ])
        return ledger
    }

    private func made(_ ledger: SmallLedger, _ name: String, _ books: [String], _ period: String) throws
        -> FinancialStatement
    {
        let statement = try ledger.file.statement(
            LedgerFile.statement(named: name), books: books, period: Period(parsing: period))
        #expect(!statement.hasErrors)
        #expect(try ledger.file.statementTies(books: books, period: Period(parsing: period)).isEmpty)
        return statement
    }

    private func fen(_ statement: FinancialStatement, _ row: String) -> Int64? {
        statement.amounts(row)[0]?.fen
    }

    @Test("claims, debts, rent and its expense go; what others owe stays; nothing goes from one book alone")
    func agreed() throws {
        let ledger = try ledger()
        let sheet = try made(ledger, "balance-sheet", ["A", "B"], "2025-06")
        // 600.00 of the factory; 300.00 of B on one side and owed to A on the other are gone.
        #expect(fen(sheet, "receivables") == 60_000)
        #expect(fen(sheet, "payables") == 0)
        #expect(fen(sheet, "assets") == 200_000)
        #expect(sheet.remarks.isEmpty)
        #expect(
            sheet.eliminations.map {
                "\($0.elimination.book) \($0.elimination.account.code) \($0.amounts[0].fen)"
            }
                == ["A 11209 30000", "B 21109 -30000"])
        let income = try made(ledger, "income-distribution", ["A", "B"], "2025-06")
        #expect(fen(income, "operating-income") == 60_000)
        #expect(fen(income, "management") == 0)
        #expect(fen(income, "net-result") == 60_000)
        #expect(
            income.eliminations.map {
                "\($0.elimination.book) \($0.elimination.account.code) \($0.amounts[0].fen)"
            }
            .contains("A 50103 -40000"))
        for books in [["A"], ["A", "C"]] {
            #expect(fen(try made(ledger, "balance-sheet", books, "2025-06"), "receivables") == 90_000)
            #expect(try made(ledger, "balance-sheet", books, "2025-06").eliminations.isEmpty)
            #expect(
                fen(try made(ledger, "income-distribution", books, "2025-06"), "operating-income") == 100_000)
        }
    }

    @Test("the year closed, the same goes, and both statements tie")
    func closed() throws {
        let ledger = try ledger()
        for book in ["A", "B"] {
            _ = try ledger.file.closeYear(book: book, year: 2025, by: "zhang", reviewer: "li")
        }
        let income = try made(ledger, "income-distribution", ["A", "B"], "2025")
        #expect(fen(income, "operating-income") == 60_000)
        #expect(fen(income, "closing-undistributed") == 60_000)
        #expect(fen(try made(ledger, "balance-sheet", ["A", "B"], "2025"), "assets") == 200_000)
        // One closed and the other not is the usual thing in January.
        let ragged = try self.ledger()
        _ = try ragged.file.closeYear(book: "A", year: 2025, by: "zhang", reviewer: "li")
        #expect(fen(try made(ragged, "balance-sheet", ["A", "B"], "2025"), "assets") == 200_000)
        #expect(fen(try made(ragged, "income-distribution", ["A", "B"], "2025"), "net-result") == 60_000)
    }

    @Test("where the books differ what both say goes, and the difference is told with both figures")
    func differing() throws {
        let ledger = try ledger()
        // B has paid 120.00 more of what it owes; A has not heard of it. And A booked 50.00 of rent B knows nothing of.
        try ledger.post("B", [(2025_05_10, [("21109@A", 12_000), ("10201", -12_000)])])
        try ledger.post("A", [(2025_05_11, [("11209@B", 5_000), ("50103@B", -5_000)])])
        let sheet = try made(ledger, "balance-sheet", ["A", "B"], "2025-06")
        // A claims 350.00, B owes 180.00: 180.00 go, 170.00 of A's claim stay.
        #expect(fen(sheet, "receivables") == 77_000)
        #expect(fen(sheet, "payables") == 0)
        let told = sheet.remarks.map(\.problem)
        #expect(told.map(\.code) == ["statement.books-differ"])
        #expect(told.map(\.chinese).joined().contains("350.00"))
        #expect(told.map(\.english).joined().contains("-180.00"))
        let income = try made(ledger, "income-distribution", ["A", "B"], "2025-06")
        #expect(fen(income, "operating-income") == 65_000)
        #expect(fen(income, "management") == 0)
        #expect(
            income.remarks.map(\.problem.code) == ["statement.books-differ"]
                + ["statement.before-opening", "statement.before-opening"])
    }

    @Test("two books that both claim have nothing to take out")
    func bothClaim() throws {
        let ledger = try ledger()
        try ledger.post("B", [(2025_05_10, [("21109@A", 50_000), ("10201", -50_000)])])
        let sheet = try made(ledger, "balance-sheet", ["A", "B"], "2025-06")
        #expect(sheet.eliminations.isEmpty)
        #expect(fen(sheet, "receivables") == 90_000)
        #expect(fen(sheet, "payables") == -20_000)
        #expect(sheet.remarks.map(\.problem.code).contains("statement.books-differ"))
    }
}

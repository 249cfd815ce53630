import Ledger
import LedgerSchema
import Testing

@testable import LedgerStore

// Marks and accounts put in by hand; what RawSealedTests runs beside its own.
extension RawSealedTests {
    private static func mark(_ values: String, id: String = "(SELECT max(id) + 1 FROM mark)") -> String {
        "INSERT OR REPLACE INTO mark (id, source, nature) VALUES (\(id), \(values));"
    }
    private static let goodMark = mark("'enclave', 'unspecified'")

    static let marks = [
        SealedCase(
            name: "mark: an empty source in the place of none", refused: mark("'', NULL"),
            code: "source.unknown", lawful: [goodMark]),
        SealedCase(
            name: "mark: an empty nature in the place of none", refused: mark("NULL, ''"),
            code: "CHECK constraint failed: nature <> ''", lawful: [goodMark]),
        SealedCase(
            name: "mark: a source nobody knows", refused: mark("'lottery', NULL"), code: "source.unknown",
            lawful: [goodMark]),
        SealedCase(
            name: "mark: a number left out", refused: mark("'enclave', 'x'", id: "777"),
            code: "mark.number-gap",
            lawful: [goodMark]),
        SealedCase(
            name: "mark: a number below all", refused: mark("'enclave', 'x'", id: "-1"),
            code: "mark.number-gap",
            lawful: [goodMark]),
    ]

    private static func account(
        _ code: String, below parent: String?, category: String = "asset", takesSource: Int = 0,
        role: String? = nil
    ) -> String {
        let above =
            parent.map { "(SELECT id FROM account WHERE chart = '2023' AND code = '\($0)')" } ?? "NULL"
        return
            "INSERT INTO account (chart, parent, takesSource, takesCounterparty, category, code, name, side, role) VALUES "
            + "('2023', \(above), \(takesSource), 0, '\(category)', '\(code)', '某', 'debit', "
            + "\(role.map { "'\($0)'" } ?? "NULL"));"
    }
    private static let goodAccount = account("10209", below: "102")

    static let accounts = [
        SealedCase(
            name: "account: a first level of one's own", refused: account("109", below: nil),
            code: "account.statutory", lawful: [goodAccount]),
        SealedCase(
            name: "account: below none, so that the one above takes entries still",
            refused: account("10209", below: nil), code: "account.no-parent", lawful: [goodAccount]),
        SealedCase(
            name: "account: below one that is not there yet",
            refused: goodAccount.replacing("code = '102'", with: "code = '109'"), code: "account.no-parent",
            lawful: [goodAccount]),
        SealedCase(
            name: "account: below another than its code says", refused: account("10209", below: "101"),
            code: "account.no-parent", lawful: [goodAccount]),
        SealedCase(
            name: "account: a code with letters", refused: account("102ab", below: "102"),
            code: "CHECK constraint failed: length(code) IN (3, 5, 7, 9, 11) AND code NOT GLOB '*[^0-9]*'",
            lawful: [goodAccount]),
        SealedCase(
            name: "account: operating income that asks for no source",
            refused: account("50199", below: "501", category: "income"), code: "account.no-parent",
            lawful: [account("50199", below: "501", category: "income", takesSource: 1)]),
        SealedCase(
            name: "account: of another category",
            refused: account("10209", below: "102", category: "expense"),
            code: "account.no-parent", lawful: [goodAccount]),
        SealedCase(
            name: "account: 本年收益 under another role",
            refused: account("32101", below: "321", category: "equity"),
            code: "account.role-misplaced",
            lawful: [account("32101", below: "321", category: "equity", role: "current-year-income")]),
        SealedCase(
            name: "account: bank as 收益分配", refused: account("10209", below: "102", role: "distribution"),
            code: "account.role-misplaced", lawful: [account("10209", below: "102", role: "bank")]),
    ]

    private static let goodSource =
        "INSERT INTO incomeSource VALUES ('camping', '露营', 'camping', '501', 99, 0);"
    static let sources = [
        SealedCase(
            name: "source: removed", refused: "DELETE FROM incomeSource WHERE code = 'enclave';",
            code: "source.fixed", lawful: [goodSource]),
        SealedCase(
            name: "source: renamed",
            refused: "UPDATE OR REPLACE incomeSource SET code = 'energy' WHERE code = 'enclave';",
            code: "source.fixed",
            lawful: ["UPDATE incomeSource SET nameChinese = '飞地' WHERE code = 'enclave';"]),
        SealedCase(
            name: "source: replaced by one that is not of the plan",
            refused: "INSERT OR REPLACE INTO incomeSource VALUES ('enclave', '某', 'x', '501', 1, 0);",
            code: "source.fixed", lawful: [goodSource]),
    ]

    @Test("an account with an opening takes no accounts below it in that book, by both roads")
    func belowOpening() throws {
        let opening =
            "INSERT INTO opening (book, line, account, mark, balance, yearDebit, yearCredit) "
            + "SELECT 2, 1, id, 0, 0, 0, 0 FROM account WHERE chart = '2023' AND code = '10209';"
        let path = try Hamlet.copy()
        let session = try SQLiteShell.run(
            path,
            [Self.goodAccount] + [
                "DROP TRIGGER openingInsert;", opening,
                Self.account("1020901", below: "10209"),
                Self.account("1020901", below: "10209").replacing(
                    "INTO account (", with: "INTO account (book, "
                )
                .replacing("VALUES (", with: "VALUES (2, "),
                Self.account("1020901", below: "10209").replacing(
                    "INTO account (", with: "INTO account (book, "
                )
                .replacing("VALUES (", with: "VALUES (1, "),
            ])
        #expect(session.errors == [3: "account.has-entries", 4: "account.has-entries"])

        let ledger = try LedgerFile.inMemory(clock: Hamlet.clock)
        try Hamlet.addPlaces(ledger)
        _ = try ledger.importOpenings(
            [
                OpeningEntry(book: "H001", account: "10201", balance: Money(fen: 900)),
                OpeningEntry(book: "H001", account: "301", balance: Money(fen: -900)),
            ], by: "zhang")
        func add(_ book: String) throws {
            try ledger.addAccounts([AccountEntry(book: book, code: "1020101", name: "某行")], by: "zhang")
        }
        #expect(refusal { try add("H001") } == ["account.has-entries"])
        #expect(refusal { try add("H002") } == [])
    }

    @Test("a disabled account takes no voucher, and what stands on it stands")
    func disabled() throws {
        let path = try Hamlet.copy()
        let set = "UPDATE account SET disabled = %d WHERE chart = '2023' AND code = '51302';"
        let voucher = RawVoucher()
        let session = try SQLiteShell.run(
            path,
            [set.replacing("%d", with: "1"), "BEGIN;"] + voucher.statements + [
                "ROLLBACK;", set.replacing("%d", with: "0"), "BEGIN;",
            ] + voucher.statements + [
                "COMMIT;", set.replacing("%d", with: "1"),
                "SELECT count(*) FROM voucherProblem WHERE code IS NOT NULL;",
            ])
        #expect(session.errors == [4: "account.disabled"])
        #expect(session.output.hasSuffix("0\n"))
    }

    @Test("an import hears of a disabled account also where no month is closed")
    func disabledInBulk() throws {
        let file = try RawFile(Hamlet.copy())
        let question = Schema.Posting.lawlessPosting.replacing("?1", with: "2").replacing("?2", with: "1")
        #expect(try file.rows(question) == [])
        try file.run("UPDATE account SET disabled = 1 WHERE chart = '2023' AND code = '50101'")
        #expect(try file.rows(question) == [["1", "account.disabled"]])
    }
}

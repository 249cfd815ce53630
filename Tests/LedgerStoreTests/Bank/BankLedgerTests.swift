import Ledger
import Testing

@testable import LedgerStore

@Suite("bank accounts, statements and matches in the ledger")
struct BankLedgerTests {
    private static func match(
        _ ledger: LedgerFile, _ lines: [Int], _ entries: [String]
    ) throws -> Int {
        try ledger.matchBank(book: "H002", account: "基本户", lines: lines, entries: entries, by: "zhang")
    }

    @Test("an account takes a leaf of bank money of its own")
    func accounts() throws {
        let ledger = try BankFixture.ledger()
        var other = BankFixture.account
        other.code = "专户"
        #expect(refusal { try ledger.addBankAccounts([other], by: "zhang") } == ["bank.account-exists"])
        other.account = "10101"
        #expect(refusal { try ledger.addBankAccounts([other], by: "zhang") } == ["bank.not-a-bank-account"])
        other.account = "102"
        #expect(refusal { try ledger.addBankAccounts([other], by: "zhang") } == ["bank.not-a-bank-account"])
        other.account = "10202"
        #expect(refusal { try ledger.addBankAccounts([other], by: "li") } == ["user.role-missing"])
        let early = CalendarDate(validNumber: 2026_03_20)
        #expect(
            refusal { try ledger.closeBankAccount(book: "H002", account: "基本户", on: early, by: "zhang") }
                == ["bank.closed-too-early"])
        #expect(
            refusal { try ledger.closeBankAccount(book: "H002", account: "无", on: early, by: "zhang") }
                == ["bank.account-unknown"])
    }

    @Test("a statement comes in once, whole or not at all, and a rehearsal leaves nothing")
    func statements() throws {
        let ledger = try BankFixture.ledger()
        let again = try BankFixture.take(BankFixture.lines, ledger)
        #expect(again.statement == nil && again.alreadyThere == 3)
        let more = BankFixture.lines + [BankFixture.line(5, 2026_03_31, 8, 200_020)]
        #expect(try BankFixture.take(more, ledger, rehearsal: true).statement == 2)
        let bad = more + [BankFixture.line(6, 2026_03_31, 8, 200_029)]
        #expect(refusal { _ = try BankFixture.take(bad, ledger) } == ["bank.balance-break"])
        let second = try BankFixture.take(more, ledger)
        #expect(second.statement == 2 && second.lines == 1 && second.alreadyThere == 3)
        #expect(second.opening == Money(fen: 200_012) && second.closing == Money(fen: 200_020))
        // A month in which nothing happened.
        let quiet = try BankFixture.take([], ledger, period: "2026-04")
        #expect(quiet.statement == 3 && quiet.closing == Money(fen: 200_020))
        #expect(
            try ledger.bankStatements(book: "H002", account: "基本户").map(\.through.description)
                == ["2026-03-31", "2026-03-31", "2026-04-30"])
        #expect(try ledger.verify().ok)
    }

    @Test("an empty month after a hole does not cover what lies between")
    func hole() throws {
        let ledger = try BankFixture.ledger()
        try BankFixture.take([], ledger, period: "2026-12")
        func reach() throws -> String? {
            try ledger.bankRegister(book: "H002", account: "基本户").coveredThrough?.description
        }
        #expect(try reach() == "2026-03-31")
        try BankFixture.take([], ledger, period: "2026-04..2026-11")
        #expect(try reach() == "2026-12-31")
    }

    @Test("by hand: both sides must be equal, known, free, and at least two")
    func byHand() throws {
        let ledger = try BankFixture.ledger()
        #expect(refusal { _ = try Self.match(ledger, [1], ["H002/2026-03/记-2/1"]) } == ["bank.match-unequal"])
        #expect(refusal { _ = try Self.match(ledger, [9], ["H002/2026-03/记-2/1"]) } == ["bank.line-unknown"])
        #expect(refusal { _ = try Self.match(ledger, [1], ["H002/2026-03/记-1/2"]) } == ["bank.entry-unknown"])
        #expect(refusal { _ = try Self.match(ledger, [1], []) } == ["bank.match-too-few"])
        #expect(try Self.match(ledger, [1], ["H002/2026-03/记-1"]) == 1)
        #expect(
            refusal { _ = try Self.match(ledger, [1, 2], ["H002/2026-03/记-1/1", "H002/2026-03/记-2/1"]) }
                == ["bank.already-matched"])
        #expect(
            refusal {
                try ledger.unmatchBank(book: "H002", account: "基本户", match: 1, reason: "", by: "zhang")
            } == ["bank.reason-missing"])
        try ledger.unmatchBank(book: "H002", account: "基本户", match: 1, reason: "勾错", by: "zhang")
        #expect(
            refusal {
                try ledger.unmatchBank(book: "H002", account: "基本户", match: 1, reason: "再", by: "zhang")
            } == ["bank.match-undone"])
        #expect(
            refusal {
                try ledger.unmatchBank(book: "H002", account: "基本户", match: 5, reason: "再", by: "zhang")
            } == ["bank.match-not-found"])
        #expect(try Self.match(ledger, [1, 2], ["H002/2026-03/记-1/1", "H002/2026-03/记-2/1"]) == 2)
        let group = try #require(try ledger.bankRegister(book: "H002", account: "基本户").groups.first)
        #expect(group.rule == nil && group.user == "zhang" && group.at == "2026-03-15T08:00:00Z")
        #expect(try ledger.verify().ok)
    }

    @Test("rules run when asked, as far as the setting allows, and their hits are counted")
    func rules() throws {
        let ledger = try BankFixture.ledger()
        #expect(try ledger.bankRegister(book: "H002", account: "基本户").groups.isEmpty)
        try ledger.set(.bankRules, to: "reference|sum", source: "内控制度", by: "zhang")
        #expect(try ledger.reconcile(book: "H002", by: "zhang")[0].matches.isEmpty)
        try ledger.set(.bankRules, to: "amount", source: "内控制度", by: "zhang")
        #expect(
            refusal { try ledger.set(.bankRules, to: "guess", source: "x", by: "zhang") } == [
                "setting.invalid"
            ])
        let rehearsed = try ledger.reconcile(book: "H002", by: "zhang", rehearsal: true)[0]
        #expect(
            rehearsed.matches.count == 2 && rehearsed.openBank.count == 1 && rehearsed.openBook.count == 1)
        let april = try ledger.reconcile(book: "H002", period: Period(parsing: "2026-04"), by: "zhang")[0]
        #expect(april.matches.isEmpty)
        #expect(
            try ledger.reconcile(book: "H002", period: Period(parsing: "2026-03"), by: "zhang")[0].matches
                .count == 2)
        let hits = try ledger.reconciliationRules(book: "H002")
        #expect(hits.filter { $0.matches > 0 }.map { $0.rule?.rawValue } == ["amount"])
        #expect(hits.filter(\.isAllowed).map { $0.rule?.rawValue ?? "hand" } == ["amount", "hand"])
        let open = try ledger.openBankItems(book: "H002", account: "基本户")
        #expect(open.map(\.item.amount.fen) == [12, -500])
    }

    @Test(
        "opening items: before the first statement only, matched like any other, no statement from before them"
    )
    func openings() throws {
        let ledger = try BankFixture.ledger()
        func add(_ date: Int32) throws {
            try ledger.addBankOpening(
                book: "H002", account: "基本户", side: .bank, date: CalendarDate(validNumber: date),
                amount: Money(fen: -500), summary: "银行已付", by: "zhang")
        }
        #expect(refusal { try add(2026_03_01) } == ["bank.opening-too-late"])
        try add(2026_02_27)
        #expect(try Self.match(ledger, [], ["期初-1", "H002/2026-03/记-3"]) == 1)
        #expect(try ledger.openBankItems(book: "H002", account: "基本户").count == 5)
        #expect(
            refusal {
                try BankFixture.take([BankFixture.line(2, 2026_02_03, 5, 0)], ledger, period: nil)
            } == ["bank.before-openings"])
        #expect(try ledger.verify().ok)
    }

    @Test("closing a month warns while the bank is not reconciled")
    func monthClose() throws {
        let ledger = try BankFixture.ledger()
        let february = try ledger.closePeriod(book: "H002", through: Month(parsing: "2026-02"), by: "zhang")
        #expect(february.map(\.code) == ["bank.uncovered"])
        // Items of the month are young, and both sides balance.
        #expect(try ledger.closePeriod(book: "H002", through: Month(parsing: "2026-03"), by: "zhang").isEmpty)
        let april = try ledger.closePeriod(book: "H002", through: Month(parsing: "2026-04"), by: "zhang")
        #expect(april.map(\.code) == ["bank.uncovered", "bank.stale-items"])
    }

    @Test(
        "a year is not closed while a registered account is not reconciled; without a register it is told once"
    )
    func yearClose() throws {
        let ledger = try BankFixture.ledger()
        func close(_ rehearsal: Bool = false) throws -> YearCloseOutcome {
            try ledger.closeYear(book: "H002", year: 2026, by: "zhang", reviewer: "li", rehearsal: rehearsal)
        }
        #expect(refusal { _ = try close() } == ["bank.uncovered", "bank.stale-items"])
        _ = try BankFixture.take(
            [BankFixture.line(2, 2026_04_02, -500, 199_512)], ledger, period: "2026-04..2026-12")
        #expect(refusal { _ = try close() } == ["bank.stale-items"])
        _ = try ledger.reconcile(book: "H002", by: "zhang")
        #expect(refusal { _ = try close() } == ["bank.stale-items"])
        try Hamlet.post(
            [Hamlet.voucher("H002", 2026_04_03, [Hamlet.debit("10201", 12), Hamlet.credit("504", 12)])],
            in: ledger)
        _ = try Self.match(ledger, [3], ["H002/2026-04/记-1"])
        #expect(try close().warnings.isEmpty)

        let unregistered = try Hamlet.inMemory()
        try Hamlet.post(
            [Hamlet.voucher("H002", 2026_03_10, [Hamlet.debit("10201", 9), Hamlet.credit("301", 9)])],
            in: unregistered)
        let months = try unregistered.closePeriod(
            book: "H002", through: Month(parsing: "2026-11"), by: "zhang")
        #expect(months.isEmpty)
        let year = try unregistered.closeYear(book: "H002", year: 2026, by: "zhang", reviewer: "li")
        #expect(year.warnings.map(\.code) == ["bank.unregistered"])
    }
}

@Suite("bank records against raw SQL")
struct RawBankTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var sql: String
        var code: String
        var testDescription: String { sql }
    }

    private static let cases = [
        Case(sql: "UPDATE bankLine SET amount = amount + 1 WHERE sequence = 1", code: "bank.statement-fixed"),
        Case(sql: "DELETE FROM bankLine", code: "bank.statement-fixed"),
        Case(
            sql: "INSERT OR REPLACE INTO bankLine SELECT * FROM bankLine WHERE sequence = 1",
            code: "bank.statement-fixed"),
        Case(sql: "UPDATE bankStatement SET closing = 0", code: "bank.statement-fixed"),
        Case(sql: "DELETE FROM bankStatement", code: "bank.statement-fixed"),
        Case(
            sql: "INSERT INTO bankStatement VALUES (1, 2, 'x', randomblob(32), 20260401, 20260430, 0, 7, 0)",
            code: "bank.statement-differs"),
        Case(sql: "UPDATE bankMatch SET how = 'amount' WHERE number = 1", code: "bank.match-fixed"),
        Case(sql: "DELETE FROM bankMatch", code: "bank.match-fixed"),
        Case(sql: "DELETE FROM bankMatchMember", code: "bank.match-fixed"),
        Case(sql: "UPDATE bankMatchMember SET line = 9", code: "bank.match-fixed"),
        Case(sql: "INSERT INTO bankMatchMember VALUES (1, 1, 'bank', 2, 0)", code: "bank.match-fixed"),
        Case(sql: "INSERT INTO bankMatch VALUES (1, 2, 'hand', 1, NULL)", code: "bank.match-too-few"),
        Case(
            sql: """
                INSERT INTO bankMatchMember VALUES (1, 2, 'bank', 2, 0), (1, 2, 'book', 4, 2);
                INSERT INTO bankMatch VALUES (1, 2, 'hand', 1, NULL)
                """, code: "bank.match-unequal"),
        Case(
            sql: """
                INSERT INTO bankMatchMember VALUES (1, 2, 'bank', 2, 0), (1, 2, 'book', 1, 1);
                INSERT INTO bankMatch VALUES (1, 2, 'hand', 1, NULL)
                """, code: "bank.match-unknown"),
        Case(
            sql: """
                INSERT INTO bankMatchMember VALUES (1, 2, 'bank', 1, 0), (1, 2, 'book', 2, 1);
                INSERT INTO bankMatch VALUES (1, 2, 'hand', 1, NULL)
                """, code: "bank.already-matched"),
        Case(sql: "UPDATE bankAccount SET number = '1'", code: "bank.account-fixed"),
        Case(sql: "DELETE FROM bankAccount", code: "bank.account-fixed"),
        Case(
            sql: """
                INSERT INTO bankAccount (book, code, bank, number, account, opened) SELECT 2, '现金', 'x', '1', id, 20260101
                FROM account WHERE code = '10101' AND chart = '2023'
                """, code: "bank.not-a-bank-account"),
        Case(sql: "DELETE FROM bankOpening", code: "bank.opening-fixed"),
    ]

    private static func copy() throws -> String {
        let path = try Hamlet.copy()
        let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
        try BankFixture.fill(ledger)
        try ledger.matchBank(
            book: "H002", account: "基本户", lines: [1], entries: ["H002/2026-03/记-1"], by: "zhang")
        try ledger.addBankOpening(
            book: "H002", account: "基本户", side: .book, date: CalendarDate(validNumber: 2026_02_27),
            amount: Money(fen: 7), summary: "未达", by: "zhang")
        return path
    }

    @Test("the schema says no by its code", arguments: cases)
    func guarded(_ example: Case) throws {
        let file = try RawFile(Self.copy())
        do {
            try file.run(example.sql)
            Issue.record("passed: \(example.sql)")
        } catch let failure as RawFile.Failure {
            #expect(failure.message.hasPrefix(example.code + ":"), "\(failure.message)")
        }
    }

    @Test("a match undone by hand is lawful for the schema, and found by verify")
    func undone() throws {
        let path = try Self.copy()
        do { try RawFile(path).run("UPDATE bankMatch SET undone = made + 1 WHERE number = 1") }
        let report = try LedgerFile.open(path, for: .reading).verify()
        #expect(report.problems.map(\.table) == ["bankMatch"])
        #expect(report.problems.first?.row?.hasPrefix("bankMatch H002/基本户/") == true)
    }
}

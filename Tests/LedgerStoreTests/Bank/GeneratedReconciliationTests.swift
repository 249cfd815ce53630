import Ledger
import LedgerStore
import TestSupport
import Testing

@Suite("bank reconciliation of a made case whose truth is known")
struct GeneratedReconciliationTests {
    /// The ledger of a case: vouchers posted, statement read in; and which dealing each line and entry is of.
    private struct Played {
        var ledger: LedgerFile
        var ofLine: [Int: Int]
        var ofEntry: [String: Int]
    }

    private static func play(_ made: ReconciliationCase) throws -> Played {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)],
            books: [SmallLedger.book(ReconciliationCase.book, 201, opened: 202601)])
        let ledger = small.file
        let opening = Money(fen: ReconciliationCase.opening)
        _ = try ledger.importOpenings(
            [
                OpeningEntry(book: "G001", account: "10201", balance: opening),
                OpeningEntry(book: "G001", account: "301", balance: opening.negated),
            ], by: "zhang")
        var ofEntry: [String: Int] = [:]
        for (index, dealing) in made.dealings.enumerated() {
            for voucher in dealing.vouchers { ofEntry[voucher.lines[0].summary] = index }
        }
        var source = DraftsInMemory(made.dealings.flatMap(\.vouchers))
        _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        try ledger.addBankAccounts(
            [
                BankAccount(
                    book: "G001", code: "基本户", bank: "栖禾农商行", number: "6210000000001234", account: "10201",
                    opened: CalendarDate(validNumber: 2020_01_01))
            ], by: "zhang")
        try reverse(made, ledger)
        let (lines, ofLine) = made.statement()
        _ = try ledger.importBankStatement(
            BankStatementFile(name: "上半年.csv", lines: lines, period: try Period(parsing: "2026-01..2026-07")),
            book: "G001", account: "基本户", by: "zhang")
        return Played(ledger: ledger, ofLine: ofLine, ofEntry: ofEntry)
    }

    /// Red vouchers name their original by its number, which posting gave.
    private static func reverse(_ made: ReconciliationCase, _ ledger: LedgerFile) throws {
        let entries = try ledger.bankRegister(book: "G001", account: "基本户").book
        let byTag = Dictionary(entries.map { ($0.summary, $0) }, uniquingKeysWith: { first, _ in first })
        let wrong = made.dealings.flatMap(\.vouchers)
        var red: [VoucherDraft] = []
        for (tag, day) in made.reversals {
            var draft = try #require(wrong.first { $0.lines[0].summary == tag })
            draft.date = day
            draft.reverses = try #require(byTag[tag]).name.split(separator: "/").prefix(3).joined(
                separator: "/")
            for line in draft.lines.indices {
                draft.lines[line].debit = draft.lines[line].debit.negated
                draft.lines[line].credit = draft.lines[line].credit.negated
            }
            red.append(draft)
        }
        var source = DraftsInMemory(red)
        _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
    }

    @Test(
        "every pair the rules promise is found, none is wrong, the rest is listed, both sides balance",
        arguments: [1, 2, 3])
    func truth(seed: UInt64) throws {
        let made = ReconciliationCase(seed: seed, size: seed == 1 ? 2000 : 600)
        let played = try Self.play(made)
        let outcome = try #require(played.ledger.reconcile(book: "G001", by: "zhang").first)
        var found: Set<Int> = []
        for match in outcome.matches {
            let lines = match.bank.map { played.ofLine[$0.place.sequence] }
            let entries = match.book.map { played.ofEntry[$0.summary] }
            let dealings = Set(lines + entries)
            #expect(dealings.count == 1, "wrong: \(match)")
            let dealing = try #require(dealings.first ?? nil)
            // A match takes all of what happened, not a part of it.
            #expect(match.bank.count == made.dealings[dealing].lines.count, "\(match)")
            #expect(match.book.count == made.dealings[dealing].entries.count, "\(match)")
            #expect(found.insert(dealing).inserted, "\(match)")
        }
        for (index, dealing) in made.dealings.enumerated()
        where dealing.isPromised && !found.contains(index) {
            #expect(dealing.lines.isEmpty || dealing.entries.isEmpty, "not found: \(dealing)")
        }
        #expect(Set(outcome.matches.map(\.rule)) == Set(ReconciliationRule.allCases))
        let lines = made.dealings.reduce(0) { $0 + $1.lines.count }
        #expect(outcome.openBank.count == lines - outcome.matches.reduce(0) { $0 + $1.bank.count })
        try Self.checkStatements(made, played, found)
        #expect(try played.ledger.verify().ok)
    }

    /// Both sides balance as the rules left it, and after what they left was matched by hand they come to the truth.
    private static func checkStatements(_ made: ReconciliationCase, _ played: Played, _ found: Set<Int>)
        throws
    {
        let days = [2026_03_31, 2026_05_15, 2026_07_31].map { CalendarDate(validNumber: $0) }
        for day in days {
            let statement = try #require(
                played.ledger.bankReconciliations(book: "G001", account: "基本户", asOf: day).first)
            #expect(statement.difference == .zero)
        }
        let entries = try played.ledger.bankRegister(book: "G001", account: "基本户").book
        for (index, dealing) in made.dealings.enumerated() where !found.contains(index) {
            guard !dealing.lines.isEmpty, !dealing.entries.isEmpty else { continue }
            try played.ledger.matchBank(
                book: "G001", account: "基本户", lines: played.ofLine.filter { $0.value == index }.map(\.key),
                entries: entries.filter { played.ofEntry[$0.summary] == index }.map(\.name), by: "zhang")
        }
        for day in days {
            let statement = try #require(
                played.ledger.bankReconciliations(book: "G001", account: "基本户", asOf: day).first)
            #expect(statement.difference == .zero)
            #expect(statement.adjustedBank.fen == made.truth(on: day), "\(day)")
        }
    }

    @Test("the same items in another order give the same matches, and a second run finds nothing more")
    func deterministic() throws {
        let made = ReconciliationCase(seed: 9, size: 400)
        let played = try Self.play(made)
        let register = try played.ledger.bankRegister(book: "G001", account: "基本户")
        var random = SeededGenerator(seed: 4)
        let straight = Reconciliation(
            bank: register.open.bank, book: register.open.book, windowDays: 5,
            rules: ReconciliationRule.allCases)
        let shuffled = Reconciliation(
            bank: register.open.bank.shuffled(using: &random),
            book: register.open.book.shuffled(using: &random),
            windowDays: 5, rules: ReconciliationRule.allCases)
        #expect(straight.matches == shuffled.matches)
        #expect(try played.ledger.reconcile(book: "G001", by: "zhang")[0].matches == straight.matches)
        #expect(try played.ledger.reconcile(book: "G001", by: "zhang")[0].matches.isEmpty)
    }
}

import Foundation
import Ledger
import TestSupport
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("import")
struct ImportTests {
    private static let header =
        "book,date,voucher,summary,account,debit,credit,source,counterparty,attachments"

    /// A voucher of the file: rent due from a tenant, so that a counterparty and a mark come with it.
    private static func rows(
        _ book: String, _ date: String, _ number: Int, party: String = "新租户", credit: String = "100.00"
    ) -> String {
        """
        \(book),\(date),\(number),应收租金,11201,100.00,,,\(party)\(number),1
        \(book),\(date),\(number),应收租金,50103,,\(credit),enclave,,1
        """
    }

    private static func file(_ vouchers: [String]) -> String {
        ([header] + vouchers).joined(separator: "\n") + "\n"
    }

    /// Imports into a ledger on disk, closed again afterwards.
    @discardableResult
    private func take(
        _ text: String, into path: String, posted: Bool = true, rehearsal: Bool = false
    ) throws -> ImportOutcome {
        let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
        var source = try InvariantCase.source(text)
        return try ledger.importVouchers(
            &source, by: "zhang", reviewer: posted ? "li" : nil, post: posted, rehearsal: rehearsal)
    }

    private static let good = file((1...5).map { rows("H001", "2026-02-0\($0)", $0) })

    @Test("the same file twice does nothing the second time, posted and as drafts", arguments: [true, false])
    func twice(posted: Bool) throws {
        let path = try Hamlet.copy()
        let outcome = try take(Self.good, into: path, posted: posted)
        #expect(outcome.vouchers == 5 && outcome.lines == 10 && outcome.books == 1 && !outcome.isAlreadyThere)
        let after = try SQLiteShell.dump(path)
        #expect(try take(Self.good, into: path, posted: posted).isAlreadyThere)
        #expect(try SQLiteShell.dump(path) == after)
    }

    @Test("in another encoding it is still the same file")
    func otherEncoding() throws {
        let path = try Hamlet.copy()
        try take(Self.good, into: path)
        #expect(try take("\u{FEFF}" + Self.good.replacing("\n", with: "\r\n"), into: path).isAlreadyThere)
    }

    @Test(
        "a file taken in as drafts is not posted by a second import, and the other way round; the message says what to do",
        arguments: [true, false])
    func otherMode(postedFirst: Bool) throws {
        let path = try Hamlet.copy()
        try take(Self.good, into: path, posted: postedFirst)
        let after = try SQLiteShell.dump(path)
        do {
            try take(Self.good, into: path, posted: !postedFirst)
            Issue.record("a second import the other way was let through")
        } catch let problem as FileProblem {
            #expect(problem.code == "import.drafted-before")
            #expect(problem.chinese.contains("voucher review") && problem.chinese.contains("voucher post"))
            #expect(problem.english.contains("voucher review") && problem.english.contains("voucher post"))
        }
        #expect(try SQLiteShell.dump(path) == after)
    }

    @Test("a rehearsal says what would be and leaves nothing", arguments: [true, false])
    func rehearsal(posted: Bool) throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path)
        #expect(try take(Self.good, into: path, posted: posted, rehearsal: true).vouchers == 5)
        #expect(try SQLiteShell.dump(path) == before)
        // And the real one after it gives what it gives without.
        let twin = try Hamlet.copy()
        try take(Self.good, into: path, posted: posted)
        try take(Self.good, into: twin, posted: posted)
        #expect(try SQLiteShell.dump(path) == SQLiteShell.dump(twin))
    }

    @Test("one wrong voucher among good ones: nothing is written", arguments: [true, false], [0, 2, 5])
    func nothingWritten(posted: Bool, place: Int) throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path)
        var vouchers = (1...5).map { Self.rows("H001", "2026-02-0\($0)", $0) }
        vouchers.insert(Self.rows("H001", "2026-02-0\(max(1, place))", 9, credit: "99.99"), at: place)
        #expect(
            refusal { try take(Self.file(vouchers), into: path, posted: posted) } == ["voucher.unbalanced"])
        #expect(try SQLiteShell.dump(path) == before)
    }

    @Test("a file that breaks off in the middle: nothing is written", arguments: [true, false])
    func brokenOff(posted: Bool) throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path)
        let text = Self.good + "H001,2026-02-06,6,\"没有结束\n"
        #expect(refusal { try take(text, into: path, posted: posted) } == ["import.unclosed-quote"])
        #expect(try SQLiteShell.dump(path) == before)
    }

    @Test(
        "more problems than anybody reads are counted to the last, a thousand are told",
        arguments: [true, false])
    func manyProblems(posted: Bool) throws {
        let ledger = try Hamlet.inMemory()
        let text = Self.file((1...1_234).map { Self.rows("H001", "2026-02-10", $0, credit: "99.99") })
        var source = try InvariantCase.source(text)
        do {
            _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: posted)
            Issue.record("1234 unbalanced vouchers were let through")
        } catch let refused as ImportRefused {
            #expect(refused.count == 1_234)
            #expect(refused.problems.count == 1_000)
            // The voucher n starts in line 2 n.
            #expect(refused.problems.map(\.line) == (1...1_000).map { 2 * $0 })
        }
        #expect(try ledger.info().vouchers == 4)
    }

    @Test("a file in no order gives the ledger its sorted twin gives")
    func unsorted() throws {
        var random = SeededGenerator()
        // Every voucher a day of its own, so that there is one sorted order; two books mixed.
        var vouchers = ["H001", "H002"].flatMap { book in
            (1...28).map { day in
                (book, Self.rows(book, "2026-02-\(day < 10 ? "0" : "")\(day)", day, party: "户\(day % 7)"))
            }
        }
        let sorted = Self.file(vouchers.map(\.1))
        vouchers.shuffle(using: &random)
        // Books come in the order they are first met in, and ids of counterparties with them.
        if let first = vouchers.firstIndex(where: { $0.0 == "H001" }) { vouchers.swapAt(0, first) }
        let shuffled = Self.file(vouchers.map(\.1))
        #expect(try InvariantCase.source(shuffled).wasSorted)
        let (path, twin) = (try Hamlet.copy(), try Hamlet.copy())
        try take(sorted, into: path)
        try take(shuffled, into: twin)
        // The digest of the file stands in the audit row and the keys; all else is the same to the byte.
        let tables = [
            "voucher", "line", "mark", "counterparty", "balance", "counterpartyBalance", "yearTurnover",
            "bookHead",
            "draft", "draftLine", "period", "opening",
        ]
        let dump = try SQLiteShell.dump(path, tables: tables)
        #expect(try SQLiteShell.dump(twin, tables: tables) == dump, "\(random.note)")
        #expect(dump.components(separatedBy: "INSERT INTO voucher").count - 1 == 4 + 56)
        #expect(try VerifySample.report(twin).problems == [])
    }

    @Test("posted and drafted imports meet the rules of people: roles and scope")
    func people() throws {
        let ledger = try Hamlet.inMemory()
        for (user, reviewer, code) in [
            ("li", "chen", "user.role-missing"), ("zhang", "zhang", "user.role-missing"),
            ("nobody", "li", "user.unknown"),
            ("zhang", "nobody", "user.unknown"),
        ] {
            var source = try InvariantCase.source(Self.good)
            #expect(
                refusal { _ = try ledger.importVouchers(&source, by: user, reviewer: reviewer, post: true) }
                    == [code])
        }
    }
}

import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("what an import would take into each book")
struct TallyTests {
    @Test("vouchers: counts, both sums and new counterparties of each book, and nothing stays")
    func vouchers() throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path)
        let text = """
            book,date,voucher,summary,account,debit,credit,counterparty,attachments
            H002,2026-01-20,1,应收租金,11201,10.00,,甲,1
            H002,2026-01-20,1,应收租金,50103,,10.00,,1
            H002,2026-01-21,2,应收租金,11201,0.01,,石桥电商,1
            H002,2026-01-21,2,应收租金,50103,,0.01,,1
            H001,2026-02-20,1,应收租金,11201,5.00,,乙,1
            H001,2026-02-20,1,应收租金,11201,6.00,,丙,1
            H001,2026-02-20,1,应收租金,50103,,11.00,,1

            """
        for _ in 1...2 {
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
            var source = try InvariantCase.source(text)
            let outcome = try ledger.importVouchers(
                &source, by: "zhang", reviewer: "li", post: true, rehearsal: true)
            #expect(outcome.tallies.map(\.book) == ["H001", "H002"])
            #expect(outcome.tallies.map(\.entries) == [1, 2])
            #expect(outcome.tallies.map(\.lines) == [3, 4])
            #expect(outcome.tallies.map(\.debit.fen) == [1100, 1001])
            #expect(outcome.tallies.map(\.credit.fen) == [1100, 1001])
            #expect(outcome.tallies.map(\.newCounterparties) == [["乙", "丙"], ["甲"]])
        }
        #expect(try SQLiteShell.dump(path) == before)
    }

    @Test("openings, accounts and counterparties: told, and nothing stays")
    func tables() throws {
        let path = try Hamlet.copy()
        let before = try SQLiteShell.dump(path)
        do {
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
            var told: [BookTally] = []
            let openings = [
                OpeningEntry(position: 2, book: "H003", account: "101", balance: Money(fen: 130_000)),
                OpeningEntry(
                    position: 3, book: "H003", account: "112", balance: Money(fen: 500), counterparty: "丁"),
                OpeningEntry(position: 4, book: "H003", account: "301", balance: Money(fen: -130_500)),
            ]
            #expect(try ledger.importOpenings(openings, by: "zhang", rehearsal: true) { told = $0 } == 3)
            #expect(told.map(\.book) == ["H003"])
            #expect(told.map(\.debit.fen) == [130_500])
            #expect(told.map(\.credit.fen) == [130_500])
            #expect(told.map(\.newCounterparties) == [["丁"]])

            let parties = (1...150).map {
                CounterpartyEntry(book: "H001", code: "P\($0)", name: "户\($0)", position: $0 + 1)
            }
            try ledger.addCounterparties(parties, by: "zhang", rehearsal: true) { told = $0 }
            #expect(told.map(\.entries) == [150])
            #expect(told.map(\.newCounterpartyCount) == [150])
            #expect(told[0].newCounterparties == (1...100).map { "P\($0)" })
            #expect(try ledger.counterparties(book: "H001").map(\.code) == ["云雾茶业"])

            try ledger.addAccounts(
                [AccountEntry(book: "H002", code: "5130902", name: "绿化")], by: "zhang", rehearsal: true)
        }
        #expect(try SQLiteShell.dump(path) == before)
    }

    @Test("counterparties come in all or none, by who may, and the file verifies")
    func counterparties() throws {
        let ledger = try Hamlet.inMemory()
        let twice = [
            CounterpartyEntry(book: "H001", code: "甲", name: "甲户", position: 2),
            CounterpartyEntry(book: "H001", code: "甲", name: "又甲", position: 3),
            CounterpartyEntry(book: "H009", code: "乙", name: "乙户", position: 4),
        ]
        do {
            try ledger.addCounterparties(twice, by: "zhang")
            Issue.record("taken in")
        } catch let refused as ImportRefused {
            #expect(
                refused.problems.map { "\($0.line) \($0.problem.code)" } == [
                    "3 counterparty.exists", "4 book.unknown",
                ])
        }
        #expect(try ledger.counterparties(book: "H001").map(\.code) == ["云雾茶业"])
        #expect(refusal { try ledger.addCounterparties([twice[0]], by: "li") } == ["user.role-missing"])
        try ledger.addCounterparties([twice[0]], by: "zhang")
        #expect(try ledger.counterparties(book: "H001").map(\.name).sorted() == ["云雾茶业", "甲户"].sorted())
        #expect(try ledger.verify().problems == [])
    }
}

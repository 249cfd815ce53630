import Ledger
import LedgerStore
import Testing

@Suite("acts on several drafts")
struct SeveralDraftsTests {
    @Test("an act on drafts of several books is logged as of no single one")
    func logged() throws {
        let path = try Hamlet.copy()
        do {
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
            let lines = [Hamlet.debit("10101", 1_000), Hamlet.credit("50101", 1_000)]
            let names = try ledger.addDrafts(
                ["H001", "H002", "H002"].map { Hamlet.voucher($0, 2026_02_03, lines) }, by: "zhang"
            ).map(\.name)
            try ledger.review(Array(names[0...1]), by: "li")
            try ledger.review([names[2]], by: "li")
        }
        let rows = try RawFile(path).rows(
            "SELECT book, subject FROM audit WHERE action = 'voucher review' ORDER BY id DESC LIMIT 2")
        // H002#1 was posted, and its number is not used again.
        #expect(rows == [["H002", "H002#3"], [nil, "H001#5 H002#2"]])
    }

    @Test("several are deleted in one act, or none where one of them may not be")
    func allOrNone() throws {
        let ledger = try Hamlet.inMemory()
        let lines = [Hamlet.debit("10101", 1_000), Hamlet.credit("50101", 1_000)]
        let names = try ledger.addDrafts(
            (1...3).map { Hamlet.voucher("H002", 2026_02_00 + $0, lines) }, by: "zhang"
        ).map(\.name)
        try ledger.review([names[1]], by: "li")
        let acts = try ledger.info().lastAudit?.id ?? 0
        #expect(refusal { try ledger.deleteDrafts(names, by: "zhang") } == ["draft.reviewed"])
        #expect(
            refusal {
                try ledger.deleteDrafts([names[0], DraftName(book: "H002", number: 99)], by: "zhang")
            } == ["draft.unknown"])
        #expect(try ledger.drafts(books: ["H002"]).map(\.name) == names)
        #expect(try ledger.info().lastAudit?.id == acts)
        try ledger.deleteDrafts([names[2], names[0]], by: "zhang")
        #expect(try ledger.drafts(books: ["H002"]).map(\.name) == [names[1]])
        #expect(try ledger.info().lastAudit?.id == acts + 1)
    }
}

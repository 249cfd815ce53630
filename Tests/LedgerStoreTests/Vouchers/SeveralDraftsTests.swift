import Ledger
import LedgerStore
import Testing

@Suite("deleting drafts")
struct DraftDeletionTests {
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

import Ledger
import Testing

@testable import LedgerStore

@Suite("importing once more what became drafts that were deleted")
struct ImportAgainTests {
    private func take(_ ledger: LedgerFile, post: Bool = false, again: Bool = false) throws -> ImportOutcome {
        var source = DraftsInMemory([
            Hamlet.voucher("H001", 2026_02_03, [Hamlet.debit("51302", 100), Hamlet.credit("10101", 100)])
        ])
        return try ledger.importVouchers(
            &source, by: "zhang", reviewer: post ? "li" : nil, post: post, again: again)
    }

    @Test("drafts deleted can be imported again when asked for, as often as they are deleted")
    func deleted() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.deleteDrafts(ledger.drafts(books: ["H001"]).map(\.name), by: "zhang")
        for round in 1...3 {
            #expect(try take(ledger, again: round > 1).vouchers == 1)
            #expect(try take(ledger).isAlreadyThere)
            let names = try ledger.drafts(books: ["H001"]).map(\.name)
            #expect(names.count == 1)
            try ledger.deleteDrafts(names, by: "zhang")
        }
        #expect(refusal { _ = try take(ledger, post: true) } == ["import.drafted-before"])
        #expect(try take(ledger, post: true, again: true).vouchers == 1)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("what was posted is never taken in twice")
    func posted() throws {
        let ledger = try Hamlet.inMemory()
        #expect(try take(ledger, post: true).vouchers == 1)
        #expect(try take(ledger, post: true, again: true).isAlreadyThere)
        #expect(try take(ledger, again: true).isAlreadyThere)
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("posting behind a head that was moved")
struct MovedHeadTests {
    private func open(_ path: String) throws -> LedgerFile {
        try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
    }

    @Test("it would leave a gap for ever and is refused, on every road that posts")
    func refused() throws {
        let path = try Hamlet.copy()
        let draft = try {
            let ledger = try open(path)
            let draft = try ledger.addDraft(
                Hamlet.voucher("H002", 2026_02_01, [Hamlet.debit("10101", 1), Hamlet.credit("50101", 1)]),
                by: "zhang"
            ).name
            try ledger.review([draft], by: "li")
            return draft
        }()
        try RawFile(path).run("UPDATE bookHead SET sequence = sequence + 3 WHERE book = 2")
        try {
            let ledger = try open(path)
            #expect(refusal { _ = try ledger.post([draft], by: "zhang") } == ["file.damaged"])
            var source = DraftsInMemory([
                Hamlet.voucher("H002", 2026_02_02, [Hamlet.debit("10101", 1), Hamlet.credit("50101", 1)])
            ])
            #expect(
                refusal { _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true) }
                    == ["file.damaged"])
        }()
        try RawFile(path).run("UPDATE bookHead SET sequence = sequence - 3 WHERE book = 2")
        #expect(try open(path).post([draft], by: "zhang").map(\.description) == ["H002/2026-02/记-1"])
    }
}

import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("rehearsals")
struct RehearsalTests {
    /// A ledger whose bank account has turned over almost all that a sum holds, 2⁵³ fen.
    private static func brimful() throws -> String {
        let path = try Hamlet.copy()
        try RawFile(path).tamper(
            "UPDATE balance SET debit = 9007199254740000 WHERE month = 202601 AND account = "
                + "(SELECT id FROM account WHERE code = '10101' AND chart = '2023') AND book = "
                + "(SELECT id FROM book WHERE code = 'H002')")
        return path
    }

    private static let lines = [Hamlet.debit("10101", 1_000), Hamlet.credit("50101", 1_000)]

    @Test("an import that its real run would refuse is refused by its rehearsal", arguments: [true, false])
    func importing(rehearsal: Bool) throws {
        let path = try Self.brimful()
        let before = try SQLiteShell.dump(path)
        let text = """
            book,date,voucher,summary,account,debit,credit,source,attachments
            H002,2026-01-20,1,卖茶,10101,10.00,,,1
            H002,2026-01-20,1,卖茶,50101,,10.00,enclave,

            """
        do {
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
            var source = try InvariantCase.source(text)
            #expect(
                refusal {
                    _ = try ledger.importVouchers(
                        &source, by: "zhang", reviewer: "li", post: true, rehearsal: rehearsal)
                } == ["money.too-large"])
        }
        #expect(try SQLiteShell.dump(path) == before)
    }

    @Test("a posting that would be refused is refused by its rehearsal", arguments: [true, false])
    func posting(rehearsal: Bool) throws {
        let ledger = try LedgerFile.open(
            Self.brimful(), for: .writing(user: "zhang"), clock: Hamlet.clock)
        let name = try ledger.addDraft(Hamlet.voucher("H002", 2026_01_20, Self.lines), by: "zhang").name
        try ledger.review([name], by: "li")
        #expect(
            refusal { _ = try ledger.post([name], by: "zhang", rehearsal: rehearsal) }
                == ["money.too-large"])
        #expect(try ledger.draft(name).reviewer == "li")
    }

    @Test("a rehearsal of a posting tells the numbers and leaves the ledger as it was, to the act after it")
    func numbers() throws {
        let ledger = try Hamlet.inMemory()
        let name = try ledger.addDraft(Hamlet.voucher("H002", 2026_01_20, Self.lines), by: "zhang").name
        try ledger.review([name], by: "li")
        let acts = try ledger.info().lastAudit?.id
        let told = try ledger.post([name], by: "zhang", rehearsal: true)
        #expect(told.map(\.description) == ["H002/2026-01/记-2"])
        #expect(try ledger.info().lastAudit?.id == acts)
        #expect(try ledger.post([name], by: "zhang") == told)
        #expect(try ledger.verify().problems == [])
    }
}

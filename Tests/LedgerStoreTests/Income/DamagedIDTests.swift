import Ledger
import Testing

@testable import LedgerStore

@Suite("ids and dates no program wrote")
struct DamagedIDTests {
    private static func tampered(_ statement: String) throws -> LedgerFile {
        let path = try Hamlet.copy()
        try RawFile(path).tamper(
            statement,
            "INSERT INTO period (book, month, closed) VALUES (1, 202612, 1)")
        return try LedgerFile.open(path, for: .reading)
    }

    @Test("a balance of an account below 0 and an account with an id beyond any are passed over")
    func accounts() throws {
        let stray = try Self.tampered(
            "UPDATE balance SET account = -5 WHERE account = "
                + "(SELECT id FROM account WHERE code = '11201' AND chart = '2023')")
        #expect(try stray.threshold(year: 2026).villages.count == 3)
        let huge = try Self.tampered(
            "INSERT INTO account (id, chart, code, name, category, side, takesSource, takesCounterparty) "
                + "VALUES (4000000000000, '2023', '599', '无', 'income', 'credit', 0, 0)")
        #expect(try huge.threshold(year: 2026).villages.count == 3)
    }

    @Test("a draft whose date is none is told when months are listed")
    func draftDates() throws {
        let ledger = try Self.tampered("UPDATE draft SET date = 99999999999999")
        #expect(
            throws: FileProblem.damaged(table: "draft", row: "month 999999999999"),
            performing: { _ = try ledger.periods(of: "H001") })
    }
}

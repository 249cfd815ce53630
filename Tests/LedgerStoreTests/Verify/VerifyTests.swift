import Ledger
import Testing

@testable import LedgerStore

@Suite("verify: an untouched ledger")
struct VerifyTests {
    @Test("an untouched ledger has no problem")
    func untouched() throws {
        let report = try VerifySample.report(VerifySample.copy())
        #expect(report.problems == [])
        #expect(report.books.map(\.book) == ["V001", "V002", "V003"])
        #expect(report.books.map(\.vouchers) == [7, 4, 0])
        #expect(report.books.map(\.ok) == [true, true, true])
        #expect(report.ledgerHead.count > 10)
    }
}

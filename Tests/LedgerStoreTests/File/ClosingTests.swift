import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("letting go of a ledger file")
struct ClosingTests {
    @Test("the log is written back and gone before the lock is let go of, with nothing left to keep it open")
    func logIsGone() throws {
        let path = try Hamlet.copy()
        var ledger: LedgerFile? = try LedgerFile.open(
            path, for: .writing(user: "zhang"), clock: Hamlet.clock)
        // Whoever keeps the connection keeps no file open: it is closed, not only out of sight.
        let queue = ledger?.queue
        try ledger?.addDimension(name: "house", description: "房屋", by: "zhang")
        #expect(FileManager.default.fileExists(atPath: path + "-wal"))
        ledger = nil
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        withExtendedLifetime(queue) {}
        #expect(try VerifySample.report(path).problems == [])
    }
}

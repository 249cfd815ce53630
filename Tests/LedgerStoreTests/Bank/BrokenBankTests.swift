import Foundation
import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("the broken bank files")
struct BrokenBankTests {
    private static let helpers: Set = ["index.csv", "good.csv", "mapping.csv", "mapping-without-balance.csv"]

    private static let files: [TableRow] = {
        do { return try SampleLedger.rows("broken/bank/index.csv") } catch {
            preconditionFailure("broken/bank/index.csv can't be read: \(error)")
        }
    }()

    private static func take(_ name: String, _ ledger: LedgerFile) throws {
        let mapping = name.contains("duplicate") ? "mapping-without-balance.csv" : "mapping.csv"
        let reader = try BankStatementReader(
            path: SampleLedger.path("broken/bank/" + name),
            mapping: ColumnMapping(path: SampleLedger.path("broken/bank/" + mapping)))
        _ = try ledger.importBankStatement(
            BankStatementFile(name: name, lines: reader.lines), book: "H002", account: "基本户", by: "zhang")
    }

    private static func problems(_ body: () throws -> Void) -> [String] {
        do {
            try body()
            return []
        } catch let refused as TableRefused {
            return refused.problems.map { "\($0.line) \($0.problem.code)" }
        } catch let refused as ImportRefused {
            return refused.problems.map { "\($0.line) \($0.problem.code)" }
        } catch let failure as ImportFailure {
            return ["\(failure.line) \(failure.problem.code)"]
        } catch { return ["\(error)"] }
    }

    @Test("each is refused at its line with its code, and nothing is written", arguments: 0..<files.count)
    func refused(_ index: Int) throws {
        let row = Self.files[index]
        let ledger = try Hamlet.inMemory()
        try ledger.addBankAccounts([BankFixture.account], by: "zhang")
        try Self.take("good.csv", ledger)
        let found = Self.problems { try Self.take(row.string("file"), ledger) }
        #expect(found == ["\(row.string("line")) \(row.string("code"))"])
        #expect(try ledger.bankStatements(book: "H002", account: "基本户").map(\.lines) == [3])
    }

    @Test("every file of the folder is in the index")
    func indexIsWhole() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: SampleLedger.path("broken/bank"))
        #expect(Set(found).subtracting(Self.helpers) == Set(Self.files.map { $0.string("file") }))
        #expect(Self.files.count == 10)
    }
}

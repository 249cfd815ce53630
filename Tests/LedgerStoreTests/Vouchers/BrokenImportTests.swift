import Foundation
import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("the broken sample files against the loaded sample")
struct BrokenImportTests {
    /// A file of `broken/` and what it is refused with.
    struct Broken: Sendable, CustomTestStringConvertible {
        let file: String
        let line: Int
        let code: String
        var testDescription: String { file }
    }

    private static let files: [Broken] = {
        do {
            return try SampleLedger.rows("broken/index.csv").map {
                Broken(file: $0.string("file"), line: Int($0.string("line")) ?? -1, code: $0.string("code"))
            }
        } catch { preconditionFailure("broken/index.csv can't be read: \(error)") }
    }()

    @Test("every file of the folder is in the index")
    func indexIsWhole() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: SampleLedger.path("broken"))
        #expect(Set(found).subtracting(["index.csv", "xlsx", "bank"]) == Set(Self.files.map(\.file)))
        #expect(Self.files.count == 41)
    }

    @Test(
        "refused at its line with its code, posted and as drafts, and nothing is written", arguments: files,
        [true, false])
    func refused(_ broken: Broken, posted: Bool) throws {
        let ledger = try SampleLedger.copy()
        let before = try Self.extent(ledger)
        let found = Self.problems {
            var source = try VoucherCSVReader(path: SampleLedger.path("broken/" + broken.file))
            _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: posted)
        }
        // As drafts the originals of the file are not posted, so there is nothing yet that could be reversed.
        let needsPosting = [
            "voucher.reversal-differs", "voucher.already-reversed", "voucher.reversal-across-years",
            "voucher.reversal-too-early",
        ]
        let isEarly = !posted && needsPosting.contains(broken.code)
        let expected = isEarly ? "4 voucher.reverses-unknown" : "\(broken.line) \(broken.code)"
        // One line alone can't balance either.
        let also = broken.code == "voucher.too-few-lines" ? ["\(broken.line) voucher.unbalanced"] : []
        #expect(Set(found) == Set([expected] + also))
        #expect(try Self.extent(ledger) == before)
    }

    private static func problems(_ body: () throws -> Void) -> [String] {
        do {
            try body()
            return []
        } catch let refused as ImportRefused {
            return refused.problems.map { "\($0.line) \($0.problem.code)" }
        } catch let failure as ImportFailure {
            return ["\(failure.line) \(failure.problem.code)"]
        } catch {
            return problemCodes(of: error)
        }
    }

    /// How many rows each table has, and the heads of all chains.
    private static func extent(_ ledger: LedgerFile) throws -> [[String]] {
        let tables = try StoredFigures.rows(
            ledger, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        let counts = tables.map { "SELECT '\($0[0])', count(*) FROM \"\($0[0])\"" }.joined(
            separator: " UNION ALL ")
        return try StoredFigures.rows(ledger, counts)
            + StoredFigures.rows(ledger, "SELECT audit, hex(hash) FROM ledgerHead")
            + StoredFigures.rows(ledger, "SELECT book, sequence, hex(hash), drafts FROM bookHead")
    }
}

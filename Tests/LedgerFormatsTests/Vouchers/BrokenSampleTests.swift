import Foundation
import Ledger
import Testing

@testable import LedgerFormats

@Suite("the broken sample files are refused where their index says")
struct BrokenSampleTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("SampleData/broken").path

    /// What a reader can see without a ledger; all else is for the rules.
    private static func isForReader(_ code: String) -> Bool {
        let areas = ["import.", "money.", "date.", "quantity.", "attachments.", "voucher.group-"]
        return areas.contains { code.hasPrefix($0) }
            || ["voucher.both-sides", "voucher.zero-line"].contains(code)
    }

    /// Everything wrong with a file that the reader can see: `line code`.
    private func found(_ path: String) throws -> [String] {
        var found: [String] = []
        let stop = failure {
            let all = try vouchers(VoucherCSVReader(path: path))
            found = all.flatMap(\.problems).map { "\($0.line) \($0.problem.code)" }
        }
        return stop.map { ["\($0.line) \($0.code)"] } ?? found
    }

    @Test("every file of the index")
    func index() throws {
        let columns = ["file", "line", "code", "what"].map { CSVColumn($0, required: true) }
        let index = try TableCSV(path: Self.folder + "/index.csv", columns: columns)
        #expect(index.rows.count > 10)
        for row in index.rows {
            let code = row.string("code")
            let expected = Self.isForReader(code) ? ["\(row.string("line")) \(code)"] : []
            #expect(try found(Self.folder + "/" + row.string("file")) == expected, "\(row.string("file"))")
        }
    }
}

import Foundation
import Testing

/// What the manual promises can be looked up.
@Suite("The manual")
struct ManualTests {
    private static let manual = "Sources/Ledger/Ledger.docc"

    private func swiftFiles() throws -> [String] {
        let folder = URL(fileURLWithPath: Running.path("Tests"))
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    @Test("every test that the table of demands names is there, and every row names one")
    func compliance() throws {
        let table = try String(
            contentsOfFile: Running.path("\(Self.manual)/Compliance.md"), encoding: .utf8)
        let sources = try swiftFiles()
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count >= 15)
        for row in rows {
            let last = row.split(separator: "|").dropLast(0).last ?? ""
            let names = last.split(separator: "`").map(String.init).filter { $0.hasSuffix("Tests") }
            #expect(!names.isEmpty, "\(row)")
            for name in names {
                #expect(sources.contains { $0.contains("struct \(name) {") }, "\(name)")
            }
        }
        // The rows that the accounting cycle is answerable for.
        for row in [1, 4, 6, 7, 8, 11, 12, 13, 14, 16, 17, 18, 19, 21] {
            #expect(rows.contains { $0.hasPrefix("| \(row) |") }, "row \(row)")
        }
    }

    @Test("every page of the manual is among the topics of the first")
    func topics() throws {
        let first = try String(contentsOfFile: Running.path("\(Self.manual)/Ledger.md"), encoding: .utf8)
        for file in try FileManager.default.contentsOfDirectory(atPath: Running.path(Self.manual))
        where file.hasSuffix(".md") && file != "Ledger.md" {
            #expect(first.contains("<doc:\(file.dropLast(3))>"), "\(file)")
        }
    }
}

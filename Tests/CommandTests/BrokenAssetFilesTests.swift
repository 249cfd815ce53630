import Foundation
import Testing

/// SampleData/broken/assets: each file is refused at the line and with the code its index says, and nothing is written.
@Suite("the broken asset files")
struct BrokenAssetFilesTests {
    private static let samples = Transcript.folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("SampleData")

    @Test("every file of the folder is refused where the index says")
    func refused() throws {
        let workspace = try Workspace(ledger: false)
        let place = Self.samples.path
        let made = try Shell.run(
            """
            village-ledger init --divisions \(place)/divisions.csv --books \(place)/books.csv --users \(place)/users.csv
            """, in: workspace.folder)
        #expect(made.status == 0, "\(made.stderr)")
        let folder = Self.samples.appendingPathComponent("broken/assets")
        let index = try String(contentsOf: folder.appendingPathComponent("index.csv"), encoding: .utf8)
        let rows = index.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files).subtracting(["index.csv"]) == Set(rows.map { $0[0] }))
        #expect(rows.count == 20)
        for row in rows {
            let outcome = try Shell.run(
                "village-ledger import assets \(folder.path)/\(row[0]) --user zhang", in: workspace.folder)
            #expect(outcome.status != 0)
            let lines = outcome.stderr.split(separator: "\n")
            #expect(lines.count == 1, "\(row[0]): \(outcome.stderr)")
            #expect(
                lines.first?.contains("\(row[0]):\(row[1]): error \(row[2]): ") == true, "\(outcome.stderr)")
        }
        let left = try Shell.run("village-ledger asset list -O csv", in: workspace.folder)
        #expect(left.stdout.split(separator: "\n").count == 1)
    }
}

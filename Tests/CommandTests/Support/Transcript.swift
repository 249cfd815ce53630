import Foundation
import Testing

/// A golden transcript of command lines (命令实录): what was typed, what was printed, how it ended.
///
/// ```
/// @ledger                      the small ledger is there as L.sqlite
/// # a remark
/// $ village-ledger book list   a line of shell
/// < a line of standard input
/// > a line of standard output
/// ! a line of standard error
/// = 1                          the exit code, where it is not 0
/// ```
///
/// Times, hashes and process numbers differ from run to run and stand as `<time>`, `<hash>` and `<pid>`.
struct Transcript {
    struct Step {
        var remarks: [String] = []
        var line = ""
        var input: [String] = []
        var stdout: [String] = []
        var stderr: [String] = []
        var status: Int32 = 0

        var text: String {
            var lines = remarks + ["$ " + line] + input.map { Self.marked("<", $0) }
            lines += stdout.map { Self.marked(">", $0) } + stderr.map { Self.marked("!", $0) }
            if status != 0 { lines.append("= \(status)") }
            return lines.joined(separator: "\n")
        }

        private static func marked(_ mark: String, _ line: String) -> String {
            line.isEmpty ? mark : mark + " " + line
        }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Transcripts")

    /// The names of all transcripts.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".transcript") }.map { String($0.dropLast(11)) }.sorted()
    }()

    let file: URL
    var needsLedger = false
    var steps: [Step] = []

    init(_ name: String) throws {
        file = Self.folder.appendingPathComponent(name + ".transcript")
        var remarks: [String] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            let content = String(line.dropFirst(2))
            switch line.first {
            case "@": needsLedger = true
            case "$":
                steps.append(Step(remarks: remarks, line: content))
                remarks = []
            case "<": steps[steps.count - 1].input.append(content)
            case ">": steps[steps.count - 1].stdout.append(content)
            case "!": steps[steps.count - 1].stderr.append(content)
            case "=": steps[steps.count - 1].status = Int32(content) ?? -1
            default: remarks.append(String(line))
            }
        }
    }

    /// The same lines with what they print now.
    func replayed() throws -> Transcript {
        let workspace = try Workspace(ledger: needsLedger)
        var now = self
        for index in steps.indices {
            let input = steps[index].input.map { $0 + "\n" }.joined()
            let outcome = try Shell.run(steps[index].line, in: workspace.folder, input: input)
            now.steps[index].stdout = Self.lines(outcome.stdout)
            now.steps[index].stderr = Self.lines(outcome.stderr)
            now.steps[index].status = outcome.status
        }
        return now
    }

    var text: String { (needsLedger ? "@ledger\n" : "") + steps.map(\.text).joined(separator: "\n") + "\n" }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { stable(String($0)) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The line without what differs from run to run.
    static func stable(_ line: String) -> String {
        line.replacing(/[0-9a-f]{64}/, with: "<hash>").replacing(
            /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "<time>"
        )
        .replacing(/pid \d+/, with: "pid <pid>")
    }
}

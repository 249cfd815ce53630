import Foundation
import Testing

/// Replays Tests/Transcripts. `UPDATE_TRANSCRIPTS=1 swift test` writes down what the program prints now; read the
/// difference before committing it.
@Suite("Transcripts")
struct TranscriptTests {
    @Test("prints what is written down", arguments: Transcript.names)
    func replays(_ name: String) throws {
        let written = try Transcript(name)
        let now = try written.replayed()
        if ProcessInfo.processInfo.environment["UPDATE_TRANSCRIPTS"] != nil {
            try now.text.write(to: written.file, atomically: true, encoding: .utf8)
            return
        }
        for (before, after) in zip(written.steps, now.steps) {
            #expect(after.stdout == before.stdout, "\(before.line)")
            #expect(after.stderr == before.stderr, "\(before.line)")
            #expect(after.status == before.status, "\(before.line)")
        }
    }

    @Test("there is a transcript for every command")
    func covered() throws {
        let lines = try Transcript.names.flatMap { try Transcript($0).steps.map(\.line) }
        for command in try CommandTree.read(language: "zh")
        where command.subcommands.isEmpty && command.path.last != "help" {
            let words = command.path.joined(separator: " ")
            #expect(lines.contains { $0.contains(words + " ") || $0.hasSuffix(words) }, "\(words)")
        }
    }
}

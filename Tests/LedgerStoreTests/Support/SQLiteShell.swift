import Foundation
import Testing

/// The real `sqlite3` program, as anybody has it who opens a ledger file without this program: foreign keys off,
/// recursive triggers off, going on after an error.
enum SQLiteShell {
    /// What a session said.
    struct Session {
        /// The error of each line of the script that failed, by its number from 0.
        var errors: [Int: String]
        /// What was printed.
        var output: String
    }

    /// The program is not on this machine.
    struct Missing: Error, CustomStringConvertible {
        let description =
            "The program sqlite3 is missing. Install it: apt-get install sqlite3, or run Scripts/install test."
    }

    /// Runs a script, one statement a line, against a ledger file in one session.
    static func run(_ path: String, _ script: [String]) throws -> Session {
        let text = (["PRAGMA busy_timeout = 10000;", ".bail off"] + script).joined(separator: "\n") + "\n"
        let (output, errors) = try call([path], input: text)
        var found: [Int: String] = [:]
        // Runtime error near line 4: voucher.unbalanced (19)
        for match in errors.matches(of: /near line (\d+): (.*?)(?: \(\d+\))?(?:\n|$)/) {
            if let line = Int(match.1) { found[line - 3] = String(match.2) }
        }
        if !errors.isEmpty, found.isEmpty { Issue.record("sqlite3 said: \(errors)") }
        return Session(errors: found, output: output)
    }

    /// The whole ledger, or some of its tables, as SQL text.
    static func dump(_ path: String, tables: [String] = []) throws -> String {
        try call([path, ".dump " + tables.joined(separator: " ")], input: "").output
    }

    /// Tables whose rows never change once they are whole.
    static let sealedTables = ["voucher", "line", "audit", "auditHead", "auditDigest", "mark"]

    private static func call(_ arguments: [String], input: String) throws -> (output: String, errors: String)
    {
        guard let program = find() else { throw Missing() }
        let script = try VerifySample.folder().appending(path: "script.sql")
        defer { try? FileManager.default.removeItem(at: script.deletingLastPathComponent()) }
        try Data(input.utf8).write(to: script)
        let errorFile = script.deletingLastPathComponent().appending(path: "errors.txt")
        _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = ["-init", "/dev/null", "-batch"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: script)
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: printed, as: UTF8.self), try String(contentsOf: errorFile, encoding: .utf8))
    }

    private static func find() -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appending(path: "sqlite3") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

import Foundation
import Testing

/// What a command line printed and how it ended (命令结果).
struct Outcome {
    var stdout: String
    var stderr: String
    var status: Int32
}

/// The built program, run as a process (被测程序).
enum Shell {
    /// The folder of the built products; the program lies beside the test bundle.
    static let products: URL = {
        let fromBundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let arguments = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
        let bundle = fromBundle ?? arguments.first { $0.pathExtension == "xctest" } ?? arguments[0]
        var folder = bundle.deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: program(in: folder)) {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    private static func program(in folder: URL) -> String {
        folder.appendingPathComponent("village-ledger").path
    }

    /// Runs a line of shell in a folder, with nothing of the tester's environment.
    static func run(
        _ line: String, in folder: URL, input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": products.path + ":/usr/bin:/bin", "LC_ALL": "C", "VILLAGE_LEDGER": "L.sqlite",
            "HOME": folder.path,
        ].merging(environment) { $1 }
        // Files instead of pipes, so that nothing can fill up.
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (inside, out, err) = (
            scratch.appendingPathComponent("in"), scratch.appendingPathComponent("out"),
            scratch.appendingPathComponent("err")
        )
        try Data(input.utf8).write(to: inside)
        for file in [out, err] { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: inside)
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            stdout: String(decoding: try Data(contentsOf: out), as: UTF8.self),
            stderr: String(decoding: try Data(contentsOf: err), as: UTF8.self),
            status: process.terminationStatus)
    }
}

/// A folder of its own with the small files of the transcripts (试验文件夹), gone with the object.
final class Workspace {
    let folder: URL

    /// - Parameter ledger: whether the small ledger is in it.
    init(ledger: Bool) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "commands-" + UUID().uuidString)
        try FileManager.default.copyItem(at: Transcript.folder.appendingPathComponent("files"), to: folder)
        if ledger {
            try Self.ledger.get().write(to: folder.appendingPathComponent("L.sqlite"))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The small ledger, made once: three villages, two with books, one of them above the line by one fen.
    private static let ledger = Result {
        let workspace = try Workspace(ledger: false)
        for line in [
            "village-ledger init --divisions divisions.csv --books books.csv --users users.csv",
            "village-ledger import opening opening.csv --user zhang",
            "village-ledger import vouchers vouchers.csv --user zhang --reviewer li --post",
        ] {
            let outcome = try Shell.run(line, in: workspace.folder)
            guard outcome.status == 0 else { throw NotMade(line: line, outcome: outcome) }
        }
        return try Data(contentsOf: workspace.folder.appendingPathComponent("L.sqlite"))
    }

    struct NotMade: Error {
        let line: String
        let outcome: Outcome
    }
}

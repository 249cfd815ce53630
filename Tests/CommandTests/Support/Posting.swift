import Foundation
import Glibc
import Testing

/// A crash-poster at work on a ledger (记账进程), stopped or killed as a test wants.
final class Posting {
    let process: Process
    private let said: URL

    init(_ ledger: String, from first: Int = 1) throws {
        let (process, folder) = try Running.process(Running.poster, [ledger, "\(first)"])
        self.process = process
        said = folder.appending(path: "output")
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var lines: [String] {
        get throws {
            let text = try String(decoding: Data(contentsOf: said), as: UTF8.self)
            // A line not yet ended is none.
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// The names of the vouchers acknowledged.
    var acknowledged: [String] {
        get throws {
            try lines.filter { $0.hasPrefix("ack ") }.compactMap {
                $0.split(separator: " ").last.map(String.init)
            }
        }
    }

    func waitForAcknowledged(_ count: Int) throws {
        for _ in 0..<6000 {
            let said = try lines
            if try acknowledged.count >= count { return }
            try #require(process.isRunning, "the poster ended: \(said.last ?? "")")
            usleep(10_000)
        }
        Issue.record("no \(count) vouchers within a minute")
    }

    /// Stops it where it stands; it keeps every lock it has.
    func stop() throws {
        kill(process.processIdentifier, SIGSTOP)
        for _ in 0..<1000 {
            let status = try String(
                contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
            if status.split(separator: ")").last?.split(separator: " ").first == "T" { return }
            usleep(1000)
        }
        Issue.record("the poster did not stop")
    }

    func killNow() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

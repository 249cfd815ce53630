import Foundation
import Synchronization
import Testing

/// What a process that ended left behind.
struct Ended {
    let status: Int32
    let output: String
    let errors: String
}

/// The programs just built, run as processes of their own.
enum Running {
    /// Where the test bundle lies, and the programs beside it.
    static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    static let product = folder.appending(path: "village-ledger").path
    static let poster = folder.appending(path: "crash-poster").path
    /// The root of the repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static func path(_ name: String) -> String { root.appending(path: name).path }

    /// A process with its output in files, so that it never waits for a reader.
    static func process(_ program: String, _ arguments: [String]) throws -> (Process, URL) {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Missing(program: program)
        }
        let folder = try newFolder()
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        for name in ["VILLAGE_LEDGER", "VILLAGE_LEDGER_USER", "NO_COLOR"] { environment[name] = nil }
        environment["LANG"] = "en_US.UTF-8"
        // The product speaks English here; other programs read UTF-8 only in a locale that is there.
        let isOther = ["hledger", "ledger", "python3"].contains { program.hasSuffix("/\($0)") }
        environment["LC_ALL"] = isOther ? "C.UTF-8" : nil
        process.environment = environment
        for name in ["output", "errors"] {
            try Data().write(to: folder.appending(path: name))
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "errors"))
        return (process, folder)
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Ended {
        let (process, folder) = try process(program, arguments)
        try process.run()
        process.waitUntilExit()
        let text = { (name: String) in
            try String(decoding: Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        return Ended(
            status: process.terminationReason == .exit
                ? process.terminationStatus : -process.terminationStatus,
            output: try text("output"), errors: try text("errors"))
    }

    /// Runs the product.
    static func ledger(_ arguments: String...) throws -> Ended { try run(product, arguments) }

    /// Runs the product and expects it to succeed.
    @discardableResult
    static func good(
        _ arguments: String..., at location: SourceLocation = #_sourceLocation
    ) throws -> String {
        try good(arguments, at: location)
    }

    @discardableResult
    static func good(_ arguments: [String], at location: SourceLocation = #_sourceLocation) throws -> String {
        let ended = try run(product, arguments)
        try #require(
            ended.status == 0, "\(arguments.joined(separator: " ")): \(ended.status) \(ended.errors)",
            sourceLocation: location)
        return ended.output
    }

    /// A program of the machine, by its name.
    static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Holds everything the tests write; gone when they end.
    private static let scratch: URL = {
        atexit { try? FileManager.default.removeItem(at: Running.scratch) }
        return FileManager.default.temporaryDirectory.appending(
            path: "village-ledger-tests-\(UUID().uuidString)")
    }()

    static func newFolder() throws -> URL {
        let url = scratch.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    struct Missing: Error, CustomStringConvertible {
        let program: String
        var description: String { "\(program) is missing; run: Scripts/install test" }
    }
}

/// Ledgers made once by the product itself and copied for each test.
enum TestLedgers {
    private static let small = Mutex<String?>(nil)
    private static let sample = Mutex<String?>(nil)
    private static let sampleSetUp = Mutex<String?>(nil)

    /// Three books, C1 to C3, and no voucher; crash-poster posts to them.
    static func newSmall() throws -> String { try copy(of: small) { try makeSmall() } }

    /// The sample district without a voucher.
    static func newSampleSetUp() throws -> String { try copy(of: sampleSetUp) { try makeSampleSetUp() } }

    /// The whole sample district.
    static func newSample() throws -> String { try copy(of: sample) { try makeSample() } }

    private static func copy(of kept: borrowing Mutex<String?>, _ make: () throws -> String) throws -> String
    {
        let original = try kept.withLock { path in
            if let path { return path }
            let made = try make()
            path = made
            return made
        }
        let copy = try Running.newFolder().appending(path: "L.sqlite").path
        try FileManager.default.copyItem(atPath: original, toPath: copy)
        return copy
    }

    private static func makeSmall() throws -> String {
        let folder = try Running.newFolder()
        let write = { (name: String, text: String) in
            let url = folder.appending(path: name)
            try Data(text.utf8).write(to: url)
            return url.path
        }
        let divisions = try write(
            "divisions.csv",
            """
            code,name,level,parent
            990000000000,示例省,province,
            990200000000,示例市,city,990000000000
            990201000000,示例区,county,990200000000
            990201101000,示例镇,township,990201000000
            990201101201,示例村,village,990201101000

            """)
        let books = try write(
            "books.csv",
            "book,division_code,name,kind,opened,chart\n"
                + (1...3).map { "C\($0),990201101201,示例村\($0)社,cooperative,2026-01,2023\n" }.joined())
        let users = try write(
            "users.csv",
            """
            name,display_name,roles,scope,person
            zhang,张甲,preparer|poster,990201000000,zhang
            li,李乙,reviewer,990201000000,li

            """)
        let path = folder.appending(path: "L.sqlite").path
        try Running.good(
            "init", "--ledger", path, "--divisions", divisions, "--books", books, "--users", users)
        return path
    }

    private static func makeSampleSetUp() throws -> String {
        let path = try Running.newFolder().appending(path: "L.sqlite").path
        let data = { (name: String) in Running.path("SampleData/\(name)") }
        try Running.good(
            "init", "--ledger", path, "--divisions", data("divisions.csv"), "--books", data("books.csv"),
            "--users",
            data("users.csv"))
        try Running.good(
            "import", "accounts", data("account-additions.csv"), "--ledger", path, "--user", "admin")
        try Running.good("import", "opening", data("opening.csv"), "--ledger", path, "--user", "zhang")
        return path
    }

    private static func makeSample() throws -> String {
        let path = try newSampleSetUp()
        let data = { (name: String) in Running.path("SampleData/\(name)") }
        for file in try FileManager.default.contentsOfDirectory(atPath: data("vouchers")).sorted() {
            try Running.good(
                "import", "vouchers", data("vouchers/\(file)"), "--ledger", path, "--user", "zhang",
                "--reviewer", "li",
                "--post")
        }
        return path
    }
}

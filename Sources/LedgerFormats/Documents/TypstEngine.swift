import Glibc
import Ledger

/// The engine that lays pages out (排版程序): the program `typst`, or its Python module in a private environment.
struct TypstEngine {
    /// What it leaves in the folder.
    static let result = "out.pdf"

    private enum Road {
        case program(String)
        case python(String)
    }

    private let road: Road

    /// Looks for the engine: where `named` says, in the private environment `Scripts/install pdf` makes, or on the path.
    ///
    /// - Parameter named: a program, or the folder of an environment.
    /// - Throws: `document.engine-missing`.
    static func find(_ named: String?) throws(DocumentProblem) -> TypstEngine {
        if let named {
            if let engine = environment(named) { return engine }
            guard isProgram(named) else { throw .engineMissing }
            return TypstEngine(road: .program(named))
        }
        let home = variable("HOME") ?? "/"
        let data = variable("XDG_DATA_HOME") ?? home + "/.local/share"
        if let engine = environment(data + "/village-ledger/typst") { return engine }
        if let program = onPath("typst") { return TypstEngine(road: .program(program)) }
        if let python = onPath("python3") { return TypstEngine(road: .python(python)) }
        throw .engineMissing
    }

    private static func environment(_ folder: String) -> TypstEngine? {
        let python = folder + "/bin/python3"
        return isProgram(python) ? TypstEngine(road: .python(python)) : nil
    }

    private static func onPath(_ name: String) -> String? {
        (variable("PATH") ?? "").split(separator: ":").map { "\($0)/\(name)" }.first(where: isProgram)
    }

    private static func isProgram(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Compiles `main.typ` of a folder, which reads `data.json`, into ``result``.
    ///
    /// - Throws: ``DocumentProblem``, `import.temporary-file`.
    func compile(_ folder: TemporaryFolder) throws {
        let outcome: (status: Int32, words: String)
        switch road {
        case .program(let path):
            outcome = try ChildProcess.run(
                path,
                [
                    "compile", "--root", folder.path, "--pdf-standard", "a-2b", "--diagnostic-format",
                    "short", folder.file("main.typ"), folder.file(Self.result),
                ], log: folder.file("log"))
        case .python(let path):
            try folder.write("driver.py") { $0.write(PackageResources.typst_driver_py) }
            outcome = try ChildProcess.run(path, ["-B", folder.file("driver.py")], log: folder.file("log"))
        }
        if outcome.status == 128 + SIGINT || outcome.status == 128 + SIGTERM {
            throw DocumentProblem.interrupted
        }
        let words = outcome.words.split(separator: "\n").map { Self.withoutPath($0, folder.path) }
        if let problem = Self.problem(words, failed: outcome.status != 0) { throw problem }
    }

    /// What the engine's words mean.
    static func problem(_ words: [String], failed: Bool) -> DocumentProblem? {
        // Another font would take its place, and nobody would be told.
        for line in words {
            if let font = line.firstRange(of: "unknown font family: ") {
                return .fontMissing(String(line[font.upperBound...]))
            }
        }
        guard failed else { return nil }
        if words.contains("engine missing") { return .engineMissing }
        for line in words {
            if let text = line.firstRange(of: "the text `\""),
                let end = line.firstRange(of: "\"` could not be displayed")
            {
                return .glyphMissing(unescaped(line[text.upperBound..<end.lowerBound]))
            }
        }
        let line = words.first { $0.contains("error: ") } ?? words.last ?? "?"
        return .formBroken(line)
    }

    /// `\u{dfe}` as the character it is.
    private static func unescaped(_ text: Substring) -> String {
        guard text.hasPrefix("\\u{"), let end = text.firstIndex(of: "}"),
            let value = UInt32(text[text.index(text.startIndex, offsetBy: 3)..<end], radix: 16),
            let scalar = Unicode.Scalar(value)
        else { return String(text) }
        return String(scalar)
    }

    private static func withoutPath(_ line: Substring, _ folder: String) -> String {
        String(line.replacing(folder + "/", with: ""))
    }
}

import Glibc
import Ledger
import LedgerFormats

/// Where an answer goes (输出文件): standard output, or a file that is there whole or not at all.
final class OutputFile {
    let output: ByteOutput
    private let descriptor: Int32
    private let name: String?
    private let temporary: String?

    /// - Parameters:
    ///   - path: the file; nil and `-` are standard output.
    ///   - ledger: the ledger file, which is never written over.
    init(path: String?, ledger: String) throws {
        guard let path, path != "-" else {
            name = nil
            temporary = nil
            descriptor = STDOUT_FILENO
            output = try ByteOutput(descriptor: descriptor)
            return
        }
        var found = stat()
        var ledgerStat = stat()
        let exists = stat(path, &found) == 0
        if exists, stat(ledger, &ledgerStat) == 0, found.st_ino == ledgerStat.st_ino,
            found.st_dev == ledgerStat.st_dev
        {
            throw UsageProblem(
                "output-is-ledger", "输出文件不能是账本 \(path) 自己。请换一个文件名。",
                "The output can't be the ledger \(path) itself. Choose another name.")
        }
        // A pipe or a device is written to as it is; only a regular file can be put in place whole.
        let isRegular = !exists || found.st_mode & S_IFMT == S_IFREG
        let target = isRegular ? path + ".part" : path
        descriptor = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? FileProblem.noFolder(path) : FileProblem.readOnly(path)
        }
        name = path
        temporary = isRegular ? target : nil
        output = try ByteOutput(descriptor: descriptor)
    }

    /// Writes what is still held back and puts the file in place.
    func finish() throws {
        try output.finish()
        guard let name else { return }
        guard temporary == nil || fsync(descriptor) == 0, close(descriptor) == 0 else {
            throw FileProblem.io(name)
        }
        if let temporary, rename(temporary, name) != 0 { throw FileProblem.readOnly(name) }
    }

    /// Takes back a file that was not finished.
    func abandon() {
        if let temporary { unlink(temporary) }
    }

    /// Whether it is the terminal that is written to.
    var isTerminal: Bool { name == nil && isatty(STDOUT_FILENO) == 1 }
}

extension GlobalOptions {
    /// The format asked for, of those that need no document.
    func format(among allowed: [OutputFormat] = OutputFormat.texts) throws -> OutputFormat {
        try OutputFormat.chosen(format: outputFormat, output: output, among: allowed)
    }

    /// Writes an answer to where it was asked for.
    func write(_ body: (OutputFile) throws -> Void) throws {
        let file = try OutputFile(path: output, ledger: ledgerPath)
        do {
            try body(file)
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Prints a sentence about what was done, or as JSON its facts.
    func confirm(_ sentence: String, _ facts: (borrowing JSONObject) -> Void) throws {
        let format = try format(among: [.table, .json])
        try write { file in
            switch format {
            case .json: JSONText.object(file.output, facts)
            default: file.output.write(sentence + "\n")
            }
        }
    }
}

import Glibc
import Ledger
import LedgerFormats
import LedgerStore

/// Reads a whole small file (读入文件).
enum WholeFile {
    /// The most that is read at once into memory.
    static let limitBytes = 256 << 20

    /// The bytes of a file; `-` is standard input.
    static func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? ImportFailure(.fileMissing(path: path)) : FileProblem.unreadable(path)
        }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, bytes.count <= limitBytes else { throw FileProblem.unreadable(path) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}

extension FileProblem {
    /// A file that is there and can't be read.
    static func unreadable(_ path: String) -> any Error {
        NamedProblem(
            text: ProblemText(
                "file.unreadable", .io, zh: "读不了文件 \(path)。请检查权限，且它不是文件夹。",
                en: "\(path) can't be read. Check its rights, and that it is no folder."))
    }
}

/// A problem of the command line alone (命令行问题).
struct NamedProblem: TextualProblem {
    let text: ProblemText
}

/// Vouchers from a JSON file, with the lines they stand on.
struct VoucherFile {
    let name: String
    let vouchers: [VoucherJSON.Located]

    init(_ path: String, book: String?) throws {
        name = path
        vouchers = try FileFailure.naming(path) { try VoucherJSON.read(WholeFile.bytes(path), book: book) }
    }

    var drafts: [VoucherDraft] { vouchers.map(\.draft) }

    /// Runs `body`, which takes these vouchers in, and says on which lines of the file its problems stand.
    func blaming<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let refused as ImportRefused {
            throw FileFailure(name, refused.problems.map(inFile), count: refused.count)
        } catch let problem as NamedThingProblem where problem.kind == .unknown {
            // A book that is not there; who acts is no matter of the file.
            guard case .bookUnknown = problem else { throw problem }
            throw FileFailure(name, [LocatedProblem(line: 0, problem: problem)])
        }
    }

    private func inFile(_ located: LocatedProblem) -> LocatedProblem {
        guard let place = located.voucher, vouchers.indices.contains(place - 1) else {
            return LocatedProblem(line: 0, problem: located.problem)
        }
        let voucher = vouchers[place - 1]
        let isOfLine = voucher.entryLines.indices.contains(located.line - 1)
        return LocatedProblem(
            line: isOfLine ? voucher.entryLines[located.line - 1] : voucher.line, problem: located.problem)
    }

    /// The only voucher of the file.
    func single() throws -> VoucherDraft {
        guard vouchers.count == 1, let only = vouchers.first else {
            throw UsageProblem(
                "one-voucher", "\(name) 里有 \(vouchers.count) 张凭证，这里只能有一张。",
                "\(name) holds \(vouchers.count) vouchers; here there must be one.")
        }
        return only.draft
    }
}

import Glibc
import Ledger

/// A file that comes into being whole or not at all (新文件): written under another name, synced, then given its own.
///
/// What is half made goes away with the object. Only for files no connection of this process has open: closing any
/// descriptor of a file lets go of the locks SQLite holds on it.
final class NewFile {
    let path: String
    /// The name it is written under.
    let draft: String
    private let name: String
    private var isPublished = false

    /// - Throws: ``FileProblem/exists(_:)`` when there is a file of that name, or what SQLite would take for its log;
    ///   ``FileProblem/noFolder(_:)``.
    init(_ path: String) throws {
        for taken in [path, path + "-wal", path + "-shm", path + "-journal"] where Self.exists(taken) {
            throw FileProblem.exists(taken)
        }
        guard Self.exists(Self.folder(of: path)) else { throw FileProblem.noFolder(path) }
        self.path = path
        name = path
        draft = "\(path).\(getpid()).part"
        for leftover in Self.parts(of: draft) { unlink(leftover) }
    }

    deinit {
        guard !isPublished else { return }
        for part in Self.parts(of: draft) { unlink(part) }
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func parts(of path: String) -> [String] {
        [path, path + "-wal", path + "-shm", path + "-journal"]
    }

    /// Writes all of a small file.
    func write(_ bytes: [UInt8]) throws {
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw problem() }
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw problem()
            }
            start += count
        }
    }

    /// Makes sure the bytes are on the disk and gives the file its name, unless it has been taken meanwhile.
    func publish() throws {
        try sync(draft, O_RDWR)
        if link(draft, path) == 0 {
            isPublished = true
            unlink(draft)
        } else if errno == EEXIST {
            throw FileProblem.exists(path)
        } else {
            // A medium without hard links, such as a stick: between this look and the next line lies a moment.
            if Self.exists(path) { throw FileProblem.exists(path) }
            guard rename(draft, path) == 0 else { throw problem() }
            isPublished = true
        }
        try sync(Self.folder(of: path), O_RDONLY | O_DIRECTORY)
    }

    /// Takes a published file away again.
    func withdraw() {
        guard isPublished else { return }
        unlink(path)
    }

    private func sync(_ path: String, _ flags: Int32) throws {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem() }
        defer { close(descriptor) }
        // Some file systems can't sync a folder and say so.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw problem() }
    }

    static func folder(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        if parts.isEmpty { return "." }
        let folder = parts.joined(separator: "/")
        return folder.isEmpty ? "/" : folder
    }

    private func problem() -> FileProblem {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR: .readOnly(name)
        default: .io("errno \(errno)")
        }
    }
}

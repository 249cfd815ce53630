import Glibc
import Ledger
import LedgerCrypto

/// The folder of source documents 附件 beside a ledger file, `FILE.attachments/ab/cdef…`: each under its SHA-256.
///
/// A file there is written whole under another name, synced, then given its own, before the record of it is committed: a
/// record never names what was not on the disk. Nothing is ever taken out; what no record names is only reported.
struct AttachmentFolder {
    let path: String

    init(ledger: String) { path = ledger + ".attachments" }

    /// Where the file with a digest lies.
    func file(_ digest: String) -> String { folder(of: digest) + "/" + digest.dropFirst(2) }
    private func folder(of digest: String) -> String { path + "/" + digest.prefix(2) }

    /// The file as it is found, hashed again piece by piece.
    func state(_ digest: String, size: Int64) -> AttachmentState {
        let descriptor = open(file(digest), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ELOOP ? .changed : .missing }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .changed }
        guard Int64(status.st_size) == size else { return .changed }
        let context = SHA256Digest()
        guard (try? Self.read(descriptor, "", { context.update($0) })) != nil else { return .missing }
        return context.finish().hex == digest ? .intact : .changed
    }

    /// Copies a file in from elsewhere, such as from beside a backup, unless it is there intact.
    ///
    /// - Returns: what was found there.
    @discardableResult
    func take(_ digest: String, size: Int64, from other: AttachmentFolder) throws -> AttachmentState {
        if state(digest, size: size) == .intact { return .intact }
        let state = other.state(digest, size: size)
        guard state == .intact else { return state }
        let incoming = try IncomingAttachment(other.file(digest), name: "", into: self, limitBytes: size)
        guard incoming.digest == digest else { return .changed }
        try incoming.publish()
        return .intact
    }

    /// Takes out what a process left that died while it copied; only one writes a ledger at a time, so it is this one's or
    /// nobody's.
    func sweep() {
        for name in names(path) {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0].isEmpty, parts[3] == "part", parts[1] != "\(getpid())" else {
                continue
            }
            unlink(path + "/" + name)
        }
    }

    /// Files that are there under a digest, by it.
    func digests() -> [String] {
        names(path).filter { $0.utf8.count == 2 && Self.isHex($0) }.flatMap { part in
            names(path + "/" + part).filter { $0.utf8.count == 62 && Self.isHex($0) }.map { part + $0 }
        }.sorted()
    }

    private static func isHex(_ name: String) -> Bool {
        name.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
    }

    private func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var found: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            found.append(name)
        }
        return found
    }

    /// Makes the folder for a digest and syncs what names it.
    fileprivate func prepare(_ digest: String? = nil) throws {
        for folder in [path, digest.map(folder)].compactMap({ $0 }) {
            if mkdir(folder, 0o777) == 0 {
                try Self.sync(NewFile.folder(of: folder), O_RDONLY | O_DIRECTORY)
            } else if errno != EEXIST {
                throw Self.problem(path)
            }
        }
    }

    fileprivate func publish(_ draft: String, as digest: String) throws {
        try prepare(digest)
        guard rename(draft, file(digest)) == 0 else { throw Self.problem(path) }
        try Self.sync(folder(of: digest), O_RDONLY | O_DIRECTORY)
    }

    fileprivate static func read(
        _ descriptor: Int32, _ name: String, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileProblem.io("errno \(errno)") }
            if count == 0 { return }
            try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    fileprivate static func sync(_ path: String, _ flags: Int32) throws {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem(path) }
        defer { close(descriptor) }
        // Some file systems can't sync a folder and say so.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw problem(path) }
    }

    fileprivate static func problem(_ path: String) -> FileProblem {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR: .readOnly(path)
        default: .io("errno \(errno)")
        }
    }
}

/// A document on its way into the folder (待存附件): copied and hashed, not yet under its name; gone with the object unless
/// published.
///
/// What is looked at is what was opened, and only a plain file, so that no pipe holds the program up and no name leads
/// elsewhere between two looks.
final class IncomingAttachment {
    let facts: AttachmentFacts
    private(set) var digest = ""
    private let folder: AttachmentFolder
    private let draft: String
    private var isCopied = false

    /// - Parameter limitBytes: beyond it nothing is copied; the facts tell how much there is.
    init(_ path: String, name: String, into folder: AttachmentFolder, limitBytes: Int64) throws {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? ImportProblem.fileMissing(path: path) as any Error : AttachmentProblem.notAFile(path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw AttachmentProblem.notAFile(path)
        }
        let size = Int64(status.st_size)
        facts = AttachmentFacts(
            name: name, size: Int(size),
            type: AttachmentType(
                head: Self.bytes(descriptor, at: 0), tail: Self.bytes(descriptor, at: max(0, size - 1 << 16)))
        )
        self.folder = folder
        draft = "\(folder.path)/.\(getpid()).\(UInt64.random(in: .min ... .max)).part"
        guard size > 0, size <= limitBytes else { return }
        try copy(descriptor, size)
    }

    deinit { if isCopied { unlink(draft) } }

    /// Gives it its name, unless the same bytes lie there already.
    func publish() throws {
        precondition(isCopied, "An attachment was published that was never copied.")
        guard folder.state(digest, size: Int64(facts.size)) != .intact else { return }
        try folder.publish(draft, as: digest)
        isCopied = false
    }

    private func copy(_ source: Int32, _ size: Int64) throws {
        try folder.prepare()
        unlink(draft)
        let target = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard target >= 0 else { throw AttachmentFolder.problem(folder.path) }
        isCopied = true
        defer { close(target) }
        let context = SHA256Digest()
        var copied: Int64 = 0
        try AttachmentFolder.read(source, "") { piece in
            context.update(piece)
            copied += Int64(piece.count)
            var start = 0
            while start < piece.count {
                let count = Glibc.write(
                    target, piece.baseAddress.map { $0 + start }, piece.count - start)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw AttachmentFolder.problem(folder.path)
                }
                start += count
            }
        }
        // Somebody writes to it still.
        guard copied == size else { throw FileProblem.changed(facts.name) }
        guard fsync(target) == 0 else { throw AttachmentFolder.problem(folder.path) }
        digest = context.finish().hex
    }

    private static func bytes(_ descriptor: Int32, at offset: Int64) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = max(0, pread(descriptor, &buffer, buffer.count, off_t(offset)))
        return Array(buffer[..<count])
    }
}

import Glibc
import Ledger

/// The lock that lets one process at a time write a ledger file (写锁): `flock` on `FILE.lock`.
///
/// The distribution's SQLite can lose data when two connections write or checkpoint at once, so its own locks are
/// not enough. The lock file is never deleted, since a second process might hold the deleted one; it names the
/// holder, so that whoever is turned away knows whom to ask.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``FileProblem/locked(_:holder:)`` when another process holds it.
    init(ledger path: String, user: String, since: String, name: String) throws {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileProblem.readOnly(name) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw FileProblem.locked(name, holder: holder)
        }
        self.descriptor = descriptor
        let text = "\(user) · pid \(getpid()) · \(since)\n"
        ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit {
        // A child just forked holds a copy of the descriptor until it starts its program; to close ours would not do.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 200)
        let count = max(0, pread(descriptor, &buffer, buffer.count, 0))
        let text = String(decoding: buffer[..<count], as: UTF8.self)
        return text.split(separator: "\n").first.map(String.init) ?? "?"
    }
}

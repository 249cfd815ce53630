import Glibc
import Ledger

/// A file without a name that is gone when it is closed (临时文件).
///
/// It lies in the folder named by `TMPDIR`, else in `/var/tmp`, which unlike `/tmp` is never kept in memory.
final class TemporaryFile {
    /// Its descriptor.
    let descriptor: Int32
    /// Bytes written so far.
    private(set) var count = 0

    /// A new, empty one.
    ///
    /// - Throws: `import.temporary-file`.
    init() throws(ImportFailure) {
        var folder = "/var/tmp"
        if let named = getenv("TMPDIR"), named.pointee != 0 { folder = String(cString: named) }
        var template = Array("\(folder)/village-ledger-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure() }
        unlink(&template)
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Writes bytes behind those that are there.
    ///
    /// - Throws: `import.temporary-file`.
    func append(_ bytes: UnsafeRawBufferPointer) throws(ImportFailure) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let written = pwrite(descriptor, rest.baseAddress, rest.count, count)
            guard written >= 0 else {
                if errno == EINTR { continue }
                throw Self.failure()
            }
            done += written
            count += written
        }
    }

    /// Writes bytes behind those that are there.
    ///
    /// - Throws: `import.temporary-file`.
    func append(_ bytes: [UInt8]) throws(ImportFailure) {
        // withUnsafeBytes passes on errors without their type, so the outcome travels as a value.
        let outcome = bytes.withUnsafeBytes { raw in
            Result { () throws(ImportFailure) in try append(raw) }
        }
        try outcome.get()
    }

    private static func failure() -> ImportFailure {
        ImportFailure(.temporaryFile(reason: SystemReason.text))
    }
}

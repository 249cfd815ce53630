import Glibc
import Ledger

/// A folder of its own that is gone with the object (临时文件夹), as ``TemporaryFile`` is.
final class TemporaryFolder {
    /// Where it is.
    let path: String

    /// A new, empty one that nobody else may read.
    ///
    /// - Throws: `import.temporary-file`.
    init() throws(ImportFailure) {
        var folder = "/var/tmp"
        if let named = getenv("TMPDIR"), named.pointee != 0 { folder = String(cString: named) }
        var template = Array("\(folder)/village-ledger-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ImportFailure(.temporaryFile(reason: SystemReason.text))
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    _ = unlink(path + "/" + String(cString: $0))
                }
            }
        }
        closedir(folder)
        rmdir(path)
    }

    /// A file in it, by name.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file into it.
    ///
    /// - Throws: `import.temporary-file`, or what the writing closure throws.
    func write(_ name: String, _ body: (ByteOutput) throws -> Void) throws {
        let descriptor = open(file(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ImportFailure(.temporaryFile(reason: SystemReason.text)) }
        defer { close(descriptor) }
        let output = try ByteOutput(descriptor: descriptor)
        try body(output)
        try output.finish()
    }

    /// Copies a file of it to an output.
    ///
    /// - Throws: `import.temporary-file`.
    func copy(_ name: String, to output: ByteOutput) throws(ImportFailure) {
        do {
            try output.write(contentsOf: file(name))
        } catch {
            throw ImportFailure(.temporaryFile(reason: SystemReason.text))
        }
    }
}

extension ByteOutput {
    /// Writes what a file holds.
    ///
    /// - Throws: `import.file-missing`, `import.file-unreadable`.
    func write(contentsOf path: String) throws(ImportFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemReason.unreadable(path) }
        defer { close(descriptor) }
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { room.deallocate() }
        while true {
            let count = read(descriptor, room.baseAddress, room.count)
            if count == 0 { return }
            if count > 0 {
                write(UnsafeBufferPointer(rebasing: room[..<count]))
            } else if errno != EINTR {
                throw SystemReason.unreadable(path)
            }
        }
    }

    /// Writes bytes.
    func write(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { write($0) } }
}

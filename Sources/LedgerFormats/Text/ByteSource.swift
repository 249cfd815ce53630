import Glibc
import Ledger

/// Where bytes come from, piece by piece (字节来源).
public protocol ByteSource: AnyObject {
    /// Fills the start of `buffer` with what comes next and returns how many bytes that was; 0 at the end.
    ///
    /// - Throws: ``ImportFailure`` when the bytes cannot be read.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int
}

/// A stretch of an open file as a source of bytes (文件片段), read at its own place.
///
/// The descriptor's own position is not used, so that one file can be read by two readers; it stays the
/// caller's to close.
public final class FileBytes: ByteSource {
    private let descriptor: Int32
    private var offset: Int
    private var end: Int
    private let name: String

    /// The bytes of `descriptor` from `start` up to `end`, or to the end of the file; `name` is for messages.
    public init(descriptor: Int32, from start: Int = 0, to end: Int = .max, name: String = "-") {
        self.name = name
        self.descriptor = descriptor
        self.offset = start
        self.end = end
    }

    /// Goes on at `start` and ends at `end`.
    public func move(to start: Int, end: Int) {
        self.offset = start
        self.end = end
    }

    /// Fills the start of `buffer` with what comes next; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int {
        let wanted = min(buffer.count, end - offset)
        guard wanted > 0 else { return 0 }
        while true {
            let count = pread(descriptor, buffer.baseAddress, wanted, offset)
            if count >= 0 {
                offset += count
                return count
            }
            if errno != EINTR { throw SystemReason.unreadable(name) }
        }
    }
}

/// A pipe or terminal as a source of bytes (管道): it can be read once.
public final class PipeBytes: ByteSource {
    private let descriptor: Int32
    private var head: [UInt8]

    /// The bytes that come out of `descriptor`, which stays the caller's to close.
    public convenience init(descriptor: Int32) {
        self.init(descriptor: descriptor, head: [])
    }

    /// The same behind a few that were taken out already.
    init(descriptor: Int32, head: [UInt8]) {
        self.descriptor = descriptor
        self.head = head
    }

    /// Fills the start of `buffer` with what comes next; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int {
        if !head.isEmpty, buffer.count >= head.count {
            buffer.copyBytes(from: head)
            defer { head = [] }
            return head.count
        }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw SystemReason.unreadable("-") }
        }
    }
}

/// Bytes in memory as a source of bytes (内存字节).
public final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private var offset = 0

    /// The bytes of `bytes`.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Fills the start of `buffer` with what comes next; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int {
        let count = min(buffer.count, bytes.count - offset)
        buffer.copyBytes(from: bytes[offset..<offset + count])
        offset += count
        return count
    }
}

/// The operating system's last error in words (系统错误).
enum SystemReason {
    /// What `errno` says now.
    static var text: String {
        guard let words = strerror(errno) else { return "errno \(errno)" }
        return String(cString: words)
    }

    /// A file that could not be read, with the reason in `errno`.
    static func unreadable(_ path: String) -> ImportFailure {
        errno == ENOENT
            ? ImportFailure(.fileMissing(path: path))
            : ImportFailure(.fileUnreadable(path: path, reason: text))
    }
}

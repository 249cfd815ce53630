import Glibc
import Ledger

/// How text is written as bytes (编码).
public enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// GB18030, of which GBK and GB2312 are parts.
    case gb18030

    /// The encoding of that name, whatever its case; nil when there is none. GBK, GB2312 and `utf8` are understood.
    public init?(name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "gb18030", "gb-18030", "gbk", "gb2312", "cp936": self = .gb18030
        default: return nil
        }
    }

    /// The name as messages show it.
    public var name: String { self == .utf8 ? "UTF-8" : "GB18030" }
}

/// A conversion between encodings, piece by piece (转码), through the C library's `iconv`.
final class TextConverter {
    /// What came of one step.
    enum Outcome {
        /// All of the input is converted.
        case done
        /// The output is full.
        case full
        /// The input ends within a character.
        case incomplete
        /// The input holds what is no character, or one the other encoding lacks.
        case invalid
    }

    private let handle: iconv_t
    private let target: TextEncoding

    /// A conversion from one encoding to another.
    ///
    /// - Throws: `import.encoding-unavailable`.
    init(from source: TextEncoding, to target: TextEncoding) throws(ImportFailure) {
        self.target = target
        let other = source == .utf8 ? target : source
        guard let handle = iconv_open(target.name, source.name), Int(bitPattern: handle) != -1 else {
            throw ImportFailure(.encodingUnavailable(name: other.name))
        }
        self.handle = handle
    }

    deinit {
        iconv_close(handle)
    }

    /// Converts from the start of `input` to the start of `output`; says how many bytes of each are used.
    func convert(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (outcome: Outcome, read: Int, written: Int) {
        var from = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var inputLeft = input.count
        var outputLeft = output.count
        let result = iconv(handle, &from, &inputLeft, &to, &outputLeft)
        let reason = errno
        let read = input.count - inputLeft
        let written = output.count - outputLeft
        guard result == -1 else { return (.done, read, written) }
        switch reason {
        case E2BIG: return (.full, read, written)
        case EINVAL: return (.incomplete, read, written)
        default: return (.invalid, read, written)
        }
    }
}

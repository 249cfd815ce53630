import Glibc

/// What text may not hold (文字检查).
enum TextCheck {
    /// How many characters (Unicode scalars) UTF-8 has.
    static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 }
        return count
    }

    /// Whether U+007F or a character U+0080…U+009F may be among the bytes; a quick look.
    @inline(__always)
    static func mayHaveHighControls(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return memchr(start, 0x7F, bytes.count) != nil || memchr(start, 0xC2, bytes.count) != nil
    }

    /// The first control character, by its number: below U+0020, U+007F, or U+0080…U+009F.
    ///
    /// - Parameter allowsLineBreaks: whether LF and CR are good.
    static func firstControl(_ bytes: UnsafeBufferPointer<UInt8>, allowsLineBreaks: Bool) -> Int? {
        for (place, byte) in bytes.enumerated() {
            if byte < 0x20 {
                let isBreak = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
                if !isBreak || !allowsLineBreaks { return Int(byte) }
            } else if byte == 0x7F {
                return 0x7F
            } else if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] < 0xA0 {
                return Int(bytes[place + 1])
            }
        }
        return nil
    }
}

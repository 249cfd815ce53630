extension Money: CustomStringConvertible {
    /// The amount in yuan, plain 元: `1234.50`, `-0.05`; always two decimals, reads back as the same amount.
    public var yuan: String { text(grouped: false) }

    /// The amount in yuan with commas between thousands 千分位: `1,234.50`, `-0.05`.
    public var grouped: String { text(grouped: true) }

    /// The same as ``yuan``.
    public var description: String { yuan }

    private func text(grouped: Bool) -> String {
        // Written from the last digit backward. The longest, Int64.min grouped, takes 26 bytes.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
            var start = buffer.count
            func put(_ byte: UInt8) {
                start -= 1
                buffer[start] = byte
            }
            var rest = fen.magnitude
            var written = 0
            // Two decimals and one digit before the point stand there even when they are zero.
            while rest > 0 || written < 3 {
                if written == 2 { put(UInt8(ascii: ".")) }
                if grouped, written > 2, (written - 2) % 3 == 0 { put(UInt8(ascii: ",")) }
                put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
                written += 1
            }
            if fen < 0 { put(UInt8(ascii: "-")) }
            return String(decoding: UnsafeMutableBufferPointer(rebasing: buffer[start...]), as: UTF8.self)
        }
    }
}

/// What people type into an amount or date, brought to plain ASCII (键入文字).
///
/// Input methods leave full-width forms behind (`１２３`, `，`, `（`), and spreadsheets leave blanks around a
/// value. Everything works on Unicode scalars: a `Character` would swallow a combining mark, or `\r\n`, unseen.
enum TypedText {
    /// The text without surrounding blanks, each scalar as the byte that `accept` gives for it.
    ///
    /// Full-width forms reach `accept` as the ASCII they stand for. Nil when a scalar is not accepted, when a
    /// blank stands inside, or when the bytes are not UTF-8.
    static func folded(
        _ bytes: UnsafeBufferPointer<UInt8>, accept: (Unicode.Scalar) -> UInt8?
    ) -> [UInt8]? {
        var folded: [UInt8] = []
        var blankInside = false
        var source = bytes.makeIterator()
        var decoder = Unicode.UTF8()
        while true {
            switch decoder.decode(&source) {
            case .emptyInput:
                return folded
            case .error:
                return nil
            case .scalarValue(let scalar):
                if isBlank(scalar) {
                    blankInside = !folded.isEmpty
                    continue
                }
                guard !blankInside, let byte = accept(halfWidth(scalar)) else { return nil }
                folded.append(byte)
            }
        }
    }

    /// Space, tab, line ends, the no-break space that web pages leave, and the ideographic space U+3000.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}": return true
        default: return false
        }
    }

    /// U+FF01…U+FF5E repeat `!`…`~` at full width, in the same order.
    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value &- 0xFEE0))
    }
}

/// A piece of somebody's input as a message may show it (引文): cut to 40 characters, nothing invisible in it.
///
/// Input can hold anything. Characters that would break a terminal, a log line or the reading direction are
/// written as `<U+XXXX>`, and so are blanks that look like an ordinary one but are not, because they are the
/// usual reason why an amount that looks right is refused.
public struct QuotedText: Sendable, Hashable, CustomStringConvertible {
    /// Most characters (Unicode scalars) that are shown; what is longer ends in `…`.
    public static let limit = 40

    /// The text, ready to stand in a sentence.
    public let description: String
    /// Whether there is nothing to see in it: empty, or spaces only.
    public var isBlank: Bool { description.unicodeScalars.allSatisfy { $0 == " " || $0 == "\u{3000}" } }

    /// Quotes a string.
    public init(_ text: String) {
        var text = text
        self = text.withUTF8 { QuotedText($0) }
    }

    /// Quotes UTF-8; bytes that are not UTF-8 show as U+FFFD.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // No scalar is longer than four bytes, so this much always holds one more than is shown, and a cell of
        // many megabytes costs nothing.
        let head = bytes.prefix((Self.limit + 1) * 4)
        var shown = ""
        for (index, scalar) in String(decoding: head, as: UTF8.self).unicodeScalars.enumerated() {
            guard index < Self.limit else {
                shown += "…"
                break
            }
            if Self.isVisible(scalar) {
                shown.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                shown += "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
            }
        }
        description = shown
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\u{3000}": return true
        case "!"..."~": return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
        default: return true
        }
    }
}

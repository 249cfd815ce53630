/// Why somebody did something out of the ordinary (原因), as it is kept in the log.
public enum ReasonText {
    /// The reason without blanks around it; nil where nothing is left, where it is too long or has hidden characters in it.
    public static func clean(_ text: String) -> String? {
        var part = text.unicodeScalars[...]
        while let first = part.first, first == " " || first == "\u{3000}" { part = part.dropFirst() }
        while let last = part.last, last == " " || last == "\u{3000}" { part = part.dropLast() }
        let hidden = part.contains {
            [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        return part.isEmpty || part.count > TextLimit.summary || hidden ? nil : String(part)
    }
}

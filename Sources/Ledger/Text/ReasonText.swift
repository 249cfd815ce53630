/// Why somebody did something out of the ordinary (原因), as it is kept in the log.
public enum ReasonText {
    /// The reason without blanks around it; nil where nothing is left, where it is too long or has hidden characters in it.
    public static func clean(_ text: String) -> String? {
        var part = text.unicodeScalars[...]
        while let first = part.first, first.properties.isWhitespace { part = part.dropFirst() }
        while let last = part.last, last.properties.isWhitespace { part = part.dropLast() }
        let hidden = part.contains {
            [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        return part.isEmpty || part.count > TextLimit.summary || hidden ? nil : String(part)
    }

    /// The same, where a reason is asked for; `problem` says so, with ``limitZh`` or ``limitEn``.
    public static func required<Problem: LedgerProblem>(
        _ text: String, or problem: @autoclosure () -> Problem
    ) throws(Problem) -> String {
        guard let reason = clean(text) else { throw problem() }
        return reason
    }

    /// What a reason is held to, for the message that asks for one.
    static let limitZh = "（不超过 \(TextLimit.summary) 字，不含不可见字符）"
    /// The same in English.
    static let limitEn = "of at most \(TextLimit.summary) characters, none of them hidden"
}

extension TextTable {
    /// Least columns that a column is cut to.
    private static var leastWidth: Int { 6 }

    /// How wide each column is, cut where that is needed and allowed.
    func columnWidths(fitting limit: Int?) -> [Int] {
        var widths = columns.map { DisplayWidth.of(Self.harmless($0.title)) }
        for case .cells(let cells, _) in rows {
            for (place, cell) in cells.enumerated() {
                widths[place] = max(widths[place], DisplayWidth.of(Self.harmless(cell.text)))
            }
        }
        guard let limit else { return widths }
        var excess = widths.reduce(0, +) + Self.gap.utf8.count * max(0, widths.count - 1) - limit
        while excess > 0 {
            // The widest gives until it is as wide as the next one.
            let cuttable = columns.indices.filter { columns[$0].mayBeCut && widths[$0] > Self.leastWidth }
            guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
            let others = cuttable.map { widths[$0] }.filter { $0 < widths[widest] }
            let next = max(others.max() ?? Self.leastWidth, Self.leastWidth)
            let same = cuttable.filter { widths[$0] == widths[widest] }
            let each = max(1, min(widths[widest] - next, excess / same.count))
            for place in same where excess > 0 {
                widths[place] -= each
                excess -= each
            }
        }
        return widths
    }

    /// Adds one line of cells.
    func appendLine(
        _ cells: [Cell], _ style: Style?, _ widths: [Int], _ colour: Bool, to text: inout String
    ) {
        var blanks = 0
        for (place, column) in columns.enumerated() {
            if place > 0 { blanks += Self.gap.utf8.count }
            let cell = place < cells.count ? cells[place] : Cell("")
            let shown = DisplayWidth.cut(Self.harmless(cell.text), to: widths[place])
            let room = widths[place] - DisplayWidth.of(shown)
            let before =
                switch column.alignment {
                case .left: 0
                case .right: room
                case .center: room / 2
                }
            blanks += before
            if !shown.isEmpty {
                text += String(repeating: " ", count: blanks)
                blanks = 0
                let mark = colour ? cell.style ?? style : nil
                text += mark.map { Self.coloured(shown, $0) } ?? shown
            }
            blanks += room - before
        }
        text += "\n"
    }

    /// Adds a line across the table.
    func appendRule(_ width: Int, to text: inout String) {
        text += String(repeating: "─", count: width) + "\n"
    }

    static func coloured(_ text: String, _ style: Style) -> String {
        "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    /// Text without what moves a terminal's cursor or turns its reading direction.
    static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var harmless = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t", "\u{2028}", "\u{2029}": harmless.append(" ")
            default: harmless.append(isHarmful(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(harmless)
    }

    static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

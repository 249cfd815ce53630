import Ledger

/// How much room a column's texts take (列宽), its title among them.
struct ColumnExtent {
    /// The columns on a terminal that the widest text takes.
    private(set) var width = 0
    /// The widest text as it is set, if it is short.
    private(set) var widest = ""
    /// The widest part without a place to break; a column that is narrower would write it over the next one.
    private(set) var word = ""

    /// A word that is longer is broken where it must be.
    private static let longestWord = 24
    private static let longestShort = 12

    private var widestWeight = 0
    private var wordWeight = 0

    mutating func add(_ text: String, indent: Int = 0) {
        let shown = DisplayWidth.of(text) + 2 * indent
        width = max(width, shown)
        if shown <= Self.longestShort {
            let weight = text.unicodeScalars.reduce(100 * indent) { $0 + Self.weight($1) }
            if weight > widestWeight {
                (widest, widestWeight) = (String(repeating: "　", count: indent) + text, weight)
            }
        }
        var start: Int?
        let scalars = Array(text.unicodeScalars)
        for place in 0...scalars.count {
            if place < scalars.count, Self.isLetter(scalars[place]) {
                // A hyphen stays with what stands before it: 记-12.
                if start == nil { start = place > 0 && scalars[place] == "-" ? place - 1 : place }
            } else if let begin = start {
                add(word: scalars[begin..<place])
                start = nil
            }
        }
    }

    private mutating func add(word scalars: ArraySlice<Unicode.Scalar>) {
        guard scalars.count < Self.longestWord else { return }
        let weight = scalars.reduce(0) { $0 + Self.weight($1) }
        guard weight > wordWeight else { return }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        (word, wordWeight) = (String(view), weight)
    }

    /// Latin letters and signs, between which a line is not broken.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value < 0x250 && scalar.value != 0x7F
    }

    /// Hundredths of a 汉字 that it takes, near enough to tell which of two texts is the wider one.
    private static func weight(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "W", "M", "w", "m", "@", "%": 90
        case "A"..."Z": 68
        case "i", "j", "l", ".", ",", ":", ";", "'", "!", "|", " ": 28
        case "f", "t", "r", "-", "(", ")", "[", "]", "/": 37
        default: scalar.value < 0x250 ? 55 : 100
        }
    }
}

extension Document.Table {
    /// The room each column's texts take.
    var extents: [ColumnExtent] {
        var extents = columns.map { column in
            var extent = ColumnExtent()
            extent.add(column.title)
            return extent
        }
        for row in shownRows where row.kind != .section {
            for (place, cell) in row.cells.enumerated() where place < extents.count {
                extents[place].add(cell.text, indent: cell.indent)
            }
        }
        return extents
    }
}

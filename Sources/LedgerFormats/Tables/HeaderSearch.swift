import Ledger

/// Finds the header of a table below titles and remarks (查找表头), among the first rows.
///
/// A header may be spread over two rows, where the upper one holds what is merged: a title without one below it counts, and
/// 借方 above 金额 is 借方金额 if that is a name looked for.
struct HeaderSearch {
    /// The titles found.
    struct Found {
        /// The row of the lower half.
        var row: Int
        /// Titles by column, counted from 1; blank ones are left out.
        var titles: [Int: String]
    }

    /// How many rows with something in them are looked at.
    static let rows = 20

    private let required: [[String]]
    private let known: Set<String>
    private var above: [Int: String] = [:]
    private var best: (count: Int, found: Found)?
    private(set) var seen = 0

    /// - Parameters:
    ///   - required: names that must all be there, each in any of several wordings.
    ///   - known: all names, English ones in small letters.
    init(required: [[String]], known: Set<String>) {
        self.required = required
        self.known = known
    }

    /// Looks at a row; the header if it is complete with it.
    mutating func look(_ row: SheetRow) -> Found? {
        seen += 1
        let titles = Self.titles(row)
        defer { above = titles }
        for candidate in [titles, combined(titles)] {
            let found = Found(row: row.number, titles: candidate)
            let names = Set(candidate.values.map { $0.lowercased() })
            if required.allSatisfy({ $0.contains(where: names.contains) }), !names.isDisjoint(with: known) {
                return found
            }
            let count = names.intersection(known).count
            if count > best?.count ?? 0 || best == nil { best = (count, found) }
        }
        return nil
    }

    /// A header with its lower half, if the row behind it has nothing but more names.
    func extended(_ found: Found, by row: SheetRow) -> Found? {
        let lower = Self.titles(row)
        let all = combined(lower)
        let isHeader = lower.keys.allSatisfy { all[$0].map { known.contains($0.lowercased()) } ?? false }
        guard isHeader, !lower.isEmpty else { return nil }
        return Found(row: row.number, titles: found.titles.merging(all) { $1 })
    }

    /// What comes nearest to a header; nil when there was no row at all.
    var nearest: Found? { best?.found }

    private func combined(_ titles: [Int: String]) -> [Int: String] {
        var all = above
        for (column, title) in titles {
            all[column] = title
            guard !known.contains(title.lowercased()) else { continue }
            let left = above.keys.filter { $0 <= column }.max().flatMap { above[$0] }
            if let left, known.contains((left + title).lowercased()) { all[column] = left + title }
        }
        return all
    }

    private static func titles(_ row: SheetRow) -> [Int: String] {
        var titles: [Int: String] = [:]
        for cell in row.cells {
            let title = title(row.text(cell))
            if !title.isEmpty { titles[cell.column] = title }
        }
        return titles
    }

    /// A title without blanks around it and without line breaks.
    static func title(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\r" { scalars.append(scalar) }
        return CSVHeader.trimmed(String(scalars))
    }
}

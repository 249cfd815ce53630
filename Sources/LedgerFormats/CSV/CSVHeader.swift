import Ledger

/// A column a file may or must have (列规格).
public struct CSVColumn: Sendable {
    /// Its names.
    public let name: ImportColumn
    /// What it is also called in Chinese: read, never written.
    public let others: [String]
    /// Whether the header must have it.
    public let isRequired: Bool

    /// Whether every row must have something in it.
    public let isFilled: Bool
    /// Most characters (Unicode scalars) of its text.
    public let limit: Int

    /// A column called `english`, or in a Chinese file `chinese`.
    ///
    /// - Parameters:
    ///   - others: what it is also called in Chinese.
    ///   - required: whether the header must have it.
    ///   - filled: whether every row must have something in it.
    ///   - limit: most characters of its text.
    public init(
        _ english: String, chinese: String? = nil, others: [String] = [], required: Bool = false,
        filled: Bool = false, limit: Int = 200
    ) {
        name = ImportColumn(english, chinese: chinese)
        self.others = others
        isRequired = required
        isFilled = filled
        self.limit = limit
    }

    /// Whether a title, without blanks around it, means this column; English whatever its case.
    func isCalled(_ title: String) -> Bool {
        title == name.chinese || title.lowercased() == name.english.lowercased() || others.contains(title)
    }

    /// All its names, English ones in small letters.
    var titles: [String] { [name.english.lowercased(), name.chinese.lowercased()] + others }
}

/// Which column of a file stands where (表头), found by name in any order.
///
/// English and Chinese names are understood side by side, English ones whatever their case; blanks around a name
/// do not matter.
struct CSVHeader {
    /// For every column of the specification its place in the file; −1 when it is absent.
    let places: [Int]
    /// How many columns the file has.
    let count: Int

    /// Reads the header from the present record of `reader`.
    ///
    /// - Throws: `import.header-twice`, `import.header-unknown`, `import.header-missing`.
    init(_ reader: borrowing CSVReader, columns: [CSVColumn]) throws(ImportFailure) {
        var places = [Int](repeating: -1, count: columns.count)
        for field in 0..<reader.fieldCount {
            let title = Self.trimmed(reader.string(field))
            guard let column = columns.firstIndex(where: { $0.isCalled(title) }) else {
                throw ImportFailure(.headerUnknown(title, known: columns.map(\.name)), line: reader.line)
            }
            guard places[column] < 0 else {
                throw ImportFailure(.headerTwice(columns[column].name), line: reader.line)
            }
            places[column] = field
        }
        let missing = columns.indices.filter { columns[$0].isRequired && places[$0] < 0 }
        guard missing.isEmpty else {
            throw ImportFailure(.headerMissing(missing.map { columns[$0].name }), line: reader.line)
        }
        self.places = places
        count = reader.fieldCount
    }

    /// A title without the blanks around it: space, tab, no-break space, ideographic space.
    static func trimmed(_ text: String) -> String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{FEFF}"]
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
            let last = scalars.lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}

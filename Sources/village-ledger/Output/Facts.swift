import Ledger
import LedgerFormats

extension Listing {
    /// One row on its own: titles and values below each other, or a record, or an object.
    func writeFacts(_ row: Row, format: OutputFormat, to file: OutputFile) {
        switch format {
        case .table:
            let width = columns.map { DisplayWidth.of($0.title) }.max() ?? 0
            for column in columns {
                let value = column.field(row).shown
                guard !value.isEmpty else { continue }
                let padding = String(repeating: " ", count: width - DisplayWidth.of(column.title) + 2)
                file.output.write(column.title + padding + value + "\n")
            }
        case .csv: writeCSV([row], to: file)
        case .json: JSONText.object(file.output) { write(row, to: $0) }
        }
    }
}

extension GlobalOptions {
    /// Prints rows one by one with all that is known of each; one alone is one object in JSON.
    func show<Row>(_ listing: Listing<Row>, _ rows: [Row]) throws {
        let format = try format()
        try write { file in
            if rows.count == 1, let only = rows.first {
                listing.writeFacts(only, format: format, to: file)
                return
            }
            switch format {
            case .table:
                for (index, row) in rows.enumerated() {
                    if index > 0 { file.output.write("\n") }
                    listing.writeFacts(row, format: format, to: file)
                }
            case .csv: listing.writeCSV(rows, to: file)
            case .json: JSONText.object(file.output) { listing.writeRows(rows, to: $0) }
            }
        }
    }
}

/// The divisions by code, to ask what lies below what (区划树).
struct DivisionTree {
    private let parents: [String: String]
    private let known: Set<String>

    init(_ divisions: [(code: String, parent: String?)]) {
        known = Set(divisions.map(\.code))
        parents = Dictionary(
            divisions.compactMap { division in division.parent.map { (division.code, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether a division is `ancestor` or lies below it.
    func covers(_ ancestor: String, _ code: String) -> Bool {
        var place: String? = code
        for _ in 0...8 {
            guard let here = place else { return false }
            if here == ancestor { return true }
            place = parents[here]
        }
        return false
    }

    /// How many divisions stand above it.
    func depth(_ code: String) -> Int {
        var depth = 0
        var place = parents[code]
        while let above = place, depth < 8 {
            depth += 1
            place = parents[above]
        }
        return depth
    }

    /// - Throws: `division.unknown`.
    func require(_ code: String) throws {
        guard known.contains(code) else { throw NamedThingProblem.divisionUnknown(code) }
    }
}

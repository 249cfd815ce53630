import Ledger
import LedgerFormats

extension Listing {
    /// One row on its own: titles and values below each other.
    func facts(_ row: Row) -> Document {
        let facts = columns.map { ($0.title, $0.field(row).cell) }
        return Document(
            Words.listing(name), language: Tongue.language, tables: [Document.Table(facts: facts)])
    }
}

extension GlobalOptions {
    /// Prints rows one by one with all that is known of each; one alone is one object in JSON.
    func show<Row>(_ listing: Listing<Row>, _ rows: [Row]) throws {
        try present(
            try documentFormat(), documents: { rows.map(listing.facts) },
            csv: { listing.writeCSV(rows, to: $0) },
            json: { file in
                JSONText.object(file.output) { json in
                    if rows.count == 1, let only = rows.first {
                        listing.write(only, to: json)
                    } else {
                        listing.writeRows(rows, to: json)
                    }
                }
            })
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

import GRDB
import Ledger
import LedgerSchema

/// Places by id (编号表): ids of a table run from 1 nearly without gaps, so an array does instead of a dictionary.
struct PlaceTable {
    private var places: [Int32] = []
    /// Ids beyond any that a ledger of this size can have come from elsewhere.
    private static let limit: Int64 = 1 << 26

    /// Notes the place of an id.
    ///
    /// - Throws: ``FileProblem/damaged(table:row:)`` for an id no row of `table` can have come by.
    mutating func set(_ id: Int64, _ place: Int, of table: String) throws {
        guard id >= 0, id < Self.limit else { throw FileProblem.damaged(table: table, row: "id \(id)") }
        while places.count <= Int(id) { places.append(-1) }
        places[Int(id)] = Int32(place)
    }

    /// The place of an id; nil when it has none.
    @inline(__always)
    subscript(_ id: Int64) -> Int? {
        guard id >= 0, id < Int64(places.count) else { return nil }
        let place = places[Int(id)]
        return place < 0 ? nil : Int(place)
    }
}

/// Divisions (行政区划表): all of them in the order they were entered, or a few with those above them.
struct DivisionTable {
    struct Entry {
        let code: String
        let name: String
        let isVillage: Bool
        let isTownship: Bool
        let parent: Int64
        let firstYear: Int32
        let lastYear: Int32

        /// Whether it existed on any day of a year.
        func existed(in year: Int) -> Bool { firstYear <= year && year <= lastYear }
    }

    private(set) var entries: [Entry] = []
    private var places = PlaceTable()

    /// All of them.
    init(_ db: Database) throws {
        // As many as a large district has; room that isn't filled costs nothing.
        entries.reserveCapacity(1 << 15)
        try add(RawStatement(db, Schema.Income.divisions))
    }

    /// Those of some codes and all above them; codes nobody has are left out.
    init(_ db: Database, codes: [String]) throws {
        let rows = try RawStatement(db, Schema.Income.divisionAndAbove)
        for code in codes {
            rows.bind(1, code)
            try add(rows)
        }
    }

    private mutating func add(_ rows: RawStatement) throws {
        while try rows.step() {
            guard places[rows.int(0)] == nil else { continue }
            try places.set(rows.int(0), entries.count, of: "division")
            entries.append(
                Entry(
                    code: rows.text(1), name: rows.text(2), isVillage: rows.int(3) != 0,
                    isTownship: rows.int(4) != 0, parent: rows.int(5),
                    firstYear: Int32(clamping: (rows.optionalInt(6) ?? 0) / 10_000),
                    lastYear: Int32(clamping: (rows.optionalInt(7) ?? .max) / 10_000)))
        }
    }

    /// The place of an id.
    func place(ofID id: Int64) -> Int? { places[id] }

    /// The place of a code.
    func place(of code: String) -> Int? { entries.firstIndex { $0.code == code } }

    /// Whether a division is another one or lies below it.
    func lies(_ place: Int, below above: Int) -> Bool {
        var current = place
        for _ in 0..<16 {
            if current == above { return true }
            guard let parent = places[entries[current].parent] else { return false }
            current = parent
        }
        return false
    }

    /// The name of the township a village belongs to; of the division above it where there is no township.
    func township(of place: Int) -> String {
        guard let parent = places[entries[place].parent] else { return "" }
        var current = parent
        for _ in 0..<16 {
            if entries[current].isTownship { return entries[current].name }
            guard let next = places[entries[current].parent] else { break }
            current = next
        }
        return entries[parent].name
    }
}

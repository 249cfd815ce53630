import GRDB
import Ledger
import LedgerSchema

/// The villages a question is about and their books (查询范围), read in one pass each.
struct IncomeScope {
    /// A village of the scope.
    struct Village {
        let code: String
        let name: String
        let township: String
        var books: [String] = []
        var closing = YearClosing()
    }

    /// A book of the scope; `village` is its place in ``villages``.
    struct Book {
        let id: Int64
        let village: Int
        let opened: Month
        let isDecemberClosed: Bool
    }

    /// By division code.
    private(set) var villages: [Village] = []
    /// By book code.
    private(set) var books: [Book] = []
    /// Place of the village by book id, −1 outside the scope; ids run from 1 without gaps.
    private(set) var villageOfBook: [Int32] = []

    /// - Parameters:
    ///   - township: a division; the villages below it. Nil is every village.
    ///   - codes: villages by code; none is every village.
    /// - Throws: ``NamedThingProblem/divisionUnknown(_:)``.
    init(_ db: Database, year: Int, township: String?, villages codes: [String]) throws {
        let divisions = try DivisionTable(db)
        let above = try township.map { code in
            guard let place = divisions.place(of: code) else { throw NamedThingProblem.divisionUnknown(code) }
            return place
        }
        for code in codes {
            guard let place = divisions.place(of: code), divisions.entries[place].isVillage else {
                throw NamedThingProblem.divisionUnknown(code)
            }
        }
        let wanted = Set(codes)
        var villageOfDivision = [Int32](repeating: -1, count: divisions.entries.count)
        for (place, entry) in divisions.entries.enumerated() where entry.isVillage {
            if !wanted.isEmpty, !wanted.contains(entry.code) { continue }
            if let above, !divisions.lies(place, below: above) { continue }
            villageOfDivision[place] = Int32(villages.count)
            villages.append(
                Village(code: entry.code, name: entry.name, township: divisions.township(of: place)))
        }
        try readBooks(db, year: year, divisions, villageOfDivision)
        try leaveOutGone(divisions, year: year)
    }

    private mutating func readBooks(
        _ db: Database, year: Int, _ divisions: DivisionTable, _ villageOfDivision: [Int32]
    ) throws {
        let rows = try RawStatement(db, Schema.Income.books)
        rows.bind(1, year * 100 + 12)
        while try rows.step() {
            guard let division = divisions.place(ofID: rows.int(2)) else { continue }
            let village = villageOfDivision[division]
            guard village >= 0 else { continue }
            let book = Book(
                id: rows.int(0), village: Int(village), opened: Month(validNumber: Int32(rows.int(3))),
                isDecemberClosed: rows.int(4) != 0)
            villages[book.village].books.append(rows.text(1))
            books.append(book)
        }
        mapBooks()
    }

    private mutating func mapBooks() {
        let last = Int(books.reduce(0) { max($0, $1.id) })
        villageOfBook = Array(repeating: -1, count: last + 1)
        for book in books { villageOfBook[Int(book.id)] = Int32(book.village) }
    }

    /// Villages dissolved before the year, or founded after it, have no row unless they have books.
    private mutating func leaveOutGone(_ divisions: DivisionTable, year: Int) throws {
        guard divisions.hasValidity else { return }
        var places = [Int](repeating: -1, count: villages.count)
        var kept: [Village] = []
        for (place, village) in villages.enumerated() {
            if village.books.isEmpty, let division = divisions.place(of: village.code),
                !divisions.entries[division].existed(in: year)
            {
                continue
            }
            places[place] = kept.count
            kept.append(village)
        }
        villages = kept
        books = books.map {
            Book(
                id: $0.id, village: places[$0.village], opened: $0.opened,
                isDecemberClosed: $0.isDecemberClosed)
        }
        mapBooks()
    }

    /// Finds out which villages have closed the year.
    mutating func findClosedYears(_ db: Database, year: Int) throws {
        guard books.contains(where: \.isDecemberClosed) else { return }
        let cleared = try ClearedAccounts(db)
        for book in books {
            try villages[book.village].closing.add(
                opened: book.opened, year: year, isDecemberClosed: book.isDecemberClosed,
                isCleared: cleared.areZero(in: book.id, through: year * 100 + 12))
        }
    }
}

/// All divisions in the order of their codes (行政区划表).
struct DivisionTable {
    struct Entry {
        let code: String
        let name: String
        let isVillage: Bool
        let isTownship: Bool
        let parent: Int64
        let validFrom: Int64?
        let validTo: Int64?

        /// Whether it existed on any day of a year.
        func existed(in year: Int) -> Bool {
            (validFrom ?? 0) / 10_000 <= Int64(year) && (validTo ?? .max) / 10_000 >= Int64(year)
        }
    }

    private(set) var entries: [Entry] = []
    private(set) var hasValidity = false
    private var placeOfID: [Int64: Int] = [:]

    init(_ db: Database) throws {
        let rows = try RawStatement(db, Schema.Income.divisions)
        while try rows.step() {
            placeOfID[rows.int(0)] = entries.count
            let level = rows.text(3)
            entries.append(
                Entry(
                    code: rows.text(1), name: rows.text(2), isVillage: level == "village",
                    isTownship: level == "township", parent: rows.int(4), validFrom: rows.optionalInt(5),
                    validTo: rows.optionalInt(6)))
            if !rows.isNull(5) || !rows.isNull(6) { hasValidity = true }
        }
    }

    func place(ofID id: Int64) -> Int? { placeOfID[id] }

    /// The place of a code, by halving.
    func place(of code: String) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].code == code ? low : nil
    }

    /// Whether a division is another one or lies below it.
    func lies(_ place: Int, below above: Int) -> Bool {
        var current = place
        for _ in 0..<16 {
            if current == above { return true }
            guard let parent = placeOfID[entries[current].parent] else { return false }
            current = parent
        }
        return false
    }

    /// The name of the township a village belongs to; of the division above it where there is no township.
    func township(of place: Int) -> String {
        guard let parent = placeOfID[entries[place].parent] else { return "" }
        var current = parent
        for _ in 0..<16 {
            if entries[current].isTownship { return entries[current].name }
            guard let next = placeOfID[entries[current].parent] else { break }
            current = next
        }
        return entries[parent].name
    }
}

/// Asks whether income, expense and 本年收益 of a book stand at zero (损益结清).
final class ClearedAccounts {
    private let statement: RawStatement
    private var concerned: [Bool] = []
    private var sums: [Int64] = []
    private var touched: [Int] = []

    init(_ db: Database) throws {
        statement = try RawStatement(db, Schema.Income.balancePieces)
        let rows = try RawStatement(db, Schema.Income.clearedAccounts)
        while try rows.step() {
            let id = Int(rows.int(0))
            while concerned.count <= id { concerned.append(false) }
            concerned[id] = true
        }
        sums = Array(repeating: 0, count: concerned.count)
    }

    /// Whether they do, at the end of a month `yyyymm`.
    func areZero(in book: Int64, through month: Int) throws -> Bool {
        statement.bind(1, book)
        statement.bind(2, month)
        touched.removeAll(keepingCapacity: true)
        while try statement.step() {
            let account = Int(statement.int(0))
            guard account < concerned.count, concerned[account] else { continue }
            sums[account] += statement.int(1)
            touched.append(account)
        }
        var areZero = true
        for account in touched {
            if sums[account] != 0 { areZero = false }
            sums[account] = 0
        }
        return areZero
    }
}

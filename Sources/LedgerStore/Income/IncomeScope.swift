import GRDB
import Ledger
import LedgerSchema

/// The villages a question is about and their books (查询范围): read in one pass each, or by key when they are few.
struct IncomeScope {
    /// A village of the scope.
    struct Village {
        /// Its place in ``divisions``.
        let division: Int
        /// The places of its books in ``IncomeScope/books``.
        let books: Range<Int>
        var closing = YearClosing()
    }

    /// A book of the scope.
    struct Book {
        let id: Int64
        let code: String
        /// The place of its village in ``divisions``.
        let division: Int
        let opened: Month
    }

    let divisions: DivisionTable
    /// By division code.
    private(set) var villages: [Village] = []
    /// Village by village, those of one by book code.
    private(set) var books: [Book]
    private var villageOfBook = PlaceTable()
    /// Whether it was asked for less than the whole ledger.
    private let isLimited: Bool
    /// Whether what is asked of the books is asked of one after the other.
    var isNarrow: Bool { isLimited && books.count <= Self.few }
    /// Up to here a look-up for each costs less than a pass over a large district's.
    private static let few = 100

    /// - Parameters:
    ///   - township: a division; the villages below it. Nil is every village.
    ///   - codes: villages by code; none is every village.
    /// - Throws: ``NamedThingProblem/divisionUnknown(_:)``.
    init(_ db: Database, year: Int, township: String?, villages codes: [String]) throws {
        isLimited = township != nil || !codes.isEmpty
        let isFew = !codes.isEmpty && codes.count <= Self.few
        divisions =
            try isFew
            ? DivisionTable(db, codes: codes + (township.map { [$0] } ?? [])) : DivisionTable(db)
        var places = try Self.places(divisions, township: township, codes: codes)
        books = try Self.books(db, divisions, of: isFew ? places : nil)
        var hasBooks = [Bool](repeating: false, count: divisions.entries.count)
        for book in books { hasBooks[book.division] = true }
        // Villages dissolved before the year, or founded after it, have no row unless they have books.
        places.removeAll { !hasBooks[$0] && !divisions.entries[$0].existed(in: year) }
        Self.gather(&books, of: places, among: divisions.entries.count)
        villages.reserveCapacity(places.count)
        var next = 0
        for place in places {
            let first = next
            while next < books.count, books[next].division == place {
                try villageOfBook.set(books[next].id, villages.count, of: "book")
                next += 1
            }
            villages.append(Village(division: place, books: first..<next))
        }
    }

    /// Runs once for each book when they are few, and else once without a book, for all.
    func forEachKey(_ body: (_ book: Int64?) throws -> Void) rethrows {
        guard isNarrow else { return try body(nil) }
        for book in books { try body(book.id) }
    }

    /// Place of the village of a book; nil outside the scope.
    @inline(__always)
    func village(ofBook id: Int64) -> Int? { villageOfBook[id] }

    /// Places of the villages asked for, by code.
    private static func places(_ divisions: DivisionTable, township: String?, codes: [String]) throws -> [Int]
    {
        let above = try township.map { code in
            guard let place = divisions.place(of: code) else { throw NamedThingProblem.divisionUnknown(code) }
            return place
        }
        let wanted = Set(codes)
        for code in codes {
            guard let place = divisions.place(of: code), divisions.entries[place].isVillage else {
                throw NamedThingProblem.divisionUnknown(code)
            }
        }
        // Divisions and books most often are in order already, which a sort finds out in one pass.
        return divisions.entries.indices.filter { place in
            let entry = divisions.entries[place]
            guard entry.isVillage, wanted.isEmpty || wanted.contains(entry.code) else { return false }
            return above.map { divisions.lies(place, below: $0) } ?? true
        }.sorted { divisions.entries[$0].code < divisions.entries[$1].code }
    }

    /// The books of the divisions at these places, or all in the order they were entered.
    private static func books(_ db: Database, _ divisions: DivisionTable, of places: [Int]?) throws -> [Book]
    {
        var books: [Book] = []
        books.reserveCapacity(divisions.entries.count)
        func add(_ rows: RawStatement) throws {
            while try rows.step() {
                guard let place = divisions.place(ofID: rows.int(2)) else {
                    throw FileProblem.damaged(
                        table: "book", row: "book \(rows.text(1)) division \(rows.int(2))")
                }
                books.append(
                    Book(
                        id: rows.int(0), code: rows.text(1), division: place,
                        opened: try .stored(rows.int(3), "book")))
            }
        }
        guard let places else {
            try add(RawStatement(db, Schema.Income.books))
            return books
        }
        let rows = try RawStatement(db, Schema.Income.booksOfDivision)
        for place in places {
            rows.bind(1, divisions.entries[place].code)
            try add(rows)
        }
        return books
    }

    /// Leaves the books of the villages at these places, village by village and by code.
    private static func gather(_ books: inout [Book], of places: [Int], among divisions: Int) {
        var village = [Int](repeating: -1, count: divisions)
        for (index, place) in places.enumerated() { village[place] = index }
        books.removeAll { village[$0.division] < 0 }
        books.sort { a, b in
            a.division == b.division ? a.code < b.code : village[a.division] < village[b.division]
        }
    }

    /// Finds out which villages have closed the year: settled when each book closed its December.
    mutating func findClosedYears(_ db: Database, year: Int) throws {
        var closed = PlaceTable()
        let rows = try RawStatement(db, isNarrow ? Schema.Income.closedYear : Schema.Income.closedYears)
        rows.bind(1, year * 100 + 12)
        try forEachKey {
            if let book = $0 { rows.bind(2, book) }
            while try rows.step() { try closed.set(rows.int(0), 0, of: "book") }
        }
        for village in villages.indices {
            for book in books[villages[village].books] {
                villages[village].closing.add(
                    opened: book.opened, year: year, isYearClosed: closed[book.id] != nil)
            }
        }
    }
}

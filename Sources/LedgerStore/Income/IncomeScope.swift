import GRDB
import Ledger
import LedgerSchema

/// The villages a question is about and their books (查询范围), read in one pass each.
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

    /// - Parameters:
    ///   - township: a division; the villages below it. Nil is every village.
    ///   - codes: villages by code; none is every village.
    /// - Throws: ``NamedThingProblem/divisionUnknown(_:)``.
    init(_ db: Database, year: Int, township: String?, villages codes: [String]) throws {
        divisions = try DivisionTable(db)
        books = try Self.books(db, divisions)
        var hasBooks = [Bool](repeating: false, count: divisions.entries.count)
        for book in books { hasBooks[book.division] = true }
        // Villages dissolved before the year, or founded after it, have no row unless they have books.
        let places = try Self.places(divisions, township: township, codes: codes).filter {
            hasBooks[$0] || divisions.entries[$0].existed(in: year)
        }
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

    /// All books, in the order they were entered.
    private static func books(_ db: Database, _ divisions: DivisionTable) throws -> [Book] {
        var books: [Book] = []
        books.reserveCapacity(divisions.entries.count)
        let rows = try RawStatement(db, Schema.Income.books)
        while try rows.step() {
            guard let place = divisions.place(ofID: rows.int(2)) else {
                throw FileProblem.damaged(table: "book", row: "book \(rows.text(1)) division \(rows.int(2))")
            }
            books.append(
                Book(
                    id: rows.int(0), code: rows.text(1), division: place,
                    opened: try .stored(rows.int(3), "book")))
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

    /// Finds out which villages have closed the year.
    mutating func findClosedYears(_ db: Database, year: Int) throws {
        let any = try RawStatement(db, Schema.Income.hasClosedMonths)
        guard try any.step(), any.int(0) != 0 else { return any.reset() }
        any.reset()
        var closed = PlaceTable()
        let rows = try RawStatement(db, Schema.Income.closedBooks)
        rows.bind(1, year * 100 + 12)
        while try rows.step() { try closed.set(rows.int(0), 0, of: "book") }
        let cleared = try ClearedAccounts(db)
        for village in villages.indices {
            for book in books[villages[village].books] {
                try villages[village].closing.add(
                    opened: book.opened, year: year, isDecemberClosed: closed[book.id] != nil,
                    isCleared: cleared.areZero(in: book.id, through: year * 100 + 12))
            }
        }
    }
}

/// Asks whether income, expense and 本年收益 of a book stand at zero (损益结清).
final class ClearedAccounts {
    private let statement: RawStatement
    private var concerned = PlaceTable()
    private var sums: [Int64] = []
    private var touched: [Int] = []

    init(_ db: Database) throws {
        statement = try RawStatement(db, Schema.Income.balancePieces)
        let rows = try RawStatement(db, Schema.Income.clearedAccounts)
        while try rows.step() {
            try concerned.set(rows.int(0), sums.count, of: "account")
            sums.append(0)
        }
    }

    /// Whether they do, at the end of a month `yyyymm`.
    func areZero(in book: Int64, through month: Int) throws -> Bool {
        statement.bind(1, book)
        statement.bind(2, month)
        touched.removeAll(keepingCapacity: true)
        while try statement.step() {
            guard let account = concerned[statement.int(0)] else { continue }
            sums[account] &+= statement.int(1)
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

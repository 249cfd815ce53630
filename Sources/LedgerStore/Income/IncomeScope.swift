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
        let code: String
        let village: Int
        let opened: Month
    }

    /// By division code.
    private(set) var villages: [Village] = []
    /// By book code.
    private(set) var books: [Book] = []
    private var villageOfBook = PlaceTable()

    /// - Parameters:
    ///   - township: a division; the villages below it. Nil is every village.
    ///   - codes: villages by code; none is every village.
    /// - Throws: ``NamedThingProblem/divisionUnknown(_:)``.
    init(_ db: Database, year: Int, township: String?, villages codes: [String]) throws {
        let divisions = try DivisionTable(db)
        let places = try Self.places(divisions, township: township, codes: codes)
        let found = try Self.books(db, divisions)
        // Villages dissolved before the year, or founded after it, have no row unless they have books.
        let kept = places.filter { !found[$0].isEmpty || divisions.entries[$0].existed(in: year) }
        villages.reserveCapacity(kept.count)
        for place in kept {
            let entry = divisions.entries[place]
            let own = found[place]
            villages.append(
                Village(
                    code: entry.code, name: entry.name, township: divisions.township(of: place),
                    books: own.map(\.code)))
            for book in own {
                try villageOfBook.set(book.id, villages.count - 1)
                books.append(
                    Book(id: book.id, code: book.code, village: villages.count - 1, opened: book.opened))
            }
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
        let places = divisions.entries.indices.filter { place in
            let entry = divisions.entries[place]
            guard entry.isVillage, wanted.isEmpty || wanted.contains(entry.code) else { return false }
            return above.map { divisions.lies(place, below: $0) } ?? true
        }
        return sorted(places) { divisions.entries[$0].code < divisions.entries[$1].code }
    }

    /// All books by place of their division, each list by code.
    private static func books(
        _ db: Database, _ divisions: DivisionTable
    ) throws -> [[(id: Int64, code: String, opened: Month)]] {
        var found = [[(id: Int64, code: String, opened: Month)]](
            repeating: [], count: divisions.entries.count)
        let rows = try RawStatement(db, Schema.Income.books)
        while try rows.step() {
            guard let place = divisions.place(ofID: rows.int(2)) else {
                throw BrokenInvariant("book", "book \(rows.text(1)) has no division")
            }
            found[place].append((rows.int(0), rows.text(1), Month(validNumber: Int32(clamping: rows.int(3)))))
        }
        for place in found.indices where found[place].count > 1 {
            found[place].sort { $0.code < $1.code }
        }
        return found
    }

    /// Sorts what most often is sorted already.
    private static func sorted(_ places: [Int], by precedes: (Int, Int) -> Bool) -> [Int] {
        let isSorted = zip(places, places.dropFirst()).allSatisfy { precedes($0, $1) }
        return isSorted ? places : places.sorted(by: precedes)
    }

    /// Finds out which villages have closed the year.
    mutating func findClosedYears(_ db: Database, year: Int) throws {
        let any = try RawStatement(db, Schema.Income.hasClosedMonths)
        guard try any.step(), any.int(0) != 0 else { return any.reset() }
        any.reset()
        var closed = PlaceTable()
        let rows = try RawStatement(db, Schema.Income.closedBooks)
        rows.bind(1, year * 100 + 12)
        while try rows.step() { try closed.set(rows.int(0), 0) }
        let cleared = try ClearedAccounts(db)
        for book in books {
            try villages[book.village].closing.add(
                opened: book.opened, year: year, isDecemberClosed: closed[book.id] != nil,
                isCleared: cleared.areZero(in: book.id, through: year * 100 + 12))
        }
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

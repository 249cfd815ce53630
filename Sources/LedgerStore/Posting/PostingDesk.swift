import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// A user as posting needs it (用户).
struct IndexedUser {
    let id: Int64
    let name: String
    let displayName: String
    let roles: Set<UserRole>
    let scope: String
    let person: String
    let isDisabled: Bool
}

/// The posting desk (记账台): the one place where vouchers are looked up, numbered, sealed and added up.
///
/// It keeps the chart, the marks, the users and the books it has met in memory, and its statements prepared. All of
/// it belongs to one connection and is used on that connection's queue only; after an act that failed, or one that
/// changed the chart, it is thrown away and read anew.
final class PostingDesk {
    let db: Database
    let chart: ChartIndex
    var marks: MarkIndex
    let users: [IndexedUser]
    let userOfName: [String: Int32]
    let userOfID: [Int64: Int32]
    let dimensionNames: Set<String>
    var books: [BookState] = []
    var bookTable = ByteTable()
    var bytes = CanonicalBytes()
    let digest = SHA256Digest()
    /// Marks met before, by account and source: most lines need no more.
    var usualMarks: [UInt64: Int32] = [:]
    var pendingSums = 0
    let shelf: StatementShelf

    /// Whether many books come by, whose sums need no room any more once they are written.
    var isBulk = false
    /// Posted lines and vouchers, and drafts and their lines, that wait to be written.
    var lineRows = RowBatch(columns: 15, insert: Schema.Posting.insertLines)
    var voucherRows = RowBatch(columns: 19, insert: Schema.Posting.insertVouchers)
    var draftRows = RowBatch(columns: 13, insert: Schema.Drafts.insert)
    var draftLineRows = RowBatch(columns: 15, insert: Schema.Drafts.insertLines)
    var partyRows = RowBatch(columns: 5, insert: Schema.Posting.insertCounterparties)
    /// What waits to be added to the sums.
    var balanceRows = RowBatch(columns: 7, insert: Schema.Posting.addBalances)
    var partyBalanceRows = RowBatch(columns: 6, insert: Schema.Posting.addCounterpartyBalances)
    var yearTurnoverRows = RowBatch(columns: 6, insert: Schema.Posting.addYearTurnovers)
    /// The last id given to a counterparty; nil until one is needed.
    var lastParty: Int64?
    let lastNumber: RawStatement
    let updateBookHead: RawStatement

    init(_ db: Database, shelf: StatementShelf) throws {
        self.db = db
        self.shelf = shelf
        // Whoever used them before may have stopped half-way.
        shelf.reset()
        marks = try MarkIndex(db, shelf: shelf)
        chart = try ChartIndex(db, shelf: shelf, sources: marks.sources)
        var users: [IndexedUser] = []
        let rows = try shelf.statement(Schema.Posting.users)
        while try rows.step() {
            users.append(
                IndexedUser(
                    id: rows.int(0), name: rows.text(1), displayName: rows.text(2),
                    roles: Set(try UserRole.list(rows.text(3), of: rows.text(1))),
                    scope: rows.text(4), person: rows.text(5), isDisabled: rows.int(6) != 0))
        }
        self.users = users
        // Two names of other bytes may be one text to Swift; the first bears it.
        userOfName = Dictionary(
            users.indices.map { (users[$0].name, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        userOfID = Dictionary(
            users.indices.map { (users[$0].id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        dimensionNames = try Set(String.fetchAll(db, sql: Schema.Posting.dimensionNames))
        lastNumber = try shelf.statement(Schema.Posting.lastNumber)
        updateBookHead = try shelf.statement(Schema.Posting.updateBookHead)
    }

    /// A statement kept prepared; to be read to its end or reset before its next use.
    func prepared(_ sql: String) throws -> RawStatement { try shelf.statement(sql) }

    /// The book with a code.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    func book(_ code: String) throws -> BookState {
        if let book = try knownBook(code) { return book }
        throw NamedThingProblem.bookUnknown(code)
    }

    func knownBook(_ code: String) throws -> BookState? {
        if let index = bookTable.find(code) { return books[index] }
        guard let book = try BookState(self, code: code) else { return nil }
        books.append(book)
        _ = bookTable.insert(book.codeBytes)
        return book
    }

    /// The user with a name, in service.
    ///
    /// - Throws: ``NamedThingProblem/userUnknown(_:)``, ``NamedThingProblem/userDisabled(_:)``.
    func user(_ name: String) throws -> Int32 {
        guard let index = userOfName[name] else { throw NamedThingProblem.userUnknown(name) }
        if users[Int(index)].isDisabled { throw NamedThingProblem.userDisabled(name) }
        return index
    }

    /// Makes sure that a user has a role and that the book lies in the user's scope; administrators need the role too.
    ///
    /// - Throws: ``NamedThingProblem/roleMissing(user:role:)``, ``NamedThingProblem/outOfScope(user:book:)``.
    func authorise(_ user: Int32, _ role: UserRole, in book: BookState?) throws {
        let entry = users[Int(user)]
        guard entry.roles.contains(role) else {
            throw NamedThingProblem.roleMissing(user: entry.name, role: role.rawValue)
        }
        if role == .reviewer || role == .poster { try refuseCashier(entry, role) }
        if let book, !book.divisions.contains(entry.scope) {
            throw NamedThingProblem.outOfScope(user: entry.name, book: book.code)
        }
    }

    /// Makes sure that a reviewer is another person than the preparer and the last editor: the one place of this rule.
    ///
    /// - Throws: ``VoucherProblem/samePerson(reviewer:)``.
    func separate(preparer: Int32, editor: Int32, reviewer: Int32) throws {
        let person = users[Int(reviewer)].person
        if users[Int(preparer)].person == person || users[Int(editor)].person == person {
            throw VoucherProblem.samePerson(reviewer: users[Int(reviewer)].name)
        }
    }
}

import CLedgerSQLite
import GRDB
import Ledger
import LedgerSchema

/// An account as posting needs it (科目).
struct IndexedAccount {
    let id: Int64
    let account: Account
    /// Traits where no book adds an account below it.
    var traits: AccountTraits
    /// Index in ``MarkIndex/sources``; −1 without a default.
    let defaultSource: Int
    let code: [UInt8]
}

/// The charts of accounts in memory (科目索引): accounts by the digits of their codes.
struct ChartIndex {
    private(set) var accounts: [IndexedAccount] = []
    private var byID: [Int64: Int32] = [:]
    private var shared: [ChartVersion: [UInt64: Int32]] = [:]
    private var own: [String: [UInt64: Int32]] = [:]
    /// Accounts that are leaves elsewhere and have accounts of this book below them.
    private var parents: [String: Set<Int32>] = [:]

    init(_ db: Database, shelf: StatementShelf, sources: ByteTable) throws {
        let bookCodes = try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(db, sql: Schema.Books.codes).map {
                ($0[0] as Int64, $0[1] as String)
            })
        let rows = try shelf.statement(Schema.Posting.accounts)
        while try rows.step() {
            guard let chart = ChartVersion(rawValue: rows.text(1)),
                let category = AccountCategory(rawValue: rows.text(5)),
                let side = Side(rawValue: rows.text(6))
            else {
                throw FileProblem.damaged(table: "account", row: "account \(rows.text(3))")
            }
            let bookID = rows.optionalInt(2)
            var account = Account(
                chart: chart, book: bookID.flatMap { bookCodes[$0] }, code: rows.text(3), name: rows.text(4),
                category: category, side: side, role: rows.optionalText(7).flatMap(AccountRole.init),
                defaultSource: rows.optionalText(8), defaultNature: rows.optionalText(9))
            account.dimensions = rows.optionalText(10)?.split(separator: ";").map(String.init) ?? []
            account.isDisabled = rows.int(11) != 0
            add(id: rows.int(0), account: account, sources: sources)
        }
    }

    private mutating func add(id: Int64, account: Account, sources: ByteTable) {
        let code = Array(account.code.utf8)
        let index = Int32(accounts.count)
        accounts.append(
            IndexedAccount(
                id: id, account: account, traits: AccountTraits(account, isLeaf: true),
                defaultSource: account.defaultSource.flatMap { sources.find($0) } ?? -1, code: code))
        byID[id] = index
        let key = code.withUnsafeBufferPointer { Self.key($0) } ?? 0
        if let book = account.book {
            own[book, default: [:]][key] = index
        } else {
            shared[account.chart, default: [:]][key] = index
        }
        guard let parentCode = Account.parent(of: account.code),
            let parent = find(parentCode, chart: account.chart, book: account.book)
        else { return }
        if account.book == nil || accounts[Int(parent)].account.book != nil {
            accounts[Int(parent)].traits.remove(.leaf)
        } else if let book = account.book {
            parents[book, default: []].insert(parent)
        }
    }

    /// Digits and their number as one integer; nil for what is no account code.
    @inline(__always)
    static func key(_ code: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard code.count >= 3, code.count <= 11 else { return nil }
        var key: UInt64 = 0
        for byte in code {
            guard byte &- 0x30 < 10 else { return nil }
            key = key &* 10 &+ UInt64(byte &- 0x30)
        }
        return key &* 16 &+ UInt64(code.count)
    }

    /// The account with a code in a chart, as a book sees it.
    @inline(__always)
    func find(_ key: UInt64, chart: ChartVersion, own ownAccounts: [UInt64: Int32]) -> Int32? {
        if !ownAccounts.isEmpty, let index = ownAccounts[key], accounts[Int(index)].account.chart == chart {
            return index
        }
        return shared[chart]?[key]
    }

    func find(_ code: String, chart: ChartVersion, book: String?) -> Int32? {
        guard let key = Array(code.utf8).withUnsafeBufferPointer({ Self.key($0) }) else { return nil }
        return find(key, chart: chart, own: book.flatMap { own[$0] } ?? [:])
    }

    /// Whether an account takes entries of a book 末级科目: neither every book nor this one has accounts below it.
    func isLeaf(_ index: Int32, in book: BookState?) -> Bool {
        accounts[Int(index)].traits.contains(.leaf) && !(book?.ownParents.contains(index) ?? false)
    }

    func index(ofID id: Int64) -> Int32? { byID[id] }
    func ownAccounts(of book: String) -> [UInt64: Int32] { own[book] ?? [:] }
    func ownParents(of book: String) -> Set<Int32> { parents[book] ?? [] }
}

import GRDB
import Ledger
import LedgerSchema

/// A counterparty as posting needs it (往来单位).
struct IndexedParty {
    let id: Int64
    let code: [UInt8]
    /// Code of the other book of the village it stands for.
    let otherBook: String?
}

/// A book as posting needs it (账套状态): its place in the chain, its open months, its numbers and what is to be
/// added to its balances.
final class BookState {
    let id: Int64
    let code: String
    let codeBytes: [UInt8]
    let opened: Month
    /// Codes of the division and all above it, for scopes.
    let divisions: [String]
    let charts: [(fromYear: Int, chart: ChartVersion)]
    let siblings: [(code: String, name: String)]
    let ownAccounts: [UInt64: Int32]
    let ownParents: Set<Int32>
    var closed: Set<Int32> = []
    var sequence: Int64
    var head: [UInt8]
    var drafts: Int64
    private(set) var parties: [IndexedParty] = []
    private var partyTable = ByteTable()
    private var partyOfName: [Int32] = []
    private var partyOfID: [Int64: Int32] = [:]
    private(set) var hasSiblingParties = false

    /// Last number given, by month and kind.
    var numbers: [UInt64: Int64] = [:]
    /// What is to be added to the balances.
    var sums = PendingSums()
    /// Whether a voucher with a problem was met in an import, after which references to its numbers mean nothing.
    var isTainted = false
    /// Sequences of vouchers of the running import that bear another number here than in the ledger they were exported
    /// from, by the name they had there.
    var renumbered: [VoucherName: Int64] = [:]
    /// First sequence of the running act; nil while it has posted nothing here.
    var firstNew: Int64?
    /// First sequence of the running act that the schema has not been asked about; a bulk import asks in batches.
    var firstUnchecked: Int64?

    init?(_ desk: PostingDesk, code: String) throws {
        let row = try desk.prepared(Schema.Posting.book)
        row.bind(1, code)
        guard try row.step() else { return nil }
        id = row.int(0)
        self.code = row.text(1)
        codeBytes = Array(self.code.utf8)
        let division = row.int(3)
        opened = try Month.stored(row.int(4), "book")
        sequence = row.int(6)
        head = row.blob(7)
        drafts = row.int(8)
        row.reset()
        guard (0..<1 << 53).contains(sequence), (0..<1 << 53).contains(drafts) else {
            throw FileProblem.damaged(table: "bookHead", row: code)
        }
        let id = id
        func rows<T>(_ sql: String, _ key: Int64, _ second: Int64? = nil, _ body: (RawStatement) throws -> T)
            throws
            -> [T]
        {
            let statement = try desk.prepared(sql)
            statement.bind(1, key)
            if let second { statement.bind(2, second) }
            var found: [T] = []
            while try statement.step() { found.append(try body(statement)) }
            return found
        }
        charts = try rows(Schema.Posting.bookCharts, id) {
            (fromYear: Int($0.int(0)), chart: try ChartVersion.stored($0.text(1), "bookChart", code))
        }
        siblings = try rows(Schema.Posting.siblingBooks, division, id) {
            (code: $0.text(0), name: $0.text(1))
        }
        divisions = try rows(Schema.Posting.divisionAncestors, division) { $0.text(0) }
        closed = try Set(rows(Schema.Posting.closedMonths, id) { Int32(clamping: $0.int(0)) })
        ownAccounts = desk.chart.ownAccounts(of: code)
        ownParents = desk.chart.ownParents(of: code)
        let parties = try rows(Schema.Posting.counterparties, id) {
            (id: $0.int(0), code: $0.text(1), name: $0.text(2), other: $0.optionalText(3))
        }
        // All codes before any name, as what is stored is written by code: a name another bears as its code is that one.
        let indices = parties.map { add(id: $0.id, code: $0.code, otherBook: $0.other) }
        for (index, party) in zip(indices, parties) { call(index, party.name) }
    }

    func chart(in year: Int) -> ChartVersion {
        charts.last { $0.fromYear <= year }?.chart ?? charts.first?.chart ?? .system2023
    }

    /// The counterparty written by its code or its name.
    func party(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        partyTable.find(bytes).map { partyOfName[$0] }
    }
    func party(ofID id: Int64) -> Int32? { partyOfID[id] }

    @discardableResult
    func add(id: Int64, code: String, name: String, otherBook: String?) -> Int32 {
        let index = add(id: id, code: code, otherBook: otherBook)
        call(index, name)
        return index
    }

    private func add(id: Int64, code: String, otherBook: String?) -> Int32 {
        let index = Int32(parties.count)
        parties.append(IndexedParty(id: id, code: Array(code.utf8), otherBook: otherBook))
        partyOfID[id] = index
        call(index, code)
        if otherBook != nil { hasSiblingParties = true }
        return index
    }

    /// Lets a counterparty be found by a text, unless the text already means another.
    private func call(_ index: Int32, _ text: String) {
        if partyTable.insert(Array(text.utf8)) == partyOfName.count { partyOfName.append(index) }
    }

    /// The other book of the village a counterparty of this text stands for.
    func sibling(named text: String) -> String? {
        siblings.first { $0.code == text || $0.name == text }?.code
    }
}

/// Keys of balances as packed integers: month or year, account, mark or party, type.
enum BalanceKey {
    static func month(_ month: Month, account: Int32, mark: Int32, type: VoucherType) -> UInt64 {
        UInt64(UInt32(month.number)) << 44 | UInt64(UInt32(account)) << 24 | UInt64(UInt32(mark)) << 4
            | type.index
    }
    static func party(_ month: Month, account: Int32, party: Int32) -> UInt64 {
        UInt64(UInt32(account)) << 44 | UInt64(UInt32(party)) << 20 | UInt64(UInt32(month.number - 190_000))
    }
    static func year(_ year: Int, account: Int32, mark: Int32) -> UInt64 {
        UInt64(year) << 44 | UInt64(UInt32(account)) << 24 | UInt64(UInt32(mark))
    }
    /// Account and mark of a key by month.
    @inline(__always) static func account(_ key: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: key >> 24 & 0xFFFFF)
    }
    @inline(__always) static func mark(_ key: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: key >> 4 & 0xFFFFF)
    }
    /// Most accounts and most marks, 20 bits of each; a book's counterparties have 24. A million is far beyond any district.
    static let limit = 1 << 20
}

extension VoucherType {
    /// Place among all types, for packing.
    var index: UInt64 {
        switch self {
        case .normal: 0
        case .closing: 1
        case .distribution: 2
        case .correction: 3
        case .priorYear: 4
        }
    }
    /// Its name, standing for ever.
    var fixedName: StaticString {
        switch self {
        case .normal: "normal"
        case .closing: "closing"
        case .distribution: "distribution"
        case .correction: "correction"
        case .priorYear: "prior-year"
        }
    }

    static let byIndex: [VoucherType] = [.normal, .closing, .distribution, .correction, .priorYear]
}

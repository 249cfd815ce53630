import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// One act of a user (操作): what it touched, until it ends with its row in the audit chain 操作日志.
///
/// The row hashes the row before it, the digests of the records the act made or changed and the heads of the books
/// it posted to, so that nothing of it can be changed later without being found.
final class Act {
    let name: String
    let db: Database
    let desk: PostingDesk
    /// Who acts; nil only where nobody has to be known.
    let user: Int32?
    let userName: String
    let at: String
    /// The id its audit row will have.
    let audit: Int64
    /// Set by acts that change accounts, users, books or dimensions, which the desk keeps in memory.
    var changesDesk = false
    /// The book the act is about, what in it, and in short what happened; for the log's readers.
    var book: String?
    var subject: String?
    var detail: String?
    private var records: [(record: Schema.Record, ids: [DatabaseValue])] = []
    private var removed: [(record: String, key: String)] = []
    private let previousHash: [UInt8]

    init(_ name: String, by user: String?, desk: PostingDesk, at: String) throws {
        self.name = name
        self.db = desk.db
        self.desk = desk
        self.at = at
        self.user = try user.map { try desk.user($0) }
        userName = self.user.map { desk.users[Int($0)].name } ?? ""
        let head = try desk.prepared(Schema.Audit.head)
        guard try head.step(), (0..<1 << 53).contains(head.int(0)) else {
            throw FileProblem.damaged(table: "ledgerHead", row: "ledgerHead")
        }
        audit = head.int(0) + 1
        previousHash = head.blob(1)
        head.reset()
    }

    /// Notes that a record was made or changed, so that its digest enters the chain.
    ///
    /// - Parameter ids: its ids or names, in the order of the record's query.
    func touch(_ record: Schema.Record, _ ids: any DatabaseValueConvertible...) {
        records.append((record, ids.map(\.databaseValue)))
    }

    /// Notes that a record was taken out: a digest of zeros stands for what is gone, until it is made again.
    func touchRemoved(_ record: Schema.Record, key: String) { removed.append((record.rawValue, key)) }

    /// The user acting.
    ///
    /// - Throws: ``NamedThingProblem/userMissing``.
    func actor() throws -> Int32 {
        guard let user else { throw NamedThingProblem.userMissing }
        return user
    }

    /// Writes balances, heads, digests and the audit row.
    func finish() throws {
        let touched = desk.books.filter { $0.firstNew != nil }
        try desk.checkNewVouchers()
        try desk.flush()
        var entry = AuditEntry(
            id: audit, action: name, at: at, user: userName, book: book, subject: subject, detail: detail)
        entry.digests = try readDigests()
        entry.heads = touched.map { AuditEntry.Head(book: $0.code, sequence: $0.sequence, hash: $0.head) }
        entry.sort()
        try write(entry.digests)
        try write(entry.heads)
        var bytes = CanonicalBytes()
        bytes.add(entry)
        desk.digest.update(previousHash)
        desk.digest.update(bytes.bytes)
        let hash = desk.digest.finish()

        let insert = try desk.prepared(Schema.Audit.insert)
        insert.bind(1, audit)
        insert.bind(2, at)
        insert.bind(3, userName)
        insert.bind(4, name)
        insert.bind(5, book)
        insert.bind(6, subject)
        insert.bind(7, detail)
        insert.bind(8, blob: hash)
        try insert.run()
        let head = try desk.prepared(Schema.Audit.updateHead)
        head.bind(1, audit)
        head.bind(2, blob: hash)
        try head.run()
    }

    /// Makes the desk ready for the next act.
    func settle() {
        for book in desk.books {
            book.firstNew = nil
            book.firstUnchecked = nil
            book.isTainted = false
        }
    }

    /// The digest of each record touched, once, as it stands now.
    private func readDigests() throws -> [AuditEntry.Digest] {
        // By bytes: two keys that only look the same are two records.
        var found: [[UInt8]: AuditEntry.Digest] = [:]
        func note(_ record: String, _ key: String, _ digest: [UInt8]) {
            found[Array("\(record)/\(key)".utf8)] = AuditEntry.Digest(
                record: record, key: key, digest: digest)
        }
        for (record, key) in removed { note(record, key, .noHash) }
        var statements: [Schema.Record: RecordReader] = [:]
        for (record, ids) in records {
            let reader = try statements[record] ?? RecordReader(db, record, one: true, digest: desk.digest)
            statements[record] = reader
            guard let (key, digest) = try reader.read(ids) else { continue }
            note(record.rawValue, key, digest)
        }
        return Array(found.values)
    }

    private func write(_ digests: [AuditEntry.Digest]) throws {
        guard !digests.isEmpty else { return }
        var rows = RowBatch(columns: 4, insert: Schema.Audit.insertDigests)
        for entry in digests {
            if rows.isFull { try rows.flush(desk.shelf) }
            rows.add(audit)
            rows.add(entry.record)
            rows.add(entry.key)
            rows.add(blob: entry.digest)
        }
        try rows.flush(desk.shelf)
    }

    private func write(_ heads: [AuditEntry.Head]) throws {
        let insert = try desk.prepared(Schema.Audit.insertHead)
        for head in heads {
            insert.bind(1, audit)
            insert.bind(2, head.book)
            insert.bind(3, head.sequence)
            insert.bind(4, blob: head.hash)
            try insert.run()
        }
    }
}

/// Reads records of one kind with their digests (记录摘要): SHA-256 of their columns as canonical bytes.
final class RecordReader {
    private let statement: RawStatement
    private let columns: [(name: [UInt8], place: Int32)]
    private var bytes = CanonicalBytes()
    private let record: Schema.Record
    private let context: SHA256Digest

    init(_ db: Database, _ record: Schema.Record, one: Bool, digest: SHA256Digest) throws {
        statement = try RawStatement(db, one ? record.one : record.all)
        columns = statement.columnNames.enumerated().dropFirst()
            .map { (name: Array($1.utf8), place: Int32($0)) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        self.record = record
        context = digest
    }

    /// The key and digest of one record; nil when it is not there.
    func read(_ ids: [DatabaseValue]) throws -> (key: String, digest: [UInt8])? {
        for (place, id) in ids.enumerated() { statement.bind(Int32(place + 1), id) }
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return (statement.text(0), digest())
    }

    /// Every record of the kind.
    func forEach(_ body: (_ key: String, _ digest: [UInt8]) throws -> Void) throws {
        while try statement.step() { try body(statement.text(0), digest()) }
    }

    private func digest() -> [UInt8] {
        bytes.reset()
        for column in columns {
            if let value = statement.bytes(column.place) { bytes.add(name: column.name, value) }
        }
        bytes.withUnsafeBytes { context.update($0) }
        return context.finish()
    }
}

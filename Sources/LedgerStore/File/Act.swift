import GRDB
import Ledger
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
    private var records: [(record: Schema.Record, first: DatabaseValue, second: DatabaseValue)] = []
    private var removed: [(record: String, key: String)] = []
    private let previousHash: [UInt8]

    init(_ name: String, by user: String?, desk: PostingDesk, at: String) throws {
        self.name = name
        self.db = desk.db
        self.desk = desk
        self.at = at
        self.user = try user.map { try desk.user($0) }
        userName = user ?? ""
        let head = try desk.prepared(Schema.Audit.head)
        guard try head.step() else { throw BrokenInvariant("ledgerHead", "the head of the audit chain is missing") }
        audit = head.int(0) + 1
        previousHash = head.blob(1)
        head.reset()
    }

    /// Notes that a record was made or changed, so that its digest enters the chain.
    func touch(_ record: Schema.Record, _ first: some DatabaseValueConvertible, _ second: Int64? = nil) {
        records.append((record, first.databaseValue, second?.databaseValue ?? .null))
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
        try desk.flush()
        var bytes = CanonicalBytes()
        bytes.add("action", name)
        bytes.add("at", at)
        bytes.add("book", book)
        bytes.add("detail", detail)
        try addDigests(to: &bytes)
        try addHeads(of: touched, to: &bytes)
        bytes.add("id", Int(audit))
        bytes.add("subject", subject)
        bytes.add("user", userName)
        bytes.add("version", 1)
        let hash = Self.hash(after: previousHash, bytes, desk)

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

    static func hash(after previous: [UInt8], _ bytes: CanonicalBytes, _ desk: PostingDesk) -> [UInt8] {
        desk.digest.update(previous)
        desk.digest.update(bytes.bytes)
        return desk.digest.finish()
    }

    /// Makes the desk ready for the next act.
    func settle() {
        for book in desk.books {
            book.firstNew = nil
            book.isTainted = false
        }
    }

    private func addDigests(to bytes: inout CanonicalBytes) throws {
        guard !records.isEmpty || !removed.isEmpty else { return }
        var found: [String: (record: String, key: String, digest: [UInt8])] = [:]
        for (record, key) in removed { found[record + "/" + key] = (record, key, [UInt8](repeating: 0, count: 32)) }
        var statements: [Schema.Record: RecordReader] = [:]
        for (record, first, second) in records {
            let reader = try statements[record] ?? RecordReader(db, record, one: true, desk: desk)
            statements[record] = reader
            guard let (key, digest) = try reader.read(first, second) else { continue }
            found[record.rawValue + "/" + key] = (record.rawValue, key, digest)
        }
        let insert = try desk.prepared(Schema.Audit.insertDigest)
        let sorted = found.values.sorted { ($0.record, $0.key) < ($1.record, $1.key) }
        bytes.nest("digests") { list in
            for entry in sorted { Self.add(entry.record, entry.key, entry.digest, to: &list) }
        }
        for entry in sorted {
            insert.bind(1, audit)
            insert.bind(2, entry.record)
            insert.bind(3, entry.key)
            insert.bind(4, blob: entry.digest)
            try insert.run()
        }
    }

    /// One digest in the canonical bytes of an audit row.
    static func add(_ record: String, _ key: String, _ digest: [UInt8], to list: inout CanonicalBytes) {
        list.element { element in
            digest.withUnsafeBufferPointer { element.add("digest", $0) }
            element.add("key", key)
            element.add("record", record)
        }
    }

    /// One head of a book in the canonical bytes of an audit row.
    static func add(book: String, sequence: Int64, hash: [UInt8], to list: inout CanonicalBytes) {
        list.element { element in
            element.add("book", book)
            hash.withUnsafeBufferPointer { element.add("hash", $0) }
            element.add("sequence", Int(sequence))
        }
    }

    private func addHeads(of books: [BookState], to bytes: inout CanonicalBytes) throws {
        guard !books.isEmpty else { return }
        let insert = try desk.prepared(Schema.Audit.insertHead)
        let sorted = books.sorted { Array($0.code.utf8).lexicographicallyPrecedes(Array($1.code.utf8)) }
        bytes.nest("heads") { list in
            for book in sorted { Self.add(book: book.code, sequence: book.sequence, hash: book.head, to: &list) }
        }
        for book in sorted {
            insert.bind(1, audit)
            insert.bind(2, book.code)
            insert.bind(3, book.sequence)
            insert.bind(4, blob: book.head)
            try insert.run()
        }
    }
}

/// Reads records of one kind with their digests (记录摘要): SHA-256 of their columns as canonical bytes.
final class RecordReader {
    private let statement: RawStatement
    private let columns: [(name: String, place: Int32)]
    private let record: Schema.Record
    private let desk: PostingDesk

    init(_ db: Database, _ record: Schema.Record, one: Bool, desk: PostingDesk) throws {
        statement = try RawStatement(db, one ? record.one : record.all)
        columns = statement.columnNames.enumerated().dropFirst().map { (name: $1, place: Int32($0)) }
            .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        self.record = record
        self.desk = desk
    }

    /// The key and digest of one record; nil when it is not there.
    func read(_ first: DatabaseValue, _ second: DatabaseValue) throws -> (key: String, digest: [UInt8])? {
        statement.bind(1, first)
        statement.bind(2, second)
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return (statement.text(0), digest())
    }

    /// Every record of the kind.
    func forEach(_ body: (_ key: String, _ digest: [UInt8]) -> Void) throws {
        while try statement.step() { body(statement.text(0), digest()) }
    }

    private func digest() -> [UInt8] {
        var bytes = CanonicalBytes()
        for column in columns where !statement.isNull(column.place) {
            bytes.add(name: column.name, statement.text(column.place))
        }
        desk.digest.update(bytes.bytes)
        return desk.digest.finish()
    }
}

import CLedgerSQLite
import GRDB
import Glibc
import Ledger
import LedgerSchema

/// A ledger file 账本文件: one SQLite database with the books of a township or a district.
///
/// Reading needs no user and takes no lock; writing takes the writer's lock for as long as the file is open. Each
/// writing method is one act: one transaction that keeps every invariant and leaves one row in the audit chain, or
/// leaves nothing at all. Methods may be called from many tasks at once; acts queue up.
public final class LedgerFile: Sendable {
    /// What the file is opened for.
    public enum Access: Sendable {
        /// Questions only.
        case reading
        /// Questions and acts; `user` names who holds the lock, for whoever is turned away.
        case writing(user: String)
    }

    /// The file as the user named it; `:memory:` for a ledger in memory.
    public let name: String
    let queue: DatabaseQueue
    private let lock: WriterLock?
    private let clock: @Sendable () -> String
    /// Used on the connection's queue only, which is what makes it safe.
    private nonisolated(unsafe) var desk: PostingDesk?
    private nonisolated(unsafe) var shelf: StatementShelf?
    private nonisolated(unsafe) var deskVersion: Int64 = 0
    nonisolated(unsafe) var guardsRest = false

    private init(
        name: String, queue: DatabaseQueue, lock: WriterLock?, clock: @escaping @Sendable () -> String
    ) {
        self.name = name
        self.queue = queue
        self.lock = lock
        self.clock = clock
    }

    deinit {
        // The connection goes before the lock: closing it may write the log back, and nobody else may write then.
        // What is prepared would keep it open, so it goes first.
        desk = nil
        shelf = nil
        try? queue.close()
    }

    /// Writes the log back and lets go of the file; what was prepared would keep it open.
    private func close() throws {
        queue.writeWithoutTransaction { _ in
            desk = nil
            shelf = nil
        }
        try queue.close()
    }

    /// The time in UTC, `2026-03-15T08:00:00Z`; only the audit chain and the lock carry it.
    public static let systemClock: @Sendable () -> String = {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Makes a new ledger file with both charts' first levels, the sources and no book.
    ///
    /// - Throws: ``FileProblem/exists(_:)`` when there is a file of that name, ``FileProblem/readOnly(_:)``.
    public static func create(
        at path: String, defaultDetails: Bool = true, clock: @escaping @Sendable () -> String = systemClock
    ) throws -> LedgerFile {
        try create(at: path, named: path, defaultDetails: defaultDetails, clock: clock)
    }

    /// Makes a new ledger file and fills it, or leaves nothing behind: it grows under another name and gets its own when
    /// it is whole, so that no moment of dying leaves half a ledger.
    ///
    /// - Throws: what `filling` throws, ``FileProblem/exists(_:)``, ``FileProblem/readOnly(_:)``.
    public static func create(
        at path: String, defaultDetails: Bool = true, clock: @escaping @Sendable () -> String = systemClock,
        filling: (LedgerFile) throws -> Void
    ) throws {
        let file = try NewFile(path)
        // Nobody waits on the lock of a name that is made for this process alone.
        defer { unlink(file.draft + ".lock") }
        func make() throws {
            let ledger = try create(
                at: file.draft, named: path, defaultDetails: defaultDetails, clock: clock)
            try filling(ledger)
            try translatingErrors(path) { try ledger.close() }
        }
        try make()
        try file.publish()
    }

    private static func create(
        at path: String, named name: String, defaultDetails: Bool, clock: @escaping @Sendable () -> String
    ) throws -> LedgerFile {
        if access(path, F_OK) == 0 { throw FileProblem.exists(name) }
        return try translatingErrors(name) {
            let lock = try WriterLock(ledger: path, user: "init", since: clock(), name: name)
            let file = LedgerFile(
                name: name, queue: try DatabaseQueue(path: path, configuration: configuration(writing: true)),
                lock: lock, clock: clock)
            try file.migrate(from: 0)
            try file.layFoundation(defaultDetails: defaultDetails)
            return file
        }
    }

    /// Makes a ledger in memory, for tests and rehearsals.
    public static func inMemory(
        defaultDetails: Bool = true, clock: @escaping @Sendable () -> String = systemClock
    ) throws -> LedgerFile {
        let file = LedgerFile(
            name: ":memory:", queue: try DatabaseQueue(configuration: configuration(writing: true)),
            lock: nil,
            clock: clock)
        try file.migrate(from: 0)
        try file.layFoundation(defaultDetails: defaultDetails)
        return file
    }

    /// A copy in memory of the ledger as it stands.
    func copyInMemory() throws -> LedgerFile {
        let copy = try DatabaseQueue(configuration: Self.configuration(writing: true))
        try queue.backup(to: copy)
        return LedgerFile(name: ":memory:", queue: copy, lock: nil, clock: clock)
    }

    /// Opens a ledger file.
    ///
    /// - Throws: ``FileProblem`` when it is missing, no ledger, of another version, or held by another writer.
    public static func open(
        _ path: String, for access: Access, clock: @escaping @Sendable () -> String = systemClock
    ) throws -> LedgerFile {
        guard Glibc.access(path, F_OK) == 0 else { throw FileProblem.missing(path) }
        var kind = stat()
        guard stat(path, &kind) != 0 || kind.st_mode & S_IFMT != S_IFDIR else {
            throw FileProblem.notALedger(path)
        }
        return try translatingErrors(path) {
            switch access {
            case .writing(let user):
                guard Glibc.access(path, W_OK) == 0 else { throw FileProblem.readOnly(path) }
                let lock = try WriterLock(ledger: path, user: user, since: clock(), name: path)
                let probe = try DatabaseQueue(path: path, configuration: configuration(writing: false))
                try probe.read { try assertLedger($0, name: path) }
                try probe.close()
                return LedgerFile(
                    name: path,
                    queue: try DatabaseQueue(path: path, configuration: configuration(writing: true)),
                    lock: lock, clock: clock)
            case .reading:
                let queue = try DatabaseQueue(
                    path: try readerPath(path), configuration: configuration(writing: false))
                try queue.read { try assertLedger($0, name: path) }
                return LedgerFile(name: path, queue: queue, lock: nil, clock: clock)
            }
        }
    }

    /// A file that can't be written, in a folder that can't, is read as it stands; with a log beside it that is not
    /// safe, since the log holds newer pages.
    private static func readerPath(_ path: String) throws -> String {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let place = path.hasPrefix("/") || !folder.isEmpty ? (folder.isEmpty ? "/" : folder) : "."
        if Glibc.access(place, W_OK) == 0 || Glibc.access(path + "-shm", R_OK) == 0 { return path }
        // A reader leaves an empty log behind where there was none.
        var log = stat()
        if stat(path + "-wal", &log) == 0, log.st_size > 0 { throw FileProblem.logUnreadable(path) }
        let escaped = path.utf8.reduce(into: "") { text, byte in
            let plain = byte > 0x2C && byte < 0x7F && byte != 0x3F
            text +=
                plain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "file:\(escaped)?immutable=1"
    }

    /// Done once, before SQLite's first use; it says no when it is too late, and then nothing is lost but speed.
    private static let isTuned =
        ledger_keep_freed_memory() != 0 && ledger_tune() == SQLITE_OK

    private static func configuration(writing: Bool) -> Configuration {
        _ = isTuned
        var configuration = Configuration()
        configuration.readonly = !writing
        configuration.busyMode = .timeout(10)
        configuration.label = "ledger"
        configuration.prepareDatabase { db in
            if let connection = db.sqliteConnection { _ = ledger_set_lookaside(connection, 512, 1000) }
            try db.execute(sql: writing ? Schema.File.configure : Schema.File.configureReader)
        }
        return configuration
    }

    static func assertLedger(_ db: Database, name: String) throws {
        guard try Int32.fetchOne(db, sql: Schema.File.applicationID) == Schema.applicationID else {
            throw FileProblem.notALedger(name)
        }
        let version = try Int.fetchOne(db, sql: Schema.File.version) ?? 0
        if version > Schema.version { throw FileProblem.newer(name, version: version, known: Schema.version) }
        if version < Schema.version { throw FileProblem.older(name, version: version, known: Schema.version) }
    }

    private func migrate(from version: Int) throws {
        try queue.write { db in
            for (index, sql) in Schema.migrations.enumerated() where index >= version {
                try db.execute(sql: sql)
                try db.execute(sql: Schema.File.setVersion(index + 1))
            }
        }
    }

    /// Asks the ledger a question on its connection.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.translatingErrors(name) { try queue.read(body) }
    }

    /// Asks a question that needs the posting desk: the chart, the marks, the books.
    func readAtDesk<T>(_ body: (PostingDesk) throws -> T) throws -> T {
        try Self.translatingErrors(name) {
            try queue.read { db in try body(PostingDesk(db, shelf: currentShelf(db))) }
        }
    }

    /// Does one act: a transaction with its row in the audit chain, or nothing at all.
    ///
    /// - Parameters:
    ///   - user: who acts; nil only for `init`, which nobody has to be known for.
    ///   - guards: where the schema's guards stand meanwhile.
    ///   - rehearsal: does everything and takes it back, to see what would happen.
    func act<T>(
        _ name: String, by user: String?, guards: Guards = .eachRow, rehearsal: Bool = false,
        _ body: (Act) throws -> T
    ) throws -> T {
        try Self.translatingErrors(self.name) {
            try queue.writeWithoutTransaction { db in
                defer { if guards == .bulk { writeBack(db) } }
                try place(guards, db)
                let shelf = currentShelf(db)
                do {
                    try shelf.run(Schema.File.begin)
                    let desk = try currentDesk(db, shelf)
                    desk.isBulk = guards == .bulk
                    let act = try Act(name, by: user, desk: desk, at: clock())
                    let result = try body(act)
                    // Rows that wait and the sums are written last; a rehearsal hears what the schema says to them too.
                    try act.finish()
                    if rehearsal || act.changesDesk { self.desk = nil } else { act.settle() }
                    try shelf.run(rehearsal ? Schema.File.rollback : Schema.File.commit)
                    return result
                } catch {
                    desk = nil
                    shelf.reset()
                    // Where beginning failed, or SQLite has taken everything back itself, there is nothing to take back.
                    if db.isInsideTransaction { try shelf.run(Schema.File.rollback) }
                    throw error
                }
            }
        }
    }

    private func currentShelf(_ db: Database) -> StatementShelf {
        if let shelf { return shelf }
        let fresh = StatementShelf(db)
        shelf = fresh
        return fresh
    }

    /// The desk kept from the last act, unless somebody else has written to the file since.
    private func currentDesk(_ db: Database, _ shelf: StatementShelf) throws -> PostingDesk {
        let version = try shelf.statement(Schema.File.dataVersion).firstInt() ?? 0
        if let desk, version == deskVersion { return desk }
        let fresh = try PostingDesk(db, shelf: shelf)
        desk = fresh
        deskVersion = version
        return fresh
    }
}

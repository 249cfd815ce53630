import CLedgerSQLite
import GRDB
import Ledger

/// A prepared statement without ceremony (预编译语句), for the roads where a million rows pass.
///
/// GRDB keeps the connection, the queue and the transactions; here its statements would cost more than SQLite
/// itself. Text is bound without a copy, so a statement is stepped while the bytes it was given still stand.
final class RawStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ db: Database, _ sql: String) throws {
        guard let connection = db.sqliteConnection else {
            preconditionFailure("A statement was asked for after its connection was closed.")
        }
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw SQLiteFailure(connection) }
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    @inline(__always) func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(handle, place, value) }
    @inline(__always) func bind(_ place: Int32, _ value: Int) {
        sqlite3_bind_int64(handle, place, Int64(value))
    }
    @inline(__always) func bindNull(_ place: Int32) { sqlite3_bind_null(handle, place) }

    @inline(__always) func bind(_ place: Int32, _ value: Int64?) {
        if let value { bind(place, value) } else { bindNull(place) }
    }

    /// Binds text that must stay where it is until the statement has been stepped.
    @inline(__always) func bindText(_ place: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
        // An empty buffer may have no address, and a null address would bind NULL instead of the empty text.
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            sqlite3_bind_text(handle, place, "", 0, nil)
            return
        }
        start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            _ = sqlite3_bind_text(handle, place, $0, Int32(bytes.count), nil)
        }
    }

    /// Binds a stretch of `text`, NULL when absent.
    @inline(__always) func bindText(_ place: Int32, _ range: TextRange, in text: UnsafeBufferPointer<UInt8>) {
        guard range.isPresent else { return bindNull(place) }
        bindText(place, UnsafeBufferPointer(rebasing: text[range.range]))
    }

    /// Binds text by copying it.
    func bind(_ place: Int32, _ value: String?) {
        guard let value else { return bindNull(place) }
        sqlite3_bind_text(handle, place, value, Int32(value.utf8.count), Self.transient)
    }

    /// Binds text that stands for ever, such as the name of a case.
    @inline(__always) func bind(_ place: Int32, fixed value: StaticString) {
        bindText(place, UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    /// Binds bytes that must stay where they are until the statement has been stepped.
    @inline(__always) func bindBlob(_ place: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
        sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), nil)
    }

    /// Binds bytes by copying them.
    func bind(_ place: Int32, blob: [UInt8]) {
        sqlite3_bind_blob(handle, place, blob, Int32(blob.count), Self.transient)
    }

    /// Binds what GRDB calls a value; a place the statement does not have is left alone.
    func bind(_ place: Int32, _ value: DatabaseValue) {
        switch value.storage {
        case .int64(let number): bind(place, number)
        case .string(let text): bind(place, text)
        default: bindNull(place)
        }
    }

    var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) }
    }

    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// Whether there is a row; after the last one the statement is ready to be bound anew.
    @inline(__always) func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE {
            sqlite3_reset(handle)
            return false
        }
        let failure = SQLiteFailure(connection)
        sqlite3_reset(handle)
        throw failure
    }

    /// Runs a statement that gives no rows.
    @inline(__always) func run() throws {
        while try step() {}
    }

    /// The first column of the first row; nil without a row. The statement is ready to be bound anew.
    func firstInt() throws -> Int64? {
        guard try step() else { return nil }
        defer { reset() }
        return int(0)
    }

    /// Lets go of a row set that was not read to its end.
    func reset() { sqlite3_reset(handle) }

    @inline(__always) func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    @inline(__always) func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }
    @inline(__always) func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    /// The bytes of a text or blob, standing until the next step; nil for NULL.
    @inline(__always) func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
        guard !isNull(column) else { return nil }
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// A text; empty for NULL, which SQLite gives no address for, as for an empty one.
    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_blob(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(
            decoding: UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count),
            as: UTF8.self)
    }
    func optionalText(_ column: Int32) -> String? {
        bytes(column).map { String(decoding: $0, as: UTF8.self) }
    }
    func blob(_ column: Int32) -> [UInt8] { bytes(column).map(Array.init) ?? [] }
}

/// What SQLite said when a statement failed: its code and its message, which for a trigger is the rule's code.
struct SQLiteFailure: Error {
    let code: Int32
    let message: String

    init(_ connection: OpaquePointer) {
        code = sqlite3_extended_errcode(connection)
        message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
    }

    init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }
}

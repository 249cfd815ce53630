import CLedgerSQLite
import LedgerStore
import Testing

/// A second connection that goes behind the program's back: no checks, no foreign keys, no triggers.
final class RawFile {
    private let handle: OpaquePointer

    struct Failure: Error { let message: String }

    init(_ path: String) throws {
        var handle: OpaquePointer?
        guard sqlite3_open(path, &handle) == SQLITE_OK, let handle else { throw Failure(message: "open") }
        self.handle = handle
        try run(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = 1; PRAGMA journal_mode = DELETE")
    }

    deinit { sqlite3_close(handle) }

    func run(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: "\(String(cString: sqlite3_errmsg(handle))): \(sql)")
        }
    }

    /// Rows of texts; NULL is nil.
    func rows(_ sql: String) throws -> [[String?]] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
            throw Failure(message: "\(String(cString: sqlite3_errmsg(handle))): \(sql)")
        }
        defer { sqlite3_finalize(statement) }
        var rows: [[String?]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    sqlite3_column_text(statement, column).map { String(cString: $0) }
                })
        }
        return rows
    }

    func text(_ sql: String) throws -> String { try rows(sql).first?.first.flatMap { $0 } ?? "" }

    /// Runs statements with all triggers out of the way, and puts them back with their own text.
    func tamper(_ statements: String...) throws {
        let triggers = try rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        try run("BEGIN")
        for trigger in triggers { try run("DROP TRIGGER \"\(trigger[0] ?? "")\"") }
        for statement in statements { try run(statement) }
        for trigger in triggers { try run(trigger[1] ?? "") }
        try run("COMMIT")
    }
}

/// A copy of the sample, changed behind the program's back, and what `verify` says to it.
enum Tampered {
    static func report(heads: LedgerHeads? = nil, _ statements: String...) throws -> VerifyReport {
        try report(heads: heads, statements)
    }

    static func report(heads: LedgerHeads? = nil, _ statements: [String]) throws -> VerifyReport {
        let path = try VerifySample.copy()
        do {
            let file = try RawFile(path)
            for statement in statements { try file.tamper(statement) }
        }
        return try VerifySample.report(path, heads: heads)
    }
}

import CLedgerSQLite
import GRDB
import LedgerSchema

extension LedgerFile {
    /// Prepares the connection for a bulk act 批量: its row triggers and foreign keys rest.
    ///
    /// The triggers rest in this connection only, as a setting that is never written to the file: whatever moment
    /// the process dies at, the file it leaves has every trigger in place. The same conditions run as set queries
    /// over the new rows before the act commits, from the same views.
    func beginBulk(_ db: Database) throws {
        try db.execute(sql: Schema.File.foreignKeysOff)
        setTriggers(db, on: false)
    }

    func endBulk(_ db: Database) {
        setTriggers(db, on: true)
        do {
            try db.execute(sql: Schema.File.foreignKeysOn)
            try db.execute(sql: Schema.File.checkpoint)
        } catch {
            // A checkpoint is put off, not needed: the log keeps what was committed.
            preconditionFailureUnlessBusy(error)
        }
    }

    private func setTriggers(_ db: Database, on: Bool) {
        guard let connection = db.sqliteConnection else {
            preconditionFailure("A bulk act lost its connection.")
        }
        precondition(
            ledger_set_triggers(connection, on ? 1 : 0) == SQLITE_OK, "SQLite would not switch its triggers.")
    }

    private func preconditionFailureUnlessBusy(_ error: any Error) {
        guard let code = (error as? DatabaseError)?.resultCode else { return }
        precondition(
            [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR].contains(code),
            "The connection could not be put back after a bulk act.")
    }
}

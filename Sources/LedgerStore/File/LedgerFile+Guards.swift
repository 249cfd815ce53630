import CLedgerSQLite
import GRDB
import LedgerSchema

/// Where the schema's guards 护栏 stand while this program writes; other programs meet them at every row.
enum Guards {
    /// At every row: triggers and foreign keys. For acts that are rare.
    case eachRow
    /// At the end of the act: the same rules, from the same views, asked once about all that was posted.
    case eachAct
    /// At the end of the act, and the log is written back, which such an act makes long.
    case bulk
}

extension LedgerFile {
    /// Has triggers and foreign keys watch every row of the next act, or lets them rest.
    ///
    /// They rest in this connection only, as a setting that is never written to the file: whatever moment the process
    /// dies at, the file it leaves has every trigger in place. A statement means one or the other from when it was
    /// prepared, and all are prepared anew when the setting changes; so it stays as the last act left it.
    func place(_ guards: Guards, _ db: Database) throws {
        let rest = guards != .eachRow
        guard rest != guardsRest else { return }
        guard let connection = db.sqliteConnection else {
            preconditionFailure("An act lost its connection.")
        }
        try db.execute(sql: rest ? Schema.File.foreignKeysOff : Schema.File.foreignKeysOn)
        let answer = ledger_set_triggers(connection, rest ? 0 : 1)
        precondition(answer == SQLITE_OK, "SQLite would not switch its triggers.")
        guardsRest = rest
    }

    /// Writes the log back; put off where somebody reads on, not needed: the log keeps what was committed.
    func writeBack(_ db: Database) {
        do {
            try db.execute(sql: Schema.File.checkpoint)
        } catch {
            guard let code = (error as? DatabaseError)?.resultCode else { return }
            precondition(
                [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR].contains(code),
                "The log could not be written back.")
        }
    }
}

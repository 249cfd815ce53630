import CLedgerSQLite
import GRDB
import Ledger

/// A rule of the schema said no where no rule in Swift had (数据库约束): the code the trigger raised.
public struct SchemaRefusal: TextualProblem {
    /// The code of the rule.
    public let ruleCode: String

    /// Code, kind and both sentences.
    public var text: ProblemText {
        ProblemText(
            ruleCode, zh: "账本拒绝了这次写入（规则 \(ruleCode)），什么都没有改。请核对后再试。",
            en: "The ledger refused this (rule \(ruleCode)); nothing was changed. Check and try again.")
    }
}

extension LedgerFile {
    /// Turns what SQLite says into what a bookkeeper can act on.
    static func translatingErrors<T>(_ name: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw problem(code: error.extendedResultCode.rawValue, message: error.message ?? "", file: name) ?? error
        } catch let error as SQLiteFailure {
            throw problem(code: error.code, message: error.message, file: name) ?? error
        }
    }

    private static func problem(code: Int32, message: String, file: String) -> (any Error)? {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT:
            // SQLITE_CONSTRAINT_TRIGGER, a macro that does not cross into Swift.
            if code == SQLITE_CONSTRAINT | 7 << 8, isCode(message) { return SchemaRefusal(ruleCode: message) }
            // SQLITE_CONSTRAINT_CHECK; only the tables of sums limit an absolute value.
            if code == SQLITE_CONSTRAINT | 1 << 8, message.contains("abs(") { return MoneyProblem.balanceTooLarge }
            return BrokenInvariant("schema", message)
        case SQLITE_FULL: return FileProblem.diskFull
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN: return FileProblem.readOnly(file)
        // SQLITE_IOERR_SHMSIZE: no room for the index of the log, which readers need as well.
        case SQLITE_IOERR where code == SQLITE_IOERR | 19 << 8: return FileProblem.diskFull
        case SQLITE_IOERR: return FileProblem.io("SQLite \(code)")
        case SQLITE_BUSY, SQLITE_LOCKED: return FileProblem.locked(file, holder: "?")
        case SQLITE_NOTADB, SQLITE_CORRUPT: return FileProblem.notALedger(file)
        default: return nil
        }
    }

    private static func isCode(_ text: String) -> Bool {
        text.utf8.contains(0x2E) && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2E || $0 == 0x2D }
    }
}

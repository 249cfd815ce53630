import Ledger
import Testing

@testable import LedgerStore

@Suite("verify: the definitions of the file")
struct SchemaTests {
    /// Every trigger, view and index of a ledger.
    static let objects: [String] = {
        guard let path = try? VerifySample.copy(), let file = try? RawFile(path) else { return [] }
        let rows = try? file.rows(
            """
            SELECT type || ' ' || name FROM sqlite_schema
            WHERE type <> 'table' AND lower(substr(name, 1, 7)) <> 'sqlite_' ORDER BY 1
            """)
        return rows?.compactMap(\.first).compactMap { $0 } ?? []
    }()

    @Test("each trigger, view and index left out is named", arguments: objects)
    func leftOut(_ object: String) throws {
        let path = try VerifySample.copy()
        do { try RawFile(path).run("DROP \(object)") }
        let report = try VerifySample.report(path)
        #expect(report.problems.contains { $0.table == "sqlite_schema" && $0.row == object })
    }

    @Test(
        "what is put in or changed is named",
        arguments: [
            ("CREATE TRIGGER sqliteXevil AFTER INSERT ON line BEGIN SELECT 1; END", "trigger sqliteXevil"),
            ("CREATE TABLE extra (a)", "table extra"),
            ("CREATE INDEX extra ON line (account)", "index extra"),
            (
                "DROP TRIGGER voucherUpdate; CREATE TRIGGER voucherUpdate BEFORE UPDATE ON voucher BEGIN SELECT 1; END",
                "trigger voucherUpdate"
            ),
            ("ALTER TABLE line ADD COLUMN extra TEXT", "table line"),
        ])
    func changed(_ sql: String, _ object: String) throws {
        let path = try VerifySample.copy()
        do { try RawFile(path).run(sql) }
        let report = try VerifySample.report(path)
        #expect(report.problems.contains { $0.table == "sqlite_schema" && $0.row == object })
    }

    @Test(
        "a table that is gone is a problem, never a crash",
        arguments: [
            "voucher", "line", "audit", "auditHead", "auditDigest", "ledgerHead", "bookHead", "book",
            "account", "mark",
            "user", "counterparty", "balance", "counterpartyBalance", "yearTurnover", "opening", "period",
            "division",
            "bookChart", "draft",
        ])
    func tableGone(_ table: String) throws {
        let path = try VerifySample.copy()
        do {
            let file = try RawFile(path)
            try file.run("PRAGMA legacy_alter_table = 1; ALTER TABLE \(table) RENAME TO \"\(table)Gone\"")
        }
        let report = try VerifySample.report(path)
        #expect(report.problems.contains { $0.row == "table \(table)" })
        _ = try? LedgerFile.open(path, for: .reading).check()
    }

    static let tables = [
        "voucher", "line", "audit", "auditHead", "auditDigest", "bookHead", "book", "account", "mark", "user",
        "counterparty", "balance", "counterpartyBalance", "yearTurnover", "opening", "period", "bookChart",
        "draft",
    ]

    @Test("nonsense in any column is a problem, never a crash", arguments: tables)
    func nonsense(_ table: String) throws {
        let path = try VerifySample.copy()
        let columns = try RawFile(path).rows("SELECT name, type FROM pragma_table_info('\(table)')")
        for column in columns {
            let name = column[0] ?? ""
            let values =
                switch column[1] {
                case "INTEGER": ["9223372036854775807", "-9223372036854775808", "-1"]
                case "BLOB": ["x''", "zeroblob(1000)"]
                default: ["''", "char(0) || x'ff'", "printf('%.*c', 300, 'x')"]
                }
            for value in values {
                let copy = try VerifySample.copy()
                defer { VerifySample.remove(copy) }
                // Some values can't stand where a key is unique or part of a generated column.
                let set = "UPDATE OR IGNORE \(table) SET \"\(name)\" = CAST(\(value) AS \(column[1] ?? ""))"
                do { try RawFile(copy).tamper(set) } catch { continue }
                let ledger = try LedgerFile.open(copy, for: .reading)
                _ = try ledger.verify(heads: nil, repairTries: 50)
                // A question that overflows throws; that is all right, a crash is not.
                _ = try? ledger.check()
            }
        }
    }
}

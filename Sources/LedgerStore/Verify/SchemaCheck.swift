import GRDB
import Ledger
import LedgerSchema

/// Holds the definitions of a ledger against those of a fresh one (结构核验): a guard that is off is a problem.
struct SchemaCheck {
    let problems: ProblemList

    func check(_ db: Database) throws {
        let fresh = try DatabaseQueue()
        let expected = try fresh.write { fresh in
            for sql in Schema.migrations { try fresh.execute(sql: sql) }
            return try Self.definitions(fresh)
        }
        let found = try Self.definitions(db)
        for (name, sql) in expected.sorted(by: { $0.key < $1.key }) {
            let place = VerifyPlace(row: name)
            guard let present = found[name] else {
                problems.add("sqlite_schema", place, zh: "不见了", en: "it is missing")
                continue
            }
            if present != sql {
                problems.add("sqlite_schema", place, zh: "定义被改动", en: "its definition was changed")
            }
        }
        for name in found.keys.sorted() where expected[name] == nil {
            problems.add(
                "sqlite_schema", VerifyPlace(row: name), zh: "不属于账本", en: "it is no part of a ledger")
        }
    }

    /// Definitions by kind and name, `trigger voucherUpdate`.
    private static func definitions(_ db: Database) throws -> [String: String] {
        var definitions: [String: String] = [:]
        let rows = try RawStatement(db, Schema.Verify.definitions)
        while try rows.step() { definitions["\(rows.text(0)) \(rows.text(1))"] = rows.text(2) }
        return definitions
    }

    func checkIntegrity(_ db: Database) throws {
        let rows = try RawStatement(db, Schema.Verify.integrity)
        while try rows.step() {
            guard rows.text(0) != "ok" else { continue }
            problems.add(
                "sqlite_schema", zh: "SQLite 完整性检查：\(rows.text(0))",
                en: "SQLite's integrity check: \(rows.text(0))")
        }
        for table in Schema.Verify.checkedReferences {
            let danglers = try RawStatement(db, Schema.Verify.danglers(table))
            while try danglers.step() {
                problems.add(
                    table, zh: "\(danglers.int(2)) 行指向 \(danglers.text(1)) 中不存在的行",
                    en: "\(danglers.int(2)) rows point to rows of \(danglers.text(1)) that do not exist")
            }
        }
    }
}

import Testing

@testable import LedgerStore

/// A statement that must not change what is posted, and one of the same form that must pass.
struct SealedCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// Run first, in the same session; must pass.
    var before: [String] = []
    let refused: String
    /// Nil where the statement may also pass, as long as nothing changes.
    let code: String?
    let lawful: [String]
    var testDescription: String { name }
}

@Suite("invariants through the sqlite3 program: posted never changes")
struct RawSealedTests {
    @Test("refused, nothing changed, and the same form passes where it may", arguments: cases)
    func oneCase(_ rule: SealedCase) throws {
        let path = try Hamlet.copy()
        _ = try SQLiteShell.run(path, rule.before)
        let before = try SQLiteShell.dump(path)
        let session = try SQLiteShell.run(path, [rule.refused])
        if let code = rule.code { #expect(session.errors[0] == code, "\(rule.refused)") }
        #expect(try SQLiteShell.dump(path) == before, "\(rule.refused)")

        // The same in one session: refused first, then the lawful one.
        let both = try SQLiteShell.run(path, [rule.refused, "BEGIN;"] + rule.lawful + ["COMMIT;"])
        #expect(both.errors.keys.allSatisfy { $0 == 0 }, "the lawful one is refused: \(both.errors)")
        #expect(try SQLiteShell.dump(path) != before, "the lawful one changed nothing: \(rule.lawful)")
    }

    static let cases =
        rows.flatMap(\.cases) + records + marks + accounts + sources + periods + yearEnds + openings

    private static let rows = [
        SealedRow(
            table: "voucher",
            columns: [
                "book", "sequence", "date", "month", "kind", "number", "type", "attachments",
                "attachmentReason",
                "originalName",
                "reverses", "corrects", "originYear", "preparer", "editor", "reviewer", "poster", "audit",
                "hash",
            ],
            change: ("attachments", "attachments + 1"), place: "book = 1 AND sequence = 2",
            code: "voucher.posted",
            late: nil, next: ["sequence": "4", "date": "20260210", "month": "202602", "number": "1"],
            nextLines: [RawVoucher().insertLine(0), RawVoucher().insertLine(1)],
            twin: (table: "draft", change: "attachments = attachments + 1")),
        SealedRow(
            table: "line",
            columns: [
                "book", "sequence", "line", "account", "debit", "credit", "mark", "counterparty", "summary",
                "contract",
                "dimensions", "receipt", "quantity", "unitPrice", "dueDate",
            ],
            change: ("summary", "'改'"), place: "book = 1 AND sequence = 2 AND line = 1",
            code: "voucher.posted",
            late: ["line": "3"], next: ["sequence": "4"], nextLines: [],
            twin: (table: "draftLine", change: "summary = '改'")),
        SealedRow(
            table: "audit", columns: ["id", "at", "user", "action", "book", "subject", "detail", "hash"],
            change: ("user", "'li'"), place: "id = 3", code: "audit.sealed", late: ["id": "0"],
            next: ["id": "(SELECT max(id) + 1 FROM audit)"], nextLines: [],
            twin: (table: "draft", change: "returnReason = '改'")),
        SealedRow(
            table: "auditHead", columns: ["audit", "book", "sequence", "hash"],
            change: ("sequence", "sequence + 1"),
            place: "audit = (SELECT min(audit) FROM auditHead)", code: "audit.sealed",
            late: ["book": "'H009'"],
            next: ["audit": "(SELECT max(id) + 1 FROM audit)"], nextLines: [],
            twin: (table: "draft", change: "returnReason = '改'")),
        SealedRow(
            table: "auditDigest", columns: ["audit", "record", "key", "digest"],
            change: ("digest", "zeroblob(32)"),
            place: "record = 'user' AND key = 'li'", code: "audit.sealed", late: ["key": "'nobody'"],
            next: ["audit": "(SELECT max(id) + 1 FROM audit)"], nextLines: [],
            twin: (table: "draft", change: "returnReason = '改'")),
        SealedRow(
            table: "mark", columns: ["id", "source", "nature", "fund", "excludedKind", "otherBook"],
            change: ("fund", "'mixed'"), place: "source = 'property-lease'", code: "voucher.posted",
            late: nil,
            next: ["id": "(SELECT max(id) + 1 FROM mark)", "fund": "'fiscal'"], nextLines: [],
            twin: (table: "draft", change: "returnReason = '改'")),
    ]

    /// What posted vouchers say by id must go on meaning the same.
    private static let records =
        ["user", "account", "counterparty", "book"].flatMap { table -> [SealedCase] in
            let rename: [String] = [
                table == "user"
                    ? "UPDATE user SET displayName = '某' WHERE id = 2;"
                    : "UPDATE \(table) SET name = '某' WHERE id = (SELECT max(id) FROM \(table));"
            ]
            let code = "\(table).fixed"
            return [
                SealedCase(
                    name: "\(table): another id", refused: "UPDATE \(table) SET id = 999 WHERE id = 1;",
                    code: code,
                    lawful: rename),
                SealedCase(
                    name: "\(table): another rowid", refused: "UPDATE \(table) SET rowid = 999 WHERE id = 1;",
                    code: code, lawful: rename),
                SealedCase(
                    name: "\(table): the rowid of another, which goes",
                    refused: "UPDATE OR REPLACE \(table) SET rowid = 1 WHERE id = 2;", code: code,
                    lawful: rename),
                SealedCase(
                    name: "\(table): the id of another, by its old name",
                    refused: "UPDATE OR REPLACE \(table) SET _rowid_ = 1, oid = 1 WHERE id = 2;", code: code,
                    lawful: rename),
                SealedCase(
                    name: "\(table): deleted", refused: "DELETE FROM \(table) WHERE id = 1;", code: code,
                    lawful: rename),
            ]
        } + [
            SealedCase(
                name: "user: another person",
                refused: "UPDATE user SET person = 'li-lan' WHERE name = 'zhang';", code: "user.fixed",
                lawful: ["UPDATE user SET roles = 'reviewer' WHERE name = 'li';"]),
            SealedCase(
                name: "user: replaced",
                refused: "INSERT OR REPLACE INTO user (name, displayName, roles, scope, person) "
                    + "VALUES ('zhang', '某', 'poster', '990101000000', 'x');", code: "user.exists",
                lawful: [
                    "INSERT OR REPLACE INTO user (name, displayName, roles, scope, person) "
                        + "VALUES ('zhao', '某', 'poster', '990101000000', 'x');"
                ]),
            SealedCase(
                name: "counterparty: replaced",
                refused: "INSERT OR REPLACE INTO counterparty (book, code, name) VALUES (1, '云雾茶业', '某');",
                code: "counterparty.exists",
                lawful: ["INSERT OR REPLACE INTO counterparty (book, code, name) VALUES (1, '某', '某');"]),
            SealedCase(
                name: "account: another code",
                refused: "UPDATE account SET code = '51399' WHERE code = '51302' AND chart = '2023';",
                code: "account.fixed",
                lawful: ["UPDATE account SET name = '某' WHERE code = '51302' AND chart = '2023';"]),
            SealedCase(
                name: "account: the source no longer asked for",
                refused: "UPDATE account SET takesSource = 0 WHERE code = '50103';", code: "account.fixed",
                lawful: ["UPDATE account SET name = '某' WHERE code = '50103';"]),
            SealedCase(
                name: "account: another role",
                refused: "UPDATE account SET role = 'distribution' WHERE code = '10201' AND chart = '2023';",
                code: "account.fixed",
                lawful: ["UPDATE account SET name = '某' WHERE code = '10201' AND chart = '2023';"]),
            SealedCase(
                name: "account: one below an account with entries",
                refused: below("51302", code: "5130201"), code: "account.has-entries",
                lawful: [below("51304", code: "5130401")]),
        ]

    private static func below(_ parent: String, code: String) -> String {
        "INSERT INTO account (chart, parent, takesSource, takesCounterparty, category, code, name, side) "
            + "SELECT chart, id, 0, 0, category, '\(code)', '某', side FROM account "
            + "WHERE code = '\(parent)' AND chart = '2023';"
    }
}

/// A row of a sealed table and how it might be got at.
private struct SealedRow {
    let table: String
    let columns: [String]
    /// A column and what it would become.
    let change: (column: String, value: String)
    let place: String
    let code: String
    /// What a row added late to something posted has that this one has not; nil where there is no such thing.
    let late: [String: String]?
    /// What the next lawful row has that this one has not.
    let next: [String: String]
    /// Statements the next lawful row needs before it.
    let nextLines: [String]
    /// A table with the same columns whose rows may change.
    let twin: (table: String, change: String)

    private func copy(_ verb: String, _ values: [String: String], upsert: String = "") -> String {
        let quoted = columns.map { "\"\($0)\"" }
        let chosen = columns.map { values[$0] ?? "\"\($0)\"" }
        return
            "\(verb) INTO \(table) (\(quoted.joined(separator: ", "))) SELECT \(chosen.joined(separator: ", ")) "
            + "FROM \(table) WHERE \(place) LIMIT 1\(upsert);"
    }

    private var changed: [String: String] { [change.column: change.value] }
    private var upsert: String {
        " ON CONFLICT DO UPDATE SET \"\(change.column)\" = excluded.\"\(change.column)\""
    }

    private func inserting(_ name: String, _ verb: String, upsert: String = "", code: String?) -> SealedCase {
        SealedCase(
            name: "\(table): \(name)", refused: copy(verb, changed, upsert: upsert), code: code,
            lawful: nextLines + [copy(verb, next, upsert: upsert)])
    }

    private func changing(_ name: String, _ statement: (String, String) -> String) -> SealedCase {
        SealedCase(
            name: "\(table): \(name)", refused: statement(table, place), code: code,
            lawful: [statement(twin.table, "true")])
    }

    var cases: [SealedCase] {
        let set = "SET \"\(change.column)\" = \(change.value)"
        func update(_ verb: String) -> (String, String) -> String {
            { table, place in
                "\(verb) \(table) \(table == self.table ? set : "SET \(twin.change)") WHERE \(place);"
            }
        }
        var found = [
            changing("UPDATE", update("UPDATE")),
            changing("UPDATE OR REPLACE", update("UPDATE OR REPLACE")),
            changing("UPDATE OR IGNORE", update("UPDATE OR IGNORE")),
            changing("DELETE") { table, place in "DELETE FROM \(table) WHERE \(place);" },
            changing("DELETE of all") { table, _ in "DELETE FROM \(table);" },
            inserting("INSERT OR REPLACE", "INSERT OR REPLACE", code: code),
            inserting("REPLACE INTO", "REPLACE", code: code),
            inserting("upsert", "INSERT", upsert: upsert, code: code),
            inserting("INSERT OR IGNORE", "INSERT OR IGNORE", code: nil),
            inserting("INSERT OR FAIL", "INSERT OR FAIL", code: code),
        ]
        if let late {
            for verb in ["INSERT", "INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"] {
                found.append(
                    SealedCase(
                        name: "\(table): late \(verb)", refused: copy(verb, late),
                        code: verb == "INSERT OR IGNORE" ? nil : code, lawful: nextLines + [copy(verb, next)])
                )
            }
        }
        return found
    }

}

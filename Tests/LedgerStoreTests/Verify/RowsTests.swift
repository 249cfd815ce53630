import Ledger
import LedgerStore
import Testing

@Suite("verify: rows taken out and put in")
struct RowsTests {
    static func said(_ report: VerifyReport) -> Comment {
        Comment(
            rawValue: report.problems.map { "\($0.table) | \($0.voucher ?? "–") | \($0.what(in: .english))" }
                .joined(separator: "\n"))
    }

    struct Place: Sendable, CustomTestStringConvertible {
        var table: String
        var row: Int
        var testDescription: String { "\(table) row \(row)" }
    }

    static let places: [Place] = {
        guard let path = try? VerifySample.copy(), let file = try? RawFile(path) else { return [] }
        return EveryColumnTests.keys.keys.sorted().flatMap { table in
            let count = (try? file.text("SELECT count(*) FROM \(table)")).flatMap { Int($0) } ?? 0
            return [0, count / 2, count - 1].map { Place(table: table, row: $0) }
        }
    }()

    static func at(_ place: Place) -> String {
        let key = EveryColumnTests.keys[place.table] ?? ""
        return "(\(key)) = (SELECT \(key) FROM \(place.table) ORDER BY \(key) LIMIT 1 OFFSET \(place.row))"
    }

    @Test("a row taken out is found", arguments: places)
    func deleted(_ place: Place) throws {
        let report = try Tampered.report("DELETE FROM \(place.table) WHERE \(Self.at(place))")
        let tables: Set =
            place.table == "line"
            ? ["line", "voucher"] : [place.table, EveryColumnTests.wholes[place.table] ?? place.table]
        #expect(report.problems.contains { tables.contains($0.table) && $0.row != nil }, Self.said(report))
        #expect(report.problems.count <= 12, Self.said(report))
    }

    /// A copy with a new key, as the last of its kind.
    static let copies: [(table: String, key: String, value: String)] = [
        ("voucher", "sequence", "sequence + 100"), ("line", "line", "line + 100"),
        ("audit", "id", "id + 100"),
        ("auditHead", "book", "'V003'"), ("auditDigest", "key", "key || '2'"),
    ]

    @Test("a row copied under a new key is found", arguments: 0..<5)
    func copied(_ index: Int) throws {
        let (table, key, value) = Self.copies[index]
        let path = try VerifySample.copy()
        do {
            let file = try RawFile(path)
            let columns = try file.rows("SELECT name FROM pragma_table_info('\(table)')").compactMap {
                $0.first
            }
            .compactMap { $0 }
            let values = columns.map { $0 == key ? value : $0 == "number" ? "number + 100" : "\"\($0)\"" }
            try file.tamper(
                """
                INSERT INTO \(table) (\(columns.map { "\"\($0)\"" }.joined(separator: ", ")))
                SELECT \(values.joined(separator: ", ")) FROM \(table) WHERE \(Self.at(Place(table: table, row: 1)))
                """)
        }
        let report = try VerifySample.report(path)
        #expect(report.problems.contains { $0.table == table && $0.row != nil }, Self.said(report))
    }

    @Test("a whole voucher put in with balances and head is found")
    func inserted() throws {
        let report = try Tampered.report(
            """
            INSERT INTO line SELECT book, 5, line, account, debit, credit, mark, counterparty, summary, contract,
                dimensions, receipt, quantity, unitPrice, dueDate FROM line WHERE book = 2 AND sequence = 4
            """,
            """
            INSERT INTO voucher SELECT book, 5, date, month, kind, 2, type, attachments, attachmentReason, originalName, reverses,
                corrects, originYear, preparer, editor, reviewer, poster, audit, randomblob(32)
            FROM voucher WHERE book = 2 AND sequence = 4
            """,
            "UPDATE balance SET debit = debit * 2, credit = credit * 2 WHERE book = 2 AND month = 202504",
            "UPDATE bookHead SET sequence = 5, hash = (SELECT hash FROM voucher WHERE book = 2 AND sequence = 5) WHERE book = 2"
        )
        #expect(
            report.problems.contains { $0.table == "voucher" && $0.voucher == "V002/2025-04/记-2" },
            Self.said(report))
    }

    @Test("a changed sum is found", arguments: ["balance", "counterpartyBalance", "yearTurnover"])
    func sums(_ table: String) throws {
        for change in [
            "UPDATE \(table) SET debit = debit + 1 WHERE rowid_ = 0",
            "UPDATE \(table) SET credit = credit - 100 WHERE rowid_ = 0",
            "DELETE FROM \(table) WHERE rowid_ = 0",
            "UPDATE \(table) SET account = account + 300 WHERE rowid_ = 0",
        ] {
            let columns =
                table == "balance"
                ? "(book, month, account, mark, type)"
                : table == "yearTurnover"
                    ? "(year, account, book, mark)" : "(book, account, counterparty, month)"
            let first =
                "\(columns) = (SELECT \(columns.dropFirst().dropLast()) FROM \(table) "
                + "WHERE debit <> 0 OR credit <> 0 LIMIT 1)"
            let report = try Tampered.report(change.replacing("rowid_ = 0", with: first))
            #expect(report.problems.contains { $0.table == table && $0.row != nil }, Self.said(report))
            #expect(Set(report.problems.map(\.table)) == [table], Self.said(report))
        }
        let report = try Tampered.report("DELETE FROM \(table)")
        #expect(report.problems.contains { $0.table == table }, Self.said(report))
    }

    @Test("a head moved is found")
    func heads() throws {
        for change in [
            "UPDATE bookHead SET hash = randomblob(32) WHERE book = 1",
            "UPDATE bookHead SET sequence = 6 WHERE book = 1",
            "UPDATE bookHead SET sequence = 8 WHERE book = 1", "DELETE FROM bookHead WHERE book = 1",
        ] {
            let report = try Tampered.report(change)
            #expect(report.problems.contains { $0.book == "V001" }, Self.said(report))
            #expect(report.books.map(\.ok) == [false, true, true])
        }
        for change in ["SET hash = randomblob(32)", "SET audit = audit - 1", "SET audit = audit + 1"] {
            #expect(!(try Tampered.report("UPDATE ledgerHead \(change)").ok))
        }
        #expect(!(try Tampered.report("DELETE FROM ledgerHead").ok))
        for change in [
            "UPDATE ledgerHead SET one = 0", "INSERT INTO ledgerHead SELECT 2, audit, hash FROM ledgerHead",
        ] {
            let report = try Tampered.report(change)
            #expect(report.problems.contains { $0.table == "ledgerHead" && $0.row != nil }, Self.said(report))
        }
    }

    @Test(
        "a counter beyond all counting is refused by the schema, and past it by a message, never a crash",
        arguments: [
            ("bookHead", "drafts"), ("bookHead", "sequence"), ("ledgerHead", "audit"),
        ])
    func counters(_ table: String, _ column: String) throws {
        for value in ["9223372036854775807", "-1"] {
            let path = try Hamlet.copy()
            let change = "UPDATE \(table) SET \(column) = \(value);"
            let session = try SQLiteShell.run(path, [change])
            #expect(session.errors[0]?.hasPrefix("CHECK constraint failed: \(column)") == true)
            try RawFile(path).run(change)
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
            let voucher = Hamlet.voucher(
                "H001", 2026_02_10, [Hamlet.debit("51302", 700), Hamlet.credit("10201", 700)])
            #expect(refusal { _ = try ledger.addDraft(voucher, by: "zhang") } == ["file.damaged"])
        }
    }

    @Test(
        "a record of set-up changed behind the program's back is found",
        arguments: [
            ("account", "UPDATE account SET name = '改' WHERE id = 50"),
            ("account", "UPDATE account SET takesSource = 1 - takesSource WHERE id = 50"),
            ("account", "UPDATE account SET parentOf = 2 - parentOf WHERE id = 50"),
            (
                "account",
                "INSERT INTO account (chart, takesSource, takesCounterparty, category, code, name, side) "
                    + "VALUES ('2023', 0, 0, 'asset', '199', '新', 'debit')"
            ),
            ("user", "UPDATE user SET roles = 'admin' WHERE name = 'li'"),
            (
                "user",
                "INSERT INTO user (name, displayName, roles, scope, person) VALUES ('x', 'x', 'admin', '990101000000', 'x')"
            ),
            ("book", "UPDATE book SET population = 1 WHERE code = 'V001'"),
            ("bookChart", "UPDATE bookChart SET fromYear = 2020 WHERE book = 3"),
            ("counterparty", "UPDATE counterparty SET name = '改'"),
            ("counterparty", "DELETE FROM counterparty"),
            ("division", "UPDATE division SET name = '改' WHERE level = 'village'"),
            ("incomeSource", "UPDATE incomeSource SET usualAccounts = '504' WHERE position = 1"),
            ("period", "UPDATE period SET closed = 0"), ("period", "DELETE FROM period"),
            ("opening", "UPDATE opening SET balance = balance + 1 WHERE book = 2"),
            ("opening", "DELETE FROM opening WHERE book = 2"),
            ("setting", "INSERT INTO setting VALUES ('reserve-floor', '', '10', '某文')"),
            ("dimension", "INSERT INTO dimension VALUES ('x', 'x')"),
        ])
    func records(_ table: String, _ change: String) throws {
        let report = try Tampered.report(change)
        #expect(report.problems.contains { $0.table == table && $0.row != nil }, Self.said(report))
    }

    @Test("a changed mark is found by the vouchers that carry it")
    func marks() throws {
        let report = try Tampered.report(
            "UPDATE mark SET source = 'enclave' WHERE source = 'village-operation'")
        #expect(report.problems.contains { $0.voucher == "V002/2025-01/记-1" }, Self.said(report))
        #expect(report.problems.contains { $0.table == "mark" && $0.row != nil }, Self.said(report))
        #expect(!(try Tampered.report("DELETE FROM mark WHERE source = 'village-operation'").ok))
    }
}

import Ledger
import LedgerStore
import Testing

@Suite("verify: one column of one row changed")
struct EveryColumnTests {
    /// What to put into a column, where it differs from what stands there; SQL over the row itself.
    ///
    /// A column that is not here fails the test below, so that no column is left out silently.
    static let changes: [String: [String: String]] = [
        "voucher": [
            "book": "book + 2", "sequence": "sequence + 90", "date": "date + 1", "month": "month + 100",
            "kind": "CASE kind WHEN '记' THEN '收' ELSE '记' END", "number": "number + 40",
            "type": "CASE type WHEN 'normal' THEN 'correction' ELSE 'normal' END",
            "attachments": "attachments + 7",
            "attachmentReason": "coalesce(attachmentReason || '?', '改')",
            "originalName": "coalesce(originalName || '?', '改')",
            "reverses": "iif(reverses IS NULL, 2, NULL)", "corrects": "iif(corrects IS NULL, 2, NULL)",
            "originYear": "coalesce(originYear, 2020) - 1", "preparer": "preparer % 3 + 1",
            "editor": "editor % 3 + 1",
            "reviewer": "reviewer % 3 + 1", "poster": "poster % 3 + 1", "audit": "audit - 1",
            "hash": "randomblob(32)",
        ],
        "line": [
            "book": "book + 2", "sequence": "sequence + 90", "line": "line + 50",
            "account":
                "(SELECT min(a.id) FROM account a WHERE a.id > account AND a.chart = '2023' AND a.code <> account)",
            "debit": "debit + 100", "credit": "credit + 100",
            "mark": "(mark + 1) % (SELECT count(*) FROM mark)",
            "counterparty": "iif(counterparty IS NULL, 1, NULL)",
            "summary": "summary || '?'", "contract": "coalesce(contract || '?', '改')",
            "dimensions": "coalesce(dimensions || '?', 'project=改')",
            "receipt": "coalesce(receipt || '?', '改')",
            "quantity": "coalesce(quantity, 0) + 1000000", "unitPrice": "coalesce(unitPrice, 0) + 10000",
            "dueDate": "coalesce(dueDate, 20250201) + 1",
        ],
        "audit": [
            "id": "id + 70", "at": "at || 'Z'", "user": "iif(user = 'li', 'zhang', 'li')",
            "action": "action || '?'",
            "book": "iif(book IS NULL, 'V001', NULL)", "subject": "coalesce(subject || '?', '改')",
            "detail": "coalesce(detail || '?', '改')", "hash": "randomblob(32)",
        ],
        "auditHead": [
            "audit": "audit + 1", "book": "iif(book = 'V001', 'V002', 'V001')", "sequence": "sequence + 1",
            "hash": "randomblob(32)",
        ],
        "auditDigest": [
            "audit": "audit + 1", "record": "record || '?'", "key": "key || '?'", "digest": "randomblob(32)",
        ],
        "bankAccount": [
            "id": "id + 5", "book": "book % 3 + 1", "code": "code || '?'", "bank": "bank || '?'",
            "number": "number || '?'", "account": "account + 1", "opened": "opened + 1",
            "closed": "coalesce(closed, 20250630) + 1",
        ],
        "bankMapping": ["bank": "bank || '?'", "mapping": "mapping || '?'"],
        "bankStatement": [
            "account": "account + 1", "number": "number + 1", "name": "name || '?'",
            "digest": "randomblob(32)",
            "fromDate": "fromDate + 1", "throughDate": "throughDate + 1", "opening": "opening + 1",
            "closing": "closing + 1", "lines": "lines + 1",
        ],
        "bankLine": [
            "account": "account + 1", "sequence": "sequence + 9", "statement": "statement + 1",
            "row": "row + 1",
            "date": "date + 1", "amount": "amount + 7", "balance": "balance + 1", "party": "party || '?'",
            "partyNumber": "partyNumber || '?'", "summary": "summary || '?'", "reference": "reference || '?'",
        ],
        "bankOpening": [
            "account": "account + 1", "number": "number + 1", "side": "iif(side = 'book', 'bank', 'book')",
            "date": "date + 1", "amount": "amount + 7", "party": "party || '?'", "summary": "summary || '?'",
        ],
        "bankMatch": [
            "account": "account + 1", "number": "number + 9", "how": "how || '?'", "made": "made + 1",
            "undone": "iif(undone IS NULL, made + 1, NULL)",
        ],
        "bankMatchMember": [
            "account": "account + 1", "match": "match + 9", "side": "iif(side = 'book', 'bank', 'book')",
            "sequence": "sequence + 40", "line": "line + 40",
        ],
    ]

    static let keys = [
        "voucher": "book, sequence", "line": "book, sequence, line", "audit": "id",
        "auditHead": "audit, book",
        "auditDigest": "audit, record, key", "bankAccount": "id", "bankMapping": "bank",
        "bankStatement": "account, number", "bankLine": "account, sequence", "bankOpening": "account, number",
        "bankMatch": "account, number", "bankMatchMember": "account, match, side, sequence, line",
    ]

    /// Tables whose rows are sealed as a part of another one's.
    static let wholes = ["bankLine": "bankStatement", "bankMatchMember": "bankMatch"]

    /// Columns whose old value nothing else in the file tells: text, and what only the hash knows.
    static let texts: Set<String> = [
        "attachmentReason", "originalName", "summary", "contract", "dimensions", "receipt", "quantity",
        "unitPrice",
    ]

    struct Change: Sendable, CustomTestStringConvertible {
        var table: String
        var column: String
        var row: Int
        var testDescription: String { "\(table).\(column) of row \(row)" }
    }

    /// Every column of the sealed tables, in the first, a middle and the last row.
    static let all: [Change] = {
        guard let path = try? VerifySample.copy(), let file = try? RawFile(path) else { return [] }
        return keys.keys.sorted().flatMap { table -> [Change] in
            let columns = (try? file.rows("SELECT name FROM pragma_table_info('\(table)')")) ?? []
            let count = (try? file.text("SELECT count(*) FROM \(table)")).flatMap { Int($0) } ?? 0
            return columns.compactMap(\.first).compactMap { $0 }.flatMap { column in
                [0, count / 2, count - 1].map { Change(table: table, column: column, row: $0) }
            }
        }
    }()

    @Test("no column lacks a way to change it")
    func complete() throws {
        #expect(Self.all.count > 100)
        for change in Self.all { #expect(Self.changes[change.table]?[change.column] != nil, "\(change)") }
    }

    @Test("verify names table, row and voucher", arguments: all)
    func column(_ change: Change) throws {
        let key = try #require(Self.keys[change.table])
        let value = try #require(Self.changes[change.table]?[change.column])
        let path = try VerifySample.copy()
        var voucher = ""
        do {
            let file = try RawFile(path)
            let place =
                "(\(key)) = (SELECT \(key) FROM \(change.table) ORDER BY \(key) LIMIT 1 OFFSET \(change.row))"
            voucher = try Self.voucherName(change, file, place)
            let before = try file.rows("SELECT * FROM \(change.table) WHERE \(place)")
            let target = try file.text("SELECT quote(\(value)) FROM \(change.table) WHERE \(place)")
            try file.tamper("UPDATE \(change.table) SET \"\(change.column)\" = \(target) WHERE \(place)")
            let after = try file.rows("SELECT * FROM \(change.table) WHERE \(place)")
            try #require(before != after)
        }
        let report = try VerifySample.report(path)
        let said = Comment(
            rawValue: report.problems.map { "\($0.table) | \($0.voucher ?? "–") | \($0.what(in: .english))" }
                .joined(separator: "\n"))
        #expect(!report.ok, said)
        #expect(report.problems.count <= 12, said)
        let tables = Self.tables(change)
        #expect(report.problems.contains { tables.contains($0.table) && $0.row != nil }, said)
        if !voucher.isEmpty {
            #expect(report.problems.contains { $0.voucher == voucher && tables.contains($0.table) }, said)
        }
    }

    /// The tables a problem may name: the one changed, and with a text or a hash the row above it.
    static func tables(_ change: Change) -> Set<String> {
        switch change.table {
        case "line" where texts.contains(change.column): ["line", "voucher"]
        case "line" where ["book", "sequence"].contains(change.column): ["line", "voucher"]
        case "auditHead" where change.column != "hash": ["auditHead", "audit"]
        case "auditDigest": ["auditDigest", "audit"]
        // What belongs to it is told: it points to nothing then.
        case "bankAccount" where change.column == "id": ["bankStatement", "bankMatch", "bankOpening"]
        default: [change.table, wholes[change.table] ?? change.table]
        }
    }

    /// The name of the voucher concerned, before anything is changed; empty where there is none.
    static func voucherName(_ change: Change, _ file: RawFile, _ place: String) throws -> String {
        guard change.table == "voucher" || change.table == "line" else { return "" }
        let parts = try file.rows(
            """
            SELECT b.code, v.date / 10000, v.date / 100 % 100, v.kind, v.number FROM voucher v JOIN book b ON b.id = v.book
            WHERE (v.book, v.sequence) = (SELECT book, sequence FROM \(change.table) WHERE \(place))
            """)
        let row = try #require(parts.first).map { $0 ?? "" }
        let month = row[2].count < 2 ? "0\(row[2])" : row[2]
        return "\(row[0])/\(row[1])-\(month)/\(row[3])-\(row[4])"
    }
}

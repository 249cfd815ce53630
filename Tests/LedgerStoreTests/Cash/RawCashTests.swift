import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("receipts and the cashier's book against raw SQL")
struct RawCashTests {
    /// A file with one record of each kind: a range, a void number, entries of which one is drafted and posted, a signature
    /// on a draft and one on a voucher, a count, and a letter.
    static func make() throws -> String {
        let url = try VerifySample.folder().appending(path: "cash.sqlite")
        let ledger = try LedgerFile.create(at: url.path, clock: Hamlet.clock)
        try Hamlet.fill(ledger)
        try ledger.addUsers(
            [UserEntry(name: "wang", displayName: "王竹", roles: [.cashier], scope: "990101000000")],
            by: "zhang")
        let day = CalendarDate(validNumber: 2026_02_03)
        try ledger.issueReceipts(
            ReceiptRun(first: "SJ0001", last: "SJ0009"), to: "王竹", on: day, book: "H002", by: "wang")
        try ledger.endReceipts(
            ReceiptRun(first: "SJ0002", last: "SJ0002"), as: .void, reason: "写错", on: day, book: "H002",
            by: "wang")
        for (fen, kind) in [
            (50_000, CashEntry.Kind.opening), (700, .receipt), (300, .payment), (200, .receipt),
        ] as [(Int64, CashEntry.Kind)] {
            var entry = CashEntry(
                date: day, kind: kind, account: "10101", amount: Money(fen: fen), party: "石桥电商", summary: "收付"
            )
            entry.receipt = fen == 700 ? "SJ0001" : nil
            entry.against = kind == .payment ? "51302" : "50101"
            _ = try ledger.recordCash(entry, book: "H002", by: "wang")
        }
        _ = try ledger.cancelCash(entry: 4, reason: "写错", book: "H002", by: "wang")
        let drafts = try ledger.draftCash(entries: [2, 3], book: "H002", by: "zhang").map(\.draft.name)
        try ledger.sign(drafts.map(CashDocument.draft), by: "wang")
        try ledger.review([drafts[0]], by: "li")
        _ = try ledger.post([drafts[0]], by: "zhang")
        _ = try ledger.countCash(
            CountedNotes(parsing: "100=5;1=4"), account: "10101", on: day, reason: nil, witness: "李岚",
            book: "H002",
            by: "wang")
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H002", 2026_02_04,
                    [Hamlet.debit("11201", 900, party: "石桥电商"), Hamlet.credit("50103", 900)])
            ], in: ledger)
        _ = try ledger.recordDunning(book: "H002", asOf: CalendarDate(validNumber: 2026_02_05), by: "zhang")
        return url.path
    }

    static let tables = [
        "cashCount", "cashEntry", "cashSignature", "cashVoucher", "dunning", "receiptEvent", "receiptRange",
    ]

    @Test("every column of every row, changed behind the program's back, is found by verify")
    func columns() throws {
        let path = try Self.make()
        #expect(try VerifySample.report(path).problems.isEmpty)
        let original = try Data(contentsOf: URL(filePath: path))
        let columns = try RawFile(path).rows(
            "SELECT m.name, c.name, c.type FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.name IN ("
                + Self.tables.map { "'\($0)'" }.joined(separator: ", ") + ")")
        #expect(columns.count == 60)
        for column in columns {
            let (table, name) = (column[0] ?? "", column[1] ?? "")
            let value =
                switch (name, column[2]) {
                case ("kind", _):
                    "CASE kind WHEN 'void' THEN 'returned' WHEN 'returned' THEN 'void' WHEN 'receipt' THEN 'payment' ELSE 'receipt' END"
                case ("book", _): "book - 1"
                case ("account", _): "(SELECT id FROM account WHERE code = '10202')"
                case ("counterparty", _): "counterparty + 1"
                case ("recorder", _), ("signer", _): "(SELECT id FROM user WHERE name = 'li')"
                case (_, "TEXT"): "coalesce(\(name) || '?', '改')"
                default: "coalesce(\(name), 0) + 90"
                }
            do {
                let file = try RawFile(path)
                try file.tamper(
                    "UPDATE \(table) SET \"\(name)\" = \(value) WHERE \(Self.firstRow(table))")
            }
            let report = try VerifySample.report(path)
            #expect(report.problems.contains { $0.table == table }, "\(table).\(name)")
            try original.write(to: URL(filePath: path))
        }
    }

    private static func firstRow(_ table: String) -> String {
        let key = table == "cashVoucher" ? "entry" : "number"
        return "\(key) = (SELECT min(\(key)) FROM \(table))"
    }

    @Test("a record taken out is found", arguments: tables)
    func removed(_ table: String) throws {
        let path = try Self.make()
        try RawFile(path).tamper("DELETE FROM \(table) WHERE \(Self.firstRow(table))")
        #expect(try VerifySample.report(path).problems.contains { $0.table == table })
    }

    @Test("what the schema refuses to anybody")
    func guards() throws {
        let path = try Self.make()
        let statements: [(String, String)] = [
            ("UPDATE cashEntry SET amount = 1 WHERE number = 2;", "cash.fixed"),
            ("DELETE FROM cashEntry WHERE number = 2;", "cash.fixed"),
            ("INSERT OR REPLACE INTO cashEntry SELECT * FROM cashEntry WHERE number = 2;", "cash.fixed"),
            (
                "INSERT INTO cashEntry SELECT book, 6, date, kind, (SELECT id FROM account WHERE code = '50103'), amount, party, summary, receipt, against, pair, cancels, recorder FROM cashEntry WHERE number = 2;",
                "cash.not-money"
            ),
            (
                "INSERT INTO cashEntry SELECT book, 6, date, kind, account, -amount, party, summary, receipt, against, pair, 4, recorder FROM cashEntry WHERE number = 4;",
                "cash.cancelled"
            ),
            (
                "INSERT INTO cashEntry SELECT 1, 1, 20260105, kind, account, amount, party, summary, receipt, against, pair, cancels, recorder FROM cashEntry WHERE number = 2;",
                "period.closed"
            ),
            (
                "INSERT INTO cashEntry SELECT book, 6, date, kind, account, -amount, party, summary, receipt, against, pair, 2, recorder FROM cashEntry WHERE number = 2;",
                "cash.drafted"
            ),
            (
                "INSERT INTO approval SELECT b.id, 2, 2, u.id, 'township', '2026-02-03', NULL FROM book b, user u WHERE b.code = 'H002' AND u.name = 'wang';",
                "voucher.cashier-duty"
            ),
            (
                "INSERT INTO receiptEvent SELECT book, 2, kind, prefix, digits, 3, 3, 20260101, reason, recorder FROM receiptEvent;",
                "receipt.before-issue"
            ),
            ("UPDATE cashVoucher SET draft = 9 WHERE entry = 2;", "cash.fixed"),
            ("DELETE FROM cashVoucher WHERE entry = 2;", "cash.fixed"),
            ("UPDATE cashSignature SET signer = 1 WHERE number = 1;", "cash.fixed"),
            ("DELETE FROM cashSignature WHERE number = 1;", "cash.fixed"),
            ("UPDATE cashCount SET counted = 0;", "cash.fixed"), ("DELETE FROM cashCount;", "cash.fixed"),
            ("UPDATE dunning SET amount = 1;", "cash.fixed"), ("DELETE FROM dunning;", "cash.fixed"),
            (
                "INSERT INTO dunning SELECT book, 2, date, account, counterparty, due, stage, amount, recorder FROM dunning;",
                "claims.dunned"
            ),
            ("UPDATE receiptRange SET last = 99;", "cash.fixed"), ("DELETE FROM receiptRange;", "cash.fixed"),
            (
                "INSERT INTO receiptRange SELECT book, 2, prefix, digits, 9, 12, issued, holder, recorder FROM receiptRange;",
                "receipt.overlap"
            ),
            ("UPDATE receiptEvent SET reason = 'x';", "cash.fixed"),
            ("DELETE FROM receiptEvent;", "cash.fixed"),
            (
                "INSERT INTO receiptEvent SELECT book, 2, kind, prefix, digits, 2, 3, date, reason, recorder FROM receiptEvent;",
                "receipt.gone"
            ),
            (
                "INSERT INTO receiptEvent SELECT book, 2, kind, prefix, digits, 30, 31, date, reason, recorder FROM receiptEvent;",
                "receipt.unknown"
            ),
        ]
        let session = try SQLiteShell.run(path, statements.map(\.0))
        for (place, statement) in statements.enumerated() {
            #expect(
                session.errors[place]?.contains(statement.1) == true,
                "\(statement.0) \(session.errors[place] ?? "–")")
        }
        #expect(try VerifySample.report(path).problems.isEmpty)
    }

    @Test(
        "a voucher reviewed or posted by a cashier is refused by the schema too",
        arguments: ["reviewer", "poster"])
    func duty(_ role: String) throws {
        let path = try Self.make()
        // Three vouchers of H002 stand, two of them in February.
        var voucher = RawVoucher(book: "H002", sequence: 4, number: 3)
        if role == "reviewer" { voucher.reviewer = "wang" } else { voucher.poster = "wang" }
        let session = try SQLiteShell.run(path, voucher.statements)
        #expect(session.errors[2]?.contains("voucher.cashier-duty") == true, "\(session.errors)")
        voucher.reviewer = "li"
        voucher.poster = "zhang"
        #expect(try SQLiteShell.run(path, [voucher.insertVoucher]).errors.isEmpty)
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// A ledger with a row in each table of attachments, approvals and templates, posted and not.
@Suite("verify: attachments, approvals, templates changed behind the program's back")
struct FollowerTests {
    static let tables = ["attachment", "approval", "template", "templateLine", "recurring", "recurringRun"]

    /// What to put into a column, where it differs from what stands there.
    static let changes = [
        "book": "book + 1", "number": "number + 50", "digest": "substr(digest, 2) || 'a'",
        "name": "name || '?'",
        "size": "size + 1", "type": "coalesce(type, '') || 'closing'", "kind": "coalesce(kind, '') || '付'",
        "sourceID": "coalesce(sourceID, '') || '9'", "draft": "coalesce(draft, 0) + 40",
        "sequence": "coalesce(sequence, 0) + 1", "lateReason": "coalesce(lateReason, '') || '?'",
        "user": "user % 3 + 1", "step": "step + 1", "approver": "approver % 3 + 1", "role": "role || '?'",
        "at": "at || '?'", "scope": "scope || 'H002'",
        "attachmentReason": "coalesce(attachmentReason, '') || '?'",
        "parameters": "'amount=9.00'", "line": "line + 10", "side": "iif(side = 'debit', 'credit', 'debit')",
        "account": "account || '01'", "formula": "formula || ' + 1'", "summary": "summary || '?'",
        "source": "'rent'", "counterparty": "'x'", "contract": "'x'", "dimensions": "'x=y'",
        "template": "template || '?'", "fromMonth": "fromMonth - 1", "toMonth": "toMonth + 1",
        "everyMonths": "everyMonths + 1", "day": "day + 1", "month": "month + 5",
    ]

    static func make() throws -> String {
        let path = try Hamlet.copy()
        let ledger = try ApprovalTests.ledger(path)
        let names = try [60_00, 61_00].map { try ApprovalTests.draft($0, in: ledger) }
        for (index, name) in names.enumerated() {
            _ = try ledger.attach(
                [
                    NewAttachment(
                        path: Documents.invoice("\(index)"), kind: .invoice, sourceNumber: "N\(index)")
                ], to: name,
                by: "zhang")
            try ledger.review([name], by: "li")
            try ledger.review([name], by: "wang")
        }
        let posted = try ledger.post([names[0]], by: "zhang")
        _ = try ledger.attachLate(
            [NewAttachment(path: Documents.invoice("late"))], to: posted[0], reason: "后补", by: "zhang")
        try ledger.addTemplate(TemplateTests.template(), book: "H001", by: "zhang")
        try ledger.schedule(
            "office", book: "H001", plan: TemplateTests.plan(), values: ["amount": Money(fen: 100)],
            by: "zhang")
        let run = try ledger.runRecurring(TemplateTests.month(2026_02), by: "zhang")
        let draft = try #require(run.items.first?.draft)
        try ledger.review([draft], by: "li")
        _ = try ledger.post([draft], by: "zhang")
        _ = try ledger.runRecurring(TemplateTests.month(2026_03), by: "zhang")
        return path
    }

    static let sample: String? = try? make()

    static func copy() throws -> String {
        let sample = try #require(sample)
        let copy = try VerifySample.folder().appending(path: "copy.sqlite").path
        try FileManager.default.copyItem(atPath: sample, toPath: copy)
        try FileManager.default.copyItem(atPath: sample + ".attachments", toPath: copy + ".attachments")
        return copy
    }

    struct Change: Sendable, CustomTestStringConvertible {
        var table: String
        var column: String
        var row: Int
        var testDescription: String { "\(table).\(column) of row \(row)" }
    }

    static let all: [Change] = {
        guard let path = try? copy(), let file = try? RawFile(path) else { return [] }
        return tables.flatMap { table -> [Change] in
            let columns = (try? file.rows("SELECT name FROM pragma_table_info('\(table)')")) ?? []
            let count = (try? file.text("SELECT count(*) FROM \(table)")).flatMap { Int($0) } ?? 0
            return columns.compactMap(\.first).compactMap { $0 }.flatMap { column in
                (0..<count).map { Change(table: table, column: column, row: $0) }
            }
        }
    }()

    @Test("nothing is wrong with it as it is, and every column has its change")
    func whole() throws {
        #expect(try VerifySample.report(Self.copy()).problems == [])
        #expect(Set(Self.all.map(\.table)) == Set(Self.tables))
        for change in Self.all { #expect(Self.changes[change.column] != nil, "\(change)") }
    }

    @Test("a changed column is found", arguments: all)
    func column(_ change: Change) throws {
        let path = try Self.copy()
        let value = try #require(Self.changes[change.column])
        do {
            let file = try RawFile(path)
            let key = try file.rows(
                "SELECT name FROM pragma_table_info('\(change.table)') WHERE pk > 0 ORDER BY pk"
            )
            .compactMap(\.first).compactMap { $0 }.joined(separator: ", ")
            let place =
                "(\(key)) = (SELECT \(key) FROM \(change.table) ORDER BY \(key) LIMIT 1 OFFSET \(change.row))"
            try file.tamper("UPDATE \(change.table) SET \"\(change.column)\" = \(value) WHERE \(place)")
        }
        let report = try VerifySample.report(path)
        #expect(
            report.problems.contains { $0.table == change.table && $0.row != nil }, RowsTests.said(report))
    }

    @Test("a row taken out is found", arguments: tables)
    func row(_ table: String) throws {
        let path = try Self.copy()
        do { try RawFile(path).tamper("DELETE FROM \(table)") }
        let report = try VerifySample.report(path)
        #expect(report.problems.contains { $0.table == table && $0.row != nil }, RowsTests.said(report))
    }

    @Test(
        "other programs meet the guards",
        arguments: [
            ("UPDATE attachment SET name = 'x'", "attachment.fixed"),
            ("DELETE FROM attachment WHERE sequence IS NOT NULL", "attachment.fixed"),
            (
                """
                INSERT INTO attachment SELECT book, 90, digest, name, size, type, kind, sourceID, NULL, 1, 'late', user
                FROM attachment WHERE number = 1
                """, "attachment.booked-twice"
            ),
            (
                """
                INSERT INTO attachment SELECT book, 90, substr(digest, 2) || 'a', name, size, type, kind, NULL, draft, sequence,
                    lateReason, user FROM attachment WHERE number = 1
                """, "attachment.late"
            ),
            (
                "INSERT OR REPLACE INTO attachment SELECT * FROM attachment WHERE number = 1",
                "attachment.fixed"
            ),
            ("UPDATE approval SET approver = 1", "approval.fixed"),
            ("DELETE FROM approval WHERE sequence IS NOT NULL", "approval.fixed"),
            (
                """
                INSERT INTO approval SELECT book, draft, 3, approver, role, at, NULL FROM approval WHERE sequence IS NULL
                """, "voucher.same-person"
            ),
            (
                "INSERT INTO approval SELECT book, 777, 2, approver, role, at, NULL FROM approval WHERE sequence IS NULL",
                "approval.order"
            ),
            ("UPDATE recurringRun SET month = month + 1", "recurring.made"),
            ("DELETE FROM recurringRun WHERE sequence IS NOT NULL", "recurring.made"),
            (
                "INSERT INTO recurringRun SELECT book, template, 202601, 88, NULL FROM recurringRun LIMIT 1",
                "period.closed"
            ),
        ])
    func guarded(_ sql: String, _ code: String) throws {
        let file = try RawFile(Self.copy())
        do {
            try file.run(sql)
            Issue.record("it went in")
        } catch let failure as RawFile.Failure {
            #expect(failure.message.hasPrefix(code + ":"), "\(failure.message)")
        }
    }
}

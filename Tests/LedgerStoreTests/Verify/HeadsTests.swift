import Ledger
import Testing

@testable import LedgerStore

@Suite("verify: heads kept elsewhere")
struct HeadsTests {
    @Test("heads go to JSON and come back")
    func json() throws {
        let heads = try VerifySample.report(VerifySample.copy()).heads
        #expect(try LedgerHeads(json: Array(heads.json.utf8)) == heads)
        let odd = LedgerHeads(
            books: ["a\"\\\n村": LedgerHeads.Place(count: 3, hash: String(repeating: "0a", count: 32))],
            audit: nil)
        #expect(try LedgerHeads(json: Array(odd.json.utf8)) == odd)
    }

    @Test(
        "what is no file of heads is refused",
        arguments: [
            "", "{", "[]", "{}", "{\"books\": {}}", "{\"books\": [1]}", "{\"books\": [{\"book\": \"V\"}]}",
            "{\"books\": [{\"book\": \"V\", \"vouchers\": -1, \"headHash\": \"\(String(repeating: "0", count: 64))\"}]}",
            "{\"books\": [{\"book\": \"V\", \"vouchers\": 1.5, \"headHash\": \"\(String(repeating: "0", count: 64))\"}]}",
            "{\"books\": [{\"book\": \"V\", \"vouchers\": 1, \"headHash\": \"00\"}]}",
            "{\"books\": [], \"audit\": 7}", "{\"books\": []}", "{\"books\": [], \"audit\": null}",
        ])
    func refused(_ text: String) {
        #expect(throws: HeadsProblem.self) { try LedgerHeads(json: Array(text.utf8)) }
    }

    @Test("heads of the same ledger, and of an earlier moment of it, fit")
    func fit() throws {
        let path = try VerifySample.copy()
        let heads = try VerifySample.report(path).heads
        #expect(try VerifySample.report(path, heads: heads).ok)
        let ledger = try LedgerFile.open(path, for: .writing(user: "li"))
        #expect(try ledger.heads() == heads)
        try VerifySample.post(
            [
                VerifySample.draft(
                    "V001", "2026-01-05",
                    [
                        EntryLine("提取现金", account: "10101", debit: Money(fen: 100)),
                        EntryLine("提取现金", account: "10201", credit: Money(fen: 100)),
                    ])
            ], in: ledger)
        #expect(try ledger.verify(heads: heads).problems == [])
    }

    /// A ledger made consistent after its last acts were cut off; only heads from before can tell.
    static func cutBack() throws -> String {
        let path = try VerifySample.copy()
        let file = try RawFile(path)
        // The last voucher of V002, all acts since its posting, and what they left.
        let last = try file.text("SELECT max(audit) FROM auditHead WHERE book = 'V002'")
        try file.tamper(
            "DELETE FROM line WHERE (book, sequence) IN (SELECT book, sequence FROM voucher WHERE audit >= \(last))",
            "DELETE FROM voucher WHERE audit >= \(last)",
            "DELETE FROM auditHead WHERE audit >= \(last)", "DELETE FROM auditDigest WHERE audit >= \(last)",
            "DELETE FROM audit WHERE id >= \(last)", "DELETE FROM period", "DELETE FROM draftLine",
            "DELETE FROM draft",
            "UPDATE ledgerHead SET (audit, hash) = (SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1)",
            """
            UPDATE bookHead SET (sequence, hash) = (SELECT sequence, hash FROM voucher v
            WHERE v.book = bookHead.book ORDER BY sequence DESC LIMIT 1) WHERE book = 2
            """,
            "DELETE FROM balance WHERE book = 2 AND month > 202502",
            """
            UPDATE yearTurnover SET credit = (SELECT sum(l.credit) FROM line l WHERE l.book = 2 AND l.account = yearTurnover.account)
            WHERE book = 2
            """)
        return path
    }

    @Test("a ledger cut back looks well and is found by its heads")
    func cut() throws {
        let heads = try VerifySample.report(VerifySample.copy()).heads
        let path = try Self.cutBack()
        #expect(try VerifySample.report(path).problems == [])
        let report = try VerifySample.report(path, heads: heads)
        #expect(
            report.problems.contains {
                $0.book == "V002" && $0.english.hasPrefix("fewer vouchers than recorded")
            })
        #expect(report.problems.contains { $0.row == "heads audit" && $0.english.hasPrefix("fewer acts") })
        #expect(report.books.map(\.ok) == [true, false, true])
    }

    @Test("a ledger cut back and posted to anew looks well and is found by its heads")
    func forked() throws {
        let heads = try VerifySample.report(VerifySample.copy()).heads
        let path = try Self.cutBack()
        do {
            let ledger = try LedgerFile.open(path, for: .writing(user: "li"))
            for day in 1...4 {
                try VerifySample.post(
                    [
                        VerifySample.draft(
                            "V002", "2025-06-0\(day)",
                            [
                                EntryLine("收摊位费", account: "10101", debit: Money(fen: 77)),
                                EntryLine(
                                    "收摊位费", account: "50103", credit: Money(fen: 77),
                                    source: "village-operation"),
                            ])
                    ], in: ledger)
            }
        }
        #expect(try VerifySample.report(path).problems == [])
        let report = try VerifySample.report(path, heads: heads)
        #expect(
            report.problems.contains {
                $0.book == "V002" && $0.english == "another voucher stands at place 4"
            })
        #expect(
            report.problems.contains { $0.row == "heads audit" && $0.english.hasPrefix("another act stands") }
        )
    }
}

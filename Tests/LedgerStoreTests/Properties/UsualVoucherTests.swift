import TestSupport
import Testing

@testable import LedgerStore

/// The schema knows the usual voucher by one sum and asks every rule by name only of the others.
@Suite("random vouchers by raw SQL: the sum lets through what every rule by name lets through")
struct UsualVoucherTests {
    private static let count = 4_000

    /// Values to be taken at random; the first is the lawful one and is taken most of the time.
    private struct Maker {
        var random: SeededGenerator

        mutating func mostly(_ usual: String, _ others: [String], percent: Int = 96) -> String {
            Int.random(in: 0..<100, using: &random) < percent ? usual : pick(others)
        }
        mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }

        /// One voucher of a book and its lines, as two statements.
        mutating func statements(
            _ book: Int, _ sequence: Int, marks: (none: String, source: String, other: String)
        )
            -> String
        {
            var rows: [String] = []
            var total = 0
            let count = pick([0, 1, 2, 2, 2, 2, 3, 3, 5])
            for line in 1...max(1, count) where line <= count {
                var amount = pick([1, 700, 1_000_000_000_000])
                if Int.random(in: 0..<100, using: &random) < 4 { amount = -amount }
                var isDebit = Bool.random(using: &random)
                // The last line most often makes it balance.
                if line == count, total != 0, abs(total) <= 1_000_000_000_000, mostly("+", ["-"]) == "+" {
                    (amount, isDebit) = (abs(total), total < 0)
                }
                total += isDebit ? amount : -amount
                let (code, mark, party) = pick([
                    ("51302", marks.none, "NULL"), ("10201", marks.none, "NULL"),
                    ("10101", marks.none, "NULL"),
                    ("50103", marks.source, "NULL"), ("11201", marks.none, "\(book == 2 ? 1 : 2)"),
                ])
                let chart = mostly(book == 3 ? "2004" : "2023", ["2004", "2023"])
                let other =
                    chart == "2004"
                    ? ["101", "102", "501", "202"]
                    : ["513", "51309", "5130901", "321", "3220201", "50108", "5130302"]
                let account =
                    "(SELECT id FROM account WHERE chart = '\(chart)' AND code = '\(chart == "2004" ? pick(other) : mostly(code, other))')"
                rows.append(
                    "(\(book), \(sequence), \(line), coalesce(\(mostly(account, ["-1", "99999"], percent: 99)), -2), "
                        + "\(isDebit ? amount : 0), \(isDebit ? 0 : amount), "
                        + "\(mostly(mark, [marks.none, marks.source, marks.other, "-1", "999"])), "
                        + "\(mostly(party, ["NULL", "1", "2", "999"])), '试')")
            }
            let lines =
                rows.isEmpty
                ? ""
                : "INSERT INTO line (book, sequence, line, account, debit, credit, mark, counterparty, summary) VALUES "
                    + rows.joined(separator: ",") + ";"
            let date = Int(mostly("20260210", ["20251231", "20270101", "20260101"])) ?? 0
            let links = (mostly("NULL", ["\(sequence)", "\(sequence - 1)"]), mostly("NULL", ["1", "999"]))
            return lines
                + "INSERT OR IGNORE INTO voucher (book, sequence, date, month, kind, number, type, attachments, reverses, "
                + "corrects, originYear, preparer, editor, reviewer, poster, audit, hash) VALUES (\(book), \(sequence), "
                + "\(date), \(date / 100), '记', \(sequence), '\(mostly("normal", ["correction", "closing"]))', 1, "
                + "\(links.0), \(links.1), \(mostly("NULL", ["2025"])), \(mostly("1", ["2", "99"])), "
                + "\(mostly("1", ["2", "4", "99"])), \(mostly("3", ["1", "2", "99"])), \(mostly("1", ["3", "99"])), 1, "
                + "zeroblob(32));"
        }
    }

    @Test("the same code for every one of them")
    func agrees() throws {
        var maker = Maker(random: SeededGenerator())
        print("usual vouchers: \(maker.random.note)")
        let path = try Hamlet.copy()
        let file = try RawFile(path)
        for trigger in try file.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            try file.run("DROP TRIGGER \"\(trigger[0] ?? "")\"")
        }
        try file.run("INSERT INTO mark (id, source) SELECT max(id) + 1, 'enclave' FROM mark")
        try file.run("INSERT INTO mark (id, fund) SELECT max(id) + 1, 'mixed' FROM mark")
        let marks = (
            none: "0", source: try file.text("SELECT max(id) - 1 FROM mark"),
            other: try file.text("SELECT max(id) FROM mark")
        )
        // The third book uses the chart of 2004 until 2026.
        try file.run(
            "UPDATE bookChart SET untilYear = 2026 WHERE book = 3; INSERT INTO bookChart VALUES (3, 2027, 9999, '2023');"
                + "UPDATE book SET chart2023From = 2027 WHERE id = 3")
        let view = try file.text("SELECT sql FROM sqlite_schema WHERE name = 'voucherProblem'")
        let byName = view.replacing("VIEW voucherProblem", with: "TEMP VIEW byName")
            .replacing(
                "WHEN v.type = 'normal' AND v.editor", with: "WHEN 0 AND v.type = 'normal' AND v.editor")
        #expect(byName.utf8.count > view.utf8.count, "the usual voucher is told in another way now")
        try file.run(byName)
        try file.run("BEGIN")
        for sequence in 11...(10 + Self.count) {
            try file.run(maker.statements(maker.pick([1, 1, 2, 3, 9]), sequence, marks: marks))
        }
        let differing = try file.rows(
            """
            SELECT a.book, a.sequence, a.code, b.code FROM voucherProblem a
            JOIN byName b ON b.book = a.book AND b.sequence = a.sequence WHERE a.code IS NOT b.code LIMIT 5
            """)
        #expect(differing == [], "\(maker.random.note)")
        // Vouchers of which all, or none, were lawful would prove little.
        let lawful = try Int(file.text("SELECT count(*) FROM byName WHERE code IS NULL")) ?? 0
        let kinds = try Int(file.text("SELECT count(DISTINCT code) FROM byName")) ?? 0
        #expect(
            (Self.count / 20...Self.count * 3 / 4).contains(lawful) && kinds >= 12,
            "\(lawful) lawful, \(kinds) codes")
    }
}

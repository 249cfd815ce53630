import LedgerSchema
import TestSupport
import Testing

@testable import LedgerStore

/// The schema suspects vouchers by one pass over heads and lines and asks the rules by name only of those.
@Suite("vouchers by raw SQL: whatever breaks a rule is suspected, and every road finds it")
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

    /// A ledger whose guards are gone, so that anything can be written into it.
    private func unguarded() throws -> RawFile {
        let file = try RawFile(Hamlet.copy())
        for trigger in try file.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            try file.run("DROP TRIGGER \"\(trigger[0] ?? "")\"")
        }
        return file
    }

    /// What a question of the posting desk answers for a book, from a sequence on.
    private func answer(_ file: RawFile, _ question: String, book: String, from first: String) throws
        -> [String?]
    {
        let sql = question.replacing("?1", with: book).replacing("?2", with: "(\(first))")
            .replacing("book = ?", with: "book = \(book)").replacing(
                "sequence >= ?", with: "sequence >= (\(first))")
        return try file.rows(sql).first ?? []
    }

    private static let roads = [Schema.Posting.lawlessVoucher, Schema.Posting.lawlessVoucherOfMany]

    @Test("random ones")
    func agrees() throws {
        var maker = Maker(random: SeededGenerator())
        print("usual vouchers: \(maker.random.note)")
        let note: Comment = "\(maker.random.note)"
        let file = try unguarded()
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
        try file.run("BEGIN")
        for sequence in 11...(10 + Self.count) {
            try file.run(maker.statements(maker.pick([1, 1, 2, 3, 9]), sequence, marks: marks))
        }
        try file.run("CREATE TEMP TABLE byName AS SELECT book, sequence, code FROM voucherProblem")
        try file.run("CREATE TEMP TABLE suspect AS SELECT DISTINCT book, sequence FROM suspectVoucher")
        let missed = try file.rows(
            """
            SELECT book, sequence, code FROM byName WHERE code IS NOT NULL
            EXCEPT SELECT book, sequence, code FROM byName JOIN suspect USING (book, sequence) LIMIT 5
            """)
        #expect(missed == [], note)
        // Suspecting all, or vouchers of which all or none were lawful, would prove little.
        let lawful = try Int(file.text("SELECT count(*) FROM byName WHERE code IS NULL")) ?? 0
        let plain =
            try Int(
                file.text(
                    "SELECT count(*) FROM byName LEFT JOIN suspect s USING (book, sequence) WHERE s.book IS NULL"
                ))
            ?? 0
        let kinds = try Int(file.text("SELECT count(DISTINCT code) FROM byName")) ?? 0
        #expect(
            (Self.count / 20...Self.count * 3 / 4).contains(lawful) && plain > lawful / 4 && kinds >= 12,
            "\(lawful) lawful, \(plain) not suspected, \(kinds) codes")
        // Each book once from where it begins and once without anything unlawful: from behind its last.
        for book in ["1", "2", "3", "9"] {
            let last = try file.text(
                "SELECT max(sequence) FROM byName WHERE code IS NOT NULL AND book = \(book)")
            for road in Self.roads {
                let found = try answer(file, road, book: book, from: last)
                let expected = try file.rows(
                    "SELECT sequence, code FROM byName WHERE book = \(book) AND sequence = \(last)")
                #expect(found == expected.first, note)
                let beyond = try answer(file, road, book: book, from: "\(last) + 1")
                #expect(beyond == [], note)
            }
        }
    }

    @Test("a voucher without lines is found, whatever lines stand elsewhere", arguments: roads)
    func withoutLines(_ road: String) throws {
        let file = try unguarded()
        let first = try file.text("SELECT max(sequence) + 1 FROM voucher WHERE book = 2")
        var random = SeededGenerator()
        let number = try #require(Int(first))
        func add(_ sequence: Int, lines: Bool) throws {
            try file.run(
                """
                INSERT INTO voucher SELECT book, \(sequence), date, month, kind, \(sequence), type, attachments,
                    attachmentReason, NULL, NULL, NULL, originYear, preparer, editor, reviewer, poster, audit, hash
                FROM voucher WHERE book = 2 AND sequence = 1
                """)
            if lines { try addLines(sequence) }
        }
        func addLines(_ sequence: Int) throws {
            try file.run(
                """
                INSERT INTO line (book, sequence, line, account, debit, credit, mark, counterparty, summary)
                SELECT book, \(sequence), line, account, debit, credit, mark, counterparty, summary
                FROM line WHERE book = 2 AND sequence = 1
                """)
        }
        let bare = number + Int.random(in: 0..<20, using: &random)
        for sequence in number..<number + 20 { try add(sequence, lines: sequence != bare) }
        // Lines without a voucher, as many as make up for it.
        try addLines(number + 20)
        let expected = ["\(bare)", "voucher.too-few-lines"]
        #expect(try answer(file, road, book: "2", from: first) == expected, "\(random.note)")
        #expect(try answer(file, road, book: "2", from: "\(bare)") == expected, "\(random.note)")
        #expect(try answer(file, road, book: "2", from: "\(bare + 1)") == [], "\(random.note)")
        try addLines(bare)
        #expect(try answer(file, road, book: "2", from: first) == [], "\(random.note)")
        // A gap in the sequences hides nothing either.
        try file.run("DELETE FROM voucher WHERE book = 2 AND sequence = \(bare)")
        try add(number + 21, lines: false)
        #expect(
            try answer(file, road, book: "2", from: first) == ["\(number + 21)", "voucher.too-few-lines"],
            "\(random.note)")
    }
}

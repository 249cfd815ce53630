import Ledger
import Testing

@testable import LedgerStore

@Suite("the chart of a book changes with a year")
struct ChartTests {
    @Test("from the next year on: accounts, vouchers and the log follow it; the years before keep theirs")
    func changed() throws {
        let ledger = try Hamlet.inMemory()
        #expect(refusal { try post("101", 2027_01_05, ledger) } == [])
        #expect(refusal { try post("10101", 2028_01_05, ledger) } == ["account.unknown", "account.unknown"])
        try ledger.setChart(.system2023, of: "H003", from: 2028, by: "zhang")
        #expect(refusal { try post("10101", 2028_01_05, ledger) } == [])
        #expect(refusal { try post("101", 2028_01_05, ledger) } == ["account.not-leaf", "account.not-leaf"])
        #expect(refusal { try post("101", 2027_02_05, ledger) } == [])
        #expect(try ledger.accounts(book: "H003", year: 2027).allSatisfy { $0.account.chart == .system2004 })
        #expect(try ledger.accounts(book: "H003", year: 2028).allSatisfy { $0.account.chart == .system2023 })
        let book = try #require(ledger.books().first { $0.code == "H003" })
        #expect(book.chart == .system2023 && book.chartSince == 2028)
        #expect(try ledger.verify().problems == [])
        // A chart between the two, and back.
        #expect(
            refusal { try ledger.setChart(.system2023, of: "H003", from: 2027, by: "zhang") } == [
                "book.chart-year-begun"
            ])
    }

    @Test("a chart put before a later one lasts until that")
    func between() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.setChart(.system2023, of: "H003", from: 2030, by: "zhang")
        try ledger.setChart(.system2023, of: "H003", from: 2028, by: "zhang")
        try ledger.setChart(.system2004, of: "H003", from: 2030, by: "zhang")
        let charts = try [2027, 2028, 2029, 2030, 2031].map {
            try ledger.accounts(book: "H003", year: $0).first?.account.chart.rawValue
        }
        #expect(charts == ["2004", "2023", "2023", "2004", "2004"])
        #expect(refusal { try post("10101", 2029_12_31, ledger) } == [])
        #expect(try ledger.verify().problems == [])
    }

    @Test("refused where the year has begun, does not start with a January, or has the chart already")
    func refused() throws {
        let ledger = try Hamlet.inMemory()
        func set(_ chart: ChartVersion, _ book: String, _ year: Int, by user: String = "zhang") -> [String] {
            refusal { try ledger.setChart(chart, of: book, from: year, by: user) }
        }
        #expect(set(.system2004, "H001", 2026) == ["book.chart-year-begun"])
        #expect(set(.system2023, "H001", 2027) == ["book.chart-unchanged"])
        #expect(set(.system2023, "H003", 2025) == ["book.chart-not-at-january"])
        #expect(set(.system2023, "H003", 2027, by: "li") == ["user.role-missing"])
        try ledger.closePeriod(book: "H003", through: Month(parsing: "2026-01"), by: "zhang")
        #expect(set(.system2023, "H003", 2026) == ["book.chart-year-begun"])
        #expect(set(.system2023, "H003", 2027) == [])
        try ledger.addBooks([
            BookEntry(
                code: "H004", division: "990101101203", name: "松屿村委会", opened: try Month(parsing: "2026-07"))
        ])
        #expect(set(.system2004, "H004", 2026) == ["book.chart-not-at-january"])
    }

    @Test("raw SQL can't change the chart of a year with vouchers")
    func raw() throws {
        let path = try Hamlet.copy()
        let book = "(SELECT id FROM book WHERE code = 'H001')"
        let session = try SQLiteShell.run(
            path,
            [
                "INSERT OR REPLACE INTO bookChart (book, fromYear, chart) VALUES (\(book), 2026, '2004');",
                "DELETE FROM bookChart WHERE book = \(book);",
                "INSERT INTO bookChart (book, fromYear, chart) VALUES (\(book), 2027, '2004');",
            ])
        #expect(session.errors == [0: "book.chart-year-begun", 1: "book.chart-year-begun"])
    }

    @Test("raw SQL can't have a book's chart mean one thing and its derived columns another")
    func rawDerived() throws {
        let path = try Hamlet.copy()
        let third = "(SELECT id FROM book WHERE code = 'H003')"
        let fourth = "(SELECT id FROM book WHERE code = 'H004')"
        let session = try SQLiteShell.run(
            path,
            [
                "UPDATE bookChart SET untilYear = 2025 WHERE book = \(third);",
                "UPDATE bookChart SET chart = '2023' WHERE book = \(third);",
                "UPDATE OR REPLACE bookChart SET fromYear = 2030 WHERE book = \(third);",
                "UPDATE book SET chart2023From = 2026 WHERE id = \(third);",
                "INSERT INTO book (code, division, name, kind, opened, chart2023From) VALUES ('H004', 4, '某', 'other', 202601, 0);",
                "INSERT INTO book (code, division, name, kind, opened) VALUES ('H004', 4, '某', 'other', 202601);",
                "INSERT INTO bookChart (book, fromYear, untilYear, chart) VALUES (\(fourth), 2026, 1, '2023');",
                "INSERT INTO bookChart (book, fromYear, chart) VALUES (\(fourth), 2028, '2004');",
                "SELECT group_concat(fromYear || untilYear || chart, ' ') FROM bookChart WHERE book = \(fourth);",
                "SELECT chart2023From FROM book WHERE code = 'H004';",
                "DELETE FROM bookChart WHERE book = \(fourth) AND fromYear = 2028;",
                "SELECT group_concat(fromYear || untilYear || chart, ' ') FROM bookChart WHERE book = \(fourth);",
                "SELECT chart2023From FROM book WHERE code = 'H004';",
                "DELETE FROM bookChart WHERE book = \(fourth);",
                "SELECT chart2023From FROM book WHERE code = 'H004';",
            ])
        #expect(session.errors == Dictionary(uniqueKeysWithValues: (0...4).map { ($0, "book.fixed") }))
        #expect(
            session.output.split(separator: "\n").suffix(5)
                == ["202620272023 202899992004", "10000", "202699992023", "2026", "10000"])
    }

    @Test("a book with openings or a closed month keeps the chart of its first year, by raw SQL too")
    func rawBegun() throws {
        let path = try Hamlet.copy()
        let third = "(SELECT id FROM book WHERE code = 'H003')"
        let change = [
            "DELETE FROM bookChart WHERE book = \(third);",
            "INSERT INTO bookChart (book, fromYear, chart) VALUES (\(third), 2026, '2023');",
        ]
        for begun in [
            "INSERT INTO period (book, month, closed) VALUES (\(third), 202601, 1);",
            "INSERT INTO opening (book, line, account, mark, balance, yearDebit, yearCredit) "
                + "SELECT \(third), 1, min(id), 0, 0, 0, 0 FROM account WHERE chart = '2004';",
        ] {
            let session = try SQLiteShell.run(path, ["BEGIN;", begun] + change + ["ROLLBACK;"])
            #expect(session.errors == [2: "book.chart-year-begun", 3: "book.chart-year-begun"], "\(begun)")
        }
        #expect(try SQLiteShell.run(path, change).errors == [:])
    }

    private func post(_ cash: String, _ date: Int32, _ ledger: LedgerFile) throws {
        try Hamlet.post(
            [Hamlet.voucher("H003", date, [Hamlet.debit(cash, 700), Hamlet.credit(cash, 700)])], in: ledger)
    }
}

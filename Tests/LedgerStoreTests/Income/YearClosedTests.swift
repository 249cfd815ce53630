import Ledger
import TestSupport
import Testing

@testable import LedgerStore

@Suite("a year is closed 年度结清: December closed, income, expense and 本年收益 at zero")
struct YearClosedTests {
    /// A book in each of some villages, `A` in 201, `B` in 202 …
    private func ledger(_ books: BookEntry...) throws -> SmallLedger {
        try SmallLedger(
            villages: (201...203).map { SmallLedger.village($0) },
            books: books.isEmpty ? [SmallLedger.book("A", 201)] : books)
    }

    private func close(_ ledger: SmallLedger, _ month: Int32, _ book: String = "A") throws {
        try ledger.file.closePeriod(book: book, through: Month(validNumber: month), by: "zhang")
    }

    private func reopen(_ ledger: SmallLedger, _ month: Int32, _ book: String = "A") throws {
        try ledger.file.reopenPeriod(book: book, month: Month(validNumber: month), reason: "补记", by: "li")
    }

    /// What the threshold report says of a book alone in its village, asked of all villages and of that one; the
    /// stored months are verified beside it.
    private func isClosed(_ ledger: SmallLedger, _ year: Int, _ book: String = "A") throws -> Bool {
        let all = try ledger.file.threshold(year: year).villages
        let row = try #require(all.first { $0.books.contains(book) })
        let alone = try ledger.file.threshold(year: year, villages: [row.divisionCode]).villages
        #expect(alone.map(\.isYearClosed) == [row.isYearClosed])
        #expect(try ledger.file.verify().problems.map { $0.what(in: .english) } == [])
        #expect(try row.isYearClosed == Self.fromLines(ledger.file, book, year))
        return row.isYearClosed
    }

    /// The same from the lines, the slow way: openings and all lines to the end of the year, on accounts whose code
    /// begins with 5 or is that of 本年收益.
    static func fromLines(_ file: LedgerFile, _ book: String, _ year: Int) throws -> Bool {
        let december = try file.periods(of: book).first { $0.month.number == Int32(year * 100 + 12) }
        guard december?.isClosed == true else { return false }
        var balances: [String: Int64] = [:]
        for opening in try file.openings(book: book) {
            balances[opening.account, default: 0] += opening.balance.fen
        }
        try file.forEachVoucher(books: [book]) { voucher in
            guard voucher.content.date.year <= year else { return }
            // Codes of the two charts may be the same and mean two accounts; the chart goes with the year.
            for line in voucher.content.lines {
                balances[line.account, default: 0] += line.debit.fen - line.credit.fen
            }
        }
        return balances.allSatisfy {
            $0.value == 0 || !($0.key.hasPrefix("5") || $0.key.hasPrefix("321"))
        }
    }

    @Test("Reopened it is open, carried forward and closed again it is closed; the next year changes nothing")
    func reclosed() throws {
        let ledger = try ledger()
        try ledger.post("A", [(2025_03_01, [("10201", 700), ("50101", -700)])])
        try ledger.post("A", [(2025_03_02, [("51302", 40), ("10201", -40)])])
        try close(ledger, 202512)
        #expect(try !isClosed(ledger, 2025))
        try reopen(ledger, 202512)
        #expect(try !isClosed(ledger, 2025))
        try ledger.post("A", [(2025_12_31, [("50101", 700), ("51302", -40), ("321", -660)])])
        try close(ledger, 202512)
        // 本年收益 still holds the year's result.
        #expect(try !isClosed(ledger, 2025))
        try reopen(ledger, 202512)
        try ledger.post("A", [(2025_12_31, [("321", 660), ("3220201", -660)])])
        #expect(try !isClosed(ledger, 2025))
        try close(ledger, 202512)
        #expect(try isClosed(ledger, 2025))
        try ledger.post("A", [(2026_01_05, [("10201", 900), ("50101", -900)])])
        #expect(try isClosed(ledger, 2025))
        #expect(try !isClosed(ledger, 2026))
        try reopen(ledger, 202512)
        #expect(try !isClosed(ledger, 2025))
        try close(ledger, 202512)
        #expect(try isClosed(ledger, 2025))
        try close(ledger, 202612)
        #expect(try [2024, 2025, 2026].map { try isClosed(ledger, $0) } == [false, true, false])
    }

    @Test("Two accounts that outweigh each other are not at zero")
    func outweighed() throws {
        let ledger = try ledger()
        try ledger.post(
            "A",
            [
                (2025_03_01, [("10201", 700), ("50101", -700)]),
                (2025_03_02, [("51302", 700), ("10201", -700)]),
            ]
        )
        try close(ledger, 202512)
        #expect(try !isClosed(ledger, 2025))
    }

    @Test("An empty book closes its year with December and not before")
    func empty() throws {
        let ledger = try ledger(
            SmallLedger.book("A", 201), SmallLedger.book("B", 202), SmallLedger.book("C", 203, opened: 202512)
        )
        #expect(try !isClosed(ledger, 2025))
        try close(ledger, 202511)
        #expect(try !isClosed(ledger, 2025))
        try close(ledger, 202512)
        #expect(try isClosed(ledger, 2025))
        #expect(try !isClosed(ledger, 2026))
        #expect(try !isClosed(ledger, 2025, "B"))
        try close(ledger, 202601, "C")
        #expect(try isClosed(ledger, 2025, "C"))
        #expect(try !isClosed(ledger, 2026, "C"))
    }

    @Test("A book taken over in the year: its openings count, its turnover before them does not")
    func takenOver() throws {
        let ledger = try ledger(
            SmallLedger.book("A", 201, opened: 202507), SmallLedger.book("B", 202, opened: 202507))
        func opening(_ book: String, _ account: String, _ balance: Int64, credit: Int64 = 0) -> OpeningEntry {
            OpeningEntry(
                book: book, account: account, balance: Money(fen: balance), yearCredit: Money(fen: credit))
        }
        _ = try ledger.file.importOpenings(
            [
                opening("A", "10201", 500), opening("A", "50101", -500, credit: 500),
                // Carried forward month by month where it came from.
                opening("B", "10201", 500), opening("B", "3220201", -500),
                opening("B", "50101", 0, credit: 500),
            ], by: "zhang")
        try close(ledger, 202512)
        try close(ledger, 202512, "B")
        #expect(try !isClosed(ledger, 2025))
        #expect(try isClosed(ledger, 2025, "B"))
        try reopen(ledger, 202512)
        try ledger.post("A", [(2025_12_31, [("50101", 500), ("321", -500)])])
        try ledger.post("A", [(2025_12_31, [("321", 500), ("3220201", -500)])])
        try close(ledger, 202512)
        #expect(try isClosed(ledger, 2025))
        #expect(try ledger.file.threshold(year: 2025).villages.map(\.income.fen) == [500, 500, 0])
    }

    @Test("The chart of 2004 has its own 本年收益")
    func chart2004() throws {
        let ledger = try ledger(SmallLedger.book("A", 201, opened: 202301, chart: .system2004))
        try ledger.post("A", [(2023_03_01, [("102", 700), ("522", -700)])])
        try ledger.post("A", [(2023_12_31, [("522", 700), ("321", -700)])])
        try close(ledger, 202312)
        #expect(try !isClosed(ledger, 2023))
        try reopen(ledger, 202312)
        try ledger.post("A", [(2023_12_31, [("321", 700), ("322", -700)])])
        try close(ledger, 202312)
        #expect(try isClosed(ledger, 2023))
    }

    @Test("Some years, some books, carried forward or not, closed and reopened: as the lines say")
    func manyYears() throws {
        var random = SeededGenerator()
        let note = Comment(rawValue: random.note)
        let codes = ["A", "B", "C"]
        let ledger = try ledger(
            SmallLedger.book("A", 201), SmallLedger.book("B", 202, opened: 202506), SmallLedger.book("C", 203)
        )
        for year in Int32(2025)...2028 {
            for code in codes {
                for month in Int32(7)...9 {
                    let fen = Int64.random(in: 1_000...9_000, using: &random)
                    try ledger.post(
                        code,
                        [
                            (year * 10_000 + month * 100 + 1, [("10201", fen), ("50101", -fen)]),
                            (year * 10_000 + month * 100 + 2, [("51302", fen / 3), ("10201", -(fen / 3))]),
                        ])
                }
                try carryForward(
                    ledger, code, year, steps: [0, 1, 2, 2, 2].randomElement(using: &random) ?? 0)
                let last = [11, 12, 12, 12].randomElement(using: &random) ?? 12
                try close(ledger, year * 100 + Int32(last), code)
                if last == 12, Bool.random(using: &random) {
                    try reopen(ledger, year * 100 + 12, code)
                    try carryForward(ledger, code, year, steps: 2)
                    if Bool.random(using: &random) { try close(ledger, year * 100 + 12, code) }
                }
            }
            for asked in 2024...2029 {
                let rows = try ledger.file.threshold(year: asked).villages
                let expected = try codes.map { try Self.fromLines(ledger.file, $0, asked) }
                #expect(rows.map(\.isYearClosed) == expected, note)
            }
        }
        #expect(try ledger.file.verify().problems.map { $0.what(in: .english) } == [], note)
    }

    /// Carries what stands on 501 and 513 to 本年收益 (one step), and that to 未分配收益 (two).
    private func carryForward(_ ledger: SmallLedger, _ book: String, _ year: Int32, steps: Int) throws {
        let date = year * 10_000 + 1_231
        for (step, (from, to)) in [(["50101", "51302"], "321"), (["321"], "3220201")].enumerated()
        where step < steps {
            var left: [String: Int64] = [:]
            try ledger.file.forEachVoucher(books: [book]) { voucher in
                for line in voucher.content.lines where from.contains(line.account) {
                    left[line.account, default: 0] += line.debit.fen - line.credit.fen
                }
            }
            let lines = left.filter { $0.value != 0 }.sorted { $0.key < $1.key }
            let sum = lines.reduce(0) { $0 + $1.value }
            guard sum != 0 else { continue }
            try ledger.post(book, [(date, lines.map { ($0.key, -$0.value) } + [(to, sum)])])
        }
    }
}

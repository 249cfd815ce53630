import Ledger
import Testing

@testable import LedgerStore

/// What a ledger holds, read from its tables by SQL of the tests' own.
enum StoredFigures {
    static func rows(_ ledger: LedgerFile, _ sql: String) throws -> [[String]] {
        try ledger.read { db in
            let statement = try RawStatement(db, sql)
            let columns = Int32(statement.columnNames.count)
            var rows: [[String]] = []
            while try statement.step() { rows.append((0..<columns).map { statement.text($0) }) }
            return rows
        }
    }

    /// Rows of key, debit, credit as sums; rows of nothing but zeros are left out.
    static func sums(_ ledger: LedgerFile, _ sql: String) throws -> [String: Model.Sum] {
        var found: [String: Model.Sum] = [:]
        for row in try rows(ledger, sql) {
            found[row[0]] = Model.Sum(debit: Int64(row[1]) ?? .min, credit: Int64(row[2]) ?? .min)
        }
        return found
    }

    private static let lines = """
        FROM line l JOIN voucher v ON v.book = l.book AND v.sequence = l.sequence JOIN book b ON b.id = l.book
        JOIN account a ON a.id = l.account JOIN mark m ON m.id = l.mark
        LEFT JOIN counterparty c ON c.id = l.counterparty
        """
    private static let stored = "JOIN book b ON b.id = s.book JOIN account a ON a.id = s.account"

    static func turnover(_ ledger: LedgerFile) throws -> (
        stored: [String: Model.Sum], lines: [String: Model.Sum]
    ) {
        let mark = "coalesce(m.source, '')"
        return (
            try sums(
                ledger,
                """
                SELECT b.code || ' ' || s.month || ' ' || a.code || ' ' || \(mark) || ' ' || s.type, sum(s.debit), sum(s.credit)
                FROM balance s \(stored) JOIN mark m ON m.id = s.mark GROUP BY 1
                """),
            try sums(
                ledger,
                """
                SELECT b.code || ' ' || (v.date / 100) || ' ' || a.code || ' ' || \(mark) || ' ' || v.type, sum(l.debit),
                    sum(l.credit) \(lines) GROUP BY 1
                """)
        )
    }

    static func partyTurnover(_ ledger: LedgerFile) throws -> (
        stored: [String: Model.Sum], lines: [String: Model.Sum]
    ) {
        (
            try sums(
                ledger,
                """
                SELECT b.code || ' ' || s.month || ' ' || a.code || ' ' || c.code, sum(s.debit), sum(s.credit)
                FROM counterpartyBalance s \(stored) JOIN counterparty c ON c.id = s.counterparty GROUP BY 1
                """),
            try sums(
                ledger,
                """
                SELECT b.code || ' ' || (v.date / 100) || ' ' || a.code || ' ' || c.code, sum(l.debit), sum(l.credit) \(lines)
                WHERE c.id IS NOT NULL GROUP BY 1
                """)
        )
    }

    static func yearTurnover(_ ledger: LedgerFile) throws -> (
        stored: [String: Model.Sum], lines: [String: Model.Sum]
    ) {
        let mark = "coalesce(m.source, '')"
        let year = "CASE a.role WHEN 'prior-year-adjustment' THEN v.originYear ELSE v.date / 10000 END"
        return (
            try sums(
                ledger,
                """
                SELECT b.code || ' ' || s.year || ' ' || a.code || ' ' || \(mark), sum(s.debit), sum(s.credit)
                FROM yearTurnover s \(stored) JOIN mark m ON m.id = s.mark GROUP BY 1
                """),
            try sums(
                ledger,
                """
                SELECT b.code || ' ' || (\(year)) || ' ' || a.code || ' ' || \(mark), sum(l.debit), sum(l.credit) \(lines)
                WHERE v.type NOT IN ('closing', 'distribution') AND (a.category IN ('income', 'expense')
                    OR a.role = 'prior-year-adjustment' AND v.originYear IS NOT NULL) GROUP BY 1
                """)
        )
    }

    /// Vouchers whose debits and credits differ, and books and months whose stored sums do.
    static func imbalances(_ ledger: LedgerFile) throws -> [[String]] {
        try rows(
            ledger,
            """
            SELECT 'voucher', book, sequence FROM line GROUP BY book, sequence HAVING sum(debit) <> sum(credit)
            UNION ALL SELECT 'balance', book, month FROM balance GROUP BY book, month HAVING sum(debit) <> sum(credit)
            """)
    }
}

extension History {
    /// Holds every figure of the ledger against the model.
    func compareAll() throws {
        for code in Self.codes {
            var found: [String] = []
            try ledger.forEachVoucher(books: [code]) { voucher in
                found.append(
                    "\(voucher.sequence) \(voucher.name) \(voucher.content.date) \(voucher.type.rawValue) "
                        + "\(voucher.preparer) \(voucher.editor) \(voucher.reviewer) \(voucher.poster) "
                        + voucher.content.lines.map(Self.text).joined(separator: ", "))
            }
            #expect(found == vouchers(code), note)
            #expect(
                try ledger.drafts(books: [code]).map { "\($0.name) \($0.reviewer ?? "")" } == drafts(code),
                note)
            let closed = Set(try ledger.periods(of: code).filter(\.isClosed).map { Int($0.month.number) })
            #expect(closed == model.books[code]?.closed, note)
            let trial = try ledger.trialBalance(
                book: code,
                period: try #require(
                    Period(first: Month(validNumber: 2026_01), last: Month(validNumber: 2027_01))))
            #expect(trial.totals.closing == .zero, note)
        }
        let turnover = try StoredFigures.turnover(ledger)
        #expect(turnover.stored == model.turnover, note)
        #expect(turnover.lines == model.turnover, note)
        let parties = try StoredFigures.partyTurnover(ledger)
        #expect(parties.stored == model.partyTurnover, note)
        #expect(parties.lines == model.partyTurnover, note)
        let years = try StoredFigures.yearTurnover(ledger)
        #expect(years.stored == model.yearTurnover, note)
        #expect(years.lines == model.yearTurnover, note)
        for year in [2026, 2027] {
            let income = try ledger.threshold(year: year).villages.map(\.income.fen)
            #expect(income == Self.codes.map { model.operatingIncome($0, year: year) }, note)
        }
    }

    private static func text(_ line: EntryLine) -> String {
        "\(line.account) \(line.debit.fen)|\(line.credit.fen) \(line.source ?? "") \(line.counterparty ?? "")"
    }

    private func vouchers(_ code: String) -> [String] {
        (model.books[code]?.posted ?? []).enumerated().map { place, voucher in
            let month = Month(validNumber: Int32(voucher.month))
            return "\(place + 1) \(code)/\(month)/\(voucher.kind)-\(voucher.number) "
                + "\(CalendarDate(validNumber: Int32(voucher.date))) \(voucher.type) \(voucher.preparer) \(voucher.editor) "
                + "\(voucher.reviewer ?? "") \(voucher.poster ?? "") "
                + voucher.lines.map {
                    "\($0.account) \($0.debit)|\($0.credit) \($0.source ?? "") \($0.party ?? "")"
                }
                .joined(separator: ", ")
        }
    }

    private func drafts(_ code: String) -> [String] {
        (model.books[code]?.drafts ?? [:]).sorted { $0.key < $1.key }.map {
            "\(code)#\($0.key) \($0.value.reviewer ?? "")"
        }
    }
}

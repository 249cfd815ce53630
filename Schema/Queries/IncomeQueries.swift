extension Schema {
    /// What the income questions read 收入.
    package enum Income {
        /// All divisions, in the order they were entered: reading through an index would cost half as much again.
        package static let divisions = """
            SELECT id, code, name, level = 'village', level = 'township', parent, validFrom, validTo FROM division
            """
        /// One division by its code, and all above it.
        package static let divisionAndAbove = """
            WITH RECURSIVE up (id) AS (
                SELECT id FROM division WHERE code = ?1
                UNION SELECT d.parent FROM up JOIN division d ON d.id = up.id WHERE d.parent IS NOT NULL)
            SELECT d.id, code, name, level = 'village', level = 'township', parent, validFrom, validTo
            FROM up JOIN division d ON d.id = up.id
            """
        /// All books, in the order they were entered.
        package static let books = "SELECT id, code, division, opened FROM book"
        /// The books of a division by its code.
        package static let booksOfDivision = """
            SELECT b.id, b.code, b.division, b.opened FROM division d JOIN book b ON b.division = d.id WHERE d.code = ?1
            """
        /// Books whose year is closed and cleared, by its December `?1`.
        package static let closedYears = "SELECT book FROM period WHERE month = ?1 AND cleared"
        /// The same of one book `?2`.
        package static let closedYear = "SELECT book FROM period WHERE month = ?1 AND cleared AND book = ?2"
        /// Each mark with its source and whether it is within the village.
        package static let marks = "SELECT id, source, otherBook IS NOT NULL FROM mark"
        /// One mark.
        package static let mark =
            "SELECT source, nature, fund, excludedKind, otherBook FROM mark WHERE id = ?"

        /// The accounts with turnover in the year `?1`, found by leaps through the key of `yearTurnover`.
        package static let yearAccounts = """
            WITH RECURSIVE used (id) AS (
                SELECT min(account) FROM yearTurnover WHERE year = ?1
                UNION ALL
                SELECT (SELECT min(account) FROM yearTurnover WHERE year = ?1 AND account > used.id)
                FROM used WHERE used.id IS NOT NULL)
            SELECT a.id, a.chart, a.code, a.category, a.side, a.role FROM used JOIN account a ON a.id = used.id
            """
        /// What a formula looks at of one account.
        package static let account = "SELECT id, chart, code, category, side, role FROM account WHERE id = ?"
        /// Credit less debit of an account in a year, by book and mark.
        package static let yearTurnover = """
            SELECT book, mark, credit - debit FROM yearTurnover WHERE year = ? AND account = ?
            """
        /// The same of one book.
        package static let yearTurnoverOfBook = yearTurnover + " AND book = ?"

        /// Turnover of a book dated from `?2` to `?3`, line by line; closing and distribution don't count.
        package static let datedTurnover = """
            SELECT l.account, l.mark, l.credit - l.debit
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND v.month BETWEEN ?2 / 100 AND ?3 / 100 AND v.date BETWEEN ?2 AND ?3
                AND v.type NOT IN ('closing', 'distribution')
            """
        /// Turnover of the year before a book was taken over.
        package static let takeoverTurnover = """
            SELECT account, mark, yearCredit - yearDebit FROM opening
            WHERE book = ? AND yearCredit <> yearDebit
            """

        /// The lines of a book dated in a stretch.
        package static let lines = """
            SELECT v.date, v.kind, v.number, v.type, l.line, l.account, l.mark, l.credit - l.debit, l.summary, c.name,
                l.contract
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                LEFT JOIN counterparty c ON c.id = l.counterparty
            WHERE v.book = ?1 AND v.month BETWEEN ?2 / 100 AND ?3 / 100 AND v.date <= ?3
            ORDER BY v.date, v.sequence, l.line
            """
        /// The lines on 以前年度调整 of vouchers that correct the year `?2` of a book.
        package static let priorYearLines = """
            SELECT v.date, v.kind, v.number, v.type, l.line, l.account, l.mark, l.credit - l.debit, l.summary, c.name,
                l.contract
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                JOIN account a ON a.id = l.account AND a.role = 'prior-year-adjustment'
                LEFT JOIN counterparty c ON c.id = l.counterparty
            WHERE v.book = ?1 AND v.originYear = ?2 AND v.type = 'prior-year'
            ORDER BY v.date, v.sequence, l.line
            """
        /// The same, opening by opening.
        package static let takeoverLines = """
            SELECT o.account, o.mark, o.yearCredit - o.yearDebit, c.name, o.contract
            FROM opening o LEFT JOIN counterparty c ON c.id = o.counterparty
            WHERE o.book = ? AND o.yearCredit <> o.yearDebit ORDER BY o.line
            """
    }
}

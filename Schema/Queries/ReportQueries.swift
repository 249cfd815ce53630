extension Schema {
    /// What the books of account read 账簿.
    package enum Reports {
        /// One book by its code.
        package static let book = """
            SELECT b.id, b.name, b.opened, d.code FROM book b JOIN division d ON d.id = b.division WHERE b.code = ?
            """
        /// One account by its id.
        package static let account = """
            SELECT a.chart, b.code, a.code, a.name, a.category, a.side, a.role, a.defaultSource, a.defaultNature,
                a.dimensions, a.disabled, a.parent, a.id
            FROM account a LEFT JOIN book b ON b.id = a.book WHERE a.id = ?
            """
        /// The account `?2` of the chart `?1` as the book `?3` sees it, and all below it.
        package static let accountAndBelow = """
            SELECT a.chart, b.code, a.code, a.name, a.category, a.side, a.role, a.defaultSource, a.defaultNature,
                a.dimensions, a.disabled, a.parent, a.id
            FROM account a LEFT JOIN book b ON b.id = a.book
            WHERE a.chart = ?1 AND a.code >= ?2 AND a.code < ?2 || ':' AND (a.book IS NULL OR a.book = ?3)
            ORDER BY a.code
            """
        /// The first level of a chart.
        package static let firstLevel = """
            SELECT a.chart, NULL, a.code, a.name, a.category, a.side, a.role, a.defaultSource, a.defaultNature,
                a.dimensions, a.disabled, a.parent, a.id
            FROM account a WHERE a.chart = ?1 AND a.parent IS NULL ORDER BY a.code
            """
        /// Turnover of a book by account and month.
        package static let turnover = """
            SELECT account, month, debit, credit FROM balance WHERE book = ? AND month <= ?
            """
        /// What stood on the accounts when the book was opened.
        package static let openings = """
            SELECT account, balance, yearDebit, yearCredit FROM opening WHERE book = ?
            """
        /// The lines of a book on an account and those below it, dated in a stretch of months.
        package static let entries = """
            SELECT v.date, v.kind, v.number, l.line, l.account, l.summary, c.name, l.debit, l.credit
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                LEFT JOIN counterparty c ON c.id = l.counterparty
            WHERE v.book = ?1 AND v.month BETWEEN ?2 AND ?3 AND l.account IN (
                SELECT id FROM account WHERE chart = ?4 AND code >= ?5 AND code < ?5 || ':'
                    AND (book IS NULL OR book = ?1))
            ORDER BY v.date, v.sequence, l.line
            """
    }

    /// What lists read 清单.
    package enum Lists {
        /// All users.
        package static let users = """
            SELECT name, displayName, roles, scope, person, disabled FROM user ORDER BY name
            """
        /// The accounts of a chart that every book sees, or those the book `?2` sees.
        package static let accounts = """
            SELECT a.chart, b.code, a.code, a.name, a.category, a.side, a.role, a.defaultSource, a.defaultNature,
                a.dimensions, a.disabled, a.parent, a.id
            FROM account a LEFT JOIN book b ON b.id = a.book
            WHERE a.chart = ?1 AND (a.book IS NULL OR a.book = ?2) ORDER BY a.code
            """
        /// The counterparties of a book.
        package static let counterparties = """
            SELECT code, name, otherBook FROM counterparty WHERE book = ? ORDER BY code
            """
        /// How much of everything there is.
        package static let counts = """
            SELECT (SELECT count(*) FROM division), (SELECT count(*) FROM book), (SELECT count(*) FROM user),
                (SELECT coalesce(sum(sequence), 0) FROM bookHead), (SELECT count(*) FROM line),
                (SELECT count(*) FROM draft)
            """
        /// The first and the last date with a voucher.
        package static let dates = "SELECT min(date), max(date) FROM voucher"
        /// The last act.
        package static let lastAudit = "SELECT id, at, user, action FROM audit ORDER BY id DESC LIMIT 1"
    }
}

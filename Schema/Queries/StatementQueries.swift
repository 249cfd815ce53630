extension Schema {
    /// What statements read 会计报表.
    package enum Statements {
        /// Turnover of a book by account, month and type of voucher, up to a month.
        package static let turnover = """
            SELECT account, month, type, sum(debit), sum(credit) FROM balance WHERE book = ? AND month <= ?
            GROUP BY account, month, type
            """
        /// The part of it that was dealt with another book of the same village; closing vouchers left out.
        package static let between = """
            SELECT b.account, b.month, b.type, m.otherBook, sum(b.debit), sum(b.credit)
            FROM balance b JOIN mark m ON m.id = b.mark
            WHERE b.book = ? AND b.month <= ? AND m.otherBook IS NOT NULL AND b.type <> 'closing'
            GROUP BY b.account, b.month, b.type, m.otherBook
            """
        /// What stood on the accounts when the book was taken over, by counterparty, and the turnover of the year before.
        package static let openings = """
            SELECT o.account, o.counterparty, c.name, sum(o.balance), sum(o.yearDebit), sum(o.yearCredit), c.otherBook,
                m.otherBook
            FROM opening o JOIN mark m ON m.id = o.mark LEFT JOIN counterparty c ON c.id = o.counterparty
            WHERE o.book = ? GROUP BY o.account, o.counterparty, m.otherBook
            """
        /// What each counterparty's account changed by in a month, up to a month.
        package static let counterparties = """
            SELECT b.account, b.counterparty, c.name, b.month, b.debit - b.credit, c.otherBook
            FROM counterpartyBalance b LEFT JOIN counterparty c ON c.id = b.counterparty
            WHERE b.book = ? AND b.month <= ?
            """
        /// Every account 科目 of both charts that a book sees.
        package static let accounts = """
            SELECT a.chart, b.code, a.code, a.name, a.category, a.side, a.role, a.defaultSource, a.defaultNature,
                a.dimensions, a.disabled, a.parent, a.id
            FROM account a LEFT JOIN book b ON b.id = a.book WHERE a.book IS NULL OR a.book = ?
            ORDER BY a.chart, a.code
            """
    }
}

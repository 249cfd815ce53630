extension Schema {
    /// What the further books of account read 账簿.
    package enum BooksOfAccount {
        /// Vouchers of a book by month and kind: how many, their first and last number, their attachments.
        package static let voucherNumbers = """
            SELECT month, kind, count(*), min(number), max(number), sum(attachments)
            FROM voucher WHERE book = ?1 AND month BETWEEN ?2 AND ?3 GROUP BY month, kind
            """
        /// Turnover of income and expense by account, month and source; closing and distribution don't count.
        package static let resultTurnover = """
            SELECT b.account, b.month, m.source, sum(b.debit), sum(b.credit)
            FROM balance b JOIN account a ON a.id = b.account JOIN mark m ON m.id = b.mark
            WHERE b.book = ?1 AND b.month BETWEEN ?2 AND ?3 AND b.type NOT IN ('closing', 'distribution')
                AND a.category IN ('income', 'expense')
            GROUP BY b.account, b.month, m.source
            """
        /// Income and expense of the year before a book was taken over.
        package static let resultTakeover = """
            SELECT o.account, m.source, o.yearDebit, o.yearCredit
            FROM opening o JOIN account a ON a.id = o.account JOIN mark m ON m.id = o.mark
            WHERE o.book = ?1 AND a.category IN ('income', 'expense')
            """
    }
}

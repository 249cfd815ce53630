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
        /// What a line or an opening is told apart by 辅助核算.
        package enum AuxiliaryKey: String {
            /// The id of a counterparty.
            case counterparty
            /// The text of a contract.
            case contract
            /// `name=value;name=value`, in the order of the names.
            case dimensions
        }
        /// The counterparties of a book by their ids, as text like the keys.
        package static let counterparties = """
            SELECT CAST(id AS TEXT), code, name FROM counterparty WHERE book = ?
            """
        /// What of the lines counts in auxiliary books: of income and expense those of no closing, which carries their
        /// year away without a key.
        private static let countsByKey = "(v.type <> 'closing' OR a.category NOT IN ('income', 'expense'))"
        /// Turnover of a book by account, key and month.
        package static func auxiliaryTurnover(_ key: AuxiliaryKey) -> String {
            """
            SELECT l.account, CAST(l.\(key.rawValue) AS TEXT), v.month, sum(l.debit), sum(l.credit)
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence JOIN account a ON a.id = l.account
            WHERE v.book = ?1 AND v.month <= ?2 AND \(countsByKey) GROUP BY l.account, l.\(key.rawValue), v.month
            """
        }
        /// What stood on the accounts when the book was opened, by key.
        package static func auxiliaryOpenings(_ key: AuxiliaryKey) -> String {
            """
            SELECT account, CAST(\(key.rawValue) AS TEXT), balance, yearDebit, yearCredit FROM opening WHERE book = ?
            """
        }
        /// The lines of a book dated in a stretch of months as ``Reports/entries`` writes them, each with its key.
        package static func auxiliaryEntries(_ key: AuxiliaryKey) -> String {
            """
            SELECT v.date, v.kind, v.number, l.line, l.account, l.summary, c.name, l.debit, l.credit,
                CAST(l.\(key.rawValue) AS TEXT)
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence JOIN account a ON a.id = l.account
                LEFT JOIN counterparty c ON c.id = l.counterparty
            WHERE v.book = ?1 AND v.month BETWEEN ?2 AND ?3 AND \(countsByKey)
            ORDER BY v.date, v.sequence, l.line
            """
        }
        /// What stood on accounts of claims and debts when the book was opened.
        package static let claimOpenings = """
            SELECT o.account, o.counterparty, o.balance, o.originDate, o.dueDate
            FROM opening o JOIN account a ON a.id = o.account AND a.takesCounterparty
            WHERE o.book = ? AND o.counterparty IS NOT NULL ORDER BY o.line
            """
        /// The lines of a book on such accounts through the day `?2`, without vouchers reversed by then and their
        /// reversals.
        package static let claimLines = """
            SELECT l.account, l.counterparty, l.debit - l.credit, v.date, l.dueDate
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                JOIN account a ON a.id = l.account AND a.takesCounterparty
            WHERE v.book = ?1 AND v.month <= ?2 / 100 AND v.date <= ?2 AND v.reverses IS NULL AND NOT EXISTS (
                SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.sequence AND r.date <= ?2)
            ORDER BY v.date, v.sequence, l.line
            """
        /// The lines of a book on one account through a month as ``Reports/entries`` writes them, with their quantities.
        package static let quantityEntries = """
            SELECT v.date, v.kind, v.number, l.line, l.account, l.summary, c.name, l.debit, l.credit, l.quantity,
                l.unitPrice
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                LEFT JOIN counterparty c ON c.id = l.counterparty
            WHERE v.book = ?1 AND v.month <= ?2 AND l.account = ?3 ORDER BY v.date, v.sequence, l.line
            """
    }
}

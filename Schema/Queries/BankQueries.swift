extension Schema {
    /// Bank accounts 银行账户, statements 对账单 and matches 勾对.
    package enum Bank {
        /// The records of a bank that enter the audit chain. A statement is one record with its lines, and what one act
        /// matched is one record, undone or not: a digest for each line would make the log longer than the statement.
        static func records(_ record: Record) -> String {
            switch record {
            case .bankAccount:
                """
                SELECT b.code || '/' || a.code AS key, a.bank, a.number, c.chart || '/' || c.code AS account, a.opened,
                    a.closed
                FROM bankAccount a JOIN book b ON b.id = a.book LEFT JOIN account c ON c.id = a.account
                """
            case .bankMapping: "SELECT x.bank AS key, x.mapping FROM bankMapping x"
            case .bankMatch:
                """
                SELECT b.code || '/' || a.code || '/' || g.made AS key, (SELECT group_concat(item, char(10)) FROM (
                    SELECT json_array(m.number, m.how, m.undone, x.side, x.sequence, x.line) AS item
                    FROM bankMatch m LEFT JOIN bankMatchMember x ON x.account = m.account AND x.match = m.number
                    WHERE m.account = g.account AND m.made = g.made
                    ORDER BY m.number, x.side, x.sequence, x.line)) AS matches
                FROM (SELECT DISTINCT account, made FROM bankMatch) g
                JOIN bankAccount a ON a.id = g.account JOIN book b ON b.id = a.book
                """
            case .bankOpening:
                """
                SELECT b.code || '/' || a.code || '/' || o.number AS key, o.side, o.date, o.amount, o.party, o.summary
                FROM bankOpening o JOIN bankAccount a ON a.id = o.account JOIN book b ON b.id = a.book
                """
            default:
                """
                SELECT b.code || '/' || a.code || '/' || s.number AS key, s.name, s.digest, s.fromDate, s.throughDate,
                    s.opening, s.closing, s.lines, (SELECT group_concat(item, char(10)) FROM (
                        SELECT json_array(l.sequence, l.row, l.date, l.amount, l.balance, l.party, l.partyNumber,
                            l.summary, l.reference) AS item
                        FROM bankLine l WHERE l.account = s.account AND l.statement = s.number
                        ORDER BY l.sequence)) AS items
                FROM bankStatement s JOIN bankAccount a ON a.id = s.account JOIN book b ON b.id = a.book
                """
            }
        }

        static func record(_ record: Record) -> String {
            switch record {
            case .bankAccount: records(record) + " WHERE a.id = ?1"
            case .bankMapping: records(record) + " WHERE x.bank = ?1"
            case .bankMatch: records(record) + " WHERE g.account = ?1 AND g.made = ?2"
            case .bankOpening: records(record) + " WHERE o.account = ?1 AND o.number = ?2"
            default: records(record) + " WHERE s.account = ?1 AND s.number = ?2"
            }
        }

        /// The bank accounts of a book.
        package static let accounts = """
            SELECT a.id, b.code, a.code, a.bank, a.number, c.code, a.opened, a.closed, a.account, a.book
            FROM bankAccount a JOIN book b ON b.id = a.book JOIN account c ON c.id = a.account
            WHERE b.code = ?1 ORDER BY c.code, a.code
            """
        /// The books that have a bank account of this code.
        package static let booksOfAccount = """
            SELECT b.code FROM bankAccount a JOIN book b ON b.id = a.book WHERE a.code = ?1 ORDER BY b.code
            """
        package static let insertAccount = """
            INSERT INTO bankAccount (book, code, bank, number, account, opened) VALUES (?, ?, ?, ?, ?, ?) RETURNING id
            """
        package static let closeAccount = "UPDATE bankAccount SET closed = ?2 WHERE id = ?1"

        package static let mappings = "SELECT bank, mapping FROM bankMapping ORDER BY bank"
        package static let setMapping = """
            INSERT INTO bankMapping (bank, mapping) VALUES (?1, ?2) ON CONFLICT (bank) DO UPDATE SET mapping = excluded.mapping
            """

        package static let statements = """
            SELECT number, name, fromDate, throughDate, opening, closing, lines FROM bankStatement WHERE account = ?1
            ORDER BY number
            """
        package static let statementOfDigest =
            "SELECT number FROM bankStatement WHERE account = ?1 AND digest = ?2"
        package static let insertStatement = """
            INSERT INTO bankStatement (account, number, name, digest, fromDate, throughDate, opening, closing, lines)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let lines = """
            SELECT sequence, row, date, amount, balance, party, partyNumber, summary, reference, statement FROM bankLine
            WHERE account = ?1 ORDER BY date, sequence
            """
        package static let lastSequence = "SELECT coalesce(max(sequence), 0) FROM bankLine WHERE account = ?1"
        package static let insertLine = """
            INSERT INTO bankLine (account, sequence, statement, row, date, amount, balance, party, partyNumber, summary,
                reference)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """

        package static let openings = """
            SELECT number, side, date, amount, party, summary FROM bankOpening WHERE account = ?1 ORDER BY number
            """
        package static let insertOpening = """
            INSERT INTO bankOpening (account, number, side, date, amount, party, summary) VALUES (?, ?, ?, ?, ?, ?, ?)
            """

        /// The entries on an account, by day.
        package static let entries = """
            SELECT v.sequence, l.line, v.date, v.kind, v.number, l.debit - l.credit, l.receipt, l.summary, v.reverses
            FROM voucher v CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND l.account = ?2 ORDER BY v.date, v.sequence, l.line
            """
        /// Whom the vouchers of those entries name.
        package static let parties = """
            SELECT DISTINCT l.sequence, c.code, c.name FROM line l JOIN counterparty c ON c.id = l.counterparty
            WHERE l.book = ?1 AND l.sequence IN (SELECT sequence FROM line WHERE book = ?1 AND account = ?2)
            ORDER BY l.sequence, c.code
            """
        package static let opening =
            "SELECT coalesce(sum(balance), 0) FROM opening WHERE book = ?1 AND account = ?2"

        /// The matches of an account that stand, with who made them and their members.
        package static let matches = """
            SELECT m.number, m.how, coalesce(u.user, ''), coalesce(u.at, ''), x.side, x.sequence, x.line
            FROM bankMatch m JOIN bankMatchMember x ON x.account = m.account AND x.match = m.number
            LEFT JOIN audit u ON u.id = m.made
            WHERE m.account = ?1 AND m.undone IS NULL ORDER BY m.number, x.side, x.sequence, x.line
            """
        package static let match = "SELECT made, undone FROM bankMatch WHERE account = ?1 AND number = ?2"
        package static let lastMatch = "SELECT coalesce(max(number), 0) FROM bankMatch WHERE account = ?1"
        package static let insertMatch =
            "INSERT INTO bankMatch (account, number, how, made) VALUES (?, ?, ?, ?)"
        package static let insertMember = """
            INSERT INTO bankMatchMember (account, match, side, sequence, line) VALUES (?, ?, ?, ?, ?)
            """
        package static let undoMatch = "UPDATE bankMatch SET undone = ?3 WHERE account = ?1 AND number = ?2"
        /// How often each rule matched, and how many of its matches were undone.
        package static let hits = """
            SELECT m.how, count(*), count(m.undone) FROM bankMatch m JOIN bankAccount a ON a.id = m.account
            JOIN book b ON b.id = a.book WHERE ?1 IS NULL OR b.code = ?1 GROUP BY m.how
            """

        /// Accounts of bank money with entries in a stretch of days and no bank account.
        package static let unregistered = """
            SELECT DISTINCT a.code FROM balance k JOIN account a ON a.id = k.account AND a.role = 'bank'
            WHERE k.book = ?1 AND k.month BETWEEN ?2 AND ?3
                AND NOT EXISTS (SELECT 1 FROM bankAccount x WHERE x.book = ?1 AND x.account = k.account)
            ORDER BY a.code
            """
    }
}

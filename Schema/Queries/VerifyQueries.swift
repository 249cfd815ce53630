extension Schema {
    /// What `verify` reads to recompute everything (核验).
    package enum Verify {
        /// Every book with its head and its drafts, by code.
        package static let books = """
            SELECT b.id, b.code, b.opened, h.sequence, h.hash, h.drafts,
                (SELECT coalesce(max(number), 0) FROM draft d WHERE d.book = b.id)
            FROM book b LEFT JOIN bookHead h ON h.book = b.id ORDER BY b.code
            """
        /// The heads of the books as they are stored.
        package static let storedHeads = """
            SELECT b.code, coalesce(h.sequence, 0), coalesce(h.hash, zeroblob(32))
            FROM book b LEFT JOIN bookHead h ON h.book = b.id
            """
        /// Heads of books that do not exist.
        package static let headsWithoutBook =
            "SELECT book FROM bookHead WHERE book NOT IN (SELECT id FROM book)"
        /// Every account with what the sums need of it.
        package static let accounts = "SELECT id, chart, code, book, category, role FROM account ORDER BY id"
        /// Every user by id.
        package static let users = "SELECT id, name FROM user ORDER BY id"
        /// The counterparties of a book by id.
        package static let parties = "SELECT id, code FROM counterparty WHERE book = ?"
        /// Marks that say the same, so that a line could move from one to the other unseen.
        package static let equalMarks = """
            SELECT max(id) FROM mark GROUP BY source, nature, fund, excludedKind, otherBook HAVING count(*) > 1
            """

        /// Vouchers of books that do not exist; the distinct books are stepped through, not scanned.
        package static let strangeVouchers = """
            WITH RECURSIVE seen (book) AS (
                SELECT min(book) FROM voucher
                UNION ALL SELECT (SELECT min(book) FROM voucher WHERE book > seen.book) FROM seen WHERE book IS NOT NULL)
            SELECT v.book, v.sequence, v.date, v.kind, v.number, v.hash FROM seen s JOIN voucher v ON v.book = s.book
            WHERE s.book NOT IN (SELECT id FROM book) ORDER BY v.book, v.sequence
            """
        /// The book whose chain had this hash at this place.
        package static let ownerOfHead = "SELECT book FROM auditHead WHERE sequence = ? AND hash = ? LIMIT 1"
        /// Lines of books that do not exist.
        package static let strangeLines = """
            WITH RECURSIVE seen (book) AS (
                SELECT min(book) FROM line
                UNION ALL SELECT (SELECT min(book) FROM line WHERE book > seen.book) FROM seen WHERE book IS NOT NULL)
            SELECT l.book, l.sequence, l.line FROM seen s JOIN line l ON l.book = s.book
            WHERE s.book NOT IN (SELECT id FROM book) ORDER BY l.book, l.sequence, l.line
            """
        /// Numbers a book has left out: the month, the kind and the number after the gap.
        package static let numberGaps = """
            SELECT v.month, v.kind, v.number FROM voucher v WHERE v.book = ?1 AND v.number > 1 AND NOT EXISTS (
                SELECT 1 FROM voucher p WHERE p.book = ?1 AND p.month = v.month AND p.kind = v.kind
                    AND p.number = v.number - 1)
            """
        /// The head an act left in a book.
        package static let head = "SELECT sequence, hash FROM auditHead WHERE audit = ? AND book = ?"
        /// Hash and act of the voucher at a place.
        package static let hashAt = "SELECT hash, audit FROM voucher WHERE book = ? AND sequence = ?"
        /// The heads an act should have, from the vouchers that name it; the slow way round, for what is broken.
        package static let headsOfAct = """
            SELECT b.code, v.sequence, v.hash FROM (
                SELECT book, max(sequence) AS sequence FROM voucher WHERE audit = ? GROUP BY book) l
            JOIN voucher v ON v.book = l.book AND v.sequence = l.sequence JOIN book b ON b.id = v.book ORDER BY b.code
            """
        /// The heads of all acts in order.
        package static let allHeads = "SELECT audit, book, sequence, hash FROM auditHead ORDER BY audit, book"
        /// The digests of all acts in order.
        package static let allDigests =
            "SELECT audit, record, key, digest FROM auditDigest ORDER BY audit, record, key"
        /// The hash of an act.
        package static let auditHashAt = "SELECT hash FROM audit WHERE id = ?"

        /// Names of users, as many as are tried.
        package static let userNames = "SELECT name FROM user ORDER BY id LIMIT 5000"
        /// Codes of books, as many as are tried.
        package static let bookCodes = "SELECT code FROM book ORDER BY id LIMIT 5000"
        /// Names of acts, as many as are tried.
        package static let actions = "SELECT DISTINCT action FROM audit ORDER BY action LIMIT 500"
        /// The last digest the audit chain has of a record.
        package static let lastDigest = """
            SELECT digest, audit FROM auditDigest WHERE record = ? AND key = ? ORDER BY audit DESC LIMIT 1
            """
        /// Keys whose last digest says the record is there, of records that are not.
        package static func lostRecords(_ record: Record) -> String {
            """
            SELECT d.key FROM auditDigest d WHERE d.record = ?1 AND d.digest <> zeroblob(32) AND NOT EXISTS (
                SELECT 1 FROM auditDigest n WHERE n.record = d.record AND n.key = d.key AND n.audit > d.audit)
            EXCEPT SELECT key FROM (\(record.all))
            """
        }
        /// The vouchers that name the record with the key `?1`, in the order of books and posting; nil where vouchers name
        /// no such record.
        package static func vouchersNaming(_ record: Record) -> String? {
            let naming: String
            switch record {
            case .user:
                naming = """
                    JOIN user x ON x.id IN (v.preparer, v.editor, v.reviewer, v.poster) AND x.name = ?1
                    """
            case .account:
                naming = """
                    WHERE EXISTS (SELECT 1 FROM line l JOIN account a ON a.id = l.account
                        LEFT JOIN book o ON o.id = a.book WHERE l.book = v.book AND l.sequence = v.sequence
                            AND a.chart || '/' || coalesce(o.code, '') || '/' || a.code = ?1)
                    """
            case .counterparty:
                naming = """
                    WHERE EXISTS (SELECT 1 FROM line l JOIN counterparty c ON c.id = l.counterparty
                        JOIN book o ON o.id = c.book WHERE l.book = v.book AND l.sequence = v.sequence
                            AND o.code || '/' || c.code = ?1)
                    """
            default: return nil
            }
            return """
                SELECT b.code, v.date, v.kind, v.number FROM voucher v JOIN book b ON b.id = v.book \(naming)
                ORDER BY b.code, v.sequence
                """
        }
        /// Keys that more than one record claims.
        package static func twinRecords(_ record: Record) -> String {
            "SELECT key FROM (\(record.all)) GROUP BY key HAVING count(*) > 1"
        }
        /// Accounts whose derived columns are not what they are derived from.
        package static let misderivedAccounts = """
            SELECT a.chart || '/' || a.code FROM account a WHERE a.parentOf <> (
                SELECT coalesce(max(CASE WHEN c.book IS a.book THEN 2 ELSE 1 END), 0) FROM account c WHERE c.parent = a.id)
            OR a.asks IS NOT CASE WHEN a.chart = '2023' AND a.book IS NULL AND a.parentOf = 0
                AND (a.role IS NULL OR a.role <> 'current-year-income') AND NOT (a.takesSource AND a.takesCounterparty)
                THEN 1 + a.takesSource + 2 * a.takesCounterparty END
            """
        /// Books whose year of the chart of 2023 is not what their charts say.
        package static let misderivedBooks = """
            SELECT b.code FROM book b WHERE b.chart2023From <> (
                SELECT c.fromYear FROM chartOf2023 c WHERE c.book = b.id)
            """
        /// Vouchers whose month is not that of their date.
        package static let misderivedMonths = """
            SELECT b.code, v.date, v.kind, v.number, v.month FROM voucher v JOIN book b ON b.id = v.book
            WHERE v.month <> v.date / 100 LIMIT 10
            """
        /// Rows that point to nothing, in the tables whose rows are not looked up one by one anyway.
        package static func danglers(_ table: String) -> String {
            "SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check('\(table)') GROUP BY 1, 2"
        }
        /// The tables asked for rows that point to nothing.
        package static let checkedReferences = [
            "account", "approval", "asset", "assetDisposal", "assetRun", "assetRunLine", "assetTerm",
            "assetUnits",
            "attachment", "bankAccount", "bankLine", "bankMatch", "bankMatchMember", "bankOpening",
            "bankStatement", "book", "bookChart", "bookHead", "cashCount", "cashEntry", "cashSignature",
            "cashVoucher", "counterparty", "division", "draft", "draftLine", "dunning", "opening", "period",
            "receiptEvent", "receiptRange", "recurring", "recurringRun", "template", "templateLine",
        ]
        /// SQLite's own check of the whole file.
        package static let integrity = "PRAGMA integrity_check(100)"
        /// SQLite's own check without the indexes.
        package static let quickCheck = "PRAGMA quick_check(10)"
        /// What a ledger is made of; compared with a fresh one.
        package static let definitions = """
            SELECT type, name, sql FROM sqlite_schema WHERE lower(substr(name, 1, 7)) <> 'sqlite_' ORDER BY type, name
            """
    }

    /// Stored sums and what the lines add up to (余额核对); a key that is nowhere counts as zero.
    package enum Sums {
        /// The stored monthly turnover of a book.
        package static let balanceRows = """
            SELECT month, account, mark, type, debit, credit FROM balance WHERE book = ?
            """
        /// The stored turnover of a book with its counterparties.
        package static let partyRows = """
            SELECT month, account, counterparty, debit, credit FROM counterpartyBalance WHERE book = ?
            """
        /// One row of the stored yearly turnover.
        package static let yearRow = """
            SELECT debit, credit FROM yearTurnover WHERE year = ? AND account = ? AND book = ? AND mark = ?
            """
        /// The turnover a book was opened with.
        package static let openings = """
            SELECT account, mark, yearDebit, yearCredit FROM opening WHERE book = ?
            """
        /// The balances a book was opened with.
        package static let openingBalances = "SELECT account, balance FROM opening WHERE book = ?"
        /// The months of a book that are closed Decembers, or say they are cleared, in order.
        package static let yearEnds = """
            SELECT month, closed AND month % 100 = 12, cleared FROM period
            WHERE book = ? AND (cleared OR closed AND month % 100 = 12) ORDER BY month
            """
        /// Monthly turnover that differs: stored and added up.
        package static let balances = """
            SELECT book, month, account, mark, type, sum(debit) FILTER (WHERE stored), sum(credit) FILTER (WHERE stored),
                sum(debit) FILTER (WHERE NOT stored), sum(credit) FILTER (WHERE NOT stored)
            FROM (
                SELECT 0 AS stored, v.book, v.month AS month, l.account, l.mark, v.type, l.debit, l.credit
                FROM voucher v CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence WHERE v.book = ?1
                UNION ALL SELECT 1, book, month, account, mark, type, debit, credit FROM balance WHERE book = ?1)
            GROUP BY month, account, mark, type
            HAVING sum(iif(stored, debit, -debit)) <> 0 OR sum(iif(stored, credit, -credit)) <> 0
            """
        /// Turnover with counterparties that differs: stored and added up.
        package static let counterpartyBalances = """
            SELECT book, month, account, counterparty, sum(debit) FILTER (WHERE stored),
                sum(credit) FILTER (WHERE stored), sum(debit) FILTER (WHERE NOT stored),
                sum(credit) FILTER (WHERE NOT stored)
            FROM (
                SELECT 0 AS stored, v.book, v.month AS month, l.account, l.counterparty, l.debit, l.credit
                FROM voucher v CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                WHERE v.book = ?1 AND l.counterparty IS NOT NULL
                UNION ALL SELECT 1, book, month, account, counterparty, debit, credit
                FROM counterpartyBalance WHERE book = ?1)
            GROUP BY month, account, counterparty
            HAVING sum(iif(stored, debit, -debit)) <> 0 OR sum(iif(stored, credit, -credit)) <> 0
            """
        /// Yearly turnover that differs, of all books at once: its key does not begin with the book.
        package static let yearTurnovers = """
            SELECT book, year, account, mark, sum(debit) FILTER (WHERE stored), sum(credit) FILTER (WHERE stored),
                sum(debit) FILTER (WHERE NOT stored), sum(credit) FILTER (WHERE NOT stored)
            FROM (
                SELECT 0 AS stored, v.book,
                    CASE WHEN a.category IN ('income', 'expense') THEN v.date / 10000 ELSE v.originYear END AS year,
                    l.account, l.mark, sum(l.debit) AS debit, sum(l.credit) AS credit
                FROM voucher v CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                    CROSS JOIN account a ON a.id = l.account
                WHERE v.type NOT IN ('closing', 'distribution') AND (a.category IN ('income', 'expense')
                    OR a.role = 'prior-year-adjustment' AND v.originYear IS NOT NULL)
                GROUP BY v.book, year, l.account, l.mark
                UNION ALL SELECT 0, o.book, b.opened / 100, o.account, o.mark, o.yearDebit, o.yearCredit
                FROM opening o JOIN book b ON b.id = o.book JOIN account a ON a.id = o.account
                WHERE a.category IN ('income', 'expense')
                UNION ALL SELECT 1, book, year, account, mark, debit, credit FROM yearTurnover)
            GROUP BY book, year, account, mark
            HAVING sum(iif(stored, debit, -debit)) <> 0 OR sum(iif(stored, credit, -credit)) <> 0
            """
        /// Sums of books that do not exist.
        package static let strangers = """
            SELECT 'balance', book, count(*) FROM balance WHERE book NOT IN (SELECT id FROM book) GROUP BY book
            UNION ALL SELECT 'counterpartyBalance', book, count(*) FROM counterpartyBalance
            WHERE book NOT IN (SELECT id FROM book) GROUP BY book
            UNION ALL SELECT 'yearTurnover', book, count(*) FROM yearTurnover
            WHERE book NOT IN (SELECT id FROM book) GROUP BY book
            """
    }
}

extension Schema {
    /// What the posting desk reads and writes (记账).
    package enum Posting {
        package static let accounts = """
            SELECT id, chart, book, code, name, category, side, role, defaultSource, defaultNature, dimensions,
                disabled, takesSource, takesCounterparty, parent
            FROM account ORDER BY id
            """
        package static let marks =
            "SELECT id, source, nature, fund, excludedKind, otherBook FROM mark ORDER BY id"
        package static let insertMark = """
            INSERT INTO mark (id, source, nature, fund, excludedKind, otherBook) VALUES (?, ?, ?, ?, ?, ?)
            """
        package static let sources = "SELECT code, nameChinese FROM incomeSource ORDER BY position"
        package static let dimensionNames = "SELECT name FROM dimension"
        package static let users =
            "SELECT id, name, displayName, roles, scope, person, disabled FROM user ORDER BY id"

        package static let book = """
            SELECT b.id, b.code, b.name, b.division, b.opened, d.code, h.sequence, h.hash, h.drafts
            FROM book b JOIN division d ON d.id = b.division JOIN bookHead h ON h.book = b.id
            WHERE b.code = ?
            """
        package static let divisionAncestors = """
            WITH RECURSIVE above (id, parent, code) AS (
                SELECT id, parent, code FROM division WHERE id = ?
                UNION SELECT d.id, d.parent, d.code FROM division d JOIN above a ON d.id = a.parent)
            SELECT code FROM above
            """
        package static let bookCharts =
            "SELECT fromYear, chart FROM bookChart WHERE book = ? ORDER BY fromYear"
        package static let siblingBooks = "SELECT code, name FROM book WHERE division = ? AND id <> ?"
        package static let closedMonths = "SELECT month FROM period WHERE book = ? AND closed"
        package static let counterparties =
            "SELECT id, code, name, otherBook FROM counterparty WHERE book = ?"
        package static let lastCounterparty = "SELECT coalesce(max(id), 0) FROM counterparty"
        /// Inserts so many counterparties at once.
        package static func insertCounterparties(_ count: Int) -> String {
            Schema.insert(count, into: "counterparty (id, book, code, name, otherBook)", columns: 5)
        }

        package static let lastNumber = """
            SELECT coalesce(max(number), 0) FROM voucher WHERE book = ? AND month = ? AND kind = ?
            """
        package static let sequenceOfName = """
            SELECT sequence FROM voucher WHERE book = ? AND month = ? AND kind = ? AND number = ?
            """
        package static let vouchersOfOriginalName = """
            SELECT sequence, date, kind, number FROM voucher WHERE book = ? AND originalName = ? ORDER BY sequence
            """
        package static let strayLine = "SELECT sequence FROM line WHERE book = ? AND sequence >= ? LIMIT 1"
        package static let lastSequence = "SELECT coalesce(max(sequence), 0) FROM voucher WHERE book = ?"
        package static let draftedReversalOf = "SELECT min(number) FROM draft WHERE book = ? AND reverses = ?"
        package static let reversalOf = "SELECT sequence FROM voucher WHERE book = ? AND reverses = ?"
        /// Inserts so many lines at once.
        package static func insertLines(_ count: Int) -> String {
            Schema.insert(count, into: "line (book, sequence, \(Schema.lineColumns)", columns: 15)
        }
        /// Inserts so many vouchers at once.
        package static func insertVouchers(_ count: Int) -> String {
            let table = """
                voucher (book, sequence, date, month, kind, number, type, attachments, attachmentReason, originalName,
                    reverses, corrects, originYear, preparer, editor, reviewer, poster, audit, hash)
                """
            return Schema.insert(count, into: table, columns: 19)
        }
        package static let voucherRows = """
            SELECT date, kind, number, type, attachments, attachmentReason, originalName, reverses, corrects,
                originYear, preparer, editor, reviewer, poster, audit, hash, sequence
            FROM voucher WHERE book = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
            """
        package static let lineRows = """
            SELECT line, account, debit, credit, mark, counterparty, summary, contract, dimensions, receipt, quantity,
                unitPrice, dueDate, sequence
            FROM line WHERE book = ? AND sequence BETWEEN ? AND ? ORDER BY sequence, line
            """

        /// Adds to the sums of so many keys at once.
        package static func addBalances(_ count: Int) -> String {
            Schema.insert(
                count, into: "balance (book, month, account, mark, type, debit, credit)", columns: 7) + adding
        }
        package static func addCounterpartyBalances(_ count: Int) -> String {
            let table = "counterpartyBalance (book, account, counterparty, month, debit, credit)"
            return Schema.insert(count, into: table, columns: 6) + adding
        }
        package static func addYearTurnovers(_ count: Int) -> String {
            Schema.insert(count, into: "yearTurnover (year, account, book, mark, debit, credit)", columns: 6)
                + adding
        }
        private static let adding =
            " ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit"
        package static let updateBookHead =
            "UPDATE bookHead SET sequence = ?, hash = ?, drafts = ? WHERE book = ?"

        /// A voucher of a book, from a sequence on, that breaks a rule, and which; for few vouchers.
        package static let lawlessVoucher = """
            SELECT sequence, (SELECT code FROM voucherProblem WHERE book = s.book AND sequence = s.sequence) AS code
            FROM suspectVoucher s WHERE book = ? AND sequence >= ? AND code IS NOT NULL LIMIT 1
            """
        /// The same for many: vouchers without lines are looked for one by one only when there are fewer groups of lines
        /// than sequences. `LIMIT -1` keeps SQLite from writing the rules out once for each of the three.
        package static let lawlessVoucherOfMany = """
            WITH lines AS MATERIALIZED (
                SELECT sequence, sum(weight) AS rest FROM lineWeight
                WHERE book = ?1 AND sequence BETWEEN ?2 AND (SELECT max(sequence) FROM voucher WHERE book = ?1)
                GROUP BY sequence)
            SELECT sequence, (SELECT code FROM voucherProblem WHERE book = ?1 AND sequence = s.sequence) AS code FROM (
                SELECT sequence FROM lines WHERE rest <> 0
                UNION ALL SELECT sequence FROM unusualHead WHERE book = ?1 AND sequence >= ?2
                UNION ALL SELECT v.sequence FROM (
                    SELECT 1 WHERE (SELECT count(*) FROM lines) <> (
                        SELECT max(sequence) + 1 - ?2 FROM voucher WHERE book = ?1))
                CROSS JOIN voucher v
                WHERE v.book = ?1 AND v.sequence >= ?2 AND v.sequence NOT IN (SELECT sequence FROM lines)
                LIMIT -1) s
            WHERE code IS NOT NULL LIMIT 1
            """
        package static let misnumbered =
            "SELECT sequence, code FROM numberingProblem WHERE book = ? AND sequence >= ? LIMIT 1"
        package static let lawlessPosting = """
            SELECT p.sequence, p.code FROM (
                SELECT 1 WHERE EXISTS (SELECT 1 FROM period WHERE book = ?1 AND closed)
                    OR EXISTS (SELECT 1 FROM account WHERE disabled)
                    OR EXISTS (SELECT 1 FROM cashier) AND EXISTS (
                        SELECT 1 FROM voucher WHERE book = ?1 AND sequence >= ?2
                            AND (reviewer IN (SELECT user FROM cashier) OR poster IN (SELECT user FROM cashier))))
            CROSS JOIN postingProblem p WHERE p.book = ?1 AND p.sequence >= ?2 AND p.code IS NOT NULL LIMIT 1
            """
    }

    /// Drafts (草稿).
    package enum Drafts {
        /// Inserts so many drafts at once, not reviewed yet.
        package static func insert(_ count: Int) -> String {
            let table = """
                draft (book, number, date, kind, type, attachments, attachmentReason, originalName, reverses, corrects,
                    originYear, preparer, editor)
                """
            return Schema.insert(count, into: table, columns: 13)
        }
        /// Inserts so many lines of drafts at once.
        package static func insertLines(_ count: Int) -> String {
            Schema.insert(count, into: "draftLine (book, number, \(Schema.lineColumns)", columns: 15)
        }
        package static let row = """
            SELECT date, kind, number, type, attachments, attachmentReason, originalName, reverses, corrects,
                originYear, preparer, editor, reviewer, returnReason
            FROM draft WHERE book = ? AND number = ?
            """
        package static let lines = """
            SELECT line, account, debit, credit, mark, counterparty, summary, contract, dimensions, receipt, quantity,
                unitPrice, dueDate, number
            FROM draftLine WHERE book = ? AND number = ? ORDER BY line
            """
        package static let deleteLines = "DELETE FROM draftLine WHERE book = ? AND number = ?"
        package static let delete = "DELETE FROM draft WHERE book = ? AND number = ?"
        package static let setReviewer =
            "UPDATE draft SET reviewer = ?, returnReason = ? WHERE book = ? AND number = ?"
    }

    /// The audit chain 操作日志 and its heads.
    package enum Audit {
        package static let head = "SELECT audit, hash FROM ledgerHead ORDER BY one <> 1"
        package static let updateHead = "UPDATE ledgerHead SET audit = ?, hash = ?"
        package static let strayHeads = "SELECT one FROM ledgerHead WHERE one <> 1"
        package static let insert = """
            INSERT INTO audit (id, at, user, action, book, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let insertHead =
            "INSERT INTO auditHead (audit, book, sequence, hash) VALUES (?, ?, ?, ?)"
        /// Inserts so many digests at once.
        package static func insertDigests(_ count: Int) -> String {
            Schema.insert(count, into: "auditDigest (audit, record, key, digest)", columns: 4)
        }
        package static let rows =
            "SELECT id, at, user, action, book, subject, detail, hash FROM audit ORDER BY id"
    }

    /// Client-made keys 幂等键.
    package enum Keys {
        package static let find = "SELECT digest, result FROM idempotency WHERE key = ?"
        package static let insert = "INSERT INTO idempotency (key, digest, result) VALUES (?, ?, ?)"
    }
}

extension Schema.Drafts {
    package static let all = """
        SELECT b.code, d.number FROM draft d JOIN book b ON b.id = d.book ORDER BY b.code, d.number
        """
}

extension Schema.Posting {
    package static let bookCodes = "SELECT code FROM book ORDER BY code"
}

extension Schema {
    /// The columns that a posted line and a draft's line share, behind their keys.
    fileprivate static let lineColumns = """
        line, account, debit, credit, mark, counterparty, summary, contract, dimensions, receipt, quantity, unitPrice,
            dueDate)
        """

    /// Inserts so many rows at once. A failure ends the act, which takes everything back: `OR FAIL` spares the journal
    /// that SQLite else keeps for each such statement, so that it could take back this one alone.
    fileprivate static func insert(_ count: Int, into table: String, columns: Int) -> String {
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        return "INSERT OR FAIL INTO \(table) VALUES "
            + Array(repeating: row, count: count).joined(separator: ", ")
    }
}

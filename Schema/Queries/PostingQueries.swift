extension Schema {
    /// What the posting desk reads and writes (记账).
    public enum Posting {
        public static let accounts = """
            SELECT id, chart, book, code, name, category, side, role, defaultSource, defaultNature, dimensions,
                disabled, takesSource, takesCounterparty, parent
            FROM account ORDER BY id
            """
        public static let marks = "SELECT id, source, nature, fund, excludedKind, otherBook FROM mark ORDER BY id"
        public static let insertMark = """
            INSERT INTO mark (id, source, nature, fund, excludedKind, otherBook) VALUES (?, ?, ?, ?, ?, ?)
            """
        public static let sources = "SELECT code, nameChinese FROM incomeSource ORDER BY position"
        public static let dimensionNames = "SELECT name FROM dimension"
        public static let users = "SELECT id, name, displayName, roles, scope, person, disabled FROM user ORDER BY id"

        public static let book = """
            SELECT b.id, b.code, b.name, b.division, b.opened, d.code, h.sequence, h.hash, h.drafts
            FROM book b JOIN division d ON d.id = b.division JOIN bookHead h ON h.book = b.id
            WHERE b.code = ?
            """
        public static let divisionAncestors = """
            WITH RECURSIVE above (id, parent, code) AS (
                SELECT id, parent, code FROM division WHERE id = ?
                UNION ALL SELECT d.id, d.parent, d.code FROM division d JOIN above a ON d.id = a.parent)
            SELECT code FROM above
            """
        public static let bookCharts = "SELECT fromYear, chart FROM bookChart WHERE book = ? ORDER BY fromYear"
        public static let siblingBooks = "SELECT code, name FROM book WHERE division = ? AND id <> ?"
        public static let closedMonths = "SELECT month FROM period WHERE book = ? AND closed"
        public static let counterparties = "SELECT id, code, name, otherBook FROM counterparty WHERE book = ?"
        public static let insertCounterparty = """
            INSERT INTO counterparty (book, code, name, otherBook) VALUES (?, ?, ?, ?) RETURNING id
            """

        public static let lastNumber = """
            SELECT coalesce(max(number), 0) FROM voucher WHERE book = ? AND date / 100 = ? AND kind = ?
            """
        public static let sequenceOfName = """
            SELECT sequence FROM voucher WHERE book = ? AND date / 100 = ? AND kind = ? AND number = ?
            """
        public static let sequenceOfOriginalName = """
            SELECT sequence FROM voucher WHERE book = ? AND originalName = ? ORDER BY sequence DESC LIMIT 1
            """
        public static let reversalOf = "SELECT sequence FROM voucher WHERE book = ? AND reverses = ?"
        /// Inserts some lines of one voucher at once; its key is bound once, then thirteen places a line.
        public static func insertLines(_ count: Int) -> String {
            Schema.insertLines(count, into: "line (book, sequence")
        }
        public static let insertVoucher = """
            INSERT INTO voucher (book, sequence, date, kind, number, type, attachments, attachmentReason, originalName,
                reverses, corrects, originYear, preparer, editor, reviewer, poster, audit, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        public static let voucherRows = """
            SELECT date, kind, number, type, attachments, attachmentReason, originalName, reverses, corrects,
                originYear, preparer, editor, reviewer, poster, audit, hash, sequence
            FROM voucher WHERE book = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
            """
        public static let lineRows = """
            SELECT line, account, debit, credit, mark, counterparty, summary, contract, dimensions, receipt, quantity,
                unitPrice, dueDate, sequence
            FROM line WHERE book = ? AND sequence BETWEEN ? AND ? ORDER BY sequence, line
            """

        public static let addBalance = """
            INSERT INTO balance (book, month, account, mark, type, debit, credit) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit
            """
        public static let addCounterpartyBalance = """
            INSERT INTO counterpartyBalance (book, account, counterparty, month, debit, credit)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit
            """
        public static let addYearTurnover = """
            INSERT INTO yearTurnover (year, account, book, mark, debit, credit) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit
            """
        public static let updateBookHead = "UPDATE bookHead SET sequence = ?, hash = ?, drafts = ? WHERE book = ?"

        public static let lawlessVoucher = """
            SELECT sequence, code FROM voucherProblem WHERE book = ? AND sequence >= ? AND code IS NOT NULL LIMIT 1
            """
        public static let misnumbered = "SELECT sequence, code FROM numberingProblem WHERE book = ? AND sequence >= ? LIMIT 1"
        public static let lawlessPosting = """
            SELECT sequence, code FROM postingProblem WHERE book = ? AND sequence >= ? AND code IS NOT NULL LIMIT 1
            """
    }

    /// Drafts (草稿).
    public enum Drafts {
        public static let insert = """
            INSERT INTO draft (book, number, date, kind, type, attachments, attachmentReason, originalName, reverses,
                corrects, originYear, preparer, editor, reviewer, returnReason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        /// Inserts some lines of one draft at once, as ``Posting/insertLines(_:)`` does.
        public static func insertLines(_ count: Int) -> String {
            Schema.insertLines(count, into: "draftLine (book, number")
        }
        public static let row = """
            SELECT date, kind, number, type, attachments, attachmentReason, originalName, reverses, corrects,
                originYear, preparer, editor, reviewer, returnReason
            FROM draft WHERE book = ? AND number = ?
            """
        public static let lines = """
            SELECT line, account, debit, credit, mark, counterparty, summary, contract, dimensions, receipt, quantity,
                unitPrice, dueDate, number
            FROM draftLine WHERE book = ? AND number = ? ORDER BY line
            """
        public static let deleteLines = "DELETE FROM draftLine WHERE book = ? AND number = ?"
        public static let delete = "DELETE FROM draft WHERE book = ? AND number = ?"
        public static let setReviewer = "UPDATE draft SET reviewer = ?, returnReason = ? WHERE book = ? AND number = ?"
    }

    /// The audit chain 操作日志 and its heads.
    public enum Audit {
        public static let head = "SELECT audit, hash FROM ledgerHead"
        public static let updateHead = "UPDATE ledgerHead SET audit = ?, hash = ?"
        public static let insert = """
            INSERT INTO audit (id, at, user, action, book, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        public static let insertHead = "INSERT INTO auditHead (audit, book, sequence, hash) VALUES (?, ?, ?, ?)"
        public static let insertDigest = "INSERT INTO auditDigest (audit, record, key, digest) VALUES (?, ?, ?, ?)"
        public static let rows = "SELECT id, at, user, action, book, subject, detail, hash FROM audit ORDER BY id"
        public static let heads = "SELECT book, sequence, hash FROM auditHead WHERE audit = ? ORDER BY book"
        public static let digests = "SELECT record, key, digest FROM auditDigest WHERE audit = ? ORDER BY record, key"
    }

    /// Client-made keys 幂等键.
    public enum Keys {
        public static let find = "SELECT digest, result FROM idempotency WHERE key = ?"
        public static let insert = "INSERT INTO idempotency (key, digest, result) VALUES (?, ?, ?)"
    }
}

extension Schema.Drafts {
    public static let all = """
        SELECT b.code, d.number FROM draft d JOIN book b ON b.id = d.book ORDER BY b.code, d.number
        """
}

extension Schema.Posting {
    public static let bookCodes = "SELECT code FROM book ORDER BY code"
    public static let sequencesOfPeriod = """
        SELECT sequence FROM voucher WHERE book = ? AND date / 100 BETWEEN ? AND ? ORDER BY sequence
        """
}

extension Schema {
    fileprivate static func insertLines(_ count: Int, into tableAndKey: String) -> String {
        let rows = (0..<count).map { row in
            "(?1, ?2, " + (0..<13).map { "?\(3 + row * 13 + $0)" }.joined(separator: ", ") + ")"
        }
        return """
            INSERT INTO \(tableAndKey), line, account, debit, credit, mark, counterparty, summary, contract,
                dimensions, receipt, quantity, unitPrice, dueDate)
            VALUES \(rows.joined(separator: ", "))
            """
    }
}

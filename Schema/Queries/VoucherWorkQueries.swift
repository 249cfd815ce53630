extension Schema.Record {
    /// All records of what goes with drafts and vouchers: attachments, approvals, templates and what they make.
    var voucherWork: String {
        switch self {
        case .attachment:
            """
            SELECT b.code || '/' || x.number AS key, x.digest, x.name, x.size, x.type, x.kind, x.sourceID, x.draft,
                x.sequence, x.lateReason, u.name AS user
            FROM attachment x JOIN book b ON b.id = x.book JOIN user u ON u.id = x.user
            """
        case .approval:
            """
            SELECT b.code || '/' || x.draft || '/' || x.step AS key, u.name AS approver, x.role, x.at, x.sequence
            FROM approval x JOIN book b ON b.id = x.book JOIN user u ON u.id = x.approver
            """
        case .template:
            """
            SELECT x.scope || '/' || x.name AS key, x.kind, x.type, x.attachmentReason, x.parameters FROM template x
            """
        case .templateLine:
            """
            SELECT x.scope || '/' || x.name || '/' || x.line AS key, x.side, x.account, x.formula, x.summary, x.source,
                x.counterparty, x.contract, x.dimensions
            FROM templateLine x
            """
        case .recurring:
            """
            SELECT b.code || '/' || x.template AS key, x.scope, x.fromMonth, x.toMonth, x.everyMonths, x.day,
                x.parameters, u.name AS user
            FROM recurring x JOIN book b ON b.id = x.book JOIN user u ON u.id = x.user
            """
        default:  // recurringRun
            """
            SELECT b.code || '/' || x.template || '/' || x.month AS key, x.draft, x.sequence
            FROM recurringRun x JOIN book b ON b.id = x.book
            """
        }
    }
}

extension Schema {
    /// What goes with a draft and stays with the voucher it becomes (随附记录).
    package enum Followers {
        /// Whether anything goes with the draft `?2` of the book `?1`.
        package static let any = """
            SELECT EXISTS (SELECT 1 FROM attachment WHERE book = ?1 AND draft = ?2)
                OR EXISTS (SELECT 1 FROM approval WHERE book = ?1 AND draft = ?2)
                OR EXISTS (SELECT 1 FROM recurringRun WHERE book = ?1 AND draft = ?2)
                OR EXISTS (SELECT 1 FROM cashSignature WHERE book = ?1 AND draft = ?2)
                OR EXISTS (SELECT 1 FROM cashVoucher WHERE book = ?1 AND draft = ?2)
            """
        package static let attachments = "SELECT number FROM attachment WHERE book = ? AND draft = ?"
        package static let approvals =
            "SELECT step, approver FROM approval WHERE book = ? AND draft = ? ORDER BY step"
        package static let run = "SELECT template, month FROM recurringRun WHERE book = ? AND draft = ?"
        /// They become the voucher's.
        package static let hand = ["attachment", "approval", "recurringRun"].map {
            "UPDATE \($0) SET sequence = ?3 WHERE book = ?1 AND draft = ?2"
        }
        package static let removeAttachments = "DELETE FROM attachment WHERE book = ? AND draft = ?"
        package static let removeApprovals = "DELETE FROM approval WHERE book = ? AND draft = ?"
        package static let removeRun = "DELETE FROM recurringRun WHERE book = ? AND draft = ?"
    }

    /// Source documents 附件.
    package enum Attachments {
        private static let columns = """
            SELECT b.code, x.number, x.digest, x.name, x.size, x.type, x.kind, x.sourceID, x.draft, x.sequence,
                x.lateReason, u.name, v.date, v.kind, v.number
            FROM attachment x JOIN book b ON b.id = x.book LEFT JOIN user u ON u.id = x.user
            LEFT JOIN voucher v ON v.book = x.book AND v.sequence = x.sequence
            """
        package static let all = columns + " ORDER BY b.code, x.number"
        package static let ofBook = columns + " WHERE b.code = ?1 ORDER BY x.number"
        package static let ofDraft =
            columns + " WHERE b.code = ?1 AND x.draft = ?2 AND x.sequence IS NULL ORDER BY x.number"
        package static let ofVoucher = columns + " WHERE b.code = ?1 AND x.sequence = ?2 ORDER BY x.number"
        package static let one = columns + " WHERE b.code = ?1 AND x.number = ?2"
        package static let digests = "SELECT DISTINCT digest, size FROM attachment ORDER BY digest"
        package static let nextNumber = "SELECT coalesce(max(number), 0) + 1 FROM attachment WHERE book = ?"
        package static let insert = """
            INSERT INTO attachment (book, number, digest, name, size, type, kind, sourceID, draft, sequence, lateReason, user)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let remove = "DELETE FROM attachment WHERE book = ? AND number = ?"
        package static let count = "SELECT count(*) FROM attachment WHERE book = ? AND draft = ?"
        package static let setCount =
            "UPDATE draft SET attachments = ? WHERE book = ? AND number = ?"
        /// Who has the document already.
        package static let heldBefore =
            "SELECT earlier FROM attachmentTwice WHERE book = ? AND number = ? AND NOT drafted ORDER BY 1 LIMIT 1"
        /// The same when the draft is posted: then the reversal must be posted too.
        package static let heldAtPosting = """
            SELECT x.number, t.earlier FROM attachment x JOIN attachmentTwice t ON t.book = x.book AND t.number = x.number
            WHERE x.book = ? AND x.draft = ? ORDER BY 1, 2
            """
        /// Documents booked twice, and those whose draft or voucher is not there; for `verify`.
        package static let strays = """
            SELECT b.code, x.number, 'twice', t.earlier FROM attachmentTwice t
            JOIN attachment x ON x.book = t.book AND x.number = t.number JOIN book b ON b.id = x.book
            WHERE x.sequence IS NOT NULL OR NOT t.drafted
            UNION ALL SELECT b.code, x.number, 'stray', NULL FROM attachment x JOIN book b ON b.id = x.book
            WHERE CASE WHEN x.sequence IS NULL
                THEN NOT EXISTS (SELECT 1 FROM draft d WHERE d.book = x.book AND d.number = x.draft)
                ELSE NOT EXISTS (SELECT 1 FROM voucher v WHERE v.book = x.book AND v.sequence = x.sequence) END
            ORDER BY 1, 2
            """
    }

    /// Approvals 审批.
    package enum Approvals {
        package static let insert =
            "INSERT INTO approval (book, draft, step, approver, role, at) VALUES (?, ?, ?, ?, ?, ?)"
        package static let ofDraft =
            "SELECT step, approver, role, at FROM approval WHERE book = ? AND draft = ? ORDER BY step"
        package static let ofVoucher =
            "SELECT step, approver, role, at FROM approval WHERE book = ? AND sequence = ? ORDER BY step"
        /// Approvals whose draft or voucher is not there.
        package static let strays = """
            SELECT b.code, x.draft, x.step FROM approval x JOIN book b ON b.id = x.book
            WHERE CASE WHEN x.sequence IS NULL
                THEN NOT EXISTS (SELECT 1 FROM draft d WHERE d.book = x.book AND d.number = x.draft)
                ELSE NOT EXISTS (SELECT 1 FROM voucher v WHERE v.book = x.book AND v.sequence = x.sequence) END
            ORDER BY 1, 2, 3
            """
    }

    /// Templates 凭证模板 and what they make from month to month.
    package enum Templates {
        private static let columns =
            "SELECT scope, name, kind, type, attachmentReason, parameters FROM template"
        package static let all = columns + " ORDER BY name, scope"
        /// The one of the book before the one of every book.
        package static let nearest =
            columns + " WHERE name = ?1 AND scope IN (?2, '') ORDER BY scope DESC LIMIT 1"
        package static let one = columns + " WHERE name = ?1 AND scope = ?2"
        package static let lines = """
            SELECT side, account, formula, summary, source, counterparty, contract, dimensions FROM templateLine
            WHERE scope = ? AND name = ? ORDER BY line
            """
        package static let insert = """
            INSERT INTO template (scope, name, kind, type, attachmentReason, parameters) VALUES (?, ?, ?, ?, ?, ?)
            """
        package static let insertLine = """
            INSERT INTO templateLine (scope, name, line, side, account, formula, summary, source, counterparty, contract,
                dimensions)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let removeLines = "DELETE FROM templateLine WHERE scope = ? AND name = ?"
        package static let remove = "DELETE FROM template WHERE scope = ? AND name = ?"
        /// The books whose schedules use it.
        package static let usedBy = """
            SELECT b.code FROM recurring r JOIN book b ON b.id = r.book WHERE r.scope = ? AND r.template = ? ORDER BY 1
            """
        /// What an account and all below it stand at after a day, debit less credit: by code, in the chart of the year.
        package static let balance = """
            SELECT coalesce(sum(amount), 0) FROM (
                SELECT l.debit - l.credit AS amount FROM voucher v
                CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                JOIN account a ON a.id = l.account
                WHERE v.book = ?1 AND v.date <= ?2 AND a.chart = ?4
                    AND substr(a.code, 1, length(?3)) = ?3
                UNION ALL SELECT o.balance FROM opening o JOIN account a ON a.id = o.account
                WHERE o.book = ?1 AND a.chart = ?4 AND substr(a.code, 1, length(?3)) = ?3)
            """
    }

    /// Recurring vouchers 定期凭证.
    package enum Recurring {
        private static let columns = """
            SELECT b.code, r.template, r.scope, r.fromMonth, r.toMonth, r.everyMonths, r.day, r.parameters, u.name
            FROM recurring r JOIN book b ON b.id = r.book LEFT JOIN user u ON u.id = r.user
            """
        package static let all = columns + " ORDER BY b.code, r.template"
        package static let runs = """
            SELECT b.code, r.template, r.month, r.draft, v.date, v.kind, v.number
            FROM recurringRun r JOIN book b ON b.id = r.book
            LEFT JOIN voucher v ON v.book = r.book AND v.sequence = r.sequence ORDER BY b.code, r.template, r.month
            """
        package static let set = """
            INSERT INTO recurring (book, template, scope, fromMonth, toMonth, everyMonths, day, parameters, user)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let remove = "DELETE FROM recurring WHERE book = ? AND template = ?"
        package static let exists = "SELECT 1 FROM recurring WHERE book = ? AND template = ?"
        package static let any = "SELECT EXISTS (SELECT 1 FROM recurring WHERE book = ?)"
        package static let insertRun =
            "INSERT INTO recurringRun (book, template, month, draft) VALUES (?, ?, ?, ?)"
        package static let booksBelow = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM division WHERE code = ?
                UNION SELECT d.id FROM division d JOIN below ON d.parent = below.id)
            SELECT b.code FROM book b JOIN below ON below.id = b.division ORDER BY 1
            """
    }
}

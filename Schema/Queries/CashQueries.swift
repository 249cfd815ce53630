extension Schema {
    /// Receipts 票据 and the cashier's book 出纳账.
    package enum Cash {
        /// The records of this area as ``Schema/Record`` asks for them; ids stand as names, codes and places in the book.
        static func records(of record: Record) -> String {
            let columns: String
            switch record {
            case .receiptRange:
                columns = "x.prefix, x.digits, x.first, x.last, x.issued, x.holder, u.name AS recorder"
            case .receiptEvent:
                columns = """
                    x.kind, x.prefix, x.digits, x.first, x.last, x.date, x.reason, u.name AS recorder
                    """
            case .cashEntry:
                columns = """
                    x.date, x.kind, a.chart || '/' || a.code AS account, x.amount, x.party, x.summary, x.receipt, x.against,
                        x.pair, x.cancels, u.name AS recorder
                    """
            case .cashCount:
                columns = """
                    x.date, a.chart || '/' || a.code AS account, x.notes, x.counted, x.expected, x.reason, x.witness,
                        u.name AS recorder
                    """
            case .dunning:
                columns = """
                    x.date, a.chart || '/' || a.code AS account, c.code AS counterparty, x.due, x.stage, x.amount,
                        u.name AS recorder
                    """
            case .cashSignature: columns = "x.draft, x.sequence, u.name AS signer"
            default:
                return """
                    SELECT b.code || '/' || x.entry AS key, x.draft, x.sequence FROM cashVoucher x JOIN book b ON b.id = x.book
                    """
            }
            let table = record.rawValue
            let account =
                [.cashEntry, .cashCount, .dunning].contains(record)
                ? "JOIN account a ON a.id = x.account" : ""
            let party = record == .dunning ? "JOIN counterparty c ON c.id = x.counterparty" : ""
            let user = record == .cashSignature ? "x.signer" : "x.recorder"
            return """
                SELECT b.code || '/' || x.number AS key, \(columns)
                FROM \(table) x JOIN book b ON b.id = x.book JOIN user u ON u.id = \(user) \(account) \(party)
                """
        }

        /// The number the next row of a table has within the book `?1`.
        package static func next(_ record: Record) -> String {
            "SELECT coalesce(max(number), 0) + 1 FROM \(record.rawValue) WHERE book = ?1"
        }

        package static let insertRange = """
            INSERT INTO receiptRange (book, number, prefix, digits, first, last, issued, holder, recorder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let ranges = """
            SELECT r.number, r.prefix, r.digits, r.first, r.last, r.issued, r.holder, u.name
            FROM receiptRange r JOIN user u ON u.id = r.recorder WHERE r.book = ? ORDER BY r.number
            """
        package static let insertEvent = """
            INSERT INTO receiptEvent (book, number, kind, prefix, digits, first, last, date, reason, recorder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let events = """
            SELECT e.number, e.prefix, e.digits, e.first, e.last, e.date, e.reason, u.name, e.kind
            FROM receiptEvent e JOIN user u ON u.id = e.recorder WHERE e.book = ? ORDER BY e.number
            """
        /// Numbers on posted lines of a book; what was reversed used none.
        package static let usedOnVouchers = """
            SELECT DISTINCT v.sequence, v.date, v.kind, v.number, v.corrects, l.receipt
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND l.receipt IS NOT NULL AND v.reverses IS NULL AND NOT EXISTS (
                SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.sequence)
            ORDER BY v.sequence
            """
        /// Numbers on the drafts of a book.
        package static let usedOnDrafts = """
            SELECT DISTINCT d.number, d.corrects, l.receipt
            FROM draft d JOIN draftLine l ON l.book = d.book AND l.number = d.number
            WHERE d.book = ?1 AND l.receipt IS NOT NULL AND d.reverses IS NULL ORDER BY d.number
            """
        /// Numbers in the cashier's book that stand.
        package static let usedInEntries = """
            SELECT e.number, e.receipt FROM cashEntry e
            WHERE e.book = ?1 AND e.receipt IS NOT NULL AND e.cancels IS NULL AND NOT EXISTS (
                SELECT 1 FROM cashEntry c WHERE c.book = e.book AND c.cancels = e.number)
            ORDER BY e.number
            """

        /// Whether the lines with the receipt `?2` of the vouchers that stand come to the amount `?3` on one side, and no
        /// entry went into any of them.
        package static let isOfReceipt = """
            SELECT ?3 IN (coalesce(sum(l.debit), 0), coalesce(sum(l.credit), 0)) AND count(k.entry) = 0
            FROM line l JOIN voucher v ON v.book = l.book AND v.sequence = l.sequence
                LEFT JOIN cashVoucher k ON k.book = l.book AND k.sequence = l.sequence
            WHERE l.book = ?1 AND l.receipt = ?2 AND v.reverses IS NULL AND NOT EXISTS (
                SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.sequence)
            """

        package static let insertEntry = """
            INSERT INTO cashEntry (book, number, date, kind, account, amount, party, summary, receipt, against, pair, cancels,
                recorder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        /// The cashier's book in the order of writing, each entry with what took it back and the draft or voucher it
        /// went into.
        package static let entries = """
            SELECT e.number, e.date, e.kind, a.code, e.amount, e.party, e.summary, e.receipt, e.against, e.pair, e.cancels,
                c.number, u.name, l.draft, v.date, v.kind, v.number, a.name, a.role, e.account,
                EXISTS (SELECT 1 FROM voucher r WHERE r.book = l.book AND r.reverses = l.sequence)
            FROM cashEntry e JOIN account a ON a.id = e.account JOIN user u ON u.id = e.recorder
                LEFT JOIN cashEntry c ON c.book = e.book AND c.cancels = e.number
                LEFT JOIN cashVoucher l ON l.book = e.book AND l.entry = e.number
                LEFT JOIN voucher v ON v.book = l.book AND v.sequence = l.sequence
            WHERE e.book = ?1 ORDER BY e.number
            """
        package static let link = "INSERT INTO cashVoucher (book, entry, draft) VALUES (?, ?, ?)"
        package static let linksOfDraft = """
            SELECT entry FROM cashVoucher WHERE book = ?1 AND draft = ?2 AND sequence IS NULL
            """
        package static let postLinks =
            "UPDATE cashVoucher SET sequence = ?3 WHERE book = ?1 AND draft = ?2 AND sequence IS NULL"
        package static let unlink =
            "DELETE FROM cashVoucher WHERE book = ?1 AND draft = ?2 AND sequence IS NULL"

        package static let unlinkReversed = "DELETE FROM cashVoucher WHERE book = ?1 AND entry = ?2"

        package static let insertSignature = """
            INSERT INTO cashSignature (book, number, draft, sequence, signer) VALUES (?, ?, ?, ?, ?)
            """
        /// The signature of a draft, with its number and who signed.
        package static let signatureOfDraft = """
            SELECT s.number, s.signer FROM cashSignature s WHERE s.book = ?1 AND s.draft = ?2
            """
        package static let signatureOfVoucher = """
            SELECT s.number, s.signer FROM cashSignature s WHERE s.book = ?1 AND s.sequence = ?2
            """
        package static let postSignature =
            "UPDATE cashSignature SET sequence = ?3 WHERE book = ?1 AND draft = ?2"
        package static let withdrawSignature = "DELETE FROM cashSignature WHERE book = ?1 AND draft = ?2"

        package static let insertCount = """
            INSERT INTO cashCount (book, number, date, account, notes, counted, expected, reason, witness, recorder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let counts = """
            SELECT k.number, k.date, a.code, k.notes, k.counted, k.expected, k.reason, k.witness, u.name
            FROM cashCount k JOIN account a ON a.id = k.account JOIN user u ON u.id = k.recorder
            WHERE k.book = ?1 ORDER BY k.date, k.number
            """

        /// What the ledger moved on one account of a book through a day.
        package static let ledgerLines = """
            SELECT v.date, l.debit - l.credit, v.kind, v.number, l.receipt, l.summary
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND l.account = ?2 AND v.date <= ?3 ORDER BY v.date, v.sequence, l.line
            """
        package static let ledgerOpening =
            "SELECT coalesce(sum(balance), 0) FROM opening WHERE book = ?1 AND account = ?2"
        /// The last day on which a book has a voucher or an entry of the cashier.
        package static let lastDay = """
            SELECT max(day) FROM (SELECT max(date) AS day FROM voucher WHERE book = ?1
                UNION ALL SELECT max(date) FROM cashEntry WHERE book = ?1)
            """
        package static let lastVoucherDay = "SELECT max(date) FROM voucher WHERE book = ?1"
        /// The first day of a book with an entry of the cashier or a voucher a cashier signed; from then on a cashier signs.
        package static let firstSigned = """
            SELECT min(day) FROM (SELECT min(date) AS day FROM cashEntry WHERE book = ?1
                UNION ALL SELECT min(v.date) FROM cashSignature s JOIN voucher v ON v.book = s.book AND v.sequence = s.sequence
                WHERE s.book = ?1)
            """
        /// Vouchers of a book on cash or bank dated in a stretch of days that no cashier signed.
        package static let unsigned = """
            SELECT DISTINCT v.sequence, v.date, v.kind, v.number
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                JOIN account a ON a.id = l.account AND a.role IN ('cash', 'bank')
            WHERE v.book = ?1 AND v.date BETWEEN ?2 AND ?3 AND NOT EXISTS (
                SELECT 1 FROM cashSignature s WHERE s.book = v.book AND s.sequence = v.sequence)
            ORDER BY v.sequence
            """
        /// Vouchers that take in cash or bank money without a number, as the rule of receipts has it: book, date, kind,
        /// number, then the first such line with its account and amount.
        package static let withoutReceipt = """
            SELECT b.code, v.date, v.kind, v.number, l.line, a.code, l.debit FROM (
                SELECT l.book, l.sequence, min(iif(a.role IS NOT NULL AND l.debit > 0 AND l.receipt IS NULL, l.line, NULL))
                    AS line
                FROM line l LEFT JOIN account a ON a.id = l.account AND a.role IN ('cash', 'bank')
                GROUP BY l.book, l.sequence
                HAVING sum(iif(a.role IS NOT NULL, l.debit - l.credit, 0)) > 0 AND line IS NOT NULL
                    AND sum(a.role IS NULL AND l.receipt IS NOT NULL) = 0) w
            JOIN voucher v ON v.book = w.book AND v.sequence = w.sequence JOIN book b ON b.id = w.book
            JOIN line l ON l.book = w.book AND l.sequence = w.sequence AND l.line = w.line
            JOIN account a ON a.id = l.account ORDER BY b.code, v.sequence
            """
        /// Whether a book has any receipt number, or was handed any receipt.
        package static let hearsOfReceipts = """
            SELECT EXISTS (SELECT 1 FROM receiptRange r JOIN book b ON b.id = r.book WHERE b.code = ?1)
                OR EXISTS (SELECT 1 FROM cashEntry e JOIN book b ON b.id = e.book WHERE b.code = ?1 AND e.receipt IS NOT NULL)
                OR EXISTS (SELECT 1 FROM book b JOIN line l ON l.book = b.id WHERE b.code = ?1 AND l.receipt IS NOT NULL)
            """
        /// Books with receipts or a cashier's book, by code.
        package static let booksKept = """
            SELECT id, code FROM book b WHERE EXISTS (SELECT 1 FROM receiptRange WHERE book = b.id)
                OR EXISTS (SELECT 1 FROM cashEntry WHERE book = b.id)
                OR EXISTS (SELECT 1 FROM cashSignature WHERE book = b.id) ORDER BY code
            """
    }

    /// The care of claims and debts 往来清理.
    package enum Claims {
        /// The accounts that hold cash advances 备用金.
        package static let advanceAccounts = "SELECT DISTINCT code FROM account WHERE role = 'cash-advance'"
        /// Books with a cash advance, by code.
        package static let booksWithAdvances = """
            SELECT code FROM book b WHERE EXISTS (
                SELECT 1 FROM account a JOIN counterpartyBalance k ON k.book = b.id AND k.account = a.id
                WHERE a.role = 'cash-advance')
            OR EXISTS (
                SELECT 1 FROM account a JOIN opening o ON o.book = b.id AND o.account = a.id
                WHERE a.role = 'cash-advance') ORDER BY code
            """
        package static let insertDunning = """
            INSERT INTO dunning (book, number, date, account, counterparty, due, stage, amount, recorder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let dunned = """
            SELECT d.number, d.date, a.code, a.name, c.code, c.name, d.due, d.stage, d.amount, u.name
            FROM dunning d JOIN account a ON a.id = d.account JOIN counterparty c ON c.id = d.counterparty
                JOIN user u ON u.id = d.recorder
            WHERE d.book = ?1 ORDER BY d.number
            """
        /// The id of an account as a book sees it, in any chart.
        package static let accountID = """
            SELECT id FROM account WHERE code = ?1 AND (book IS NULL OR book = ?2) AND chart = ?3
            """
        package static let counterpartyID = "SELECT id FROM counterparty WHERE book = ?1 AND code = ?2"
        package static let counterpartyNamed = """
            SELECT id, code, name FROM counterparty WHERE book = ?1 AND (code = ?2 OR name = ?2)
            ORDER BY code <> ?2 LIMIT 1
            """
        /// What stood with a counterparty when the book was opened.
        package static let openings = """
            SELECT a.code, a.name, sum(o.balance) FROM opening o JOIN account a ON a.id = o.account AND a.takesCounterparty
            WHERE o.book = ?1 AND o.counterparty = ?2 GROUP BY a.id ORDER BY a.code
            """
        /// What was dealt with a counterparty through a day, in the order it happened.
        package static let movements = """
            SELECT a.code, a.name, v.date, v.kind, v.number, l.summary, l.debit, l.credit, l.dueDate
            FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                JOIN account a ON a.id = l.account AND a.takesCounterparty
            WHERE v.book = ?1 AND l.counterparty = ?2 AND v.date <= ?3 ORDER BY v.date, v.sequence, l.line
            """
    }
}

extension Schema {
    /// What `check` asks (一致性检查). Each query returns rows that should not be there or should be looked at.
    ///
    /// The first four columns are the same in all: code of the book, and date, kind and number of the voucher, NULL
    /// where there is none; then what the message needs.
    package enum Checks {
        /// Vouchers that break a rule of posting, with its code, what the voucher adds up to, its lines, who reviewed it,
        /// its year of origin, the book's first month, the voucher it reverses or corrects, and the first line that breaks
        /// the rule with its account.
        package static let voucherRules = """
            SELECT b.code, v.date, v.kind, v.number, p.code,
                (SELECT coalesce(sum(debit), 0) FROM line l WHERE l.book = v.book AND l.sequence = v.sequence),
                (SELECT coalesce(sum(credit), 0) FROM line l WHERE l.book = v.book AND l.sequence = v.sequence),
                (SELECT count(*) FROM line l WHERE l.book = v.book AND l.sequence = v.sequence),
                coalesce(u.name, '#' || v.reviewer), v.originYear, b.opened,
                o.date, o.kind, o.number, coalesce(v.reverses, v.corrects),
                (SELECT l.line || '|' || coalesce(a.code, '#' || l.account) FROM line l
                    LEFT JOIN account a ON a.id = l.account LEFT JOIN mark m ON m.id = l.mark
                    LEFT JOIN counterparty c ON c.id = l.counterparty
                    WHERE l.book = v.book AND l.sequence = v.sequence AND CASE p.code
                        WHEN 'account.unknown' THEN a.id IS NULL OR m.id IS NULL OR a.book <> v.book
                        WHEN 'account.not-leaf' THEN a.parentOf > 0
                        WHEN 'account.other-chart' THEN a.chart IS NOT h.chart
                        WHEN 'voucher.missing-source' THEN a.takesSource AND m.source IS NULL
                        WHEN 'voucher.missing-counterparty' THEN a.takesCounterparty AND c.id IS NULL
                        WHEN 'counterparty.unknown' THEN l.counterparty IS NOT NULL AND c.book IS NOT v.book
                        WHEN 'voucher.current-income-outside-closing' THEN a.role = 'current-year-income'
                        WHEN 'voucher.closing-other-accounts' THEN a.category NOT IN ('income', 'expense')
                            AND coalesce(a.role, '') NOT IN ('current-year-income', 'distribution', 'undistributed',
                                'prior-year-adjustment')
                        WHEN 'voucher.mixed-signs' THEN l.debit + l.credit < 0
                        WHEN 'voucher.not-a-distribution' THEN a.category IN ('income', 'expense')
                        WHEN 'voucher.not-a-prior-year' THEN a.category IN ('income', 'expense')
                        END ORDER BY l.line LIMIT 1)
            FROM (
                SELECT p.* FROM (SELECT DISTINCT book, sequence FROM suspectVoucher) s
                CROSS JOIN voucherProblem p ON p.book = s.book AND p.sequence = s.sequence
                UNION ALL SELECT * FROM numberingProblem) p
            JOIN voucher v ON v.book = p.book AND v.sequence = p.sequence JOIN book b ON b.id = p.book
            LEFT JOIN user u ON u.id = v.reviewer
            LEFT JOIN voucher o ON o.book = v.book AND o.sequence = coalesce(v.reverses, v.corrects)
            LEFT JOIN bookChart h ON h.book = v.book AND v.date / 10000 BETWEEN h.fromYear AND h.untilYear
            WHERE p.code NOT IN ('voucher.reversal-across-years', 'voucher.reversal-differs') -- these are asked below
            ORDER BY b.code, p.sequence
            """
        /// Full reversals of income or expense of another year, with the date reversed.
        package static let reversalsAcrossYears = """
            SELECT b.code, r.date, r.kind, r.number, o.date, o.kind, o.number,
                (SELECT sum(l.debit + l.credit) FROM line l JOIN account a ON a.id = l.account
                    WHERE l.book = r.book AND l.sequence = r.sequence AND a.category IN ('income', 'expense')),
                (SELECT a.code FROM line l JOIN account a ON a.id = l.account WHERE l.book = r.book
                    AND l.sequence = r.sequence AND a.category IN ('income', 'expense') ORDER BY l.line LIMIT 1)
            FROM voucher r
            JOIN voucher o ON o.book = r.book AND o.sequence = r.reverses JOIN book b ON b.id = r.book
            WHERE r.reverses IS NOT NULL AND r.date / 10000 <> o.date / 10000 AND EXISTS (
                SELECT 1 FROM line l JOIN account a ON a.id = l.account
                WHERE l.book = r.book AND l.sequence = r.sequence AND a.category IN ('income', 'expense'))
            ORDER BY b.code, r.sequence
            """
        /// Full reversals that are not the original with its signs turned.
        package static let reversalsThatDiffer = """
            SELECT b.code, r.date, r.kind, r.number, o.date, o.kind, o.number,
                (SELECT sum(debit) FROM line l WHERE l.book = r.book AND l.sequence = r.sequence),
                (SELECT sum(debit) FROM line l WHERE l.book = o.book AND l.sequence = o.sequence),
                (SELECT count(*) FROM line l WHERE l.book = r.book AND l.sequence = r.sequence),
                (SELECT count(*) FROM line l WHERE l.book = o.book AND l.sequence = o.sequence)
            FROM voucher r
            JOIN voucher o ON o.book = r.book AND o.sequence = r.reverses JOIN book b ON b.id = r.book
            WHERE r.reverses IS NOT NULL AND EXISTS (
                SELECT 1 FROM (
                    SELECT account, counterparty, mark, -debit AS debit, -credit AS credit, 1 AS one FROM line
                    WHERE book = r.book AND sequence = r.sequence
                    UNION ALL SELECT account, counterparty, mark, debit, credit, -1 FROM line
                    WHERE book = o.book AND sequence = o.sequence)
                LEFT JOIN mark m ON m.id = mark
                GROUP BY account, counterparty, m.source, m.nature, m.fund, m.excludedKind, debit, credit
                HAVING sum(one) <> 0)
            ORDER BY b.code, r.sequence
            """
        /// Books whose head counts other vouchers than there are.
        package static let counts = """
            SELECT b.code, NULL, NULL, NULL, coalesce(h.sequence, 0), c.vouchers FROM book b
            LEFT JOIN bookHead h ON h.book = b.id
            JOIN (SELECT k.id, (SELECT count(*) FROM voucher v WHERE v.book = k.id) AS vouchers FROM book k) c
                ON c.id = b.id
            WHERE c.vouchers IS NOT h.sequence ORDER BY b.code
            """
        /// Books whose openings do not add up to zero.
        package static let openings = """
            SELECT b.code, NULL, NULL, NULL, sum(o.balance) FROM opening o JOIN book b ON b.id = o.book
            GROUP BY b.id HAVING sum(o.balance) <> 0 ORDER BY b.code
            """
        /// Openings that do not follow from the year's opening and turnover.
        package static let openingTurnover = """
            SELECT b.code, NULL, NULL, NULL, a.code, o.yearOpening, o.yearDebit, o.yearCredit, o.balance
            FROM opening o JOIN book b ON b.id = o.book JOIN account a ON a.id = o.account
            WHERE o.balance <> o.yearOpening + o.yearDebit - o.yearCredit ORDER BY b.code, o.line
            """
        /// What each day adds to cash 现金, the opening first; the running balance is kept by who reads.
        package static let cashDays = """
            SELECT b.code, d.date, NULL, NULL, sum(d.amount) FROM (
                SELECT book, 0 AS date, balance AS amount FROM opening
                WHERE account IN (SELECT id FROM account WHERE role = 'cash')
                UNION ALL SELECT v.book, v.date, l.debit - l.credit FROM voucher v
                CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                WHERE l.account IN (SELECT id FROM account WHERE role = 'cash')) d
            JOIN book b ON b.id = d.book GROUP BY b.code, d.date ORDER BY b.code, d.date
            """
        /// Closed months after a month that is not.
        package static let closedAfterOpen = """
            SELECT b.code, NULL, NULL, NULL, p.month FROM period p JOIN book b ON b.id = p.book
            WHERE p.closed AND p.month > b.opened AND NOT EXISTS (
                SELECT 1 FROM period q WHERE q.book = p.book AND q.closed
                    AND q.month = p.month - CASE p.month % 100 WHEN 1 THEN 89 ELSE 1 END)
            ORDER BY b.code, p.month
            """
        /// Drafts dated in a closed month.
        package static let draftsInClosedMonths = """
            SELECT b.code, NULL, NULL, NULL, d.number, d.date / 100 FROM draft d JOIN book b ON b.id = d.book
            JOIN period p ON p.book = d.book AND p.month = d.date / 100 AND p.closed ORDER BY b.code, d.number
            """
        /// Vouchers without a source document and without a reason for it.
        package static let withoutAttachment = """
            SELECT b.code, v.date, v.kind, v.number,
                (SELECT sum(debit) FROM line l WHERE l.book = v.book AND l.sequence = v.sequence),
                (SELECT summary FROM line l WHERE l.book = v.book AND l.sequence = v.sequence ORDER BY line LIMIT 1)
            FROM voucher v JOIN book b ON b.id = v.book
            WHERE v.attachments = 0 AND v.attachmentReason IS NULL AND v.type NOT IN ('closing', 'correction')
            ORDER BY b.code, v.sequence
            """
        /// Income lines whose source stands on an account it usually does not stand on.
        package static let unusualSources = """
            SELECT b.code, v.date, v.kind, v.number, l.line, s.nameChinese, s.nameEnglish, a.code, s.usualAccounts,
                l.debit + l.credit
            FROM (
                SELECT a.id AS account, m.id AS mark, s.code AS source FROM account a JOIN mark m
                JOIN incomeSource s ON s.code = m.source
                WHERE a.category = 'income' AND a.chart = '2023'
                    AND instr('|' || s.usualAccounts || '|', '|' || substr(a.code, 1, 3) || '|') = 0) u
            CROSS JOIN balance k ON k.account = u.account AND k.mark = u.mark
            JOIN book b ON b.id = k.book
            CROSS JOIN voucher v ON v.book = k.book AND v.month = k.month AND v.type = k.type
            CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                AND l.account = u.account AND l.mark = u.mark
            JOIN account a ON a.id = u.account JOIN incomeSource s ON s.code = u.source
            WHERE v.type <> 'closing' ORDER BY b.code, v.sequence, l.line
            """
        /// Villages and years with more than 5 % of operating income under “other”.
        package static let otherOperating = """
            SELECT iif(count(DISTINCT b.id) = 1, min(b.code), NULL), NULL, NULL, NULL, d.name, y.year,
                sum(iif(m.source = 'other-operating', y.credit - y.debit, 0)) AS other, sum(y.credit - y.debit) AS total
            FROM yearTurnover y JOIN account a ON a.id = y.account JOIN mark m ON m.id = y.mark
            JOIN book b ON b.id = y.book JOIN division d ON d.id = b.division
            WHERE a.takesSource AND a.category = 'income' GROUP BY d.code, y.year
            HAVING other > 0 AND other * 20 > total ORDER BY d.code, y.year
            """
        /// Claims that stand in credit and debts that stand in debit, by account and counterparty.
        package static let contraryDetails = """
            SELECT b.code, NULL, NULL, NULL, a.code, a.name, c.name, sum(t.amount) AS balance, a.side FROM (
                SELECT book, account, counterparty, debit - credit AS amount FROM counterpartyBalance
                UNION ALL SELECT book, account, counterparty, balance FROM opening WHERE counterparty IS NOT NULL) t
            JOIN account a ON a.id = t.account AND a.takesCounterparty AND a.side <> 'both'
            JOIN counterparty c ON c.id = t.counterparty JOIN book b ON b.id = t.book
            GROUP BY t.book, t.account, t.counterparty HAVING balance * iif(a.side = 'debit', 1, -1) < 0
            ORDER BY b.code, a.code, c.code
            """
        /// Assets and liabilities, contra accounts 备抵科目 among them, that stand on the other side.
        package static let contraryAccounts = """
            SELECT b.code, NULL, NULL, NULL, a.code, a.name, sum(t.amount) AS balance, a.side FROM (
                SELECT book, account, debit - credit AS amount FROM balance
                UNION ALL SELECT book, account, balance FROM opening) t
            JOIN account a ON a.id = t.account AND a.category IN ('asset', 'liability') AND a.side <> 'both'
                AND NOT a.takesCounterparty AND a.role IS NOT 'cash'
            JOIN book b ON b.id = t.book
            GROUP BY t.book, t.account HAVING balance * iif(a.side = 'debit', 1, -1) < 0 ORDER BY b.code, a.code
            """
        /// By book, other book of the village and year: lines of income and expense whose mark does not say that they deal
        /// with that other book, though their counterparty now does; with how many, and credit less debit. What is
        /// reversed, and its reversal, is none. `?1` is the other book, NULL for any.
        package static let lateSiblings = """
            SELECT b.code, NULL, NULL, NULL, u.other, u.year, count(*), sum(u.amount) FROM (
                SELECT v.book, v.date / 10000 AS year, l.credit - l.debit AS amount, coalesce(c.otherBook, (
                    SELECT min(d.otherBook) FROM line n JOIN counterparty d ON d.id = n.counterparty
                    WHERE l.counterparty IS NULL AND n.book = l.book AND n.sequence = l.sequence
                    HAVING count(*) = count(d.otherBook) AND min(d.otherBook) = max(d.otherBook))) AS other
                FROM voucher v CROSS JOIN line l ON l.book = v.book AND l.sequence = v.sequence
                JOIN account a ON a.id = l.account AND a.category IN ('income', 'expense')
                JOIN mark m ON m.id = l.mark AND m.otherBook IS NULL
                LEFT JOIN counterparty c ON c.id = l.counterparty
                WHERE v.book IN (SELECT book FROM counterparty WHERE otherBook IS NOT NULL)
                    AND v.type NOT IN ('closing', 'distribution') AND v.reverses IS NULL AND NOT EXISTS (
                        SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.sequence)) u
            JOIN book b ON b.id = u.book
            WHERE u.other IS NOT NULL AND (?1 IS NULL OR u.other = ?1) GROUP BY u.book, u.other, u.year
            ORDER BY b.code, u.other, u.year
            """
        /// Numbers of source documents, on lines and on attachments, that two vouchers charge to the same account; of
        /// receipts handed out to the book the register tells. Claims, debts and money bear the number of the payment too.
        /// What was reversed, and the voucher that corrects the other, charge nothing twice. Then the earlier voucher.
        package static let documentsTwice = """
            WITH document AS (
                SELECT l.book, l.sequence, l.receipt AS number FROM line l WHERE l.receipt IS NOT NULL
                UNION SELECT a.book, a.sequence, a.sourceID FROM attachment a
                WHERE a.sourceID IS NOT NULL AND a.sequence IS NOT NULL AND a.kind IN ('invoice', 'receipt')),
            charge AS MATERIALIZED (
                SELECT DISTINCT n.book, n.number, l.account, n.sequence, v.corrects FROM document n
                CROSS JOIN voucher v ON v.book = n.book AND v.sequence = n.sequence
                CROSS JOIN line l ON l.book = n.book AND l.sequence = n.sequence AND l.debit > 0
                CROSS JOIN account a ON a.id = l.account AND NOT a.takesCounterparty
                    AND a.role IS NOT 'cash' AND a.role IS NOT 'bank'
                WHERE v.reverses IS NULL AND NOT EXISTS (
                    SELECT 1 FROM voucher r WHERE r.book = v.book AND r.reverses = v.sequence)),
            twice AS (
                SELECT c.book, c.sequence, c.number, min(e.sequence) AS earlier, c.account FROM charge c
                JOIN charge e ON e.book = c.book AND e.number = c.number AND e.account = c.account
                    AND e.sequence < c.sequence AND c.corrects IS NOT e.sequence
                GROUP BY c.book, c.sequence, c.number)
            SELECT b.code, v.date, v.kind, v.number, e.date, e.kind, e.number, t.number, a.code, a.name FROM twice t
            JOIN book b ON b.id = t.book JOIN account a ON a.id = t.account
            JOIN voucher v ON v.book = t.book AND v.sequence = t.sequence
            JOIN voucher e ON e.book = t.book AND e.sequence = t.earlier
            WHERE NOT EXISTS (
                SELECT 1 FROM receiptRange r WHERE r.book = t.book
                    AND length(t.number) = length(r.prefix) + r.digits AND substr(t.number, 1, length(r.prefix)) = r.prefix)
            ORDER BY b.code, t.sequence, t.number
            """
        /// Counterparties that stand for a book the village does not have.
        package static let strangeCounterparties = """
            SELECT b.code, NULL, NULL, NULL, c.code, c.otherBook FROM counterparty c JOIN book b ON b.id = c.book
            WHERE c.otherBook IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM book o WHERE o.code = c.otherBook AND o.division = b.division)
            ORDER BY b.code, c.code
            """
    }
}

extension Schema {
    /// The asset register (资产登记簿).
    package enum Assets {
        package static let insert = """
            INSERT INTO asset (book, code, kind, name, category, acquired, started, begins, costAccount,
                accumulatedAccount, counterparty, openingAccumulated, takenOver, quantity, unit, source, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
            """
        package static let insertTerm = """
            INSERT INTO assetTerm (asset, line, month, cost, salvage, method, lifeMonths, unitsTotal, expenseAccount, use,
                keeper, location, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        /// What stands on 固定资产 at the end of a month of a book that has no card.
        package static let cardless = """
            SELECT coalesce((SELECT sum(o.balance) FROM opening o JOIN account a ON a.id = o.account
                WHERE o.book = ?1 AND substr(a.code, 1, 3) = '151'), 0)
                + coalesce((SELECT sum(b.debit - b.credit) FROM balance b JOIN account a ON a.id = b.account
                WHERE b.book = ?1 AND b.month <= ?2 AND substr(a.code, 1, 3) = '151'), 0)
            WHERE NOT EXISTS (SELECT 1 FROM asset WHERE book = ?1)
            """
        package static let find = "SELECT id FROM asset WHERE book = ? AND code = ?"
        /// The cards of a book, or of all; then by the book's and the card's code.
        package static let cards = """
            SELECT a.id, b.code, a.code, a.kind, a.name, a.category, a.acquired, a.started, a.begins, a.costAccount,
                a.accumulatedAccount, a.counterparty, a.openingAccumulated, a.takenOver, a.quantity, a.unit, a.source,
                a.note
            FROM asset a JOIN book b ON b.id = a.book WHERE a.book = ?1 OR ?1 IS NULL ORDER BY b.code, a.code
            """
        package static let terms = """
            SELECT t.asset, t.month, t.cost, t.salvage, t.method, t.lifeMonths, t.unitsTotal, t.expenseAccount, t.use,
                t.keeper, t.location, t.reason
            FROM assetTerm t JOIN asset a ON a.id = t.asset WHERE a.book = ?1 OR ?1 IS NULL ORDER BY t.asset, t.line
            """
        package static let units = """
            SELECT u.asset, u.month, u.units FROM assetUnits u JOIN asset a ON a.id = u.asset
            WHERE a.book = ?1 OR ?1 IS NULL ORDER BY u.asset, u.month
            """
        /// Where the runs of a book, or of all, stand: asked once for a run, not for each of its lines.
        private static let standingRuns = """
            state AS MATERIALIZED (
                SELECT book, name, state FROM assetRunState WHERE (?1 IS NULL OR book = ?1) AND state <> 'void')
            """
        package static let wear = """
            WITH \(standingRuns)
            SELECT l.asset, l.month, l.amount, l.name, s.state
            FROM state s CROSS JOIN assetRunLine l ON l.book = s.book AND l.name = s.name ORDER BY l.asset, l.month
            """
        package static let disposals = """
            SELECT s.asset, s.date, s.state, s.name, p.reason, p.cost, p.accumulated, p.proceeds, p.expenses
            FROM assetDisposalState s JOIN assetDisposal p ON p.asset = s.asset JOIN asset a ON a.id = s.asset
            WHERE a.book = ?1 OR ?1 IS NULL
            """
        package static let setUnits = """
            INSERT INTO assetUnits (asset, month, units) VALUES (?, ?, ?)
            """
        package static let changeUnits = "UPDATE assetUnits SET units = ?3 WHERE asset = ?1 AND month = ?2"
        package static let hasUnits = "SELECT EXISTS (SELECT 1 FROM assetUnits WHERE asset = ? AND month = ?)"
        package static let insertRun = "INSERT INTO assetRun (book, name, month, amount) VALUES (?, ?, ?, ?)"
        package static let insertRunLine = """
            INSERT INTO assetRunLine (book, name, asset, month, amount) VALUES (?, ?, ?, ?, ?)
            """
        /// The runs of a month, with the voucher each has.
        package static let runs = """
            SELECT s.name, s.state, s.amount FROM assetRunState s WHERE s.book = ?1 AND s.month = ?2 ORDER BY s.name
            """
        package static let deleteRunLines = "DELETE FROM assetRunLine WHERE book = ? AND name = ?"
        package static let deleteRun = "DELETE FROM assetRun WHERE book = ? AND name = ?"
        package static let insertDisposal = """
            INSERT INTO assetDisposal (asset, name, date, reason, cost, accumulated, proceeds, expenses, vouchers)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        /// Whether a run or a disposal of a month finds its voucher by a name.
        package static let isBound = """
            SELECT EXISTS (SELECT 1 FROM assetRun WHERE book = ?1 AND name = ?2 AND month = ?3)
                OR EXISTS (SELECT 1 FROM assetDisposal p JOIN asset a ON a.id = p.asset
                    WHERE a.book = ?1 AND p.date / 100 = ?3 AND p.vouchers > 0
                        AND ?2 IN (p.name, p.name || '-2', p.name || '-3', p.name || '-4'))
            """
        package static let deleteDisposal = "DELETE FROM assetDisposal WHERE asset = ?"

        /// What a book's cards say stands on each account, and what the ledger says: for every account named on a card of
        /// the book, and every other account below the same first-level account of the chart. Only what is posted counts.
        /// Accounts kept by counterparty hold more than the register knows and are left out.
        package static let differences = """
            WITH \(standingRuns),
            wear AS MATERIALIZED (
                SELECT l.asset, sum(l.amount) AS amount
                FROM state s CROSS JOIN assetRunLine l ON l.book = s.book AND l.name = s.name
                WHERE s.state <> 'draft' GROUP BY l.asset),
            standing AS (
                SELECT a.id, a.book, a.kind, a.costAccount, a.accumulatedAccount,
                    a.openingAccumulated + coalesce(w.amount, 0) AS worn,
                    (SELECT t.cost FROM assetTerm t WHERE t.asset = a.id ORDER BY t.line DESC LIMIT 1) AS cost
                FROM asset a LEFT JOIN wear w ON w.asset = a.id WHERE (?1 IS NULL OR a.book = ?1) AND NOT EXISTS (
                    SELECT 1 FROM assetDisposalState s WHERE s.asset = a.id AND s.state IN ('posted', 'none'))),
            named AS (
                SELECT book, costAccount AS code FROM asset WHERE ?1 IS NULL OR book = ?1
                UNION SELECT book, accumulatedAccount FROM asset
                    WHERE accumulatedAccount IS NOT NULL AND (?1 IS NULL OR book = ?1)),
            register AS (
                SELECT book, code, sum(amount) AS amount FROM (
                    SELECT book, costAccount AS code, cost - iif(accumulatedAccount IS NULL, worn, 0) AS amount
                        FROM standing
                    UNION ALL SELECT book, accumulatedAccount, -worn FROM standing WHERE accumulatedAccount IS NOT NULL)
                GROUP BY book, code),
            ledger AS (
                SELECT book, code, sum(amount) AS amount FROM (
                    SELECT o.book, a.code, o.balance AS amount FROM (SELECT DISTINCT book FROM named) n
                    CROSS JOIN opening o ON o.book = n.book JOIN account a ON a.id = o.account
                    UNION ALL SELECT k.book, a.code, k.debit - k.credit FROM (SELECT DISTINCT book FROM named) n
                    CROSS JOIN balance k ON k.book = n.book JOIN account a ON a.id = k.account)
                WHERE (book, substr(code, 1, 3)) IN (SELECT book, substr(code, 1, 3) FROM named)
                GROUP BY book, code)
            SELECT b.code, NULL, NULL, NULL, e.code, coalesce(r.amount, 0), coalesce(l.amount, 0), (
                SELECT a.name FROM account a WHERE a.code = e.code AND (a.book IS NULL OR a.book = e.book)
                    ORDER BY a.chart DESC LIMIT 1)
            FROM (SELECT book, code FROM register UNION SELECT book, code FROM ledger WHERE amount <> 0) e
            JOIN book b ON b.id = e.book LEFT JOIN register r ON r.book = e.book AND r.code = e.code
            LEFT JOIN ledger l ON l.book = e.book AND l.code = e.code
            WHERE coalesce(r.amount, 0) <> coalesce(l.amount, 0) AND NOT EXISTS (
                SELECT 1 FROM account a WHERE a.code = e.code AND a.takesCounterparty)
            ORDER BY b.code, e.code
            """
        /// Runs and disposals whose vouchers are gone: drafts deleted, vouchers reversed or moved to another month.
        package static let withoutVoucher = """
            SELECT b.code, NULL, NULL, NULL, s.name, s.month FROM assetRunState s JOIN book b ON b.id = s.book
            WHERE s.state = 'void'
            UNION ALL SELECT b.code, NULL, NULL, NULL, s.name, s.date / 100 FROM assetDisposalState s
            JOIN asset a ON a.id = s.asset JOIN book b ON b.id = a.book WHERE s.state = 'void'
            ORDER BY 1, 6, 5
            """
    }
}

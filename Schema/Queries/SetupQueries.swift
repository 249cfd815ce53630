extension Schema {
    /// The file itself (账本文件).
    package enum File {
        package static let applicationID = "PRAGMA application_id"
        package static let version = "PRAGMA user_version"
        package static func setVersion(_ version: Int) -> String { "PRAGMA user_version = \(version)" }
        package static let configure = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA cache_size = -8192;
            """
        /// The cache holds what a large district's threshold question reads, so that it needn't be read again.
        package static let configureReader = "PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192"
        package static let foreignKeysOff = "PRAGMA foreign_keys = OFF"
        package static let foreignKeysOn = "PRAGMA foreign_keys = ON"
        package static let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)"
        /// Makes one file of it, without a log beside it.
        package static let withoutLog = "PRAGMA journal_mode = DELETE"
        package static let dataVersion = "PRAGMA data_version"
        package static let begin = "BEGIN IMMEDIATE"
        package static let commit = "COMMIT"
        package static let rollback = "ROLLBACK"
    }

    /// Divisions 行政区划.
    package enum Divisions {
        package static let insert = """
            INSERT INTO division (code, name, level, parent, validFrom, validTo, predecessors)
            VALUES (?, ?, ?, (SELECT id FROM division WHERE code = ?), ?, ?, ?) RETURNING id
            """
        package static let list = """
            SELECT d.code, d.name, d.level, p.code, d.validFrom, d.validTo, d.predecessors
            FROM division d LEFT JOIN division p ON p.id = d.parent ORDER BY d.code
            """
        package static let find = "SELECT id FROM division WHERE code = ?"
    }

    /// Books 账套.
    package enum Books {
        package static let codes = "SELECT id, code FROM book"
        package static let charterReserveRate = "SELECT charterReserveRate FROM book WHERE id = ?"
        package static let insert = """
            INSERT INTO book (code, division, name, kind, opened, population, charterReserveRate, creditCode)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
            """
        package static let insertHead = "INSERT INTO bookHead VALUES (?, 0, zeroblob(32), 0)"
        package static let insertChart = "INSERT INTO bookChart (book, fromYear, chart) VALUES (?, ?, ?)"
        package static let deleteChart = "DELETE FROM bookChart WHERE book = ? AND fromYear = ?"
        /// What a book has from the year `?2` on: vouchers, drafts, openings, closed months.
        package static let begun = """
            SELECT (SELECT count(*) FROM voucher WHERE book = ?1 AND month >= ?2 * 100),
                (SELECT count(*) FROM draft WHERE book = ?1 AND date >= ?2 * 10000),
                (SELECT count(*) FROM opening o JOIN book b ON b.id = o.book
                    WHERE o.book = ?1 AND b.opened >= ?2 * 100),
                (SELECT count(*) FROM period WHERE book = ?1 AND closed AND month >= ?2 * 100)
            """
        package static let list = """
            SELECT b.id, b.code, b.name, b.kind, b.opened, b.population, b.charterReserveRate, b.creditCode, d.code,
                d.name, h.sequence,
                (SELECT c.chart FROM bookChart c WHERE c.book = b.id ORDER BY c.fromYear DESC LIMIT 1),
                (SELECT max(month) FROM period p WHERE p.book = b.id AND p.closed),
                (SELECT max(c.fromYear) FROM bookChart c WHERE c.book = b.id)
            FROM book b JOIN division d ON d.id = b.division JOIN bookHead h ON h.book = b.id ORDER BY b.code
            """
        /// The counterparties of the village's other books that stand for a new book by code or by name.
        package static let linkSiblings = """
            UPDATE counterparty SET otherBook = ?1
            WHERE otherBook IS NULL AND (code = ?1 OR code = ?2 OR name = ?2)
                AND book IN (SELECT id FROM book WHERE division = ?3 AND code <> ?1)
            RETURNING id
            """
    }

    /// Users 用户.
    package enum Users {
        package static let count = "SELECT count(*) FROM user"
        package static let insert = """
            INSERT INTO user (name, displayName, roles, scope, person) VALUES (?, ?, ?, ?, ?)
            """
        package static let setRoles = "UPDATE user SET roles = ? WHERE name = ?"
        package static let setDisabled = "UPDATE user SET disabled = ? WHERE name = ?"
    }

    /// Accounts 科目, dimensions 辅助核算 and sources 收入来源.
    package enum Accounts {
        package static let insert = """
            INSERT INTO account (chart, book, code, name, category, side, role, defaultSource, defaultNature,
                dimensions, takesSource, takesCounterparty, parent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
            """
        package static let findVisible = """
            SELECT id, category, side, role FROM account WHERE chart = ? AND code = ? AND (book IS NULL OR book = ?)
            """
        package static let rename = "UPDATE account SET name = ? WHERE id = ?"
        package static let disable = "UPDATE account SET disabled = ? WHERE id = ?"
        package static let insertDimension = "INSERT INTO dimension (name, description) VALUES (?, ?)"
        package static let dimensions = "SELECT name, description FROM dimension ORDER BY name"
        package static let insertSource = """
            INSERT INTO incomeSource (code, nameChinese, nameEnglish, usualAccounts, position, ofPlan)
            VALUES (?, ?, ?, ?, ?, 1)
            """
        package static let sources = """
            SELECT code, nameChinese, nameEnglish, usualAccounts, ofPlan FROM incomeSource ORDER BY position
            """
    }

    /// Openings 期初余额.
    package enum Openings {
        package static let insert = """
            INSERT INTO opening (book, line, account, mark, counterparty, balance, yearOpening, yearDebit, yearCredit,
                contract, dimensions, originDate, dueDate)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        package static let deleteOfBook = "DELETE FROM opening WHERE book = ?"
        package static let lineCount = "SELECT count(*) FROM opening WHERE book = ?"
        package static let list = """
            SELECT b.code, a.code, o.balance, c.code, o.contract, m.source, o.dimensions, o.yearOpening, o.yearDebit,
                o.yearCredit, o.originDate, o.dueDate, m.nature, m.fund, m.excludedKind
            FROM opening o JOIN book b ON b.id = o.book JOIN account a ON a.id = o.account JOIN mark m ON m.id = o.mark
                LEFT JOIN counterparty c ON c.id = o.counterparty
            WHERE (?1 IS NULL OR b.code = ?1) ORDER BY b.code, o.line
            """
        /// Takes a book's openings out of the yearly turnover, before they are replaced.
        package static let yearTurnover = """
            SELECT o.account, o.mark, sum(o.yearDebit), sum(o.yearCredit) FROM opening o JOIN account a ON a.id = o.account
            WHERE o.book = ? AND a.category IN ('income', 'expense') GROUP BY o.account, o.mark
            """
    }

    /// Periods 会计期间.
    package enum Periods {
        package static let isCleared = "SELECT cleared FROM period WHERE book = ? AND month = ?"
        package static let find = "SELECT closed FROM period WHERE book = ? AND month = ?"
        package static let insert = "INSERT INTO period (book, month, closed) VALUES (?, ?, 1)"
        package static let closeAgain = "UPDATE period SET closed = 1 WHERE book = ? AND month = ?"
        package static let reopen = "UPDATE period SET closed = 0 WHERE book = ? AND month = ?"
        package static let draftNames = """
            SELECT number FROM draft WHERE book = ? AND date / 100 = ? ORDER BY number
            """
        /// Cash 现金 day by day: what each day with cash vouchers adds, up to the end of a month.
        package static let cashDays = """
            SELECT v.date, sum(l.debit - l.credit) FROM voucher v
            JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND v.month <= ?2
                AND l.account IN (SELECT id FROM account WHERE role = 'cash')
            GROUP BY v.date ORDER BY v.date
            """
        /// What the year `?2 / 100` and what earlier years left on each account under each mark.
        package static let yearEndBalances = """
            SELECT account, mark, coalesce(sum(amount) FILTER (WHERE month > ?2), 0),
                coalesce(sum(amount) FILTER (WHERE month < ?2), 0) FROM (
                SELECT account, mark, month, debit - credit AS amount FROM balance WHERE book = ?1
                UNION ALL SELECT o.account, o.mark, b.opened, o.balance FROM opening o JOIN book b ON b.id = o.book
                WHERE o.book = ?1)
            WHERE month <= ?2 + 12 GROUP BY account, mark
            """
        /// What stands on each account at the end of a month.
        package static let standing = """
            SELECT account, sum(amount) FROM (
                SELECT account, month, debit - credit AS amount FROM balance WHERE book = ?1
                UNION ALL SELECT o.account, b.opened, o.balance FROM opening o JOIN book b ON b.id = o.book
                WHERE o.book = ?1)
            WHERE month <= ?2 GROUP BY account
            """
        /// Net income 净收益 of a year.
        package static let netIncome = """
            SELECT coalesce(sum(t.credit - t.debit), 0) FROM account a JOIN yearTurnover t ON t.account = a.id
            WHERE t.year = ?2 AND t.book = ?1 AND a.category IN ('income', 'expense')
            """
        package static let hasClosingVoucher = """
            SELECT EXISTS (SELECT 1 FROM voucher WHERE book = ?1 AND type = 'closing' AND date / 10000 = ?2)
            """
        /// What the closing vouchers of a year carried to 未分配收益.
        package static let carriedIncome = """
            SELECT coalesce(sum(l.credit - l.debit), 0) FROM voucher v
            JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND v.date / 10000 = ?2 AND v.type = 'closing'
                AND l.account IN (SELECT id FROM account WHERE role = 'undistributed')
            """
        /// What distributions of a year's income have set aside: those on its last day and in the next year before its last.
        package static let reserved = """
            SELECT coalesce(sum(l.credit - l.debit), 0) FROM voucher v
            JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND v.date BETWEEN ?2 * 10000 + 1231 AND (?2 + 1) * 10000 + 1230 AND v.type = 'distribution'
                AND l.account IN (SELECT id FROM account WHERE role = 'reserve')
            """
        /// What distribution vouchers of the year took from 各项分配 before, reversals taken off.
        package static let distributedBefore = """
            SELECT coalesce(sum(l.debit), 0) FROM voucher v JOIN line l ON l.book = v.book AND l.sequence = v.sequence
            WHERE v.book = ?1 AND v.date BETWEEN ?2 * 10000 + 1231 AND (?2 + 1) * 10000 + 1230 AND v.type = 'distribution'
                AND l.account IN (SELECT id FROM account WHERE role = 'distribution')
            """
        package static let cashOpening = """
            SELECT coalesce(sum(balance), 0) FROM opening
            WHERE book = ? AND account IN (SELECT id FROM account WHERE role = 'cash')
            """
    }
}

extension Schema.Openings {
    /// Takes the turnover of a book's openings out of the yearly table before they are replaced.
    package static let subtractYearTurnover = """
        UPDATE yearTurnover SET debit = debit - ?, credit = credit - ?
        WHERE year = ? AND account = ? AND book = ? AND mark = ?
        """
    package static let deleteEmptyYearTurnover =
        "DELETE FROM yearTurnover WHERE book = ? AND debit = 0 AND credit = 0"
}

extension Schema.Periods {
    package static let lastVoucher = "SELECT max(month) FROM voucher WHERE book = ?"
    package static let monthSums = """
        SELECT v.month, count(*) FROM voucher v WHERE v.book = ? GROUP BY v.month
        """
    package static let draftSums =
        "SELECT d.date / 100, count(*) FROM draft d WHERE d.book = ? GROUP BY d.date / 100"
}

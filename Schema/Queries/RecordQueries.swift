extension Schema {
    /// A kind of record whose digest enters the audit chain when it is made or changed (留痕记录).
    ///
    /// The first column is the key, the others are what is digested, under their column names; NULL is absent.
    package enum Record: String, CaseIterable, Sendable {
        case account, bankAccount, bankMapping, bankMatch, bankOpening, bankStatement, book, bookChart,
            counterparty, dimension, division, incomeSource, opening, period,
            setting, user
        case asset, assetDisposal, assetRun, assetTerm, assetUnits
        case attachment, approval, template, templateLine, recurring, recurringRun
        case cashCount, cashEntry, cashSignature, cashVoucher, dunning, receiptEvent, receiptRange

        /// All records of the kind.
        package var all: String {
            switch self {
            case .account:
                """
                SELECT a.chart || '/' || coalesce(b.code, '') || '/' || a.code AS key, a.name, a.category, a.side,
                    a.role, a.takesSource, a.takesCounterparty, a.defaultSource, a.defaultNature, a.dimensions,
                    a.disabled, p.code AS parent
                FROM account a LEFT JOIN book b ON b.id = a.book LEFT JOIN account p ON p.id = a.parent
                """
            case .bankAccount, .bankMapping, .bankMatch, .bankOpening, .bankStatement: Bank.records(self)
            case .book:
                """
                SELECT b.code AS key, d.code AS division, b.name, b.kind, b.opened, b.population,
                    b.charterReserveRate, b.creditCode
                FROM book b JOIN division d ON d.id = b.division
                """
            case .bookChart:
                """
                SELECT b.code || '/' || c.fromYear AS key, c.chart, c.untilYear FROM bookChart c JOIN book b ON b.id = c.book
                """
            case .counterparty:
                """
                SELECT b.code || '/' || c.code AS key, c.name, c.otherBook
                FROM counterparty c JOIN book b ON b.id = c.book
                """
            case .dimension: "SELECT x.name AS key, x.description FROM dimension x"
            case .division:
                """
                SELECT d.code AS key, d.name, d.level, p.code AS parent, d.validFrom, d.validTo, d.predecessors
                FROM division d LEFT JOIN division p ON p.id = d.parent
                """
            case .incomeSource:
                """
                SELECT x.code AS key, x.nameChinese, x.nameEnglish, x.usualAccounts, x.position, x.ofPlan
                FROM incomeSource x
                """
            case .opening:
                """
                SELECT b.code || '/' || o.line AS key, a.chart || '/' || a.code AS account, m.source, m.nature, m.fund,
                    m.excludedKind, m.otherBook, c.code AS counterparty, o.balance, o.yearOpening, o.yearDebit,
                    o.yearCredit, o.contract, o.dimensions, o.originDate, o.dueDate
                FROM opening o JOIN book b ON b.id = o.book JOIN account a ON a.id = o.account
                    JOIN mark m ON m.id = o.mark LEFT JOIN counterparty c ON c.id = o.counterparty
                """
            case .period:
                """
                SELECT b.code || '/' || p.month AS key, p.cleared, p.closed FROM period p JOIN book b ON b.id = p.book
                """
            case .cashCount, .cashEntry, .cashSignature, .cashVoucher, .dunning, .receiptEvent, .receiptRange:
                Schema.Cash.records(of: self)
            case .setting:
                "SELECT x.name || '/' || x.scope AS key, x.value, x.source FROM setting x"
            case .user:
                "SELECT x.name AS key, x.displayName, x.roles, x.scope, x.person, x.disabled FROM user x"
            case .asset:
                """
                SELECT b.code || '/' || a.code AS key, a.kind, a.name, a.category, a.acquired, a.started, a.begins, a.costAccount,
                    a.accumulatedAccount, a.counterparty, a.openingAccumulated, a.takenOver, a.quantity, a.unit, a.source,
                    a.note
                FROM asset a JOIN book b ON b.id = a.book
                """
            case .assetDisposal:
                """
                SELECT b.code || '/' || a.code AS key, p.name, p.date, p.reason, p.cost, p.accumulated, p.proceeds,
                    p.expenses, p.vouchers
                FROM assetDisposal p JOIN asset a ON a.id = p.asset JOIN book b ON b.id = a.book
                """
            case .assetRun:
                """
                SELECT b.code || '/' || r.name AS key, r.month, r.amount, (
                    SELECT group_concat(entry, ' ') FROM (
                        SELECT coalesce(a.code, '#' || l.asset) || '/' || l.month || '=' || l.amount AS entry
                        FROM assetRunLine l LEFT JOIN asset a ON a.id = l.asset
                        WHERE l.book = r.book AND l.name = r.name ORDER BY a.code, l.month)) AS lines
                FROM assetRun r JOIN book b ON b.id = r.book
                """
            case .assetTerm:
                """
                SELECT b.code || '/' || a.code || '/' || t.line AS key, t.month, t.cost, t.salvage, t.method, t.lifeMonths,
                    t.unitsTotal, t.expenseAccount, t.use, t.keeper, t.location, t.reason
                FROM assetTerm t JOIN asset a ON a.id = t.asset JOIN book b ON b.id = a.book
                """
            case .assetUnits:
                """
                SELECT b.code || '/' || a.code || '/' || u.month AS key, u.units
                FROM assetUnits u JOIN asset a ON a.id = u.asset JOIN book b ON b.id = a.book
                """
            case .attachment, .approval, .template, .templateLine, .recurring, .recurringRun: voucherWork
            }
        }

        /// The record with the ids or names bound to `?1`, `?2` and `?3`.
        package var one: String {
            switch self {
            case .account: all + " WHERE a.id = ?1"
            case .bankAccount, .bankMapping, .bankMatch, .bankOpening, .bankStatement: Bank.record(self)
            case .book: all + " WHERE b.id = ?1"
            case .bookChart: all + " WHERE c.book = ?1 AND c.fromYear = ?2"
            case .counterparty: all + " WHERE c.id = ?1"
            case .dimension, .user: all + " WHERE x.name = ?1"
            case .division: all + " WHERE d.id = ?1"
            case .incomeSource: all + " WHERE x.code = ?1"
            case .opening: all + " WHERE o.book = ?1 AND o.line = ?2"
            case .period: all + " WHERE p.book = ?1 AND p.month = ?2"
            case .cashCount, .cashEntry, .cashSignature, .dunning, .receiptEvent, .receiptRange:
                all + " WHERE x.book = ?1 AND x.number = ?2"
            case .cashVoucher: all + " WHERE x.book = ?1 AND x.entry = ?2"
            case .setting: all + " WHERE x.name = ?1 AND x.scope = ?2"
            case .asset: all + " WHERE a.id = ?1"
            case .assetDisposal: all + " WHERE p.asset = ?1"
            case .assetRun: all + " WHERE r.book = ?1 AND r.name = ?2"
            case .assetTerm: all + " WHERE t.asset = ?1 AND t.line = ?2"
            case .assetUnits: all + " WHERE u.asset = ?1 AND u.month = ?2"
            case .attachment: all + " WHERE x.book = ?1 AND x.number = ?2"
            case .approval: all + " WHERE x.book = ?1 AND x.draft = ?2 AND x.step = ?3"
            case .template: all + " WHERE x.scope = ?1 AND x.name = ?2"
            case .templateLine: all + " WHERE x.scope = ?1 AND x.name = ?2 AND x.line = ?3"
            case .recurring: all + " WHERE x.book = ?1 AND x.template = ?2"
            case .recurringRun: all + " WHERE x.book = ?1 AND x.template = ?2 AND x.month = ?3"
            }
        }
    }
}

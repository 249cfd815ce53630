import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The trial balance 科目余额表 of a book over a period, from the balances kept by month.
    ///
    /// Where the book changed its chart, what stands on accounts of the old one has rows of its own.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func trialBalance(book code: String, period: Period) throws -> TrialBalance {
        try read { db in
            let book = try ReportBook(db, code: code)
            let accounts = try AccountLookup(db)
            var figures: [Int64: AccountFigures] = [:]
            try Self.forEachTakeover(db, book) { account, balance, yearDebit, yearCredit in
                figures[account, default: AccountFigures()].addTakeover(
                    balance: balance, yearDebit: yearDebit, yearCredit: yearCredit, opened: book.opened,
                    in: period)
            }
            try Self.forEachTurnover(db, book, through: period.last) { account, month, debit, credit in
                figures[account, default: AccountFigures()].addTurnover(
                    of: month, debit: debit, credit: credit, in: period)
            }
            return TrialBalance(
                book: code, period: period,
                figures: try figures.map { (account: try accounts.account($0), figures: $1) },
                parents: try accounts.parents(of: figures.keys))
        }
    }

    /// The general ledger 总账 of a book over a period: the pages of all first-level accounts, or of one account.
    ///
    /// A code means the account of the chart in force in the period's last year; so it does in the other ledgers.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``, ``AccountProblem/unknown(_:)``.
    public func generalLedger(book code: String, period: Period, account: String? = nil) throws
        -> GeneralLedger
    {
        try read { db in
            let book = try ReportBook(db, code: code)
            let chart = book.chart(in: period.last.year)
            let lookup = try AccountLookup(db)
            let shown: [Account]
            if let account {
                shown = [try Self.family(db, book, chart, account).root]
            } else {
                shown = try Self.accounts(db, Schema.Reports.firstLevel, chart).map(\.account)
            }
            let places = Dictionary(
                shown.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
            let length = shown.first?.code.count ?? 0
            var placeOfAccount: [Int64: Int?] = [:]
            func place(_ id: Int64) throws -> Int? {
                if let known = placeOfAccount[id] { return known }
                let entry = try lookup.account(id)
                let found = entry.chart == chart ? places[String(entry.code.prefix(length))] : nil
                placeOfAccount[id] = .some(found)
                return found
            }
            var turnover = [MonthlyTurnover](
                repeating: MonthlyTurnover(opened: book.opened), count: shown.count)
            try Self.forEachTakeover(db, book) { account, balance, yearDebit, yearCredit in
                guard let place = try place(account) else { return }
                turnover[place].addTakeover(balance: balance, yearDebit: yearDebit, yearCredit: yearCredit)
            }
            try Self.forEachTurnover(db, book, through: period.last) { account, month, debit, credit in
                guard let place = try place(account) else { return }
                turnover[place].add(month, debit: debit, credit: credit)
            }
            let pages = zip(shown, turnover).compactMap { account, turnover in
                turnover.page(code: account.code, name: account.name, period: period)
            }
            return GeneralLedger(book: code, period: period, pages: pages)
        }
    }

    /// The subsidiary ledger 明细账 of an account, with all below it, over a period.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``, ``AccountProblem/unknown(_:)``.
    public func subsidiaryLedger(book code: String, account: String, period: Period) throws
        -> SubsidiaryLedger
    {
        try read { db in
            let book = try ReportBook(db, code: code)
            let family = try Self.family(db, book, book.chart(in: period.last.year), account)
            let pages = try Self.pages(db, book, family, period)
            return SubsidiaryLedger(
                book: code, account: account, name: pages.account.name, period: period,
                turnover: pages.turnover,
                entries: pages.entries)
        }
    }

    /// The cash or bank journal 日记账 of an account over a period.
    ///
    /// - Throws: ``ReportProblem/notCashOrBank(_:)``, ``NamedThingProblem/bookUnknown(_:)``,
    ///   ``AccountProblem/unknown(_:)``.
    public func cashJournal(book code: String, account: String, period: Period) throws -> CashJournal {
        try read { db in
            let book = try ReportBook(db, code: code)
            let family = try Self.family(db, book, book.chart(in: period.last.year), account)
            guard CashJournal.isFor(family.root) else { throw ReportProblem.notCashOrBank(account) }
            return try Self.journal(db, book, family, period)
        }
    }

    /// The bank journals 银行存款日记账 of a book over a period: one for each bank account that takes entries and has any
    /// figure.
    ///
    /// - Parameter account: only this bank account and those below it.
    /// - Throws: ``ReportProblem/notBank(_:)``, ``NamedThingProblem/bookUnknown(_:)``,
    ///   ``AccountProblem/unknown(_:)``.
    public func bankJournal(book code: String, account: String? = nil, period: Period) throws -> BankJournal {
        try read { db in
            let book = try ReportBook(db, code: code)
            let chart = book.chart(in: period.last.year)
            let roots: [String]
            if let account {
                let root = try Self.family(db, book, chart, account).root
                guard BankJournal.isFor(root) else { throw ReportProblem.notBank(account) }
                roots = [account]
            } else {
                roots = try Self.accounts(db, Schema.Reports.firstLevel, chart).map(\.account)
                    .filter(BankJournal.isFor).map(\.code)
            }
            var journals: [CashJournal] = []
            for leaf in try roots.flatMap({ try Self.family(db, book, chart, $0).leaves }) {
                let family = try Self.family(db, book, chart, leaf.code)
                let journal = try Self.journal(db, book, family, period)
                if leaf.code == account || journal.hasFigures { journals.append(journal) }
            }
            return BankJournal(book: code, period: period, journals: journals)
        }
    }
}

extension LedgerFile {
    /// What a subsidiary ledger and a journal are made of.
    static func pages(
        _ db: Database, _ book: ReportBook, _ family: AccountFamily, _ period: Period
    ) throws -> (account: Account, turnover: MonthlyTurnover, entries: [LedgerEntry]) {
        (
            family.root, try turnover(db, book, family, through: period.last),
            try entries(db, book, family, period)
        )
    }

    private static func journal(
        _ db: Database, _ book: ReportBook, _ family: AccountFamily, _ period: Period
    ) throws -> CashJournal {
        let pages = try pages(db, book, family, period)
        return CashJournal(
            book: book.code, account: pages.account.code, name: pages.account.name, period: period,
            turnover: pages.turnover, entries: pages.entries)
    }

    /// What the accounts of a family turned over together.
    static func turnover(
        _ db: Database, _ book: ReportBook, _ family: AccountFamily, through last: Month
    ) throws -> MonthlyTurnover {
        var turnover = MonthlyTurnover(opened: book.opened)
        try forEachTakeover(db, book) { account, balance, yearDebit, yearCredit in
            guard family.codes[account] != nil else { return }
            turnover.addTakeover(balance: balance, yearDebit: yearDebit, yearCredit: yearCredit)
        }
        try forEachTurnover(db, book, through: last) { account, month, debit, credit in
            guard family.codes[account] != nil else { return }
            turnover.add(month, debit: debit, credit: credit)
        }
        return turnover
    }

    static func entries(
        _ db: Database, _ book: ReportBook, _ family: AccountFamily, _ period: Period
    ) throws -> [LedgerEntry] {
        let rows = try RawStatement(db, Schema.Reports.entries)
        rows.bind(1, book.id)
        rows.bind(2, Int64(period.first.number))
        rows.bind(3, Int64(period.last.number))
        rows.bind(4, family.root.chart.rawValue)
        rows.bind(5, family.root.code)
        var entries: [LedgerEntry] = []
        while try rows.step() {
            entries.append(try entry(rows, book, account: family.codes[rows.int(4)]))
        }
        return entries
    }

    /// A line as the queries of entries write it.
    static func entry(_ rows: RawStatement, _ book: ReportBook, account: String?) throws -> LedgerEntry {
        let date = try CalendarDate.stored(rows.int(0), "voucher")
        guard let kind = VoucherKind(rawValue: rows.text(1)), let account else {
            throw FileProblem.damaged(
                table: "voucher",
                row: "\(book.code) \(date) kind \(rows.text(1)) account \(rows.int(4))")
        }
        return LedgerEntry(
            date: date,
            voucher: VoucherName(
                book: book.code, month: date.accountingMonth, kind: kind, number: Int(rows.int(2))),
            line: Int(rows.int(3)), account: account, summary: rows.text(5),
            counterparty: rows.optionalText(6), debit: Money(fen: rows.int(7)),
            credit: Money(fen: rows.int(8)))
    }

    /// An account as a book sees it, with all accounts below it.
    struct AccountFamily {
        /// By code, the account itself first.
        let members: [(id: Int64, account: Account)]
        let root: Account
        /// Their codes by id.
        let codes: [Int64: String]

        init?(_ members: [(id: Int64, account: Account)]) {
            guard let root = members.first?.account else { return nil }
            self.members = members
            self.root = root
            codes = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.account.code) })
        }

        /// Those that take entries: the next in the order of codes does not stand below them.
        var leaves: [Account] {
            zip(members, members.dropFirst().map(\.account.code) + [""]).filter { member, next in
                !next.utf8.starts(with: member.account.code.utf8)
            }.map(\.0.account)
        }

        /// Those one level below the account.
        var children: [Account] { members.map(\.account).filter { $0.level == root.level + 1 } }
    }

    static func family(
        _ db: Database, _ book: ReportBook, _ chart: ChartVersion, _ code: String
    ) throws -> AccountFamily {
        guard Account.isCode(code),
            let family = AccountFamily(
                try accounts(db, Schema.Reports.accountAndBelow, chart, code, book.id)),
            family.root.code == code
        else { throw AccountProblem.unknown(code) }
        return family
    }

    static func accounts(
        _ db: Database, _ sql: String, _ chart: ChartVersion, _ code: String? = nil, _ book: Int64? = nil
    ) throws -> [(id: Int64, account: Account)] {
        let rows = try RawStatement(db, sql)
        rows.bind(1, chart.rawValue)
        if let code { rows.bind(2, code) }
        if let book { rows.bind(3, book) }
        var found: [(id: Int64, account: Account)] = []
        while try rows.step() { found.append((rows.int(12), try AccountLookup.account(rows))) }
        return found
    }

    static func forEachTakeover(
        _ db: Database, _ book: ReportBook,
        _ body: (_ account: Int64, _ balance: Money, _ yearDebit: Money, _ yearCredit: Money) throws -> Void
    ) throws {
        let rows = try RawStatement(db, Schema.Reports.openings)
        rows.bind(1, book.id)
        while try rows.step() {
            try body(rows.int(0), Money(fen: rows.int(1)), Money(fen: rows.int(2)), Money(fen: rows.int(3)))
        }
    }

    static func forEachTurnover(
        _ db: Database, _ book: ReportBook, through last: Month,
        _ body: (_ account: Int64, _ month: Month, _ debit: Money, _ credit: Money) throws -> Void
    ) throws {
        let rows = try RawStatement(db, Schema.Reports.turnover)
        rows.bind(1, book.id)
        rows.bind(2, Int64(last.number))
        while try rows.step() {
            try body(
                rows.int(0), try Month.stored(rows.int(1), "balance"), Money(fen: rows.int(2)),
                Money(fen: rows.int(3)))
        }
    }
}

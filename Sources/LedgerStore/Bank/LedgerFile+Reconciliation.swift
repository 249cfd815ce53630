import GRDB
import Ledger
import LedgerSchema

/// What an automatic reconciliation found in one bank account (自动勾对结果).
public struct ReconciliationOutcome: Sendable {
    /// The bank account.
    public var account: BankAccount
    /// What was matched.
    public var matches: [Reconciliation.Match]
    /// Lines of the bank of the period that stay open.
    public var openBank: [BankItem]
    /// Entries of the period that stay open.
    public var openBook: [BankItem]
}

/// An item that stands on one side alone (未达账项), with what it may be.
public struct OpenBankItem: Sendable, Equatable {
    /// The item.
    public var item: BankItem
    /// Items across of the same amount within the window, those that contradict last.
    public var candidates: [BankItem]
}

/// How often a rule matched (规则命中).
public struct RuleHits: Sendable, Equatable {
    /// The rule; nil is by hand.
    public var rule: ReconciliationRule?
    /// Matches made.
    public var matches: Int
    /// Of them, undone since.
    public var undone: Int
    /// Whether the setting allows it.
    public var isAllowed: Bool
}

extension LedgerFile {
    /// Matches what is open by the rules the setting allows, in the bank accounts of a book; nothing runs unless asked.
    ///
    /// - Parameters:
    ///   - account: only this bank account.
    ///   - period: only what touches it; nil is everything.
    ///   - rehearsal: does everything and takes it back.
    /// - Throws: ``BankProblem/accountUnknown(book:account:)``, ``BankProblem/noStatement(account:)``.
    public func reconcile(
        book code: String, account: String? = nil, period: Period? = nil, by user: String,
        rehearsal: Bool = false
    ) throws -> [ReconciliationOutcome] {
        try act("reconcile run", by: user, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .preparer, in: book)
            act.book = book.code
            act.subject = account
            let accounts = try Self.bankAccounts(act.db, book: book.code).filter {
                account == nil || $0.account.code == account
            }
            if let account, accounts.isEmpty {
                throw BankProblem.accountUnknown(book: code, account: account)
            }
            let outcomes = try accounts.map { row in
                try reconcile(row, Self.register(act.db, row), period, isNamed: account != nil, act)
            }
            let count = outcomes.reduce(0) { $0 + $1.matches.count }
            act.detail = (period.map { "\($0): " } ?? "") + "\(count) matches"
            return outcomes
        }
    }

    private func reconcile(
        _ row: BankAccountRow, _ register: BankRegister, _ period: Period?, isNamed: Bool, _ act: Act
    ) throws -> ReconciliationOutcome {
        if isNamed, register.begins == nil {
            throw BankProblem.noStatement(account: row.account.code)
        }
        let open = register.open
        let found = try Self.reconciliation(of: open, book: row.account.book, act.desk)
        func touches(_ items: [BankItem]) -> Bool {
            guard let period else { return true }
            return items.contains { period.contains($0.date) }
        }
        let matches = found.matches.filter { touches($0.bank.isEmpty ? $0.book : $0.bank) }
        var number = try Self.lastMatch(act.db, row.id)
        for match in matches {
            number += 1
            try Self.insert(
                number, match.rule.rawValue, match.bank + match.book, row.id, act)
        }
        if !matches.isEmpty { act.touch(.bankMatch, row.id, act.audit) }
        let matched = Set(matches.flatMap { $0.bank.map(\.place) })
        let entered = Set(matches.flatMap { $0.book.map(\.place) })
        return ReconciliationOutcome(
            account: row.account, matches: matches,
            openBank: open.bank.filter { touches([$0]) && !matched.contains($0.place) },
            openBook: open.book.filter { touches([$0]) && !entered.contains($0.place) })
    }

    /// What is open on both sides of a bank account, with candidates; the bank's side first, each by day.
    ///
    /// - Parameter period: only items of it.
    /// - Throws: ``BankProblem/accountUnknown(book:account:)``.
    public func openBankItems(book code: String, account: String, period: Period? = nil) throws
        -> [OpenBankItem]
    {
        try readAtDesk { desk in
            let row = try Self.bankAccount(desk.db, desk.book(code).code, account)
            let open = try Self.register(desk.db, row).open
            let window = try desk.setting(.bankDateWindow, book: row.account.book).whole
            let search = Reconciliation(bank: open.bank, book: open.book, windowDays: window, rules: [])
            return (open.bank + open.book).filter { period?.contains($0.date) ?? true }.map {
                OpenBankItem(item: $0, candidates: search.candidates(for: $0))
            }
        }
    }

    /// The rules and the window as they stand for a book, at work on open items.
    static func reconciliation(
        of open: (bank: [BankItem], book: [BankItem]), book: String, _ desk: PostingDesk
    ) throws -> Reconciliation {
        try Reconciliation(
            bank: open.bank, book: open.book,
            windowDays: desk.setting(.bankDateWindow, book: book).whole,
            rules: ReconciliationRule.list(desk.setting(.bankRules, book: book).text) ?? [])
    }

    static func lastMatch(_ db: Database, _ account: Int64) throws -> Int {
        try Int.fetchOne(db, sql: Schema.Bank.lastMatch, arguments: [account]) ?? 0
    }

    /// The members first: the row of the match seals them.
    static func insert(
        _ number: Int, _ how: String, _ items: [BankItem], _ account: Int64, _ act: Act
    ) throws {
        let member = try act.desk.prepared(Schema.Bank.insertMember)
        for item in items {
            member.bind(1, account)
            member.bind(2, number)
            member.bind(3, item.side.rawValue)
            member.bind(4, item.place.sequence)
            member.bind(5, item.place.line)
            try member.run()
        }
        let match = try act.desk.prepared(Schema.Bank.insertMatch)
        match.bind(1, account)
        match.bind(2, number)
        match.bind(3, how)
        match.bind(4, act.audit)
        try match.run()
    }

    /// Matches items by hand 手工勾对.
    ///
    /// - Parameters:
    ///   - lines: lines of the bank by their numbers.
    ///   - entries: entries as `V001/2026-03/记-5/2`; a voucher with one entry on the account needs no line. Opening items of
    ///     either side as `期初-1`.
    /// - Returns: the number of the match.
    /// - Throws: ``BankProblem``.
    @discardableResult
    public func matchBank(
        book code: String, account: String, lines: [Int], entries: [String], by user: String
    ) throws -> Int {
        try act("reconcile match", by: user) { act in
            let row = try bankAccount(act, code, account)
            let register = try Self.register(act.db, row)
            var items: [BankItem] = []
            for line in lines {
                guard let item = register.bank.first(where: { $0.place == BankItem.Place(line) }) else {
                    throw BankProblem.lineUnknown(account: account, line: line)
                }
                items.append(item)
            }
            for entry in entries { items.append(try Self.item(entry, register)) }
            try Self.checkMatch(items, register)
            let number = try Self.lastMatch(act.db, row.id) + 1
            try Self.insert(number, Self.byHand, items, row.id, act)
            act.touch(.bankMatch, row.id, act.audit)
            act.detail = "\(number): " + items.map(\.name).joined(separator: " ")
            return number
        }
    }

    static let byHand = "hand"

    private static func item(_ text: String, _ register: BankRegister) throws -> BankItem {
        let all = register.book + register.bank.filter(\.isOpening)
        let found = all.filter { $0.name == text }
        if let only = found.first, found.count == 1 { return only }
        // Only the voucher was named: good where it has one entry on the account.
        let ofVoucher = register.book.filter {
            !$0.isOpening && ($0.name == text || $0.name.hasPrefix(text + "/"))
        }
        guard let only = ofVoucher.first, ofVoucher.count == 1 else {
            throw BankProblem.entryUnknown(
                account: register.account.code, entry: text, ledgerAccount: register.account.account)
        }
        return only
    }

    private static func checkMatch(_ items: [BankItem], _ register: BankRegister) throws {
        for item in items {
            let group = register.groups.first { group in
                (item.side == .bank ? group.bank : group.book).contains { $0.place == item.place }
            }
            if let group { throw BankProblem.alreadyMatched(item: item.name, match: group.number) }
        }
        let places = Set(items.map { "\($0.side.rawValue) \($0.place)" })
        guard items.count > 1, places.count == items.count else {
            throw BankProblem.matchTooFew(places.count)
        }
        let bank = try Money.sum(items.filter { $0.side == .bank }.map(\.amount))
        let book = try Money.sum(items.filter { $0.side == .book }.map(\.amount))
        guard bank == book else { throw BankProblem.matchUnequal(bank: bank, book: book) }
    }

    /// Undoes a match 取消勾对; what it was, who made it and who undid it stay on record.
    ///
    /// - Throws: ``BankProblem/matchUnknown(account:match:)``, ``BankProblem/matchUndone(account:match:)``.
    public func unmatchBank(book code: String, account: String, match: Int, reason: String, by user: String)
        throws
    {
        try act("reconcile unmatch", by: user) { act in
            let row = try bankAccount(act, code, account)
            let reason = try ReasonText.required(reason, or: BankProblem.reasonMissing)
            guard let found = try Row.fetchOne(act.db, sql: Schema.Bank.match, arguments: [row.id, match])
            else { throw BankProblem.matchUnknown(account: account, match: match) }
            guard (found[1] as Int64?) == nil else {
                throw BankProblem.matchUndone(account: account, match: match)
            }
            try act.db.execute(sql: Schema.Bank.undoMatch, arguments: [row.id, match, act.audit])
            act.touch(.bankMatch, row.id, found[0] as Int64)
            act.detail = "\(match): \(reason)"
        }
    }

    /// Enters something that was on one side alone before the first statement 期初未达账项.
    ///
    /// - Returns: its number.
    /// - Throws: ``BankProblem/openingTooLate(account:date:begins:)``, ``BankProblem/noStatement(account:)``.
    @discardableResult
    public func addBankOpening(
        book code: String, account: String, side: BankSide, date: CalendarDate, amount: Money,
        party: String? = nil,
        summary: String, by user: String
    ) throws -> Int {
        try act("reconcile opening", by: user) { act in
            let row = try bankAccount(act, code, account)
            let register = try Self.register(act.db, row)
            guard let begins = register.begins else { throw BankProblem.noStatement(account: account) }
            guard date < begins else {
                throw BankProblem.openingTooLate(account: account, date: date, begins: begins)
            }
            guard !amount.isZero else { throw BankProblem.amounts(received: "0", paid: "0") }
            let number = (register.bank + register.book).filter(\.isOpening).count + 1
            try act.db.execute(
                sql: Schema.Bank.insertOpening,
                arguments: [row.id, number, side.rawValue, date.number, amount.fen, party, summary])
            act.touch(.bankOpening, row.id, Int64(number))
            act.detail = "\(number): \(side.rawValue) \(date) \(amount.yuan)"
            return number
        }
    }

    /// The rules 勾对规则, whether they are allowed, and how often each has matched.
    ///
    /// - Parameter book: only there, with the rules allowed for it.
    public func reconciliationRules(book code: String? = nil) throws -> [RuleHits] {
        try readAtDesk { desk in
            let book = try code.map { try desk.book($0).code }
            let allowed =
                try ReconciliationRule.list(
                    desk.setting(.bankRules, book: book ?? "").text) ?? []
            var hits: [String: (matches: Int, undone: Int)] = [:]
            for row in try Row.fetchAll(desk.db, sql: Schema.Bank.hits, arguments: [book]) {
                hits[row[0]] = (row[1], row[2])
            }
            return (ReconciliationRule.allCases.map { Optional($0) } + [nil]).map { rule in
                let hit = hits[rule?.rawValue ?? Self.byHand] ?? (0, 0)
                return RuleHits(
                    rule: rule, matches: hit.matches, undone: hit.undone,
                    isAllowed: rule.map(allowed.contains) ?? true)
            }
        }
    }
}

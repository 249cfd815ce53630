import GRDB
import Ledger
import LedgerSchema

/// A bank account with where it stands in the file (账户行).
struct BankAccountRow {
    let id: Int64
    let book: Int64
    let account: BankAccount
    let ledgerAccount: Int64
}

extension BankAccount: PlacedEntry {}

/// A column mapping 列对照 kept for a bank.
public struct BankMapping: Sendable, Equatable {
    /// The bank 开户行.
    public var bank: String
    /// Its text, `field,column[,format]` line by line.
    public var mapping: String

    /// A mapping of its parts.
    public init(bank: String, mapping: String) {
        self.bank = bank
        self.mapping = mapping
    }
}

extension LedgerFile {
    /// The bank accounts 银行账户 of a book, by their account of the chart.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func bankAccounts(book code: String) throws -> [BankAccount] {
        try readAtDesk { desk in
            try Self.bankAccounts(desk.db, book: desk.book(code).code).map(\.account)
        }
    }

    /// The books that have a bank account of this code.
    public func books(withBankAccount code: String) throws -> [String] {
        try read { try String.fetchAll($0, sql: Schema.Bank.booksOfAccount, arguments: [code]) }
    }

    /// Registers bank accounts, each with an account of the chart of its own.
    ///
    /// - Throws: ``BankProblem/notABankAccount(_:)``, ``BankProblem/accountExists(book:account:ledgerAccount:)``,
    ///   ``NamedThingProblem``; ``ImportRefused`` with all of them for entries that have a position in a file.
    public func addBankAccounts(_ entries: [BankAccount], by user: String) throws {
        try act("bank-account add", by: user) { act in
            act.subject = entries.count == 1 ? entries.first?.code : nil
            act.book = entries.count == 1 ? entries.first?.book : nil
            act.detail = "\(entries.count)"
            try each(entries) { try insert($0, act) }
        }
    }

    private func insert(_ entry: BankAccount, _ act: Act) throws {
        let book = try act.desk.book(entry.book)
        try act.desk.authorise(act.actor(), .preparer, in: book)
        for (column, value) in [
            (ImportColumn("account", chinese: "账户编码"), entry.code),
            (ImportColumn("bank", chinese: "开户银行"), entry.bank),
            (ImportColumn("number", chinese: "账号"), entry.number),
        ]
        where value.isEmpty {
            throw NamedThingProblem.valueInvalid(column: column, value: value, allowed: AllowedWords(["…"]))
        }
        let chart = book.chart(in: max(entry.opened.year, book.opened.year))
        guard let index = act.desk.chart.find(entry.account, chart: chart, book: book.code) else {
            throw AccountProblem.unknown(entry.account)
        }
        let found = act.desk.chart.accounts[Int(index)]
        guard found.account.role == .bank, act.desk.chart.isLeaf(index, in: book)
        else { throw BankProblem.notABankAccount(entry.account) }
        let others = try Self.bankAccounts(act.db, book: book.code)
        guard !others.contains(where: { $0.account.code == entry.code || $0.ledgerAccount == found.id })
        else {
            throw BankProblem.accountExists(
                book: book.code, account: entry.code, ledgerAccount: entry.account)
        }
        let id = try Int64.fetchOne(
            act.db, sql: Schema.Bank.insertAccount,
            arguments: [book.id, entry.code, entry.bank, entry.number, found.id, entry.opened.number])
        act.touch(.bankAccount, id)
    }

    /// Notes that a bank account was closed 销户.
    ///
    /// - Throws: ``BankProblem/accountClosed(account:on:)``, ``BankProblem/closedTooEarly(account:on:last:)``.
    public func closeBankAccount(book code: String, account: String, on day: CalendarDate, by user: String)
        throws
    {
        try act("bank-account disable", by: user) { act in
            let row = try bankAccount(act, code, account)
            act.detail = day.description
            if let closed = row.account.closed {
                throw BankProblem.accountClosed(account: account, on: closed)
            }
            let register = try Self.register(act.db, row)
            let last = (register.bank + register.book).map(\.date).max() ?? row.account.opened
            guard day >= max(last, row.account.opened) else {
                throw BankProblem.closedTooEarly(
                    account: account, on: day, last: max(last, row.account.opened))
            }
            try act.db.execute(sql: Schema.Bank.closeAccount, arguments: [row.id, day.number])
            act.touch(.bankAccount, row.id)
        }
    }

    /// The column mappings 列对照 kept, by bank.
    public func bankMappings() throws -> [BankMapping] {
        try read { db in
            try Row.fetchAll(db, sql: Schema.Bank.mappings).map { BankMapping(bank: $0[0], mapping: $0[1]) }
        }
    }

    /// The mapping kept for a bank.
    ///
    /// - Throws: ``BankProblem/mappingUnknown(bank:)``.
    public func bankMapping(of bank: String) throws -> BankMapping {
        guard let found = try bankMappings().first(where: { $0.bank == bank }) else {
            throw BankProblem.mappingUnknown(bank: bank)
        }
        return found
    }

    /// Keeps the mapping of a bank's files, in the place of one kept before.
    public func setBankMapping(_ mapping: BankMapping, by user: String) throws {
        try act("bank-mapping set", by: user) { act in
            try act.desk.authorise(act.actor(), .preparer, in: nil)
            act.subject = mapping.bank
            act.detail = mapping.mapping
            try act.db.execute(sql: Schema.Bank.setMapping, arguments: [mapping.bank, mapping.mapping])
            act.touch(.bankMapping, mapping.bank)
        }
    }

    static func bankAccounts(_ db: Database, book: String) throws -> [BankAccountRow] {
        let rows = try RawStatement(db, Schema.Bank.accounts)
        rows.bind(1, book)
        var found: [BankAccountRow] = []
        while try rows.step() {
            found.append(
                BankAccountRow(
                    id: rows.int(0), book: rows.int(9),
                    account: BankAccount(
                        book: rows.text(1), code: rows.text(2), bank: rows.text(3), number: rows.text(4),
                        account: rows.text(5), opened: try .stored(rows.int(6), "bankAccount"),
                        closed: try rows.optionalInt(7).map { try .stored($0, "bankAccount") }),
                    ledgerAccount: rows.int(8)))
        }
        return found
    }

    static func bankAccount(_ db: Database, _ book: String, _ account: String) throws -> BankAccountRow {
        guard let row = try bankAccounts(db, book: book).first(where: { $0.account.code == account }) else {
            throw BankProblem.accountUnknown(book: book, account: account)
        }
        return row
    }

    /// The bank account an act is about, after its user was found to have the right.
    func bankAccount(_ act: Act, _ code: String, _ account: String) throws -> BankAccountRow {
        let book = try act.desk.book(code)
        try act.desk.authorise(act.actor(), .preparer, in: book)
        act.book = book.code
        act.subject = account
        return try Self.bankAccount(act.db, book.code, account)
    }
}

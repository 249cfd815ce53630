import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// All that is known of a bank account on both sides, and what of it is matched.
    ///
    /// - Throws: ``BankProblem/accountUnknown(book:account:)``.
    public func bankRegister(book code: String, account: String) throws -> BankRegister {
        try readAtDesk { desk in
            try Self.register(desk.db, Self.bankAccount(desk.db, desk.book(code).code, account))
        }
    }

    /// The bank reconciliations 余额调节表 of a book's bank accounts that were in service on a day.
    ///
    /// - Parameter account: only this one.
    /// - Throws: ``BankProblem/noStatement(account:)``, ``BankProblem/beforeStatements(account:day:begins:)``.
    public func bankReconciliations(book code: String, account: String? = nil, asOf day: CalendarDate) throws
        -> [BankReconciliationStatement]
    {
        try readAtDesk { desk in
            let book = try desk.book(code).code
            let rows =
                try account.map { [try Self.bankAccount(desk.db, book, $0)] }
                ?? Self.bankAccounts(desk.db, book: book).filter {
                    $0.account.isOpen(from: day, through: day)
                }
            return try rows.map { try Self.register(desk.db, $0).statement(asOf: day) }
        }
    }

    static func register(_ db: Database, _ row: BankAccountRow) throws -> BankRegister {
        var reader = BankRegisterReader(db, row)
        return try reader.read()
    }
}

/// Reads both sides of a bank account (对账取数).
private struct BankRegisterReader {
    let db: Database
    let row: BankAccountRow
    private var bank: [BankItem] = []
    private var book: [BankItem] = []
    private var places: [BankSide: [BankItem.Place: Int]] = [.bank: [:], .book: [:]]

    init(_ db: Database, _ row: BankAccountRow) {
        self.db = db
        self.row = row
    }

    mutating func read() throws -> BankRegister {
        let lines = try LedgerFile.bankLines(db, row.id)
        for (sequence, line) in lines {
            add(
                BankItem(
                    .bank, BankItem.Place(sequence), name: "\(sequence)", date: line.date,
                    amount: line.amount,
                    parties: line.party.map { [$0] } ?? [], reference: line.reference, summary: line.summary))
        }
        try readEntries()
        try readOpenings()
        let statements = try LedgerFile.bankStatements(db, row.id)
        let first = lines.first.map { Money(fen: ($0.line.balance?.fen ?? 0) &- $0.line.amount.fen) }
        let opening = try RawStatement(db, Schema.Bank.opening)
        opening.bind(1, row.book)
        opening.bind(2, row.ledgerAccount)
        return try BankRegister(
            account: row.account, begins: statements.map(\.from).min(),
            coveredThrough: BankStatementRecord.reach(of: statements),
            bankOpening: first ?? statements.first?.opening ?? .zero,
            bookOpening: Money(fen: opening.firstInt() ?? 0), bank: bank, book: book, groups: readGroups())
    }

    private mutating func add(_ item: BankItem) {
        if item.side == .bank {
            places[.bank]?[item.place] = bank.count
            bank.append(item)
        } else {
            places[.book]?[item.place] = book.count
            book.append(item)
        }
    }

    private mutating func readEntries() throws {
        var parties: [Int: [String]] = [:]
        let named = try RawStatement(db, Schema.Bank.parties)
        named.bind(1, row.book)
        named.bind(2, row.ledgerAccount)
        while try named.step() {
            let (code, name) = (named.text(1), named.text(2))
            parties[Int(named.int(0)), default: []] += code == name ? [code] : [code, name]
        }
        let rows = try RawStatement(db, Schema.Bank.entries)
        rows.bind(1, row.book)
        rows.bind(2, row.ledgerAccount)
        while try rows.step() {
            let (sequence, line) = (Int(rows.int(0)), Int(rows.int(1)))
            let date = try CalendarDate.stored(rows.int(2), "voucher")
            guard let kind = VoucherKind(rawValue: rows.text(3)) else {
                throw FileProblem.damaged(table: "voucher", row: "\(row.account.book) \(sequence)")
            }
            let name = VoucherName(
                book: row.account.book, month: date.accountingMonth, kind: kind, number: Int(rows.int(4)))
            add(
                BankItem(
                    .book, BankItem.Place(sequence, line), name: "\(name)/\(line)", date: date,
                    amount: Money(fen: rows.int(5)), parties: parties[sequence] ?? [],
                    reference: rows.optionalText(6), summary: rows.text(7),
                    reverses: rows.optionalInt(8).map(Int.init)))
        }
    }

    private mutating func readOpenings() throws {
        let rows = try RawStatement(db, Schema.Bank.openings)
        rows.bind(1, row.id)
        while try rows.step() {
            guard let side = BankSide(rawValue: rows.text(1)) else {
                throw FileProblem.damaged(table: "bankOpening", row: "\(row.account.code) \(rows.int(0))")
            }
            let number = Int(rows.int(0))
            add(
                BankItem(
                    side, BankItem.Place(0, number), name: "期初-\(number)",
                    date: try .stored(rows.int(2), "bankOpening"), amount: Money(fen: rows.int(3)),
                    parties: rows.optionalText(4).map { [$0] } ?? [], summary: rows.text(5)))
        }
    }

    private func readGroups() throws -> [BankRegister.Group] {
        let rows = try RawStatement(db, Schema.Bank.matches)
        rows.bind(1, row.id)
        var groups: [BankRegister.Group] = []
        while try rows.step() {
            let number = Int(rows.int(0))
            let place = BankItem.Place(Int(rows.int(5)), Int(rows.int(6)))
            guard let side = BankSide(rawValue: rows.text(4)), let index = places[side]?[place] else {
                throw FileProblem.damaged(table: "bankMatchMember", row: "\(row.account.code) \(number)")
            }
            if groups.last?.number != number {
                groups.append(
                    BankRegister.Group(
                        number: number, rule: ReconciliationRule(rawValue: rows.text(1)), user: rows.text(2),
                        at: rows.text(3), bank: [], book: []))
            }
            if side == .bank {
                groups[groups.count - 1].bank.append(bank[index])
            } else {
                groups[groups.count - 1].book.append(book[index])
            }
        }
        return groups
    }
}

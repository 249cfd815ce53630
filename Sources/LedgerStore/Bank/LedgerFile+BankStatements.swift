import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// A bank statement file 对账单文件 to be read in.
public struct BankStatementFile: Sendable {
    /// What the file is called, without its folder.
    public var name: String
    /// Its lines as they stand.
    public var lines: [BankStatementLine]
    /// What it is of; nil where nobody said.
    public var period: Period?
    /// What the account held before, where the file has no balances.
    public var openingBalance: Money?
    /// Whether lines that look the same are two.
    public var acceptsDuplicates = false

    /// A file of its parts.
    public init(
        name: String, lines: [BankStatementLine], period: Period? = nil, openingBalance: Money? = nil,
        acceptsDuplicates: Bool = false
    ) {
        self.name = name
        self.lines = lines
        self.period = period
        self.openingBalance = openingBalance
        self.acceptsDuplicates = acceptsDuplicates
    }
}

/// What reading in a statement did (对账单导入结果).
public struct BankImportOutcome: Sendable, Equatable {
    /// The number of the statement; nil where everything was there already.
    public var statement: Int?
    /// New lines.
    public var lines: Int
    /// Lines that were there already.
    public var alreadyThere: Int
    /// Rows that stand in the file twice and were read once.
    public var repeatedRows: [Int]
    /// The first day it speaks of.
    public var from: CalendarDate
    /// The last day it speaks of.
    public var through: CalendarDate
    /// The balance before its first new line.
    public var opening: Money
    /// The balance after its last new line.
    public var closing: Money
}

/// A statement 对账单 that was read in.
public struct BankStatementRecord: Sendable, Equatable {
    /// Its number among those of the account.
    public var number: Int
    /// What the file was called.
    public var name: String
    /// The first day it speaks of.
    public var from: CalendarDate
    /// The last day it speaks of.
    public var through: CalendarDate
    /// The balance before its first line.
    public var opening: Money
    /// The balance after its last line.
    public var closing: Money
    /// How many lines it brought.
    public var lines: Int

    /// The last day through which statements follow one another without a hole 连续截至日.
    ///
    /// Days between the last line of one and the first day of the next are none where the next has lines, begins with
    /// the balance the one before ended with, and no whole month lies between.
    static func reach(of statements: [BankStatementRecord]) -> CalendarDate? {
        let ordered = statements.sorted { ($0.from, $0.number) < ($1.from, $1.number) }
        guard var last = ordered.first else { return nil }
        for next in ordered.dropFirst() {
            let joins =
                next.lines > 0 && next.opening == last.closing
                && next.from.accountingMonth <= last.through.accountingMonth.next
            guard next.from.daysSinceEpoch <= last.through.daysSinceEpoch + 1 || joins else { break }
            if next.through >= last.through { last = next }
        }
        return last.through
    }
}

extension LedgerFile {
    /// Reads a bank statement 银行对账单 in: all of its new lines, or nothing.
    ///
    /// - Parameter rehearsal: does everything and takes it back.
    /// - Throws: ``ImportRefused`` with all that is wrong by row; ``BankProblem``.
    public func importBankStatement(
        _ file: BankStatementFile, book code: String, account: String, by user: String,
        rehearsal: Bool = false
    ) throws -> BankImportOutcome {
        try act("import bank-statement", by: user, rehearsal: rehearsal) { act in
            let row = try bankAccount(act, code, account)
            let digest = Self.digest(of: file, act)
            let isKnown = try Self.isKnown(digest, row.id, act)
            let intake = try Self.intake(file, row, act)
            let statements = try Self.bankStatements(act.db, row.id)
            var outcome = BankImportOutcome(
                statement: nil, lines: intake.lines.count, alreadyThere: intake.alreadyThere,
                repeatedRows: intake.repeatedRows, from: intake.from, through: intake.through,
                opening: intake.opening, closing: intake.closing)
            // A file without anything new still says how far the bank has told.
            let tellsMore =
                file.period != nil
                && !statements.contains { $0.from <= intake.from && intake.through <= $0.through }
            act.detail = "\(intake.lines.count) lines, \(intake.alreadyThere) already there"
            guard !isKnown, !intake.lines.isEmpty || tellsMore else { return outcome }
            let begins = statements.map(\.from).min()
            if let begins, intake.from < begins,
                try Row.fetchOne(act.db, sql: Schema.Bank.openings, arguments: [row.id]) != nil
            {
                throw BankProblem.beforeOpenings(account: account, date: intake.from, begins: begins)
            }
            let number = (statements.map(\.number).max() ?? 0) + 1
            outcome.statement = number
            try Self.insert(intake, file.name, digest, number, row.id, act)
            return outcome
        }
    }

    private static func isKnown(_ digest: [UInt8], _ account: Int64, _ act: Act) throws -> Bool {
        let known = try act.desk.prepared(Schema.Bank.statementOfDigest)
        known.bind(1, account)
        known.bind(2, blob: digest)
        return try known.firstInt() != nil
    }

    private static func intake(_ file: BankStatementFile, _ row: BankAccountRow, _ act: Act) throws
        -> BankStatementIntake
    {
        do {
            return try BankStatementIntake(
                file.lines, of: row.account, known: bankLines(act.db, row.id).map(\.line),
                period: file.period, openingBalance: file.openingBalance,
                acceptDuplicates: file.acceptsDuplicates)
        } catch let refused as BankStatementRefused {
            throw ImportRefused(
                problems: Array(refused.problems.prefix(ImportRefused.limit)), count: refused.problems.count)
        }
    }

    private static func insert(
        _ intake: BankStatementIntake, _ name: String, _ digest: [UInt8], _ number: Int, _ account: Int64,
        _ act: Act
    ) throws {
        var sequence = try Int64.fetchOne(act.db, sql: Schema.Bank.lastSequence, arguments: [account]) ?? 0
        let insert = try act.desk.prepared(Schema.Bank.insertLine)
        for line in intake.lines {
            sequence += 1
            insert.bind(1, account)
            insert.bind(2, sequence)
            insert.bind(3, number)
            insert.bind(4, line.row)
            insert.bind(5, Int64(line.date.number))
            insert.bind(6, line.amount.fen)
            insert.bind(7, line.balance?.fen)
            insert.bind(8, line.party)
            insert.bind(9, line.partyNumber)
            insert.bind(10, line.summary)
            insert.bind(11, line.reference)
            try insert.run()
        }
        let statement = try act.desk.prepared(Schema.Bank.insertStatement)
        statement.bind(1, account)
        statement.bind(2, number)
        statement.bind(3, name)
        statement.bind(4, blob: digest)
        statement.bind(5, Int64(intake.from.number))
        statement.bind(6, Int64(intake.through.number))
        statement.bind(7, intake.opening.fen)
        statement.bind(8, intake.closing.fen)
        statement.bind(9, intake.lines.count)
        try statement.run()
        act.touch(.bankStatement, account, Int64(number))
    }

    /// Of what the file says, so that the same content in another encoding is the same file.
    private static func digest(of file: BankStatementFile, _ act: Act) -> [UInt8] {
        var bytes = CanonicalBytes()
        func add(_ name: StaticString, _ text: String?) {
            if let text { bytes.add(name, text) }
        }
        add("period", file.period?.description)
        for line in file.lines {
            add("amount", "\(line.amount.fen)")
            add("balance", line.balance.map { "\($0.fen)" })
            add("date", "\(line.date)")
            add("party", line.party)
            add("party-number", line.partyNumber)
            add("reference", line.reference)
            add("summary", line.summary)
        }
        bytes.withUnsafeBytes { act.desk.digest.update($0) }
        return act.desk.digest.finish()
    }

    /// The statements 对账单 of a bank account that were read in.
    ///
    /// - Throws: ``BankProblem/accountUnknown(book:account:)``.
    public func bankStatements(book code: String, account: String) throws -> [BankStatementRecord] {
        try readAtDesk { desk in
            let row = try Self.bankAccount(desk.db, desk.book(code).code, account)
            return try Self.bankStatements(desk.db, row.id)
        }
    }

    static func bankStatements(_ db: Database, _ account: Int64) throws -> [BankStatementRecord] {
        try Row.fetchAll(db, sql: Schema.Bank.statements, arguments: [account]).map { row in
            BankStatementRecord(
                number: row[0], name: row[1], from: try .stored(row[2], "bankStatement"),
                through: try .stored(row[3], "bankStatement"), opening: Money(fen: row[4]),
                closing: Money(fen: row[5]),
                lines: row[6])
        }
    }

    static func bankLines(_ db: Database, _ account: Int64) throws -> [(
        sequence: Int, line: BankStatementLine
    )] {
        let rows = try RawStatement(db, Schema.Bank.lines)
        rows.bind(1, account)
        var found: [(sequence: Int, line: BankStatementLine)] = []
        while try rows.step() {
            let line = BankStatementLine(
                row: Int(rows.int(1)), date: try .stored(rows.int(2), "bankLine"),
                amount: Money(fen: rows.int(3)),
                balance: Money(fen: rows.int(4)), party: rows.optionalText(5),
                partyNumber: rows.optionalText(6),
                summary: rows.text(7), reference: rows.optionalText(8))
            found.append((Int(rows.int(0)), line))
        }
        return found
    }
}

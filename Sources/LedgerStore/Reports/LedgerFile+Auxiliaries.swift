import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The auxiliary balance 辅助余额表 of a book over a period.
    ///
    /// - Parameters:
    ///   - by: what the lines are told apart by.
    ///   - account: only this account and those below it, also where no line of theirs has a value.
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``, ``ReportProblem/auxiliaryUnknown(_:known:)``,
    ///   ``AccountProblem/unknown(_:)``.
    public func auxiliaryBalance(
        book code: String, by kind: AuxiliaryKind, account: String? = nil, period: Period
    ) throws -> AuxiliaryBalance {
        try read { db in
            let book = try ReportBook(db, code: code)
            var reader = try AuxiliaryReader(db, book, kind, period: period)
            try reader.restrict(to: account)
            try reader.readTurnover()
            return AuxiliaryBalance(
                book: code, by: reader.kind, period: period, parts: reader.parts(valued: account == nil))
        }
    }

    /// The auxiliary ledger 辅助明细账 of a book over a period.
    ///
    /// - Parameters:
    ///   - by: what the lines are told apart by.
    ///   - value: only this counterparty by code or name, this contract, this value of the dimension.
    ///   - account: only this account and those below it.
    /// - Throws: ``ReportProblem/valueUnknown(by:value:)``, ``NamedThingProblem/bookUnknown(_:)``,
    ///   ``ReportProblem/auxiliaryUnknown(_:known:)``, ``AccountProblem/unknown(_:)``.
    public func auxiliaryLedger(
        book code: String, by kind: AuxiliaryKind, value: String? = nil, account: String? = nil,
        period: Period
    ) throws -> AuxiliaryLedger {
        try read { db in
            let book = try ReportBook(db, code: code)
            var reader = try AuxiliaryReader(db, book, kind, period: period)
            try reader.restrict(to: account)
            try reader.readTurnover()
            try reader.readEntries()
            var parts = reader.parts(valued: account == nil)
            if let value {
                parts = parts.filter { $0.value?.code == value || $0.value?.name == value }
                guard !parts.isEmpty else { throw ReportProblem.valueUnknown(by: reader.kind, value: value) }
            }
            return AuxiliaryLedger(book: code, by: reader.kind, period: period, parts: parts)
        }
    }
}

/// Reads what the accounts of a book turned over value by value (辅助核算取数).
private struct AuxiliaryReader {
    private struct Key: Hashable {
        var account: Int64
        var value: AuxiliaryValue?
    }

    private let db: Database
    private let book: ReportBook
    let kind: AuxiliaryKind
    private let period: Period
    private let accounts: AccountLookup
    private var only: [Int64: String]?
    private var counterparties: [String: AuxiliaryValue] = [:]
    private var found: [Key: AuxiliaryPart] = [:]

    /// - Throws: ``ReportProblem/auxiliaryUnknown(_:known:)``.
    init(_ db: Database, _ book: ReportBook, _ kind: AuxiliaryKind, period: Period) throws {
        self.db = db
        self.book = book
        self.period = period
        accounts = try AccountLookup(db)
        switch kind {
        case .dimension(let name, _):
            let rows = try RawStatement(db, Schema.Accounts.dimensions)
            var known: [String] = []
            var described: String?
            while try rows.step() {
                known.append(rows.text(0))
                if rows.text(0) == name { described = rows.text(1) }
            }
            guard let described else { throw ReportProblem.auxiliaryUnknown(name, known: known) }
            self.kind = .dimension(name, described: described)
        case .counterparty:
            self.kind = kind
            let rows = try RawStatement(db, Schema.BooksOfAccount.counterparties)
            rows.bind(1, book.id)
            while try rows.step() {
                counterparties[rows.text(0)] = AuxiliaryValue(code: rows.text(1), name: rows.text(2))
            }
        case .contract: self.kind = kind
        }
    }

    /// Leaves out all accounts but one and those below it.
    mutating func restrict(to account: String?) throws {
        guard let account else { return }
        only = try LedgerFile.family(db, book, book.chart(in: period.last.year), account).codes
    }

    private var key: Schema.BooksOfAccount.AuxiliaryKey {
        switch kind {
        case .counterparty: .counterparty
        case .contract: .contract
        case .dimension: .dimensions
        }
    }

    /// The value in what a line or an opening holds: an id, a contract, or `name=value;name=value`.
    private func value(_ text: String?) throws -> AuxiliaryValue? {
        guard let text else { return nil }
        switch kind {
        case .contract: return AuxiliaryValue(code: text)
        case .counterparty:
            guard let known = counterparties[text] else {
                throw FileProblem.damaged(table: "counterparty", row: "counterparty \(text)")
            }
            return known
        case .dimension(let name, _):
            for part in text.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
                guard pair.count == 2, pair[0].elementsEqual(name.utf8) else { continue }
                return AuxiliaryValue(code: String(decoding: pair[1], as: UTF8.self))
            }
            return nil
        }
    }

    private mutating func change(
        _ account: Int64, _ text: String?, _ body: (inout AuxiliaryPart) throws -> Void
    )
        throws
    {
        guard only == nil || only?[account] != nil else { return }
        let key = Key(account: account, value: try value(text))
        // Taken out while it changes, so that its entries are not copied with each new one.
        var part =
            try found.removeValue(forKey: key)
            ?? AuxiliaryPart(account: accounts.account(account), value: key.value, opened: book.opened)
        try body(&part)
        found[key] = part
    }

    mutating func readTurnover() throws {
        let openings = try RawStatement(db, Schema.BooksOfAccount.auxiliaryOpenings(key))
        openings.bind(1, book.id)
        while try openings.step() {
            try change(openings.int(0), openings.optionalText(1)) {
                $0.turnover.addTakeover(
                    balance: Money(fen: openings.int(2)), yearDebit: Money(fen: openings.int(3)),
                    yearCredit: Money(fen: openings.int(4)))
            }
        }
        let rows = try RawStatement(db, Schema.BooksOfAccount.auxiliaryTurnover(key))
        rows.bind(1, book.id)
        rows.bind(2, Int64(period.last.number))
        while try rows.step() {
            let month = try Month.stored(rows.int(2), "voucher")
            try change(rows.int(0), rows.optionalText(1)) {
                $0.turnover.add(month, debit: Money(fen: rows.int(3)), credit: Money(fen: rows.int(4)))
            }
        }
    }

    mutating func readEntries() throws {
        let book = book
        let rows = try RawStatement(db, Schema.BooksOfAccount.auxiliaryEntries(key))
        rows.bind(1, book.id)
        rows.bind(2, Int64(period.first.number))
        rows.bind(3, Int64(period.last.number))
        while try rows.step() {
            try change(rows.int(4), rows.optionalText(9)) { part in
                part.entries.append(try LedgerFile.entry(rows, book, account: part.account.code))
            }
        }
    }

    /// What was found; `valued` leaves out accounts of which no line has a value.
    func parts(valued: Bool) -> [AuxiliaryPart] {
        let withValue = Set(found.keys.filter { $0.value != nil }.map(\.account))
        return found.filter { !valued || withValue.contains($0.key.account) }.map(\.value)
    }
}

import GRDB
import Ledger
import LedgerSchema

/// What happened on the accounts of one book, month by month (逐月变动): read once, asked for each column.
///
/// What a book taken over in mid-year brings along counts in the month before its first: the turnover of the year as
/// turnover, and what stood on 1 January as what was there before. So a statement of the year is whole, and before that
/// month nothing but the start of the year is known.
struct BookMovements {
    /// The change of one month.
    private struct Change {
        let month: Month
        let type: VoucherType
        let debit: Money
        let credit: Money
        /// The other book of the same village it was dealt with.
        var otherBook: String?
    }

    /// A counterparty on an account.
    private struct Party {
        var name: String?
        var otherBook: String?
        var base = Money.zero
        var changes: [(month: Month, amount: Money)] = []
    }

    private struct AccountChanges {
        var base = Money.zero
        var changes: [Change] = []
        /// Of ``changes``, what was dealt with other books of the village.
        var between: [Change] = []
        var parties: [Int64: Party] = [:]
    }

    let book: ReportBook
    private let accounts: AccountLookup
    private var found: [Int64: AccountChanges] = [:]

    /// Reads a book up to a month.
    init(_ db: Database, _ book: ReportBook, through last: Month) throws {
        self.book = book
        accounts = try AccountLookup(db)
        try readOpenings(db)
        try readTurnover(db, last)
        try readBetween(db, last)
        try readParties(db, last)
    }

    private mutating func readOpenings(_ db: Database) throws {
        let month = book.opened.monthOfYear == 1 ? book.opened : book.opened.previous
        let rows = try RawStatement(db, Schema.Statements.openings)
        rows.bind(1, book.id)
        while try rows.step() {
            let (account, party) = (rows.int(0), rows.optionalInt(1))
            let (debit, credit) = (Money(fen: rows.int(4)), Money(fen: rows.int(5)))
            let turned = try debit.subtracting(credit)
            let base = try Money(fen: rows.int(3)).subtracting(turned)
            var changes = found[account] ?? AccountChanges()
            changes.base = try changes.base.adding(base)
            if !debit.isZero || !credit.isZero {
                var change = Change(month: month, type: .normal, debit: debit, credit: credit)
                changes.changes.append(change)
                change.otherBook = rows.optionalText(7)
                if change.otherBook != nil { changes.between.append(change) }
            }
            if let party {
                var known =
                    changes.parties[party]
                    ?? Party(name: rows.optionalText(2), otherBook: rows.optionalText(6))
                known.base = try known.base.adding(base)
                known.changes.append((month, turned))
                changes.parties[party] = known
            }
            found[account] = changes
        }
    }

    private mutating func readTurnover(_ db: Database, _ last: Month) throws {
        let rows = try RawStatement(db, Schema.Statements.turnover)
        rows.bind(1, book.id)
        rows.bind(2, Int64(last.number))
        while try rows.step() {
            guard let type = VoucherType(rawValue: rows.text(2)) else {
                throw FileProblem.damaged(table: "balance", row: "\(book.code) account \(rows.int(0))")
            }
            found[rows.int(0), default: AccountChanges()].changes.append(
                Change(
                    month: try Month.stored(rows.int(1), "balance"), type: type,
                    debit: Money(fen: rows.int(3)), credit: Money(fen: rows.int(4))))
        }
    }

    private mutating func readBetween(_ db: Database, _ last: Month) throws {
        let rows = try RawStatement(db, Schema.Statements.between)
        rows.bind(1, book.id)
        rows.bind(2, Int64(last.number))
        while try rows.step() {
            guard let type = VoucherType(rawValue: rows.text(2)) else {
                throw FileProblem.damaged(table: "balance", row: "\(book.code) account \(rows.int(0))")
            }
            found[rows.int(0), default: AccountChanges()].between.append(
                Change(
                    month: try Month.stored(rows.int(1), "balance"), type: type,
                    debit: Money(fen: rows.int(4)), credit: Money(fen: rows.int(5)),
                    otherBook: rows.text(3)))
        }
    }

    private mutating func readParties(_ db: Database, _ last: Month) throws {
        let rows = try RawStatement(db, Schema.Statements.counterparties)
        rows.bind(1, book.id)
        rows.bind(2, Int64(last.number))
        while try rows.step() {
            let change = (try Month.stored(rows.int(3), "counterpartyBalance"), Money(fen: rows.int(4)))
            let (account, party) = (rows.int(0), rows.int(1))
            let fresh = Party(name: rows.optionalText(2), otherBook: rows.optionalText(5))
            found[account, default: AccountChanges()].parties[party, default: fresh].changes.append(change)
        }
    }

    /// What happened over a period, by account code.
    func movements(over period: Period) throws -> [AccountMovement] {
        let january = period.last.advanced(by: 1 - period.last.monthOfYear)
        var movements: [AccountMovement] = []
        for (id, changes) in found {
            var movement = AccountMovement(book: book.code, account: try accounts.account(id))
            movement.opening = changes.base
            movement.yearOpening = changes.base
            movement.closing = changes.base
            for change in changes.changes where change.month <= period.last {
                let amount = try change.debit.subtracting(change.credit)
                movement.closing = try movement.closing.adding(amount)
                if change.month < january { movement.yearOpening = try movement.yearOpening.adding(amount) }
                if change.month < period.first { movement.opening = try movement.opening.adding(amount) }
                if change.month >= january {
                    try movement.yearTurnover[change.type].add(change.debit, change.credit)
                }
                if change.month >= period.first {
                    try movement.turnover[change.type].add(change.debit, change.credit)
                }
            }
            for change in changes.between where change.month <= period.last {
                guard let other = change.otherBook else { continue }
                if change.month >= january {
                    try movement.yearBetween[other, default: [:]][change.type].add(
                        change.debit, change.credit)
                }
                if change.month >= period.first {
                    try movement.between[other, default: [:]][change.type].add(change.debit, change.credit)
                }
            }
            movement.details = try Self.details(changes, closing: movement.closing, through: period.last)
            movements.append(movement)
        }
        return movements.sorted {
            ($0.account.chart.rawValue, $0.account.code) < ($1.account.chart.rawValue, $1.account.code)
        }
    }

    /// By name of the counterparty; what has none comes last.
    private static func details(
        _ changes: AccountChanges, closing: Money, through last: Month
    ) throws -> [AccountMovement.Detail] {
        var rest = closing
        var details: [AccountMovement.Detail] = []
        for (_, party) in changes.parties.sorted(by: {
            ($0.value.name ?? "", $0.key) < ($1.value.name ?? "", $1.key)
        }) {
            var balance = party.base
            for change in party.changes where change.month <= last {
                balance = try balance.adding(change.amount)
            }
            rest = try rest.subtracting(balance)
            if !balance.isZero {
                details.append(
                    AccountMovement.Detail(
                        counterparty: party.name, otherBook: party.otherBook, closing: balance))
            }
        }
        if !rest.isZero { details.append(AccountMovement.Detail(counterparty: nil, closing: rest)) }
        return details
    }
}

extension AccountMovement.Turnover? {
    fileprivate mutating func add(_ debit: Money, _ credit: Money) throws {
        let known = self ?? AccountMovement.Turnover()
        self = AccountMovement.Turnover(
            debit: try known.debit.adding(debit), credit: try known.credit.adding(credit))
    }
}

/// What books shown as one owe each other and earned of each other, taken out 合并抵销.
///
/// A village's co-operative and committee keep a book each; what one claims of the other is no claim of the village, and
/// rent one pays the other no income of it. Both sides are taken out by the same amount, so that what balanced goes on
/// balancing. Where the two books say different things, no more than both say is taken out, and the difference is told.
public struct Consolidation: Sendable {
    /// What is compared between two books.
    public enum Kind: String, Sendable, CaseIterable {
        /// Claims and debts 往来余额 at the end of the column.
        case balances
        /// Income and expense 收支 of the column's months.
        case results
        /// Income and expense from 1 January of the column's last year.
        case yearResults = "year-results"

        /// What a reading of an account is about; nil where nothing is taken out of it.
        init?(read reading: StatementTerm.Reading) {
            switch reading {
            case .closing, .debitDetails, .creditDetails: self = .balances
            case .debit, .credit, .net: self = .results
            case .yearDebit, .yearCredit, .yearNet: self = .yearResults
            case .opening, .yearOpening: return nil
            }
        }
    }

    /// What was taken out of an account.
    public struct Elimination: Sendable, Equatable {
        /// What it is.
        public var kind: Kind
        /// Book code 账套.
        public var book: String
        /// The other book.
        public var otherBook: String
        /// The account 科目.
        public var account: Account
        /// Debit-positive.
        public var amount: Money
    }

    /// Two books that say different things of each other.
    public struct Difference: Sendable, Equatable {
        /// What they differ in.
        public var kind: Kind
        /// The one whose code comes first.
        public var book: String
        /// What it says, debit-positive.
        public var amount: Money
        /// The other.
        public var otherBook: String
        /// What that says, debit-positive.
        public var otherAmount: Money
    }

    /// The accounts, without what the books have of each other.
    public private(set) var movements: [AccountMovement]
    /// What was taken out, by book and account.
    public private(set) var eliminations: [Elimination] = []
    /// Where the books differ.
    public private(set) var differences: [Difference] = []

    /// Something one book has of another: where it stands, and how much it is.
    private struct Entry {
        var movement: Int
        var place: Place
        var amount: Int64

        enum Place {
            case detail(Int)
            case turnover(VoucherType)
        }
    }

    /// Takes out what the books among the movements have of each other.
    public init(_ movements: [AccountMovement]) throws {
        self.movements = movements
        let books = Set(movements.map(\.book)).sorted()
        guard books.count > 1 else { return }
        for kind in Kind.allCases {
            let entries = entries(kind, among: Set(books))
            for (place, book) in books.enumerated() {
                for other in books[(place + 1)...] {
                    try settle(
                        kind, book, entries[Pair(book, other)] ?? [], other, entries[Pair(other, book)] ?? [])
                }
            }
        }
        for index in self.movements.indices { self.movements[index].details.removeAll { $0.closing.isZero } }
        eliminations.sort {
            ($0.kind.rawValue, $0.book, $0.otherBook, $0.account.code)
                < ($1.kind.rawValue, $1.book, $1.otherBook, $1.account.code)
        }
    }

    private struct Pair: Hashable {
        var book: String
        var otherBook: String

        init(_ book: String, _ otherBook: String) {
            self.book = book
            self.otherBook = otherBook
        }
    }

    private func entries(_ kind: Kind, among books: Set<String>) -> [Pair: [Entry]] {
        var found: [Pair: [Entry]] = [:]
        for (index, movement) in movements.enumerated() {
            func add(_ place: Entry.Place, _ other: String?, _ amount: Int64) {
                guard let other, other != movement.book, books.contains(other), amount != 0 else { return }
                found[Pair(movement.book, other), default: []].append(
                    Entry(movement: index, place: place, amount: amount))
            }
            switch kind {
            case .balances where movement.account.takesCounterparty:
                for (place, detail) in movement.details.enumerated() {
                    add(.detail(place), detail.otherBook, detail.closing.fen)
                }
            case .balances: break
            case .results, .yearResults:
                for (other, turnover) in kind == .results ? movement.between : movement.yearBetween {
                    for (type, sums) in turnover.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                        add(.turnover(type), other, sums.debit.fen - sums.credit.fen)
                    }
                }
            }
        }
        return found
    }

    /// Takes out what two books agree on.
    private mutating func settle(
        _ kind: Kind, _ book: String, _ own: [Entry], _ other: String, _ others: [Entry]
    ) throws {
        guard !own.isEmpty || !others.isEmpty else { return }
        let (first, second) = (own.reduce(0) { $0 + $1.amount }, others.reduce(0) { $0 + $1.amount })
        if first + second == 0 {
            try remove(own, all: true, first, kind, of: other)
            try remove(others, all: true, second, kind, of: book)
            return
        }
        differences.append(
            Difference(
                kind: kind, book: book, amount: Money(fen: first), otherBook: other,
                otherAmount: Money(fen: second)))
        // Two claims, or two debts, have nothing in common.
        guard (first < 0) != (second < 0), first != 0, second != 0 else { return }
        let agreed = min(abs(first), abs(second))
        try remove(own, all: abs(first) == agreed, first < 0 ? -agreed : agreed, kind, of: other)
        try remove(others, all: abs(second) == agreed, second < 0 ? -agreed : agreed, kind, of: book)
    }

    /// Takes an amount out of entries: all of them, or in their order those of its sign until it is reached.
    private mutating func remove(
        _ entries: [Entry], all: Bool, _ amount: Int64, _ kind: Kind, of other: String
    ) throws {
        var left = amount
        for entry in entries {
            var part = entry.amount
            if !all {
                guard left != 0, (part < 0) == (left < 0) else { continue }
                if abs(part) > abs(left) { part = left }
                left -= part
            }
            try take(Money(fen: part), out: entry, kind, of: other)
        }
    }

    private mutating func take(_ amount: Money, out entry: Entry, _ kind: Kind, of other: String) throws {
        let index = entry.movement
        switch entry.place {
        case .detail(let place):
            let left = try movements[index].details[place].closing.subtracting(amount)
            movements[index].details[place].closing = left
            movements[index].closing = try movements[index].closing.subtracting(amount)
        case .turnover(let type):
            // Income is taken off its credit, expense off its debit, and what was booked red the same way.
            let isDebit = movements[index].account.side == .debit
            func less(_ sums: AccountMovement.Turnover) throws -> AccountMovement.Turnover {
                AccountMovement.Turnover(
                    debit: isDebit ? try sums.debit.subtracting(amount) : sums.debit,
                    credit: isDebit ? sums.credit : try sums.credit.adding(amount))
            }
            if kind == .results, let sums = movements[index].turnover[type] {
                movements[index].turnover[type] = try less(sums)
            }
            if kind == .yearResults, let sums = movements[index].yearTurnover[type] {
                movements[index].yearTurnover[type] = try less(sums)
            }
        }
        let (book, account) = (movements[index].book, movements[index].account)
        if let known = eliminations.lastIndex(where: {
            $0.kind == kind && $0.book == book && $0.otherBook == other && $0.account == account
        }) {
            eliminations[known].amount = try eliminations[known].amount.adding(amount)
        } else {
            eliminations.append(
                Elimination(kind: kind, book: book, otherBook: other, account: account, amount: amount))
        }
    }
}

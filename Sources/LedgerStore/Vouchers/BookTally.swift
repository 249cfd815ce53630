import Ledger

/// What an import takes into one book (账套小计).
public struct BookTally: Sendable, Equatable {
    /// Code of the book.
    public let book: String
    /// Vouchers, openings or whatever else the import consists of.
    public var entries = 0
    /// Lines of vouchers.
    public var lines = 0
    /// Sum of the debits, or of what openings hold on that side.
    public var debit = Money.zero
    /// Sum of the credits, or of what openings hold on that side.
    public var credit = Money.zero
    /// Counterparties that are new with it, in the order in which they come; the first of them by name.
    public var newCounterparties: [String] = []
    /// How many there are of them.
    public var newCounterpartyCount = 0

    /// How many new counterparties are named.
    public static let named = 100

    init(_ book: String) {
        self.book = book
    }

    /// Counts the counterparties a book has got since it had `known`.
    mutating func countParties(of book: BookState, since known: Int) {
        let new = book.parties.dropFirst(known)
        newCounterpartyCount = new.count
        newCounterparties = new.prefix(Self.named).map { String(decoding: $0.code, as: UTF8.self) }
    }

    mutating func add(debit: Int64, credit: Int64) {
        self.debit = Money(fen: self.debit.fen &+ debit)
        self.credit = Money(fen: self.credit.fen &+ credit)
    }
}

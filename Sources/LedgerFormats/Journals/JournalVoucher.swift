import Ledger

/// A voucher as a journal shows it (日记账凭证), in plain values.
public struct JournalVoucher: Sendable {
    /// Its date.
    public var date: CalendarDate
    /// What it is called, `V001/2026-03/记-12`; empty for none.
    public var code: String
    /// Its summary 摘要.
    public var description: String
    /// What else is known of it.
    public var tags: [JournalTag]
    /// Its lines; their amounts add up to zero.
    public var lines: [JournalLine]

    /// A voucher of plain values.
    public init(
        date: CalendarDate, code: String = "", description: String, tags: [JournalTag] = [],
        lines: [JournalLine]
    ) {
        self.date = date
        self.code = code
        self.description = description
        self.tags = tags
        self.lines = lines
    }
}

/// One line of a ``JournalVoucher`` (日记账分录).
public struct JournalLine: Sendable {
    /// The parts of the account's name, from the top: book, first level, detail.
    public var account: [String]
    /// The amount, positive for a debit, negative for a credit.
    public var amount: Money
    /// What else is known of the line.
    public var tags: [JournalTag]

    /// A line of plain values.
    public init(account: [String], amount: Money, tags: [JournalTag] = []) {
        self.account = account
        self.amount = amount
        self.tags = tags
    }
}

/// A name and a value in a journal's comments (标签), which the programs can search for.
public struct JournalTag: Sendable {
    /// Its name: letters, digits, `-` and `_`; other characters become `_`.
    public var name: String
    /// Its value.
    public var value: String

    /// A tag.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The program a journal is for (日记账方言).
public enum JournalDialect: String, Sendable, CaseIterable {
    /// hledger.
    case hledger
    /// ledger.
    case ledger
}

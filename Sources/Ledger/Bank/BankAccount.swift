/// A bank account 银行账户 of a book and the account of the chart that stands for it.
public struct BankAccount: Sendable, Equatable {
    /// Code of the book 账套.
    public var book: String
    /// What it is called in this ledger, unique in its book: `基本户`.
    public var code: String
    /// The bank 开户行; files of one bank share their column mapping.
    public var bank: String
    /// The account's number 账号; see ``maskedNumber``.
    public var number: String
    /// The account of the chart 银行存款科目, one of its own for each bank account.
    public var account: String
    /// The day it was opened 开户日.
    public var opened: CalendarDate
    /// The day it was closed 销户日; nil while in service.
    public var closed: CalendarDate?
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?

    /// A bank account of its parts.
    public init(
        book: String, code: String, bank: String, number: String, account: String, opened: CalendarDate,
        closed: CalendarDate? = nil
    ) {
        self.book = book
        self.code = code
        self.bank = bank
        self.number = number
        self.account = account
        self.opened = opened
        self.closed = closed
    }

    /// The number as it may be shown: only the last four digits.
    public var maskedNumber: String { Self.masked(number) }

    /// An account number of which only the last four characters are left, `****1234`; shorter ones are hidden whole.
    public static func masked(_ number: String) -> String {
        let scalars = number.unicodeScalars.filter { $0 != " " && $0 != "-" }
        guard scalars.count > 4 else { return "****" }
        return "****" + String(String.UnicodeScalarView(scalars.suffix(4)))
    }

    /// Whether it was in service on some day of a stretch.
    public func isOpen(from first: CalendarDate, through last: CalendarDate) -> Bool {
        opened <= last && (closed.map { $0 >= first } ?? true)
    }
}

/// Who has an item on record (一方): the bank on its statement, or the book in its journal.
public enum BankSide: String, NamedWord {
    /// 银行对账单
    case bank
    /// 银行存款日记账
    case book

    /// The option it stands in.
    public static let column = ImportColumn("side", chinese: "哪一方")

    /// Its name in Chinese.
    public var chinese: String { self == .bank ? "银行" : "账内" }

    /// The one across.
    public var other: BankSide { self == .bank ? .book : .bank }
}

/// Something that one side has on record (对账项目): a line of a bank statement, or an entry on the bank's account.
public struct BankItem: Sendable, Equatable {
    /// Where it stands, unique on its side.
    public struct Place: Sendable, Hashable, Comparable {
        /// The bank's line, counted over all statements from 1, or the voucher's place in its book; 0 for an item that
        /// was open before the first statement.
        public var sequence: Int
        /// The line of the voucher, the number of the opening item; 0 for a line of the bank.
        public var line: Int

        /// A place of its parts.
        public init(_ sequence: Int, _ line: Int = 0) {
            self.sequence = sequence
            self.line = line
        }

        /// By sequence, then by line.
        public static func < (a: Place, b: Place) -> Bool {
            (a.sequence, a.line) < (b.sequence, b.line)
        }
    }

    /// Who has it.
    public var side: BankSide
    /// Where.
    public var place: Place
    /// As people call it: `17` for a bank line, `V001/2026-03/记-5/2` for an entry, `期初-1` for an opening item.
    public var name: String
    /// When.
    public var date: CalendarDate
    /// Received 收 above zero, paid 付 below.
    public var amount: Money
    /// Whom it was with: the one the bank names, or those the voucher names, by code and by name.
    public var parties: [String]
    /// Serial or receipt number 流水号, 票据号.
    public var reference: String?
    /// What it was for 摘要.
    public var summary: String
    /// The voucher 凭证 it reverses in full, by its place.
    public var reverses: Int?

    /// An item of its parts.
    public init(
        _ side: BankSide, _ place: Place, name: String, date: CalendarDate, amount: Money,
        parties: [String] = [],
        reference: String? = nil, summary: String = "", reverses: Int? = nil
    ) {
        self.side = side
        self.place = place
        self.name = name
        self.date = date
        self.amount = amount
        self.parties = parties
        self.reference = reference
        self.summary = summary
        self.reverses = reverses
    }

    /// Whether it was open before the first statement 期初未达.
    public var isOpening: Bool { place.sequence == 0 }
}

/// What two items say about whom the money was dealt with (对方户名比较).
public enum PartyAgreement: Sendable, Equatable {
    /// Both name the same one.
    case agrees
    /// One names nobody, or one name is part of the other: neither proof nor contradiction.
    case silent
    /// They name different ones.
    case contradicts

    /// Compares a bank line with an entry.
    public init(bank: BankItem, book: BankItem) {
        let theirs = bank.parties.map(PartyName.init).filter { !$0.isEmpty }
        let ours = book.parties.map(PartyName.init).filter { !$0.isEmpty }
        self.init(theirs, ours, bankSummary: bank.summary, bookSummary: book.summary)
    }

    init(_ theirs: [PartyName], _ ours: [PartyName], bankSummary: String, bookSummary: String) {
        if theirs.contains(where: { ours.contains($0) }) {
            self = .agrees
        } else if theirs.isEmpty || ours.isEmpty
            || theirs.contains(where: { theirs in
                ours.contains { $0.isPart(of: theirs) || theirs.isPart(of: $0) }
            })
            || theirs.contains(where: { $0.isPart(of: PartyName(bookSummary)) })
            || ours.contains(where: { $0.isPart(of: PartyName(bankSummary)) })
        {
            self = .silent
        } else {
            self = .contradicts
        }
    }
}

/// A name without what may differ between two writings of it (户名): blanks, brackets of both widths, case of letters.
struct PartyName: Hashable {
    private let bytes: [UInt8]

    /// The fewest bytes a name must have to be looked for inside another: two characters are in too many names.
    private static let leastBytes = 9

    init(_ text: String) {
        var kept = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20, 0x09, 0xA0, 0x3000, 0x28, 0x29, 0xFF08, 0xFF09, 0xB7, 0x2D: continue
            // Full-width letters and digits as ordinary ones.
            case 0xFF01...0xFF5E: kept.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: kept.unicodeScalars.append(scalar)
            }
        }
        bytes = kept.utf8.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
    }

    var isEmpty: Bool { bytes.isEmpty }

    func isPart(of other: PartyName) -> Bool {
        guard bytes.count >= Self.leastBytes, bytes.count <= other.bytes.count, let first = bytes.first else {
            return false
        }
        for start in 0...(other.bytes.count - bytes.count) where other.bytes[start] == first {
            if other.bytes[start..<start + bytes.count].elementsEqual(bytes) { return true }
        }
        return false
    }
}

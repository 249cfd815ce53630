/// An entry of the cashier's book 出纳账, written apart from the vouchers; it never changes, a wrong one is cancelled.
public struct CashEntry: Sendable, Equatable {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        /// 期初: what the cashier took over, at the beginning of the day.
        case opening
        /// 收款
        case receipt
        /// 付款
        case payment

        /// In Chinese.
        public var chinese: String {
            switch self {
            case .opening: "期初"
            case .receipt: "收"
            case .payment: "付"
            }
        }
    }

    /// The day.
    public var date: CalendarDate
    /// What happened.
    public var kind: Kind
    /// The account of cash or bank, one that takes entries.
    public var account: String
    /// Above zero; negative in an entry that cancels another.
    public var amount: Money
    /// Who paid or was paid 交款人、收款人.
    public var party: String?
    /// Summary 摘要.
    public var summary: String
    /// Receipt or invoice number 票据号.
    public var receipt: String?
    /// The account on the other side 对方科目, where the cashier knows it.
    public var against: String?

    /// An entry of its parts.
    public init(
        date: CalendarDate, kind: Kind, account: String, amount: Money, party: String? = nil, summary: String,
        receipt: String? = nil, against: String? = nil
    ) {
        self.date = date
        self.kind = kind
        self.account = account
        self.amount = amount
        self.party = party
        self.summary = summary
        self.receipt = receipt
        self.against = against
    }

    /// What it adds to the account, in fen.
    public var change: Int64 { kind == .payment ? -amount.fen : amount.fen }
}

/// An entry of the cashier's book as it stands (出纳账记录).
public struct StoredCashEntry: Sendable, Equatable {
    /// 1, 2 … within the book.
    public var number: Int
    /// What was written.
    public var entry: CashEntry
    /// The other half of money moved between two accounts.
    public var pair: Int?
    /// The entry it takes back.
    public var cancels: Int?
    /// The entry that takes it back.
    public var cancelledBy: Int?
    /// The draft it went into, or the voucher once that is posted: `V001#3`, `V001/2026-03/记-12`.
    public var voucher: String?
    /// Whether that voucher was reversed in full, so that another may be drafted.
    public var isReversed: Bool
    /// The user who wrote it down.
    public var recorder: String
    /// The balance of the account after it, in the order of dates and then of writing.
    public var balance: Money

    /// An entry of its parts.
    public init(
        number: Int, entry: CashEntry, pair: Int? = nil, cancels: Int? = nil, cancelledBy: Int? = nil,
        voucher: String? = nil, isReversed: Bool = false, recorder: String, balance: Money = .zero
    ) {
        self.number = number
        self.entry = entry
        self.pair = pair
        self.cancels = cancels
        self.cancelledBy = cancelledBy
        self.voucher = voucher
        self.isReversed = isReversed
        self.recorder = recorder
        self.balance = balance
    }

    /// Whether it stands: neither takes another back nor was taken back.
    public var stands: Bool { cancels == nil && cancelledBy == nil }
    /// Whether no voucher stands for it yet.
    public var isFree: Bool { voucher == nil || isReversed }
}

/// Banknotes and coins counted 票面 (面值与张数): pieces by face value.
public struct CountedNotes: Sendable, Equatable {
    /// Face value in fen and how many, the largest first.
    public var pieces: [(face: Int64, count: Int)]

    /// The face values there are, in fen.
    public static let faces: [Int64] = [
        100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5, 2, 1,
    ]

    /// `100=3;50=1;0.1=4`, yuan and pieces.
    ///
    /// - Throws: ``CashProblem/notesMalformed(_:)``.
    public init(parsing text: String) throws {
        pieces = []
        var seen: Set<Int64> = []
        for part in text.utf8.split(separator: 0x3B) {
            let pair = part.split(separator: 0x3D, omittingEmptySubsequences: false).map {
                String(decoding: $0.filter { $0 != 0x20 }, as: UTF8.self)
            }
            guard pair.count == 2, let face = try? Money(parsing: pair[0]), Self.faces.contains(face.fen),
                let count = Int(pair[1]), (0...1_000_000).contains(count), seen.insert(face.fen).inserted
            else { throw CashProblem.notesMalformed(text) }
            pieces.append((face.fen, count))
        }
        pieces.sort { $0.face > $1.face }
    }

    /// What they come to.
    public var total: Money { Money(fen: pieces.reduce(0) { $0 + $1.face * Int64($1.count) }) }

    /// As it is kept, the largest first.
    public var text: String {
        pieces.map { "\(Self.shown($0.face))=\($0.count)" }.joined(separator: ";")
    }

    private static func shown(_ face: Int64) -> String {
        face % 100 == 0 ? "\(face / 100)" : face % 10 == 0 ? "0.\(face / 10)" : "0.0\(face)"
    }

    /// By face values and pieces.
    public static func == (a: CountedNotes, b: CountedNotes) -> Bool { a.text == b.text }
}

/// A count of cash 现金盘点表.
public struct CashCount: Sendable, Equatable {
    /// 1, 2 … within the book.
    public var number: Int
    /// The day.
    public var date: CalendarDate
    /// The account of cash.
    public var account: String
    /// What was counted.
    public var notes: CountedNotes
    /// What it came to.
    public var counted: Money
    /// The balance of the cashier's book at the end of the day.
    public var expected: Money
    /// Why the two differ.
    public var reason: String?
    /// Who watched 监盘人.
    public var witness: String
    /// The user who counted.
    public var recorder: String

    /// A count of its parts.
    public init(
        number: Int, date: CalendarDate, account: String, notes: CountedNotes, counted: Money,
        expected: Money,
        reason: String?, witness: String, recorder: String
    ) {
        self.number = number
        self.date = date
        self.account = account
        self.notes = notes
        self.counted = counted
        self.expected = expected
        self.reason = reason
        self.witness = witness
        self.recorder = recorder
    }

    /// 长款 above zero, 短款 below.
    public var difference: Money { Money(fen: counted.fen &- expected.fen) }
}

/// What happened on one leaf account of one book over a column's period (科目变动), as statements read it.
///
/// Balances are debit-positive.
public struct AccountMovement: Sendable, Equatable {
    /// Turnover of vouchers of one type 发生额.
    public struct Turnover: Sendable, Equatable {
        /// 借方
        public var debit = Money.zero
        /// 贷方
        public var credit = Money.zero

        /// Turnover of its parts.
        public init(debit: Money = .zero, credit: Money = .zero) {
            self.debit = debit
            self.credit = credit
        }
    }

    /// The closing balance of one counterparty 往来单位; nil is what has none.
    public struct Detail: Sendable, Equatable {
        /// Its name.
        public var counterparty: String?
        /// The other book of the same village that it stands for.
        public var otherBook: String?
        /// Debit-positive.
        public var closing: Money

        /// A detail of its parts.
        public init(counterparty: String?, otherBook: String? = nil, closing: Money) {
            self.counterparty = counterparty
            self.otherBook = otherBook
            self.closing = closing
        }
    }

    /// Book code 账套.
    public var book: String
    /// The account 科目.
    public var account: Account
    /// Before the first day 期初.
    public var opening = Money.zero
    /// Before 1 January of the last year 年初.
    public var yearOpening = Money.zero
    /// At the end of the last day 期末.
    public var closing = Money.zero
    /// Of the period, by type of voucher.
    public var turnover: [VoucherType: Turnover] = [:]
    /// Of the last year up to the end of the period.
    public var yearTurnover: [VoucherType: Turnover] = [:]
    /// Of ``turnover``, what was dealt with another book of the same village, by its code; closing vouchers left out.
    public var between: [String: [VoucherType: Turnover]] = [:]
    /// The same of ``yearTurnover``.
    public var yearBetween: [String: [VoucherType: Turnover]] = [:]
    /// The closing balance by counterparty.
    public var details: [Detail] = []

    /// Nothing yet on that account.
    public init(book: String, account: Account) {
        self.book = book
        self.account = account
    }

    /// Whether there is nothing to show.
    public var isEmpty: Bool {
        opening.isZero && yearOpening.isZero && closing.isZero && turnover.isEmpty && yearTurnover.isEmpty
            && details.isEmpty
    }

    /// What of it the term reads, in fen, on the account's own side.
    ///
    /// Wider than money: a sum of many books and months can't leave it.
    func figure(_ term: StatementTerm) -> Int128 {
        guard term.means(account) else { return 0 }
        switch term.reading {
        case .closing: return natural(closing)
        case .opening: return natural(opening)
        case .yearOpening: return natural(yearOpening)
        case .debit: return sum(turnover, term) { Int128($0.debit.fen) }
        case .credit: return sum(turnover, term) { Int128($0.credit.fen) }
        case .yearDebit: return sum(yearTurnover, term) { Int128($0.debit.fen) }
        case .yearCredit: return sum(yearTurnover, term) { Int128($0.credit.fen) }
        case .net: return sum(turnover, term, net)
        case .yearNet: return sum(yearTurnover, term, net)
        case .debitDetails, .creditDetails:
            return details.reduce(0) { $0 + Self.figure($1, term.reading) }
        }
    }

    /// A detail where it stands on the side the reading asks for.
    static func figure(_ detail: Detail, _ reading: StatementTerm.Reading) -> Int128 {
        let balance = Int128(detail.closing.fen)
        return max(0, reading == .creditDetails ? -balance : balance)
    }

    private var isCredit: Bool { account.side == .credit }

    private func natural(_ balance: Money) -> Int128 {
        isCredit ? -Int128(balance.fen) : Int128(balance.fen)
    }

    private func net(_ turnover: Turnover) -> Int128 {
        let debit = Int128(turnover.debit.fen) - Int128(turnover.credit.fen)
        return isCredit ? -debit : debit
    }

    private func sum(
        _ turnover: [VoucherType: Turnover], _ term: StatementTerm, _ amount: (Turnover) -> Int128
    ) -> Int128 {
        turnover.reduce(0) { $0 + (term.counts($1.key) ? amount($1.value) : 0) }
    }
}

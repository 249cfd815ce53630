/// A statement of account 对账单 for one counterparty: what stood, what happened and what stands on each account of claims
/// and debts, for both sides to confirm.
public struct ClaimsStatement: Sendable, Equatable {
    /// A dealing (发生).
    public struct Movement: Sendable, Equatable {
        /// The day.
        public var date: CalendarDate
        /// The voucher, `V001/2026-03/记-12`.
        public var voucher: String
        /// Summary 摘要.
        public var summary: String
        /// Debit 借方.
        public var debit: Money
        /// Credit 贷方.
        public var credit: Money
        /// The day it is due, if said.
        public var due: CalendarDate?
        /// The balance after it, debit-positive.
        public var balance: Money = .zero

        /// A dealing of its parts.
        public init(
            date: CalendarDate, voucher: String, summary: String, debit: Money, credit: Money,
            due: CalendarDate?
        ) {
            self.date = date
            self.voucher = voucher
            self.summary = summary
            self.debit = debit
            self.credit = credit
            self.due = due
        }
    }

    /// One account.
    public struct Page: Sendable, Equatable {
        /// Account code 科目编码.
        public var account: String
        /// Its name.
        public var name: String
        /// What stood when the period began, debit-positive.
        public var opening: Money
        /// In the order they happened.
        public var movements: [Movement]

        /// A page of its parts; the balances are worked out.
        public init(account: String, name: String, opening: Money, movements: [Movement]) {
            self.account = account
            self.name = name
            self.opening = opening
            var balance = opening.fen
            self.movements = movements.map { movement in
                var movement = movement
                balance &+= movement.debit.fen &- movement.credit.fen
                movement.balance = Money(fen: balance)
                return movement
            }
        }

        /// What stands when the period ends, debit-positive.
        public var closing: Money { movements.last?.balance ?? opening }
        /// 借方合计
        public var debit: Money { Money.total(movements.map(\.debit)) }
        /// 贷方合计
        public var credit: Money { Money.total(movements.map(\.credit)) }
    }

    /// Book code 账套.
    public var book: String
    /// Name of the book.
    public var bookName: String
    /// Whom it is about.
    public var counterparty: AuxiliaryValue
    /// The first day.
    public var from: CalendarDate
    /// The last day.
    public var through: CalendarDate
    /// By account; those with neither a balance nor a dealing are left out.
    public var pages: [Page]

    /// A statement of its parts.
    public init(
        book: String, bookName: String, counterparty: AuxiliaryValue, from: CalendarDate,
        through: CalendarDate,
        pages: [Page]
    ) {
        self.book = book
        self.bookName = bookName
        self.counterparty = counterparty
        self.from = from
        self.through = through
        self.pages = pages.filter { !$0.opening.isZero || !$0.movements.isEmpty }
    }

    /// They owe us 债权, over all accounts that stand in debit.
    public var claims: Money { Money.total(pages.map { max(.zero, $0.closing) }) }
    /// We owe them 债务, over all accounts that stand in credit.
    public var debts: Money { Money.total(pages.map { max(.zero, $0.closing.negated) }) }
}

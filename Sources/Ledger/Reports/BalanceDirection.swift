/// The side a balance stands on in a book of account (余额方向): 借, 贷, or 平 when there is none.
public enum BalanceDirection: String, Sendable, CaseIterable {
    /// 借
    case debit = "借"
    /// 贷
    case credit = "贷"
    /// 平
    case level = "平"

    /// The side of a debit-positive balance.
    public init(of balance: Money) {
        self = balance.fen > 0 ? .debit : balance.fen < 0 ? .credit : .level
    }
}

/// A balance as a book of account shows it (余额): kept debit-positive, printed as a side and an amount without sign.
public protocol DirectedBalance {
    /// The balance, debits positive.
    var balance: Money { get }
}

extension DirectedBalance {
    /// 借, 贷 or 平.
    public var direction: BalanceDirection { BalanceDirection(of: balance) }
    /// The balance without its sign.
    public var shownBalance: Money { Money(fen: abs(balance.fen)) }
}

/// An amount of money 金额 in fen 分, whole and signed; red amounts 红字 are negative.
///
/// There is no fraction of a fen anywhere, and no floating point: what is read, added and printed is this integer.
public struct Money: Sendable, Hashable, Comparable {
    /// Fen 分, 1/100 yuan.
    public let fen: Int64

    /// An amount of `fen`.
    @inlinable public init(fen: Int64) { self.fen = fen }

    /// Nothing 零.
    public static let zero = Money(fen: 0)

    /// Most that a line may carry on either side (单笔上限): 10¹² fen, ten milliard yuan, so that no stored sum
    /// leaves 2⁵³.
    public static let maximum = Money(fen: 1_000_000_000_000)

    /// By amount; a red one is less than nothing.
    @inlinable public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }

    /// Whether there is nothing to book.
    @inlinable public var isZero: Bool { fen == 0 }

    /// Whether the amount is red 红字, less than nothing.
    @inlinable public var isRed: Bool { fen < 0 }

    /// The size of the amount without its sign 绝对值, in fen; exists for every amount.
    @inlinable public var magnitudeFen: UInt64 { fen.magnitude }
}

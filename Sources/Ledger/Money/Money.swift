/// An amount of money 金额 in fen 分, whole and signed; red amounts are negative.
public struct Money: Sendable, Hashable, Comparable {
    /// Fen, 1/100 yuan.
    public let fen: Int64
    /// An amount of `fen`.
    @inlinable public init(fen: Int64) { self.fen = fen }
    /// Nothing.
    public static let zero = Money(fen: 0)
    /// Most that a line may carry on either side: 10¹² fen, ten milliard yuan, so that no stored sum leaves 2⁵³.
    public static let maximum = Money(fen: 1_000_000_000_000)
    /// By amount.
    @inlinable public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
}

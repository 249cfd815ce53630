extension Money {
    /// The sum 合计 of this amount and another.
    ///
    /// - Throws: ``MoneyProblem/sumTooLarge(_:_:)`` when it does not fit 64 bits of fen.
    public func adding(_ other: Money) throws(MoneyProblem) -> Money {
        let (sum, overflow) = fen.addingReportingOverflow(other.fen)
        guard !overflow else { throw .sumTooLarge(self, other) }
        return Money(fen: sum)
    }

    /// The difference 差额: this amount less another.
    ///
    /// - Throws: ``MoneyProblem/differenceTooLarge(_:_:)`` when it does not fit 64 bits of fen.
    public func subtracting(_ other: Money) throws(MoneyProblem) -> Money {
        let (difference, overflow) = fen.subtractingReportingOverflow(other.fen)
        guard !overflow else { throw .differenceTooLarge(self, other) }
        return Money(fen: difference)
    }

    /// The same amount with the other sign (红字冲销 repeats an amount like this).
    ///
    /// Every amount that was parsed or stored has one; only `Int64.min` fen has not.
    public var negated: Money {
        precondition(
            fen != .min, "The amount Int64.min fen has no opposite; it can be neither parsed nor stored.")
        return Money(fen: -fen)
    }

    /// The total 合计 of any number of amounts; zero of none.
    ///
    /// Only the total has to fit: it does not depend on the order of the amounts.
    ///
    /// - Throws: ``MoneyProblem/totalTooLarge(count:)`` when the total does not fit 64 bits of fen.
    public static func sum(_ amounts: some Sequence<Money>) throws(MoneyProblem) -> Money {
        // No sequence is long enough for 128 bits.
        var total: Int128 = 0
        var count = 0
        for amount in amounts {
            total += Int128(amount.fen)
            count += 1
        }
        guard let fen = Int64(exactly: total) else { throw .totalTooLarge(count: count) }
        return Money(fen: fen)
    }

    /// The total 合计 of amounts that the ledger keeps, which bounds its sums below 2⁵³ fen; of others the largest amount
    /// there is where it does not fit, so that nothing too large is ever taken for something small.
    public static func total(_ amounts: some Sequence<Money>) -> Money {
        Money(fen: Int64(clamping: amounts.reduce(into: 0 as Int128) { $0 += Int128($1.fen) }))
    }
}

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
        var total: Int64 = 0
        // How often the total wrapped round, upward less downward: at zero the wrapped total is the true one.
        var wraps = 0
        var count = 0
        for amount in amounts {
            let (next, overflow) = total.addingReportingOverflow(amount.fen)
            if overflow { wraps += amount.fen > 0 ? 1 : -1 }
            total = next
            count += 1
        }
        guard wraps == 0 else { throw .totalTooLarge(count: count) }
        return Money(fen: total)
    }
}

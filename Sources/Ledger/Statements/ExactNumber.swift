/// A number kept exactly (精确数), as what a formula computes with between its figures and its result.
///
/// Amounts are in yuan: 12.34 yuan is 1234/100. Only the result of a row is rounded, to the fen and half away from
/// zero, so that what is printed is what other rows add up.
struct ExactNumber: Sendable, Hashable {
    private let numerator: Int128
    /// Positive, without a common factor with the numerator.
    private let denominator: Int128

    static let zero = ExactNumber(whole: 0)

    init(whole: Int64) {
        numerator = Int128(whole)
        denominator = 1
    }

    /// An amount of money, in yuan.
    init(_ amount: Money) {
        self.init(reducing: Int128(amount.fen), 100)
    }

    /// Digits and how many of them stand behind the point: 105 with 2 is 1.05.
    init(digits: Int64, decimals: Int) {
        self.init(reducing: Int128(digits), (0..<decimals).reduce(1) { power, _ in power * 10 })
    }

    /// The denominator is positive.
    private init(reducing numerator: Int128, _ denominator: Int128) {
        var (a, b) = (numerator.magnitude, denominator.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let factor = Int128(a)
        self.numerator = numerator / factor
        self.denominator = denominator / factor
    }

    var isZero: Bool { numerator == 0 }

    /// Nil where it does not fit.
    func adding(_ other: ExactNumber) -> ExactNumber? {
        guard let left = Self.product(numerator, other.denominator),
            let right = Self.product(other.numerator, denominator),
            let below = Self.product(denominator, other.denominator)
        else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow || sum == .min ? nil : ExactNumber(reducing: sum, below)
    }

    var negated: ExactNumber { ExactNumber(reducing: -numerator, denominator) }

    /// Nil where it does not fit.
    func multiplied(by other: ExactNumber) -> ExactNumber? {
        guard let above = Self.product(numerator, other.numerator),
            let below = Self.product(denominator, other.denominator)
        else { return nil }
        return ExactNumber(reducing: above, below)
    }

    /// Nil where it does not fit; the divisor is not zero.
    func divided(by other: ExactNumber) -> ExactNumber? {
        precondition(!other.isZero, "A number was divided by zero without a look at the divisor.")
        let sign: Int128 = other.numerator < 0 ? -1 : 1
        guard let above = Self.product(numerator, sign * other.denominator),
            let below = Self.product(denominator, sign * other.numerator)
        else { return nil }
        return ExactNumber(reducing: above, below)
    }

    /// The number as yuan, rounded to the fen; nil beyond what a ledger keeps as a sum.
    var money: Money? {
        guard let scaled = Self.product(numerator, 100) else { return nil }
        let (quotient, remainder) = scaled.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
        let rounded = remainder >= denominator.magnitude - remainder ? quotient + 1 : quotient
        guard rounded < Self.limitFen else { return nil }
        return Money(fen: scaled < 0 ? -Int64(rounded) : Int64(rounded))
    }

    /// No figure of a statement reaches 2⁵³ fen, as no sum the ledger stores does.
    private static let limitFen: UInt128 = 1 << 53

    /// `Int128.min`, which has no opposite, counts as not fitting.
    private static func product(_ a: Int128, _ b: Int128) -> Int128? {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow || product == .min ? nil : product
    }
}

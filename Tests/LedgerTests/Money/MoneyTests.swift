import Ledger
import Testing

@Suite("Amounts")
struct MoneyTests {
    @Test(
        "yuan plain and grouped",
        arguments: [
            (0, "0.00", "0.00"), (5, "0.05", "0.05"), (-5, "-0.05", "-0.05"), (50, "0.50", "0.50"),
            (100, "1.00", "1.00"), (99_999, "999.99", "999.99"), (100_000, "1000.00", "1,000.00"),
            (123_450, "1234.50", "1,234.50"), (-123_450, "-1234.50", "-1,234.50"),
            (-10_000_000, "-100000.00", "-100,000.00"), (1_234_567_890, "12345678.90", "12,345,678.90"),
            (1_000_000_000_000, "10000000000.00", "10,000,000,000.00"),
            (.max, "92233720368547758.07", "92,233,720,368,547,758.07"),
            (.min, "-92233720368547758.08", "-92,233,720,368,547,758.08"),
        ] as [(Int64, String, String)])
    func prints(fen: Int64, plain: String, grouped: String) {
        let money = Money(fen: fen)
        #expect(money.yuan == plain)
        #expect(money.grouped == grouped)
        #expect("\(money)" == plain)
    }

    @Test("sums and differences")
    func addsAndSubtracts() throws {
        let rent = try Money(parsing: "1200.10")
        let refund = try Money(parsing: "-0.20")
        #expect(try rent.adding(refund).yuan == "1199.90")
        #expect(try rent.subtracting(refund).yuan == "1200.30")
        #expect(rent.negated.yuan == "-1200.10")
        #expect(rent.negated.negated == rent)
        #expect(Money.zero.negated == .zero)
        #expect(refund.isRed && !rent.isRed && !Money.zero.isRed)
        #expect(refund.magnitudeFen == 20)
        #expect(Money.zero.isZero && !refund.isZero)
        #expect(refund < .zero && .zero < rent)
    }

    @Test("a tenth added ten times is one")
    func tenthsAddUp() throws {
        let tenth = try Money(parsing: "0.10")
        #expect(try Money.sum(Array(repeating: tenth, count: 10)).yuan == "1.00")
        #expect(try Money.sum([]) == .zero)
    }

    @Test("what does not fit is refused, with its numbers, and never wraps round")
    func refusesOverflow() throws {
        let largest = Money(fen: .max)
        let smallest = Money(fen: .min)
        let one = Money(fen: 1)
        let sum = try #require(throws: MoneyProblem.self) { try largest.adding(one) }
        #expect(sum.code == "money.too-large")
        #expect(sum.kind == .refused)
        #expect(sum.chinese.contains("92,233,720,368,547,758.07") && sum.chinese.contains("0.01"))
        #expect(sum.english.contains("92,233,720,368,547,758.07") && sum.english.contains("0.01"))
        #expect(throws: MoneyProblem.differenceTooLarge(smallest, one)) { try smallest.subtracting(one) }
        #expect(throws: MoneyProblem.differenceTooLarge(.zero, smallest)) {
            try Money.zero.subtracting(smallest)
        }
        #expect(throws: MoneyProblem.totalTooLarge(count: 3)) { try Money.sum([largest, one, one]) }
        #expect(throws: MoneyProblem.totalTooLarge(count: 2)) { try Money.sum([smallest, one.negated]) }
        #expect(smallest.magnitudeFen == 9_223_372_036_854_775_808)
    }

    @Test("a total of what the ledger keeps never wraps round: it stands at the largest amount there is")
    func totalOfKept() {
        let largest = Money(fen: .max)
        #expect(Money.total([Money(fen: 5), Money(fen: -7)]) == Money(fen: -2))
        #expect(Money.total([largest, Money(fen: 1)]) == largest)
        #expect(Money.total([largest, Money(fen: 1), Money(fen: -3)]) == Money(fen: .max - 2))
        #expect(Money.total([]) == .zero)
    }

    @Test("a total does not depend on the order of its amounts")
    func totalIgnoresOrder() throws {
        let largest = Money(fen: .max)
        #expect(try Money.sum([largest, largest, largest.negated, largest.negated]) == .zero)
        #expect(try Money.sum([largest, largest.negated, largest, largest.negated]) == .zero)
        #expect(try Money.sum([largest, Money(fen: 5), Money(fen: -7)]) == Money(fen: .max - 2))
    }
}

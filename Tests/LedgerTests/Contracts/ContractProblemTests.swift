import Ledger
import Testing

@Suite("contracts: what can't be is refused with its reason")
struct ContractProblemTests {
    static func contract(
        _ start: Int32 = 2026_01_01, _ end: Int32 = 2028_12_31, rent: Int64 = 1_000_000,
        rise: RentRise = .none
    ) throws -> Contract {
        let terms = try RentScheduleTests.terms(start, end, rent, rise: rise)
        return Contract(
            code: "HT-1", book: "V001", kind: .property, counterparty: "张三", object: "沿街店面",
            source: "property-lease",
            terms: [terms])
    }

    static func codes(_ contract: Contract) -> [String] { contract.problems.map(\.code) }

    @Test("a good contract has none")
    func good() throws {
        #expect(try Self.codes(Self.contract()).isEmpty)
        // Seventy years are a term of woodland; one day more is none.
        #expect(try Self.codes(Self.contract(2026_01_01, 2095_12_31)).isEmpty)
        #expect(try Self.codes(Self.contract(2026_01_01, 2096_01_01)) == ["contract.term-too-long"])
    }

    @Test("it ends before it starts, runs 300 years, has no rent")
    func terms() throws {
        #expect(try Self.codes(Self.contract(2026_01_02, 2026_01_01)) == ["contract.ends-before-start"])
        #expect(try Self.codes(Self.contract(2026_01_01, 2325_12_31)) == ["contract.term-too-long"])
        #expect(try Self.codes(Self.contract(rent: 0)) == ["contract.bad-rent"])
        #expect(try Self.codes(Self.contract(rent: -1)) == ["contract.bad-rent"])
    }

    @Test("an escalation of −200 % is none, and one that outgrows every ledger is refused")
    func escalation() throws {
        #expect(RentEscalation(basisPoints: -20_000, everyYears: 1) == nil)
        #expect(RentEscalation(basisPoints: -10_000, everyYears: 1) == nil)
        #expect(RentEscalation(basisPoints: 500, everyYears: 0) == nil)
        let wild = RentRise.escalation(try #require(RentEscalation(basisPoints: 100_000, everyYears: 1)))
        #expect(try Self.codes(Self.contract(2026_01_01, 2045_12_31, rise: wild)) == ["contract.bad-rent"])
        // Falling by 99.99 % a year leaves 1 fen of 10 000 yuan after one year and none after two.
        let falling = RentRise.escalation(try #require(RentEscalation(basisPoints: -9_999, everyYears: 1)))
        #expect(try Self.codes(Self.contract(rise: falling)) == ["contract.bad-rent"])
    }

    @Test("steps come in order and within the contract")
    func steps() throws {
        func steps(_ days: Int32...) -> RentRise {
            .steps(days.map { RentStep(from: RentScheduleTests.day($0), rent: Money(fen: 5)) })
        }
        #expect(try Self.codes(Self.contract(rise: steps(2027_01_01, 2028_01_01))).isEmpty)
        for rise in [steps(2026_01_01), steps(2028_01_01, 2027_01_01), steps(2029_01_01)] {
            #expect(try Self.codes(Self.contract(rise: rise)) == ["contract.step-outside"])
        }
    }

    @Test("rent-free to the end, tax without a rate, a fee where there is no agent, a deposit below zero")
    func others() throws {
        var free = try Self.contract()
        free.terms[0].rentFreeMonths = 36
        #expect(Self.codes(free) == ["contract.bad-rent-free"])
        var taxed = try Self.contract()
        taxed.terms[0].vat = RentVAT(.taxed)
        #expect(Self.codes(taxed) == ["contract.bad-vat"])
        var fee = try Self.contract()
        fee.feeBasisPoints = 1_000
        #expect(Self.codes(fee) == ["contract.bad-fee"])
        fee.role = .agent
        #expect(Self.codes(fee).isEmpty)
        var deposit = try Self.contract()
        deposit.deposit = Money(fen: -1)
        deposit.object = ""
        #expect(Self.codes(deposit) == ["contract.part-missing", "contract.red-amount"])
    }

    @Test("the same parcel is let twice only where the days meet")
    func overlap() throws {
        var first = try Self.contract(2026_01_01, 2026_12_31)
        var second = try Self.contract(2026_12_31, 2027_12_31)
        second.code = "HT-2"
        #expect(!first.overlaps(second))
        (first.parcel, second.parcel) = ("3号楼-101", "3号楼-101")
        #expect(first.overlaps(second) && second.overlaps(first))
        first.ended = RentScheduleTests.day(2026_12_30)
        #expect(!first.overlaps(second))
        #expect(!first.overlaps(first))
    }

    @Test("a rhythm fills years or divides one")
    func rhythm() {
        #expect(
            ["1m", "2m", "3m", "4m", "6m", "1y", "3y"].allSatisfy {
                RentRhythm(parsing: $0)?.description == $0
            })
        #expect(RentRhythm(parsing: "12m")?.description == "1y")
        #expect(RentRhythm(parsing: "季") == RentRhythm(months: 3))
        #expect(
            ["", "5m", "0m", "18m", "y", "-1y", "1d", "99999999999999999999m"].allSatisfy {
                RentRhythm(parsing: $0) == nil
            })
    }
}

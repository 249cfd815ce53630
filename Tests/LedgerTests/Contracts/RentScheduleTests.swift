import Ledger
import TestSupport
import Testing

@Suite("rent: what falls due and what is recognised, exact to the fen")
struct RentScheduleTests {
    static func day(_ number: Int32) -> CalendarDate { CalendarDate(validNumber: number) }

    static func terms(
        _ start: Int32, _ end: Int32, _ baseRent: Int64, rise: RentRise = .none, free: Int = 0,
        every months: Int = 12, advance: Bool = true, vat: RentVAT = .none
    ) throws -> RentTerms {
        RentTerms(
            start: day(start), end: day(end), baseRent: Money(fen: baseRent), rise: rise,
            rentFreeMonths: free,
            rhythm: try #require(RentRhythm(months: months)), isInAdvance: advance, vat: vat)
    }

    static func months(_ schedule: RentSchedule, in year: Int? = nil) -> [String] {
        schedule.recognised(in: year).map { "\($0.month) \($0.net.fen)" }
    }

    static func due(_ schedule: RentSchedule) -> [String] {
        schedule.due.map { "\($0.date) \($0.gross.fen)" }
    }

    @Test("by day within the contract year, the fen left over to the largest remainders")
    func byDay() throws {
        // 1000.00 from 15 March 2026 over 365 days: March 17 days 46.575…, thirty days 82.191…, thirty-one 84.931…, February
        // 28 days 76.712…, the last March 14 days 38.356…. The floors leave three fen: for the last March (.61 of a fen),
        // the first (.53) and February (.23).
        let schedule = RentSchedule([try Self.terms(2026_03_15, 2027_03_14, 100_000)])
        #expect(
            Self.months(schedule) == [
                "2026-03 4658", "2026-04 8219", "2026-05 8493", "2026-06 8219", "2026-07 8493",
                "2026-08 8493",
                "2026-09 8219", "2026-10 8493", "2026-11 8219", "2026-12 8493", "2027-01 8493",
                "2027-02 7672",
                "2027-03 3836",
            ])
        #expect(schedule.net.fen == 100_000)
    }

    @Test("escalation compounds unrounded: 5 % a year over a contract of seventy years")
    func escalation() throws {
        let rise = RentRise.escalation(try #require(RentEscalation(basisPoints: 500, everyYears: 1)))
        // 10 000.01 × 1.05ⁿ, by bc: 10000.01, 10500.0105, 11025.011025, 11576.26157625; 1.05⁶⁹ = 28.97754…
        let schedule = RentSchedule([try Self.terms(2026_01_01, 2095_12_31, 1_000_001, rise: rise)])
        #expect(schedule.years.prefix(4).map(\.gross.fen) == [1_000_001, 1_050_001, 1_102_501, 1_157_626])
        #expect(schedule.years.count == 70)
        #expect(schedule.years.last?.gross.fen == 28_977_577)
    }

    @Test("8 % every three years, and steps from the contract year that starts on or after their date")
    func rises() throws {
        let rise = RentRise.escalation(try #require(RentEscalation(basisPoints: 800, everyYears: 3)))
        let every = RentSchedule([try Self.terms(2026_01_01, 2032_12_31, 100_000, rise: rise)])
        #expect(
            every.years.map(\.gross.fen) == [100_000, 100_000, 100_000, 108_000, 108_000, 108_000, 116_640])
        let steps = RentRise.steps([
            RentStep(from: Self.day(2027_06_01), rent: Money(fen: 110_000)),
            RentStep(from: Self.day(2029_01_01), rent: Money(fen: 130_000)),
        ])
        let stepped = RentSchedule([try Self.terms(2026_01_01, 2029_12_31, 100_000, rise: steps)])
        // The first step falls within the second year and so waits for the third.
        #expect(stepped.years.map(\.gross.fen) == [100_000, 100_000, 110_000, 130_000])
    }

    @Test("a start on 29 February: contract years begin on 1 March in common years")
    func leapDay() throws {
        let schedule = RentSchedule([try Self.terms(2024_02_29, 2028_02_28, 120_000)])
        #expect(
            schedule.years.map(\.first.description) == [
                "2024-02-29", "2025-03-01", "2026-03-01", "2027-03-01",
            ])
        #expect(
            schedule.years.map(\.last.description) == [
                "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28",
            ])
        // The fourth year would end on 28 February 2028, the day before the next begins on the 29th: it is whole.
        #expect(schedule.gross.fen == 480_000)
    }

    @Test("rent-free months take their twelfths off the first year and bear nothing")
    func rentFree() throws {
        let schedule = RentSchedule([try Self.terms(2026_01_01, 2027_12_31, 100_000, free: 2)])
        // 1000.00 − 166.67 = 833.33 over the 306 days from March on.
        #expect(schedule.years.map(\.gross.fen) == [83_333, 100_000])
        #expect(schedule.recognised(in: 2026).first?.month == Month(validNumber: 202603))
        #expect(schedule.recognisedTotal(in: 2026).fen == 83_333)
        #expect(schedule.recognisedTotal(in: 2027).fen == 100_000)
    }

    @Test("an early end takes days in force over days of the full contract year")
    func earlyEnd() throws {
        // 31 March 2027 is day 90 of 365: 1000.00 × 90/365 = 246.575… .
        let schedule = RentSchedule(
            [try Self.terms(2026_01_01, 2030_12_31, 100_000)], ended: Self.day(2027_03_31))
        #expect(schedule.years.map(\.gross.fen) == [100_000, 24_658])
        #expect(Self.due(schedule) == ["2026-01-01 100000", "2027-01-01 24658"])
    }

    @Test(
        "due: equal parts, the remainder in the last, in advance or in arrears, one cut short takes what is left"
    )
    func dueParts() throws {
        let advance = RentSchedule([try Self.terms(2026_01_01, 2026_12_31, 100_000, every: 4)])
        #expect(Self.due(advance) == ["2026-01-01 33333", "2026-05-01 33333", "2026-09-01 33334"])
        let arrears = RentSchedule([try Self.terms(2026_01_31, 2027_01_30, 120_000, every: 1, advance: false)]
        )
        // The parts begin on the 31st, or on the first of the next month where there is none.
        #expect(
            arrears.due.map(\.date.description) == [
                "2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30", "2026-06-30", "2026-07-30",
                "2026-08-30",
                "2026-09-30", "2026-10-30", "2026-11-30", "2026-12-30", "2027-01-30",
            ])
        // 200 of 365 days: 657.53. Four parts would be 250.00: 250.00, 250.00 and what is left of the third.
        let short = RentSchedule([try Self.terms(2026_01_01, 2026_07_19, 100_000, every: 3)])
        #expect(short.gross.fen == 54_795)
        #expect(Self.due(short) == ["2026-01-01 25000", "2026-04-01 25000", "2026-07-01 4795"])
    }

    @Test("several years at once fall due together and are recognised year by year")
    func severalYears() throws {
        let schedule = RentSchedule([try Self.terms(2026_01_01, 2055_12_31, 2_800_000, every: 360)])
        #expect(Self.due(schedule) == ["2026-01-01 84000000"])
        #expect(schedule.recognisedTotal(in: 2026).fen == 2_800_000)
        #expect(schedule.recognisedTotal(in: 2055).fen == 2_800_000)
        #expect(schedule.net.fen == 84_000_000)
        let three = RentSchedule([try Self.terms(2026_01_01, 2030_12_31, 100_000, every: 36)])
        #expect(Self.due(three) == ["2026-01-01 300000", "2029-01-01 200000"])
    }

    @Test("VAT inside or on top, per contract year")
    func vat() throws {
        let inside = RentVAT(.taxed, basisPoints: 500)
        let schedule = RentSchedule([try Self.terms(2026_01_01, 2026_12_31, 124_000_000, vat: inside)])
        #expect(schedule.net.fen == 118_095_238)
        #expect(schedule.vat.fen == 5_904_762)
        #expect(!Threshold.isMet(by: schedule.net))
        let exempt = RentSchedule([
            try Self.terms(2026_01_01, 2026_12_31, 124_000_000, vat: RentVAT(.exemptThreshold))
        ])
        #expect(Threshold.isMet(by: exempt.net))
        let onTop = RentVAT(.taxed, basisPoints: 900, isInside: false)
        let above = RentSchedule([try Self.terms(2026_01_01, 2026_12_31, 100_000, vat: onTop)])
        #expect((above.net.fen, above.gross.fen) == (100_000, 109_000))
    }

    @Test("an amendment ends the terms before it the day before and counts its years anew")
    func amendment() throws {
        let schedule = RentSchedule([
            try Self.terms(2026_01_01, 2028_12_31, 100_000), try Self.terms(2027_04_01, 2029_03_31, 120_000),
        ])
        #expect(schedule.years.map(\.gross.fen) == [100_000, 24_658, 120_000, 120_000])
        #expect(schedule.recognised(in: 2027).count == 12)
    }

    @Test("10 000 random contracts: nothing lost, nothing twice, no month negative, all in force")
    func random() throws {
        var numbers = SeededGenerator()
        for _ in 0..<10_000 {
            let (terms, ended) = try Self.randomContract(&numbers)
            let schedule = RentSchedule([terms], ended: ended)
            let end = ended ?? terms.end
            let recognised = schedule.recognised()
            let due = schedule.due
            let note: Comment = "\(terms), ended \(String(describing: ended)); \(numbers.note)"
            // What the contract is worth, year by year in floating point: within the two fen a year that four roundings may take.
            let worth = Self.worth(of: terms, ended: ended)
            try #require(abs(Double(schedule.net.fen) - worth) <= Double(schedule.years.count) * 2.01, note)
            try #require(recognised.reduce(0) { $0 + $1.net.fen } == schedule.net.fen, note)
            try #require(due.reduce(0) { $0 + $1.gross.fen } == schedule.gross.fen, note)
            try #require(
                recognised.allSatisfy { $0.net > .zero } && due.allSatisfy { $0.gross > .zero }, note)
            try #require(zip(recognised, recognised.dropFirst()).allSatisfy { $0.month < $1.month }, note)
            try #require(
                recognised.allSatisfy { $0.month.lastDay >= terms.start && $0.month.firstDay <= end }, note)
            try #require(
                due.allSatisfy { terms.start <= $0.date && $0.date <= end && $0.from <= $0.through }, note)
            // Each year asked for alone says the same as the whole.
            let byYear = (terms.start.year...end.year).reduce(Int64(0)) {
                $0 + schedule.recognisedTotal(in: $1).fen
            }
            try #require(byYear == schedule.net.fen, note)
        }
    }

    /// Start days 29 to 31 and leap years among them.
    static func randomContract(
        _ numbers: inout SeededGenerator
    ) throws -> (RentTerms, ended: CalendarDate?) {
        let month = try #require(
            Month(
                year: .random(in: 2019...2032, using: &numbers), month: .random(in: 1...12, using: &numbers)))
        let start =
            Bool.random(using: &numbers)
            ? month.lastDay : month.firstDay.adding(days: .random(in: 0..<28, using: &numbers))
        let days =
            Bool.random(using: &numbers)
            ? Int.random(in: 400...25_000, using: &numbers) : Int.random(in: 0...400, using: &numbers)
        let end = start.adding(days: days)
        var rise = RentRise.none
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0:
            rise = .escalation(
                try #require(
                    RentEscalation(
                        basisPoints: .random(in: -500...1_000, using: &numbers),
                        everyYears: .random(in: 1...5, using: &numbers))))
        case 1 where days > 800:
            rise = .steps(
                (1...2).map {
                    RentStep(from: start.adding(days: $0 * 300), rent: Money(fen: Int64($0) * 77_777))
                })
        default: break
        }
        let rhythms = [1, 2, 3, 4, 6, 12, 24, 36, 60]
        let terms = RentTerms(
            start: start, end: end, baseRent: Money(fen: .random(in: 10_000...9_000_000_00, using: &numbers)),
            rise: rise,
            rentFreeMonths: days > 400 ? Int.random(in: 0...12, using: &numbers) : 0,
            rhythm: try #require(RentRhythm(months: rhythms.randomElement(using: &numbers) ?? 12)),
            isInAdvance: .random(using: &numbers),
            vat: Bool.random(using: &numbers) ? .none : RentVAT(.taxed, basisPoints: 500))
        let ended =
            Bool.random(using: &numbers) ? start.adding(days: .random(in: 0...days, using: &numbers)) : nil
        return (terms, ended)
    }

    /// The rent of the days in force, straight from the terms.
    static func worth(of terms: RentTerms, ended: CalendarDate?) -> Double {
        let last = ended ?? terms.end
        var total = 0.0
        var number = 0
        var first = terms.start
        while first <= last {
            let next = terms.start.addingYears(number + 1)
            var rent = Double(terms.baseRent.fen)
            switch terms.rise {
            case .none: break
            case .escalation(let rise):
                for _ in 0..<(number / rise.everyYears) { rent *= 1 + Double(rise.basisPoints) / 10_000 }
            case .steps(let steps):
                for step in steps where step.from <= first { rent = Double(step.rent.fen) }
            }
            if number == 0 { rent -= rent * Double(terms.rentFreeMonths) / 12 }
            let days = Double(min(next.adding(days: -1), last).daysSinceEpoch - first.daysSinceEpoch + 1)
            rent *= days / Double(next.daysSinceEpoch - first.daysSinceEpoch)
            let isFree = number == 0 && last < terms.start.addingMonths(terms.rentFreeMonths)
            total += isFree ? 0 : rent
            number += 1
            first = next
        }
        return terms.vat.treatment == .taxed ? total / 1.05 : total
    }
}

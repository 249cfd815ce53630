import Ledger
import TestSupport
import Testing

@Suite("depreciation: month by month, exact to the fen over the life")
struct DepreciationScheduleTests {
    static func month(_ number: Int32) -> Month { Month(validNumber: number) }

    /// An asset in use from 10 January 2026, so that it wears off from February on.
    static func asset(
        cost: Int64, salvage: Int64 = 0, _ method: DepreciationMethod = .straightLine, life: Int? = nil,
        unitsTotal: Int64? = nil, kind: AssetKind = .fixed, opening: Int64 = 0, takenOver: Int32? = nil,
        begins: Int32 = 202602
    ) -> Asset {
        let term = AssetTerm(
            month: month(202601), cost: Money(fen: cost), salvage: Money(fen: salvage), method: method,
            lifeMonths: life, unitsTotal: unitsTotal, expenseAccount: "513")
        return Asset(
            book: "V001", code: "1", kind: kind, name: "资产", acquired: CalendarDate(validNumber: 2026_01_10),
            started: CalendarDate(validNumber: 2026_01_10), begins: month(begins), costAccount: "151",
            accumulatedAccount: "152", openingAccumulated: Money(fen: opening),
            takenOver: takenOver.map(month), terms: [term])
    }

    static func charges(
        _ asset: Asset, through last: Int32, units: [Int32: Int64] = [:]
    ) -> [Int64] {
        let units = Dictionary(uniqueKeysWithValues: units.map { (month($0.key), $0.value * 1_000_000) })
        return DepreciationSchedule(asset, units: units).steps(through: month(last)).map(\.charge.fen)
    }

    @Test("straight-line: equal months, the last takes what is left")
    func straightLine() {
        // 1000.00 over 7 months: 142.857…, six times 142.86, and 142.84 is left.
        let asset = Self.asset(cost: 100_000, life: 7)
        #expect(Self.charges(asset, through: 202612) == [14286, 14286, 14286, 14286, 14286, 14286, 14284])
        // 10 000.00 less 500.00 over 60 months: 158.333…; 59 × 158.33 = 9341.47, and 158.53 is left.
        let longer = Self.charges(Self.asset(cost: 1_000_000, salvage: 50_000, life: 60), through: 203112)
        #expect(longer.count == 60)
        #expect(longer.prefix(59).allSatisfy { $0 == 15_833 })
        #expect(longer.last == 15_853)
    }

    @Test("from the month after it comes into use, and no month before")
    func begins() {
        let steps = DepreciationSchedule(Self.asset(cost: 12_000, life: 12)).steps(
            through: Self.month(202702))
        #expect(steps.first?.month == Self.month(202602))
        #expect(steps.last?.month == Self.month(202701))
        #expect(
            DepreciationSchedule(Self.asset(cost: 12_000, life: 12)).steps(through: Self.month(202601))
                .isEmpty)
    }

    @Test("double-declining: twice the straight rate, the last two years straight")
    func doubleDeclining() {
        // 10 000.00, salvage 400.00, five years. 40 %: 4000.00, 2400.00, 1440.00; left 2160.00, less 400.00 over two
        // years: 880.00 each.
        let charges = Self.charges(
            Self.asset(cost: 1_000_000, salvage: 40_000, .doubleDeclining, life: 60), through: 203112)
        #expect(charges.count == 60)
        let years = stride(from: 0, to: 60, by: 12).map { charges[$0..<$0 + 12].reduce(0, +) }
        #expect(years == [400_000, 240_000, 144_000, 88_000, 88_000])
        // 4000.00 in twelve months: eleven times 333.33, then 333.37.
        #expect(Array(charges.prefix(12)) == Array(repeating: 33_333, count: 11) + [33_337])
    }

    @Test("sum of the years' digits: 5/15, 4/15, 3/15, 2/15, 1/15")
    func sumOfYears() {
        // 9600.00: 3200.00, 2560.00, 1920.00, 1280.00, 640.00.
        let charges = Self.charges(
            Self.asset(cost: 1_000_000, salvage: 40_000, .sumOfYears, life: 60), through: 203112)
        let years = stride(from: 0, to: 60, by: 12).map { charges[$0..<$0 + 12].reduce(0, +) }
        #expect(years == [320_000, 256_000, 192_000, 128_000, 64_000])
    }

    @Test("units of work: by what was done, never more than there is")
    func units() {
        // 57 000.00 over 100 000 km: 0.57 a km.
        let asset = Self.asset(
            cost: 6_000_000, salvage: 300_000, .units, unitsTotal: 100_000_000_000)
        let done: [Int32: Int64] = [202602: 1_000, 202603: 0, 202604: 98_000, 202605: 9_000, 202606: 10]
        #expect(Self.charges(asset, through: 202606, units: done) == [57_000, 0, 5_586_000, 57_000])
        let steps = DepreciationSchedule(asset, units: [Self.month(202602): 1]).steps(
            through: Self.month(202603))
        #expect(steps.map(\.lacksUnits) == [false, true])
    }

    @Test(
        "never: land, public-good and consumptive biological assets, a nominal yuan, what is worn off",
        arguments: [AssetKind.land, .publicGood, .consumptive])
    func never(_ kind: AssetKind) {
        #expect(Self.charges(Self.asset(cost: 12_000, life: 12, kind: kind), through: 202612).isEmpty)
        #expect(Self.charges(Self.asset(cost: 100, life: 12), through: 202612).isEmpty)
        let wornOff = Self.asset(
            cost: 12_000, salvage: 1_000, life: 12, opening: 11_000, takenOver: 202606)
        #expect(Self.charges(wornOff, through: 202712).isEmpty)
    }

    @Test("taken over: what is left over the life left")
    func takenOver() {
        // 1200.00 over 24 months from February; 460.00 had worn off through June, 5 months: 740.00 over 19 months is 38.947…;
        // 18 × 38.95 = 701.10, and 38.90 is left.
        let asset = Self.asset(cost: 120_000, life: 24, opening: 46_000, takenOver: 202606)
        let charges = Self.charges(asset, through: 202812)
        #expect(charges.count == 19)
        #expect(charges.prefix(18).allSatisfy { $0 == 3_895 })
        #expect(charges.last == 3_890)
    }

    @Test("a change counts from its month on; what was charged before stays")
    func change() {
        var asset = Self.asset(cost: 120_000, life: 12)
        var longer = asset.terms[0]
        (longer.month, longer.lifeMonths, longer.reason) = (Self.month(202605), 33, "村〔2026〕5号")
        asset.terms.append(longer)
        // February to April 100.00 each; 900.00 is left over 30 months.
        let charges = Self.charges(asset, through: 203012)
        #expect(Array(charges.prefix(5)) == [10_000, 10_000, 10_000, 3_000, 3_000])
        #expect(charges.count == 33 && charges.reduce(0, +) == 120_000)
        // Another keeper spreads nothing anew: seven months of 142.86 and the rest stay as they were.
        var moved = Self.asset(cost: 100_000, life: 7)
        var keeper = moved.terms[0]
        (keeper.month, keeper.keeper, keeper.reason) = (Self.month(202604), "张", "移交")
        moved.terms.append(keeper)
        #expect(
            Self.charges(moved, through: 202612)
                == Self.charges(Self.asset(cost: 100_000, life: 7), through: 202612))
    }

    @Test("suspended months are left out and the life goes on after them")
    func suspended() {
        var asset = Self.asset(cost: 12_000, life: 12)
        for (month, method) in [(202604, DepreciationMethod.none), (202607, .straightLine)] {
            var term = asset.terms[0]
            (term.month, term.method, term.reason) = (Self.month(Int32(month)), method, "停用")
            asset.terms.append(term)
        }
        let steps = DepreciationSchedule(asset).steps(through: Self.month(202712))
        #expect(steps.map(\.month.number).prefix(4) == [202602, 202603, 202607, 202608])
        #expect(steps.count == 12 && steps.allSatisfy { $0.charge.fen == 1_000 })
    }

    @Test("goes: its last month is charged in full, where its first was not")
    func goes() {
        let asset = Self.asset(cost: 12_000, life: 12)
        let day = CalendarDate(validNumber: 2026_06_15)
        #expect(asset.lastMonth(goingOn: day) == Self.month(202606))
        let software = Self.asset(cost: 12_000, life: 12, kind: .intangible, begins: 202601)
        #expect(software.lastMonth(goingOn: day) == Self.month(202605))
        let steps = DepreciationSchedule(asset, last: Self.month(202606)).steps(through: Self.month(202712))
        #expect(steps.last?.month == Self.month(202606))
    }

    @Test("over any life, through any changes, all of it is spread and nothing more")
    func exact() {
        var random = SeededGenerator()
        print("DepreciationScheduleTests.exact: \(random.note)")
        for _ in 0..<4_000 {
            let asset = Self.anyAsset(&random)
            let units = Dictionary(
                uniqueKeysWithValues: Month.range(from: Self.month(202601), through: Self.month(203012)).map {
                    ($0, Int64.random(in: 0...3_000_000, using: &random))
                })
            let steps = DepreciationSchedule(asset, units: units).steps(through: Self.month(212612))
            let total = steps.reduce(asset.openingAccumulated.fen) { $0 + $1.charge.fen }
            let last = asset.latest
            #expect(steps.allSatisfy { $0.charge.fen >= 0 }, "\(random.note) \(asset)")
            #expect(total <= last.depreciable.fen, "\(random.note) \(asset)")
            if last.method != .units { #expect(total == last.depreciable.fen, "\(random.note) \(asset)") }
            #expect(steps.last.map(\.accumulated.fen) ?? total == total, "\(random.note) \(asset)")
        }
    }

    /// Any method and life, taken over or not, with up to two changes.
    private static func anyAsset(_ random: inout SeededGenerator) -> Asset {
        let methods: [DepreciationMethod] = [.straightLine, .units, .doubleDeclining, .sumOfYears]
        let cost = 101 + abs(random.fen(upTo: 999_999_999_000))
        let salvage = Int64.random(in: 0...cost / 4, using: &random)
        let isTakenOver = Bool.random(using: &random)
        var asset = asset(
            cost: cost, salvage: salvage, methods.randomElement(using: &random) ?? .straightLine,
            life: .random(in: 1...480, using: &random),
            unitsTotal: .random(in: 1...90_000_000, using: &random),
            opening: isTakenOver ? .random(in: 0...(cost - salvage) / 2, using: &random) : 0,
            takenOver: isTakenOver ? 202612 : nil)
        for year in 0..<Int32.random(in: 0...2, using: &random) {
            let month = month(202703 + year * 100)
            let worn = DepreciationSchedule(asset).steps(through: month.previous).last?.accumulated.fen
            var term = asset.latest
            term.month = month
            term.reason = "变更"
            term.method = methods.randomElement(using: &random) ?? .straightLine
            term.lifeMonths = .random(in: 1...480, using: &random)
            // Not less than has worn off, with units beyond what this knows of.
            let atLeast = max(worn ?? 0, asset.openingAccumulated.fen)
            if asset.terms.allSatisfy({ $0.method != .units }) {
                term.salvage = Money(fen: .random(in: 0...(cost - atLeast), using: &random))
            }
            asset.terms.append(term)
        }
        return asset
    }
}

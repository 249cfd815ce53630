/// What a contract says about the rent of a stretch of time (租金条款): everything the schedule is worked out from.
///
/// A contract begins with one; an amendment 变更 ends it the day before and begins another.
public struct RentTerms: Sendable, Equatable {
    /// 起租日, the first day in force; contract years are counted from it.
    public var start: CalendarDate
    /// 到期日, the last day in force.
    public var end: CalendarDate
    /// 基准年租金, of the first contract year, with or without VAT as ``vat`` says.
    public var baseRent: Money
    /// How the rent rises.
    public var rise: RentRise
    /// 免租期, months from the start on.
    public var rentFreeMonths: Int
    /// 缴租周期
    public var rhythm: RentRhythm
    /// Whether a part falls due on its first day 先付后用, else on its last.
    public var isInAdvance: Bool
    /// How VAT bears on it.
    public var vat: RentVAT

    /// Terms of their parts.
    public init(
        start: CalendarDate, end: CalendarDate, baseRent: Money, rise: RentRise = .none,
        rentFreeMonths: Int = 0, rhythm: RentRhythm = .yearly, isInAdvance: Bool = true, vat: RentVAT = .none
    ) {
        self.start = start
        self.end = end
        self.baseRent = baseRent
        self.rise = rise
        self.rentFreeMonths = rentFreeMonths
        self.rhythm = rhythm
        self.isInAdvance = isInAdvance
        self.vat = vat
    }

    /// No contract runs longer: 70 years is the longest term of land contracted out (woodland, Rural Land Contracting
    /// Law §21); what is longer is a slip.
    public static let longestYears = 70

    /// The last day of the rent-free months; the day before the start where there are none.
    var lastFreeDay: CalendarDate { start.addingMonths(rentFreeMonths).adding(days: -1) }
}

/// How the rent of later contract years follows from the first (租金递增).
public enum RentRise: Sendable, Equatable {
    /// 不递增
    case none
    /// 按比例递增: by so many hundredths of a percent every so many contract years, compounding unrounded.
    case escalation(RentEscalation)
    /// 分段租金: a new rent from the contract year on that starts on or after a date, by date.
    case steps([RentStep])
}

/// A rise by a percentage (递增率): `5/1` is 5 % every year, `8/3` 8 % every three years.
public struct RentEscalation: Sendable, Equatable {
    /// Hundredths of a percent; negative where the rent falls.
    public var basisPoints: Int
    /// Every how many contract years.
    public var everyYears: Int

    /// A rise of its parts; nil at −100 % or lower, above 1000 %, or not every 1 to 70 years.
    public init?(basisPoints: Int, everyYears: Int) {
        guard (-9_999...100_000).contains(basisPoints), (1...RentTerms.longestYears).contains(everyYears)
        else { return nil }
        self.basisPoints = basisPoints
        self.everyYears = everyYears
    }

    /// `base` after so many rises, worked out exactly and rounded half up to the fen; nil above ``Money/maximum``.
    func raised(_ base: Money, times: Int) -> Money? {
        var above = WideNatural(UInt64(base.fen))
        var below = WideNatural(1)
        for _ in 0..<times {
            above.multiply(by: UInt32(10_000 + basisPoints))
            below.multiply(by: 10_000)
        }
        return WideNatural.roundedQuotient(above, below, limit: UInt64(Money.maximum.fen))
            .map { Money(fen: Int64($0)) }
    }
}

/// A new yearly rent from a date on (分段租金).
public struct RentStep: Sendable, Equatable {
    /// It holds from the contract year on that starts on this day or after it.
    public var from: CalendarDate
    /// 年租金
    public var rent: Money

    /// A step of its parts.
    public init(from: CalendarDate, rent: Money) {
        self.from = from
        self.rent = rent
    }
}

/// How VAT bears on a rent (租金含税情况).
public struct RentVAT: Sendable, Equatable {
    /// 增值税处理
    public var treatment: VATTreatment
    /// 税率或征收率, hundredths of a percent; 0 unless taxed.
    public var basisPoints: Int
    /// Whether the rent named in the contract has the tax inside 含税.
    public var isInside: Bool

    /// A bearing of its parts.
    public init(_ treatment: VATTreatment, basisPoints: Int = 0, isInside: Bool = true) {
        self.treatment = treatment
        self.basisPoints = basisPoints
        self.isInside = isInside
    }

    /// No VAT on it.
    public static let none = RentVAT(.none)

    /// What of a rent as the contract names it is income and what is VAT.
    func split(_ rent: Money) -> (net: Money, tax: Money) {
        guard treatment == .taxed, basisPoints > 0 else { return (rent, .zero) }
        if isInside {
            let net = rent.fen.share(10_000, of: Int64(10_000 + basisPoints))
            return (Money(fen: net), Money(fen: rent.fen - net))
        }
        return (rent, Money(fen: rent.fen.share(Int64(basisPoints), of: 10_000)))
    }
}

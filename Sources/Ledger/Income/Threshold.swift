/// The threshold 门槛 of the action plan: yearly operating income strictly above 1.2 million yuan.
public enum Threshold {
    /// 1 200 000.00 yuan; exactly that is not enough (超过120万元).
    public static let amount = Money(fen: 120_000_000)

    /// Whether an income is above the threshold.
    public static func isMet(by income: Money) -> Bool { income > amount }

    /// What is missing to be above the threshold: one fen at exactly 1 200 000.00, nothing when met.
    public static func gap(of income: Money) -> Money {
        isMet(by: income) ? .zero : Money(fen: amount.fen - income.fen + 1)
    }
}

/// Where a village stands against the threshold in a year (达标状态).
public enum ThresholdState: String, Sendable, CaseIterable {
    /// 达标
    case met
    /// 未达标
    case below
}

/// One village's answer to the threshold question (村级门槛结果).
public struct VillageIncome: Sendable, Equatable {
    /// 12-digit division code.
    public var divisionCode: String
    /// Name of the village.
    public var village: String
    /// Name of its township.
    public var township: String
    /// Codes of its books, in order.
    public var books: [String]
    /// The measure over its books, dealings between them taken out.
    public var income: Money
    /// What was taken out as dealings between books of the village.
    public var eliminated: Money
    /// Corrections of this year made in later years through 以前年度调整; not part of the income.
    public var priorYear: Money
    /// The income by source; adds up to it. Parts of a measure without a source stand under the empty text.
    public var bySource: [(source: String, amount: Money)]
    /// Whether all its books have closed the year.
    public var isYearClosed: Bool

    /// A village's figures.
    public init(
        divisionCode: String, village: String, township: String, books: [String], income: Money,
        eliminated: Money,
        priorYear: Money, bySource: [(source: String, amount: Money)], isYearClosed: Bool
    ) {
        self.divisionCode = divisionCode
        self.village = village
        self.township = township
        self.books = books
        self.income = income
        self.eliminated = eliminated
        self.priorYear = priorYear
        self.bySource = bySource
        self.isYearClosed = isYearClosed
    }

    /// Met or below; until contracts exist a year knows no more.
    public var state: ThresholdState { Threshold.isMet(by: income) ? .met : .below }
    /// What is missing to be above the threshold; zero when met.
    public var gap: Money { Threshold.gap(of: income) }

    /// The same village with the same figures.
    public static func == (a: VillageIncome, b: VillageIncome) -> Bool {
        a.divisionCode == b.divisionCode && a.village == b.village && a.township == b.township
            && a.books == b.books
            && a.income == b.income && a.eliminated == b.eliminated && a.priorYear == b.priorYear
            && a.isYearClosed == b.isYearClosed
            && a.bySource.elementsEqual(b.bySource) { $0.source == $1.source && $0.amount == $1.amount }
    }
}

/// The threshold question answered for a set of villages (门槛报告).
public struct ThresholdReport: Sendable, Equatable {
    /// The year asked for.
    public var year: Int
    /// The measure used.
    public var measure: Measure
    /// The last day counted.
    public var asOf: CalendarDate
    /// A row per village, by division code, also for one without a book.
    public var villages: [VillageIncome]

    /// A report of its parts.
    public init(year: Int, measure: Measure, asOf: CalendarDate, villages: [VillageIncome]) {
        self.year = year
        self.measure = measure
        self.asOf = asOf
        self.villages = villages
    }

    /// Villages above the threshold.
    public var metCount: Int { villages.count { $0.state == .met } }
    /// The income of all villages.
    public var total: Money { Money(fen: villages.reduce(0) { $0 + $1.income.fen }) }
}

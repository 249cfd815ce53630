/// A measure over several years (收入趋势), village by village, and the growth needed to be above the threshold.
public struct IncomeTrend: Sendable, Equatable {
    /// The year by which every village is to be above the threshold, after the action plan of 2023–2027.
    public static let targetYear = 2027

    /// One year of a village, or of all together.
    public struct YearFigure: Sendable, Equatable {
        /// The year.
        public var year: Int
        /// The measure.
        public var income: Money
        /// What was added since the year before; nil in the first.
        public var change: Money?
        /// Whether the year is closed.
        public var isClosed: Bool

        /// The change in hundredths of a percent of the year before, rounded half away from zero; nil where the year
        /// before earned nothing, or so little that the share can't be written.
        public var changeBasisPoints: Int64? {
            guard let change, income.fen - change.fen > 0 else { return nil }
            return IncomeTrend.basisPoints(change.fen, of: income.fen - change.fen)
        }
    }

    /// A village over the years.
    public struct Village: Sendable, Equatable {
        /// 12-digit division code.
        public var divisionCode: String
        /// Name of the village.
        public var village: String
        /// Name of its township.
        public var township: String
        /// The years it was asked for, in order; years in which the village did not exist are missing.
        public var years: [YearFigure]

        /// What the last year lacks to be above the threshold; zero when it is above.
        public var gap: Money { years.last.map { Threshold.gap(of: $0.income) } ?? .zero }

        /// The growth on the last year that is needed, in hundredths of a percent, rounded up; nil without income.
        public var neededBasisPoints: Int64? {
            guard let income = years.last?.income, income.fen > 0 else { return nil }
            return (gap.fen * 10_000 + income.fen - 1) / income.fen
        }

        /// What each year to the target has to add, in equal steps rounded up; the whole gap when the time is over.
        public var neededYearly: Money {
            let left = Int64(max(1, IncomeTrend.targetYear - (years.last?.year ?? IncomeTrend.targetYear)))
            return Money(fen: (gap.fen + left - 1) / left)
        }
    }

    /// The measure used.
    public var measure: Measure
    /// A row per village, by division code.
    public var villages: [Village]
    /// All villages together.
    public var totals: [YearFigure]
    /// The last day counted in the last year; each year is counted through the same day.
    public var asOf: CalendarDate?

    /// Puts the reports of consecutive years side by side.
    public init(measure: Measure, reports: [ThresholdReport]) {
        self.measure = measure
        asOf = reports.last?.asOf
        var places: [String: Int] = [:]
        var villages: [Village] = []
        for report in reports {
            for row in report.villages {
                let place = places[row.divisionCode] ?? villages.count
                if place == villages.count {
                    places[row.divisionCode] = place
                    villages.append(
                        Village(
                            divisionCode: row.divisionCode, village: row.village, township: row.township,
                            years: []))
                }
                Self.append(row.income, report.year, row.isYearClosed, to: &villages[place].years)
            }
        }
        self.villages = villages.sorted { $0.divisionCode < $1.divisionCode }
        totals = []
        for report in reports {
            let isClosed = !report.villages.isEmpty && report.villages.allSatisfy(\.isYearClosed)
            Self.append(report.total, report.year, isClosed, to: &totals)
        }
    }

    private static func append(_ income: Money, _ year: Int, _ isClosed: Bool, to years: inout [YearFigure]) {
        let before = years.last.flatMap { $0.year == year - 1 ? $0.income : nil }
        years.append(
            YearFigure(
                year: year, income: income, change: before.map { Money(fen: income.fen - $0.fen) },
                isClosed: isClosed))
    }

    /// A part of a whole in hundredths of a percent 占比, cut off, so that the parts never show more than all; nil without a
    /// whole, or beyond 64 bits, as where parts of both signs nearly cancel out.
    public static func share(_ part: Money, of whole: Money) -> Int64? {
        guard whole.fen > 0 else { return nil }
        let scaled = part.magnitudeFen.multipliedFullWidth(by: 10_000)
        guard scaled.high < whole.magnitudeFen else { return nil }
        let share = whole.magnitudeFen.dividingFullWidth(scaled).quotient
        return Int64(exactly: share).map { part.isRed ? -$0 : $0 }
    }

    /// `part` of `whole` in hundredths of a percent, rounded half away from zero; nil beyond 64 bits.
    static func basisPoints(_ part: Int64, of whole: Int64) -> Int64? {
        let scaled = part.magnitude.multipliedFullWidth(by: 20_000)
        guard scaled.high < whole.magnitude else { return nil }
        let halves = whole.magnitude.dividingFullWidth(scaled).quotient
        guard let rounded = Int64(exactly: halves / 2 + halves % 2) else { return nil }
        return (part < 0) == (whole < 0) ? rounded : -rounded
    }
}

/// How an asset wears off month by month (折旧计划), worked out from its card, its changes and its units alone.
///
/// Exact to the fen over its life: all there is to spread is spread. A month's share is rounded half up, and the last
/// month takes what is left. A change counts from its month on: what is left then is spread over the life left then.
public struct DepreciationSchedule: Sendable {
    /// The asset.
    public let asset: Asset
    /// What was done each month, millionths of a unit; only for the units method.
    public let units: [Month: Int64]
    /// The last month it wears off, because it goes 处置; nil while it stays.
    public let last: Month?

    /// A month in which an asset wears off.
    public struct Step: Sendable, Equatable {
        /// The month.
        public var month: Month
        /// What wears off in it 本月折旧.
        public var charge: Money
        /// What has worn off at its end 累计折旧.
        public var accumulated: Money
        /// Whether the units done in it are not known, so that nothing can be charged yet.
        public var lacksUnits: Bool
    }

    /// The schedule of an asset.
    public init(_ asset: Asset, units: [Month: Int64] = [:], last: Month? = nil) {
        self.asset = asset
        self.units = units
        self.last = last
    }

    /// Each month through `month` in which the asset wears off; none of land, public-good or consumptive biological assets,
    /// of a nominal cost, while suspended, before it begins, or once all has worn off.
    public func steps(through month: Month) -> [Step] {
        let end = last.map { min($0, month) } ?? month
        let first = asset.firstMonth
        guard asset.kind.wearsOff, first <= end else { return [] }
        var steps: [Step] = []
        var accumulated = asset.openingAccumulated.fen
        var used = first > asset.begins ? asset.begins.distance(to: first) : 0
        var running: (term: AssetTerm, spread: Spread)?
        for month in Month.range(from: first, through: end) {
            let term = asset.term(in: month)
            guard term.method != .none, term.cost > AssetTerm.nominal else {
                running = nil
                continue
            }
            var spread: Spread
            if let known = running, known.term.spreadsLike(term) {
                spread = known.spread
            } else {
                let left = max(1, (term.lifeMonths ?? 1) - used)
                spread = Spread(term, accumulated: accumulated, months: left)
            }
            used += 1
            if spread.rest > 0 {
                let done = units[month]
                let charge = spread.next(units: done ?? 0)
                accumulated += charge
                steps.append(
                    Step(
                        month: month, charge: Money(fen: charge), accumulated: Money(fen: accumulated),
                        lacksUnits: term.method == .units && done == nil))
            }
            running = (term, spread)
        }
        return steps
    }
}

/// What is left of a cost, spread over what is left of a life from one change to the next.
private struct Spread {
    private let method: DepreciationMethod
    private let base: Int64
    private let months: Int
    private let unitsTotal: Int64
    /// What the asset was worth at the start, salvage among it.
    private let worth: Int64
    private var done = 0
    private var charged: Int64 = 0
    private var unitsDone: Int64 = 0
    /// The stretch of months that share one amount: a year of the accelerated methods, else all of it.
    private var stretch = (amount: Int64(0), months: 0, done: 0, charged: Int64(0))

    init(_ term: AssetTerm, accumulated: Int64, months: Int) {
        method = term.method
        base = max(0, term.depreciable.fen - accumulated)
        worth = term.cost.fen - accumulated
        self.months = months
        unitsTotal = term.unitsTotal ?? 1
    }

    var rest: Int64 { base - charged }

    mutating func next(units: Int64) -> Int64 {
        defer { done += 1 }
        let charge = method == .units ? byUnits(units) : byTime()
        charged += charge
        return charge
    }

    private mutating func byUnits(_ units: Int64) -> Int64 {
        unitsDone = min(unitsTotal, unitsDone + units)
        return base.share(unitsDone, of: unitsTotal) - charged
    }

    private mutating func byTime() -> Int64 {
        if stretch.done == stretch.months { stretch = (nextAmount, nextMonths, 0, 0) }
        stretch.done += 1
        let left = stretch.amount - stretch.charged
        let isLast = stretch.done >= stretch.months
        let charge = isLast ? left : min(left, stretch.amount.share(1, of: Int64(stretch.months)))
        stretch.charged += charge
        return charge
    }

    private var monthsLeft: Int { max(1, months - done) }

    private var nextMonths: Int {
        method.isAccelerated ? min(12, monthsLeft) : monthsLeft
    }

    private var nextAmount: Int64 {
        switch method {
        case .doubleDeclining where monthsLeft > 12 && monthsLeft <= 24:
            // The last two years share what is left.
            rest.share(12, of: Int64(monthsLeft))
        case .doubleDeclining where monthsLeft > 24:
            // Twice the straight rate of what it is worth, salvage not taken off, and never below salvage.
            min(rest, (worth - charged).share(24, of: Int64(months)))
        case .sumOfYears where monthsLeft > 12:
            min(rest, base.share(Int64(years - done / 12), of: Int64(years * (years + 1) / 2)))
        default: rest
        }
    }

    private var years: Int { (months + 11) / 12 }
}

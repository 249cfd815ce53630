/// What falls due under a contract and what is recognised of it (应收计划与收入确认计划), exact to the fen.
///
/// Worked out from the terms alone: contract year by contract year, then spread. What is recognised over the life is
/// what the contract years add up to, net of VAT; what falls due is the same with VAT.
public struct RentSchedule: Sendable {
    /// The contract years in order.
    public let years: [RentYear]
    private let terms: [RentTerms]

    /// A part of the rent that falls due (应收款).
    public struct Due: Sendable, Equatable {
        /// 应收日
        public var date: CalendarDate
        /// With VAT 含税.
        public var gross: Money
        /// First day of what it pays for 所属期起.
        public var from: CalendarDate
        /// Last day of what it pays for 所属期止.
        public var through: CalendarDate
    }

    /// What is income of a month (当月应确认收入).
    public struct Recognised: Sendable, Equatable {
        /// The month.
        public var month: Month
        /// Without VAT 不含税.
        public var net: Money
    }

    /// The schedule of a contract.
    ///
    /// - Parameters:
    ///   - terms: the terms it began with and those of each amendment, by start; each holds until the day before the
    ///     next. They were checked (``ContractProblem``).
    ///   - ended: the last day in force where it ended early 提前终止.
    public init(_ terms: [RentTerms], ended: CalendarDate? = nil) {
        var years: [RentYear] = []
        for (index, term) in terms.enumerated() {
            var last =
                index + 1 < terms.count ? min(term.end, terms[index + 1].start.adding(days: -1)) : term.end
            if let ended { last = min(last, ended) }
            years += RentYear.all(of: term, index: index, through: last)
        }
        self.terms = terms
        self.years = years
    }

    /// All that falls due, with VAT 合同总价.
    public var gross: Money { Money(fen: years.reduce(0) { $0 + $1.gross.fen }) }
    /// All that is recognised, without VAT 收入总额.
    public var net: Money { Money(fen: years.reduce(0) { $0 + $1.net.fen }) }
    /// The VAT on it.
    public var vat: Money { Money(fen: gross.fen - net.fen) }

    /// What is recognised, month by month, over the life or in one calendar year; months of nothing left out.
    public func recognised(in year: Int? = nil) -> [Recognised] {
        var months: [Recognised] = []
        for contractYear in years {
            if let year, !(contractYear.first.year...contractYear.last.year).contains(year) { continue }
            for part in contractYear.recognised where year == nil || part.month.year == year {
                if months.last?.month == part.month {
                    months[months.count - 1].net = Money(fen: months[months.count - 1].net.fen + part.net.fen)
                } else {
                    months.append(part)
                }
            }
        }
        return months.filter { !$0.net.isZero }
    }

    /// What is recognised in a calendar year 当年应确认收入.
    public func recognisedTotal(in year: Int) -> Money {
        Money(fen: recognised(in: year).reduce(0) { $0 + $1.net.fen })
    }

    /// What falls due, by date; parts of nothing left out.
    public var due: [Due] {
        var due: [Due] = []
        for (index, term) in terms.enumerated() {
            let own = years.filter { $0.term == index }
            due += term.rhythm.months < 12 ? own.flatMap { Self.parts(of: $0, term) } : Self.years(own, term)
        }
        return due.filter { !$0.gross.isZero }
    }

    /// The equal parts of a contract year; the last takes what is left, and so does one that is cut short.
    private static func parts(of year: RentYear, _ term: RentTerms) -> [Due] {
        let count = term.rhythm.partsOfYear
        let part = year.fullGross.fen / Int64(count)
        var left = year.gross.fen
        var due: [Due] = []
        for index in 0..<count {
            let from = term.start.addingMonths(year.number * 12 + index * term.rhythm.months)
            guard from <= year.last else { break }
            let next = term.start.addingMonths(year.number * 12 + (index + 1) * term.rhythm.months)
            let through = min(next.adding(days: -1), year.last)
            let isLast = index == count - 1 || next > year.last
            let amount = isLast ? left : min(part, left)
            left -= amount
            due.append(
                Due(
                    date: term.isInAdvance ? from : through, gross: Money(fen: amount), from: from,
                    through: through))
        }
        return due
    }

    /// Whole contract years, alone or several at once 一次收取多年.
    private static func years(_ years: [RentYear], _ term: RentTerms) -> [Due] {
        let together = term.rhythm.yearsTogether
        return stride(from: 0, to: years.count, by: together).map { start in
            let group = years[start..<min(start + together, years.count)]
            let (from, through) = (group[start].first, group[group.endIndex - 1].last)
            return Due(
                date: term.isInAdvance ? from : through,
                gross: Money(fen: group.reduce(0) { $0 + $1.gross.fen }), from: from, through: through)
        }
    }
}

/// The rent of a contract year (合同年度): from the start date plus so many years to the day before the next.
public struct RentYear: Sendable, Equatable {
    /// Which of the schedule's terms it belongs to, from 0.
    var term: Int
    /// Which contract year of its terms, from 0.
    public var number: Int
    /// First day.
    public var first: CalendarDate
    /// Last day in force, the end of a year cut short.
    public var last: CalendarDate
    /// Rent with VAT.
    public var gross: Money
    /// Rent without VAT.
    public var net: Money
    /// Rent with VAT of the year if it were not cut short.
    var fullGross: Money
    /// First day that is not rent-free; after ``last`` where none is.
    var firstBearing: CalendarDate

    static func all(of term: RentTerms, index: Int, through last: CalendarDate) -> [RentYear] {
        var years: [RentYear] = []
        var first = term.start
        while first <= last {
            let number = years.count
            let next = term.start.addingYears(number + 1)
            years.append(RentYear(term, index: index, number: number, first: first, next: next, last: last))
            first = next
        }
        return years
    }

    private init(
        _ terms: RentTerms, index: Int, number: Int, first: CalendarDate, next: CalendarDate,
        last: CalendarDate
    ) {
        let end = min(next.adding(days: -1), last)
        let bearing = max(first, terms.lastFreeDay.adding(days: 1))
        // The rent-free months of this contract year take their twelfths off its rent.
        let free = min(12, max(0, terms.rentFreeMonths - number * 12))
        let rent = terms.rent(ofYear: number, startingOn: first).fen
        let full = rent - rent.share(Int64(free), of: 12)
        let days = end.daysSinceEpoch - first.daysSinceEpoch + 1
        let fullDays = next.daysSinceEpoch - first.daysSinceEpoch
        let named = bearing > end ? 0 : full.share(Int64(days), of: Int64(fullDays))
        let (net, tax) = terms.vat.split(Money(fen: named))
        let whole = terms.vat.split(Money(fen: full))
        term = index
        self.number = number
        self.first = first
        self.last = end
        self.net = net
        gross = Money(fen: net.fen + tax.fen)
        fullGross = Money(fen: whole.net.fen + whole.tax.fen)
        firstBearing = bearing
    }

    /// The net rent by day over the days that bear rent, by month, the fen left over to the largest remainders.
    var recognised: [RentSchedule.Recognised] {
        guard firstBearing <= last else { return [] }
        let months = Month.range(from: firstBearing.accountingMonth, through: last.accountingMonth)
        let days = months.map { month in
            Int64(
                min(month.lastDay, last).daysSinceEpoch - max(month.firstDay, firstBearing).daysSinceEpoch + 1
            )
        }
        let parts = net.split(byWeights: days)
        return zip(months, parts).map { RentSchedule.Recognised(month: $0, net: $1) }
    }
}

extension RentTerms {
    /// The yearly rent of a contract year as the contract names it, before rent-free months; the terms were checked, so
    /// that it fits.
    func rent(ofYear number: Int, startingOn first: CalendarDate) -> Money {
        switch rise {
        case .none: baseRent
        case .escalation(let escalation):
            escalation.raised(baseRent, times: number / escalation.everyYears) ?? Money.maximum
        case .steps(let steps): steps.last { $0.from <= first }?.rent ?? baseRent
        }
    }
}

/// A stretch of whole months (期间), from the first month through the last.
public struct Period: Sendable, Hashable {
    /// The first month 起始月.
    public let first: Month
    /// The last month 截止月, not before the first.
    public let last: Month

    /// The months from `first` through `last`; nil when the last is before the first.
    public init?(first: Month, last: Month) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// One month 月度.
    public init(_ month: Month) {
        first = month
        last = month
    }

    /// A whole year 年度; nil outside ``CalendarDate/years``.
    public init?(year: Int) {
        guard let january = Month(year: year, month: 1) else { return nil }
        first = january
        last = january.advanced(by: 11)
    }

    /// A quarter 1…4 of a year 季度; nil when there is none, or outside ``CalendarDate/years``.
    public init?(year: Int, quarter: Int) {
        guard (1...4).contains(quarter), let start = Month(year: year, month: quarter * 3 - 2) else {
            return nil
        }
        first = start
        last = start.advanced(by: 2)
    }

    /// The months in order.
    public var months: [Month] { Month.range(from: first, through: last) }

    /// The first day of the first month 期初.
    public var firstDay: CalendarDate { first.firstDay }
    /// The last day of the last month 期末.
    public var lastDay: CalendarDate { last.lastDay }

    /// Whether the month is one of the period's.
    public func contains(_ month: Month) -> Bool { first <= month && month <= last }

    /// Whether the day is in one of the period's months.
    public func contains(_ date: CalendarDate) -> Bool { contains(date.accountingMonth) }
}

extension Period: CustomStringConvertible {
    /// The shortest of `2026`, `2026Q1`, `2026-03` and `2026-01..2026-06` that fits; reads back as the same period.
    public var description: String {
        if first == last { return first.description }
        if first.year == last.year {
            // The year comes as the month's own text, so that it keeps its four digits.
            let year = first.description.utf8.prefix(4)
            if first.distance(to: last) == 11 { return String(Substring(year)) }
            if first.distance(to: last) == 2, first.monthOfYear % 3 == 1 {
                return "\(Substring(year))Q\(last.monthOfYear / 3)"
            }
        }
        return "\(first)..\(last)"
    }
}

/// A calendar month as an accounting month 会计期间; kept as the integer `yyyymm`.
///
/// As with ``CalendarDate``, what comes from outside lies in ``CalendarDate/years``, and arithmetic may step
/// outside, from year 1 to 9999.
public struct Month: Sendable, Hashable, Comparable {
    /// `202603` for March 2026.
    public let number: Int32

    /// A month known to be real, `202603`: one that was stored, or computed.
    ///
    /// A number that is no month of the years 1 to 9999 is a mistake of the program and stops it.
    public init(validNumber: Int32) {
        precondition(
            (1...9999).contains(validNumber / 100) && (1...12).contains(validNumber % 100),
            "The number \(validNumber) was said to be a month, and is none.")
        number = validNumber
    }

    /// The month with a number such as `202603`; nil when there is none in ``CalendarDate/years``.
    public init?(number: Int32) {
        self.init(year: Int(number) / 100, month: Int(number) % 100)
    }

    /// A month 1…12 of a year; nil when there is none in ``CalendarDate/years``.
    public init?(year: Int, month: Int) {
        guard CalendarDate.years.contains(year), (1...12).contains(month) else { return nil }
        self.init(year, month)
    }

    /// A month whose parts were checked.
    init(_ year: Int, _ month: Int) {
        number = Int32(truncatingIfNeeded: year * 100 + month)
    }

    /// The year 年, `2026`.
    @inlinable public var year: Int { Int(number) / 100 }
    /// The month of the year 月, 1…12.
    @inlinable public var monthOfYear: Int { Int(number) % 100 }

    /// The first day 月初.
    public var firstDay: CalendarDate { CalendarDate(year, monthOfYear, 1) }
    /// The last day 月末.
    public var lastDay: CalendarDate {
        CalendarDate(year, monthOfYear, CalendarDate.days(inMonth: monthOfYear, of: year))
    }

    /// The month after 下月.
    public var next: Month { advanced(by: 1) }
    /// The month before 上月.
    public var previous: Month { advanced(by: -1) }

    /// The month so many months later, earlier when negative.
    ///
    /// Leaving the years 1 to 9999 is a mistake of the program and stops it.
    public func advanced(by months: Int) -> Month {
        let (count, overflow) = (year * 12 + monthOfYear - 1).addingReportingOverflow(months)
        precondition(
            !overflow && (12..<120_000).contains(count),
            "\(months) months from \(self) lie outside the years 1 to 9999.")
        return Month(count / 12, count % 12 + 1)
    }

    /// How many months later `other` is 相隔月数; negative when it is earlier.
    public func distance(to other: Month) -> Int {
        (other.year - year) * 12 + other.monthOfYear - monthOfYear
    }

    /// The months from one to another, both among them, in order; none when the last is before the first.
    public static func range(from first: Month, through last: Month) -> [Month] {
        first <= last ? (0...first.distance(to: last)).map(first.advanced(by:)) : []
    }

    /// By time.
    @inlinable public static func < (a: Month, b: Month) -> Bool { a.number < b.number }
}

extension Month: CustomStringConvertible {
    /// The month as `2026-03`; reads back as the same month.
    public var description: String {
        let yearText = String(year)
        let zeros = String(repeating: "0", count: max(0, 4 - yearText.utf8.count))
        return "\(zeros)\(yearText)-\(monthOfYear < 10 ? "0" : "")\(monthOfYear)"
    }
}

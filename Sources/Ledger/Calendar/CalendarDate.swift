/// A calendar date 日期, proleptic Gregorian, no time zone; kept as the integer `yyyymmdd`.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// `20260315` for 15 March 2026.
    public let number: Int32
    /// By time.
    @inlinable public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.number < b.number }
}

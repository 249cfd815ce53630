/// A calendar date 日期, proleptic Gregorian, no time zone; kept as the integer `yyyymmdd`.
///
/// What comes from outside, as text, as numbers or as parts, must lie in ``years``: another year is a slip.
/// Arithmetic may step outside, from year 1 to 9999, so that a term that is far too long shows up as an odd date
/// instead of stopping the program.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// `20260315` for 15 March 2026.
    public let number: Int32

    /// The years that a date from outside may have (可录入年份).
    public static let years = 1900...2999

    /// A date known to be real, `20260315`: one that was stored, or computed.
    ///
    /// A number that is no date of the years 1 to 9999 is a mistake of the program and stops it.
    public init(validNumber: Int32) {
        let year = Int(validNumber) / 1_00_00
        let month = Int(validNumber) / 100 % 100
        precondition(
            Self.isReal(year: year, month: month, day: Int(validNumber) % 100),
            "The number \(validNumber) was said to be a date, and is none.")
        number = validNumber
    }

    /// The date with a number such as `20260315`; nil when there is no such day in ``years``.
    public init?(number: Int32) {
        let whole = Int(number)
        self.init(year: whole / 1_00_00, month: whole / 100 % 100, day: whole % 100)
    }

    /// The date of a year, month and day; nil when there is no such day in ``years``.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), Self.isReal(year: year, month: month, day: day) else { return nil }
        self.init(year, month, day)
    }

    /// A date whose parts were checked.
    init(_ year: Int, _ month: Int, _ day: Int) {
        number = Int32(truncatingIfNeeded: year * 1_00_00 + month * 100 + day)
    }

    /// The year 年, `2026`.
    @inlinable public var year: Int { Int(number) / 1_00_00 }
    /// The month of the year 月, 1…12; the month with its year is ``accountingMonth``.
    @inlinable public var month: Int { Int(number) / 100 % 100 }
    /// The day of the month 日, 1…31.
    @inlinable public var day: Int { Int(number) % 100 }
    /// The accounting month 会计期间 that the date falls in.
    public var accountingMonth: Month { Month(year, month) }

    /// By time.
    @inlinable public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.number < b.number }

    /// Days of a month 1…12: 28 to 31.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether a year has a 29 February (闰年).
    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func isReal(year: Int, month: Int, day: Int) -> Bool {
        (1...9999).contains(year) && (1...12).contains(month)
            && day >= 1 && day <= days(inMonth: month, of: year)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// The date as `2026-03-15`; reads back as the same date.
    public var description: String {
        "\(accountingMonth)-\(day < 10 ? "0" : "")\(day)"
    }
}

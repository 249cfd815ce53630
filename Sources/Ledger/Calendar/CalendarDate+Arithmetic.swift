extension CalendarDate {
    /// Days since 1 January 1970 (天数), negative before it.
    public var daysSinceEpoch: Int {
        // The year is taken to begin in March, so that the leap day is its last day and the days before a month
        // follow from 153 days per five months.
        let shiftedYear = month > 2 ? year : year - 1
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        return shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
            + (shiftedMonth * 153 + 2) / 5 + day - 1 - Self.daysBeforeEpoch
    }

    /// The date so many days after 1 January 1970, before it when negative.
    ///
    /// A day outside the years 1 to 9999 is a mistake of the program and stops it.
    public init(daysSinceEpoch days: Int) {
        precondition(
            Self.computableDays.contains(days),
            "Day \(days) since 1970-01-01 lies outside the years 1 to 9999.")
        let day = days + Self.daysBeforeEpoch
        // 400 years are always 146 097 days. Within them the day is brought to a year by taking out the leap
        // days before it: one each 1460 days, but for the centuries, and the one at the very end.
        let era = day / 146_097
        let dayOfEra = day % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (dayOfYear * 5 + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (shiftedMonth * 153 + 2) / 5 + 1)
    }

    /// The date so many days later 顺延天数, earlier when negative.
    ///
    /// Leaving the years 1 to 9999 is a mistake of the program and stops it.
    public func adding(days: Int) -> CalendarDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        precondition(!overflow, "\(days) days from \(self) lie outside the years 1 to 9999.")
        return CalendarDate(daysSinceEpoch: sum)
    }

    /// The same day so many years later 周年, earlier when negative; 29 February becomes 1 March in common years.
    ///
    /// Leaving the years 1 to 9999 is a mistake of the program and stops it.
    public func addingYears(_ years: Int) -> CalendarDate {
        let (year, overflow) = self.year.addingReportingOverflow(years)
        precondition(
            !overflow && (1...9999).contains(year),
            "\(years) years from \(self) lie outside the years 1 to 9999.")
        if month == 2, day == 29, !Self.isLeap(year) { return CalendarDate(year, 3, 1) }
        return CalendarDate(year, month, day)
    }

    /// The same day so many months later 满月, earlier when negative; a day the month does not have becomes the first of
    /// the next, as 29 February becomes 1 March.
    ///
    /// Leaving the years 1 to 9999 is a mistake of the program and stops it.
    public func addingMonths(_ months: Int) -> CalendarDate {
        let month = accountingMonth.advanced(by: months)
        if day <= CalendarDate.days(inMonth: month.monthOfYear, of: month.year) {
            return CalendarDate(month.year, month.monthOfYear, day)
        }
        return month.next.firstDay
    }

    /// Days from 1 March of the year 0 to 1 January 1970.
    private static let daysBeforeEpoch = 719_468
    /// The first day of year 1 and the last of year 9999.
    private static let computableDays = (-719_162)...2_932_896
}

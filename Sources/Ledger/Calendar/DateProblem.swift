/// A date that cannot be read (日期问题).
public enum DateProblem: LedgerProblem, Hashable {
    /// The text is not written as a date.
    case notADate(QuotedText)
    /// The text is written as a date, and the calendar has no such day.
    case noSuchDay(QuotedText)
    /// The text is a date in a year outside ``CalendarDate/years``.
    case yearOutOfRange(QuotedText)

    /// `date.invalid`.
    public var code: String { "date.invalid" }

    /// Always unreadable.
    public var kind: ProblemKind { .unreadable }

    /// The sentence in Chinese.
    public var chinese: String {
        switch self {
        case .notADate(let text) where text.isBlank:
            "日期是空的。请填年月日，例如 2026-03-15。"
        case .notADate(let text):
            "「\(text)」不是日期。请写成 2026-03-15、2026/3/15、20260315 或 2026年3月15日。"
        case .noSuchDay(let text):
            "「\(text)」这一天不存在。请核对月份和日数。"
        case .yearOutOfRange(let text):
            "「\(text)」的年份不在 \(CalendarDate.years.lowerBound) 到 \(CalendarDate.years.upperBound) 之间。请核对年份。"
        }
    }

    /// The sentence in English.
    public var english: String {
        switch self {
        case .notADate(let text) where text.isBlank:
            "The date is empty. Give year, month and day, such as 2026-03-15."
        case .notADate(let text):
            "“\(text)” is not a date. Write it as 2026-03-15, 2026/3/15, 20260315 or 2026年3月15日."
        case .noSuchDay(let text):
            "“\(text)” is a day that does not exist. Check the month and the day."
        case .yearOutOfRange(let text):
            "“\(text)” is in a year outside \(CalendarDate.years.lowerBound) to "
                + "\(CalendarDate.years.upperBound). Check the year."
        }
    }
}

/// A month or period that cannot be read (期间格式问题).
public enum PeriodFormatProblem: LedgerProblem, Hashable {
    /// The text is no month in ``CalendarDate/years``.
    case notAMonth(QuotedText)
    /// The text is no period in ``CalendarDate/years``.
    case notAPeriod(QuotedText)
    /// The period ends before it begins.
    case backward(first: Month, last: Month)

    /// `period.malformed`.
    public var code: String { "period.malformed" }

    /// Always unreadable.
    public var kind: ProblemKind { .unreadable }

    private static var yearsText: String {
        "\(CalendarDate.years.lowerBound)–\(CalendarDate.years.upperBound)"
    }

    /// The sentence in Chinese.
    public var chinese: String {
        switch self {
        case .notAMonth(let text):
            "「\(text)」不是会计期间。请写成 2026-03、202603 或 2026年3月，年份在 \(Self.yearsText) 之间。"
        case .notAPeriod(let text):
            "「\(text)」不是期间。请写成 2026、2026Q1、2026-03 或 2026-01..2026-06，年份在 \(Self.yearsText) 之间。"
        case .backward(let first, let last):
            "期间的截止月 \(last) 早于起始月 \(first)。请把两个月份对调，或者改正其中一个。"
        }
    }

    /// The sentence in English.
    public var english: String {
        switch self {
        case .notAMonth(let text):
            "“\(text)” is not a month. Write it as 2026-03, 202603 or 2026年3月, in the years \(Self.yearsText)."
        case .notAPeriod(let text):
            "“\(text)” is not a period. Write it as 2026, 2026Q1, 2026-03 or 2026-01..2026-06, in the years "
                + "\(Self.yearsText)."
        case .backward(let first, let last):
            "The period's last month \(last) is before its first month \(first). Exchange the two, or correct "
                + "one of them."
        }
    }
}

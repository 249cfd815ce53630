extension Period {
    /// Reads a period 期间 from text.
    ///
    /// Accepted are a year `2026`, a quarter `2026Q1`, a month in any form ``Month/init(parsing:)`` reads, and two
    /// months with two points between, `2026-01..2026-06`, the first not after the last.
    ///
    /// - Throws: ``PeriodFormatProblem``, always with the code `period.malformed`.
    public init(parsing text: String) throws(PeriodFormatProblem) {
        guard let folded = PeriodText.folded(text) else { throw .notAPeriod(QuotedText(text)) }
        let whole = folded[...]
        if let (firstText, lastText) = PeriodText.ends(whole) {
            guard let first = PeriodText.month(firstText), let last = PeriodText.month(lastText) else {
                throw .notAPeriod(QuotedText(text))
            }
            guard let period = Period(first: first, last: last) else {
                throw .backward(first: first, last: last)
            }
            self = period
        } else if let year = PeriodText.year(whole), let period = Period(year: year) {
            self = period
        } else if let (year, quarter) = PeriodText.quarter(whole),
            let period = Period(year: year, quarter: quarter)
        {
            self = period
        } else if let month = PeriodText.month(whole) {
            self.init(month)
        } else {
            throw .notAPeriod(QuotedText(text))
        }
    }
}

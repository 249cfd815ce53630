extension Month {
    /// Reads a month 会计期间 from text.
    ///
    /// Accepted are `2026-03`, `202603` and `2026年3月`: a year of four digits in ``CalendarDate/years``, full-width
    /// forms, blanks around the whole. `2026.10` is not, because a spreadsheet makes `2026.1` of it.
    ///
    /// - Throws: ``PeriodFormatProblem``, always with the code `period.malformed`.
    public init(parsing text: String) throws(PeriodFormatProblem) {
        guard let folded = PeriodText.folded(text), let month = PeriodText.month(folded[...]) else {
            throw .notAMonth(QuotedText(text))
        }
        self = month
    }
}

import Ledger

/// What people type for dates, months, periods and names, read by the domain's own readers (键入的值).
enum Typed {
    static func date(_ text: String) throws -> CalendarDate { try CalendarDate(parsing: text) }
    static func month(_ text: String) throws -> Month { try Month(parsing: text) }
    static func period(_ text: String) throws -> Period { try Period(parsing: text) }
    static func money(_ text: String) throws -> Money { try Money(parsing: text) }

    /// A posted voucher's name, `BOOK/2026-03/记-12`.
    static func voucher(_ text: String, book: String? = nil) throws -> VoucherName {
        guard let name = VoucherName(parsing: text, book: book) else {
            throw UsageProblem(
                "voucher-name", "“\(QuotedText(text))”不是凭证号。写法如 V001/2026-03/记-12。",
                "“\(QuotedText(text))” is no voucher name. Write it like V001/2026-03/记-12.")
        }
        return name
    }

    /// A draft's name, `BOOK#17`.
    static func draft(_ text: String) throws -> DraftName {
        guard let name = DraftName(parsing: text) else {
            throw UsageProblem(
                "draft-name", "“\(QuotedText(text))”不是草稿号。写法如 V001#1。",
                "“\(QuotedText(text))” is no draft name. Write it like V001#1.")
        }
        return name
    }

    /// A year that can be booked in.
    static func year(_ year: Int) throws -> Int {
        guard CalendarDate.years.contains(year) else {
            throw UsageProblem(
                "year",
                "年份 \(year) 不在 \(CalendarDate.years.lowerBound) 到 \(CalendarDate.years.upperBound) 之间。",
                "The year \(year) is not between \(CalendarDate.years.lowerBound) and \(CalendarDate.years.upperBound)."
            )
        }
        return year
    }
}

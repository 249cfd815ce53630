import ArgumentParser
import Ledger

/// Which villages and which measure a question about income is about (收入范围).
struct IncomeScopeOptions: ParsableArguments {
    @Option(help: help("口径，见 measure list", "measure, see measure list", value: "NAME"))
    var measure: String = Measure.defaultName
    @Option(help: help("只看该乡镇（区划代码）", "only this township (division code)", value: "CODE"))
    var township: String?
    @Option(
        name: .customLong("village"),
        help: help("只看该村（区划代码），可重复", "only this village (division code), repeatable", value: "CODE"))
    var villages: [String] = []
}

/// The year a question is about, and how much of it (年度).
struct YearOptions: ParsableArguments {
    @Option(help: help("年度 2026", "year 2026", value: "YEAR"))
    var year: Int?
    @Option(help: help("截至日期；不写为年末", "last day counted; else the end of the year", value: "DATE"))
    var asOf: String?

    /// The year asked for, and the last day counted if said.
    func chosen() throws -> (year: Int, asOf: CalendarDate?) {
        let day = try asOf.map(Typed.date)
        guard let asked = year ?? day?.year else {
            throw UsageProblem("missing-year", "缺少 --year 年度，如 2026。", "The --year is missing, such as 2026.")
        }
        let year = try Typed.year(asked)
        return (year, try Self.day(asOf, in: year))
    }

    /// The last day counted, which lies in the year.
    static func day(_ text: String?, in year: Int) throws -> CalendarDate? {
        guard let day = try text.map(Typed.date) else { return nil }
        guard day.year == year else {
            throw UsageProblem(
                "as-of-year", "--as-of \(day) 不在 \(year) 年内。", "--as-of \(day) is not in the year \(year).")
        }
        return day
    }
}

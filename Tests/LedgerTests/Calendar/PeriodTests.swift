import Ledger
import Testing

@Suite("Periods")
struct PeriodTests {
    @Test(
        "periods as people write them, and the shortest form",
        arguments: [
            ("2026", "2026-01", "2026-12", "2026"),
            ("2026-03", "2026-03", "2026-03", "2026-03"),
            ("202603", "2026-03", "2026-03", "2026-03"),
            ("2026年3月", "2026-03", "2026-03", "2026-03"),
            ("2026Q1", "2026-01", "2026-03", "2026Q1"),
            ("2026q2", "2026-04", "2026-06", "2026Q2"),
            ("２０２６Ｑ３", "2026-07", "2026-09", "2026Q3"),
            ("2026Q4", "2026-10", "2026-12", "2026Q4"),
            ("2026-01..2026-06", "2026-01", "2026-06", "2026-01..2026-06"),
            ("2026-1..2026-6", "2026-01", "2026-06", "2026-01..2026-06"),
            ("2026-01..2026-12", "2026-01", "2026-12", "2026"),
            ("2026-10..2026-12", "2026-10", "2026-12", "2026Q4"),
            ("2026-02..2026-04", "2026-02", "2026-04", "2026-02..2026-04"),
            ("2026-05..2026-05", "2026-05", "2026-05", "2026-05"),
            ("2025-11..2026-01", "2025-11", "2026-01", "2025-11..2026-01"),
            ("2025-02..2026-01", "2025-02", "2026-01", "2025-02..2026-01"),
            ("2025-01..2026-12", "2025-01", "2026-12", "2025-01..2026-12"),
            (" 2026 ", "2026-01", "2026-12", "2026"),
        ])
    func reads(text: String, first: String, last: String, shortest: String) throws {
        let period = try Period(parsing: text)
        #expect(period.first.description == first)
        #expect(period.last.description == last)
        #expect(period.description == shortest)
        #expect(try Period(parsing: shortest) == period)
    }

    @Test(
        "what is not a period",
        arguments: [
            "", "26", "1899", "3000", "2026Q0", "2026Q5", "2026Q", "2026Q11", "Q1", "2026-Q1", "2026-13",
            "2026-01..",
            "..2026-06", "2026-01.2026-06", "2026-01...2026-06", "2026-01-2026-06", "2026..2027",
            "2026Q1..2026Q2",
            "2026-01..2026-06..2026-09", "2026-01..2026-13", "2026-03-15", "last month", "2026年",
        ])
    func refuses(text: String) throws {
        let problem = try #require(throws: PeriodFormatProblem.self) { try Period(parsing: text) }
        #expect(problem.code == "period.malformed")
        #expect(problem.kind == .unreadable)
        #expect(problem.chinese.contains("「\(text)」"))
        #expect(problem.english.contains("“\(text)”"))
    }

    @Test("a period that ends before it begins is refused with both months")
    func refusesBackward() throws {
        let problem = try #require(throws: PeriodFormatProblem.self) {
            try Period(parsing: "2026-06..2026-01")
        }
        #expect(problem.code == "period.malformed")
        for text in [problem.chinese, problem.english] {
            #expect(text.contains("2026-06") && text.contains("2026-01"))
        }
        #expect(try Period(first: Month(parsing: "2026-02"), last: Month(parsing: "2026-01")) == nil)
    }

    @Test("a period knows its months and days")
    func contents() throws {
        let quarter = try Period(parsing: "2024Q1")
        #expect(quarter.firstDay.description == "2024-01-01")
        #expect(quarter.lastDay.description == "2024-03-31")
        #expect(quarter.months.map(\.description) == ["2024-01", "2024-02", "2024-03"])
        #expect(try quarter.contains(CalendarDate(parsing: "2024-03-31")))
        #expect(try !quarter.contains(CalendarDate(parsing: "2024-04-01")))
        #expect(try !quarter.contains(CalendarDate(parsing: "2023-12-31")))
        #expect(try quarter.contains(Month(parsing: "2024-01")))
        #expect(try !quarter.contains(Month(parsing: "2024-04")))
    }

    @Test("parts make the same periods as text")
    func buildsFromParts() throws {
        #expect(try Period(year: 2026) == Period(parsing: "2026"))
        #expect(try Period(year: 2026, quarter: 3) == Period(parsing: "2026Q3"))
        #expect(try Period(Month(parsing: "2026-05")) == Period(parsing: "2026-05"))
        #expect(Period(year: 2026, quarter: 5) == nil)
        #expect(Period(year: 1899) == nil)
    }
}

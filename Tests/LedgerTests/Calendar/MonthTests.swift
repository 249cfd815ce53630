import Ledger
import Testing

@Suite("Accounting months")
struct MonthTests {
    @Test(
        "months as people write them",
        arguments: [
            ("2026-03", 2026_03), ("2026-3", 2026_03), ("202603", 2026_03), ("2026年3月", 2026_03),
            ("2026年03月", 2026_03), ("２０２６年１２月", 2026_12), ("２０２６－０３", 2026_03), (" 2026-03 ", 2026_03),
            ("1900-01", 1900_01), ("2999-12", 2999_12),
        ] as [(String, Int32)])
    func reads(text: String, number: Int32) throws {
        #expect(try Month(parsing: text).number == number)
    }

    @Test(
        "what is not a month",
        arguments: [
            "", "2026", "2026-00", "2026-13", "202600", "202613", "1899-12", "3000-01", "26-03", "2026-003",
            "20263",
            "2026-", "2026年3", "2026年", "3月", "2026-3月", "2026年-3月", "2026/03", "2026.10", "2026-03-15",
            "2026Q1",
            "2026 03", "march",
        ])
    func refuses(text: String) throws {
        let problem = try #require(throws: PeriodFormatProblem.self) { try Month(parsing: text) }
        #expect(problem.code == "period.malformed")
        #expect(problem.kind == .unreadable)
        #expect(problem.chinese.contains("「\(text)」"))
        #expect(problem.english.contains("“\(text)”"))
    }

    @Test("parts and numbers make a month only when there is one")
    func buildsFromParts() throws {
        let march = try #require(Month(year: 2026, month: 3))
        #expect(march.number == 2026_03)
        #expect((march.year, march.monthOfYear) == (2026, 3))
        #expect(march.description == "2026-03")
        #expect(Month(number: 2026_03) == march)
        #expect(Month(validNumber: 2026_03) == march)
        #expect(Month(year: 2026, month: 0) == nil)
        #expect(Month(year: 2026, month: 13) == nil)
        for wrong: Int32 in [0, 2026_00, 2026_13, 1899_12, 3000_01, -2026_03, .max, .min] {
            #expect(Month(number: wrong) == nil, "\(wrong)")
        }
    }

    @Test(
        "first and last day",
        arguments: [
            ("2026-01", "2026-01-31"), ("2026-02", "2026-02-28"), ("2024-02", "2024-02-29"),
            ("2100-02", "2100-02-28"), ("2000-02", "2000-02-29"), ("2026-04", "2026-04-30"),
            ("2026-12", "2026-12-31"),
        ])
    func days(text: String, last: String) throws {
        let month = try Month(parsing: text)
        #expect(month.firstDay.description == text + "-01")
        #expect(month.lastDay.description == last)
        #expect(month.lastDay.adding(days: 1) == month.next.firstDay)
    }

    @Test("months follow each other across the year end")
    func neighbours() throws {
        let december = try Month(parsing: "2026-12")
        #expect(december.next.description == "2027-01")
        #expect(december.next.previous == december)
        #expect(december.advanced(by: 14).description == "2028-02")
        #expect(december.advanced(by: -12).description == "2025-12")
        #expect(december.distance(to: december.advanced(by: 14)) == 14)
        #expect(december.distance(to: try Month(parsing: "2026-01")) == -11)
        #expect(december < december.next)
        #expect(try Month(parsing: "2999-12").next.description == "3000-01")
    }

    @Test("a range has every month once, in order")
    func range() throws {
        let first = try Month(parsing: "2025-11")
        let last = try Month(parsing: "2026-02")
        #expect(
            Month.range(from: first, through: last).map(\.description) == [
                "2025-11", "2025-12", "2026-01", "2026-02",
            ])
        #expect(Month.range(from: first, through: first) == [first])
        #expect(Month.range(from: last, through: first).isEmpty)
    }
}

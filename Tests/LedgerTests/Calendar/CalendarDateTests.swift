import Ledger
import TestSupport
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    @Test(
        "dates as people and programs write them",
        arguments: [
            ("2026-03-15", 2026_03_15), ("2026-3-5", 2026_03_05), ("2026/3/15", 2026_03_15),
            ("2026/03/15", 2026_03_15), ("2026.3.5", 2026_03_05), ("20260315", 2026_03_15),
            ("2026年3月15日", 2026_03_15), ("2026年03月05日", 2026_03_05), ("２０２６年３月１５日", 2026_03_15),
            ("２０２６－０３－１５", 2026_03_15), ("２０２６／３／５", 2026_03_05), ("２０２６０３１５", 2026_03_15),
            (" 2026-03-15\u{3000}", 2026_03_15), ("1900-01-01", 1900_01_01), ("2999-12-31", 2999_12_31),
            ("2024-02-29", 2024_02_29), ("2000-02-29", 2000_02_29), ("2026-12-31", 2026_12_31),
        ] as [(String, Int32)])
    func reads(text: String, number: Int32) throws {
        #expect(try CalendarDate(parsing: text).number == number)
    }

    @Test(
        "what is not a date",
        arguments: [
            "", " ", "2026", "2026-03", "202603", "2026-3/15", "2026/3-15", "2026.3-5", "26-03-15",
            "02026-03-15",
            "2026-003-15", "2026-03-015", "2026--15", "2026-03-", "-2026-03-15", "2026-03-15-",
            "2026-03-15 08:00",
            "2026-03-15T00:00:00Z", "2026 03 15", "2026年3月15", "2026年3-15", "2026-3月15日", "2026年15日",
            "2026Y3M15D", "15/3/2026", "３月１５日", "2026031", "202603150", "2026-0x-15", "2026-+3-15", "today",
            "二〇二六年三月十五日", "2026-03-1\u{0}", "2026-03-15\u{301}", "46096",
        ])
    func refusesOtherShapes(text: String) throws {
        #expect(throws: DateProblem.notADate(QuotedText(text))) { try CalendarDate(parsing: text) }
    }

    @Test(
        "days that do not exist",
        arguments: [
            "2026-02-29", "2026-02-30", "1900-02-29", "2100-02-29", "2026-04-31", "2026-06-31", "2026-09-31",
            "2026-11-31", "2026-01-32", "2026-00-10", "2026-13-01", "2026-01-00", "20260230", "2026年2月30日",
            "２０２６－２－３０",
        ])
    func refusesMissingDays(text: String) throws {
        let problem = try #require(throws: DateProblem.self) { try CalendarDate(parsing: text) }
        #expect(problem == .noSuchDay(QuotedText(text)))
        #expect(problem.code == "date.invalid")
        #expect(problem.kind == .unreadable)
        #expect(problem.chinese.contains("「\(text)」"))
        #expect(problem.english.contains("“\(text)”"))
    }

    @Test(
        "years out of reach", arguments: ["1899-12-31", "3000-01-01", "0226-03-15", "00000000", "9999年1月1日"])
    func refusesOtherYears(text: String) throws {
        #expect(throws: DateProblem.yearOutOfRange(QuotedText(text))) { try CalendarDate(parsing: text) }
    }

    @Test("parts and numbers make a date only when the day exists")
    func buildsFromParts() throws {
        let date = try #require(CalendarDate(year: 2026, month: 3, day: 15))
        #expect(date.number == 2026_03_15)
        #expect((date.year, date.month, date.day) == (2026, 3, 15))
        #expect(date.description == "2026-03-15")
        #expect(date.accountingMonth.description == "2026-03")
        #expect(CalendarDate(number: 2026_03_15) == date)
        #expect(CalendarDate(validNumber: 2026_03_15) == date)
        #expect(CalendarDate(year: 2026, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2026, month: 14, day: 1) == nil)
        #expect(CalendarDate(year: 2026, month: -1, day: 131) == nil)
        #expect(CalendarDate(year: .max, month: 1, day: 1) == nil)
        for wrong: Int32 in [
            0, -2026_03_15, 2026_03_00, 2026_00_15, 2026_02_29, 1899_12_31, 3000_01_01, .max, .min,
        ] {
            #expect(CalendarDate(number: wrong) == nil, "\(wrong)")
        }
    }

    @Test("dates sort by time")
    func sorts() throws {
        let texts = ["2026-03-15", "2025-12-31", "2026-03-02", "2026-01-31"]
        let sorted = try texts.map { try CalendarDate(parsing: $0) }.sorted().map(\.description)
        #expect(sorted == ["2025-12-31", "2026-01-31", "2026-03-02", "2026-03-15"])
    }

    @Test(
        "days since 1970-01-01",
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("1900-01-01", -25_567),
            ("1900-03-01", -25_508), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2026-03-15", 20_527),
        ])
    func countsDays(text: String, days: Int) throws {
        let date = try CalendarDate(parsing: text)
        #expect(date.daysSinceEpoch == days)
        #expect(CalendarDate(daysSinceEpoch: days) == date)
    }

    @Test("every day from 1900 to 2999 follows the day before")
    func walksThroughAllDays() throws {
        // The calendar as on paper: month lengths, and a leap day every four years but for most centuries.
        var expected = (year: 1900, month: 1, day: 1)
        let start = try CalendarDate(parsing: "1900-01-01").daysSinceEpoch
        let end = try CalendarDate(parsing: "2999-12-31").daysSinceEpoch
        #expect(end - start + 1 == 1100 * 365 + 1100 / 4 - 8)  // 8 of the 11 centuries have no leap day
        var wrong: [Int] = []
        for days in start...end {
            let date = CalendarDate(daysSinceEpoch: days)
            if (date.year, date.month, date.day) != expected || date.daysSinceEpoch != days {
                wrong.append(days)
            }
            let isLeap = expected.year % 400 == 0 || (expected.year % 4 == 0 && expected.year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            expected.day += 1
            if expected.day > lengths[expected.month - 1] {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
        #expect(wrong.isEmpty)
        #expect(expected == (3000, 1, 1))
    }

    @Test(
        "days later and earlier",
        arguments: [
            ("2026-12-31", 1, "2027-01-01"), ("2024-02-28", 1, "2024-02-29"), ("2026-02-28", 1, "2026-03-01"),
            ("2026-03-01", -1, "2026-02-28"), ("2026-03-15", 0, "2026-03-15"),
            ("2026-03-15", 365, "2027-03-15"),
            ("2026-03-15", 30, "2026-04-14"), ("2999-12-31", 1, "3000-01-01"),
        ])
    func addsDays(text: String, days: Int, result: String) throws {
        #expect(try CalendarDate(parsing: text).adding(days: days).description == result)
    }

    @Test(
        "years later and earlier",
        arguments: [
            ("2026-03-15", 1, "2027-03-15"), ("2024-02-29", 1, "2025-03-01"), ("2024-02-29", 4, "2028-02-29"),
            ("2024-02-29", -1, "2023-03-01"), ("2000-02-29", 100, "2100-03-01"),
            ("2025-02-28", -1, "2024-02-28"),
            ("2026-12-31", 0, "2026-12-31"),
        ])
    func addsYears(text: String, years: Int, result: String) throws {
        #expect(try CalendarDate(parsing: text).addingYears(years).description == result)
    }

    @Test("every written form of a random day reads back as the day")
    func readsBack() throws {
        var random = SeededGenerator()
        for _ in 0..<2000 {
            let date = CalendarDate(daysSinceEpoch: .random(in: -25_567...376_199, using: &random))
            let forms = [
                date.description, "\(date.number)", "\(date.year)/\(date.month)/\(date.day)",
                "\(date.year).\(date.month).\(date.day)", "\(date.year)年\(date.month)月\(date.day)日",
            ]
            for form in forms {
                #expect(try CalendarDate(parsing: form) == date, "\(form); \(random.note)")
            }
        }
    }
}

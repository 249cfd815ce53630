import Ledger
import TestSupport
import Testing

@Suite("往来账龄")
struct ClaimsAgeingTests {
    private static func day(_ number: Int32) -> CalendarDate { CalendarDate(validNumber: number) }

    private static func ageing(
        _ account: String, side: Side, _ dealings: [(Int32, Int32?, Int64)], on day: Int32
    ) -> ClaimsAgeing {
        let account = Account(
            chart: .system2023, code: account, name: account, category: .asset, side: side)
        let page = ClaimsAgeing.Page(
            account: account, counterparty: AuxiliaryValue(code: "茶楼"),
            dealings: dealings.map { origin, due, fen in
                ClaimsAgeing.Dealing(
                    origin: Self.day(origin), due: due.map(Self.day), amount: Money(fen: fen))
            })
        return ClaimsAgeing(book: "B", day: Self.day(day), pages: [page])
    }

    @Test(
        "The age counts from the due date, else from the day it arose; a full year is still within it",
        arguments: [
            (2025_06_30, nil, 2025_06_30, 1), (2024_06_30, nil, 2025_06_30, 1),
            (2024_06_29, nil, 2025_06_30, 2),
            (2023_06_30, nil, 2025_06_30, 2), (2023_06_29, nil, 2025_06_30, 3),
            (2022_06_30, nil, 2025_06_30, 3),
            (2022_06_29, nil, 2025_06_30, 4), (2019_01_01, 2025_06_30, 2025_06_30, 0),
            (2019_01_01, 2025_06_29, 2025_06_30, 1), (2019_01_01, 2024_06_29, 2025_06_30, 2),
            (2024_02_29, nil, 2025_02_28, 1), (2024_02_29, nil, 2025_03_01, 2),
        ] as [(Int32, Int32?, Int32, Int)])
    func buckets(origin: Int32, due: Int32?, day: Int32, bucket: Int) {
        let found = ClaimsAgeing.Bucket(
            on: Self.day(day), origin: Self.day(origin), due: due.map(Self.day))
        #expect(found.rawValue == bucket)
    }

    /// Billed 300.00 and 200.00, paid 350.00: 150.00 of the second bill are left. Paid 250.00 more: 100.00 too much,
    /// which the next bill of 30.00 takes from.
    @Test("First in, first out, over to the other side and back")
    func settlement() throws {
        let dealings: [(Int32, Int32?, Int64)] = [
            (2023_01_10, nil, 30_000), (2024_05_01, nil, 20_000), (2024_06_01, nil, -35_000),
            (2025_02_01, nil, -25_000), (2025_04_01, nil, 3000),
        ]
        let first = try #require(Self.ageing("11201", side: .debit, dealings, on: 2024_12_31).rows.first)
        #expect(first.balance == Money(fen: 15_000))
        #expect(first.buckets.map(\.fen) == [0, 15_000, 0, 0, 0])
        #expect(first.oldest == Self.day(2024_05_01))
        #expect(first.lastDealing == Self.day(2024_06_01))
        #expect(!first.isContrary)
        let last = try #require(Self.ageing("11201", side: .debit, dealings, on: 2025_12_31).rows.first)
        #expect(last.balance == Money(fen: -7000))
        #expect(last.buckets.map(\.fen) == [0, -7000, 0, 0, 0])
        #expect(last.oldest == Self.day(2025_02_01))
        #expect(last.isContrary)
        #expect(!last.isClaim)
        #expect(!last.isQuiet)
        #expect(Self.ageing("11201", side: .debit, dealings, on: 2027_04_01).rows.first?.isQuiet == true)
        #expect(Self.ageing("11201", side: .debit, dealings, on: 2027_03_31).rows.first?.isQuiet == false)
        #expect(Self.ageing("113", side: .both, dealings, on: 2025_12_31).rows.first?.isContrary == false)
        #expect(Self.ageing("211", side: .credit, dealings, on: 2025_12_31).rows.first?.isContrary == false)
    }

    /// What is left are the latest dealings on the side of the balance, counted from the last one backwards.
    @Test("Any dealings: buckets add up to the balance and hold the latest amounts")
    func anyDealings() {
        var random = SeededGenerator()
        for _ in 0..<300 {
            let dealings: [(Int32, Int32?, Int64)] = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                let date = { (random: inout SeededGenerator) in
                    Int32.random(in: 2020...2025, using: &random) * 1_00_00
                        + Int32.random(in: 1...12, using: &random) * 100
                        + Int32.random(in: 1...28, using: &random)
                }
                return (
                    date(&random), Bool.random(using: &random) ? date(&random) : nil,
                    Int64.random(in: -5...5, using: &random) * 100
                )
            }
            let rows = Self.ageing("113", side: .both, dealings, on: 2025_12_31).rows
            let balance = dealings.reduce(0) { $0 + $1.2 }
            #expect(rows.reduce(0) { $0 + $1.balance.fen } == balance, "\(random.note)")
            #expect(rows.isEmpty == (balance == 0), "\(random.note)")
            var wanted: [Int64] = [0, 0, 0, 0, 0]
            var left = balance
            let inOrder = dealings.enumerated().sorted {
                ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
            }
            for (_, dealing) in inOrder.reversed() where left != 0 && (dealing.2 > 0) == (balance > 0) {
                let part = balance > 0 ? min(dealing.2, left) : max(dealing.2, left)
                let bucket = ClaimsAgeing.Bucket(
                    on: Self.day(2025_12_31), origin: Self.day(dealing.0), due: dealing.1.map(Self.day))
                wanted[bucket.rawValue] += part
                left -= part
            }
            if let row = rows.first {
                #expect(row.buckets.map(\.fen) == wanted, "\(dealings) \(random.note)")
            }
        }
    }
}

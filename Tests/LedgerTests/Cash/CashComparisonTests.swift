import Ledger
import Testing

@Suite("cashier's book and ledger, day by day")
struct CashComparisonTests {
    private func day(_ number: Int32) -> CalendarDate { CalendarDate(validNumber: number) }

    private func item(
        _ date: Int32, _ fen: Int64, _ name: String, receipt: String? = nil, voucher: String? = nil
    ) -> CashComparison.Item {
        CashComparison.Item(
            date: day(date), amount: Money(fen: fen), name: name, receipt: receipt, voucher: voucher)
    }

    private func compare(_ entries: [CashComparison.Item], _ lines: [CashComparison.Item]) -> CashComparison {
        CashComparison(
            book: "V", account: "101", name: "库存现金", from: day(2026_01_01), through: day(2026_12_31),
            taken: .zero, standing: .zero, entries: entries, lines: lines)
    }

    @Test("the link goes before the receipt, the receipt before the day, the day before the amount")
    func order() {
        let found = compare(
            [
                item(2026_01_05, 100, "linked", voucher: "a"),
                item(2026_01_05, 100, "receipt", receipt: "R1"),
                item(2026_01_05, 100, "day"), item(2026_01_05, 100, "amount"),
            ],
            [
                item(2026_01_09, 100, "a"), item(2026_01_08, 100, "b", receipt: "R1"),
                item(2026_01_05, 100, "c"), item(2026_01_20, 100, "d"),
            ])
        #expect(found.vouchers == ["linked": "a", "receipt": "b", "day": "c", "amount": "d"])
    }

    @Test("by amount alone the nearest day is taken, the earlier of two as near, each line once")
    func nearest() {
        let lines = [
            item(2026_01_01, 100, "far"), item(2026_01_08, 100, "before"), item(2026_01_12, 100, "after"),
            item(2026_01_12, 100, "after-2"),
        ]
        #expect(compare([item(2026_01_11, 100, "e")], lines).vouchers == ["e": "after"])
        #expect(compare([item(2026_01_10, 100, "e")], lines).vouchers == ["e": "before"])
        #expect(compare([item(2026_02_10, 100, "e")], lines).vouchers == ["e": "after"])
        let both = compare([item(2026_01_11, 100, "e"), item(2026_01_11, 100, "f")], lines)
        #expect(both.vouchers == ["e": "after", "f": "after-2"])
        #expect(compare([item(2026_01_11, 101, "e")], lines).vouchers.isEmpty)
    }

    @Test("what lies in a draft is matched with nothing of the same amount")
    func drafted() {
        let found = compare([item(2026_01_05, 100, "e", voucher: "V#3")], [item(2026_01_05, 100, "a")])
        #expect(found.vouchers.isEmpty)
        #expect(found.days.flatMap(\.missingInLedger).map(\.name) == ["e"])
    }

    @Test("a year of twenty thousand payments of the same amount pairs off one by one")
    func many() {
        let count = 20_000
        let dates: [Int32] = (0..<count).map { place in
            // Ten months of two thousand.
            let (month, day) = (1 + place / 2_000, 1 + place % 28)
            return Int32(2026_00_00 + month * 100 + day)
        }.sorted()
        let entries = dates.indices.map { item(dates[$0], 500, "e\($0)") }
        let lines = dates.indices.map { item(dates[$0], 500, "l\($0)") }
        let found = compare(entries, lines)
        #expect(Set(found.vouchers.values).count == count)
        #expect(found.differing.isEmpty)
        #expect(found.days.allSatisfy { $0.missingInLedger.isEmpty && $0.missingInCash.isEmpty })
    }
}

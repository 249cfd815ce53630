import Ledger
import Testing

@testable import LedgerFormats

@Suite("过次页 and 承前页")
struct CarriedPagesTests {
    private static let carry = Document.Carry(label: 0, summed: [1, 2], kept: [3])

    /// A row by its parts, amounts in yuan.
    private func row(
        _ text: String, _ debit: Int64, _ credit: Int64, _ balance: Int64, _ kind: Document.Row.Kind = .plain
    ) -> Document.Row {
        func cell(_ yuan: Int64) -> Document.Cell { .amount(Money(fen: yuan * 100)) }
        return Document.Row([Document.Cell(text), cell(debit), cell(credit), cell(balance)], kind)
    }

    /// Pages as texts, `过次页 300.00 50.00 1,250.00`.
    private func pages(_ rows: [Document.Row], room: Int) -> [[String]] {
        CarriedPages.of(rows, Self.carry, room: room, language: .chinese).map { page in
            page.map { row in row.cells.map { $0.text.isEmpty ? "-" : $0.text }.joined(separator: " ") }
        }
    }

    @Test("a page that is full hands over what the month has turned over so far, and the balance")
    func carried() {
        let rows = [
            row("期初余额", 0, 0, 1000, .opening), row("一", 100, 0, 1100), row("二", 200, 0, 1300),
            row("三", 0, 50, 1250), row("四", 10, 0, 1260), row("五", 0, 60, 1200),
        ]
        // By hand: 100 + 200 and 50 after three entries; 310 and 50 after four.
        #expect(
            pages(rows, room: 4) == [
                ["期初余额 - - 1,000.00", "一 100.00 - 1,100.00", "二 200.00 - 1,300.00", "过次页 300.00 - 1,300.00"],
                ["承前页 300.00 - 1,300.00", "三 - 50.00 1,250.00", "四 10.00 - 1,260.00", "五 - 60.00 1,200.00"],
            ])
    }

    @Test("the sums start anew with each month, not with a day")
    func months() {
        let rows = [
            row("一", 100, 0, 100), row("本日合计", 100, 0, 100, .subtotal), row("二", 5, 0, 105),
            row("三", 1, 0, 106), row("本月合计", 106, 0, 106, .monthEnd), row("本年累计", 106, 0, 106, .monthEnd),
            row("四", 0, 6, 100), row("五", 0, 4, 96), row("六", 0, 1, 95),
        ]
        #expect(
            pages(rows, room: 4) == [
                ["一 100.00 - 100.00", "本日合计 100.00 - 100.00", "二 5.00 - 105.00", "过次页 105.00 - 105.00"],
                ["承前页 105.00 - 105.00", "三 1.00 - 106.00", "本月合计 106.00 - 106.00", "过次页 - - 106.00"],
                ["承前页 - - 106.00", "本年累计 106.00 - 106.00", "四 - 6.00 100.00", "过次页 - 6.00 100.00"],
                ["承前页 - 6.00 100.00", "五 - 4.00 96.00", "六 - 1.00 95.00"],
            ])
    }

    @Test("rows that just fill a page carry nothing", arguments: [1, 4, 5, 7, 8, 100])
    func fit(_ count: Int) {
        let rows = (1...count).map { row("\($0)", 1, 0, Int64($0)) }
        let found = pages(rows, room: 4)
        #expect(found.allSatisfy { $0.count <= 4 && !$0.isEmpty })
        #expect(found.flatMap { $0 }.filter { !$0.hasPrefix("过") && !$0.hasPrefix("承") }.count == count)
        #expect(found.dropLast().allSatisfy { $0.last?.hasPrefix("过次页") == true })
        #expect(found.dropFirst().allSatisfy { $0.first?.hasPrefix("承前页") == true })
        #expect(found.last?.last?.hasPrefix("过次页") == false)
        if count == 4 { #expect(found.count == 1) }
    }
}

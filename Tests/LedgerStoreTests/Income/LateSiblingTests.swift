import Ledger
import Testing

@testable import LedgerStore

@Suite("a village's other book entered late")
struct LateSiblingTests {
    /// Book A with 500 and 300 from W, 200 of cost with W, and 700 from somebody else; W is not entered yet.
    private func ledger() throws -> SmallLedger {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("A", 201)])
        try ledger.post(
            "A",
            [
                (2025_03_01, [("11202@W", 500), ("50103", -500)]),
                (2025_03_02, [("11202@W", 300), ("50103", -300)]),
                (2025_03_03, [("51309", 200), ("21109@W合作社", -200)]),
                (2025_03_04, [("11202@别家", 700), ("50103", -700)]),
            ])
        return ledger
    }

    private func late(_ ledger: SmallLedger) throws -> [Finding] {
        try ledger.file.check().filter { $0.code == "counterparty.late-sibling" }
    }

    @Test("adding it tells how many lines and yuan are not eliminated, and so does check")
    func told() throws {
        let ledger = try ledger()
        #expect(try late(ledger) == [])
        let told = try ledger.file.addBooks([SmallLedger.book("W", 201)], by: "zhang")
        // Income of 8.00 less 2.00 of cost.
        #expect(
            told == [
                .lateSibling(book: "A", other: "W", year: 2025, lines: 3, amount: Money(fen: 600))
            ])
        let findings = try late(ledger)
        #expect(findings.map(\.book) == ["A"] && findings.map(\.severity) == [.warning])
        #expect(findings[0].messageZh.contains("3 条") && findings[0].messageZh.contains("6.00 元"))
        let report = try ledger.file.threshold(year: 2025).villages[0]
        #expect(report.income.fen == 1_500 && report.eliminated.fen == 0)
        // What is posted from now on is eliminated.
        try ledger.post("A", [(2025_04_01, [("11202@W", 40), ("50103", -40)])])
        #expect(try ledger.file.threshold(year: 2025).villages[0].eliminated.fen == 40)
        #expect(try late(ledger) == findings)
    }

    @Test("reversed and booked anew, it is eliminated and nothing is left to tell")
    func corrected() throws {
        let ledger = try ledger()
        try ledger.file.addBooks([SmallLedger.book("W", 201)], by: "zhang")
        for number in 1...3 {
            let name = VoucherName(
                book: "A", month: Month(validNumber: 202503), kind: .general, number: number)
            let draft = try ledger.file.reverse(
                name, on: CalendarDate(validNumber: 2025_05_01), by: "zhang")
            try ledger.file.review([draft.name], by: "li")
            _ = try ledger.file.post([draft.name], by: "zhang")
        }
        #expect(try ledger.file.threshold(year: 2025).villages[0].income.fen == 700)
        try ledger.post(
            "A",
            [
                (2025_05_02, [("11202@W", 500), ("50103", -500)]),
                (2025_05_02, [("11202@W", 300), ("50103", -300)]),
                (2025_05_02, [("51309", 200), ("21109@W", -200)]),
            ])
        let report = try ledger.file.threshold(year: 2025).villages[0]
        #expect(report.income.fen == 700 && report.eliminated.fen == 800)
        #expect(try late(ledger) == [])
        #expect(try ledger.file.verify().problems == [])
    }
}

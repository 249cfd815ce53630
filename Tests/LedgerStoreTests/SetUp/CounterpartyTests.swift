import Ledger
import LedgerStore
import Testing

@Suite("counterparties")
struct CounterpartyTests {
    @Test("a code means its own counterparty, also where another bears it as a name")
    func codesBeforeNames() throws {
        let ledger = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("A", 201)])
        try ledger.post("A", [(20260105, [("11201@云雾茶业", 24_000_00), ("50103", -24_000_00)])])
        // It sorts before the other, so its name is read first.
        try ledger.file.addCounterparty(book: "A", code: "YW", name: "云雾茶业", by: "zhang")
        let rent = try #require(VoucherName(parsing: "A/2026-01/记-1"))
        let red = try ledger.file.reverse(rent, on: CalendarDate(validNumber: 20260110), by: "zhang").name
        #expect(try ledger.file.draft(red).content.lines[0].counterparty == "云雾茶业")
    }
}

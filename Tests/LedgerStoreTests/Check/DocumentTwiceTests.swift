import Ledger
import Testing

@testable import LedgerStore

@Suite("check: a source document that is booked twice")
struct DocumentTwiceTests {
    private static func purchase(
        _ receipt: String, _ date: Int32, _ book: String = "H002", account: String = "51302"
    ) -> VoucherDraft {
        var lines = [Hamlet.debit(account, 900), Hamlet.credit("10101", 900)]
        lines[0].receipt = receipt
        return Hamlet.voucher(book, date, lines)
    }

    private static func found(_ ledger: LedgerFile) throws -> [Finding] {
        try ledger.check().filter { $0.code == "voucher.document-twice" }
    }

    @Test("a supplier's number charged twice to one account is told with the voucher that had it first")
    func charged() throws {
        let ledger = try Hamlet.inMemory()
        let names = try Hamlet.post(
            [
                Self.purchase("26332000", 2026_02_03), Self.purchase("26332001", 2026_02_04),
                Self.purchase("26332000", 2026_02_05),
            ],
            in: ledger)
        let found = try Self.found(ledger)
        #expect(found.map(\.voucher) == [names[2].description])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.messageZh.contains("26332000") == true)
        #expect(found.first?.messageEn.contains(names[0].description) == true)
    }

    @Test("another account, another book, a reversal and a correction charge nothing twice")
    func apart() throws {
        let ledger = try Hamlet.inMemory()
        let names = try Hamlet.post(
            [
                Self.purchase("26332000", 2026_02_03),
                Self.purchase("26332000", 2026_02_04, account: "51303"),
                Self.purchase("26332000", 2026_02_03, "H001"), Self.purchase("26332009", 2026_02_05),
            ], in: ledger)
        let red = try ledger.reverse(names[3], on: CalendarDate(validNumber: 2026_02_20), by: "zhang").name
        try ledger.review([red], by: "li")
        _ = try ledger.post([red], by: "zhang")
        try Hamlet.post([Self.purchase("26332009", 2026_02_21)], in: ledger)
        var difference = Self.purchase("26332000", 2026_02_22)
        difference.corrects = names[0].description
        try Hamlet.post([difference], in: ledger)
        #expect(try Self.found(ledger) == [])
    }

    @Test("an invoice and the payment of what it left owing bear one number and are not told")
    func payment() throws {
        let ledger = try Hamlet.inMemory()
        var invoice = Hamlet.voucher(
            "H002", 2026_02_03, [Hamlet.debit("51302", 900), Hamlet.credit("21101", 900, party: "石桥电商")])
        var payment = Hamlet.voucher(
            "H002", 2026_02_09, [Hamlet.debit("21101", 900, party: "石桥电商"), Hamlet.credit("10101", 900)])
        invoice.lines[0].receipt = "26332000"
        payment.lines[0].receipt = "26332000"
        try Hamlet.post([invoice, payment], in: ledger)
        #expect(try Self.found(ledger) == [])
    }

    @Test("the number of an attached invoice is held against the numbers on lines")
    func attached() throws {
        let ledger = try AttachmentTests.open(Hamlet.copy())
        _ = try ledger.attach(
            [NewAttachment(path: Documents.invoice("一"), kind: .invoice, sourceNumber: "26332000")],
            to: AttachmentTests.draft, by: "zhang")
        let first = try #require(try AttachmentTests.post(AttachmentTests.draft, in: ledger))
        let names = try Hamlet.post([Self.purchase("26332000", 2026_02_05, "H001")], in: ledger)
        let found = try Self.found(ledger)
        #expect(found.map(\.voucher) == [names[0].description])
        #expect(found.first?.messageZh.contains(first.description) == true)
    }
}

import Ledger
import Testing

@testable import LedgerStore

@Suite("disposal: through 固定资产清理, by drafts")
struct AssetDisposalTests {
    private typealias H = AssetHamlet

    private func ledger(through month: Int32 = 202603) throws -> LedgerFile {
        let ledger = try H.inMemory()
        try H.run(ledger, 202601, kilometres: nil)
        for month in 202602...month { try H.run(ledger, month) }
        return ledger
    }

    private func disposal(
        _ date: Int32, proceeds: Int64 = 0, expenses: Int64 = 0, reason: String = "村〔2026〕8号"
    ) -> AssetDisposal {
        AssetDisposal(
            date: CalendarDate(validNumber: date), reason: reason, proceeds: Money(fen: proceeds),
            proceedsAccount: proceeds == 0 ? nil : "10201", expenses: Money(fen: expenses),
            expensesAccount: expenses == 0 ? nil : "10201")
    }

    private func post(_ drafts: [DraftName], in ledger: LedgerFile) throws -> [String] {
        try ledger.review(drafts, by: "li")
        return try ledger.post(drafts, by: "zhang").map(\.description)
    }

    private func balance(_ ledger: LedgerFile, _ account: String) throws -> Int64 {
        let sum = try StoredFigures.rows(
            ledger,
            """
            SELECT coalesce(sum(k.debit - k.credit), 0) FROM balance k JOIN account a ON a.id = k.account
            JOIN book b ON b.id = k.book WHERE b.code = 'H002' AND a.code = '\(account)'
            """)
        return Int64(sum[0][0]) ?? .min
    }

    @Test("sold at a gain: its last month is depreciated, 154 ends at zero, the gain is other income")
    func gain() throws {
        let ledger = try ledger()
        let outcome = try ledger.disposeAsset(
            book: "H002", asset: "GD", disposal(2026_04_15, proceeds: 12_500_000, expenses: 30_000),
            by: "zhang")
        // Three months of 480.00 wore off: 120 000.00 − 1440.00 = 118 560.00 is left; 125 000.00 − 300.00 − 118 560.00.
        #expect(outcome.accumulated == Money(fen: 144_000))
        #expect(outcome.result == Money(fen: 614_000))
        #expect(outcome.drafts.count == 5)
        #expect(try ledger.asset(book: "H002", code: "GD").state == .leaving)
        _ = try post(outcome.drafts, in: ledger)
        #expect(try ledger.asset(book: "H002", code: "GD").state == .disposed)
        #expect(try balance(ledger, "154") == 0)
        #expect(try balance(ledger, "504") == -614_000)
        #expect(try balance(ledger, "10201") == 12_470_000)
        // The cart is left: 60 000.00, two months of 1000 km wore off.
        #expect(try balance(ledger, "151") == 6_000_000)
        #expect(try balance(ledger, "152") == -114_000)
        #expect(try ledger.assetDifferences(books: ["H002"]).isEmpty)
        // April's run leaves it out.
        #expect(try H.run(ledger, 202604).amount == Money(fen: 57_000 + 10_000))
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("scrapped at a loss: other expense bears it")
    func loss() throws {
        let ledger = try ledger()
        let outcome = try ledger.disposeAsset(
            book: "H002", asset: "GD", disposal(2026_03_20, expenses: 50_000), by: "zhang")
        // March is depreciated already; 120 000.00 − 960.00 is left, and 500.00 are paid.
        #expect(outcome.result == Money(fen: -(12_000_000 - 96_000) - 50_000))
        #expect(outcome.drafts.count == 3)
        _ = try post(outcome.drafts, in: ledger)
        #expect(try balance(ledger, "154") == 0)
        #expect(try balance(ledger, "515") == 11_954_000)
    }

    @Test("what does not go through 154 leaves by one voucher")
    func direct() throws {
        let ledger = try ledger()
        let outcome = try ledger.disposeAsset(
            book: "H002", asset: "DT", disposal(2026_04_20, proceeds: 100_000), by: "zhang")
        // Through March 300.00 were released: 3300.00 is left, 1000.00 comes in.
        #expect(outcome.drafts.count == 1)
        let posted = try post(outcome.drafts, in: ledger)
        #expect(
            try H.lines(ledger, posted[0]) == ["10201": 100_000, "171": -330_000, "515": 230_000])
    }

    @Test("drafts deleted, the card is back, and may go again")
    func takenBack() throws {
        let ledger = try ledger()
        let first = try ledger.disposeAsset(book: "H002", asset: "GD", disposal(2026_03_20), by: "zhang")
        #expect(
            refusal {
                _ = try ledger.disposeAsset(book: "H002", asset: "GD", disposal(2026_03_21), by: "zhang")
            } == ["asset.disposed"])
        #expect(
            refusal {
                var change = AssetChange(month: H.month(202604), reason: "移交")
                change.keeper = "李"
                try ledger.changeAsset(book: "H002", asset: "GD", change, by: "zhang")
            } == ["asset.disposed"])
        try ledger.deleteDrafts(first.drafts, by: "zhang")
        #expect(try ledger.asset(book: "H002", code: "GD").state == .inUse)
        #expect(try ledger.check().contains { $0.code == "asset.without-voucher" })
        let second = try ledger.disposeAsset(book: "H002", asset: "GD", disposal(2026_03_25), by: "zhang")
        _ = try post(second.drafts, in: ledger)
        #expect(try ledger.asset(book: "H002", code: "GD").disposal?.date.number == 2026_03_25)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("the first of its vouchers reversed, a disposal still stands; its depreciation is of the same day")
    func partlyReversed() throws {
        let ledger = try ledger()
        let outcome = try ledger.disposeAsset(
            book: "H002", asset: "GD", disposal(2026_04_15, proceeds: 12_500_000), by: "zhang")
        for draft in outcome.drafts { #expect(try ledger.draft(draft).content.date.number == 2026_04_15) }
        let names = try post(outcome.drafts, in: ledger).compactMap { VoucherName(parsing: $0, book: nil) }
        #expect(try ledger.asset(book: "H002", code: "GD").net == .zero)
        let reverse = { (name: VoucherName) in
            let day = CalendarDate(validNumber: 2026_04_20)
            _ = try post([ledger.reverse(name, on: day, by: "zhang").name], in: ledger)
        }
        try reverse(names[1])
        #expect(
            refusal {
                _ = try ledger.disposeAsset(book: "H002", asset: "GD", disposal(2026_04_21), by: "zhang")
            } == ["asset.disposed"])
        for name in names.dropFirst(2) { try reverse(name) }
        #expect(try ledger.asset(book: "H002", code: "GD").state == .inUse)
    }

    @Test("what a disposal is refused with")
    func refused() throws {
        let ledger = try ledger()
        func refused(_ disposal: AssetDisposal) -> [String] {
            refusal { _ = try ledger.disposeAsset(book: "H002", asset: "GD", disposal, by: "zhang") }
        }
        #expect(refused(disposal(2026_02_20)) == ["asset.disposal-too-early"])
        #expect(refused(disposal(2026_05_20)) == ["asset.month-skipped"])
        #expect(refused(disposal(2026_03_20, reason: "")) == ["asset.reason-missing"])
        #expect(refused(disposal(2026_03_20, proceeds: -1)) == ["asset.disposal-amount"])
        var missing = disposal(2026_03_20, proceeds: 5)
        missing.proceedsAccount = nil
        #expect(refused(missing) == ["asset.disposal-account"])
        var wrong = disposal(2026_03_20, proceeds: 5)
        wrong.proceedsAccount = "102"
        #expect(refused(wrong) == ["account.not-leaf"])
        try ledger.closePeriod(book: "H002", through: H.month(202603), by: "zhang")
        #expect(refused(disposal(2026_03_20)) == ["period.closed"])
        #expect(
            refusal {
                _ = try ledger.disposeAsset(book: "H002", asset: "NO", disposal(2026_04_20), by: "zhang")
            } == ["asset.unknown"])
    }
}

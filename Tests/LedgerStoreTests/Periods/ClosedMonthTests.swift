import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// January 2026 of book H001 is closed. Whatever the road, nothing gets into it.
@Suite("no road into a closed month")
struct ClosedMonthTests {
    /// The roads a voucher takes, each with what it is tried with.
    enum Road: String, CaseIterable, Sendable {
        case draft, severalDrafts, importDrafts, importPosted, edit, reversal, correction, template, recurring
        case depreciation, depreciationDraft, disposal, cashDraft, cashEntry
    }

    private static let january = CalendarDate(validNumber: 2026_01_31)

    private func voucher(_ date: Int32) -> VoucherDraft {
        Hamlet.voucher("H001", date, [Hamlet.debit("51302", 700), Hamlet.credit("10101", 700)])
    }

    private func walk(_ road: Road, into ledger: LedgerFile) throws {
        let late = voucher(2026_01_31)
        switch road {
        case .draft: _ = try ledger.addDraft(late, by: "zhang")
        case .severalDrafts: _ = try ledger.addDrafts([voucher(2026_02_01), late], by: "zhang")
        case .importDrafts, .importPosted:
            var source = DraftsInMemory([late])
            _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: road == .importPosted)
        case .edit: _ = try ledger.editDraft(DraftName(book: "H001", number: 4), to: late, by: "zhang")
        case .reversal: _ = try ledger.reverse(Self.rent, on: Self.january, by: "zhang")
        case .correction: _ = try ledger.correct(Self.rent, with: late, by: "zhang")
        case .template:
            _ = try ledger.useTemplate(
                "office", book: "H001", on: Self.january, values: TemplateTests.values, by: "zhang")
        case .recurring:
            let outcome = try ledger.runRecurring(Month(validNumber: 2026_01), by: "zhang")
            if let refused = outcome.refused.first { throw refused.problem }
        case .depreciation, .depreciationDraft:
            _ = try ledger.depreciate(
                book: "H001", month: Month(validNumber: 2026_01),
                road == .depreciation ? .posted(reviewer: "li") : .draft, by: "zhang")
        case .disposal:
            _ = try ledger.disposeAsset(
                book: "H001", asset: "DT", AssetDisposal(date: Self.january, reason: "报废"), by: "zhang")
        case .cashDraft: _ = try ledger.draftCash(entries: [1], book: "H001", by: "zhang")
        case .cashEntry: _ = try ledger.recordCash(Self.entry, book: "H001", by: "wang")
        }
    }

    private static let entry = CashEntry(
        date: january, kind: .payment, account: "10101", amount: Money(fen: 700), party: "石桥电商", summary: "付款"
    )

    /// The hamlet with a template, scheduled from January on, an asset that wears off from January on, and an entry of the
    /// cashier's in January.
    private func ledger() throws -> LedgerFile {
        let ledger = try Hamlet.inMemory()
        try ledger.addUsers(
            [UserEntry(name: "wang", displayName: "王", roles: [.cashier], scope: "990101000000")], by: "zhang"
        )
        let month = Month(validNumber: 2026_01)
        try ledger.reopenPeriod(book: "H001", month: month, reason: "补登", by: "li")
        var entry = Self.entry
        entry.against = "51302"
        _ = try ledger.recordCash(entry, book: "H001", by: "wang")
        var repair = AssetHamlet.entry("DT", .deferred, 360_000, book: "H001")
        (repair.lifeMonths, repair.use) = (36, .letOut)
        try ledger.addAssets([repair], by: "zhang")
        try ledger.closePeriod(book: "H001", through: month, by: "zhang")
        try ledger.addTemplate(TemplateTests.template(), book: "H001", by: "zhang")
        try ledger.schedule(
            "office", book: "H001", plan: TemplateTests.plan(2026_01), values: TemplateTests.values,
            by: "zhang")
        return ledger
    }

    private static let rent = VoucherName(
        book: "H001", month: Month(validNumber: 2026_01), kind: .general, number: 2)

    @Test(arguments: Road.allCases)
    func refused(_ road: Road) throws {
        let ledger = try ledger()
        let before = try ledger.info()
        let codes = refusal { try walk(road, into: ledger) }
        #expect(codes.contains("period.closed"))
        let after = try ledger.info()
        #expect((after.vouchers, after.drafts) == (before.vouchers, before.drafts))
        // A run over many books tells what it could not make, and is an act all the same.
        #expect(after == before || road == .recurring)
        #expect(try ledger.periods(of: "H001")[0].vouchers == 3)
    }

    @Test("the same roads are open where the month is")
    func open() throws {
        for road in Road.allCases {
            let ledger = try ledger()
            try ledger.reopenPeriod(
                book: "H001", month: Month(validNumber: 2026_01), reason: "核对", by: "li")
            #expect(refusal { try walk(road, into: ledger) } == [], "\(road)")
        }
    }
}

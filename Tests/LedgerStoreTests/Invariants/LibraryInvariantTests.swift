import Foundation
import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("invariants through the library")
struct LibraryInvariantTests {
    @Test(
        "written by hand: refused as a draft, at review or at posting; the lawful twin is posted",
        arguments: InvariantCase.all)
    func byHand(_ rule: InvariantCase) throws {
        let ledger = try Hamlet.inMemory()
        let before = try ledger.info()
        let refused = try InvariantCase.draft(rule.refused)
        #expect(refusal { try Hamlet.post([refused], in: ledger) }.contains(rule.code))
        #expect(try ledger.info().vouchers == before.vouchers)
        let names = try Hamlet.post([InvariantCase.draft(rule.lawful)], in: ledger)
        #expect(names.count == 1)
        #expect(try ledger.info().vouchers == before.vouchers + 1)
        #expect(try ledger.verify().problems == [])
    }

    @Test(
        "imported, as drafts and posted: refused, nothing written; the lawful twin goes in",
        arguments: InvariantCase.all, [true, false])
    func imported(_ rule: InvariantCase, posted: Bool) throws {
        let ledger = try Hamlet.inMemory()
        let before = try ledger.info()
        func take(_ text: String) throws {
            var source = try InvariantCase.source(text)
            _ = try ledger.importVouchers(&source, by: "zhang", reviewer: posted ? "li" : nil, post: posted)
        }
        #expect(refusal { try take(rule.refused) }.contains(rule.code))
        #expect(try ledger.info() == before)
        try take(rule.lawful)
        let after = try ledger.info()
        #expect(after.vouchers - before.vouchers == (posted ? 1 : 0))
        #expect(after.drafts - before.drafts == (posted ? 0 : 1))
        #expect(try ledger.verify().problems == [])
    }

    @Test("a counterparty of another book is not this book's: each book gets its own")
    func counterparties() throws {
        let ledger = try Hamlet.inMemory()
        let lines = [Hamlet.debit("11201", 700, party: "石桥电商"), Hamlet.credit("10201", 700)]
        try Hamlet.post([Hamlet.voucher("H001", 2026_02_10, lines)], in: ledger)
        #expect(try ledger.counterparties(book: "H001").map(\.code) == ["云雾茶业", "石桥电商"])
        #expect(try ledger.counterparties(book: "H002").map(\.code) == ["石桥电商"])
    }

    @Test(
        "a year of origin no calendar has is refused, and nothing breaks",
        arguments: [-5, 0, 1899, .min, .max])
    func absurdOriginYear(_ year: Int) throws {
        let ledger = try Hamlet.inMemory()
        var draft = Hamlet.voucher(
            "H001", 2026_02_10, [Hamlet.debit("3220202", 700), Hamlet.credit("10201", 700)])
        draft.type = "prior-year"
        draft.originYear = year
        #expect(refusal { try Hamlet.post([draft], in: ledger) } == ["voucher.origin-year"])
    }
}

@Suite("invariants through the library: people")
struct LibraryPeopleTests {
    private static let draft = Hamlet.voucher(
        "H001", 2026_02_10, [Hamlet.debit("51302", 700), Hamlet.credit("10201", 700)])

    @Test(
        "who wrote it, or the same person under another name, may not review it",
        arguments: ["zhang-review", "chen", "zhang"])
    func reviewer(_ reviewer: String) throws {
        let ledger = try Hamlet.inMemory()
        let name = try ledger.addDraft(Self.draft, by: reviewer == "chen" ? "chen" : "zhang").name
        let expected = reviewer == "zhang" ? "user.role-missing" : "voucher.same-person"
        #expect(refusal { try ledger.review([name], by: reviewer) } == [expected])
        #expect(refusal { _ = try ledger.post([name], by: "zhang") } == ["voucher.not-reviewed"])
        try ledger.review([name], by: "li")
        #expect(try ledger.post([name], by: "zhang").map(\.description) == ["H001/2026-02/记-1"])
    }

    @Test("who edited it last may not review it, whoever wrote it")
    func editor() throws {
        let ledger = try Hamlet.inMemory()
        let name = try ledger.addDraft(Self.draft, by: "zhang").name
        _ = try ledger.editDraft(name, to: Self.draft, by: "chen")
        #expect(refusal { try ledger.review([name], by: "chen") } == ["voucher.same-person"])
        #expect(refusal { try ledger.review([name], by: "zhang-review") } == ["voucher.same-person"])
        try ledger.review([name], by: "li")
    }

    @Test("an import is not reviewed by the person who makes it")
    func imports() throws {
        let ledger = try Hamlet.inMemory()
        for reviewer in ["zhang-review", "zhang"] {
            var source = DraftsInMemory([Self.draft])
            let expected = reviewer == "zhang" ? "user.role-missing" : "voucher.same-person"
            #expect(
                refusal {
                    _ = try ledger.importVouchers(&source, by: "zhang", reviewer: reviewer, post: true)
                }
                    == [expected])
        }
        var source = DraftsInMemory([Self.draft])
        #expect(
            refusal { _ = try ledger.importVouchers(&source, by: "zhang", post: true) } == [
                "voucher.not-reviewed"
            ])
        #expect(try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true).vouchers == 1)
    }

    @Test("a reviewed draft is not edited or deleted until it is returned")
    func reviewedStands() throws {
        let ledger = try Hamlet.inMemory()
        let name = try ledger.addDraft(Self.draft, by: "zhang").name
        try ledger.review([name], by: "li")
        #expect(refusal { _ = try ledger.editDraft(name, to: Self.draft, by: "zhang") } == ["draft.reviewed"])
        #expect(refusal { try ledger.deleteDraft(name, by: "zhang") } == ["draft.reviewed"])
        try ledger.returnDraft(name, reason: "附件不符", by: "li")
        #expect(try ledger.draft(name).returnReason == "附件不符")
        #expect(refusal { _ = try ledger.post([name], by: "zhang") } == ["voucher.not-reviewed"])
        _ = try ledger.editDraft(name, to: Self.draft, by: "zhang")
        try ledger.deleteDraft(name, by: "zhang")
        #expect(refusal { _ = try ledger.draft(name) } == ["draft.unknown"])
    }
}

@Suite("invariants through the library: numbers, posted vouchers, closed months")
struct LibraryPostedTests {
    private func draft(_ date: Int32, _ kind: String = "记") -> VoucherDraft {
        var draft = Hamlet.voucher("H001", date, [Hamlet.debit("51302", 700), Hamlet.credit("10201", 700)])
        draft.kind = kind
        return draft
    }

    @Test("a posted voucher's draft is gone, whatever is tried with it")
    func posted() throws {
        let ledger = try Hamlet.inMemory()
        let name = try ledger.addDraft(draft(2026_02_10), by: "zhang").name
        try ledger.review([name], by: "li")
        let voucher = try ledger.post([name], by: "zhang")[0]
        let before = try ledger.voucher(voucher)
        #expect(
            refusal { _ = try ledger.editDraft(name, to: draft(2026_02_11), by: "zhang") } == [
                "draft.unknown"
            ])
        #expect(refusal { try ledger.deleteDraft(name, by: "zhang") } == ["draft.unknown"])
        #expect(refusal { try ledger.review([name], by: "li") } == ["draft.unknown"])
        #expect(refusal { try ledger.returnDraft(name, reason: "再看", by: "li") } == ["draft.unknown"])
        #expect(refusal { _ = try ledger.post([name], by: "zhang") } == ["draft.unknown"])
        #expect(try ledger.voucher(voucher) == before)
    }

    @Test("a draft named twice in one posting is posted once at most")
    func namedTwice() throws {
        let ledger = try Hamlet.inMemory()
        let name = try ledger.addDraft(draft(2026_02_10), by: "zhang").name
        try ledger.review([name], by: "li")
        #expect(refusal { _ = try ledger.post([name, name], by: "zhang") } == ["draft.unknown"])
        #expect(try ledger.info().vouchers == 4)
        #expect(try ledger.post([name], by: "zhang").map(\.number) == [1])
    }

    @Test("numbers run 1 to n per month and kind, by date, then draft; refusals and rehearsals leave no gap")
    func numbers() throws {
        let ledger = try Hamlet.inMemory()
        let dates: [(Int32, String)] = [
            (2026_02_20, "记"), (2026_02_10, "记"), (2026_02_10, "付"), (2026_03_01, "记"), (2026_02_10, "记"),
        ]
        let names = try ledger.addDrafts(dates.map { draft($0.0, $0.1) }, by: "zhang").map(\.name)
        try ledger.review(names, by: "li")
        let expected = [
            "H001/2026-02/记-3", "H001/2026-02/记-1", "H001/2026-02/付-1", "H001/2026-03/记-1",
            "H001/2026-02/记-2",
        ]
        #expect(try ledger.post(names, by: "zhang", rehearsal: true).map(\.description) == expected)
        let unknown = DraftName(book: "H001", number: 999)
        #expect(refusal { _ = try ledger.post(names + [unknown], by: "zhang") } == ["draft.unknown"])
        #expect(try ledger.post(names, by: "zhang").map(\.description) == expected)
        let late = try Hamlet.post([draft(2026_02_01)], in: ledger)
        #expect(late.map(\.description) == ["H001/2026-02/记-4"])
        var sequences: [Int] = []
        try ledger.forEachVoucher(books: ["H001"]) { sequences.append($0.sequence) }
        #expect(sequences == Array(1...9))
    }

    @Test("a closed month takes nothing: no draft, no edit into it, no reversal, no import, no opening")
    func closedMonth() throws {
        let ledger = try Hamlet.inMemory()
        let january = draft(2026_01_31)
        #expect(refusal { _ = try ledger.addDraft(january, by: "zhang") } == ["period.closed"])
        let open = DraftName(book: "H001", number: 4)
        #expect(refusal { _ = try ledger.editDraft(open, to: january, by: "zhang") } == ["period.closed"])
        let rent = try #require(VoucherName(parsing: "H001/2026-01/记-2"))
        let day = CalendarDate(validNumber: 2026_01_31)
        #expect(refusal { _ = try ledger.reverse(rent, on: day, by: "zhang") } == ["period.closed"])
        for posted in [true, false] {
            var source = DraftsInMemory([january])
            #expect(
                refusal { _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: posted) }
                    == ["period.closed"])
        }
        let opening = OpeningEntry(book: "H001", account: "10101", balance: .zero)
        #expect(refusal { _ = try ledger.importOpenings([opening], by: "zhang") } == ["opening.fixed"])
        #expect(
            refusal { try ledger.closePeriod(book: "H001", through: day.accountingMonth, by: "zhang") } == [
                "period.already-closed"
            ])
        try ledger.reopenPeriod(book: "H001", month: day.accountingMonth, reason: "补记", by: "li")
        #expect(try Hamlet.post([january], in: ledger).map(\.number) == [4])
    }

    @Test("openings stand once a month is closed, also in a book without vouchers")
    func openingsOfClosedBook() throws {
        let ledger = try Hamlet.inMemory()
        let openings = [
            OpeningEntry(book: "H003", account: "101", balance: Money(fen: 700)),
            OpeningEntry(book: "H003", account: "301", balance: Money(fen: -700)),
        ]
        _ = try ledger.importOpenings(openings, by: "zhang")
        let month = try Month(parsing: "2026-01")
        try ledger.closePeriod(book: "H003", through: month, by: "zhang")
        #expect(refusal { _ = try ledger.importOpenings(openings, by: "zhang") } == ["opening.fixed"])
        try ledger.reopenPeriod(book: "H003", month: month, reason: "补记", by: "li")
        #expect(try ledger.importOpenings(openings, by: "zhang") == 2)
    }

    @Test("a book that opens with cash below zero does not close its first month, also without any voucher")
    func negativeOpening() throws {
        let ledger = try Hamlet.inMemory()
        func open(_ fen: Int64) throws {
            _ = try ledger.importOpenings(
                [
                    OpeningEntry(book: "H003", account: "101", balance: Money(fen: fen)),
                    OpeningEntry(book: "H003", account: "301", balance: Money(fen: -fen)),
                ], by: "zhang")
        }
        let month = try Month(parsing: "2026-01")
        try open(-1)
        #expect(
            refusal { try ledger.closePeriod(book: "H003", through: month, by: "zhang") } == [
                "period.negative-cash"
            ])
        try open(0)
        try ledger.closePeriod(book: "H003", through: month, by: "zhang")
    }

    @Test(
        "months close in order, without drafts and without cash below zero; only the last reopens, with a reason"
    )
    func closing() throws {
        let ledger = try Hamlet.inMemory()
        func month(_ text: String) throws -> Month { try Month(parsing: text) }
        // February has the draft H001#4; cash stands at 1 000.00.
        #expect(
            refusal { try ledger.closePeriod(book: "H001", through: month("2026-02"), by: "zhang") } == [
                "period.drafts"
            ])
        try ledger.deleteDraft(DraftName(book: "H001", number: 4), by: "zhang")
        let lines = [Hamlet.debit("51302", 100_001), Hamlet.credit("10101", 100_001)]
        try Hamlet.post([Hamlet.voucher("H001", 2026_02_27, lines)], in: ledger)
        let back = [Hamlet.debit("10101", 1), Hamlet.credit("10201", 1)]
        try Hamlet.post([Hamlet.voucher("H001", 2026_02_28, back)], in: ledger)
        #expect(
            refusal { try ledger.closePeriod(book: "H001", through: month("2026-02"), by: "zhang") }
                == ["period.negative-cash"])
        try Hamlet.post([Hamlet.voucher("H001", 2026_02_27, back)], in: ledger)
        // March is empty and closes with February.
        try ledger.closePeriod(book: "H001", through: month("2026-03"), by: "zhang")
        #expect(
            refusal { try ledger.reopenPeriod(book: "H001", month: month("2026-02"), reason: "补记", by: "li") }
                == ["period.not-last"])
        #expect(
            refusal { try ledger.reopenPeriod(book: "H001", month: month("2026-03"), reason: "", by: "li") }
                == ["period.reason-missing"])
        #expect(
            refusal {
                try ledger.reopenPeriod(book: "H001", month: month("2026-03"), reason: "补记", by: "zhang")
            }
                == ["user.role-missing"])
        try ledger.reopenPeriod(book: "H001", month: month("2026-03"), reason: "补记", by: "li")
        #expect(try ledger.periods(of: "H001").map(\.isClosed) == [true, true])
    }

    @Test("a month more than a year behind the last voucher is refused; year by year it goes")
    func farMonths() throws {
        let ledger = try Hamlet.inMemory()
        func close(_ month: String) -> [String] {
            refusal {
                try ledger.closePeriod(book: "H002", through: Month(parsing: month), by: "zhang")
            }
        }
        // Its one voucher is of January 2026.
        #expect(close("2999-12") == ["period.too-far"])
        #expect(close("2027-02") == ["period.too-far"])
        #expect(try ledger.periods(of: "H002").count == 1)
        #expect(close("2027-01") == [])
        #expect(close("2028-01") == [])
        // A book without any voucher counts from its first month.
        let first = try Month(parsing: "2027-02")
        #expect(
            refusal { try ledger.closePeriod(book: "H003", through: first, by: "zhang") } == [
                "period.too-far"
            ])
        try ledger.closePeriod(book: "H003", through: Month(parsing: "2027-01"), by: "zhang")
    }

    @Test("a stored sum stays below 2 to the 53rd, and a voucher that would carry it over is refused whole")
    func sumsStayReadable() throws {
        let ledger = try Hamlet.inMemory()
        let before = try ledger.info()
        // 9007 lines of 10^12 fen stay below 2^53 = 9 007 199 254 740 992; one more goes over.
        func vouchers(_ lines: Int) -> [VoucherDraft] {
            let fen = Money.maximum.fen
            let pair = [Hamlet.debit("51302", fen), Hamlet.credit("10201", fen)]
            // 400 pairs stay below the 999 lines a voucher may have.
            return stride(from: 0, to: lines, by: 400).map { start in
                Hamlet.voucher(
                    "H001", 2026_02_10, Array(repeating: pair, count: min(400, lines - start)).flatMap { $0 })
            }
        }
        var tooMuch = DraftsInMemory(vouchers(9008))
        #expect(
            refusal { _ = try ledger.importVouchers(&tooMuch, by: "zhang", reviewer: "li", post: true) } == [
                "money.too-large"
            ])
        #expect(try ledger.info() == before)
        var enough = DraftsInMemory(vouchers(9007))
        _ = try ledger.importVouchers(&enough, by: "zhang", reviewer: "li", post: true)
        let trial = try ledger.trialBalance(book: "H001", period: Period(Month(parsing: "2026-02")))
        #expect(trial.rows.first { $0.code == "51302" }?.figures.debit.fen == 9_007_000_000_000_000)
    }
}

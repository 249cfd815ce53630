import Ledger
import TestSupport
import Testing

@testable import LedgerStore

@Suite("reversal")
struct ReversalTests {
    @Test("brings every balance and every turnover back to what it was, red on the same sides")
    func returns() throws {
        var maker = DraftMaker(random: SeededGenerator())
        let note: Comment = "\(maker.random.note)"
        let ledger = try Hamlet.inMemory()
        var book = Model.Book()
        book.closed = [2026_01]
        var reversed = 0
        while reversed < 60 {
            var draft = maker.draft("H001", book, wrong: 0)
            guard draft.corrects == nil, draft.date.number > 2026_02_00 else { continue }
            draft.attachmentReason = "无"
            let before = try figures(ledger)
            let name = try Hamlet.post([draft], in: ledger)[0]
            let between = try figures(ledger)
            #expect(between != before, note)
            let red = try ledger.reverse(name, on: draft.date, by: "zhang").name
            try ledger.review([red], by: "li")
            let reversal = try ledger.post([red], by: "zhang")[0]
            #expect(try figures(ledger) == before, note)
            let (original, negative) = (
                try ledger.voucher(name).content, try ledger.voucher(reversal).content
            )
            #expect(negative.lines.map(\.account) == original.lines.map(\.account), note)
            #expect(negative.lines.map(\.debit.fen) == original.lines.map { -$0.debit.fen }, note)
            #expect(negative.lines.map(\.credit.fen) == original.lines.map { -$0.credit.fen }, note)
            #expect(negative.reverses == name.description, note)
            reversed += 1
        }
        #expect(try ledger.verify().problems == [], note)
    }

    /// Openings, turnovers and balances of every account over both years, and the threshold of both.
    private func figures(_ ledger: LedgerFile) throws -> [String] {
        try [2026, 2027].flatMap { year in
            let trial = try ledger.trialBalance(book: "H001", period: try #require(Period(year: year)))
            let income = try ledger.threshold(year: year).villages.map {
                "\($0.divisionCode) \($0.income.fen)"
            }
            return income + trial.rows.map { "\($0.code) \($0.figures)" }
        }
    }

    @Test("by hand: 45.00 booked and reversed leaves debit turnover 0.00, not 45.00 on both sides")
    func byHand() throws {
        // January of H001 holds the purchase of 45.00, its reversal and rent of 2 400.00; openings 1 000.00 in cash.
        let trial = try Hamlet.inMemory().trialBalance(
            book: "H001", period: Period(Month(parsing: "2026-01")))
        let rows = trial.rows.filter(\.isLeaf).map {
            "\($0.code) \($0.figures.debit.fen) \($0.figures.credit.fen) \($0.figures.closing.fen)"
        }
        #expect(
            rows == [
                "10101 0 0 100000", "10201 0 0 900000", "11201 240000 0 240000", "301 0 0 -1000000",
                "50103 0 240000 -240000",
            ])
        #expect(trial.totals.debit.fen == 240_000 && trial.totals.credit.fen == 240_000)
    }

    @Test("income stays under its source: a red one under another is refused, under the same it passes")
    func source() throws {
        let ledger = try Hamlet.inMemory()
        let rent = try #require(VoucherName(parsing: "H001/2026-01/记-2"))
        var red = try ledger.voucher(rent).content
        red.date = CalendarDate(validNumber: 2026_02_10)
        red.reverses = rent.description
        red.originalName = nil
        for index in red.lines.indices {
            red.lines[index].debit = red.lines[index].debit.negated
            red.lines[index].credit = red.lines[index].credit.negated
        }
        let income = try #require(red.lines.firstIndex { $0.source != nil })
        var moved = red
        moved.lines[income].source = "enclave"
        #expect(red.lines[income].source != "enclave")
        #expect(refusal { _ = try ledger.addDraft(moved, by: "zhang") } == ["voucher.reversal-differs"])
        #expect(try ledger.addDraft(red, by: "zhang").warnings.isEmpty)
    }

    @Test("a correction is both drafts or neither")
    func correction() throws {
        let ledger = try Hamlet.inMemory()
        let rent = try #require(VoucherName(parsing: "H001/2026-01/记-2"))
        var right = VoucherDraft(
            book: "H001", date: CalendarDate(validNumber: 2026_02_10),
            lines: [
                EntryLine("收租金", account: "10201", debit: Money(fen: 250_000)),
                EntryLine("收租金", account: "99999", credit: Money(fen: 250_000)),
            ], attachments: 1)
        right.type = "correction"
        let before = try ledger.drafts().count
        #expect(refusal { _ = try ledger.correct(rent, with: right, by: "zhang") } == ["account.unknown"])
        #expect(try ledger.drafts().count == before)
        right.lines[1].account = "50103"
        right.lines[1].source = "property-lease"
        let saved = try ledger.correct(rent, with: right, by: "zhang")
        #expect(saved.count == 2)
        #expect(try ledger.draft(saved[0].name).content.reverses == rent.description)
        #expect(try ledger.draft(saved[1].name).content.lines.map(\.debit.fen) == [250_000, 0])
    }

    @Test("a second draft of one reversal is told")
    func second() throws {
        let ledger = try Hamlet.inMemory()
        let rent = try #require(VoucherName(parsing: "H001/2026-01/记-2"))
        let day = CalendarDate(validNumber: 2026_02_10)
        let first = try ledger.reverse(rent, on: day, by: "zhang")
        #expect(first.warnings.isEmpty)
        let second = try ledger.reverse(rent, on: day, by: "zhang")
        #expect(second.warnings.map(\.code) == ["voucher.reversal-drafted"])
        #expect(second.warnings.first?.chinese.contains(first.name.description) == true)
    }

    @Test("once only, also when both reversals were drafted before either was posted")
    func once() throws {
        let ledger = try Hamlet.inMemory()
        let rent = try #require(VoucherName(parsing: "H001/2026-01/记-2"))
        let day = CalendarDate(validNumber: 2026_02_10)
        let first = try ledger.reverse(rent, on: day, by: "zhang").name
        let second = try ledger.reverse(rent, on: day, by: "zhang").name
        try ledger.review([first, second], by: "li")
        #expect(
            refusal { _ = try ledger.post([first, second], by: "zhang") } == ["voucher.already-reversed"])
        #expect(try ledger.info().vouchers == 4)
        let reversal = try ledger.post([second], by: "zhang")[0]
        #expect(refusal { _ = try ledger.post([first], by: "zhang") } == ["voucher.already-reversed"])
        #expect(
            refusal { _ = try ledger.reverse(rent, on: day, by: "zhang") }.contains(
                "voucher.already-reversed"))
        // A reversal made in error is itself reversed, and the first stands as reversed for ever.
        let again = try ledger.reverse(reversal, on: day, by: "zhang").name
        try ledger.review([again], by: "li")
        #expect(try ledger.post([again], by: "zhang").map(\.number) == [2])
    }

    @Test("not of a year's income in another year; not of what is not there")
    func limits() throws {
        let ledger = try Hamlet.inMemory()
        let next = CalendarDate(validNumber: 2027_01_05)
        let rent = try #require(VoucherName(parsing: "H001/2026-01/记-2"))
        #expect(
            refusal { _ = try ledger.reverse(rent, on: next, by: "zhang") }.contains(
                "voucher.reversal-across-years"))
        let none = try #require(VoucherName(parsing: "H001/2026-01/记-9"))
        #expect(refusal { _ = try ledger.reverse(none, on: next, by: "zhang") } == ["voucher.unknown"])
        // A claim paid touches neither income nor expense, so the year end is no bar.
        let lines = [Hamlet.debit("10201", 240_000), Hamlet.credit("11201", 240_000, party: "云雾茶业")]
        let paid = try Hamlet.post([Hamlet.voucher("H001", 2026_12_20, lines)], in: ledger)[0]
        #expect(try ledger.reverse(paid, on: next, by: "zhang").warnings.isEmpty)
    }
}

import Ledger
import Testing

@testable import LedgerStore

@Suite("depreciation: the month's voucher, once, in order, and what closing asks of it")
struct DepreciationTests {
    private typealias H = AssetHamlet

    @Test("one voucher: each bearer's share against 152, prepaid against its own account")
    func voucher() throws {
        let ledger = try H.inMemory()
        let january = try H.run(ledger, 202601, kilometres: nil)
        #expect(try H.lines(ledger, january.voucher ?? "") == ["511": 10_000, "171": -10_000])
        let outcome = try H.run(ledger, 202602)
        // 480.00 for the building and 100.00 for the repair, let; 0.57 × 1000 km for the cart, administration.
        #expect(outcome.amount == Money(fen: 115_000))
        #expect(
            try H.lines(ledger, outcome.voucher ?? "") == [
                "511": 58_000, "51304": 57_000, "152": -105_000, "171": -10_000,
            ])
        #expect(try ledger.verify().problems.isEmpty)
        #expect(try ledger.check().filter { $0.severity == .error }.isEmpty)
        #expect(try ledger.assetDifferences(books: ["H002"]).isEmpty)
    }

    @Test("a month run again does nothing and leaves no trace")
    func twice() throws {
        let ledger = try H.inMemory()
        try H.run(ledger, 202601, kilometres: nil)
        let before = try StoredFigures.rows(ledger, "SELECT audit, hex(hash) FROM ledgerHead")
        let again = try H.run(ledger, 202601, kilometres: nil)
        #expect(again.charges.isEmpty && again.voucher == nil && again.before == ["折旧摊销 2026-01"])
        #expect(try StoredFigures.rows(ledger, "SELECT audit, hex(hash) FROM ledgerHead") == before)
        let rehearsed = try ledger.depreciate(
            book: "H001", month: H.month(202603), .draft, by: "zhang", rehearsal: true)
        #expect(rehearsed.charges.isEmpty && rehearsed.before.isEmpty)
    }

    @Test("a rehearsal tells the same figures and writes nothing")
    func rehearsal() throws {
        let ledger = try H.inMemory()
        let preview = try ledger.depreciate(
            book: "H002", month: H.month(202601), .posted(reviewer: "li"), by: "zhang", rehearsal: true)
        let done = try H.run(ledger, 202601, kilometres: nil)
        #expect(preview.amount == done.amount && preview.voucher == done.voucher)
        #expect(preview.amount == Money(fen: 10_000))
    }

    @Test("an open month left out is run first; a closed one is made up for, and told")
    func skipped() throws {
        let ledger = try H.inMemory()
        #expect(refusal { try H.run(ledger, 202602) } == ["asset.month-skipped"])
        #expect(
            try ledger.closePeriod(book: "H002", through: H.month(202601), by: "zhang").map(\.code) == [
                "asset.not-depreciated"
            ])
        #expect(refusal { try H.run(ledger, 202601, kilometres: nil) } == ["period.closed"])
        let outcome = try H.run(ledger, 202602)
        #expect(outcome.warnings.map(\.code) == ["asset.months-caught-up"])
        #expect(outcome.amount == Money(fen: 10_000 + 115_000))
        #expect(try ledger.closePeriod(book: "H002", through: H.month(202602), by: "zhang").isEmpty)
    }

    @Test("units of work are known, or nothing is charged; once charged they stand")
    func units() throws {
        let ledger = try H.inMemory()
        try H.run(ledger, 202601, kilometres: nil)
        #expect(refusal { try H.run(ledger, 202602, kilometres: nil) } == ["asset.units-missing"])
        try H.run(ledger, 202602, kilometres: 7)
        #expect(
            refusal {
                try ledger.setUnits(book: "H002", asset: "CL", month: H.month(202602), units: 1, by: "zhang")
            } == ["asset.units-fixed"])
        #expect(
            refusal {
                try ledger.setUnits(book: "H002", asset: "GD", month: H.month(202603), units: 1, by: "zhang")
            } == ["asset.units-unfit"])
        // 0.57 × 7 km.
        #expect(try ledger.asset(book: "H002", code: "CL").accumulated == Money(fen: 399))
    }

    @Test("a draft stands for its month; deleted, the month is due again")
    func draft() throws {
        let ledger = try H.inMemory()
        func draft() throws -> DepreciationOutcome {
            try ledger.depreciate(book: "H002", month: H.month(202601), .draft, by: "zhang")
        }
        let first = try draft()
        #expect(try draft().charges.isEmpty)
        #expect(try ledger.assetDifferences(books: ["H002"]).isEmpty)
        let name = try #require(first.voucher.flatMap { DraftName(parsing: $0) })
        try ledger.deleteDrafts([name], by: "zhang")
        #expect(try ledger.check().contains { $0.code == "asset.without-voucher" && $0.book == "H002" })
        let second = try draft()
        #expect(second.amount == Money(fen: 10_000) && second.voucher != first.voucher)
        let again = try #require(second.voucher.flatMap { DraftName(parsing: $0) })
        try ledger.review([again], by: "li")
        _ = try ledger.post([again], by: "zhang")
        #expect(try ledger.asset(book: "H002", code: "DT").wear.map(\.isPosted) == [true])
        #expect(!(try ledger.check().contains { $0.code == "asset.without-voucher" }))
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("a voucher reversed makes its month due again")
    func reversed() throws {
        let ledger = try H.inMemory()
        let outcome = try H.run(ledger, 202601, kilometres: nil)
        let name = try #require(outcome.voucher.flatMap { VoucherName(parsing: $0, book: nil) })
        let red = try ledger.reverse(name, on: CalendarDate(validNumber: 2026_01_31), by: "zhang").name
        try ledger.review([red], by: "li")
        _ = try ledger.post([red], by: "zhang")
        #expect(try ledger.asset(book: "H002", code: "DT").wear.isEmpty)
        #expect(try H.run(ledger, 202601, kilometres: nil).amount == Money(fen: 10_000))
        #expect(try ledger.assetDifferences(books: ["H002"]).isEmpty)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("a voucher corrected stays the month's; a draft keeps its month and name; none is charged twice")
    func corrected() throws {
        let ledger = try H.inMemory()
        let outcome = try H.run(ledger, 202601, kilometres: nil)
        let name = try #require(outcome.voucher.flatMap { VoucherName(parsing: $0, book: nil) })
        var right = try ledger.voucher(name).content
        right.originalName = nil
        let later = CalendarDate(validNumber: 2026_02_10)
        var moved = right
        moved.date = later
        #expect(refusal { _ = try ledger.correct(name, with: moved, by: "zhang") } == ["asset.draft-bound"])
        let drafts = try ledger.correct(name, with: right, by: "zhang").map(\.name)
        var renamed = try ledger.draft(drafts[1]).content
        renamed.originalName = "foo"
        #expect(
            refusal { _ = try ledger.editDraft(drafts[1], to: renamed, by: "zhang") } == ["asset.draft-bound"]
        )
        renamed = try ledger.draft(drafts[1]).content
        renamed.date = later
        #expect(
            refusal { _ = try ledger.editDraft(drafts[1], to: renamed, by: "zhang") } == ["asset.draft-bound"]
        )
        try ledger.review(drafts, by: "li")
        _ = try ledger.post(drafts, by: "zhang")
        #expect(try H.run(ledger, 202601, kilometres: nil).charges.isEmpty)
        #expect(try ledger.assetDifferences(books: ["H002"]).isEmpty)
        #expect(refusal { try H.run(ledger, 202412, kilometres: nil) } == ["period.before-opening"])
    }

    @Test("a card added late has a voucher of its own")
    func late() throws {
        let ledger = try H.inMemory()
        try H.run(ledger, 202601, kilometres: nil)
        var software = H.entry("RJ", .intangible, 120_000)
        software.lifeMonths = 12
        try ledger.addAssets([software], by: "zhang")
        let outcome = try H.run(ledger, 202601, kilometres: nil)
        #expect(outcome.before == ["折旧摊销 2026-01"])
        #expect(try H.lines(ledger, outcome.voucher ?? "") == ["51304": 10_000, "162": -10_000])
        #expect(try ledger.asset(book: "H002", code: "RJ").wear.map(\.name) == ["折旧摊销 2026-01-2"])
    }

    @Test("a year is not closed while a month of it is not depreciated")
    func yearClose() throws {
        let ledger = try H.inMemory()
        func close() throws -> YearCloseOutcome {
            try ledger.closeYear(book: "H002", year: 2026, by: "zhang", reviewer: "li")
        }
        try H.run(ledger, 202601, kilometres: nil)
        for month in 2...10 { try H.run(ledger, 202600 + Int32(month)) }
        #expect(refusal { _ = try close() } == ["asset.not-depreciated", "asset.not-depreciated"])
        do { _ = try close() } catch let refused as ClosingRefused {
            let text = refused.problems[0].chinese
            for part in ["H002", "2026-11", "3 项资产", "asset depreciate --book H002 --period 2026-11"] {
                #expect(text.contains(part))
            }
        }
        for month in 11...12 { try H.run(ledger, 202600 + Int32(month)) }
        #expect(try close().warnings.isEmpty)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("of two villages one is refused and the other goes on")
    func batch() throws {
        let ledger = try H.inMemory()
        var other = H.entry("GD", .fixed, 12_000_000, book: "H003")
        (other.lifeMonths, other.takenOver) = (240, nil)
        try ledger.addAssets([other], by: "zhang")
        try H.run(ledger, 202601, kilometres: nil)
        #expect(refusal { try H.run(ledger, 202602, kilometres: nil) } == ["asset.units-missing"])
        let outcome = try ledger.depreciate(
            book: "H003", month: H.month(202602), .posted(reviewer: "li"), by: "zhang")
        // The chart of 2004 has 管理费用 under 541.
        #expect(try H.lines(ledger, outcome.voucher ?? "") == ["541": 50_000, "152": -50_000])
    }

    @Test("who may: preparer, poster, another person as reviewer, within the scope")
    func permission() throws {
        let ledger = try H.inMemory()
        let month = H.month(202601)
        #expect(
            refusal {
                _ = try ledger.depreciate(
                    book: "H002", month: month, .posted(reviewer: "zhang-review"), by: "zhang")
            }
                == ["voucher.same-person"])
        #expect(
            refusal { _ = try ledger.depreciate(book: "H002", month: month, .draft, by: "li") } == [
                "user.role-missing"
            ])
        try ledger.addUsers(
            [
                UserEntry(
                    name: "wu", displayName: "吴", roles: [.preparer, .poster], scope: "990101101201")
            ], by: "zhang")
        #expect(
            refusal {
                _ = try ledger.depreciate(book: "H002", month: month, .posted(reviewer: "li"), by: "wu")
            }
                == ["user.out-of-scope"])
        #expect(
            refusal { try ledger.addAssets([H.entry("X", .land, 1_000)], by: "wu") } == ["user.out-of-scope"])
        #expect(
            refusal { try ledger.addAssets([H.entry("X", .land, 1_000)], by: "li") } == ["user.role-missing"])
    }
}

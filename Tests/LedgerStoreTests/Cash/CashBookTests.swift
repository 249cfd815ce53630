import Ledger
import Testing

@testable import LedgerStore

@Suite("the cashier's book 出纳账")
struct CashBookTests {
    @Test("only a cashier writes in it, and a cashier neither reviews nor posts")
    func roles() throws {
        let village = try CashVillage()
        let entry = CashEntry(
            date: CashVillage.day(2026_01_05), kind: .receipt, account: "10101", amount: Money(fen: 100),
            summary: "收款")
        for user in ["zhang", "li", "qian"] {
            #expect(
                refusal { _ = try village.file.recordCash(entry, book: "V1", by: user) } == [
                    "user.role-missing"
                ])
        }
        // Another name of the cashier's person, with the roles of a reviewer and a poster.
        try village.file.addUsers(
            [
                UserEntry(
                    name: "wang2", displayName: "王竹", roles: [.reviewer, .poster],
                    scope: SmallLedger.township,
                    person: "wang")
            ], by: "qian")
        let draft = try village.file.addDrafts(
            [
                VoucherDraft(
                    book: "V1", date: CashVillage.day(2026_01_05),
                    lines: [
                        EntryLine("办公", account: "51302", debit: Money(fen: 100)),
                        EntryLine("办公", account: "10101", credit: Money(fen: 100)),
                    ], attachments: 1)
            ], by: "zhang"
        ).map(\.name)
        #expect(refusal { try village.file.review(draft, by: "wang2") } == ["voucher.cashier-duty"])
        try village.file.review(draft, by: "li")
        #expect(refusal { _ = try village.file.post(draft, by: "wang2") } == ["voucher.cashier-duty"])
        #expect(try village.file.post(draft, by: "zhang").count == 1)
    }

    @Test("what can't be an entry is refused")
    func refused() throws {
        let village = try CashVillage()
        try village.open()
        #expect(refusal { try village.record(2026_01_05, 100, account: "50103") } == ["cash.not-money"])
        #expect(refusal { try village.record(2026_01_05, 100, account: "101") } == ["cash.not-money"])
        #expect(refusal { try village.record(2025_12_31, 100) } == ["period.before-opening"])
        #expect(refusal { try village.open(2026_01_02) } == ["cash.opening-twice"])
        #expect(refusal { try village.record(2026_01_05, -100, to: "10101") } == ["cash.same-account"])
        try village.file.closePeriod(book: "V1", through: Month(parsing: "2026-01"), by: "zhang")
        #expect(refusal { try village.record(2026_01_31, 100) } == ["period.closed"])
        #expect(try village.file.cashEntries(book: "V1").count == 1)
    }

    @Test("an entry is taken back by another, once, and not while it lies in a draft")
    func cancel() throws {
        let village = try CashVillage()
        try village.open()
        try village.record(2026_01_05, 5000, receipt: "SJ0001", against: "50103")
        _ = try village.file.cancelCash(entry: 2, reason: "写错", book: "V1", by: "wang")
        #expect(try village.file.cashEntries(book: "V1").last?.balance == Money(fen: 100_000))
        #expect(
            refusal { _ = try village.file.cancelCash(entry: 2, reason: "再", book: "V1", by: "wang") } == [
                "cash.cancelled"
            ])
        #expect(
            refusal { _ = try village.file.draftCash(entries: [2], book: "V1", by: "zhang") } == [
                "cash.cancelled"
            ])
        try village.record(2026_01_06, 7000, against: "50103")
        _ = try village.file.draftCash(entries: [4], book: "V1", by: "zhang")
        #expect(
            refusal { _ = try village.file.cancelCash(entry: 4, reason: "错", book: "V1", by: "wang") } == [
                "cash.drafted"
            ])
        #expect(try village.file.verify().problems.isEmpty)
    }

    @Test(
        "vouchers drafted from entries carry receipt, party and link; money moved is one voucher for both halves"
    )
    func draft() throws {
        let village = try CashVillage()
        try village.issue()
        try village.open()
        try village.open(2026_01_01, 500_000, account: "10201")
        try village.record(2026_01_05, 20_000, receipt: "SJ0001", against: "11201", party: "云雾茶业")
        #expect(try village.record(2026_01_06, -15_000, to: "10201") == [4, 5])
        try village.record(2026_01_07, -3_000)
        #expect(
            refusal { _ = try village.file.draftCash(entries: [6], book: "V1", by: "zhang") } == [
                "cash.against-missing"
            ])
        let saved =
            try village.file.draftCash(entries: [3, 4, 5], book: "V1", by: "zhang")
            + village.file.draftCash(entries: [6], CashDrafting(against: "51302"), book: "V1", by: "zhang")
        #expect(saved.map(\.entries) == [[3], [4, 5], [6]])
        let names = try village.post(drafts: saved.map(\.draft.name))
        let rent = try village.file.voucher(names[0]).content.lines
        #expect(rent.map(\.account) == ["10101", "11201"])
        #expect(rent.last?.counterparty == "云雾茶业")
        #expect(rent.first?.receipt == "SJ0001")
        let moved = try village.file.voucher(names[1]).content.lines
        #expect(
            moved.map { "\($0.account) \($0.debit.fen) \($0.credit.fen)" } == [
                "10201 15000 0", "10101 0 15000",
            ])
        let entries = try village.file.cashEntries(book: "V1")
        #expect(
            entries.map(\.voucher)
                == [nil, nil, names[0], names[1], names[1], names[2]].map { $0?.description })
        #expect(try village.file.cashComparisons(book: "V1").flatMap(\.differing).isEmpty)
        #expect(try village.file.verify().problems.isEmpty)
        #expect(try village.findings("cash.day-differs").isEmpty)
    }

    @Test("who deletes the draft sets its entries free")
    func free() throws {
        let village = try CashVillage()
        try village.record(2026_01_05, 20_000, against: "50103")
        let saved = try village.file.draftCash(entries: [1], book: "V1", by: "zhang")
        #expect(try village.file.cashEntries(book: "V1").map(\.voucher) == ["V1#1"])
        try village.file.deleteDrafts(saved.map(\.draft.name), by: "zhang")
        #expect(try village.file.cashEntries(book: "V1").map(\.voucher) == [nil])
        #expect(
            try village.file.draftCash(entries: [1], book: "V1", by: "zhang").map(\.draft.name.number) == [2])
        #expect(try village.file.verify().problems.isEmpty)
    }

    @Test("an entry whose voucher was reversed is drafted anew, one whose voucher stands is not")
    func again() throws {
        let village = try CashVillage()
        try village.open()
        try village.record(2026_01_05, 20_000, receipt: "SJ0001", against: "50103")
        func draft() throws -> [DraftName] {
            try village.file.draftCash(entries: [2], book: "V1", by: "zhang").map(\.draft.name)
        }
        let name = try #require(try village.post(drafts: draft()).first)
        #expect(refusal { _ = try draft() } == ["cash.drafted"])
        let reversal = try village.file.reverse(name, on: CashVillage.day(2026_01_06), by: "zhang")
        try village.post(drafts: [reversal.name])
        let again = try #require(try village.post(drafts: draft()).first)
        #expect(try village.file.cashEntries(book: "V1").last?.voucher == again.description)
        // The second voucher bears the date of the entry, so that only the day of the first one and its reversal differ.
        #expect(
            try village.file.cashComparisons(book: "V1").first?.differing.map(\.date.number) == [2026_01_05])
        #expect(try village.file.verify().problems.isEmpty)
    }

    @Test("a day that differs from 101/102 is named with both figures and what is missing on either side")
    func differs() throws {
        let village = try CashVillage()
        try village.open()
        try village.record(2026_01_05, 20_000, receipt: "SJ0001")
        try village.record(2026_01_08, -3_000)
        // The 5th agrees; on the 8th the payment of 30.00 stands with 33.00 in the ledger; the 9th adds nothing new.
        try village.post([
            (2026_01_05, "10101", "50103", 20_000, "SJ0001"), (2026_01_08, "51302", "10101", 3_300, nil),
            (2026_01_09, "51302", "10101", 500, nil),
        ])
        try village.record(2026_01_09, -500)
        let comparison = try #require(try village.file.cashComparisons(book: "V1").first)
        #expect(comparison.days.map(\.date.number) == [2026_01_01, 2026_01_05, 2026_01_08, 2026_01_09])
        #expect(comparison.differing.map(\.date.number) == [2026_01_08, 2026_01_09])
        let day = try #require(comparison.differing.first)
        // 1000.00 + 200.00 − 30.00 and − 33.00
        #expect([day.cashier.fen, day.ledger.fen] == [117_000, 116_700])
        #expect(day.missingInLedger.map(\.name) == ["出纳-3"])
        #expect(day.missingInCash.map(\.name) == ["V1/2026-01/记-2"])
        let found = try village.findings("cash.day-differs")
        #expect(found.count == 1)
        #expect(found.first?.messageEn.contains("2026-01-08") == true)
        #expect(found.first?.messageEn.contains("1,170.00") == true)
        #expect(found.first?.messageEn.contains("1,167.00") == true)
    }

    @Test("a voucher booked on a later day makes the days between differ, and is told with its day")
    func later() throws {
        let village = try CashVillage()
        try village.open()
        try village.record(2026_01_05, 20_000, receipt: "SJ0001")
        try village.post([(2026_01_07, "10101", "50103", 20_000, "SJ0001")])
        let comparison = try #require(try village.file.cashComparisons(book: "V1").first)
        #expect(comparison.differing.map(\.date.number) == [2026_01_05])
        #expect(comparison.differing.first?.missingInLedger.first?.otherDay == CashVillage.day(2026_01_07))
    }

    @Test(
        "a count is held against the cashier's book; what differs needs its reason, and somebody else watches"
    )
    func count() throws {
        let village = try CashVillage()
        #expect(
            refusal {
                _ = try village.file.countCash(
                    CountedNotes(parsing: ""), account: "10101", on: CashVillage.day(2026_01_31), reason: nil,
                    witness: "李岚", book: "V1", by: "wang")
            } == ["cash.not-kept"])
        try village.open()
        func count(_ notes: String, reason: String? = nil, witness: String = "李岚") throws -> CashCount {
            try village.file.countCash(
                CountedNotes(parsing: notes), account: "10101", on: CashVillage.day(2026_01_31),
                reason: reason,
                witness: witness, book: "V1", by: "wang")
        }
        #expect(refusal { _ = try count("100=9") } == ["cash.count-unexplained"])
        #expect(refusal { _ = try count("100=10", witness: "王竹") } == ["cash.witness"])
        #expect(try count("100=9", reason: "找零少收").difference == Money(fen: -10_000))
        #expect(try count("100=10").difference == .zero)
        #expect(try village.file.cashCounts(book: "V1").count == 2)
        #expect(try village.file.verify().problems.isEmpty)
    }

    @Test(
        "closing tells of days that differ, of a month without a count, of vouchers nobody signed and of gaps"
    )
    func closing() throws {
        let village = try CashVillage()
        try village.issue()
        try village.open()
        try village.record(2026_01_05, 20_000, receipt: "SJ0002")
        let names = try village.post([
            (2026_01_05, "10101", "50103", 20_000, "SJ0002"), (2026_01_06, "51302", "10101", 100, nil),
        ])
        let codes = try village.file.closePeriod(book: "V1", through: Month(parsing: "2026-01"), by: "zhang")
            .map(\.code)
        #expect(
            codes == ["cash.day-differs", "cash.count-missing", "voucher.missing-cashier", "receipt.gap"])
        // February: recorded, counted, signed.
        try village.file.sign(names.map(CashDocument.voucher), by: "wang")
        try village.record(2026_02_01, -100)
        try village.file.endReceipts(
            ReceiptRun(first: "SJ0001", last: "SJ0001"), as: .void, reason: "写错",
            on: CashVillage.day(2026_02_01),
            book: "V1", by: "wang")
        _ = try village.file.countCash(
            CountedNotes(parsing: "100=11;50=1;20=2;5=1;2=2"), account: "10101",
            on: CashVillage.day(2026_02_28),
            reason: nil, witness: "李岚", book: "V1", by: "wang")
        #expect(
            try village.file.closePeriod(book: "V1", through: Month(parsing: "2026-02"), by: "zhang").isEmpty)
    }

    @Test("a book without a cashier's book closes in silence")
    func silent() throws {
        let village = try CashVillage()
        try village.post([(2026_01_05, "10101", "50103", 20_000, nil)])
        #expect(
            try village.file.closePeriod(book: "V1", through: Month(parsing: "2026-01"), by: "zhang").isEmpty)
    }
}

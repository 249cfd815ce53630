import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// Book H002 earned 3,012.34 and spent 480.00 in 2026: net income 2,532.34, 30 % of which is 759.702, so 759.71.
@Suite("distributing a year's income")
struct DistributionTests {
    private static let decision = MeetingDecision(
        date: CalendarDate(validNumber: 2027_02_10), votesFor: 52, votesAgainst: 3, abstained: 1, note: "公示十天"
    )

    private func closed(spending more: Int64 = 0) throws -> LedgerFile {
        let ledger = try Hamlet.inMemory()
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H002", 2026_03_10,
                    [
                        Hamlet.debit("10201", 251_234),
                        Hamlet.credit("50103", 251_234, source: "retained-land"),
                    ]),
                Hamlet.voucher(
                    "H002", 2026_09_30,
                    [Hamlet.debit("51302", 48_000 + more), Hamlet.credit("10201", 48_000 + more)]),
            ], in: ledger)
        _ = try ledger.closeYear(book: "H002", year: 2026, by: "zhang", reviewer: "li")
        return ledger
    }

    private func item(_ purpose: String, _ target: String, _ fen: Int64, to party: String? = nil)
        -> DistributionItem
    {
        DistributionItem(purpose: purpose, target: target, counterparty: party, amount: Money(fen: fen))
    }

    private func plan(reserve: Int64, members: Int64) -> [DistributionItem] {
        [
            item("3220101", "31101", reserve), item("3220102", "11301", members - members / 3, to: "一组成员"),
            item("3220102", "11301", members / 3, to: "二组成员"),
        ].filter { $0.amount != .zero }
    }

    private func distribute(
        _ ledger: LedgerFile, _ items: [DistributionItem], year: Int = 2026, on date: Int32 = 2027_02_20,
        decision: MeetingDecision = decision, isFurther: Bool = false, by user: String = "zhang",
        reviewer: String = "li", rehearsal: Bool = false
    ) throws -> DistributionOutcome {
        try ledger.distribute(
            book: "H002", year: year, items: items, on: CalendarDate(validNumber: date), decision: decision,
            isFurther: isFurther, by: user, reviewer: reviewer, rehearsal: rehearsal)
    }

    private func balance(_ ledger: LedgerFile, _ account: String, _ month: String = "2027-02") throws -> Int64
    {
        let rows = try ledger.trialBalance(book: "H002", period: Period(parsing: month)).rows
        return rows.first { $0.code == account }?.figures.closing.fen ?? 0
    }

    @Test("各项分配 goes to reserve and members, 未分配收益 to 各项分配, and the decision stands in the log")
    func lawful() throws {
        let ledger = try closed()
        let outcome = try distribute(ledger, plan(reserve: 75_971, members: 100_000))
        #expect(outcome.vouchers.map(\.description) == ["H002/2027-02/记-1", "H002/2027-02/记-2"])
        #expect(try outcome.vouchers.allSatisfy { try ledger.voucher($0).type == .distribution })
        #expect(try balance(ledger, "31101") == -75_971)
        #expect(try balance(ledger, "11301") == -100_000)
        #expect(try balance(ledger, "32201") == 0)
        #expect(try balance(ledger, "3220201") == -(253_234 - 175_971))
        #expect(try ledger.info().lastAudit?.action == "year distribute")
        #expect(try ledger.verify().problems == [])
        #expect(try ledger.check().filter { $0.severity == .error }.isEmpty)
        // A distribution is no income of the year it is booked in.
        #expect(try ledger.threshold(year: 2027).villages.allSatisfy { $0.income == .zero })
    }

    @Test(
        "one fen too little set aside, one fen too much given, an empty plan",
        arguments: [
            (75_970, 100_000, ["year.reserve-below-floor"]), (75_971, 177_263, []),
            (75_971, 177_264, ["year.over-distribution"]),
            (0, 0, ["year.plan-empty", "year.reserve-below-floor"]),
            (253_235, 0, ["year.over-distribution"]),
        ] as [(Int64, Int64, [String])])
    func amounts(reserve: Int64, members: Int64, codes: [String]) throws {
        let ledger = try closed()
        let before = try ledger.info()
        #expect(refusal { _ = try distribute(ledger, plan(reserve: reserve, members: members)) } == codes)
        if !codes.isEmpty { #expect(try ledger.info() == before) }
    }

    @Test(
        "an item of another kind is refused with its place in the plan",
        arguments: [
            (("10201", "31101"), 100_000, nil, ["year.plan-purpose"]),
            (("3220201", "31101"), 1, nil, ["year.plan-purpose"]),
            (("50103", "31101"), 1, nil, ["year.plan-purpose"]),
            (("322", "31101"), 1, nil, ["year.plan-purpose"]),
            (("3220102", "10201"), 1, nil, ["year.plan-target"]),
            (("3220102", "3220201"), 1, nil, ["year.plan-target"]),
            (("3220102", "113"), 1, "甲", ["year.plan-target"]),
            (("3220102", "99999"), 1, "甲", ["year.plan-target"]),
            (("3220102", "11301"), 1, nil, ["year.plan-counterparty"]),
            (("3220101", "11301"), 1, "甲", ["year.plan-mismatch"]),
            (("3220102", "31101"), 1, nil, ["year.plan-mismatch"]),
            (("3220109", "31101"), 1, nil, ["year.plan-mismatch"]),
            (("3220102", "11301"), 0, "甲", ["year.plan-amount"]),
            (("3220102", "11301"), -5, "甲", ["year.plan-amount"]),
        ] as [((String, String), Int64, String?, [String])])
    func items(accounts: (String, String), fen: Int64, party: String?, codes: [String]) throws {
        let ledger = try closed()
        var bad = item(accounts.0, accounts.1, fen, to: party)
        bad.position = 7
        let before = try ledger.info()
        do {
            _ = try distribute(ledger, plan(reserve: 75_971, members: 0) + [bad])
            Issue.record("It was let through.")
        } catch let refused as ImportRefused {
            #expect(refused.problems.map(\.problem.code) == codes)
            #expect(refused.problems.allSatisfy { $0.line == 7 })
        }
        #expect(try ledger.info() == before)
    }

    @Test("what is posted to a later month is not there to be distributed in an earlier one")
    func backdated() throws {
        let ledger = try closed()
        _ = try distribute(ledger, plan(reserve: 75_971, members: 100_000), on: 2027_03_20)
        #expect(
            refusal {
                _ = try distribute(ledger, plan(reserve: 0, members: 77_264), on: 2027_02_20, isFurther: true)
            }
                == ["year.over-distribution"])
    }

    @Test("what one year sets aside is not another's, and each has its own days")
    func twoYears() throws {
        let ledger = try closed()
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H002", 2027_06_01,
                    [
                        Hamlet.debit("10201", 100_000),
                        Hamlet.credit("50103", 100_000, source: "retained-land"),
                    ])
            ], in: ledger)
        _ = try distribute(ledger, plan(reserve: 75_971, members: 0), on: 2027_11_20)
        #expect(
            refusal { _ = try distribute(ledger, plan(reserve: 0, members: 1), on: 2027_12_31) }
                == ["year.distribution-date"])
        _ = try ledger.closeYear(book: "H002", year: 2027, by: "zhang", reviewer: "li")
        let decision = MeetingDecision(
            date: CalendarDate(validNumber: 2028_02_10), votesFor: 9, votesAgainst: 0, abstained: 0)
        func attempt(_ reserve: Int64) -> [String] {
            refusal {
                _ = try distribute(
                    ledger, plan(reserve: reserve, members: 50_000), year: 2027, on: 2028_02_20,
                    decision: decision)
            }
        }
        #expect(attempt(0) == ["year.reserve-below-floor"])
        #expect(attempt(29_999) == ["year.reserve-below-floor"])
        #expect(attempt(30_000) == [])
    }

    @Test("a thousand members take as many vouchers as they need")
    func manyMembers() throws {
        let ledger = try closed()
        let members = (1...1200).map { item("3220102", "11301", 100, to: "成员\($0)") }
        let outcome = try distribute(ledger, plan(reserve: 75_971, members: 0) + members)
        #expect(outcome.vouchers.count == 3)
        #expect(try balance(ledger, "11301") == -120_000)
        #expect(try balance(ledger, "32201") == 0)
        #expect(try ledger.verify().problems == [])
    }

    @Test("the last year on the chart of 2004 is distributed on that of 2023")
    func chartChanged() throws {
        let ledger = try Hamlet.inMemory()
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H003", 2026_05_01,
                    [Hamlet.debit("102", 100_000), Hamlet.credit("501", 100_000, source: "property-lease")])
            ],
            in: ledger)
        _ = try ledger.closeYear(book: "H003", year: 2026, by: "zhang", reviewer: "li")
        try ledger.setChart(.system2023, of: "H003", from: 2027, by: "zhang")
        let outcome = try ledger.distribute(
            book: "H003", year: 2026, items: plan(reserve: 30_000, members: 0),
            on: CalendarDate(validNumber: 2027_02_20), decision: Self.decision, by: "zhang", reviewer: "li")
        #expect(outcome.vouchers.count == 2)
    }

    @Test("nothing earned and nothing lost is told as that; a year that is still open is not carried")
    func nothing() throws {
        let ledger = try Hamlet.inMemory()
        _ = try ledger.addDraft(
            Hamlet.voucher("H002", 2026_02_02, [Hamlet.debit("51302", 1), Hamlet.credit("10101", 1)]),
            by: "zhang")
        #expect(refusal { _ = try distribute(ledger, plan(reserve: 1, members: 0)) } == ["year.not-carried"])
        try ledger.deleteDraft(DraftName(book: "H002", number: 2), by: "zhang")
        let reversal = try ledger.reverse(
            VoucherName(book: "H002", month: Month(validNumber: 2026_01), kind: .general, number: 1),
            on: CalendarDate(validNumber: 2026_02_03), by: "zhang"
        ).name
        try ledger.review([reversal], by: "li")
        _ = try ledger.post([reversal], by: "zhang")
        #expect(refusal { _ = try distribute(ledger, plan(reserve: 1, members: 0)) } == ["year.not-carried"])
        _ = try ledger.closeYear(book: "H002", year: 2026, by: "zhang", reviewer: "li")
        #expect(
            refusal { _ = try distribute(ledger, plan(reserve: 1, members: 0)) } == [
                "year.nothing-to-distribute"
            ])
        #expect(
            refusal { _ = try distribute(ledger, plan(reserve: 1, members: 0), year: 2025, on: 2026_02_20) }
                == ["period.before-opening"])
    }

    @Test("what an earlier distribution of the year set aside counts, also when it is reversed")
    func several() throws {
        let ledger = try closed()
        let first = try distribute(ledger, plan(reserve: 75_971, members: 0))
        // The same again, or more without a word, would distribute twice.
        #expect(
            refusal { _ = try distribute(ledger, plan(reserve: 75_971, members: 0)) } == [
                "year.distributed-before"
            ])
        _ = try distribute(ledger, plan(reserve: 0, members: 100_000), isFurther: true)
        #expect(
            refusal { _ = try distribute(ledger, plan(reserve: 0, members: 77_264), isFurther: true) } == [
                "year.over-distribution"
            ])
        for name in first.vouchers.reversed() {
            let draft = try ledger.reverse(name, on: CalendarDate(validNumber: 2027_02_21), by: "zhang").name
            try ledger.review([draft], by: "li")
            _ = try ledger.post([draft], by: "zhang")
        }
        #expect(
            refusal { _ = try distribute(ledger, plan(reserve: 0, members: 1), isFurther: true) } == [
                "year.reserve-below-floor"
            ])
    }

    @Test("a loss is made good before anything is distributed, and comes off what the reserve is taken of")
    func losses() throws {
        // 2026: 3,012.34 − 3,512.34 = −500.00. 2027 earns 400.00, 2028 another 300.00: 200.00 to distribute, 60.00 of it reserve.
        let ledger = try closed(spending: 303_234)
        for (year, fen) in [(2027, 40_000), (2028, 30_000)] as [(Int32, Int64)] {
            if year == 2028 {
                #expect(
                    refusal {
                        _ = try distribute(ledger, plan(reserve: 1, members: 0), year: 2027, on: 2028_02_20)
                    }
                        == ["year.losses-remain"])
            }
            try Hamlet.post(
                [
                    Hamlet.voucher(
                        "H002", year * 10_000 + 601,
                        [Hamlet.debit("10201", fen), Hamlet.credit("50103", fen, source: "retained-land")])
                ], in: ledger)
            _ = try ledger.closeYear(book: "H002", year: Int(year), by: "zhang", reviewer: "li")
        }
        let decision = MeetingDecision(
            date: CalendarDate(validNumber: 2029_02_10), votesFor: 9, votesAgainst: 0, abstained: 0)
        func attempt(_ reserve: Int64) -> [String] {
            refusal {
                _ = try distribute(
                    ledger, plan(reserve: reserve, members: 14_000), year: 2028, on: 2029_02_20,
                    decision: decision)
            }
        }
        #expect(attempt(5_999) == ["year.reserve-below-floor"])
        #expect(attempt(6_001) == ["year.over-distribution"])
        #expect(attempt(6_000) == [])
    }

    @Test("another floor is told with its rule")
    func floor() throws {
        let ledger = try closed()
        try ledger.set(.reserveFloor, to: "40", scope: "990101101000", source: "示例区规定", by: "zhang")
        do {
            _ = try distribute(ledger, plan(reserve: 75_971, members: 0))
            Issue.record("It was let through.")
        } catch let refused as ClosingRefused {
            // 40 % of 2,532.34 is 1,012.936, so 1,012.94.
            let text = refused.problems.map(\.chinese).joined()
            #expect(text.contains("1,012.94") && text.contains("40.00%") && text.contains("示例区规定"))
        }
    }

    @Test(
        "neither before the year's last day, nor without a decision, nor in a closed month",
        arguments: [
            (2026_12_30, 2026_12_20, 9, "year.distribution-date"),
            (2027_02_09, 2027_02_10, 9, "year.decision-missing"),
            (2027_02_20, 2027_02_10, 3, "year.decision-missing"),
            (2027_02_20, 1950_01_01, 9, "year.decision-missing"),
            (2027_12_31, 2027_02_10, 9, "year.distribution-date"),
            (2032_02_20, 2027_02_10, 9, "year.distribution-date"),
            (2026_12_31, 2027_02_10, 9, "period.closed"),
        ] as [(Int32, Int32, Int, String)])
    func dates(date: Int32, decided: Int32, votesFor: Int, code: String) throws {
        let ledger = try closed()
        let decision = MeetingDecision(
            date: CalendarDate(validNumber: decided), votesFor: votesFor, votesAgainst: 3, abstained: 0)
        let items = plan(reserve: 75_971, members: 0)
        #expect(refusal { _ = try distribute(ledger, items, on: date, decision: decision) } == [code])
    }

    @Test("on 31 December while that is open, decided later")
    func lastDay() throws {
        let ledger = try closed()
        try ledger.reopenPeriod(book: "H002", month: Month(parsing: "2026-12"), reason: "分配", by: "li")
        _ = try distribute(ledger, plan(reserve: 75_971, members: 0), on: 2026_12_31)
        // Carried forward already, the year closes without another voucher.
        #expect(try ledger.closeYear(book: "H002", year: 2026, by: "zhang", reviewer: "li").vouchers.isEmpty)
    }

    @Test("a year that was not carried forward has nothing certain to distribute")
    func notCarried() throws {
        let ledger = try Hamlet.inMemory()
        #expect(refusal { _ = try distribute(ledger, plan(reserve: 1, members: 0)) } == ["year.not-carried"])
    }

    @Test("a rehearsal leaves the ledger as it was")
    func rehearsal() throws {
        let ledger = try closed()
        let before = try ledger.info()
        let items = plan(reserve: 75_971, members: 0)
        let shown = try distribute(ledger, items, rehearsal: true)
        #expect(try ledger.info() == before)
        #expect(try distribute(ledger, items) == shown)
    }
}

import Ledger
import Testing

@testable import LedgerStore

@Suite("asset cards: what a card must have, and changes on record")
struct AssetCardTests {
    private typealias H = AssetHamlet

    private func added(_ change: (inout AssetEntry) -> Void) -> [String] {
        refusal {
            let ledger = try Hamlet.inMemory()
            var entry = H.entry("A", .fixed, 1_000_000)
            entry.lifeMonths = 120
            change(&entry)
            try ledger.addAssets([entry], by: "zhang")
        }
    }

    @Test("each rule refuses its case, and the lawful card passes")
    func rules() {
        #expect(added { _ in }.isEmpty)
        #expect(added { $0.code = "A/1" } == ["asset.bad-code"])
        #expect(added { $0.code = "" } == ["asset.bad-code"])
        #expect(added { $0.cost = .zero } == ["asset.bad-amounts"])
        #expect(added { $0.salvage = Money(fen: 1_000_001) } == ["asset.bad-amounts"])
        #expect(added { $0.salvage = Money(fen: -1) } == ["asset.bad-amounts"])
        #expect(added { $0.salvage = Money(fen: 1_000_000) } == ["asset.bad-amounts"])
        #expect(added { $0.salvage = Money(fen: 999_999) }.isEmpty)
        #expect(added { $0.name = "" } == ["asset.name-missing"])
        #expect(added { $0.acquired = CalendarDate(validNumber: 2999_12_31) } == ["asset.bad-months"])
        #expect(added { $0.lifeMonths = nil } == ["asset.life-missing"])
        #expect(added { $0.lifeMonths = 1_201 } == ["asset.life-missing"])
        #expect(added { $0.method = .units } == ["asset.units-total-missing"])
        #expect(added { $0.method = DepreciationMethod.none } == ["asset.method-missing"])
        #expect(
            added {
                $0.method = DepreciationMethod.none
                $0.cost = Money(fen: 100)
            }.isEmpty)
        #expect(
            added {
                $0.lifeMonths = nil
                $0.cost = Money(fen: 100)
            }.isEmpty)
        for kind in [AssetKind.land, .publicGood, .consumptive] {
            #expect(
                added {
                    $0.kind = kind
                    $0.method = .straightLine
                } == ["asset.never-depreciated"])
            #expect(added { $0.kind = kind }.isEmpty)
        }
        for method in [DepreciationMethod.doubleDeclining, .sumOfYears] {
            #expect(added { $0.method = method } == ["asset.accelerated-off"])
        }
        #expect(added { $0.started = CalendarDate(validNumber: 2026_01_09) } == ["asset.bad-months"])
        #expect(added { $0.acquired = CalendarDate(validNumber: 2020_01_09) } == ["asset.taken-over-missing"])
        #expect(added { $0.openingAccumulated = Money(fen: 1) } == ["asset.bad-opening"])
        #expect(
            added {
                $0.acquired = CalendarDate(validNumber: 2020_01_09)
                $0.openingAccumulated = Money(fen: 1_000_001)
                $0.takenOver = H.month(202512)
            } == ["asset.bad-opening"])
        #expect(added { $0.book = "H009" } == ["book.unknown"])
    }

    @Test("accounts are leaves of the book's chart that do what the card asks of them")
    func accounts() {
        #expect(added { $0.costAccount = "199" } == ["account.unknown"])
        #expect(added { $0.costAccount = "102" } == ["account.not-leaf"])
        #expect(added { $0.costAccount = "501" } == ["account.not-leaf"])
        #expect(added { $0.costAccount = "511" } == ["asset.account-unfit"])
        #expect(added { $0.costAccount = "11209" } == ["asset.counterparty-missing"])
        #expect(
            added {
                $0.kind = .deferred
                $0.costAccount = "11209"
                $0.counterparty = "某户"
            }.isEmpty)
        #expect(added { $0.accumulatedAccount = "211" } == ["account.not-leaf"])
        #expect(added { $0.accumulatedAccount = "11209" } == ["asset.account-unfit"])
        #expect(added { $0.expenseAccount = "504" } == ["asset.account-unfit"])
        // The chart of 2004 knows no 长期待摊费用.
        #expect(
            added {
                $0.book = "H003"
                $0.kind = .deferred
            } == ["asset.account-missing"])
        // H001 has nothing of its own there; H002 has 5130901 below 51309.
        #expect(
            added {
                $0.book = "H002"
                $0.expenseAccount = "51309"
            } == ["account.not-leaf"])
    }

    @Test("the setting switches accelerated methods on, and amortisation from the month after")
    func settings() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.set(.acceleratedDepreciation, to: "on", scope: "H002", source: "镇文", by: "zhang")
        var fast = H.entry("F", .fixed, 1_000_000)
        (fast.method, fast.lifeMonths) = (.doubleDeclining, 60)
        try ledger.addAssets([fast], by: "zhang")
        var software = H.entry("S1", .intangible, 120_000)
        software.lifeMonths = 12
        try ledger.addAssets([software], by: "zhang")
        try ledger.set(.amortisationFirstMonth, to: "off", source: "镇文", by: "zhang")
        software.code = "S2"
        try ledger.addAssets([software], by: "zhang")
        #expect(
            try ledger.assets(books: ["H002"]).map { "\($0.asset.code) \($0.asset.begins)" } == [
                "F 2026-02", "S1 2026-01", "S2 2026-02",
            ])
    }

    @Test("a change is a row of its own from its month on; what was depreciated is not reached")
    func change() throws {
        let ledger = try H.inMemory()
        try H.run(ledger, 202601, kilometres: nil)
        try H.run(ledger, 202602)
        func change(_ month: Int32, _ reason: String = "村〔2026〕5号", _ body: (inout AssetChange) -> Void)
            -> [String]
        {
            refusal {
                var change = AssetChange(month: H.month(month), reason: reason)
                body(&change)
                try ledger.changeAsset(book: "H002", asset: "GD", change, by: "zhang")
            }
        }
        #expect(change(202602) { $0.lifeMonths = 121 } == ["asset.change-too-early"])
        #expect(change(202603, "") { $0.lifeMonths = 121 } == ["asset.reason-missing"])
        #expect(change(202603) { _ in } == ["asset.nothing-changed"])
        #expect(change(202603) { $0.method = .sumOfYears } == ["asset.accelerated-off"])
        #expect(change(202603) { $0.cost = Money(fen: 47_999) } == ["asset.bad-amounts"])
        #expect(
            change(202603) {
                $0.method = .units
            } == ["asset.units-total-missing"])
        // 114 720.00 left over 120 months: 956.00; and let no more, so that 管理费用 bears it.
        #expect(
            change(202603) {
                $0.lifeMonths = 121
                $0.use = .admin
            }.isEmpty)
        let outcome = try H.run(ledger, 202603)
        #expect(
            try H.lines(ledger, outcome.voucher ?? "") == [
                "511": 10_000, "51304": 95_600 + 57_000, "152": -152_600, "171": -10_000,
            ])
        let terms = try ledger.asset(book: "H002", code: "GD").asset.terms
        #expect(terms.map(\.lifeMonths) == [240, 121])
        #expect(terms.map(\.use) == [.letOut, .admin])
        #expect(terms.map(\.expenseAccount) == ["511", "51304"])
        #expect(change(202603) { $0.keeper = "李" } == ["asset.change-too-early"])
        #expect(change(202604, "移交") { $0.keeper = "李" }.isEmpty)
        let log = try StoredFigures.rows(
            ledger, "SELECT subject, detail FROM audit WHERE action = 'asset change' ORDER BY id")
        #expect(log.count == 2)
        #expect(log[0][0] == "GD" && log[0][1].contains("life 240 → 121") && log[0][1].contains("村〔2026〕5号"))
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test("due, done, never: every card says what the month's routine does with it and why")
    func due() throws {
        let ledger = try H.inMemory()
        try ledger.addAssets([H.entry("TD", .land, 1_000_000)], by: "zhang")
        func states(_ month: Int32) throws -> [String] {
            try ledger.assets(books: ["H002"]).map {
                "\($0.asset.code) \($0.due(in: H.month(month)).rawValue)"
            }
        }
        #expect(try states(202601) == ["CL not-begun", "DT due", "GD not-begun", "TD never"])
        try H.run(ledger, 202601, kilometres: nil)
        #expect(try states(202601) == ["CL not-begun", "DT done", "GD not-begun", "TD never"])
        #expect(try states(202602) == ["CL due", "DT due", "GD due", "TD never"])
    }
}

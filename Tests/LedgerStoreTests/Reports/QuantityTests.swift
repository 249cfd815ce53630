import Ledger
import LedgerStore
import Testing

@Suite("数量金额账")
struct QuantityTests {
    private static func shown(_ part: QuantityLedger.Part) -> String {
        "\(part.quantityMillionths.map { "\($0)" } ?? "-")/\(part.unitPriceTenThousandths.map { "\($0)" } ?? "-")/"
            + "\(part.amount.fen)"
    }

    private static func shown(_ row: QuantityLedger.Row) -> String {
        let name = row.ledger.entry.map { "记-\($0.voucher.number)" } ?? row.ledger.kind.chinese
        return
            "\(row.ledger.date) \(name) \(shown(row.incoming)) \(shown(row.outgoing)) \(shown(row.balance))"
    }

    /// Tea by the kilogram: 10 at 30.00 in December; in January 20 at 36.00 in, 12 at 34.00 out, 3 at 36.00 in by error
    /// and taken back in red; in February 7 out for 240.00 without a price.
    private static func ledger(opening: Int64 = 0) throws -> LedgerFile {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        if opening != 0 {
            _ = try small.file.importOpenings(
                [("121", opening), ("301", -opening)].map {
                    OpeningEntry(book: "S1", account: $0.0, balance: Money(fen: $0.1))
                }, by: "zhang")
        }
        func post(
            _ date: Int32, _ debit: String, _ credit: String, _ fen: Int64, kilograms: Int64?,
            price: Int64? = nil,
            reverses: String? = nil
        ) throws {
            var draft = VoucherDraft(book: "S1", date: CalendarDate(validNumber: date), attachments: 1)
            draft.reverses = reverses
            draft.lines = [
                EntryLine("茶叶", account: debit, debit: Money(fen: fen)),
                EntryLine("茶叶", account: credit, credit: Money(fen: fen)),
            ]
            for index in 0..<2 where draft.lines[index].account == "121" {
                draft.lines[index].quantityMillionths = kilograms.map { $0 * 1_000_000 }
                draft.lines[index].unitPriceTenThousandths = price
            }
            var source = DraftsInMemory([draft])
            _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        }
        try post(2025_12_01, "121", "10101", 30_000, kilograms: 10, price: 300_000)
        try post(2026_01_05, "121", "10101", 72_000, kilograms: 20, price: 360_000)
        try post(2026_01_09, "511", "121", 40_800, kilograms: 12, price: 340_000)
        try post(2026_01_10, "121", "10101", 10_800, kilograms: 3, price: 360_000)
        try post(
            2026_01_12, "121", "10101", -10_800, kilograms: -3, price: 360_000, reverses: "S1/2026-01/记-3")
        try post(2026_02_03, "511", "121", 24_000, kilograms: 7)
        if opening != 0 { try post(2026_02_04, "121", "10101", 1000, kilograms: nil) }
        return small.file
    }

    @Test("In, out and left, carried over the year, red on its own side, prices rounded half up")
    func byHand() throws {
        let report = try Self.ledger().quantityLedger(
            book: "S1", account: "121", period: Period(parsing: "2026-01..2026-02"))
        #expect(
            report.rows.map(Self.shown) == [
                "2026-01-01 上年结转 -/-/0 -/-/0 10000000/300000/30000",
                "2026-01-05 记-1 20000000/360000/72000 -/-/0 30000000/340000/102000",
                "2026-01-09 记-2 -/-/0 12000000/340000/40800 18000000/340000/61200",
                "2026-01-10 记-3 3000000/360000/10800 -/-/0 21000000/342857/72000",
                "2026-01-12 记-4 -3000000/360000/-10800 -/-/0 18000000/340000/61200",
                "2026-01-31 本月合计 20000000/360000/72000 12000000/340000/40800 18000000/340000/61200",
                "2026-01-31 本年累计 20000000/360000/72000 12000000/340000/40800 18000000/340000/61200",
                "2026-02-03 记-1 -/-/0 7000000/342857/24000 11000000/338182/37200",
                "2026-02-28 本月合计 -/-/0 7000000/342857/24000 11000000/338182/37200",
                "2026-02-28 本年累计 20000000/360000/72000 19000000/341053/64800 11000000/338182/37200",
            ])
        #expect(report.amountWithoutQuantity == .zero)
    }

    @Test("What has no quantity is said")
    func withoutQuantity() throws {
        let report = try Self.ledger(opening: 5000).quantityLedger(
            book: "S1", account: "121", period: Period(parsing: "2026-02"))
        #expect(report.amountWithoutQuantity == Money(fen: 6000))
        #expect(report.rows.last.map { $0.balance.amount } == Money(fen: 43_200))
        #expect(report.rows.last?.balance.quantityMillionths == 11_000_000)
        #expect(report.rows.allSatisfy { $0.balance.unitPriceTenThousandths == nil })
    }

    /// Sold by the kilogram on income: 10 for 200.00 in 2025, carried away by the closing; 4 for 100.00 in 2026, with
    /// 7.00 of postage that weighs nothing.
    @Test("Quantities of income start anew with the year")
    func income() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        func sell(_ date: Int32, _ fen: Int64, kilograms: Int64?) throws {
            var draft = VoucherDraft(book: "S1", date: CalendarDate(validNumber: date), attachments: 1)
            draft.lines = [
                EntryLine("售茶", account: "10101", debit: Money(fen: fen)),
                EntryLine("售茶", account: "50101", credit: Money(fen: fen)),
            ]
            draft.lines[1].quantityMillionths = kilograms.map { $0 * 1_000_000 }
            var source = DraftsInMemory([draft])
            _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        }
        try sell(2025_06_01, 20_000, kilograms: 10)
        try small.post("S1", [(2025_12_31, [("50101", 20_000), ("321", -20_000)])])
        try sell(2026_02_01, 10_000, kilograms: 4)
        try sell(2026_02_02, 700, kilograms: nil)
        let report = try small.file.quantityLedger(
            book: "S1", account: "50101", period: Period(parsing: "2025-12..2026-02"))
        let shown = report.rows.filter { $0.ledger.kind != .entry }.map(Self.shown)
        #expect(
            shown == [
                "2025-12-01 期初余额 -/-/0 -/-/0 -10000000/200000/-20000",
                "2025-12-31 本月合计 -/-/20000 -/-/0 -10000000/-/0",
                "2025-12-31 本年累计 -/-/20000 10000000/200000/20000 -10000000/-/0",
                "2026-01-01 上年结转 -/-/0 -/-/0 0/-/0", "2026-01-31 本月合计 -/-/0 -/-/0 0/-/0",
                "2026-01-31 本年累计 -/-/0 -/-/0 0/-/0",
                "2026-02-28 本月合计 -/-/0 4000000/-/10700 -4000000/-/-10700",
                "2026-02-28 本年累计 -/-/0 4000000/-/10700 -4000000/-/-10700",
            ])
        #expect(report.amountWithoutQuantity == Money(fen: -700))
    }

    @Test("Accounts that have no such book")
    func refused() throws {
        let file = try Self.ledger()
        let period = try Period(parsing: "2026")
        #expect(throws: ReportProblem.notLeaf("501")) {
            try file.quantityLedger(book: "S1", account: "501", period: period)
        }
        #expect(throws: ReportProblem.noQuantities(account: "511", period: period)) {
            try file.quantityLedger(book: "S1", account: "511", period: period)
        }
        #expect(throws: AccountProblem.unknown("1219")) {
            try file.quantityLedger(book: "S1", account: "1219", period: period)
        }
    }

    @Test(
        "A price is the amount by the quantity, rounded half up",
        arguments: [
            (1, 3_000_000, 33), (1, 200_000_000, 1), (1, 200_000_001, 0), (0, 5_000_000, 0),
            (-300, -2_000_000, 15_000),
            (100, 0, nil), (100, -1_000_000, nil), (9_000_000_000_000_000, 1, nil),
        ] as [(Int64, Int64, Int64?)])
    func price(fen: Int64, quantity: Int64, price: Int64?) {
        #expect(QuantityLedger.unitPrice(of: Money(fen: fen), quantityMillionths: quantity) == price)
    }

    @Test("The sample's quantities")
    func sample() throws {
        let file = try SampleLedger.loaded.get()
        let rows = try SampleLedger.rows("expected/quantity-2026.csv")
        #expect(rows.count > 3)
        for row in rows {
            let report = try file.quantityLedger(
                book: row.string("book"), account: row.string("account"), period: Period(parsing: "2026"))
            let last = try #require(report.rows.last)
            let found = [
                last.incoming.quantityMillionths ?? 0, last.incoming.amount.fen,
                last.outgoing.quantityMillionths ?? 0, last.outgoing.amount.fen,
                last.balance.quantityMillionths ?? 0, last.balance.amount.fen,
            ]
            let columns = [
                "debit_millionths", "debit_fen", "credit_millionths", "credit_fen", "balance_millionths",
                "balance_fen",
            ]
            #expect(found.map { "\($0)" } == columns.map(row.string), "\(row.string("book"))")
        }
    }
}

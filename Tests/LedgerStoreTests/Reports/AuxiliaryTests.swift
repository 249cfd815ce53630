import Ledger
import LedgerStore
import TestSupport
import Testing

@Suite("辅助余额表, 辅助明细账")
struct AuxiliaryTests {
    let file: LedgerFile

    init() throws { file = try SampleLedger.loaded.get() }

    private static func shown(_ f: AccountFigures) -> String {
        [f.opening, f.debit, f.credit, f.yearDebit, f.yearCredit, f.closing].map { "\($0.fen)" }.joined(
            separator: ",")
    }

    @Test(
        "辅助余额表: every account and value of every book",
        arguments: [("counterparty", "2026-06"), ("project", "2025-12"), ("contract", "2026-08")])
    func balance(by: String, month: String) throws {
        let period = try Period(parsing: month)
        var found: Set<String> = []
        for book in try file.books() {
            let report = try file.auxiliaryBalance(
                book: book.code, by: AuxiliaryKind(named: by), period: period)
            for page in report.pages {
                for row in page.rows {
                    found.insert(
                        "\(book.code),\(page.code),\(row.value?.code ?? ""),\(Self.shown(row.figures))")
                }
            }
        }
        let columns = [
            "book", "account", "value", "opening_fen", "debit_fen", "credit_fen", "ytd_debit_fen",
            "ytd_credit_fen", "closing_fen",
        ]
        let wanted = Set(
            try SampleLedger.rows("expected/auxiliary-\(by)-\(month).csv").map { row in
                columns.map { row.text($0) ?? "" }.joined(separator: ",")
            })
        #expect(found.subtracting(wanted).sorted() == [])
        #expect(wanted.subtracting(found).sorted() == [])
    }

    @Test(
        "Values add up to the account, and each ledger page to its value",
        arguments: ["2026-03", "2025-11..2026-02"])
    func addsUp(text: String) throws {
        var random = SeededGenerator()
        let period = try Period(parsing: text)
        let kinds: [AuxiliaryKind] = [.counterparty, .contract, .dimension("project"), .dimension("person")]
        for book in try file.books().shuffled(using: &random).prefix(6) {
            let table = try file.trialBalance(book: book.code, period: period)
            for kind in kinds {
                let balance = try file.auxiliaryBalance(book: book.code, by: kind, period: period)
                let ledger = try file.auxiliaryLedger(book: book.code, by: kind, period: period)
                for page in balance.pages {
                    // No row where values offset each other to nothing.
                    let figures = table.rows.first { $0.code == page.code }?.figures ?? AccountFigures()
                    #expect(page.totals == figures, "\(book.code) \(page.code) \(random.note)")
                    for row in page.rows {
                        let pages = ledger.pages.filter { $0.account == page.code && $0.value == row.value }
                        #expect(pages.count == 1)
                        let rows = pages.first?.rows ?? []
                        #expect(rows.first?.balance == row.figures.opening)
                        #expect(rows.last?.balance == row.figures.closing)
                        #expect(rows.last?.debit == row.figures.yearDebit)
                        let entries = rows.filter { $0.kind == .entry }
                        #expect(entries.reduce(0) { $0 + $1.debit.fen } == row.figures.debit.fen)
                        #expect(entries.reduce(0) { $0 + $1.credit.fen } == row.figures.credit.fen)
                    }
                }
                // An account named is there whole, whether its lines have a value or not.
                let named = try file.auxiliaryBalance(
                    book: book.code, by: kind, account: "513", period: period)
                #expect(named.totals == table.rows.first { $0.code == "513" }?.figures ?? AccountFigures())
            }
        }
    }

    /// By hand: the tea house owes 300.00 from before, is billed 100.00 in December 2025 and pays 350.00 in January;
    /// a wrong bill of 40.00 is reversed in red. The mill owes 20.00.
    @Test("辅助明细账: carried over the year, red on its own side")
    func pages() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        _ = try small.file.importOpenings(
            [
                OpeningEntry(book: "S1", account: "11201", balance: Money(fen: 30_000), counterparty: "茶楼"),
                OpeningEntry(book: "S1", account: "301", balance: Money(fen: -30_000)),
            ], by: "zhang")
        try small.post(
            "S1",
            [
                (2025_12_05, [("11201@茶楼", 10_000), ("50103", -10_000)]),
                (2026_01_08, [("11201@茶楼", 4000), ("50103", -4000)]),
                (2026_01_09, [("11201@磨坊", 2000), ("50103", -2000)]),
                (2026_01_30, [("10101", 35_000), ("11201@茶楼", -35_000)]),
            ])
        var red = VoucherDraft(book: "S1", date: CalendarDate(validNumber: 2026_01_31), attachments: 1)
        red.reverses = "S1/2026-01/记-1"
        red.lines = [
            EntryLine("红字", account: "11201", debit: Money(fen: -4000), counterparty: "茶楼"),
            EntryLine("红字", account: "50103", credit: Money(fen: -4000)),
        ]
        var source = DraftsInMemory([red])
        _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        let report = try small.file.auxiliaryLedger(
            book: "S1", by: .counterparty, value: "茶楼", period: Period(parsing: "2025-12..2026-01"))
        #expect(report.pages.map(\.account) == ["11201"])
        #expect(
            report.pages.first?.rows.map(TwoYears.shown) == [
                "2025-12-01 期初余额 0 0 借30000", "2025-12-05 记-1 10000 0 借40000",
                "2025-12-31 本月合计 10000 0 借40000", "2025-12-31 本年累计 10000 0 借40000",
                "2026-01-01 上年结转 0 0 借40000", "2026-01-08 记-1 4000 0 借44000",
                "2026-01-30 记-3 0 35000 借9000", "2026-01-31 记-4 -4000 0 借5000",
                "2026-01-31 本月合计 0 35000 借5000", "2026-01-31 本年累计 0 35000 借5000",
            ])
        let balance = try small.file.auxiliaryBalance(
            book: "S1", by: .counterparty, period: Period(parsing: "2026-01"))
        #expect(
            balance.pages.flatMap { page in
                page.rows.map { "\($0.value?.name ?? "") \(Self.shown($0.figures))" }
            }
                == ["磨坊 0,2000,0,2000,0,2000", "茶楼 40000,0,35000,0,35000,5000"])
    }

    @Test("What does not exist")
    func unknown() throws {
        let period = try Period(parsing: "2026")
        let dimensions = ["bank-account", "parcel", "person", "project"]
        #expect(throws: ReportProblem.auxiliaryUnknown("colour", known: dimensions)) {
            try file.auxiliaryBalance(book: "V001", by: .dimension("colour"), period: period)
        }
        #expect(throws: ReportProblem.valueUnknown(by: .counterparty, value: "无此单位")) {
            try file.auxiliaryLedger(book: "V001", by: .counterparty, value: "无此单位", period: period)
        }
        #expect(throws: AccountProblem.unknown("999")) {
            try file.auxiliaryBalance(book: "V001", by: .counterparty, account: "999", period: period)
        }
    }
}

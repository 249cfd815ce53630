import Ledger
import LedgerStore
import Testing

@Suite("往来账龄 of a book")
struct ClaimsTests {
    private static func shown(_ row: ClaimsAgeing.Row) -> String {
        let marks = (row.isContrary ? " contrary" : "") + (row.isQuiet ? " quiet" : "")
        return
            "\(row.account) \(row.counterparty.name) \(row.buckets.map { "\($0.fen)" }.joined(separator: " "))"
            + " \(row.oldest) \(row.lastDealing)\(marks)"
    }

    private static func opening(
        _ account: String, _ fen: Int64, _ counterparty: String? = nil, origin: Int32? = nil,
        due: Int32? = nil
    ) -> OpeningEntry {
        OpeningEntry(
            book: "S1", account: account, balance: Money(fen: fen), counterparty: counterparty,
            originDate: origin.map(CalendarDate.init(validNumber:)),
            dueDate: due.map(CalendarDate.init(validNumber:)))
    }

    /// The tea house owes 300.00 due since 2022 and 200.00 of March 2024, and left a deposit of 500.00. It pays 350.00
    /// in May, is billed 100.00 due in January 2026, and 70.00 in error, taken back in October. The mill pays 80.00 in
    /// advance and is billed 30.00. The mason was paid 40.00 that he was not owed.
    private static func ledger() throws -> LedgerFile {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        _ = try small.file.importOpenings(
            [
                opening("11201", 30_000, "茶楼", origin: 2021_06_30, due: 2022_06_30),
                opening("11201", 20_000, "茶楼", origin: 2024_03_01),
                opening("21102", -50_000, "茶楼", origin: 2024_07_01), opening("301", 0),
            ].filter { !$0.balance.isZero }, by: "zhang")
        try small.post(
            "S1",
            [
                (2025_03_03, [("21109@石匠", 4000), ("10101", -4000)]),
                (2025_05_01, [("10101", 35_000), ("11201@茶楼", -35_000)]),
            ])
        func draft(_ date: Int32, _ fen: Int64, due: Int32? = nil, reverses: String? = nil) -> VoucherDraft {
            var draft = VoucherDraft(book: "S1", date: CalendarDate(validNumber: date), attachments: 1)
            var claim = EntryLine("租金", account: "11201", debit: Money(fen: fen), counterparty: "茶楼")
            claim.dueDate = due.map(CalendarDate.init(validNumber:))
            draft.lines = [claim, EntryLine("租金", account: "50103", credit: Money(fen: fen))]
            draft.reverses = reverses
            return draft
        }
        for draft in [
            draft(2025_08_01, 10_000, due: 2026_01_31), draft(2025_09_01, 7000),
            draft(2025_10_01, -7000, reverses: "S1/2025-09/记-1"),
        ] {
            var source = DraftsInMemory([draft])
            _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        }
        try small.post(
            "S1",
            [
                (2025_11_01, [("10101", 8000), ("11201@磨坊", -8000)]),
                (2025_11_15, [("11201@磨坊", 3000), ("50103", -3000)]),
            ])
        return small.file
    }

    @Test(
        "Each counterparty by itself, the wrong side shown as what it is, a reversed bill as if it never was")
    func byHand() throws {
        let file = try Self.ledger()
        let report = try file.claimsAgeing(book: "S1", asOf: CalendarDate(validNumber: 2025_12_31))
        #expect(
            report.rows.map(Self.shown) == [
                "11201 茶楼 10000 0 15000 0 0 2024-03-01 2025-08-01",
                "21109 石匠 0 4000 0 0 0 2025-03-03 2025-03-03 contrary",
                "11201 磨坊 0 -5000 0 0 0 2025-11-01 2025-11-15 contrary",
                "21102 茶楼 0 0 -50000 0 0 2024-07-01 2024-07-01",
            ])
        #expect(report.totals(claims: true).balance == Money(fen: 29_000))
        #expect(report.totals(claims: false).buckets.map(\.fen) == [0, -5000, -50_000, 0, 0])
        // Before it was taken back the wrong bill was one.
        let september = try file.claimsAgeing(
            book: "S1", account: "11201", asOf: CalendarDate(validNumber: 2025_09_15))
        #expect(
            september.rows.map(Self.shown) == ["11201 茶楼 10000 7000 15000 0 0 2024-03-01 2025-09-01"])
        // The day after it was due; the deposit has been quiet for two years.
        let later = try file.claimsAgeing(book: "S1", asOf: CalendarDate(validNumber: 2026_07_01))
        #expect(later.rows.map(Self.shown).first == "11201 茶楼 0 10000 0 15000 0 2024-03-01 2025-08-01")
        #expect(
            later.quiet.rows.map(Self.shown) == ["21102 茶楼 0 0 -50000 0 0 2024-07-01 2024-07-01 quiet"])
        #expect(try file.claimsAgeing(book: "S1", asOf: CalendarDate(validNumber: 2024_12_31)).rows.isEmpty)
    }

    @Test("An account of no claims is refused with the ones that are")
    func refused() throws {
        let file = try Self.ledger()
        let day = CalendarDate(validNumber: 2025_12_31)
        #expect(throws: ReportProblem.notOfClaims("513")) {
            try file.claimsAgeing(book: "S1", account: "513", asOf: day)
        }
        #expect(throws: AccountProblem.unknown("11299")) {
            try file.claimsAgeing(book: "S1", account: "11299", asOf: day)
        }
        #expect(throws: NamedThingProblem.bookUnknown("X")) { try file.claimsAgeing(book: "X", asOf: day) }
    }

    @Test("Every counterparty of every book", arguments: [2025_03_31, 2026_12_31])
    func sample(number: Int32) throws {
        let file = try SampleLedger.loaded.get()
        let day = CalendarDate(validNumber: number)
        var found: Set<String> = []
        for book in try file.books() {
            let report = try file.claimsAgeing(book: book.code, asOf: day)
            for row in report.rows {
                let figures = ([row.balance] + row.buckets).map { "\($0.fen)" }.joined(separator: ",")
                found.insert(
                    "\(book.code),\(row.account),\(row.counterparty.code),\(figures),\(row.oldest),"
                        + "\(row.lastDealing),\(row.isQuiet ? "yes" : "")")
            }
            // What the ageing holds of an account is what stands on it.
            let balances = try file.auxiliaryBalance(
                book: book.code, by: .counterparty, period: Period(day.accountingMonth))
            for page in balances.pages where ["112", "113", "211", "221"].contains(page.code.prefix(3)) {
                let aged = report.rows.filter { $0.account == page.code }
                let total = aged.flatMap(\.buckets).reduce(0) { $0 + $1.fen }
                #expect(total == page.totals.closing.fen, "\(book.code) \(page.code)")
            }
        }
        let columns = [
            "book", "account", "counterparty", "balance_fen", "not_due_fen", "within_1_year_fen",
            "within_2_years_fen", "within_3_years_fen", "over_3_years_fen", "oldest", "last_dealing", "quiet",
        ]
        let wanted = Set(
            try SampleLedger.rows("expected/claims-\(day).csv").map { row in
                columns.map { row.text($0) ?? "" }.joined(separator: ",")
            })
        #expect(found.subtracting(wanted).sorted() == [])
        #expect(wanted.subtracting(found).sorted() == [])
    }
}

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
            let ofYear = try file.incomeExpense(book: book.code, period: period)
            for kind in kinds {
                let balance = try file.auxiliaryBalance(book: book.code, by: kind, period: period)
                let ledger = try file.auxiliaryLedger(book: book.code, by: kind, period: period)
                for page in balance.pages {
                    if page.code.hasPrefix("5") {
                        #expect(
                            Self.came(page.totals) == Self.came(ofYear, page.code),
                            "\(book.code) \(page.code) \(random.note)")
                    } else {
                        // No row where values offset each other to nothing.
                        let figures =
                            table.rows.first { $0.code == page.code }?.figures ?? AccountFigures()
                        #expect(page.totals == figures, "\(book.code) \(page.code) \(random.note)")
                    }
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
                    book: book.code, by: kind, account: "102", period: period)
                #expect(named.totals == table.rows.first { $0.code == "102" }?.figures ?? AccountFigures())
                let expense = try file.auxiliaryBalance(
                    book: book.code, by: kind, account: "513", period: period)
                #expect(Self.came(expense.totals) == Self.came(ofYear, "513"))
            }
        }
    }

    /// What income or expense came to in the period and the year, debits positive.
    private static func came(_ figures: AccountFigures) -> [Int64] {
        [figures.debit.fen - figures.credit.fen, figures.yearDebit.fen - figures.yearCredit.fen]
    }

    /// The same by the statement of income and expense.
    private static func came(_ statement: IncomeExpense, _ code: String) -> [Int64] {
        guard let row = statement.rows.first(where: { $0.code == code }) else { return [0, 0] }
        let sign: Int64 = row.isIncome ? -1 : 1
        return [sign * row.figures.period.fen, sign * row.figures.year.fen]
    }

    /// By hand: in 2025 the tea house rents for 48,000.00 and 30,000.00 (May, November) and 2,000.00 come from nobody
    /// named; 900.00 are spent; the year is closed by the program. In February 2026 the tea house rents for 7,000.00.
    @Test(
        "Income and expense show what the year brought, closed or not, and start anew with the next",
        arguments: [("counterparty", "茶楼"), ("contract", "HT-01"), ("project", "老街")])
    func ofTheYear(by: String, value: String) throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        func post(_ date: Int32, _ account: String, _ fen: Int64, named: Bool = true) throws {
            var line = EntryLine("事项", account: account)
            var money = EntryLine("事项", account: "10101")
            if fen > 0 { (line.credit, money.debit) = (Money(fen: fen), Money(fen: fen)) }
            if fen < 0 { (line.debit, money.credit) = (Money(fen: -fen), Money(fen: -fen)) }
            if named {
                (line.counterparty, line.contract, line.dimensions) = ("茶楼", "HT-01", "project=老街")
            }
            var source = DraftsInMemory([
                VoucherDraft(
                    book: "S1", date: CalendarDate(validNumber: date), lines: [money, line], attachments: 1)
            ])
            _ = try small.file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        }
        try post(2025_05_10, "50103", 4_800_000)
        try post(2025_11_10, "50103", 3_000_000)
        try post(2025_11_11, "50103", 200_000, named: false)
        try post(2025_11_12, "51302", -90_000)
        let kind = AuxiliaryKind(named: by)
        func rows(_ period: String, account: String? = nil) throws -> [String] {
            try small.file.auxiliaryBalance(
                book: "S1", by: kind, account: account, period: Period(parsing: period)
            ).pages
                .flatMap { page in
                    page.rows.map { "\(page.code) \($0.value?.name ?? "-") \(Self.shown($0.figures))" }
                }
        }
        let year = [
            "50103 \(value) 0,0,7800000,0,7800000,-7800000", "50103 - 0,0,200000,0,200000,-200000",
            "51302 \(value) 0,90000,0,90000,0,90000",
        ]
        #expect(try rows("2025") == year)
        _ = try small.file.closeYear(book: "S1", year: 2025, by: "zhang", reviewer: "li")
        #expect(
            try small.file.trialBalance(book: "S1", period: Period(parsing: "2025")).rows
                .first { $0.code == "50103" }?.figures.closing == .zero)

        #expect(try rows("2025") == year)
        #expect(
            try rows("2025-12") == [
                "50103 \(value) -7800000,0,0,0,7800000,-7800000", "50103 - -200000,0,0,0,200000,-200000",
                "51302 \(value) 90000,0,0,90000,0,90000",
            ])
        #expect(try rows("2026") == [])
        #expect(
            try small.file.auxiliaryLedger(
                book: "S1", by: kind, value: value, period: Period(parsing: "2026")
            ).pages == [])

        try post(2026_02_10, "50103", 700_000)
        #expect(try rows("2026") == ["50103 \(value) 0,0,700000,0,700000,-700000"])
        // Over the year end the turnover is of both years, the opening of the first and the closing of the last.
        #expect(
            try rows("2025-06..2026-03", account: "50103") == [
                "50103 \(value) -4800000,0,3700000,0,700000,-700000", "50103 - 0,0,200000,0,0,0",
            ])
        let ledger = try small.file.auxiliaryLedger(
            book: "S1", by: kind, value: value, account: "50103", period: Period(parsing: "2025-11..2026-02"))
        #expect(
            ledger.pages.first?.rows.map(TwoYears.shown) == [
                "2025-11-01 期初余额 0 0 贷4800000", "2025-11-10 记-1 0 3000000 贷7800000",
                "2025-11-30 本月合计 0 3000000 贷7800000", "2025-11-30 本年累计 0 7800000 贷7800000",
                "2025-12-31 本月合计 0 0 贷7800000", "2025-12-31 本年累计 0 7800000 贷7800000",
                "2026-01-01 上年结转 0 0 平0", "2026-01-31 本月合计 0 0 平0", "2026-01-31 本年累计 0 0 平0",
                "2026-02-10 记-1 0 700000 贷700000", "2026-02-28 本月合计 0 700000 贷700000",
                "2026-02-28 本年累计 0 700000 贷700000",
            ])
    }

    /// Income of a book taken over in June 2025 belongs to 2025 only.
    @Test("Income and expense a book was taken over with stay in their year")
    func takeover() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201, opened: 202506)])
        var income = OpeningEntry(
            book: "S1", account: "50103", balance: Money(fen: -60_000), counterparty: "茶楼")
        income.yearCredit = Money(fen: 60_000)
        _ = try small.file.importOpenings(
            [OpeningEntry(book: "S1", account: "10101", balance: Money(fen: 60_000)), income], by: "zhang")
        func figures(_ period: String) throws -> [String] {
            try small.file.auxiliaryBalance(
                book: "S1", by: .counterparty, period: Period(parsing: period)
            ).pages.flatMap(\.rows).map { Self.shown($0.figures) }
        }
        #expect(try figures("2025-08") == ["-60000,0,0,0,60000,-60000"])
        #expect(try figures("2025-08..2026-02") == ["-60000,0,0,0,0,0"])
        #expect(try figures("2026-02") == [])
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

    @Test("A dimension is called in Chinese what it was described as, and by its name where it is typed")
    func description() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        try small.file.addDimension(name: "plot", description: "地块编号", by: "qian")
        let period = try Period(parsing: "2026")
        let kind = AuxiliaryKind(named: "plot")
        let balance = try small.file.auxiliaryBalance(book: "S1", by: kind, period: period)
        let ledger = try small.file.auxiliaryLedger(book: "S1", by: kind, period: period)
        for by in [balance.by, ledger.by] {
            #expect(by.chinese == "地块编号")
            #expect(by.name == "plot")
        }
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

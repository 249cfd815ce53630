import Ledger
import Testing

@testable import LedgerStore

/// Small books whose statements are computed by hand in the remarks.
@Suite("会计报表 of small books")
struct StatementCaseTests {
    private func ledger(opened: Int32 = 202601, chart: ChartVersion = .system2023) throws -> SmallLedger {
        try SmallLedger(
            villages: [SmallLedger.village(201)],
            books: [
                SmallLedger.book("A", 201, opened: opened, chart: chart),
                SmallLedger.book("B", 201, opened: opened),
            ])
    }

    private func amounts(
        _ file: LedgerFile, _ name: String, _ row: String, _ period: String, books: [String] = ["A"]
    ) throws -> [Int64?] {
        let statement = try file.statement(
            try LedgerFile.statement(named: name), books: books, period: Period(parsing: period))
        #expect(!statement.hasErrors, "\(period): \(statement.remarks)")
        #expect(try file.statementTies(books: books, period: Period(parsing: period)).isEmpty)
        return statement.amounts(row).map { $0?.fen }
    }

    private func sheet(_ file: LedgerFile, _ row: String, _ period: String, books: [String] = ["A"]) throws
        -> [Int64?]
    {
        try amounts(file, LedgerFile.balanceSheetName, row, period, books: books)
    }

    private func income(_ file: LedgerFile, _ row: String, _ period: String, books: [String] = ["A"]) throws
        -> [Int64?]
    {
        try amounts(file, LedgerFile.incomeDistributionName, row, period, books: books)
    }

    @Test(
        "113: 张家 owes 300.00, 李家 is owed 120.00; both stand in the balance sheet, also with another book added"
    )
    func innerAccounts() throws {
        let ledger = try ledger()
        try ledger.post(
            "A",
            [
                (2026_01_05, [("11301@张家", 30_000), ("10201", -30_000)]),
                (2026_01_06, [("10201", 12_000), ("11301@李家", -12_000)]),
                // 王家 paid 50.00 in January and had it back in February.
                (2026_01_07, [("10201", 5_000), ("11302@王家", -5_000)]),
                (2026_02_07, [("11302@王家", 5_000), ("10201", -5_000)]),
                (2026_02_08, [("10201", 70_000), ("21109@王家", -70_000)]),
                (2026_02_09, [("11209@王家", 1_000), ("10201", -1_000)]),
            ])
        try ledger.post("B", [(2026_02_05, [("10201", 2_000), ("11301@张家", -2_000)])])
        #expect(try sheet(ledger.file, "receivables", "2026-01") == [30_000, 0])
        #expect(try sheet(ledger.file, "payables", "2026-01") == [17_000, 0])
        #expect(try sheet(ledger.file, "receivables", "2026-02") == [31_000, 0])
        #expect(try sheet(ledger.file, "payables", "2026-02") == [82_000, 0])
        // 张家 of book B is another account than 张家 of book A.
        #expect(try sheet(ledger.file, "receivables", "2026Q1", books: ["A", "B", "A"]) == [31_000, 0])
        #expect(try sheet(ledger.file, "payables", "2026Q1", books: ["A", "B"]) == [84_000, 0])
    }

    @Test("a year with a loss, closed, and the year after with a correction and a distribution")
    func loss() throws {
        let ledger = try ledger()
        // 2026: income 1 000.00, cost 1 500.00: a loss of 500.00.
        try ledger.post(
            "A",
            [
                (2026_03_05, [("10201", 100_000), ("50103", -100_000)]),
                (2026_05_05, [("51302", 110_000), ("10201", -110_000)]),
                (2026_06_05, [("514", 40_000), ("10201", -40_000)]),
            ])
        #expect(try income(ledger.file, "net-result", "2026") == [-50_000, 0])
        #expect(try sheet(ledger.file, "undistributed", "2026-12") == [-50_000, 0])
        #expect(try sheet(ledger.file, "undistributed", "2026-05") == [-10_000, 0])
        // The year after begins with the loss, closed or not.
        #expect(try income(ledger.file, "opening-undistributed", "2027-01") == [-50_000, 0])
        try ledger.post(
            "A",
            [
                (2026_12_31, [("50103", 100_000), ("321", -100_000)]),
                (2026_12_31, [("321", 150_000), ("51302", -110_000), ("514", -40_000)]),
                (2026_12_31, [("3220201", 50_000), ("321", -50_000)]),
            ])
        #expect(try income(ledger.file, "net-result", "2026") == [-50_000, 0])
        #expect(try income(ledger.file, "distributable", "2026") == [-50_000, 0])
        #expect(try income(ledger.file, "closing-undistributed", "2026") == [-50_000, 0])
        // 2027: 900.00 earned, 80.00 of 2026 found late, 150.00 of the reserve taken in, 100.00 to the reserve, 200.00
        // to members, 30.00 to an investor.
        try ledger.post(
            "A", [(2027_02_01, [("10201", 8_000), ("3220202", -8_000)])], type: "prior-year", originYear: 2026
        )
        try ledger.post("A", [(2027_03_01, [("10201", 90_000), ("50103", -90_000)])])
        try ledger.post(
            "A",
            [
                (2027_04_01, [("31101", 15_000), ("3220201", -15_000)]),
                (
                    2027_04_02,
                    [
                        ("3220101", 10_000), ("3220102", 20_000), ("3220103", 3_000), ("31101", -10_000),
                        ("11301@张家", -20_000), ("21109@投资人", -3_000),
                    ]
                ),
                (
                    2027_04_02,
                    [("3220201", 33_000), ("3220101", -10_000), ("3220102", -20_000), ("3220103", -3_000)]
                ),
            ], type: "distribution")
        func rows(_ period: String) throws -> [Int64?] {
            try [
                "net-result", "opening-undistributed", "prior-year-adjustment", "transfer-in",
                "distributable", "reserve",
                "members", "other-distribution", "closing-undistributed",
            ].map { try income(ledger.file, $0, period)[0] }
        }
        #expect(
            try rows("2027") == [90_000, -42_000, 8_000, 15_000, 63_000, 10_000, 20_000, 3_000, 30_000])
        #expect(try rows("2027-03") == [90_000, -42_000, 8_000, 0, 48_000, 0, 0, 0, 48_000])
        #expect(try income(ledger.file, "net-result", "2027") == [90_000, -50_000])
        #expect(try sheet(ledger.file, "undistributed", "2027-04") == [30_000, -50_000])
    }

    @Test("profit and loss closed monthly: every month shows the year so far, and 本年收益 is part of 未分配收益")
    func monthlyClosing() throws {
        let ledger = try ledger()
        for month in Int32(1)...3 {
            let day = 2026_00_00 + month * 100
            try ledger.post(
                "A",
                [
                    (day + 5, [("10201", 10_000), ("50103", -10_000)]),
                    (day + 9, [("511", 3_000), ("10201", -3_000)]),
                    (day + 28, [("50103", 10_000), ("321", -10_000)]),
                    (day + 28, [("321", 3_000), ("511", -3_000)]),
                ])
            let text = "2026-0\(month)"
            #expect(try income(ledger.file, "operating-income", text) == [Int64(month) * 10_000, 0])
            #expect(try income(ledger.file, "operating-cost", text) == [Int64(month) * 3_000, 0])
            #expect(try sheet(ledger.file, "undistributed", text) == [Int64(month) * 7_000, 0])
        }
        #expect(try income(ledger.file, "operating-income", "2026Q1") == [30_000, 0])
    }

    @Test(
        "a book taken over in July: the year is whole from June on, and the start of the year is that of January"
    )
    func takenOver() throws {
        let ledger = try ledger(opened: 202607)
        func opening(_ account: String, _ start: Int64, _ debit: Int64, _ credit: Int64) -> OpeningEntry {
            OpeningEntry(
                book: "A", account: account, balance: Money(fen: start + debit - credit),
                source: account == "50103" ? "property-lease" : nil,
                yearOpening: Money(fen: start), yearDebit: Money(fen: debit), yearCredit: Money(fen: credit))
        }
        _ = try ledger.file.importOpenings(
            [
                opening("10201", 50_000, 30_000, 12_000), opening("3220201", -50_000, 0, 0),
                opening("50103", 0, 0, 30_000), opening("51302", 0, 12_000, 0),
            ], by: "zhang")
        try ledger.post("A", [(2026_07_05, [("10201", 4_000), ("50103", -4_000)])])
        #expect(try income(ledger.file, "net-result", "2026-07") == [22_000, 0])
        #expect(try income(ledger.file, "closing-undistributed", "2026") == [72_000, 50_000])
        #expect(try sheet(ledger.file, "cash", "2026-06") == [68_000, 50_000])
        #expect(try sheet(ledger.file, "cash", "2026-05") == [50_000, 50_000])
        let before = try ledger.file.statement(
            try LedgerFile.statement(named: "balance-sheet"), books: ["A"], period: Period(parsing: "2026-05")
        )
        #expect(before.remarks.map(\.problem.code) == ["statement.before-opening"])
        #expect(try sheet(ledger.file, "cash", "2027-02") == [72_000, 72_000])
    }

    @Test(
        "a book that changes to the chart of 2023: last year by the old chart, what it left behind in the new year"
    )
    func chartChange() throws {
        let ledger = try ledger(chart: .system2004)
        try ledger.post(
            "A",
            [
                (2026_01_05, [("102", 90_000), ("202@某商店", -20_000), ("301", -70_000)]),
                (2026_02_05, [("102", 50_000), ("531", -50_000)]),
                (2026_02_06, [("541", 8_000), ("102", -8_000)]),
                (2026_12_31, [("531", 50_000), ("321", -50_000)]),
                (2026_12_31, [("321", 8_000), ("541", -8_000)]),
                (2026_12_31, [("321", 42_000), ("322", -42_000)]),
            ])
        #expect(try income(ledger.file, "other-income", "2026") == [50_000, 0])
        #expect(try income(ledger.file, "management", "2026") == [8_000, 0])
        #expect(try sheet(ledger.file, "payables", "2026") == [20_000, 0])
        try ledger.file.setChart(.system2023, of: "A", from: 2027, by: "qian")
        try ledger.post("A", [(2027_01_05, [("10201", 6_000), ("504", -6_000)])])
        #expect(try income(ledger.file, "other-income", "2027-01") == [6_000, 50_000])
        #expect(try income(ledger.file, "closing-undistributed", "2027-01") == [48_000, 42_000])
        #expect(try sheet(ledger.file, "cash", "2027-01") == [138_000, 132_000])
        #expect(try sheet(ledger.file, "assets", "2027-01") == [138_000, 132_000])
        // With a book that has used the chart of 2023 all along.
        try ledger.post("B", [(2026_05_05, [("10201", 500), ("504", -500)])])
        #expect(try income(ledger.file, "other-income", "2026", books: ["A", "B"]) == [50_500, 0])
        #expect(
            try income(ledger.file, "other-income", "2027-01", books: ["A", "B"]) == [6_000, 50_500])
    }

    @Test("a distribution on the chart of 2004: 100.00 to the reserve, 40.00 to members, 5.00 to an investor")
    func oldDistribution() throws {
        let ledger = try ledger(chart: .system2004)
        try ledger.post("A", [(2026_02_05, [("102", 50_000), ("531", -50_000)])])
        try ledger.post(
            "A",
            [
                (2026_12_31, [("531", 50_000), ("321", -50_000)]),
                (2026_12_31, [("321", 50_000), ("322", -50_000)]),
            ])
        try ledger.post(
            "A", [(2026_12_31, [("322", 14_500), ("311", -10_000), ("113@张家", -4_000), ("202@投资人", -500)])],
            type: "distribution")
        let rows = ["distributable", "reserve", "members", "other-distribution", "closing-undistributed"]
        #expect(
            try rows.map { try income(ledger.file, $0, "2026")[0] } == [50_000, 10_000, 4_000, 500, 35_500])
        #expect(try sheet(ledger.file, "payables", "2026") == [4_500, 0])
        #expect(try sheet(ledger.file, "reserve", "2026") == [10_000, 0])
    }

    @Test("a claim overpaid is warned of, with its amount, and stays in the total")
    func overpaid() throws {
        let ledger = try ledger()
        try ledger.post(
            "A",
            [
                (2026_01_05, [("11201@茶厂", 30_000), ("504", -30_000)]),
                (2026_01_06, [("10201", 7_000), ("11201@鱼塘", -7_000)]),
            ])
        let statement = try ledger.file.statement(
            try LedgerFile.statement(named: "balance-sheet"), books: ["A"], period: Period(parsing: "2026-01")
        )
        #expect(statement.amounts("receivables") == [Money(fen: 23_000), .zero])
        #expect(
            statement.remarks.map(\.problem) == [
                .contraryDetails(
                    account: "112", row: StatementTitle("应收款项", "Receivables"), side: .credit,
                    amount: Money(fen: 7_000),
                    count: 1)
            ])
        #expect(!statement.hasErrors)
    }

    @Test("an own statement needs no code; what it names is held against the accounts of the books")
    func own() throws {
        let ledger = try ledger()
        try ledger.post("A", [(2026_01_05, [("10201", 10_000), ("50103", -7_500), ("50104", -2_500)])])
        func own(_ formula: String) throws -> StatementDefinition {
            try StatementDefinition(reading: [
                StatementEntry(line: 2, kind: "statement", id: "rent", chinese: "租金情况", formula: "2023"),
                StatementEntry(line: 3, kind: "column", id: "now", chinese: "本期", formula: "period"),
                StatementEntry(line: 4, kind: "row", id: "share", chinese: "出租占比", formula: formula),
            ])
        }
        let share = try own("net(50103) / net(501) * 100.0")
        let period = try Period(parsing: "2026-01")
        #expect(try ledger.file.problems(of: share, books: ["A"]).isEmpty)
        #expect(
            try ledger.file.statement([share], books: ["A"], period: period).amounts("share") == [
                Money(fen: 7500)
            ])
        let nothing = try ledger.file.statement([share], books: ["B"], period: period)
        #expect(nothing.remarks.map(\.problem.code) == ["statement.division-by-zero"])
        let wrong = try own("net(50199) + 541")
        #expect(
            try ledger.file.problems(of: wrong, books: ["A"]).map(\.problem.code) == [
                "statement.account-unknown", "statement.account-other-chart",
            ])
        #expect(throws: StatementRefused.self) {
            try ledger.file.statement([wrong], books: ["A"], period: period)
        }
        #expect(throws: NamedThingProblem.bookUnknown("Z")) {
            try ledger.file.statement([share], books: ["Z"], period: period)
        }
        #expect(throws: StatementProblem.unknown("odd", known: ["balance-sheet", "income-distribution"])) {
            try LedgerFile.statement(named: "odd")
        }
    }

    @Test("the prescribed statements name accounts every ledger has, also one with its own detail chart")
    func prescribed() throws {
        let file = try LedgerFile.inMemory(defaultDetails: false, clock: { "2027-01-15T08:00:00Z" })
        try file.addDivisions(
            [SmallLedger.village(201)].map { village in
                var village = village
                village.parent = nil
                return village
            })
        try file.addBooks([SmallLedger.book("A", 201)])
        #expect(LedgerFile.standardStatements.count == 4)
        for definition in LedgerFile.standardStatements {
            #expect(try file.problems(of: definition, books: ["A"]).isEmpty, "\(definition.name)")
            // Both charts have the same rows, so that columns of different years stand side by side.
            let versions = try LedgerFile.statement(named: definition.name)
            #expect(Set(versions.map { $0.rows.map(\.id) }).count == 1)
        }
    }
}

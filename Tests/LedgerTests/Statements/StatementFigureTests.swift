import Ledger
import Testing

@Suite("报表取数与计算")
struct StatementFigureTests {
    private let year = Period(Month(validNumber: 202612))

    private func movement(
        _ code: String, _ side: Side, closing: Int64 = 0, book: String = "B",
        chart: ChartVersion = .system2023,
        turnover: [VoucherType: (debit: Int64, credit: Int64)] = [:], details: [(String?, Int64)] = []
    ) -> AccountMovement {
        let account = Account(chart: chart, code: code, name: "科目\(code)", category: .asset, side: side)
        var movement = AccountMovement(book: book, account: account)
        movement.closing = Money(fen: closing)
        movement.turnover = turnover.mapValues {
            AccountMovement.Turnover(debit: Money(fen: $0.debit), credit: Money(fen: $0.credit))
        }
        movement.details = details.map { AccountMovement.Detail(counterparty: $0, closing: Money(fen: $1)) }
        return movement
    }

    private func statement(_ rows: [String], _ movements: [AccountMovement]) throws -> FinancialStatement {
        try FinancialStatement([try definition(rows)], books: ["B"], period: year, chart: .system2023) {
            try FinancialStatement.ColumnFigures(chart: .system2023, period: $0, movements: movements)
        }
    }

    private func fen(_ rows: [String], _ movements: [AccountMovement] = []) throws -> [Int64?] {
        try statement(rows, movements).rows.map { $0.amounts[0]?.fen }
    }

    @Test(
        "113 with a debit and a credit counterparty is never netted: 300.00 is claimed and 120.00 owed, not 180.00 claimed"
    )
    func details() throws {
        let inner = movement(
            "11301", .both, closing: 18_000, details: [("张家", 30_000), ("李家", -10_000), (nil, -2_000)])
        #expect(
            try fen(["row|a|应收|debit-details(113)", "row|b|应付|credit-details(113)", "row|c|净额|113"], [inner])
                == [30_000, 12_000, 18_000])
        let explanation = try statement(["row|b|应付|credit-details(113)"], [inner]).explain("b")
        #expect(explanation.parts.map(\.kind) == [.term, .account, .account])
        #expect(explanation.parts.map(\.counterparty) == [nil, "李家", nil])
        #expect(explanation.parts.map(\.amount?.fen) == [12_000, 10_000, 2_000])
    }

    @Test("a figure has the sign of the account's own side; an account stands for all below it")
    func side() throws {
        let movements = [
            movement("15201", .credit, closing: -500), movement("151", .debit, closing: 900),
            movement("15202", .credit, closing: -70), movement("211", .credit, closing: 40),
        ]
        #expect(
            try fen(["row|a|原值|151", "row|b|折旧|152", "row|c|净值|[a] - [b]", "row|d|应付|211"], movements)
                == [900, 570, 330, -40])
    }

    @Test(
        "turnover: closing vouchers stay out of the net figure, red amounts keep their side, types can be chosen"
    )
    func turnover() throws {
        let movements = [
            movement(
                "50103", .credit,
                turnover: [
                    .normal: (debit: 0, credit: 1000), .correction: (debit: 0, credit: -100),
                    .closing: (debit: 900, credit: 0),
                ])
        ]
        #expect(
            try fen(
                [
                    "row|a|净额|net(501)", "row|b|借方|debit(501)", "row|c|贷方|credit(501)",
                    "row|d|更正|net(501; correction)",
                    "row|e|两类|credit(501; normal; correction)", "row|f|结转|net(501; closing)",
                ], movements) == [900, 900, 900, -100, 900, -900])
    }

    @Test("products and quotients are exact until the row is rounded, half a fen away from zero")
    func arithmetic() throws {
        let cash = [movement("101", .debit, closing: 1000)]
        #expect(
            try fen(
                [
                    "row|a|三分|101 / 3", "row|b|还原|[a] * 3", "row|c|精确|101 / 3 * 3", "row|d|三成|101 * 0.3",
                    "row|e|半分|0.005 * 1", "row|f|负半分|-0.005", "row|g|百分比|101 / (101 + 10.0) * 100.0",
                    "row|h|先乘|1 + 2 * 3 - 4 / 2", "row|i|负负|-(-101)", "row|j|数|100.0",
                ], cash) == [333, 999, 1000, 300, 1, -1, 5000, 500, 1000, 10_000])
    }

    @Test("a quotient without a divisor is a named problem of its row, and rows that refer to it say so")
    func divisionByZero() throws {
        let statement = try statement(
            ["row|a|甲|101", "row|b|乙|1.0 / [a]", "row|c|丙|[b] + 1", "row|d|丁|101 + 1", "check|e|戊|[c]"], [])
        #expect(statement.rows.map { $0.amounts[0]?.fen } == [0, nil, nil, 100])
        #expect(statement.remarks.map(\.row) == ["b", "c", "e"])
        #expect(
            statement.remarks.map(\.problem.code) == [
                "statement.division-by-zero", "statement.depends", "statement.depends",
            ])
        #expect(
            statement.remarks[0].problem
                == .divisionByZero(row: StatementTitle("乙"), column: StatementTitle("本期")))
        #expect(statement.hasErrors)
    }

    @Test("what is too large is a problem of its row")
    func overflow() throws {
        let huge = movement("101", .debit, closing: 9_007_199_254_740_991)
        let rows = [
            "row|a|甲|101", "row|b|乙|101 + 101", "row|c|丙|101 * 101 * 101 * 101", "row|d|丁|101 - 101 * 1.0",
            "row|e|戊|101 / 3.000000000001 / 7.000000000001 / 11.000000000001 / 1.000000000007",
        ]
        let statement = try statement(rows, [huge])
        #expect(statement.rows.map { $0.amounts[0]?.fen } == [9_007_199_254_740_991, nil, nil, 0, nil])
        #expect(statement.remarks.allSatisfy { $0.problem.code == "statement.overflow" })
    }

    @Test("a check that does not come to zero is told with its difference")
    func check() throws {
        let statement = try statement(
            ["row|a|甲|101", "check|b|相等|[a] - 102"],
            [movement("101", .debit, closing: 700), movement("102", .debit, closing: 500)])
        #expect(
            statement.remarks.map(\.problem) == [
                .checkFailed(
                    check: StatementTitle("相等"), column: StatementTitle("本期"), difference: Money(fen: 200))
            ])
    }

    @Test("claims in credit are warned of and not reclassified")
    func contrary() throws {
        let claims = movement("11201", .debit, closing: 800, details: [("甲", 1000), ("乙", -200)])
        let statement = try statement(["row|a|应收|112"], [claims])
        #expect(statement.amounts("a") == [Money(fen: 800)])
        #expect(
            statement.remarks.map(\.problem) == [
                .contraryDetails(
                    account: "112", row: StatementTitle("应收"), side: .credit, amount: Money(fen: 200),
                    count: 1)
            ])
        #expect(!statement.hasErrors)
    }

    @Test("a figure unfolds through rows to accounts of books, with how each part goes in")
    func explanation() throws {
        let statement = try statement(
            [
                "row|a|资金|101 + 102", "row|b|余下|[a] - 211 * 0.5", "row|c|两次|[a] + [a]",
                "row|d|括号|-(101 - 211) / (2 * 3.0) * 102",
            ],
            [
                movement("101", .debit, closing: 700), movement("10201", .debit, closing: 40, book: "C"),
                movement("211", .credit, closing: -60),
            ])
        let explanation = try statement.explain("b")
        #expect(explanation.amount == Money(fen: 710))
        #expect(
            explanation.parts.map {
                "\($0.depth)\($0.operation.rawValue)\($0.reference) \($0.book ?? "") \($0.amount?.fen ?? 0)"
            } == [
                "0+a  740", "1+101  700", "2101 B 700", "1+102  40", "210201 C 40", "0-211  60", "1211 B 60",
                "0*0.5  0",
            ])
        let grouped = try statement.explain("d")
        #expect(
            grouped.parts.map { "\($0.depth)\($0.operation.rawValue)\($0.reference)" } == [
                "0+( )", "1-101", "2101", "1+211", "2211", "0/( )", "1+2", "1*3.0", "0*102", "110201",
            ])
        // The second time a row is only named.
        #expect(try statement.explain("c").parts.count { $0.kind == .term } == 2)
        #expect(throws: StatementProblem.self) { try statement.explain("z") }
        #expect(throws: StatementProblem.self) { try statement.explain("a", column: "z") }
    }

    @Test("what ties the two prescribed statements is told where it does not hold, with the difference")
    func ties() throws {
        func made(_ rows: [String], _ second: String) throws -> FinancialStatement {
            let definition = try StatementDefinition(
                reading: entries(
                    ["statement|own|自定|2023", "column|now|本期|period", "column|then|\(second)|last-year"]
                        + rows))
            return try FinancialStatement([definition], books: ["B"], period: year, chart: .system2023) {
                // Last year 101 stood at 70.00, this year at 100.00.
                let closing: Int64 = $0 == year ? 10_000 : 7_000
                return try FinancialStatement.ColumnFigures(
                    chart: .system2023, period: $0, movements: [movement("101", .debit, closing: closing)])
            }
        }
        let sheet = try made(["row|undistributed|未分配收益|101"], "年初余额")
        func remarks(_ closing: String, _ opening: String, _ correction: String) throws -> [Int64] {
            let income = try made(
                [
                    "row|closing-undistributed|年末|\(closing)", "row|opening-undistributed|年初|\(opening)",
                    "row|prior-year-adjustment|调整|\(correction)",
                ], "上年金额")
            let note = FinancialStatement.correctionNote(incomeDistribution: income)
            #expect((note == nil) == (correction == "0"))
            return FinancialStatement.ties(balanceSheet: sheet, incomeDistribution: income).map {
                guard case .checkFailed(_, _, let difference) = $0.problem else { return 0 }
                return difference.fen
            }
        }
        #expect(try remarks("101", "70.0", "0") == [])
        #expect(try remarks("101", "75.0", "5") == [])
        #expect(try remarks("101", "75.0", "0") == [500, 500])
        #expect(try remarks("101 + 2", "70.0", "0") == [200, -200])
    }

    @Test("a chain of ten thousand rows is computed, and unfolded as far as anybody looks")
    func longChain() throws {
        let rows = (1..<10_000).map { "row|r\($0)|行|[r\($0 - 1)] + 1" }
        let statement = try statement(rows.reversed() + ["row|r0|行|101"], [])
        #expect(statement.amounts("r9999") == [Money(fen: 999_900)])
        #expect(try statement.explain("r9999").parts.count { $0.kind == .row } == 60)
    }

    @Test(
        "what stands on accounts of the other chart is read by the other version, row by row, and added once")
    func twoCharts() throws {
        let new = try definition(["row|a|应付|211", "row|b|合计|[a] + 301", "row|c|一成|[b] * 0.1"])
        let old = try StatementDefinition(
            reading: entries([
                "statement|own|自定|2004", "column|now|本期|period", "row|a|应付|202", "row|b|合计|[a] + 301",
                "row|c|一成|[b] * 0.1",
            ]))
        let movements = [
            movement("211", .credit, closing: -100),
            movement("202", .credit, closing: -30, chart: .system2004),
            movement("301", .credit, closing: -7, chart: .system2004),
        ]
        func make(_ versions: [StatementDefinition]) throws -> FinancialStatement {
            try FinancialStatement(versions, books: ["B"], period: year, chart: .system2023) {
                try FinancialStatement.ColumnFigures(chart: .system2023, period: $0, movements: movements)
            }
        }
        let both = try make([old, new])
        #expect(both.definition.chart == .system2023)
        #expect(both.rows.map { $0.amounts[0]?.fen } == [130, 137, 14])
        #expect(both.remarks.isEmpty)
        #expect(try both.explain("a").parts.map(\.reference) == ["211", "211", "202", "202"])
        // With one version, what the other would read is left out and told; without the chart's own there is no figure.
        let alone = try make([new])
        #expect(alone.rows.map { $0.amounts[0]?.fen } == [100, 100, 10])
        #expect(
            alone.remarks.map(\.problem) == [.leftOut(column: StatementTitle("本期"), chart: .system2004)])
        #expect(!alone.hasErrors)
        let without = try make([old])
        #expect(without.rows.allSatisfy { $0.amounts == [nil] })
        #expect(
            without.remarks.map(\.problem) == [.noVersion(column: StatementTitle("本期"), chart: .system2023)])
        #expect(without.hasErrors)
        #expect(try without.explain("a").parts.isEmpty)
    }

    @Test("the months of a column follow from the period asked for")
    func bases() throws {
        func months(_ text: String) throws -> [String] {
            let period = try Period(parsing: text)
            return StatementDefinition.Basis.allCases.map { $0.months(of: period).description }
        }
        #expect(try months("2026-08") == ["2026-08", "2026-01..2026-08", "2025", "2025-01..2025-08"])
        #expect(try months("2026Q1") == ["2026Q1", "2026Q1", "2025", "2025Q1"])
        #expect(try months("2026") == ["2026", "2026", "2025", "2025"])
        #expect(
            try months("2025-11..2026-02") == [
                "2025-11..2026-02", "2026-01..2026-02", "2025", "2025-01..2025-02",
            ])
    }
}

import Ledger
import Testing

@Suite("口径")
struct MeasureTests {
    private func account(
        _ code: String, _ category: AccountCategory, role: AccountRole? = nil,
        chart: ChartVersion = .system2023
    ) -> Account {
        Account(chart: chart, code: code, name: code, category: category, side: .credit, role: role)
    }

    private static let table = [
        [
            "name": "net", "version": "2", "chinese": "净", "english": "net", "chart": "2023",
            "formula": "501 + 502 - 513 + @running-cost",
        ],
        ["name": "net", "version": "2", "chart": "2004", "formula": "501 + 511"],
        [
            "name": "odd", "version": "1", "chinese": "", "english": "", "chart": "2023",
            "formula": "211 - 501",
        ],
    ]

    @Test("A table with a row per chart")
    func reading() throws {
        let measures = try Measure.reading(Self.table)
        #expect(measures.map(\.name) == ["net", "odd"])
        #expect(measures[0].version == 2)
        #expect(measures[0].chinese == "净")
        #expect(measures[0].formulas[.system2004]?.text == "501 + 511")
        #expect(measures[1].formulas[.system2004] == nil)
    }

    @Test(
        "Rows that can't be read",
        arguments: [
            ["name": "a", "version": "x", "chart": "2023", "formula": "501"],
            ["name": "a", "version": "1", "chart": "1999", "formula": "501"],
            ["name": "a", "version": "1", "chart": "2023", "formula": "501 +"],
            ["name": "a", "version": "1", "chart": "2023", "formula": "501 502"],
            ["name": "a", "version": "1", "chart": "2023", "formula": "@nothing"],
            ["name": "a", "version": "1", "chart": "2023", "formula": ""],
            ["name": "", "version": "1", "chart": "2023", "formula": "501"],
        ])
    func malformed(row: [String: String]) {
        #expect(throws: MeasureProblem.self) { try Measure.reading([row]) }
    }

    @Test("Two rows of one chart, or two versions, are no measure")
    func twice() {
        #expect(throws: MeasureProblem.self) { try Measure.reading([Self.table[0], Self.table[0]]) }
        var other = Self.table[1]
        other["version"] = "3"
        #expect(throws: MeasureProblem.self) { try Measure.reading([Self.table[0], other]) }
    }

    @Test("What a fen of credit less debit adds")
    func factors() throws {
        let measures = try Measure.reading(Self.table)
        let (net, odd) = (measures[0], measures[1])
        #expect(net.factor(of: account("50103", .income)) == 1)
        #expect(net.factor(of: account("503", .income)) == 0)
        #expect(net.factor(of: account("51301", .expense)) == 1)
        #expect(net.factor(of: account("51303", .expense, role: .runningCost)) == 0)
        #expect(net.factor(of: account("511", .income, chart: .system2004)) == 1)
        #expect(net.factor(of: account("513", .expense, chart: .system2004)) == 0)
        #expect(odd.factor(of: account("501", .income)) == -1)
        // Turnover is kept for income and expense only.
        #expect(odd.factor(of: account("211", .liability)) == 0)
        #expect(odd.factor(of: account("501", .income, chart: .system2004)) == 0)
    }

    @Test("What the rule makes of a line")
    func treatment() throws {
        let measure = try Measure.reading(Self.table)[0]
        let rule = MeasureRule(
            measure,
            kinds: ExclusionReason.kinds([
                ["code": "land-compensation", "chinese": "征地补偿", "reason": "compensation"]
            ]))
        func answer(
            _ account: Account, _ mark: IncomeMark = .none, _ type: VoucherType = .normal,
            _ turnover: Int64 = 100
        ) -> String? {
            rule.treatment(of: account, mark: mark, type: type, turnover: turnover).map { found in
                switch found.treatment {
                case .included: "included \(found.amount.fen)"
                case .eliminated(let reason): "eliminated \(reason.code) \(found.amount.fen)"
                case .excluded(let reason): "\(reason.code) \(found.amount.fen)"
                case .priorYear: "prior"
                }
            }
        }
        let rent = account("50103", .income)
        #expect(answer(rent) == "included 100")
        #expect(answer(rent, .none, .correction, -40) == "included -40")
        #expect(answer(account("51301", .expense), .none, .normal, -30) == "included -30")
        #expect(answer(rent, IncomeMark(otherBook: "W")) == "eliminated same-village 100")
        #expect(answer(rent, IncomeMark(otherBook: "W"), .closing, -100) == "closing -100")
        #expect(answer(rent, IncomeMark(excludedKind: "land-compensation")) == "included 100")
        #expect(answer(account("503", .income)) == "subsidy 100")
        #expect(answer(account("504", .income)) == "other-income 100")
        #expect(answer(account("503", .income), .none, .closing) == "closing 100")
        #expect(answer(account("561", .income, chart: .system2004)) == "not-in-formula 100")
        #expect(answer(account("521", .income, chart: .system2004)) == "subsidy 100")
        #expect(
            answer(account("211", .liability), IncomeMark(excludedKind: "land-compensation"))
                == "land-compensation 100")
        #expect(answer(account("211", .liability)) == nil)
        #expect(answer(account("51301", .expense), .none, .closing) == "closing 100")
        #expect(answer(account("514", .expense), .none, .closing) == nil)
        #expect(
            answer(account("32201", .equity, role: .distribution), .none, .distribution) == "distribution 100"
        )
        #expect(answer(account("311", .equity), .none, .distribution) == nil)
        #expect(
            answer(account("3220202", .equity, role: .priorYearAdjustment), .none, .priorYear)
                == "prior-year 100")
    }
}

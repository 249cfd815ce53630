import Ledger
import TestSupport
import Testing

/// Lines of a definition from short texts, `kind|id|title|formula`, the first being line 2 of a file with a header.
func entries(_ lines: [String]) -> [StatementEntry] {
    lines.enumerated().map { index, line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        return StatementEntry(
            line: index + 2, kind: parts[0], id: parts[1], chinese: parts[2],
            formula: parts.count > 3 ? parts[3] : "")
    }
}

/// A definition of rows for the chart of 2023 with a column of the period; the first row stands on line 4.
func definition(_ rows: [String]) throws -> StatementDefinition {
    try StatementDefinition(reading: entries(["statement|own|自定|2023", "column|now|本期|period"] + rows))
}

@Suite("报表定义")
struct StatementDefinitionTests {
    /// Codes with their lines, `4 statement.cycle`.
    private func refusals(_ lines: [String]) -> [String] {
        do {
            _ = try StatementDefinition(reading: entries(lines))
            return []
        } catch {
            return error.problems.map { "\($0.line) \($0.problem.code)" }
        }
    }

    private func refusals(rows: [String]) -> [String] {
        refusals(["statement|own|自定|2023", "column|now|本期|period"] + rows)
    }

    @Test("everything wrong is told at once, each problem with its line")
    func lines() {
        #expect(
            refusals([
                "statement|own|自定|2099", "statement|more|又一张|2023", "column|now|本期|sometime",
                "columm|x|栏|period",
                "row|a|甲|101", "row|a|又是甲|102", "row|b b|乙|101", "row|c||101", "row|d|丁|101 +", "check|e|戊|",
            ]) == [
                "2 statement.chart-unknown", "3 statement.name-twice", "4 statement.column-unknown",
                "5 statement.kind-unknown", "7 statement.id-twice", "8 statement.id-invalid",
                "9 statement.title-missing", "10 statement.formula-malformed", "11 statement.formula-missing",
            ])
        #expect(
            refusals(["statement|own|自定|2023", "column|indent|本期|period", "row|a|甲|101"]) == [
                "3 statement.id-invalid"
            ])
        #expect(refusals(["row|a|甲|101"]) == ["2 statement.empty", "2 statement.no-name"])
        #expect(refusals([]) == ["1 statement.empty", "1 statement.no-name"])
    }

    @Test("Chinese words do as well as English ones")
    func chinese() throws {
        let own = try StatementDefinition(
            reading: entries([
                "报表|自定|自定报表|2023", "栏|本年|本年数|本年累计", "行|钱|货币资金|101＋102", "行|收|收入|净额（501）",
                "行|比|占比|【收】÷【钱】×100.0", "核对|平|平衡|[钱] - [钱]",
            ]))
        #expect(own.columns.map(\.basis) == [.yearToDate])
        #expect(own.rows.map { $0.formula?.terms.map(\.text) } == [["101", "102"], ["net(501)"], []])
        #expect(own.row("比")?.formula?.rows == ["收", "钱"])
        #expect(own.problems(accounts: [account("101"), account("102"), account("501")]).isEmpty)
    }

    @Test(
        "a formula that can't be read is told with the place",
        arguments: [
            ("101 + ", 7, ""), ("101 + + 102", 7, "+"), ("(101 + 102", 11, ""), ("101 102", 5, "102"),
            ("net 501", 5, "501"), ("nett(501)", 1, "nett(501)"), ("net(50)", 5, "50)"), ("[ ] + 1", 1, "["),
            ("101 + 1.", 7, "1."), ("closing(101; normal)", 14, "normal)"), ("net(501; odd)", 10, "odd)"),
            ("101 $ 102", 5, "$"), ("99999999999999999999", 1, "99999999999999999999"), ("", 1, ""),
        ])
    func malformed(text: String, place: Int, part: String) {
        do {
            _ = try StatementFormula(parsing: text)
            Issue.record("\(text) was read")
        } catch {
            guard case .formulaMalformed(_, let found, let quoted) = error else {
                Issue.record("\(text): \(error)")
                return
            }
            #expect(found == place, "\(text)")
            #expect("\(quoted)" == part, "\(text)")
        }
    }

    @Test("full-width digits and signs are read, a row's id as it is written, and what is quoted back too")
    func fullWidth() throws {
        #expect(try StatementFormula(parsing: "１０１＋净额（501；日常）").terms.isEmpty == false)
        #expect(try StatementFormula(parsing: "【收入（元）】 - [一、经营  收入]").rows == ["收入（元）", "一、经营 收入"])
        #expect(refusals(rows: ["row|a|甲|[b] * 16%", "row|b|乙|101"]) == [])
        #expect(
            throws: StatementProblem.formulaMalformed(
                QuotedText("101 ＋ ？甲"), place: 7, part: QuotedText("？甲"))
        ) {
            try StatementFormula(parsing: "101 ＋ ？甲")
        }
    }

    @Test("nesting and length have an end, which is a refusal and no crash")
    func deep() {
        let brackets = String(repeating: "(", count: 3000) + "101" + String(repeating: ")", count: 900)
        #expect(refusals(rows: ["row|a|甲|\(brackets)"]) == ["4 statement.formula-malformed"])
        #expect(
            refusals(rows: ["row|a|甲|" + String(repeating: "-", count: 3990) + "101"]) == [
                "4 statement.formula-malformed"
            ])
        #expect(
            refusals(rows: ["row|a|甲|" + String(repeating: "101 + ", count: 700) + "101"]) == [
                "4 statement.formula-malformed"
            ])
        #expect(refusals(rows: ["row|a|甲|" + String(repeating: "101 + ", count: 600) + "101"]) == [])
    }

    @Test("no text crashes the reader, and what it reads it can say again")
    func anything() {
        var random = SeededGenerator(seed: 20_260_731)
        let pieces = [
            "101", "[a]", "net(", "501", ")", "(", "+", "-", "*", "/", " ", "0.3", ";", "distribution",
            "@cash", "?", "借方（",
            "，", "]", "[", "12345678901234567890", ".", "贷", "÷", "\u{200B}", "é", "credit-details(113)", "@",
            "99",
        ]
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            guard let formula = try? StatementFormula(parsing: text) else { continue }
            read += 1
            for term in formula.terms {
                #expect((try? StatementFormula(parsing: term.text))?.terms == [term], "\(text)")
                #expect((try? StatementFormula(parsing: term.chineseText))?.terms == [term], "\(text)")
            }
        }
        #expect(read > 500)
    }

    @Test("rows that are not there, headings and circles are told by name")
    func references() throws {
        #expect(
            refusals(rows: ["row|a|甲|[b]", "row|c|丙|[d]", "row|d|丁"]) == [
                "4 statement.row-unknown", "5 statement.row-without-formula",
            ])
        do {
            _ = try definition([
                "row|sum|合计|[a] + 101", "row|b|乙|[c]", "row|a|甲|[b]", "row|c|丙|[a]", "row|self|己|1 + [self]",
            ])
            Issue.record("a circle was read")
        } catch {
            let refused = try #require(error as? StatementRefused)
            #expect(refused.problems.map(\.line) == [5, 8])
            #expect(
                refused.problems.map { $0.problem as? StatementProblem } == [
                    .cycle(["b", "c", "a", "b"]), .cycle(["self", "self"]),
                ])
        }
        // A row that can't be read is told once, not once more for each row that refers to it.
        #expect(refusals(rows: ["row|a|甲|101 +", "row|b|乙|[a]"]) == ["4 statement.formula-malformed"])
    }

    @Test("a row may refer to rows further down")
    func order() throws {
        let own = try definition(["row|sum|合计|[a] + [b]", "row|a|甲|[b] * 2", "row|b|乙|101"])
        #expect(own.rows.map(\.id) == ["sum", "a", "b"])
    }

    @Test(
        "division by a zero that is written there is refused",
        arguments: ["101 / 0", "1 / (2.0 - 2)", "5 / (0 * 101)"])
    func constantZero(formula: String) {
        #expect(refusals(rows: ["row|a|甲|\(formula)"]) == ["4 statement.division-by-zero"])
    }

    private func account(_ code: String, _ chart: ChartVersion = .system2023, role: AccountRole? = nil)
        -> Account
    {
        Account(chart: chart, code: code, name: "某科目", category: .asset, side: .debit, role: role)
    }

    @Test("accounts: unknown, of the other chart, without the role; a question mark lets them be missing")
    func accounts() throws {
        let own = try definition([
            "row|a|甲|101 + 999", "row|b|乙|541", "row|c|丙|net(@running-cost)",
            "row|d|丁|999? + 541? + @cash? + @bank",
            "row|e|戊|10101", "check|f|己|998",
        ])
        let known = [
            account("101"), account("10102"), account("541", .system2004), account("102", role: .bank),
        ]
        #expect(
            own.problems(accounts: known).map { "\($0.line) \($0.problem.code)" } == [
                "4 statement.account-unknown", "5 statement.account-other-chart", "6 statement.role-missing",
                "8 statement.account-unknown", "9 statement.account-unknown",
            ])
        #expect(refusals(rows: ["row|a|甲|@treasure"]) == ["4 statement.role-unknown"])
    }

    @Test("every problem has a code of its area and says something in both languages")
    func sentences() {
        let quoted = QuotedText("x")
        let title = StatementTitle("某行", "some row")
        let all: [StatementProblem] = [
            .kindUnknown(quoted), .noName, .nameTwice(first: 2), .chartUnknown(quoted), .empty,
            .basisUnknown(quoted),
            .idInvalid(quoted), .titleMissing(quoted), .idTwice(quoted, first: 2), .indentInvalid(quoted),
            .formulaMissing(quoted), .formulaTooLong(bytes: 5000),
            .formulaMalformed(quoted, place: 3, part: quoted),
            .formulaMalformed(quoted, place: 3, part: QuotedText("")), .constantZero(quoted),
            .roleUnknown("x"),
            .roleMissing("cash", chart: .system2004), .accountUnknown("999", chart: .system2023),
            .accountOfOtherChart("541", name: "管理费用", chart: .system2023, other: .system2004),
            .rowUnknown(quoted),
            .rowWithoutFormula(quoted), .cycle(["a", "b", "a"]), .unknown("x", known: ["y"]),
            .versionsDiffer("x", "y"),
            .partUnknown(quoted, known: ["y"]), .noVersion(column: title, chart: .system2004),
            .leftOut(column: title, chart: .system2004),
            .divisionByZero(row: title, column: title), .overflow(row: title, column: title),
            .dependsOn(row: title, other: title, column: title),
            .checkFailed(check: title, column: title, difference: .zero),
            .contraryDetails(account: "112", row: title, side: .credit, amount: .zero, count: 1),
            .priorYearAdjusted(amount: .zero),
            .beforeOpening(book: "V010", opened: Month(validNumber: 202607)),
        ]
        for problem in all {
            #expect(problem.code.hasPrefix("statement."))
            #expect(problem.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            #expect(problem.english.hasSuffix("."))
        }
    }
}

import Testing

@testable import Ledger

@Suite("voucher templates")
struct VoucherTemplateTests {
    private func line(_ side: Side, _ formula: String) -> VoucherTemplate.Line {
        VoucherTemplate.Line(
            side: side, account: side == .debit ? "51301" : "10101", formula: formula,
            summary: "{year}年{month}月")
    }

    private func amounts(
        _ lines: [(Side, String)], _ values: [String: Int64] = [:], balance: Int64 = 0
    ) throws -> [Int64] {
        let template = VoucherTemplate(name: "t", lines: lines.map { line($0.0, $0.1) })
        try #require(template.problems().isEmpty)
        let draft = try template.voucher(
            book: "V", on: CalendarDate(validNumber: 2026_03_31), values: values.mapValues { Money(fen: $0) }
        ) { _ in Money(fen: balance) }
        return draft.lines.map { $0.debit.fen + $0.credit.fen }
    }

    private func codes(_ lines: [(Side, String)]) -> [String] {
        VoucherTemplate(name: "t", lines: lines.map { line($0.0, $0.1) }).problems().map(\.problem.code)
    }

    @Test("each line is rounded to the fen, half away from zero, and the rest balances")
    func rounding() throws {
        // 100.01 in three: 33.34 (33.3366…), twice, and what is left.
        #expect(
            try amounts(
                [(.debit, "amount / 3"), (.debit, "[1]"), (.debit, "rest"), (.credit, "amount")],
                ["amount": 10_001])
                == [3_334, 3_334, 3_333, 10_001])
        // 0.005 yuan is half a fen.
        #expect(try amounts([(.debit, "a * 0.5"), (.credit, "[1]")], ["a": 1]) == [1, 1])
        #expect(try amounts([(.debit, "a * 0.5"), (.credit, "[1]")], ["a": -1]) == [-1, -1])
        // 16 % of 12 345.67 is 1 975.3072.
        #expect(
            try amounts([(.debit, "工资 × １６％"), (.credit, "rest")], ["工资": 1_234_567]) == [197_531, 197_531])
        #expect(
            try amounts([(.debit, "balance(11201) - 200.00"), (.credit, "其余")], balance: 100_000) == [
                80_000, 80_000,
            ])
        #expect(
            try amounts([(.debit, "(a + b) * 2"), (.credit, "a + a"), (.credit, "2 * b")], ["a": 5, "b": 7])
                == [24, 10, 14])
    }

    @Test("lines that come to zero are left out")
    func zero() throws {
        #expect(
            try amounts([(.debit, "a"), (.debit, "b"), (.credit, "rest")], ["a": 0, "b": 9]) == [9, 9])
        #expect(throws: TemplateProblem.nothing("t")) {
            try amounts([(.debit, "a"), (.credit, "rest")], ["a": 0])
        }
    }

    @Test("summaries carry year and month")
    func summaries() throws {
        let template = VoucherTemplate(name: "t", lines: [line(.debit, "1"), line(.credit, "1")])
        let draft = try template.voucher(book: "V", on: CalendarDate(validNumber: 2026_03_31), values: [:]) {
            _ in .zero
        }
        #expect(draft.lines.map(\.summary) == ["2026年3月", "2026年3月"])
    }

    @Test("what may be out of balance for some amount is refused")
    func unbalanced() {
        #expect(
            codes([(.debit, "amount"), (.credit, "amount * 0.3"), (.credit, "amount * 0.7")]) == [
                "template.unbalanced"
            ])
        #expect(codes([(.debit, "a"), (.credit, "b")]) == ["template.unbalanced"])
        #expect(codes([(.debit, "100.00"), (.credit, "99.99")]) == ["template.unbalanced"])
        #expect(codes([(.debit, "100.00"), (.credit, "99.99"), (.credit, "0.01")]) == [])
        #expect(codes([(.debit, "[2] + [3]"), (.credit, "a * 0.3"), (.credit, "a * 0.7")]) == [])
        #expect(codes([(.debit, "a * 0.3"), (.credit, "a * 0.3")]) == [])
        #expect(codes([(.debit, "a * 0.3"), (.credit, "a × 30％")]) == [])
        #expect(codes([(.debit, "a"), (.debit, "rest"), (.credit, "b")]) == [])
    }

    @Test("circles, missing lines, a second rest and a zero divisor are told with their lines")
    func structure() {
        #expect(codes([(.debit, "[2]"), (.credit, "[1]")]) == ["template.cycle"])
        #expect(codes([(.debit, "[1]"), (.credit, "rest")]) == ["template.cycle"])
        #expect(codes([(.debit, "rest"), (.credit, "[1]")]) == ["template.cycle"])
        #expect(codes([(.debit, "[7]"), (.credit, "rest")]) == ["template.line-unknown"])
        #expect(codes([(.debit, "rest"), (.credit, "rest")]) == ["template.second-rest"])
        #expect(codes([(.debit, "a / 0"), (.credit, "rest")]) == ["template.division"])
        #expect(codes([(.debit, "a / (1 - 1.00)"), (.credit, "rest")]) == ["template.division"])
        #expect(codes([(.debit, "1")]) == ["template.too-few-lines"])
        let problems = VoucherTemplate(name: "t", lines: [line(.debit, "1"), line(.credit, "1 +")]).problems()
        #expect(problems.map(\.line) == [2])
    }

    @Test(
        "what is no formula is refused with its place",
        arguments: [
            ("1 +", 4), ("a b", 3), ("amount * rest", 10), ("balance(1)", 10), ("f(101)", 1), ("1..2", 1),
            ("", 1), ("(1", 3),
            ("99999999999999999999", 1), ("[0]", 3), ("1 % 2", 5),
        ])
    func malformed(_ text: String, _ place: Int) {
        do {
            _ = try TemplateFormula(parsing: text)
            Issue.record("\(text) was read")
        } catch {
            if case .formula(_, let at, _) = error { #expect(at == place) } else { Issue.record("\(error)") }
        }
    }

    @Test("deep brackets and long formulas are refused, not followed")
    func deep() {
        for text in [
            String(repeating: "(", count: 500) + "1", String(repeating: "1+", count: 600) + "1",
            String(repeating: "-", count: 900) + "1",
        ] {
            #expect(throws: TemplateProblem.self) { try TemplateFormula(parsing: text) }
        }
    }

    @Test(
        "a value too large or a division by zero is refused by its line",
        arguments: ["a * a * a", "a / b", "a * 99999999"])
    func large(_ formula: String) throws {
        let template = VoucherTemplate(
            name: "t", lines: [line(.debit, formula), line(.debit, "b"), line(.credit, "rest")])
        try #require(template.problems().isEmpty)
        #expect(throws: TemplateProblem.amount(line: 1)) {
            _ = try template.voucher(
                book: "V", on: CalendarDate(validNumber: 2026_03_31),
                values: ["a": Money(fen: 999_999_999_999), "b": .zero]
            ) { _ in .zero }
        }
    }

    @Test("missing and unknown parameters are named; a default may be left out")
    func parameters() throws {
        var template = VoucherTemplate(name: "t", lines: [line(.debit, "a + b"), line(.credit, "rest")])
        template.defaults = ["b": Money(fen: 1)]
        let use = { (values: [String: Money]) in
            try template.voucher(book: "V", on: CalendarDate(validNumber: 2026_03_31), values: values) { _ in
                .zero
            }
        }
        #expect(throws: TemplateProblem.parameterMissing(["a"])) { _ = try use([:]) }
        #expect(throws: TemplateProblem.parameterUnknown("c", known: ["a", "b"])) {
            _ = try use(["c": .zero])
        }
        #expect(try use(["a": Money(fen: 2)]).lines.map(\.debit.fen) == [3, 0])
    }

    @Test(
        "names without slashes, lines or hidden characters",
        arguments: ["", " a", "a/b", "a\nb", "a\u{202E}"])
    func names(_ name: String) {
        #expect(
            VoucherTemplate(name: name, lines: [line(.debit, "1"), line(.credit, "1")]).problems().map(
                \.problem.code)
                == ["template.name"])
    }

    @Test("a kind or type that is none is told")
    func kinds() {
        var template = VoucherTemplate(name: "t", lines: [line(.debit, "1"), line(.credit, "1")])
        template.kind = "凭"
        template.type = "usual"
        #expect(template.problems().map(\.problem.code) == ["voucher.unknown-kind", "voucher.unknown-type"])
    }

    @Test("a plan is due in its rhythm, on the last day of short months")
    func plan() throws {
        let plan = try RecurringPlan(
            from: Month(validNumber: 2026_01), through: Month(validNumber: 2026_12), everyMonths: 3, day: 31)
        #expect(
            plan.due(through: Month(validNumber: 2027_01)).map(\.number) == [202601, 202604, 202607, 202610])
        #expect(plan.date(in: Month(validNumber: 2026_04)).number == 2026_04_30)
        #expect(try RecurringPlan.months(parsing: "1y") == 12)
        for text in ["", "m", "0m", "-1m", "11y", "3w", "1.5m", "999999999999y"] {
            #expect(throws: TemplateProblem.rhythm(text)) { try RecurringPlan.months(parsing: text) }
        }
        for text in ["0", "32", "x"] {
            #expect(throws: TemplateProblem.day(text)) { try RecurringPlan.day(parsing: text) }
        }
    }
}

import TestSupport
import Testing

@testable import Ledger

@Suite("voucher templates: what is accepted balances")
struct TemplateBalanceTests {
    /// A formula over two parameters and earlier lines, as somebody might write it.
    private func formula(_ line: Int, _ random: inout SeededGenerator) -> String {
        var parts: [String] = []
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: parts.append("a")
            case 1: parts.append("b")
            case 2: parts.append("2 * a")
            case 3: parts.append(["a * 0.3", "b / 3", "a * 16%"].randomElement(using: &random) ?? "a")
            case 4: parts.append(line > 1 ? "[\(Int.random(in: 1..<line, using: &random))]" : "1.05")
            default: parts.append(["0.01", "1.05", "-b"].randomElement(using: &random) ?? "b")
            }
        }
        return parts.joined(separator: Bool.random(using: &random) ? " + " : " - ")
    }

    @Test("without a rest, for every amount", arguments: 1...4)
    func balanced(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var accepted = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 2...4, using: &random)
            let lines = (1...count).map { line in
                VoucherTemplate.Line(
                    side: Bool.random(using: &random) ? .debit : .credit, account: "101",
                    formula: formula(line, &random), summary: "")
            }
            let template = VoucherTemplate(name: "t", lines: lines)
            guard template.problems().isEmpty else { continue }
            accepted += 1
            for _ in 0..<5 {
                let values = Dictionary(
                    uniqueKeysWithValues: template.parameters.map {
                        ($0, Money(fen: Int64.random(in: -9_999...9_999, using: &random)))
                    })
                guard
                    let draft = try? template.voucher(
                        book: "V", on: CalendarDate(validNumber: 2026_03_31), values: values,
                        balance: { _ in .zero })
                else { continue }
                let difference = draft.lines.reduce(0) { $0 + $1.debit.fen - $1.credit.fen }
                #expect(difference == 0, "\(lines.map { "\($0.side) \($0.formula)" }) \(values)")
            }
        }
        #expect(accepted > 50)
    }
}

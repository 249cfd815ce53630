/// What a line of a voucher template amounts to (模板公式): a number, a parameter, another line, an account's balance, and what
/// `+ - * /` and brackets make of them; or `rest`, what balances the voucher.
///
/// ```
/// 1200.00    amount    amount * 0.3    wages * 16%    [1] + [2]    balance(11201)    rest
/// ```
///
/// Computed exactly and rounded once, to the fen and half away from zero; `[1]` is the rounded amount of line 1. Full-width
/// signs and `余额(11201)`, `其余` are understood as well.
public struct TemplateFormula: Sendable, Hashable {
    /// What it reads.
    enum Operand: Sendable, Hashable {
        case parameter(String)
        case line(Int)
        case balance(String)
    }

    typealias Expression = Arithmetic<Operand>

    /// As it was written.
    public let text: String
    /// Nil for `rest`.
    let root: Expression?

    /// Whether it is what balances the voucher.
    public var isRest: Bool { root == nil }

    /// Parameters it names, in the order written, each once.
    public var parameters: [String] {
        operands.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// Accounts whose balance it reads.
    public var accounts: [String] {
        operands.compactMap { if case .balance(let code) = $0 { code } else { nil } }
    }

    /// Lines it reads, counted from 1.
    var lines: [Int] {
        operands.compactMap { if case .line(let line) = $0 { line } else { nil } }
    }

    private var operands: [Operand] { root?.operands ?? [] }

    /// The amount as whole multiples of things that are whole fen themselves; a formula that has to be rounded is one such
    /// thing. So two sides are equal whatever is given, if their multiples are.
    func multiples(of lines: [TemplateFormula]) -> [Atom: Int64] {
        guard let root else { return [:] }
        var known: [Int: [Atom: Int64]] = [:]
        return Self.whole(root, lines, depth: 0, &known) ?? [.rounded(root): 1]
    }

    /// Something that is always whole fen.
    enum Atom: Hashable {
        case fen
        case parameter(String)
        case balance(String)
        case rounded(Expression)
    }

    /// - Parameter known: of the lines met before; each is gone through once, however often others name it.
    private static func whole(
        _ part: Expression, _ lines: [TemplateFormula], depth: Int, _ known: inout [Int: [Atom: Int64]]
    ) -> [Atom: Int64]? {
        guard depth < 200 else { return nil }
        func scaled(_ sums: [Atom: Int64]?, by factor: Int64) -> [Atom: Int64]? {
            guard let sums else { return nil }
            var result: [Atom: Int64] = [:]
            for (atom, count) in sums {
                let (product, overflow) = count.multipliedReportingOverflow(by: factor)
                if overflow { return nil }
                result[atom] = product
            }
            return result
        }
        func added(_ a: [Atom: Int64]?, _ b: [Atom: Int64]?) -> [Atom: Int64]? {
            guard let a, let b else { return nil }
            var result = a
            for (atom, count) in b {
                let (sum, overflow) = result[atom, default: 0].addingReportingOverflow(count)
                if overflow { return nil }
                result[atom] = sum
            }
            return result
        }
        switch part {
        case .number(let number):
            guard let fen = number.value.wholeFen else { return nil }
            return [.fen: fen]
        case .operand(.parameter(let name)): return [.parameter(name): 1]
        case .operand(.balance(let code)): return [.balance(code): 1]
        case .operand(.line(let line)):
            guard lines.indices.contains(line - 1), let root = lines[line - 1].root else { return nil }
            if let found = known[line] { return found }
            let found = whole(root, lines, depth: depth + 1, &known) ?? [.rounded(root): 1]
            known[line] = found
            return found
        case .negative(let inside): return scaled(whole(inside, lines, depth: depth + 1, &known), by: -1)
        case .sum(let a, let b):
            return added(whole(a, lines, depth: depth + 1, &known), whole(b, lines, depth: depth + 1, &known))
        case .difference(let a, let b):
            return added(
                whole(a, lines, depth: depth + 1, &known),
                scaled(whole(b, lines, depth: depth + 1, &known), by: -1))
        case .product(.number(let number), let other), .product(let other, .number(let number)):
            guard let factor = number.value.wholeFen, factor % 100 == 0 else { return nil }
            return scaled(whole(other, lines, depth: depth + 1, &known), by: factor / 100)
        case .product, .quotient: return nil
        }
    }
}

extension ExactNumber {
    /// The number in fen where it is whole fen; nil where it has more decimals.
    var wholeFen: Int64? {
        guard let money, ExactNumber(money) == self else { return nil }
        return money.fen
    }
}

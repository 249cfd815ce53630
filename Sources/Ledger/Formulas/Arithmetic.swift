/// A number as a formula writes it (数字); `0.3` and `0.30` are the same one.
struct WrittenNumber: Sendable, Hashable {
    let value: ExactNumber
    let text: String

    static func == (a: Self, b: Self) -> Bool { a.value == b.value }
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What a formula is made of (算式): numbers, what its language reads from the books, and `+ - * /` of them.
indirect enum Arithmetic<Operand: Sendable & Hashable>: Sendable, Hashable {
    case number(WrittenNumber)
    case operand(Operand)
    case negative(Arithmetic)
    case sum(Arithmetic, Arithmetic)
    case difference(Arithmetic, Arithmetic)
    case product(Arithmetic, Arithmetic)
    case quotient(Arithmetic, by: Arithmetic)

    /// Why there is no value.
    enum Trouble { case tooLarge, divisionByZero }

    /// Calls `body` for each part, what is written first coming first.
    func visit(_ body: (Self) -> Void) {
        body(self)
        switch self {
        case .number, .operand: break
        case .negative(let part): part.visit(body)
        case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
            .quotient(let a, by: let b):
            a.visit(body)
            b.visit(body)
        }
    }

    /// What it reads, in the order written, each once.
    var operands: [Operand] {
        var found: [Operand] = []
        visit { if case .operand(let operand) = $0, !found.contains(operand) { found.append(operand) } }
        return found
    }

    /// Whether it divides by a part that is zero whatever the books say.
    var dividesByZero: Bool {
        var found = false
        visit { if case .quotient(_, let divisor) = $0, divisor.constant?.isZero == true { found = true } }
        return found
    }

    /// The value of a part made of numbers alone; nil where it reads something or can't be computed.
    private var constant: ExactNumber? {
        // Nothing times anything is nothing.
        if case .product(let a, let b) = self, a.constant?.isZero == true || b.constant?.isZero == true {
            return .zero
        }
        return try? value { _ throws(UnknownOperand) in
            throw UnknownOperand()
        } failing: { _ in
            UnknownOperand()
        }
    }

    /// The value, not rounded yet.
    func value<Problem: Error>(
        of read: (Operand) throws(Problem) -> ExactNumber, failing: (Trouble) -> Problem
    ) throws(Problem) -> ExactNumber {
        switch self {
        case .number(let number): return number.value
        case .operand(let operand): return try read(operand)
        case .negative(let part): return try part.value(of: read, failing: failing).negated
        case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
            .quotient(let a, by: let b):
            let first = try a.value(of: read, failing: failing)
            let second = try b.value(of: read, failing: failing)
            let result: ExactNumber?
            switch self {
            case .sum: result = first.adding(second)
            case .difference: result = first.adding(second.negated)
            case .product: result = first.multiplied(by: second)
            default:
                guard !second.isZero else { throw failing(.divisionByZero) }
                result = first.divided(by: second)
            }
            guard let result else { throw failing(.tooLarge) }
            return result
        }
    }
}

/// What a part reads is not known yet.
private struct UnknownOperand: Error {}

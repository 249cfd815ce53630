/// A measure 口径: a named, versioned, readable formula over the accounts of a chart.
///
/// “经营性收入” has no single legal definition, so a figure always says under which measure it was counted. A
/// formula is a sum of accounts with signs, `501 + 502 - 511 + @running-cost`; each account stands for itself and
/// all below it, `@role` for the accounts with that role. Income counts as credit less debit, expense as debit less
/// credit.
public struct Measure: Sendable, Equatable {
    /// The stable name, `operating-gross`.
    public var name: String
    /// Raised whenever the formula changes.
    public var version: Int
    /// Its name in Chinese.
    public var chinese: String
    /// Its name in English.
    public var english: String
    /// The formula for each chart.
    public var formulas: [ChartVersion: MeasureFormula]

    /// A measure of its parts.
    public init(
        name: String, version: Int, chinese: String, english: String, formulas: [ChartVersion: MeasureFormula]
    ) {
        self.name = name
        self.version = version
        self.chinese = chinese
        self.english = english
        self.formulas = formulas
    }

    /// The default of the threshold question.
    public static let defaultName = "operating-gross"
}

/// The formula of a ``Measure`` for one chart (口径公式).
public struct MeasureFormula: Sendable, Equatable {
    /// One part of the sum.
    public struct Term: Sendable, Equatable {
        /// +1 or −1.
        public var sign: Int64
        /// What it stands for.
        public var operand: Operand
    }

    /// What a term stands for.
    public enum Operand: Sendable, Equatable {
        /// An account and all below it.
        case account(String)
        /// All accounts with a role.
        case role(AccountRole)
    }

    /// The parts, in the order written.
    public var terms: [Term]
    /// The formula as written.
    public var text: String

    /// Reads a formula such as `501 + 502 - 511 + @running-cost`.
    ///
    /// - Throws: ``MeasureProblem/malformed(_:part:)`` with the part that can't be read.
    public init(parsing text: String) throws(MeasureProblem) {
        var terms: [Term] = []
        var sign: Int64? = 1
        for part in text.split(separator: " ") {
            switch part {
            case "+" where sign == nil: sign = 1
            case "-" where sign == nil, "−" where sign == nil: sign = -1
            default:
                guard let termSign = sign else { throw .malformed(text, part: String(part)) }
                if part.utf8.first == 0x40 {
                    guard let role = AccountRole(rawValue: String(part.dropFirst())) else {
                        throw .malformed(text, part: String(part))
                    }
                    terms.append(Term(sign: termSign, operand: .role(role)))
                } else {
                    guard Account.isCode(String(part)) else { throw .malformed(text, part: String(part)) }
                    terms.append(Term(sign: termSign, operand: .account(String(part))))
                }
                sign = nil
            }
        }
        guard sign == nil, !terms.isEmpty else { throw .malformed(text, part: text) }
        self.terms = terms
        self.text = text
    }

    /// What one fen of credit less debit on an account adds to the measure: −1, 0 or +1 in ordinary formulas.
    ///
    /// Zero means the account does not count, or that its terms cancel, as running costs taken out and put back do.
    public func factor(of account: Account) -> Int64 {
        let natural: Int64 = account.category == .expense ? -1 : 1
        return terms.reduce(0) { sum, term in
            let matches =
                switch term.operand {
                case .account(let code): account.code.hasPrefix(code)
                case .role(let role): account.role == role
                }
            return matches ? sum + term.sign * natural : sum
        }
    }
}

/// What can be wrong with a measure 口径 asked for.
public enum MeasureProblem: TextualProblem, Equatable {
    /// No such measure.
    case unknown(String, known: [String])
    /// A formula that can't be read.
    case malformed(String, part: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unknown(let name, let known):
            return ProblemText(
                "measure.unknown", .unknown, zh: "没有口径 \(name)。可用：\(known.joined(separator: "、"))。",
                en: "There is no measure \(name). Use \(known.joined(separator: ", ")).")
        case .malformed(let text, let part):
            return ProblemText(
                "measure.malformed", .unreadable, zh: "口径公式“\(text)”里的“\(part)”看不懂。写法如 501 + 502 - 511。",
                en: "“\(part)” in the formula “\(text)” can't be read. Write it like 501 + 502 - 511.")
        }
    }
}

/// What can be wrong with a report 账簿 asked for.
public enum ReportProblem: TextualProblem, Equatable {
    /// A journal is kept for cash and bank only.
    case notCashOrBank(String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .notCashOrBank(let code):
            return ProblemText(
                "report.not-cash-or-bank",
                zh: "科目 \(code) 不是现金或银行存款，没有日记账。请用明细账：report subsidiary-ledger。",
                en:
                    "Account \(code) is neither cash nor bank and has no journal. Use report subsidiary-ledger."
            )
        }
    }
}

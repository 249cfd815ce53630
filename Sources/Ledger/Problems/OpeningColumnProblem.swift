/// What can be wrong with how a file of openings gives the balances (期初余额的列): in one signed column, or in one per side.
public enum OpeningColumnProblem: TextualProblem, Equatable {
    /// Neither one column nor two.
    case missing
    /// Both.
    case both

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .missing:
            ProblemText(
                "opening.balance-missing", .unreadable,
                zh:
                    "表头没有余额。请加一列“期初余额”（balance，借方余额写正数、贷方余额写负数），或“借方余额”（debit_balance）、“贷方余额”（credit_balance）两列。",
                en:
                    "The header has no balance. Add the column balance, above zero for a debit and below zero for a credit balance, or the columns debit_balance and credit_balance."
            )
        case .both:
            ProblemText(
                "opening.balance-twice", .unreadable,
                zh: "表头既有“期初余额”，又有“借方余额”或“贷方余额”，不知以哪个为准。请只留一种。",
                en:
                    "The header has the column balance and also debit_balance or credit_balance; which holds is not said. Keep one kind."
            )
        }
    }
}

/// What can be wrong with a report 账簿 asked for.
public enum ReportProblem: TextualProblem, Equatable {
    /// A journal is kept for cash and bank only.
    case notCashOrBank(String)
    /// A bank journal is kept for bank accounts only.
    case notBank(String)
    /// An account with nothing below it has no columns.
    case noDetails(String)
    /// A book of quantities is kept for an account that takes entries.
    case notLeaf(String)
    /// No line of the account has a quantity through the end of the period.
    case noQuantities(account: String, period: Period)
    /// Lines are told apart by counterparty, by contract and by the dimensions declared, and by nothing else.
    case auxiliaryUnknown(String, known: [String])
    /// No line of the book has that counterparty, contract or value of a dimension.
    case valueUnknown(by: AuxiliaryKind, value: String)
    /// An ageing is made of accounts whose lines name a counterparty.
    case notOfClaims(String)

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
        case .notBank(let code):
            return ProblemText(
                "report.not-bank",
                zh: "科目 \(code) 不是银行存款，没有银行存款日记账。现金请用 report cash-journal，其他科目请用 report subsidiary-ledger。",
                en:
                    "Account \(code) is no bank account and has no bank journal. Use report cash-journal for cash, "
                    + "report subsidiary-ledger for others.")
        case .noDetails(let code):
            let above = Account.parent(of: code)
            return ProblemText(
                "report.no-details",
                zh: "科目 \(code) 没有下级科目，排不成多栏账。请用 report subsidiary-ledger"
                    + (above.map { "，或改用上级科目 \($0)。" } ?? "。"),
                en:
                    "Account \(code) has no accounts below it to make columns of. Use report subsidiary-ledger"
                    + (above.map { ", or the account above, \($0)." } ?? "."))
        case .notLeaf(let code):
            return ProblemText(
                "report.not-leaf",
                zh: "科目 \(code) 有下级科目，不同明细的数量不能相加。请用它的末级明细科目，见 account list --under \(code)。",
                en:
                    "Account \(code) has accounts below it, whose quantities don't add up. Use one of its lowest level; "
                    + "see account list --under \(code).")
        case .noQuantities(let code, let period):
            return ProblemText(
                "report.no-quantities",
                zh:
                    "科目 \(code) 到 \(period.last) 为止没有一笔分录填了数量，没有数量金额账。请用 report subsidiary-ledger；要记数量，制单时填 quantity 和 unit_price。",
                en:
                    "No line on account \(code) has a quantity through \(period.last), so there is no book of quantities. "
                    + "Use report subsidiary-ledger; to keep quantities, give quantity and unit_price with the voucher."
            )
        case .auxiliaryUnknown(let name, let known):
            let names = ["counterparty", "contract"] + known
            return ProblemText(
                "report.auxiliary-unknown", .unknown,
                zh: "没有辅助核算项 \(QuotedText(name))。--by 可用：\(names.joined(separator: "、"))；增设用 dimension add。",
                en:
                    "There is no dimension \(QuotedText(name)). Choose \(names.joined(separator: ", ")) for --by; dimension "
                    + "add declares another.")
        case .valueUnknown(let by, let value):
            return ProblemText(
                "report.value-unknown", .unknown,
                zh: "账上没有“\(by.chinese)”为“\(QuotedText(value))”的分录。不写 --value 就列出全部。",
                en:
                    "No line of the book has “\(QuotedText(value))” as its \(by.name). Leave --value out to see all there are."
            )
        case .notOfClaims(let code):
            return ProblemText(
                "report.not-of-claims",
                zh: "科目 \(code) 不是往来科目，没有账龄。往来科目是要求填往来单位的应收款、内部往来、应付款、长期借款及应付款和它们的明细。",
                en:
                    "Account \(code) is not one of claims or debts and has no ageing. Those are the accounts whose lines "
                    + "name a counterparty: 应收款, 内部往来, 应付款, 长期借款及应付款 and what is below them.")
        }
    }
}

/// What can be wrong with an account 科目 named or added.
public enum AccountProblem: TextualProblem, Equatable {
    /// No such account in the book's chart.
    case unknown(String)
    /// It has accounts below it and takes no entries itself.
    case notLeaf(String)
    /// It no longer takes entries.
    case disabled(String)
    /// There is one with that code already.
    case exists(String)
    /// Its code is not made like an account code.
    case badCode(String)
    /// The account one level up does not exist.
    case noParent(String)
    /// A first-level account is given by the accounting system.
    case statutory(String)
    /// The account it would hang under has entries.
    case hasEntries(String)
    /// The role is not one of the program's.
    case unknownRole(String)
    /// No account of the book has the role that a command needs.
    case roleMissing(String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unknown(let code):
            return ProblemText(
                "account.unknown", zh: "科目表里没有科目 \(code)。用 account list 查看科目，或用 account add 增设明细。",
                en:
                    "There is no account \(code) in the book's chart. See account list, or add it with account add."
            )
        case .notLeaf(let code):
            return ProblemText(
                "account.not-leaf", zh: "科目 \(code) 有下级科目，不能直接记账。请用它的末级明细科目。",
                en: "Account \(code) has accounts below it and takes no entries. Use one of its lowest level."
            )
        case .disabled(let code):
            return ProblemText(
                "account.disabled", zh: "科目 \(code) 已停用。请用别的科目。",
                en: "Account \(code) is disabled. Use another.")
        case .exists(let code):
            return ProblemText(
                "account.exists", zh: "科目 \(code) 已存在。请换一个编码。",
                en: "Account \(code) exists already. Choose another code.")
        case .badCode(let code):
            return ProblemText(
                "account.bad-code", .unreadable, zh: "“\(code)”不是科目编码：一级 3 位数字，每下一级加 2 位。",
                en:
                    "“\(code)” is no account code: three digits at the first level and two more per level below."
            )
        case .noParent(let code):
            return ProblemText(
                "account.no-parent", zh: "科目 \(code) 的上级科目不存在。请先增设上级。",
                en: "The account above \(code) does not exist. Add that first.")
        case .statutory(let code):
            return ProblemText(
                "account.statutory", zh: "科目 \(code) 是会计制度规定的一级科目，不能增删、改名或停用。请在其下增设明细。",
                en:
                    "Account \(code) is a first-level account of the accounting system and can't be added, renamed or "
                    + "disabled. Add a detail below it.")
        case .hasEntries(let code):
            return ProblemText(
                "account.has-entries", zh: "科目 \(code) 已有分录，不能再设下级。请在同级增设新科目。",
                en: "Account \(code) has entries, so nothing can be added below it. Add an account beside it."
            )
        case .unknownRole(let role):
            return ProblemText(
                "account.unknown-role",
                zh: "“\(role)”不是科目用途。可用：\(AccountRole.allCases.map(\.rawValue).joined(separator: "、"))。",
                en:
                    "“\(role)” is no role. Use \(AccountRole.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        case .roleMissing(let role):
            return ProblemText(
                "account.role-missing", zh: "没有用途为 \(role) 的科目，这一步做不了。请增设科目时写明 role。",
                en: "No account has the role \(role), which this step needs. Add one with that role.")
        }
    }
}

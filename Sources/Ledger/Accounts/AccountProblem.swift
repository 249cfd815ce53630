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
    /// An account of every book, which one book alone can't change.
    case shared(String, book: String)
    /// The account it would hang under has entries.
    case hasEntries(String)
    /// The role is not one of the program's.
    case unknownRole(String)
    /// 本年收益 and 收益分配 pass their roles on to the accounts below them, and no other account has one of these.
    case roleMisplaced(code: String, role: String, above: String)
    /// No account of the book has the role that a command needs.
    case roleMissing(String)

    /// A chart can't change with a year that has begun: vouchers, drafts, openings or closed months are there already.
    case chartYearBegun(book: String, year: Int, what: [Begun])
    /// A chart changes with a January; the book starts later in that year, or after it.
    case chartNotAtJanuary(book: String, year: Int, opened: Month)
    /// The book uses that chart in that year already.
    case chartUnchanged(book: String, year: Int, chart: String)

    /// What a year may hold already when its chart is to change.
    public enum Begun: Sendable, Equatable {
        /// Posted vouchers.
        case vouchers(Int)
        /// Drafts.
        case drafts(Int)
        /// Openings of the book's first year.
        case openings(Int)
        /// Closed months.
        case closedMonths(Int)

        fileprivate var chinese: String {
            switch self {
            case .vouchers(let count): "\(count) 张凭证"
            case .drafts(let count): "\(count) 张草稿"
            case .openings(let count): "\(count) 条期初余额"
            case .closedMonths(let count): "\(count) 个已结账的月份"
            }
        }

        fileprivate var english: String {
            switch self {
            case .vouchers(let count): "\(count) voucher(s)"
            case .drafts(let count): "\(count) draft(s)"
            case .openings(let count): "\(count) opening(s)"
            case .closedMonths(let count): "\(count) closed month(s)"
            }
        }
    }

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
        case .shared(let code, let book):
            return ProblemText(
                "account.shared",
                zh: "科目 \(code) 是各账套共用的明细科目，不能只在账套 \(book) 中改名或停用。去掉 --book，则各账套都改。",
                en:
                    "Account \(code) is shared by all books and can't be renamed or disabled in book \(book) alone. Leave "
                    + "--book out to do it in all of them.")
        case .hasEntries(let code):
            return ProblemText(
                "account.has-entries", zh: "科目 \(code) 已有分录或期初余额，不能再设下级。请在同级增设新科目。",
                en:
                    "Account \(code) has entries or an opening, so nothing can be added below it. Add an account beside it."
            )
        case .unknownRole(let role):
            return ProblemText(
                "account.unknown-role",
                zh: "“\(role)”不是科目用途。可用：\(AccountRole.allCases.map(\.rawValue).joined(separator: "、"))。",
                en:
                    "“\(role)” is no role. Use \(AccountRole.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        case .roleMisplaced(let code, let role, let above):
            return ProblemText(
                "account.role-misplaced",
                zh: "科目 \(code) 的用途不能是 \(role)：本年收益、收益分配的用途只给它们的下级，下级也只能用这些用途。不写 role 就沿用上级科目 \(above) 的用途。",
                en:
                    "Account \(code) can't have the role \(role): those of 本年收益 and 收益分配 are for the accounts below "
                    + "them, which have no other. Leave the role out to take that of account \(above).")
        case .chartYearBegun(let book, let year, let what):
            return ProblemText(
                "book.chart-year-begun",
                zh:
                    "账套 \(book) 从 \(year) 年起已有 \(what.map(\.chinese).joined(separator: "、"))，不能再换这一年的科目表。请从下一个还没有记账的年度起换。",
                en:
                    "Book \(book) has \(what.map(\.english).joined(separator: ", ")) from \(year) on, so the chart of that "
                    + "year stands. Change it with a year that has not begun.")
        case .chartNotAtJanuary(let book, let year, let opened):
            return ProblemText(
                "book.chart-not-at-january",
                zh:
                    "科目表只能从一年的 1 月起更换；账套 \(book) 从 \(opened) 启用，\(year) 年 1 月在此之前。请用 \(opened.year + 1) 年或以后的年度。",
                en:
                    "A chart changes with a January; book \(book) starts with \(opened), after January \(year). "
                    + "Use \(opened.year + 1) or a later year.")
        case .chartUnchanged(let book, let year, let chart):
            return ProblemText(
                "book.chart-unchanged", zh: "账套 \(book) 在 \(year) 年用的已经是科目表 \(chart)。请核对年度和科目表。",
                en: "Book \(book) uses chart \(chart) in \(year) already. Check year and chart.")
        case .roleMissing(let role):
            return ProblemText(
                "account.role-missing", zh: "没有用途为 \(role) 的科目，这一步做不了。请增设科目时写明 role。",
                en: "No account has the role \(role), which this step needs. Add one with that role.")
        }
    }
}

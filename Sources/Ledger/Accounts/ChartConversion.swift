/// How balances kept under the system of 2004 go over to that of 2023 新旧制度衔接: the standard's table first-level account
/// by first-level account, then the one leaf below that can be meant; what only a person can know is asked for.
public struct ChartConversion: Sendable {
    /// What a person decided about an account of the old chart (衔接决定).
    public struct Decision: Sendable, Equatable {
        /// The line of the input, counted from 1.
        public var position: Int
        /// Book code; nil decides for every book.
        public var book: String?
        /// The old account.
        public var account: String
        /// Of whom, where it differs by counterparty.
        public var counterparty: String?
        /// The new leaf account.
        public var target: String
        /// How much of the balance, debits positive, where it is divided; nil is all of it.
        public var amount: Money?

        /// A decision of its parts.
        public init(
            position: Int = 1, book: String? = nil, account: String, counterparty: String? = nil,
            target: String, amount: Money? = nil
        ) {
            self.position = position
            self.book = book
            self.account = account
            self.counterparty = counterparty
            self.target = target
            self.amount = amount
        }
    }

    /// Why an account went where it went.
    public enum Basis: String, Sendable {
        /// The table of the standard, and nothing else can be meant.
        case standard
        /// A leaf below of the same name.
        case name
        /// A person decided.
        case decision
    }

    /// Where an old account goes.
    public struct Target: Sendable, Equatable {
        /// The new leaf account.
        public var account: String
        /// Its name.
        public var name: String
        /// How much of the balance; nil is all of it.
        public var amount: Money?
    }

    private let table: [String: [String]]
    private let accounts: [Account]
    private let leaves: [Account]

    /// - Parameters:
    ///   - table: what each first-level account of the old chart became; none or several where it depends.
    ///   - accounts: the new chart, all levels, as the book sees it.
    public init(table: [String: [String]], accounts: [Account]) {
        self.table = table
        self.accounts = accounts
        let parents = Set(accounts.compactMap { Account.parent(of: $0.code) })
        leaves = accounts.filter { !parents.contains($0.code) && !$0.isDisabled }
    }

    /// Where an account of the old chart goes by the table alone.
    ///
    /// - Parameter name: what the old books called it.
    /// - Throws: ``ConversionProblem``.
    public func target(of code: String, name: String?) throws -> (account: Account, basis: Basis) {
        guard let tops = table[String(code.prefix(3))], Account.isCode(code) else {
            throw ConversionProblem.unknown(account: code)
        }
        let below = leaves.filter { tops.contains($0.firstLevelCode) }
        // What distribution left is undistributed, whatever the old detail was called.
        let meant = below.filter { $0.role == .undistributed }
        if tops == ["322"], let first = meant.min(by: { $0.code < $1.code }) { return (first, .standard) }
        if let only = below.first, below.count == 1 { return (only, .standard) }
        if let name {
            let namesakes = below.filter { $0.name == name }
            if let only = namesakes.first, namesakes.count == 1 { return (only, .name) }
        }
        throw ConversionProblem.undecided(
            account: code, name: name, candidates: below.map { "\($0.code) \($0.name)" })
    }

    /// The leaf a decision names.
    ///
    /// - Throws: ``ConversionProblem/targetUnknown(account:target:)``.
    public func target(of decision: Decision) throws -> Target {
        guard let leaf = leaves.first(where: { $0.code == decision.target }) else {
            throw ConversionProblem.targetUnknown(account: decision.account, target: decision.target)
        }
        return Target(account: leaf.code, name: leaf.name, amount: decision.amount)
    }
}

/// What stands in the way of carrying a balance over to the system of 2023.
public enum ConversionProblem: TextualProblem, Equatable {
    /// No account of the old chart begins with that.
    case unknown(account: String)
    /// The table does not settle it.
    case undecided(account: String, name: String?, candidates: [String])
    /// A decision names no leaf of the new chart.
    case targetUnknown(account: String, target: String)
    /// The parts of a divided balance don't add up to it.
    case partsDiffer(account: String, balance: Money, parts: Money)
    /// A balance with turnover of the year can't be divided.
    case dividedTurnover(account: String)
    /// A decision about an account nobody brought.
    case unused(account: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unknown(let account):
            return ProblemText(
                "conversion.unknown",
                zh: "2004 年科目表里没有科目 \(QuotedText(account))，无法衔接。请核对科目编码。",
                en:
                    "The chart of 2004 has no account \(QuotedText(account)), so it can't be carried over. Check the code."
            )
        case .undecided(let account, let name, let candidates):
            let called = name.map { " \($0)" } ?? ""
            let some = candidates.prefix(8)
            let more = candidates.count > some.count
            return ProblemText(
                "conversion.undecided",
                zh: "原科目 \(account)\(called) 转入哪个新科目须由人决定"
                    + (some.isEmpty ? "，制度没有对应科目" : "：\(some.joined(separator: "、"))\(more ? " 等" : "")")
                    + "。请写进决定文件 account,to[,amount]，用 --decisions 给出。",
                en: "Where \(account)\(called) goes is for a person to decide"
                    + (some.isEmpty
                        ? ", for the standard has nothing for it"
                        : ": \(some.joined(separator: ", "))\(more ? " …" : "")")
                    + ". Write it into a file account,to[,amount] and give it with --decisions.")
        case .targetUnknown(let account, let target):
            return ProblemText(
                "conversion.target-unknown",
                zh: "原科目 \(account) 的去向 \(QuotedText(target)) 不是 2023 年科目表的末级科目。account list 列出全部。",
                en:
                    "\(QuotedText(target)), where \(account) is to go, is no leaf of the chart of 2023. account list shows "
                    + "them.")
        case .partsDiffer(let account, let balance, let parts):
            return ProblemText(
                "conversion.parts-differ",
                zh: "原科目 \(account) 的余额为 \(balance.grouped)，拆分合计 \(parts.grouped)，相差 "
                    + "\(Money(fen: balance.fen - parts.fen).grouped)。请改正拆分金额（借方为正）。",
                en: "\(account) stands at \(balance.grouped), its parts come to \(parts.grouped), "
                    + "\(Money(fen: balance.fen - parts.fen).grouped) apart. Correct the amounts (debit positive)."
            )
        case .dividedTurnover(let account):
            return ProblemText(
                "conversion.divided-turnover",
                zh: "原科目 \(account) 带有本年发生额，不能按余额拆分。请把它在期初文件里拆成几行。",
                en:
                    "\(account) has turnover of the year and can't be divided by its balance. Divide its row in the file of "
                    + "openings.")
        case .unused(let account):
            return ProblemText(
                "conversion.unused",
                zh: "决定文件写了科目 \(account)，期初文件里没有这样的行。请核对账套、科目和往来单位。",
                en:
                    "The decisions name \(account), and no row of the openings is of it. Check book, account and "
                    + "counterparty.")
        }
    }
}

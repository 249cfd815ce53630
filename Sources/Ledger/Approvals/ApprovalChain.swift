/// Who must approve a voucher, by its amount (审批链): from how many yuan on which roles, one after the other.
///
/// Written `0:reviewer;50000:reviewer,township;200000:reviewer,township,district`. The first step is always the reviewer
/// 审核, the only one whom the voucher itself names; the others are records of their own that stay with it.
public struct ApprovalChain: Sendable, Equatable {
    /// From an amount on, these roles.
    public struct Band: Sendable, Equatable {
        /// The least amount.
        public var from: Money
        /// One to three, in order.
        public var roles: [UserRole]
    }

    /// By amount, the first from zero.
    public let bands: [Band]

    /// Most steps of a chain.
    public static let limit = 3
    /// Roles that may stand behind the first.
    static let approvers: Set<UserRole> = [.reviewer, .supervisor, .township, .district]

    /// A chain as a setting writes it; nil where it is none.
    public init?(parsing text: String) {
        var bands: [Band] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, let from = try? Money(parsing: pair[0]) else { return nil }
            let words = pair[1].split(separator: ",", omittingEmptySubsequences: false)
            let roles = words.compactMap { UserRole(rawValue: String($0)) }
            guard roles.count == words.count, (1...Self.limit).contains(roles.count), roles[0] == .reviewer,
                roles.allSatisfy(Self.approvers.contains)
            else { return nil }
            if let last = bands.last { guard last.from.fen < from.fen else { return nil } }
            bands.append(Band(from: from, roles: roles))
        }
        guard bands.first?.from == .zero else { return nil }
        self.bands = bands
    }

    /// One reviewer, whatever the amount.
    public static let single = ApprovalChain(bands: [Band(from: .zero, roles: [.reviewer])])

    private init(bands: [Band]) { self.bands = bands }

    /// Whether one reviewer is enough for every voucher.
    public var isSingle: Bool { bands.allSatisfy { $0.roles.count == 1 } }

    /// Who must approve a voucher of an amount, in order.
    public func roles(for amount: Money) -> [UserRole] {
        bands.last { $0.from.fen <= amount.fen }?.roles ?? [.reviewer]
    }

    /// What a voucher counts as: the larger side, red amounts by their size, so that no correction passes below a band.
    public static func amount(debits: some Sequence<Int64>, credits: some Sequence<Int64>) -> Money {
        func sum(_ amounts: some Sequence<Int64>) -> Money {
            Money.total(amounts.lazy.map { Money(fen: Int64(clamping: $0.magnitude)) })
        }
        return max(sum(debits), sum(credits))
    }
}

/// A step of a voucher's approval as it was taken (审批记录).
public struct Approval: Sendable, Equatable {
    /// 2 or 3; the first step is the reviewer.
    public var step: Int
    /// Who approved.
    public var approver: String
    /// In which role.
    public var role: UserRole
    /// When, in UTC.
    public var at: String

    /// A step taken.
    public init(step: Int, approver: String, role: UserRole, at: String) {
        self.step = step
        self.approver = approver
        self.role = role
        self.at = at
    }
}

/// What can be wrong with the approval of a voucher 审批.
public enum ApprovalProblem: TextualProblem, Equatable {
    /// Steps are missing.
    case missing(String, amount: Money, roles: [UserRole], taken: Int)
    /// Who approves is the preparer, the editor or an earlier approver.
    case samePerson(String, step: Int)
    /// Every step is taken.
    case complete(String, steps: Int)
    /// An import names one reviewer only.
    case importNeedsMore(book: String, amount: Money, roles: [UserRole])
    /// Sending a draft back takes a reason.
    case returnReason

    private static func words(_ roles: [UserRole]) -> (zh: String, en: String) {
        (roles.map(\.chinese).joined(separator: "→"), roles.map(\.rawValue).joined(separator: ", then "))
    }

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .missing(let name, let amount, let roles, let taken):
            let (zh, en) = Self.words(roles)
            let next = roles.indices.contains(taken) ? roles[taken] : .reviewer
            return ProblemText(
                "voucher.approval-missing",
                zh:
                    "\(name) 金额 \(amount.grouped) 元，须经 \(roles.count) 级审批（\(zh)），已审 \(taken) 级，不能记账。请由有“\(next.chinese)”角色的另一人操作：voucher review \(name)。",
                en:
                    "\(name) is of \(amount.grouped) yuan and takes \(roles.count) step(s) of approval (\(en)); \(taken) are "
                    + "taken, so it can't be posted. Have another person with the role \(next.rawValue) do it: voucher review \(name)."
            )
        case .samePerson(let user, let step):
            return ProblemText(
                "voucher.same-person",
                zh: "\(user) 与制单人、修改人或前面的审批人是同一个人，不能审批第 \(step) 级。请由另一人审批。",
                en:
                    "\(user) is the same person as the preparer, the last editor or an earlier approver and may not take step "
                    + "\(step). Have somebody else approve it.")
        case .complete(let name, let steps):
            return ProblemText(
                "voucher.approval-complete",
                zh: "\(name) 的 \(steps) 级审批已全部完成。请记账，或退回：voucher return \(name) --reason …。",
                en:
                    "All \(steps) steps of \(name) are taken. Post it, or return it: voucher return \(name) --reason …."
            )
        case .importNeedsMore(let book, let amount, let roles):
            let (zh, en) = Self.words(roles)
            return ProblemText(
                "voucher.approval-missing",
                zh:
                    "账套 \(book) 金额 \(amount.grouped) 元的凭证须经 \(roles.count) 级审批（\(zh)），导入只写了一位审核人，不能直接记账。请不加 --post 导入为草稿，再逐级审批。",
                en:
                    "A voucher of book \(book) of \(amount.grouped) yuan takes \(roles.count) steps of approval (\(en)), and an "
                    + "import names one reviewer. Import without --post, as drafts, and have them approved.")
        case .returnReason:
            return ProblemText(
                "voucher.return-reason", zh: "退回草稿须说明原因\(ReasonText.limitZh)。请用 --reason 说明。",
                en:
                    "Returning a draft takes a reason \(ReasonText.limitEn). Give it with --reason.")
        }
    }
}

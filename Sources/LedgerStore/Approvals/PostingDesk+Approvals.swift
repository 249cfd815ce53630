import Ledger
import LedgerSchema

/// The steps behind the first one of a draft or voucher (审批步骤), as they stand.
struct TakenApproval {
    let step: Int
    let approver: Int32
    let role: UserRole
    let at: String
}

extension PostingDesk {
    /// Who must approve vouchers of a book, by amount.
    func approvalChain(of book: BookState) throws -> ApprovalChain {
        guard let chain = try ApprovalChain(parsing: setting(.approvalSteps, book: book.code).text) else {
            throw FileProblem.damaged(table: "setting", row: Setting.approvalSteps.rawValue)
        }
        return chain
    }

    /// The steps taken behind the reviewer's.
    func approvals(
        _ key: Int64, in book: BookState, _ sql: String = Schema.Approvals.ofDraft
    ) throws -> [TakenApproval] {
        let rows = try prepared(sql)
        rows.bind(1, book.id)
        rows.bind(2, key)
        var found: [TakenApproval] = []
        while try rows.step() {
            guard let approver = userOfID[rows.int(1)], let role = UserRole(rawValue: rows.text(2)) else {
                throw FileProblem.damaged(
                    table: "approval", row: "approval \(book.code)/\(key)/\(rows.int(0))")
            }
            found.append(
                TakenApproval(step: Int(rows.int(0)), approver: approver, role: role, at: rows.text(3)))
        }
        return found
    }

    /// What stands in the way of posting a draft by the chain in force; nil where every step is taken.
    func missingApproval(_ draft: DraftRow, in book: BookState, _ chain: ApprovalChain) throws
        -> ApprovalProblem?
    {
        guard !chain.isSingle else { return nil }
        let amount = draft.voucher.approvalAmount
        let roles = chain.roles(for: amount)
        let taken = draft.isReviewed ? try 1 + fitting(approvals(draft.number, in: book), roles) : 0
        guard taken < roles.count else { return nil }
        let name = DraftName(book: book.code, number: Int(draft.number)).description
        return .missing(name, amount: amount, roles: roles, taken: taken)
    }

    /// How many steps behind the reviewer's were taken by those the chain names; it may have changed meanwhile.
    private func fitting(_ taken: [TakenApproval], _ roles: [UserRole]) -> Int {
        zip(taken.map(\.role), roles.dropFirst()).prefix { $0.0 == $0.1 }.count
    }

    /// Takes the next step of a reviewed draft; steps the chain no longer has are taken back.
    func approve(_ draft: DraftRow, in book: BookState, _ chain: ApprovalChain, _ act: Act) throws {
        let user = try act.actor()
        let roles = chain.roles(for: draft.voucher.approvalAmount)
        var taken = try approvals(draft.number, in: book)
        if fitting(taken, roles) < min(taken.count, roles.count - 1) {
            try clearApprovals(of: draft.number, in: book, act)
            taken = []
        }
        let step = taken.count + 2
        guard step <= roles.count else {
            throw ApprovalProblem.complete(
                DraftName(book: book.code, number: Int(draft.number)).description, steps: roles.count)
        }
        try authorise(user, roles[step - 1], in: book)
        try refuseCashier(users[Int(user)], roles[step - 1])
        let earlier =
            [draft.voucher.preparer, draft.voucher.editor, draft.voucher.reviewer] + taken.map(\.approver)
        guard !earlier.contains(where: { users[Int($0)].person == users[Int(user)].person }) else {
            throw ApprovalProblem.samePerson(users[Int(user)].name, step: step)
        }
        let insert = try prepared(Schema.Approvals.insert)
        insert.bind(1, book.id)
        insert.bind(2, draft.number)
        insert.bind(3, step)
        insert.bind(4, users[Int(user)].id)
        insert.bind(5, roles[step - 1].rawValue)
        insert.bind(6, act.at)
        try insert.run()
        act.touch(.approval, book.id, draft.number, step)
    }

    /// Whoever approved may have become a cashier since.
    ///
    /// - Throws: ``CashProblem/cashierDuty(user:reviews:)``.
    func refuseCashierApprovals(_ draft: Int64, in book: BookState) throws {
        for taken in try approvals(draft, in: book) {
            try refuseCashier(users[Int(taken.approver)], taken.role)
        }
    }

    /// The steps in the words of people.
    func shown(_ taken: [TakenApproval]) -> [Approval] {
        taken.map {
            Approval(step: $0.step, approver: users[Int($0.approver)].name, role: $0.role, at: $0.at)
        }
    }
}

extension ResolvedVoucher {
    /// What it counts as where steps of approval go by amount.
    var approvalAmount: Money {
        ApprovalChain.amount(debits: lines.lazy.map(\.debit), credits: lines.lazy.map(\.credit))
    }
}

extension LedgerFile {
    /// The steps of approval 审批 a posted voucher went through behind the reviewer's.
    ///
    /// - Throws: ``VoucherProblem/unknown(_:)``.
    public func approvals(of name: VoucherName) throws -> [Approval] {
        try readAtDesk { desk in
            let book = try desk.book(name.book)
            let stored = try Self.find(name, in: book, desk)
            return desk.shown(try desk.approvals(stored.sequence, in: book, Schema.Approvals.ofVoucher))
        }
    }
}

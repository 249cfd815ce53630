import Ledger
import LedgerSchema

/// What reviewing or posting many drafts did (批量结果): what was done, and what was refused with all its reasons.
public struct BatchOutcome: Sendable {
    /// A draft that was reviewed or posted.
    public struct Entry: Sendable {
        /// `BOOK#17`
        public let draft: DraftName
        /// Its debits.
        public let debit: Money
        /// The name it got by being posted.
        public let voucher: VoucherName?
        /// The step taken by this review, 1 for the reviewer's; 0 where it was posted.
        public let step: Int
        /// Who must approve it, in order; empty where it was posted.
        public let steps: [UserRole]

        /// Who takes the step after this one; nil where all are taken.
        public var next: UserRole? { steps.indices.contains(step) ? steps[step] : nil }
    }

    /// A book's share.
    public struct Share: Sendable {
        /// Its code.
        public let book: String
        /// How many drafts.
        public let count: Int
        /// Their debits.
        public let debit: Money
        /// First and last of the names given, by kind 凭证字 and month.
        public let numbers: [(first: VoucherName, last: VoucherName)]
    }

    /// In the order of the drafts named.
    public internal(set) var entries: [Entry] = []
    /// What was refused and stays as it was.
    public internal(set) var refused: [(draft: DraftName, problem: any LedgerProblem)] = []

    /// Book by book, in the order of their codes.
    public var shares: [Share] {
        Dictionary(grouping: entries, by: \.draft.book).sorted {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        .map { book, entries in
            let names = Dictionary(grouping: entries.compactMap(\.voucher)) {
                "\($0.month)\($0.kind.rawValue)"
            }
            let numbers = names.sorted { $0.key < $1.key }.compactMap { _, names in
                let sorted = names.sorted { $0.number < $1.number }
                return sorted.first.flatMap { first in sorted.last.map { (first: first, last: $0) } }
            }
            return Share(
                book: book, count: entries.count,
                debit: Money.total(entries.map(\.debit)), numbers: numbers)
        }
    }
}

extension LedgerFile {
    /// Reviews drafts 审核, or takes the next step of their approval 审批, all or none.
    ///
    /// - Throws: ``VoucherProblem/samePerson(reviewer:)``, ``ApprovalProblem``, ``ImportRefused`` with all that refuses
    ///   their posting.
    @discardableResult
    public func review(_ names: [DraftName], by user: String) throws -> BatchOutcome {
        try review(names, by: user, skipping: false, rehearsal: false)
    }

    /// Reviews what can be reviewed of many drafts, and says of each of the others why not 批量审核.
    ///
    /// - Parameter rehearsal: shows what would happen and changes nothing.
    public func reviewBatch(_ names: [DraftName], by user: String, rehearsal: Bool = false) throws
        -> BatchOutcome
    {
        try review(names, by: user, skipping: true, rehearsal: rehearsal)
    }

    private func review(
        _ names: [DraftName], by user: String, skipping: Bool, rehearsal: Bool
    ) throws -> BatchOutcome {
        try act("voucher review", by: user, guards: .eachAct, rehearsal: rehearsal) { act in
            var outcome = BatchOutcome()
            var problems: [LocatedProblem] = []
            for (index, name) in names.enumerated() {
                do {
                    let (entry, found) = try Self.review(name, act)
                    outcome.entries += found.isEmpty ? [entry] : []
                    outcome.refused += found.map { (name, $0) }
                    problems += found.map { LocatedProblem(line: index + 1, problem: $0) }
                } catch let problem as any LedgerProblem where skipping && Self.isOfOne(problem) {
                    outcome.refused.append((name, problem))
                }
            }
            guard skipping || problems.isEmpty else {
                throw ImportRefused(problems: problems, count: problems.count)
            }
            act.concern(outcome.entries.map(\.draft))
            return outcome
        }
    }

    /// Whether a problem is one of a single draft of many, and none of the ledger or of who acts.
    private static func isOfOne(_ problem: any LedgerProblem) -> Bool {
        problem.kind == .refused || problem.kind == .unknown && problem is VoucherProblem
    }

    /// Takes the next step of one draft, unless something refuses its posting.
    private static func review(_ name: DraftName, _ act: Act) throws -> (
        BatchOutcome.Entry, [any LedgerProblem]
    ) {
        let desk = act.desk
        let user = try act.actor()
        let book = try desk.book(name.book)
        let chain = try desk.approvalChain(of: book)
        if chain.isSingle { try desk.authorise(user, .reviewer, in: book) }
        act.book = name.book
        act.subject = name.description
        var draft = try desk.draft(name, in: book)
        let steps = chain.roles(for: draft.voucher.approvalAmount)
        let isFirst = !draft.isReviewed || steps.count == 1
        if isFirst {
            try desk.authorise(user, .reviewer, in: book)
            try desk.separate(
                preparer: draft.voucher.preparer, editor: draft.voucher.editor, reviewer: user)
        }
        let step = try isFirst ? 1 : 2 + desk.approvals(draft.number, in: book).count
        let entry = BatchOutcome.Entry(
            draft: name, debit: draft.voucher.debit, voucher: nil, step: step, steps: steps)
        let problems = try desk.postingProblems(&draft.voucher, in: book)
        guard problems.isEmpty else { return (entry, problems) }
        if isFirst {
            try desk.setReviewer(user, reason: nil, draft: draft.number, in: book)
        } else {
            try desk.approve(draft, in: book, chain, act)
        }
        return (entry, [])
    }

    /// Sends a draft back to its preparer with a reason 退回; what was approved of it counts no more.
    ///
    /// - Throws: ``ApprovalProblem/returnReason``.
    public func returnDraft(_ name: DraftName, reason: String, by user: String) throws {
        try act("voucher return", by: user, guards: .eachAct) { act in
            let book = try act.desk.book(name.book)
            let roles = try act.desk.approvalChain(of: book).bands.flatMap(\.roles)
            let held = try act.desk.users[Int(act.actor())].roles
            let role = roles.first { held.contains($0) } ?? .reviewer
            let (_, draft) = try Self.open(name, role: role, act)
            let reason = try ReasonText.required(reason, or: ApprovalProblem.returnReason)
            act.detail = reason
            try act.desk.setReviewer(nil, reason: reason, draft: draft.number, in: book)
            try act.desk.clearApprovals(of: draft.number, in: book, act)
        }
    }

    /// Posts reviewed drafts 记账, all or none, by date and then by draft number; there is no way back.
    ///
    /// - Parameters:
    ///   - key: the idempotency key: a commit can be on disk though its answer was lost.
    ///   - rehearsal: shows the numbers they would get and posts nothing.
    /// - Returns: the names given, in the order of `names`.
    /// - Throws: ``VoucherProblem/notReviewed(_:)``, ``ApprovalProblem/missing(_:amount:roles:taken:)``,
    ///   ``ImportRefused`` with all that refuses them.
    public func post(
        _ names: [DraftName], by user: String, key: String? = nil, rehearsal: Bool = false
    ) throws -> [VoucherName] {
        let request = IdempotentRequest(key, "voucher post", content: names.map(\.canonicalBytes))
        return try once(request) { names in
            names.compactMap { VoucherName(parsing: $0) }
        } first: {
            try post(names, request, by: user, skipping: false, rehearsal: rehearsal).entries.compactMap(
                \.voucher)
        }
    }

    /// Posts what can be posted of many drafts, and says of each of the others why not 批量记账.
    public func postBatch(
        _ names: [DraftName], by user: String, rehearsal: Bool = false
    ) throws -> BatchOutcome {
        let request = IdempotentRequest(nil, "voucher post", content: [])
        return try post(names, request, by: user, skipping: true, rehearsal: rehearsal)
    }

    private func post(
        _ names: [DraftName], _ request: IdempotentRequest, by user: String, skipping: Bool, rehearsal: Bool
    ) throws -> BatchOutcome {
        try act("voucher post", by: user, guards: .eachAct, rehearsal: rehearsal) { act in
            var outcome = BatchOutcome()
            var drafts: [(place: Int, book: BookState, draft: DraftRow)] = []
            var seen: Set<DraftName> = []
            var chains: [Int64: ApprovalChain] = [:]
            for (place, name) in names.enumerated() {
                do {
                    let (book, draft) = try Self.open(name, role: .poster, act)
                    // Posted under its first mention, a draft is no longer there for the second.
                    guard seen.insert(name).inserted else {
                        throw VoucherProblem.draftUnknown(name.description)
                    }
                    guard draft.isReviewed else { throw VoucherProblem.notReviewed(name.description) }
                    let chain = try chains[book.id] ?? act.desk.approvalChain(of: book)
                    chains[book.id] = chain
                    if let missing = try act.desk.missingApproval(draft, in: book, chain) { throw missing }
                    drafts.append((place, book, draft))
                } catch let problem as any LedgerProblem where skipping && Self.isOfOne(problem) {
                    outcome.refused.append((name, problem))
                }
            }
            drafts.sort {
                ($0.draft.voucher.date, $0.draft.number) < ($1.draft.voucher.date, $1.draft.number)
            }
            var posted = [BatchOutcome.Entry?](repeating: nil, count: names.count)
            var problems: [LocatedProblem] = []
            for (place, book, draft) in drafts {
                let (voucher, found) = try Self.post(draft, in: book, act)
                problems += found.map { LocatedProblem(line: place + 1, problem: $0) }
                outcome.refused += found.map { (names[place], $0) }
                guard let voucher else { continue }
                posted[place] = BatchOutcome.Entry(
                    draft: names[place], debit: draft.voucher.debit, voucher: voucher, step: 0, steps: [])
            }
            guard skipping || problems.isEmpty else {
                throw ImportRefused(problems: problems, count: problems.count)
            }
            outcome.entries = posted.compactMap { $0 }
            let result = outcome.entries.compactMap(\.voucher)
            let books = Set(skipping ? result.map(\.book) : names.map(\.book))
            act.book = books.count == 1 ? books.first : nil
            act.subject = result.map(\.description).joined(separator: " ")
            try Self.remember(request, result: result.map(\.description), act)
            return outcome
        }
    }

    /// Posts one draft with what goes with it, unless something refuses it.
    private static func post(
        _ draft: DraftRow, in book: BookState, _ act: Act
    ) throws -> (VoucherName?, [any LedgerProblem]) {
        var voucher = draft.voucher
        voucher.poster = try act.actor()
        try act.desk.separate(
            preparer: voucher.preparer, editor: voucher.editor, reviewer: voucher.reviewer)
        try act.desk.refuseCashier(act.desk.users[Int(voucher.reviewer)], .reviewer)
        var found = try act.desk.postingProblems(&voucher, in: book)
        let hasFollowers = try act.desk.hasFollowers(draft.number, in: book)
        if hasFollowers { try act.desk.refuseCashierApprovals(draft.number, in: book) }
        if hasFollowers { found += try act.desk.bookedTwice(draft.number, in: book) }
        guard found.isEmpty else { return (nil, found) }
        let number = try act.desk.post(voucher, in: book, audit: act.audit)
        try act.desk.delete(draft, in: book)
        if hasFollowers {
            try act.desk.handFollowers(of: draft.number, to: book.sequence, in: book, act)
            try act.draftPosted(draft, in: book)
        }
        let name = VoucherName(
            book: book.code, month: voucher.date.accountingMonth, kind: voucher.kind, number: number)
        return (name, [])
    }
}

extension ResolvedVoucher {
    /// Its debits.
    var debit: Money { Money(fen: lines.reduce(0) { $0 &+ $1.debit }) }
}

import Ledger
import LedgerSchema

/// What closing a year did (年终结转结果).
public struct YearCloseOutcome: Sendable {
    /// The book and the year.
    public var book: String
    /// The year.
    public var year: Int
    /// The closing vouchers posted, in order; none where there was nothing to carry.
    public var vouchers: [VoucherName] = []
    /// Income 收入 carried.
    public var income: Money
    /// Expense 支出 carried.
    public var expense: Money
    /// What months had carried to 本年收益 before 已结转, positive as income.
    public var carried: Money
    /// Net income 净收益 carried to 未分配收益; negative for a loss.
    public var result: Money
    /// Months closed with it.
    public var closed: [Month] = []
    /// What should be looked at.
    public var warnings: [any LedgerProblem] = []
}

/// Who makes, reviews and posts a voucher the program made itself.
struct Signers {
    let user: Int32
    let reviewer: Int32
}

extension LedgerFile {
    /// Closes a year 年终结转: carries income, expense and 本年收益 to 未分配收益 by closing vouchers, posted and sealed like
    /// any other, and closes every month through December; all or none.
    ///
    /// - Parameters:
    ///   - reviewer: who reviewed the closing vouchers; another person than `user`.
    ///   - rehearsal: does everything and takes it back, to see what it would do.
    /// - Throws: ``ClosingRefused`` with everything in the way: drafts, cash below zero on any day, 待处理财产损溢 or
    ///   各项分配 that are not zero, a year before that was not carried; ``YearProblem/closed(book:year:)``.
    public func closeYear(
        book code: String, year: Int, by user: String, reviewer: String, rehearsal: Bool = false
    ) throws -> YearCloseOutcome {
        try act("year close", by: user, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            act.book = code
            act.subject = String(year)
            let signers = try Self.signers(of: act, reviewer: reviewer, in: book)
            guard let december = Month(year: year, month: 12), december >= book.opened else {
                throw PeriodProblem.beforeOpening(
                    book: code, month: Month(year: year, month: 12) ?? book.opened, opened: book.opened)
            }
            let standing = try YearStanding(act.desk, book, december)
            guard !book.closed.contains(december.number) else {
                throw standing.isCarried
                    ? YearProblem.closed(book: code, year: year) : .closedNotCarried(book: code, year: year)
            }
            let open = try openMonths(through: december, in: book, act)
            let review = ClosingReview(book: book, act: act)
            let obstacles =
                try obstacles(to: open, in: book, act) + standing.obstacles()
                + review.obstacles(toYearOf: december)
            guard obstacles.isEmpty else { throw ClosingRefused(problems: obstacles) }
            let closing = try standing.closing()
            var outcome = try YearCloseOutcome(
                book: code, year: year, income: closing.income(), expense: closing.expense(),
                carried: closing.carried.negated, result: closing.result(), closed: open,
                warnings: standing.warnings() + review.warnings(closing: open)
                    + review.warnings(carryingYearOf: december))
            for draft in try closing.vouchers() {
                outcome.vouchers.append(try Self.post(draft, signers, in: book, act))
            }
            // Asked while the months are open; and these tell by their lines whether the year is cleared.
            try act.desk.checkNewVouchers()
            for month in open { try close(month, in: book, act) }
            guard try isCleared(december, in: book, act) else {
                throw FileProblem.damaged(table: "balance", row: "\(code) \(december)")
            }
            act.detail = "\(outcome.vouchers.count) vouchers, net income \(outcome.result.yuan)"
            return outcome
        }
    }

    /// Whether the lines say so too: the closing was worked out from the balances.
    private func isCleared(_ december: Month, in book: BookState, _ act: Act) throws -> Bool {
        let statement = try act.desk.prepared(Schema.Periods.isCleared)
        statement.bind(1, book.id)
        statement.bind(2, Int64(december.number))
        return try statement.firstInt() == 1
    }

    static func signers(of act: Act, reviewer: String, in book: BookState) throws -> Signers {
        let signers = try Signers(user: act.actor(), reviewer: act.desk.user(reviewer))
        try act.desk.authorise(signers.user, .preparer, in: book)
        try act.desk.authorise(signers.user, .poster, in: book)
        try act.desk.authorise(signers.reviewer, .reviewer, in: book)
        try act.desk.separate(preparer: signers.user, editor: signers.user, reviewer: signers.reviewer)
        return signers
    }

    /// Posts a voucher that the program made itself, under the eyes of every rule.
    static func post(
        _ draft: VoucherDraft, _ signers: Signers, in book: BookState, _ act: Act
    ) throws -> VoucherName {
        var incoming = IncomingVoucher(draft)
        var voucher = ResolvedVoucher()
        let problems = try act.desk.resolve(&incoming, into: &voucher, in: book, strictness: .posting) {
            act.touch($0, $1)
        }
        guard problems.isEmpty else { throw ClosingRefused(problems: problems.map(\.problem)) }
        voucher.preparer = signers.user
        voucher.editor = signers.user
        voucher.reviewer = signers.reviewer
        voucher.poster = signers.user
        let number = try act.desk.post(voucher, in: book, audit: act.audit)
        return VoucherName(
            book: book.code, month: draft.date.accountingMonth, kind: voucher.kind, number: number)
    }
}

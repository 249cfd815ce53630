/// What carries a book's year forward 年终结转: income and expense to 本年收益, and that to 未分配收益.
///
/// Three vouchers at most, so that each says one thing: the income of the year, its expense, its result. Every line
/// keeps the income source of what it closes. What months closed by themselves (账结法) have carried already stands on
/// 本年收益 and goes forward with the rest.
public struct CarryForward: Sendable, Equatable {
    /// What stands on one account under one source at the end of the year.
    public struct Balance: Sendable, Equatable {
        /// Account code 科目编码, a leaf of income or expense.
        public var account: String
        /// Whether it holds income 收入; else expense 费用.
        public var isIncome: Bool
        /// Income source 收入来源 of operating income; nil elsewhere.
        public var source: String?
        /// Debit-positive.
        public var amount: Money

        /// A balance of its account, source and amount.
        public init(account: String, isIncome: Bool, source: String? = nil, amount: Money) {
            self.account = account
            self.isIncome = isIncome
            self.source = source
            self.amount = amount
        }
    }

    /// Book code 账套.
    public var book: String
    /// The last month of the year carried forward.
    public var december: Month
    /// What is to be carried, zero balances left out.
    public var balances: [Balance]
    /// What stands on 本年收益 already, debit-positive.
    public var carried: Money
    /// Code of the leaf of 本年收益.
    public var resultAccount: String
    /// Code of the leaf of 未分配收益 that takes the result.
    public var retainedAccount: String

    /// Everything a year's closing needs to know of a book.
    public init(
        book: String, december: Month, balances: [Balance], carried: Money, resultAccount: String,
        retainedAccount: String
    ) {
        self.book = book
        self.december = december
        self.balances = balances.filter { $0.amount != .zero }
        self.carried = carried
        self.resultAccount = resultAccount
        self.retainedAccount = retainedAccount
    }

    /// Income of the year still to be carried 本年收入, positive as income.
    ///
    /// - Throws: ``MoneyProblem``.
    public func income() throws(MoneyProblem) -> Money { try sum(isIncome: true).negated }

    /// Expense of the year still to be carried 本年支出, positive as expense.
    ///
    /// - Throws: ``MoneyProblem``.
    public func expense() throws(MoneyProblem) -> Money { try sum(isIncome: false) }

    /// What goes to 未分配收益: the net income 净收益 of the year, negative for a loss.
    ///
    /// - Throws: ``MoneyProblem``.
    public func result() throws(MoneyProblem) -> Money {
        try income().subtracting(expense()).subtracting(carried)
    }

    private func sum(isIncome: Bool) throws(MoneyProblem) -> Money {
        try Money.sum(balances.lazy.filter { $0.isIncome == isIncome }.map(\.amount))
    }

    /// The closing vouchers 结转凭证, dated on the last day of the year; none where there is nothing to carry.
    ///
    /// - Throws: ``MoneyProblem``.
    public func vouchers() throws(MoneyProblem) -> [VoucherDraft] {
        var vouchers: [VoucherDraft] = []
        for (isIncome, summary) in [(true, "结转\(december.year)年收入"), (false, "结转\(december.year)年支出")] {
            let chosen = balances.filter { $0.isIncome == isIncome }
            // A voucher has at most 999 lines, one of which is on 本年收益.
            for start in stride(from: 0, to: chosen.count, by: Self.linesAtOnce) {
                let part = chosen[start..<min(start + Self.linesAtOnce, chosen.count)]
                var lines = part.map { line(summary, $0.account, against: $0.amount, source: $0.source) }
                lines += try resultLines(summary, of: part)
                vouchers.append(voucher(lines))
            }
        }
        let result = try result()
        guard result != .zero else { return vouchers }
        let summary = "结转\(december.year)年净收益"
        vouchers.append(
            voucher([
                line(summary, resultAccount, against: result.negated),
                line(summary, retainedAccount, against: result),
            ]))
        return vouchers
    }

    private static let linesAtOnce = 990

    /// The other side of a closing voucher. Where what is closed adds up to nothing, 本年收益 takes both sides, since a
    /// closing voucher goes over it.
    private func resultLines(_ summary: String, of part: ArraySlice<Balance>) throws(MoneyProblem)
        -> [EntryLine]
    {
        let total = try Money.sum(part.lazy.map(\.amount))
        guard total == .zero else { return [line(summary, resultAccount, against: total.negated)] }
        let side = try Money.sum(part.lazy.map(\.amount).filter { $0.fen > 0 })
        return [
            line(summary, resultAccount, against: side), line(summary, resultAccount, against: side.negated),
        ]
    }

    /// A line that takes a debit-positive balance to zero.
    private func line(
        _ summary: String, _ account: String, against balance: Money, source: String? = nil
    ) -> EntryLine {
        EntryLine(
            summary, account: account, debit: balance.fen < 0 ? balance.negated : .zero,
            credit: balance.fen < 0 ? .zero : balance, source: source)
    }

    private func voucher(_ lines: [EntryLine]) -> VoucherDraft {
        var voucher = VoucherDraft(book: book, date: december.lastDay, lines: lines)
        voucher.type = VoucherType.closing.rawValue
        return voucher
    }
}

/// How an asset leaves the books 资产处置: sold, scrapped, lost, demolished against compensation.
public struct AssetDisposal: Sendable, Equatable {
    /// The day 处置日期.
    public var date: CalendarDate
    /// Why, and on what decision 处置原因.
    public var reason: String
    /// What comes in for it 处置收入.
    public var proceeds: Money
    /// The account it comes in on, and from whom.
    public var proceedsAccount: String?
    /// Who pays it, where the account asks for a counterparty.
    public var counterparty: String?
    /// What is paid for it 清理费用.
    public var expenses: Money
    /// The account it is paid from.
    public var expensesAccount: String?
    /// The account of a gain and of a loss; nil takes the usual ones of the book's chart.
    public var gainAccount: String?
    /// The account of a loss.
    public var lossAccount: String?

    /// A disposal of its parts.
    public init(
        date: CalendarDate, reason: String, proceeds: Money = .zero, proceedsAccount: String? = nil,
        counterparty: String? = nil, expenses: Money = .zero, expensesAccount: String? = nil
    ) {
        self.date = date
        self.reason = reason
        self.proceeds = proceeds
        self.proceedsAccount = proceedsAccount
        self.counterparty = counterparty
        self.expenses = expenses
        self.expensesAccount = expensesAccount
    }

    /// The accounts a disposal goes over, found by the book's chart.
    public struct Accounts: Sendable, Equatable {
        /// 固定资产清理; nil where the asset does not go through it.
        public var clearing: String?
        /// 处置收益, 其他收入.
        public var gain: String
        /// 处置损失, 其他支出.
        public var loss: String

        /// Accounts by their codes.
        public init(clearing: String?, gain: String, loss: String) {
            self.clearing = clearing
            self.gain = gain
            self.loss = loss
        }
    }

    /// What is gained, negative for a loss 处置损益: what comes in, less what is paid and what the asset was still worth.
    ///
    /// - Throws: ``MoneyProblem``.
    public func result(cost: Money, accumulated: Money) throws(MoneyProblem) -> Money {
        try proceeds.subtracting(expenses).subtracting(cost.subtracting(accumulated))
    }

    /// The vouchers: the asset into 固定资产清理, what comes in, what is paid, and the result out of it; of what does not go
    /// through 固定资产清理, all in one.
    ///
    /// - Parameter name: what the register finds the first by 原凭证号.
    /// - Throws: ``MoneyProblem``.
    public func drafts(of asset: Asset, accumulated: Money, accounts: Accounts, name: String)
        throws(MoneyProblem) -> [VoucherDraft]
    {
        let cost = asset.latest.cost
        let result = try result(cost: cost, accumulated: accumulated)
        let title = "\(asset.code)\(asset.name)"
        let out = try takenOut(asset, cost: cost, accumulated: accumulated, summary: "处置\(title)")
        let incoming = line("收处置\(title)款", proceedsAccount, debit: proceeds, counterparty: counterparty)
        let paid = line("付处置\(title)费用", expensesAccount, credit: expenses)
        let outcome =
            result.isRed
            ? line("处置\(title)净损失", accounts.loss, debit: result.negated)
            : line("处置\(title)净收益", accounts.gain, credit: result)
        let parts = [out, [incoming], [paid], [outcome]].map { $0.compactMap { $0 } }
        guard let clearing = accounts.clearing else {
            return [voucher(asset.book, parts.flatMap { $0 }, name: name)].filter { $0.lines.count > 1 }
        }
        var drafts: [VoucherDraft] = []
        for lines in parts {
            guard let summary = lines.first?.summary else { continue }
            let open = lines.reduce(Int64(0)) { $0 &+ $1.debit.fen &- $1.credit.fen }
            let against = Money(fen: open.magnitude > 0 ? Int64(open.magnitude) : 0)
            let balance = line(
                summary, clearing, debit: open < 0 ? against : .zero, credit: open > 0 ? against : .zero)
            // The first is called as the register finds it; where nothing is worth anything it clears without 固定资产清理.
            drafts.append(
                voucher(
                    asset.book, lines + (balance.map { [$0] } ?? []),
                    name: drafts.isEmpty ? name : "\(name)-\(drafts.count + 1)"))
        }
        return drafts
    }

    private func takenOut(_ asset: Asset, cost: Money, accumulated: Money, summary: String)
        throws(MoneyProblem) -> [EntryLine?]
    {
        guard let account = asset.accumulatedAccount else {
            let left = try cost.subtracting(accumulated)
            return [line(summary, asset.costAccount, credit: left, counterparty: asset.counterparty)]
        }
        return [
            line(summary, account, debit: accumulated),
            line(summary, asset.costAccount, credit: cost, counterparty: asset.counterparty),
        ]
    }

    private func line(
        _ summary: String, _ account: String?, debit: Money = .zero, credit: Money = .zero,
        counterparty: String? = nil
    ) -> EntryLine? {
        guard let account, debit != .zero || credit != .zero else { return nil }
        return EntryLine(summary, account: account, debit: debit, credit: credit, counterparty: counterparty)
    }

    private func voucher(_ book: String, _ lines: [EntryLine], name: String) -> VoucherDraft {
        var draft = VoucherDraft(book: book, date: date, lines: lines)
        draft.originalName = name
        draft.attachmentReason = "资产处置审批单：\(reason)"
        return draft
    }
}

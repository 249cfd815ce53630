import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Takes an asset out of the books 资产处置 by drafts for somebody to review: what still wears off through its last month,
    /// the asset through 固定资产清理, what comes in, what is paid, and the result.
    ///
    /// The card is as good as gone while the drafts stand; where they are deleted or their vouchers reversed it is back.
    ///
    /// - Throws: ``AssetProblem/disposed(code:date:)``, ``AssetProblem/disposalTooEarly(code:date:month:)`` and the others of
    ///   its kind, ``PeriodProblem``, ``ImportRefused`` with what refuses the drafts.
    public func disposeAsset(
        book code: String, asset number: String, _ disposal: AssetDisposal, by user: String,
        rehearsal: Bool = false
    ) throws -> AssetDisposalOutcome {
        try act("asset dispose", by: user, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .preparer, in: book)
            (act.book, act.subject) = (code, number)
            let (id, card) = try AssetRegister(act.db, book: book.id).card(number, book: code)
            var disposal = disposal
            disposal.reason = try ReasonText.required(
                disposal.reason, or: AssetProblem.reasonMissing(code: number))
            try Self.requireSound(disposal, of: card)
            if let problem = act.desk.periodProblem(disposal.date, in: book) { throw problem }
            var drafts: [DraftName] = []
            let charged = try Self.chargeRest(of: (id, card), until: disposal.date, in: book, act, &drafts)
            let accounts = try Self.accounts(of: card.asset, disposal, in: book, act)
            let accumulated = Money(fen: card.accumulated.fen &+ charged.fen)
            let cost = card.asset.latest.cost
            let name = "处置 \(number)"
            let vouchers = try disposal.drafts(
                of: card.asset, accumulated: accumulated, accounts: accounts, name: name)
            drafts += try Self.write(vouchers, act).map(\.name)
            try Self.insert(
                disposal, of: id, card, accumulated: accumulated, name: name, vouchers: vouchers.count, act)
            act.detail =
                "\(disposal.date) \(drafts.map(\.description).joined(separator: " ")); \(disposal.reason)"
            return AssetDisposalOutcome(
                drafts: drafts, cost: cost, accumulated: accumulated,
                result: try disposal.result(cost: cost, accumulated: accumulated))
        }
    }

    private static func requireSound(_ disposal: AssetDisposal, of card: AssetCard) throws {
        let code = card.asset.code
        if let gone = card.disposal { throw AssetProblem.disposed(code: code, date: gone.date) }
        for (amount, account, option) in [
            (disposal.proceeds, disposal.proceedsAccount, "--to"),
            (disposal.expenses, disposal.expensesAccount, "--from"),
        ] {
            guard amount.fen >= 0 else { throw AssetProblem.disposalAmount(code: code, amount: amount) }
            guard amount == .zero || account != nil else {
                throw AssetProblem.disposalAccount(code: code, amount: amount, option: option)
            }
        }
        guard disposal.date >= card.asset.acquired else {
            throw AssetProblem.badMonths(
                code: code, acquired: card.asset.acquired, takenOver: card.asset.takenOver)
        }
        let last = [card.lastMonth, card.asset.latest.month].compactMap { $0 }.max()
        if let last, last > disposal.date.accountingMonth {
            throw AssetProblem.disposalTooEarly(code: code, date: disposal.date, month: last)
        }
    }

    /// Depreciates an asset through its last month 当月减少当月照提, where that has not been done.
    private static func chargeRest(
        of card: (id: Int64, card: AssetCard), until date: CalendarDate, in book: BookState, _ act: Act,
        _ drafts: inout [DraftName]
    ) throws -> Money {
        let last = card.card.asset.lastMonth(goingOn: date)
        guard !card.card.missing(through: last).isEmpty else { return .zero }
        if let problem = act.desk.periodProblem(last.firstDay, in: book) { throw problem }
        var outcome = DepreciationOutcome(book: book.code, month: last, cards: 1)
        // Not after the asset is gone.
        try run([card], last, nil, in: book, act, &outcome, on: min(date, last.lastDay))
        drafts += outcome.voucher.flatMap { DraftName(parsing: $0) }.map { [$0] } ?? []
        return outcome.amount
    }

    private static func accounts(
        of asset: Asset, _ disposal: AssetDisposal, in book: BookState, _ act: Act
    ) throws -> AssetDisposal.Accounts {
        let accounts = AssetAccounts(act.desk, book, year: disposal.date.year)
        return try AssetDisposal.Accounts(
            clearing: asset.kind.goesThroughClearing
                ? accounts.account(nil, "", .clearing, of: asset.code) : nil,
            gain: accounts.account(disposal.gainAccount, "", .gain, of: asset.code),
            loss: accounts.account(disposal.lossAccount, "", .loss, of: asset.code))
    }

    private static func insert(
        _ disposal: AssetDisposal, of id: Int64, _ card: AssetCard, accumulated: Money, name: String,
        vouchers: Int, _ act: Act
    ) throws {
        // One whose drafts were deleted or whose vouchers were reversed makes room.
        try act.db.execute(sql: Schema.Assets.deleteDisposal, arguments: [id])
        try act.db.execute(
            sql: Schema.Assets.insertDisposal,
            arguments: [
                id, name, disposal.date.number, disposal.reason, card.asset.latest.cost.fen, accumulated.fen,
                disposal.proceeds.fen, disposal.expenses.fen, vouchers,
            ])
        act.touch(.assetDisposal, id)
    }
}

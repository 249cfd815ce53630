import GRDB
import Ledger
import LedgerSchema

/// What becomes of the vouchers of a monthly routine (凭证去向).
public enum RoutineMode: Sendable, Equatable {
    /// Posted, reviewed by another person than the user.
    case posted(reviewer: String)
    /// Kept as drafts for somebody to review.
    case draft
}

extension LedgerFile {
    /// Runs a month's depreciation and amortisation 计提折旧摊销 of a book: one voucher of everything that wears off in it.
    ///
    /// A month that was run does nothing. A month before that was left out is run first where it is open; where it is closed
    /// its share is made up for in this voucher, and told.
    ///
    /// - Parameter rehearsal: does everything and takes it back, to see what it would do.
    /// - Throws: ``AssetProblem/monthSkipped(book:months:assets:)``, ``AssetProblem/unitsMissing(book:month:codes:)``,
    ///   ``PeriodProblem/closed(book:month:)``, ``ClosingRefused`` with what refuses the voucher.
    public func depreciate(
        book code: String, month: Month, _ mode: RoutineMode, by user: String, rehearsal: Bool = false
    ) throws -> DepreciationOutcome {
        // Where there is nothing to do nothing is written, not even into the log.
        let idle = try readAtDesk { desk -> DepreciationOutcome? in
            let book = try desk.book(code)
            if month < book.opened, let problem = desk.periodProblem(month.lastDay, in: book) {
                throw problem
            }
            let register = try AssetRegister(desk.db, book: book.id)
            guard register.cards.allSatisfy({ $0.card.missing(through: month).isEmpty }) else { return nil }
            return try Self.outcome(month, register, in: book, desk.db)
        }
        if let idle { return idle }
        return try act("asset depreciate", by: user, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            let signers = try Self.signers(of: act, mode, in: book)
            (act.book, act.subject) = (code, month.description)
            if let problem = act.desk.periodProblem(month.lastDay, in: book) { throw problem }
            let register = try AssetRegister(act.db, book: book.id)
            var outcome = try Self.outcome(month, register, in: book, act.db)
            try Self.run(register.cards, month, signers, in: book, act, &outcome)
            return outcome
        }
    }

    private static func signers(of act: Act, _ mode: RoutineMode, in book: BookState) throws -> Signers? {
        switch mode {
        case .posted(let reviewer): return try signers(of: act, reviewer: reviewer, in: book)
        case .draft:
            try act.desk.authorise(act.actor(), .preparer, in: book)
            return nil
        }
    }

    private static func outcome(_ month: Month, _ register: AssetRegister, in book: BookState, _ db: Database)
        throws -> DepreciationOutcome
    {
        var outcome = DepreciationOutcome(
            book: book.code, month: month,
            cards: register.cards.count { [.due, .done].contains($0.card.due(in: month)) })
        let runs = try RawStatement(db, Schema.Assets.runs)
        runs.bind(1, book.id)
        runs.bind(2, Int64(month.number))
        while try runs.step() {
            if runs.text(1) != "void" { outcome.before.append(runs.text(0)) }
        }
        return outcome
    }

    /// Charges what cards miss through a month, and books it; without signers as a draft.
    static func run(
        _ cards: [(id: Int64, card: AssetCard)], _ month: Month, _ signers: Signers?, in book: BookState,
        _ act: Act, _ outcome: inout DepreciationOutcome, on day: CalendarDate? = nil
    ) throws {
        let due = cards.compactMap { id, card in
            let steps = card.missing(through: month)
            return steps.isEmpty
                ? nil
                : (
                    id: id, charge: AssetCharge(asset: card.asset, steps: steps, before: card.accumulated)
                )
        }
        outcome.charges = due.map(\.charge)
        outcome.warnings += try problems(of: outcome.charges, month, in: book, act)
        let name = try freshName(month, in: book, act)
        let lines = due.flatMap { id, charge in charge.steps.map { (id, $0) } }
        for (id, step) in lines {
            try act.db.execute(
                sql: Schema.Assets.insertRunLine,
                arguments: [book.id, name, id, step.month.number, step.charge.fen])
        }
        try act.db.execute(
            sql: Schema.Assets.insertRun, arguments: [book.id, name, month.number, outcome.amount.fen])
        act.touch(.assetRun, book.id, name)
        act.detail = "\(name): \(outcome.charges.count) assets, \(outcome.amount.yuan)"
        let voucher = DepreciationVoucher(book: book.code, month: month, name: name, charges: outcome.charges)
        guard var draft = try voucher.draft() else { return }
        draft.date = day ?? draft.date
        if let signers {
            outcome.voucher = try post(draft, signers, in: book, act).description
        } else {
            outcome.voucher = try write([draft], act).first?.name.description
        }
    }

    /// What refuses a run is thrown; what should be looked at is returned.
    private static func problems(
        of charges: [AssetCharge], _ month: Month, in book: BookState, _ act: Act
    ) throws -> [any LedgerProblem] {
        let left = Set(charges.flatMap { $0.steps.map(\.month) }).filter { $0 < month }.sorted()
        let open = left.filter { act.desk.periodProblem($0.firstDay, in: book) == nil }
        guard open.isEmpty else {
            let assets = charges.count { $0.steps.contains { open.contains($0.month) } }
            throw AssetProblem.monthSkipped(book: book.code, months: open, assets: assets)
        }
        let unknown = charges.filter { $0.steps.contains(where: \.lacksUnits) }.map(\.asset.code)
        guard unknown.isEmpty else {
            throw AssetProblem.unitsMissing(book: book.code, month: month, codes: unknown)
        }
        let accounts = AssetAccounts(act.desk, book, year: month.year)
        for charge in charges {
            let asset = charge.asset
            let term = asset.term(in: month)
            if let expense = term.expenseAccount {
                try accounts.requireFit(expense, .expense, of: asset.code)
            }
            try accounts.requireFit(
                asset.accumulatedAccount ?? asset.costAccount,
                asset.accumulatedAccount == nil ? .cost : .accumulated, of: asset.code)
        }
        return left.isEmpty ? [] : [AssetProblem.monthsCaughtUp(book: book.code, months: left, month: month)]
    }

    /// A name no standing run of the month bears. Runs whose vouchers are gone are taken out: their months are due again.
    private static func freshName(_ month: Month, in book: BookState, _ act: Act) throws -> String {
        var void: [String] = []
        var taken: Set<String> = []
        let runs = try RawStatement(act.db, Schema.Assets.runs)
        runs.bind(1, book.id)
        runs.bind(2, Int64(month.number))
        while try runs.step() {
            if runs.text(1) == "void" { void.append(runs.text(0)) } else { taken.insert(runs.text(0)) }
        }
        for name in void {
            try act.db.execute(sql: Schema.Assets.deleteRunLines, arguments: [book.id, name])
            try act.db.execute(sql: Schema.Assets.deleteRun, arguments: [book.id, name])
            act.touchRemoved(.assetRun, key: "\(book.code)/\(name)")
        }
        let base = "折旧摊销 \(month)"
        guard taken.contains(base) else { return base }
        return "\(base)-\((2...).first { !taken.contains("\(base)-\($0)") } ?? 2)"
    }
}

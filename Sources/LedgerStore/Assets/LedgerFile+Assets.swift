import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The cards of some books, or of all 资产登记簿, by book and number.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func assets(books: [String] = []) throws -> [AssetCard] {
        try readAtDesk { desk in
            guard !books.isEmpty else {
                return try AssetRegister(desk.db, book: nil).cards.map(\.card)
            }
            return try books.flatMap { code in
                try AssetRegister(desk.db, book: desk.book(code).id).cards.map(\.card)
            }
        }
    }

    /// A card by its number.
    ///
    /// - Throws: ``AssetProblem/unknown(book:code:)``, ``NamedThingProblem/bookUnknown(_:)``.
    public func asset(book: String, code: String) throws -> AssetCard {
        try readAtDesk { desk in
            try AssetRegister(desk.db, book: desk.book(book).id).card(code, book: book).card
        }
    }

    /// Adds cards 登记资产卡片, all or none.
    ///
    /// - Parameter rehearsal: does everything and takes it back, to see what would be wrong.
    /// - Throws: ``AssetProblem``, ``AccountProblem``; ``ImportRefused`` with all of them for entries that have a position in
    ///   a file.
    public func addAssets(_ entries: [AssetEntry], by user: String, rehearsal: Bool = false) throws {
        try act("asset add", by: user, rehearsal: rehearsal) { act in
            if entries.count == 1 {
                act.book = entries[0].book
                act.subject = entries[0].code
            }
            act.detail = "\(entries.count)"
            var problems: [LocatedProblem] = []
            for entry in entries {
                do {
                    let book = try act.desk.book(entry.book)
                    try act.desk.authorise(act.actor(), .preparer, in: book)
                    try insert(Self.card(entry, in: book, act), in: book, act)
                } catch let problem as any LedgerProblem {
                    guard let position = entry.position else { throw problem }
                    problems.append(LocatedProblem(line: position, problem: problem))
                }
            }
            guard problems.isEmpty else {
                throw ImportRefused(
                    problems: Array(problems.prefix(ImportRefused.limit)), count: problems.count)
            }
        }
    }

    /// What an entry becomes: everything it left out filled in, and every rule of a card asked.
    private static func card(_ entry: AssetEntry, in book: BookState, _ act: Act) throws -> Asset {
        let code = entry.code
        guard !code.isEmpty, !code.utf8.contains(UInt8(ascii: "/")) else { throw AssetProblem.badCode(code) }
        guard !entry.name.isEmpty else { throw AssetProblem.nameMissing(code: code) }
        let started = entry.started ?? entry.acquired
        let firstMonthCounts = try act.desk.setting(.amortisationFirstMonth, book: book.code).isOn
        let month = started.accountingMonth
        let begins = entry.kind.startsInNextMonth || !firstMonthCounts ? month.next : month
        guard CalendarDate.years.contains(begins.year) else {
            throw AssetProblem.beginsTooLate(code: code, started: started)
        }
        guard started >= entry.acquired, entry.takenOver.map({ $0 >= entry.acquired.accountingMonth }) ?? true
        else {
            throw AssetProblem.badMonths(code: code, acquired: entry.acquired, takenOver: entry.takenOver)
        }
        if entry.kind.wearsOff, begins < book.opened,
            entry.takenOver.map({ $0 < book.opened.previous }) ?? true
        {
            throw AssetProblem.takenOverMissing(code: code, begins: begins, opened: book.opened)
        }
        guard entry.cost.fen > 0, 0...10_000 ~= entry.salvageRate ?? 0 else {
            throw AssetProblem.badAmounts(code: code, cost: entry.cost, salvage: entry.salvage ?? .zero)
        }
        let salvage =
            entry.salvage ?? entry.salvageRate.map { entry.cost.share(hundredthsOfPercent: $0) } ?? .zero
        var term = AssetTerm(
            month: entry.acquired.accountingMonth, cost: entry.cost, salvage: salvage,
            method: entry.method
                ?? (entry.kind.wearsOff && entry.cost > AssetTerm.nominal ? .straightLine : .none),
            lifeMonths: entry.lifeMonths, unitsTotal: entry.unitsTotal, use: entry.use,
            keeper: entry.keeper, location: entry.location)
        try requireSound(term, entry.kind, code, in: book, act)
        if term.method == .none, entry.kind.wearsOff, entry.cost > AssetTerm.nominal {
            throw AssetProblem.methodMissing(code: code)
        }
        guard entry.openingAccumulated.fen >= 0, entry.openingAccumulated <= term.depreciable,
            entry.openingAccumulated == .zero || entry.takenOver != nil
        else {
            throw AssetProblem.badOpening(
                code: code, opening: entry.openingAccumulated, depreciable: term.depreciable)
        }
        let open = book.closed.max().flatMap { Month(number: $0)?.next } ?? book.opened
        let accounts = AssetAccounts(act.desk, book, year: max(open, begins).year)
        let cost = try accounts.account(entry.costAccount, entry.kind.rawValue, .cost, of: code)
        if try accounts.takesCounterparty(cost), entry.counterparty == nil {
            throw AssetProblem.counterpartyMissing(code: code, account: cost)
        }
        var accumulated: String?
        if term.method != .none {
            term.expenseAccount = try accounts.account(
                entry.expenseAccount, entry.use.rawValue, .expense, of: code)
        }
        if entry.accumulatedAccount != nil || accounts.isUsual(entry.kind, .accumulated) {
            accumulated = try accounts.account(
                entry.accumulatedAccount, entry.kind.rawValue, .accumulated, of: code)
        }
        return Asset(
            book: book.code, code: code, kind: entry.kind, name: entry.name, category: entry.category,
            acquired: entry.acquired, started: started, begins: begins, costAccount: cost,
            accumulatedAccount: accumulated, counterparty: entry.counterparty,
            openingAccumulated: entry.openingAccumulated, takenOver: entry.takenOver,
            quantity: entry.quantity, unit: entry.unit, source: entry.source, note: entry.note, terms: [term])
    }

    /// What every term has to satisfy, the first and each change.
    private static func requireSound(
        _ term: AssetTerm, _ kind: AssetKind, _ code: String, in book: BookState, _ act: Act
    ) throws {
        guard term.cost.fen > 0, term.cost <= Money.maximum, term.salvage.fen >= 0, term.salvage < term.cost
        else { throw AssetProblem.badAmounts(code: code, cost: term.cost, salvage: term.salvage) }
        guard kind.wearsOff || term.method == .none else {
            throw AssetProblem.neverDepreciated(code: code, kind: kind)
        }
        if term.method.needsLife || term.lifeMonths != nil, !(1...1200 ~= term.lifeMonths ?? 0) {
            throw AssetProblem.lifeMissing(code: code, method: term.method)
        }
        if term.method == .units || term.unitsTotal != nil, !(1...AssetUnits.limit ~= term.unitsTotal ?? 0) {
            throw AssetProblem.unitsTotalMissing(code: code)
        }
        if term.method.isAccelerated, try !act.desk.setting(.acceleratedDepreciation, book: book.code).isOn {
            throw AssetProblem.acceleratedOff(code: code, method: term.method)
        }
    }

    private func insert(_ asset: Asset, in book: BookState, _ act: Act) throws {
        if try Int64.fetchOne(act.db, sql: Schema.Assets.find, arguments: [book.id, asset.code]) != nil {
            throw AssetProblem.exists(book: book.code, code: asset.code)
        }
        let inserted = try Int64.fetchOne(
            act.db, sql: Schema.Assets.insert,
            arguments: [
                book.id, asset.code, asset.kind.rawValue, asset.name, asset.category, asset.acquired.number,
                asset.started.number, asset.begins.number, asset.costAccount, asset.accumulatedAccount,
                asset.counterparty, asset.openingAccumulated.fen, asset.takenOver?.number, asset.quantity,
                asset.unit, asset.source, asset.note,
            ])
        guard let id = inserted else { throw BrokenInvariant("asset", "a card was kept without an id") }
        act.touch(.asset, id)
        try Self.insert(asset.terms[0], line: 1, of: id, act)
    }

    private static func insert(_ term: AssetTerm, line: Int, of id: Int64, _ act: Act) throws {
        try act.db.execute(
            sql: Schema.Assets.insertTerm,
            arguments: [
                id, line, term.month.number, term.cost.fen, term.salvage.fen, term.method.rawValue,
                term.lifeMonths, term.unitsTotal, term.expenseAccount, term.use.rawValue, term.keeper,
                term.location, term.reason,
            ])
        act.touch(.assetTerm, id, Int64(line))
    }

    /// Changes a card from a month on 资产变更: a dated row beside what held before, which stays as it was.
    ///
    /// - Throws: ``AssetProblem/changeTooEarly(code:month:earliest:)`` for a month that is depreciated,
    ///   ``AssetProblem/acceleratedOff(code:method:)`` and the others of its kind.
    @discardableResult
    public func changeAsset(
        book code: String, asset number: String, _ change: AssetChange, by user: String
    ) throws -> AssetTerm {
        try act("asset change", by: user) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .preparer, in: book)
            (act.book, act.subject) = (code, number)
            let (id, card) = try AssetRegister(act.db, book: book.id).card(number, book: code)
            if let disposal = card.disposal {
                throw AssetProblem.disposed(code: number, date: disposal.date)
            }
            var change = change
            change.reason = try ReasonText.required(
                change.reason, or: AssetProblem.reasonMissing(code: number))
            let old = card.asset.latest
            let earliest =
                [old.month, card.lastMonth?.next, card.asset.takenOver?.next].compactMap { $0 }.max()
                ?? old.month
            guard change.month >= earliest else {
                throw AssetProblem.changeTooEarly(code: number, month: change.month, earliest: earliest)
            }
            let term = try Self.changed(old, by: change, of: card, in: book, act)
            guard term.cost.fen &- term.salvage.fen >= card.accumulated.fen else {
                throw AssetProblem.badAmounts(code: number, cost: term.cost, salvage: term.salvage)
            }
            act.detail = "\(change.month) \(Self.words(of: term, after: old)); \(change.reason)"
            try Self.insert(term, line: card.asset.terms.count + 1, of: id, act)
            return term
        }
    }

    private static func changed(
        _ old: AssetTerm, by change: AssetChange, of card: AssetCard, in book: BookState, _ act: Act
    ) throws -> AssetTerm {
        let code = card.asset.code
        var term = old
        term.month = change.month
        term.reason = change.reason
        term.cost = change.cost ?? old.cost
        term.salvage = change.salvage ?? old.salvage
        term.method = change.method ?? old.method
        term.lifeMonths = change.lifeMonths ?? old.lifeMonths
        term.use = change.use ?? old.use
        term.keeper = change.keeper ?? old.keeper
        term.location = change.location ?? old.location
        if change.unitsTotal != nil { term.unitsTotal = change.unitsTotal }
        // What is still to be done was counted from the last change on; where the rest is spread anew it is counted anew.
        if term.method == .units, change.unitsTotal == nil, !term.spreadsLike(old) {
            throw AssetProblem.unitsTotalMissing(code: code)
        }
        try requireSound(term, card.asset.kind, code, in: book, act)
        let accounts = AssetAccounts(act.desk, book, year: change.month.year)
        if term.method != .none {
            let isOther = term.use != old.use || old.expenseAccount == nil
            let written = change.expenseAccount ?? (isOther ? nil : old.expenseAccount)
            term.expenseAccount = try accounts.account(written, term.use.rawValue, .expense, of: code)
        } else if let account = change.expenseAccount {
            term.expenseAccount = try accounts.account(account, term.use.rawValue, .expense, of: code)
        }
        var same = term
        (same.month, same.reason) = (old.month, old.reason)
        guard same != old else { throw AssetProblem.nothingChanged(code: code) }
        return term
    }

    /// What a change changed, for the log's readers.
    private static func words(of new: AssetTerm, after old: AssetTerm) -> String {
        func pair(_ name: String, _ before: String?, _ after: String?) -> String? {
            before == after ? nil : "\(name) \(before ?? "-") → \(after ?? "-")"
        }
        return [
            pair("cost", old.cost.yuan, new.cost.yuan), pair("salvage", old.salvage.yuan, new.salvage.yuan),
            pair("method", old.method.rawValue, new.method.rawValue),
            pair("life", old.lifeMonths?.description, new.lifeMonths?.description),
            pair("units", old.unitsTotal?.description, new.unitsTotal?.description),
            pair("expense", old.expenseAccount, new.expenseAccount),
            pair("use", old.use.rawValue, new.use.rawValue), pair("keeper", old.keeper, new.keeper),
            pair("location", old.location, new.location),
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// Notes what an asset did in a month 登记工作量; until the month is depreciated it may be noted anew.
    ///
    /// - Parameter units: millionths of a unit, 0 among them.
    /// - Throws: ``AssetProblem/unitsUnfit(code:method:)``, ``AssetProblem/unitsFixed(code:month:)``.
    public func setUnits(
        book code: String, asset number: String, month: Month, units: Int64, by user: String
    ) throws {
        try act("asset units", by: user) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .preparer, in: book)
            (act.book, act.subject, act.detail) = (code, number, "\(month) \(units)")
            let (id, card) = try AssetRegister(act.db, book: book.id).card(number, book: code)
            let method = card.asset.term(in: month).method
            guard method == .units else { throw AssetProblem.unitsUnfit(code: number, method: method) }
            guard !card.wear.contains(where: { $0.month == month }) else {
                throw AssetProblem.unitsFixed(code: number, month: month)
            }
            guard 0...AssetUnits.limit ~= units else { throw AssetProblem.unitsTotalMissing(code: number) }
            let isThere = try Bool.fetchOne(
                act.db, sql: Schema.Assets.hasUnits, arguments: [id, month.number])
            try act.db.execute(
                sql: isThere == true ? Schema.Assets.changeUnits : Schema.Assets.setUnits,
                arguments: [id, month.number, units])
            act.touch(.assetUnits, id, Int64(month.number))
        }
    }
}

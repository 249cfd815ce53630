import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Declares an auxiliary dimension 辅助核算, which lines may then carry.
    public func addDimension(name: String, description: String, by user: String) throws {
        try act("dimension add", by: user) { act in
            act.changesDesk = true
            act.subject = name
            _ = try act.actor()
            let clean = !name.isEmpty && !name.utf8.contains { [0x3B, 0x3D, 0x20].contains($0) }
            guard clean, IncomeMark.allowed(name).isEmpty else {
                throw NamedThingProblem.dimensionBadName(name)
            }
            if act.desk.dimensionNames.contains(name) {
                throw NamedThingProblem.dimensionExists(name)
            }
            try act.db.execute(sql: Schema.Accounts.insertDimension, arguments: [name, description])
            act.touch(.dimension, name)
        }
    }

    /// Adds a counterparty 往来单位 to a book; `otherBook` makes it stand for another book of the same village.
    public func addCounterparty(
        book code: String, code party: String, name: String, otherBook: String? = nil, by user: String
    ) throws {
        try act("counterparty add", by: user) { act in
            act.changesDesk = true
            act.book = code
            act.subject = party
            try insert(CounterpartyEntry(book: code, code: party, name: name, otherBook: otherBook), act)
        }
    }

    /// Adds counterparties 往来单位 to their books; all or none.
    ///
    /// - Parameters:
    ///   - rehearsal: does everything and takes it back.
    ///   - tell: hears what is taken into each book.
    /// - Throws: ``ImportRefused`` with all that is wrong with entries that have a position in a file, else the problem
    ///   itself: ``NamedThingProblem/counterpartyExists(_:)``, ``NamedThingProblem/bookUnknown(_:)``.
    public func addCounterparties(
        _ entries: [CounterpartyEntry], by user: String, rehearsal: Bool = false,
        tell: ([BookTally]) -> Void = { _ in }
    ) throws {
        try act("import counterparties", by: user, rehearsal: rehearsal) { act in
            act.changesDesk = true
            act.detail = "\(entries.count)"
            var tallies: [String: BookTally] = [:]
            try each(entries) { entry in
                try insert(entry, act)
                var tally = tallies[entry.book] ?? BookTally(entry.book)
                tally.entries += 1
                tally.newCounterpartyCount += 1
                if tally.newCounterpartyCount <= BookTally.named {
                    tally.newCounterparties.append(entry.code)
                }
                tallies[entry.book] = tally
            }
            tell(tallies.values.sorted { $0.book < $1.book })
        }
    }

    private func insert(_ entry: CounterpartyEntry, _ act: Act) throws {
        let book = try act.desk.book(entry.book)
        try act.desk.authorise(act.actor(), .preparer, in: book)
        let isKnown = Array(entry.code.utf8).withUnsafeBufferPointer { book.party($0) } != nil
        guard !entry.code.isEmpty, !isKnown else {
            throw NamedThingProblem.counterpartyExists(entry.code)
        }
        if let otherBook = entry.otherBook, book.sibling(named: otherBook) == nil {
            throw NamedThingProblem.bookUnknown(otherBook)
        }
        let linked = entry.otherBook ?? book.sibling(named: entry.code) ?? book.sibling(named: entry.name)
        _ = try act.desk.addParty(code: entry.code, name: entry.name, otherBook: linked, in: book) {
            act.touch($0, $1)
        }
    }

    /// Gives an account below the first level another name.
    ///
    /// - Throws: ``AccountProblem/statutory(_:)``, ``AccountProblem/unknown(_:)``.
    public func renameAccount(
        code: String, book: String? = nil, chart: ChartVersion = .system2023, to name: String, by user: String
    ) throws {
        try changeAccount(code, book, chart, by: user, "account rename", detail: name) { act, id in
            try act.db.execute(sql: Schema.Accounts.rename, arguments: [name, id])
        }
    }

    /// Takes an account below the first level out of use 停用, or back into it.
    public func setDisabled(
        _ disabled: Bool, account code: String, book: String? = nil, chart: ChartVersion = .system2023,
        by user: String
    ) throws {
        try changeAccount(code, book, chart, by: user, "account disable", detail: "\(disabled)") { act, id in
            try act.db.execute(sql: Schema.Accounts.disable, arguments: [disabled, id])
        }
    }

    private func changeAccount(
        _ code: String, _ book: String?, _ chart: ChartVersion, by user: String, _ action: String,
        detail: String,
        _ change: (Act, Int64) throws -> Void
    ) throws {
        try act(action, by: user) { act in
            act.changesDesk = true
            act.book = book
            act.subject = code
            act.detail = detail
            _ = try act.actor()
            if Account.parent(of: code) == nil { throw AccountProblem.statutory(code) }
            guard let index = act.desk.chart.find(code, chart: chart, book: book) else {
                throw AccountProblem.unknown(code)
            }
            let entry = act.desk.chart.accounts[Int(index)]
            if let book, entry.account.book == nil { throw AccountProblem.shared(code, book: book) }
            guard entry.account.book == book else { throw AccountProblem.unknown(code) }
            try change(act, entry.id)
            act.touch(.account, entry.id)
        }
    }
}

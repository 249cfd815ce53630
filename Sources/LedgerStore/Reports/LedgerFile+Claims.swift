import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The ageing of claims and debts 往来账龄 of a book on a day.
    ///
    /// Openings count from their origin, or from the day before the book was opened where none is known.
    ///
    /// - Parameter account: only this account and those below it.
    /// - Throws: ``ReportProblem/notOfClaims(_:)``, ``NamedThingProblem/bookUnknown(_:)``,
    ///   ``AccountProblem/unknown(_:)``.
    public func claimsAgeing(book code: String, account: String? = nil, asOf day: CalendarDate) throws
        -> ClaimsAgeing
    {
        try read { db in try Self.claimsAgeing(db, book: code, account: account, asOf: day) }
    }

    static func claimsAgeing(
        _ db: Database, book code: String, account: String? = nil, asOf day: CalendarDate
    ) throws
        -> ClaimsAgeing
    {
        let book = try ReportBook(db, code: code)
        var reader = try ClaimsReader(db, book, day: day)
        if let account {
            let family = try Self.family(db, book, book.chart(in: day.year), account)
            guard family.root.takesCounterparty else { throw ReportProblem.notOfClaims(account) }
            reader.only = family.codes
        }
        if book.opened.firstDay <= day { try reader.readOpenings() }
        try reader.readLines()
        let quietYears = try SettingValue(.quietYears, book: code, db).whole
        return ClaimsAgeing(book: code, day: day, pages: Array(reader.pages.values), quietYears: quietYears)
    }
}

/// Reads what was dealt on accounts whose lines name a counterparty (往来取数).
private struct ClaimsReader {
    struct Key: Hashable {
        var account: Int64
        var counterparty: Int64
    }

    private let db: Database
    private let book: ReportBook
    private let day: CalendarDate
    private let accounts: AccountLookup
    private var counterparties: [Int64: AuxiliaryValue] = [:]
    var only: [Int64: String]?
    private(set) var pages: [Key: ClaimsAgeing.Page] = [:]

    init(_ db: Database, _ book: ReportBook, day: CalendarDate) throws {
        self.db = db
        self.book = book
        self.day = day
        accounts = try AccountLookup(db)
        let rows = try RawStatement(db, Schema.BooksOfAccount.counterparties)
        rows.bind(1, book.id)
        while try rows.step() {
            counterparties[rows.int(0)] = AuxiliaryValue(code: rows.text(1), name: rows.text(2))
        }
    }

    private mutating func add(_ dealing: ClaimsAgeing.Dealing, _ account: Int64, _ counterparty: Int64) throws
    {
        guard only == nil || only?[account] != nil, !dealing.amount.isZero else { return }
        let key = Key(account: account, counterparty: counterparty)
        guard let known = counterparties[counterparty] else {
            throw FileProblem.damaged(table: "counterparty", row: "counterparty \(counterparty)")
        }
        // Taken out while it changes, so that its dealings are not copied with each new one.
        var page =
            try pages.removeValue(forKey: key)
            ?? ClaimsAgeing.Page(account: accounts.account(account), counterparty: known)
        page.dealings.append(dealing)
        pages[key] = page
    }

    mutating func readOpenings() throws {
        let rows = try RawStatement(db, Schema.BooksOfAccount.claimOpenings)
        rows.bind(1, book.id)
        let eve = book.opened.previous.lastDay
        while try rows.step() {
            let origin = try rows.optionalInt(3).map { try CalendarDate.stored($0, "opening") } ?? eve
            try add(
                ClaimsAgeing.Dealing(
                    // An origin said to be later than the opening itself would put it among later dealings.
                    origin: min(origin, eve),
                    due: rows.optionalInt(4).map { try CalendarDate.stored($0, "opening") },
                    amount: Money(fen: rows.int(2))), rows.int(0), rows.int(1))
        }
    }

    mutating func readLines() throws {
        let rows = try RawStatement(db, Schema.BooksOfAccount.claimLines)
        rows.bind(1, book.id)
        rows.bind(2, Int64(day.number))
        while try rows.step() {
            try add(
                ClaimsAgeing.Dealing(
                    origin: try CalendarDate.stored(rows.int(3), "voucher"),
                    due: rows.optionalInt(4).map { try CalendarDate.stored($0, "line") },
                    amount: Money(fen: rows.int(2))), rows.int(0), rows.int(1))
        }
    }
}

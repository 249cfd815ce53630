import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The multi-column ledger 多栏账 of an account over a period: a column for each account one level below it.
    ///
    /// - Throws: ``ReportProblem/noDetails(_:)``, ``NamedThingProblem/bookUnknown(_:)``,
    ///   ``AccountProblem/unknown(_:)``.
    public func multiColumnLedger(book code: String, account: String, period: Period) throws
        -> MultiColumnLedger
    {
        try read { db in
            let book = try ReportBook(db, code: code)
            let family = try Self.family(db, book, book.chart(in: period.last.year), account)
            let children = family.children
            guard !children.isEmpty else { throw ReportProblem.noDetails(account) }
            let length = children.first?.code.utf8.count ?? 0
            let places = Dictionary(
                uniqueKeysWithValues: children.enumerated().map { ($1.code, $0) })
            var turnover = children.map { _ in MonthlyTurnover(opened: book.opened) }
            func place(_ account: Int64) -> Int? {
                family.codes[account].flatMap { places[String($0.prefix(length))] }
            }
            try Self.forEachTakeover(db, book) { account, balance, yearDebit, yearCredit in
                guard let place = place(account) else { return }
                turnover[place].addTakeover(balance: balance, yearDebit: yearDebit, yearCredit: yearCredit)
            }
            try Self.forEachTurnover(db, book, through: period.last) { account, month, debit, credit in
                guard let place = place(account) else { return }
                turnover[place].add(month, debit: debit, credit: credit)
            }
            return MultiColumnLedger(
                book: code, account: family.root, period: period, opened: book.opened,
                details: zip(children, turnover).map { (account: $0, turnover: $1) },
                entries: try Self.entries(db, book, family, period))
        }
    }
}

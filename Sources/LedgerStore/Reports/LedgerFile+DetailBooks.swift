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

    /// The book of quantities and amounts 数量金额账 of an account over a period.
    ///
    /// An opening has no quantity; what it holds shows in ``QuantityLedger/amountWithoutQuantity``.
    ///
    /// - Throws: ``ReportProblem/notLeaf(_:)``, ``ReportProblem/noQuantities(account:period:)``,
    ///   ``NamedThingProblem/bookUnknown(_:)``, ``AccountProblem/unknown(_:)``.
    public func quantityLedger(book code: String, account: String, period: Period) throws -> QuantityLedger {
        try read { db in
            let book = try ReportBook(db, code: code)
            let family = try Self.family(db, book, book.chart(in: period.last.year), account)
            guard family.members.count == 1, let leaf = family.members.first else {
                throw ReportProblem.notLeaf(account)
            }
            let rows = try RawStatement(db, Schema.BooksOfAccount.quantityEntries)
            rows.bind(1, book.id)
            rows.bind(2, Int64(period.last.number))
            rows.bind(3, leaf.id)
            var entries: [QuantityLedger.Entry] = []
            while try rows.step() {
                entries.append(
                    QuantityLedger.Entry(
                        line: try Self.entry(rows, book, account: account),
                        quantityMillionths: rows.optionalInt(9), unitPriceTenThousandths: rows.optionalInt(10)
                    ))
            }
            guard entries.contains(where: { $0.quantityMillionths != nil }) else {
                throw ReportProblem.noQuantities(account: account, period: period)
            }
            return QuantityLedger(
                book: code, account: leaf.account, period: period,
                turnover: try Self.turnover(db, book, family, through: period.last), entries: entries)
        }
    }
}

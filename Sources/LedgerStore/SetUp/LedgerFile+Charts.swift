import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Changes the chart of accounts 科目表 a book uses, from January of a year on; an administrator 管理员 does.
    ///
    /// What a code means is settled by the chart of the voucher's year, so a year that has begun keeps its chart.
    ///
    /// - Throws: ``AccountProblem/chartYearBegun(book:year:what:)``,
    ///   ``AccountProblem/chartNotAtJanuary(book:year:opened:)``, ``AccountProblem/chartUnchanged(book:year:chart:)``.
    public func setChart(_ chart: ChartVersion, of code: String, from year: Int, by user: String? = nil)
        throws
    {
        try act("book chart", by: user) { act in
            act.changesDesk = true
            try requireAdministrator(act)
            let book = try act.desk.book(code)
            act.book = code
            act.subject = code
            act.detail = "\(year) \(chart.rawValue)"
            guard year > book.opened.year || book.opened.number == Int32(year) * 100 + 1 else {
                throw AccountProblem.chartNotAtJanuary(book: code, year: year, opened: book.opened)
            }
            guard book.chart(in: year) != chart else {
                throw AccountProblem.chartUnchanged(book: code, year: year, chart: chart.rawValue)
            }
            let begun = try begun(book, year, act.db)
            guard begun.isEmpty else {
                throw AccountProblem.chartYearBegun(book: code, year: year, what: begun)
            }
            try act.db.execute(sql: Schema.Books.deleteChart, arguments: [book.id, year])
            try act.db.execute(sql: Schema.Books.insertChart, arguments: [book.id, year, chart.rawValue])
            // The chart before it ends with the year before, so its record changes too.
            for known in book.charts { act.touch(.bookChart, book.id, Int64(known.fromYear)) }
            act.touch(.bookChart, book.id, Int64(year))
        }
    }

    private func begun(_ book: BookState, _ year: Int, _ db: Database) throws -> [AccountProblem.Begun] {
        guard let row = try Row.fetchOne(db, sql: Schema.Books.begun, arguments: [book.id, year]) else {
            return []
        }
        let counts: [Int] = [row[0], row[1], row[2], row[3]]
        let kinds: [AccountProblem.Begun] = [
            .vouchers(counts[0]), .drafts(counts[1]), .openings(counts[2]), .closedMonths(counts[3]),
        ]
        return zip(counts, kinds).filter { $0.0 > 0 }.map(\.1)
    }
}

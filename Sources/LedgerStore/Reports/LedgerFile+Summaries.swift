import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The summary of vouchers 凭证汇总表 of a book over a period.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func voucherSummary(book code: String, period: Period) throws -> VoucherSummary {
        try read { db in
            let book = try ReportBook(db, code: code)
            let accounts = try AccountLookup(db)
            var turnover: [Int64: (debit: Int64, credit: Int64)] = [:]
            try Self.forEachTurnover(db, book, through: period.last) { account, month, debit, credit in
                guard month >= period.first else { return }
                let first = try accounts.firstLevel(account)
                let before = turnover[first] ?? (0, 0)
                turnover[first] = (before.debit + debit.fen, before.credit + credit.fen)
            }
            let rows = try turnover.map { id, amounts in
                let account = try accounts.account(id)
                return VoucherSummary.Row(
                    chart: account.chart, code: account.code, name: account.name,
                    debit: Money(fen: amounts.debit), credit: Money(fen: amounts.credit))
            }
            return VoucherSummary(
                book: code, period: period, rows: rows, numbers: try Self.voucherNumbers(db, book, period))
        }
    }

    private static func voucherNumbers(_ db: Database, _ book: ReportBook, _ period: Period) throws
        -> [VoucherSummary.Numbers]
    {
        let rows = try RawStatement(db, Schema.BooksOfAccount.voucherNumbers)
        rows.bind(1, book.id)
        rows.bind(2, Int64(period.first.number))
        rows.bind(3, Int64(period.last.number))
        var numbers: [VoucherSummary.Numbers] = []
        while try rows.step() {
            let month = try Month.stored(rows.int(0), "voucher")
            guard let kind = VoucherKind(rawValue: rows.text(1)) else {
                throw FileProblem.damaged(
                    table: "voucher", row: "\(book.code) \(month) kind \(rows.text(1))")
            }
            numbers.append(
                VoucherSummary.Numbers(
                    month: month, kind: kind, first: Int(rows.int(3)), last: Int(rows.int(4)),
                    vouchers: Int(rows.int(2)), attachments: Int(rows.int(5))))
        }
        return numbers
    }

    /// The statement of income and expense in detail 收支明细表 of a book over a period, with the year to date.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func incomeExpense(book code: String, period: Period) throws -> IncomeExpense {
        try read { db in
            let book = try ReportBook(db, code: code)
            let accounts = try AccountLookup(db)
            struct Key: Hashable {
                var account: Int64
                var source: String?
            }
            var found: [Key: IncomeExpense.Figures] = [:]
            let year = period.last.year
            if book.opened.year == year, book.opened <= period.last {
                let rows = try RawStatement(db, Schema.BooksOfAccount.resultTakeover)
                rows.bind(1, book.id)
                while try rows.step() {
                    let credit = Money(fen: rows.int(3) - rows.int(2))
                    found[Key(account: rows.int(0), source: rows.optionalText(1)), default: .init()].add(
                        IncomeExpense.Figures(year: credit))
                }
            }
            let rows = try RawStatement(db, Schema.BooksOfAccount.resultTurnover)
            rows.bind(1, book.id)
            rows.bind(2, Int64(min(period.first.number, Int32(year * 100 + 1))))
            rows.bind(3, Int64(period.last.number))
            while try rows.step() {
                let month = try Month.stored(rows.int(1), "balance")
                let credit = Money(fen: rows.int(4) - rows.int(3))
                found[Key(account: rows.int(0), source: rows.optionalText(2)), default: .init()].add(
                    IncomeExpense.Figures(
                        period: period.contains(month) ? credit : .zero,
                        year: month.year == year ? credit : .zero))
            }
            let turnover = try found.map { key, figures in
                IncomeExpense.Turnover(
                    account: try accounts.account(key.account), source: key.source, credit: figures)
            }
            return IncomeExpense(
                book: code, period: period, turnover: turnover,
                parents: try accounts.parents(of: found.keys.map(\.account)))
        }
    }
}

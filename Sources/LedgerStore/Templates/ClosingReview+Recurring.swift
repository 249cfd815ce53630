import Ledger
import LedgerSchema

extension ClosingReview {
    /// Recurring vouchers due in months that are to be closed of which nothing was made 未生成的定期凭证.
    func recurringNotMade(_ months: [Month]) throws -> [any LedgerProblem] {
        guard let last = months.max(), try act.desk.one(Schema.Recurring.any, book.id) != 0 else { return [] }
        return try LedgerFile.recurring(act.db).filter { $0.book == book.code }.compactMap { entry in
            let missed = entry.missing(through: last).filter(months.contains)
            guard !missed.isEmpty else { return nil }
            return TemplateProblem.notMade(book: book.code, template: entry.template, months: missed)
        }
    }
}

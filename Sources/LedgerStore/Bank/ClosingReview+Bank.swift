import GRDB
import Ledger
import LedgerSchema

extension ClosingReview {
    /// Bank accounts that do not count as reconciled at the end of a month. A book without any registered has none: what it
    /// owes is told once a year by ``unregisteredBanks(in:)``.
    func unreconciledBanks(at month: Month) throws -> [BankProblem] {
        let staleDays = try act.desk.setting(.bankOpenDays, book: book.code).whole
        return try LedgerFile.bankAccounts(act.db, book: book.code).flatMap { row -> [BankProblem] in
            guard row.account.isOpen(from: month.firstDay, through: month.lastDay) else { return [] }
            let day = row.account.closed.map { min($0, month.lastDay) } ?? month.lastDay
            let register = try LedgerFile.register(act.db, row)
            guard let begins = register.begins, begins <= day else {
                return [
                    .uncovered(book: book.code, account: row.account.code, day: day, through: nil)
                ]
            }
            return try register.statement(asOf: day).obstacles(staleDays: staleDays)
        }
    }

    /// Bank money of a year that no registered bank account stands for.
    func unregisteredBanks(in year: Int) throws -> [BankProblem] {
        let codes = try String.fetchAll(
            act.db, sql: Schema.Bank.unregistered,
            arguments: [book.id, year * 100 + 1, year * 100 + 12])
        return codes.isEmpty ? [] : [.unregistered(book: book.code, accounts: codes)]
    }
}

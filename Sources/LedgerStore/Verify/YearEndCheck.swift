import GRDB
import Ledger
import LedgerSchema

/// Holds what the months say of their year against the lines (年度结清): a closed December is cleared when income,
/// expense and 本年收益 stand at zero, account by account; any other month never is.
final class YearEndCheck {
    private let index: VerifyIndex
    private let problems: ProblemList
    private let months: RawStatement
    private let openings: RawStatement

    init(_ db: Database, _ index: VerifyIndex, _ problems: ProblemList) throws {
        self.index = index
        self.problems = problems
        months = try RawStatement(db, Schema.Sums.yearEnds)
        openings = try RawStatement(db, Schema.Sums.openingBalances)
    }

    /// Checks a book, given the turnover of its lines by ``BalanceKey``; one pass, however many years.
    func check(_ book: VerifyBook, turnover: [UInt64: Amounts]) throws {
        var stored: [(month: Int64, isClosedDecember: Bool, isCleared: Bool)] = []
        months.bind(1, book.id)
        while try months.step() {
            stored.append((months.int(0), months.int(1) != 0, months.int(2) != 0))
        }
        guard !stored.isEmpty else { return }
        var standing = try openingBalances(of: book)
        // The month leads the key, so that their order is that of time.
        let keys = turnover.keys.filter { isCleared(Self.account(of: $0)) }.sorted()
        var next = 0
        for row in stored {
            while next < keys.count, Int64(keys[next] >> 44) <= row.month {
                let amounts = turnover[keys[next]] ?? Amounts()
                standing[Self.account(of: keys[next]), default: 0] &+= amounts.debit &- amounts.credit
                next += 1
            }
            let left = standing.filter { $0.value != 0 }.min { $0.key < $1.key }
            if row.isCleared != (row.isClosedDecember && left == nil) { report(row.month, left, book) }
        }
    }

    /// Balances on the accounts a year end clears, as the book was opened.
    private func openingBalances(of book: VerifyBook) throws -> [Int32: Int64] {
        var balances: [Int32: Int64] = [:]
        openings.bind(1, book.id)
        while try openings.step() {
            guard let account = index.account(ofID: openings.int(0)), isCleared(account) else { continue }
            balances[account, default: 0] &+= openings.int(1)
        }
        return balances
    }

    private func isCleared(_ account: Int32) -> Bool { index.accounts[Int(account)].isClearedAtYearEnd }
    private static func account(of key: UInt64) -> Int32 { Int32(key >> 24 & 0xFFFFF) }

    private func report(_ month: Int64, _ left: (key: Int32, value: Int64)?, _ book: VerifyBook) {
        let code = left.map { String(decoding: index.accountCode($0.key), as: UTF8.self) } ?? ""
        let balance = left.map { Money(fen: $0.value).yuan } ?? ""
        problems.add(
            "period", VerifyPlace(book: book.code, row: "period \(book.code)/\(month)"),
            zh: "cleared（结清）与分录不符：" + (left == nil ? "各科目余额为零或该月不是已结账的十二月" : "科目 \(code) 余额 \(balance)"),
            en: "cleared is not what the lines say: "
                + (left == nil
                    ? "every account stands at zero, or it is no closed December"
                    : "account \(code) stands at \(balance)"))
    }
}

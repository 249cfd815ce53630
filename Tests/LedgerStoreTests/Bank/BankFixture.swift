import Ledger
import LedgerStore

/// A bank account of Hamlet's book H002 with a statement of March 2026: two receipts the book has as well, and interest it
/// does not have.
enum BankFixture {
    static func fill(_ ledger: LedgerFile) throws {
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H002", 2026_03_10, [Hamlet.debit("10201", 180_000), Hamlet.credit("301", 180_000)]),
                Hamlet.voucher(
                    "H002", 2026_03_12, [Hamlet.debit("10201", 20_000), Hamlet.credit("301", 20_000)]),
                Hamlet.voucher(
                    "H002", 2026_03_30, [Hamlet.debit("51302", 500), Hamlet.credit("10201", 500)]),
            ], in: ledger)
        try ledger.addBankAccounts([account], by: "zhang")
        _ = try take(lines, ledger)
    }

    static let account = BankAccount(
        book: "H002", code: "基本户", bank: "栖禾农商行", number: "6210000000001234", account: "10201",
        opened: CalendarDate(validNumber: 2026_01_01))

    static let lines = [
        line(2, 2026_03_10, 180_000, 180_000), line(3, 2026_03_13, 20_000, 200_000),
        line(4, 2026_03_21, 12, 200_012),
    ]

    static func line(_ row: Int, _ date: Int32, _ fen: Int64, _ balance: Int64?) -> BankStatementLine {
        BankStatementLine(
            row: row, date: CalendarDate(validNumber: date), amount: Money(fen: fen),
            balance: balance.map { Money(fen: $0) }, summary: "转账", reference: "R\(date)\(row)")
    }

    @discardableResult
    static func take(
        _ lines: [BankStatementLine], _ ledger: LedgerFile, period: String? = "2026-03",
        rehearsal: Bool = false
    ) throws -> BankImportOutcome {
        try ledger.importBankStatement(
            BankStatementFile(
                name: "对账单.csv", lines: lines, period: period.map { try Period(parsing: $0) }),
            book: "H002", account: "基本户", by: "zhang", rehearsal: rehearsal)
    }

    static func ledger() throws -> LedgerFile {
        let ledger = try Hamlet.inMemory()
        try fill(ledger)
        return ledger
    }
}

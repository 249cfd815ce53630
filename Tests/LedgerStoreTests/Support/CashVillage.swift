import Ledger
import LedgerStore

/// A village whose cashier 王竹 keeps a book of its own: zhang writes and posts, li reviews, wang is the cashier.
struct CashVillage {
    let file: LedgerFile

    /// 1 000.00 in cash and 5 000.00 in the bank when it opens in January 2026.
    init() throws {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("V1", 201, opened: 202601)])
        file = small.file
        try file.addUsers(
            [UserEntry(name: "wang", displayName: "王竹", roles: [.cashier], scope: SmallLedger.township)],
            by: "qian")
        _ = try file.importOpenings(
            [
                OpeningEntry(book: "V1", account: "10101", balance: Money(fen: 100_000)),
                OpeningEntry(book: "V1", account: "10201", balance: Money(fen: 500_000)),
                OpeningEntry(book: "V1", account: "301", balance: Money(fen: -600_000)),
            ], by: "zhang")
    }

    static func day(_ number: Int32) -> CalendarDate { CalendarDate(validNumber: number) }

    /// Writes in the cashier's book: above zero is taken in, below is paid.
    @discardableResult
    func record(
        _ date: Int32, _ fen: Int64, receipt: String? = nil, against: String? = nil, party: String? = nil,
        account: String = "10101", to other: String? = nil
    ) throws -> [Int] {
        let entry = CashEntry(
            date: Self.day(date), kind: fen > 0 && other == nil ? .receipt : .payment, account: account,
            amount: Money(fen: abs(fen)), party: party, summary: "收付", receipt: receipt, against: against)
        return try file.recordCash(entry, to: other, book: "V1", by: "wang").numbers
    }

    func open(_ date: Int32 = 2026_01_01, _ fen: Int64 = 100_000, account: String = "10101") throws {
        _ = try file.recordCash(
            CashEntry(
                date: Self.day(date), kind: .opening, account: account, amount: Money(fen: fen), summary: "接管"
            ),
            book: "V1", by: "wang")
    }

    func issue(_ first: String = "SJ0001", _ last: String = "SJ0020") throws {
        try file.issueReceipts(
            ReceiptRun(first: first, last: last), to: "王竹", on: Self.day(2026_01_02), book: "V1", by: "wang")
    }

    /// Posts vouchers of two lines: debit and credit account, fen, number of the receipt on the debit.
    @discardableResult
    func post(_ vouchers: [(date: Int32, debit: String, credit: String, fen: Int64, receipt: String?)]) throws
        -> [VoucherName]
    {
        let drafts = vouchers.map { voucher in
            func line(_ account: String) -> EntryLine {
                let parts = account.split(separator: "@").map(String.init)
                return EntryLine("事项", account: parts[0], counterparty: parts.count > 1 ? parts[1] : nil)
            }
            var (debit, credit) = (line(voucher.debit), line(voucher.credit))
            debit.debit = Money(fen: voucher.fen)
            debit.receipt = voucher.receipt
            credit.credit = Money(fen: voucher.fen)
            return VoucherDraft(
                book: "V1", date: Self.day(voucher.date), lines: [debit, credit], attachments: 1)
        }
        return try post(drafts: file.addDrafts(drafts, by: "zhang").map(\.name))
    }

    @discardableResult
    func post(drafts names: [DraftName]) throws -> [VoucherName] {
        try file.review(names, by: "li")
        return try file.post(names, by: "zhang")
    }

    func findings(_ code: String, asOf day: Int32? = nil) throws -> [Finding] {
        try file.check(asOf: day.map(Self.day)).filter { $0.code == code }
    }
}

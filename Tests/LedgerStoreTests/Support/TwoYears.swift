import Ledger
import LedgerStore

/// A book of two years, small enough to be added up by hand (两年小账): two banks with an opening, a purchase on the wrong
/// bank and its red reversal, rent of 2025 and of 2026.
///
///     opening     10101 20.00 · 10201 1 000.00 · 10202 500.00 · 301 −1 520.00
///     2025-12-30  记-1  10201 200.00 / 50103
///     2026-01-05  记-1  51302  30.00 / 10201
///     2026-01-05  记-2  10202 100.00 / 10201
///     2026-01-06  记-3  51302  12.00 / 10202
///     2026-01-20  记-4  51302 −12.00 / 10202, reverses 记-3
///     2026-01-21  记-5  51303   7.00 / 10101
///     2026-01-22  记-6  51303  −7.00 / 10101, reverses 记-5
///     2026-02-10  记-1  51301  50.00 / 10201
enum TwoYears {
    static func ledger() throws -> LedgerFile {
        let small = try SmallLedger(
            villages: [SmallLedger.village(201)], books: [SmallLedger.book("S1", 201)])
        _ = try small.file.importOpenings(
            [("10101", 2000), ("10201", 100_000), ("10202", 50_000), ("301", -152_000)].map {
                OpeningEntry(book: "S1", account: $0.0, balance: Money(fen: $0.1))
            }, by: "zhang")
        try small.post(
            "S1",
            [
                (2025_12_30, [("10201", 20_000), ("50103", -20_000)]),
                (2026_01_05, [("51302", 3000), ("10201", -3000)]),
                (2026_01_05, [("10202", 10_000), ("10201", -10_000)]),
                (2026_01_06, [("51302", 1200), ("10202", -1200)]),
            ])
        try post(reversal("51302", "10202", 1200, 2026_01_20, of: "记-3"), in: small.file)
        try small.post("S1", [(2026_01_21, [("51303", 700), ("10101", -700)])])
        try post(reversal("51303", "10101", 700, 2026_01_22, of: "记-5"), in: small.file)
        try small.post("S1", [(2026_02_10, [("51301", 5000), ("10201", -5000)])])
        return small.file
    }

    private static func reversal(
        _ debit: String, _ credit: String, _ fen: Int64, _ date: Int32, of name: String
    )
        -> VoucherDraft
    {
        var draft = VoucherDraft(book: "S1", date: CalendarDate(validNumber: date), attachments: 1)
        draft.reverses = "S1/2026-01/" + name
        draft.lines = [
            EntryLine("红字", account: debit, debit: Money(fen: -fen)),
            EntryLine("红字", account: credit, credit: Money(fen: -fen)),
        ]
        return draft
    }

    private static func post(_ draft: VoucherDraft, in file: LedgerFile) throws {
        var source = DraftsInMemory([draft])
        _ = try file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
    }

    /// A row as a test writes it: day, what it is, debit, credit and balance in fen.
    static func shown(_ row: LedgerRow) -> String {
        let name = row.entry.map { "\($0.voucher.kind.rawValue)-\($0.voucher.number)" } ?? row.kind.chinese
        let balance = "\(row.direction.rawValue)\(row.shownBalance.fen)"
        return "\(row.date) \(name) \(row.debit.fen) \(row.credit.fen) \(balance)"
    }
}

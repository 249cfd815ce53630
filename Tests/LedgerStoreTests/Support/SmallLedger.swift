import Ledger
import LedgerStore

/// A ledger of one township for a single question (小账本): villages named by their last three digits, one user who
/// writes, one who reviews and one who administers.
struct SmallLedger {
    static let township = "990101101000"
    let file: LedgerFile

    init(villages: [DivisionEntry], books: [BookEntry]) throws {
        file = try LedgerFile.inMemory(clock: { "2027-01-15T08:00:00Z" })
        try file.addDivisions(
            [DivisionEntry(code: Self.township, name: "岚溪镇", level: "township", parent: nil)] + villages)
        try file.addBooks(books)
        try file.addUsers([
            UserEntry(name: "zhang", displayName: "张", roles: [.preparer, .poster], scope: Self.township),
            UserEntry(name: "li", displayName: "李", roles: [.reviewer, .township], scope: Self.township),
            UserEntry(name: "qian", displayName: "钱", roles: [.admin], scope: Self.township),
        ])
    }

    /// Code of a village, `990101101201` for 201.
    static func code(_ number: Int) -> String { "990101101\(number)" }

    static func village(
        _ number: Int, validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil
    ) -> DivisionEntry {
        DivisionEntry(
            code: code(number), name: "\(number)村", level: "village", parent: township, validFrom: validFrom,
            validTo: validTo)
    }

    static func book(
        _ code: String, _ village: Int, opened: Int32 = 202501, chart: ChartVersion = .system2023
    ) -> BookEntry {
        BookEntry(
            code: code, division: Self.code(village), name: "\(code)合作社", opened: Month(validNumber: opened),
            chart: chart)
    }

    /// Posts vouchers: each a date and its lines, debits positive and credits negative, `account` or
    /// `account@counterparty`.
    func post(
        _ book: String, _ vouchers: [(date: Int32, lines: [(account: String, fen: Int64)])],
        type: String? = nil,
        originYear: Int? = nil
    ) throws {
        let drafts = vouchers.map { date, lines in
            var draft = VoucherDraft(book: book, date: CalendarDate(validNumber: date), attachments: 1)
            draft.type = type
            draft.originYear = originYear
            draft.lines = lines.map { account, fen in
                let parts = account.split(separator: "@").map(String.init)
                var line = EntryLine("事项", account: parts[0])
                if fen > 0 { line.debit = Money(fen: fen) } else { line.credit = Money(fen: -fen) }
                line.counterparty = parts.count > 1 ? parts[1] : nil
                return line
            }
            return draft
        }
        var source = DraftsInMemory(drafts)
        _ = try file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
    }
}

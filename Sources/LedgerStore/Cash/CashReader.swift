import GRDB
import Ledger
import LedgerSchema

/// Reads receipts and the cashier's book of one book (票据与出纳取数).
struct CashReader {
    let db: Database
    let id: Int64
    let code: String

    init(_ db: Database, id: Int64, code: String) {
        self.db = db
        self.id = id
        self.code = code
    }

    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    init(_ db: Database, book code: String) throws {
        self.init(db, id: try ReportBook(db, code: code).id, code: code)
    }

    private func rows<T>(_ sql: String, _ body: (RawStatement) throws -> T) throws -> [T] {
        let statement = try RawStatement(db, sql)
        statement.bind(1, id)
        var found: [T] = []
        while try statement.step() { found.append(try body(statement)) }
        return found
    }

    // MARK: Receipts

    func ranges() throws -> [ReceiptRange] {
        try rows(Schema.Cash.ranges) { row in
            ReceiptRange(
                number: Int(row.int(0)), run: Self.run(row), issued: try .stored(row.int(5), "receiptRange"),
                holder: row.text(6), recorder: row.text(7))
        }
    }

    func events() throws -> [ReceiptEvent] {
        try rows(Schema.Cash.events) { row in
            ReceiptEvent(
                number: Int(row.int(0)),
                kind: try .stored(row.text(8), "receiptEvent", "\(code)/\(row.int(0))"),
                run: Self.run(row), date: try .stored(row.int(5), "receiptEvent"), reason: row.text(6),
                recorder: row.text(7))
        }
    }

    /// Prefix, digits, first and last in columns 1 to 4.
    private static func run(_ row: RawStatement) -> ReceiptRun {
        let first = ReceiptNumber(prefix: row.text(1), digits: Int(row.int(2)), value: Int(row.int(3)))
        return ReceiptRun(first, first.with(Int(row.int(4))))
    }

    /// Where receipt numbers are written, vouchers first, then drafts, then the cashier's book.
    func uses() throws -> [ReceiptUse] {
        let vouchers = try rows(Schema.Cash.usedOnVouchers) { row in
            ReceiptUse(
                text: row.text(5), place: .voucher(Int(row.int(0))),
                name: voucherName(date: row.int(1), kind: row.text(2), number: row.int(3)),
                corrects: row.optionalInt(4).map(Int.init))
        }
        let drafts = try rows(Schema.Cash.usedOnDrafts) { row in
            ReceiptUse(
                text: row.text(2), place: .draft(Int(row.int(0))),
                name: DraftName(book: code, number: Int(row.int(0))).description,
                corrects: row.optionalInt(1).map(Int.init))
        }
        let entries = try rows(Schema.Cash.usedInEntries) { row in
            ReceiptUse(
                text: row.text(1), place: .entry(Int(row.int(0))), name: Self.entryName(Int(row.int(0))))
        }
        return vouchers + drafts + entries
    }

    /// Whether the vouchers that bear a receipt come to an amount, and none was drafted from an entry of the cashier.
    func isOfReceipt(_ receipt: String, amount: Money) throws -> Bool {
        try Bool.fetchOne(db, sql: Schema.Cash.isOfReceipt, arguments: [id, receipt, amount.fen]) ?? false
    }

    func register() throws -> ReceiptRegister {
        let ranges = try ranges()
        // Without a range there is nothing to look through all vouchers for.
        return try ReceiptRegister(
            book: code, ranges: ranges, events: events(), uses: ranges.isEmpty ? [] : uses())
    }

    func voucherName(date: Int64, kind: String, number: Int64) -> String {
        FoundVoucher.place(book: code, date: date, kind: kind, number: number).voucher ?? ""
    }

    static func entryName(_ number: Int) -> String { "出纳-\(number)" }

    // MARK: The cashier's book

    /// An account the cashier keeps.
    struct Kept {
        var id: Int64
        var code: String
        var name: String
        var isCash: Bool
        var entries: [StoredCashEntry]
    }

    /// The accounts the cashier keeps, by code, each with its entries by date and then in the order of writing.
    func kept() throws -> [Kept] {
        var accounts: [Int64: Kept] = [:]
        let statement = try RawStatement(db, Schema.Cash.entries)
        statement.bind(1, id)
        while try statement.step() {
            let account = statement.int(19)
            let entry = try entry(statement)
            accounts[
                account,
                default: Kept(
                    id: account, code: statement.text(3), name: statement.text(17),
                    isCash: statement.text(18) == AccountRole.cash.rawValue, entries: [])
            ].entries.append(entry)
        }
        return accounts.values.sorted { ($0.code, $0.id) < ($1.code, $1.id) }.map { kept in
            var kept = kept
            // What was taken over stands at the beginning of its day.
            kept.entries.sort {
                ($0.entry.date, $0.entry.kind == .opening ? 0 : 1, $0.number)
                    < ($1.entry.date, $1.entry.kind == .opening ? 0 : 1, $1.number)
            }
            var balance: Int64 = 0
            for index in kept.entries.indices {
                balance &+= kept.entries[index].entry.change
                kept.entries[index].balance = Money(fen: balance)
            }
            return kept
        }
    }

    private func entry(_ row: RawStatement) throws -> StoredCashEntry {
        let entry = CashEntry(
            date: try .stored(row.int(1), "cashEntry"),
            kind: try .stored(row.text(2), "cashEntry", "\(code)/\(row.int(0))"),
            account: row.text(3), amount: Money(fen: row.int(4)), party: row.optionalText(5),
            summary: row.text(6), receipt: row.optionalText(7), against: row.optionalText(8))
        let draft = row.optionalInt(13).map { DraftName(book: code, number: Int($0)).description }
        let voucher =
            row.isNull(14) ? nil : voucherName(date: row.int(14), kind: row.text(15), number: row.int(16))
        return StoredCashEntry(
            number: Int(row.int(0)), entry: entry, pair: row.optionalInt(9).map(Int.init),
            cancels: row.optionalInt(10).map(Int.init), cancelledBy: row.optionalInt(11).map(Int.init),
            voucher: voucher ?? draft, isReversed: row.int(20) != 0, recorder: row.text(12))
    }

    /// All entries in the order of writing.
    func entries() throws -> [StoredCashEntry] {
        try kept().flatMap(\.entries).sorted { $0.number < $1.number }
    }

    func counts() throws -> [CashCount] {
        try rows(Schema.Cash.counts) { row in
            CashCount(
                number: Int(row.int(0)), date: try .stored(row.int(1), "cashCount"), account: row.text(2),
                notes: try CountedNotes(parsing: row.text(3)), counted: Money(fen: row.int(4)),
                expected: Money(fen: row.int(5)), reason: row.optionalText(6), witness: row.text(7),
                recorder: row.text(8))
        }
    }

    // MARK: Both books

    /// Every account the cashier keeps held against the ledger.
    func comparisons(through day: CalendarDate? = nil) throws -> [CashComparison] {
        let accounts = try kept()
        guard !accounts.isEmpty, let through = try day ?? lastDay(Schema.Cash.lastDay) else { return [] }
        return try accounts.compactMap { kept in
            guard let from = kept.entries.first?.entry.date, from <= through else { return nil }
            let (standing, lines) = try ledger(kept.id, from: from, through: through)
            let taken = kept.entries.filter { $0.entry.kind == .opening }.reduce(0 as Int64) {
                $0 &+ $1.entry.change
            }
            // Written and taken back on one day, an entry says nothing about that day.
            let days = Dictionary(
                kept.entries.map { ($0.number, $0.entry.date) }, uniquingKeysWith: { first, _ in first })
            let entries = kept.entries.filter { stored in
                let other = (stored.cancels ?? stored.cancelledBy).flatMap { days[$0] }
                return stored.entry.kind != .opening && other != stored.entry.date
            }.map { stored in
                CashComparison.Item(
                    date: stored.entry.date, amount: Money(fen: stored.entry.change),
                    name: Self.entryName(stored.number), receipt: stored.entry.receipt,
                    summary: stored.entry.summary, voucher: stored.voucher)
            }
            return CashComparison(
                book: code, account: kept.code, name: kept.name, from: from, through: through,
                taken: Money(fen: taken), standing: standing, entries: entries, lines: lines)
        }
    }

    private func ledger(_ account: Int64, from: CalendarDate, through: CalendarDate) throws -> (
        Money, [CashComparison.Item]
    ) {
        var standing =
            try Int64.fetchOne(db, sql: Schema.Cash.ledgerOpening, arguments: [id, account]) ?? 0
        let statement = try RawStatement(db, Schema.Cash.ledgerLines)
        statement.bind(1, id)
        statement.bind(2, account)
        statement.bind(3, Int64(through.number))
        var lines: [CashComparison.Item] = []
        while try statement.step() {
            let date = try CalendarDate.stored(statement.int(0), "voucher")
            guard date >= from else {
                standing &+= statement.int(1)
                continue
            }
            lines.append(
                CashComparison.Item(
                    date: date, amount: Money(fen: statement.int(1)),
                    name: voucherName(
                        date: statement.int(0), kind: statement.text(2), number: statement.int(3)),
                    receipt: statement.optionalText(4), summary: statement.text(5)))
        }
        return (Money(fen: standing), lines)
    }

    func lastDay(_ sql: String) throws -> CalendarDate? {
        let day = try Int64.fetchOne(db, sql: sql, arguments: [id])
        return try day.map { try CalendarDate.stored($0, "voucher") }
    }

    /// Vouchers on cash or bank of some days that no cashier signed, from when on a cashier signs in this book.
    ///
    /// - Parameter always: also before that.
    func unsigned(from: CalendarDate? = nil, through: CalendarDate? = nil, always: Bool = false) throws -> [(
        name: String, date: Int64
    )] {
        let signed = try lastDay(Schema.Cash.firstSigned)
        guard let first = always ? from : signed.map({ max($0, from ?? $0) }) else { return [] }
        let statement = try RawStatement(db, Schema.Cash.unsigned)
        statement.bind(1, id)
        statement.bind(2, Int64(first.number))
        statement.bind(3, Int64(through?.number ?? 99_991_231))
        var found: [(name: String, date: Int64)] = []
        while try statement.step() {
            let date = statement.int(1)
            found.append((voucherName(date: date, kind: statement.text(2), number: statement.int(3)), date))
        }
        return found
    }
}

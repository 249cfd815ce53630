import Foundation
import Ledger
import Synchronization

@testable import LedgerStore

/// Three villages with a book each, the ground the tests of the rules stand on.
///
/// H001: January 2026 holds three vouchers, 记-1 (a purchase), 记-2 (rent due) and 记-3 (the reversal of 记-1), and is
/// closed; February has one draft, H001#4. H002: one voucher in January, open; a detail account of its own below
/// 51309. H003: on the chart of 2004, empty. zhang and zhang-review are two accounts of one person.
enum Hamlet {
    private static let template = Mutex<URL?>(nil)
    private static let templateInMemory = Mutex<LedgerFile?>(nil)

    /// The path of a fresh copy on disk, closed, in a folder of its own.
    static func copy() throws -> String {
        let original = try template.withLock { made in
            if let made { return made }
            let url = try VerifySample.folder().appending(path: "hamlet.sqlite")
            try fill(LedgerFile.create(at: url.path, clock: clock))
            made = url
            return url
        }
        let copy = try VerifySample.folder().appending(path: "hamlet.sqlite")
        try FileManager.default.copyItem(at: original, to: copy)
        return copy.path
    }

    /// The same in memory.
    static func inMemory() throws -> LedgerFile {
        try templateInMemory.withLock { made in
            if let made { return try made.copyInMemory() }
            let ledger = try LedgerFile.inMemory(clock: clock)
            try fill(ledger)
            made = ledger
            return try ledger.copyInMemory()
        }
    }

    static let clock: @Sendable () -> String = { "2026-03-15T08:00:00Z" }
    static let bookCodes = ["H001", "H002", "H003"]

    static func fill(_ ledger: LedgerFile) throws {
        try addPlaces(ledger)
        _ = try ledger.importOpenings(
            [
                OpeningEntry(book: "H001", account: "10101", balance: Money(fen: 100_000)),
                OpeningEntry(book: "H001", account: "10201", balance: Money(fen: 900_000)),
                OpeningEntry(book: "H001", account: "301", balance: Money(fen: -1_000_000)),
            ], by: "zhang")
        try post(
            [
                voucher("H001", 2026_01_05, [debit("51302", 4_500), credit("10101", 4_500)]),
                voucher(
                    "H001", 2026_01_08, [debit("11201", 240_000, party: "云雾茶业"), credit("50103", 240_000)]),
            ], in: ledger)
        var reversal = voucher("H001", 2026_01_20, [debit("51302", -4_500), credit("10101", -4_500)])
        reversal.reverses = "H001/2026-01/记-1"
        try post([reversal], in: ledger)
        try post(
            [voucher("H002", 2026_01_11, [debit("10101", 50_000), credit("50101", 50_000)])], in: ledger)
        try ledger.closePeriod(book: "H001", through: Month(parsing: "2026-01"), by: "zhang")
        _ = try ledger.addDraft(
            voucher("H001", 2026_02_02, [debit("51302", 700), credit("10101", 700)]), by: "zhang")
    }

    /// Villages, books, people and the books' own accounts, and no voucher.
    static func addPlaces(_ ledger: LedgerFile) throws {
        try ledger.addDivisions([
            DivisionEntry(code: "990101000000", name: "某县", level: "county", parent: nil),
            DivisionEntry(code: "990101101000", name: "某镇", level: "township", parent: "990101000000"),
            DivisionEntry(code: "990101101201", name: "茶坞村", level: "village", parent: "990101101000"),
            DivisionEntry(code: "990101101202", name: "石桥村", level: "village", parent: "990101101000"),
            DivisionEntry(code: "990101101203", name: "松屿村", level: "village", parent: "990101101000"),
        ])
        let opened = try Month(parsing: "2026-01")
        try ledger.addBooks([
            BookEntry(code: "H001", division: "990101101201", name: "茶坞村合作社", opened: opened),
            BookEntry(code: "H002", division: "990101101202", name: "石桥村合作社", opened: opened),
            BookEntry(
                code: "H003", division: "990101101203", name: "松屿村合作社", opened: opened, chart: .system2004),
        ])
        try ledger.addUsers([
            user("zhang", [.preparer, .poster, .admin], person: "zhang-he"),
            user("zhang-review", [.reviewer], person: "zhang-he"),
            user("li", [.reviewer, .township], person: "li-lan"),
            user("chen", [.preparer, .reviewer, .poster, .township], person: "chen-zhu"),
        ])
        try ledger.addAccounts(
            [
                AccountEntry(book: "H001", code: "50108", name: "来源未定的收入"),
                AccountEntry(book: "H002", code: "5130901", name: "物业人员经费"),
            ], by: "zhang")
        try ledger.addCounterparty(book: "H002", code: "石桥电商", name: "石桥电商", by: "zhang")
    }

    private static func user(_ name: String, _ roles: [UserRole], person: String) -> UserEntry {
        UserEntry(name: name, displayName: name, roles: roles, scope: "990101000000", person: person)
    }

    /// Drafts by zhang, reviewed by li, posted by zhang.
    @discardableResult
    static func post(_ drafts: [VoucherDraft], in ledger: LedgerFile) throws -> [VoucherName] {
        let names = try ledger.addDrafts(drafts, by: "zhang").map(\.name)
        try ledger.review(names, by: "li")
        return try ledger.post(names, by: "zhang")
    }

    static func voucher(_ book: String, _ date: Int32, _ lines: [EntryLine]) -> VoucherDraft {
        VoucherDraft(book: book, date: CalendarDate(validNumber: date), lines: lines, attachments: 1)
    }

    static func debit(_ account: String, _ fen: Int64, source: String? = nil, party: String? = nil)
        -> EntryLine
    {
        EntryLine("收支", account: account, debit: Money(fen: fen), source: source, counterparty: party)
    }

    static func credit(_ account: String, _ fen: Int64, source: String? = nil, party: String? = nil)
        -> EntryLine
    {
        EntryLine("收支", account: account, credit: Money(fen: fen), source: source, counterparty: party)
    }
}

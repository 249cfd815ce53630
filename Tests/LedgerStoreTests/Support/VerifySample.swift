import Foundation
import Ledger
import Synchronization
import Testing

@testable import LedgerStore

/// A small ledger that uses every column of the sealed tables, made once and copied for each test.
enum VerifySample {
    private static let template = Mutex<URL?>(nil)

    /// The path of a fresh copy in a folder of its own.
    static func copy() throws -> String {
        let original = try template.withLock { made in
            if let made { return made }
            let url = try folder().appending(path: "sample.sqlite")
            try make(at: url.path)
            made = url
            return url
        }
        let copy = try folder().appending(path: "copy.sqlite")
        try FileManager.default.copyItem(at: original, to: copy)
        return copy.path
    }

    /// The folder of this run, which goes away with the process.
    private static let root: URL = {
        let url = FileManager.default.temporaryDirectory.appending(path: "ledger-tests-\(getpid())")
        atexit {
            let path = FileManager.default.temporaryDirectory.appending(path: "ledger-tests-\(getpid())")
            try? FileManager.default.removeItem(at: path)
        }
        return url
    }()

    /// A new empty folder.
    static func folder() throws -> URL {
        let url = root.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// Removes a copy with its folder, where a test makes very many.
    static func remove(_ copy: String) {
        try? FileManager.default.removeItem(at: URL(filePath: copy).deletingLastPathComponent())
    }

    static func report(_ path: String, heads: LedgerHeads? = nil) throws -> VerifyReport {
        try LedgerFile.open(path, for: .reading).verify(heads: heads)
    }

    static func make(at path: String) throws {
        let ledger = try LedgerFile.create(at: path, clock: { "2026-03-15T08:00:00Z" })
        try fill(ledger)
    }

    static func fill(_ ledger: LedgerFile) throws {
        try ledger.addDivisions([
            DivisionEntry(code: "990101000000", name: "某县", level: "county", parent: nil),
            DivisionEntry(code: "990101101000", name: "某镇", level: "township", parent: "990101000000"),
            DivisionEntry(code: "990101101201", name: "茶坞村", level: "village", parent: "990101101000"),
            DivisionEntry(code: "990101101202", name: "石桥村", level: "village", parent: "990101101000"),
        ])
        let opened = try Month(parsing: "2025-01")
        try ledger.addBooks([
            BookEntry(
                code: "V001", division: "990101101201", name: "茶坞村合作社", opened: opened, population: 800),
            BookEntry(code: "V002", division: "990101101202", name: "石桥村合作社", opened: opened),
            BookEntry(
                code: "V003", division: "990101101202", name: "石桥村委会", kind: "committee", opened: opened),
        ])
        let everything: [UserRole] = [.preparer, .reviewer, .poster, .admin, .township]
        try ledger.addUsers([
            UserEntry(name: "zhang", displayName: "张禾", roles: everything, scope: "990101000000"),
            UserEntry(name: "li", displayName: "李岚", roles: everything, scope: "990101000000"),
            UserEntry(name: "chen", displayName: "陈渚", roles: everything, scope: "990101000000"),
        ])
        _ = try ledger.importOpenings(
            [
                opening("V001", "10101", 100_000), opening("V001", "10201", 900_000),
                opening("V001", "301", -1_000_000),
                opening("V001", "50103", 0, source: "property-lease", credit: 7_000),
                opening("V002", "10101", 50_000), opening("V002", "301", -50_000),
            ], by: "zhang")
        try post(first(), in: ledger)
        try post(second(), in: ledger)
        try post(third(), in: ledger)
        try fillBank(ledger)
        for part in other().prefix(2) { try post([part], in: ledger) }
        try post(Array(other().dropFirst(2)), in: ledger)
        _ = try ledger.addDraft(other()[3], by: "zhang")
        try ledger.closePeriod(book: "V002", through: try Month(parsing: "2025-01"), by: "zhang")
    }

    /// A bank account with a mapping, a statement, an opening item, and matches by a rule, by hand and undone.
    private static func fillBank(_ ledger: LedgerFile) throws {
        func day(_ text: String) throws -> CalendarDate { try CalendarDate(parsing: text) }
        try ledger.addBankAccounts(
            [
                BankAccount(
                    book: "V001", code: "基本户", bank: "栖禾农商行", number: "62100000000012", account: "10201",
                    opened: try day("2020-01-01"))
            ], by: "zhang")
        try ledger.setBankMapping(BankMapping(bank: "栖禾农商行", mapping: "date,日期\namount,金额\n"), by: "zhang")
        let lines = try [("2025-01-21", -1_230), ("2025-02-06", -70), ("2025-03-21", 5), ("2025-03-22", -5)]
            .enumerated()
            .map { index, line in
                BankStatementLine(
                    row: index + 2, date: try day(line.0), amount: Money(fen: Int64(line.1)), party: "栖禾供电所",
                    partyNumber: "****3333", summary: "转账", reference: "R\(index)")
            }
        _ = try ledger.importBankStatement(
            BankStatementFile(
                name: "对账单.csv", lines: lines, period: try Period(parsing: "2025-01..2025-03"),
                openingBalance: Money(fen: 900_000)), book: "V001", account: "基本户", by: "zhang")
        try ledger.addBankOpening(
            book: "V001", account: "基本户", side: .book, date: try day("2024-12-30"), amount: Money(fen: 300),
            party: "云雾茶业", summary: "收租金", by: "zhang")
        _ = try ledger.reconcile(book: "V001", by: "zhang")
        let match = try ledger.matchBank(
            book: "V001", account: "基本户", lines: [3, 4], entries: [], by: "zhang")
        try ledger.unmatchBank(book: "V001", account: "基本户", match: match, reason: "勾错", by: "zhang")
        try ledger.matchBank(book: "V001", account: "基本户", lines: [3, 4], entries: [], by: "zhang")
    }

    static func post(_ drafts: [VoucherDraft], in ledger: LedgerFile, editor: String? = nil) throws {
        let names = try ledger.addDrafts(drafts, by: "zhang").map(\.name)
        try ledger.review(names, by: "li")
        _ = try ledger.post(names, by: "chen")
    }

    static func opening(
        _ book: String, _ account: String, _ balance: Int64, source: String? = nil, credit: Int64 = 0
    ) -> OpeningEntry {
        OpeningEntry(
            book: book, account: account, balance: Money(fen: balance), source: source,
            yearCredit: Money(fen: credit))
    }

    static func draft(_ book: String, _ date: String, _ lines: [EntryLine], attachments: Int = 1) throws
        -> VoucherDraft
    {
        VoucherDraft(
            book: book, date: try CalendarDate(parsing: date), lines: lines, attachments: attachments)
    }

    private static func first() throws -> [VoucherDraft] {
        var rent = EntryLine("应收厂房租金", account: "11201", debit: Money(fen: 240_000), counterparty: "云雾茶业")
        rent.contract = "CW-2024-01"
        rent.dueDate = try CalendarDate(parsing: "2025-02-04")
        var income = EntryLine(
            "应收厂房租金", account: "50103", credit: Money(fen: 240_000), source: "property-lease")
        income.contract = "CW-2024-01"
        income.dimensions = "project=车间;nature=rent"
        income.quantityMillionths = 12_000_000
        income.unitPriceTenThousandths = 200_0000
        var cash = EntryLine("办公用品", account: "51302", debit: Money(fen: 4_500))
        cash.receipt = "SJ-0001"
        var purchase = try draft(
            "V001", "2025-01-06", [cash, EntryLine("办公用品", account: "10101", credit: Money(fen: 4_500))])
        purchase.originalName = "旧-17"
        var withoutPaper = try draft(
            "V001", "2025-01-20",
            [
                EntryLine("支付水电费", account: "51302", debit: Money(fen: 1_230)),
                EntryLine("支付水电费", account: "10201", credit: Money(fen: 1_230)),
            ], attachments: 0)
        withoutPaper.attachmentReason = "银行代扣"
        return [purchase, try draft("V001", "2025-01-08", [rent, income], attachments: 3), withoutPaper]
    }

    private static func second() throws -> [VoucherDraft] {
        var red = try draft(
            "V001", "2025-02-03",
            [
                EntryLine("注销1月6日记-1号凭证", account: "51302", debit: Money(fen: -4_500)),
                EntryLine("注销1月6日记-1号凭证", account: "10101", credit: Money(fen: -4_500)),
            ])
        red.reverses = "V001/2025-01/记-1"
        var difference = try draft(
            "V001", "2025-02-05",
            [
                EntryLine("订正1月20日凭证", account: "51302", debit: Money(fen: 70)),
                EntryLine("订正1月20日凭证", account: "10201", credit: Money(fen: 70)),
            ])
        difference.type = "correction"
        difference.corrects = "V001/2025-01/记-3"
        return [red, difference]
    }

    private static func third() throws -> [VoucherDraft] {
        var earlier = try draft(
            "V001", "2025-12-31",
            [
                EntryLine("补记2024年租金", account: "11201", debit: Money(fen: 9_900), counterparty: "云雾茶业"),
                EntryLine(
                    "补记2024年租金", account: "3220202", credit: Money(fen: 9_900), source: "property-lease"),
            ])
        earlier.type = "prior-year"
        earlier.originYear = 2024
        let closing = try draft(
            "V001", "2025-12-31",
            [
                EntryLine("结转收入", account: "50103", debit: Money(fen: 240_000), source: "property-lease"),
                EntryLine("结转收入", account: "321", credit: Money(fen: 240_000)),
            ], attachments: 0)
        return [earlier, closing]
    }

    private static func other() -> [VoucherDraft] {
        (1...4).compactMap { month in
            try? draft(
                "V002", "2025-0\(month)-11",
                [
                    EntryLine("收摊位费\(month)月", account: "10101", debit: Money(fen: Int64(month) * 1_000)),
                    EntryLine(
                        "收摊位费\(month)月", account: "50103", credit: Money(fen: Int64(month) * 1_000),
                        source: "village-operation"),
                ])
        }
    }
}

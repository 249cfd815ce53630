import Ledger
import Testing

@testable import LedgerStore

/// People, accounts and counterparties taken out or changed behind the program's back (无所指).
@Suite("verify and reports: names behind vouchers changed")
struct LostNamesTests {
    /// A record, what is done to it, and a voucher that names it.
    struct Change: Sendable, CustomTestStringConvertible {
        var table: String
        var place: String
        var set: String
        var voucher: String
        var testDescription: String { "\(table) \(set)" }
    }

    static let names = [
        Change(table: "user", place: "name = 'li'", set: "name = 'lisi'", voucher: "V001/2025-01/记-1"),
        Change(
            table: "account", place: "chart = '2023' AND code = '11201'", set: "code = '11299'",
            voucher: "V001/2025-01/记-2"),
        Change(
            table: "counterparty", place: "code = '云雾茶业'", set: "code = '另一家', name = '另一家'",
            voucher: "V001/2025-01/记-2"),
    ]

    private func tampered(_ sql: String) throws -> String {
        let path = try VerifySample.copy()
        try RawFile(path).tamper(sql)
        return path
    }

    @Test(
        "a row taken out: verify names it and each voucher it is missing from, and no false sum",
        arguments: names)
    func takenOut(_ change: Change) throws {
        let path = try tampered("DELETE FROM \(change.table) WHERE \(change.place)")
        let report = try VerifySample.report(path)
        #expect(
            report.problems.contains { $0.table == change.table && $0.row != nil }, RowsTests.said(report))
        #expect(
            report.problems.contains {
                ["voucher", "line"].contains($0.table) && $0.voucher == change.voucher
            }, RowsTests.said(report))
        let sums: Set = ["balance", "counterpartyBalance", "yearTurnover", "mark"]
        #expect(!report.problems.contains { sums.contains($0.table) }, RowsTests.said(report))
        try everythingAnswers(path)
    }

    @Test("a row renamed: verify names it, what it was and each voucher", arguments: names)
    func renamed(_ change: Change) throws {
        let path = try tampered("UPDATE \(change.table) SET \(change.set) WHERE \(change.place)")
        let report = try VerifySample.report(path)
        let was = change.place.split(separator: "'").last.map(String.init) ?? ""
        #expect(
            report.problems.contains {
                $0.table == change.table && $0.voucher == change.voucher
                    && $0.what(in: .chinese).contains(was)
            }, RowsTests.said(report))
        #expect(!report.problems.contains { ["mark", "voucher"].contains($0.table) }, RowsTests.said(report))
        try everythingAnswers(path)
    }

    @Test(
        "what no voucher seals of a row, changed: verify names the row and how many vouchers it bears on",
        arguments: [
            ("user", "person = 'zhang'", "name = 'li'"), ("account", "category = 'asset'", "code = '50103'"),
            ("counterparty", "name = '别家'", "code = '云雾茶业'"),
        ])
    func changed(_ table: String, _ set: String, _ place: String) throws {
        let path = try tampered("UPDATE \(table) SET \(set) WHERE \(place)")
        let report = try VerifySample.report(path)
        #expect(
            report.problems.contains {
                $0.table == table && $0.what(in: .english).contains(" name it: V001/2025-01/记-")
            },
            RowsTests.said(report))
        try everythingAnswers(path)
    }

    @Test("a voucher that names nobody is not shown under another's name")
    func notShown() throws {
        let path = try tampered("DELETE FROM user WHERE name = 'li'")
        let ledger = try LedgerFile.open(path, for: .reading)
        let name = try #require(VoucherName(parsing: "V001/2025-01/记-1"))
        #expect(refusal { _ = try ledger.voucher(name) } == ["file.damaged"])
        #expect(refusal { try ledger.forEachVoucher { _ in } } == ["file.damaged"])
        #expect(refusal { _ = try ledger.drafts() } == [])
        let empty = try LedgerFile.open(tampered("DELETE FROM user"), for: .reading)
        #expect(refusal { _ = try empty.drafts() } == ["file.damaged"])
    }

    /// Every question answers, or says that the file is damaged; none breaks.
    private func everythingAnswers(_ path: String) throws {
        let ledger = try LedgerFile.open(path, for: .reading)
        let period = Period(try Month(parsing: "2025-01"))
        let questions: [() throws -> Void] = [
            { _ = try ledger.check() }, { _ = try ledger.info() }, { _ = try ledger.books() },
            { _ = try ledger.users() }, { _ = try ledger.accounts(book: "V001") },
            { _ = try ledger.counterparties(book: "V001") }, { try ledger.forEachVoucher { _ in } },
            { _ = try ledger.drafts() }, { _ = try ledger.openings() },
            { _ = try ledger.periods(of: "V001") },
            { _ = try ledger.trialBalance(book: "V001", period: period) },
            { _ = try ledger.generalLedger(book: "V001", period: period) },
            { _ = try ledger.subsidiaryLedger(book: "V001", account: "10201", period: period) },
        ]
        for question in questions {
            #expect(Set(refusal(question)).isSubset(of: ["file.damaged", "account.unknown"]))
        }
    }
}

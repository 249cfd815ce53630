import Ledger
import Testing

@testable import LedgerFormats
@testable import LedgerStore

@Suite("check: what should be looked at")
struct CheckTests {
    static func findings(_ statements: String...) throws -> [Finding] {
        let path = try VerifySample.copy()
        do {
            let file = try RawFile(path)
            for statement in statements { try file.tamper(statement) }
        }
        return try LedgerFile.open(path, for: .reading).check()
    }

    @Test("of very many runs of negative cash the first thousand are told and the rest is counted")
    func manyNegativeDays() throws {
        let ledger = try Hamlet.inMemory()
        // A payment every other day and a receipt on the day after: 1001 runs below zero from February on.
        var rows = ["book,date,voucher,summary,account,debit,credit,source,attachments"]
        let first = CalendarDate(validNumber: 2026_02_01)
        for run in 0..<1001 {
            let (out, back) = (first.adding(days: 2 * run), first.adding(days: 2 * run + 1))
            // H002 has 500.00 in cash at the end of January.
            rows.append("H002,\(out),1,付款,51302,500.01,,,1")
            rows.append("H002,\(out),1,付款,10101,,500.01,,")
            rows.append("H002,\(back),2,收款,10101,500.01,,,1")
            rows.append("H002,\(back),2,收款,51302,,500.01,,")
        }
        var source = try InvariantCase.source(rows.joined(separator: "\n") + "\n")
        _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        let found = try ledger.check().filter { $0.code == "period.negative-cash" }
        #expect(found.count == 1001)
        #expect(found.last?.messageEn.hasPrefix("1 more of the same kind") == true)
    }

    @Test("the sample has no error")
    func sample() throws {
        let findings = try Self.findings()
        #expect(findings.filter { $0.severity == .error } == [])
        #expect(try Self.findings() == findings)
    }

    @Test(
        "each question finds what it asks for",
        arguments: [
            (
                "voucher.unbalanced", "V001/2025-01/记-1",
                "UPDATE line SET debit = debit + 1 WHERE book = 1 AND sequence = 1 AND debit <> 0"
            ),
            (
                "voucher.same-person", "V001/2025-01/记-2",
                "UPDATE voucher SET reviewer = preparer WHERE book = 1 AND sequence = 2"
            ),
            (
                "voucher.reversal-differs", "V001/2025-02/记-1",
                "UPDATE line SET debit = 2 * debit, credit = 2 * credit WHERE book = 1 AND sequence = 4"
            ),
            (
                "voucher.reversal-across-years", "V001/2026-02/记-1",
                "UPDATE voucher SET date = 20260203 WHERE book = 1 AND sequence = 4"
            ),
            (
                "voucher.no-attachment", "V001/2025-01/记-3",
                "UPDATE voucher SET attachmentReason = NULL WHERE book = 1 AND sequence = 3"
            ),
            ("book.count-differs", "", "UPDATE bookHead SET sequence = 9 WHERE book = 1"),
            (
                "opening.unbalanced", "",
                "UPDATE opening SET balance = balance + 1 WHERE book = 2 AND line = 1"
            ),
            ("period.negative-cash", "", "UPDATE opening SET balance = 0 WHERE book = 1 AND line = 1"),
            ("balance.differs", "", "UPDATE balance SET debit = debit + 1 WHERE book = 1"),
            ("balance.differs", "", "UPDATE yearTurnover SET debit = debit + 1 WHERE book = 1"),
            ("counterparty.contrary-balance", "", "UPDATE counterpartyBalance SET credit = 10 * debit"),
            (
                "account.contrary-balance", "",
                "UPDATE balance SET credit = 10000000 WHERE account IN (SELECT id FROM account WHERE role = 'bank')"
            ),
            ("counterparty.unknown-book", "", "UPDATE counterparty SET otherBook = 'V009'"),
            ("draft.closed-month", "", "UPDATE draft SET date = 20250105"),
            ("period.previous-open", "", "UPDATE period SET month = 202503"),
            (
                "source.unusual-account", "V002/2025-01/记-1",
                "UPDATE incomeSource SET usualAccounts = '502' WHERE code = 'village-operation'"
            ),
            (
                "source.other-operating-share", "",
                "UPDATE mark SET source = 'other-operating' WHERE source = 'village-operation'"
            ),
        ])
    func question(_ code: String, _ voucher: String, _ change: String) throws {
        let before = try Self.findings()
        let after = try Self.findings(change)
        let new = after.filter { !before.contains($0) && $0.code == code }
        #expect(!new.isEmpty, "\(after.map { "\($0.code) \($0.messageEn)" }.joined(separator: "\n"))")
        if !voucher.isEmpty { #expect(new.contains { $0.voucher == voucher }) }
        for finding in new { #expect(!finding.messageZh.isEmpty && finding.book != nil || voucher.isEmpty) }
    }

    @Test(
        "a finding carries its numbers: what amount, which date, which account",
        arguments: [
            (
                "voucher.unbalanced", ["2,400.01", "2,400.00", "0.01"],
                "UPDATE line SET debit = 240001 WHERE book = 1 AND sequence = 2 AND line = 1"
            ),
            (
                "voucher.same-person", ["2025-01-05"],
                "UPDATE voucher SET reviewer = preparer, date = 20250105 WHERE book = 1 AND sequence = 2"
            ),
            (
                "voucher.missing-source", ["第 2 条", "50103"],
                "UPDATE line SET mark = 0 WHERE book = 1 AND sequence = 2 AND credit <> 0"
            ),
            (
                "voucher.no-attachment", ["2025-01-"],
                "UPDATE voucher SET attachmentReason = NULL WHERE book = 1 AND sequence = 3"
            ),
            (
                "account.unknown", ["#99999", "第 1 条"],
                "UPDATE line SET account = 99999 WHERE book = 1 AND sequence = 2 AND line = 1"
            ),
        ])
    func numbers(_ code: String, _ numbers: [String], _ change: String) throws {
        let before = try Self.findings()
        let new = try Self.findings(change).filter { !before.contains($0) && $0.code == code }
        #expect(new.count >= 1)
        for finding in new.prefix(1) {
            for number in numbers { #expect(finding.messageZh.contains(number), "\(finding.messageZh)") }
        }
    }
}

import Testing

@testable import LedgerStore

@Suite("roles of accounts")
struct RoleTests {
    @Test(
        "本年收益 and 收益分配 pass theirs on and no other account has one",
        arguments: [
            ("32101", "bank", "account.role-misplaced"), ("32101", "undistributed", "account.role-misplaced"),
            ("3220203", "cash", "account.role-misplaced"),
            ("1020105", "distribution", "account.role-misplaced"),
            ("1020105", "reserve", "account.role-misplaced"), ("31105", "bank", "account.role-misplaced"),
            ("5130205", "current-year-income", "account.role-misplaced"),
            ("32101", "current-year-income", ""), ("3220203", "prior-year-adjustment", ""),
            ("1020105", "cash", ""),
        ])
    func passedOn(_ code: String, _ role: String, _ refused: String) throws {
        let ledger = try Hamlet.inMemory()
        let found = refusal {
            try ledger.addAccounts(
                [AccountEntry(book: "H003", chart: .system2023, code: code, name: "某", role: role)],
                by: "zhang")
        }
        #expect(found == (refused.isEmpty ? [] : [refused]))
    }

    @Test("a detail of 本年收益 is as closed to everyday vouchers as 本年收益 itself")
    func detail() throws {
        let ledger = try Hamlet.inMemory()
        try ledger.addAccounts([AccountEntry(book: "H002", code: "32101", name: "某")], by: "zhang")
        let voucher = Hamlet.voucher(
            "H002", 2026_01_20, [Hamlet.debit("10101", 700), Hamlet.credit("32101", 700)])
        #expect(
            refusal { try Hamlet.post([voucher], in: ledger) } == ["voucher.closing-other-accounts"])
    }
}

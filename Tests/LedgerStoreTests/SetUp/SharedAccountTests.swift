import Ledger
import Testing

@testable import LedgerStore

@Suite("accounts of every book and of one")
struct SharedAccountTests {
    @Test("a detail account of every book is not changed in one of them, and the message says so")
    func shared() throws {
        let ledger = try Hamlet.inMemory()
        let change = { (book: String?) in
            try ledger.setDisabled(true, account: "51302", book: book, by: "zhang")
        }
        #expect(throws: AccountProblem.shared("51302", book: "H001")) { try change("H001") }
        #expect(throws: AccountProblem.shared("51302", book: "H001")) {
            try ledger.renameAccount(code: "51302", book: "H001", to: "办公费", by: "zhang")
        }
        #expect(throws: AccountProblem.unknown("51399")) {
            try ledger.setDisabled(true, account: "51399", book: "H001", by: "zhang")
        }
        try change(nil)
        try ledger.setDisabled(true, account: "50108", book: "H001", by: "zhang")
        let disabled = try ledger.accounts(book: "H001").filter(\.account.isDisabled).map(\.account.code)
        #expect(disabled == ["50108", "51302"])
    }
}

@Suite("words in the file that are none")
struct StoredWordTests {
    @Test(
        "are told as damage, and no other word is taken in their place",
        arguments: [
            ("user", "UPDATE user SET roles = 'preparer|king' WHERE name = 'li'"),
            ("bookChart", "UPDATE bookChart SET chart = '1999' WHERE book = 1"),
            ("setting", "INSERT INTO setting VALUES ('approval-steps', '', '0.00:cook', '某文')"),
        ])
    func damage(_ table: String, _ tampering: String) throws {
        let path = try Hamlet.copy()
        try RawFile(path).tamper(tampering)
        let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
        do {
            _ = try ledger.users()
            _ = try ledger.books()
            _ = try ledger.draft(DraftName(book: "H001", number: 4))
            Issue.record("\(table) was read")
        } catch let problem as FileProblem {
            guard case .damaged(let named, _) = problem else { throw problem }
            #expect(named == table)
        }
        #expect(try !ledger.verify().problems.isEmpty)
    }
}

import Ledger
import LedgerStore
import Testing

@Suite("detail accounts")
struct AccountEntryTests {
    private static func entry(_ source: String) -> AccountEntry {
        AccountEntry(code: "50177", name: "其他服务收入", defaultSource: source)
    }

    @Test(
        "the default source is one there is, not a piece of one", arguments: ["e", "lease", "501|502", "自营"])
    func defaultSource(_ source: String) throws {
        let ledger = try Hamlet.inMemory()
        #expect(refusal { try ledger.addAccounts([Self.entry(source)], by: "zhang") } == ["source.unknown"])
        try ledger.addAccounts([Self.entry("property-lease")], by: "zhang")
        let added = try ledger.accounts().first { $0.account.code == "50177" }
        #expect(added?.account.defaultSource == "property-lease")
    }
}

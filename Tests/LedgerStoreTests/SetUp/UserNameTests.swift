import Ledger
import LedgerStore
import Testing

/// Two texts of other bytes that every program shows, and Swift takes, as one: é as one code point or as two.
@Suite("users' names")
struct UserNameTests {
    private static let short = "ren\u{E9}"
    private static let long = "rene\u{301}"
    private static let township = "990101101000"

    private static func user(_ name: String, _ roles: [UserRole] = [.admin]) -> UserEntry {
        UserEntry(name: name, displayName: name, roles: roles, scope: township)
    }

    private static func ledger() throws -> LedgerFile {
        let file = try LedgerFile.inMemory(clock: Hamlet.clock)
        try file.addDivisions([
            DivisionEntry(code: township, name: "岚溪镇", level: "township", parent: nil)
        ])
        return file
    }

    @Test("two users of one file whose names look the same are refused, and the ledger stays open to all")
    func sameLooks() throws {
        let file = try Self.ledger()
        #expect(
            refusal { try file.addUsers([Self.user(Self.short), Self.user(Self.long)]) } == ["user.exists"])
        #expect(try file.users().isEmpty)
        try file.addUsers([Self.user(Self.short)])
        #expect(refusal { try file.addUsers([Self.user(Self.long)], by: Self.short) } == ["user.exists"])
    }

    @Test("a user named in other code points is the one that is changed, and the log has the name it bears")
    func changed() throws {
        let file = try Self.ledger()
        try file.addUsers([Self.user("zhao"), Self.user(Self.short, [.clerk])])
        try file.setRoles([.preparer, .admin], of: Self.long, by: "zhao")
        try file.setDisabled(true, user: "zhao", by: Self.long)
        #expect(try file.users().first { $0.name == Self.short }?.roles == [.preparer, .admin])
        #expect(try file.users().first { $0.name == "zhao" }?.isDisabled == true)
        let last = try file.info().lastAudit?.user ?? ""
        #expect(last.unicodeScalars.elementsEqual(Self.short.unicodeScalars))
        #expect(try file.verify().problems == [])
    }
}

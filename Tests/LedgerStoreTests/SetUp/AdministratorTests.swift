import Ledger
import LedgerStore
import Testing

@Suite("administrators")
struct AdministratorTests {
    @Test("the last one in service can neither be disabled nor lose the role; one of two can")
    func lastAdministrator() throws {
        let file = try LedgerFile.inMemory(clock: { "2027-01-15T08:00:00Z" })
        let township = "990101101000"
        try file.addDivisions([DivisionEntry(code: township, name: "岚溪镇", level: "township", parent: nil)])
        try file.addUsers([UserEntry(name: "zhao", displayName: "赵", roles: [.admin], scope: township)])
        #expect(throws: NamedThingProblem.lastAdministrator("zhao")) {
            try file.setDisabled(true, user: "zhao", by: "zhao")
        }
        #expect(throws: NamedThingProblem.lastAdministrator("zhao")) {
            try file.setRoles([.clerk], of: "zhao", by: "zhao")
        }
        try file.addUsers(
            [UserEntry(name: "qian", displayName: "钱", roles: [.admin], scope: township)], by: "zhao")
        try file.setDisabled(true, user: "zhao", by: "zhao")
        #expect(throws: NamedThingProblem.lastAdministrator("qian")) {
            try file.setRoles([], of: "qian", by: "qian")
        }
    }
}

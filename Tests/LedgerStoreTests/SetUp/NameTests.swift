import Ledger
import Testing

@testable import LedgerStore

@Suite("names of books and users")
struct NameTests {
    @Test(
        "a book's code has letters and digits of ASCII, - and _ only",
        arguments: ["", "../x", "T/1", "a,b", "a.b", "a b", "a#b", "a\"b", "a'b", "a\u{07}", "村1"])
    func books(_ code: String) throws {
        #expect(
            refusal {
                _ = try SmallLedger(
                    villages: [SmallLedger.village(201)],
                    books: [SmallLedger.book(code, 201, opened: 202601)])
            } == ["value.invalid"])
        #expect(BookEntry.isCode("V-1_b"))
    }

    @Test("a user without a name is told so", arguments: ["", " "])
    func users(_ name: String) throws {
        let village = try CashVillage()
        let entry = UserEntry(
            name: name, displayName: "某", roles: [.preparer], scope: SmallLedger.township)
        #expect(refusal { try village.file.addUsers([entry], by: "qian") } == ["user.name-empty"])
    }

    @Test(
        "a list a setting can't take is answered with how it is written, and an example that it takes",
        arguments: [
            (Setting.approvalSteps, "0:reviewer;5000:reviewer,township"), (.dunningDays, "-7,0,30,90"),
            (.bankRules, "none"), (.attachmentTypes, "pdf;ofd"),
        ])
    func settings(_ setting: Setting, _ example: String) throws {
        let problem = SettingProblem.invalid(setting, value: "?")
        #expect(problem.chinese.contains(example) && problem.english.contains(example))
        #expect(throws: Never.self) { try setting.normal(example) }
    }
}

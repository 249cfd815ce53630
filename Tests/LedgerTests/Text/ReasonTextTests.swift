import Ledger
import Testing

@Suite("reasons")
struct ReasonTextTests {
    @Test(
        "blanks around it are taken away",
        arguments: [(" 更正 ", "更正"), ("\u{3000}\t更 正\u{A0}", "更 正"), ("e\u{301}", "e\u{301}")])
    func trimmed(_ text: String, _ kept: String) {
        #expect(ReasonText.clean(text) == kept)
    }

    @Test(
        "none is no reason, and neither is what can't be shown or is too long",
        arguments: [
            "", " ", "\u{3000}\n", "甲\n乙", "甲\u{202E}乙", "甲\u{7}", String(repeating: "长", count: 201),
        ])
    func refused(_ text: String) {
        #expect(ReasonText.clean(text) == nil)
        #expect(throws: PeriodProblem.reasonMissing) {
            try ReasonText.required(text, or: PeriodProblem.reasonMissing)
        }
    }

    @Test("two hundred characters are kept")
    func longest() {
        let text = String(repeating: "长", count: 200)
        #expect(ReasonText.clean(text) == text)
    }
}

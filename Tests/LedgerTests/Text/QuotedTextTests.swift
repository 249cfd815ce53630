import Ledger
import Testing

@Suite("Input quoted in messages")
struct QuotedTextTests {
    @Test("forty characters are shown whole, more are cut")
    func cutsLongText() {
        let forty = String(repeating: "元", count: 40)
        #expect(QuotedText(forty).description == forty)
        #expect(QuotedText(forty + "角分").description == forty + "…")
        #expect(QuotedText(String(repeating: "9", count: 1_000_000)).description.count == 41)
    }

    @Test(
        "what cannot be seen is named",
        arguments: [
            ("1\u{0}2", "1<U+0000>2"), ("1\t2", "1<U+0009>2"), ("\u{1B}[31m", "<U+001B>[31m"),
            ("1\r\n", "1<U+000D><U+000A>"), ("\u{FEFF}5", "<U+FEFF>5"), ("1\u{202E}2", "1<U+202E>2"),
            ("1\u{A0}234", "1<U+00A0>234"), ("\u{E0041}", "<U+E0041>"), ("一 二\u{3000}三", "一 二\u{3000}三"),
        ])
    func namesInvisible(text: String, shown: String) {
        #expect(QuotedText(text).description == shown)
    }

    @Test("bytes that are not UTF-8 can be quoted too")
    func quotesBrokenBytes() {
        let bytes: [UInt8] = [UInt8(ascii: "1"), 0xFF, UInt8(ascii: "2")]
        #expect(bytes.withUnsafeBufferPointer { QuotedText($0).description } == "1\u{FFFD}2")
    }
}

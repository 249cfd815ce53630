import Ledger
import Testing

@testable import LedgerFormats

@Suite("HTML documents")
struct WebDocumentTests {
    private func page(_ document: Document) throws -> String {
        let output = ByteOutput()
        WebDocument.write([document], to: output)
        return try output.text()
    }

    @Test("text stays text, also where a combining mark follows a sign")
    func escaped() throws {
        let evil = "<\u{301}script>alert(1)</script>&\u{301}\"'\u{202E}"
        var document = Document(
            evil, language: .chinese,
            tables: [Document.Table([Document.Column(evil)], rows: [Document.Row([Document.Cell(evil)])])])
        document.notes = [evil]
        let page = try page(document)
        #expect(!page.unicodeScalars.contains("\u{202E}"))
        // Compared by bytes: by characters, < and its combining mark are one.
        let bytes = Array(page.utf8)
        for forbidden in ["<script", "</script", "<\u{301}"] {
            let found = bytes.indices.contains { bytes[$0...].starts(with: forbidden.utf8) }
            #expect(!found, "\(forbidden)")
        }
        #expect(page.contains("&lt;"))
    }

    @Test("needs no other file and no script; negative amounts are red; numbers stand at the right")
    func whole() throws {
        let table = Document.Table(
            [Document.Column("摘要"), .number("金额")],
            rows: [
                Document.Row([Document.Cell("冲销", indent: 1), .money(Money(fen: -123_456))]),
                .total(["合计", .money(Money(fen: 5))]),
            ])
        var document = Document("明细表", language: .chinese, tables: [table])
        document.entity = "沙𠮷村股份经济合作社"
        document.signatures = ["制表"]
        let page = try page(document)
        for outside in ["http", "<script", "<link", "<img", "src=", "url("] {
            #expect(!page.contains(outside))
        }
        #expect(page.contains("<td class=\"number negative\">-1,234.56</td>"))
        #expect(page.contains("<tr class=\"total\"><td>合计</td><td class=\"number\">0.05</td></tr>"))
        #expect(page.contains("沙𠮷村") && page.contains("制表：") && page.contains("lang=\"zh-CN\""))
    }

    @Test("what a terminal shows instead, and its advice, stand in no page")
    func terminalOnly() throws {
        let table = Document.Table(
            [Document.Column("来源")], rows: [Document.Row([Document.Cell("茶叶 67%", terminal: "茶叶 ███▌ 67%")])])
        var document = Document("", language: .chinese, tables: [table])
        document.advice = ["下一步"]
        let page = try page(document)
        #expect(page.contains("茶叶 67%") && !page.contains("█") && !page.contains("下一步"))
        let output = ByteOutput()
        TerminalDocument.write([document], to: output)
        #expect(try output.text() == "来源\n─────────────\n茶叶 ███▌ 67%\n下一步\n")
    }
}

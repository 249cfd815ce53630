import Testing

@testable import LedgerFormats

@Suite("tables align by display width")
struct TextTableTests {
    @Test(
        "columns a text takes",
        arguments: [
            ("abc", 3), ("汉字", 4), ("𠮷", 2), ("，", 2), ("e\u{301}", 1), ("ｱ", 1), ("Ａ", 2), ("—…①", 3),
            ("한", 2), ("😀", 2), ("a\u{200B}b", 2), ("\u{3000}", 2), ("", 0), ("㐂", 2), ("－", 2),
        ])
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test("what is too long is cut with …, never between a character and its mark")
    func cut() {
        #expect(DisplayWidth.cut("荷花池头村", to: 10) == "荷花池头村")
        #expect(DisplayWidth.cut("荷花池头村", to: 9) == "荷花池头…")
        #expect(DisplayWidth.cut("荷花池头村", to: 8) == "荷花池…")
        #expect(DisplayWidth.cut("e\u{301}e\u{301}e\u{301}", to: 2) == "e\u{301}…")
        #expect(DisplayWidth.cut("ab", to: 1) == "…")
        #expect(DisplayWidth.cut("ab", to: 0) == "")
    }

    private func sample() -> TextTable {
        var table = TextTable([.init("科目"), .init("名称"), .init("借方", .right)])
        table.addSection("资产")
        table.add(["101", "库存现金", "1,234.50"])
        table.add(["102", "银行存款 Bank", "-5.00"])
        table.addTotal(["合计", "", "1,229.50"])
        return table
    }

    @Test("header, section, rows and total")
    func layout() {
        #expect(
            sample().text() == """
                科目  名称               借方
                ─────────────────────────────
                资产
                101   库存现金       1,234.50
                102   银行存款 Bank     -5.00
                ─────────────────────────────
                合计                 1,229.50

                """)
    }

    @Test("text gives way to the width, amounts never")
    func narrow() {
        #expect(
            sample().text(width: 25) == """
                科目  名称           借方
                ─────────────────────────
                资产
                101   库存现金   1,234.50
                102   银行存款…     -5.00
                ─────────────────────────
                合计             1,229.50

                """)
        let lines = sample().text(width: 10).split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("1,234.50") })
    }

    @Test("colour only where it is asked for")
    func colour() {
        var table = TextTable([.init("村"), .init("缺口", .right)])
        table.add([.init("东村"), .init("0.01", .red)], style: .bold)
        #expect(!table.text().contains("\u{1B}"))
        #expect(
            table.text(colour: true).contains("\u{1B}[1m东村\u{1B}[0m  \u{1B}[31m0.01\u{1B}[0m\n"))
    }

    @Test("text from a file cannot steer the terminal")
    func harmless() {
        var table = TextTable([.init("摘要")])
        table.add(["红\u{1B}[31m\n二\u{202E}"])
        let text = table.text()
        #expect(!text.contains("\u{1B}"))
        #expect(!text.contains("\u{202E}"))
        #expect(text.split(separator: "\n").count == 3)
    }

    @Test("bars by eighths")
    func bars() {
        #expect(TextTable.bar(0, of: 100, width: 10) == "")
        #expect(TextTable.bar(1, of: 100_000, width: 10) == "▏")
        #expect(TextTable.bar(50, of: 100, width: 10) == "█████")
        #expect(TextTable.bar(55, of: 100, width: 10) == "█████▌")
        #expect(TextTable.bar(100, of: 100, width: 10) == "██████████")
        #expect(TextTable.bar(.max, of: 100, width: 4) == "████")
        #expect(TextTable.bar(.max - 1, of: .max, width: 4) == "███▉")
        #expect(TextTable.bar(-3, of: 100, width: 4) == "")
    }
}

import Foundation
import Testing

/// Row “input by network message, file and hand” 多种方式录入: the same vouchers as CSV, as JSON and as a workbook.
@Suite("The same voucher by three roads is the same")
struct ThreeRoadsTests {
    private static let table = [
        [
            "book", "date", "voucher", "summary", "account", "debit", "credit", "source", "counterparty",
            "attachments",
        ],
        ["C1", "2026-03-02", "1", "收茶厂租金", "10201", "24000.00", "", "", "", "2"],
        ["C1", "2026-03-02", "1", "收茶厂租金", "50103", "", "24000.00", "property-lease", "云雾茶业有限公司", "2"],
        ["C2", "2026-03-05", "2", "提现，\"备用\"", "10101", "0.30", "", "", "", "1"],
        ["C2", "2026-03-05", "2", "提现，\"备用\"", "10201", "", "0.30", "", "", "1"],
    ]

    /// The table as CSV, made without the code under test.
    private static var csv: String {
        table.map { row in
            row.map { $0.contains("\"") ? "\"" + $0.replacing("\"", with: "\"\"") + "\"" : $0 }.joined(
                separator: ",")
        }
        .joined(separator: "\n") + "\n"
    }

    private static let json = """
        [{"book": "C1", "date": "2026-03-02", "name": "1", "attachments": 2, "lines": [
          {"summary": "收茶厂租金", "account": "10201", "debit": "24000.00"},
          {"summary": "收茶厂租金", "account": "50103", "creditFen": 2400000, "source": "property-lease",
           "counterparty": "云雾茶业有限公司"}]},
         {"book": "C2", "date": "2026-03-05", "name": "2", "attachments": 1, "lines": [
          {"summary": "提现，\\"备用\\"", "account": "10101", "debitFen": 30},
          {"summary": "提现，\\"备用\\"", "account": "10201", "credit": "0.30"}]}]
        """

    /// A workbook of the table by Python: dates as days, amounts as numbers with the traces of binary arithmetic.
    private static let maker = """
        import json, sys, zipfile, datetime
        rows = json.loads(sys.argv[2])
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        def cell(r, c, text):
            ref = "ABCDEFGHIJ"[c] + str(r)
            if r > 1 and c == 1:
                days = (datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days
                return f'<c r="{ref}" s="1"><v>{days}</v></c>'
            if r > 1 and c in (4, 5, 6, 9) and text:
                value = 0.1 + 0.2 if text == "0.30" else float(text)
                return f'<c r="{ref}"><v>{value!r}</v></c>'
            text = text.replace("&", "&amp;").replace("<", "&lt;")
            return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>' if text else ""
        data = "".join(f'<row r="{r}">' + "".join(cell(r, c, x) for c, x in enumerate(row)) + "</row>" for r, row in enumerate(rows, 1))
        rel = lambda items: head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
            f'<Relationship Id="{i}" Type="{kinds}/{t}" Target="{p}"/>' for i, t, p in items) + "</Relationships>"
        with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("_rels/.rels", rel([("a", "officeDocument", "xl/workbook.xml")]))
            z.writestr("xl/workbook.xml", f'{head}<workbook {main} xmlns:r="{kinds}"><sheets><sheet name="a" sheetId="1" r:id="b"/></sheets></workbook>')
            z.writestr("xl/_rels/workbook.xml.rels", rel([("b", "worksheet", "sheet.xml"), ("c", "styles", "styles.xml")]))
            z.writestr("xl/styles.xml", f'{head}<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>')
            z.writestr("xl/sheet.xml", f'{head}<worksheet {main}><sheetData>{data}</sheetData></worksheet>')
        """

    @Test("CSV, JSON and xlsx post the same")
    func same() throws {
        let folder = try Running.newFolder()
        let (csv, json, xlsx) = (
            folder.appending(path: "a.csv"), folder.appending(path: "a.json"),
            folder.appending(path: "a.xlsx")
        )
        try Data(Self.csv.utf8).write(to: csv)
        try Data(Self.json.utf8).write(to: json)
        let rows = String(decoding: try JSONSerialization.data(withJSONObject: Self.table), as: UTF8.self)
        let python = try #require(Running.find("python3"))
        let made = try Running.run(python, ["-c", Self.maker, xlsx.path, rows])
        try #require(made.status == 0, "\(made.errors)")

        let byTable = try [csv, xlsx].map { file in
            let ledger = try TestLedgers.newSmall()
            try Running.good(
                "import", "vouchers", file.path, "--post", "--ledger", ledger, "--user", "zhang",
                "--reviewer", "li")
            return ledger
        }
        let byJSON = try TestLedgers.newSmall()
        try Running.good("voucher", "add", "--json", json.path, "--ledger", byJSON, "--user", "zhang")
        try Running.good("voucher", "review", "--all", "--ledger", byJSON, "--user", "li")
        try Running.good("voucher", "post", "--all", "--ledger", byJSON, "--user", "zhang")
        let exported = try (byTable + [byJSON]).map { ledger in
            try Running.good("export", "vouchers", "--ledger", ledger)
        }
        #expect(
            exported[0].contains("24000.00") && exported[0].contains("0.30")
                && exported[0].contains("云雾茶业有限公司"))
        #expect(exported[1] == exported[0])
        #expect(exported[2] == exported[0])
        let figures = try (byTable + [byJSON]).map { ledger in
            try Running.good("threshold", "--year", "2026", "--ledger", ledger, "-O", "json")
        }
        #expect(Set(figures).count == 1)
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerFormats

/// Columns of a small table.
private let columns = [
    CSVColumn("code", chinese: "编码", required: true), CSVColumn("name", chinese: "名称", required: true),
    CSVColumn("amount", chinese: "金额"), CSVColumn("date", chinese: "日期"),
]

/// What was read: rows as `number: field|field…`, in the order of the columns.
private func read(_ made: WorkbookMaker, sheet: String? = nil, mapping: String? = nil) throws -> [String] {
    let source = try TableSource(
        bytes: made.bytes, sheet: sheet, mapping: mapping.map { try ColumnMapping(text: $0) },
        columns: columns)
    let table = try TableCSV(source.text, columns: columns)
    let names = ["code", "name", "amount", "date"]
    return table.problems.map { "\($0.line) \($0.problem.code)" }
        + table.rows.map { row in "\(row.line): " + names.map { row.string($0) }.joined(separator: "|") }
}

/// The codes of what is refused, with their rows.
private func refused(_ made: WorkbookMaker, sheet: String? = nil, mapping: String? = nil) -> [String] {
    do {
        return try read(made, sheet: sheet, mapping: mapping) + ["read"]
    } catch let failure as ImportFailure {
        return ["\(failure.line) \(failure.problem.code)"]
    } catch let refused as TableRefused {
        return refused.problems.map { "\($0.line) \($0.problem.code)" }
    } catch {
        return ["\(error)"]
    }
}

@Suite("workbooks are read cell by cell")
struct WorkbookTests {
    private let header =
        "<row r=\"1\">"
        + ["编码", "名称", "金额", "日期"].enumerated().map {
            WorkbookMaker.text(["A", "B", "C", "D"][$0.offset] + "1", $0.element)
        }.joined() + "</row>"

    @Test("texts shared, rich, with readings, inside, of formulas; escapes")
    func texts() throws {
        var made = WorkbookMaker(
            header
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\" t=\"str\"><f>A2&amp;1</f><v>a1</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><r><t>左</t></r><r><t>右</t></r><rPh sb=\"0\" eb=\"1\"><t>ア</t></rPh></is></c>"
                + "<c r=\"B4\" t=\"b\"><v>1</v></c><c r=\"C4\" t=\"str\"><f>\"\"</f><v></v></c></row>")
        made.strings = [
            "<t>一</t>",
            "<r><t>甲</t></r><r><rPr/><t xml:space=\"preserve\">𠮷 </t></r><r><t>乙</t></r><rPh sb=\"0\" eb=\"1\"><t>コウ</t></rPh>",
            "<t>a_x0041__x005F_x0042_ &amp; \"q\", _xD842__xDFB7_</t>",
        ]
        #expect(
            try read(made) == [
                "2: 一|甲𠮷 乙||", "3: aA_x0042_ & \"q\", 𠮷|a1||", "4: 左右|TRUE||",
            ])
    }

    @Test("numbers, dates by format, formulas by their value")
    func numbers() throws {
        let rows =
            "<row r=\"3\"><c r=\"A3\"><v>50103</v></c><c r=\"B3\"><v>1.1201E4</v></c><c r=\"C3\" s=\"1\"><v>1234.5600000000001</v></c><c r=\"D3\" s=\"2\"><v>46083</v></c></row>"
            + "<row r=\"5\"><c r=\"A5\"><v>1.0</v></c><c r=\"B5\" t=\"n\"><f>1+1</f><v>2</v></c><c r=\"C5\"><v>0.1</v></c><c r=\"D5\" s=\"3\"><v>46083.5</v></c></row>"
            + "<row r=\"6\"><c r=\"A6\"><v>2</v></c><c r=\"B6\"><v>x</v></c><c r=\"D6\" t=\"d\"><v>2026-03-02T00:00:00</v></c></row>"
        let formats = ["0", "#,##0.00", "14", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"]
        let good = rows.replacing("<v>x</v>", with: "<v>9</v>")
        #expect(
            try read(WorkbookMaker(header + good, formats: formats)) == [
                "3: 50103|11201|1234.56|2026-03-02", "5: 1|2|0.1|2026-03-02 12:00:00", "6: 2|9||2026-03-02",
            ])
        #expect(refused(WorkbookMaker(header + rows, formats: formats)) == ["6 xlsx.not-a-number"])
        let mac =
            header
            + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>1</v></c><c r=\"D2\" s=\"1\"><v>44621</v></c></row>"
        #expect(try read(WorkbookMaker(mac, formats: ["0", "14"], is1904: true)) == ["2: 1|1||2026-03-02"])
    }

    @Test("rows and cells may leave out where they stand; blank rows are passed over")
    func places() throws {
        let rows =
            "<row>" + ["编码", "名称"].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
            + "<row/><row r=\"5\"><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
            + "<row><c s=\"1\"/><c t=\"inlineStr\"><is><t> </t></is></c></row>"
        #expect(try read(WorkbookMaker(rows)) == ["5: 1|2||", "6: 3|4||"])
    }

    @Test("a line break in a cell does not shift the rows after it")
    func breaks() throws {
        let made = WorkbookMaker(WorkbookMaker.rows([["编码", "名\n称"], ["1", "a\nb\nc"], ["2", "d"]]))
        let source = try TableSource(bytes: made.bytes, columns: columns)
        let table = try TableCSV(source.text, columns: columns)
        #expect(table.problems.map { "\($0.line) \($0.problem.code)" } == ["2 import.control-character"])
        #expect(table.rows.map(\.line) == [2, 3])
        #expect(table.rows[0].string("name") == "a\nb\nc")
    }

    @Test("all bad cells of columns that are read are told, no others")
    func problems() throws {
        let rows =
            header
            + "<row r=\"2\"><c r=\"A2\"><f>X()</f></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\"><f>1</f><v/></c><c r=\"C3\"><v>12345678901234567</v></c></row>"
        #expect(
            refused(WorkbookMaker(rows)) == [
                "2 xlsx.formula-without-value", "2 xlsx.error-cell", "3 xlsx.formula-without-value",
                "3 xlsx.too-many-digits",
            ])
        #expect(refused(WorkbookMaker(rows), mapping: "code,=X\nname,日期") == ["read"])
        let untitled = WorkbookMaker(WorkbookMaker.rows([["编码", "名称"], ["1", "2", "", "?"]]))
        #expect(refused(untitled) == ["2 xlsx.untitled-column"])
        #expect(try read(untitled, mapping: "code,编码\nname,名称") == ["2: 1|2||"])
    }

    @Test("messages name sheet, cell and what to do in both languages")
    func words() throws {
        let rows = header + "<row r=\"17\"><c r=\"B17\" t=\"e\"><v>#REF!</v></c></row>"
        do {
            _ = try read(WorkbookMaker(rows))
            Issue.record("#REF! was read.")
        } catch let refused as TableRefused {
            #expect(
                refused.problems.map(\.problem.chinese) == ["工作表“Sheet1”的 B17 是错误值 #REF!。请改正公式或填入数值。"])
            #expect(
                refused.problems.map(\.problem.english) == [
                    "B17 of sheet “Sheet1” is the error #REF!. Correct its formula or value."
                ])
        }
    }

    @Test("the header is found below titles, in two rows, in any order")
    func headers() throws {
        let form = WorkbookMaker(
            WorkbookMaker.rows([
                ["某村往来单位表"], ["单位：元"], ["名称", "编码", "本年"], ["", "", "日期", "金额"],
                ["甲", "1", "2026-01-01", "5"],
            ]),
            tail:
                "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"C3:D3\"/></mergeCells>"
        )
        #expect(try read(form) == ["5: 1|甲|5|2026-01-01"])
        let many = WorkbookMaker(WorkbookMaker.rows((0..<25).map { ["行\($0)"] } + [["编码", "名称"]]))
        #expect(refused(many) == ["1 import.header-missing"])
        #expect(
            refused(WorkbookMaker(WorkbookMaker.rows([["x"], ["编码", "y"]]))) == ["2 import.header-missing"])
        #expect(
            refused(WorkbookMaker(WorkbookMaker.rows([["编码", "名称", "备注"]]))) == ["1 import.header-unknown"])
        #expect(
            refused(WorkbookMaker(WorkbookMaker.rows([["编码", "名称", "NAME"]]))) == ["1 import.header-twice"])
        #expect(refused(WorkbookMaker()) == ["1 import.empty"])
    }

    @Test("merged cells in the data are refused where they are read, and below it they are not")
    func merged() throws {
        let rows = WorkbookMaker.rows([["编码", "名称"], ["1", "a"], ["2"], ["3", "c"]])
        func made(_ range: String) -> WorkbookMaker {
            WorkbookMaker(rows, tail: "<mergeCells><mergeCell ref=\"\(range)\"/></mergeCells>")
        }
        #expect(refused(made("B2:B3")) == ["2 xlsx.merged-data"])
        #expect(refused(made("A4:C4")) == ["4 xlsx.merged-data"])
        #expect(refused(made("C2:D9")).last == "read")
        #expect(refused(made("A9:B9")).last == "read")
        #expect(refused(made("nonsense")).last == "read")
    }

    @Test("which sheet is read")
    func sheets() throws {
        var made = WorkbookMaker(WorkbookMaker.rows([["编码", "名称"], ["1", "a"]]))
        made.sheets.append(("空", "visible", "<row r=\"1\"><c r=\"A1\" s=\"0\"/></row>", ""))
        made.sheets.append(("藏", "hidden", WorkbookMaker.rows([["编码", "名称"], ["9", "z"]]), ""))
        #expect(try read(made) == ["2: 1|a||"])
        #expect(try read(made, sheet: "藏") == ["2: 9|z||"])
        #expect(refused(made, sheet: "无") == ["0 xlsx.sheet-unknown"])
        made.sheets[2].state = "visible"
        #expect(refused(made) == ["0 xlsx.sheet-ambiguous"])
        #expect(try read(made, sheet: "Sheet1") == ["2: 1|a||"])
    }
}

@Suite("workbooks that must not be believed")
struct WorkbookLimitTests {
    private func refused(_ made: WorkbookMaker, _ limits: WorkbookLimits = WorkbookLimits()) -> String {
        do {
            _ = try TableSource(bytes: made.bytes, columns: columns, limits: limits)
            return "read"
        } catch let failure as ImportFailure {
            return failure.problem.code
        } catch {
            return "\(error)"
        }
    }

    private let rows = WorkbookMaker.rows([["编码", "名称"], ["1", "a"]])

    @Test("limits of parts, bytes and texts")
    func limits() {
        var made = WorkbookMaker(rows)
        made.strings = ["<t>\(String(repeating: "字", count: 500))</t>"]
        #expect(refused(made) == "read")
        #expect(refused(made, WorkbookLimits(parts: 4)) == "xlsx.too-many-parts")
        #expect(refused(made, WorkbookLimits(expandedBytes: 1000)) == "xlsx.too-large")
        #expect(refused(made, WorkbookLimits(textBytes: 1000)) == "xlsx.too-many-texts")
        #expect(refused(made, WorkbookLimits(cellBytes: 5)) == "xlsx.cell-too-long")
    }

    @Test("XML that is damaged, nested without end, or has a tag without end")
    func xml() {
        func with(_ content: String) -> String {
            var made = WorkbookMaker(rows)
            made.parts = [("xl/s0.xml", content)]
            return refused(made)
        }
        #expect(with("<worksheet><sheetData>") == "xlsx.damaged")
        #expect(with("") == "xlsx.damaged")
        #expect(with(String(repeating: "<a>", count: 100_000)) == "xlsx.damaged")
        #expect(with("<worksheet a=\"" + String(repeating: "x", count: 6 << 20) + "\"/>") == "xlsx.damaged")
        #expect(
            with(
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData></worksheet>"
            ) == "xlsx.damaged")
        #expect(
            with("<worksheet><sheetData><row r=\"2\"/><row r=\"2\"/></sheetData></worksheet>")
                == "xlsx.beyond-grid")
        #expect(
            with(
                "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>")
                == "xlsx.beyond-grid")
        #expect(
            with("<worksheet><sheetData><row r=\"1\"><c r=\"XFE1\"/></row></sheetData></worksheet>")
                == "xlsx.beyond-grid")
        #expect(with("<!DOCTYPE w SYSTEM \"http://127.0.0.1/x\"><worksheet/>") == "xlsx.doctype")
        #expect(
            with("<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY % a SYSTEM \"x\"> %a;]><worksheet/>")
                == "xlsx.doctype")
    }

    @Test("a sheet whose part lies elsewhere is looked for in the zip only")
    func traversal() {
        var made = WorkbookMaker(rows)
        made.parts = [
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r0\" Type=\"x/worksheet\" Target=\"../../../../etc/hostname\"/></Relationships>"
            )
        ]
        #expect(refused(made) == "xlsx.damaged")
        made.parts = [
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r0\" Type=\"x/worksheet\" TargetMode=\"External\" Target=\"s0.xml\"/></Relationships>"
            )
        ]
        #expect(refused(made) == "import.empty")
    }

    @Test("the broken workbooks are refused where their index says")
    func broken() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
                "SampleData/broken/xlsx"
            ).path
        let index = try TableCSV(
            path: folder + "/index.csv",
            columns: ["file", "line", "code", "what"].map { CSVColumn($0, required: true) })
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder)).subtracting(["index.csv"]
        )
        #expect(files == Set(index.rows.map { $0.string("file") }))
        #expect(files.count == 17)
        for row in index.rows {
            var found: [String] = []
            do {
                _ = try TableSource(
                    path: folder + "/" + row.string("file"), columns: VoucherCSVReader.columns)
            } catch let failure as ImportFailure {
                found = ["\(failure.line) \(failure.problem.code)"]
                #expect(failure.problem.kind == .unreadable)
            } catch let refused as TableRefused {
                found = refused.problems.map { "\($0.line) \($0.problem.code)" }
            }
            #expect(found == ["\(row.string("line")) \(row.string("code"))"], "\(row.string("file"))")
        }
    }
}

@Suite("workbooks with bytes changed")
struct WorkbookFuzzTests {
    @Test("never crash the reader, and what is refused has a code")
    func flips() throws {
        var numbers = SeededNumbers.fresh()
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let form = [UInt8](try Data(contentsOf: folder.appendingPathComponent("Workbooks/form.xlsx")))
        var stored = WorkbookMaker(
            WorkbookMaker.rows([
                ["账套", "日期", "凭证号", "摘要", "科目编码", "借方金额", "贷方金额"],
                ["V001", "2026-03-02", "1", "x", "101", "1", ""],
            ]))
        stored.strings = ["<r><t>a_x0041_</t></r>"]
        let plain = stored.bytes
        var codes = Set<String>()
        for round in 0..<3000 {
            // Stored bytes reach the XML, compressed ones mostly the zip.
            var bytes = round % 3 == 0 ? form : plain
            for _ in 0...Int.random(in: 0...3, using: &numbers) {
                bytes[Int.random(in: 4..<bytes.count, using: &numbers)] = UInt8.random(
                    in: 0...255, using: &numbers)
            }
            // Without its check sum the change would be found before the XML is looked at.
            if round % 3 == 2 { bytes = Self.withChecks(plain, bytes) }
            do {
                let source = try TableSource(bytes: bytes, columns: VoucherCSVReader.columns)
                let reader = try VoucherCSVReader(source.text)
                var voucher = IncomingVoucher()
                while try reader.next(into: &voucher) {
                    codes.formUnion(voucher.problems.map(\.problem.code))
                }
            } catch let failure as ImportFailure {
                codes.insert(failure.problem.code)
            } catch let refused as TableRefused {
                codes.formUnion(refused.problems.map(\.problem.code))
            }
        }
        #expect(codes.contains("xlsx.damaged"))
        #expect(codes.isDisjoint(with: [""]))
    }

    /// The parts of a stored zip where they were, with what was changed in them and new check sums.
    private static func withChecks(_ plain: [UInt8], _ changed: [UInt8]) -> [UInt8] {
        var entries: [(String, [UInt8])] = []
        var place = 0
        func little(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(plain[at + $1]) << ($1 * 8) }
        }
        while little(place, 4) == 0x0403_4B50 {
            let size = little(place + 18, 4)
            let name = little(place + 26, 2)
            let start = place + 30 + name
            entries.append(
                (
                    String(decoding: plain[(place + 30)..<start], as: UTF8.self),
                    Array(changed[start..<(start + size)])
                ))
            place = start + size
        }
        return StoredZip.bytes(entries)
    }
}

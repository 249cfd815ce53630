import Foundation
import Ledger
import Testing

@testable import LedgerFormats

private let columns = [
    CSVColumn("code", chinese: "编码", required: true), CSVColumn("name", chinese: "名称", required: true),
]

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

    @Test("a text that cells share again and again is counted each time")
    func shared() {
        let row = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 20) + "</row>"
        var made = WorkbookMaker(rows + String(repeating: row, count: 10))
        made.strings = ["<t>\(String(repeating: "字", count: 20_000))</t>"]
        #expect(refused(made) == "import.line-too-long")
        made.strings = ["<t>\(String(repeating: "字", count: 1000))</t>"]
        #expect(refused(made, WorkbookLimits(expandedBytes: 500_000)) == "xlsx.too-large")
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

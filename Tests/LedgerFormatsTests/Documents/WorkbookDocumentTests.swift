import Foundation
import Ledger
import Testing

@testable import LedgerFormats

@Suite("xlsx documents")
struct WorkbookDocumentTests {
    /// The cells of a document's workbook as an independent reader finds them: `A3` → (`s`, text).
    private func cells(_ documents: [Document]) throws -> [(
        sheet: String, cell: String, kind: String, value: String
    )] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = ByteOutput()
        try WorkbookDocument.write(documents, to: output)
        let file = folder.appending(path: "b.xlsx")
        try Data(output.bytes()).write(to: file)
        let reader = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Independent/read-xlsx.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", reader.path, file.path]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) {
            $1
        }
        let out = folder.appending(path: "out")
        try Data().write(to: out)
        process.standardOutput = try FileHandle(forWritingTo: out)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try String(decoding: Data(contentsOf: out), as: UTF8.self).unicodeScalars.split(
            separator: "\n"
        ).map {
            let parts = $0.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map {
                String($0)
            }
            return (parts[0], parts[1], parts[2], parts[3])
        }
    }

    @Test("text that looks like a formula stays text")
    func formulas() throws {
        let texts = [
            "=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "=\u{301}1+1", "{=1+1}", "'=1", "\u{FF0B}1",
            "=HYPERLINK(\"x\")",
            "1e5", "00123", "_x0041_", "https://x.example", "TRUE", "#REF!", "12:30", "\u{1}\u{2}a",
        ]
        let table = Document.Table(
            [Document.Column("摘要")], rows: texts.map { Document.Row([Document.Cell($0)]) })
        let found = try cells([Document("", language: .chinese, tables: [table])])
        #expect(!found.contains { $0.kind == "f" })
        let read = found.filter { $0.cell.hasPrefix("A") && $0.kind == "s" }.map { $0.value }
        for text in texts {
            #expect(read.contains { $0.unicodeScalars.elementsEqual(text.unicodeScalars) }, "\(text)")
        }
        #expect(!found.contains { $0.kind == "n" })
    }

    @Test("numbers are numbers, to the fen; the header is frozen, what is printed is set")
    func numbers() throws {
        let largest = Money(fen: 9_007_199_254_740_991)
        let table = Document.Table(
            [Document.Column("日期"), .number("金额"), .number("张数"), .number("单价"), .number("%")],
            rows: [
                Document.Row([
                    .date(CalendarDate(year: 2026, month: 3, day: 15)!), .money(Money(fen: -123_456_78)),
                    .whole(7),
                    Document.Cell(.decimal(155_000, decimals: 4)), .percent(6_680),
                ]),
                .total(["", .money(largest)]),
            ])
        var document = Document("明细账", language: .chinese, tables: [table])
        document.book = "V001"
        document.entity = "沙𠮷村"
        let found = try cells([document, document])
        func value(_ cell: String) -> String? {
            found.first { $0.sheet == "V001 明细账" && $0.cell == cell && $0.kind == "n" }?.value
        }
        // A day is counted from the end of 1899: 46096 is 2026-03-15, by hand 126 years and 73 days on.
        #expect(value("A4") == "46096")
        #expect(
            value("B4") == "-123456.78" && value("C4") == "7" && value("D4") == "15.5"
                && value("E4") == "0.668")
        #expect(value("B5").flatMap(Double.init) == 90_071_992_547_409.91)
        #expect(found.contains { $0.kind == "view" && $0.value == "frozen A4" })
        #expect(found.contains { $0.kind == "width" })
        #expect(found.contains { $0.kind == "print" && $0.value == "_xlnm.Print_Area 'V001 明细账'!$A$1:$E$5" })
        #expect(found.contains { $0.kind == "print" && $0.value == "_xlnm.Print_Titles 'V001 明细账'!$3:$3" })
        #expect(Set(found.map(\.sheet)).contains("V001 明细账 2"))
    }

    @Test("names of sheets are legal and each its own")
    func names() throws {
        let titles = [
            "a/b:c?[d]*", "长" + String(repeating: "名", count: 40), "长" + String(repeating: "名", count: 40),
            "", "𠮷" + String(repeating: "𠮷", count: 20),
        ]
        let documents = titles.map {
            Document(
                $0, language: .chinese,
                tables: [Document.Table([Document.Column("x")], rows: [Document.Row(["y"])])])
        }
        let sheets = Set(try cells(documents).map(\.sheet)).subtracting(["-"])
        #expect(sheets.count == titles.count)
        #expect(sheets.allSatisfy { $0.utf16.count <= 31 })
        #expect(sheets.contains("a_b_c__d__"))
    }
}

import Foundation

/// A workbook written by hand for a test: a zip without compression, and as much XML as there must be.
struct WorkbookMaker {
    /// Names and the XML inside `sheetData` with what follows it.
    var sheets: [(name: String, state: String, rows: String, tail: String)] = []
    var strings: [String] = []
    /// Number formats of the styles 0, 1, 2 …: an id, or a code.
    var formats: [String] = ["0"]
    var is1904 = false
    /// Parts put in the place of others.
    var parts: [(name: String, content: String)] = []

    /// One sheet of rows, each a list of cells such as `<c r="A1"><v>1</v></c>`.
    init(_ rows: String = "", tail: String = "", formats: [String] = ["0"], is1904: Bool = false) {
        sheets = [("Sheet1", "visible", rows, tail)]
        self.formats = formats
        self.is1904 = is1904
    }

    /// A cell with its text in it.
    static func text(_ name: String, _ text: String) -> String {
        "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    /// Rows of texts from row 1 on; an empty text is no cell.
    static func rows(_ rows: [[String]]) -> String {
        rows.enumerated().map { index, cells in
            let made = cells.enumerated().map { column, value in
                value.isEmpty ? "" : text(letter(column) + "\(index + 1)", value)
            }
            return "<row r=\"\(index + 1)\">\(made.joined())</row>"
        }
        .joined()
    }

    private static func letter(_ column: Int) -> String { String(UnicodeScalar(UInt8(65 + column))) }

    /// The file.
    var bytes: [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var names = ""
        var relations = ""
        var all: [(name: String, content: String)] = []
        for (index, sheet) in sheets.enumerated() {
            names +=
                "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"r\(index)\"/>"
            relations +=
                "<Relationship Id=\"r\(index)\" Type=\"\(kinds)/worksheet\" Target=\"/xl/s\(index).xml\"/>"
            all.append(
                (
                    "xl/s\(index).xml",
                    "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData>\(sheet.tail)</worksheet>"
                ))
        }
        relations += "<Relationship Id=\"y\" Type=\"\(kinds)/styles\" Target=\"styles.xml\"/>"
        relations += "<Relationship Id=\"z\" Type=\"\(kinds)/sharedStrings\" Target=\"../xl/strings.xml\"/>"
        let codes = formats.enumerated().filter { Int($0.element) == nil }
        let custom = codes.map { "<numFmt numFmtId=\"\(200 + $0.offset)\" formatCode=\"\($0.element)\"/>" }
            .joined()
        let cells = formats.enumerated().map { "<xf numFmtId=\"\(Int($0.element) ?? 200 + $0.offset)\"/>" }
            .joined()
        all.append(
            (
                "xl/styles.xml",
                "<styleSheet xmlns=\"\(main)\"><numFmts>\(custom)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(cells)</cellXfs></styleSheet>"
            ))
        all.append(
            ("xl/strings.xml", "<sst xmlns=\"\(main)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"))
        all.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"))
        all.append(
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(kinds)\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>\(names)</sheets></workbook>"
            ))
        all.append(
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"\(kinds)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ))
        for part in parts {
            all.removeAll { $0.name == part.name }
            all.append(part)
        }
        return StoredZip.bytes(all.map { ($0.name, Array($0.content.utf8)) })
    }
}

/// A zip whose entries are stored as they are.
enum StoredZip {
    static func bytes(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let common =
                little(20, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
                + little(crc(entry.content), 4)
                + little(entry.content.count, 4) + little(entry.content.count, 4) + little(name.count, 2)
                + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + common + [UInt8](repeating: 0, count: 10)
            directory += little(file.count, 4) + name
            file += little(0x0403_4B50, 4) + common + name + entry.content
        }
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
            + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
        return file + directory + end
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func crc(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }
}

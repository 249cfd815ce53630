import Foundation
import Testing

/// A PDF the product wrote, as the programs of poppler see it (版式文件检查).
struct Pages {
    let file: URL

    /// Where the pages are kept to be looked at: PDF and PNG.
    static let folder = Running.root.appending(path: ".build/pages")

    /// Has a command write a PDF and draws its first pages.
    init(_ name: String, _ arguments: [String], at location: SourceLocation = #_sourceLocation) throws {
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        file = Self.folder.appending(path: name + ".pdf")
        try Running.good(arguments + ["-o", file.path, "--language", "zh"], at: location)
        _ = try Self.tool(
            "pdftoppm", ["-r", "70", "-l", "4", "-png", file.path, Self.folder.appending(path: name).path])
    }

    static func tool(_ name: String, _ arguments: [String]) throws -> String {
        let program = try #require(Running.find(name), "\(name) is missing; run: Scripts/install test")
        let ended = try Running.run(program, arguments)
        try #require(ended.status == 0, "\(name): \(ended.errors)")
        return ended.output
    }

    /// The text of each page, as it can be selected.
    func texts() throws -> [String] {
        try Self.tool("pdftotext", ["-layout", file.path, "-"]).split(separator: "\u{C}").map(String.init)
    }

    /// What must hold of every page that is printed.
    func expectSound(at location: SourceLocation = #_sourceLocation) throws {
        let name = file.lastPathComponent
        // Every font is embedded, a subset, and has its characters named, so that text can be selected.
        let fonts = try Self.tool("pdffonts", [file.path]).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty, "\(name)", sourceLocation: location)
        for font in fonts {
            let words = font.split(separator: " ")
            #expect(
                words.suffix(5).prefix(3) == ["yes", "yes", "yes"], "\(name): \(font)",
                sourceLocation: location)
            #expect(font.contains("NotoS"), "\(name): \(font)", sourceLocation: location)
        }
        // No word reaches beyond 10 mm from the edge of its page.
        var size = (width: 0.0, height: 0.0)
        for line in try Self.tool("pdftotext", ["-bbox", file.path, "-"]).split(separator: "\n") {
            let values = Self.attributes(line)
            if line.contains("<page "), let width = values["width"], let height = values["height"] {
                size = (width, height)
            } else if line.contains("<word "), let left = values["xMin"], let right = values["xMax"],
                let top = values["yMin"], let bottom = values["yMax"]
            {
                let isInside =
                    left >= 28 && right <= size.width - 28 && top >= 15 && bottom <= size.height - 12
                #expect(isInside, "\(name): \(line)", sourceLocation: location)
            }
        }
        try expectArchivable(at: location)
    }

    /// What of PDF/A-2b can be seen without a validator: what it says of itself, the colour it is meant for, no encryption.
    private func expectArchivable(at location: SourceLocation) throws {
        let bytes = try Data(contentsOf: file)
        func holds(_ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }
        #expect(holds("<pdfaid:part>2</pdfaid:part>"), sourceLocation: location)
        #expect(holds("<pdfaid:conformance>B</pdfaid:conformance>"), sourceLocation: location)
        #expect(holds("/GTS_PDFA1") && holds("/DestOutputProfile"), sourceLocation: location)
        #expect(!holds("/Encrypt") && !holds("/JavaScript") && !holds("/AA"), sourceLocation: location)
    }

    /// The numbers among the attributes of a line of XML.
    private static func attributes(_ line: Substring) -> [String: Double] {
        var found: [String: Double] = [:]
        for match in line.matches(of: #/([A-Za-z]+)="([-0-9.]+)"/#) {
            found[String(match.1)] = Double(match.2)
        }
        return found
    }
}

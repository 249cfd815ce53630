import Ledger

/// Documents as a web page (HTML 网页): one file that needs no other, without a script, fit for printing.
public enum WebDocument {
    /// Writes documents as one page.
    public static func write(_ documents: [Document], to output: ByteOutput) {
        let language = documents.first?.language ?? .chinese
        output.write(
            """
            <!DOCTYPE html>
            <html lang="\(language == .chinese ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(escaped(documents.first?.title ?? ""))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>

            """)
        for document in documents { write(document, to: output) }
        output.write("</body>\n</html>\n")
    }

    private static func write(_ document: Document, to output: ByteOutput) {
        output.write("<section>\n")
        if !document.title.isEmpty { output.write("<h1>\(escaped(document.title))</h1>\n") }
        let head = document.headWords
        if !head.isEmpty {
            output.write(
                "<p class=\"head\">" + head.map { "<span>\(escaped($0))</span>" }.joined() + "</p>\n")
        }
        for line in document.introduction { output.write("<p>\(escaped(line))</p>\n") }
        for table in document.tables { write(table, to: output) }
        for note in document.notes { output.write("<p class=\"note\">\(escaped(note))</p>\n") }
        if !document.signatures.isEmpty {
            let places = document.signatureWords.map { "<span>\(escaped($0))</span>" }
            output.write("<p class=\"signatures\">\(places.joined())</p>\n")
        }
        output.write("</section>\n")
    }

    private static func write(_ table: Document.Table, to output: ByteOutput) {
        output.write("<table>\n")
        if !table.isFacts {
            output.write("<thead><tr>")
            for column in table.columns { output.write("<th scope=\"col\">\(escaped(column.title))</th>") }
            output.write("</tr></thead>\n")
        }
        output.write("<tbody>\n")
        for row in table.shownRows {
            let classes = [row.kind == .plain ? nil : row.kind.rawValue, row.mark?.name].compactMap { $0 }
            output.write(classes.isEmpty ? "<tr>" : "<tr class=\"\(classes.joined(separator: " "))\">")
            if row.kind == .section {
                output.write(
                    "<th colspan=\"\(table.columns.count)\" scope=\"rowgroup\">\(escaped(row.cells.first?.text ?? ""))</th>"
                )
            } else {
                for (place, column) in table.columns.enumerated() {
                    write(
                        place < row.cells.count ? row.cells[place] : "", column, row,
                        isTitle: table.isFacts && place == 0, to: output)
                }
            }
            output.write("</tr>\n")
        }
        output.write("</tbody>\n</table>\n")
    }

    private static func write(
        _ cell: Document.Cell, _ column: Document.Column, _ row: Document.Row, isTitle: Bool,
        to output: ByteOutput
    ) {
        let classes = [
            column.alignment == .left ? nil : column.alignment == .right ? "number" : "center",
            cell.isNegative ? "negative" : nil, cell.mark == nil ? nil : row.printedMark(cell)?.name,
        ].compactMap { $0 }
        let element = isTitle ? "th" : "td"
        output.write("<\(element)")
        if !classes.isEmpty { output.write(" class=\"\(classes.joined(separator: " "))\"") }
        if cell.indent > 0 { output.write(" style=\"padding-left:\(cell.indent + 1)em\"") }
        output.write(">\(escaped(cell.text))</\(element)>")
    }

    /// Text that is text in HTML, also inside an attribute; a combining mark behind a sign changes nothing.
    static func escaped(_ text: String) -> String {
        var sound = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": sound.append(contentsOf: "&amp;".unicodeScalars)
            case "<": sound.append(contentsOf: "&lt;".unicodeScalars)
            case ">": sound.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": sound.append(contentsOf: "&quot;".unicodeScalars)
            case "'": sound.append(contentsOf: "&#39;".unicodeScalars)
            default: sound.append(TextTable.isHarmful(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(sound)
    }

    private static let style = """
        body { font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; margin: 2em; color: #111; }
        section { break-after: page; margin-bottom: 3em; }
        section:last-child { break-after: auto; }
        h1 { font-size: 1.3em; text-align: center; }
        .head, .signatures { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2em; }
        .signatures { margin-top: 2em; } .signatures span { min-width: 9em; }
        table { border-collapse: collapse; width: 100%; margin-bottom: 1em; font-size: 0.9em; }
        th, td { border: 1px solid #999; padding: 0.25em 0.5em; text-align: left; vertical-align: top; }
        thead { display: table-header-group; } thead th { background: #eee; text-align: center; }
        tr { break-inside: avoid; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } .center { text-align: center; }
        .negative, .red { color: #b00000; } .green { color: #006b2d; } .yellow { color: #7a5600; } .dim { color: #555; }
        tr.red td.number:not(.negative) { color: #111; }
        .total td, .subtotal td, .monthEnd td, .bold { font-weight: bold; } .total td { border-top: 2px solid #111; }
        tr.section th { background: #f6f6f6; }
        @page { size: A4 landscape; margin: 15mm; }
        @media print { body { margin: 0; } }
        """
}

extension TextTable.Style {
    /// Its name in a style sheet.
    fileprivate var name: String {
        switch self {
        case .bold: "bold"
        case .dim: "dim"
        case .red: "red"
        case .green: "green"
        case .yellow: "yellow"
        case .blue: "blue"
        }
    }
}

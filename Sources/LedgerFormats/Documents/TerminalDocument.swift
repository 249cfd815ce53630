/// Documents as text for a terminal (终端文本).
public enum TerminalDocument {
    /// Writes documents, a blank line between them.
    ///
    /// - Parameters:
    ///   - width: the columns of the terminal; nil cuts nothing.
    ///   - colour: whether ANSI colour is wanted.
    public static func write(
        _ documents: [Document], to output: ByteOutput, width: Int? = nil, colour: Bool = false
    ) {
        for (place, document) in documents.enumerated() {
            if place > 0 { output.write("\n") }
            if let heading = document.heading { output.write(heading + "\n") }
            for (place, table) in document.tables.enumerated() {
                if place > 0 { output.write("\n") }
                output.write(table.isFacts ? facts(table) : grid(table).text(width: width, colour: colour))
            }
            for line in document.notes + document.advice { output.write(line + "\n") }
        }
    }

    private static func facts(_ table: Document.Table) -> String {
        let width = table.rows.map { $0.cells[0].width }.max() ?? 0
        return table.shownRows.map { row in
            let title = row.cells[0]
            let padding = String(repeating: " ", count: width - title.width + 2)
            return title.text + padding + row.cells[1].text + "\n"
        }.joined()
    }

    private static func grid(_ table: Document.Table) -> TextTable {
        var text = TextTable(table.columns.map { TextTable.Column($0.title, $0.alignment) })
        for row in table.rows {
            let cells = row.cells.map { cell in
                TextTable.Cell(
                    String(repeating: "  ", count: cell.indent) + (cell.terminal ?? cell.text), cell.mark)
            }
            switch row.kind {
            case .section: text.addSection(cells.first?.text ?? "")
            case .plain: text.add(cells, style: row.mark)
            case .opening, .subtotal, .monthEnd: text.add(cells, style: row.mark ?? .dim)
            case .closing: break
            case .total:
                text.addRule()
                text.add(cells, style: row.mark ?? .bold)
            }
        }
        return text
    }
}

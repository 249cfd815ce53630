import Ledger

/// Documents as PDF (版式文件): PDF/A-2b with its fonts inside, laid out by Typst on forms that a township can change.
///
/// The forms find everything in one JSON file; `Documents.md` tells what stands in it.
public struct PrintedDocument {
    private let engine: TypstEngine
    private let forms: PrintingForms

    /// Rows of a page of a ledger that carries its sums; the form gives each the same height.
    static let rowsPerPage = 26

    /// - Parameters:
    ///   - engine: the path of a `typst` program or of its private environment; nil looks where they usually are.
    ///   - forms: a folder of forms that take the place of the product's own, file by file.
    /// - Throws: `document.engine-missing`, `file.missing` for a folder that is not there.
    public init(engine: String?, forms: String?) throws {
        self.engine = try TypstEngine.find(engine)
        self.forms = try PrintingForms(folder: forms)
    }

    /// Writes documents as one PDF.
    ///
    /// - Throws: ``DocumentProblem``, `import.temporary-file`.
    public func write(_ documents: [Document], to output: ByteOutput) throws {
        let folder = try TemporaryFolder()
        try forms.write(to: folder)
        try folder.write("data.json") { Self.write(documents, to: $0) }
        try engine.compile(folder)
        try folder.copy(TypstEngine.result, to: output)
    }

    // MARK: What the forms read

    static func write(_ documents: [Document], to output: ByteOutput) {
        JSONText.object(output) { json in
            json.array("documents") { array in
                for document in documents { array.object { write(document, to: $0) } }
            }
        }
    }

    private static func write(_ document: Document, to json: JSONObject) {
        json.field("form", document.form.rawValue)
        json.field("language", document.language.rawValue)
        json.field("title", document.title)
        json.field("book", document.book)
        json.field("entity", document.entity)
        json.field("subject", document.subject)
        json.field("period", document.period)
        json.field("unit", document.unit)
        json.field("introduction", document.introduction)
        json.object("fields") { json in
            for field in document.fields {
                json.object(field.key) { json in
                    json.field("title", field.title)
                    json.field("value", field.value)
                }
            }
        }
        json.array("tables") { array in
            for table in document.tables { array.object { write(table, document.language, to: $0) } }
        }
        json.field("notes", document.notes)
        json.array("signatures") { array in
            for signature in document.signatures {
                array.object { json in
                    json.field("title", signature.title)
                    json.field("name", signature.name)
                }
            }
        }
    }

    private static func write(_ table: Document.Table, _ language: Language, to json: JSONObject) {
        json.field("facts", table.isFacts)
        json.field("carried", table.carry != nil)
        json.array("columns") { array in
            for (column, extent) in zip(table.columns, table.extents) {
                array.object { json in
                    json.field("title", column.title)
                    json.field(
                        "align",
                        column.alignment == .left ? "left" : column.alignment == .right ? "right" : "center")
                    json.field("width", extent.width)
                    json.field("widest", TextTable.harmless(extent.widest))
                    json.field("word", TextTable.harmless(extent.word))
                }
            }
        }
        json.array("pages") { array in
            if let carry = table.carry {
                let pages = CarriedPages.of(table.rows, carry, room: rowsPerPage, language: language)
                for page in pages { array.object { write(page, to: $0) } }
            } else {
                array.object { write(table.shownRows, to: $0) }
            }
        }
    }

    private static func write(_ rows: some Sequence<Document.Row>, to json: JSONObject) {
        json.array("rows") { array in
            for row in rows {
                array.object { json in
                    json.field("kind", row.kind.rawValue)
                    if let mark = row.mark { json.field("mark", "\(mark)") }
                    json.array("cells") { array in
                        for cell in row.cells { write(cell, of: row, to: array) }
                    }
                }
            }
        }
    }

    /// Most cells are nothing but their text.
    private static func write(_ cell: Document.Cell, of row: Document.Row, to array: JSONArray) {
        let text = TextTable.harmless(cell.text)
        guard cell.isNegative || cell.indent > 0 || cell.mark != nil else { return array.value(text) }
        array.object { json in
            json.field("text", text)
            if cell.isNegative { json.field("negative", true) }
            if cell.indent > 0 { json.field("indent", cell.indent) }
            if cell.mark != nil, let mark = row.printedMark(cell) { json.field("mark", "\(mark)") }
        }
    }
}

import Ledger

/// A workbook 工作簿 (xlsx): its sheets by name, and what their cells refer to.
final class Workbook {
    /// A sheet of it.
    struct Sheet: Equatable {
        var name: String
        var part: String
        var isHidden: Bool
    }

    /// Its sheets in their order.
    let sheets: [Sheet]
    /// How its days are numbered.
    let serial: SerialDate
    private let archive: ZipArchive
    private let formats: [NumberFormat]
    private let texts: SharedTexts

    /// The workbook behind a descriptor, which stays the caller's.
    ///
    /// - Throws: ``ImportFailure`` with a ``WorkbookProblem``.
    init(descriptor: Int32, limits: WorkbookLimits = WorkbookLimits()) throws(ImportFailure) {
        archive = try ZipArchive(descriptor: descriptor, limits: limits)
        let top = try Relations(archive, of: "")
        guard let path = top.target("officeDocument") ?? Self.usual, let part = try archive.part(path) else {
            throw ImportFailure(WorkbookProblem.notAWorkbook)
        }
        let outline = WorkbookOutline()
        try XMLStream.read(part, into: outline)
        let relations = try Relations(archive, of: path)
        guard outline.isWorkbook else { throw ImportFailure(WorkbookProblem.notAWorkbook) }
        serial = SerialDate(is1904: outline.is1904)
        // A sheet of another sort, such as a chart, holds no cells.
        sheets = outline.sheets.compactMap { sheet in
            guard let part = relations.sheet(sheet.id) else { return nil }
            return Sheet(name: sheet.name, part: part, isHidden: sheet.isHidden)
        }
        let styles = CellStyles()
        if let path = relations.target("styles"), let part = try archive.part(path) {
            try XMLStream.read(part, into: styles)
        }
        formats = styles.formats
        texts = SharedTexts(limit: limits.textBytes)
        if let path = relations.target("sharedStrings"), let part = try archive.part(path) {
            try XMLStream.read(part, into: texts)
        }
    }

    private static let usual: String? = "xl/workbook.xml"

    /// The sheet of that name, or the only one that holds something.
    ///
    /// - Throws: `xlsx.sheet-unknown`, `xlsx.sheet-ambiguous`, `import.empty`.
    func sheet(named name: String?) throws(ImportFailure) -> Sheet {
        if let name {
            guard let found = sheets.first(where: { $0.name == name }) else {
                throw ImportFailure(WorkbookProblem.sheetUnknown(name, known: sheets.map(\.name)))
            }
            return found
        }
        let shown = sheets.filter { !$0.isHidden }
        if shown.count == 1 { return shown[0] }
        var filled: [Sheet] = []
        for sheet in shown where try holdsSomething(sheet) { filled.append(sheet) }
        guard filled.count <= 1 else {
            throw ImportFailure(WorkbookProblem.sheetAmbiguous(filled.map(\.name)))
        }
        guard let found = filled.first ?? shown.first else {
            throw ImportFailure(ImportProblem.empty, line: 1)
        }
        return found
    }

    private func holdsSomething(_ sheet: Sheet) throws(ImportFailure) -> Bool {
        let first = FirstRow()
        try read(sheet, into: first)
        return first.isFound
    }

    /// Reads the rows of a sheet into `taker` until it has enough.
    ///
    /// - Throws: ``ImportFailure`` with a ``WorkbookProblem``, or what the taker throws.
    func read(_ sheet: Sheet, into taker: any RowTaker) throws(ImportFailure) {
        guard let part = try archive.part(sheet.part) else {
            throw ImportFailure(WorkbookProblem.damaged(part: sheet.part))
        }
        let reader = SheetReader(
            sheet.name, taker, formats: formats, texts: texts, serial: serial,
            cellLimit: archive.limits.cellBytes)
        try XMLStream.read(part, into: reader)
        try taker.finish()
    }
}

/// Whether a sheet has a row with something in it.
private final class FirstRow: RowTaker {
    private(set) var isFound = false
    var isDone: Bool { isFound }
    func take(_ row: SheetRow) { isFound = !row.cells.isEmpty }
    func merged(_ range: CellRange, in sheet: String) {}
    func finish() {}
}

/// What `workbook.xml` says.
private final class WorkbookOutline: XMLTaker {
    var isDone: Bool { false }
    var isWorkbook = false
    var is1904 = false
    var sheets: [(name: String, id: String, isHidden: Bool)] = []

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure) {
        if name == "workbook" {
            isWorkbook = true
        } else if name == "workbookPr" {
            is1904 = attributes.flag("date1904")
        } else if name == "sheet", let title = attributes.string("name"),
            let id = attributes.string("id", prefixed: true)
        {
            let isHidden = attributes.string("state") ?? "visible" != "visible"
            sheets.append((title, id, isHidden))
        }
    }
    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Which part a part refers to (部件关系), from its `.rels`.
private final class Relations: XMLTaker {
    var isDone: Bool { false }
    private let folder: String
    private var targets: [(id: String, kind: String, part: String)] = []

    /// Those of a part; of the whole package where it has no name.
    init(_ archive: ZipArchive, of part: String) throws(ImportFailure) {
        var pieces = part.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let name = pieces.popLast() ?? ""
        folder = pieces.map { $0 + "/" }.joined()
        guard let found = try archive.part("\(folder)_rels/\(name).rels") else { return }
        try XMLStream.read(found, into: self)
    }

    /// The first target of a kind.
    func target(_ kind: String) -> String? { targets.first { $0.kind == kind }?.part }

    /// The sheet of that id.
    func sheet(_ id: String) -> String? {
        targets.first { $0.id == id && $0.kind == "worksheet" }?.part
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure) {
        guard name == "Relationship", let id = attributes.string("Id"), let type = attributes.string("Type"),
            let target = attributes.string("Target"), attributes.string("TargetMode") != "External"
        else { return }
        // The address of a kind differs between versions of the standard; its last word does not.
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        targets.append((id, kind, part(target)))
    }
    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The name in the zip of what a target means. It is looked up there and nowhere else.
    private func part(_ target: String) -> String {
        var pieces: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for piece in target.split(separator: "/") {
            if piece == ".." {
                _ = pieces.popLast()
            } else if piece != "." {
                pieces.append(piece)
            }
        }
        return pieces.joined(separator: "/")
    }
}

/// What the styles of cells make of their numbers, from `styles.xml`.
private final class CellStyles: XMLTaker {
    var isDone: Bool { false }
    private(set) var formats: [NumberFormat] = []
    private var codes: [Int: NumberFormat] = [:]
    private var isInCells = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure) {
        if name == "numFmt", let id = attributes.whole("numFmtId"), let code = attributes.string("formatCode")
        {
            codes[id] = NumberFormat(code: code)
        } else if name == "cellXfs" {
            isInCells = true
        } else if name == "xf", isInCells {
            let id = attributes.whole("numFmtId") ?? 0
            formats.append(codes[id] ?? NumberFormat(builtIn: id))
        }
    }
    func end(_ name: XMLName) throws(ImportFailure) {
        if name == "cellXfs" { isInCells = false }
    }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

import GRDB
import Ledger
import LedgerSchema

/// Income marks in memory (标记索引): each combination once, new ones written as they appear.
struct MarkIndex {
    private(set) var marks: [IncomeMark] = []
    /// The canonical bytes of each mark, made once.
    private(set) var sealed: [SealedMark] = []
    private var byContent: [IncomeMark: Int32] = [:]
    /// Source codes, in the order of ``sources``.
    let sourceCodes: [String]
    /// Sources by code.
    let sources: ByteTable
    private let sourceNames: ByteTable
    private let sourceOfName: [Int]
    private let insert: RawStatement

    init(_ db: Database, shelf: StatementShelf) throws {
        var codes: [String] = []
        var names: [String] = []
        let sourceRows = try shelf.statement(Schema.Posting.sources)
        while try sourceRows.step() {
            codes.append(sourceRows.text(0))
            names.append(sourceRows.text(1))
        }
        sourceCodes = codes
        sources = ByteTable(codes)
        var table = ByteTable()
        var indices: [Int] = []
        for (index, name) in names.enumerated() where table.insert(Array(name.utf8)) == indices.count {
            indices.append(index)
        }
        sourceNames = table
        sourceOfName = indices
        insert = try shelf.statement(Schema.Posting.insertMark)
        let rows = try shelf.statement(Schema.Posting.marks)
        while try rows.step() {
            let mark = IncomeMark(
                source: rows.optionalText(1), nature: rows.optionalText(2), fund: rows.optionalText(3),
                excludedKind: rows.optionalText(4), otherBook: rows.optionalText(5))
            guard rows.int(0) == Int64(marks.count) else {
                throw FileProblem.damaged(table: "mark", row: "mark \(marks.count)")
            }
            byContent[mark] = Int32(marks.count)
            marks.append(mark)
            sealed.append(SealedMark(mark))
        }
        guard marks.first == IncomeMark.none else { throw FileProblem.damaged(table: "mark", row: "mark 0") }
    }

    /// The mark with an id.
    func mark(ofID id: Int64) -> IncomeMark? { marks.indices.contains(Int(id)) ? marks[Int(id)] : nil }

    /// The id of a mark, written to the ledger if it is new; ids run from 0 and equal their index here.
    mutating func id(of mark: IncomeMark) throws -> Int32 {
        if let id = byContent[mark] { return id }
        let id = Int32(marks.count)
        insert.bind(1, Int64(id))
        insert.bind(2, mark.source)
        insert.bind(3, mark.nature)
        insert.bind(4, mark.fund)
        insert.bind(5, mark.excludedKind)
        insert.bind(6, mark.otherBook)
        try insert.run()
        byContent[mark] = id
        marks.append(mark)
        sealed.append(SealedMark(mark))
        return id
    }

    /// The first mark that says the same but for the other book of the village.
    func plainTwin(of mark: Int32) -> Int32 {
        func plain(_ mark: IncomeMark) -> IncomeMark {
            var mark = mark
            mark.otherBook = nil
            return mark
        }
        let wanted = plain(marks[Int(mark)])
        return Int32(marks.firstIndex { plain($0) == wanted } ?? Int(mark))
    }

    /// The index of a source written by code or by its Chinese name.
    func source(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        sources.find(bytes) ?? sourceNames.find(bytes).map { sourceOfName[$0] }
    }

    /// The code of a source written by code or by its Chinese name.
    func sourceCode(of text: String) -> String? {
        (sources.find(text) ?? sourceNames.find(text).map { sourceOfName[$0] }).map { sourceCodes[$0] }
    }
}

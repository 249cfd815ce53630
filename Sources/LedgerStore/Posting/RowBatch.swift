import Ledger

/// Rows waiting to be written to one table (待写行), so that many go in with one statement.
///
/// SQLite opens its cursors and finds its place in the tree once a statement: thirty rows with one statement cost
/// half of what thirty statements cost. Texts are copied here, since the bytes they came from move on.
struct RowBatch: ~Copyable {
    /// Most rows waiting.
    static let capacity = 32
    /// Rows of one statement, largest first: any number of rows takes few statements, and few are ever prepared.
    private static let sizes = [32, 8, 4, 3, 2, 1]

    private let columns: Int
    private let insert: (Int) -> String
    private var statements = [Prepared?](repeating: nil, count: capacity + 1)
    private let cells: UnsafeMutablePointer<Cell>
    private var texts: UnsafeMutablePointer<UInt8>
    private var textCapacity = 4096
    private var textCount = 0
    private var cellCount = 0

    /// A value to be bound; a text or a blob lies in `texts`, where a longer one may still move it.
    private struct Cell {
        enum Kind: UInt8 { case null, int, text, blob }
        var value: Int64
        var count: Int32
        var kind: Kind
    }

    /// A statement and what its places hold: much is NULL, or the same number, row after row.
    private final class Prepared {
        let statement: RawStatement
        let held: UnsafeMutablePointer<Cell>

        init(_ statement: RawStatement, places: Int) {
            self.statement = statement
            held = .allocate(capacity: places)
            // Another batch may have used the statement before; a text is never taken to be held.
            held.initialize(repeating: Cell(value: 0, count: 0, kind: .text), count: places)
        }

        deinit { held.deallocate() }
    }

    /// - Parameters:
    ///   - columns: how many values a row has.
    ///   - insert: the statement that inserts so many rows.
    init(columns: Int, insert: @escaping (Int) -> String) {
        self.columns = columns
        self.insert = insert
        cells = .allocate(capacity: columns * Self.capacity)
        texts = .allocate(capacity: textCapacity)
    }

    deinit {
        cells.deallocate()
        texts.deallocate()
    }

    /// How many rows wait.
    var count: Int { cellCount / columns }
    var isFull: Bool { cellCount == columns * Self.capacity }

    // MARK: The next row, value by value

    @inline(__always) mutating func add(_ value: Int64) {
        cells[cellCount] = Cell(value: value, count: 0, kind: .int)
        cellCount &+= 1
    }
    @inline(__always) mutating func add(_ value: Int) { add(Int64(value)) }
    @inline(__always) mutating func addNull() {
        cells[cellCount] = Cell(value: 0, count: 0, kind: .null)
        cellCount &+= 1
    }
    @inline(__always) mutating func add(_ value: Int64?) { if let value { add(value) } else { addNull() } }

    mutating func add(blob bytes: [UInt8]) { bytes.withUnsafeBufferPointer { add($0, .blob) } }
    @inline(__always) mutating func add(fixed value: StaticString) {
        add(UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount), .text)
    }
    mutating func add(_ value: String?) {
        guard var value else { return addNull() }
        value.withUTF8 { add($0, .text) }
    }
    @inline(__always) mutating func add(blob bytes: UnsafeBufferPointer<UInt8>) { add(bytes, .blob) }

    /// A stretch of `text`, NULL when absent.
    @inline(__always) mutating func add(_ range: TextRange, in text: UnsafeBufferPointer<UInt8>) {
        guard range.isPresent else { return addNull() }
        add(UnsafeBufferPointer(rebasing: text[range.range]), .text)
    }

    @inline(__always) private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Cell.Kind) {
        if textCapacity - textCount < bytes.count { grow(by: bytes.count) }
        if let start = bytes.baseAddress {
            (texts + textCount).update(from: start, count: bytes.count)
        }
        cells[cellCount] = Cell(
            value: Int64(textCount), count: Int32(truncatingIfNeeded: bytes.count), kind: kind)
        cellCount &+= 1
        textCount &+= bytes.count
    }

    private mutating func grow(by count: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: (textCapacity + count) * 2)
        larger.update(from: texts, count: textCount)
        texts.deallocate()
        texts = larger
        textCapacity = (textCapacity + count) * 2
    }

    // MARK: Writing

    /// Writes every row that waits. Where triggers look at each row, SQLite would keep the rows of one statement in a
    /// temporary table, which costs more than a statement a row: the acts of a desk have them rest.
    mutating func flush(_ shelf: StatementShelf) throws {
        precondition(cellCount % columns == 0, "A row was left half-way.")
        defer { (cellCount, textCount) = (0, 0) }
        let waiting = count
        var done = 0
        for size in Self.sizes {
            while waiting - done >= size {
                let prepared = try prepared(size, shelf)
                bind(to: prepared, from: done * columns, count: size * columns)
                try prepared.statement.run()
                done += size
            }
        }
    }

    private mutating func prepared(_ size: Int, _ shelf: StatementShelf) throws -> Prepared {
        if let known = statements[size] { return known }
        let fresh = Prepared(try shelf.statement(insert(size)), places: size * columns)
        statements[size] = fresh
        return fresh
    }

    private func bind(to prepared: Prepared, from first: Int, count: Int) {
        let statement = prepared.statement
        let held = prepared.held
        for place in 0..<count {
            let cell = cells[first + place]
            let target = Int32(truncatingIfNeeded: place + 1)
            switch cell.kind {
            case .int:
                if held[place].kind == .int, held[place].value == cell.value { continue }
                statement.bind(target, cell.value)
            case .null:
                if held[place].kind == .null { continue }
                statement.bindNull(target)
            case .text: statement.bindText(target, bytes(cell))
            case .blob: statement.bindBlob(target, bytes(cell))
            }
            held[place] = cell
        }
    }

    private func bytes(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: texts + Int(cell.value), count: Int(cell.count))
    }
}

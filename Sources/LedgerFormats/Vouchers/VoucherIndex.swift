import Glibc
import Ledger

/// Where one voucher stands in its file (凭证位置), with what it is sorted by.
struct VoucherPlace: Comparable {
    /// The number of its book, by first appearance.
    var book: Int32
    /// Its date, `yyyymmdd`, or in an export its month.
    var order: Int32
    /// Its first byte, counted from the start of the text.
    var offset: Int
    /// The byte behind its last row.
    var end: Int
    /// The line of its first row.
    var line: Int

    static func < (a: VoucherPlace, b: VoucherPlace) -> Bool {
        (a.book, a.order, a.offset) < (b.book, b.order, b.offset)
    }
}

/// The vouchers of a file sorted by book and date on disk (凭证索引), those of one day, or of one month of an
/// export, in the order of the file.
///
/// An external merge sort: runs of a fixed number of places are sorted in memory, put into a temporary file
/// without a name, and merged while they are read. Memory does not grow with the file.
final class VoucherIndex {
    /// Places sorted in memory at once.
    static let runLength = 200_000

    private let file: TemporaryFile
    private var runs: [Run] = []
    /// A heap of runs by their first unread place.
    private var heap: [Int] = []

    /// One sorted run: what is read of it, and what is still in the file.
    private struct Run {
        var next: Int
        let end: Int
        var buffer: ArraySlice<VoucherPlace> = []
    }

    /// Finds all vouchers behind the header.
    ///
    /// - Throws: `import.temporary-file`, or what the reader throws.
    init(_ rows: consuming VoucherRows, runLength: Int = VoucherIndex.runLength) throws(ImportFailure) {
        file = try TemporaryFile()
        var books = ByteTable()
        var last: [Int32] = []
        var run: [VoucherPlace] = []
        var open: VoucherPlace?
        var hasKey = false
        while try rows.advance() {
            let starts = rows.startsVoucher()
            if starts && hasKey || open == nil {
                if let open { try add(open, to: &run, runLength) }
                open = VoucherPlace(
                    book: 0, order: 0, offset: rows.reader.recordOffset, end: 0, line: rows.reader.line)
            }
            if starts {
                hasKey = true
                let (book, isNew) = rows.bookCode.withUnsafeBufferPointer { books.number(of: $0) }
                if isNew { last.append(0) }
                // A date that cannot be read stays where it stands among those of its book.
                last[book] = rows.order ?? last[book]
                open?.book = Int32(truncatingIfNeeded: book)
                open?.order = last[book]
            }
            open?.end = rows.reader.nextOffset
        }
        if let open { try add(open, to: &run, runLength) }
        try spill(&run)
        try startMerge(runLength)
    }

    /// The next place in order; nil at the end.
    func next() throws(ImportFailure) -> VoucherPlace? {
        guard let top = heap.first, let place = runs[top].buffer.popFirst() else { return nil }
        if runs[top].buffer.isEmpty { try fill(top) }
        if runs[top].buffer.isEmpty {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        sink(0)
        return place
    }

    // MARK: Runs

    private func add(
        _ place: VoucherPlace, to run: inout [VoucherPlace], _ runLength: Int
    ) throws(ImportFailure) {
        run.append(place)
        if run.count >= runLength { try spill(&run) }
    }

    private func spill(_ run: inout [VoucherPlace]) throws(ImportFailure) {
        guard !run.isEmpty else { return }
        run.sort()
        let start = file.count
        let outcome = run.withUnsafeBytes { bytes in
            Result { () throws(ImportFailure) in try file.append(bytes) }
        }
        try outcome.get()
        runs.append(Run(next: start, end: file.count))
        run.removeAll(keepingCapacity: true)
    }

    // MARK: Merging

    private func startMerge(_ runLength: Int) throws(ImportFailure) {
        for number in runs.indices { try fill(number) }
        heap = Array(runs.indices)
        for parent in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(parent) }
    }

    /// Reads the next part of a run; all parts together take as much memory as one run did.
    private func fill(_ number: Int) throws(ImportFailure) {
        let size = MemoryLayout<VoucherPlace>.stride
        let left = (runs[number].end - runs[number].next) / size
        let count = min(left, max(64, Self.runLength / runs.count))
        guard count > 0 else { return }
        var places = [VoucherPlace](
            repeating: VoucherPlace(book: 0, order: 0, offset: 0, end: 0, line: 0), count: count)
        let read = places.withUnsafeMutableBytes {
            pread(file.descriptor, $0.baseAddress, $0.count, runs[number].next)
        }
        guard read == count * size else { throw ImportFailure(.temporaryFile(reason: SystemReason.text)) }
        runs[number].next += read
        runs[number].buffer = places[...]
    }

    private func sink(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if isBefore(heap[child], heap[least]) { least = child }
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        guard let first = runs[a].buffer.first, let second = runs[b].buffer.first else { return false }
        return first < second
    }
}

import Ledger

/// Where the reading of a voucher file stands (凭证读取). It can't be copied: a class would have every access to it checked
/// while the program runs.
struct VoucherReading: ~Copyable {
    private let input: InputText
    private let bytes: FileBytes
    private var rows: VoucherRows
    private let index: VoucherIndex?
    private let parser: VoucherRowParser
    /// Whether the present row is already read and starts the next voucher.
    private var hasRow = false
    private var hasEnded = false
    private var seen: [SeenVouchers] = []
    private var books = ByteTable()

    /// At the first voucher; `rows` read `bytes`, in the order of `index` where there is one.
    init(_ input: InputText, _ bytes: FileBytes, _ rows: consuming VoucherRows, _ index: VoucherIndex?) {
        self.input = input
        self.bytes = bytes
        self.index = index
        parser = VoucherRowParser(header: rows.header)
        self.rows = rows
    }

    /// What ``VoucherCSVReader/next(into:)`` does.
    mutating func next(into voucher: inout IncomingVoucher) throws -> Bool {
        voucher.reset()
        guard try hasRow || nextVoucher() else {
            try input.checkUnchanged()
            return false
        }
        hasRow = false
        voucher.position = rows.reader.line
        var isStarted = rows.isWhole
        if isStarted { start(&voucher) } else { addWidthProblem(&voucher) }
        while try rows.advance() {
            guard rows.isWhole else {
                guard voucher.problems.count < VoucherCSVReader.problemLimit else {
                    throw ImportFailure(widthProblem, line: rows.reader.line)
                }
                addWidthProblem(&voucher)
                continue
            }
            if rows.startsVoucher() {
                guard !isStarted else {
                    hasRow = true
                    return true
                }
                isStarted = true
                start(&voucher)
            } else {
                guard voucher.lines.count < VoucherCSVReader.lineLimit,
                    voucher.text.count < VoucherCSVReader.textLimitBytes
                else {
                    throw refuseLength(voucher)
                }
                parser.addRow(rows, to: &voucher)
            }
        }
        hasEnded = index == nil
        return true
    }

    /// Moves to the first row of the next voucher; false at the end.
    private mutating func nextVoucher() throws(ImportFailure) -> Bool {
        guard !hasEnded else { return false }
        guard let index else {
            guard try rows.advance() else { return false }
            _ = rows.startsVoucher()
            return true
        }
        guard let place = try index.next() else {
            hasEnded = true
            return false
        }
        input.move(bytes, to: place.offset, end: place.end)
        rows.restart(offset: place.offset, line: place.line)
        guard try rows.advance() else { return false }
        _ = rows.startsVoucher()
        return true
    }

    /// Takes the first whole row of a voucher.
    private mutating func start(_ voucher: inout IncomingVoucher) {
        voucher.date = rows.date
        if let problem = rows.dateProblem {
            voucher.problems.append(
                LocatedProblem(
                    line: rows.reader.line, problem: ImportProblem.field(VoucherColumn.date.name, problem)))
        }
        parser.start(rows, &voucher)
        checkSeen(&voucher)
    }

    private var widthProblem: ImportProblem {
        .columnCount(fields: rows.reader.fieldCount, header: rows.header.count)
    }

    private func addWidthProblem(_ voucher: inout IncomingVoucher) {
        voucher.problems.append(LocatedProblem(line: rows.reader.line, problem: widthProblem))
    }

    /// A voucher that fills its room with fewer lines has texts beyond their limits, of which the first is told.
    private func refuseLength(_ voucher: borrowing IncomingVoucher) -> ImportFailure {
        if voucher.lines.count < VoucherCSVReader.lineLimit, let first = voucher.problems.first {
            return ImportFailure(line: first.line, problem: first.problem)
        }
        return ImportFailure(
            .voucherTooLong(voucher: givenName(voucher), limit: voucher.lines.count),
            line: rows.reader.line)
    }

    /// What the file calls a voucher.
    private func givenName(_ voucher: borrowing IncomingVoucher) -> String {
        voucher.string(voucher.exportedNumber.isPresent ? voucher.exportedNumber : voucher.name) ?? ""
    }

    /// Refuses a voucher whose rows were seen before. The dates of a book ascend, or the months of an export, so only
    /// those of one day or month have to be remembered.
    private mutating func checkSeen(_ voucher: inout IncomingVoucher) {
        guard let order = rows.order else { return }
        let (book, isNew) = rows.bookCode.withUnsafeBufferPointer { books.number(of: $0) }
        if isNew { seen.append(SeenVouchers()) }
        if seen[book].order != order {
            seen[book].order = order
            seen[book].keys.removeAll()
            seen[book].lines.removeAll(keepingCapacity: true)
        }
        let (key, isFirst) = rows.keyInBook.withUnsafeBufferPointer { seen[book].keys.number(of: $0) }
        if isFirst {
            seen[book].lines.append(rows.reader.line)
        } else {
            let problem = ImportProblem.groupSeenAgain(
                voucher: givenName(voucher), line: seen[book].lines[key])
            voucher.problems.append(LocatedProblem(line: rows.reader.line, problem: problem))
        }
    }
}

/// The vouchers of one book and day, or one month of an export, that were seen so far (当日凭证).
private struct SeenVouchers {
    var order: Int32 = 0
    var keys = ByteTable()
    var lines: [Int] = []
}

import Ledger

/// The names that stand behind the ids of a ledger (编码与名称): what is sealed says codes and names, never ids.
protocol SealingNames {
    func userName(_ user: Int32) -> String
    func accountCode(_ account: Int32) -> [UInt8]
    func mark(_ mark: Int32) -> SealedMark
}

/// The canonical bytes of an income mark (封存标记), ready to be copied: few marks stand on very many lines.
struct SealedMark {
    /// Excluded kind, fund, nature and other book, which follow one another in the order of names.
    let kinds: [UInt8]
    /// The source, which stands apart from them.
    let source: [UInt8]

    init(_ mark: IncomeMark) {
        var bytes = CanonicalBytes()
        bytes.add("excluded-kind", mark.excludedKind)
        bytes.add("fund", mark.fund)
        bytes.add("nature", mark.nature)
        bytes.add("other-book", mark.otherBook)
        kinds = bytes.bytes
        bytes.reset()
        bytes.add("source", mark.source)
        source = bytes.bytes
    }
}

/// What is sealed of the book a voucher stands in (账套).
protocol SealingBook {
    var codeBytes: [UInt8] { get }
    func chartName(in year: Int) -> String
    func partyCode(_ party: Int32) -> [UInt8]
}

extension CanonicalBytes {
    /// Writes the canonical bytes 规范字节 of a voucher, version 1: the one place that does, for posting and `verify`.
    ///
    /// Attributes in the order of their names, as ``CanonicalBytes`` lays them out. Ids of the file never enter:
    /// accounts, counterparties, marks and people stand as their codes and names, so the hash means the same in
    /// every file. The documentation's article Sealing has the list; a second program can recompute it from there.
    @inline(__always)
    mutating func add(
        _ voucher: borrowing ResolvedVoucher, in book: some SealingBook, names: some SealingNames,
        sequence: Int64,
        number: Int, audit: Int64
    ) {
        voucher.text.withUnsafeBufferPointer { text in
            add("attachment-reason", voucher.attachmentReason, text)
            add("attachments", voucher.attachments)
            add("audit", Int(audit))
            book.codeBytes.withUnsafeBufferPointer { add("book", $0) }
            add("chart", book.chartName(in: voucher.date.year))
            add("corrects", voucher.corrects.map(Int.init))
            add("date", date: voucher.date)
            add("editor", names.userName(voucher.editor))
            add("kind", voucher.kind.rawValue)
            nest("lines") { nested in
                for line in voucher.lines { nested.add(line, in: book, names: names, text) }
            }
            add("number", number)
            add("origin-year", voucher.originYear)
            add("original-name", voucher.originalName, text)
            add("poster", names.userName(voucher.poster))
            add("preparer", names.userName(voucher.preparer))
            add("reverses", voucher.reverses.map(Int.init))
            add("reviewer", names.userName(voucher.reviewer))
            add("sequence", Int(sequence))
            add("type", voucher.type.rawValue)
            add("version", 1)
        }
    }

    @inline(__always)
    private mutating func add(
        _ line: ResolvedLine, in book: some SealingBook, names: some SealingNames,
        _ text: UnsafeBufferPointer<UInt8>
    ) {
        let mark = names.mark(line.mark)
        element { element in
            names.accountCode(line.account).withUnsafeBufferPointer { element.add("account", $0) }
            element.add("contract", line.contract, text)
            if line.party >= 0 {
                book.partyCode(line.party).withUnsafeBufferPointer { element.add("counterparty", $0) }
            }
            if line.credit != 0 { element.add("credit", Int(line.credit)) }
            if line.debit != 0 { element.add("debit", Int(line.debit)) }
            element.add("dimensions", line.dimensions, text)
            if let due = line.dueDate { element.add("due-date", date: due) }
            element.append(mark.kinds)
            element.add("quantity", line.quantity.map(Int.init))
            element.add("receipt", line.receipt, text)
            element.append(mark.source)
            element.add("summary", line.summary, text)
            element.add("unit-price", line.unitPrice.map(Int.init))
        }
    }

    @inline(__always)
    private mutating func add(_ name: StaticString, _ range: TextRange, _ text: UnsafeBufferPointer<UInt8>) {
        if range.isPresent { add(name, UnsafeBufferPointer(rebasing: text[range.range])) }
    }
}

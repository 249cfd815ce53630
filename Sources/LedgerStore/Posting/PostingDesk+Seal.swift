import Ledger

extension PostingDesk {
    /// Writes the canonical bytes 规范字节 of a voucher, version 1, into ``bytes``.
    ///
    /// Attributes in the order of their names, as ``CanonicalBytes`` lays them out. Ids of the file never enter:
    /// accounts, counterparties, marks and people stand as their codes and names, so the hash means the same in
    /// every file. The documentation's article Sealing has the list; a second program can recompute it from there.
    func encode(_ voucher: borrowing ResolvedVoucher, in book: BookState, sequence: Int64, number: Int, audit: Int64) {
        bytes.reset()
        voucher.text.withUnsafeBufferPointer { text in
            bytes.add("attachments", voucher.attachments)
            add("attachment-reason", voucher.attachmentReason, text)
            bytes.add("audit", Int(audit))
            book.codeBytes.withUnsafeBufferPointer { bytes.add("book", $0) }
            bytes.add("chart", book.chart(in: voucher.date.year).rawValue)
            bytes.add("corrects", voucher.corrects.map(Int.init))
            bytes.add("date", date: voucher.date)
            bytes.add("editor", users[Int(voucher.editor)].name)
            bytes.add("kind", voucher.kind.rawValue)
            bytes.nest("lines") { nested in
                for line in voucher.lines { encode(line, in: book, text, into: &nested) }
            }
            bytes.add("number", number)
            bytes.add("origin-year", voucher.originYear)
            add("original-name", voucher.originalName, text)
            bytes.add("poster", users[Int(voucher.poster)].name)
            bytes.add("preparer", users[Int(voucher.preparer)].name)
            bytes.add("reverses", voucher.reverses.map(Int.init))
            bytes.add("reviewer", users[Int(voucher.reviewer)].name)
            bytes.add("sequence", Int(sequence))
            bytes.add("type", voucher.type.rawValue)
            bytes.add("version", 1)
        }
    }

    @inline(__always)
    private func encode(
        _ line: ResolvedLine, in book: BookState, _ text: UnsafeBufferPointer<UInt8>, into bytes: inout CanonicalBytes
    ) {
        let mark = marks.marks[Int(line.mark)]
        bytes.element { element in
            chart.accounts[Int(line.account)].code.withUnsafeBufferPointer { element.add("account", $0) }
            Self.add("contract", line.contract, text, to: &element)
            if line.party >= 0 {
                book.parties[Int(line.party)].code.withUnsafeBufferPointer { element.add("counterparty", $0) }
            }
            if line.credit != 0 { element.add("credit", Int(line.credit)) }
            if line.debit != 0 { element.add("debit", Int(line.debit)) }
            Self.add("dimensions", line.dimensions, text, to: &element)
            if let due = line.dueDate { element.add("due-date", date: due) }
            element.add("excluded-kind", mark.excludedKind)
            element.add("fund", mark.fund)
            element.add("nature", mark.nature)
            element.add("other-book", mark.otherBook)
            element.add("quantity", line.quantity.map(Int.init))
            Self.add("receipt", line.receipt, text, to: &element)
            element.add("source", mark.source)
            Self.add("summary", line.summary, text, to: &element)
            element.add("unit-price", line.unitPrice.map(Int.init))
        }
    }

    @inline(__always)
    private func add(_ name: StaticString, _ range: TextRange, _ text: UnsafeBufferPointer<UInt8>) {
        Self.add(name, range, text, to: &bytes)
    }

    @inline(__always)
    private static func add(
        _ name: StaticString, _ range: TextRange, _ text: UnsafeBufferPointer<UInt8>, to bytes: inout CanonicalBytes
    ) {
        if range.isPresent { bytes.add(name, UnsafeBufferPointer(rebasing: text[range.range])) }
    }
}

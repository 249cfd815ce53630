import Ledger
import LedgerCrypto
import LedgerSchema

extension PostingDesk {
    /// Posts a voucher 记账: gives it its sequence and number, seals it and adds it up.
    ///
    /// The voucher has passed the rules; the schema checks them once more when the voucher row goes in. Rows and
    /// balances wait until ``flush()``.
    ///
    /// - Returns: the number given.
    @discardableResult
    func post(_ voucher: borrowing ResolvedVoucher, in book: BookState, audit: Int64) throws -> Int {
        let month = voucher.date.accountingMonth
        let number = try nextNumber(in: book, month: month, kind: voucher.kind)
        book.sequence += 1
        if book.firstNew == nil {
            book.firstNew = book.sequence
            try refuseStrayLines(in: book)
        }
        if book.firstUnchecked == nil { book.firstUnchecked = book.sequence }
        seal(voucher, in: book, sequence: book.sequence, number: number, audit: audit)
        try write(voucher, in: book, number: number, audit: audit)
        pendingSums += book.sums.add(voucher, month, chart)
        return number
    }

    /// Lines put in behind the program's back at a place not yet given would become part of the next voucher.
    private func refuseStrayLines(in book: BookState) throws {
        let stray = try prepared(Schema.Posting.strayLine)
        stray.bind(1, book.id)
        stray.bind(2, book.sequence)
        if let sequence = try stray.firstInt() {
            throw FileProblem.damaged(table: "line", row: "\(book.code) sequence \(sequence)")
        }
        // Posted behind a head that was moved, a voucher would leave a gap for ever.
        let last = try prepared(Schema.Posting.lastSequence)
        last.bind(1, book.id)
        guard try last.firstInt() == book.sequence - 1 else {
            throw FileProblem.damaged(table: "bookHead", row: book.code)
        }
    }

    private func nextNumber(in book: BookState, month: Month, kind: VoucherKind) throws -> Int {
        let key = UInt64(UInt32(month.number)) << 8 | UInt64(kind.index)
        let last: Int64
        if let known = book.numbers[key] {
            last = known
        } else {
            lastNumber.bind(1, book.id)
            lastNumber.bind(2, Int64(month.number))
            lastNumber.bind(3, kind.rawValue)
            last = try lastNumber.step() ? lastNumber.int(0) : 0
            lastNumber.reset()
        }
        book.numbers[key] = last + 1
        return Int(last + 1)
    }

    /// Computes the hash of the voucher and makes it the head of the book.
    func seal(
        _ voucher: borrowing ResolvedVoucher, in book: BookState, sequence: Int64, number: Int, audit: Int64
    ) {
        encode(voucher, in: book, sequence: sequence, number: number, audit: audit)
        book.head.withUnsafeBytes { digest.update($0) }
        bytes.withUnsafeBytes { digest.update($0) }
        book.head.withUnsafeMutableBufferPointer { head in
            if let start = head.baseAddress { digest.finish(into: start) }
        }
    }

    /// Puts the lines of a voucher, keyed by sequence, or of a draft, keyed by its number, into a batch.
    @inline(__always)
    func add(
        _ lines: [ResolvedLine], in book: BookState, key: Int64, _ text: UnsafeBufferPointer<UInt8>,
        to batch: inout RowBatch
    ) throws {
        for (index, line) in lines.enumerated() {
            if batch.isFull {
                try partyRows.flush(shelf)
                try batch.flush(shelf)
            }
            batch.add(book.id)
            batch.add(key)
            batch.add(index + 1)
            batch.add(chart.accounts[Int(line.account)].id)
            batch.add(line.debit)
            batch.add(line.credit)
            batch.add(Int64(line.mark))
            batch.add(line.party >= 0 ? book.parties[Int(line.party)].id : nil)
            batch.add(line.summary, in: text)
            batch.add(line.contract, in: text)
            batch.add(line.dimensions, in: text)
            batch.add(line.receipt, in: text)
            batch.add(line.quantity)
            batch.add(line.unitPrice)
            batch.add(line.dueDate.map { Int64($0.number) })
        }
    }

    private func write(
        _ voucher: borrowing ResolvedVoucher, in book: BookState, number: Int, audit: Int64
    ) throws {
        // The voucher row is the act of posting, so every line that waits goes in before it.
        if voucherRows.isFull { try writeRows() }
        try voucher.text.withUnsafeBufferPointer { text in
            try add(voucher.lines, in: book, key: book.sequence, text, to: &lineRows)
            voucherRows.add(book.id)
            voucherRows.add(book.sequence)
            voucherRows.add(Int64(voucher.date.number))
            voucherRows.add(Int64(voucher.date.accountingMonth.number))
            voucherRows.add(fixed: voucher.kind.fixedName)
            voucherRows.add(number)
            voucherRows.add(fixed: voucher.type.fixedName)
            voucherRows.add(voucher.attachments)
            voucherRows.add(voucher.attachmentReason, in: text)
            voucherRows.add(voucher.originalName, in: text)
            voucherRows.add(voucher.reverses)
            voucherRows.add(voucher.corrects)
            voucherRows.add(voucher.originYear.map(Int64.init))
            voucherRows.add(users[Int(voucher.preparer)].id)
            voucherRows.add(users[Int(voucher.editor)].id)
            voucherRows.add(users[Int(voucher.reviewer)].id)
            voucherRows.add(users[Int(voucher.poster)].id)
            voucherRows.add(audit)
            book.head.withUnsafeBufferPointer { voucherRows.add(blob: $0) }
        }
    }

    /// Writes every row that waits; before anybody asks for what was posted or drafted, and before the act ends.
    func writeRows() throws {
        try partyRows.flush(shelf)
        try lineRows.flush(shelf)
        try voucherRows.flush(shelf)
        try draftRows.flush(shelf)
        try draftLineRows.flush(shelf)
    }

    /// Writes what waits: rows, and the sums and heads of every book the act has touched.
    func flush() throws {
        guard chart.accounts.count <= BalanceKey.limit, marks.marks.count <= BalanceKey.limit else {
            throw BrokenInvariant("balance", "more accounts or marks than a key of the sums can tell apart")
        }
        try writeRows()
        for book in books where !book.sums.isEmpty {
            for (key, amounts) in book.sums.months.sorted(by: { $0.key < $1.key }) {
                if balanceRows.isFull { try balanceRows.flush(shelf) }
                balanceRows.add(book.id)
                balanceRows.add(Int64(key >> 44))
                balanceRows.add(chart.accounts[Int(BalanceKey.account(key))].id)
                balanceRows.add(Int64(BalanceKey.mark(key)))
                balanceRows.add(fixed: VoucherType.byIndex[Int(key & 0xF)].fixedName)
                balanceRows.add(amounts)
            }
            for (key, amounts) in book.sums.parties.sorted(by: { $0.key < $1.key }) {
                if partyBalanceRows.isFull { try partyBalanceRows.flush(shelf) }
                partyBalanceRows.add(book.id)
                partyBalanceRows.add(chart.accounts[Int(key >> 44)].id)
                partyBalanceRows.add(book.parties[Int(key >> 20 & 0xFFFFFF)].id)
                partyBalanceRows.add(Int64(key & 0xFFFFF) + 190_000)
                partyBalanceRows.add(amounts)
            }
            for (key, amounts) in book.sums.years(chart).sorted(by: { $0.key < $1.key }) {
                if yearTurnoverRows.isFull { try yearTurnoverRows.flush(shelf) }
                yearTurnoverRows.add(Int64(key >> 44))
                yearTurnoverRows.add(chart.accounts[Int(key >> 24 & 0xFFFFF)].id)
                yearTurnoverRows.add(book.id)
                yearTurnoverRows.add(Int64(key & 0xFFFFFF))
                yearTurnoverRows.add(amounts)
            }
            // Their room goes too where many books come by.
            book.sums.removeAll(keepingCapacity: !isBulk)
            try writeHead(of: book)
        }
        try balanceRows.flush(shelf)
        try partyBalanceRows.flush(shelf)
        try yearTurnoverRows.flush(shelf)
        pendingSums = 0
    }

    func writeHead(of book: BookState) throws {
        updateBookHead.bind(1, book.sequence)
        updateBookHead.bind(2, blob: book.head)
        updateBookHead.bind(3, book.drafts)
        updateBookHead.bind(4, book.id)
        try updateBookHead.run()
    }
}

extension RowBatch {
    fileprivate mutating func add(_ amounts: Amounts) {
        add(amounts.debit)
        add(amounts.credit)
    }
}

extension VoucherKind {
    /// Its word, standing for ever.
    var fixedName: StaticString {
        switch self {
        case .general: "记"
        case .receipt: "收"
        case .payment: "付"
        case .transfer: "转"
        }
    }

    /// Place among all kinds, for packing.
    var index: Int {
        switch self {
        case .general: 0
        case .receipt: 1
        case .payment: 2
        case .transfer: 3
        }
    }
}

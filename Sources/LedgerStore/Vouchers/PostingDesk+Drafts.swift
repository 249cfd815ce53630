import Ledger
import LedgerSchema

/// A draft read back, in the form it will be posted in.
struct DraftRow {
    var voucher = ResolvedVoucher()
    var number: Int64 = 0
    var returnReason: String?
    var isReviewed: Bool { voucher.reviewer >= 0 }
}

extension PostingDesk {
    /// Writes a resolved voucher as a draft; the number is given by the book.
    func writeDraft(_ voucher: borrowing ResolvedVoucher, number: Int64, in book: BookState) throws {
        if draftRows.isFull { try writeRows() }
        try voucher.text.withUnsafeBufferPointer { text in
            draftRows.add(book.id)
            draftRows.add(number)
            draftRows.add(Int64(voucher.date.number))
            draftRows.add(fixed: voucher.kind.fixedName)
            draftRows.add(fixed: voucher.type.fixedName)
            draftRows.add(voucher.attachments)
            draftRows.add(voucher.attachmentReason, in: text)
            draftRows.add(voucher.originalName, in: text)
            draftRows.add(voucher.reverses)
            draftRows.add(voucher.corrects)
            draftRows.add(voucher.originYear.map(Int64.init))
            draftRows.add(users[Int(voucher.preparer)].id)
            draftRows.add(users[Int(voucher.editor)].id)
            try add(voucher.lines, in: book, key: number, text, to: &draftLineRows)
        }
    }

    /// A draft as it stands.
    ///
    /// - Throws: ``VoucherProblem/draftUnknown(_:)``, ``FileProblem/damaged(table:row:)``.
    func draft(_ name: DraftName, in book: BookState) throws -> DraftRow {
        try writeRows()
        var draft = DraftRow()
        draft.number = Int64(name.number)
        let head = try prepared(Schema.Drafts.row)
        head.bind(1, book.id)
        head.bind(2, draft.number)
        guard try head.step() else { throw VoucherProblem.draftUnknown(name.description) }
        var danglers = readContent(head, into: &draft.voucher)
        func user(_ column: Int32) -> Int32 {
            if let user = userOfID[head.int(column)] { return user }
            danglers.append("user \(head.int(column))")
            return 0
        }
        draft.voucher.preparer = user(10)
        draft.voucher.editor = user(11)
        draft.voucher.reviewer = head.isNull(12) ? -1 : user(12)
        draft.returnReason = head.optionalText(13)
        head.reset()
        let lines = try prepared(Schema.Drafts.lines)
        lines.bind(1, book.id)
        lines.bind(2, draft.number)
        while try lines.step() {
            let (line, lost) = readLine(lines, in: book, into: &draft.voucher)
            draft.voucher.lines.append(line)
            danglers += lost
        }
        if let dangler = danglers.first {
            throw FileProblem.damaged(table: "draft", row: "\(name) \(dangler)")
        }
        return draft
    }

    /// Deletes a draft and its lines.
    func delete(_ draft: DraftRow, in book: BookState) throws {
        for sql in [Schema.Drafts.deleteLines, Schema.Drafts.delete] {
            let statement = try prepared(sql)
            statement.bind(1, book.id)
            statement.bind(2, draft.number)
            try statement.run()
        }
    }

    func setReviewer(_ user: Int32?, reason: String?, draft number: Int64, in book: BookState) throws {
        let statement = try prepared(Schema.Drafts.setReviewer)
        statement.bind(1, user.map { users[Int($0)].id })
        statement.bind(2, reason)
        statement.bind(3, book.id)
        statement.bind(4, number)
        try statement.run()
    }

    /// All that would refuse a voucher's posting, with its links held against the originals once more.
    func postingProblems(_ voucher: inout ResolvedVoucher, in book: BookState) throws -> [any LedgerProblem] {
        var problems: [any LedgerProblem] = []
        let shape = examine(&voucher, in: book, strictness: .posting) { problems.append($1) }
        if let target = voucher.reverses {
            let name = try storedVoucher(in: book, sequence: target).map {
                self.name(of: $0, in: book).description
            }
            problems += try reversalProblems(voucher, in: book, name: name ?? "#\(target)", shape: shape)
        }
        return problems
    }

    func name(of stored: StoredVoucher, in book: BookState) -> VoucherName {
        VoucherName(
            book: book.code, month: stored.voucher.date.accountingMonth, kind: stored.voucher.kind,
            number: stored.number)
    }

    /// The voucher in the words of people: codes and names instead of indices.
    func content(of voucher: ResolvedVoucher, in book: BookState) throws -> VoucherDraft {
        var draft = VoucherDraft(book: book.code, date: voucher.date, attachments: voucher.attachments)
        draft.kind = voucher.kind.rawValue
        draft.type = voucher.type.rawValue
        draft.attachmentReason = voucher.string(voucher.attachmentReason)
        draft.originalName = voucher.string(voucher.originalName)
        draft.originYear = voucher.originYear
        draft.reverses = try linkName(voucher.reverses, in: book)
        draft.corrects = try linkName(voucher.corrects, in: book)
        draft.lines = voucher.lines.map { line in
            let mark = marks.marks[Int(line.mark)]
            var entry = EntryLine(
                voucher.string(line.summary) ?? "", account: chart.accounts[Int(line.account)].account.code,
                debit: Money(fen: line.debit), credit: Money(fen: line.credit), source: mark.source)
            if line.party >= 0 {
                entry.counterparty = String(decoding: book.parties[Int(line.party)].code, as: UTF8.self)
            }
            entry.contract = voucher.string(line.contract)
            entry.dimensions = mark.dimensions(with: voucher.string(line.dimensions))
            entry.receipt = voucher.string(line.receipt)
            entry.quantityMillionths = line.quantity
            entry.unitPriceTenThousandths = line.unitPrice
            entry.dueDate = line.dueDate
            return entry
        }
        return draft
    }

    private func linkName(_ sequence: Int64?, in book: BookState) throws -> String? {
        guard let sequence, let stored = try storedVoucher(in: book, sequence: sequence) else { return nil }
        return name(of: stored, in: book).description
    }
}

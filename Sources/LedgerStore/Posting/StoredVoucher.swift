import Ledger
import LedgerSchema

/// A voucher read back from the ledger (已记账凭证) in the form it was posted in.
struct StoredVoucher {
    var voucher = ResolvedVoucher()
    var sequence: Int64 = 0
    var number = 0
    var audit: Int64 = 0
    var hash: [UInt8] = []
    /// Line numbers as stored; 1, 2, 3 … unless somebody meddled.
    var lineNumbers: [Int64] = []
    /// What a stored id points to that does not exist; empty unless somebody meddled.
    var danglers: [String] = []
}

extension PostingDesk {
    /// One posted voucher; nil when there is none at that place.
    ///
    /// - Throws: ``FileProblem/damaged(table:row:)``.
    func storedVoucher(in book: BookState, sequence: Int64) throws -> StoredVoucher? {
        var found: StoredVoucher?
        try forEachStoredVoucher(in: book, from: sequence, through: sequence) { found = $0 }
        if let found { try requireWhole(found, in: book) }
        return found
    }

    /// Makes sure that everything a voucher names exists: shown with another name in its place it would look well.
    ///
    /// - Throws: ``FileProblem/damaged(table:row:)``.
    func requireWhole(_ stored: StoredVoucher, in book: BookState) throws {
        guard let dangler = stored.danglers.first else { return }
        throw FileProblem.damaged(table: "voucher", row: "\(name(of: stored, in: book)) \(dangler)")
    }

    /// Reads the posted vouchers of a book in the order of their chain.
    func forEachStoredVoucher(
        in book: BookState, from first: Int64 = 1, through last: Int64 = .max,
        _ body: (StoredVoucher) throws -> Void
    ) throws {
        try writeRows()
        let heads = try RawStatement(db, Schema.Posting.voucherRows)
        let lines = try RawStatement(db, Schema.Posting.lineRows)
        for statement in [heads, lines] {
            statement.bind(1, book.id)
            statement.bind(2, first)
            statement.bind(3, last)
        }
        var stored = StoredVoucher()
        var hasLine = try lines.step()
        while try heads.step() {
            stored.sequence = heads.int(16)
            readHead(heads, into: &stored)
            // Lines before this voucher's have no voucher; `verify` counts them.
            while hasLine, lines.int(13) < stored.sequence { hasLine = try lines.step() }
            while hasLine, lines.int(13) == stored.sequence {
                readLine(lines, in: book, into: &stored)
                hasLine = try lines.step()
            }
            try body(stored)
        }
        if hasLine { lines.reset() }
    }

    private func readHead(_ row: RawStatement, into stored: inout StoredVoucher) {
        stored.danglers.removeAll()
        stored.lineNumbers.removeAll(keepingCapacity: true)
        stored.voucher.text.removeAll(keepingCapacity: true)
        stored.voucher.lines.removeAll(keepingCapacity: true)
        stored.danglers += readContent(row, into: &stored.voucher)
        stored.number = Int(row.int(2))
        stored.voucher.preparer = user(row.int(10), &stored)
        stored.voucher.editor = user(row.int(11), &stored)
        stored.voucher.reviewer = user(row.int(12), &stored)
        stored.voucher.poster = user(row.int(13), &stored)
        stored.audit = row.int(14)
        stored.hash = row.blob(15)
    }

    /// The columns a draft and a posted voucher share, places 0, 1 and 3 to 9; what can't be read is named.
    @discardableResult
    func readContent(_ row: RawStatement, into voucher: inout ResolvedVoucher) -> [String] {
        var danglers: [String] = []
        if let date = CalendarDate(number: Int32(clamping: row.int(0))) {
            voucher.date = date
        } else {
            danglers.append("date \(row.int(0))")
        }
        if let kind = VoucherKind(rawValue: row.text(1)) {
            voucher.kind = kind
        } else {
            danglers.append("kind")
        }
        if let type = VoucherType(rawValue: row.text(3)) {
            voucher.type = type
        } else {
            danglers.append("type")
        }
        voucher.writtenType = voucher.type
        voucher.attachments = Int(row.int(4))
        voucher.attachmentReason = voucher.keep(row.bytes(5))
        voucher.originalName = voucher.keep(row.bytes(6))
        voucher.reverses = row.optionalInt(7)
        voucher.corrects = row.optionalInt(8)
        voucher.originYear = row.optionalInt(9).map(Int.init)
        return danglers
    }

    private func user(_ id: Int64, _ stored: inout StoredVoucher) -> Int32 {
        if let index = userOfID[id] { return index }
        stored.danglers.append("user \(id)")
        return 0
    }

    private func readLine(_ row: RawStatement, in book: BookState, into stored: inout StoredVoucher) {
        stored.lineNumbers.append(row.int(0))
        let (line, danglers) = readLine(row, in: book, into: &stored.voucher)
        stored.voucher.lines.append(line)
        stored.danglers += danglers
    }

    /// A line of a draft or a posted voucher, and what its ids point to that does not exist.
    func readLine(
        _ row: RawStatement, in book: BookState, into voucher: inout ResolvedVoucher
    ) -> (ResolvedLine, danglers: [String]) {
        var danglers: [String] = []
        var line = ResolvedLine()
        if let account = chart.index(ofID: row.int(1)) {
            line.account = account
        } else {
            danglers.append("account \(row.int(1))")
        }
        line.debit = row.int(2)
        line.credit = row.int(3)
        let mark = row.int(4)
        if mark >= 0, mark < marks.marks.count {
            line.mark = Int32(mark)
        } else {
            danglers.append("mark \(mark)")
        }
        if let id = row.optionalInt(5) {
            if let party = book.party(ofID: id) {
                line.party = party
            } else {
                danglers.append("counterparty \(id)")
            }
        }
        line.summary = voucher.keep(row.bytes(6))
        line.contract = voucher.keep(row.bytes(7))
        line.dimensions = voucher.keep(row.bytes(8))
        line.receipt = voucher.keep(row.bytes(9))
        line.quantity = row.optionalInt(10)
        line.unitPrice = row.optionalInt(11)
        if let due = row.optionalInt(12) {
            line.dueDate = CalendarDate(number: Int32(clamping: due))
            if line.dueDate == nil { danglers.append("due date \(due)") }
        }
        return (line, danglers)
    }
}

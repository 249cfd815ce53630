import GRDB
import Ledger
import LedgerSchema

/// A voucher as it stands in the file (已存凭证), with what in it makes no sense.
struct FoundVoucher {
    var voucher = ResolvedVoucher()
    var sequence: Int64 = 0
    var number = 0
    var audit: Int64 = 0
    var hash: [UInt8] = []
    /// The name it goes by, built only when needed.
    var date: Int64 = 0
    var kind = ""
    var lineNumbers: [Int64] = []
    /// Columns that hold what can't be, with the line or nil for the voucher row.
    var oddities: [(line: Int64?, what: String)] = []

    /// Ids on its lines that stand for nothing.
    var lost = LostIDs()
    /// Whether its date and type, which say into which sums it goes, can be read.
    var isPlaced = true

    var isReadable: Bool { oddities.isEmpty }

    func place(in book: VerifyBook, line: Int64? = nil) -> VerifyPlace {
        Self.place(book: book.code, date: date, kind: kind, number: Int64(number), line: line)
    }

    static func place(book: String, date: Int64, kind: String, number: Int64, line: Int64? = nil)
        -> VerifyPlace
    {
        let month = date / 100 % 100
        let period = "\(date / 10_000)-\(month < 10 ? "0" : "")\(month)"
        let name = "\(book)/\(period)/\(kind)-\(number)"
        return VerifyPlace(
            book: book, period: period, voucher: name,
            row: line.map { "line \(name) line \($0)" } ?? "voucher \(name)")
    }
}

/// Ids of lines that stand for no account, mark or counterparty (无所指的编号).
struct LostIDs {
    var accounts: Set<Int64> = []
    var marks: Set<Int64> = []
    var parties: Set<Int64> = []

    mutating func removeAll() {
        if !accounts.isEmpty || !marks.isEmpty || !parties.isEmpty { self = LostIDs() }
    }
}

/// Reads the vouchers of a book with their lines in the order of the chain (凭证链), whatever state they are in.
final class ChainReader {
    private let index: VerifyIndex
    private let heads: RawStatement
    private let lines: RawStatement

    init(_ db: Database, _ index: VerifyIndex) throws {
        self.index = index
        heads = try RawStatement(db, Schema.Posting.voucherRows)
        lines = try RawStatement(db, Schema.Posting.lineRows)
    }

    /// Every voucher, and every line that belongs to none.
    func forEach(
        in book: VerifyBook, _ body: (inout FoundVoucher) throws -> Void,
        orphan: (_ sequence: Int64, _ line: Int64) -> Void
    ) throws {
        for statement in [heads, lines] {
            statement.bind(1, book.id)
            statement.bind(2, Int64.min)
            statement.bind(3, Int64.max)
        }
        defer {
            heads.reset()
            lines.reset()
        }
        var found = FoundVoucher()
        var hasLine = try lines.step()
        while try heads.step() {
            readHead(into: &found)
            while hasLine, lines.int(13) < found.sequence {
                orphan(lines.int(13), lines.int(0))
                hasLine = try lines.step()
            }
            while hasLine, lines.int(13) == found.sequence {
                readLine(in: book, into: &found)
                hasLine = try lines.step()
            }
            try body(&found)
        }
        while hasLine {
            orphan(lines.int(13), lines.int(0))
            hasLine = try lines.step()
        }
    }

    private func readHead(into found: inout FoundVoucher) {
        found.oddities.removeAll(keepingCapacity: true)
        found.lost.removeAll()
        found.isPlaced = true
        found.lineNumbers.removeAll(keepingCapacity: true)
        found.voucher.text.removeAll(keepingCapacity: true)
        found.voucher.lines.removeAll(keepingCapacity: true)
        found.sequence = heads.int(16)
        found.date = heads.int(0)
        if let date = CalendarDate(number: Int32(clamping: found.date)) {
            found.voucher.date = date
        } else {
            found.isPlaced = false
            found.oddities.append((nil, "date \(found.date)"))
        }
        if let kind = heads.bytes(1).flatMap(Self.kind) {
            found.voucher.kind = kind
            found.kind = kind.rawValue
        } else {
            found.kind = heads.text(1)
            found.oddities.append((nil, "kind \(found.kind)"))
        }
        found.number = Int(heads.int(2))
        if let type = VoucherType(rawValue: heads.text(3)) {
            found.voucher.type = type
        } else {
            found.isPlaced = false
            found.oddities.append((nil, "type \(heads.text(3))"))
        }
        found.voucher.attachments = Int(heads.int(4))
        found.voucher.attachmentReason = found.voucher.keep(heads.bytes(5))
        found.voucher.originalName = found.voucher.keep(heads.bytes(6))
        found.voucher.reverses = heads.optionalInt(7)
        found.voucher.corrects = heads.optionalInt(8)
        found.voucher.originYear = heads.optionalInt(9).map(Int.init)
        found.voucher.preparer = user(10, "preparer", &found)
        found.voucher.editor = user(11, "editor", &found)
        found.voucher.reviewer = user(12, "reviewer", &found)
        found.voucher.poster = user(13, "poster", &found)
        found.audit = heads.int(14)
        found.hash = heads.blob(15)
    }

    private static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> VoucherKind? {
        // Nearly all are 记, E8 AE B0.
        if bytes.count == 3, bytes[0] == 0xE8, bytes[1] == 0xAE, bytes[2] == 0xB0 { return .general }
        return VoucherKind(rawValue: String(decoding: bytes, as: UTF8.self))
    }

    private func user(_ column: Int32, _ name: String, _ found: inout FoundVoucher) -> Int32 {
        if let user = index.user(ofID: heads.int(column)) { return user }
        found.oddities.append((nil, "\(name) \(heads.int(column))"))
        return 0
    }

    private func readLine(in book: VerifyBook, into found: inout FoundVoucher) {
        let number = lines.int(0)
        found.lineNumbers.append(number)
        var line = ResolvedLine()
        if let account = index.account(ofID: lines.int(1)) {
            line.account = account
            let entry = index.accounts[Int(account)]
            if let owner = entry.book, owner != book.id {
                found.oddities.append((number, "account \(lines.int(1)) of another book"))
            }
            // The seal says the book's chart of the year and the code: the account must be of that chart.
            if found.isReadable, entry.chart != book.chartName(in: found.voucher.date.year) {
                found.oddities.append((number, "account \(lines.int(1)) of another chart"))
            }
        } else {
            line.account = -1
            found.lost.accounts.insert(lines.int(1))
            found.oddities.append((number, "account \(lines.int(1))"))
        }
        line.debit = lines.int(2)
        line.credit = lines.int(3)
        if let mark = index.mark(ofID: lines.int(4)) {
            line.mark = mark
        } else {
            line.mark = -1
            found.lost.marks.insert(lines.int(4))
            found.oddities.append((number, "mark \(lines.int(4))"))
        }
        if let id = lines.optionalInt(5) {
            if let party = book.party(ofID: id) {
                line.party = party
            } else {
                found.lost.parties.insert(id)
                found.oddities.append((number, "counterparty \(id)"))
            }
        }
        line.summary = found.voucher.keep(lines.bytes(6))
        line.contract = found.voucher.keep(lines.bytes(7))
        line.dimensions = found.voucher.keep(lines.bytes(8))
        line.receipt = found.voucher.keep(lines.bytes(9))
        line.quantity = lines.optionalInt(10)
        line.unitPrice = lines.optionalInt(11)
        if let due = lines.optionalInt(12) {
            line.dueDate = CalendarDate(number: Int32(clamping: due))
            if line.dueDate == nil { found.oddities.append((number, "dueDate \(due)")) }
        }
        found.voucher.lines.append(line)
    }
}

import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// Recomputes the chain of vouchers of one book after another (凭证链核验).
///
/// A voucher whose hash differs is followed by the stored hash, so that one changed row is one problem. Whether the
/// content or the hash was changed shows at the next voucher, which was sealed after one of the two.
final class ChainCheck {
    /// A voucher whose hash is not that of its content.
    struct Flaw {
        var voucher: FoundVoucher
        var previous: [UInt8]
        var computed: [UInt8]
    }

    let index: VerifyIndex
    let problems: ProblemList
    let sums: SumsCheck
    private let renames: RenameCheck
    let db: Database
    private let reader: ChainReader
    private let head: RawStatement
    private let digest = SHA256Digest()
    private var bytes = CanonicalBytes()
    /// The hashes that vouchers with a flaw should have had, by book and sequence, for what else names them.
    private(set) var flawed: [String: [Int64: [UInt8]]] = [:]

    /// How often other values are tried for what was changed, in all books together.
    private var repairTries: Int

    private var flawedCount = 0
    private var flawedMarks: [Int32: Int] = [:]
    private var soundMarks: Set<Int32> = []
    private var lastMark: Int32 = -1

    // The book being read.
    var expected: Int64 = 1
    private var previous: [UInt8]?
    private var flaw: Flaw?
    private var run: (audit: Int64, sure: Bool)?
    private var count = 0
    var lastHash: [UInt8] = .noHash
    var hasGap = false

    init(_ db: Database, _ index: VerifyIndex, repairTries: Int, _ problems: ProblemList) throws {
        self.db = db
        self.repairTries = repairTries
        self.index = index
        self.problems = problems
        reader = try ChainReader(db, index)
        head = try RawStatement(db, Schema.Verify.head)
        sums = try SumsCheck(db, index, problems)
        renames = try RenameCheck(db)
    }

    /// Checks one book and says how many vouchers it has and the hash of the last.
    func check(_ book: VerifyBook) throws -> (count: Int, hash: [UInt8]) {
        (expected, previous, flaw, run, count, lastHash, hasGap) = (1, .noHash, nil, nil, 0, .noHash, false)
        try book.load(db)
        defer { book.unload() }
        sums.begin(book)
        try reader.forEach(in: book) { found in
            try self.check(&found, in: book)
        } orphan: { sequence, line in
            let place = VerifyPlace(
                book: book.code, row: "line \(book.code) sequence \(sequence) line \(line)")
            self.problems.add("line", place, zh: "分录没有凭证", en: "the line has no voucher")
        }
        try endRun(in: book)
        try settleFlaw(in: book, nextHash: nil)
        try checkHead(of: book)
        if hasGap { try nameGaps(in: book) }
        try sums.finish(book)
        return (count, lastHash)
    }

    private func check(_ found: inout FoundVoucher, in book: VerifyBook) throws {
        count += 1
        if found.sequence != expected {
            if found.sequence > expected { reportMissing(expected, found.sequence - 1, in: book) }
            if found.sequence < 1 {
                problems.add("voucher", found.place(in: book), zh: "顺序号小于 1", en: "its sequence is below 1")
            }
            try settleFlaw(in: book, nextHash: nil)
            previous = try hashOfHead(before: found, in: book)
        }
        expected = max(found.sequence, 0) &+ 1
        checkShape(found, in: book)
        var isFlawed = !found.isReadable
        sums.add(found)
        if found.isReadable {
            isFlawed = try !checkHash(found, in: book)
        } else {
            try settleFlaw(in: book, nextHash: nil)
            for oddity in found.oddities {
                problems.add(
                    oddity.line == nil ? "voucher" : "line", found.place(in: book, line: oddity.line),
                    zh: "\(LedgerTable.chineseRow(oddity.what)) 无所指", en: "\(oddity.what) stands for nothing")
            }
            remember(found, computed: [], in: book)
        }
        previous = found.hash
        lastHash = found.hash
        try follow(found, isFlawed: isFlawed, in: book)
    }

    /// Lines numbered from 1, at least one of them.
    private func checkShape(_ found: FoundVoucher, in book: VerifyBook) {
        if found.lineNumbers.isEmpty {
            problems.add("voucher", found.place(in: book), zh: "凭证没有分录", en: "the voucher has no lines")
        }
        for (index, number) in found.lineNumbers.enumerated() where number != Int64(index + 1) {
            problems.add(
                "line", found.place(in: book, line: number), zh: "分录号应为 \(index + 1)，现为 \(number)",
                en: "the line's number should be \(index + 1) and is \(number)")
            return
        }
    }

    /// Whether the hash is that of the content; what differs waits for the next voucher.
    private func checkHash(_ found: FoundVoucher, in book: VerifyBook) throws -> Bool {
        guard let previous else {
            try settleFlaw(in: book, nextHash: nil)
            return true
        }
        let computed = hash(found, after: previous, in: book)
        if computed == found.hash {
            for line in found.voucher.lines where line.mark != lastMark {
                soundMarks.insert(line.mark)
                lastMark = line.mark
            }
            try settleFlaw(in: book, nextHash: previous)
            return true
        }
        if let flaw, hash(found, after: flaw.computed, in: book) == found.hash {
            try settleFlaw(in: book, nextHash: flaw.computed)
            return true
        }
        try settleFlaw(in: book, nextHash: nil)
        flaw = Flaw(voucher: found, previous: previous, computed: computed)
        remember(found, computed: computed, in: book)
        return false
    }

    /// Remembers a flaw for what else names the voucher; of very many only the first, so that memory stays flat.
    private func remember(_ found: FoundVoucher, computed: [UInt8], in book: VerifyBook) {
        guard flawedCount < 10_000 else { return }
        flawedCount += 1
        flawed[book.code, default: [:]][found.sequence] = computed
    }

    /// Marks all of whose vouchers have a flaw: then the mark was changed, rather than they.
    func findChangedMarks() {
        for (mark, count) in flawedMarks.sorted(by: { $0.key < $1.key })
        where count > 1 && !soundMarks.contains(mark) {
            problems.add(
                "mark", VerifyPlace(row: "mark \(index.markIDs[Int(mark)])"),
                zh: "带有这个标记的 \(count) 张凭证都与哈希不符：改动的多半是标记",
                en:
                    "all \(count) vouchers that carry it differ from their hashes: most likely the mark was changed"
            )
        }
    }

    /// SHA-256 of the hash before and the canonical bytes.
    func hash(_ found: FoundVoucher, after previous: [UInt8], in book: VerifyBook) -> [UInt8] {
        hash(found, after: previous, in: book, names: index)
    }

    /// The same with other names.
    func hash(
        _ found: FoundVoucher, after previous: [UInt8], in book: some SealingBook, names: some SealingNames
    ) -> [UInt8] {
        bytes.reset()
        bytes.add(
            found.voucher, in: book, names: names, sequence: found.sequence, number: found.number,
            audit: found.audit)
        digest.update(previous)
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }

    /// Reports the flaw that waits, now that it is known which hash the next voucher was sealed after.
    private func settleFlaw(in book: VerifyBook, nextHash: [UInt8]?) throws {
        guard let flaw else { return }
        self.flaw = nil
        let place = flaw.voucher.place(in: book)
        var next = nextHash
        if next == nil, let head = try auditHead(flaw.voucher, in: book),
            head.sequence == flaw.voucher.sequence
        {
            next = head.hash
        }
        if next == nil || next != flaw.computed && next != flaw.voucher.hash,
            let head = book.head, head.sequence == flaw.voucher.sequence
        {
            next = head.hash
        }
        if next == flaw.computed {
            problems.add(
                "voucher", place, zh: "“哈希”列被改动：后面的记录仍按原来的 \(flaw.computed.hex.prefix(16))… 封存",
                en:
                    "the column hash was changed: what follows was sealed after \(flaw.computed.hex.prefix(16))…"
            )
            return
        }
        reportContent(flaw, in: book)
    }

    private func reportContent(_ flaw: Flaw, in book: VerifyBook) {
        if let renamed = renames.explain(flaw, in: book, self) {
            return problems.add(
                renamed.table, flaw.voucher.place(in: book).with(row: renamed.row),
                zh: "名称或编码被改动，凭证封存时为 \(renamed.was)",
                en: "its name or code was changed; when the voucher was sealed it was \(renamed.was)")
        }
        for mark in Set(flaw.voucher.voucher.lines.map(\.mark)) { flawedMarks[mark, default: 0] += 1 }
        var repair = VoucherRepair(self, flaw, in: book, tries: repairTries)
        let change = repair.find()
        repairTries = repair.tries
        guard let change else {
            return problems.add(
                "voucher", flaw.voucher.place(in: book),
                zh: "凭证行或其分录被改动：内容与封存的哈希不符；不是一处金额、科目、日期或人员的改动，可能是文字或多处",
                en:
                    "the voucher row or one of its lines was changed: its content is not what its hash sealed; no single "
                    + "amount, account, date or person explains it, so a text or more than one place was changed"
            )
        }
        // The name it goes by is the one that was sealed.
        var sealed = flaw.voucher
        switch change.column {
        case "date": sealed.date = Int64(change.was.filter(\.isNumber)) ?? sealed.date
        case "kind": sealed.kind = change.was
        case "number": sealed.number = Int(change.was) ?? sealed.number
        default: break
        }
        let place = sealed.place(in: book, line: change.line)
        if change.column.isEmpty {
            return problems.add(change.table, place, zh: "分录是后加的", en: "the line was put in afterwards")
        }
        problems.add(
            change.table, place, zh: "“\(LedgerTable.chinese(change.column))”列被改动，封存时为 \(change.was)",
            en: "the column \(change.column) was changed; when it was sealed it was \(change.was)")
    }

    private func auditHead(_ found: FoundVoucher, in book: VerifyBook) throws -> (
        sequence: Int64, hash: [UInt8]
    )? {
        head.bind(1, found.audit)
        head.bind(2, book.code)
        guard try head.step() else { return nil }
        defer { head.reset() }
        return (head.int(0), head.blob(1))
    }

    /// After a gap the hash before is known only where the gap ended an act.
    private func hashOfHead(before found: FoundVoucher, in book: VerifyBook) throws -> [UInt8]? {
        guard let run else { return nil }
        head.bind(1, run.audit)
        head.bind(2, book.code)
        guard try head.step() else { return nil }
        defer { head.reset() }
        return head.int(0) == found.sequence &- 1 ? head.blob(1) : nil
    }

    /// Every act that posted to the book has a head there; looked up where its vouchers end.
    private func follow(_ found: FoundVoucher, isFlawed: Bool, in book: VerifyBook) throws {
        if let run, run.audit != found.audit {
            if isFlawed {
                self.run?.sure = false
                return
            }
            try endRun(in: book)
        }
        run = (found.audit, (run?.audit == found.audit ? run?.sure ?? true : true) && !isFlawed)
    }

    private func endRun(in book: VerifyBook) throws {
        guard let run, run.sure else { return }
        head.bind(1, run.audit)
        head.bind(2, book.code)
        if try head.step() { return head.reset() }
        problems.add(
            "auditHead", VerifyPlace(book: book.code, row: "auditHead \(run.audit) \(book.code)"),
            zh: "操作 \(run.audit) 在账套 \(book.code) 记过账，却没有它的链头",
            en: "act \(run.audit) posted to book \(book.code) and has no head for it")
    }
}

import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// Recomputes the audit chain (操作日志核验): every row from the row before it, its digests and its heads.
final class AuditCheck {
    /// A row whose hash is not that of its content.
    struct Flaw {
        var entry: AuditEntry
        var hash: [UInt8]
        var previous: [UInt8]
        var computed: [UInt8]
    }

    let db: Database
    let problems: ProblemList
    private let digest = SHA256Digest()
    private var bytes = CanonicalBytes()
    private let rows: RawStatement
    private let heads: RawStatement
    private let digests: RawStatement
    private let hashAt: RawStatement
    private let bookIDs: [String: Int64]
    /// The hashes vouchers with a flaw should have had.
    private let flawedVouchers: [String: [Int64: [UInt8]]]
    /// Rows that are not what they were when sealed.
    private(set) var flawed: Set<Int64> = []

    private var repairTries: Int
    private var expected: Int64 = 1
    private var previous: [UInt8]? = .noHash
    private var flaw: Flaw?
    private(set) var last: (id: Int64, hash: [UInt8]) = (0, .noHash)
    private var hasHead = false
    private var hasDigest = false

    init(
        _ db: Database, books: [VerifyBook], flawedVouchers: [String: [Int64: [UInt8]]], repairTries: Int,
        _ problems: ProblemList
    ) throws {
        self.db = db
        self.repairTries = repairTries
        self.problems = problems
        self.flawedVouchers = flawedVouchers
        bookIDs = Dictionary(books.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
        rows = try RawStatement(db, Schema.Audit.rows)
        heads = try RawStatement(db, Schema.Verify.allHeads)
        digests = try RawStatement(db, Schema.Verify.allDigests)
        hashAt = try RawStatement(db, Schema.Verify.hashAt)
    }

    func check() throws {
        hasHead = try heads.step()
        hasDigest = try digests.step()
        while try rows.step() {
            var entry = AuditEntry(
                id: rows.int(0), action: rows.text(3), at: rows.text(1), user: rows.text(2),
                book: rows.optionalText(4), subject: rows.optionalText(5), detail: rows.optionalText(6))
            try collect(into: &entry)
            try check(entry, hash: rows.blob(7))
        }
        try collectOrphans(before: nil)
        try settleFlaw(nextHash: nil)
        try checkHead()
    }

    private func check(_ entry: AuditEntry, hash: [UInt8]) throws {
        if entry.id != expected {
            try settleFlaw(nextHash: nil)
            reportMissing(expected, entry.id &- 1)
            previous = nil
        }
        expected = entry.id &+ 1
        try checkHeads(of: entry)
        if let previous {
            let computed = self.hash(entry, after: previous)
            if computed == hash {
                try settleFlaw(nextHash: previous)
            } else if let flaw, self.hash(entry, after: flaw.computed) == hash {
                try settleFlaw(nextHash: flaw.computed)
            } else {
                try settleFlaw(nextHash: nil)
                flaw = Flaw(entry: entry, hash: hash, previous: previous, computed: computed)
                flawed.insert(entry.id)
            }
        }
        previous = hash
        last = (entry.id, hash)
    }

    /// SHA-256 of the hash before and the canonical bytes.
    func hash(_ entry: AuditEntry, after previous: [UInt8]) -> [UInt8] {
        bytes.reset()
        bytes.add(entry)
        digest.update(previous)
        digest.update(bytes.bytes)
        return digest.finish()
    }

    private func collect(into entry: inout AuditEntry) throws {
        try collectOrphans(before: entry.id)
        while hasHead, heads.int(0) == entry.id {
            entry.heads.append(
                AuditEntry.Head(book: heads.text(1), sequence: heads.int(2), hash: heads.blob(3)))
            hasHead = try heads.step()
        }
        while hasDigest, digests.int(0) == entry.id {
            entry.digests.append(
                AuditEntry.Digest(record: digests.text(1), key: digests.text(2), digest: digests.blob(3)))
            hasDigest = try digests.step()
        }
    }

    /// Heads and digests whose audit row is not there; all that are left when `id` is nil.
    private func collectOrphans(before id: Int64?) throws {
        while hasHead, id.map({ heads.int(0) < $0 }) ?? true {
            let place = VerifyPlace(book: heads.text(1), row: "auditHead \(heads.int(0)) \(heads.text(1))")
            problems.add(
                "auditHead", place, zh: "没有操作 \(heads.int(0))", en: "there is no act \(heads.int(0))")
            hasHead = try heads.step()
        }
        // Of an act that is gone all digests are left; they are one problem.
        while hasDigest, id.map({ digests.int(0) < $0 }) ?? true {
            let (act, first) = (digests.int(0), "\(digests.text(1)) \(digests.text(2))")
            var count = 0
            while hasDigest, digests.int(0) == act {
                count += 1
                hasDigest = try digests.step()
            }
            let row = "auditDigest \(act) \(first)" + (count > 1 ? " (+\(count - 1))" : "")
            problems.add(
                "auditDigest", VerifyPlace(row: row), zh: "没有操作 \(act)", en: "there is no act \(act)")
        }
    }

    /// A head says which voucher a book's chain had reached; so a tail cut off and a fork are found.
    private func checkHeads(of entry: AuditEntry) throws {
        for head in entry.heads {
            let place = VerifyPlace(book: head.book, row: "auditHead \(entry.id) \(head.book)")
            guard let id = bookIDs[head.book] else {
                problems.add("auditHead", place, zh: "没有账套 \(head.book)", en: "there is no book \(head.book)")
                flawed.insert(entry.id)
                continue
            }
            hashAt.bind(1, id)
            hashAt.bind(2, head.sequence)
            guard try hashAt.step() else {
                problems.add(
                    "auditHead", place, zh: "它所指的第 \(head.sequence) 张凭证不见了",
                    en: "voucher \(head.sequence), which it names, is not there")
                continue
            }
            let (hash, audit) = (hashAt.blob(0), hashAt.int(1))
            hashAt.reset()
            if let computed = flawedVouchers[head.book]?[head.sequence],
                computed.isEmpty || computed == head.hash
            {
                continue
            }
            if hash != head.hash || audit != entry.id,
                flawedVouchers[head.book]?[head.sequence] == nil || hash != head.hash
            {
                problems.add(
                    "auditHead", place, zh: "它所记的不是第 \(head.sequence) 张凭证的哈希或操作",
                    en: "what it says is not the hash or the act of voucher \(head.sequence)")
            }
        }
    }

    private func settleFlaw(nextHash: [UInt8]?) throws {
        guard let flaw else { return }
        self.flaw = nil
        var next = nextHash
        if next == nil, let head = try readHead(), head.id == flaw.entry.id { next = head.hash }
        let row = "audit \(flaw.entry.id)"
        let place = VerifyPlace(book: flaw.entry.book, row: row)
        if next == flaw.computed {
            return problems.add(
                "audit", place, zh: "“哈希”列被改动", en: "the column hash was changed")
        }
        try reportContent(flaw, place)
    }

    private func reportContent(_ flaw: Flaw, _ place: VerifyPlace) throws {
        var repair = AuditRepair(self, flaw, tries: repairTries)
        let change = try repair.find()
        repairTries = repair.tries
        guard let change else {
            return problems.add(
                "audit", place, zh: "操作行、其摘要或其链头被改动：内容与封存的哈希不符",
                en: "the row, its digests or its heads were changed: the content is not what its hash sealed")
        }
        problems.add(
            change.table, VerifyPlace(book: change.book ?? place.book, row: change.row), zh: change.chinese,
            en: change.english)
    }

    private func readHead() throws -> (id: Int64, hash: [UInt8])? {
        let head = try RawStatement(db, Schema.Audit.head)
        guard try head.step() else { return nil }
        defer { head.reset() }
        return (head.int(0), head.blob(1))
    }

    private func checkHead() throws {
        let place = VerifyPlace(row: "ledgerHead")
        guard let head = try readHead() else {
            return problems.add("ledgerHead", place, zh: "账本没有链头", en: "the ledger has no head")
        }
        let heads = try RawStatement(db, Schema.Audit.strayHeads)
        if let stray = try heads.firstInt() {
            problems.add(
                "ledgerHead", VerifyPlace(row: "ledgerHead \(stray)"), zh: "账本只有一个链头，这一行不属于账本",
                en: "a ledger has one head, and this row is none")
        }
        if head.id > last.id {
            reportMissing(expected, head.id)
        } else if head.id < last.id {
            problems.add(
                "ledgerHead", place, zh: "链头在操作 \(head.id)，操作有 \(last.id) 个",
                en: "the head stands at act \(head.id), there are \(last.id)")
        } else if head.hash != last.hash, !flawed.contains(last.id) {
            problems.add(
                "ledgerHead", place, zh: "链头的哈希不是末次操作的",
                en: "the hash of the head is not that of the last act")
        }
    }

    private func reportMissing(_ first: Int64, _ last: Int64) {
        let row = "audit \(first)" + (last > first ? "–\(last)" : "")
        problems.add("audit", VerifyPlace(row: row), zh: "操作记录不见了", en: "the record of the act is missing")
    }
}

import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// Finds what was changed in an audit row whose hash does not fit (定位改动): the row, a head or a digest.
///
/// Heads follow from the vouchers that name the act, digests from the records they belong to; what makes the hash
/// fit again is proof.
struct AuditRepair {
    struct Change {
        var table: String
        var row: String
        var book: String?
        var chinese: String
        var english: String
    }

    private let check: AuditCheck
    private let flaw: AuditCheck.Flaw
    private(set) var tries: Int

    init(_ check: AuditCheck, _ flaw: AuditCheck.Flaw, tries: Int) {
        self.check = check
        self.flaw = flaw
        self.tries = tries
    }

    mutating func find() throws -> Change? {
        if let change = try findHead() { return change }
        if let change = try findColumn() { return change }
        // Each try hashes all digests of the act; of an act with very many only the row is named.
        guard flaw.entry.digests.count <= 2000 else { return nil }
        return try findDigest()
    }

    private mutating func fits(_ change: (inout AuditEntry) -> Void) -> Bool {
        guard tries > 0 else { return false }
        tries -= 1
        var trial = flaw.entry
        change(&trial)
        trial.sort()
        return check.hash(trial, after: flaw.previous) == flaw.hash
    }

    private func changed(_ table: String, _ key: String, book: String? = nil, zh: String, en: String)
        -> Change
    {
        Change(table: table, row: "\(table) \(flaw.entry.id)\(key)", book: book, chinese: zh, english: en)
    }

    private mutating func findHead() throws -> Change? {
        for index in flaw.entry.heads.indices where fits({ $0.heads.remove(at: index) }) {
            let book = flaw.entry.heads[index].book
            return changed(
                "auditHead", " \(book)", book: book, zh: "链头是后加的", en: "the head was put in afterwards")
        }
        var heads: [AuditEntry.Head] = []
        let rows = try RawStatement(check.db, Schema.Verify.headsOfAct)
        rows.bind(1, flaw.entry.id)
        while try rows.step() {
            heads.append(AuditEntry.Head(book: rows.text(0), sequence: rows.int(1), hash: rows.blob(2)))
        }
        guard fits({ $0.heads = heads }) else { return nil }
        for head in heads {
            guard let stored = flaw.entry.heads.first(where: { $0.book == head.book }) else {
                return changed(
                    "auditHead", " \(head.book)", book: head.book, zh: "链头不见了", en: "the head is missing")
            }
            if stored.sequence != head.sequence || stored.hash != head.hash {
                let column = stored.sequence != head.sequence ? "sequence" : "hash"
                return changed(
                    "auditHead", " \(head.book)", book: head.book, zh: "“\(LedgerTable.chinese(column))”列被改动",
                    en: "the column \(column) was changed")
            }
        }
        return nil
    }

    /// The columns of the row itself that take few values.
    private mutating func findColumn() throws -> Change? {
        for user in try texts(Schema.Verify.userNames) + [""] where fits({ $0.user = user }) {
            return changed(
                "audit", "", zh: "“用户”列被改动，封存时为 \(user)", en: "the column user was changed; it was \(user)")
        }
        for action in try texts(Schema.Verify.actions) where fits({ $0.action = action }) {
            return changed(
                "audit", "", zh: "“操作”列被改动，封存时为 \(action)",
                en: "the column action was changed; it was \(action)")
        }
        for book in try texts(Schema.Verify.bookCodes) where fits({ $0.book = book }) {
            return changed(
                "audit", "", zh: "“账套”列被改动，封存时为 \(book)", en: "the column book was changed; it was \(book)")
        }
        for (name, path) in [("book", \AuditEntry.book), ("subject", \.subject), ("detail", \.detail)]
        where fits({ $0[keyPath: path] = nil }) {
            return changed(
                "audit", "", zh: "“\(LedgerTable.chinese(name))”列被改动，封存时为空",
                en: "the column \(name) was changed; it was NULL")
        }
        return nil
    }

    private func texts(_ sql: String) throws -> [String] {
        var texts: [String] = []
        let rows = try RawStatement(check.db, sql)
        while try rows.step() { texts.append(rows.text(0)) }
        return texts
    }

    private mutating func findDigest() throws -> Change? {
        for (index, digest) in flaw.entry.digests.enumerated() where fits({ $0.digests.remove(at: index) }) {
            return changed(
                "auditDigest", " \(digest.record) \(digest.key)", zh: "摘要是后加的",
                en: "the digest was put in afterwards")
        }
        let records = try Schema.Record.allCases.flatMap(records)
        for (index, digest) in flaw.entry.digests.enumerated() {
            for record in records where record.record == digest.record && record.key == digest.key {
                if fits({ $0.digests[index].digest = record.digest }) {
                    return changed(
                        "auditDigest", " \(digest.record) \(digest.key)", zh: "“摘要值”列被改动",
                        en: "the column digest was changed")
                }
            }
        }
        let known = try RawStatement(check.db, Schema.Verify.lastDigest)
        for record in records {
            known.bind(1, record.record)
            known.bind(2, record.key)
            if try known.step() {
                known.reset()
                continue
            }
            if fits({ $0.digests.append(record) }) {
                return changed(
                    "auditDigest", " \(record.record) \(record.key)", zh: "摘要不见了", en: "the digest is missing"
                )
            }
            for (index, digest) in flaw.entry.digests.enumerated() where digest.digest == record.digest {
                if fits({ $0.digests[index] = record }) {
                    return changed(
                        "auditDigest", " \(digest.record) \(digest.key)",
                        zh: "封存时是 \(record.record) \(record.key) 的摘要",
                        en: "when it was sealed it was the digest of \(record.record) \(record.key)")
                }
            }
        }
        return nil
    }

    private func records(_ record: Schema.Record) throws -> [AuditEntry.Digest] {
        var found: [AuditEntry.Digest] = []
        try RecordReader(check.db, record, one: false, digest: SHA256Digest()).forEach { key, digest in
            if found.count < 20_000 {
                found.append(AuditEntry.Digest(record: record.rawValue, key: key, digest: digest))
            }
        }
        return found
    }
}

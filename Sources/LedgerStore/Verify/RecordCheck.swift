import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// Holds every record of set-up against the digest the audit chain has of it (留痕核验), in both directions.
struct RecordCheck {
    let db: Database
    let problems: ProblemList
    /// Audit rows that are not what they were: there the digest was changed, not the record.
    let flawedAudits: Set<Int64>

    func check(_ record: Schema.Record) throws {
        let last = try RawStatement(db, Schema.Verify.lastDigest)
        try RecordReader(db, record, one: false, digest: SHA256Digest()).forEach { key, digest in
            last.bind(1, record.rawValue)
            last.bind(2, key)
            guard try last.step() else {
                return add(record, key, zh: "操作日志里没有它的摘要", en: "the audit chain has no digest of it")
            }
            let (stored, audit) = (last.blob(0), last.int(1))
            last.reset()
            guard stored != digest else { return }
            if stored == .noHash {
                add(record, key, zh: "操作 \(audit) 已将它删除", en: "act \(audit) removed it, and it is there")
            } else if flawedAudits.contains(audit) {
                problems.add(
                    "auditDigest", VerifyPlace(row: "auditDigest \(audit) \(record.rawValue) \(key)"),
                    zh: "摘要与记录不符，而操作 \(audit) 被改动过",
                    en: "the digest is not that of the record, and act \(audit) was changed")
            } else {
                add(record, key, zh: "与操作 \(audit) 留下的摘要不符", en: "it is not what act \(audit) left")
            }
        }
        let lost = try RawStatement(db, Schema.Verify.lostRecords(record))
        lost.bind(1, record.rawValue)
        while try lost.step() {
            add(
                record, lost.text(0), zh: "操作日志里有摘要，记录不见了",
                en: "the audit chain has its digest, the record is missing")
        }
        let twins = try RawStatement(db, Schema.Verify.twinRecords(record))
        while try twins.step() {
            add(record, twins.text(0), zh: "有不止一行", en: "there is more than one row of it")
        }
    }

    private func add(_ record: Schema.Record, _ key: String, zh: String, en: String) {
        // Of these kinds the key begins with the book.
        let book: String? =
            switch record {
            case .book: key
            case .bookChart, .counterparty, .opening, .period:
                key.split(separator: "/").first.map(String.init)
            default: nil
            }
        problems.add(
            record.rawValue, VerifyPlace(book: book, row: "\(record.rawValue) \(key)"), zh: zh, en: en)
    }
}

import GRDB
import Ledger
import LedgerCrypto
import LedgerSchema

/// Holds every record of set-up against the digest the audit chain has of it (留痕核验), in both directions.
final class RecordCheck {
    let db: Database
    let problems: ProblemList
    /// Audit rows that are not what they were: there the digest was changed, not the record.
    let flawedAudits: Set<Int64>
    /// Of how many more records the vouchers that name them are looked for; each reads all vouchers.
    private var searches = 20

    init(db: Database, problems: ProblemList, flawedAudits: Set<Int64>) {
        self.db = db
        self.problems = problems
        self.flawedAudits = flawedAudits
    }

    func check(_ record: Schema.Record) throws {
        let last = try RawStatement(db, Schema.Verify.lastDigest)
        try RecordReader(db, record, one: false, digest: SHA256Digest()).forEach { key, digest in
            last.bind(1, record.rawValue)
            last.bind(2, key)
            guard try last.step() else {
                return try addWithVouchers(
                    record, key, zh: "操作日志里没有它的摘要", en: "the audit chain has no digest of it")
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
                try addWithVouchers(
                    record, key, zh: "与操作 \(audit) 留下的摘要不符", en: "it is not what act \(audit) left")
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

    /// Adds a problem of a record with the vouchers that name it, which were judged by what it was.
    private func addWithVouchers(_ record: Schema.Record, _ key: String, zh: String, en: String) throws {
        guard searches > 0, let sql = Schema.Verify.vouchersNaming(record) else {
            return add(record, key, zh: zh, en: en)
        }
        searches -= 1
        let rows = try RawStatement(db, sql)
        rows.bind(1, key)
        var names: [String] = []
        var count = 0
        while try rows.step() {
            count += 1
            let place = FoundVoucher.place(
                book: rows.text(0), date: rows.int(1), kind: rows.text(2), number: rows.int(3))
            if names.count < 3 { names.append(place.voucher ?? "") }
        }
        guard count > 0 else {
            return add(record, key, zh: zh + "；没有凭证用到它", en: en + "; no voucher names it")
        }
        let more = count > names.count
        add(
            record, key,
            zh: zh + "；用到它的凭证 \(count) 张：\(names.joined(separator: "、"))\(more ? "……" : "")",
            en: en + "; \(count) voucher(s) name it: \(names.joined(separator: ", "))\(more ? " …" : "")")
    }

    private func add(_ record: Schema.Record, _ key: String, zh: String, en: String) {
        // Of these kinds the key begins with the book.
        let book: String? =
            switch record {
            case .book: key
            case .account, .bankMapping, .dimension, .division, .incomeSource, .setting, .template,
                .templateLine, .user:
                nil
            default: key.split(separator: "/").first.map(String.init)
            }
        problems.add(
            record.rawValue, VerifyPlace(book: book, row: "\(record.rawValue) \(key)"), zh: zh, en: en)
    }
}

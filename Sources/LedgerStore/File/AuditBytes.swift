import Glibc
import Ledger

/// A row of the audit chain as it is sealed (操作日志): the act, the digests of its records and the heads it made.
struct AuditEntry {
    struct Digest {
        var record: String
        var key: String
        var digest: [UInt8]
    }

    struct Head {
        var book: String
        var sequence: Int64
        var hash: [UInt8]
    }

    var id: Int64
    var action: String
    var at: String
    var user: String
    var book: String?
    var subject: String?
    var detail: String?
    /// In the order of record and key, as bytes.
    var digests: [Digest] = []
    /// In the order of the books' codes, as bytes.
    var heads: [Head] = []

    /// Puts digests and heads in the order they are sealed in.
    mutating func sort() {
        digests = Self.sorted(digests) { $0.record + "\0" + $0.key }
        heads = Self.sorted(heads) { $0.book }
    }

    /// In the order of the bytes of a key, which is SQLite's too; Swift's own order of texts is another. Each key is taken
    /// once: an import may have tens of thousands of digests.
    private static func sorted<Entry>(_ entries: [Entry], by key: (Entry) -> String) -> [Entry] {
        entries.map { (key: Array(key($0).utf8), entry: $0) }
            .sorted { a, b in
                let order = memcmp(a.key, b.key, min(a.key.count, b.key.count))
                return order == 0 ? a.key.count < b.key.count : order < 0
            }
            .map(\.entry)
    }
}

extension CanonicalBytes {
    /// Writes the canonical bytes 规范字节 of an audit row, version 1: the one place that does, for acts and `verify`.
    mutating func add(_ entry: AuditEntry) {
        add("action", entry.action)
        add("at", entry.at)
        add("book", entry.book)
        add("detail", entry.detail)
        if !entry.digests.isEmpty {
            nest("digests") { list in
                for digest in entry.digests {
                    list.element { element in
                        digest.digest.withUnsafeBufferPointer { element.add("digest", $0) }
                        element.add("key", digest.key)
                        element.add("record", digest.record)
                    }
                }
            }
        }
        if !entry.heads.isEmpty {
            nest("heads") { list in
                for head in entry.heads {
                    list.element { element in
                        element.add("book", head.book)
                        head.hash.withUnsafeBufferPointer { element.add("hash", $0) }
                        element.add("sequence", Int(head.sequence))
                    }
                }
            }
        }
        add("id", Int(entry.id))
        add("subject", entry.subject)
        add("user", entry.user)
        add("version", 1)
    }
}

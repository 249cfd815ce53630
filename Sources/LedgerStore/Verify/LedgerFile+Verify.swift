import CLedgerSQLite
import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Recomputes everything from the rows and says what is not as it was written 核验.
    ///
    /// The chain of every book and the audit chain from their first row, every record against its digest, every
    /// stored sum against the lines, and the definitions of the file against those of a fresh ledger. Whatever was
    /// done to the file, what is found is a list, never a crash.
    ///
    /// - Parameter heads: heads kept elsewhere; without them a chain cut at its tail or rebuilt whole looks well.
    public func verify(heads: LedgerHeads? = nil) throws -> VerifyReport {
        try verify(heads: heads, repairTries: 100_000)
    }

    /// As above, with a bound on how often other values are tried to name what was changed.
    func verify(heads: LedgerHeads?, repairTries: Int) throws -> VerifyReport {
        try read { db in
            try Verification(db, repairTries: repairTries, attachments: attachmentFolder).run(heads: heads)
        }
    }
}

/// One run of `verify` over a connection (一次核验).
final class Verification {
    private let db: Database
    private let problems = ProblemList()
    private var report = VerifyReport()
    private var books: [VerifyBook] = []
    private var flawedVouchers: [String: [Int64: [UInt8]]] = [:]

    private let repairTries: Int
    private let attachments: AttachmentFolder?

    init(_ db: Database, repairTries: Int, attachments: AttachmentFolder?) {
        self.db = db
        self.repairTries = repairTries
        self.attachments = attachments
    }

    func run(heads: LedgerHeads?) throws -> VerifyReport {
        let schema = SchemaCheck(problems: problems)
        try stage("sqlite_schema") { try schema.check(db) }
        try stage("sqlite_schema") { try schema.checkIntegrity(db) }
        try stage("book") { try readBooks() }
        try stage("voucher") { try checkChains() }
        var flawedAudits: Set<Int64> = []
        try stage("audit") {
            let check = try AuditCheck(
                db, books: books, flawedVouchers: flawedVouchers, repairTries: repairTries, problems)
            defer {
                flawedAudits = check.flawed
                report.ledgerHead = LedgerHeads.Place(count: Int(check.last.id), hash: check.last.hash.hex)
            }
            try check.check()
        }
        let records = RecordCheck(db: db, problems: problems, flawedAudits: flawedAudits)
        for record in Schema.Record.allCases {
            try stage(record.rawValue) { try records.check(record) }
        }
        try stage("account") { try checkDerived() }
        try stage("attachment") { try FollowerCheck(db, problems).check(attachments) }
        if let heads { try stage("heads") { try compare(with: heads) } }
        report.problems = problems.finish()
        for index in report.books.indices {
            report.books[index].ok = !problems.flawedBooks.contains(report.books[index].book)
        }
        return report
    }

    /// What SQLite can't read any more is a problem of the file; what the machine can't read is thrown.
    private func stage(_ table: String, _ body: () throws -> Void) throws {
        func note(_ code: Int32, _ message: String, _ error: any Error) throws {
            switch code & 0xFF {
            case SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_MISMATCH, SQLITE_CONSTRAINT,
                SQLITE_TOOBIG,
                SQLITE_RANGE, SQLITE_SCHEMA:
                problems.add(table, zh: "无法读出：\(message)", en: "it can't be read: \(message)")
            default: throw error
            }
        }
        do {
            try body()
        } catch let error as SQLiteFailure {
            try note(error.code, error.message, error)
        } catch let error as DatabaseError {
            try note(error.extendedResultCode.rawValue, error.message ?? "", error)
        }
    }

    private func readBooks() throws {
        let rows = try RawStatement(db, Schema.Verify.books)
        while try rows.step() { books.append(VerifyBook(rows)) }
        let strangers = try RawStatement(db, Schema.Verify.headsWithoutBook)
        while try strangers.step() {
            problems.add(
                "bookHead", VerifyPlace(row: "bookHead book id \(strangers.int(0))"), zh: "没有这个账套",
                en: "there is no such book")
        }
    }

    private func checkDerived() throws {
        for (table, sql, columns) in [
            ("account", Schema.Verify.misderivedAccounts, "parentOf / asks"),
            ("book", Schema.Verify.misderivedBooks, "chart2023From"),
        ] {
            let rows = try RawStatement(db, sql)
            while try rows.step() {
                problems.add(
                    table, VerifyPlace(row: "\(table) \(rows.text(0))"),
                    zh: "推算列（\(columns)）与它所依据的内容不符", en: "\(columns) is not what it is derived from")
            }
        }
        let months = try RawStatement(db, Schema.Verify.misderivedMonths)
        while try months.step() {
            let place = FoundVoucher.place(
                book: months.text(0), date: months.int(1), kind: months.text(2), number: months.int(3))
            problems.add(
                "voucher", place, zh: "月份（\(months.int(4))）与日期（\(months.int(1))）不符",
                en: "month \(months.int(4)) is not that of the date \(months.int(1))")
        }
    }

    private func checkChains() throws {
        let index = try VerifyIndex(db)
        let twins = try RawStatement(db, Schema.Verify.equalMarks)
        while try twins.step() {
            problems.add(
                "mark", VerifyPlace(row: "mark \(twins.int(0))"), zh: "与另一个标记内容相同",
                en: "another mark says the same")
        }
        let chains = try ChainCheck(db, index, repairTries: repairTries, problems)
        defer { flawedVouchers = chains.flawed }
        for book in books {
            try stage("voucher") {
                let end = try chains.check(book)
                report.books.append(
                    VerifyReport.Book(book: book.code, vouchers: end.count, headHash: end.hash.hex, ok: true))
            }
        }
        chains.findChangedMarks()
        try stage("yearTurnover") { try chains.sums.finishAll(books) }
        try stage("voucher") { try findStrangers() }
    }

    private func findStrangers() throws {
        let vouchers = try RawStatement(db, Schema.Verify.strangeVouchers)
        while try vouchers.step() {
            let owner = try owner(ofSequence: vouchers.int(1), hash: vouchers.blob(5))
            var place = FoundVoucher.place(
                book: owner ?? "#\(vouchers.int(0))", date: vouchers.int(2), kind: vouchers.text(3),
                number: vouchers.int(4))
            place.book = owner
            problems.add(
                "voucher", place, zh: "没有账套 #\(vouchers.int(0))", en: "there is no book #\(vouchers.int(0))")
        }
        let lines = try RawStatement(db, Schema.Verify.strangeLines)
        while try lines.step() {
            let row = "line #\(lines.int(0)) sequence \(lines.int(1)) line \(lines.int(2))"
            problems.add(
                "line", VerifyPlace(row: row), zh: "没有账套 #\(lines.int(0))",
                en: "there is no book #\(lines.int(0))")
        }
    }

    /// The book whose chain had a voucher at that place, where it ended an act.
    private func owner(ofSequence sequence: Int64, hash: [UInt8]) throws -> String? {
        let row = try RawStatement(db, Schema.Verify.ownerOfHead)
        row.bind(1, sequence)
        row.bind(2, blob: hash)
        return try row.step() ? row.text(0) : nil
    }

    /// Holds the chains against heads kept elsewhere.
    private func compare(with heads: LedgerHeads) throws {
        let byCode = Dictionary(books.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let counts = Dictionary(
            report.books.map { ($0.book, $0.vouchers) }, uniquingKeysWith: { first, _ in first })
        let hashAt = try RawStatement(db, Schema.Verify.hashAt)
        for (code, place) in heads.books.sorted(by: { $0.key < $1.key }) {
            let at = VerifyPlace(book: code, row: "heads \(code)")
            guard let book = byCode[code] else {
                problems.add("heads", at, zh: "账本里没有这个账套", en: "the ledger has no such book")
                continue
            }
            let count = counts[code] ?? 0
            if count < place.count {
                problems.add(
                    "heads", at, zh: "凭证比所记的少：\(count) 张，记的是 \(place.count) 张",
                    en: "fewer vouchers than recorded: \(count), recorded were \(place.count)")
                continue
            }
            guard place.count > 0 else { continue }
            hashAt.bind(1, book.id)
            hashAt.bind(2, Int64(place.count))
            let hash = try hashAt.step() ? hashAt.blob(0).hex : ""
            hashAt.reset()
            if hash != place.hash {
                problems.add(
                    "heads", at, zh: "第 \(place.count) 张是另一张凭证",
                    en: "another voucher stands at place \(place.count)")
            }
        }
        if let audit = heads.audit { try compareAudit(with: audit) }
    }

    private func compareAudit(with place: LedgerHeads.Place) throws {
        let at = VerifyPlace(row: "heads audit")
        if report.ledgerHead.count < place.count {
            return problems.add(
                "heads", at, zh: "操作比所记的少：\(report.ledgerHead.count) 个，记的是 \(place.count) 个",
                en: "fewer acts than recorded: \(report.ledgerHead.count), recorded were \(place.count)")
        }
        guard place.count > 0 else { return }
        let row = try RawStatement(db, Schema.Verify.auditHashAt)
        row.bind(1, Int64(place.count))
        let hash = try row.step() ? row.blob(0).hex : ""
        row.reset()
        if hash != place.hash {
            problems.add(
                "heads", at, zh: "第 \(place.count) 个是另一次操作", en: "another act stands at place \(place.count)")
        }
    }
}

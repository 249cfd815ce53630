import GRDB
import Glibc
import Ledger
import LedgerSchema

/// What can be wrong with a backup (备份问题).
public enum BackupProblem: TextualProblem, Equatable {
    /// The copy is not what was copied.
    case copyDiffers(String)
    /// A backup in which `verify` finds problems; the first of them.
    case damaged(String, count: Int, first: String, firstChinese: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .copyDiffers(let name):
            ProblemText(
                "backup.copy-differs", .io, zh: "备份 \(name) 与原账本不一致，已删除。请检查磁盘后再备份。",
                en:
                    "The backup \(name) is not the same as the ledger and was removed. Check the disk and back up again."
            )
        case .damaged(let name, let count, let first, let firstChinese):
            ProblemText(
                "backup.damaged",
                zh: "备份 \(name) 核验出 \(count) 个问题，没有恢复。第一个：\(firstChinese)。请换一份备份，或用 verify 查看全部。",
                en:
                    "verify finds \(count) problem(s) in the backup \(name), so it was not restored. The first: \(first). "
                    + "Take another backup, or see them all with verify.")
        }
    }
}

extension LedgerFile {
    /// What stands beside a backup: its heads.
    public static func headsPath(of backup: String) -> String { backup + ".heads.json" }

    /// Backs the ledger up 备份 while it may be in use, and writes its heads to `PATH.heads.json` beside it.
    ///
    /// Works from a ledger opened for reading while another process writes: the copy is of one moment. It is
    /// opened and looked at before it gets its name; what fails leaves nothing behind but documents already copied.
    /// Documents 附件 come along, beside the backup in `PATH.attachments`.
    ///
    /// - Returns: the heads, to be kept elsewhere too.
    /// - Throws: ``FileProblem/exists(_:)`` when there is such a file, ``FileProblem/diskFull``.
    @discardableResult
    public func backup(to path: String) throws -> LedgerHeads {
        let file = try NewFile(path)
        let beside = try NewFile(Self.headsPath(of: path))
        let heads = try copy(to: file)
        // After the copy, so that there is a file for each record in it; none is ever taken out.
        try copyAttachments(to: AttachmentFolder(ledger: path))
        try beside.write(Array(heads.json.utf8))
        try beside.publish()
        do {
            try file.publish()
        } catch {
            beside.withdraw()
            throw error
        }
        return heads
    }

    /// Makes a ledger of a backup 恢复, once `verify` finds nothing wrong with it and its heads.
    ///
    /// - Parameter acceptingProblems: takes the backup whatever `verify` finds; for when there is no other.
    /// - Returns: what `verify` found in the backup.
    /// - Throws: ``FileProblem/missing(_:)``, ``FileProblem/exists(_:)``, ``BackupProblem``, ``HeadsProblem``.
    @discardableResult
    public static func restore(
        from backup: String, to path: String, acceptingProblems: Bool = false
    ) throws -> VerifyReport {
        let file = try NewFile(path)
        let source = try open(backup, for: .reading)
        let report = try source.verify(heads: headsBeside(backup))
        if let first = report.problems.first, !acceptingProblems {
            throw BackupProblem.damaged(
                backup, count: report.problems.count, first: first.what(in: .english),
                firstChinese: first.what(in: .chinese))
        }
        try source.copy(to: file)
        try source.copyAttachments(to: AttachmentFolder(ledger: path))
        try file.publish()
        return report
    }

    /// Copies the documents 附件 that are not there yet beside another ledger file; those that are changed or missing here
    /// are left out and told by `verify` and `attach check`.
    private func copyAttachments(to folder: AttachmentFolder) throws {
        guard let own = attachmentFolder else { return }
        for row in try read({ try Row.fetchAll($0, sql: Schema.Attachments.digests) }) {
            try folder.take(row[0], size: row[1], from: own)
        }
    }

    /// The heads as the ledger has them stored, without recomputing anything.
    public func heads() throws -> LedgerHeads { try read(Self.storedHeads) }

    private static func headsBeside(_ backup: String) throws -> LedgerHeads? {
        let path = headsPath(of: backup)
        guard let file = fopen(path, "rb") else {
            if errno == ENOENT { return nil }
            throw FileProblem.readOnly(path)
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        if ferror(file) != 0 { throw FileProblem.io(path) }
        return try LedgerHeads(json: bytes)
    }

    private static func storedHeads(_ db: Database) throws -> LedgerHeads {
        var books: [String: LedgerHeads.Place] = [:]
        let rows = try RawStatement(db, Schema.Verify.storedHeads)
        while try rows.step() {
            books[rows.text(0)] = LedgerHeads.Place(count: Int(rows.int(1)), hash: rows.blob(2).hex)
        }
        let head = try RawStatement(db, Schema.Audit.head)
        guard try head.step() else { return LedgerHeads(books: books, audit: nil) }
        defer { head.reset() }
        return LedgerHeads(
            books: books, audit: LedgerHeads.Place(count: Int(head.int(0)), hash: head.blob(1).hex))
    }

    /// Copies the ledger as it stands at one moment, into one file without a log, and looks at the copy.
    @discardableResult
    private func copy(to file: NewFile) throws -> LedgerHeads {
        let heads = try read { source in
            try Self.translatingErrors(file.path) {
                // The heads are read in the transaction that is copied.
                let heads = try Self.storedHeads(source)
                let target = try DatabaseQueue(path: file.draft)
                try target.writeWithoutTransaction { target in
                    try source.backup(to: target)
                    try target.execute(sql: Schema.File.withoutLog)
                }
                try target.close()
                return heads
            }
        }
        try Self.translatingErrors(file.path) {
            var configuration = Configuration()
            configuration.readonly = true
            let copy = try DatabaseQueue(path: file.draft, configuration: configuration)
            let good = try copy.read { db in
                try Self.assertLedger(db, name: file.path)
                return try String.fetchAll(db, sql: Schema.Verify.quickCheck) == ["ok"]
                    && Self.storedHeads(db) == heads
            }
            try copy.close()
            guard good else { throw BackupProblem.copyDiffers(file.path) }
        }
        return heads
    }
}

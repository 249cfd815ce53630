import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The folder beside the ledger file; nil for a ledger in memory.
    var attachmentFolder: AttachmentFolder? {
        name == ":memory:" ? nil : AttachmentFolder(ledger: name)
    }

    /// Attaches source documents to a draft 附原始凭证, all or none; its number of attachments is raised where it was less.
    ///
    /// - Throws: ``ImportRefused`` with what is wrong with each file, counted from 1; ``AttachmentProblem``,
    ///   ``VoucherProblem/draftReviewed(_:)``.
    public func attach(_ files: [NewAttachment], to name: DraftName, by user: String) throws
        -> AttachmentOutcome
    {
        let documents = try read(files, book: name.book)
        return try act("attach", by: user, guards: .eachAct) { act in
            let (book, draft) = try Self.open(name, role: .preparer, act)
            guard !draft.isReviewed else { throw VoucherProblem.draftReviewed(name.description) }
            var outcome = AttachmentOutcome(warnings: documents.flatMap(\.warnings))
            for document in documents {
                outcome.attached.append(
                    try Self.keep(document, draft: draft.number, sequence: nil, reason: nil, in: book, act))
            }
            let count = Int(try act.desk.one(Schema.Attachments.count, book.id, draft.number))
            if count > draft.voucher.attachments {
                let statement = try act.desk.prepared(Schema.Attachments.setCount)
                statement.bind(1, count)
                statement.bind(2, book.id)
                statement.bind(3, draft.number)
                try statement.run()
                outcome.raisedTo = count
            }
            act.detail = documents.map(\.incoming.digest).joined(separator: " ")
            for document in documents { try document.incoming.publish() }
            return outcome
        }
    }

    /// Attaches documents that came after posting 补附原始凭证: records of their own, the voucher stays as it was sealed.
    ///
    /// - Parameter reason: why they come late.
    /// - Throws: ``AttachmentProblem/reasonMissing``, and what ``attach(_:to:by:)`` throws.
    public func attachLate(
        _ files: [NewAttachment], to name: VoucherName, reason: String, by user: String
    ) throws -> AttachmentOutcome {
        let reason = try ReasonText.required(reason, or: AttachmentProblem.reasonMissing)
        let documents = try read(files, book: name.book)
        return try act("attach late", by: user, guards: .eachAct) { act in
            let book = try act.desk.book(name.book)
            try act.desk.authorise(act.actor(), .preparer, in: book)
            let voucher = try Self.find(name, in: book, act.desk)
            act.book = name.book
            act.subject = name.description
            act.detail = "\(documents.map(\.incoming.digest).joined(separator: " ")); \(reason)"
            var outcome = AttachmentOutcome(warnings: documents.flatMap(\.warnings))
            for document in documents {
                outcome.attached.append(
                    try Self.keep(
                        document, draft: nil, sequence: voucher.sequence, reason: reason, in: book, act))
            }
            for document in documents { try document.incoming.publish() }
            return outcome
        }
    }

    /// Takes an attachment off a draft 去掉附件; its file stays where it is.
    ///
    /// - Throws: ``AttachmentProblem/unknown(book:number:)``, ``AttachmentProblem/posted(book:number:)``.
    public func removeAttachment(_ number: Int, of name: DraftName, by user: String) throws {
        try act("attach remove", by: user, guards: .eachAct) { act in
            let (book, draft) = try Self.open(name, role: .preparer, act)
            guard !draft.isReviewed else { throw VoucherProblem.draftReviewed(name.description) }
            let stored = try Self.attachments(Schema.Attachments.one, name.book, Int64(number), act.desk)
                .first
            guard let stored, stored.voucher == nil, stored.draft == name else {
                throw stored?.voucher == nil
                    ? AttachmentProblem.unknown(book: name.book, number: number)
                    : .posted(book: name.book, number: number)
            }
            act.detail = "\(number) \(stored.digest)"
            let statement = try act.desk.prepared(Schema.Attachments.remove)
            statement.bind(1, book.id)
            statement.bind(2, Int64(number))
            try statement.run()
            act.touchRemoved(.attachment, key: "\(book.code)/\(number)")
        }
    }

    /// Source documents 附件 with the state of their files, by book and number.
    public func attachments(_ scope: AttachmentScope, examined: Bool = true) throws -> [StoredAttachment] {
        let found = try readAtDesk { desk in
            switch scope {
            case .all: return try Self.attachments(Schema.Attachments.all, "", 0, desk)
            case .book(let code):
                return try Self.attachments(Schema.Attachments.ofBook, desk.book(code).code, 0, desk)
            case .draft(let name):
                let book = try desk.book(name.book)
                _ = try desk.draft(name, in: book)
                return try Self.attachments(Schema.Attachments.ofDraft, name.book, Int64(name.number), desk)
            case .voucher(let name):
                let stored = try Self.find(name, in: desk.book(name.book), desk)
                return try Self.attachments(Schema.Attachments.ofVoucher, name.book, stored.sequence, desk)
            }
        }
        guard examined else { return found }
        var states: [String: AttachmentState] = [:]
        return found.map { attachment in
            var attachment = attachment
            let digest = attachment.digest
            let state =
                states[digest] ?? attachmentFolder?.state(digest, size: attachment.size) ?? .missing
            states[digest] = state
            attachment.state = state
            return attachment
        }
    }

    /// Files beside the ledger that no record names, by their SHA-256: what drafts left that were deleted, or an act that
    /// did not end.
    public func unnamedAttachmentFiles() throws -> [String] {
        guard let attachmentFolder else { return [] }
        let named = try Set(read { try String.fetchAll($0, sql: Schema.Attachments.digests) })
        return attachmentFolder.digests().filter { !named.contains($0) }
    }

    /// The documents of an act with everything that is wrong with them, copied beside the ledger under no name yet.
    private func read(_ files: [NewAttachment], book: String) throws -> [IncomingDocument] {
        guard let folder = attachmentFolder else { throw AttachmentProblem.noFolder }
        let (types, limit) = try readAtDesk { desk in
            let code = try desk.book(book).code
            return try (
                AttachmentType.list(desk.setting(.attachmentTypes, book: code).text) ?? [],
                desk.setting(.attachmentLimit, book: code).whole
            )
        }
        folder.sweep()
        var documents: [IncomingDocument] = []
        var problems: [LocatedProblem] = []
        for (index, file) in files.enumerated() {
            do {
                documents.append(try IncomingDocument(file, into: folder, types: types, limitMiB: limit))
            } catch let refused as ImportRefused {
                problems += refused.problems.map { LocatedProblem(line: index + 1, problem: $0.problem) }
            } catch let problem as any LedgerProblem {
                problems.append(LocatedProblem(line: index + 1, problem: problem))
            }
        }
        if files.count == 1, problems.count == 1, let only = problems.first { throw only.problem }
        guard problems.isEmpty else { throw ImportRefused(problems: problems, count: problems.count) }
        return documents
    }

    private static func keep(
        _ document: IncomingDocument, draft: Int64?, sequence: Int64?, reason: String?, in book: BookState,
        _ act: Act
    ) throws -> StoredAttachment {
        let desk = act.desk
        let number = try desk.one(Schema.Attachments.nextNumber, book.id)
        let insert = try desk.prepared(Schema.Attachments.insert)
        insert.bind(1, book.id)
        insert.bind(2, number)
        insert.bind(3, document.incoming.digest)
        insert.bind(4, document.name)
        insert.bind(5, Int64(document.incoming.facts.size))
        insert.bind(6, document.incoming.facts.type?.rawValue)
        insert.bind(7, document.kind.rawValue)
        insert.bind(8, document.sourceNumber)
        insert.bind(9, draft)
        insert.bind(10, sequence)
        insert.bind(11, reason)
        insert.bind(12, try desk.users[Int(act.actor())].id)
        try insert.run()
        act.touch(.attachment, book.id, number)
        let held = try desk.prepared(Schema.Attachments.heldBefore)
        held.bind(1, book.id)
        held.bind(2, number)
        if let earlier = try held.firstInt() {
            let holder = try attachments(Schema.Attachments.one, book.code, earlier, desk).first?.holder
            throw AttachmentProblem.bookedTwice(document.name, holder: holder ?? "\(book.code)@\(earlier)")
        }
        guard let stored = try attachments(Schema.Attachments.one, book.code, number, desk).first else {
            throw BrokenInvariant("attachment", "an attachment was kept and is not there")
        }
        return stored
    }

    static func attachments(
        _ sql: String, _ book: String, _ second: Int64, _ desk: PostingDesk
    ) throws -> [StoredAttachment] {
        try desk.writeRows()
        let row = try desk.prepared(sql)
        row.bind(1, book)
        row.bind(2, second)
        var found: [StoredAttachment] = []
        while try row.step() {
            let code = row.text(0)
            var voucher: VoucherName?
            if let kind = VoucherKind(rawValue: row.text(13)), !row.isNull(12) {
                voucher = VoucherName(
                    book: code, month: try CalendarDate.stored(row.int(12), "voucher").accountingMonth,
                    kind: kind, number: Int(row.int(14)))
            }
            found.append(
                StoredAttachment(
                    book: code, number: Int(row.int(1)), digest: row.text(2), name: row.text(3),
                    size: row.int(4), type: row.text(5),
                    kind: try .stored(row.text(6), "attachment", "\(code)/\(row.int(1))"),
                    sourceNumber: row.optionalText(7),
                    draft: row.optionalInt(8).map { DraftName(book: code, number: Int($0)) },
                    voucher: voucher, lateReason: row.optionalText(10), user: row.text(11)))
        }
        return found
    }
}

/// A document that passed every look at itself (已查验的附件).
private struct IncomingDocument {
    let incoming: IncomingAttachment
    let name: String
    let kind: AttachmentKind
    let sourceNumber: String?
    let warnings: [any LedgerProblem]

    /// - Throws: ``ImportRefused`` with all that is wrong with it.
    init(_ file: NewAttachment, into folder: AttachmentFolder, types: [AttachmentType], limitMiB: Int) throws
    {
        // A path leads to the file; only its last part is a name. What somebody else says is a name is taken whole.
        let last = file.path.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init)
        let given = file.name ?? last ?? file.path
        incoming = try IncomingAttachment(
            file.path, name: given, into: folder, limitBytes: Int64(limitMiB) << 20)
        var problems: [any LedgerProblem] = incoming.facts.problems(allowed: types, limitMiB: limitMiB)
        var number: String?
        do throws(AttachmentProblem) {
            number = try file.sourceNumber.map { text throws(AttachmentProblem) in
                try SourceNumber.normal(text)
            }
        } catch {
            problems.append(error)
        }
        guard problems.isEmpty, let name = AttachmentName(given) else {
            throw ImportRefused(
                problems: problems.map { LocatedProblem(line: 0, problem: $0) }, count: problems.count)
        }
        self.name = name.text
        kind = file.kind
        sourceNumber = number
        warnings = name.isChanged ? [AttachmentProblem.nameCleaned(given, shown: name.text)] : []
    }
}

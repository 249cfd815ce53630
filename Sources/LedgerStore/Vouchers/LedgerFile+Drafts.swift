import Ledger
import LedgerCrypto
import LedgerSchema

extension LedgerFile {
    /// Keeps vouchers as drafts 制单, all or none.
    ///
    /// What is missing or unbalanced is told as a warning and refused when the draft is reviewed or posted; what can
    /// never stand, such as an unknown account or a closed month, is refused now.
    ///
    /// - Parameter key: the idempotency key: the same key with the same content gives the first result again.
    /// - Throws: ``ImportRefused`` with all that is wrong, vouchers counted, and lines within each voucher.
    public func addDrafts(_ drafts: [VoucherDraft], by user: String, key: String? = nil) throws
        -> [SavedDraft]
    {
        let request = IdempotentRequest(key, "voucher add", content: drafts.map(\.canonicalBytes))
        return try once(request) { names in
            names.compactMap { DraftName(parsing: $0) }.map { SavedDraft(name: $0, warnings: []) }
        } first: {
            try act("voucher add", by: user, guards: .eachAct) { act in
                let saved = try Self.write(drafts, act)
                act.book = drafts.count == 1 ? drafts[0].book : nil
                act.subject = saved.map(\.name.description).joined(separator: " ")
                try Self.remember(request, result: saved.map(\.name.description), act)
                return saved
            }
        }
    }

    /// Writes drafts, or tells all that is wrong with all of them.
    static func write(_ drafts: [VoucherDraft], _ act: Act) throws -> [SavedDraft] {
        let preparer = try act.actor()
        var saved: [SavedDraft] = []
        var problems: [LocatedProblem] = []
        for (place, draft) in drafts.enumerated() {
            let book = try act.desk.book(draft.book)
            try act.desk.authorise(preparer, .preparer, in: book)
            do {
                let (resolved, warnings) = try resolve(draft, in: book, act)
                saved.append(try write(resolved, warnings, in: book, preparer: preparer, act))
            } catch let refused as ImportRefused {
                problems += refused.problems.map { located in
                    var located = located
                    located.voucher = place + 1
                    return located
                }
            }
        }
        guard problems.isEmpty else {
            throw ImportRefused(problems: Array(problems.prefix(ImportRefused.limit)), count: problems.count)
        }
        return saved
    }

    /// Keeps one voucher as a draft 制单; see ``addDrafts(_:by:key:)``.
    public func addDraft(_ draft: VoucherDraft, by user: String, key: String? = nil) throws -> SavedDraft {
        let saved = try addDrafts([draft], by: user, key: key)
        guard let first = saved.first else {
            throw BrokenInvariant("draft", "a draft was kept without a name")
        }
        return first
    }

    static func write(
        _ resolved: ResolvedVoucher, _ warnings: [any LedgerProblem], in book: BookState, preparer: Int32,
        _ act: Act
    ) throws -> SavedDraft {
        var voucher = resolved
        voucher.preparer = preparer
        voucher.editor = preparer
        book.drafts += 1
        try act.desk.writeDraft(voucher, number: book.drafts, in: book)
        try act.desk.writeHead(of: book)
        return SavedDraft(name: DraftName(book: book.code, number: Int(book.drafts)), warnings: warnings)
    }

    /// A draft's content with its names looked up, and what must still be mended.
    static func resolve(
        _ draft: VoucherDraft, in book: BookState, _ act: Act
    ) throws -> (ResolvedVoucher, [any LedgerProblem]) {
        var draft = draft
        draft.trimNames()
        let texts = draft.textProblems()
        guard texts.isEmpty else { throw ImportRefused(problems: texts, count: texts.count) }
        var incoming = IncomingVoucher(draft)
        var resolved = ResolvedVoucher()
        let problems = try act.desk.resolve(&incoming, into: &resolved, in: book, strictness: .draft) {
            record, id in
            act.touch(record, id)
        }
        guard problems.isEmpty else { throw ImportRefused(problems: problems, count: problems.count) }
        var copy = resolved
        var warnings = try act.desk.postingProblems(&copy, in: book)
        if resolved.lacksAttachment { warnings.append(VoucherProblem.attachmentReason) }
        if let problem = act.desk.receiptProblem(resolved) { warnings.append(problem) }
        return (resolved, warnings)
    }

    /// Replaces the content of a draft 修改; whoever edits may not review it.
    ///
    /// - Throws: ``VoucherProblem/draftReviewed(_:)``, ``ImportRefused``.
    public func editDraft(_ name: DraftName, to draft: VoucherDraft, by user: String) throws -> SavedDraft {
        try act("voucher edit", by: user, guards: .eachAct) { act in
            let (book, existing) = try Self.open(name, role: .preparer, act)
            guard !existing.isReviewed else { throw VoucherProblem.draftReviewed(name.description) }
            var content = draft
            content.book = name.book
            content.trimNames()
            try Self.requireBound(
                content, inPlaceOf: act.desk.content(of: existing.voucher, in: book), in: book, act)
            var (resolved, warnings) = try Self.resolve(content, in: book, act)
            resolved.preparer = existing.voucher.preparer
            resolved.editor = try act.actor()
            // What is attached to it counts, whatever was typed.
            let attached = try act.desk.one(Schema.Attachments.count, book.id, existing.number)
            resolved.attachments = max(resolved.attachments, Int(attached))
            try act.desk.delete(existing, in: book)
            try act.draftChanged(existing, in: book)
            try act.desk.writeDraft(resolved, number: existing.number, in: book)
            return SavedDraft(name: name, warnings: warnings)
        }
    }

    /// Deletes drafts 删除, all or none; their numbers are not used again.
    ///
    /// - Throws: ``VoucherProblem/draftUnknown(_:)``, ``VoucherProblem/draftReviewed(_:)``.
    public func deleteDrafts(_ names: [DraftName], by user: String) throws {
        try act("voucher delete", by: user, guards: .eachAct) { act in
            for name in names {
                let (book, existing) = try Self.open(name, role: .preparer, act)
                guard !existing.isReviewed else { throw VoucherProblem.draftReviewed(name.description) }
                try act.desk.delete(existing, in: book)
                try act.desk.removeFollowers(of: existing.number, in: book, act)
                try act.draftDeleted(existing, in: book)
            }
            act.concern(names)
        }
    }

    /// Deletes one draft 删除; see ``deleteDrafts(_:by:)``.
    public func deleteDraft(_ name: DraftName, by user: String) throws { try deleteDrafts([name], by: user) }

    /// Finds a draft for an act on it and writes down what the act is about.
    static func open(_ name: DraftName, role: UserRole, _ act: Act) throws -> (BookState, DraftRow) {
        let book = try act.desk.book(name.book)
        try act.desk.authorise(act.actor(), role, in: book)
        act.book = name.book
        act.subject = name.description
        return (book, try act.desk.draft(name, in: book))
    }

    /// One draft 草稿.
    public func draft(_ name: DraftName) throws -> StoredDraft {
        try readAtDesk { desk in
            let book = try desk.book(name.book)
            return try Self.stored(desk.draft(name, in: book), in: book, desk)
        }
    }

    /// The drafts of some books, or of all where none is named, in a period.
    public func drafts(books: [String] = [], period: Period? = nil) throws -> [StoredDraft] {
        try readAtDesk { desk in
            for code in books { _ = try desk.book(code) }
            var names: [DraftName] = []
            let rows = try RawStatement(desk.db, Schema.Drafts.all)
            while try rows.step() { names.append(DraftName(book: rows.text(0), number: Int(rows.int(1)))) }
            return try names.filter { books.isEmpty || books.contains($0.book) }.compactMap { name in
                let book = try desk.book(name.book)
                let stored = try Self.stored(desk.draft(name, in: book), in: book, desk)
                return period?.contains(stored.content.date) ?? true ? stored : nil
            }
        }
    }

    private static func stored(_ draft: DraftRow, in book: BookState, _ desk: PostingDesk) throws
        -> StoredDraft
    {
        var voucher = draft.voucher
        let problems = try desk.postingProblems(&voucher, in: book)
        var stored = try StoredDraft(
            name: DraftName(book: book.code, number: Int(draft.number)),
            content: desk.content(of: voucher, in: book), type: voucher.type,
            preparer: desk.users[Int(voucher.preparer)].name, editor: desk.users[Int(voucher.editor)].name,
            reviewer: draft.isReviewed ? desk.users[Int(voucher.reviewer)].name : nil,
            approvals: desk.shown(desk.approvals(draft.number, in: book)),
            steps: desk.approvalChain(of: book).roles(for: voucher.approvalAmount),
            returnReason: draft.returnReason, problems: problems)
        stored.cashier = try desk.signature(ofDraft: draft.number, in: book).map {
            desk.users[Int($0.signer)].name
        }
        return stored
    }
}

extension Act {
    /// Writes down which drafts the act is about, and the book where they are all of one.
    func concern(_ names: [DraftName]) {
        book = Set(names.map(\.book)).count == 1 ? names.first?.book : nil
        subject = names.map(\.description).joined(separator: " ")
    }
}

/// A request with a client-made key (幂等请求): sent twice, it is done once.
struct IdempotentRequest {
    let key: String?
    let digest: [UInt8]
    /// As it is kept: the digests of imported files are kept in the same table, and no client can make one of these.
    var storedKey: String? { key.map { "client:" + $0 } }

    init(_ key: String?, _ action: String, content: @autoclosure () -> [CanonicalBytes]) {
        self.key = key
        guard key != nil else {
            digest = []
            return
        }
        var bytes = CanonicalBytes()
        bytes.add("action", action)
        for part in content() { part.bytes.withUnsafeBufferPointer { bytes.add("content", $0) } }
        digest = SHA256Digest.of(bytes.bytes)
    }
}

extension LedgerFile {
    /// Does a request, or gives again what it gave before.
    func once<T>(_ request: IdempotentRequest, again: ([String]) -> T, first: () throws -> T) throws -> T {
        if let earlier = try earlierResult(of: request) { return again(earlier) }
        do {
            return try first()
        } catch {
            // Another task may have sent the same request at the same time and come first.
            if let earlier = try earlierResult(of: request) { return again(earlier) }
            throw error
        }
    }

    /// What the same request gave before; nil when it was never made.
    ///
    /// - Throws: ``FileProblem/keyReused(_:)`` when the key was used with other content, ``FileProblem/keyBlank``.
    func earlierResult(of request: IdempotentRequest) throws -> [String]? {
        guard let key = request.key, let storedKey = request.storedKey else { return nil }
        // What a script meant as its key and did not set would swallow the next one's request.
        guard key.utf8.contains(where: { $0 > 0x20 }) else { throw FileProblem.keyBlank }
        return try read { db in
            let find = try RawStatement(db, Schema.Keys.find)
            find.bind(1, storedKey)
            guard try find.step() else { return nil }
            guard find.blob(0) == request.digest else { throw FileProblem.keyReused(key) }
            return find.text(1).split(separator: "\n").map(String.init)
        }
    }

    static func remember(_ request: IdempotentRequest, result: [String], _ act: Act) throws {
        guard let key = request.storedKey else { return }
        let insert = try act.desk.prepared(Schema.Keys.insert)
        insert.bind(1, key)
        insert.bind(2, blob: request.digest)
        insert.bind(3, result.joined(separator: "\n"))
        try insert.run()
    }
}

import Ledger
import LedgerCrypto
import LedgerSchema

/// What an import did (导入结果).
public struct ImportOutcome: Sendable {
    /// Vouchers taken in.
    public var vouchers = 0
    /// Their lines.
    public var lines = 0
    /// Books they belong to.
    public var books = 0
    /// What a rehearsal found for each book, in the order of their codes.
    public var tallies: [BookTally] = []
    /// Whether the same content had been imported before, so that nothing was done.
    public var isAlreadyThere = false
    /// What was taken in but should be looked at.
    public var warnings: [LocatedProblem] = []
    /// How many warnings there are; only the first thousand are kept with their words.
    public var warningCount = 0
}

extension LedgerFile {
    /// Imports vouchers 导入凭证 in one transaction, as drafts or reviewed and posted; all of them or none.
    ///
    /// Every rule holds for each of them, also for drafts: a file is finished work. The same content a second time
    /// imports nothing. Posting runs as a bulk act: rules are asked in Swift as rows are read, and once more as set
    /// queries over the new rows before the act commits.
    ///
    /// - Parameters:
    ///   - reviewer: who reviewed the vouchers; needed to post them, and another person than `user`.
    ///   - again: also where the same content became drafts before, which were deleted; what was posted is never taken in
    ///     twice.
    ///   - rehearsal: does everything and takes it back.
    /// - Throws: ``ImportRefused`` with all that is wrong.
    public func importVouchers<Source: VoucherSource>(
        _ source: inout Source, by user: String, reviewer: String? = nil, post: Bool = false,
        again: Bool = false, rehearsal: Bool = false
    ) throws -> ImportOutcome {
        let digest = source.contentDigest
        var key = "import:" + digest.hex
        if again {
            guard let free = try freeKey(key) else { return ImportOutcome(isAlreadyThere: true) }
            key = free
        }
        let mode = post ? "posted" : "drafts"
        if let earlier = try importedBefore(key, as: mode) { return earlier }
        do {
            return try load(
                &source, digest, key, mode, by: user, reviewer: reviewer, post: post, rehearsal: rehearsal)
        } catch {
            // Another task may have imported the same content at the same time and come first.
            if let earlier = try importedBefore(key, as: mode) { return earlier }
            throw error
        }
    }

    private func load<Source: VoucherSource>(
        _ source: inout Source, _ digest: [UInt8], _ key: String, _ mode: String, by user: String,
        reviewer: String?,
        post: Bool, rehearsal: Bool
    ) throws -> ImportOutcome {
        try act("import vouchers", by: user, guards: post ? .bulk : .eachAct, rehearsal: rehearsal) { act in
            var loader = try VoucherLoader(act, reviewer: reviewer, post: post, tallies: rehearsal)
            let outcome = try loader.load(&source)
            if post { try act.desk.checkNumbers() }
            act.detail =
                "\(mode) \(outcome.vouchers) vouchers \(outcome.lines) lines, content \(key.dropFirst(7))"
            act.subject = loader.span
            let insert = try act.desk.prepared(Schema.Keys.insert)
            insert.bind(1, key)
            insert.bind(2, blob: digest)
            insert.bind(3, mode)
            try insert.run()
            return outcome
        }
    }

    /// The key of content that was imported as drafts only: `import:…`, `import:…/2` and so on; nil where it was posted.
    private func freeKey(_ key: String) throws -> String? {
        try read { db in
            let find = try RawStatement(db, Schema.Keys.find)
            var (free, times) = (key, 1)
            while true {
                find.bind(1, free)
                guard try find.step() else { return free }
                if find.text(1) == "posted" { return nil }
                find.reset()
                times += 1
                free = "\(key)/\(times)"
            }
        }
    }

    /// What an import of content imported before does: nothing.
    ///
    /// - Throws: ``FileProblem/importedOtherwise(mode:)`` when it was imported the other way.
    private func importedBefore(_ key: String, as mode: String) throws -> ImportOutcome? {
        let earlier = try read { db in
            let find = try RawStatement(db, Schema.Keys.find)
            find.bind(1, key)
            return try find.step() ? find.text(1) : nil
        }
        guard let earlier else { return nil }
        guard earlier == mode else { throw FileProblem.importedOtherwise(mode: earlier) }
        return ImportOutcome(isAlreadyThere: true)
    }
}

/// Takes vouchers in one after the other (凭证装载), keeping its storage from one to the next.
private struct VoucherLoader {
    let act: Act
    let post: Bool
    let user: Int32
    let reviewer: Int32
    private var outcome = ImportOutcome()
    private var problems: [LocatedProblem] = []
    private var problemCount = 0
    private var admitted: Set<String> = []
    /// Books where one reviewer is not enough for every voucher; empty nearly always, and then nothing is looked at.
    private var longChains: [Int64: ApprovalChain] = [:]
    private var first: VoucherName?
    private var withoutReceipt: (count: Int, position: Int) = (0, 0)
    private var last: (book: BookState, month: Month, kind: VoucherKind, number: Int)?

    /// What is taken into each book, and how many counterparties it had before; only for a rehearsal.
    private var tallies: [ObjectIdentifier: (tally: BookTally, book: BookState, known: Int)] = [:]
    private let isTallying: Bool

    init(_ act: Act, reviewer: String?, post: Bool, tallies: Bool) throws {
        self.act = act
        self.post = post
        isTallying = tallies
        user = try act.actor()
        try act.desk.authorise(user, .preparer, in: nil)
        guard post else {
            self.reviewer = -1
            return
        }
        guard let reviewer else { throw VoucherProblem.notReviewed("--reviewer") }
        self.reviewer = try act.desk.user(reviewer)
        try act.desk.authorise(user, .poster, in: nil)
        try act.desk.authorise(self.reviewer, .reviewer, in: nil)
        try act.desk.separate(preparer: user, editor: user, reviewer: self.reviewer)
    }

    /// The first and the last voucher taken in.
    var span: String? {
        guard let first, let last else { return nil }
        let end = VoucherName(book: last.book.code, month: last.month, kind: last.kind, number: last.number)
        return first == end ? "\(first)" : "\(first) … \(end)"
    }

    mutating func load<Source: VoucherSource>(_ source: inout Source) throws -> ImportOutcome {
        var incoming = IncomingVoucher()
        var resolved = ResolvedVoucher()
        while try source.next(into: &incoming) {
            guard let book = try book(of: incoming) else { continue }
            let act = act
            if isTallying { meet(book) }
            let found = try act.desk.resolve(&incoming, into: &resolved, in: book, strictness: .posting) {
                act.touch($0, $1)
            }
            guard found.isEmpty else {
                book.isTainted = true
                report(found)
                continue
            }
            if post, !longChains.isEmpty, let chain = longChains[book.id] {
                let amount = resolved.approvalAmount
                let roles = chain.roles(for: amount)
                if roles.count > 1 {
                    let problem = ApprovalProblem.importNeedsMore(
                        book: book.code, amount: amount, roles: roles)
                    report([LocatedProblem(line: incoming.position, problem: problem)])
                    continue
                }
            }
            warn(incoming, resolved)
            let exported = incoming.exportedNumber.isPresent ? resolved.string(incoming.exportedNumber) : nil
            try take(&resolved, exportedNumber: exported.flatMap { Int($0) }, in: book)
            outcome.vouchers += 1
            outcome.lines += resolved.lines.count
            if isTallying { tally(resolved, in: book) }
            if act.desk.pendingSums > 60_000 { try act.desk.flush() }
            if post, outcome.vouchers % Self.checkedAtOnce == 0 { try act.desk.checkNewVouchers() }
        }
        guard problemCount == 0 else { throw ImportRefused(problems: problems, count: problemCount) }
        for book in act.desk.books { book.renumbered.removeAll() }
        if withoutReceipt.count > 0 {
            outcome.warningCount += 1
            outcome.warnings.append(
                LocatedProblem(
                    line: withoutReceipt.position,
                    problem: CashProblem.receiptsMissing(vouchers: withoutReceipt.count)))
        }
        outcome.books = admitted.count
        outcome.tallies = tallies.values.map { entry in
            var tally = entry.tally
            tally.countParties(of: entry.book, since: entry.known)
            return tally
        }
        .sorted { $0.book < $1.book }
        return outcome
    }

    /// Takes note of a book before its first voucher is looked at, which may bring a new counterparty.
    private mutating func meet(_ book: BookState) {
        let id = ObjectIdentifier(book)
        if tallies[id] == nil { tallies[id] = (BookTally(book.code), book, book.parties.count) }
    }

    private mutating func tally(_ voucher: borrowing ResolvedVoucher, in book: BookState) {
        let id = ObjectIdentifier(book)
        tallies[id]?.tally.entries += 1
        tallies[id]?.tally.lines += voucher.lines.count
        for line in voucher.lines { tallies[id]?.tally.add(debit: line.debit, credit: line.credit) }
    }

    private mutating func take(
        _ voucher: inout ResolvedVoucher, exportedNumber: Int?, in book: BookState
    ) throws {
        voucher.preparer = user
        voucher.editor = user
        if post {
            voucher.reviewer = reviewer
            voucher.poster = user
            let number = try act.desk.post(voucher, in: book, audit: act.audit)
            let month = voucher.date.accountingMonth
            if let exported = exportedNumber, exported != number {
                let name = VoucherName(book: book.code, month: month, kind: voucher.kind, number: exported)
                book.renumbered[name] = book.sequence
            }
            last = (book, month, voucher.kind, number)
            if first == nil {
                first = VoucherName(book: book.code, month: month, kind: voucher.kind, number: number)
            }
        } else {
            book.drafts += 1
            try act.desk.writeDraft(voucher, number: book.drafts, in: book)
            try act.desk.writeHead(of: book)
        }
    }

    /// The book of a voucher, with the rights of who imports and who reviews looked at once.
    private mutating func book(of incoming: borrowing IncomingVoucher) throws -> BookState? {
        let desk = act.desk
        let known = incoming.text.withUnsafeBufferPointer {
            desk.bookTable.find(UnsafeBufferPointer(rebasing: $0[incoming.book.range]))
        }
        if let known, desk.books[known].firstNew != nil { return desk.books[known] }
        let code = incoming.string(incoming.book) ?? ""
        guard !code.isEmpty || incoming.problems.isEmpty else {
            // A row that could not be read names no book, and what is wrong with it is known already.
            report(incoming.problems)
            return nil
        }
        guard let book = try desk.knownBook(code) else {
            report(
                incoming.problems + [
                    LocatedProblem(line: incoming.position, problem: NamedThingProblem.bookUnknown(code))
                ])
            return nil
        }
        if admitted.insert(code).inserted {
            try desk.authorise(user, .preparer, in: book)
            if post {
                try desk.authorise(reviewer, .reviewer, in: book)
                let chain = try desk.approvalChain(of: book)
                if !chain.isSingle { longChains[book.id] = chain }
            }
        }
        return book
    }

    private mutating func warn(_ incoming: borrowing IncomingVoucher, _ voucher: borrowing ResolvedVoucher) {
        if act.desk.receiptProblem(voucher) != nil {
            if withoutReceipt.count == 0 { withoutReceipt.position = incoming.position }
            withoutReceipt.count += 1
        }
        guard voucher.lacksAttachment
        else { return }
        outcome.warningCount += 1
        if outcome.warnings.count < ImportRefused.limit {
            outcome.warnings.append(
                LocatedProblem(line: incoming.position, problem: VoucherProblem.attachmentReason))
        }
    }

    private mutating func report(_ found: [LocatedProblem]) {
        problemCount += found.count
        problems += found.prefix(max(0, ImportRefused.limit - problems.count))
    }

    /// How many vouchers are checked at once: few enough to be found where the processor left them.
    private static let checkedAtOnce = 2000
}

import Ledger
import LedgerSchema

extension LedgerFile {
    /// Drafts the full reversal of a posted voucher 红字冲销: the same lines, negative, on the same sides.
    ///
    /// - Throws: ``VoucherProblem/unknown(_:)``, ``VoucherProblem/alreadyReversed(_:)``,
    ///   ``VoucherProblem/reversalAcrossYears(_:)``.
    public func reverse(_ name: VoucherName, on date: CalendarDate, by user: String) throws -> SavedDraft {
        try act("voucher reverse", by: user, guards: .eachAct) { act in
            act.book = name.book
            act.subject = name.description
            return try Self.draftReversal(of: name, on: date, act)
        }
    }

    /// Drafts the full reversal of a posted voucher and the right one in its place 更正, both or neither.
    ///
    /// - Throws: what ``reverse(_:on:by:)`` throws, ``ImportRefused`` with all that is wrong with the right one.
    public func correct(_ name: VoucherName, with right: VoucherDraft, by user: String) throws -> [SavedDraft]
    {
        try act("voucher correct", by: user, guards: .eachAct) { act in
            act.book = name.book
            act.subject = name.description
            let book = try act.desk.book(name.book)
            let original = try Self.find(name, in: book, act.desk)
            let wrong = try act.desk.content(of: original.voucher, in: book)
            var right = right
            // The asset register finds the right one as it found the wrong one, or the month would be charged again.
            if right.originalName == nil { right.originalName = try Self.boundName(wrong, in: book, act) }
            try Self.requireBound(right, inPlaceOf: wrong, in: book, act)
            return try [Self.draftReversal(of: name, on: right.date, act)] + Self.write([right], act)
        }
    }

    private static func draftReversal(
        of name: VoucherName, on date: CalendarDate, _ act: Act
    ) throws -> SavedDraft {
        let book = try act.desk.book(name.book)
        let preparer = try act.actor()
        try act.desk.authorise(preparer, .preparer, in: book)
        let original = try find(name, in: book, act.desk)
        var draft = try act.desk.content(of: original.voucher, in: book)
        let day = original.voucher.date
        let note = "注销\(day.month)月\(day.day)日\(name.kind.rawValue)-\(name.number)号凭证"
        draft.date = date
        draft.reverses = name.description
        draft.corrects = nil
        draft.originalName = nil
        draft.attachments = 0
        draft.attachmentReason = note
        for index in draft.lines.indices {
            let line = draft.lines[index]
            draft.lines[index].debit = line.debit.negated
            draft.lines[index].credit = line.credit.negated
            draft.lines[index].quantityMillionths = line.quantityMillionths.map { -$0 }
            draft.lines[index].summary = String(
                String.UnicodeScalarView("\(note)：\(line.summary)".unicodeScalars.prefix(TextLimit.summary)))
        }
        var (resolved, warnings) = try resolve(draft, in: book, act)
        let drafted = try act.desk.prepared(Schema.Posting.draftedReversalOf)
        drafted.bind(1, book.id)
        drafted.bind(2, original.sequence)
        if let number = try drafted.firstInt(), number > 0 {
            let other = DraftName(book: name.book, number: Int(number)).description
            warnings.append(VoucherProblem.reversalDrafted(name.description, draft: other))
        }
        return try write(resolved, warnings, in: book, preparer: preparer, act)
    }

    static func find(_ name: VoucherName, in book: BookState, _ desk: PostingDesk) throws
        -> StoredVoucher
    {
        do {
            let sequence = try desk.sequence(named: name.description, in: book, near: name.month.firstDay)
            if let stored = try desk.storedVoucher(in: book, sequence: sequence) { return stored }
        } catch VoucherProblem.reversesUnknown {}
        throw VoucherProblem.unknown(name.description)
    }

    /// One posted voucher 凭证.
    ///
    /// - Throws: ``VoucherProblem/unknown(_:)``.
    public func voucher(_ name: VoucherName) throws -> PostedVoucher {
        try readAtDesk { desk in
            let book = try desk.book(name.book)
            return try Self.posted(Self.find(name, in: book, desk), in: book, desk)
        }
    }

    /// The posted vouchers of some books, or of all where none is named, by book and then in the order of posting.
    public func forEachVoucher(
        books: [String] = [], period: Period? = nil, _ body: (PostedVoucher) throws -> Void
    ) throws {
        try readAtDesk { desk in
            var codes = books
            if codes.isEmpty {
                let rows = try RawStatement(desk.db, Schema.Posting.bookCodes)
                while try rows.step() { codes.append(rows.text(0)) }
            }
            for code in codes {
                let book = try desk.book(code)
                try desk.forEachStoredVoucher(in: book) { stored in
                    guard period?.contains(stored.voucher.date) ?? true else { return }
                    try body(Self.posted(stored, in: book, desk))
                }
            }
        }
    }

    private static func posted(
        _ stored: StoredVoucher, in book: BookState, _ desk: PostingDesk
    ) throws -> PostedVoucher {
        try desk.requireWhole(stored, in: book)
        var posted = PostedVoucher(
            name: desk.name(of: stored, in: book), sequence: Int(stored.sequence),
            content: try desk.content(of: stored.voucher, in: book), type: stored.voucher.type,
            marks: stored.voucher.lines.map { desk.marks.marks[Int($0.mark)] },
            preparer: desk.users[Int(stored.voucher.preparer)].name,
            editor: desk.users[Int(stored.voucher.editor)].name,
            reviewer: desk.users[Int(stored.voucher.reviewer)].name,
            poster: desk.users[Int(stored.voucher.poster)].name, audit: Int(stored.audit), hash: stored.hash)
        posted.cashier = try desk.signer(ofVoucher: stored.sequence, in: book)
        return posted
    }
}

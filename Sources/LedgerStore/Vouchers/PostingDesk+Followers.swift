import Ledger
import LedgerSchema

/// What goes with a draft and stays with the voucher it becomes (随附记录): attachments, approvals, the schedule it came from.
extension PostingDesk {
    /// A whole number asked for by one or two keys.
    func one(_ sql: String, _ first: Int64, _ second: Int64? = nil) throws -> Int64 {
        let statement = try prepared(sql)
        statement.bind(1, first)
        if let second { statement.bind(2, second) }
        return try statement.firstInt() ?? 0
    }

    func hasFollowers(_ draft: Int64, in book: BookState) throws -> Bool {
        try one(Schema.Followers.any, book.id, draft) != 0
    }

    /// Source documents of the draft that another voucher has; the reversal of that one must be posted by now.
    func bookedTwice(_ draft: Int64, in book: BookState) throws -> [AttachmentProblem] {
        try writeRows()
        let rows = try prepared(Schema.Attachments.heldAtPosting)
        rows.bind(1, book.id)
        rows.bind(2, draft)
        var pairs: [(number: Int64, earlier: Int64)] = []
        while try rows.step() { pairs.append((rows.int(0), rows.int(1))) }
        return try pairs.map { pair in
            let (own, held) = try (
                LedgerFile.attachments(Schema.Attachments.one, book.code, pair.number, self).first,
                LedgerFile.attachments(Schema.Attachments.one, book.code, pair.earlier, self).first
            )
            return .bookedTwice(own?.name ?? "", holder: held?.holder ?? "\(book.code)@\(pair.earlier)")
        }
    }

    /// Gives what goes with a draft to the voucher just posted.
    func handFollowers(of draft: Int64, to sequence: Int64, in book: BookState, _ act: Act) throws {
        try touchFollowers(of: draft, in: book, act)
        for sql in Schema.Followers.hand {
            let statement = try prepared(sql)
            statement.bind(1, book.id)
            statement.bind(2, draft)
            statement.bind(3, sequence)
            try statement.run()
        }
    }

    /// Takes out what goes with a draft that is deleted: its documents are free for another, its month may be made again.
    func removeFollowers(of draft: Int64, in book: BookState, _ act: Act) throws {
        guard try hasFollowers(draft, in: book) else { return }
        for number in try numbers(Schema.Followers.attachments, draft, in: book) {
            act.touchRemoved(.attachment, key: "\(book.code)/\(number)")
        }
        let run = try prepared(Schema.Followers.run)
        run.bind(1, book.id)
        run.bind(2, draft)
        while try run.step() {
            act.touchRemoved(.recurringRun, key: "\(book.code)/\(run.text(0))/\(run.int(1))")
        }
        try remove(Schema.Followers.removeAttachments, draft, in: book)
        try remove(Schema.Followers.removeRun, draft, in: book)
        try clearApprovals(of: draft, in: book, act)
    }

    /// Takes back what was approved of a draft: it was changed, or sent back.
    func clearApprovals(of draft: Int64, in book: BookState, _ act: Act) throws {
        let steps = try numbers(Schema.Followers.approvals, draft, in: book)
        guard !steps.isEmpty else { return }
        for step in steps { act.touchRemoved(.approval, key: "\(book.code)/\(draft)/\(step)") }
        try remove(Schema.Followers.removeApprovals, draft, in: book)
    }

    private func touchFollowers(of draft: Int64, in book: BookState, _ act: Act) throws {
        for number in try numbers(Schema.Followers.attachments, draft, in: book) {
            act.touch(.attachment, book.id, number)
        }
        for step in try numbers(Schema.Followers.approvals, draft, in: book) {
            act.touch(.approval, book.id, draft, step)
        }
        let run = try prepared(Schema.Followers.run)
        run.bind(1, book.id)
        run.bind(2, draft)
        while try run.step() { act.touch(.recurringRun, book.id, run.text(0), run.int(1)) }
    }

    private func numbers(_ sql: String, _ draft: Int64, in book: BookState) throws -> [Int64] {
        let rows = try prepared(sql)
        rows.bind(1, book.id)
        rows.bind(2, draft)
        var found: [Int64] = []
        while try rows.step() { found.append(rows.int(0)) }
        return found
    }

    private func remove(_ sql: String, _ draft: Int64, in book: BookState) throws {
        let statement = try prepared(sql)
        statement.bind(1, book.id)
        statement.bind(2, draft)
        try statement.run()
    }
}

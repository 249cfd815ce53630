import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The register of receipts 票据登记簿 of a book: what became of each number.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func receiptRegister(book: String) throws -> ReceiptRegister {
        try read { db in try CashReader(db, book: book).register() }
    }

    /// Hands a run of receipts to a book 领用票据.
    ///
    /// - Parameter holder: who took them 领用人.
    /// - Throws: ``ReceiptProblem/overlap(book:run:with:)``, ``ReceiptProblem/wordMissing(_:)``.
    /// - Returns: the range, numbered within the book.
    @discardableResult
    public func issueReceipts(
        _ run: ReceiptRun, to holder: String, on date: CalendarDate, book code: String, by user: String
    ) throws -> ReceiptRange {
        try act("receipt issue", by: user) { act in
            let book = try act.open(code, subject: "\(run)", role: .cashier, orRole: .preparer)
            let holder = try ReasonText.required(holder, or: ReceiptProblem.wordMissing("--to"))
            let reader = CashReader(act.db, id: book.id, code: code)
            if let other = try reader.ranges().first(where: { $0.run.overlaps(run) }) {
                throw ReceiptProblem.overlap(book: code, run: run, with: other.run)
            }
            let number = try act.next(.receiptRange, in: book)
            try act.db.execute(
                sql: Schema.Cash.insertRange,
                arguments: [
                    book.id, number, run.first.prefix, run.first.digits, run.first.value, run.last.value,
                    date.number, holder, act.actorID(),
                ])
            act.touch(.receiptRange, book.id, number)
            return ReceiptRange(
                number: Int(number), run: run, issued: date, holder: holder, recorder: act.userName)
        }
    }

    /// Writes down that receipts are void 作废 or given back 交回.
    ///
    /// - Throws: ``ReceiptProblem/unknown(book:run:)``, ``ReceiptProblem/gone(book:run:kind:)``,
    ///   ``ReceiptProblem/beforeIssue(book:run:date:issued:)``, ``ReceiptProblem/used(book:number:on:)``, ``ReceiptProblem/wordMissing(_:)``.
    public func endReceipts(
        _ run: ReceiptRun, as kind: ReceiptEvent.Kind, reason: String, on date: CalendarDate,
        book code: String,
        by user: String
    ) throws {
        try act("receipt \(kind == .void ? "void" : "return")", by: user) { act in
            let book = try act.open(code, subject: "\(run)", role: .cashier, orRole: .preparer)
            let reason = try ReasonText.required(reason, or: ReceiptProblem.wordMissing("--reason"))
            act.detail = reason
            let reader = CashReader(act.db, id: book.id, code: code)
            let range = try reader.ranges().first {
                $0.run.contains(run.first) && $0.run.contains(run.last)
            }
            guard let range else { throw ReceiptProblem.unknown(book: code, run: run) }
            if date < range.issued {
                throw ReceiptProblem.beforeIssue(book: code, run: run, date: date, issued: range.issued)
            }
            if let event = try reader.events().first(where: { $0.run.overlaps(run) }) {
                throw ReceiptProblem.gone(book: code, run: event.run, kind: event.kind)
            }
            for use in try reader.uses() {
                guard let number = ReceiptNumber(use.text), run.contains(number) else { continue }
                throw ReceiptProblem.used(book: code, number: number, on: use.name)
            }
            let number = try act.next(.receiptEvent, in: book)
            try act.db.execute(
                sql: Schema.Cash.insertEvent,
                arguments: [
                    book.id, number, kind.rawValue, run.first.prefix, run.first.digits, run.first.value,
                    run.last.value, date.number, reason, act.actorID(),
                ])
            act.touch(.receiptEvent, book.id, number)
        }
    }
}

extension Act {
    /// The book an act is about, where who acts has one of two roles in it.
    func open(_ code: String, subject: String, role: UserRole, orRole other: UserRole? = nil) throws
        -> BookState
    {
        let book = try desk.book(code)
        self.book = code
        self.subject = subject
        let actor = try actor()
        let chosen = other.map { desk.users[Int(actor)].roles.contains($0) ? $0 : role } ?? role
        try desk.authorise(actor, chosen, in: book)
        return book
    }

    /// The id of who acts.
    func actorID() throws -> Int64 { desk.users[Int(try actor())].id }

    /// The number the next record of a kind has within a book.
    func next(_ record: Schema.Record, in book: BookState) throws -> Int64 {
        try Int64.fetchOne(db, sql: Schema.Cash.next(record), arguments: [book.id]) ?? 1
    }
}

import GRDB
import Ledger
import LedgerSchema

/// A month 会计期间 of a book as it stands.
public struct PeriodState: Sendable, Equatable {
    /// The month.
    public var month: Month
    /// Whether it is closed 已结账.
    public var isClosed: Bool
    /// Posted vouchers in it.
    public var vouchers: Int
    /// Drafts dated in it.
    public var drafts: Int
}

/// A month, or several, can't be closed: everything in the way (结账受阻).
public struct ClosingRefused: Error, Sendable {
    /// What must be settled first.
    public let problems: [any LedgerProblem]
}

extension LedgerFile {
    /// The months of a book from its first to the last with a voucher, a draft or a closing.
    public func periods(of code: String) throws -> [PeriodState] {
        try readAtDesk { desk in
            let book = try desk.book(code)
            let vouchers = try counts(desk.db, "voucher", Schema.Periods.monthSums, book.id)
            let drafts = try counts(desk.db, "draft", Schema.Periods.draftSums, book.id)
            let last =
                ([book.opened.number] + vouchers.keys + drafts.keys + book.closed).max() ?? book.opened.number
            return try Month.range(from: book.opened, through: .stored(Int64(last), "period")).map { month in
                PeriodState(
                    month: month, isClosed: book.closed.contains(month.number),
                    vouchers: vouchers[month.number] ?? 0,
                    drafts: drafts[month.number] ?? 0)
            }
        }
    }

    private func counts(_ db: Database, _ table: String, _ sql: String, _ book: Int64) throws -> [Int32: Int]
    {
        let rows = try RawStatement(db, sql)
        rows.bind(1, book)
        var counts: [Int32: Int] = [:]
        while try rows.step() { counts[try Month.stored(rows.int(0), table).number] = Int(rows.int(1)) }
        return counts
    }

    /// Closes a month 结账, and the open months before it one after the other; all or none.
    ///
    /// - Parameter rehearsal: does everything and takes it back, to see what is in the way.
    /// - Returns: what should be looked at: years closed whose income and expense were not carried forward, and what the
    ///   registers have to say.
    /// - Throws: ``ClosingRefused`` with the list of what is in the way: drafts, cash below zero on any day;
    ///   ``PeriodProblem/tooFar(book:month:last:months:)``.
    @discardableResult
    public func closePeriod(
        book code: String, through month: Month, by user: String, rehearsal: Bool = false
    ) throws -> [any LedgerProblem] {
        try act("period close", by: user, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .poster, in: book)
            act.book = code
            act.subject = month.description
            if month < book.opened {
                throw PeriodProblem.beforeOpening(book: code, month: month, opened: book.opened)
            }
            let open = try openMonths(through: month, in: book, act)
            let obstacles = try obstacles(to: open, in: book, act)
            guard obstacles.isEmpty else { throw ClosingRefused(problems: obstacles) }
            let warnings = try ClosingReview(book: book, act: act).warnings(closing: open)
            for month in open {
                try close(month, in: book, act)
            }
            return try warnings
                + open.filter { $0.monthOfYear == 12 }.compactMap { december in
                    guard try !YearStanding(act.desk, book, december).isCarried else { return nil }
                    return YearProblem.closedNotCarried(book: code, year: december.year)
                }
        }
    }

    /// The months to be closed so that one is.
    ///
    /// - Throws: ``PeriodProblem/alreadyClosed(book:month:)``, ``PeriodProblem/tooFar(book:month:last:months:)``.
    func openMonths(through month: Month, in book: BookState, _ act: Act) throws -> [Month] {
        let open = Month.range(from: book.opened, through: month).filter { !book.closed.contains($0.number) }
        guard !open.isEmpty else { throw PeriodProblem.alreadyClosed(book: book.code, month: month) }
        try refuseFarMonth(month, open: open, in: book, act.db)
        return open
    }

    /// Everything in the way of closing months: drafts, cash below zero.
    func obstacles(to open: [Month], in book: BookState, _ act: Act) throws -> [any LedgerProblem] {
        var obstacles: [any LedgerProblem] = []
        for month in open { obstacles += try draftObstacles(month, in: book, act.db) }
        guard let last = open.last else { return obstacles }
        return try obstacles + cashObstacles(through: last, in: book, act.db)
    }

    /// Closes one month; its statements are kept, for the guards of a month take longer to prepare than to ask.
    func close(_ month: Month, in book: BookState, _ act: Act) throws {
        let known = try act.desk.prepared(Schema.Periods.find)
        known.bind(1, book.id)
        known.bind(2, Int64(month.number))
        let isKnown = try known.step()
        known.reset()
        let statement = try act.desk.prepared(isKnown ? Schema.Periods.closeAgain : Schema.Periods.insert)
        statement.bind(1, book.id)
        statement.bind(2, Int64(month.number))
        try statement.run()
        act.touch(.period, book.id, Int64(month.number))
        book.closed.insert(month.number)
    }

    /// Nothing is compared with the clock, so the books themselves say what is far: more than a year of open months
    /// behind the last voucher, or behind the first month of a book without one.
    private func refuseFarMonth(_ month: Month, open: [Month], in book: BookState, _ db: Database) throws {
        let latest = try Int32.fetchOne(db, sql: Schema.Periods.lastVoucher, arguments: [book.id])
        let last = try max(book.opened, latest.map { try Month.stored(Int64($0), "voucher") } ?? book.opened)
        let empty = open.filter { $0 > last }
        guard empty.count > PeriodProblem.emptyMonthsAtOnce else { return }
        throw PeriodProblem.tooFar(book: book.code, month: month, last: last, months: empty.count)
    }

    private func draftObstacles(_ month: Month, in book: BookState, _ db: Database) throws -> [PeriodProblem]
    {
        let numbers = try Int.fetchAll(
            db, sql: Schema.Periods.draftNames, arguments: [book.id, month.number])
        guard !numbers.isEmpty else { return [] }
        let names = numbers.map { DraftName(book: book.code, number: $0).description }
        return [.drafts(book: book.code, month: month, names: names)]
    }

    /// Cash 现金 at the end of each day up to a month; the first day of each run below zero is told.
    private func cashObstacles(through month: Month, in book: BookState, _ db: Database) throws
        -> [PeriodProblem]
    {
        var balance = try Int64.fetchOne(db, sql: Schema.Periods.cashOpening, arguments: [book.id]) ?? 0
        var problems: [PeriodProblem] = []
        var wasNegative = balance < 0
        if wasNegative, !book.closed.contains(book.opened.number) {
            problems.append(
                .negativeCash(book: book.code, date: book.opened.firstDay, balance: Money(fen: balance)))
        }
        for row in try Row.fetchAll(db, sql: Schema.Periods.cashDays, arguments: [book.id, month.number]) {
            balance += row[1] as Int64
            let date = try CalendarDate.stored(row[0], "voucher")
            let isOpen = !book.closed.contains(date.accountingMonth.number)
            if balance < 0, !wasNegative, isOpen {
                problems.append(.negativeCash(book: book.code, date: date, balance: Money(fen: balance)))
            }
            wasNegative = balance < 0
        }
        return problems
    }

    /// Reopens the last closed month 反结账, with a reason, on record.
    ///
    /// - Throws: ``PeriodProblem/notLast(book:month:last:)``, ``PeriodProblem/notClosed(book:month:)``.
    public func reopenPeriod(book code: String, month: Month, reason: String, by user: String) throws {
        try act("period reopen", by: user) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .township, in: book)
            act.book = code
            act.subject = month.description
            act.detail = try ReasonText.required(reason, or: PeriodProblem.reasonMissing)
            guard book.closed.contains(month.number), let last = book.closed.max() else {
                throw PeriodProblem.notClosed(book: code, month: month)
            }
            guard last == month.number else {
                throw PeriodProblem.notLast(
                    book: code, month: month, last: try .stored(Int64(last), "period"))
            }
            try act.db.execute(sql: Schema.Periods.reopen, arguments: [book.id, month.number])
            act.touch(.period, book.id, Int64(month.number))
            book.closed.remove(month.number)
        }
    }
}

import GRDB
import Ledger
import LedgerSchema

/// One opening balance 期初余额 of a book, as it comes from a file.
public struct OpeningEntry: Sendable {
    /// The line of the input, counted from 1.
    public var position: Int
    /// Book code.
    public var book: String
    /// Account code.
    public var account: String
    /// Balance at the start of the book's first month, debits positive.
    public var balance: Money
    /// Counterparty; needed on claims and debts.
    public var counterparty: String?
    /// Contract, as text.
    public var contract: String?
    /// Income source of the turnover.
    public var source: String?
    /// `name=value;name=value`
    public var dimensions: String?
    /// Balance at the start of the year, debits positive; nil is not known.
    public var yearOpening: Money?
    /// Debit turnover of the year before the book's first month.
    public var yearDebit: Money
    /// Credit turnover of the year before the book's first month.
    public var yearCredit: Money
    /// Since when the claim or debt stands.
    public var originDate: CalendarDate?
    /// When it falls due.
    public var dueDate: CalendarDate?

    /// An opening of its parts.
    public init(
        position: Int = 1, book: String, account: String, balance: Money, counterparty: String? = nil,
        contract: String? = nil, source: String? = nil, dimensions: String? = nil, yearOpening: Money? = nil,
        yearDebit: Money = .zero, yearCredit: Money = .zero, originDate: CalendarDate? = nil,
        dueDate: CalendarDate? = nil
    ) {
        self.position = position
        self.book = book
        self.account = account
        self.balance = balance
        self.counterparty = counterparty
        self.contract = contract
        self.source = source
        self.dimensions = dimensions
        self.yearOpening = yearOpening
        self.yearDebit = yearDebit
        self.yearCredit = yearCredit
        self.originDate = originDate
        self.dueDate = dueDate
    }
}

extension LedgerFile {
    /// Imports opening balances 期初余额, with the turnover of the year for a book taken over in mid-year; all or none.
    ///
    /// A book's openings add up to zero and are replaced as a whole, until it has its first voucher or a month is closed.
    ///
    /// - Parameters:
    ///   - rehearsal: does everything and takes it back.
    ///   - tell: hears what is taken into each book.
    /// - Returns: how many were taken in.
    /// - Throws: ``ImportRefused`` with all that is wrong.
    public func importOpenings(
        _ entries: [OpeningEntry], by user: String, rehearsal: Bool = false,
        tell: ([BookTally]) -> Void = { _ in }
    ) throws -> Int {
        try act("import opening", by: user, rehearsal: rehearsal) { act in
            let actor = try act.actor()
            var problems: [LocatedProblem] = []
            var tallies: [BookTally] = []
            func report(_ problem: any LedgerProblem, _ position: Int) {
                problems.append(LocatedProblem(line: position, problem: problem))
            }
            let groups = Dictionary(grouping: entries, by: \.book).sorted {
                $0.value[0].position < $1.value[0].position
            }
            for (code, openings) in groups {
                guard let book = try act.desk.knownBook(code) else {
                    report(NamedThingProblem.bookUnknown(code), openings[0].position)
                    continue
                }
                try act.desk.authorise(actor, .preparer, in: book)
                if book.sequence > 0 || !book.closed.isEmpty {
                    report(PeriodProblem.openingFixed(book: code), openings[0].position)
                    continue
                }
                let sum = openings.reduce(Int64(0)) { $0 &+ $1.balance.fen }
                if sum != 0 {
                    report(
                        PeriodProblem.openingUnbalanced(book: code, sum: Money(fen: sum)),
                        openings[0].position)
                }
                try removeOpenings(of: book, act)
                let known = book.parties.count
                for (index, opening) in openings.enumerated() {
                    try insert(opening, line: index + 1, in: book, act) { report($0, opening.position) }
                }
                var tally = BookTally(code)
                tally.entries = openings.count
                for opening in openings {
                    let fen = opening.balance.fen
                    tally.add(debit: max(fen, 0), credit: max(0 &- fen, 0))
                }
                tally.countParties(of: book, since: known)
                tallies.append(tally)
            }
            guard problems.isEmpty else {
                throw ImportRefused(
                    problems: Array(problems.prefix(ImportRefused.limit)), count: problems.count)
            }
            act.detail = "\(entries.count)"
            act.changesDesk = true
            tell(tallies)
            return entries.count
        }
    }

    private func removeOpenings(of book: BookState, _ act: Act) throws {
        for row in try Row.fetchAll(act.db, sql: Schema.Openings.yearTurnover, arguments: [book.id]) {
            let (account, mark): (Int64, Int64) = (row[0], row[1])
            let (debit, credit): (Int64, Int64) = (row[2], row[3])
            try act.db.execute(
                sql: Schema.Openings.subtractYearTurnover,
                arguments: [debit, credit, book.opened.year, account, book.id, mark])
        }
        try act.db.execute(sql: Schema.Openings.deleteEmptyYearTurnover, arguments: [book.id])
        let count = try Int.fetchOne(act.db, sql: Schema.Openings.lineCount, arguments: [book.id]) ?? 0
        for line in 0..<count { act.touchRemoved(.opening, key: "\(book.code)/\(line + 1)") }
        try act.db.execute(sql: Schema.Openings.deleteOfBook, arguments: [book.id])
    }

    /// Looks an opening up by the rules of a voucher line and writes it.
    private func insert(
        _ opening: OpeningEntry, line: Int, in book: BookState, _ act: Act,
        report: (any LedgerProblem) -> Void
    ) throws {
        var entry = EntryLine("", account: opening.account, debit: opening.balance)
        entry.source = opening.source
        entry.counterparty = opening.counterparty
        entry.dimensions = opening.dimensions
        let draft = VoucherDraft(book: book.code, date: book.opened.firstDay, lines: [entry])
        var incoming = IncomingVoucher(draft)
        var resolved = ResolvedVoucher()
        let problems = try act.desk.resolve(&incoming, into: &resolved, in: book, strictness: .draft) {
            act.touch($0, $1)
        }
        let concerning = problems.filter { !Self.isAboutWholeVoucher($0.problem) }
        concerning.forEach { report($0.problem) }
        guard concerning.isEmpty, let target = resolved.lines.first else { return }
        let account = act.desk.chart.accounts[Int(target.account)]
        if account.traits.contains(.takesCounterparty), target.party < 0 {
            report(VoucherProblem.missingCounterparty(line: line, account: account.account.code))
        }
        let hasTurnover = opening.yearDebit != .zero || opening.yearCredit != .zero
        if account.traits.contains(.takesSource), hasTurnover,
            act.desk.marks.marks[Int(target.mark)].source == nil
        {
            report(VoucherProblem.missingSource(line: line, account: account.account.code))
        }
        for amount in [opening.balance, opening.yearOpening ?? .zero, opening.yearDebit, opening.yearCredit]
        where amount.magnitudeFen > Money.maximum.magnitudeFen {
            report(MoneyProblem.tooLarge(QuotedText(amount.yuan)))
            return
        }
        if let start = opening.yearOpening,
            opening.balance.fen != start.fen + opening.yearDebit.fen - opening.yearCredit.fen
        {
            report(
                PeriodProblem.openingTurnover(
                    account: account.account.code, yearOpening: start, debit: opening.yearDebit,
                    credit: opening.yearCredit, balance: opening.balance))
            return
        }
        try act.desk.writeRows()  // its counterparty may be new
        try act.db.execute(
            sql: Schema.Openings.insert,
            arguments: [
                book.id, line, account.id, Int64(target.mark),
                target.party < 0 ? nil : book.parties[Int(target.party)].id,
                opening.balance.fen, opening.yearOpening?.fen, opening.yearDebit.fen, opening.yearCredit.fen,
                opening.contract, resolved.string(target.dimensions), opening.originDate?.number,
                opening.dueDate?.number,
            ])
        act.touch(.opening, book.id, Int64(line))
        if account.traits.contains(.profitAndLoss), hasTurnover {
            book.sums.addToYear(
                book.opened.year, target.account, target.mark,
                Amounts(debit: opening.yearDebit.fen, credit: opening.yearCredit.fen))
        }
    }

    /// An opening is one line and no voucher: what is wrong with sums and types is not its concern.
    private static func isAboutWholeVoucher(_ problem: any LedgerProblem) -> Bool {
        switch problem as? VoucherProblem {
        case .zeroLine, .currentIncomeOutsideClosing, .closingOtherAccounts, .notAClosing, .mixedSigns,
            .tooFewLines,
            .unbalanced, .missingSource:
            true
        default: problem is PeriodProblem
        }
    }

    /// The openings of a book, or of all, with every default filled in.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func openings(book: String? = nil) throws -> [OpeningEntry] {
        try read { db in
            if let book { _ = try ReportBook(db, code: book) }
            return try Row.fetchAll(db, sql: Schema.Openings.list, arguments: [book]).enumerated().map {
                index, row in
                let mark = IncomeMark(nature: row[12], fund: row[13], excludedKind: row[14])
                return OpeningEntry(
                    position: index + 1, book: row[0], account: row[1], balance: Money(fen: row[2]),
                    counterparty: row[3],
                    contract: row[4], source: row[5], dimensions: mark.dimensions(with: row[6]),
                    yearOpening: (row[7] as Int64?).map { Money(fen: $0) }, yearDebit: Money(fen: row[8]),
                    yearCredit: Money(fen: row[9]),
                    originDate: (row[10] as Int64?).flatMap { CalendarDate(number: Int32(clamping: $0)) },
                    dueDate: (row[11] as Int64?).flatMap { CalendarDate(number: Int32(clamping: $0)) })
            }
        }
    }
}

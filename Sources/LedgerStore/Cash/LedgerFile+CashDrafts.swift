import GRDB
import Ledger
import LedgerSchema

/// How entries of the cashier's book become vouchers (出纳制单): what the cashier did not know.
public struct CashDrafting: Sendable {
    /// The account on the other side 对方科目; for entries of which the cashier did not write it.
    public var against: String?
    /// The income source 收入来源.
    public var source: String?
    /// The counterparty 往来单位; nil takes who paid or was paid, where the account asks for one.
    public var counterparty: String?
    /// How many papers belong to each 附件数.
    public var attachments: Int

    /// What is to be added.
    public init(
        against: String? = nil, source: String? = nil, counterparty: String? = nil, attachments: Int = 1
    ) {
        self.against = against
        self.source = source
        self.counterparty = counterparty
        self.attachments = attachments
    }
}

extension LedgerFile {
    /// Drafts a voucher from each entry of the cashier's book 据出纳收支制单; of money moved between accounts one for both
    /// halves. Whoever drafts is the preparer.
    ///
    /// - Throws: ``CashProblem/entryUnknown(book:entry:)``, ``CashProblem/againstMissing(entry:)``,
    ///   ``CashProblem/drafted(entry:voucher:)``, ``CashProblem/cancelled(entry:)``, ``ImportRefused``.
    public func draftCash(
        entries numbers: [Int], _ drafting: CashDrafting = CashDrafting(), book code: String, by user: String
    ) throws -> [(entries: [Int], draft: SavedDraft)] {
        try act("cash draft", by: user, guards: .eachAct) { act in
            let book = try act.open(code, subject: "", role: .preparer)
            let entries = try CashReader(act.db, id: book.id, code: code).entries()
            var drafted: Set<Int> = []
            var saved: [(entries: [Int], draft: SavedDraft)] = []
            for number in numbers where !drafted.contains(number) {
                guard let stored = entries.first(where: { $0.number == number }) else {
                    throw CashProblem.entryUnknown(book: code, entry: number)
                }
                guard stored.entry.kind != .opening else { throw CashProblem.openingDrafted(entry: number) }
                guard stored.stands else { throw CashProblem.cancelled(entry: number) }
                if let voucher = stored.voucher, !stored.isFree {
                    throw CashProblem.drafted(entry: number, voucher: voucher)
                }
                let content = try Self.voucher(of: stored, drafting, in: book)
                guard let draft = try Self.draft(content, ofEntry: number, act) else { continue }
                let halves = [number] + (stored.pair.map { [$0] } ?? [])
                for half in halves {
                    if stored.isReversed {
                        try act.db.execute(sql: Schema.Cash.unlinkReversed, arguments: [book.id, half])
                    }
                    try act.db.execute(
                        sql: Schema.Cash.link, arguments: [book.id, half, draft.name.number])
                    act.touch(.cashVoucher, book.id, Int64(half))
                }
                drafted.formUnion(halves)
                saved.append((halves.sorted(), draft))
            }
            act.subject = saved.map(\.draft.name.description).joined(separator: " ")
            return saved
        }
    }

    /// What is wrong with the draft of one entry is told with that entry.
    private static func draft(_ content: VoucherDraft, ofEntry number: Int, _ act: Act) throws -> SavedDraft?
    {
        do {
            return try write([content], act).first
        } catch let refused as ImportRefused {
            let problems = refused.problems.map { located in
                var located = located
                located.problem = CashEntryProblem(entry: number, located.problem)
                return located
            }
            throw ImportRefused(problems: problems, count: refused.count)
        }
    }

    /// The entries of the cashier's book that wait for a voucher, and of those that have one nobody linked, which 已有凭证: a
    /// second would book them twice.
    public func undraftedCash(book code: String, period: Period?) throws -> (
        free: [Int], booked: [CashProblem]
    ) {
        let waiting = try cashEntries(book: code, period: period).filter {
            $0.stands && $0.isFree && $0.entry.kind != .opening
        }
        let vouchers = try cashComparisons(book: code).reduce(into: [String: String]()) {
            $0.merge($1.vouchers) { first, _ in first }
        }
        func voucher(_ entry: StoredCashEntry) -> String? { vouchers[CashReader.entryName(entry.number)] }
        return (
            waiting.filter { voucher($0) == nil }.map(\.number),
            waiting.compactMap { entry in
                voucher(entry).map { .answered(entry: entry.number, voucher: $0) }
            }
        )
    }

    private static func voucher(
        of stored: StoredCashEntry, _ drafting: CashDrafting, in book: BookState
    ) throws -> VoucherDraft {
        let entry = stored.entry
        // What the cashier wrote stands; the accountant may edit the draft.
        let against = entry.against ?? (stored.pair == nil ? drafting.against : nil)
        guard let against else { throw CashProblem.againstMissing(entry: stored.number) }
        var money = EntryLine(entry.summary, account: entry.account)
        var other = EntryLine(entry.summary, account: against)
        if entry.kind == .receipt {
            (money.debit, other.credit) = (entry.amount, entry.amount)
        } else {
            (other.debit, money.credit) = (entry.amount, entry.amount)
        }
        money.receipt = entry.receipt
        if stored.pair == nil {
            other.counterparty = drafting.counterparty ?? entry.party
            other.source = drafting.source
        }
        var draft = VoucherDraft(
            book: book.code, date: entry.date,
            lines: entry.kind == .receipt ? [money, other] : [other, money],
            attachments: drafting.attachments)
        draft.originalName = CashReader.entryName(stored.number)
        return draft
    }

    /// The counts of cash 现金盘点表 of a book, by date.
    public func cashCounts(book: String) throws -> [CashCount] {
        try read { db in try CashReader(db, book: book).counts() }
    }

    /// Counts cash 盘点现金 and holds it against the cashier's book at the end of the day.
    ///
    /// - Parameter witness: who watched 监盘人, another than the cashier.
    /// - Throws: ``CashProblem/countUnexplained(counted:expected:)``, ``CashProblem/witness``,
    ///   ``CashProblem/countOfBank(_:)``, ``CashProblem/notKept(book:account:)``.
    public func countCash(
        _ notes: CountedNotes, account code: String, on date: CalendarDate, reason: String?, witness: String,
        book bookCode: String, by user: String
    ) throws -> CashCount {
        try act("cash count", by: user) { act in
            let book = try act.open(bookCode, subject: "\(code) \(date)", role: .cashier)
            let account = try Self.moneyAccount(code, on: date, in: book, act.desk)
            guard account.isCash else { throw CashProblem.countOfBank(code) }
            let actor = act.desk.users[Int(try act.actor())]
            // The cashier under another user name is no second person.
            let isCashier = act.desk.users.contains {
                $0.person == actor.person && [$0.name, $0.displayName].contains(witness)
            }
            guard witness.utf8.contains(where: { $0 > 0x20 }), !isCashier else { throw CashProblem.witness }
            let kept = try CashReader(act.db, id: book.id, code: bookCode).kept().first {
                $0.id == account.id
            }
            guard let kept else { throw CashProblem.notKept(book: bookCode, account: code) }
            let expected = kept.entries.last { $0.entry.date <= date }?.balance ?? .zero
            let reason = try reason.map {
                try ReasonText.required($0, or: ReceiptProblem.wordMissing("--reason"))
            }
            guard notes.total == expected || reason != nil else {
                throw CashProblem.countUnexplained(counted: notes.total, expected: expected)
            }
            let number = try act.next(.cashCount, in: book)
            try act.db.execute(
                sql: Schema.Cash.insertCount,
                arguments: [
                    book.id, number, date.number, account.id, notes.text, notes.total.fen, expected.fen,
                    reason,
                    witness, act.actorID(),
                ])
            act.touch(.cashCount, book.id, number)
            return CashCount(
                number: Int(number), date: date, account: code, notes: notes, counted: notes.total,
                expected: expected, reason: reason, witness: witness, recorder: act.userName)
        }
    }

    /// The cashier's book held against 101/102 day by day 出纳账与会计账核对, each account the cashier keeps.
    ///
    /// - Parameter day: the last day compared; nil is the last with a voucher or an entry.
    public func cashComparisons(book: String, through day: CalendarDate? = nil) throws -> [CashComparison] {
        try read { db in try CashReader(db, book: book).comparisons(through: day) }
    }
}

import GRDB
import Ledger
import LedgerSchema

/// Entries just written in the cashier's book (已记出纳收支).
public struct SavedCashEntries: Sendable {
    /// Their numbers; two of money moved between accounts.
    public var numbers: [Int]
    /// What should be looked at: no receipt number, cash below zero.
    public var warnings: [any LedgerProblem]
}

extension LedgerFile {
    /// The cashier's book 出纳账 of a book, in the order of writing, with the balance of the account after each entry.
    public func cashEntries(book: String, account: String? = nil, period: Period? = nil) throws
        -> [StoredCashEntry]
    {
        try read { db in
            try CashReader(db, book: book).entries().filter {
                (account == nil || $0.entry.account == account) && period?.contains($0.entry.date) ?? true
            }
        }
    }

    /// Writes what the cashier took in, paid out or took over 登记出纳收支; only a cashier does.
    ///
    /// - Parameters:
    ///   - to: the account money is moved to; the entry is the payment, and its other half is written with it.
    /// - Throws: ``CashProblem``, ``PeriodProblem/closed(book:month:)``.
    public func recordCash(
        _ entry: CashEntry, to other: String? = nil, book code: String, by user: String
    ) throws -> SavedCashEntries {
        try act("cash record", by: user) { act in
            let book = try act.open(code, subject: "", role: .cashier)
            let reader = CashReader(act.db, id: book.id, code: code)
            guard entry.amount.fen > 0 || entry.kind == .opening && entry.amount.fen >= 0 else {
                throw CashProblem.amountInvalid(entry.amount)
            }
            guard entry.summary.utf8.contains(where: { $0 > 0x20 }) else { throw CashProblem.summaryMissing }
            try Self.checkTexts(entry, book: code)
            if let problem = act.desk.periodProblem(entry.date, in: book) { throw problem }
            if other == entry.account { throw CashProblem.sameAccount(entry.account) }
            var halves = [entry]
            if let other {
                halves[0].against = other
                var half = entry
                (half.kind, half.account, half.against) = (.receipt, other, entry.account)
                halves.append(half)
            }
            let first = try act.next(.cashEntry, in: book)
            let kept = try reader.kept()
            if other == nil { try Self.checkReceipt(entry, reader) }
            for (place, half) in halves.enumerated() {
                try Self.checkPlace(half, kept)
                if other == nil { try Self.checkAgainst(half, in: book, act.desk) }
                try Self.write(
                    half, number: first + Int64(place),
                    pair: halves.count == 2 ? first + Int64(1 - place) : nil, cancels: nil, in: book, act)
            }
            act.subject = halves.indices.map { "\(first + Int64($0))" }.joined(separator: " ")
            return SavedCashEntries(
                numbers: halves.indices.map { Int(first) + $0 },
                warnings: try Self.warnings(halves, moved: other != nil, reader))
        }
    }

    /// Takes an entry back by one with its signs turned 撤销; of money moved between accounts both halves.
    ///
    /// - Throws: ``CashProblem/entryUnknown(book:entry:)``, ``CashProblem/cancelled(entry:)``,
    ///   ``CashProblem/drafted(entry:voucher:)``.
    public func cancelCash(
        entry number: Int, on date: CalendarDate? = nil, reason: String, book code: String, by user: String
    ) throws -> SavedCashEntries {
        try act("cash cancel", by: user) { act in
            let book = try act.open(code, subject: "\(number)", role: .cashier)
            let reason = try ReasonText.required(reason, or: ReceiptProblem.wordMissing("--reason"))
            act.detail = reason
            let reader = CashReader(act.db, id: book.id, code: code)
            let entries = try reader.entries()
            guard let target = entries.first(where: { $0.number == number }) else {
                throw CashProblem.entryUnknown(book: code, entry: number)
            }
            var next = try act.next(.cashEntry, in: book)
            let first = next
            var written: [CashEntry] = []
            for stored in entries where stored.number == number || stored.number == target.pair {
                guard stored.stands else { throw CashProblem.cancelled(entry: stored.number) }
                if let voucher = stored.voucher, !stored.isFree {
                    throw CashProblem.drafted(entry: stored.number, voucher: voucher)
                }
                var back = stored.entry
                // An opening goes where it stood, or the days until then would begin with it.
                back.date = stored.entry.kind == .opening ? back.date : max(date ?? back.date, back.date)
                back.amount = back.amount.negated
                back.summary = reason
                try Self.checkTexts(back, book: code)
                if let problem = act.desk.periodProblem(back.date, in: book) { throw problem }
                try Self.write(back, number: next, pair: nil, cancels: Int64(stored.number), in: book, act)
                written.append(back)
                next += 1
            }
            return SavedCashEntries(
                numbers: Array(Int(first)..<Int(next)), warnings: try Self.belowZero(written, reader))
        }
    }

    private static func write(
        _ entry: CashEntry, number: Int64, pair: Int64?, cancels: Int64?, in book: BookState, _ act: Act
    ) throws {
        let account = try moneyAccount(entry.account, on: entry.date, in: book, act.desk)
        try act.db.execute(
            sql: Schema.Cash.insertEntry,
            arguments: [
                book.id, number, entry.date.number, entry.kind.rawValue, account.id, entry.amount.fen,
                entry.party,
                entry.summary, entry.receipt, entry.against, pair, cancels, act.actorID(),
            ])
        act.touch(.cashEntry, book.id, number)
    }

    /// The account of cash or bank with a code, one that takes entries.
    ///
    /// - Throws: ``CashProblem/notMoney(_:)``.
    static func moneyAccount(_ code: String, on date: CalendarDate, in book: BookState, _ desk: PostingDesk)
        throws
        -> (id: Int64, isCash: Bool)
    {
        let index = desk.chart.find(code, chart: book.chart(in: date.year), book: book.code)
        guard let index, desk.chart.isLeaf(index, in: book) else { throw CashProblem.notMoney(code) }
        let account = desk.chart.accounts[Int(index)]
        guard account.traits.contains(.money) else { throw CashProblem.notMoney(code) }
        if account.account.isDisabled { throw AccountProblem.disabled(code) }
        return (account.id, account.account.role == .cash)
    }

    /// An account is taken over once, and nothing comes before that.
    private static func checkPlace(_ entry: CashEntry, _ kept: [CashReader.Kept]) throws {
        guard let entries = kept.first(where: { $0.code == entry.account })?.entries else { return }
        guard let opening = entries.first(where: { $0.entry.kind == .opening && $0.stands }) else { return }
        if entry.kind == .opening {
            throw CashProblem.openingTwice(account: entry.account, entry: opening.number)
        }
        if entry.date < opening.entry.date {
            throw CashProblem.beforeOpening(
                account: entry.account, date: entry.date, opening: opening.entry.date)
        }
    }

    /// The other side must take entries, or no voucher can be drafted from the entry.
    ///
    /// - Throws: ``AccountProblem/unknown(_:)``, ``AccountProblem/notLeaf(_:)``, ``AccountProblem/disabled(_:)``.
    private static func checkAgainst(_ entry: CashEntry, in book: BookState, _ desk: PostingDesk) throws {
        guard let code = entry.against else { return }
        let found = desk.chart.find(code, chart: book.chart(in: entry.date.year), book: book.code)
        guard let index = found else { throw AccountProblem.unknown(code) }
        guard desk.chart.isLeaf(index, in: book) else { throw AccountProblem.notLeaf(code) }
        if desk.chart.accounts[Int(index)].account.isDisabled { throw AccountProblem.disabled(code) }
        if code == entry.account { throw CashProblem.sameAccount(code) }
    }

    /// A number of our own receipts must be handed over, neither void nor given back, and not be used before; a voucher
    /// the accountant wrote from the same receipt over the same amount is no second use.
    private static func checkReceipt(_ entry: CashEntry, _ reader: CashReader) throws {
        guard entry.kind == .receipt, let text = entry.receipt, let number = ReceiptNumber(text) else {
            return
        }
        let ranges = try reader.ranges()
        guard ranges.contains(where: { $0.run.first.isOfSeries(number) }) else { return }
        guard ranges.contains(where: { $0.run.contains(number) }) else {
            throw ReceiptProblem.unknown(book: reader.code, run: ReceiptRun(number, number))
        }
        if let event = try reader.events().first(where: { $0.run.contains(number) }) {
            throw ReceiptProblem.endedAndUsed(book: reader.code, number: number, kind: event.kind, on: [])
        }
        let earlier = try reader.uses().filter { use in
            guard ReceiptNumber(use.text) == number else { return false }
            switch use.place {
            case .entry: return true
            case .draft: return false
            case .voucher: return try !reader.isOfReceipt(use.text, amount: entry.amount)
            }
        }
        guard earlier.isEmpty else {
            throw ReceiptProblem.usedBefore(book: reader.code, number: number, on: earlier.map(\.name))
        }
    }

    private static func checkTexts(_ entry: CashEntry, book: String) throws {
        let optional = [
            ("--receipt", entry.receipt), ("--party", entry.party), ("--against", entry.against),
        ]
        for (option, text) in optional {
            guard let text else { continue }
            guard text.utf8.contains(where: { $0 > 0x20 }) else { throw ReceiptProblem.wordMissing(option) }
        }
        var line = EntryLine(entry.summary, account: entry.account, counterparty: entry.party)
        line.receipt = entry.receipt
        let problems = VoucherDraft(book: book, date: entry.date, lines: [line]).textProblems()
        guard problems.isEmpty else { throw ImportRefused(problems: problems, count: problems.count) }
    }

    private static func warnings(_ entries: [CashEntry], moved: Bool, _ reader: CashReader) throws
        -> [any LedgerProblem]
    {
        var warnings: [any LedgerProblem] = []
        if !moved, let entry = entries.first, entry.kind == .receipt, entry.receipt == nil {
            warnings.append(CashProblem.receiptUnnumbered)
        }
        return warnings + (try belowZero(entries, reader))
    }

    /// Cash that some day from one of these entries on ends below zero.
    private static func belowZero(_ entries: [CashEntry], _ reader: CashReader) throws -> [CashProblem] {
        var warnings: [CashProblem] = []
        for kept in try reader.kept() where kept.isCash {
            guard let entry = entries.first(where: { $0.account == kept.code }) else { continue }
            // The first day from this entry on that ends below zero.
            let later = kept.entries.indices.filter {
                let next = $0 + 1 < kept.entries.count ? kept.entries[$0 + 1].entry.date : nil
                return kept.entries[$0].entry.date >= entry.date && next != kept.entries[$0].entry.date
            }
            if let place = later.first(where: { kept.entries[$0].balance.isRed }) {
                warnings.append(
                    CashProblem.negative(
                        account: kept.code, date: kept.entries[place].entry.date,
                        balance: kept.entries[place].balance))
            }
        }
        return warnings
    }
}

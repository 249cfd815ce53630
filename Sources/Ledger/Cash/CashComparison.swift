/// The cashier's book held against 101/102 day by day (出纳账与会计账逐日核对).
///
/// A journal worked out from vouchers proves nothing, so the two are written by different people and compared here.
/// Entries and vouchers are matched by the link of a voucher drafted from an entry, then by receipt number and amount,
/// then by date and amount, then by amount; what is matched on another day is told with that day.
public struct CashComparison: Sendable, Equatable {
    /// A movement on either side (收付).
    public struct Item: Sendable, Equatable {
        /// The day.
        public var date: CalendarDate
        /// What it adds, negative where it takes away.
        public var amount: Money
        /// The entry 出纳-7, or the voucher `V001/2026-03/记-12`.
        public var name: String
        /// The number of its receipt.
        public var receipt: String?
        /// Its summary.
        public var summary: String
        /// Of an entry, the voucher it went into.
        public var voucher: String?
        /// The day of the movement it was matched with, where that is another day.
        public var otherDay: CalendarDate?

        /// A movement of its parts.
        public init(
            date: CalendarDate, amount: Money, name: String, receipt: String? = nil, summary: String = "",
            voucher: String? = nil
        ) {
            self.date = date
            self.amount = amount
            self.name = name
            self.receipt = receipt
            self.summary = summary
            self.voucher = voucher
        }
    }

    /// A day with a movement on either side.
    public struct Day: Sendable, Equatable {
        /// The day.
        public var date: CalendarDate
        /// The balance of the cashier's book at its end.
        public var cashier: Money
        /// The balance of the ledger at its end.
        public var ledger: Money
        /// Entries of the day that no voucher of the day answers.
        public var missingInLedger: [Item]
        /// Vouchers of the day that no entry of the day answers.
        public var missingInCash: [Item]
        /// Whether the difference is another than the day before: where it arose or changed.
        public var isNews: Bool

        /// Cashier less ledger.
        public var difference: Money { Money(fen: cashier.fen &- ledger.fen) }
    }

    /// Book code 账套.
    public var book: String
    /// The account of cash or bank.
    public var account: String
    /// Its name.
    public var name: String
    /// The day the cashier's book of the account begins.
    public var from: CalendarDate
    /// The last day compared.
    public var through: CalendarDate
    /// The voucher each entry is matched with 已有凭证, both by name, also where nobody linked them.
    public var vouchers: [String: String] = [:]
    /// Every day from the first to the last with a movement on either side.
    public var days: [Day]

    /// Days at whose end the two differ 不符.
    public var differing: [Day] { days.filter { !$0.difference.isZero } }

    /// Compares.
    ///
    /// - Parameters:
    ///   - taken: what the cashier took over at the beginning of `from`.
    ///   - standing: the balance of the ledger the day before `from`.
    ///   - entries: the cashier's movements from that day on.
    ///   - lines: those of the ledger from that day on.
    public init(
        book: String, account: String, name: String, from: CalendarDate, through: CalendarDate, taken: Money,
        standing: Money, entries: [Item], lines: [Item]
    ) {
        self.book = book
        self.account = account
        self.name = name
        self.from = from
        self.through = through
        let entries = entries.filter { $0.date <= through }
        let lines = lines.filter { $0.date <= through }
        let (answers, otherDays) = Self.match(entries, lines)
        let ownDays = answers.map { $0.map { lines[$0].date } }
        for (entry, line) in zip(entries, answers) { vouchers[entry.name] = line.map { lines[$0].name } }
        var byDay: [CalendarDate: (entries: [Int], lines: [Int])] = [from: ([], [])]
        for (place, item) in entries.enumerated() {
            byDay[item.date, default: ([], [])].entries.append(place)
        }
        for (place, item) in lines.enumerated() { byDay[item.date, default: ([], [])].lines.append(place) }
        var (cashier, ledger) = (taken.fen, standing.fen)
        var last: Int64 = 0
        days = byDay.keys.sorted().map { date in
            let places = byDay[date] ?? ([], [])
            for place in places.entries { cashier &+= entries[place].amount.fen }
            for place in places.lines { ledger &+= lines[place].amount.fen }
            func unanswered(_ items: [Item], _ days: [CalendarDate?], _ places: [Int]) -> [Item] {
                places.filter { days[$0] != date }.map { place in
                    var item = items[place]
                    item.otherDay = days[place]
                    return item
                }
            }
            defer { last = cashier &- ledger }
            return Day(
                date: date, cashier: Money(fen: cashier), ledger: Money(fen: ledger),
                missingInLedger: unanswered(entries, ownDays, places.entries),
                missingInCash: unanswered(lines, otherDays, places.lines), isNews: cashier &- ledger != last)
        }
    }

    /// The line each entry is matched with, and the day of the entry each line is; nil where there is none.
    private static func match(_ entries: [Item], _ lines: [Item]) -> ([Int?], [CalendarDate?]) {
        var answers = [Int?](repeating: nil, count: entries.count)
        var otherDays = [CalendarDate?](repeating: nil, count: lines.count)
        // A pass asks only what has the same key, and of that the nearest day: a book has tens of thousands of either side.
        func pass<Key: Hashable>(entry entryKey: (Item) -> Key?, line lineKey: (Item) -> Key?) {
            var waiting: [Pair<Key>: [Int]] = [:]
            for place in lines.indices where otherDays[place] == nil {
                guard let key = lineKey(lines[place]) else { continue }
                waiting[Pair(key: key, amount: lines[place].amount), default: []].append(place)
            }
            waiting = waiting.mapValues { places in
                places.sorted { (lines[$0].date, $0) < (lines[$1].date, $1) }
            }
            for place in entries.indices where answers[place] == nil {
                guard let key = entryKey(entries[place]) else { continue }
                let pair = Pair(key: key, amount: entries[place].amount)
                guard let places = waiting[pair],
                    let nearest = nearest(to: entries[place].date, in: places, lines)
                else { continue }
                answers[place] = waiting[pair]?.remove(at: nearest)
                otherDays[places[nearest]] = entries[place].date
            }
        }
        // What lies in a draft is not in the ledger yet, whatever else there has the same amount.
        func isDrafted(_ entry: Item) -> Bool { entry.voucher?.utf8.contains(0x23) ?? false }
        pass(entry: \.voucher, line: \.name)
        pass(entry: \.receipt, line: \.receipt)
        pass(entry: { isDrafted($0) ? nil : $0.date }, line: \.date)
        pass(entry: { isDrafted($0) ? nil : true }, line: { _ in true })
        return (answers, otherDays)
    }

    private struct Pair<Key: Hashable>: Hashable {
        var key: Key
        var amount: Money
    }

    /// Where, of places ordered by day, the first of the day nearest to another stands; of two as near the earlier day.
    private static func nearest(to date: CalendarDate, in places: [Int], _ lines: [Item]) -> Int? {
        func first(from date: CalendarDate) -> Int {
            var (low, high) = (0, places.count)
            while low < high {
                let middle = (low + high) / 2
                if lines[places[middle]].date < date { low = middle + 1 } else { high = middle }
            }
            return low
        }
        func distance(_ index: Int) -> Int {
            abs(lines[places[index]].date.daysSinceEpoch - date.daysSinceEpoch)
        }
        let after = first(from: date)
        guard after > 0 else { return places.isEmpty ? nil : 0 }
        let before = first(from: lines[places[after - 1]].date)
        return after < places.count && distance(after) < distance(before) ? after : before
    }
}

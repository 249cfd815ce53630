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
        var waiting = Array(lines.indices)
        func pass(_ fits: (Item, Item) -> Bool) {
            for place in entries.indices where answers[place] == nil {
                let entry = entries[place]
                let fitting = waiting.indices.filter {
                    lines[waiting[$0]].amount == entry.amount && fits(entry, lines[waiting[$0]])
                }
                let nearest = fitting.min {
                    distance(entry, lines[waiting[$0]]) < distance(entry, lines[waiting[$1]])
                }
                guard let nearest else { continue }
                let line = waiting.remove(at: nearest)
                answers[place] = line
                otherDays[line] = entry.date
            }
        }
        pass { $0.voucher == $1.name }
        pass { $0.receipt != nil && $0.receipt == $1.receipt }
        // What lies in a draft is not in the ledger yet, whatever else there has the same amount.
        func isDrafted(_ entry: Item) -> Bool { entry.voucher?.utf8.contains(0x23) ?? false }
        pass { $0.date == $1.date && !isDrafted($0) }
        pass { entry, _ in !isDrafted(entry) }
        return (answers, otherDays)
    }

    private static func distance(_ a: Item, _ b: Item) -> Int {
        abs(a.date.daysSinceEpoch - b.date.daysSinceEpoch)
    }
}

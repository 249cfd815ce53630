/// The ageing of claims and debts 往来账龄 of a book on a day: what each counterparty owes or is owed on each account, and
/// how long it has been due.
///
/// What is paid settles what is oldest, first in first out; a voucher reversed in full by that day, and its reversal,
/// never were. Each account and counterparty stands by itself: claims and debts are never netted, not even those of one
/// counterparty on two accounts. Amounts are debit-positive.
public struct ClaimsAgeing: Sendable, Equatable {
    /// How long something has been due (账龄段), counted from the day it was due, and from the day it arose where none
    /// was said; the day a year is full still counts as within it.
    public enum Bucket: Int, Sendable, CaseIterable {
        /// 未到期: due on that day or later.
        case notDue
        /// 1 年以内
        case withinOneYear
        /// 1–2 年
        case withinTwoYears
        /// 2–3 年
        case withinThreeYears
        /// 3 年以上
        case older

        /// The bucket on `day` of what was due on `due`, or arose on `origin`.
        public init(on day: CalendarDate, origin: CalendarDate, due: CalendarDate?) {
            if let due, due >= day {
                self = .notDue
                return
            }
            let start = due ?? origin
            // A year after 29 February ends with 28 February, as the number of the day that doesn't exist says.
            let years = (1...3).first { day.number <= start.number + Int32($0) * 1_00_00 }
            self = years.flatMap(Bucket.init(rawValue:)) ?? .older
        }
    }

    /// An account and counterparty with a balance.
    public struct Row: Sendable, Equatable, DirectedBalance {
        /// The chart the account belongs to.
        public var chart: ChartVersion
        /// Account code 科目编码.
        public var account: String
        /// Its name.
        public var name: String
        /// The counterparty 往来单位.
        public var counterparty: AuxiliaryValue
        /// What is owed, debit-positive; never zero.
        public var balance: Money
        /// By ``Bucket``; they add up to the balance.
        public var buckets: [Money]
        /// The day of the oldest part still open.
        public var oldest: CalendarDate
        /// The day of the last dealing 最近发生日.
        public var lastDealing: CalendarDate
        /// 方向相反: a credit balance on an account of claims, or a debit balance on one of debts; 内部往来 may have both.
        public var isContrary: Bool
        /// 两年无往来: the last dealing lies two years back or more, or as many as the office decided.
        public var isQuiet: Bool
        /// What is still open, the oldest first; the parts add up to the balance.
        public var open: [Dealing]

        /// 债权 where they owe us, else 债务.
        public var isClaim: Bool { balance.fen > 0 }
    }

    /// Something that raised or settled a balance (往来发生).
    public struct Dealing: Sendable, Equatable {
        /// The day it arose.
        public var origin: CalendarDate
        /// The day it is due, if said.
        public var due: CalendarDate?
        /// Debits positive.
        public var amount: Money

        /// A dealing of its parts.
        public init(origin: CalendarDate, due: CalendarDate?, amount: Money) {
            self.origin = origin
            self.due = due
            self.amount = amount
        }
    }

    /// The dealings on an account with a counterparty, in the order they happened.
    public struct Page: Sendable {
        /// The account, one that takes entries.
        public var account: Account
        /// The counterparty.
        public var counterparty: AuxiliaryValue
        /// In any order; those of one day in the order given.
        public var dealings: [Dealing]

        /// A page of its parts.
        public init(account: Account, counterparty: AuxiliaryValue, dealings: [Dealing] = []) {
            self.account = account
            self.counterparty = counterparty
            self.dealings = dealings
        }
    }

    /// Book code 账套.
    public var book: String
    /// The day.
    public var day: CalendarDate
    /// Years without a dealing after which a row is quiet.
    public var quietYears: Int
    /// Claims, then debts, each by account, then by name of the counterparty.
    public var rows: [Row]

    /// Works the ageing out; dealings after the day don't count, and what is settled has no row.
    public init(book: String, day: CalendarDate, pages: [Page], quietYears: Int = 2) {
        self.book = book
        self.day = day
        self.quietYears = quietYears
        rows = pages.compactMap { Self.row($0, on: day, quietYears) }.sorted {
            if $0.isClaim != $1.isClaim { return $0.isClaim }
            if ($0.chart, $0.account) != ($1.chart, $1.account) {
                return ($0.chart.rawValue, $0.account) < ($1.chart.rawValue, $1.account)
            }
            return ($0.counterparty.name, $0.counterparty.code) < ($1.counterparty.name, $1.counterparty.code)
        }
    }

    private static func row(_ page: Page, on day: CalendarDate, _ quietYears: Int) -> Row? {
        let dealings = page.dealings.filter { $0.origin <= day }.enumerated().sorted {
            ($0.element.origin, $0.offset) < ($1.element.origin, $1.offset)
        }.map(\.element)
        let open = unsettled(dealings)
        guard let oldest = open.first, let last = dealings.last else { return nil }
        var buckets = Bucket.allCases.map { _ in Money.zero }
        for part in open {
            let place = Bucket(on: day, origin: part.origin, due: part.due).rawValue
            buckets[place] = Money(fen: buckets[place].fen + part.amount.fen)
        }
        let balance = Money(fen: open.reduce(0) { $0 + $1.amount.fen })
        let account = page.account
        return Row(
            chart: account.chart, account: account.code, name: account.name, counterparty: page.counterparty,
            balance: balance, buckets: buckets, oldest: oldest.origin, lastDealing: last.origin,
            isContrary: account.side == .debit && balance.fen < 0
                || account.side == .credit && balance.fen > 0,
            isQuiet: day.number >= last.origin.number + Int32(quietYears) * 1_00_00, open: open)
    }

    /// What is left of dealings when each settles what stands open on the other side, oldest first; all that is left
    /// stands on one side.
    private static func unsettled(_ dealings: [Dealing]) -> [Dealing] {
        var open: [Dealing] = []
        var start = 0
        for dealing in dealings {
            var left = dealing.amount.fen
            while left != 0, start < open.count, (open[start].amount.fen > 0) != (left > 0) {
                let standing = open[start].amount.fen
                let isEnough = abs(standing) > abs(left)
                open[start].amount = Money(fen: isEnough ? standing + left : 0)
                left = isEnough ? 0 : left + standing
                if !isEnough { start += 1 }
            }
            guard left != 0 else { continue }
            var rest = dealing
            rest.amount = Money(fen: left)
            open.append(rest)
        }
        return Array(open[start...])
    }

    /// The same with the rows that have been quiet for two years only 两年无往来清单.
    public var quiet: ClaimsAgeing {
        var quiet = self
        quiet.rows = rows.filter(\.isQuiet)
        return quiet
    }

    /// 合计 of claims, or of debts: the balance and its buckets.
    public func totals(claims: Bool) -> (balance: Money, buckets: [Money]) {
        let rows = rows.filter { $0.isClaim == claims }
        return (
            Money(fen: rows.reduce(0) { $0 + $1.balance.fen }),
            Bucket.allCases.map { bucket in
                Money(fen: rows.reduce(0) { $0 + $1.buckets[bucket.rawValue].fen })
            }
        )
    }
}

/// Claims that are due or nearly so (催收): what each counterparty owes by due date, and which step of dunning it has reached.
///
/// What has no due date is taken to be due on the day it arose, as in ``ClaimsAgeing``.
public struct Dunning: Sendable, Equatable {
    /// A claim of one due date (催收项目).
    public struct Item: Sendable, Equatable {
        /// The day it arose; the first where several are due on one day.
        public var origin: CalendarDate
        /// The day it is due.
        public var due: CalendarDate
        /// Whether a due date was said.
        public var isDueSaid: Bool
        /// What is still open of it, above zero.
        public var amount: Money
        /// Days since it was due, negative before.
        public var days: Int
        /// The step reached, in days after the due date.
        public var stage: Int
        /// The day it was dunned at this step; nil while it was not.
        public var dunned: CalendarDate?
    }

    /// A dunning letter 催款函, to one counterparty about one account.
    public struct Letter: Sendable, Equatable {
        /// Account code 科目编码.
        public var account: String
        /// Its name.
        public var accountName: String
        /// Whom it goes to.
        public var counterparty: AuxiliaryValue
        /// By due date.
        public var items: [Item]

        /// What they come to.
        public var total: Money { Money(fen: items.reduce(0) { $0 + $1.amount.fen }) }
        /// Whether a step was reached that nobody has dunned yet.
        public var isNew: Bool { items.contains { $0.dunned == nil } }
    }

    /// A step that was dunned (催收记录).
    public struct Step: Sendable, Hashable {
        /// Account code.
        public var account: String
        /// Code of the counterparty.
        public var counterparty: String
        /// The day the claim was due.
        public var due: CalendarDate
        /// The step, in days after the due date.
        public var stage: Int

        /// A step of its parts.
        public init(account: String, counterparty: String, due: CalendarDate, stage: Int) {
            self.account = account
            self.counterparty = counterparty
            self.due = due
            self.stage = stage
        }
    }

    /// Book code 账套.
    public var book: String
    /// Name of the book.
    public var bookName: String
    /// The day.
    public var day: CalendarDate
    /// By account, then by name of the counterparty.
    public var letters: [Letter]

    /// Works out which claims have reached a step.
    ///
    /// - Parameters:
    ///   - stages: days after the due date, ascending.
    ///   - dunned: the steps taken before, with their days.
    public init(
        ageing: ClaimsAgeing, bookName: String, stages: [Int], dunned: [Step: CalendarDate]
    ) {
        book = ageing.book
        self.bookName = bookName
        day = ageing.day
        let today = ageing.day.daysSinceEpoch
        letters = ageing.rows.compactMap { row in
            guard row.isClaim, !row.isContrary else { return nil }
            var items: [CalendarDate: Item] = [:]
            for part in row.open {
                let due = part.due ?? part.origin
                let days = today - due.daysSinceEpoch
                guard let stage = stages.last(where: { $0 <= days }) else { continue }
                let step = Step(
                    account: row.account, counterparty: row.counterparty.code, due: due, stage: stage)
                var item =
                    items[due]
                    ?? Item(
                        origin: part.origin, due: due, isDueSaid: part.due != nil, amount: .zero, days: days,
                        stage: stage, dunned: dunned[step])
                item.amount = Money(fen: item.amount.fen + part.amount.fen)
                item.origin = min(item.origin, part.origin)
                items[due] = item
            }
            guard !items.isEmpty else { return nil }
            return Letter(
                account: row.account, accountName: row.name, counterparty: row.counterparty,
                items: items.values.sorted { $0.due < $1.due })
        }
    }

    /// The steps a text names, ascending: `-7,0,30,90`; nil where it can't be read.
    public static func stages(_ text: String) -> [Int]? {
        let parts = text.utf8.split(separator: 0x2C, omittingEmptySubsequences: false).map {
            Int(String(decoding: $0.filter { $0 != 0x20 && $0 != 0x2B }, as: UTF8.self))
        }
        let days = parts.compactMap { $0 }
        guard days.count == parts.count, (1...12).contains(days.count), Set(days).count == days.count,
            days.allSatisfy({ (-365...3650).contains($0) })
        else { return nil }
        return days.sorted()
    }
}

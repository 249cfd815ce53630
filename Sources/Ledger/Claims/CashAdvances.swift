/// Cash advances 备用金 of a book on a day: who holds how much, and since when.
///
/// What is accounted for settles what is oldest, first in first out; see ``ClaimsAgeing``.
public struct CashAdvances: Sendable, Equatable {
    /// What one person holds on one account.
    public struct Row: Sendable, Equatable {
        /// Account code 科目编码.
        public var account: String
        /// Who holds it.
        public var person: AuxiliaryValue
        /// What is not accounted for yet, above zero.
        public var balance: Money
        /// The day the oldest part of it was handed out.
        public var oldest: CalendarDate
        /// Days since then.
        public var days: Int
        /// Whether that is more than allowed.
        public var isLate: Bool
        /// Whether it is more money than one person may hold.
        public var isOverLimit: Bool
    }

    /// Book code 账套.
    public var book: String
    /// The day.
    public var day: CalendarDate
    /// Days allowed 报账期限.
    public var allowedDays: Int
    /// The most one person may hold 限额; zero is no limit.
    public var limit: Money
    /// The oldest first.
    public var rows: [Row]

    /// Works them out of the ageing of the accounts that hold advances.
    public init(ageing: ClaimsAgeing, accounts: Set<String>, allowedDays: Int, limit: Money) {
        book = ageing.book
        day = ageing.day
        self.allowedDays = allowedDays
        self.limit = limit
        rows = ageing.rows.filter { $0.isClaim && accounts.contains($0.account) }.map { row in
            let days = ageing.day.daysSinceEpoch - row.oldest.daysSinceEpoch
            return Row(
                account: row.account, person: row.counterparty, balance: row.balance, oldest: row.oldest,
                days: days, isLate: days > allowedDays, isOverLimit: !limit.isZero && row.balance > limit)
        }.sorted { ($0.oldest, $0.person.code) < ($1.oldest, $1.person.code) }
    }

    /// What should be looked at.
    public var problems: [ClaimsProblem] {
        rows.flatMap { row -> [ClaimsProblem] in
            var problems: [ClaimsProblem] = []
            if row.isLate {
                problems.append(
                    .advanceLate(
                        book: book, person: row.person.name, amount: row.balance, since: row.oldest,
                        days: row.days, allowed: allowedDays))
            }
            if row.isOverLimit {
                problems.append(
                    .advanceOverLimit(book: book, person: row.person.name, amount: row.balance, limit: limit))
            }
            return problems
        }
    }
}

/// What should be looked at in claims and debts 往来, and what can't be asked of them.
public enum ClaimsProblem: TextualProblem, Equatable {
    /// A cash advance 备用金 not accounted for in time.
    case advanceLate(
        book: String, person: String, amount: Money, since: CalendarDate, days: Int, allowed: Int)
    /// A person holds more cash advance than allowed.
    case advanceOverLimit(book: String, person: String, amount: Money, limit: Money)
    /// No such counterparty.
    case counterpartyUnknown(book: String, String)
    /// Nothing has reached a step of dunning that was not dunned before.
    case nothingToDun(book: String, day: CalendarDate)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .advanceLate(let book, let person, let amount, let since, let days, let allowed):
            return ProblemText(
                "claims.advance-late",
                zh:
                    "账套 \(book) 的 \(person) 有备用金 \(amount.grouped) 元没有报账，最早的借于 \(since)，已 \(days) 天，期限 \(allowed) 天。"
                    + "请催其报账或交回。",
                en:
                    "\(person) of book \(book) holds a cash advance of \(amount.grouped) yuan, the oldest part since "
                    + "\(since), \(days) days; \(allowed) are allowed. Have it accounted for or paid back.")
        case .advanceOverLimit(let book, let person, let amount, let limit):
            return ProblemText(
                "claims.advance-over-limit",
                zh: "账套 \(book) 的 \(person) 备用金 \(amount.grouped) 元，超过每人限额 \(limit.grouped) 元。请收回超过的部分。",
                en:
                    "\(person) of book \(book) holds a cash advance of \(amount.grouped) yuan, above the limit of "
                    + "\(limit.grouped) a person. Take back what is above it.")
        case .counterpartyUnknown(let book, let name):
            return ProblemText(
                "claims.counterparty-unknown", .unknown,
                zh: "账套 \(book) 没有往来单位“\(QuotedText(name))”。counterparty list 列出全部。",
                en: "Book \(book) has no counterparty “\(QuotedText(name))”. counterparty list shows them.")
        case .nothingToDun(let book, let day):
            return ProblemText(
                "claims.nothing-to-dun", zh: "账套 \(book) 到 \(day) 没有新到催收时点的应收款。",
                en: "No claim of book \(book) has reached a new step of dunning by \(day).")
        }
    }
}

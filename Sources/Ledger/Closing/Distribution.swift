/// What the members decided to do with the income of a year 收益分配方案: so much from a detail of 各项分配 to where it goes.
public struct DistributionItem: Sendable, Equatable {
    /// Where it stands in the file it was read from.
    public var position = 0
    /// Leaf of 各项分配 that says what it is for: 提取公积公益金, 成员分配 …
    public var purpose: String
    /// Account it goes to: 公积公益金, 成员往来, 应付款.
    public var target: String
    /// Counterparty 往来单位, where the account asks for one.
    public var counterparty: String?
    /// The amount, more than zero.
    public var amount: Money

    /// An item of its accounts and amount.
    public init(purpose: String, target: String, counterparty: String? = nil, amount: Money) {
        self.purpose = purpose
        self.target = target
        self.counterparty = counterparty
        self.amount = amount
    }
}

/// The decision of the members' meeting 成员大会决议 that a distribution rests on; it stands in the log for ever.
public struct MeetingDecision: Sendable, Equatable {
    /// The day of the meeting.
    public var date: CalendarDate
    /// Votes for 赞成.
    public var votesFor: Int
    /// Votes against 反对.
    public var votesAgainst: Int
    /// Abstentions 弃权.
    public var abstained: Int
    /// Where the accounts lay open and the plan is kept, in the words of the record.
    public var note: String?

    /// A decision of its date and votes.
    public init(date: CalendarDate, votesFor: Int, votesAgainst: Int, abstained: Int, note: String? = nil) {
        self.date = date
        self.votesFor = votesFor
        self.votesAgainst = votesAgainst
        self.abstained = abstained
        self.note = note
    }
}

/// How much of a year's income must be set aside 提取比例, and where that is written.
public struct ReserveFloor: Sendable, Equatable {
    /// Hundredths of a percent of the base: 3000 is 30 %.
    public var rate: Int
    /// Whether past losses come off the base 弥补以前年度亏损后.
    public var isAfterLosses: Bool
    /// The rule it comes from.
    public var source: String

    /// A floor of its rate and source.
    public init(rate: Int, isAfterLosses: Bool, source: String) {
        self.rate = rate
        self.isAfterLosses = isAfterLosses
        self.source = source
    }

    /// What must be set aside of a base, rounded up to the fen; zero where there is none.
    public func amount(of base: Money) -> Money {
        guard base.fen > 0, rate > 0 else { return .zero }
        let product = base.fen.multipliedFullWidth(by: Int64(rate))
        let (quotient, remainder) = Int64(10_000).dividingFullWidth(product)
        return Money(fen: quotient + (remainder > 0 ? 1 : 0))
    }
}

/// A distribution of a year's income 收益分配, held against what there is.
public struct Distribution: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// The year whose income is distributed.
    public var year: Int
    /// The day it is booked: 31 December while that is open, else a day of the next year.
    public var date: CalendarDate
    /// What is decided.
    public var items: [DistributionItem]
    /// Net income 净收益 of the year.
    public var netIncome: Money
    /// What there is 可分配收益: the balance of 未分配收益 with past profits, losses and adjustments.
    public var distributable: Money
    /// What distributions of the year set aside before.
    public var reserved: Money
    /// What must be set aside.
    public var floor: ReserveFloor
    /// Codes of those targets that are 公积公益金.
    public var reserveAccounts: Set<String>
    /// Leaf of 未分配收益.
    public var retainedAccount: String

    /// 提取公积公益金 of the default detail chart, which the statement of distribution reads; a chart without it is not asked.
    public static let reservePurpose = "3220101"

    /// Everything a distribution is held against.
    public init(
        book: String, year: Int, date: CalendarDate, items: [DistributionItem], netIncome: Money,
        distributable: Money, reserved: Money, floor: ReserveFloor, reserveAccounts: Set<String>,
        retainedAccount: String
    ) {
        self.book = book
        self.year = year
        self.date = date
        self.items = items
        self.netIncome = netIncome
        self.distributable = distributable
        self.reserved = reserved
        self.floor = floor
        self.reserveAccounts = reserveAccounts
        self.retainedAccount = retainedAccount
    }

    /// The days on which the income of a year is distributed: its last day and the next year up to the day before its last,
    /// so that the day tells of which year's income it was.
    public static func isDay(_ date: CalendarDate, of year: Int) -> Bool {
        let lastDay = date.month == 12 && date.day == 31
        return date.year == year ? lastDay : date.year == year + 1 && !lastDay
    }

    /// Whether a decision bears it. What is booked on the last day of the year may be decided after it; what is booked
    /// later may not.
    public func rests(on decision: MeetingDecision) -> Bool {
        decision.votesFor > decision.votesAgainst && decision.date.year >= year
            && (date.year == year || decision.date <= date)
    }

    /// The sum of all items.
    ///
    /// - Throws: ``MoneyProblem``.
    public func total() throws(MoneyProblem) -> Money { try Money.sum(items.lazy.map(\.amount)) }

    /// Everything that refuses it.
    ///
    /// - Throws: ``MoneyProblem``.
    public func problems() throws(MoneyProblem) -> [YearProblem] {
        var found: [YearProblem] = []
        let total = try total()
        if items.isEmpty { found.append(.planEmpty(book: book, year: year)) }
        if distributable == .zero {
            found.append(.nothingToDistribute(book: book, year: year))
        } else if distributable.fen < 0 {
            found.append(.lossesRemain(book: book, year: year, balance: distributable))
        } else if total.fen > distributable.fen {
            found.append(
                .overDistribution(book: book, year: year, total: total, distributable: distributable))
        }
        // Past losses are made good first; what is left of the income is what the reserve is taken of.
        let base = floor.isAfterLosses ? min(netIncome, distributable) : netIncome
        let needed = floor.amount(of: base)
        let planned = try Money.sum(
            items.lazy.filter { self.reserveAccounts.contains($0.target) }.map(\.amount) + [reserved])
        if planned.fen < needed.fen {
            found.append(
                .reserveBelowFloor(
                    book: book, year: year, needed: needed, planned: planned, base: base, floor: floor))
        }
        return found
    }

    /// The vouchers: 各项分配 to where it goes, as many as the lines need, and 未分配收益 to 各项分配, which then stands at
    /// zero.
    ///
    /// - Throws: ``MoneyProblem``.
    public func vouchers(attachments: Int) throws(MoneyProblem) -> [VoucherDraft] {
        let summary = "按成员大会决议分配\(year)年收益"
        var entries: [[EntryLine]] = []
        for start in stride(from: 0, to: items.count, by: Self.itemsAtOnce) {
            let part = items[start..<min(start + Self.itemsAtOnce, items.count)]
            entries.append(
                try Self.purposes(of: part).map { EntryLine(summary, account: $0.account, debit: $0.sum) }
                    + part.map {
                        EntryLine(
                            summary, account: $0.target, credit: $0.amount, counterparty: $0.counterparty)
                    })
        }
        let settling = "结转\(year)年各项分配"
        entries.append(
            try [EntryLine(settling, account: retainedAccount, debit: total())]
                + Self.purposes(of: items[...]).map {
                    EntryLine(settling, account: $0.account, credit: $0.sum)
                })
        return entries.map { lines in
            var voucher = VoucherDraft(book: book, date: date, lines: lines, attachments: attachments)
            voucher.type = VoucherType.distribution.rawValue
            return voucher
        }
    }

    /// A voucher has at most 999 lines, some of them for what the items are for.
    private static let itemsAtOnce = 900

    private static func purposes(
        of items: ArraySlice<DistributionItem>
    ) throws(MoneyProblem) -> [(account: String, sum: Money)] {
        var sums: [String: Money] = [:]
        for item in items { sums[item.purpose] = try (sums[item.purpose] ?? .zero).adding(item.amount) }
        return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

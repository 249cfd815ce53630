/// An income source 收入来源: a means of the plan by which a village earns.
public struct IncomeSource: Sendable, Equatable {
    /// The stable code, `retained-land`.
    public var code: String
    /// Its name in Chinese.
    public var chinese: String
    /// Its name in English.
    public var english: String
    /// The first-level accounts it usually stands on; elsewhere is worth a look.
    public var usualAccounts: [String]
    /// Whether it is one of the plan's, which can't be removed.
    public var isOfPlan: Bool

    /// A source of its parts.
    public init(code: String, chinese: String, english: String, usualAccounts: [String], isOfPlan: Bool) {
        self.code = code
        self.chinese = chinese
        self.english = english
        self.usualAccounts = usualAccounts
        self.isOfPlan = isOfPlan
    }
}

/// A measure by village and source (分来源收入表), with the totals of each source.
public struct IncomeBySource: Sendable, Equatable {
    /// The threshold report it is taken from: a row per village with its parts.
    public var report: ThresholdReport
    /// The sum of each source over all villages, in the order of the report's parts.
    public var totals: [(source: String, amount: Money)]

    /// The table of a report.
    public init(_ report: ThresholdReport) {
        var sums: [String: Int64] = [:]
        for village in report.villages {
            for part in village.bySource { sums[part.source, default: 0] += part.amount.fen }
        }
        self.report = report
        totals = sums.sorted { $0.key < $1.key }.map { ($0.key, Money(fen: $0.value)) }
    }

    /// The sum over all villages and sources.
    public var total: Money { Money(fen: totals.reduce(0) { $0 + $1.amount.fen }) }

    /// The same table.
    public static func == (a: IncomeBySource, b: IncomeBySource) -> Bool { a.report == b.report }
}

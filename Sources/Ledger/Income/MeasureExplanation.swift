/// A figure of one book unfolded to its voucher lines (口径展开): what counts, what is taken out, and what does not
/// count and why.
public struct MeasureExplanation: Sendable, Equatable {
    /// What a line does to the figure.
    public enum Treatment: Sendable, Equatable {
        /// It counts 计入.
        case included
        /// It would count and is taken out 抵销.
        case eliminated(ExclusionReason)
        /// It does not count 不计入.
        case excluded(ExclusionReason)
        /// A correction of this year made in a later one, shown apart 以前年度调整.
        case priorYear

        /// Why it does not count; nil where it does.
        public var reason: ExclusionReason? {
            switch self {
            case .included: nil
            case .eliminated(let reason), .excluded(let reason): reason
            case .priorYear: .priorYear
            }
        }
    }

    /// A posted line, or turnover taken over that can't be unfolded.
    public struct Line: Sendable, Equatable {
        /// What it does to the figure.
        public var treatment: Treatment
        /// The voucher; nil for turnover before the book was taken over, which has no vouchers here (不可展开).
        public var voucher: VoucherName?
        /// Line of the voucher, from 1; nil for turnover taken over.
        public var line: Int?
        /// Date of the voucher; nil for turnover taken over.
        public var date: CalendarDate?
        /// Summary 摘要.
        public var summary: String
        /// Account code.
        public var account: String
        /// Its name.
        public var accountName: String
        /// Income source; nil where none stands on the line.
        public var source: String?
        /// Name of the counterparty.
        public var counterparty: String?
        /// Contract, as text.
        public var contract: String?
        /// What it adds to the figure, would add, or, where its account does not count at all, credit less debit.
        public var amount: Money

        /// A line of its parts.
        public init(
            treatment: Treatment, voucher: VoucherName?, line: Int?, date: CalendarDate?, summary: String,
            account: String, accountName: String, source: String? = nil, counterparty: String? = nil,
            contract: String? = nil, amount: Money
        ) {
            self.treatment = treatment
            self.voucher = voucher
            self.line = line
            self.date = date
            self.summary = summary
            self.account = account
            self.accountName = accountName
            self.source = source
            self.counterparty = counterparty
            self.contract = contract
            self.amount = amount
        }

        /// Whether it can't be unfolded to a voucher.
        public var isTakeover: Bool { voucher == nil }
    }

    /// Book code 账套.
    public var book: String
    /// Code of the village's division.
    public var divisionCode: String
    /// The year.
    public var year: Int
    /// The measure.
    public var measure: Measure
    /// The last day counted.
    public var asOf: CalendarDate
    /// The chart of the year, whose formula was used.
    public var chart: ChartVersion
    /// Turnover taken over first, then by date and order of posting.
    public var lines: [Line]

    /// An explanation of its parts.
    public init(
        book: String, divisionCode: String, year: Int, measure: Measure, asOf: CalendarDate,
        chart: ChartVersion,
        lines: [Line]
    ) {
        self.book = book
        self.divisionCode = divisionCode
        self.year = year
        self.measure = measure
        self.asOf = asOf
        self.chart = chart
        self.lines = lines
    }

    /// The formula used; nil where the measure has none for the chart.
    public var formula: MeasureFormula? { measure.formulas[chart] }
    /// The figure: the sum of what counts.
    public var figure: Money { sum { $0 == .included } }
    /// What was taken out of it as dealings within the village.
    public var eliminated: Money {
        sum { if case .eliminated = $0 { true } else { false } }
    }
    /// Corrections of the year made later.
    public var priorYear: Money { sum { $0 == .priorYear } }
    /// The lines that count.
    public var included: [Line] { lines.filter { $0.treatment == .included } }
    /// The lines that don't, each with its reason.
    public var excluded: [Line] { lines.filter { $0.treatment != .included } }

    private func sum(_ counts: (Treatment) -> Bool) -> Money {
        Money(fen: lines.reduce(0) { counts($1.treatment) ? $0 + $1.amount.fen : $0 })
    }
}

/// What a measure makes of a line (口径判定): the one text of what counts, for a figure that is unfolded.
public struct MeasureRule: Sendable {
    /// The measure.
    public let measure: Measure
    private let kinds: [String: ExclusionReason]

    /// The rule of a measure.
    ///
    /// - Parameter kinds: the reasons of ``ExclusionReason/kinds(_:)``.
    public init(_ measure: Measure, kinds: [String: ExclusionReason]) {
        self.measure = measure
        self.kinds = kinds
    }

    /// What a line does to the figure and with what amount; nil for a line that has nothing to do with income.
    ///
    /// - Parameters:
    ///   - type: type of its voucher; turnover taken over is normal.
    ///   - turnover: credit less debit, fen.
    public func treatment(
        of account: Account, mark: IncomeMark, type: VoucherType, turnover: Int64
    ) -> (treatment: MeasureExplanation.Treatment, amount: Money)? {
        let factor = measure.factor(of: account)
        if factor != 0 {
            let amount = Money(fen: factor * turnover)
            if !type.countsInMeasures {
                return (.excluded(type == .closing ? .closing : .distribution), amount)
            }
            return (mark.otherBook == nil ? .included : .eliminated(.sameVillage), amount)
        }
        guard let reason = reason(account: account, mark: mark, type: type) else { return nil }
        return (.excluded(reason), Money(fen: turnover))
    }

    private func reason(account: Account, mark: IncomeMark, type: VoucherType) -> ExclusionReason? {
        let isIncome = account.category == .income
        if type == .closing { return isIncome ? .closing : nil }
        if type == .distribution {
            return AccountTraits(account, isLeaf: true).contains(.distribution) ? .distribution : nil
        }
        if account.role == .priorYearAdjustment { return .priorYear }
        if let kind = mark.excludedKind {
            return kinds[kind] ?? ExclusionReason(kind, zh: kind, en: kind)
        }
        guard isIncome else { return nil }
        if account.chart.subsidyAccounts.contains(account.firstLevelCode) { return .subsidy }
        if account.chart.otherIncomeAccounts.contains(account.firstLevelCode) { return .otherIncome }
        return .notInFormula
    }
}

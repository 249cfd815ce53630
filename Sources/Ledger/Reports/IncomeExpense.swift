/// The statement of income and expense in detail 收支明细表 of a book: every account of income and expense with what it
/// came to in the period and in the year to date.
///
/// Closing and distribution don't count, so a closed year shows what was earned and spent and not zero; neither do
/// corrections of earlier years, which go over 以前年度调整. Income is credit less debit, expense debit less credit, red
/// amounts on their own side.
public struct IncomeExpense: Sendable, Equatable {
    /// What an account or a source came to.
    public struct Figures: Sendable, Equatable {
        /// 本期
        public var period = Money.zero
        /// 本年累计, from 1 January of the year of the last month, with the turnover of a book taken over.
        public var year = Money.zero

        /// Nothing yet, or figures of their parts.
        public init(period: Money = .zero, year: Money = .zero) {
            self.period = period
            self.year = year
        }

        /// Whether there is nothing to show.
        public var isEmpty: Bool { period.isZero && year.isZero }

        /// Adds other figures.
        public mutating func add(_ other: Figures) {
            period = Money(fen: period.fen + other.period.fen)
            year = Money(fen: year.fen + other.year.fen)
        }

        /// These less others.
        public func less(_ other: Figures) -> Figures {
            Figures(
                period: Money(fen: period.fen - other.period.fen), year: Money(fen: year.fen - other.year.fen)
            )
        }
    }

    /// One account.
    public struct Row: Sendable, Equatable {
        /// The chart the code belongs to.
        public var chart: ChartVersion
        /// Account code 科目编码.
        public var code: String
        /// Its name 科目名称.
        public var name: String
        /// Income 收入, else expense 支出.
        public var isIncome: Bool
        /// What it came to, positive on the side it is of.
        public var figures: Figures

        /// 1 for a first-level account.
        public var level: Int { Account.level(of: code) }
    }

    /// Turnover of an account and source 科目与来源发生额, credits less debits.
    public struct Turnover: Sendable {
        /// The account, one that takes entries.
        public var account: Account
        /// Income source code 收入来源.
        public var source: String?
        /// Credit less debit.
        public var credit: Figures

        /// Turnover of its parts.
        public init(account: Account, source: String?, credit: Figures) {
            self.account = account
            self.source = source
            self.credit = credit
        }
    }

    /// Book code 账套.
    public var book: String
    /// The months it covers.
    public var period: Period
    /// Income, then expense, each by code, all levels, parents before children.
    public var rows: [Row]
    /// Operating income 经营收入, 投资收益 by source code, the largest of the year first; the empty code has none.
    public var bySource: [(source: String, figures: Figures)]
    /// 收入合计
    public var income: Figures
    /// 支出合计
    public var expense: Figures

    /// Builds the statement.
    ///
    /// - Parameters:
    ///   - turnover: accounts of income and expense; others are not for this statement.
    ///   - parents: the accounts above them, all levels.
    public init(book: String, period: Period, turnover: [Turnover], parents: [Account]) {
        struct Key: Hashable {
            var chart: ChartVersion
            var code: String
        }
        let names = Dictionary(
            (parents + turnover.map(\.account)).map { (Key(chart: $0.chart, code: $0.code), $0.name) },
            uniquingKeysWith: { first, _ in first })
        var found: [Key: Row] = [:]
        var sources: [String: Figures] = [:]
        (income, expense) = (Figures(), Figures())
        for part in turnover {
            let account = part.account
            let isIncome = account.category == .income
            precondition(
                isIncome || account.category == .expense, "Only income and expense have a place here.")
            let figures = isIncome ? part.credit : Figures().less(part.credit)
            if isIncome { income.add(figures) } else { expense.add(figures) }
            if account.takesSource { sources[part.source ?? "", default: Figures()].add(figures) }
            var code: String? = account.code
            while let current = code {
                let key = Key(chart: account.chart, code: current)
                let empty = Row(
                    chart: account.chart, code: current, name: names[key] ?? "", isIncome: isIncome,
                    figures: Figures())
                found[key, default: empty].figures.add(figures)
                code = Account.parent(of: current)
            }
        }
        self.book = book
        self.period = period
        rows = found.values.filter { !$0.figures.isEmpty }.sorted {
            if $0.isIncome != $1.isIncome { return $0.isIncome }
            return ($0.chart.rawValue, $0.code) < ($1.chart.rawValue, $1.code)
        }
        bySource = sources.filter { !$0.value.isEmpty }.map { (source: $0.key, figures: $0.value) }.sorted {
            ($1.figures.year, $0.source) < ($0.figures.year, $1.source)
        }
    }

    /// 收支差额: income less expense.
    public var net: Figures { income.less(expense) }

    /// The same statement.
    public static func == (a: IncomeExpense, b: IncomeExpense) -> Bool {
        a.book == b.book && a.period == b.period && a.rows == b.rows && a.income == b.income
            && a.expense == b.expense && a.bySource.elementsEqual(b.bySource, by: ==)
    }
}

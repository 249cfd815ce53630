/// The trial balance 科目余额表 of a book over a period: a row for every account of every level with any figure.
///
/// A row of a higher level is the sum of the rows below it; the totals are over the leaves, so that their opening
/// and closing are zero as long as the book balances.
public struct TrialBalance: Sendable, Equatable {
    /// One account.
    public struct Row: Sendable, Equatable {
        /// The chart the code belongs to; not the same in all rows only where the book changed its chart.
        public var chart: ChartVersion
        /// Account code 科目编码.
        public var code: String
        /// Its name 科目名称.
        public var name: String
        /// Its normal side 余额方向.
        public var side: Side
        /// Whether no account of the book hangs below it.
        public var isLeaf: Bool
        /// Its figures.
        public var figures: AccountFigures

        /// 1 for a first-level account.
        public var level: Int { Account.level(of: code) }
    }

    /// Book code 账套.
    public var book: String
    /// The months it covers.
    public var period: Period
    /// By chart and code, parents before children.
    public var rows: [Row]
    /// Over the leaves 合计.
    public var totals: AccountFigures

    /// Builds the table from the figures of the accounts that take entries.
    ///
    /// - Parameters:
    ///   - figures: figures by account, each account once.
    ///   - parents: the accounts above them, all levels.
    public init(
        book: String, period: Period, figures: [(account: Account, figures: AccountFigures)],
        parents: [Account]
    ) {
        struct Key: Hashable {
            var chart: ChartVersion
            var code: String
        }
        var found: [Key: Row] = [:]
        func row(_ account: Account, isLeaf: Bool) -> Row {
            Row(
                chart: account.chart, code: account.code, name: account.name, side: account.side,
                isLeaf: isLeaf,
                figures: AccountFigures())
        }
        for account in parents {
            found[Key(chart: account.chart, code: account.code)] = row(account, isLeaf: false)
        }
        var totals = AccountFigures()
        for (account, own) in figures {
            let key = Key(chart: account.chart, code: account.code)
            found[key, default: row(account, isLeaf: true)].figures.add(own)
            totals.add(own)
            var above = Account.parent(of: account.code)
            while let code = above {
                found[Key(chart: account.chart, code: code)]?.figures.add(own)
                above = Account.parent(of: code)
            }
        }
        self.book = book
        self.period = period
        self.totals = totals
        rows = found.values.filter { !$0.figures.isEmpty }.sorted {
            $0.chart == $1.chart ? $0.code < $1.code : $0.chart.rawValue < $1.chart.rawValue
        }
    }
}

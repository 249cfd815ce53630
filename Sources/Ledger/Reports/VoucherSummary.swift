/// The summary of vouchers 凭证汇总表 (科目汇总表) of a book over a period: what each first-level account turned over,
/// and which vouchers it was.
///
/// Vouchers of every type count, closing and distribution too; a red amount lessens its own side.
public struct VoucherSummary: Sendable, Equatable {
    /// A first-level account.
    public struct Row: Sendable, Equatable {
        /// The chart the code belongs to.
        public var chart: ChartVersion
        /// Account code 科目编码.
        public var code: String
        /// Its name 科目名称.
        public var name: String
        /// 借方发生额
        public var debit: Money
        /// 贷方发生额
        public var credit: Money

        /// A row of its parts.
        public init(chart: ChartVersion, code: String, name: String, debit: Money, credit: Money) {
            self.chart = chart
            self.code = code
            self.name = name
            self.debit = debit
            self.credit = credit
        }
    }

    /// The vouchers of a month and kind 字号; numbers start anew with each month.
    public struct Numbers: Sendable, Equatable {
        /// The month the numbers belong to.
        public var month: Month
        /// 记, 收, 付 or 转.
        public var kind: VoucherKind
        /// First number 起号.
        public var first: Int
        /// Last number 止号.
        public var last: Int
        /// How many vouchers 张数.
        public var vouchers: Int
        /// How many attachments 附件张数.
        public var attachments: Int

        /// Numbers of their parts.
        public init(
            month: Month, kind: VoucherKind, first: Int, last: Int, vouchers: Int, attachments: Int
        ) {
            self.month = month
            self.kind = kind
            self.first = first
            self.last = last
            self.vouchers = vouchers
            self.attachments = attachments
        }
    }

    /// Book code 账套.
    public var book: String
    /// The months it covers.
    public var period: Period
    /// By chart and code, accounts with turnover only.
    public var rows: [Row]
    /// By month, then in the order 记 收 付 转.
    public var numbers: [Numbers]
    /// 借方合计
    public var debit: Money
    /// 贷方合计, the same as the debits as long as the book balances.
    public var credit: Money

    /// A summary of accounts and vouchers in any order; accounts without turnover are left out.
    public init(book: String, period: Period, rows: [Row], numbers: [Numbers]) {
        self.book = book
        self.period = period
        self.rows = rows.filter { !$0.debit.isZero || !$0.credit.isZero }.sorted {
            ($0.chart.rawValue, $0.code) < ($1.chart.rawValue, $1.code)
        }
        let order = VoucherKind.allCases
        self.numbers = numbers.sorted {
            $0.month == $1.month
                ? (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0)
                : $0.month < $1.month
        }
        debit = Money(fen: rows.reduce(0) { $0 + $1.debit.fen })
        credit = Money(fen: rows.reduce(0) { $0 + $1.credit.fen })
    }

    /// How many vouchers there are.
    public var vouchers: Int { numbers.reduce(0) { $0 + $1.vouchers } }
    /// How many attachments they have.
    public var attachments: Int { numbers.reduce(0) { $0 + $1.attachments } }
}

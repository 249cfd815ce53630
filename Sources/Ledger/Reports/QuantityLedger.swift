/// The book of quantities and amounts 数量金额账 of an account over a period: what came in, what went out and what is
/// left, each in quantity, unit price and amount.
///
/// What stands on the debit side came in, what stands on the credit side went out; red lessens its own side, in quantity
/// too. On accounts of income and expense, whose amounts the closing carries away each year, quantities start anew with
/// each year. The price of a balance or a total is its amount by its quantity, rounded half up.
public struct QuantityLedger: Sendable, Equatable {
    /// Quantity, unit price and amount (数量、单价、金额).
    public struct Part: Sendable, Equatable {
        /// 数量 in millionths; nil where a line has none.
        public var quantityMillionths: Int64?
        /// 单价 in ten-thousandths of a yuan; nil without a quantity.
        public var unitPriceTenThousandths: Int64?
        /// 金额
        public var amount: Money

        /// What a line says; where it says no price, its amount by its quantity.
        public init(quantityMillionths: Int64?, unitPriceTenThousandths: Int64? = nil, amount: Money) {
            self.quantityMillionths = quantityMillionths
            self.unitPriceTenThousandths =
                unitPriceTenThousandths
                ?? quantityMillionths.flatMap { QuantityLedger.unitPrice(of: amount, quantityMillionths: $0) }
            self.amount = amount
        }

        /// Nothing.
        public static let none = Part(quantityMillionths: nil, amount: .zero)
    }

    /// A line as the book takes it in.
    public struct Entry: Sendable {
        /// The line.
        public var line: LedgerEntry
        /// Its quantity in millionths, if it has one.
        public var quantityMillionths: Int64?
        /// Its unit price in ten-thousandths of a yuan, if it has one.
        public var unitPriceTenThousandths: Int64?

        /// A line with its quantity.
        public init(line: LedgerEntry, quantityMillionths: Int64?, unitPriceTenThousandths: Int64?) {
            self.line = line
            self.quantityMillionths = quantityMillionths
            self.unitPriceTenThousandths = unitPriceTenThousandths
        }
    }

    /// A row of the book.
    public struct Row: Sendable, Equatable {
        /// The row as a subsidiary ledger has it.
        public var ledger: LedgerRow
        /// 收入: the debit side.
        public var incoming: Part
        /// 发出: the credit side.
        public var outgoing: Part
        /// 结存: what is left after the row, debits positive.
        public var balance: Part
    }

    /// Book code 账套.
    public var book: String
    /// The account the book is of; it takes entries.
    public var account: Account
    /// The months it covers.
    public var period: Period
    /// Openings, entries and totals, in order.
    public var rows: [Row]
    /// What of the last balance has no quantity: the book's opening, and lines without one; debits positive. Where it
    /// is not zero, the price of the balance is no price of anything.
    public var amountWithoutQuantity: Money

    /// Lays the pages out.
    ///
    /// - Parameters:
    ///   - turnover: what the account turned over.
    ///   - entries: all its lines through the last month, by date and then in the order of posting.
    public init(
        book: String, account: Account, period: Period, turnover: MonthlyTurnover, entries: [Entry]
    ) {
        self.book = book
        self.account = account
        self.period = period
        let isOfYear = account.category == .income || account.category == .expense
        let inPeriod = entries.filter { period.contains($0.line.date) }
        let pages = LedgerPages(
            period: period, turnover: turnover, entries: inPeriod.map(\.line), dayTotals: false)
        var sums = QuantitySums(
            startsAnewYearly: isOfYear, before: entries.filter { $0.line.date < period.firstDay })
        var next = 0
        rows = pages.rows.map { row in
            guard row.kind == .entry else { return sums.row(row) }
            defer { next += 1 }
            return sums.row(row, inPeriod[next])
        }
        let measured = entries.filter {
            $0.quantityMillionths != nil && (!isOfYear || $0.line.date.year == period.last.year)
        }
        amountWithoutQuantity = Money(
            fen: turnover.figures(in: period).closing.fen
                - measured.reduce(0) { $0 + $1.line.debit.fen - $1.line.credit.fen })
    }

    /// Amount by quantity in ten-thousandths of a yuan, rounded half up; nil for no quantity, for a quantity and an amount
    /// on different sides, and for a price beyond all numbers.
    public static func unitPrice(of amount: Money, quantityMillionths: Int64) -> Int64? {
        guard quantityMillionths != 0, amount.isZero || (amount.fen > 0) == (quantityMillionths > 0) else {
            return nil
        }
        // Fen by millionths: 10⁶ for the quantity, 10⁴ for the price, less 10² for the fen.
        let quantity = quantityMillionths.magnitude
        var product = amount.magnitudeFen.multipliedFullWidth(by: 100_000_000)
        let (low, carries) = product.low.addingReportingOverflow(quantity / 2)
        product = (product.high + (carries ? 1 : 0), low)
        guard product.high < quantity else { return nil }
        return Int64(exactly: quantity.dividingFullWidth(product).quotient)
    }
}

/// Keeps the running quantities (数量累计).
private struct QuantitySums {
    private var balance: Int64 = 0
    private var (monthIn, monthOut): (Int64?, Int64?) = (nil, nil)
    private var (yearIn, yearOut): (Int64?, Int64?) = (nil, nil)
    private var year = 0

    private let startsAnewYearly: Bool

    init(startsAnewYearly: Bool, before entries: [QuantityLedger.Entry]) {
        self.startsAnewYearly = startsAnewYearly
        for entry in entries { add(entry) }
        (monthIn, monthOut) = (nil, nil)
    }

    private static func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
        guard let a, let b else { return a ?? b }
        return a + b
    }

    private mutating func turn(to year: Int) {
        guard year != self.year else { return }
        self.year = year
        (yearIn, yearOut) = (nil, nil)
        if startsAnewYearly { balance = 0 }
    }

    private mutating func add(_ entry: QuantityLedger.Entry) {
        turn(to: entry.line.date.year)
        guard let quantity = entry.quantityMillionths else { return }
        if entry.line.debit.isZero {
            balance -= quantity
            monthOut = Self.sum(monthOut, quantity)
            yearOut = Self.sum(yearOut, quantity)
        } else {
            balance += quantity
            monthIn = Self.sum(monthIn, quantity)
            yearIn = Self.sum(yearIn, quantity)
        }
    }

    mutating func row(_ row: LedgerRow, _ entry: QuantityLedger.Entry) -> QuantityLedger.Row {
        add(entry)
        let part = QuantityLedger.Part(
            quantityMillionths: entry.quantityMillionths,
            unitPriceTenThousandths: entry.unitPriceTenThousandths,
            amount: entry.line.debit.isZero ? row.credit : row.debit)
        let isIncoming = !entry.line.debit.isZero
        return made(row, isIncoming ? part : .none, isIncoming ? .none : part)
    }

    mutating func row(_ row: LedgerRow) -> QuantityLedger.Row {
        turn(to: row.date.year)
        switch row.kind {
        case .opening, .carriedOver, .entry, .dayTotal: return made(row, .none, .none)
        case .monthTotal:
            defer { (monthIn, monthOut) = (nil, nil) }
            return total(row, monthIn, monthOut)
        case .yearTotal: return total(row, yearIn, yearOut)
        }
    }

    private func total(_ row: LedgerRow, _ incoming: Int64?, _ outgoing: Int64?) -> QuantityLedger.Row {
        made(
            row, QuantityLedger.Part(quantityMillionths: incoming, amount: row.debit),
            QuantityLedger.Part(quantityMillionths: outgoing, amount: row.credit))
    }

    private func made(_ row: LedgerRow, _ incoming: QuantityLedger.Part, _ outgoing: QuantityLedger.Part)
        -> QuantityLedger.Row
    {
        QuantityLedger.Row(
            ledger: row, incoming: incoming, outgoing: outgoing,
            balance: QuantityLedger.Part(quantityMillionths: balance, amount: row.balance))
    }
}

/// The book of quantities and amounts 数量金额账 of an account over a period: what came in, what went out and what is
/// left, each in quantity, unit price and amount.
///
/// What stands on the debit side came in, what stands on the credit side went out; red lessens its own side, in quantity
/// too. On accounts of income and expense, whose amounts the closing carries away each year, quantities start anew with
/// each year. The price of a balance or a total is its amount by its quantity, rounded half up; one that holds amounts
/// without a quantity has no price rather than a wrong one.
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
    /// is not zero, the balance has no price.
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
        let inPeriod = entries.filter { period.contains($0.line.date) }
        let pages = LedgerPages(
            period: period, turnover: turnover, entries: inPeriod.map(\.line), dayTotals: false)
        var sums = QuantitySums(
            startsAnewYearly: account.isOfYear, before: entries.filter { $0.line.date < period.firstDay })
        var next = 0
        rows = pages.rows.map { row in
            guard row.kind == .entry else { return sums.row(row) }
            defer { next += 1 }
            return sums.row(row, inPeriod[next])
        }
        amountWithoutQuantity = Money(
            fen: turnover.figures(in: period).closing.fen - sums.balance.fen)
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

/// What was measured (有数量的部分): quantities and the amounts of the lines that have one.
private struct Measured {
    var quantityMillionths: Int64?
    var fen: Int64 = 0

    mutating func add(_ quantity: Int64, _ fen: Int64) {
        quantityMillionths = (quantityMillionths ?? 0) + quantity
        self.fen += fen
    }

    /// A total or balance of `amount`; it has a price only where all of it was measured.
    func part(of amount: Money) -> QuantityLedger.Part {
        var part = QuantityLedger.Part(quantityMillionths: quantityMillionths, amount: amount)
        if amount.fen != fen { part.unitPriceTenThousandths = nil }
        return part
    }
}

/// Keeps the running quantities (数量累计).
private struct QuantitySums {
    private let startsAnewYearly: Bool
    private var year = 0
    private(set) var balance = Measured(quantityMillionths: 0)
    private var (monthIn, monthOut) = (Measured(), Measured())
    private var (yearIn, yearOut) = (Measured(), Measured())

    init(startsAnewYearly: Bool, before entries: [QuantityLedger.Entry]) {
        self.startsAnewYearly = startsAnewYearly
        for entry in entries { add(entry) }
        (monthIn, monthOut) = (Measured(), Measured())
    }

    private mutating func turn(to year: Int) {
        guard year != self.year else { return }
        self.year = year
        (yearIn, yearOut) = (Measured(), Measured())
        if startsAnewYearly { balance = Measured(quantityMillionths: 0) }
    }

    private mutating func add(_ entry: QuantityLedger.Entry) {
        turn(to: entry.line.date.year)
        guard let quantity = entry.quantityMillionths else { return }
        let (debit, credit) = (entry.line.debit.fen, entry.line.credit.fen)
        if debit == 0 {
            balance.add(-quantity, -credit)
            monthOut.add(quantity, credit)
            yearOut.add(quantity, credit)
        } else {
            balance.add(quantity, debit)
            monthIn.add(quantity, debit)
            yearIn.add(quantity, debit)
        }
    }

    mutating func row(_ row: LedgerRow, _ entry: QuantityLedger.Entry) -> QuantityLedger.Row {
        add(entry)
        let isIncoming = !entry.line.debit.isZero
        let part = QuantityLedger.Part(
            quantityMillionths: entry.quantityMillionths,
            unitPriceTenThousandths: entry.unitPriceTenThousandths,
            amount: isIncoming ? row.debit : row.credit)
        return made(row, isIncoming ? part : .none, isIncoming ? .none : part)
    }

    mutating func row(_ row: LedgerRow) -> QuantityLedger.Row {
        turn(to: row.date.year)
        switch row.kind {
        case .opening, .carriedOver, .entry, .dayTotal: return made(row, .none, .none)
        case .monthTotal:
            defer { (monthIn, monthOut) = (Measured(), Measured()) }
            return made(row, monthIn.part(of: row.debit), monthOut.part(of: row.credit))
        case .yearTotal: return made(row, yearIn.part(of: row.debit), yearOut.part(of: row.credit))
        }
    }

    private func made(_ row: LedgerRow, _ incoming: QuantityLedger.Part, _ outgoing: QuantityLedger.Part)
        -> QuantityLedger.Row
    {
        QuantityLedger.Row(
            ledger: row, incoming: incoming, outgoing: outgoing, balance: balance.part(of: row.balance))
    }
}

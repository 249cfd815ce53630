/// What the voucher rules look at (凭证要素): sums, signs and kinds of account, added up line by line.
///
/// This is the one text of the voucher rules in Swift. A voucher typed in, one posted from a draft and the million
/// lines of a bulk import all pass through it; it holds no array and allocates nothing while nothing is wrong.
/// The schema says the same rules a second time, in the view `voucherProblem`.
public struct VoucherShape: Sendable {
    /// Type of the voucher; nil when none was written, and then found from the lines.
    public private(set) var type: VoucherType?
    /// Number of lines so far.
    public private(set) var lines = 0
    /// Sum of the debits.
    public private(set) var debit = Money.zero
    /// Sum of the credits.
    public private(set) var credit = Money.zero

    private var hasRed = false
    private var hasBlack = false
    private var everyTrait: AccountTraits = []
    private var currentIncomeLine = 0
    private var otherLine = 0

    /// The most lines a voucher may have.
    public static let maximumLines = 999

    /// A voucher without lines yet.
    public init(type: VoucherType?) {
        self.type = type
    }

    /// The type in force: the one written, or closing where a line is on 本年收益, else normal.
    public var effectiveType: VoucherType {
        type ?? (currentIncomeLine > 0 ? .closing : .normal)
    }

    /// Whether a line is on income or expense.
    public var touchesProfitAndLoss: Bool { everyTrait.contains(.profitAndLoss) }

    /// Adds a line and says what is wrong with it by itself; nil when nothing is.
    ///
    /// - Parameter code: the account's code, asked for only when there is a problem to tell.
    public mutating func add(
        traits: AccountTraits, debit lineDebit: Money, credit lineCredit: Money, hasSource: Bool,
        hasCounterparty: Bool, code: @autoclosure () -> String
    ) -> (any LedgerProblem)? {
        lines += 1
        debit = Money(fen: debit.fen &+ lineDebit.fen)
        credit = Money(fen: credit.fen &+ lineCredit.fen)
        let fen = lineDebit.fen != 0 ? lineDebit.fen : lineCredit.fen
        if fen < 0 { hasRed = true } else if fen > 0 { hasBlack = true }
        everyTrait.formUnion(traits)
        if traits.contains(.currentYearIncome), currentIncomeLine == 0 { currentIncomeLine = lines }
        if otherLine == 0, !Self.mayClose(traits) { otherLine = lines }
        if (lineDebit.fen == 0) == (lineCredit.fen == 0) {
            return fen == 0 ? VoucherProblem.zeroLine(line: lines) : VoucherProblem.bothSides(line: lines)
        }
        if fen.magnitude > Money.maximum.fen.magnitude {
            return MoneyProblem.tooLarge(QuotedText(Money(fen: fen).yuan))
        }
        if !traits.contains(.leaf) { return AccountProblem.notLeaf(code()) }
        if traits.contains(.disabled) { return AccountProblem.disabled(code()) }
        if traits.contains(.takesSource), !hasSource {
            return VoucherProblem.missingSource(line: lines, account: code())
        }
        if traits.contains(.takesCounterparty), !hasCounterparty {
            return VoucherProblem.missingCounterparty(line: lines, account: code())
        }
        return nil
    }

    /// What is wrong with the voucher as a whole, in a fixed order; empty when it may stand.
    ///
    /// Single lines have spoken for themselves in ``add(traits:debit:credit:hasSource:hasCounterparty:code:)``.
    public func problems(date: CalendarDate, originYear: Int?) -> [VoucherProblem] {
        var found: [VoucherProblem] = []
        if lines < 2 { found.append(.tooFewLines(lines)) }
        if lines > Self.maximumLines { found.append(.tooManyLines(lines)) }
        if debit != credit { found.append(.unbalanced(debit: debit, credit: credit)) }
        let type = effectiveType
        if currentIncomeLine > 0, type != .closing {
            found.append(.currentIncomeOutsideClosing(line: currentIncomeLine))
        }
        let touchesDistribution = everyTrait.contains(.distribution)
        switch type {
        case .closing where currentIncomeLine == 0: found.append(.notAClosing)
        case .closing where otherLine > 0: found.append(.closingOtherAccounts(line: otherLine))
        case .distribution where touchesProfitAndLoss || !touchesDistribution: found.append(.notADistribution)
        case .priorYear where touchesProfitAndLoss || !everyTrait.contains(.priorYear):
            found.append(.notAPriorYear)
        default: break
        }
        let year = Int(date.number) / 10000
        if type == .priorYear
            ? !(CalendarDate.years.lowerBound..<year).contains(originYear ?? year) : originYear != nil
        {
            found.append(.originYear(originYear, year: year))
        }
        if hasRed, hasBlack, !type.allowsMixedSigns, !everyTrait.contains(.advance) {
            found.append(.mixedSigns)
        }
        return found
    }

    /// Whether a line with these traits may stand in a closing voucher: income, expense, 本年收益 or 收益分配.
    private static func mayClose(_ traits: AccountTraits) -> Bool {
        !traits.isDisjoint(with: [.profitAndLoss, .currentYearIncome, .distribution])
    }
}

/// Adds a measure up over many villages (口径汇总): by village and source, dealings within a village apart.
///
/// Villages and sources are numbers here, so that a province's figures are added in one pass over two arrays. The
/// rule of elimination stands here: turnover marked with another book of the village leaves the income and is shown
/// beside it, and a correction through 以前年度调整 is neither.
public struct IncomeTally: Sendable {
    private let sources: [String]
    private var income: [Int64]
    private var eliminated: [Int64]
    private var priorYear: [Int64]

    /// An empty tally.
    ///
    /// - Parameter sources: the source codes in the order they are to be listed; the empty text is “no source”.
    public init(villages: Int, sources: [String]) {
        self.sources = sources
        income = Array(repeating: 0, count: villages * sources.count)
        eliminated = Array(repeating: 0, count: villages)
        priorYear = Array(repeating: 0, count: villages)
    }

    /// Adds turnover that counts: `fen` is what it adds to the measure.
    public mutating func add(_ fen: Int64, village: Int, source: Int, isWithinVillage: Bool) {
        if isWithinVillage {
            eliminated[village] += fen
        } else {
            income[village * sources.count + source] += fen
        }
    }

    /// Adds a correction made in a later year, credit less debit.
    public mutating func addPriorYear(_ fen: Int64, village: Int) {
        priorYear[village] += fen
    }

    /// The income of a village over all sources.
    public func income(_ village: Int) -> Money {
        Money(fen: income[places(village)].reduce(0, +))
    }

    /// The income of a village by source, sources with nothing left out.
    public func bySource(_ village: Int) -> [(source: String, amount: Money)] {
        let amounts = income[places(village)]
        var parts: [(source: String, amount: Money)] = []
        parts.reserveCapacity(amounts.count { $0 != 0 })
        for (source, fen) in zip(sources, amounts) where fen != 0 {
            parts.append((source, Money(fen: fen)))
        }
        return parts
    }

    /// Where the sources of a village stand in `income`.
    private func places(_ village: Int) -> Range<Int> {
        village * sources.count..<(village + 1) * sources.count
    }

    /// What was taken out as dealings between books of the village.
    public func eliminated(_ village: Int) -> Money { Money(fen: eliminated[village]) }
    /// Corrections of the year made in later years.
    public func priorYear(_ village: Int) -> Money { Money(fen: priorYear[village]) }
}

/// Whether the year of a village is closed (年度结账): what a ledger knows of each of its books.
public struct YearClosing: Sendable, Equatable {
    /// How many of its books were opened in or before the year.
    public var opened = 0
    /// How many of those have closed December with income, expense and 本年收益 at zero.
    public var closed = 0

    /// Nothing known yet.
    public init() {}

    /// Adds a book.
    ///
    /// - Parameter isYearClosed: whether its December is closed with income, expense and 本年收益 at zero.
    public mutating func add(opened month: Month, year: Int, isYearClosed: Bool) {
        guard month.year <= year else { return }
        opened += 1
        if isYearClosed { closed += 1 }
    }

    /// All books that were opened by then are closed, and there is at least one.
    public var isClosed: Bool { opened > 0 && closed == opened }
}

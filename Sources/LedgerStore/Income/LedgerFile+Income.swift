import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The measures 口径 this program knows, in the order of their table.
    public static let measures: [Measure] = {
        do {
            return try Measure.reading(Schema.Standards.rows(Schema.Standards.measures))
        } catch {
            preconditionFailure("The built-in table of measures can't be read: \(error)")
        }
    }()

    /// The measure with a name.
    ///
    /// - Throws: ``MeasureProblem/unknown(_:known:)``.
    public static func measure(named name: String) throws(MeasureProblem) -> Measure {
        if let measure = measures.first(where: { $0.name == name }) { return measure }
        throw .unknown(name, known: measures.map(\.name))
    }

    /// Answers the threshold question 门槛: each village's measure in a year, over all its books.
    ///
    /// Turnover without closing and distribution, with the year-to-date turnover of books taken over, less dealings
    /// between books of the village. A row for every village in scope, by division code, also without a book.
    ///
    /// - Parameters:
    ///   - township: a division; only the villages below it.
    ///   - villages: only these villages, by code.
    ///   - asOf: the last day counted; nil, or a day after the year, is its last.
    /// - Throws: ``MeasureProblem/unknown(_:known:)``, ``NamedThingProblem/divisionUnknown(_:)``,
    ///   ``PeriodFormatProblem`` for a year no ledger has.
    public func threshold(
        year: Int, measure name: String = Measure.defaultName, township: String? = nil,
        villages: [String] = [],
        asOf: CalendarDate? = nil
    ) throws -> ThresholdReport {
        let measure = try Self.measure(named: name)
        return try read { db in
            try Self.threshold(
                db, year: year, measure: measure, township: township, villages: villages, asOf: asOf)
        }
    }

    static func threshold(
        _ db: Database, year: Int, measure: Measure, township: String?, villages: [String],
        asOf: CalendarDate?
    ) throws -> ThresholdReport {
        guard let end = Month(year: year, month: 12)?.lastDay else {
            throw PeriodFormatProblem.notAPeriod(QuotedText(String(year)))
        }
        let day = min(asOf ?? end, end)
        var scope = try IncomeScope(db, year: year, township: township, villages: villages)
        try scope.findClosedYears(db, year: year)
        let marks = try MarkTable(db)
        var tally = IncomeTally(villages: scope.villages.count, sources: marks.sources)
        let reader = TurnoverReader(db: db, measure: measure, year: year, scope: scope, marks: marks)
        if day == end {
            try reader.readYear(into: &tally)
        } else {
            try reader.readPart(through: day, into: &tally)
        }
        let rows = scope.villages.enumerated().map { place, village in
            let division = scope.divisions.entries[village.division]
            return VillageIncome(
                divisionCode: division.code, village: division.name,
                township: scope.divisions.township(of: village.division),
                books: scope.books[village.books].map(\.code),
                income: tally.income(place), eliminated: tally.eliminated(place),
                priorYear: tally.priorYear(place), bySource: tally.bySource(place),
                isYearClosed: village.closing.isClosed)
        }
        return ThresholdReport(year: year, measure: measure, asOf: day, villages: rows)
    }

    /// The measure by village and source 分来源收入; parameters as in
    /// ``threshold(year:measure:township:villages:asOf:)``.
    public func incomeBySource(
        year: Int, measure: String = Measure.defaultName, township: String? = nil, villages: [String] = [],
        asOf: CalendarDate? = nil
    ) throws -> IncomeBySource {
        IncomeBySource(
            try threshold(year: year, measure: measure, township: township, villages: villages, asOf: asOf))
    }

    /// The measure over several years 收入趋势, with the growth needed to be above the threshold; all in one view of
    /// the ledger.
    ///
    /// - Parameter asOf: every year is counted through this day of it 同期, so that like is compared with like; nil is
    ///   whole years.
    /// - Throws: as ``threshold(year:measure:township:villages:asOf:)``, and ``PeriodFormatProblem``.
    public func trend(
        fromYear: Int, toYear: Int, measure name: String = Measure.defaultName, township: String? = nil,
        villages: [String] = [], asOf: CalendarDate? = nil
    ) throws -> IncomeTrend {
        let measure = try Self.measure(named: name)
        guard let first = Month(year: fromYear, month: 1), let last = Month(year: toYear, month: 12) else {
            throw PeriodFormatProblem.notAPeriod(QuotedText("\(fromYear)..\(toYear)"))
        }
        guard fromYear <= toYear else { throw PeriodFormatProblem.backward(first: first, last: last) }
        return try read { db in
            let reports = try (fromYear...toYear).map { year in
                try Self.threshold(
                    db, year: year, measure: measure, township: township, villages: villages,
                    asOf: asOf.flatMap { Self.sameDay($0, in: year) })
            }
            return IncomeTrend(measure: measure, reports: reports)
        }
    }

    /// The same day of another year; the last day of February stays the last.
    private static func sameDay(_ day: CalendarDate, in year: Int) -> CalendarDate? {
        if day == day.accountingMonth.lastDay { return Month(year: year, month: day.month)?.lastDay }
        return CalendarDate(year: year, month: day.month, day: day.day)
    }
}

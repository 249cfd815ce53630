import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Unfolds the measure of a book in a year to its voucher lines 口径展开.
    ///
    /// Lines that count add up to the book's part of the threshold report. Beside them stand, each with its reason,
    /// what was taken out as dealings within the village, income that the formula leaves out, closing and distribution,
    /// and lines anywhere that carry a kind of money that never counts. Turnover of a book taken over in the year has
    /// no vouchers here and stands as rows of its own.
    ///
    /// - Parameter asOf: the last day counted; nil, or a day after the year, is its last.
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``, ``MeasureProblem/unknown(_:known:)``,
    ///   ``PeriodFormatProblem`` for a year no ledger has.
    public func explain(
        book code: String, year: Int, measure name: String = Measure.defaultName, asOf: CalendarDate? = nil
    ) throws -> MeasureExplanation {
        let measure = try Self.measure(named: name)
        guard let period = Period(year: year) else {
            throw PeriodFormatProblem.notAPeriod(QuotedText(String(year)))
        }
        return try read { db in
            let book = try ReportBook(db, code: code)
            let unfolding = try Unfolding(db, book: book, measure: measure)
            let day = min(asOf ?? period.lastDay, period.lastDay)
            // Corrections of the year are made in later ones, so within it there are none yet.
            let corrections = day == period.lastDay ? try unfolding.priorYear(of: year) : []
            let takeover = book.opened.firstDay <= day ? try unfolding.takeover(year: year) : []
            let lines = try takeover + unfolding.lines(from: period.firstDay, through: day) + corrections
            return MeasureExplanation(
                book: code, divisionCode: book.divisionCode, year: year, measure: measure, asOf: day,
                chart: book.chart(in: year), lines: lines)
        }
    }
}

/// Reads the lines of a book and asks the rule about each (逐笔判定).
private struct Unfolding {
    let db: Database
    let book: ReportBook
    let rule: MeasureRule
    let accounts: AccountLookup
    let marks: MarkLookup

    init(_ db: Database, book: ReportBook, measure: Measure) throws {
        self.db = db
        self.book = book
        rule = MeasureRule(
            measure, kinds: ExclusionReason.kinds(Schema.Standards.rows(Schema.Standards.excludedKinds)))
        accounts = try AccountLookup(db)
        marks = try MarkLookup(db)
    }

    /// The turnover of the year before a book was taken over in it.
    func takeover(year: Int) throws -> [MeasureExplanation.Line] {
        guard book.opened.year == year else { return [] }
        let rows = try RawStatement(db, Schema.Income.takeoverLines)
        rows.bind(1, book.id)
        var lines: [MeasureExplanation.Line] = []
        while try rows.step() {
            let account = try accounts.account(rows.int(0))
            let mark = try marks.mark(rows.int(1))
            guard account.category == .income || account.category == .expense,
                let found = rule.treatment(of: account, mark: mark, type: .normal, turnover: rows.int(2))
            else { continue }
            lines.append(
                MeasureExplanation.Line(
                    treatment: found.treatment, voucher: nil, line: nil, date: nil, summary: "",
                    account: account.code,
                    accountName: account.name, source: mark.source, counterparty: rows.optionalText(3),
                    contract: rows.optionalText(4), amount: found.amount))
        }
        return lines
    }

    /// The lines of a year up to a day.
    func lines(from first: CalendarDate, through last: CalendarDate) throws -> [MeasureExplanation.Line] {
        let rows = try RawStatement(db, Schema.Income.lines)
        rows.bind(1, book.id)
        rows.bind(2, Int64(first.number))
        rows.bind(3, Int64(last.number))
        var lines: [MeasureExplanation.Line] = []
        while try rows.step() {
            let account = try accounts.account(rows.int(5))
            let mark = try marks.mark(rows.int(6))
            guard
                let found = rule.treatment(
                    of: account, mark: mark, type: try type(rows), turnover: rows.int(7))
            else { continue }
            lines.append(try line(rows, account, mark, found.treatment, found.amount))
        }
        return lines
    }

    /// Corrections of a year, dated in later ones.
    func priorYear(of year: Int) throws -> [MeasureExplanation.Line] {
        let rows = try RawStatement(db, Schema.Income.priorYearLines)
        rows.bind(1, book.id)
        rows.bind(2, year)
        var lines: [MeasureExplanation.Line] = []
        while try rows.step() {
            let account = try accounts.account(rows.int(5))
            let mark = try marks.mark(rows.int(6))
            lines.append(try line(rows, account, mark, .priorYear, Money(fen: rows.int(7))))
        }
        return lines
    }

    private func type(_ row: RawStatement) throws -> VoucherType {
        guard let type = VoucherType(rawValue: row.text(3)) else {
            throw FileProblem.damaged(table: "voucher", row: "\(book.code) type \(row.text(3))")
        }
        return type
    }

    private func line(
        _ row: RawStatement, _ account: Account, _ mark: IncomeMark,
        _ treatment: MeasureExplanation.Treatment,
        _ amount: Money
    ) throws -> MeasureExplanation.Line {
        guard let kind = VoucherKind(rawValue: row.text(1)) else {
            throw FileProblem.damaged(table: "voucher", row: "\(book.code) kind \(row.text(1))")
        }
        let date = try CalendarDate.stored(row.int(0), "voucher")
        return MeasureExplanation.Line(
            treatment: treatment,
            voucher: VoucherName(
                book: book.code, month: date.accountingMonth, kind: kind, number: Int(row.int(2))),
            line: Int(row.int(4)), date: date, summary: row.text(8), account: account.code,
            accountName: account.name,
            source: mark.source, counterparty: row.optionalText(9), contract: row.optionalText(10),
            amount: amount)
    }
}

/// Marks by their ids (标记查找), each read when it is first met.
final class MarkLookup {
    private let statement: RawStatement
    private var found: [Int64: IncomeMark] = [:]

    init(_ db: Database) throws {
        statement = try RawStatement(db, Schema.Income.mark)
    }

    func mark(_ id: Int64) throws -> IncomeMark {
        if let known = found[id] { return known }
        statement.bind(1, id)
        guard try statement.step() else {
            throw FileProblem.damaged(table: "mark", row: "mark \(id)")
        }
        defer { statement.reset() }
        let mark = IncomeMark(
            source: statement.optionalText(0), nature: statement.optionalText(1),
            fund: statement.optionalText(2),
            excludedKind: statement.optionalText(3), otherBook: statement.optionalText(4))
        found[id] = mark
        return mark
    }
}

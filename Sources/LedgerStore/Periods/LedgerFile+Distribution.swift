import GRDB
import Ledger
import LedgerSchema

/// What distributing a year's income did (收益分配结果).
public struct DistributionOutcome: Sendable, Equatable {
    /// What was distributed, and what it was held against.
    public var distribution: Distribution
    /// The vouchers posted.
    public var vouchers: [VoucherName]
}

extension LedgerFile {
    /// Distributes the income of a closed year 收益分配 as the members decided, by two vouchers posted and sealed like any
    /// other; the decision stands in the log.
    ///
    /// - Parameters:
    ///   - date: 31 December of the year while it is open, else a day of the next year.
    ///   - floor: what must be set aside; the charter's rate of the book where that is higher.
    ///   - reviewer: who reviewed the vouchers; another person than `user`.
    ///   - rehearsal: does everything and takes it back, to see what it would do.
    /// - Throws: ``ClosingRefused`` with everything that refuses it: ``YearProblem/overDistribution(book:year:total:distributable:)``
    ///   and the others of its kind.
    public func distribute(
        book code: String, year: Int, items: [DistributionItem], on date: CalendarDate,
        decision: MeetingDecision, floor: ReserveFloor = .provincial, attachments: Int = 1, by user: String,
        reviewer: String, rehearsal: Bool = false
    ) throws -> DistributionOutcome {
        try act("year distribute", by: user, guards: .eachAct, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            act.book = code
            act.subject = String(year)
            let signers = try Self.signers(of: act, reviewer: reviewer, in: book)
            guard date.year == year && date.month == 12 && date.day == 31 || date.year > year else {
                throw YearProblem.distributionDate(book: code, year: year, date: date)
            }
            let distribution = try Self.distribution(of: items, year, date, floor, in: book, act)
            var problems: [any LedgerProblem] = try distribution.problems()
            if !distribution.rests(on: decision) {
                problems.append(YearProblem.decisionMissing(book: code, year: year))
            }
            guard problems.isEmpty else { throw ClosingRefused(problems: problems) }
            let vouchers = try distribution.vouchers(attachments: attachments).map {
                try Self.post($0, signers, in: book, act)
            }
            act.detail =
                "decided \(decision.date), for \(decision.votesFor), against \(decision.votesAgainst), abstained "
                + "\(decision.abstained)" + (decision.note.map { "; \($0)" } ?? "")
            return DistributionOutcome(distribution: distribution, vouchers: vouchers)
        }
    }

    private static func distribution(
        of items: [DistributionItem], _ year: Int, _ date: CalendarDate, _ floor: ReserveFloor,
        in book: BookState, _ act: Act
    ) throws -> Distribution {
        guard let december = Month(year: year, month: 12), december >= book.opened else {
            throw YearProblem.notCarried(book: book.code, year: year)
        }
        let standing = try YearStanding(act.desk, book, december)
        guard standing.isCarried else { throw YearProblem.notCarried(book: book.code, year: year) }
        let chart = act.desk.chart
        var distributable = Money.zero
        let rows = try act.desk.prepared(Schema.Periods.standing)
        rows.bind(1, book.id)
        rows.bind(2, Int64(date.accountingMonth.number))
        while try rows.step() {
            guard let index = chart.index(ofID: rows.int(0)) else { continue }
            switch chart.accounts[Int(index)].account.role {
            case .undistributed, .priorYearAdjustment, .distribution:
                distributable = try distributable.subtracting(Money(fen: rows.int(1)))
            default: break
            }
        }
        func sum(_ sql: String, _ second: Int) throws -> Money {
            Money(fen: try Int64.fetchOne(act.db, sql: sql, arguments: [book.id, second]) ?? 0)
        }
        let charter = try Int.fetchOne(act.db, sql: Schema.Books.charterReserveRate, arguments: [book.id])
        var floor = floor
        if let charter, charter > floor.rate {
            floor.rate = charter
            floor.source = "章程"
        }
        return try Distribution(
            book: book.code, year: year, date: date, items: items,
            netIncome: sum(Schema.Periods.netIncome, year),
            distributable: distributable, reserved: sum(Schema.Periods.reserved, year * 10_000 + 1231),
            floor: floor,
            reserveAccounts: Set(
                chart.accounts.lazy.map(\.account).filter { $0.role == .reserve }.map(\.code)),
            retainedAccount: standing.leaf(.undistributed))
    }
}

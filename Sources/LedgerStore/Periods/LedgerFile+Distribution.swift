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
    ///   - isFurther: whether it comes on top of what was distributed of the year before 追加分配.
    ///   - reviewer: who reviewed the vouchers; another person than `user`.
    ///   - rehearsal: does everything and takes it back, to see what it would do.
    /// - Throws: ``ClosingRefused`` with everything that refuses it: ``YearProblem/overDistribution(book:year:total:distributable:)``
    ///   and the others of its kind.
    public func distribute(
        book code: String, year: Int, items: [DistributionItem], on date: CalendarDate,
        decision: MeetingDecision, isFurther: Bool = false, attachments: Int = 1, by user: String,
        reviewer: String, rehearsal: Bool = false
    ) throws -> DistributionOutcome {
        try act("year distribute", by: user, guards: .eachAct, rehearsal: rehearsal) { act in
            let book = try act.desk.book(code)
            act.book = code
            act.subject = String(year)
            let signers = try Self.signers(of: act, reviewer: reviewer, in: book)
            guard Distribution.isDay(date, of: year) else {
                throw YearProblem.distributionDate(book: code, year: year, date: date)
            }
            let flaws = Self.flaws(in: items, date, book, act.desk)
            guard flaws.isEmpty else { throw ImportRefused(problems: flaws, count: flaws.count) }
            let distribution = try Self.distribution(of: items, year, date, in: book, act)
            var problems: [any LedgerProblem] = try distribution.problems()
            if !distribution.rests(on: decision) {
                problems.append(YearProblem.decisionMissing(book: code, year: year))
            }
            let before = try Int64.fetchOne(
                act.db, sql: Schema.Periods.distributedBefore, arguments: [book.id, year])
            if let before, before != 0, !isFurther {
                problems.append(
                    YearProblem.distributedBefore(book: code, year: year, amount: Money(fen: before)))
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
        of items: [DistributionItem], _ year: Int, _ date: CalendarDate,
        in book: BookState, _ act: Act
    ) throws -> Distribution {
        guard let december = Month(year: year, month: 12), december >= book.opened else {
            throw PeriodProblem.beforeOpening(
                book: book.code, month: Month(year: year, month: 12) ?? book.opened, opened: book.opened)
        }
        let standing = try YearStanding(act.desk, book, december)
        guard try standing.isCarried && isSettled(december, by: date, in: book, act.db) else {
            throw YearProblem.notCarried(book: book.code, year: year)
        }
        let now = try retained(through: date.accountingMonth, in: book, act.desk)
        // What is posted to later months is gone as well.
        let atEnd = try retained(through: Month(validNumber: 2999_12), in: book, act.desk)
        func sum(_ sql: String, _ second: Int) throws -> Money {
            Money(fen: try Int64.fetchOne(act.db, sql: sql, arguments: [book.id, second]) ?? 0)
        }
        // A book taken over may bring along income that its months had carried already, of which no turnover tells.
        let netIncome = try max(sum(Schema.Periods.netIncome, year), sum(Schema.Periods.carriedIncome, year))
        return try Distribution(
            book: book.code, year: year, date: date, items: items, netIncome: netIncome,
            distributable: min(now, atEnd), reserved: sum(Schema.Periods.reserved, year),
            floor: Self.floor(of: book, act),
            reserveAccounts: Set(
                items.lazy.map(\.target).filter { leaf($0, date, book, act.desk)?.role == .reserve }),
            retainedAccount: standing.leaf(.undistributed, in: date.year))
    }

    /// What must be set aside 提取比例: what the settings say, or the charter's rate where that is higher.
    private static func floor(of book: BookState, _ act: Act) throws -> ReserveFloor {
        let rate = try act.desk.setting(.reserveFloor, book: book.code)
        var floor = ReserveFloor(
            rate: rate.rate, isAfterLosses: try act.desk.setting(.reserveAfterLosses, book: book.code).isOn,
            source: rate.source)
        let charter = try Int.fetchOne(act.db, sql: Schema.Books.charterReserveRate, arguments: [book.id])
        if let charter, charter > floor.rate {
            floor.rate = charter
            floor.source = "章程 charter"
        }
        return floor
    }

    /// What stands on 未分配收益 with everything below 收益分配, credit-positive.
    private static func retained(
        through month: Month, in book: BookState, _ desk: PostingDesk
    ) throws -> Money {
        var retained = Money.zero
        let rows = try desk.prepared(Schema.Periods.standing)
        rows.bind(1, book.id)
        rows.bind(2, Int64(month.number))
        while try rows.step() {
            guard let index = desk.chart.index(ofID: rows.int(0)) else {
                throw FileProblem.damaged(table: "balance", row: "\(book.code) account \(rows.int(0))")
            }
            switch desk.chart.accounts[Int(index)].account.role {
            case .undistributed, .priorYearAdjustment, .distribution:
                retained = try retained.subtracting(Money(fen: rows.int(1)))
            default: break
            }
        }
        return retained
    }

    /// A leaf account as the book sees it on a day.
    private static func leaf(
        _ code: String, _ date: CalendarDate, _ book: BookState, _ desk: PostingDesk
    ) -> Account? {
        guard let index = desk.chart.find(code, chart: book.chart(in: date.year), book: book.code),
            desk.chart.isLeaf(index, in: book)
        else { return nil }
        return desk.chart.accounts[Int(index)].account
    }

    /// Whether the year can bring nothing more: its December is closed; or, where the distribution is booked on its last day,
    /// closing vouchers are in it.
    private static func isSettled(
        _ december: Month, by date: CalendarDate, in book: BookState, _ db: Database
    ) throws -> Bool {
        if book.closed.contains(december.number) { return true }
        guard date.accountingMonth == december else { return false }
        return try Bool.fetchOne(
            db, sql: Schema.Periods.hasClosingVoucher, arguments: [book.id, december.year]) ?? false
    }

    /// What is wrong with the items of a plan themselves.
    private static func flaws(
        in items: [DistributionItem], _ date: CalendarDate, _ book: BookState, _ desk: PostingDesk
    ) -> [LocatedProblem] {
        func leaf(_ code: String) -> Account? { Self.leaf(code, date, book, desk) }
        return items.flatMap { item in
            var found: [YearProblem] = []
            if item.amount.fen <= 0 { found.append(.planAmount(item.amount)) }
            if leaf(item.purpose)?.role != .distribution { found.append(.planPurpose(account: item.purpose)) }
            let target = leaf(item.target)
            if target?.role != .reserve, target?.takesCounterparty != true {
                found.append(.planTarget(account: item.target))
            } else if target?.takesCounterparty == true, item.counterparty == nil {
                found.append(.planCounterparty(account: item.target))
            }
            let setsAside = item.purpose == Distribution.reservePurpose
            if found.isEmpty, leaf(Distribution.reservePurpose) != nil,
                setsAside != (target?.role == .reserve)
            {
                found.append(.planMismatch(purpose: item.purpose, target: item.target))
            }
            return found.map { LocatedProblem(line: item.position, problem: $0) }
        }
    }
}

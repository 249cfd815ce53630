import Ledger
import LedgerSchema

/// What stands on a book's accounts at the end of a year (年末余额), as far as closing it needs to know.
struct YearStanding {
    private let book: BookState
    private let december: Month
    private let chart: ChartIndex
    /// What the year left on accounts of income and expense, by source.
    private var carrying: [Int32: [String?: Money]] = [:]
    /// What earlier years left on accounts of income, expense and 本年收益. By account and not by source: who carried them
    /// elsewhere may have written another source, or none.
    private var left: [Int32: Money] = [:]
    private var ofRole: [AccountRole: Money] = [:]

    init(_ desk: PostingDesk, _ book: BookState, _ december: Month) throws {
        self.book = book
        self.december = december
        chart = desk.chart
        let rows = try desk.prepared(Schema.Periods.yearEndBalances)
        rows.bind(1, book.id)
        rows.bind(2, Int64(december.year * 100))
        while try rows.step() {
            guard let index = chart.index(ofID: rows.int(0)), let mark = desk.marks.mark(ofID: rows.int(1))
            else {
                throw FileProblem.damaged(table: "balance", row: "\(book.code) account \(rows.int(0))")
            }
            try add(index, mark, Money(fen: rows.int(2)), before: Money(fen: rows.int(3)))
        }
    }

    private mutating func add(_ index: Int32, _ mark: IncomeMark, _ amount: Money, before: Money) throws {
        let account = chart.accounts[Int(index)].account
        let isResult = account.category == .income || account.category == .expense
        if isResult {
            let source = account.takesSource ? mark.source : nil
            let sum = carrying[index]?[source] ?? .zero
            carrying[index, default: [:]][source] = try sum.adding(amount)
        } else if let role = account.role {
            ofRole[role] = try (ofRole[role] ?? .zero).adding(amount).adding(before)
        }
        if isResult || account.role == .currentYearIncome {
            left[index] = try (left[index] ?? .zero).adding(before)
        }
    }

    /// Accounts on which earlier years left something.
    private var leftBehind: Int { left.values.count { $0 != .zero } }

    /// Whether nothing is left to carry.
    var isCarried: Bool {
        leftBehind == 0 && standing(.currentYearIncome) == nil
            && carrying.values.allSatisfy { Money.total($0.values).isZero }
    }

    /// Everything in the way of closing the year.
    func obstacles() -> [any LedgerProblem] {
        var found: [YearProblem] = []
        let year = december.year
        if leftBehind > 0 {
            found.append(.previousNotCarried(book: book.code, year: year, accounts: leftBehind))
        }
        if let balance = standing(.pendingLoss) {
            found.append(.pendingLoss(book: book.code, year: year, balance: balance))
        }
        if let balance = standing(.distribution) {
            found.append(.distributionLeft(book: book.code, year: year, balance: balance))
        }
        for (index, sources) in carrying.sorted(by: { $0.key < $1.key }) {
            let account = chart.accounts[Int(index)].account
            let balance = Money.total(sources.values)
            guard account.isDisabled, balance != .zero else { continue }
            found.append(
                .accountDisabled(book: book.code, year: year, account: account.code, balance: balance))
        }
        return found
    }

    /// What does not stand in the way and should be looked at.
    func warnings() -> [YearProblem] {
        guard let balance = standing(.disposal) else { return [] }
        return [.disposalLeft(book: book.code, year: december.year, balance: balance)]
    }

    private func standing(_ role: AccountRole) -> Money? { ofRole[role].flatMap { $0 == .zero ? nil : $0 } }

    /// What carries the year forward.
    ///
    /// - Throws: ``YearProblem/accountMissing(book:role:)``.
    func closing() throws -> CarryForward {
        let balances = carrying.flatMap { index, sources in
            let account = chart.accounts[Int(index)].account
            // An account at zero is carried, whatever sources it was carried under.
            return Money.total(sources.values).isZero
                ? []
                : sources.map {
                    CarryForward.Balance(
                        account: account.code, isIncome: account.category == .income, source: $0, amount: $1)
                }
        }
        return try CarryForward(
            book: book.code, december: december, balances: balances.sorted(by: Self.precedes),
            carried: ofRole[.currentYearIncome] ?? .zero,
            resultAccount: leaf(.currentYearIncome, in: december.year),
            retainedAccount: leaf(.undistributed, in: december.year))
    }

    private static func precedes(_ first: CarryForward.Balance, _ second: CarryForward.Balance) -> Bool {
        (first.account, first.source ?? "") < (second.account, second.source ?? "")
    }

    /// The first account of a role that takes entries.
    func leaf(_ role: AccountRole, in year: Int) throws -> String {
        let version = book.chart(in: year)
        let codes = chart.accounts.indices.lazy.filter { index in
            let entry = chart.accounts[index]
            return entry.account.role == role && entry.account.chart == version && !entry.account.isDisabled
                && chart.isLeaf(Int32(index), in: book)
                && (entry.account.book == nil || entry.account.book == book.code)
        }.map { chart.accounts[$0].account.code }
        guard let code = codes.min() else { throw YearProblem.accountMissing(book: book.code, role: role) }
        return code
    }
}

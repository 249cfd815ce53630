import Ledger
import LedgerSchema

/// What stands on a book's accounts at the end of a year (年末余额), as far as closing it needs to know.
struct YearStanding {
    private let book: BookState
    private let december: Month
    private let chart: ChartIndex
    private var carrying: [Int32: [IncomeMark: Money]] = [:]
    private var ofRole: [AccountRole: Money] = [:]
    /// Accounts of income, expense and 本年收益 on which an earlier year left something.
    private var left: Set<Int32> = []

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
            try add(index, mark, Money(fen: rows.int(2)), ofEarlierYears: Money(fen: rows.int(3)))
        }
    }

    private mutating func add(
        _ index: Int32, _ mark: IncomeMark, _ amount: Money, ofEarlierYears before: Money
    ) throws {
        let account = chart.accounts[Int(index)].account
        let isResult = account.category == .income || account.category == .expense
        if isResult {
            // Whom a line dealt with and why it does not count is settled by that line; operating income keeps its source.
            let kept =
                account.takesSource
                ? IncomeMark(source: mark.source, nature: mark.nature, fund: mark.fund) : .none
            let sum = carrying[index]?[kept] ?? .zero
            carrying[index, default: [:]][kept] = try sum.adding(amount)
        } else if let role = account.role {
            ofRole[role] = try (ofRole[role] ?? .zero).adding(amount)
        }
        if before != .zero, isResult || account.role == .currentYearIncome { left.insert(index) }
    }

    /// Whether nothing is left to carry.
    var isCarried: Bool {
        carrying.values.allSatisfy { $0.values.allSatisfy { $0 == .zero } }
            && standing(.currentYearIncome) == nil
    }

    /// Everything in the way of closing the year.
    func obstacles() -> [any LedgerProblem] {
        var found: [YearProblem] = []
        let year = december.year
        if !left.isEmpty {
            found.append(.previousNotCarried(book: book.code, year: year, accounts: left.count))
        }
        if let balance = standing(.pendingLoss) {
            found.append(.pendingLoss(book: book.code, year: year, balance: balance))
        }
        if let balance = standing(.distribution) {
            found.append(.distributionLeft(book: book.code, year: year, balance: balance))
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
        let balances = carrying.flatMap { index, marks in
            let account = chart.accounts[Int(index)].account
            return marks.map {
                CarryForward.Balance(
                    account: account.code, isIncome: account.category == .income, mark: $0, amount: $1)
            }
        }
        return try CarryForward(
            book: book.code, december: december, balances: balances.sorted(by: Self.precedes),
            carried: ofRole[.currentYearIncome] ?? .zero, resultAccount: leaf(.currentYearIncome),
            retainedAccount: leaf(.undistributed))
    }

    private static func precedes(_ first: CarryForward.Balance, _ second: CarryForward.Balance) -> Bool {
        func key(_ balance: CarryForward.Balance) -> [String] {
            let mark = balance.mark
            return [
                balance.account, mark.source ?? "", mark.nature ?? "", mark.fund ?? "",
            ]
        }
        return key(first).lexicographicallyPrecedes(key(second))
    }

    /// The first account of a role that takes entries.
    func leaf(_ role: AccountRole) throws -> String {
        let version = book.chart(in: december.year)
        let codes = chart.accounts.indices.lazy.filter { index in
            let entry = chart.accounts[index]
            return entry.account.role == role && entry.account.chart == version && !entry.account.isDisabled
                && entry.traits.contains(.leaf) && !book.ownParents.contains(Int32(index))
                && (entry.account.book == nil || entry.account.book == book.code)
        }.map { chart.accounts[$0].account.code }
        guard let code = codes.min() else { throw YearProblem.accountMissing(book: book.code, role: role) }
        return code
    }
}

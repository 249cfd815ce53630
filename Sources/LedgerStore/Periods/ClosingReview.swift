import Ledger

/// What closing looks at besides the vouchers themselves (结账检查): each register that has something to say has its line here.
struct ClosingReview {
    let book: BookState
    let act: Act

    /// What should be looked at when months are closed: bank not reconciled, depreciation not run, cash not counted.
    func warnings(closing months: [Month]) throws -> [any LedgerProblem] {
        guard let last = months.last else { return [] }
        var found: [any LedgerProblem] = []
        found += try monthsNotDepreciated(months)
        found += try cashWarnings(closing: months)
        found += try unreconciledBanks(at: last)
        found += try recurringNotMade(months)
        return found
    }

    /// What stands in the way of carrying a year forward.
    func obstacles(toYearOf december: Month) throws -> [any LedgerProblem] {
        var found: [any LedgerProblem] = []
        found += try monthsNotDepreciated(ofYearOf: december)
        found += try unreconciledBanks(at: december)
        return found
    }

    /// What should be looked at when a year is carried forward, besides its months.
    func warnings(carryingYearOf december: Month) throws -> [any LedgerProblem] {
        var found: [any LedgerProblem] = []
        found += try unregisteredBanks(in: december.year)
        found += try assetsWithoutCards(at: december)
        return found
    }
}

import Ledger

/// What closing looks at besides the vouchers themselves (结账检查): each register that has something to say has its line here.
struct ClosingReview {
    let book: BookState
    let act: Act

    /// What should be looked at when months are closed: bank not reconciled, depreciation not run, prepaid not released.
    func warnings(closing months: [Month]) throws -> [any LedgerProblem] {
        guard let last = months.last else { return [] }
        var warnings: [any LedgerProblem] = []
        warnings += try unreconciledBanks(at: last)
        return warnings
    }

    /// What stands in the way of carrying a year forward.
    func obstacles(toYearOf december: Month) throws -> [any LedgerProblem] {
        var obstacles: [any LedgerProblem] = []
        obstacles += try unreconciledBanks(at: december)
        return obstacles
    }

    /// What should be looked at when a year is carried forward, besides its months.
    func warnings(carryingYearOf december: Month) throws -> [any LedgerProblem] {
        var warnings: [any LedgerProblem] = []
        warnings += try unregisteredBanks(in: december.year)
        return warnings
    }
}

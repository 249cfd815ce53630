import Ledger

/// What closing looks at besides the vouchers themselves (结账检查): each register that has something to say has its line here.
struct ClosingReview {
    let book: BookState
    let act: Act

    /// What should be looked at when months are closed: bank not reconciled, depreciation not run, prepaid not released.
    func warnings(closing months: [Month]) throws -> [any LedgerProblem] {
        guard !months.isEmpty else { return [] }
        var found: [any LedgerProblem] = []
        found += try monthsNotDepreciated(months)
        return found
    }

    /// What stands in the way of carrying a year forward.
    func obstacles(toYearOf december: Month) throws -> [any LedgerProblem] {
        var found: [any LedgerProblem] = []
        found += try monthsNotDepreciated(ofYearOf: december)
        return found
    }
}

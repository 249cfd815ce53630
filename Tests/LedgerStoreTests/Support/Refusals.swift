import Ledger
import Testing

@testable import LedgerStore

/// The codes of everything an error says is wrong; what is no problem of the bookkeeper's stands as itself.
func problemCodes(of error: any Error) -> [String] {
    switch error {
    case let refused as ImportRefused: refused.problems.map(\.problem.code)
    case let refused as ClosingRefused: refused.problems.map(\.code)
    case let failure as ImportFailure: [failure.problem.code]
    case let problem as any LedgerProblem: [problem.code]
    default: ["unforeseen: \(error)"]
    }
}

/// What a call is refused with; empty when it passes.
func refusal(_ body: () throws -> Void) -> [String] {
    do {
        try body()
        return []
    } catch {
        return problemCodes(of: error)
    }
}

import Foundation
import Ledger
import TestSupport
import Testing

@testable import LedgerStore

@Suite("random histories: the ledger and a plain model of it say the same")
struct HistoryTests {
    /// Seeds of all histories, from one that is printed.
    private static let base = SeededGenerator()
    private static let count =
        ProcessInfo.processInfo.environment["VILLAGE_LEDGER_SEQUENCES"].flatMap { Int($0) } ?? 200
    private static let parts = 8
    static let steps = 50

    @Test(
        "accepted and refused alike, with the same codes, numbers and sums; every prefix balances",
        arguments: 0..<parts)
    func agrees(_ part: Int) throws {
        if part == 0 { print("random histories: \(Self.count), \(Self.base.note)") }
        var lawful = 0
        var steps = 0
        for index in stride(from: part, to: Self.count, by: Self.parts) {
            var history = try History(seed: Self.base.seed &+ UInt64(index))
            for _ in 0..<Self.steps {
                steps += 1
                let before = history.posted
                guard try history.step() else { return }
                guard history.posted != before else { continue }
                let imbalances = try StoredFigures.imbalances(history.ledger)
                if !imbalances.isEmpty {
                    Issue.record("out of balance: \(imbalances)\n\(history.note)")
                    return
                }
            }
            lawful += history.done
            try history.compareAll()
            if index % 50 == 0 { #expect(try history.ledger.verify().problems == [], history.note) }
        }
        // A history of nothing but refusals, or of none, would prove little.
        if steps > 600 {
            #expect((steps * 3 / 10...steps * 9 / 10).contains(lawful), "\(lawful) of \(steps)")
        }
    }
}

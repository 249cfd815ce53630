import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// The two hand-written villages of the sample have closing vouchers written by hand. Taken out of the file and made by the
/// program, they must say the same, line for line.
@Suite("closing the hand-written years")
struct HandwrittenYearTests {
    @Test(arguments: [("V004", "handwritten-shanglan.csv"), ("V014", "handwritten-luting.csv")])
    func sameLines(book: String, name: String) throws {
        let text = try String(contentsOfFile: SampleLedger.path("vouchers/" + name), encoding: .utf8)
        let rows = text.split(separator: "\n").map(String.init)
        let others = rows.filter { !$0.contains(",年终结转：") }
        let file = try VerifySample.folder().appending(path: "open.csv")
        try others.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let ledger = try SampleLedger.withoutVouchers()
        try SampleLedger.take(file.path, into: ledger)

        let outcome = try ledger.closeYear(book: book, year: 2025, by: "zhang", reviewer: "li")
        let made = try outcome.vouchers.map { name in
            try ledger.voucher(name).content.lines.map {
                "\($0.account) \($0.debit.fen) \($0.credit.fen) \($0.source ?? "")"
            }.sorted()
        }
        let written = rows.filter { $0.contains(",年终结转：") }.map { $0.components(separatedBy: ",") }
        let numbers = Set(written.map { $0[2] }).sorted { Int($0) ?? 0 < Int($1) ?? 0 }
        let expected = try numbers.map { number in
            try written.filter { $0[2] == number }.map { row in
                let debit = try Money(parsing: row[5].isEmpty ? "0" : row[5])
                let credit = try Money(parsing: row[6].isEmpty ? "0" : row[6])
                return "\(row[4]) \(debit.fen) \(credit.fen) \(row[9])"
            }.sorted()
        }
        for (made, expected) in zip(made, expected) {
            #expect(made.filter { !expected.contains($0) } == [])
            #expect(expected.filter { !made.contains($0) } == [])
        }
        #expect(made.map(\.count) == expected.map(\.count))
        #expect(outcome.vouchers.map(\.number) == numbers.compactMap { Int($0) })
    }
}

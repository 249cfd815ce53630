import Foundation
import Ledger
import Testing

@testable import LedgerFormats

@Suite("files that are not in order are sorted on disk")
struct VoucherOrderTests {
    private struct Row {
        var book: Int
        var day: Int
        var number: Int

        var text: String {
            let date = "2026-01-\(day < 10 ? "0" : "")\(day)"
            return "V\(book),\(date),\(number),行,101,1.00,\nV\(book),\(date),\(number),行,102,,1.00\n"
        }
    }

    private func read(_ rows: [Row], runLength: Int) throws -> (sorted: Bool, words: [String]) {
        let text = VoucherCSVReaderTests.header + "\n" + rows.map(\.text).joined()
        let reader = try VoucherCSVReader(InputText(bytes: Array(text.utf8)), runLength: runLength)
        let all = try vouchers(reader)
        #expect(all.allSatisfy { $0.problems.isEmpty && $0.lines.count == 2 })
        return (reader.wasSorted, all.map { words($0).prefix { $0 != "@" }.description })
    }

    @Test("a shuffled file gives the vouchers of its sorted twin, however small the runs")
    func twin() throws {
        var numbers = SeededNumbers.fresh()
        for runLength in [1, 3, 64, 1_000] {
            var rows: [Row] = []
            for book in 1...4 {
                for day in 1...28 {
                    for number in 0..<Int.random(in: 0...4, using: &numbers) {
                        rows.append(Row(book: book, day: day, number: number))
                    }
                }
            }
            let sorted = try read(rows, runLength: runLength)
            #expect(!sorted.sorted)
            // Every day's vouchers keep their order; the days of all books are shuffled.
            let days = Dictionary(grouping: rows) { $0.book * 100 + $0.day }.values.shuffled(using: &numbers)
            let shuffled = try read(days.flatMap { $0 }, runLength: runLength)
            #expect(shuffled.sorted)
            #expect(shuffled.words.count == rows.count)
            for book in 1...4 {
                let prefix = "V\(book) "
                #expect(
                    shuffled.words.filter { $0.hasPrefix(prefix) }
                        == sorted.words.filter { $0.hasPrefix(prefix) })
            }
        }
    }

    @Test("books that take turns are in order as long as each of them is")
    func interleaved() throws {
        let rows = [
            Row(book: 1, day: 9, number: 1), Row(book: 2, day: 3, number: 1),
            Row(book: 1, day: 10, number: 1),
            Row(book: 2, day: 3, number: 2),
        ]
        let result = try read(rows, runLength: 10)
        #expect(!result.sorted)
        #expect(result.words.count == 4)
    }

    @Test("lines and problems of a sorted file are those of the file")
    func lines() throws {
        let text = """
            \(VoucherCSVReaderTests.header)
            V001,2026-01-09,9,"two
            lines",101,x,
            V001,2026-01-09
            V001,2026-01-02,2,s,101,1,
            """
        let reader = try VoucherCSVReader(InputText(bytes: Array(text.utf8)))
        let all = try vouchers(reader)
        #expect(reader.wasSorted)
        #expect(all.map(\.position) == [5, 2])
        #expect(
            all.flatMap(\.problems).map { "\($0.line) \($0.problem.code)" } == [
                "2 money.not-a-number", "4 import.column-count",
            ])
    }

    @Test("the same rows have the same digest whatever the encoding, quoting and line ends")
    func digest() throws {
        let text = "\(VoucherCSVReaderTests.header)\nV001,2026-01-09,9,𠮷田,101,1,\n"
        func digest(_ bytes: [UInt8]) throws -> [UInt8] {
            try VoucherCSVReader(InputText(bytes: bytes)).contentDigest
        }
        let plain = try digest(Array(text.utf8))
        #expect(plain.count == 32)
        #expect(try digest(gb18030(text)) == plain)
        #expect(try digest(Array(("\u{FEFF}" + text).utf8)) == plain)
        #expect(try digest(Array(text.replacing("\n", with: "\r\n").utf8)) == plain)
        #expect(try digest(Array(text.replacing("𠮷田", with: "\"𠮷田\"").utf8)) == plain)
        #expect(try digest(Array((text + "\n,,,,,,\n").utf8)) == plain)
        #expect(try digest(Array(text.replacing("𠮷田", with: "吉田").utf8)) != plain)
        #expect(try digest(Array(text.replacing("9,𠮷田", with: "9𠮷,田").utf8)) != plain)
    }
}

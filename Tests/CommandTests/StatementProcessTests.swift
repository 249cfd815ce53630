import Foundation
import Testing

/// The statements as the program itself prints them: against the input files, and as the manual describes them.
@Suite("会计报表 on the command line")
struct StatementProcessTests {
    @Test("the expected figures are what the independent program adds up from the input files")
    func expectedFigures() throws {
        let python = try #require(Running.find("python3"), "python3 is missing; run: Scripts/install test")
        let ended = try Running.run(
            python, [Running.path("Tests/Independent/sum-statements.py"), Running.path("SampleData")])
        try #require(ended.status == 0, "\(ended.errors)")
        let written = try String(
            contentsOfFile: Running.path("SampleData/expected/statements.csv"), encoding: .utf8)
        #expect(ended.output == written)
        #expect(written.split(separator: "\n").count > 700)
    }

    @Test("a prescribed statement written out and read back as one's own shows the same figures")
    func roundTrip() throws {
        let ledger = try TestLedgers.newSample()
        for name in ["balance-sheet", "income-distribution"] {
            let text = try Running.ledger("statement", "text", name, "--ledger", ledger).output
            let file = try Running.newFolder().appending(path: "own.csv")
            try Data(text.utf8).write(to: file)
            let scope = [
                "--ledger", ledger, "--book", "V001", "--book", "V011", "--period", "2026Q3", "-O", "json",
            ]
            let own = try Running.run(Running.product, ["statement", "show", "--file", file.path] + scope)
            let prescribed = try Running.run(Running.product, ["statement", name] + scope)
            #expect(own.status == 0)
            #expect(own.output == prescribed.output)
            #expect(own.output.contains("Fen\": "))
        }
    }

    @Test("the example of the manual is a statement that can be read")
    func manual() throws {
        let page = try String(
            contentsOfFile: Running.path("Sources/Ledger/Ledger.docc/Statements.md"), encoding: .utf8)
        let blocks = page.split(separator: "```").filter { $0.contains("报表,rent-share") }
        let text = try #require(blocks.first)
        let file = try Running.newFolder().appending(path: "own.csv")
        try Data(text.utf8).write(to: file)
        let ended = try Running.ledger(
            "statement", "show", "--file", file.path, "--book", "V001", "--period", "2026", "-O", "csv",
            "--ledger",
            try TestLedgers.newSample())
        #expect(ended.status == 0, "\(ended.errors)")
        // 222 000.00 and 108 000.00 of 1 352 486.37: 24.40 in a hundred.
        #expect(ended.output.contains("share,占比（%）,占比（%）,1,24.40\n"))
    }

    @Test("what the vouchers unfolded add up to is the figure")
    func vouchers() throws {
        struct Answer: Decodable {
            struct Line: Decodable {
                let debitFen: Int64
                let creditFen: Int64
            }
            let amountFen: Int64
            let vouchers: [Line]
        }
        let ended = try Running.ledger(
            "statement", "income-distribution", "--book", "V004", "--period", "2026", "--explain", "经营收入",
            "--vouchers", "-O", "json", "--ledger", try TestLedgers.newSample())
        let answer = try JSONDecoder().decode(Answer.self, from: Data(ended.output.utf8))
        // By hand in SampleData/expected/README.md: 383 364.50 less the dividend of 48 000.00.
        #expect(answer.amountFen == 33_536_450)
        #expect(answer.vouchers.reduce(0) { $0 + $1.creditFen - $1.debitFen } == answer.amountFen)
    }
}

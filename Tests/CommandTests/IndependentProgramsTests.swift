import Foundation
import Testing

/// Row “independent programs” 独立程序核对: what others compute from the same books.
///
/// Nothing here is skipped where a program is missing: the test fails and says how to install it.
@Suite("Independent programs")
struct IndependentProgramsTests {
    typealias Balances = [String: [String: Int64]]

    @Test(
        "hledger, ledger, the trial balance and the sums of the input files agree on every account of every book"
    )
    func balances() throws {
        let ledger = try TestLedgers.newSample()
        let summed = try sums()
        #expect(summed.count == 15)
        #expect(summed.values.reduce(0) { $0 + $1.count } > 200)
        try agree(on: summed, ledger)
    }

    /// What carrying the year forward must leave is worked out here from the input files: income, expense and 本年收益 at
    /// zero, their sum on 未分配收益, everything else as it was.
    @Test(
        "they agree after every book has closed its year, and nothing but income, expense and what is kept has moved"
    )
    func closedYear() throws {
        let ledger = try TestLedgers.newSample()
        var expected = try sums()
        for (book, accounts) in expected {
            let result = accounts.filter { $0.key.hasPrefix("5") || $0.key.hasPrefix("321") }
            for code in result.keys { expected[book]?[code] = nil }
            expected[book]?["3220201", default: 0] += result.values.reduce(0, +)
        }
        let books = expected.keys.sorted().flatMap { ["--book", $0] }
        try Running.good(
            ["year", "close"] + books + [
                "--year", "2026", "--user", "zhang", "--reviewer", "li", "--ledger", ledger,
            ])
        try agree(on: expected, ledger)
        #expect(try Running.ledger("verify", "--ledger", ledger).status == 0)
    }

    private func agree(on summed: Balances, _ ledger: String) throws {
        let hledger = try journal("hledger", of: ledger)
        let fromHledger = try balances(
            of: program("hledger"),
            ["-f", hledger, "balance", "--flat", "--no-total", "--empty", "-O", "csv"])
        let plain = try journal("ledger", of: ledger)
        let fromLedger = try balances(
            of: program("ledger"),
            [
                "--init-file", "/dev/null", "-f", plain, "balance", "--flat", "--no-total", "--format",
                "%(account)\t%(display_total)\n",
            ])
        for (book, accounts) in summed {
            #expect(fromHledger[book] ?? [:] == accounts, "hledger, book \(book)")
            #expect(fromLedger[book] ?? [:] == accounts, "ledger, book \(book)")
            #expect(try trialBalance(of: book, in: ledger) == accounts, "trial balance of book \(book)")
        }
        #expect(Set(fromHledger.keys).isSubset(of: summed.keys))
        #expect(Set(fromLedger.keys).isSubset(of: summed.keys))
    }

    @Test("both chains, recomputed from the documentation alone, have the hashes stored")
    func chains() throws {
        let ledger = try TestLedgers.newSample()
        let verify = Running.path("Tests/Independent/verify-chain.py")
        let whole = try Running.run(program("python3"), [verify, ledger])
        #expect(whole.status == 0, "\(whole.output)\(whole.errors)")
        #expect(whole.output.hasPrefix("good: "))
        #expect(try Running.ledger("verify", "--ledger", ledger).status == 0)

        // One fen moved, as someone with a database tool would: both programs see it.
        let change = """
            DROP TRIGGER lineUpdate;
            UPDATE line SET summary = summary || '。' WHERE book = 3 AND sequence = 7 AND line = 1;
            """
        let changed = try Running.run(program("sqlite3"), [ledger, change])
        try #require(changed.status == 0, "\(changed.errors)")
        let broken = try Running.run(program("python3"), [verify, ledger])
        #expect(broken.status == 1)
        #expect(broken.output.split(separator: "\n").count == 1)
        #expect(broken.output.contains("sequence 7"))
        #expect(try Running.ledger("verify", "--ledger", ledger).status == 1)
    }

    /// Opening and vouchers as the input files have them.
    private func sums() throws -> Balances {
        let ended = try Running.run(
            program("python3"), [Running.path("Tests/Independent/sum-input.py"), Running.path("SampleData")])
        try #require(ended.status == 0, "\(ended.errors)")
        return try JSONDecoder().decode(Balances.self, from: Data(ended.output.utf8))
    }

    private func journal(_ dialect: String, of ledger: String) throws -> String {
        let path = try Running.newFolder().appending(path: "district.journal").path
        try Running.good("export", dialect, "--ledger", ledger, "-o", path)
        return path
    }

    /// What a program says stands on each account; the last part of an account's name begins with its code.
    private func balances(of program: String, _ arguments: [String]) throws -> Balances {
        let ended = try Running.run(program, arguments)
        try #require(ended.status == 0, "\(ended.errors)")
        var found: Balances = [:]
        for line in ended.output.split(separator: "\n") {
            // ledger's columns as asked for, hledger's as CSV; names hold neither tabs nor quotes.
            let columns = line.replacing("\",\"", with: "\t").replacing("\"", with: "").split(separator: "\t")
                .map(String.init)
            let names = columns.first?.split(separator: ":") ?? []
            guard columns.count == 2, names.count > 1 else { continue }
            let code = try #require(names[names.count - 1].split(separator: " ").first.map(String.init))
            let amount = try fen(columns[1])
            guard amount != 0 else { continue }
            #expect(found[String(names[0])]?[code] == nil, "\(line) twice")
            found[String(names[0]), default: [:]][code] = amount
        }
        return found
    }

    /// `CNY -1234.50` or `0` as fen.
    private func fen(_ text: String) throws -> Int64 {
        let plain = text.replacing("CNY", with: "").replacing(" ", with: "").replacing(",", with: "")
        if plain == "0" { return 0 }
        let parts = plain.split(separator: ".")
        try #require(parts.count == 2 && parts[1].count == 2, "not an amount: \(text)")
        return try #require(Int64(parts[0] + parts[1]), "not an amount: \(text)")
    }

    private struct TrialBalance: Decodable {
        struct Row: Decodable {
            let code: String
            let closingFen: Int64
        }
        let rows: [Row]
    }

    /// The closing balances of the accounts that have none below them.
    private func trialBalance(of book: String, in ledger: String) throws -> [String: Int64] {
        let text = try Running.good(
            "report", "trial-balance", "--book", book, "--period", "2026-12", "-O", "json", "--ledger", ledger
        )
        let rows = try JSONDecoder().decode(TrialBalance.self, from: Data(text.utf8)).rows
        var found: [String: Int64] = [:]
        for row in rows where row.closingFen != 0 {
            let isLeaf = !rows.contains { $0.code.hasPrefix(row.code) && $0.code != row.code }
            if isLeaf { found[row.code] = row.closingFen }
        }
        return found
    }

    private func program(_ name: String) throws -> String {
        try #require(
            Running.find(name),
            "\(name) is missing; install it with Scripts/install test (Debian: apt-get install \(name))")
    }
}

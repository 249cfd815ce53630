import Ledger
import Testing

@testable import LedgerStore

@Suite("会计报表 on the sample data")
struct SampleStatementTests {
    static let months = try? Period(parsing: "2025-01..2026-12").months
    static let names = [LedgerFile.balanceSheetName, LedgerFile.incomeDistributionName]

    private static func compute(_ file: LedgerFile, _ name: String, _ books: [String], _ period: Period)
        throws
        -> FinancialStatement
    {
        try file.statement(try LedgerFile.statement(named: name), books: books, period: period)
    }

    @Test(
        "every row of both statements is what the input files add up to, for six sets of books and four months"
    )
    func expected() throws {
        let file = try SampleLedger.loaded.get()
        struct Key: Hashable {
            var books: String
            var month: String
            var statement: String
        }
        var wanted: [Key: [String: [Int64]]] = [:]
        for row in try SampleLedger.rows("expected/statements.csv") {
            let key = Key(
                books: row.string("books"), month: row.string("month"), statement: row.string("statement"))
            wanted[key, default: [:]][row.string("row")] = ["current_fen", "comparison_fen"].compactMap {
                Int64(row.string($0))
            }
        }
        #expect(wanted.count == 48)
        for (key, rows) in wanted {
            let books = key.books.split(separator: "+").map(String.init)
            let statement = try Self.compute(file, key.statement, books, Period(parsing: key.month))
            let ids = Set(statement.rows.map(\.definition.id))
            #expect(ids.isSuperset(of: rows.keys))
            for row in statement.rows where row.definition.formula != nil {
                #expect(
                    row.amounts.map { $0?.fen } == rows[row.definition.id] ?? [0, 0],
                    "\(key) \(row.definition.id)")
            }
        }
    }

    /// Both statements of a month, in which everything ties.
    private static func expectTies(_ file: LedgerFile, _ books: [String], _ month: Month) throws {
        for name in names {
            let statement = try compute(file, name, books, Period(month))
            #expect(!statement.hasErrors, "\(books) \(month) \(name): \(statement.remarks)")
            #expect(!statement.checks.isEmpty)
            #expect(
                statement.checks.allSatisfy { $0.amounts == [.zero, .zero] }, "\(books) \(month) \(name)")
        }
        let sheet = try compute(file, names[0], books, Period(month))
        #expect(sheet.amounts("assets") == sheet.amounts("liabilities-and-equity"))
        let income = try compute(file, names[1], books, Period(month))
        #expect(income.amounts("closing-undistributed") == sheet.amounts("undistributed"))
        let opening = try #require(income.amounts("opening-undistributed")[0])
        let correction = try #require(income.amounts("prior-year-adjustment")[0])
        #expect(try opening.subtracting(correction) == sheet.amounts("undistributed")[1])
        #expect(try file.statementTies(books: books, period: Period(month)).isEmpty)
    }

    @Test(
        "at every month end of two years assets are liabilities and equity, and both statements tie, for every book",
        arguments: try #require(months))
    func ties(month: Month) throws {
        let file = try SampleLedger.loaded.get()
        let books = try file.books().map(\.code)
        #expect(books.count == 15)
        for book in books { try Self.expectTies(file, [book], month) }
        try Self.expectTies(file, books, month)
    }

    private static func line(_ account: String, credit fen: Int64) -> EntryLine {
        var line = EntryLine("结转", account: account)
        if fen > 0 { line.credit = Money(fen: fen) } else { line.debit = Money(fen: -fen) }
        return line
    }

    /// The closing vouchers of a year, made from the trial balance: 501–521 to 321, and 321 to 3220201.
    private static func close(_ file: LedgerFile, _ book: String, year: Int) throws {
        let december = try Period(parsing: "\(year)-12")
        let table = try file.trialBalance(book: book, period: december)
        var lines: [EntryLine] = []
        var result: Int64 = 0
        for row in table.rows where row.isLeaf && row.code.hasPrefix("5") && !row.figures.closing.isZero {
            let balance = row.figures.closing.fen
            result -= balance
            var line = line(row.code, credit: balance)
            if row.code.hasPrefix("501") || row.code.hasPrefix("502") { line.source = "property-lease" }
            lines.append(line)
        }
        // Who closes monthly has carried the months before to 321 already.
        let earlier = table.rows.first { $0.code == "321" }.map { -$0.figures.closing.fen } ?? 0
        var vouchers: [[EntryLine]] = []
        if !lines.isEmpty { vouchers.append(lines + [line("321", credit: result)]) }
        let whole = earlier + result
        if whole != 0 { vouchers.append([line("321", credit: -whole), line("3220201", credit: whole)]) }
        let drafts = vouchers.map { VoucherDraft(book: book, date: december.lastDay, lines: $0) }
        var source = DraftsInMemory(drafts)
        _ = try file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
    }

    @Test("closing the year moves no row of either statement but the accounts behind 未分配收益")
    func closing() throws {
        let file = try SampleLedger.copy()
        let year = try Period(parsing: "2026")
        for book in try file.books().map(\.code) {
            let before = try Self.names.map { try Self.compute(file, $0, [book], year) }
            try Self.close(file, book, year: 2026)
            try Self.expectTies(file, [book], Month(validNumber: 202612))
            for statement in before {
                let after = try Self.compute(file, statement.definition.name, [book], year)
                #expect(after.rows.map(\.amounts) == statement.rows.map(\.amounts), "\(book)")
            }
            let table = try file.trialBalance(book: book, period: year)
            #expect(
                table.rows.filter { $0.code.hasPrefix("5") || $0.code == "321" }.allSatisfy {
                    $0.figures.closing.isZero
                })
            // The year after begins with what this one ended with.
            try Self.expectTies(file, [book], Month(validNumber: 202701))
            let next = try Self.compute(file, Self.names[1], [book], Period(parsing: "2027-01"))
            #expect(next.amounts("opening-undistributed")[0] == before[1].amounts("closing-undistributed")[0])
        }
    }

    @Test("every account of the trial balance is in the balance sheet: 资产总计 less 负债 and 权益 by category")
    func agreesWithTrialBalance() throws {
        let file = try SampleLedger.loaded.get()
        for book in try file.books().map(\.code) {
            for text in ["2025-06", "2025-12", "2026-12"] {
                let period = try Period(parsing: text)
                let table = try file.trialBalance(book: book, period: period)
                func sum(_ codes: (String) -> Bool) -> Int64 {
                    table.rows.filter { $0.level == 1 && codes($0.code) }.reduce(0) {
                        $0 + $1.figures.closing.fen
                    }
                }
                let sheet = try Self.compute(file, Self.names[0], [book], period)
                let owed = sheet.figures[0].movements.filter { $0.account.code.hasPrefix("113") }.flatMap(
                    \.details
                )
                .reduce(Int64(0)) { $0 + max(0, -$1.closing.fen) }
                let assets = sum { $0.hasPrefix("1") || $0 == "401" } + owed
                guard text != "2025-06" || book != "V010", text != "2025-12" || book != "V010" else {
                    continue
                }
                #expect(sheet.amounts("assets")[0]?.fen == assets, "\(book) \(text)")
                #expect(
                    sheet.amounts("equity")[0]?.fen == -sum { "35".contains($0.prefix(1)) }, "\(book) \(text)"
                )
            }
        }
    }

    @Test(
        "a figure unfolds to accounts that add up to it, and these to the vouchers of the subsidiary ledger")
    func unfolds() throws {
        let file = try SampleLedger.loaded.get()
        let statement = try Self.compute(file, Self.names[1], ["V001"], Period(parsing: "2026"))
        let explanation = try statement.explain("management")
        let accounts = explanation.parts.filter { $0.kind == .account }
        #expect(accounts.count > 2)
        #expect(accounts.reduce(0) { $0 + ($1.amount?.fen ?? 0) } == explanation.amount?.fen)
        for part in accounts {
            let ledger = try file.subsidiaryLedger(
                book: "V001", account: part.reference, period: Period(parsing: "2026"))
            let lines = ledger.rows.compactMap(\.entry)
            #expect(lines.reduce(0) { $0 + $1.debit.fen - $1.credit.fen } == part.amount?.fen)
        }
        for row in statement.rows where row.definition.formula != nil {
            #expect(try statement.explain(row.definition.id).amount == row.amounts[0])
        }
    }

    @Test(
        "balances and turnover of every first-level account are those of the trial balance",
        arguments: ["2026-05", "2026Q2", "2025-11..2026-02", "2025"])
    func readings(text: String) throws {
        let file = try SampleLedger.loaded.get()
        let period = try Period(parsing: text)
        for book in ["V001", "V009W", "V011", "V013"] {
            for row in try file.trialBalance(book: book, period: period).rows where row.level == 1 {
                let sign: Int64 = row.side == .credit ? -1 : 1
                let f = row.figures
                let formulas = [
                    "\(row.code)", "opening(\(row.code))", "debit(\(row.code))", "credit(\(row.code))",
                    "year-debit(\(row.code))", "year-credit(\(row.code))", "year-opening(\(row.code))",
                    "net(\(row.code); normal; closing; distribution; correction; prior-year)",
                ]
                let yearOpening = f.closing.fen - f.yearDebit.fen + f.yearCredit.fen
                let wanted = [
                    sign * f.closing.fen, sign * f.opening.fen, f.debit.fen, f.credit.fen, f.yearDebit.fen,
                    f.yearCredit.fen, sign * yearOpening, sign * (f.debit.fen - f.credit.fen),
                ]
                let own = try StatementDefinition(
                    reading: [
                        StatementEntry(line: 2, kind: "statement", id: "own", chinese: "自定", formula: "2023"),
                        StatementEntry(line: 3, kind: "column", id: "now", chinese: "本期", formula: "period"),
                    ]
                        + formulas.enumerated().map {
                            StatementEntry(line: $0 + 4, kind: "row", id: "r\($0)", chinese: "行", formula: $1)
                        })
                let found = try file.statement([own], books: [book], period: period).rows.map {
                    $0.amounts[0]?.fen
                }
                #expect(found == wanted, "\(book) \(row.code)")
            }
        }
    }
}

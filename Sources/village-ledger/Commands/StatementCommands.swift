import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct StatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "statement", "报表：资产负债表、收益及收益分配表、自定义报表",
        "Statements: balance sheet, income and distribution, your own",
        [
            StatementList.self, StatementBalanceSheet.self, StatementIncomeDistribution.self,
            StatementShow.self,
            StatementText.self,
        ],
        example: "statement balance-sheet --book V001 --period 2026-06")
}

/// Which books and months a statement is about, and what of it is unfolded (报表范围).
struct StatementScope: ParsableArguments {
    @Option(
        name: .customLong("book"),
        help: help(
            "账套编码，可重复；多个账套合并，本村账套之间的往来和收支抵销",
            "book code, repeatable; several are added up, dealings between books of a village eliminated",
            value: "CODE"))
    var books: [String] = []
    @OptionGroup var period: PeriodSelection
    @Option(help: help("展开这一行：由哪些行、哪些科目得来", "unfold this row to rows and accounts", value: "ROW"))
    var explain: String?
    @Option(help: help("展开哪一栏；不写为第一栏", "which column to unfold; else the first", value: "COLUMN"))
    var column: String?
    @Flag(help: help("展开到本栏期间的凭证分录", "unfold to the voucher lines of the column's months"))
    var vouchers = false

    func required() throws -> (books: [String], period: Period) {
        guard !books.isEmpty else {
            throw UsageProblem("missing-book", "缺少 --book 账套编码。", "The --book is missing.")
        }
        if explain == nil, vouchers || column != nil {
            throw UsageProblem(
                "explain-missing", "--column 和 --vouchers 要与 --explain 行编号 一起用。",
                "--column and --vouchers go with --explain ROW.")
        }
        return (books, try period.required())
    }

    /// Computes a statement and prints it, or the row to be unfolded; ends with 1 where something in it is wrong.
    func print(
        _ global: GlobalOptions, isPrescribed: Bool,
        _ versions: (LedgerFile, [String]) throws -> [StatementDefinition]
    ) throws {
        let (books, period) = try required()
        let format = try global.documentFormat()
        let hasErrors = try global.reading { ledger in
            let versions = try versions(ledger, books)
            let statement =
                try isPrescribed
                ? ledger.prescribedStatement(versions, books: books, period: period)
                : ledger.statement(versions, books: books, period: period)
            if let explain {
                let explanation = try statement.explain(explain, column: column)
                let lines = vouchers ? try VoucherLines.of(explanation, in: statement, ledger) : nil
                let sheet = ExplanationSheet(explanation, lines, statement)
                try global.present(
                    format, documents: { [sheet.document] }, csv: sheet.writeCSV, json: sheet.writeJSON)
            } else {
                let sheet = StatementSheet(statement)
                try global.present(
                    format, documents: { [sheet.document] }, csv: sheet.writeCSV, json: sheet.writeJSON)
            }
            return statement.hasErrors
        }
        if hasErrors { throw ExitCode(ExitStatus.refused) }
    }
}

extension LedgerFile {
    /// A statement the accounting system prescribes, with what must be said about its figures.
    func prescribedStatement(
        _ versions: [StatementDefinition], books: [String], period: Period
    ) throws -> FinancialStatement {
        var statement = try statement(versions, books: books, period: period)
        for tie in try statementTies(books: books, period: period) { statement.remark(tie.problem) }
        if let note = FinancialStatement.correctionNote(incomeDistribution: statement) {
            statement.remark(note)
        }
        return statement
    }
}

struct StatementBalanceSheet: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "balance-sheet", "资产负债表：期末余额和年初余额",
        "Balance sheet: at the end of the period and the start of the year",
        example: "statement balance-sheet --book V001 --period 2026-06",
        "statement balance-sheet --book V001 --period 2026 --explain receivables --vouchers")

    @OptionGroup var scope: StatementScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try scope.print(global, isPrescribed: true) { _, _ in
            try LedgerFile.statement(named: LedgerFile.balanceSheetName)
        }
    }
}

struct StatementIncomeDistribution: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "income-distribution", "收益及收益分配表：本年金额（1 月起累计）和上年金额",
        "Income and its distribution: this year to date, and last year",
        example: "statement income-distribution --book V001 --period 2026",
        "statement income-distribution --book V009 --book V009W --period 2026Q2 -O csv")

    @OptionGroup var scope: StatementScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try scope.print(global, isPrescribed: true) { _, _ in
            try LedgerFile.statement(named: LedgerFile.incomeDistributionName)
        }
    }
}

struct StatementShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "按名称显示报表，或用 --file 显示自己写的报表", "Show a statement by name, or your own with --file",
        example: "statement show balance-sheet --book V001 --period 2026-06",
        "statement show --file own.csv --book V001 --period 2026-06")

    @Argument(help: help("报表，见 statement list", "statement, see statement list", value: "statement"))
    var name: String?
    @Option(
        name: .customLong("file"),
        help: help(
            "报表定义文件 CSV；两套科目表可各给一个", "CSV file that defines the statement; one for each chart", value: "FILE"),
        completion: .file())
    var files: [String] = []
    @OptionGroup var encoding: EncodingOption
    @OptionGroup var scope: StatementScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        _ = try scope.required()
        guard (name == nil) != files.isEmpty else {
            throw UsageProblem(
                "statement-missing", "请写报表名（见 statement list），或用 --file 给出报表定义文件，二者取一。",
                "Give either the name of a statement (see statement list) or its definition with --file.")
        }
        if let name {
            let versions = try LedgerFile.statement(named: name)
            return try scope.print(global, isPrescribed: true) { _, _ in versions }
        }
        let encoding = try encoding.textEncoding
        let read = try files.map { try StatementFile($0, encoding: encoding) }
        let versions = try StatementFile.versions(read)
        try scope.print(global, isPrescribed: false) { ledger, books in
            for file in read { try file.checkAccounts(ledger, books: books) }
            return versions
        }
    }
}

struct StatementList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出报表", "List the statements", example: "statement list")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.list(
            Listing(
                "statements",
                [
                    .text("statement", "报表", "statement") { $0.name },
                    .text("chart", "科目表", "chart") { $0.chart.rawValue },
                    .column("chinese", "名称", "title") {
                        .word($0.chinese, shown: say($0.chinese, $0.english))
                    },
                    .text("english", "英文名称", "English", shown: false) { $0.english },
                    .column("columns", "栏", "columns") { row in
                        .list(
                            row.columns.map(\.id),
                            shown: row.columns.map { say($0.chinese, $0.english) }.joined(
                                separator: say("、", ", ")))
                    },
                    .whole("rows", "行数", "rows") { $0.rows.count },
                ]), LedgerFile.standardStatements)
    }
}

struct StatementText: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "text", "输出报表的定义文件，改一改就是自己的报表", "Write the text that defines a statement, to start your own from",
        example: "statement text balance-sheet > own.csv")

    @Argument(help: help("报表，见 statement list", "statement, see statement list", value: "statement"))
    var name: String
    @Option(help: help("科目表 2023 或 2004", "chart: 2023 or 2004", value: "CHART"))
    var chart: String = ChartVersion.system2023.rawValue
    @OptionGroup var global: GlobalOptions

    func run() throws {
        _ = try global.format(among: [.csv])
        let chart = try ChartVersion.named(chart)
        let versions = try LedgerFile.statement(named: name)
        guard let definition = versions.first(where: { $0.chart == chart }) else {
            throw StatementProblem.unknown(
                "\(name) \(chart.rawValue)", known: versions.map { "\($0.name) \($0.chart.rawValue)" })
        }
        try global.write { file in
            let csv = CSVWriter(file.output)
            for record in StatementSheet.text(of: definition) { csv.record(record) }
        }
    }
}

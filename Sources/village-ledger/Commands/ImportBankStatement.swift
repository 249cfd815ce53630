import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ImportBankStatement: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "bank-statement", "导入银行对账单（CSV 或 xlsx）", "Import a bank statement (CSV or xlsx)",
        more: (
            "列对照用 --mapping 文件，不写则用 bank-mapping set 保存的该账户开户行的列对照，或 --bank 另指一家。余额逐行核对，首尾与已有对账单相接；重复导入的明细只记一次。",
            "The mapping is the file of --mapping, else the one kept for the account's bank, or for the bank of --bank. Balances are checked row by row and must join those of the statements that are there; lines that are there are not read twice."
        ),
        example: "import bank-statement 2026-03.xlsx --account 基本户 --period 2026-03 --user zhang",
        "import bank-statement 3月.csv --account 基本户 --mapping mapping.csv --dry-run --user zhang")

    @Argument(
        help: help("CSV 或 xlsx 文件；- 为标准输入", "CSV or xlsx file; - is standard input", value: "file"),
        completion: .file())
    var file: String
    @OptionGroup var place: BankPlace
    @Option(help: help("用为该银行保存的列对照", "use the mapping kept for this bank", value: "NAME"))
    var bank: String?
    @Option(
        help: help(
            "对账单的期间；不写为首笔当月到末笔当日", "what it is of; else from its first line's month to its last line",
            value: "PERIOD"))
    var period: String?
    @Option(
        help: help(
            "期初余额，文件没有余额列时用", "what the account held before, where the file has no balances", value: "YUAN"))
    var openingBalance: String?
    @Flag(help: help("看来相同的两行确是两笔", "rows that look the same are two"))
    var acceptDuplicates = false
    @Flag(help: help("只检查，什么都不写入", "check only, write nothing"))
    var dryRun = false
    @OptionGroup var table: TableOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        if table.mapping != nil, bank != nil {
            throw UsageProblem(
                "mapping-and-bank", "--mapping 与 --bank 只能用一个。", "Give either --mapping or --bank.")
        }
        let book = try place.book(global)
        let columns = try columns(book)
        let encoding = try table.encoding.textEncoding
        let period = try period.map(Typed.period)
        let opening = try openingBalance.map(Typed.money)
        let outcome = try FileFailure.naming(file) {
            let lines = try BankStatementReader(
                path: file, encoding: encoding, sheet: table.sheet, mapping: columns
            ).lines
            let statement = BankStatementFile(
                name: file.split(separator: "/").last.map(String.init) ?? file, lines: lines, period: period,
                openingBalance: opening, acceptsDuplicates: acceptDuplicates)
            return try global.acting { ledger, user in
                try ledger.importBankStatement(
                    statement, book: book, account: place.account, by: user, rehearsal: dryRun)
            }
        }
        warn(outcome)
        try global.confirm(sentence(outcome)) { json in
            json.field("book", book)
            json.field("bankAccount", place.account)
            json.field("statement", outcome.statement)
            json.field("lines", outcome.lines)
            json.field("alreadyThere", outcome.alreadyThere)
            json.field("repeated", outcome.repeatedRows.count)
            json.field("from", outcome.from)
            json.field("through", outcome.through)
            json.field("openingFen", outcome.opening)
            json.field("closingFen", outcome.closing)
            json.field("dryRun", dryRun)
        }
    }

    /// The mapping of the file named, or the one kept for the bank.
    private func columns(_ book: String) throws -> ColumnMapping {
        if let mapping = table.mapping {
            return try FileFailure.naming(mapping) {
                let columns = try ColumnMapping(path: mapping)
                try BankStatementReader.check(columns)
                return columns
            }
        }
        let kept = try global.reading { ledger in
            let accounts = try ledger.bankAccounts(book: book)
            guard let own = accounts.first(where: { $0.code == place.account }) else {
                throw BankProblem.accountUnknown(book: book, account: place.account)
            }
            return try ledger.bankMapping(of: bank ?? own.bank)
        }
        return try ColumnMapping(text: kept.mapping)
    }

    private func warn(_ outcome: BankImportOutcome) {
        guard let first = outcome.repeatedRows.first else { return }
        let rows = outcome.repeatedRows.prefix(10).map(String.init).joined(separator: say("、", ", "))
        Terminal.complain(
            "\(file):\(first): warning bank.repeated-rows: "
                + say(
                    "\(outcome.repeatedRows.count) 行在文件中重复出现，只记一次：第 \(rows) 行。\n",
                    "\(outcome.repeatedRows.count) row(s) stand in the file twice and were read once: \(rows).\n"
                ))
    }

    private func sentence(_ outcome: BankImportOutcome) -> String {
        let there =
            outcome.alreadyThere > 0
            ? say("，另有 \(outcome.alreadyThere) 笔以前已导入", "; \(outcome.alreadyThere) were there already") : ""
        guard outcome.statement != nil else {
            return say(
                "\(file) 的 \(outcome.alreadyThere) 笔以前都已导入，这次没有写入。",
                "All \(outcome.alreadyThere) line(s) of \(file) were imported before; nothing was written.")
        }
        let facts = say(
            "\(outcome.from) 至 \(outcome.through) 的 \(outcome.lines) 笔\(there)，期初余额 \(outcome.opening.grouped)，期末余额 \(outcome.closing.grouped)",
            "\(outcome.lines) line(s) of \(outcome.from) to \(outcome.through)\(there), opening \(outcome.opening.grouped), closing \(outcome.closing.grouped)"
        )
        return dryRun
            ? say("试运行：\(facts)。没有问题，什么都没有写入。", "Dry run: \(facts). All is good; nothing was written.")
            : say(
                "已导入对账单 \(outcome.statement ?? 0)：\(facts)。",
                "Imported statement \(outcome.statement ?? 0): \(facts).")
    }
}

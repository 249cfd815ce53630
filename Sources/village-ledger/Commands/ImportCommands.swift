import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "import", "导入凭证、期初余额、科目、银行对账单", "Import vouchers, openings, accounts, bank statements",
        [ImportVouchers.self, ImportOpening.self, ImportAccounts.self, ImportBankStatement.self],
        example: "import vouchers vouchers.csv --user zhang --reviewer li --post")
}

struct ImportVouchers: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "vouchers", "从 CSV 导入凭证：存为草稿，或加 --post 直接审核记账",
        "Import vouchers from CSV as drafts, or reviewed and posted with --post",
        more: (
            "全部正确才写入，一张也不会漏。同样的内容第二次导入不会重复。文件可为 UTF-8 或 GB18030；- 为标准输入。\n\n一行一条分录，账套、日期、凭证号都相同的相邻各行是一张凭证。列：账套、日期、凭证号、摘要、科目编码、借方金额、贷方金额；可加 往来单位、收入来源、附件数、合同编号 等，表头写错时会列出全部。",
            "All of them or none. The same content a second time imports nothing. UTF-8 or GB18030; - is standard input.\n\nA row is a line; neighbouring rows of one book, date and voucher number are one voucher. Columns: book, date, voucher, summary, account, debit, credit; also counterparty, source, attachments, contract and more: a header that is wrong lists them all."
        ),
        example: "import vouchers vouchers.csv --ledger L.sqlite --user zhang --reviewer li --post",
        "import vouchers vouchers.csv --dry-run --user zhang")

    @Argument(
        help: help("CSV 文件；- 为标准输入", "CSV file; - is standard input", value: "file"), completion: .file())
    var file: String
    @Flag(help: help("审核并记账（需要 --reviewer）", "review and post (needs --reviewer)"))
    var post = false
    @Option(help: help("审核人，须与制单人不是同一人", "who reviewed; another person than --user", value: "NAME"))
    var reviewer: String?
    @Flag(help: help("只检查，什么都不写入", "check only, write nothing"))
    var dryRun = false
    @OptionGroup var encoding: EncodingOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        if post, reviewer == nil {
            throw UsageProblem(
                "missing-reviewer", "--post 需要 --reviewer 审核人。", "--post needs --reviewer NAME.")
        }
        let textEncoding = try encoding.textEncoding
        let outcome = try FileFailure.naming(file) {
            var source = ReportingSource(try VoucherCSVReader(path: file, encoding: textEncoding))
            defer { source.progress.end() }
            return try global.acting { ledger, user in
                try ledger.importVouchers(
                    &source, by: user, reviewer: reviewer, post: post, rehearsal: dryRun)
            }
        }
        warn(outcome)
        try global.confirm(sentence(outcome)) { json in
            json.field("vouchers", outcome.vouchers)
            json.field("lines", outcome.lines)
            json.field("books", outcome.books)
            json.field("posted", post)
            json.field("dryRun", dryRun)
            json.field("alreadyThere", outcome.isAlreadyThere)
            json.field("warnings", outcome.warningCount)
        }
    }

    private func sentence(_ outcome: ImportOutcome) -> String {
        if outcome.isAlreadyThere {
            return say(
                "\(file) 的内容以前已经导入，这次没有写入。",
                "The content of \(file) was imported before; nothing was written.")
        }
        let counts = say(
            "\(outcome.books) 个账套的 \(outcome.vouchers) 张凭证、\(outcome.lines) 条分录",
            "\(outcome.vouchers) vouchers with \(outcome.lines) lines in \(outcome.books) books")
        if dryRun {
            return say("试运行：\(counts)没有问题，什么都没有写入。", "Dry run: \(counts) are good; nothing was written.")
        }
        return post
            ? say("已导入并记账 \(counts)。", "Imported and posted \(counts).")
            : say(
                "已导入 \(counts)，存为草稿。下一步：voucher review、voucher post。",
                "Imported \(counts) as drafts. Next: voucher review, voucher post.")
    }

    /// The first few warnings, and how many there are.
    private func warn(_ outcome: ImportOutcome) {
        guard outcome.warningCount > 0 else { return }
        var text = ""
        for located in outcome.warnings.sorted(by: { $0.line < $1.line }).prefix(Self.warningsShown) {
            text +=
                "\(file):\(located.line): warning \(located.problem.code): "
                + located.problem.message(in: Tongue.language) + "\n"
        }
        if outcome.warningCount > Self.warningsShown {
            text += say("共 \(outcome.warningCount) 条提示。\n", "\(outcome.warningCount) warnings in all.\n")
        }
        Terminal.complain(text)
    }

    private static let warningsShown = 10
}

struct ImportOpening: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "opening", "从 CSV 导入期初余额", "Import opening balances from CSV",
        more: (
            "每个账套的期初余额借贷相抵为零；有凭证之前可以整套重新导入。",
            "A book's openings add up to zero and may be imported anew until it has a voucher."
        ),
        example: "import opening opening.csv --ledger L.sqlite --user zhang")

    @Argument(
        help: help("CSV 文件；- 为标准输入", "CSV file; - is standard input", value: "file"), completion: .file())
    var file: String
    @Flag(help: help("只检查，什么都不写入", "check only, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entries = try SetUpTables.openings(file)
        let count = try FileFailure.naming(file) {
            try global.acting { try $0.importOpenings(entries, by: $1, rehearsal: dryRun) }
        }
        let books = Set(entries.map(\.book)).count
        try global.confirm(
            dryRun
                ? say(
                    "试运行：\(books) 个账套的 \(count) 条期初余额没有问题，什么都没有写入。",
                    "Dry run: \(count) openings of \(books) books are good; nothing was written.")
                : say("已导入 \(books) 个账套的 \(count) 条期初余额。", "Imported \(count) openings of \(books) books.")
        ) { json in
            json.field("openings", count)
            json.field("books", books)
            json.field("dryRun", dryRun)
        }
    }
}

struct ImportAccounts: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "accounts", "从 CSV 增设明细科目", "Add detail accounts from CSV",
        example: "import accounts accounts.csv --ledger L.sqlite --user zhang")

    @Argument(
        help: help("CSV 文件；- 为标准输入", "CSV file; - is standard input", value: "file"), completion: .file())
    var file: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entries = try SetUpTables.accounts(file)
        try FileFailure.blaming(file) { try global.settingUp { try $0.addAccounts(entries, by: $1) } }
        try global.confirm(say("已增设 \(entries.count) 个科目。", "Added \(entries.count) accounts.")) {
            $0.field("accounts", entries.count)
        }
    }
}

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "import", "导入凭证、期初余额、科目、往来单位、资产、银行对账单",
        "Import vouchers, openings, accounts, counterparties, assets, bank statements",
        [
            ImportVouchers.self, ImportOpening.self, ImportAccounts.self, ImportCounterparties.self,
            ImportAssets.self, ImportBankStatement.self,
        ],
        example: "import vouchers vouchers.csv --user zhang --reviewer li --post")
}

struct ImportVouchers: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "vouchers", "从 CSV 或 xlsx 导入凭证：存为草稿，或加 --post 直接审核记账",
        "Import vouchers from CSV or xlsx as drafts, or reviewed and posted with --post",
        more: (
            "全部正确才写入，一张也不会漏。同样的内容第二次导入不会重复。文件可为 xlsx，或 UTF-8、GB18030 的 CSV；- 为标准输入。\n\n一行一条分录，账套、日期、凭证号都相同的相邻各行是一张凭证。列：账套、日期、凭证号、摘要、科目编码、借方金额、贷方金额；可加 往来单位、收入来源、附件数、合同编号 等，表头写错时会列出全部。",
            "All of them or none. The same content a second time imports nothing. xlsx, or CSV in UTF-8 or GB18030; - is standard input.\n\nA row is a line; neighbouring rows of one book, date and voucher number are one voucher. Columns: book, date, voucher, summary, account, debit, credit; also counterparty, source, attachments, contract and more: a header that is wrong lists them all."
        ),
        example: "import vouchers vouchers.csv --ledger L.sqlite --user zhang --reviewer li --post",
        "import vouchers vouchers.xlsx --sheet 三月 --mapping columns.csv --dry-run --user zhang")

    @Argument(
        help: help("CSV 或 xlsx 文件；- 为标准输入", "CSV or xlsx file; - is standard input", value: "file"),
        completion: .file())
    var file: String
    @Flag(help: help("审核并记账（需要 --reviewer）", "review and post (needs --reviewer)"))
    var post = false
    @Option(help: help("审核人，须与制单人不是同一人", "who reviewed; another person than --user", value: "NAME"))
    var reviewer: String?
    @Flag(help: help("试运行：说明会写入什么，什么都不写入", "say what would be written, write nothing"))
    var dryRun = false
    @Flag(
        help: help(
            "以前导入为草稿、草稿已删的同一内容，再导入一次",
            "import once more what became drafts before that were deleted"))
    var again = false
    @OptionGroup var table: TableOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        if post, reviewer == nil {
            throw UsageProblem(
                "missing-reviewer", "--post 需要 --reviewer 审核人。", "--post needs --reviewer NAME.")
        }
        let outcome = try FileFailure.naming(file) {
            let rows = try table.open(file, VoucherCSVReader.columns)
            var source = ReportingSource(try VoucherCSVReader(rows.text))
            defer { source.progress.end() }
            return try global.acting { ledger, user in
                try ledger.importVouchers(
                    &source, by: user, reviewer: reviewer, post: post, again: again, rehearsal: dryRun)
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
            if dryRun { json.tallies("vouchers", outcome.tallies) }
        }
    }

    private func sentence(_ outcome: ImportOutcome) -> String {
        if outcome.isAlreadyThere {
            // A posted file is never taken in twice.
            return post || again
                ? say(
                    "\(file) 的内容以前已经导入，这次没有写入。",
                    "The content of \(file) was imported before; nothing was written.")
                : say(
                    "\(file) 的内容以前已经导入为草稿，这次没有写入。草稿若已删除，请加 --again 再导入。",
                    "The content of \(file) was imported as drafts before; nothing was written. If those were deleted, say "
                        + "--again.")
        }
        let counts = say(
            "\(outcome.books) 个账套的 \(outcome.vouchers) 张凭证、\(outcome.lines) 条分录",
            "\(outcome.vouchers) vouchers with \(outcome.lines) lines in \(outcome.books) books")
        if dryRun {
            return say("试运行：\(counts)没有问题，什么都没有写入。", "Dry run: \(counts) are good; nothing was written.")
                + DryRun.lines(outcome.tallies) {
                    say("\($0.entries) 张凭证，\($0.lines) 条分录", "\($0.entries) vouchers, \($0.lines) lines")
                }
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

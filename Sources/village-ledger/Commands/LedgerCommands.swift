import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "info", "账本概况：账套、用户、凭证、最后一次操作", "What the ledger holds: books, users, vouchers, the last act",
        example: "info --ledger L.sqlite")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let name = global.ledgerPath
        let info = try global.reading { try $0.info() }
        let listing = Listing<LedgerInfo>(
            "ledger",
            [
                .text("ledger", "账本", "ledger") { _ in name },
                .whole("version", "版本", "version") { $0.version },
                .whole("divisions", "区划", "divisions") { $0.divisions },
                .whole("books", "账套", "books") { $0.books },
                .whole("users", "用户", "users") { $0.users },
                .whole("vouchers", "凭证", "vouchers") { $0.vouchers },
                .whole("lines", "分录", "lines") { $0.lines }, .whole("drafts", "草稿", "drafts") { $0.drafts },
                .column("first_date", "最早日期", "first date") { .date($0.firstDate) },
                .column("last_date", "最晚日期", "last date") { .date($0.lastDate) },
                .whole("acts", "操作次数", "acts") { $0.lastAudit?.id },
                .column("last_act", "最后操作", "last act") { info in
                    info.lastAudit.map { .word($0.action, shown: Words.action($0.action)) } ?? .text(nil)
                },
                .text("last_act_by", "操作人", "by") { $0.lastAudit?.user },
                .text("last_act_at", "时间", "at") { $0.lastAudit?.at },
            ])
        try global.show(listing, [info])
    }
}

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "verify", "核验账本：从每一行重算封存的哈希，指出被改动的凭证",
        "Recompute every seal from the rows, and name what was changed",
        more: (
            "把 -O json 的结果存到别处，以后用 --heads 对照，可发现整本重写或末尾删减。",
            "Keep the output of -O json elsewhere and compare later with --heads: that shows a ledger rewritten whole or cut short."
        ),
        example: "verify", "verify -O json > heads-2026-03.json", "verify --heads heads-2026-03.json")

    @Option(
        help: help(
            "以前存下的链头（verify -O json 或备份旁的文件）",
            "heads kept before: verify -O json, or the file beside a backup", value: "FILE"),
        completion: .file())
    var heads: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format(among: [.table, .json, .csv])
        let kept = try heads.map { path in
            try FileFailure.blaming(path) { try LedgerHeads(json: WholeFile.bytes(path)) }
        }
        let report = try global.reading { try $0.verify(heads: kept) }
        try global.write { file in
            switch format {
            case .table: VerifyAnswer.writeTable(report, to: file)
            case .csv: VerifyAnswer.problems.writeCSV(report.problems, to: file)
            default: VerifyAnswer.writeJSON(report, to: file)
            }
        }
        if !report.ok { throw ExitCode(ExitStatus.refused) }
    }
}

/// What verify found, as it is told (核验答复).
enum VerifyAnswer {
    static var books: Listing<VerifyReport.Book> {
        var listing = Listing<VerifyReport.Book>(
            "books",
            [
                .text("book", "账套", "book") { $0.book }, .whole("vouchers", "凭证", "vouchers") { $0.vouchers },
                .text("head_hash", "链头", "head") { $0.headHash },
                .column("ok", "完好", "ok") { .flag($0.ok) },
            ])
        listing.style = { $0.ok ? nil : .red }
        return listing
    }

    static var problems: Listing<VerifyProblem> {
        Listing(
            "problems",
            [
                .text("book", "账套", "book") { $0.book }, .text("period", "月份", "period") { $0.period },
                .text("voucher", "凭证号", "voucher") { $0.voucher },
                .column("table", "表", "table") {
                    .word($0.table, shown: say(LedgerTable.chinese($0.table), $0.table))
                },
                .text("what", "问题", "what") { $0.what(in: Tongue.language) },
            ])
    }

    static func writeTable(_ report: VerifyReport, to file: OutputFile) {
        books.writeTable(report.books, to: file)
        if report.ok {
            file.output.write(say("没有发现问题。\n", "No problem was found.\n"))
        } else {
            file.output.write("\n")
            problems.writeTable(
                report.problems, to: file,
                note: say("发现 \(report.problems.count) 个问题。", "\(report.problems.count) problems."))
        }
    }

    static func writeJSON(_ report: VerifyReport, to file: OutputFile) {
        JSONText.object(file.output) { json in
            books.writeRows(report.books, to: json)
            problems.writeRows(report.problems, to: json)
            json.object("audit") { json in
                json.field("id", report.ledgerHead.count)
                json.field("hash", report.ledgerHead.hash)
            }
        }
    }
}

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "backup", "备份账本（使用中也可），并在旁边写下链头", "Back the ledger up, also while in use, with its heads beside it",
        more: (
            "附件一并复制到备份旁的 备份.attachments 文件夹；搬动备份时请一起搬。",
            "Attachments come along in the folder BACKUP.attachments beside it; move both together."
        ),
        example: "backup L-2026-03-31.sqlite --ledger L.sqlite")

    @Argument(help: help("备份文件，不得已存在", "the backup; must not exist", value: "file"), completion: .file())
    var file: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var warnings: [any LedgerProblem] = []
        let heads = try global.reading { try $0.backup(to: file) { warnings.append($0) } }
        Failure.warn(warnings)
        let beside = LedgerFile.headsPath(of: file)
        try global.confirm(
            say(
                "已备份到 \(file)，链头在 \(beside)；请另存一份链头。",
                "Backed up to \(file), its heads to \(beside); keep a copy of the heads elsewhere.")
        ) { json in
            json.field("backup", file)
            json.field("heads", beside)
            json.field("books", heads.books.count)
        }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "restore", "从备份恢复成新的账本文件，先核验", "Make a new ledger of a backup, verified first",
        example: "restore L-2026-03-31.sqlite --ledger L-restored.sqlite")

    @Argument(help: help("备份文件", "the backup", value: "file"), completion: .file())
    var file: String
    @Flag(
        help: help(
            "核验有问题也恢复；没有更好的备份时才用", "restore whatever verify finds; only where there is no better backup"))
    var acceptProblems = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let path = global.ledgerPath
        let report = try LedgerFile.restore(from: file, to: path, acceptingProblems: acceptProblems)
        try global.confirm(
            say(
                "已恢复到 \(path)：\(report.books.count) 个账套，核验问题 \(report.problems.count) 个。",
                "Restored to \(path): \(report.books.count) books, \(report.problems.count) problems found by verify."
            )
        ) { json in
            json.field("ledger", path)
            json.field("books", report.books.count)
            json.field("problems", report.problems.count)
        }
    }
}

struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "migrate", "把账本升级到本程序的版本", "Bring a ledger to the version of this program",
        example: "migrate --ledger L.sqlite")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let path = global.ledgerPath
        let version = try global.reading { try $0.info().version }
        try global.confirm(
            say(
                "\(path) 已是版本 \(version)，无需升级。",
                "\(path) is of version \(version) already; there is nothing to do.")
        ) { json in
            json.field("ledger", path)
            json.field("version", version)
        }
    }
}

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "completion", "输出 bash、zsh 或 fish 的命令补全脚本", "Print the completion script for bash, zsh or fish",
        example: "completion bash > /etc/bash_completion.d/village-ledger")

    @Argument(help: help("bash、zsh 或 fish", "bash, zsh or fish", value: "shell"))
    var shell: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard let known = CompletionShell(rawValue: shell) else {
            throw UsageProblem(
                "shell", "没有 \(QuotedText(shell)) 的补全脚本。可用：bash、zsh、fish。",
                "There is no script for \(QuotedText(shell)). Use bash, zsh or fish.")
        }
        try global.write { $0.output.write(VillageLedger.completionScript(for: known) + "\n") }
    }
}

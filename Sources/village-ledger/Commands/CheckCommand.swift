import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "check", "检查账本：余额、期间、编号等是否一致，列出发现", "Check the ledger: balances, months, numbers; list what is found",
        more: ("有错误时退出码为 1；警告和提示不影响。", "Exit 1 if a finding is an error; warnings and notes don't matter."),
        example: "check", "check --as-of 2026-12-31 -O json")

    @Option(
        help: help(
            "备用金等按天数算的，算到这一天；不写为各账套最后一张凭证的日期",
            "what is counted in days is counted to this one; else to each book's last voucher", value: "DATE")
    )
    var asOf: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let day = try asOf.map(Typed.date)
        let findings = try global.reading { try $0.check(asOf: day) }
        let errors = findings.count { $0.severity == .error }
        try global.list(
            Self.listing, findings,
            note: findings.isEmpty
                ? say("没有发现问题。", "Nothing was found.")
                : say(
                    "共 \(findings.count) 条，其中错误 \(errors) 条。",
                    "\(findings.count) findings, \(errors) of them errors."))
        if errors > 0 { throw ExitCode(ExitStatus.refused) }
    }

    private static func severity(_ severity: Finding.Severity) -> String {
        switch severity {
        case .error: say("错误", "error")
        case .warning: say("警告", "warning")
        case .note: say("提示", "note")
        }
    }

    private static var listing: Listing<Finding> {
        var listing = Listing<Finding>(
            "findings",
            [
                .text("code", "代码", "code") { $0.code },
                .column("severity", "程度", "severity") {
                    .word($0.severity.rawValue, shown: severity($0.severity))
                },
                .text("book", "账套", "book") { $0.book }, .text("voucher", "凭证号", "voucher") { $0.voucher },
                .text("message_zh", "说明", "说明", shown: Tongue.language == .chinese) { $0.messageZh },
                .text("message_en", "message", "message", shown: Tongue.language == .english) {
                    $0.messageEn
                },
            ])
        listing.style = { $0.severity == .error ? .red : $0.severity == .warning ? .yellow : nil }
        return listing
    }
}

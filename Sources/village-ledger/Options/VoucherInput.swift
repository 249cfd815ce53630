import ArgumentParser
import Ledger
import LedgerFormats

/// The parts of one voucher on the command line (键入的凭证).
struct VoucherInput: ParsableArguments {
    @Option(help: help("日期 2026-03-15", "date 2026-03-15", value: "DATE"))
    var date: String?
    @Option(
        name: .customLong("line"),
        help: help(
            "分录，可重复：摘要|科目|借 100.00|counterparty=…|source=…",
            "a line, repeatable: summary|account|debit 100.00|counterparty=…|source=…",
            value: "LINE"))
    var lines: [String] = []
    @Option(help: help("凭证字 记、收、付、转", "kind 记, 收, 付 or 转", value: "KIND"))
    var kind: String?
    @Option(
        help: help(
            "类型 normal、closing、distribution、correction、prior-year",
            "type normal, closing, distribution, correction, prior-year",
            value: "TYPE"))
    var type: String?
    @Option(help: help("附件张数", "number of attachments", value: "N"))
    var attachments: Int?
    @Option(help: help("没有附件的原因", "why there is no attachment", value: "TEXT"))
    var attachmentReason: String?
    @Option(help: help("原凭证号", "what another system called it", value: "TEXT"))
    var name: String?
    @Option(help: help("全额冲销的凭证", "the voucher it reverses in full", value: "NAME"))
    var reverses: String?
    @Option(help: help("订正的凭证", "the voucher it corrects in part", value: "NAME"))
    var corrects: String?
    @Option(help: help("以前年度更正的归属年度", "year of origin of a prior-year correction", value: "YEAR"))
    var originYear: Int?

    /// A new voucher of what was typed.
    func draft(book: String) throws -> VoucherDraft {
        guard let date else {
            throw UsageProblem("missing-date", "缺少 --date 日期。", "The --date is missing.")
        }
        guard !lines.isEmpty else {
            throw UsageProblem(
                "missing-line", "缺少分录：用 --line 逐条填写，或用 --json 文件。",
                "There are no lines: give each with --line, or use --json.")
        }
        var draft = VoucherDraft(book: book, date: try Typed.date(date))
        try change(&draft)
        return draft
    }

    /// Puts what was typed in the place of what was there; lines are replaced all together.
    func change(_ draft: inout VoucherDraft) throws {
        if let date { draft.date = try Typed.date(date) }
        if !lines.isEmpty { draft.lines = try LineText.read(all: lines) }
        if let kind { draft.kind = kind }
        if let type { draft.type = type }
        if let attachments { draft.attachments = attachments }
        if let attachmentReason { draft.attachmentReason = attachmentReason }
        if let name { draft.originalName = name }
        if let reverses { draft.reverses = reverses }
        if let corrects { draft.corrects = corrects }
        if let originYear { draft.originYear = originYear }
    }
}

import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct RecurringCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "recurring", "定期凭证：查看安排和已生成的，生成当月草稿",
        "Recurring vouchers: list them and what they made, make the drafts of a month",
        [RecurringList.self, RecurringRun.self], example: "recurring run --period 2026-03 --user zhang")
}

struct RecurringList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出定期凭证：授权人、间隔、参数和已生成的凭证",
        "List recurring vouchers: by whose authority, in which rhythm, and what they made",
        example: "recurring list --book V001")

    @OptionGroup var books: BookSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let all = try global.reading { try $0.recurringVouchers() }
        let listing = Listing<RecurringVoucher>(
            "recurring",
            [
                .text("book", "账套", "book") { $0.book }, .text("template", "模板", "template") { $0.template },
                .column("from", "起月", "from") { .month($0.plan.from) },
                .column("to", "止月", "to") { .month($0.plan.through) },
                .whole("every_months", "间隔（月）", "every (months)") { $0.plan.everyMonths },
                .column("day", "日", "day") { entry in
                    entry.plan.day == 0
                        ? .word("last", shown: say("月末", "last")) : .whole(entry.plan.day)
                },
                .text("values", "参数", "parameters") { ParameterText.text($0.values) },
                .text("authorised_by", "授权人", "authorised by") { $0.authorisedBy },
                .column("made", "已生成", "made") { entry in
                    let made = entry.made.map {
                        "\($0.month) \($0.voucher?.description ?? $0.draft.description)"
                    }
                    return .list(made, shown: made.joined(separator: say("、", ", ")))
                },
            ])
        try global.list(listing, all.filter { books.books.isEmpty || books.books.contains($0.book) })
    }
}

struct RecurringRun: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "run", "生成一个月的定期凭证草稿；每张每月只生成一次，草稿仍须审核记账",
        "Make the drafts due in a month, each once; they are reviewed and posted like any other",
        example: "recurring run --period 2026-03 --township 990101101000 --dry-run --user zhang")

    @Option(help: help("月份 2026-03", "month 2026-03", value: "MONTH"))
    var period: String
    @OptionGroup var books: BookSelection
    @Option(help: help("只限该乡镇（区划代码）", "only this township (division code)", value: "CODE"))
    var township: String?
    @Flag(help: help("只看会生成什么", "show what would be made, make nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let month = try Typed.month(period)
        let outcome = try global.acting {
            try $0.runRecurring(month, books: books.books, township: township, by: $1, rehearsal: dryRun)
        }
        for item in outcome.items where !item.warnings.isEmpty {
            Terminal.complain(
                item.warnings.map {
                    "warning \($0.code): \(item.draft?.description ?? "")\(say("：", ": "))\($0.message(in: Tongue.language))\n"
                }.joined())
        }
        let note =
            dryRun
            ? say(
                "试运行：会生成 \(outcome.made) 张草稿，没有写入。",
                "Dry run: \(outcome.made) drafts would be made, nothing was written.")
            : say("已生成 \(outcome.made) 张草稿。", "Made \(outcome.made) drafts.")
        try global.present(
            global.documentFormat(),
            documents: {
                var documents = [Self.items.document(outcome.items, note: note)]
                if !outcome.refused.isEmpty {
                    let count = outcome.refused.count
                    documents.append(
                        Self.refused.document(
                            outcome.refused, note: say("\(count) 项没有生成。", "\(count) were not made.")))
                }
                return documents
            }, csv: { Self.items.writeCSV(outcome.items, to: $0) },
            json: { file in
                JSONText.object(file.output) { json in
                    Self.items.writeRows(outcome.items, to: json)
                    Self.refused.writeRows(outcome.refused, to: json)
                }
            })
        if !outcome.refused.isEmpty { throw ExitCode(ExitStatus.refused) }
    }

    private static var items: Listing<RecurringOutcome.Item> {
        Listing(
            "items",
            [
                .text("book", "账套", "book") { $0.book }, .text("template", "模板", "template") { $0.template },
                .column("state", "结果", "result") { item in
                    if item.draft == nil { return .word("not-due", shown: say("本月不到期", "not due")) }
                    return item.isEarlier
                        ? .word("made-before", shown: say("以前已生成", "made before"))
                        : .word("made", shown: say("生成", "made"))
                },
                .text("draft", "草稿号", "draft") { $0.draft?.description },
                .money("debit", "金额", "amount") { $0.debit },
                .column("missed", "漏生成的月份", "months missed") { item in
                    let missed = item.missed.map(\.description)
                    let shown = missed.prefix(12) + (missed.count > 12 ? ["…（\(missed.count)）"] : [])
                    return .list(missed, shown: shown.joined(separator: say("、", ", ")))
                },
            ])
    }

    private static var refused: Listing<(book: String, template: String, problem: any LedgerProblem)> {
        Listing(
            "refused",
            [
                .text("book", "账套", "book") { $0.book }, .text("template", "模板", "template") { $0.template },
                .text("code", "规则", "rule") { $0.problem.code },
                .text("what", "原因", "because") { $0.problem.message(in: Tongue.language) },
            ])
    }
}

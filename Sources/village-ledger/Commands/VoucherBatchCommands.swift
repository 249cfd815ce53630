import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct VoucherReview: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "review", "审核草稿，或作下一级审批；不能是制单人、修改人或前面的审批人",
        "Review drafts or take their next step of approval; not by whoever prepared, edited or approved them before",
        more: (
            "用 --all 时，能审的审，不能审的逐张说明原因。金额起点和级数由参数 approval-steps 规定。",
            "With --all what can be reviewed is, and each of the others is told with its reasons. The setting approval-steps says from which amount on how many steps are taken."
        ),
        example: "voucher review V001#1 V001#2 --user li",
        "voucher review --all --book V001 --period 2026-03 --dry-run --user li")

    @OptionGroup var drafts: DraftSelection
    @Flag(help: help("只看结果，不审核", "show what would happen, review nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard !drafts.all, !dryRun else { return try runBatch() }
        let outcome = try global.acting { ledger, user in
            let names = try drafts.chosen(in: ledger) { _ in true }
            return try DraftFailure.naming(names) { try ledger.review(names, by: user) }
        }
        let names = outcome.entries.map(\.draft.description)
        try global.confirm(
            say("已审核 \(names.count) 张草稿。", "Reviewed \(names.count) drafts.") + Self.next(outcome)
        ) {
            $0.field("reviewed", names)
        }
    }

    /// Which drafts wait for another step, and whose.
    private static func next(_ outcome: BatchOutcome) -> String {
        let waiting = Dictionary(grouping: outcome.entries.filter { $0.next != nil }, by: { $0.next })
        return UserRole.allCases.compactMap { role in
            guard let entries = waiting[role] else { return nil }
            let names = entries.prefix(5).map(\.draft.description)
            let more = entries.count > names.count
            return say(
                "还须\(role.chinese)审批：\(names.joined(separator: "、"))\(more ? "等 \(entries.count) 张" : "")。",
                " Still to be approved by \(role.rawValue): \(names.joined(separator: ", "))\(more ? " … (\(entries.count))" : "")."
            )
        }.joined()
    }

    private func runBatch() throws {
        let outcome = try global.acting { ledger, user in
            let names = try drafts.chosen(in: ledger) { !$0.isApproved && $0.returnReason == nil }
            return try ledger.reviewBatch(names, by: user, rehearsal: dryRun)
        }
        let count = outcome.entries.count
        try global.tell(
            BatchSummary("reviewed", outcome, isRehearsal: dryRun),
            note: dryRun
                ? say("试运行：可审核 \(count) 张草稿，没有审核。", "Dry run: \(count) drafts, nothing was reviewed.")
                : say("已审核 \(count) 张草稿。", "Reviewed \(count) drafts.") + Self.next(outcome))
    }
}

struct VoucherPost: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "post", "记账：给已审核的草稿编号入账，不可撤销",
        "Post reviewed drafts: they get their numbers, and there is no way back",
        more: (
            "先用 --dry-run 看会得到的凭证号。用 --all 时，按日期、再按草稿号，能记的记账，不能记的逐张说明原因。",
            "Look at the numbers first with --dry-run. With --all what can be posted is, by date and then by draft number, and each of the others is told with its reasons."
        ),
        example: "voucher post V001#1 --user zhang", "voucher post --all --book V001 --dry-run --user zhang")

    @OptionGroup var drafts: DraftSelection
    @Option(
        help: help(
            "幂等键：同一键同一内容只记一次", "idempotency key: the same key and content is posted once", value: "TEXT"))
    var key: String?
    @Flag(help: help("只看凭证号，不记账", "show the numbers, post nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        // A key stands for one content, and the choice of --all changes as drafts are posted.
        guard !drafts.all || key != nil else { return try runBatch() }
        let (names, vouchers) = try global.acting { ledger, user in
            let names = try drafts.chosen(in: ledger) { $0.reviewer != nil }
            return try DraftFailure.naming(names) {
                (names, try ledger.post(names, by: user, key: key, rehearsal: dryRun))
            }
        }
        let pairs = zip(names, vouchers).map { (draft: $0.description, voucher: $1.description) }
        let listing = Listing<(draft: String, voucher: String)>(
            "posted",
            [.text("draft", "草稿号", "draft") { $0.draft }, .text("voucher", "凭证号", "voucher") { $0.voucher }])
        try global.list(listing, pairs, note: Self.note(pairs.count, isRehearsal: dryRun))
    }

    private func runBatch() throws {
        let outcome = try global.acting { ledger, user in
            let names = try drafts.chosen(in: ledger) { $0.reviewer != nil }
            return try ledger.postBatch(names, by: user, rehearsal: dryRun)
        }
        try global.tell(
            BatchSummary("posted", outcome, isRehearsal: dryRun),
            note: Self.note(outcome.entries.count, isRehearsal: dryRun))
    }

    private static func note(_ count: Int, isRehearsal: Bool) -> String {
        isRehearsal
            ? say("试运行：\(count) 张，没有记账。", "Dry run: \(count) vouchers, nothing was posted.")
            : say("已记账 \(count) 张。", "Posted \(count) vouchers.")
    }
}

/// What reviewing or posting many drafts did, as one answer (批量汇总).
struct BatchSummary {
    let name: String
    let outcome: BatchOutcome
    let isRehearsal: Bool

    init(_ name: String, _ outcome: BatchOutcome, isRehearsal: Bool) {
        self.name = name
        self.outcome = outcome
        self.isRehearsal = isRehearsal
    }

    private var isPosting: Bool { name == "posted" }

    var entries: Listing<BatchOutcome.Entry> {
        var columns: [Listing<BatchOutcome.Entry>.Column] = [
            .text("draft", "草稿号", "draft") { $0.draft.description }
        ]
        if isPosting {
            columns.append(.text("voucher", "凭证号", "voucher") { $0.voucher?.description })
        } else {
            columns.append(.whole("step", "审级", "step") { $0.step })
            columns.append(.whole("steps", "共须", "of") { $0.steps.count })
        }
        columns.append(.money("debit", "金额", "amount") { $0.debit })
        return Listing(name, columns)
    }

    var shares: Listing<BatchOutcome.Share> {
        var columns: [Listing<BatchOutcome.Share>.Column] = [
            .text("book", "账套", "book") { $0.book }, .whole("count", "张数", "count") { $0.count },
            .money("debit", "借方合计", "debits") { $0.debit },
        ]
        if isPosting {
            columns.append(
                .column("numbers", "凭证号", "numbers") { share in
                    let spans = share.numbers.map { span in
                        let first = "\(span.first.month)/\(span.first.kind.rawValue)-\(span.first.number)"
                        return span.first == span.last ? first : "\(first)…\(span.last.number)"
                    }
                    return .list(spans, shown: spans.joined(separator: say("、", ", ")))
                })
        }
        return Listing("books", columns)
    }

    var refused: Listing<(draft: DraftName, problem: any LedgerProblem)> {
        Listing(
            "refused",
            [
                .text("draft", "草稿号", "draft") { $0.draft.description },
                .text("code", "规则", "rule") { $0.problem.code },
                .text("what", "原因", "because") { $0.problem.message(in: Tongue.language) },
            ])
    }

    /// What became of them, as people see it.
    func documents(note: String) -> [Document] {
        var documents =
            isRehearsal && isPosting && !outcome.entries.isEmpty ? [entries.document(outcome.entries)] : []
        documents.append(shares.document(outcome.shares, note: note))
        guard !outcome.refused.isEmpty else { return documents }
        let count = Set(outcome.refused.map(\.draft)).count
        documents.append(
            refused.document(
                outcome.refused,
                note: say("\(count) 张没有通过，保持原状。", "\(count) were refused and stay as they were.")))
        return documents
    }
}

extension GlobalOptions {
    /// Tells what became of many drafts; what was refused ends with exit code 1.
    func tell(_ summary: BatchSummary, note: String) throws {
        try present(
            documentFormat(), documents: { summary.documents(note: note) },
            csv: { file in
                summary.entries.writeCSV(summary.outcome.entries, to: file)
                for (draft, problem) in summary.outcome.refused {
                    Terminal.complain(
                        "error \(problem.code): \(draft): \(problem.message(in: Tongue.language))\n")
                }
            },
            json: { file in
                JSONText.object(file.output) { json in
                    summary.entries.writeRows(summary.outcome.entries, to: json)
                    summary.shares.writeRows(summary.outcome.shares, to: json)
                    summary.refused.writeRows(summary.outcome.refused, to: json)
                }
            })
        if !summary.outcome.refused.isEmpty { throw ExitCode(ExitStatus.refused) }
    }
}

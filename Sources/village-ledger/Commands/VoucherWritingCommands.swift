import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct VoucherAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "填制凭证，存为草稿", "Write vouchers, kept as drafts",
        more: (
            "分录写成 摘要|科目|借 100.00 或 摘要|科目|贷 100.00，后面可加 |counterparty=往来单位|source=收入来源|contract=合同|receipt=票据号|due-date=到期日，其他名称都是辅助核算。JSON 见 --json：金额用整数分 debitFen，或带引号的元 debit，如：\n\n  [{\"book\": \"V001\", \"date\": \"2026-03-15\", \"attachments\": 1, \"lines\": [{\"summary\": \"收租金\", \"account\": \"10201\", \"debitFen\": 2400000}, {\"summary\": \"收租金\", \"account\": \"50103\", \"creditFen\": 2400000}]}]",
            "A line is summary|account|debit 100.00 or summary|account|credit 100.00, then |counterparty=…|source=…|contract=…|receipt=…|due-date=…; any other name is a dimension. In JSON amounts are whole fen (debitFen) or yuan in quotes (debit):\n\n  [{\"book\": \"V001\", \"date\": \"2026-03-15\", \"attachments\": 1, \"lines\": [{\"summary\": \"收租金\", \"account\": \"10201\", \"debitFen\": 2400000}, {\"summary\": \"收租金\", \"account\": \"50103\", \"creditFen\": 2400000}]}]"
        ),
        example:
            "voucher add --book V001 --date 2026-03-15 --attachments 1 --line '收茶厂租金|10201|借 24000' --line '收茶厂租金|50103|贷 24000|counterparty=栖禾云雾茶业有限公司|source=property-lease' --user zhang",
        "voucher add --json vouchers.json --key 2026-03-rents --user zhang")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String?
    @OptionGroup var json: JSONInput
    @OptionGroup var input: VoucherInput
    @Option(
        help: help("幂等键：同一键同一内容只存一次", "idempotency key: the same key and content is kept once", value: "TEXT")
    )
    var key: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let saved: [SavedDraft]
        if let path = json.json {
            guard input.lines.isEmpty else {
                throw UsageProblem("json-and-line", "--json 与 --line 只能用一种。", "Give either --json or --line.")
            }
            let file = try VoucherFile(path, book: book)
            guard !file.drafts.isEmpty else {
                throw NamedProblem(
                    text: ProblemText(
                        "voucher.none", .unreadable, zh: "\(path) 里没有凭证，什么也没有存。请写至少一张。",
                        en: "There is no voucher in \(path), so nothing was kept. Write at least one."))
            }
            saved = try file.blaming {
                try global.acting { try $0.addDrafts(file.drafts, by: $1, key: key) }
            }
        } else {
            guard let book else {
                throw UsageProblem("missing-book", "缺少 --book 账套编码。", "The --book is missing.")
            }
            let draft = try input.draft(book: book)
            saved = try global.acting { try $0.addDrafts([draft], by: $1, key: key) }
        }
        try global.confirm(saved)
    }
}

struct VoucherEdit: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "edit", "修改未审核的草稿；只改写出的部分", "Change a draft not yet reviewed; only what is given changes",
        example: "voucher edit V001#1 --date 2026-03-16 --attachments 2 --user zhang")

    @Argument(help: help("草稿号 V001#1", "draft V001#1", value: "draft"))
    var name: String
    @OptionGroup var json: JSONInput
    @OptionGroup var input: VoucherInput
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let draft = try Typed.draft(name)
        let replacement = try json.json.map { try VoucherFile($0, book: draft.book).single() }
        let saved = try global.acting { ledger, user in
            var content = try replacement ?? ledger.draft(draft).content
            try input.change(&content)
            return try ledger.editDraft(draft, to: content, by: user)
        }
        try global.confirm([saved])
    }
}

struct VoucherDelete: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "delete", "删除未审核的草稿", "Delete drafts not yet reviewed", example: "voucher delete V001#1 --user zhang"
    )

    @Argument(help: help("草稿号 V001#1，可多个", "draft names V001#1", value: "draft"))
    var names: [String]
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let drafts = try names.map(Typed.draft)
        try global.acting { try $0.deleteDrafts(drafts, by: $1) }
        try global.confirm(say("已删除 \(drafts.count) 张草稿。", "Deleted \(drafts.count) drafts.")) {
            $0.field("deleted", drafts.map(\.description))
        }
    }
}

struct VoucherCopy: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "copy", "复制已记账凭证：按同样的分录生成另一天的草稿", "Copy a posted voucher: drafts the same entry for another day",
        more: (
            "票据号、到期日、附件和与其他凭证的关联不复制。",
            "Receipt numbers, due dates, attachments and links to other vouchers are not copied."
        ),
        example: "voucher copy V001/2026-03/记-12 --date 2026-04-02 --attachments 1 --user zhang")

    @Argument(help: help("凭证号 V001/2026-03/记-12", "voucher V001/2026-03/记-12", value: "voucher"))
    var name: String
    @Option(help: help("新凭证的日期", "date of the copy", value: "DATE"))
    var date: String
    @Option(help: help("附件数", "attachments", value: "N"))
    var attachments = 0
    @Option(help: help("没有附件的原因", "why there is none", value: "TEXT"))
    var attachmentReason: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let voucher = try Typed.voucher(name)
        let day = try Typed.date(date)
        let saved = try global.acting { ledger, user in
            let copy = try ledger.voucher(voucher).content.copied(
                to: day, attachments: attachments, reason: attachmentReason)
            return try ledger.addDraft(copy, by: user)
        }
        try global.confirm([saved])
    }
}

struct VoucherReverse: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "reverse", "红字冲销已记账凭证：生成金额相反的草稿", "Reverse a posted voucher: drafts the same with its signs turned",
        example: "voucher reverse V001/2026-03/记-12 --date 2026-04-02 --user zhang")

    @Argument(help: help("凭证号 V001/2026-03/记-12", "voucher V001/2026-03/记-12", value: "voucher"))
    var name: String
    @Option(help: help("冲销日期", "date of the reversal", value: "DATE"))
    var date: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let voucher = try Typed.voucher(name)
        let day = try Typed.date(date)
        try global.confirm([try global.acting { try $0.reverse(voucher, on: day, by: $1) }])
    }
}

struct VoucherCorrect: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "correct", "更正本年凭证：红字冲销并填制正确的一张，或只补差额（--difference）",
        "Correct a voucher of this year: its reversal and the right one, or only the difference (--difference)",
        example:
            "voucher correct V001/2026-03/记-12 --date 2026-04-02 --line '收租金|10201|借 2400' --line '收租金|50103|贷 2400' --user zhang",
        "voucher correct V001/2026-03/记-12 --difference --date 2026-04-02 --line '少记|10201|借 90' --line '少记|50103|贷 90' --user zhang"
    )

    @Argument(help: help("凭证号 V001/2026-03/记-12", "voucher V001/2026-03/记-12", value: "voucher"))
    var name: String
    @Flag(help: help("分录只是差额，不冲销原凭证", "the lines are the difference only; the original stands"))
    var difference = false
    @OptionGroup var input: VoucherInput
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let voucher = try Typed.voucher(name)
        var right = try input.draft(book: voucher.book)
        right.type = right.type ?? VoucherType.correction.rawValue
        right.corrects = voucher.description
        let saved = try global.acting { ledger, user in
            let original = try ledger.voucher(voucher)
            let note = CorrectionNote.correcting(voucher, of: original.content.date)
            for index in right.lines.indices {
                right.lines[index].summary = note + "：" + right.lines[index].summary
            }
            if difference { return try ledger.addDrafts([right], by: user) }
            return try ledger.correct(voucher, with: right, by: user)
        }
        try global.confirm(saved)
    }
}

struct VoucherCorrectPriorYear: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "correct-prior-year", "通过以前年度调整更正以前年度的凭证",
        "Correct an earlier year through the prior-year adjustment",
        example:
            "voucher correct-prior-year V001/2025-11/记-8 --date 2026-04-02 --line '多记租金|3220202|借 3000|source=property-lease' --line '多记租金|11201|贷 3000|counterparty=栖禾云雾茶业有限公司' --user zhang"
    )

    @Argument(help: help("以前年度的凭证号", "the voucher of an earlier year", value: "voucher"))
    var name: String
    @OptionGroup var input: VoucherInput
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let voucher = try Typed.voucher(name)
        var draft = try input.draft(book: voucher.book)
        draft.type = VoucherType.priorYear.rawValue
        draft.corrects = voucher.description
        draft.originYear = draft.originYear ?? voucher.month.year
        let saved = try global.acting { ledger, user in
            let original = try ledger.voucher(voucher)
            let note = CorrectionNote.correcting(voucher, of: original.content.date)
            for index in draft.lines.indices {
                draft.lines[index].summary = note + "：" + draft.lines[index].summary
            }
            return try ledger.addDrafts([draft], by: user)
        }
        try global.confirm(saved)
    }
}

extension GlobalOptions {
    /// Says which drafts were kept, and on standard error what must still be mended.
    func confirm(_ saved: [SavedDraft]) throws {
        let names = saved.map(\.name.description)
        var warnings = ""
        for draft in saved {
            for problem in draft.warnings {
                warnings +=
                    "warning \(problem.code): \(draft.name)\(say("：", ": "))"
                    + problem.message(in: Tongue.language) + "\n"
            }
        }
        Terminal.complain(warnings)
        try confirm(
            say("已存草稿 \(names.joined(separator: "、"))。", "Kept as draft \(names.joined(separator: ", ")).")
        ) { json in
            json.array("drafts") { array in
                for draft in saved {
                    array.object { json in
                        json.field("draft", draft.name.description)
                        json.array("warnings") { array in
                            for problem in draft.warnings { array.object { $0.problem(problem) } }
                        }
                    }
                }
            }
        }
    }
}

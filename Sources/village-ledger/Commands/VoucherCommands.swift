import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct VoucherCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "voucher", "凭证：填制、审核、记账、更正、查询", "Vouchers: write, review, post, correct, look up",
        [
            VoucherList.self, VoucherShow.self, VoucherAdd.self, VoucherEdit.self, VoucherDelete.self,
            VoucherCopy.self, VoucherReview.self, VoucherReturn.self, VoucherPost.self, VoucherReverse.self,
            VoucherCorrect.self,
            VoucherCorrectPriorYear.self, VoucherPrint.self, VoucherCover.self,
        ],
        example: "voucher list --book V001 --period 2026-03")
}

struct VoucherList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出已记账凭证，或草稿（--drafts）", "List posted vouchers, or drafts (--drafts)",
        example: "voucher list --book V001 --period 2026-03", "voucher list --drafts --book V001")

    @Flag(help: help("列出草稿", "list drafts"))
    var drafts = false
    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let period = try period.chosen()
        var sheets: [VoucherSheet] = []
        try global.reading { ledger in
            if drafts {
                sheets = try ledger.drafts(books: books.books, period: period).map(VoucherSheet.init)
            } else {
                try ledger.forEachVoucher(books: books.books, period: period) {
                    sheets.append(VoucherSheet($0))
                }
            }
        }
        let total = Money(fen: sheets.reduce(0) { $0 &+ $1.debit.fen })
        try global.list(
            drafts ? Self.draftListing : Self.listing, sheets,
            note: say(
                "共 \(sheets.count) 张，借方合计 \(total.grouped) 元",
                "\(sheets.count) vouchers, debits \(total.grouped) yuan"))
    }

    private static var common: [Listing<VoucherSheet>.Column] {
        [
            .column("date", "日期", "date") { .date($0.content.date) },
            .column("type", "类型", "type") { .word($0.type.rawValue, shown: Words.type($0.type)) },
            .text("summary", "摘要", "summary") { $0.content.lines.first?.summary },
            .whole("lines", "分录", "lines") { $0.content.lines.count },
            .money("debit", "金额", "amount") { $0.debit },
            .whole("attachments", "附件", "attachments") { $0.content.attachments },
        ]
    }

    private static func person(
        _ key: String, _ chinese: String, _ english: String, shown: Bool = true
    ) -> Listing<VoucherSheet>.Column {
        .text(key, chinese, english, shown: shown) { sheet in sheet.people.first { $0.key == key }?.name }
    }

    static var listing: Listing<VoucherSheet> {
        Listing(
            "vouchers",
            [.text("voucher", "凭证号", "voucher") { $0.name }] + common + [
                person("preparer", "制单", "preparer"), person("reviewer", "审核", "reviewer"),
                person("poster", "记账", "poster"),
                .text("reverses", "冲销", "reverses", shown: false) { $0.content.reverses },
                .text("corrects", "订正", "corrects", shown: false) { $0.content.corrects },
            ])
    }

    static var draftListing: Listing<VoucherSheet> {
        Listing(
            "drafts",
            [
                .text("draft", "草稿号", "draft") { $0.name },
                .column("state", "状态", "state") { $0.state },
            ] + common + [
                person("preparer", "制单", "preparer"), person("editor", "修改", "editor", shown: false),
                person("reviewer", "审核", "reviewer"),
                .whole("problems", "待改", "to mend") { $0.problems.count },
                .text("return_reason", "退回原因", "returned because") { $0.returnReason },
            ])
    }
}

struct VoucherShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "显示凭证或草稿的全部内容", "Show all of a voucher or draft",
        example: "voucher show V001/2026-03/记-12", "voucher show V001#1")

    @Argument(
        help: help(
            "凭证号 V001/2026-03/记-12 或草稿号 V001#1", "voucher V001/2026-03/记-12 or draft V001#1", value: "name")
    )
    var names: [String]
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format()
        let sheets = try global.reading { ledger in
            try names.map { name in
                var sheet: VoucherSheet
                if name.contains("#") {
                    let draft = try Typed.draft(name)
                    sheet = VoucherSheet(try ledger.draft(draft))
                    sheet.documents = try ledger.attachments(.draft(draft))
                } else {
                    let voucher = try Typed.voucher(name)
                    sheet = VoucherSheet(try ledger.voucher(voucher))
                    sheet.documents = try ledger.attachments(.voucher(voucher))
                    sheet.approvals = try ledger.approvals(of: voucher)
                }
                return sheet
            }
        }
        try global.write { file in
            switch format {
            case .table:
                for (index, sheet) in sheets.enumerated() {
                    if index > 0 { file.output.write("\n") }
                    sheet.writeTable(to: file)
                }
            case .csv:
                let csv = VoucherCSVWriter(file.output)
                for sheet in sheets { sheet.write(to: csv) }
            default:
                if sheets.count == 1, let only = sheets.first {
                    JSONText.object(file.output) { only.write(to: $0) }
                } else {
                    JSONText.array(file.output) { array in
                        for sheet in sheets { array.object { sheet.write(to: $0) } }
                    }
                }
            }
        }
    }
}

struct VoucherReturn: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "return", "退回草稿并说明原因", "Send a draft back with a reason",
        example: "voucher return V001#1 --reason 缺发票 --user li")

    @Argument(help: help("草稿号 V001#1", "draft V001#1", value: "draft"))
    var name: String
    @Option(help: help("退回原因", "the reason", value: "TEXT"))
    var reason: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let draft = try Typed.draft(name)
        try global.acting { try $0.returnDraft(draft, reason: reason, by: $1) }
        try global.confirm(say("已退回 \(draft)。", "Returned \(draft).")) { json in
            json.field("returned", draft.description)
            json.field("reason", reason)
        }
    }
}

/// Says which draft each problem is with (草稿中的问题).
enum DraftFailure {
    static func naming<T>(_ names: [DraftName], _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let refused as ImportRefused {
            throw RefusedDrafts(
                problems: refused.problems.map { located in
                    (
                        names.indices.contains(located.line - 1) ? names[located.line - 1].description : "",
                        located.problem
                    )
                })
        }
    }
}

/// Drafts with what is wrong with each (草稿被拒).
struct RefusedDrafts: Error {
    let problems: [(name: String, problem: any LedgerProblem)]
}

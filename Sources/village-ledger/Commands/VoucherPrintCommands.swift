import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct VoucherPrint: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "print", "打印凭证：A4 每页两张，或 240×140 毫米凭证纸",
        "Print vouchers: two on an A4 page, or on slips of 240 × 140 mm",
        more: (
            "一张 7 行，写不下的分作 1/2、2/2 … 张，合计和大写金额在末张。",
            "A sheet has 7 lines; what is longer goes on sheets 1/2, 2/2 …, the total on the last."
        ),
        example: "voucher print V001/2026-03/记-12 -o voucher.pdf",
        "voucher print --book V001 --period 2026-03 --form slip -o vouchers.pdf")

    @Argument(
        help: help(
            "凭证号 V001/2026-03/记-12 或草稿号 V001#1；不写则为所选账套和期间的全部凭证",
            "vouchers V001/2026-03/记-12 or drafts V001#1; else all of the books and period chosen",
            value: "name"))
    var names: [String] = []
    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection
    @Option(help: help("a4 或 slip（240×140 毫米）", "a4, or slip (240 × 140 mm)", value: "FORM"))
    var form: Paper = .a4
    @OptionGroup var global: GlobalOptions

    enum Paper: String, CaseIterable, ExpressibleByArgument {
        case a4, slip
    }

    func run() throws {
        let format = try global.format(among: [.pdf, .html, .xlsx, .table])
        let documents = try global.reading { ledger in
            var form = try VoucherForm(form == .a4 ? .voucher : .slip, ledger)
            var documents: [Document] = []
            for name in names {
                let sheet =
                    name.contains("#")
                    ? VoucherSheet(try ledger.draft(Typed.draft(name)))
                    : VoucherSheet(try ledger.voucher(Typed.voucher(name)))
                documents += try form.sheets(sheet)
            }
            if names.isEmpty {
                guard !books.books.isEmpty else {
                    throw UsageProblem(
                        "missing-voucher", "请写凭证号，如 V001/2026-03/记-12，或用 --book 和 --period。",
                        "Name vouchers such as V001/2026-03/记-12, or use --book and --period.")
                }
                var sheets: [VoucherSheet] = []
                try ledger.forEachVoucher(books: books.books, period: period.required()) {
                    sheets.append(VoucherSheet($0))
                }
                for sheet in sheets { documents += try form.sheets(sheet) }
            }
            return documents
        }
        guard !documents.isEmpty else { throw PrintingProblem.nothing }
        try global.publish(documents, as: format)
    }
}

struct VoucherCover: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "cover", "凭证封面：每月一张，装订时用，印凭证起止号和附件张数",
        "Covers to bind the vouchers of each month: first and last number",
        example: "voucher cover --book V001 --period 2026-03 -o cover.pdf")

    @OptionGroup var scope: ReportScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let format = try global.format(among: [.pdf, .html, .xlsx, .table])
        let books = try scope.books.required()
        let period = try scope.period.required()
        let documents = try global.reading { ledger in
            try books.flatMap { book in
                try period.months.map { try ledger.voucherSummary(book: book, period: Period($0)) }
            }
        }.filter { $0.vouchers > 0 }.map(Self.cover)
        guard !documents.isEmpty else { throw PrintingProblem.nothing }
        try global.publish(documents, as: format)
    }

    /// The cover of the vouchers of a month.
    static func cover(_ summary: VoucherSummary) -> Document {
        var document = Document.report(
            say("会计凭证封面", "voucher cover"), book: summary.book, period: summary.period,
            tables: [ReportVoucherSummary.numbers(summary)])
        document.form = .cover
        document.unit = ""
        document.fields = [
            Document.Field("volume", say("册数", "volume"), say("本月共　　册，本册是第　　册", "    of    ")),
            Document.Field("bound", say("装订日期", "bound on"), say("　　　　年　　月　　日", "")),
            Document.Field("debit", say("借方发生额合计", "debits"), summary.debit.grouped),
            Document.Field("credit", say("贷方发生额合计", "credits"), summary.credit.grouped),
        ]
        document.signatures = say("会计主管|复核|装订|保管", "accountant in charge|reviewed by|bound by|kept by")
            .split(separator: "|").map { Document.Signature(String($0)) }
        return document
    }
}

/// Nothing was found that could be printed (打印问题).
enum PrintingProblem: TextualProblem {
    case nothing

    var text: ProblemText {
        ProblemText(
            "document.nothing", .unknown, zh: "所选账套和期间没有凭证，没有可打印的。请核对 --book 和 --period。",
            en:
                "The books have no voucher in that period, so there is nothing to print. Check --book and --period."
        )
    }
}

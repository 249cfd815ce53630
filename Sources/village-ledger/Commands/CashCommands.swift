import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct CashCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "cash", "出纳：登记收支、制单、盘点、核对、签字", "The cashier's book: record, draft, count, compare, sign",
        [
            CashRecord.self, CashCancel.self, CashList.self, CashDraft.self, CashCountCommand.self,
            CashCounts.self,
            CashCompare.self, CashSign.self,
        ], example: "cash list --book V001 --period 2026-03")
}

struct CashRecord: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "record", "登记出纳收支：--in 收款、--out 付款、--move 提存现金、--opening 接管余额",
        "Record what was taken in (--in), paid (--out), moved (--move) or taken over (--opening)",
        more: (
            "只有出纳能登记，登记后不能改；写错的用 cash cancel 撤销后重记。",
            "Only a cashier records; what is recorded stands. A wrong entry is taken back with cash cancel."
        ),
        example:
            "cash record --book V001 --date 2026-03-05 --in 500 --account 10101 --receipt SJ0003 --party 云雾茶业 --summary 收摊位费 --user wang",
        "cash record --book V001 --date 2026-03-06 --move 300 --account 10101 --to 10201 --summary 送存现金 --user wang"
    )

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("日期", "date", value: "DATE"))
    var date: String
    @Option(help: help("现金或银行科目，如 10101", "account of cash or bank, such as 10101", value: "CODE"))
    var account: String
    @Option(name: .customLong("in"), help: help("收款金额（元）", "taken in, yuan", value: "YUAN"))
    var received: String?
    @Option(name: .customLong("out"), help: help("付款金额（元）", "paid out, yuan", value: "YUAN"))
    var paid: String?
    @Option(help: help("转到另一科目的金额（元），配 --to", "moved to another account, yuan, with --to", value: "YUAN"))
    var move: String?
    @Option(help: help("接管时的余额（元）", "taken over, yuan", value: "YUAN"))
    var opening: String?
    @Option(help: help("转入的科目", "the account moved to", value: "CODE"))
    var to: String?
    @Option(help: help("事由", "what it is for", value: "TEXT"))
    var summary: String?
    @Option(help: help("交款人或收款人", "who paid or was paid", value: "NAME"))
    var party: String?
    @Option(help: help("收据或发票号", "receipt or invoice number", value: "NUMBER"))
    var receipt: String?
    @Option(
        help: help("对方科目；不写由会计制单时填", "account on the other side; else the accountant gives it", value: "CODE")
    )
    var against: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let amounts: [(CashEntry.Kind, String?)] = [
            (.receipt, received), (.payment, paid), (.payment, move), (.opening, opening),
        ]
        let given = amounts.compactMap { kind, text in text.map { (kind, $0) } }
        guard given.count == 1, let (kind, amount) = given.first, (move != nil) == (to != nil) else {
            throw UsageProblem(
                "cash-amount", "--in、--out、--move（配 --to）、--opening 必须写且只写一个。",
                "Give exactly one of --in, --out, --move with --to, and --opening.")
        }
        let entry = try CashEntry(
            date: Typed.date(date), kind: kind, account: account, amount: Typed.money(amount), party: party,
            summary: summary ?? (kind == .opening ? "接管余额" : ""), receipt: receipt, against: against)
        let saved = try global.acting { try $0.recordCash(entry, to: to, book: book, by: $1) }
        try global.confirm(saved, book: book)
    }
}

struct CashCancel: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "cancel", "撤销一笔出纳记录：记一笔相反的", "Take an entry back by one with its signs turned",
        example: "cash cancel 3 --book V001 --reason 金额写错 --user wang")

    @Argument(help: help("笔号", "number of the entry", value: "entry"))
    var entry: Int
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("原因", "the reason", value: "TEXT"))
    var reason: String
    @Option(help: help("撤销日期；不写为原日期", "date; else that of the entry", value: "DATE"))
    var date: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let day = try date.map(Typed.date)
        let saved = try global.acting {
            try $0.cancelCash(entry: entry, on: day, reason: reason, book: book, by: $1)
        }
        try global.confirm(saved, book: book)
    }
}

extension GlobalOptions {
    /// Says which entries were written, and on standard error what should be looked at.
    fileprivate func confirm(_ saved: SavedCashEntries, book: String) throws {
        Failure.warn(saved.warnings)
        let numbers = saved.numbers.map { "\($0)" }
        try confirm(
            say(
                "已登记 \(book) 出纳第 \(numbers.joined(separator: "、")) 笔。",
                "Recorded as entry \(numbers.joined(separator: ", ")) of \(book).")
        ) { json in
            json.field("book", book)
            json.array("entries") { array in
                for number in saved.numbers { array.value(number) }
            }
            json.array("warnings") { array in
                for problem in saved.warnings { array.object { $0.problem(problem) } }
            }
        }
    }
}

struct CashList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出出纳账，每笔之后有该科目余额", "List the cashier's book with the balance after each entry",
        example: "cash list --book V001 --account 10101 --period 2026-03")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var period: PeriodSelection
    @Option(help: help("只看该科目", "only this account", value: "CODE"))
    var account: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let period = try period.chosen()
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                try ledger.cashEntries(book: book, account: account, period: period).map {
                    (book: book, stored: $0)
                }
            }
        }
        typealias Row = (book: String, stored: StoredCashEntry)
        func amount(_ row: Row, _ isIn: Bool) -> Money? {
            (row.stored.entry.kind == .payment) == isIn ? nil : row.stored.entry.amount
        }
        let listing = Listing<Row>(
            "entries",
            [
                .text("book", "账套", "book") { $0.book }, .whole("entry", "笔", "entry") { $0.stored.number },
                .column("date", "日期", "date") { .date($0.stored.entry.date) },
                .column("kind", "收付", "kind") {
                    let kind = $0.stored.entry.kind
                    return .word(kind.rawValue, shown: say(kind.chinese, kind.rawValue))
                },
                .text("account", "科目", "account") { $0.stored.entry.account },
                .text("summary", "摘要", "summary") { $0.stored.entry.summary },
                .text("party", "交款收款人", "paid by or to") { $0.stored.entry.party },
                .text("receipt", "票据号", "receipt") { $0.stored.entry.receipt },
                .money("in", "收入", "in") { amount($0, true) },
                .money("out", "付出", "out") { amount($0, false) },
                .money("balance", "余额", "balance") { $0.stored.balance },
                .text("voucher", "凭证", "voucher") { $0.stored.voucher },
                .text("against", "对方科目", "against", shown: false) { $0.stored.entry.against },
                .whole("cancels", "撤销", "cancels") { $0.stored.cancels },
                .whole("pair", "另一半", "other half", shown: false) { $0.stored.pair },
                .text("recorder", "登记人", "recorded by", shown: false) { $0.stored.recorder },
            ])
        try global.list(listing, rows)
    }
}

struct CashDraft: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "draft", "据出纳收支制单，每笔一张草稿；由会计操作", "Draft a voucher from each entry; the accountant acts",
        more: (
            "出纳没有写对方科目的，用 --against 写明；--all 是期间内还没有制单的全部，账上已有对应凭证的跳过并说明。",
            "Where the cashier gave no account on the other side, say it with --against; --all takes every entry of the period not drafted yet; those a voucher answers already are left out and told."
        ),
        example: "cash draft 3 --book V001 --against 50103 --user zhang",
        "cash draft --all --book V001 --period 2026-03 --user zhang")

    @Argument(help: help("笔号，可多个", "numbers of entries", value: "entry"))
    var entries: [Int] = []
    @Flag(help: help("期间内还没有制单的全部", "all entries of the period not drafted yet"))
    var all = false
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @OptionGroup var period: PeriodSelection
    @Option(help: help("出纳没有写的对方科目", "account on the other side where the cashier gave none", value: "CODE"))
    var against: String?
    @Option(help: help("收入来源", "income source", value: "SOURCE"))
    var source: String?
    @Option(help: help("往来单位；不写用交款人或收款人", "counterparty; else who paid or was paid", value: "NAME"))
    var counterparty: String?
    @Option(help: help("附件数", "number of attachments", value: "N"))
    var attachments = 1
    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard all != !entries.isEmpty else {
            throw UsageProblem(
                "entries-or-all", "请写笔号，或用 --all，只用一种。", "Name entries, or use --all; one of them.")
        }
        let period = try period.chosen()
        let drafting = CashDrafting(
            against: against, source: source, counterparty: counterparty, attachments: attachments)
        let saved = try global.acting { ledger, user in
            var numbers = entries
            if all {
                let (free, booked) = try ledger.undraftedCash(book: book, period: period)
                Failure.warn(booked)
                numbers = free
            }
            return try ledger.draftCash(entries: numbers, drafting, book: book, by: user)
        }
        guard !saved.isEmpty else {
            return try global.confirm(say("没有要制单的出纳记录。", "There is no entry left to draft from.")) {
                $0.array("drafts") { _ in }
            }
        }
        try global.confirm(saved.map(\.draft))
    }
}

struct CashSign: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "sign", "出纳在现金、银行存款凭证上签字", "Sign vouchers on cash or bank as cashier",
        more: (
            "草稿或已记账凭证都可以签；草稿修改后要重签。",
            "Drafts and posted vouchers can be signed; a draft that is edited must be signed anew."
        ),
        example: "cash sign V001#3 V001/2026-03/记-12 --user wang",
        "cash sign --all --book V001 --period 2026-03 --user wang")

    @Argument(help: help("草稿号 V001#3 或凭证号，可多个", "drafts V001#3 or vouchers", value: "name"))
    var names: [String] = []
    @Flag(help: help("所选账套和期间还没有签的全部", "all of the books and period not signed yet"))
    var all = false
    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection
    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard all != !names.isEmpty else {
            throw UsageProblem(
                "names-or-all", "请写草稿号或凭证号，或用 --all，只用一种。",
                "Name drafts or vouchers, or use --all; one of them.")
        }
        guard !all || !books.books.isEmpty else {
            throw UsageProblem("missing-book", "缺少 --book 账套编码。", "The --book is missing.")
        }
        let period = try period.chosen()
        let signed = try global.acting { ledger, user in
            let documents =
                all
                ? try ledger.unsignedDocuments(books: books.books, period: period)
                : try names.map {
                    $0.contains("#") ? .draft(try Typed.draft($0)) : .voucher(try Typed.voucher($0))
                }
            if !documents.isEmpty { try ledger.sign(documents, by: user) }
            return documents
        }
        try global.confirm(say("已签字 \(signed.count) 张。", "Signed \(signed.count).")) {
            $0.field("signed", signed.map(\.description))
        }
    }
}

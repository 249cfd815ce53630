import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "reconcile", "银行对账：自动勾对、手工勾对、未达账项、余额调节表",
        "Bank reconciliation: match by rules or by hand, open items, the reconciliation statement",
        [
            ReconcileRun.self, ReconcileList.self, ReconcileMatch.self, ReconcileUnmatch.self,
            ReconcileOpening.self, ReconcileRules.self, ReconcileStatement.self,
        ], example: "reconcile run --book V001 --period 2026-03 --user zhang")
}

/// A match as a row: what was found, or what stands.
struct MatchRow {
    var account: String
    var number: Int?
    var rule: ReconciliationRule?
    var bank: [BankItem]
    var book: [BankItem]
    var user: String?
    var at: String?

    /// What each side of it comes to; of a voucher and its reversal, zero.
    var amount: Money { Money(fen: (bank.isEmpty ? book : bank).reduce(0) { $0 &+ $1.amount.fen }) }

    static func listing(made: Bool) -> Listing<MatchRow> {
        func names(_ items: [BankItem]) -> Field {
            .list(items.map(\.name), shown: items.map(\.name).joined(separator: " "))
        }
        return Listing(
            "matches",
            [
                .text("bank_account", "账户", "bank account") { $0.account },
                .whole("match", "勾对组", "match", shown: made) { $0.number },
                .column("rule", "方式", "how") { Self.how($0.rule) },
                .money("amount", "金额", "amount") { $0.amount },
                .column("date", "日期", "date") { .date(($0.bank.first ?? $0.book.first)?.date) },
                .column("lines", "对账单", "bank lines") { names($0.bank) },
                .column("entries", "分录", "entries") { names($0.book) },
                .text("user", "操作人", "by", shown: made) { $0.user },
                .text("at", "时间", "at", shown: false) { $0.at },
            ])
    }

    static func how(_ rule: ReconciliationRule?) -> Field {
        switch rule {
        case .reversal: .word("reversal", shown: say("红冲相抵", "reversal"))
        case .reference: .word("reference", shown: say("票据号", "reference"))
        case .party: .word("party", shown: say("户名金额", "party"))
        case .amount: .word("amount", shown: say("金额日期", "amount"))
        case .sum: .word("sum", shown: say("一对多", "sum"))
        case nil: .word("hand", shown: say("手工", "by hand"))
        }
    }
}

struct ReconcileRun: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "run", "按规则自动勾对；不运行本命令不会自动勾对",
        "Match by the rules; nothing is matched unless this is run",
        more: (
            "规则见 reconcile rules；可用哪些由参数 bank-rules 决定，日期窗口由 bank-date-window 决定。有两种以上可能的一律不勾，列在 reconcile list。",
            "The rules are told by reconcile rules; the setting bank-rules says which may be used, bank-date-window how far dates may lie apart. What has more than one answer is left open and listed by reconcile list."
        ),
        example: "reconcile run --book V001 --period 2026-03 --user zhang",
        "reconcile run --book V001 --account 基本户 --dry-run --user zhang")

    @OptionGroup var books: RequiredBooks
    @Option(help: help("只勾这个银行账户", "only this bank account", value: "CODE"))
    var account: String?
    @OptionGroup var period: PeriodSelection
    @Flag(help: help("只列出会勾上的，什么都不写入", "list what would be matched, write nothing"))
    var dryRun = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let codes = try books.required()
        let period = try period.chosen()
        let outcomes = try global.acting { ledger, user in
            try codes.flatMap {
                try ledger.reconcile(book: $0, account: account, period: period, by: user, rehearsal: dryRun)
            }
        }
        if dryRun {
            let rows = outcomes.flatMap { outcome in
                outcome.matches.map {
                    MatchRow(account: outcome.account.code, rule: $0.rule, bank: $0.bank, book: $0.book)
                }
            }
            return try global.list(
                MatchRow.listing(made: false), rows,
                note: say("试运行：什么都没有写入。", "Dry run: nothing was written."))
        }
        try global.list(Self.listing, outcomes)
    }

    private static var listing: Listing<ReconciliationOutcome> {
        func count(_ rule: ReconciliationRule) -> (ReconciliationOutcome) -> Int? {
            { outcome in outcome.matches.count { $0.rule == rule } }
        }
        return Listing(
            "bankAccounts",
            [
                .text("book", "账套", "book") { $0.account.book },
                .text("bank_account", "账户", "bank account") { $0.account.code },
                .whole("reversal", "红冲相抵", "reversal", count(.reversal)),
                .whole("reference", "票据号", "reference", count(.reference)),
                .whole("party", "户名金额", "party", count(.party)),
                .whole("amount", "金额日期", "amount", count(.amount)),
                .whole("sum", "一对多", "sum", count(.sum)),
                .whole("open_lines", "银行未勾", "open bank lines") { $0.openBank.count },
                .whole("open_entries", "账内未勾", "open entries") { $0.openBook.count },
            ])
    }
}

struct ReconcileList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出没有勾上的，附候选；--matched 列出已勾对的",
        "List what is open, with candidates; what is matched with --matched",
        example: "reconcile list --account 基本户 --period 2026-03",
        "reconcile list --account 基本户 --matched")

    @OptionGroup var place: BankPlace
    @OptionGroup var period: PeriodSelection
    @Flag(help: help("列出已勾对的", "what is matched"))
    var matched = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let book = try place.book(global)
        let period = try period.chosen()
        if matched {
            let groups = try global.reading { try $0.bankRegister(book: book, account: place.account).groups }
            let rows = groups.filter { group in
                period.map { period in (group.bank + group.book).contains { period.contains($0.date) } }
                    ?? true
            }.map {
                MatchRow(
                    account: place.account, number: $0.number, rule: $0.rule, bank: $0.bank, book: $0.book,
                    user: $0.user, at: $0.at)
            }
            return try global.list(MatchRow.listing(made: true), rows)
        }
        let rows = try global.reading {
            try $0.openBankItems(book: book, account: place.account, period: period)
        }
        let listing = Listing<OpenBankItem>(
            "items",
            [
                .column("side", "一方", "side") {
                    $0.item.side == .bank
                        ? .word("bank", shown: say("银行", "bank")) : .word("book", shown: say("账内", "book"))
                },
                .text("name", "编号", "item") { $0.item.name },
                .column("date", "日期", "date") { .date($0.item.date) },
                .money("amount", "收（付为负）", "received (paid below zero)") { $0.item.amount },
                .text("party", "对方", "counterparty") { $0.item.parties.last },
                .text("reference", "流水号/票据号", "reference", shown: false) { $0.item.reference },
                .text("summary", "摘要", "summary") { $0.item.summary },
                .column("candidates", "候选", "candidates") { row in
                    let names = row.candidates.prefix(5).map(\.name)
                    return .list(names, shown: names.joined(separator: " "))
                },
            ])
        try global.list(listing, rows)
    }
}

struct ReconcileMatch: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "match", "手工勾对：对账单的一笔或几笔，与分录的一条或几条",
        "Match by hand: one or several bank lines with one or several entries",
        more: (
            "两方合计必须相等。只写 --voucher 时，几条分录在账内相抵；只写 --line 时，银行自行冲正。期初未达账项写 --voucher 期初-1。",
            "Both sides must come to the same. With --voucher alone, entries cancel out inside the book; with --line alone, the bank has corrected itself. An opening item is named as it is listed."
        ),
        example: "reconcile match --account 基本户 --line 17 --voucher V001/2026-03/记-5/2 --user zhang")

    @OptionGroup var place: BankPlace
    @Option(
        name: .customLong("line"), help: help("对账单明细号，可重复", "a line of the bank, repeatable", value: "N"))
    var lines: [Int] = []
    @Option(
        name: .customLong("voucher"),
        help: help("分录 凭证号/行号，可重复；只有一条时可不写行号", "an entry, voucher/line, repeatable", value: "ENTRY"))
    var entries: [String] = []
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let book = try place.book(global)
        let number = try global.acting {
            try $0.matchBank(book: book, account: place.account, lines: lines, entries: entries, by: $1)
        }
        try global.confirm(
            say(
                "已勾对，组号 \(number)：对账单 \(lines.count) 笔，分录 \(entries.count) 条。",
                "Matched \(lines.count) bank line(s) with \(entries.count) entry(s) as \(number).")
        ) { json in
            json.field("book", book)
            json.field("bankAccount", place.account)
            json.field("match", number)
        }
    }
}

struct ReconcileUnmatch: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "unmatch", "取消勾对，须写明原因；原勾对留痕", "Undo a match, with a reason; what it was stays on record",
        example: "reconcile unmatch --account 基本户 --match 12 --reason 勾错 --user zhang")

    @OptionGroup var place: BankPlace
    @Option(help: help("勾对组号", "the match's number", value: "N"))
    var match: Int
    @Option(help: help("原因", "the reason", value: "TEXT"))
    var reason: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let book = try place.book(global)
        try global.acting {
            try $0.unmatchBank(book: book, account: place.account, match: match, reason: reason, by: $1)
        }
        try global.confirm(
            say("已取消 \(place.account) 的勾对组 \(match)。", "Undid match \(match) of \(place.account).")
        ) { json in
            json.field("book", book)
            json.field("bankAccount", place.account)
            json.field("match", match)
        }
    }
}

struct ReconcileOpening: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "opening", "登记对账单开始以前的未达账项", "Enter what was open before the first statement",
        more: (
            "账内已记而银行当时没有的用 --side book，银行已有而当时没有记账的用 --side bank。",
            "Use --side book for what the book had and the bank did not, --side bank for what the bank had and the book did not."
        ),
        example:
            "reconcile opening --account 基本户 --side book --date 2025-12-30 --amount -300 --summary 支付电费 --user zhang"
    )

    @OptionGroup var place: BankPlace
    @Option(help: help("哪一方已记：book 账内、bank 银行", "who had it: book or bank", value: "book|bank"))
    var side: String
    @Option(help: help("日期", "the day", value: "DATE"))
    var date: String
    @Option(
        parsing: .unconditional,
        help: help("金额，收为正、付为负", "amount, received above zero, paid below", value: "YUAN"))
    var amount: String
    @Option(help: help("对方户名", "the counterparty", value: "NAME"))
    var party: String?
    @Option(help: help("摘要", "what it was for", value: "TEXT"))
    var summary: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let side = try BankSide.named(side)
        let book = try place.book(global)
        let (date, amount) = (try Typed.date(date), try Typed.money(amount))
        let number = try global.acting {
            try $0.addBankOpening(
                book: book, account: place.account, side: side, date: date, amount: amount, party: party,
                summary: summary, by: $1)
        }
        try global.confirm(
            say(
                "已登记期初未达账项 期初-\(number)：\(date) \(amount.grouped)。",
                "Entered opening item \(number): \(date) \(amount.grouped).")
        ) { json in
            json.field("book", book)
            json.field("bankAccount", place.account)
            json.field("opening", number)
        }
    }
}

struct ReconcileRules: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "rules", "列出自动勾对规则、是否可用、命中次数", "List the rules, whether they are allowed, and their hits",
        example: "reconcile rules --book V001")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let rows = try global.reading { try $0.reconciliationRules(book: book) }
        let listing = Listing<RuleHits>(
            "rules",
            [
                .text("rule", "规则", "rule") { $0.rule?.rawValue ?? "hand" },
                .text("meaning", "说明", "meaning") { row in
                    row.rule.map { say($0.chinese, $0.english) } ?? say("手工勾对", "by hand")
                },
                .column("allowed", "可用", "allowed") { .flag($0.isAllowed) },
                .whole("matches", "命中", "matches") { $0.matches },
                .whole("undone", "其中已取消", "undone since") { $0.undone },
            ])
        try global.list(listing, rows)
    }
}

struct ReconcileStatement: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "statement", "银行存款余额调节表；不平时以 1 结束",
        "The bank reconciliation statement; ends with 1 where the sides differ",
        example: "reconcile statement --account 基本户 --as-of 2026-03-31")

    @OptionGroup var place: BankPlace
    @Option(help: help("截至日期", "the day", value: "DATE"))
    var asOf: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let day = try Typed.date(asOf)
        let book = try place.book(global)
        let statements = try global.reading {
            try $0.bankReconciliations(book: book, account: place.account, asOf: day)
        }
        try global.print(
            statements, document: ReconciliationSheet.document, csv: ReconciliationSheet.writeCSV,
            json: ReconciliationSheet.writeJSON)
        if statements.contains(where: { !$0.isBalanced }) { throw ExitCode(ExitStatus.refused) }
    }
}

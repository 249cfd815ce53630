import ArgumentParser
import Ledger
import LedgerStore

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "receipt", "票据：领用、作废、交回、查缺号", "Receipts: hand out, make void, give back, find gaps",
        [
            ReceiptIssue.self, ReceiptVoid.self, ReceiptReturn.self, ReceiptList.self, ReceiptGaps.self,
        ], example: "receipt list --book V001")
}

/// A run of receipt numbers (票据号段).
struct ReceiptRunOptions: ParsableArguments {
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("起号 SJ0001", "first number SJ0001", value: "NUMBER"))
    var first: String
    @Option(help: help("止号；不写为一张", "last number; else one receipt", value: "NUMBER"))
    var last: String?
    @Option(help: help("日期", "date", value: "DATE"))
    var date: String

    func run() throws -> ReceiptRun { try ReceiptRun(first: first, last: last ?? first) }
}

struct ReceiptIssue: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "issue", "登记领用的票据号段", "Record a run of receipts handed out",
        example:
            "receipt issue --book V001 --first SJ0001 --last SJ0100 --date 2026-01-05 --to 王竹 --user wang")

    @OptionGroup var numbers: ReceiptRunOptions
    @Option(name: .customLong("to"), help: help("领用人", "who took them", value: "NAME"))
    var holder: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let run = try numbers.run()
        let date = try Typed.date(numbers.date)
        let range = try global.acting {
            try $0.issueReceipts(run, to: holder, on: date, book: numbers.book, by: $1)
        }
        try global.confirm(
            say(
                "已登记 \(numbers.book) 领用票据 \(run)，\(run.count) 张，领用人 \(holder)。",
                "Recorded \(run) for \(numbers.book), \(run.count) receipts, taken by \(holder).")
        ) { json in
            json.field("book", numbers.book)
            json.field("range", range.number)
            json.field("first", run.first.description)
            json.field("last", run.last.description)
            json.field("count", run.count)
        }
    }
}

struct ReceiptVoid: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "void", "登记作废的票据，须写明原因", "Record receipts that are void, with the reason",
        example: "receipt void --book V001 --first SJ0007 --date 2026-02-03 --reason 写错金额 --user wang")

    @OptionGroup var numbers: ReceiptRunOptions
    @Option(help: help("原因", "the reason", value: "TEXT"))
    var reason: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try ReceiptEnding.record(numbers, .void, reason, global) {
            say("已登记 \($0) 作废。", "Recorded that \($0) is void.")
        }
    }
}

struct ReceiptReturn: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "return", "登记交回的未用票据", "Record unused receipts given back",
        example:
            "receipt return --book V001 --first SJ0090 --last SJ0100 --date 2026-12-30 --reason 年末交回 --user wang"
    )

    @OptionGroup var numbers: ReceiptRunOptions
    @Option(help: help("原因", "the reason", value: "TEXT"))
    var reason: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try ReceiptEnding.record(numbers, .returned, reason, global) {
            say("已登记 \($0) 交回。", "Recorded that \($0) was given back.")
        }
    }
}

private enum ReceiptEnding {
    static func record(
        _ numbers: ReceiptRunOptions, _ kind: ReceiptEvent.Kind, _ reason: String, _ global: GlobalOptions,
        _ sentence: (ReceiptRun) -> String
    ) throws {
        let run = try numbers.run()
        let date = try Typed.date(numbers.date)
        try global.acting {
            try $0.endReceipts(run, as: kind, reason: reason, on: date, book: numbers.book, by: $1)
        }
        try global.confirm(sentence(run)) { json in
            json.field("book", numbers.book)
            json.field("kind", kind.rawValue)
            json.field("first", run.first.description)
            json.field("last", run.last.description)
        }
    }
}

struct ReceiptList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出领用的号段：已用、作废、交回、缺号、未用", "List the ranges: used, void, given back, missing, left",
        example: "receipt list --book V001")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                try ledger.receiptRegister(book: book).states.map { (book: book, state: $0) }
            }
        }
        let listing = Listing<(book: String, state: ReceiptRegister.State)>(
            "ranges",
            [
                .text("book", "账套", "book") { $0.book },
                .text("first", "起号", "first") { $0.state.range.run.first.description },
                .text("last", "止号", "last") { $0.state.range.run.last.description },
                .column("issued", "领用日期", "handed out") { .date($0.state.range.issued) },
                .text("holder", "领用人", "taken by") { $0.state.range.holder },
                .whole("count", "张数", "count") { $0.state.range.run.count },
                .whole("used", "已用", "used") { $0.state.used },
                .whole("void", "作废", "void") { $0.state.void },
                .whole("returned", "交回", "given back") { $0.state.returned },
                .whole("missing", "缺号", "missing") { $0.state.missing },
                .whole("left", "未用", "left") { $0.state.left },
                .text("recorder", "登记人", "recorded by", shown: false) { $0.state.range.recorder },
            ])
        try global.list(listing, rows)
    }
}

struct ReceiptGaps: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "gaps", "查缺号、重号、未领用和作废后又用的票据", "Find numbers missing, used twice, never handed out, or void and used",
        example: "receipt gaps --book V001")

    @OptionGroup var books: RequiredBooks
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let books = try books.required()
        let rows = try global.reading { ledger in
            try books.flatMap { book in
                try ledger.receiptRegister(book: book).problems.map { (book: book, problem: $0) }
            }
        }
        let listing = Listing<(book: String, problem: ReceiptProblem)>(
            "findings",
            [
                .text("book", "账套", "book") { $0.book },
                .text("code", "代码", "code") { $0.problem.code },
                .text("message_zh", "说明", "说明", shown: Tongue.language == .chinese) { $0.problem.chinese },
                .text("message_en", "message", "message", shown: Tongue.language == .english) {
                    $0.problem.english
                },
            ])
        try global.list(
            listing, rows, note: rows.isEmpty ? say("没有发现问题。", "Nothing was found.") : nil)
    }
}

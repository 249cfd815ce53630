import ArgumentParser
import Ledger
import LedgerStore

/// Some books, or all (账套选择).
struct BookSelection: ParsableArguments {
    @Option(
        name: .customLong("book"),
        help: help("账套编码，可重复；不写为全部", "book code, repeatable; all if none", value: "CODE"))
    var books: [String] = []
}

/// Some books, at least one (账套选择).
struct RequiredBooks: ParsableArguments {
    @Option(name: .customLong("book"), help: help("账套编码，可重复", "book code, repeatable", value: "CODE"))
    var books: [String] = []

    /// The books named, each once.
    func required() throws -> [String] {
        guard !books.isEmpty else {
            throw UsageProblem("missing-book", "缺少 --book 账套编码。", "The --book is missing.")
        }
        return books.enumerated().filter { !books.prefix($0.offset).contains($0.element) }.map(\.element)
    }
}

/// A stretch of months (期间选择).
struct PeriodSelection: ParsableArguments {
    @Option(
        help: help(
            "期间 2026-03、2026Q1、2026、2026-01..2026-06", "period 2026-03, 2026Q1, 2026, 2026-01..2026-06",
            value: "PERIOD"))
    var period: String?

    /// The period named; nil is all time.
    func chosen() throws -> Period? { try period.map(Typed.period) }

    func required() throws -> Period {
        guard let period = try chosen() else {
            throw UsageProblem(
                "missing-period", "缺少 --period 期间，如 2026-03。", "The --period is missing, such as 2026-03.")
        }
        return period
    }
}

/// Drafts by name, or all of a selection (草稿选择).
struct DraftSelection: ParsableArguments {
    @Argument(help: help("草稿号 V001#1，可多个", "draft names V001#1", value: "draft"))
    var names: [String] = []
    @Flag(help: help("所选账套和期间的全部草稿", "all drafts of the books and period chosen"))
    var all = false
    @OptionGroup var books: BookSelection
    @OptionGroup var period: PeriodSelection

    /// The drafts meant, in the order named, or by book and number.
    func chosen(in ledger: LedgerFile, where fits: (StoredDraft) -> Bool) throws -> [DraftName] {
        guard all else {
            guard !names.isEmpty else {
                throw UsageProblem(
                    "missing-draft", "请写草稿号，如 V001#1，或用 --all。", "Name drafts such as V001#1, or use --all."
                )
            }
            return try names.map(Typed.draft)
        }
        guard names.isEmpty else {
            throw UsageProblem("names-and-all", "草稿号与 --all 只能用一种。", "Give either draft names or --all.")
        }
        return try ledger.drafts(books: books.books, period: period.chosen()).filter(fits).map(\.name)
    }
}

/// Where the content of vouchers comes from: a JSON file, or options (凭证来源).
struct JSONInput: ParsableArguments {
    @Option(
        help: help(
            "从 JSON 文件读取一张或多张；- 为标准输入", "one or more vouchers from a JSON file; - is standard input",
            value: "FILE"))
    var json: String?
}

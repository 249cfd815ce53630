import ArgumentParser
import Ledger
import LedgerFormats
import LedgerStore

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "template", "凭证模板：新增、查看、套用、安排定期生成", "Voucher templates: add, look up, use, schedule",
        [
            TemplateAdd.self, TemplateList.self, TemplateShow.self, TemplateUse.self, TemplateDelete.self,
            TemplateSchedule.self, TemplateUnschedule.self,
        ],
        example: "template use wages --book V001 --date 2026-03-31 --amount 12000 --user zhang")
}

/// The book a template is of, or every book (模板范围).
struct TemplateScope: ParsableArguments {
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String?
    @Flag(help: help("适用于所有账套，由管理员操作", "of every book; an administrator acts"))
    var allBooks = false

    func required() throws -> String? {
        guard (book == nil) == allBooks else {
            throw UsageProblem(
                "template-scope", "请写 --book 账套编码，或 --all-books，两者取一。",
                "Give either --book CODE or --all-books.")
        }
        return book
    }
}

/// What the parameters of a template are (模板参数).
struct TemplateValues: ParsableArguments {
    @Option(help: help("参数 amount 的金额（元）", "yuan of the parameter amount", value: "YUAN"))
    var amount: String?
    @Option(
        name: .customLong("set"),
        help: help("其他参数 名称=金额，可重复", "another parameter NAME=YUAN, repeatable", value: "NAME=YUAN"))
    var values: [String] = []

    func chosen() throws -> [String: Money] {
        var chosen: [String: Money] = [:]
        for (name, value) in try values.flatMap({ try ParameterText.values($0) }) {
            guard chosen.updateValue(value, forKey: name) == nil else { throw GivenTwice.problem(name) }
        }
        if let amount {
            guard chosen.updateValue(try Typed.money(amount), forKey: "amount") == nil else {
                throw GivenTwice.problem("amount")
            }
        }
        return chosen
    }
}

struct TemplateAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "从 JSON 文件新增凭证模板", "Add a template from a JSON file",
        more: (
            "金额写公式：1200.00、amount、amount * 0.3、wages * 16%、[1] + [2]（其他分录的金额）、balance(11201)（科目余额）、rest（补平）。每条算到分，四舍五入。摘要中 {year}、{month} 换成凭证的年、月：\n\n  {\"attachmentReason\": \"工资表另存\", \"defaults\": {\"amount\": \"12000.00\"}, \"lines\": [{\"summary\": \"计提{month}月工资\", \"account\": \"51301\", \"debit\": \"amount\"}, {\"summary\": \"计提{month}月工资\", \"account\": \"212\", \"credit\": \"rest\"}]}",
            "Amounts are formulas: 1200.00, amount, amount * 0.3, wages * 16%, [1] + [2] for the amounts of other lines, balance(11201) for an account's balance, rest for what balances the voucher. Each line is rounded to the fen, half away from zero. In summaries {year} and {month} are those of the voucher:\n\n  {\"attachmentReason\": \"kept apart\", \"defaults\": {\"amount\": \"12000.00\"}, \"lines\": [{\"summary\": \"wages {month}\", \"account\": \"51301\", \"debit\": \"amount\"}, {\"summary\": \"wages {month}\", \"account\": \"212\", \"credit\": \"rest\"}]}"
        ),
        example: "template add wages --book V001 --json wages.json --user zhang",
        "template add depreciation --all-books --json depreciation.json --user admin")

    @Argument(help: help("模板名", "its name", value: "name"))
    var name: String
    @OptionGroup var scope: TemplateScope
    @Option(help: help("JSON 文件；- 为标准输入", "the JSON file; - is standard input", value: "FILE"))
    var json: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let book = try scope.required()
        let file = try FileFailure.naming(json) { try TemplateJSON.read(WholeFile.bytes(json), name: name) }
        do {
            try global.acting { try $0.addTemplate(file.template, book: book, by: $1) }
        } catch let refused as ImportRefused {
            throw FileFailure(
                json,
                refused.problems.map { located in
                    let isOfLine = file.entryLines.indices.contains(located.line - 1)
                    return LocatedProblem(
                        line: isOfLine ? file.entryLines[located.line - 1] : file.line,
                        problem: located.problem)
                }, count: refused.count)
        }
        let place = book ?? say("所有账套", "every book")
        let parameters = file.template.parameters
        try global.confirm(
            say(
                "已新增模板 \(name)（\(place)）：\(file.template.lines.count) 条分录，参数：\(parameters.isEmpty ? "无" : parameters.joined(separator: "、"))。",
                "Added the template \(name) (\(place)): \(file.template.lines.count) lines, parameters: \(parameters.isEmpty ? "none" : parameters.joined(separator: ", "))."
            )
        ) { json in
            json.field("template", name)
            json.field("book", book)
            json.field("parameters", parameters)
        }
    }
}

struct TemplateList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出凭证模板", "List templates", example: "template list --book V001")

    @Option(help: help("只列该账套可用的", "only those the book can use", value: "CODE"))
    var book: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let listing = Listing<StoredTemplate>(
            "templates",
            [
                .text("name", "模板", "template") { $0.template.name },
                .column("book", "账套", "book") { stored in
                    stored.book.map { .text($0) } ?? .word("all", shown: say("所有账套", "every book"))
                },
                .whole("lines", "分录", "lines") { $0.template.lines.count },
                .column("parameters", "参数", "parameters") { stored in
                    let shown = stored.template.parameters.map { name in
                        stored.template.defaults[name].map { "\(name)=\($0.yuan)" } ?? name
                    }
                    return .list(shown, shown: shown.joined(separator: say("、", ", ")))
                },
                .text("summary", "摘要", "summary") { $0.template.lines.first?.summary },
            ])
        try global.list(listing, global.reading { try $0.templates(book: book) })
    }
}

struct TemplateShow: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "show", "显示模板的分录和公式", "Show the lines and formulas of a template",
        example: "template show wages --book V001")

    @Argument(help: help("模板名", "its name", value: "name"))
    var name: String
    @Option(help: help("账套编码；不写看所有账套通用的", "book code; else the one of every book", value: "CODE"))
    var book: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let stored = try global.reading { try $0.template(name, book: book) }
        let rows = Array(stored.template.lines.enumerated())
        let listing = Listing<(offset: Int, element: VoucherTemplate.Line)>(
            "lines",
            [
                .whole("line", "行", "line") { $0.offset + 1 },
                .text("summary", "摘要", "summary") { $0.element.summary },
                .text("account", "科目", "account") { $0.element.account },
                .text("debit", "借方公式", "debit") { $0.element.side == .debit ? $0.element.formula : nil },
                .text("credit", "贷方公式", "credit") { $0.element.side == .credit ? $0.element.formula : nil },
                .column("source", "来源", "source") { Words.source($0.element.source) },
                .text("counterparty", "往来单位", "counterparty") { $0.element.counterparty },
                .text("contract", "合同", "contract") { $0.element.contract },
                .text("dimensions", "辅助核算", "dimensions") { $0.element.dimensions },
            ])
        let defaults = ParameterText.text(stored.template.defaults)
        try global.list(
            listing, rows,
            note: defaults.isEmpty ? nil : say("默认参数：\(defaults)", "defaults: \(defaults)"))
    }
}

struct TemplateUse: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "use", "按模板生成一张草稿", "Make a draft of a template",
        example:
            "template use wages --book V001 --date 2026-03-31 --amount 12000 --set bonus=500 --user zhang")

    @Argument(help: help("模板名", "its name", value: "name"))
    var name: String
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("日期 2026-03-31", "date 2026-03-31", value: "DATE"))
    var date: String
    @Option(help: help("附件张数", "number of attachments", value: "N"))
    var attachments = 0
    @OptionGroup var values: TemplateValues
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let day = try Typed.date(date)
        let chosen = try values.chosen()
        let saved = try global.acting {
            try $0.useTemplate(name, book: book, on: day, values: chosen, attachments: attachments, by: $1)
        }
        try global.confirm([saved])
    }
}

struct TemplateDelete: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "delete", "删除模板；已生成的凭证不变", "Delete a template; vouchers made of it stay",
        example: "template delete wages --book V001 --user zhang")

    @Argument(help: help("模板名", "its name", value: "name"))
    var name: String
    @OptionGroup var scope: TemplateScope
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let book = try scope.required()
        try global.acting { try $0.deleteTemplate(name, book: book, by: $1) }
        try global.confirm(say("已删除模板 \(name)。", "Deleted the template \(name).")) { json in
            json.field("deleted", name)
            json.field("book", book)
        }
    }
}

struct TemplateSchedule: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "schedule", "安排模板在哪些月份生成草稿；到时用 recurring run 生成，从不自动记账",
        "Say in which months a template makes a draft; recurring run makes it, nothing is posted by itself",
        example:
            "template schedule wages --book V001 --from 2026-01 --to 2026-12 --every 1m --day last --amount 12000 --user zhang"
    )

    @Argument(help: help("模板名", "its name", value: "name"))
    var name: String
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @Option(help: help("起月 2026-01", "first month 2026-01", value: "MONTH"))
    var from: String
    @Option(help: help("止月 2026-12", "last month 2026-12", value: "MONTH"))
    var to: String
    @Option(help: help("间隔 1m、3m、1y", "rhythm 1m, 3m, 1y", value: "RHYTHM"))
    var every = "1m"
    @Option(help: help("每次的日期 1–31 或 last", "day of the month 1–31 or last", value: "DAY"))
    var day = "last"
    @OptionGroup var values: TemplateValues
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let plan = try RecurringPlan(
            from: Typed.month(from), through: Typed.month(to),
            everyMonths: RecurringPlan.months(parsing: every),
            day: RecurringPlan.day(parsing: day))
        let chosen = try values.chosen()
        try global.acting { try $0.schedule(name, book: book, plan: plan, values: chosen, by: $1) }
        let count = plan.due(through: plan.through).count
        try global.confirm(
            say(
                "已安排：账套 \(book) 按模板 \(name) 从 \(plan.from) 到 \(plan.through) 共 \(count) 次。",
                "Scheduled: \(name) makes \(count) draft(s) in book \(book) from \(plan.from) to \(plan.through)."
            )
        ) { json in
            json.field("template", name)
            json.field("book", book)
            json.field("from", plan.from.description)
            json.field("to", plan.through.description)
            json.field("times", count)
        }
    }
}

struct TemplateUnschedule: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "unschedule", "取消定期安排；已生成的不变", "Take a schedule back; what it made stays",
        example: "template unschedule wages --book V001 --user zhang")

    @Argument(help: help("模板名", "its name", value: "name"))
    var name: String
    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.acting { try $0.unschedule(name, book: book, by: $1) }
        try global.confirm(
            say("已取消账套 \(book) 模板 \(name) 的定期安排。", "Took back the schedule of \(name) in book \(book).")
        ) { json in
            json.field("template", name)
            json.field("book", book)
        }
    }
}

/// What can be wrong with voucher templates 凭证模板 and recurring vouchers 定期凭证.
public enum TemplateProblem: TextualProblem, Equatable {
    /// A formula that can't be read.
    case formula(String, place: Int, part: String)
    /// A name that is empty, too long, or has a slash or hidden characters in it.
    case name(String)
    /// A template of that name and scope is there.
    case exists(String)
    /// No such template.
    case unknown(String)
    /// Fewer than two lines.
    case tooFewLines(Int)
    /// A line with a formula on both sides or on none.
    case side(line: Int)
    /// A formula that reads a line that is not there.
    case lineUnknown(line: Int, reads: Int)
    /// Lines that need each other's amounts.
    case cycle(lines: [Int])
    /// A second line that is to take the rest.
    case secondRest(line: Int, first: Int)
    /// Debits and credits differ, or may differ for some amounts.
    case unbalanced
    /// A formula that divides by zero.
    case divisionByZero(line: Int)
    /// An account the books don't have, or one that takes no entries.
    case account(line: Int, code: String)
    /// A parameter without a value.
    case parameterMissing([String])
    /// A value for a parameter the template does not have.
    case parameterUnknown(String, known: [String])
    /// A declared value that can't be read as an amount.
    case parameterValue(String, value: String)
    /// An amount that can't be computed: too large, or a division by zero.
    case amount(line: Int)
    /// Every line comes to zero.
    case nothing(String)
    /// It is scheduled in books, so it can't be deleted.
    case scheduled(String, books: [String])
    /// No schedule of it in the book.
    case notScheduled(String, book: String)
    /// There is one already.
    case scheduledBefore(String, book: String)
    /// A rhythm such as `1m` that can't be read.
    case rhythm(String)
    /// A day of the month that is none.
    case day(String)
    /// A schedule that ends before it begins.
    case order(from: Month, through: Month)
    /// Nothing was made in months that are to be closed; a warning.
    case notMade(book: String, template: String, months: [Month])
    /// A schedule's months before the first of the book.
    case reasonForNone

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .formula(let text, let place, let part):
            let at =
                part.isEmpty
                ? (zh: "末尾", en: "its end") : (zh: "“\(QuotedText(part))”", en: "“\(QuotedText(part))”")
            return ProblemText(
                "template.formula", .unreadable,
                zh:
                    "公式“\(QuotedText(text))”在第 \(place) 个字符（\(at.zh)）处读不懂。写法如 amount * 0.3、[1] + [2]、balance(11201)、rest。",
                en:
                    "The formula “\(QuotedText(text))” can't be read at character \(place), \(at.en). Write it like amount * 0.3, "
                    + "[1] + [2], balance(11201), rest.")
        case .name(let name):
            return ProblemText(
                "template.name", .unreadable,
                zh: "模板名“\(QuotedText(name))”为空、超过 \(TextLimit.name) 字，或含斜线、不可见字符。请另取名称。",
                en:
                    "The template name “\(QuotedText(name))” is empty, longer than \(TextLimit.name) characters, or has a "
                    + "slash or hidden characters in it. Choose another.")
        case .exists(let name):
            return ProblemText(
                "template.exists", zh: "模板“\(QuotedText(name))”已存在。请换名称，或先用 template delete 删除。",
                en:
                    "There is a template “\(QuotedText(name))”. Choose another name, or delete it first: template delete."
            )
        case .unknown(let name):
            return ProblemText(
                "template.unknown", .unknown, zh: "没有模板“\(QuotedText(name))”。用 template list 查看。",
                en: "There is no template “\(QuotedText(name))”. See template list.")
        case .tooFewLines(let count):
            return ProblemText(
                "template.too-few-lines", zh: "模板只有 \(count) 条分录，至少要有两条。请补齐对方科目。",
                en: "The template has \(count) line(s); it needs at least two. Add the other side.")
        case .side(let line):
            return ProblemText(
                "template.side", zh: "第 \(line) 条分录应在 debit 或 credit 中写一个公式。请只写一方。",
                en: "Line \(line) takes a formula under debit or under credit. Write one of them.")
        case .lineUnknown(let line, let reads):
            return ProblemText(
                "template.line-unknown", zh: "第 \(line) 条分录引用第 \(reads) 条，没有这一条。请核对编号。",
                en: "Line \(line) reads line \(reads), which is not there. Check the number.")
        case .cycle(let lines):
            let shown = lines.map(String.init)
            return ProblemText(
                "template.cycle", zh: "第 \(shown.joined(separator: "、")) 条分录的公式互相引用，算不出来。请改正。",
                en:
                    "Lines \(shown.joined(separator: ", ")) read each other, so none can be computed. Break the circle."
            )
        case .secondRest(let line, let first):
            return ProblemText(
                "template.second-rest", zh: "第 \(line) 条分录又写了 rest，第 \(first) 条已是。一个模板只能有一条。",
                en: "Line \(line) takes the rest, and so does line \(first). A template has one such line.")
        case .unbalanced:
            return ProblemText(
                "template.unbalanced",
                zh: "按公式算出的借贷双方不一定相等（含尾差）。请让一条分录写 rest，或引用其他分录，如 [1] + [2]。",
                en:
                    "By its formulas debits and credits are not equal for every amount, rounding among the reasons. Let one line "
                    + "be rest, or let it read the others, like [1] + [2].")
        case .divisionByZero(let line):
            return ProblemText(
                "template.division", zh: "第 \(line) 条分录的公式除以零。请改正。",
                en: "The formula of line \(line) divides by zero. Correct it.")
        case .account(let line, let code):
            return ProblemText(
                "template.account",
                zh: "第 \(line) 条分录：没有科目 \(QuotedText(code))，或它不能记账（非末级、已停用）。用 account list 查看。",
                en:
                    "Line \(line): there is no account \(QuotedText(code)), or it takes no entries (not a leaf, or out of use). "
                    + "See account list.")
        case .parameterMissing(let names):
            return ProblemText(
                "template.parameter-missing",
                zh: "模板还缺参数：\(names.joined(separator: "、"))。请用 --amount 或 --set 名称=金额 填写。",
                en:
                    "The template needs \(names.joined(separator: ", ")). Give them with --amount or --set NAME=YUAN."
            )
        case .parameterUnknown(let name, let known):
            return ProblemText(
                "template.parameter-unknown",
                zh: "模板没有参数“\(QuotedText(name))”。它的参数：\(known.isEmpty ? "无" : known.joined(separator: "、"))。",
                en:
                    "The template has no parameter “\(QuotedText(name))”; it has \(known.isEmpty ? "none" : known.joined(separator: ", "))."
            )
        case .parameterValue(let name, let value):
            return ProblemText(
                "template.parameter-value", .unreadable,
                zh: "参数 \(QuotedText(name)) 的值“\(QuotedText(value))”不是金额。请写成 1234.50。",
                en:
                    "The value “\(QuotedText(value))” of \(QuotedText(name)) is no amount. Write it like 1234.50."
            )
        case .amount(let line):
            return ProblemText(
                "template.amount", zh: "第 \(line) 条分录的金额算不出来：除以零，或超出限额。请核对参数。",
                en:
                    "The amount of line \(line) can't be computed: it divides by zero or is too large. Check the parameters."
            )
        case .nothing(let name):
            return ProblemText(
                "template.nothing", zh: "按模板“\(QuotedText(name))”算出的各条分录都是零，没有生成草稿。请核对参数和余额。",
                en:
                    "Every line of “\(QuotedText(name))” comes to zero; no draft was made. Check parameters and balances."
            )
        case .scheduled(let name, let books):
            return ProblemText(
                "template.scheduled",
                zh:
                    "模板“\(QuotedText(name))”在账套 \(books.joined(separator: "、")) 有定期安排，不能删除。请先用 template unschedule 取消。",
                en:
                    "The template “\(QuotedText(name))” is scheduled in \(books.joined(separator: ", ")) and can't be deleted. "
                    + "Take the schedules back first: template unschedule.")
        case .notScheduled(let name, let book):
            return ProblemText(
                "recurring.unknown", .unknown,
                zh: "账套 \(book) 没有模板“\(QuotedText(name))”的定期安排。用 recurring list 查看。",
                en: "Book \(book) has no schedule of “\(QuotedText(name))”. See recurring list.")
        case .scheduledBefore(let name, let book):
            return ProblemText(
                "recurring.exists",
                zh: "账套 \(book) 已有模板“\(QuotedText(name))”的定期安排。请先用 template unschedule 取消。",
                en:
                    "Book \(book) has a schedule of “\(QuotedText(name))” already. Take it back first: template unschedule."
            )
        case .rhythm(let text):
            return ProblemText(
                "recurring.rhythm", .unreadable, zh: "间隔“\(QuotedText(text))”应写成 1m、3m、1y 等，不超过十年。",
                en: "The rhythm “\(QuotedText(text))” is written like 1m, 3m or 1y, ten years at most.")
        case .day(let text):
            return ProblemText(
                "recurring.day", .unreadable, zh: "日期“\(QuotedText(text))”应为 1 到 31，或 last（月末）。",
                en: "The day “\(QuotedText(text))” is 1 to 31, or last.")
        case .notMade(let book, let template, let months):
            let names = months.map(\.description)
            return ProblemText(
                "recurring.not-made",
                zh: "账套 \(book) 的定期凭证“\(template)”在 \(names.joined(separator: "、")) 没有生成。漏了的请在结账前运行 "
                    + "recurring run --period \(names.first ?? "") --book \(book)；已另行入账的不必。",
                en:
                    "Nothing was made of the recurring voucher “\(template)” of book \(book) in \(names.joined(separator: ", ")). "
                    + "Before closing run recurring run --period \(names.first ?? "") --book \(book), unless it was booked "
                    + "otherwise.")
        case .order(let from, let through):
            return ProblemText(
                "recurring.order", zh: "定期安排从 \(from) 到 \(through)，止月早于起月。请改正。",
                en: "The schedule is from \(from) to \(through), which is before it. Correct it.")
        case .reasonForNone:
            return ProblemText(
                "template.attachment-reason", .unreadable,
                zh: "无附件原因过长或含不可见字符。请改短到 \(TextLimit.summary) 字以内。",
                en:
                    "The reason for no attachment is too long or has hidden characters in it. Keep it to \(TextLimit.summary) characters."
            )
        }
    }
}

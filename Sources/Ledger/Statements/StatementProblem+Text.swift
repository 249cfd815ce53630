extension StatementProblem {
    /// What is wrong with the text itself.
    var textOfDefinition: ProblemText? {
        switch self {
        case .kindUnknown(let text):
            ProblemText(
                "statement.kind-unknown", .unreadable,
                zh: "类别「\(text)」不认识。每行写 statement 报表、column 栏、row 行或 check 核对。",
                en: "The kind “\(text)” is not known. A line is a statement, column, row or check.")
        case .noName:
            ProblemText(
                "statement.no-name", .unreadable,
                zh: "缺少 statement 行。请写一行：类别 statement，编号为报表名，公式栏写科目表 2023 或 2004。",
                en:
                    "There is no line of the kind statement. Add one: its id is the name, its formula the chart, 2023 or 2004."
            )
        case .nameTwice(let first):
            ProblemText(
                "statement.name-twice", .unreadable, zh: "第 \(first) 行已经写了报表名。请删去一行；一个文件只写一张报表。",
                en: "Line \(first) names the statement already. Remove one; a file holds one statement.")
        case .chartUnknown(let text):
            ProblemText(
                "statement.chart-unknown", .unreadable, zh: "没有科目表「\(text)」。statement 行的公式栏请写 2023 或 2004。",
                en: "There is no chart “\(text)”. The formula of the line statement is 2023 or 2004.")
        case .empty:
            ProblemText(
                "statement.empty", .unreadable, zh: "报表没有栏或没有行。请至少写一个 column 和一个 row。",
                en: "The statement has no column or no row. Write at least one of each.")
        case .basisUnknown(let text):
            ProblemText(
                "statement.column-unknown", .unreadable,
                zh: "栏的口径「\(text)」不认识。可用：period 本期、year-to-date 本年累计、last-year 上年、last-year-to-date 上年同期。",
                en: "A column can't show “\(text)”. Use period, year-to-date, last-year or last-year-to-date."
            )
        case .idInvalid(let text):
            ProblemText(
                "statement.id-invalid", .unreadable,
                zh: "编号「\(text)」不能为空，不能有空格或方括号，栏也不能叫 row、chinese、english、indent。请改正。",
                en:
                    "The id “\(text)” must not be empty nor hold blanks or brackets, and no column is called row, chinese, english or indent. Correct it."
            )
        case .titleMissing(let id):
            ProblemText(
                "statement.title-missing", .unreadable, zh: "\(id) 没有中文名称。请填写。",
                en: "\(id) has no Chinese title. Fill it in.")
        case .idTwice(let id, let first):
            ProblemText(
                "statement.id-twice", .unreadable, zh: "编号 \(id) 在第 \(first) 行已经用过。请改用另一个编号。",
                en: "The id \(id) stands on line \(first) already. Use another.")
        case .indentInvalid(let text):
            ProblemText(
                "statement.indent-invalid", .unreadable, zh: "缩进「\(text)」应为 0 到 9 的整数。请改正。",
                en: "The indent “\(text)” must be a whole number from 0 to 9. Correct it.")
        default: textOfFormula
        }
    }

    private var textOfFormula: ProblemText? {
        switch self {
        case .formulaMissing(let id):
            ProblemText(
                "statement.formula-missing", .unreadable, zh: "核对 \(id) 没有公式。请写应当为零的算式。",
                en: "The check \(id) has no formula. Write what must come to zero.")
        case .formulaTooLong(let bytes):
            ProblemText(
                "statement.formula-malformed", .unreadable,
                zh: "公式有 \(bytes) 字节，上限是 \(StatementFormula.limitBytes)。请分成几行。",
                en:
                    "The formula has \(bytes) bytes and may have \(StatementFormula.limitBytes). Split it into several rows."
            )
        case .formulaMalformed(let text, let place, let part) where part.isBlank:
            ProblemText(
                "statement.formula-malformed", .unreadable,
                zh: "公式「\(text)」到第 \(place) 个字就断了。请补完，写法如 101 + 102 - debit(311; distribution)。",
                en: "The formula “\(text)” breaks off at character \(place). Complete it; it reads like "
                    + "101 + 102 - debit(311; distribution).")
        case .formulaMalformed(let text, let place, let part):
            ProblemText(
                "statement.formula-malformed", .unreadable,
                zh: "公式「\(text)」从第 \(place) 个字“\(part)”起看不懂。写法如 101 + net(501) - [行编号]；"
                    + "3、5、7、9、11 位整数是科目，数字请带小数点，如 100.0。",
                en: "The formula “\(text)” can't be read from character \(place), “\(part)”. Write it like "
                    + "101 + net(501) - [row-id]; 3, 5, 7, 9 or 11 digits are an account, a number has a point: 100.0."
            )
        case .constantZero(let text):
            ProblemText(
                "statement.division-by-zero", .unreadable, zh: "公式「\(text)」除以零。请改正除数。",
                en: "The formula “\(text)” divides by zero. Correct the divisor.")
        case .roleUnknown(let name):
            ProblemText(
                "statement.role-unknown", .unreadable,
                zh: "没有科目用途 @\(QuotedText(name))。可用：\(Self.roles("、"))。",
                en: "There is no role @\(QuotedText(name)). Use \(Self.roles(", ")).")
        default: nil
        }
    }

    private static func roles(_ separator: String) -> String {
        AccountRole.allCases.map { "@" + $0.rawValue }.joined(separator: separator)
    }

    /// What is wrong with what a formula refers to.
    var textOfAccounts: ProblemText? {
        switch self {
        case .roleMissing(let role, let chart):
            ProblemText(
                "statement.role-missing", .unreadable,
                zh: "\(chart.rawValue) 年科目表中没有用途为 @\(role) 的科目。请用 account add 增设，或写成 @\(role)?（没有则按零）。",
                en:
                    "No account of the chart of \(chart.rawValue) has the role @\(role). Add one with account add, or "
                    + "write @\(role)? to count nothing where there is none.")
        case .accountUnknown(let code, let chart):
            ProblemText(
                "statement.account-unknown", .unreadable,
                zh: "\(chart.rawValue) 年科目表中没有科目 \(code)。请核对编码；可有可无的科目写成 \(code)?，数字请带小数点：\(code).0。",
                en:
                    "The chart of \(chart.rawValue) has no account \(code). Check the code; write \(code)? where it may be "
                    + "missing, and \(code).0 if the number is meant.")
        case .accountOfOtherChart(let code, let name, let chart, let other):
            ProblemText(
                "statement.account-other-chart", .unreadable,
                zh:
                    "科目 \(code)（\(name)）只在 \(other.rawValue) 年科目表中，这张报表用 \(chart.rawValue) 年的。请换成对应科目，或另写一份 \(other.rawValue) 年的报表。",
                en:
                    "Account \(code) (\(name)) is of the chart of \(other.rawValue) only, and this statement uses that of "
                    + "\(chart.rawValue). Name the matching account, or write a version for \(other.rawValue)."
            )
        case .rowUnknown(let id):
            ProblemText(
                "statement.row-unknown", .unreadable, zh: "没有行 [\(id)]。请核对方括号里的行编号。",
                en: "There is no row [\(id)]. Check the id in brackets.")
        case .rowWithoutFormula(let id):
            ProblemText(
                "statement.row-without-formula", .unreadable, zh: "行 [\(id)] 没有公式，只是标题，不能引用。请给它写公式。",
                en:
                    "The row [\(id)] has no formula and only is a heading. Give it one before it is referred to."
            )
        case .cycle(let ids):
            ProblemText(
                "statement.cycle", .unreadable,
                zh: "这些行互相引用，绕成一圈：\(Self.path(ids))。请去掉其中一处引用。",
                en:
                    "These rows refer to each other in a circle: \(Self.path(ids)). Take one of the references out."
            )
        case .unknown(let name, let known):
            ProblemText(
                "statement.unknown", .unknown,
                zh: "没有报表 \(QuotedText(name))。可用：\(known.joined(separator: "、"))；自己的报表用 --file。",
                en:
                    "There is no statement \(QuotedText(name)). Use \(known.joined(separator: ", ")), or --file for your own."
            )
        case .versionsDiffer(let first, let second):
            ProblemText(
                "statement.versions-differ",
                zh: "\(first) 与 \(second) 不是同一张报表在两套科目表下的写法。几个文件一起用时，报表名要相同、科目表要不同。",
                en:
                    "\(first) and \(second) are not one statement for two charts. Files used together bear the same name and "
                    + "different charts.")
        case .partUnknown(let id, let known):
            ProblemText(
                "statement.part-unknown", .unknown, zh: "报表里没有 \(id)。可用：\(known.joined(separator: "、"))。",
                en: "The statement has no \(id). Use \(known.joined(separator: ", ")).")
        default: nil
        }
    }

    private static func path(_ ids: [String]) -> String {
        let shown = ids.count > 12 ? ids.prefix(10) + ["…"] + ids.suffix(1) : ids[...]
        return shown.map { "\(QuotedText($0))" }.joined(separator: " → ")
    }

    /// What is to be said about a figure.
    var textOfFigures: ProblemText {
        switch self {
        case .noVersion(let column, let chart):
            ProblemText(
                "statement.no-version",
                zh:
                    "“\(column.chinese)”栏用 \(chart.rawValue) 年科目表，而这张报表没有这一年的写法，这一栏算不出。请用 --file 再给一份 \(chart.rawValue) 年的。",
                en:
                    "In “\(column.english)” the chart of \(chart.rawValue) is in force, for which the statement has no version, so "
                    + "the column stays empty. Give one with another --file.")
        case .leftOut(let column, let chart):
            ProblemText(
                "statement.left-out",
                zh:
                    "“\(column.chinese)”栏没有计入 \(chart.rawValue) 年科目上的数字，因为这张报表没有 \(chart.rawValue) 年科目表的写法。要计入，请用 --file 再给一份 \(chart.rawValue) 年的。",
                en:
                    "“\(column.english)” leaves out what stands on accounts of \(chart.rawValue), for which the statement has no "
                    + "version. Give one with another --file to count it.")
        case .booksDiffer(let difference, let column):
            Self.booksDiffer(difference, column)
        case .divisionByZero(let row, let column):
            ProblemText(
                "statement.division-by-zero", zh: "“\(row.chinese)”的“\(column.chinese)”除数为零，算不出。请核对公式和期间。",
                en:
                    "“\(row.english)” divides by zero in “\(column.english)” and has no figure. Check the formula and the period."
            )
        case .overflow(let row, let column):
            ProblemText(
                "statement.overflow",
                zh: "“\(row.chinese)”的“\(column.chinese)”超出可计算的范围（90,071,992,547,409.92 元）。请核对公式。",
                en:
                    "“\(row.english)” is too large to compute in “\(column.english)” (90,071,992,547,409.92 yuan). Check the formula."
            )
        case .dependsOn(let row, let other, let column):
            ProblemText(
                "statement.depends",
                zh: "“\(row.chinese)”的“\(column.chinese)”引用了算不出的“\(other.chinese)”。请先改正“\(other.chinese)”。",
                en:
                    "“\(row.english)” refers to “\(other.english)”, which has no figure in “\(column.english)”. Put that right first."
            )
        case .checkFailed(let check, let column, let difference):
            ProblemText(
                "statement.check-failed",
                zh:
                    "核对不符：“\(check.chinese)”的“\(column.chinese)”相差 \(difference.grouped) 元。请用 --explain 展开，并运行 check 核对账本。",
                en:
                    "The check “\(check.english)” is off by \(difference.grouped) yuan in “\(column.english)”. Unfold the rows with --explain "
                    + "and run check.")
        case .contraryDetails(let account, let row, let side, let amount, let count):
            ProblemText(
                "statement.contrary-details",
                zh:
                    "\(account) \(row.chinese) 有 \(count) 个明细是\(side == .debit ? "借" : "贷")方余额，共 \(amount.grouped) 元，报表按总额列示、没有重分类。请核对往来单位。",
                en:
                    "\(account) \(row.english) has \(count) detail(s) in \(side.rawValue), \(amount.grouped) yuan together; the statement "
                    + "shows the total and reclassifies nothing. Check these counterparties.")
        case .priorYearAdjusted(let amount):
            ProblemText(
                "statement.prior-year-adjusted",
                zh: "年初未分配收益与上年年末相差 \(amount.grouped) 元，是本年记入的以前年度调整。",
                en:
                    "What is undistributed at the start of the year differs from the end of last year by \(amount.grouped) yuan, "
                    + "the corrections of earlier years booked in this one.")
        case .beforeOpening(let book, let opened):
            ProblemText(
                "statement.before-opening", zh: "账套 \(book) 从 \(opened) 启用，此前只有接账时的余额，没有发生额。",
                en:
                    "Book \(book) was opened in \(opened); before that only what stood at its taking over is known."
            )
        default: preconditionFailure("A statement problem has no sentence.")
        }
    }

    private static func booksDiffer(
        _ difference: Consolidation.Difference, _ column: StatementTitle
    ) -> ProblemText {
        let isBalance = difference.kind == .balances
        let what = isBalance ? (zh: "往来余额", en: "balances") : (zh: "收支", en: "income and expense")
        let sum = Money(fen: difference.amount.fen + difference.otherAmount.fen)
        return ProblemText(
            "statement.books-differ",
            zh:
                "“\(column.chinese)”栏：\(difference.book) 对 \(difference.otherBook) 的\(what.zh)为 \(difference.amount.grouped)，"
                + "\(difference.otherBook) 对 \(difference.book) 的为 \(difference.otherAmount.grouped)（借方为正），相差 \(sum.grouped)，"
                + "只抵销双方一致的部分。请两个账套对账。",
            en: "“\(column.english)”: the \(what.en) of \(difference.book) with \(difference.otherBook) are "
                + "\(difference.amount.grouped), those of \(difference.otherBook) with \(difference.book) "
                + "\(difference.otherAmount.grouped) (debit positive), \(sum.grouped) apart; only what both say is taken out. "
                + "Reconcile the two books.")
    }
}

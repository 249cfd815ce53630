/// What can be wrong with the cashier's book 出纳账, with vouchers on cash and bank, and with the two together.
public enum CashProblem: TextualProblem, Equatable {
    /// Whoever is a cashier reviews or posts.
    case cashierDuty(user: String, reviews: Bool)
    /// Money taken in without a receipt number, of one voucher; the line counts from 1.
    case receiptMissing(line: Int, account: String, amount: Money)
    /// The same of many vouchers of a file.
    case receiptsMissing(vouchers: Int)
    /// No voucher of a book bears any receipt number.
    case receiptsUnheard(book: String, vouchers: Int)
    /// A voucher on cash or bank that no cashier signed.
    case signatureMissing(voucher: String)
    /// Vouchers of a month that no cashier signed.
    case signaturesMissing(book: String, month: Month, vouchers: Int, first: String)
    /// The account is neither cash nor bank, or takes no entries.
    case notMoney(String)
    /// An amount that is not above zero.
    case amountInvalid(Money)
    /// Money moved from an account to the same one.
    case sameAccount(String)
    /// No summary.
    case summaryMissing
    /// The cashier took the account over before.
    case openingTwice(account: String, entry: Int)
    /// An entry before the day the cashier took the account over.
    case beforeOpening(account: String, date: CalendarDate, opening: CalendarDate)
    /// No such entry.
    case entryUnknown(book: String, entry: Int)
    /// The entry was cancelled, or cancels another.
    case cancelled(entry: Int)
    /// The entry went into a draft or voucher already.
    case drafted(entry: Int, voucher: String)
    /// A voucher that nobody linked answers the entry already; a warning.
    case answered(entry: Int, voucher: String)
    /// An opening becomes no voucher.
    case openingDrafted(entry: Int)
    /// Nobody said which account is on the other side.
    case againstMissing(entry: Int)
    /// The cashier does not keep the account.
    case notKept(book: String, account: String)
    /// A receipt without a number; told, not refused.
    case receiptUnnumbered
    /// Cash of the cashier's book is below zero; told, not refused.
    case negative(account: String, date: CalendarDate, balance: Money)
    /// Pieces by face value that can't be read.
    case notesMalformed(String)
    /// A count that differs and does not say why.
    case countUnexplained(counted: Money, expected: Money)
    /// Only cash is counted.
    case countOfBank(String)
    /// Nobody watched the count, or the cashier alone.
    case witness
    /// A voucher without a line on cash or bank.
    case nothingToSign(String)
    /// The voucher is signed.
    case signed(String, by: String)
    /// Whoever reviewed can't sign as cashier.
    case signerReviewed(String, user: String)
    /// A day of the cashier's book that differs from 101/102.
    case dayDiffers(book: String, account: String, day: CashComparison.Day)
    /// A month without a count of cash.
    case countMissing(book: String, account: String, month: Month)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .cashierDuty, .receiptMissing, .receiptsMissing, .receiptsUnheard, .signatureMissing,
            .signaturesMissing, .nothingToSign, .signed, .signerReviewed:
            voucherText
        case .dayDiffers, .countMissing, .notesMalformed, .countUnexplained, .countOfBank, .witness:
            comparisonText
        default: entryText
        }
    }

    private var voucherText: ProblemText {
        switch self {
        case .cashierDuty(let user, let reviews):
            return ProblemText(
                "voucher.cashier-duty",
                zh: "用户 \(user) 是出纳，不得兼任\(reviews ? "审核、审批" : "收支、往来账目的登记（记账）")。请由其他人操作。",
                en:
                    "User \(user) is a cashier, and a cashier may not \(reviews ? "review or approve" : "post") vouchers. Have "
                    + "somebody else act.")
        case .receiptMissing(let line, let account, let amount):
            return ProblemText(
                "voucher.missing-receipt",
                zh: "第 \(line) 条分录科目 \(account) 收入 \(amount.grouped) 元，没有票据号。请填写收据或发票号（receipt）。",
                en:
                    "Line \(line) on \(account) takes in \(amount.grouped) yuan without a receipt or invoice number. Fill "
                    + "in the receipt.")
        case .receiptsMissing(let vouchers):
            return ProblemText(
                "voucher.missing-receipt",
                zh: "从这里起共 \(vouchers) 张凭证收入了现金或银行存款而没有票据号。导入后运行 check 查看；请在 receipt 栏填写收据或发票号。",
                en:
                    "From here on \(vouchers) voucher(s) take in cash or bank money without a receipt or invoice number. "
                    + "Fill in the column receipt; check tells which they are.")
        case .receiptsUnheard(let book, let vouchers):
            return ProblemText(
                "voucher.missing-receipt",
                zh: "账套 \(book) 没有登记过任何票据号：\(vouchers) 张凭证收入了现金或银行存款，这是第一张。"
                    + "请登记领用的票据（receipt issue），收款时填写票据号。",
                en:
                    "Book \(book) has no receipt number anywhere: \(vouchers) voucher(s) take in cash or bank money, of which "
                    + "this is the first. Record the receipts handed out (receipt issue) and give their numbers."
            )
        case .signatureMissing(let voucher):
            return ProblemText(
                "voucher.missing-cashier",
                zh: "凭证 \(voucher) 有现金或银行存款分录，没有出纳签字。请由出纳签字：cash sign \(voucher)。",
                en:
                    "\(voucher) has a line on cash or bank and no cashier's signature. Have the cashier sign: cash sign "
                    + "\(voucher).")
        case .signaturesMissing(let book, let month, let vouchers, let first):
            return ProblemText(
                "voucher.missing-cashier",
                zh: "账套 \(book) 的 \(month) 有 \(vouchers) 张现金或银行存款凭证没有出纳签字，第一张是 \(first)。请由出纳签字：cash sign。",
                en:
                    "In \(month) of book \(book) \(vouchers) voucher(s) on cash or bank lack the cashier's signature, "
                    + "\(first) first. Have the cashier sign: cash sign.")
        case .nothingToSign(let name):
            return ProblemText(
                "cash.nothing-to-sign", zh: "\(name) 没有现金或银行存款分录，不需要出纳签字。请核对凭证号。",
                en: "\(name) has no line on cash or bank, so a cashier has nothing to sign. Check its name.")
        case .signed(let name, let user):
            return ProblemText(
                "cash.signed", zh: "\(name) 已由出纳 \(user) 签字。", en: "\(name) is signed by \(user) already.")
        case .signerReviewed(let name, let user):
            return ProblemText(
                "cash.signer-reviewed", zh: "\(name) 是用户 \(user) 审核或审批的，同一人不能又以出纳签字。请由出纳本人签字。",
                en:
                    "\(name) was reviewed or approved by the person of user \(user), who can't sign it as cashier. Have another "
                    + "person sign.")
        default: return entryText
        }
    }

    private var entryText: ProblemText {
        switch self {
        case .notMoney(let account):
            return ProblemText(
                "cash.not-money",
                zh: "科目 \(account) 不是可以记账的现金或银行存款科目。请用 101、102 的末级科目，如 10101。",
                en:
                    "Account \(account) is no account of cash or bank that takes entries. Use a leaf of 101 or 102, such "
                    + "as 10101.")
        case .amountInvalid(let amount):
            return ProblemText(
                "cash.amount", zh: "金额 \(amount.grouped) 应大于零。收款、付款用命令区分，写错的用 cash cancel 撤销。",
                en:
                    "The amount \(amount.grouped) must be above zero. Say receipt or payment; a wrong entry is taken "
                    + "back with cash cancel.")
        case .sameAccount(let account):
            return ProblemText(
                "cash.same-account", zh: "不能从科目 \(account) 转到它自己。请核对 --account 和 --to。",
                en: "Money can't move from \(account) to itself. Check --account and --to.")
        case .summaryMissing:
            return ProblemText(
                "cash.summary-missing", zh: "缺少摘要。请用 --summary 写明收付的事由。",
                en: "There is no summary. Say with --summary what it is for.")
        case .openingTwice(let account, let entry):
            return ProblemText(
                "cash.opening-twice",
                zh: "科目 \(account) 的出纳期初已记在第 \(entry) 笔。要改请先撤销它：cash cancel \(entry)。",
                en:
                    "Entry \(entry) has the opening of \(account) already. To change it, cancel that first: cash "
                    + "cancel \(entry).")
        case .beforeOpening(let account, let date, let opening):
            return ProblemText(
                "cash.before-opening", zh: "出纳从 \(opening) 接管科目 \(account)，\(date) 在此之前。请核对日期。",
                en: "The cashier took \(account) over on \(opening); \(date) lies before it. Check the date.")
        case .entryUnknown(let book, let entry):
            return ProblemText(
                "cash.entry-unknown", .unknown, zh: "账套 \(book) 的出纳账没有第 \(entry) 笔。cash list 列出全部。",
                en: "The cashier's book of \(book) has no entry \(entry). cash list shows them.")
        case .cancelled(let entry):
            return ProblemText(
                "cash.cancelled", zh: "出纳账第 \(entry) 笔已经撤销，或本身就是撤销。请核对笔号。",
                en: "Entry \(entry) is cancelled, or cancels another. Check its number.")
        case .drafted(let entry, let voucher):
            return ProblemText(
                "cash.drafted", zh: "出纳账第 \(entry) 笔已制成凭证 \(voucher)。草稿请先删除；已记账的请先红字冲销。",
                en:
                    "Entry \(entry) went into \(voucher). Delete the draft first; reverse a posted voucher first."
            )
        case .answered(let entry, let voucher):
            return ProblemText(
                "cash.answered",
                zh: "出纳账第 \(entry) 笔没有制单：\(voucher) 金额相同，看来已经入账。确实没有入账的，请写笔号制单：cash draft \(entry)。",
                en:
                    "Entry \(entry) was not drafted: \(voucher) has the same amount and seems to be it. If it is not, draft the "
                    + "entry by its number: cash draft \(entry).")
        case .openingDrafted(let entry):
            return ProblemText(
                "cash.opening-drafted", zh: "出纳账第 \(entry) 笔是期初，不制凭证。请核对笔号。",
                en: "Entry \(entry) is an opening and becomes no voucher. Check its number.")
        case .againstMissing(let entry):
            return ProblemText(
                "cash.against-missing", zh: "出纳账第 \(entry) 笔没有对方科目。请用 --against 写明，如 50103。",
                en:
                    "Entry \(entry) does not say which account is on the other side. Give it with --against, such as "
                    + "50103.")
        case .notKept(let book, let account):
            return ProblemText(
                "cash.not-kept", zh: "账套 \(book) 的出纳账还没有科目 \(account)。请先登记接管时的余额：cash record --opening。",
                en:
                    "The cashier's book of \(book) has no account \(account) yet. Record what was taken over first: cash "
                    + "record --opening.")
        case .receiptUnnumbered:
            return ProblemText(
                "cash.missing-receipt", zh: "这笔收款没有票据号。请补记：撤销后用 --receipt 重记。",
                en: "This receipt bears no number. Cancel it and record it again with --receipt.")
        case .negative(let account, let date, let balance):
            return ProblemText(
                "cash.negative", zh: "出纳账科目 \(account) 在 \(date) 余额为 \(balance.grouped)，是负数。请核对有没有漏记收款。",
                en:
                    "The cashier's balance of \(account) stands at \(balance.grouped) on \(date), below zero. See whether "
                    + "a receipt was left out.")
        default: return comparisonText
        }
    }

    private var comparisonText: ProblemText {
        switch self {
        case .notesMalformed(let text):
            return ProblemText(
                "cash.notes", .unreadable,
                zh: "“\(QuotedText(text))”不是票面清点。写法如 100=3;50=1;0.5=2：面值=张数，面值须是流通的面额，各写一次。",
                en:
                    "“\(QuotedText(text))” is no count of notes. Write 100=3;50=1;0.5=2: face value and pieces, each face "
                    + "value once and one that exists.")
        case .countUnexplained(let counted, let expected):
            let gap = Money(fen: counted.fen &- expected.fen)
            return ProblemText(
                "cash.count-unexplained",
                zh:
                    "盘点 \(counted.grouped)，出纳账余额 \(expected.grouped)，\(gap.isRed ? "短款" : "长款") \(Money(fen: abs(gap.fen)).grouped)。"
                    + "请用 --reason 说明原因和处理。",
                en:
                    "\(counted.grouped) counted, \(expected.grouped) in the cashier's book: \(Money(fen: abs(gap.fen)).grouped) "
                    + "too \(gap.isRed ? "little" : "much"). Say why with --reason.")
        case .countOfBank(let account):
            return ProblemText(
                "cash.count-of-bank", zh: "科目 \(account) 是银行存款，不盘点现金；银行存款用余额调节表核对。",
                en: "\(account) is a bank account; only cash is counted, the bank is reconciled.")
        case .witness:
            return ProblemText(
                "cash.witness", zh: "盘点要有监盘人，且不能是出纳本人。请用 --witness 写明。",
                en: "A count needs somebody who watches, other than the cashier. Name them with --witness.")
        case .dayDiffers(let book, let account, let day):
            return ProblemText(
                "cash.day-differs",
                zh:
                    "账套 \(book) 科目 \(account) 在 \(day.date) 日终：出纳账 \(day.cashier.grouped)，会计账 \(day.ledger.grouped)，"
                    + "相差 \(day.difference.grouped)。"
                    + Self.list("出纳账有、会计账没有：", day.missingInLedger, "；")
                    + Self.list("会计账有、出纳账没有：", day.missingInCash, "；") + "请逐笔核对。",
                en:
                    "\(account) of book \(book) at the end of \(day.date): \(day.cashier.grouped) in the cashier's book, "
                    + "\(day.ledger.grouped) in the ledger, \(day.difference.grouped) apart. "
                    + Self.list("Not in the ledger: ", day.missingInLedger, ". ")
                    + Self.list("Not in the cashier's book: ", day.missingInCash, ". ")
                    + "Compare them one by one.")
        case .countMissing(let book, let account, let month):
            return ProblemText(
                "cash.count-missing",
                zh: "账套 \(book) 的 \(month) 没有现金 \(account) 的盘点表。请盘点：cash count。",
                en: "There is no count of cash \(account) of book \(book) in \(month). Count it: cash count.")
        default:
            return ProblemText("cash.unknown", zh: "出纳账有误。请核对。", en: "The cashier's book is wrong. Check it.")
        }
    }

    private static func list(_ title: String, _ items: [CashComparison.Item], _ end: String) -> String {
        guard !items.isEmpty else { return "" }
        let shown = items.prefix(5).map {
            "\($0.name) \($0.amount.grouped)" + ($0.receipt.map { " \($0)" } ?? "")
        }
        let more = items.count > shown.count ? " …(\(items.count))" : ""
        return title + shown.joined(separator: ", ") + more + end
    }
}

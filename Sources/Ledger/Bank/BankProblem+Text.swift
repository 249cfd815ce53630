extension BankProblem: TextualProblem {
    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .accountUnknown, .accountExists, .notABankAccount, .accountClosed, .closedTooEarly,
            .mappingUnknown:
            ofAccount
        case .noStatement, .beforeStatements, .uncovered, .unbalanced, .stale, .unregistered: ofStanding
        case .matchUnequal, .matchTooFew, .alreadyMatched, .lineUnknown, .entryUnknown, .matchUnknown,
            .matchUndone, .reasonMissing, .openingTooLate:
            ofMatch
        case .amounts, .direction, .mappingWithoutAmount, .empty, .duplicateLine, .balanceBreak: ofRow
        default: ofFile
        }
    }

    private func problem(_ name: String, _ kind: ProblemKind = .refused, zh: String, en: String)
        -> ProblemText
    {
        ProblemText("bank." + name, kind, zh: zh, en: en)
    }

    private var ofAccount: ProblemText {
        switch self {
        case .accountUnknown(let book, let account):
            problem(
                "account-unknown", .unknown,
                zh:
                    "\(book.map { "账套 \($0) " } ?? "")没有银行账户“\(QuotedText(account))”。用 bank-account list 查看，或用 bank-account add 登记。",
                en:
                    "\(book.map { "Book \($0) has" } ?? "There is") no bank account “\(QuotedText(account))”. See bank-account list, or register it "
                    + "with bank-account add.")
        case .accountExists(let book, let account, let ledgerAccount):
            problem(
                "account-exists",
                zh:
                    "账套 \(book) 已有银行账户“\(QuotedText(account))”，或科目 \(ledgerAccount) 已对应另一个银行账户。请换一个编码，或先增设明细科目。",
                en:
                    "Book \(book) has a bank account “\(QuotedText(account))”, or account \(ledgerAccount) stands for "
                    + "another one. Choose another code, or add a detail account first.")
        case .notABankAccount(let code):
            problem(
                "not-a-bank-account",
                zh: "科目 \(code) 不是可记账的银行存款明细科目。请用 102 下的末级科目，如 10201。",
                en:
                    "Account \(code) is no bank account that takes entries. Use a leaf below 102, such as 10201."
            )
        case .accountClosed(let account, let day):
            problem(
                "account-closed", zh: "银行账户 \(account) 已于 \(day) 销户。",
                en: "Bank account \(account) was closed on \(day) already.")
        case .closedTooEarly(let account, let day, let last):
            problem(
                "closed-too-early",
                zh: "银行账户 \(account) 到 \(last) 还有记录，销户日不能是 \(day)。请核对日期。",
                en:
                    "Bank account \(account) has records up to \(last) and can't be closed on \(day). Check the day."
            )
        case .mappingUnknown(let bank):
            problem(
                "mapping-unknown", .unknown,
                zh: "没有保存“\(QuotedText(bank))”的列对照。请用 --mapping 文件，或先用 bank-mapping set 保存。",
                en:
                    "No column mapping is kept for “\(QuotedText(bank))”. Give one with --mapping, or keep it with "
                    + "bank-mapping set.")
        default: ofFile
        }
    }

    private var ofRow: ProblemText {
        switch self {
        case .balanceBreak(let expected, let stated):
            problem(
                "balance-break",
                zh: "这一行的余额是 \(stated.grouped)，按上一行余额加本行金额应为 \(expected.grouped)，相差 "
                    + "\(Self.difference(stated, expected))。请核对是否漏行、重复行，或次序被改动。",
                en: "The balance here is \(stated.grouped); the one before with this amount makes "
                    + "\(expected.grouped), a difference of \(Self.difference(stated, expected)). Look for a row that "
                    + "is missing, twice there or out of order.")
        case .duplicateLine(let first):
            problem(
                "duplicate-line",
                zh: "与第 \(first) 行的日期、金额、户名、摘要都相同，又没有流水号或余额可以区分。确是两笔的，加 --accept-duplicates。",
                en:
                    "Date, amount, counterparty and summary are those of line \(first), and there is neither a serial "
                    + "number nor a balance to tell them apart. If they are two, add --accept-duplicates.")
        case .amounts(let received, let paid):
            problem(
                "amounts", .unreadable,
                zh: "收入“\(QuotedText(received))”、支出“\(QuotedText(paid))”：应恰有一个不为零。请核对这一行；合计行请删去。",
                en:
                    "Received “\(QuotedText(received))” and paid “\(QuotedText(paid))”: exactly one must be other than "
                    + "zero. Check the row; remove it if it is a total.")
        case .direction(let text):
            problem(
                "direction", .unreadable,
                zh: "借贷标志“\(QuotedText(text))”看不出是收入还是支出。可用：贷、收、收入、C、+ 为收入，借、付、支出、D、- 为支出。",
                en:
                    "“\(QuotedText(text))” says neither received (贷, 收, C, +) nor paid (借, 付, D, -). Correct it."
            )
        case .mappingWithoutAmount:
            problem(
                "mapping-without-amount", .unreadable,
                zh: "列对照里没有金额：写 received 和 paid 两列，或 amount 一列（支出为负），或 amount 加 direction。",
                en:
                    "The mapping has no amount: map received and paid, or amount (paid below zero), or amount with "
                    + "direction.")
        default:
            problem(
                "empty", .unreadable, zh: "文件里没有明细。确实没有发生额的，用 --period 说明是哪个期间。",
                en: "The file has no lines. If nothing happened, say of which period it is with --period.")
        }
    }

    private var ofFile: ProblemText {
        switch self {
        case .gap(let previous, let day, let opening):
            problem(
                "gap",
                zh: "这份对账单从余额 \(opening.grouped) 开始，而已有对账单到 \(day) 的余额是 \(previous.grouped)，中间缺 "
                    + "\(Self.difference(opening, previous))。请先导入中间的对账单。",
                en:
                    "This statement begins with \(opening.grouped), but the last one ended with \(previous.grouped) on "
                    + "\(day): \(Self.difference(opening, previous)) is missing. Import what lies between first."
            )
        case .gapAfter(let closing, let next, let day):
            problem(
                "gap",
                zh: "这份对账单以余额 \(closing.grouped) 结束，而已有对账单从 \(day) 起的期初余额是 \(next.grouped)。请导入与它相接的对账单。",
                en:
                    "This statement ends with \(closing.grouped), but the one that follows begins on \(day) with "
                    + "\(next.grouped). Import the one that joins it.")
        case .notContiguous:
            problem(
                "not-contiguous",
                zh: "文件中新的明细分在已导入明细的前后。请把较早和较晚的部分分成两个文件导入。",
                en:
                    "The new lines stand before and after lines that are there. Split the file and import each part."
            )
        case .openingMissing(let account):
            problem(
                "opening-missing",
                zh: "文件没有余额列，银行账户 \(account) 也还没有对账单。请用 --opening-balance 写明期初余额。",
                en:
                    "The file has no balances and bank account \(account) no statement. Say with --opening-balance what "
                    + "it held before.")
        case .openingDiffers(let said, let file):
            problem(
                "opening-differs",
                zh: "写明的期初余额 \(said.grouped) 与文件的 \(file.grouped) 不符。请核对。",
                en:
                    "The opening balance said, \(said.grouped), is not that of the file, \(file.grouped). Check it."
            )
        case .outsideAccount(let date, let opened, let closed):
            problem(
                "outside-account",
                zh: "\(date) 不在银行账户的使用期内（\(opened) 至 \(closed.map { "\($0)" } ?? "今")）。请核对是不是这个账户的对账单。",
                en:
                    "\(date) is outside the life of the account (\(opened) to \(closed.map { "\($0)" } ?? "now")). Check "
                    + "whether the statement is this account's.")
        case .outsidePeriod(let date, let period):
            problem(
                "outside-period", zh: "\(date) 不在 --period \(period) 之内。请核对期间。",
                en: "\(date) is not in --period \(period). Check the period.")
        case .beforeOpenings(let account, let date, let begins):
            problem(
                "before-openings",
                zh: "银行账户 \(account) 已登记 \(begins) 以前的期初未达账项，不能再导入从 \(date) 开始的对账单。",
                en:
                    "Opening items of bank account \(account) say what was open before \(begins), so no statement from "
                    + "\(date) on can be imported.")
        default: ofRow
        }
    }

    private var ofMatch: ProblemText {
        switch self {
        case .matchUnequal(let bank, let book):
            problem(
                "match-unequal",
                zh: "银行一方合计 \(bank.grouped)，账内一方合计 \(book.grouped)，相差 \(Self.difference(bank, book))，不能勾对。",
                en: "The bank's side comes to \(bank.grouped), the book's to \(book.grouped): "
                    + "\(Self.difference(bank, book)) apart. They must be equal.")
        case .matchTooFew(let count):
            problem(
                "match-too-few", zh: "只有 \(count) 笔，勾对至少要两笔。请用 --line 和 --voucher 写明两方。",
                en:
                    "There are \(count) item(s); a match takes at least two. Name both sides with --line and --voucher."
            )
        case .alreadyMatched(let item, let match):
            problem(
                "already-matched", zh: "\(item) 已在勾对组 \(match) 中。要改，先 reconcile unmatch。",
                en: "\(item) is in match \(match) already. To change that, undo it first: reconcile unmatch.")
        case .lineUnknown(let account, let line):
            problem(
                "line-unknown", .unknown, zh: "银行账户 \(account) 的对账单没有第 \(line) 笔。用 reconcile list 查看。",
                en: "The statements of bank account \(account) have no line \(line). See reconcile list.")
        case .entryUnknown(let account, let entry, let ledgerAccount):
            problem(
                "entry-unknown", .unknown,
                zh:
                    "\(QuotedText(entry)) 不是银行账户 \(account)（科目 \(ledgerAccount)）的分录。写法如 V001/2026-03/记-5/2，末尾是分录行号。",
                en:
                    "\(QuotedText(entry)) is no entry of bank account \(account) (account \(ledgerAccount)). Write it like "
                    + "V001/2026-03/记-5/2, the line last.")
        case .matchUnknown(let account, let match):
            problem(
                "match-not-found", .unknown,
                zh: "银行账户 \(account) 没有勾对组 \(match)。用 reconcile list --matched 查看。",
                en: "Bank account \(account) has no match \(match). See reconcile list --matched.")
        case .matchUndone(let account, let match):
            problem(
                "match-undone", zh: "银行账户 \(account) 的勾对组 \(match) 已经取消过。",
                en: "Match \(match) of bank account \(account) was undone before.")
        case .openingTooLate(let account, let date, let begins):
            problem(
                "opening-too-late",
                zh: "期初未达账项的日期 \(date) 应早于银行账户 \(account) 对账单开始的 \(begins)；之后的凭证和对账单明细会自己列入。",
                en:
                    "An opening item of \(date) must lie before \(begins), when the statements of bank account "
                    + "\(account) begin; what is later is listed by itself.")
        default:
            problem(
                "reason-missing", zh: "取消勾对要写明原因。请加 --reason。",
                en: "Undoing a match needs a reason. Add --reason.")
        }
    }

    private var ofStanding: ProblemText {
        switch self {
        case .noStatement(let account):
            problem(
                "no-statement", .unknown, zh: "银行账户 \(account) 还没有导入对账单。用 import bank-statement 导入。",
                en: "No statement of bank account \(account) was imported. Use import bank-statement.")
        case .beforeStatements(let account, let day, let begins):
            problem(
                "before-statements", .unknown, zh: "银行账户 \(account) 的对账单从 \(begins) 开始，没有 \(day) 的余额。",
                en:
                    "The statements of bank account \(account) begin on \(begins); there is no balance of \(day)."
            )
        case .uncovered(let book, let account, let day, let through):
            problem(
                "uncovered",
                zh:
                    "账套 \(book) 银行账户 \(account) 的对账单\(through.map { "只到 \($0)" } ?? "还没有导入")，没有到 \(day)。请导入对账单，"
                    + "并用 --period 写明期间。",
                en: "The statements of bank account \(account) of book \(book) "
                    + "\(through.map { "end on \($0)" } ?? "were not imported"); they do not reach \(day). Import them and "
                    + "name their period with --period.")
        case .unbalanced(let book, let account, let day, let bank, let own):
            problem(
                "unreconciled",
                zh: "账套 \(book) 银行账户 \(account) 在 \(day) 调节后不平：银行 \(bank.grouped)，账面 \(own.grouped)，相差 "
                    + "\(Self.difference(bank, own))。请看 reconcile statement；对账单开始以前的未达账项用 reconcile opening 登记。",
                en:
                    "Bank account \(account) of book \(book) is not reconciled on \(day): the bank's side comes to "
                    + "\(bank.grouped), the book's to \(own.grouped), \(Self.difference(bank, own)) apart. See reconcile "
                    + "statement; enter what was open before the first statement with reconcile opening.")
        case .stale(let book, let account, let day, let items, let oldest, let days):
            problem(
                "stale-items",
                zh:
                    "账套 \(book) 银行账户 \(account) 到 \(day) 有 \(items) 笔未达账项超过 \(days) 天，最早的是 \(oldest)。请 reconcile run，"
                    + "再查明其余，补记或勾对。",
                en:
                    "Bank account \(account) of book \(book) has \(items) item(s) open for more than \(days) days on "
                    + "\(day), the oldest of \(oldest). Use reconcile run, then book or match the rest.")
        case .unregistered(let book, let accounts):
            problem(
                "unregistered",
                zh:
                    "账套 \(book) 的银行存款科目 \(accounts.joined(separator: "、")) 有发生额，没有登记银行账户，未对账。请用 bank-account add 登记。",
                en:
                    "Account(s) \(accounts.joined(separator: ", ")) of book \(book) have bank turnover and no bank account "
                    + "is registered, so nothing is reconciled. Register it: bank-account add.")
        default: ofMatch
        }
    }

    private static func difference(_ a: Money, _ b: Money) -> String {
        Money(fen: a.fen &- b.fen).grouped
    }
}

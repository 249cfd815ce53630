import Ledger
import LedgerSchema

extension Question {
    /// All questions, errors before warnings.
    static var all: [Question] { errors + warnings + assets }

    private static var errors: [Question] {
        [
            Question(
                code: nil, severity: .error, sql: Schema.Checks.voucherRules, message: BrokenRule.message),
            Question(
                code: "voucher.reversal-across-years", severity: .error,
                sql: Schema.Checks.reversalsAcrossYears
            ) { row in
                let amount = yuan(row.int(7))
                return (
                    "\(day(row.int(1))) 冲销了 \(day(row.int(4))) 的凭证 \(original(row))，涉及收支科目 \(row.text(8)) "
                        + "\(amount) 元，跨了年度。请改用以前年度调整。",
                    "Dated \(day(row.int(1))), it reverses \(original(row)) of \(day(row.int(4))) with \(amount) yuan on "
                        + "income or expense (\(row.text(8))), across the year end. Use a prior-year correction."
                )
            },
            Question(
                code: "voucher.reversal-differs", severity: .error, sql: Schema.Checks.reversalsThatDiffer
            ) { row in
                (
                    "红字冲销 \(row.int(9)) 条分录、借方 \(yuan(row.int(7)))，原凭证 \(original(row)) \(row.int(10)) 条、借方 "
                        + "\(yuan(row.int(8)))，科目、往来单位或金额不一致。请核对。",
                    "The reversal has \(row.int(9)) lines with debits of \(yuan(row.int(7))), \(original(row)) has "
                        + "\(row.int(10)) with \(yuan(row.int(8))); accounts, counterparties or amounts differ. Compare them."
                )
            },
            Question(code: "book.count-differs", severity: .error, sql: Schema.Checks.counts) { row in
                (
                    "链头记有 \(row.int(4)) 张凭证，实有 \(row.int(5)) 张。请运行 verify。",
                    "The head counts \(row.int(4)) vouchers, there are \(row.int(5)). Run verify."
                )
            },
            Question(code: "opening.unbalanced", severity: .error, sql: Schema.Checks.openings) { row in
                (
                    "期初余额借贷相差 \(yuan(row.int(4)))。请核对期初余额。",
                    "The openings are out of balance by \(yuan(row.int(4))). Check them."
                )
            },
            Question(
                code: "opening.turnover-differs", severity: .error, sql: Schema.Checks.openingTurnover
            ) { row in
                let problem = PeriodProblem.openingTurnover(
                    account: row.text(4), yearOpening: Money(fen: row.int(5)), debit: Money(fen: row.int(6)),
                    credit: Money(fen: row.int(7)), balance: Money(fen: row.int(8)))
                return (problem.chinese, problem.english)
            },
            Question(code: "period.previous-open", severity: .error, sql: Schema.Checks.closedAfterOpen) {
                row in
                (
                    "\(month(row.int(4))) 已结账，而上一月没有结账。请按顺序结账。",
                    "\(month(row.int(4))) is closed and the month before it is not. Close month by month."
                )
            },
        ]
    }

    private static var warnings: [Question] {
        [
            Question(code: "draft.closed-month", severity: .warning, sql: Schema.Checks.draftsInClosedMonths)
            { row in
                (
                    "草稿 \(row.text(0))#\(row.int(4)) 的月份 \(month(row.int(5))) 已结账。请改日期或删除。",
                    "Draft \(row.text(0))#\(row.int(4)) is in \(month(row.int(5))), which is closed. Change its date or delete it."
                )
            },
            Question(code: "voucher.no-attachment", severity: .warning, sql: Schema.Checks.withoutAttachment)
            { row in
                let (date, amount, summary) = (day(row.int(1)), yuan(row.int(4)), row.text(5))
                return (
                    "\(date)“\(summary)”\(amount) 元没有附件，也没有说明原因。请补上原始凭证。",
                    "\(date) “\(summary)”, \(amount) yuan, has no attachment and no reason for it. Find its source document."
                )
            },
            Question(code: "voucher.document-twice", severity: .warning, sql: Schema.Checks.documentsTwice) {
                row in
                (
                    "单据 \(row.text(7)) 已随凭证 \(original(row)) 记入 \(row.text(8)) \(row.text(9))，这里又记一次。请核对是否重复入账；分次付款可不理会。",
                    "Document \(row.text(7)) is charged to \(row.text(8)) \(row.text(9)) here and by \(original(row)) before. "
                        + "Check that it is not booked twice; one that was paid in parts is all right."
                )
            },
            Question(code: "source.unusual-account", severity: .warning, sql: Schema.Checks.unusualSources) {
                row in
                let usual = row.text(8).split(separator: "|")
                return (
                    "第 \(row.int(4)) 条分录 \(yuan(row.int(9))) 元：来源“\(row.text(5))”记在 \(row.text(7))，通常记在 "
                        + "\(usual.joined(separator: "、"))。请核对来源或科目。",
                    "Line \(row.int(4)) with \(yuan(row.int(9))) yuan: source “\(row.text(6))” stands on \(row.text(7)), usually on "
                        + "\(usual.joined(separator: ", ")). Check source and account."
                )
            },
            Question(
                code: "source.other-operating-share", severity: .warning, sql: Schema.Checks.otherOperating
            ) { row in
                (
                    "\(row.text(4)) \(row.int(5)) 年“其他经营收入” \(yuan(row.int(6)))，超过经营性收入 \(yuan(row.int(7))) 的 5%。请归入具体来源。",
                    "\(row.text(4)) has “other operating” income of \(yuan(row.int(6))) in \(row.int(5)), more than 5 % of "
                        + "its operating income of \(yuan(row.int(7))). Give it its sources."
                )
            },
            contraryDetails,
            Question(
                code: "account.contrary-balance", severity: .warning, sql: Schema.Checks.contraryAccounts
            ) { row in
                (
                    "科目 \(row.text(4)) \(row.text(5)) 的余额在\(row.text(7) == "debit" ? "贷" : "借")方：\(yuan(abs: row.int(6)))。请核对。",
                    "Account \(row.text(4)) \(row.text(5)) stands on its contrary side with \(yuan(abs: row.int(6))). Check it."
                )
            },
            Question(
                code: "counterparty.late-sibling", severity: .warning, sql: Schema.Checks.lateSiblings
            ) { row in
                let problem = LateSiblings.problem(row)
                return (problem.chinese, problem.english)
            },
            Question(
                code: "counterparty.unknown-book", severity: .warning,
                sql: Schema.Checks.strangeCounterparties
            ) { row in
                (
                    "往来单位 \(row.text(4)) 指向账套 \(row.text(5))，本村没有这个账套。",
                    "Counterparty \(row.text(4)) stands for book \(row.text(5)), which the village does not have."
                )
            },
        ]
    }

    private static var contraryDetails: Question {
        Question(
            code: "counterparty.contrary-balance", severity: .warning, sql: Schema.Checks.contraryDetails
        ) { row in
            let isClaim = row.text(8) == "debit"
            let amount = yuan(abs: row.int(7))
            return (
                "\(row.text(4)) \(row.text(5)) 对 \(row.text(6)) 有\(isClaim ? "贷" : "借")方余额 \(amount)。请核对是否串户，或应重分类。",
                "\(row.text(4)) \(row.text(5)) with \(row.text(6)) stands in \(isClaim ? "credit" : "debit") with \(amount). "
                    + "Check whether it belongs to another, or reclassify it."
            )
        }
    }

    /// The voucher in columns 4 to 6.
    private static func original(_ row: RawStatement) -> String {
        FoundVoucher.place(book: row.text(0), date: row.int(4), kind: row.text(5), number: row.int(6)).voucher
            ?? ""
    }

    private static func yuan(_ fen: Int64) -> String { Money(fen: fen).grouped }
    private static func yuan(abs fen: Int64) -> String { Money(fen: fen == .min ? .max : abs(fen)).grouped }
    private static func month(_ number: Int64) -> String {
        Month(number: Int32(clamping: number)).map { "\($0)" } ?? "\(number)"
    }
    static func day(_ number: Int64) -> String {
        CalendarDate(number: Int32(clamping: number)).map { "\($0)" } ?? "\(number)"
    }
}

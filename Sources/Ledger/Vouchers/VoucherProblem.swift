/// What a voucher 凭证 can get wrong; one case per rule, each with its numbers.
///
/// The codes are those the schema's triggers raise, so every road to the ledger says the same.
public enum VoucherProblem: TextualProblem, Equatable {
    /// Debits and credits differ.
    case unbalanced(debit: Money, credit: Money)
    /// Fewer than two lines.
    case tooFewLines(Int)
    /// More lines than a voucher may have.
    case tooManyLines(Int)
    /// A line has both a debit and a credit.
    case bothSides(line: Int)
    /// A line has neither a debit nor a credit.
    case zeroLine(line: Int)
    /// Red and black amounts in one voucher of a type that may not mix them.
    case mixedSigns
    /// A line on operating income without its source 收入来源.
    case missingSource(line: Int, account: String)
    /// A line on a claim or debt without its counterparty 往来单位.
    case missingCounterparty(line: Int, account: String)
    /// A word that is no voucher kind 凭证字.
    case unknownKind(String)
    /// A word that is no voucher type 凭证类型.
    case unknownType(String)
    /// Closing type without a line on 本年收益.
    case notAClosing
    /// A line on 本年收益 in a voucher that is not a closing voucher.
    case currentIncomeOutsideClosing(line: Int)
    /// A closing voucher with a line on something else than income, expense, 本年收益 or 收益分配.
    case closingOtherAccounts(line: Int)
    /// Distribution type without a line on 收益分配, or with one on income or expense.
    case notADistribution
    /// Prior-year type without a line on 以前年度调整, or with one on income or expense.
    case notAPriorYear
    /// A prior-year voucher that does not name an earlier year, or another voucher that names one.
    case originYear(Int?, year: Int)
    /// No attachment and no reason for it.
    case attachmentReason
    /// The number of attachments is out of range.
    case attachments(Int)
    /// Preparer or last editor and reviewer are one person.
    case samePerson(reviewer: String)
    /// Not reviewed yet.
    case notReviewed(String)
    /// The voucher it reverses or corrects is not there.
    case reversesUnknown(String)
    /// The name in `reverses` or `corrects` is an original name that several vouchers of the book bear.
    case reversesAmbiguous(String, candidates: [String])
    /// It is dated before the voucher it reverses or corrects.
    case reversalTooEarly(String, date: CalendarDate, original: CalendarDate)
    /// The voucher it reverses has been reversed already.
    case alreadyReversed(String)
    /// A draft reverses the same voucher already; of the two only one can be posted.
    case reversalDrafted(String, draft: String)
    /// A full reversal that is not the original with its signs turned.
    case reversalDiffers(String)
    /// A reversal in another year that touches income or expense.
    case reversalAcrossYears(String)
    /// No such posted voucher.
    case unknown(String)
    /// No such draft.
    case draftUnknown(String)
    /// The draft is reviewed and can't be edited.
    case draftReviewed(String)
    /// A posted voucher never changes.
    case posted(String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unbalanced(let debit, let credit):
            let gap = Money(fen: debit.fen &- credit.fen)
            return ProblemText(
                "voucher.unbalanced",
                zh: "借方合计 \(debit.grouped) 与贷方合计 \(credit.grouped) 不平，相差 \(gap.grouped) 元。请核对各分录金额。",
                en: "Debits \(debit.grouped) and credits \(credit.grouped) differ by \(gap.grouped) yuan. "
                    + "Check the amounts of the lines.")
        case .tooFewLines(let count):
            return ProblemText(
                "voucher.too-few-lines", zh: "凭证只有 \(count) 条分录，至少要有两条。请补齐对方科目。",
                en: "The voucher has \(count) line(s); it needs at least two. Add the other side.")
        case .tooManyLines(let count):
            return ProblemText(
                "voucher.too-many-lines", zh: "凭证有 \(count) 条分录，最多 999 条。请分成几张凭证。",
                en: "The voucher has \(count) lines; at most 999 are possible. Split it.")
        case .bothSides(let line):
            return ProblemText(
                "voucher.both-sides", zh: "第 \(line) 条分录借方和贷方都有金额。请只留一方，另一方留空。",
                en: "Line \(line) has both a debit and a credit. Keep one and leave the other empty.")
        case .zeroLine(let line):
            return ProblemText(
                "voucher.zero-line", zh: "第 \(line) 条分录没有金额。请填借方或贷方，或删去该行。",
                en: "Line \(line) has no amount. Fill in a debit or a credit, or delete the line.")
        case .mixedSigns:
            return ProblemText(
                "voucher.mixed-signs",
                zh: "同一凭证里既有红字又有蓝字。红字冲销凭证应全部为负数；只改差额请用更正凭证（correction）。",
                en: "Red and black amounts stand in one voucher. A reversal is all negative; "
                    + "for a difference use the type correction.")
        case .missingSource(let line, let account):
            return ProblemText(
                "voucher.missing-source",
                zh: "第 \(line) 条分录科目 \(account) 是经营性收入，缺收入来源，科目也没有默认来源。请填写收入来源（source）。",
                en:
                    "Line \(line) on operating income \(account) has no income source and the account has no default. "
                    + "Fill in the source.")
        case .missingCounterparty(let line, let account):
            return ProblemText(
                "voucher.missing-counterparty",
                zh: "第 \(line) 条分录科目 \(account) 是往来科目，缺往来单位。请填写往来单位（counterparty）。",
                en: "Line \(line) on \(account), a claim or debt, names no counterparty. Fill it in.")
        case .unknownKind(let text):
            return ProblemText(
                "voucher.unknown-kind", zh: "“\(text)”不是凭证字。可用：记、收、付、转。",
                en: "“\(text)” is no voucher kind. Use 记, 收, 付 or 转.")
        case .unknownType(let text):
            return ProblemText(
                "voucher.unknown-type",
                zh: "“\(text)”不是凭证类型。可用："
                    + VoucherType.allCases.map { "\($0.rawValue) \($0.chinese)" }.joined(separator: "、")
                    + "。",
                en:
                    "“\(text)” is no voucher type. Use normal, closing, distribution, correction or prior-year."
            )
        case .notAClosing:
            return ProblemText(
                "voucher.not-a-closing", zh: "结转凭证没有“本年收益”（321）分录。请改凭证类型，或补上结转分录。",
                en: "A closing voucher has no line on 本年收益 (321). Change the type or add that line.")
        case .currentIncomeOutsideClosing(let line):
            return ProblemText(
                "voucher.current-income-outside-closing",
                zh: "第 \(line) 条分录用了“本年收益”，只有结转凭证（closing）才能用。请改凭证类型或科目。",
                en:
                    "Line \(line) is on 本年收益, which only closing vouchers touch. Change the type or the account."
            )
        case .closingOtherAccounts(let line):
            return ProblemText(
                "voucher.closing-other-accounts",
                zh: "结转凭证第 \(line) 条分录的科目不是收入、费用、本年收益或收益分配。请另填一张凭证。",
                en: "Line \(line) of a closing voucher is neither on income, expense, 本年收益 nor 收益分配. "
                    + "Put it in a voucher of its own.")
        case .notADistribution:
            return ProblemText(
                "voucher.not-a-distribution", zh: "分配凭证应有“收益分配”（322）分录，且不得有收入、费用科目。请改凭证类型或科目。",
                en: "A distribution voucher needs a line on 收益分配 (322) and none on income or expense. "
                    + "Change the type or the accounts.")
        case .notAPriorYear:
            return ProblemText(
                "voucher.not-a-prior-year",
                zh: "以前年度更正凭证应有“以前年度调整”分录，且不得有收入、费用科目。请改凭证类型或科目。",
                en: "A prior-year voucher needs a line on 以前年度调整 and none on income or expense. "
                    + "Change the type or the accounts.")
        case .originYear(let origin, let year):
            let shown = origin.map(String.init) ?? "—"
            return ProblemText(
                "voucher.origin-year",
                zh: "归属年度为 \(shown)：以前年度更正须写早于 \(year) 年的归属年度，其他凭证不写。",
                en:
                    "Year of origin \(shown): a prior-year voucher names a year before \(year), other vouchers none."
            )
        case .attachmentReason:
            return ProblemText(
                "voucher.attachment-reason", zh: "没有附件。请填附件张数，或用 --attachment-reason 说明原因。",
                en: "There is no attachment. Give their number, or a reason with --attachment-reason.")
        case .attachments(let count):
            return ProblemText(
                "attachments.invalid", .unreadable, zh: "附件数 \(count) 不在 0 到 9999 之间。请改正。",
                en: "\(count) attachments is not between 0 and 9999. Correct it.")
        case .samePerson(let reviewer):
            return ProblemText(
                "voucher.same-person", zh: "\(reviewer) 与制单人（或最后修改人）是同一个人，不能审核。请由另一人审核。",
                en: "\(reviewer) is the same person as the preparer or last editor and may not review. "
                    + "Have somebody else review it.")
        case .notReviewed(let name):
            return ProblemText(
                "voucher.not-reviewed", zh: "\(name) 还没有审核，不能记账。请先审核：voucher review \(name)。",
                en: "\(name) is not reviewed and can't be posted. Review it first: voucher review \(name).")
        case .reversesUnknown(let name):
            return ProblemText(
                "voucher.reverses-unknown", zh: "要冲销或订正的凭证 \(name) 不存在或尚未记账。请核对凭证号，如 2026-03/记-12。",
                en:
                    "\(name), the voucher to reverse or correct, is not posted. Check its name, like 2026-03/记-12."
            )
        case .reversesAmbiguous(let name, let candidates):
            let shown = candidates.prefix(5)
            let more = candidates.count > shown.count ? "……" : ""
            let example = candidates.first ?? "V001/2026-03/记-12"
            return ProblemText(
                "voucher.reverses-ambiguous",
                zh: "有 \(candidates.count) 张凭证的原凭证号都是“\(name)”：\(shown.joined(separator: "、"))\(more)。"
                    + "请写明是哪一张，如 \(example)。",
                en: "\(candidates.count) vouchers were originally called “\(name)”: "
                    + "\(shown.joined(separator: ", "))\(more). Say which one, like \(example).")
        case .reversalTooEarly(let name, let date, let original):
            return ProblemText(
                "voucher.reversal-too-early",
                zh: "冲销或订正凭证的日期 \(date) 早于原凭证 \(name) 的日期 \(original)。请改为 \(original) 或以后的日期。",
                en:
                    "It is dated \(date), before \(original), the date of \(name) which it reverses or corrects. "
                    + "Date it \(original) or later.")
        case .alreadyReversed(let name):
            return ProblemText(
                "voucher.already-reversed", zh: "凭证 \(name) 已经冲销过一次，不能再冲。请查看已有的冲销凭证。",
                en: "\(name) has been reversed already; that is possible once. Look at the reversal there is."
            )
        case .reversalDrafted(let name, let draft):
            return ProblemText(
                "voucher.reversal-drafted",
                zh: "凭证 \(name) 已有冲销草稿 \(draft)。两张只能记账一张，请用 voucher delete 删去多余的一张。",
                en:
                    "\(draft) already drafts a reversal of \(name). Only one of the two can be posted; delete the other "
                    + "with voucher delete.")
        case .reversalDiffers(let name):
            return ProblemText(
                "voucher.reversal-differs",
                zh: "冲销凭证与原凭证 \(name) 不是同方向、同科目、同收入来源、金额相反。请用 voucher reverse 生成。",
                en:
                    "The reversal does not repeat \(name) on the same sides, accounts and income sources with its signs turned. "
                    + "Make it with voucher reverse.")
        case .reversalAcrossYears(let name):
            return ProblemText(
                "voucher.reversal-across-years",
                zh: "凭证 \(name) 是上年的，涉及收入或费用，不能跨年冲销。请用 voucher correct-prior-year 通过以前年度调整更正。",
                en:
                    "\(name) is of an earlier year and touches income or expense; it can't be reversed across the year "
                    + "end. Use voucher correct-prior-year.")
        case .unknown(let name):
            return ProblemText(
                "voucher.unknown", .unknown, zh: "没有凭证 \(name)。用 voucher list 查看凭证号。",
                en: "There is no voucher \(name). See voucher list for the names.")
        case .draftUnknown(let name):
            return ProblemText(
                "draft.unknown", .unknown, zh: "没有草稿 \(name)，或已记账、已删除。用 voucher list --drafts 查看。",
                en: "There is no draft \(name), or it was posted or deleted. See voucher list --drafts.")
        case .draftReviewed(let name):
            return ProblemText(
                "draft.reviewed", zh: "草稿 \(name) 已审核，不能修改。请先退回：voucher return \(name) --reason …。",
                en:
                    "\(name) is reviewed and can't be changed. Return it first: voucher return \(name) --reason …."
            )
        case .posted(let name):
            return ProblemText(
                "voucher.posted", zh: "\(name) 已记账，不可修改、删除或插入。请用红字冲销：voucher reverse。",
                en:
                    "\(name) is posted and can't be changed, deleted or inserted into. Reverse it: voucher reverse."
            )
        }
    }
}

import Ledger
import LedgerSchema

/// A rule that a posted voucher breaks, in the words of the rule and with its numbers (违反规则).
enum BrokenRule {
    /// What a row of ``Schema/Checks/voucherRules`` says.
    static func message(_ row: RawStatement) -> (zh: String, en: String) {
        let rule = text(row)
        let (date, lines) = (Question.day(row.int(1)), row.int(7))
        let debit = Money(fen: row.int(5)).grouped
        let credit = Money(fen: row.int(6)).grouped
        return (
            "\(rule.zh)（\(date)，\(lines) 条分录，借方 \(debit)，贷方 \(credit)）",
            "\(rule.en) (\(date), \(lines) line(s), debits \(debit), credits \(credit))"
        )
    }

    private static func text(_ row: RawStatement) -> (zh: String, en: String) {
        if let problem = problem(row) { return (problem.chinese, problem.english) }
        let (line, account) = worstLine(row)
        let place: (zh: String, en: String) =
            line > 0 ? ("第 \(line) 条分录科目 \(account)", "line \(line) on account \(account)") : ("", "")
        switch row.text(4) {
        case "account.unknown", "counterparty.unknown", "user.unknown":
            let what: (zh: String, en: String) =
                row.text(4) == "user.unknown" ? ("制单、修改或审核人", "who wrote or reviewed it") : place
            return (
                "\(what.zh) 无所指或不属于本账套，多半有人绕过程序改过账本。请运行 verify，并从备份恢复。",
                "\(what.en): names what does not exist or is of another book; most likely the file was changed behind the "
                    + "program's back. Run verify, and restore a backup."
            )
        case "voucher.sequence-gap", "voucher.number-gap":
            return (
                "凭证号不连续：到 \(row.text(2))-\(row.int(3)) 为止有缺号或重号。请运行 verify，并从备份恢复。",
                "Numbers have a gap or a repeat up to \(row.text(2))-\(row.int(3)). Run verify, and restore a backup."
            )
        default:
            return (
                "凭证违反规则 \(row.text(4))\(place.zh.isEmpty ? "" : "：" + place.zh)。请用红字冲销，再按规则重做。",
                "The voucher breaks the rule \(row.text(4))\(place.en.isEmpty ? "" : ": " + place.en). Reverse it and write "
                    + "it anew."
            )
        }
    }

    /// The rule's own problem, where the row has all it says.
    private static func problem(_ row: RawStatement) -> (any LedgerProblem)? {
        let (line, account) = worstLine(row)
        let date = CalendarDate(number: Int32(clamping: row.int(1)))
        let original = original(row)
        switch row.text(4) {
        case "voucher.too-few-lines": return VoucherProblem.tooFewLines(Int(row.int(7)))
        case "voucher.unbalanced":
            return VoucherProblem.unbalanced(debit: Money(fen: row.int(5)), credit: Money(fen: row.int(6)))
        case "account.not-leaf": return AccountProblem.notLeaf(account)
        case "voucher.missing-source": return VoucherProblem.missingSource(line: line, account: account)
        case "voucher.missing-counterparty":
            return VoucherProblem.missingCounterparty(line: line, account: account)
        case "voucher.current-income-outside-closing":
            return VoucherProblem.currentIncomeOutsideClosing(line: line)
        case "voucher.not-a-closing": return VoucherProblem.notAClosing
        case "voucher.closing-other-accounts": return VoucherProblem.closingOtherAccounts(line: line)
        case "voucher.not-a-distribution": return VoucherProblem.notADistribution
        case "voucher.not-a-prior-year": return VoucherProblem.notAPriorYear
        case "voucher.origin-year":
            return VoucherProblem.originYear(row.optionalInt(9).map(Int.init), year: date?.year ?? 0)
        case "voucher.mixed-signs": return VoucherProblem.mixedSigns
        case "voucher.same-person": return VoucherProblem.samePerson(reviewer: row.text(8))
        case "period.before-opening":
            guard let date, let opened = Month(number: Int32(clamping: row.int(10))) else { return nil }
            return PeriodProblem.beforeOpening(
                book: row.text(0), month: date.accountingMonth, opened: opened)
        case "voucher.reverses-unknown":
            return VoucherProblem.reversesUnknown(original?.name ?? "#\(row.int(14))")
        case "voucher.reversal-too-early":
            guard let date, let original, let day = original.date else { return nil }
            return VoucherProblem.reversalTooEarly(original.name, date: date, original: day)
        default: return nil
        }
    }

    /// The first line that breaks the rule and its account; zero where it is no matter of one line.
    private static func worstLine(_ row: RawStatement) -> (line: Int, account: String) {
        let parts = (row.optionalText(15) ?? "").split(separator: "|").map(String.init)
        guard parts.count == 2 else { return (0, "—") }
        return (Int(parts[0]) ?? 0, parts[1])
    }

    private static func original(_ row: RawStatement) -> (name: String, date: CalendarDate?)? {
        guard !row.isNull(11) else { return nil }
        let place = FoundVoucher.place(
            book: row.text(0), date: row.int(11), kind: row.text(12), number: row.int(13))
        return (place.voucher ?? "", CalendarDate(number: Int32(clamping: row.int(11))))
    }
}

/// What can be wrong with receipts 票据: numbers that are no range, and numbers nobody can account for.
public enum ReceiptProblem: TextualProblem, Equatable {
    /// Two texts that are not the first and last number of a range.
    case rangeInvalid(first: String, last: String)
    /// Numbers were handed over before.
    case overlap(book: String, run: ReceiptRun, with: ReceiptRun)
    /// Numbers that were never handed over.
    case unknown(book: String, run: ReceiptRun)
    /// Numbers that are void or given back already.
    case gone(book: String, run: ReceiptRun, kind: ReceiptEvent.Kind)
    /// A number that is used can't become void or be given back.
    case used(book: String, number: ReceiptNumber, on: String)
    /// Nobody said why, or who took them.
    case wordMissing(String)
    /// Numbers below the highest used one of which nothing is known.
    case gap(book: String, run: ReceiptRun, range: ReceiptRun)
    /// A number stands on several vouchers, or in several entries of the cashier's book.
    case usedTwice(book: String, number: ReceiptNumber, on: [String])
    /// A number the cashier would use that is used already.
    case usedBefore(book: String, number: ReceiptNumber, on: [String])
    /// Void or given back before its range was handed over.
    case beforeIssue(book: String, run: ReceiptRun, date: CalendarDate, issued: CalendarDate)
    /// Numbers of a series of the book, one after the other, that were never handed over and are used.
    case outOfRange(book: String, run: ReceiptRun, on: [String])
    /// A number that is void or given back, and used.
    case endedAndUsed(book: String, number: ReceiptNumber, kind: ReceiptEvent.Kind, on: [String])

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .rangeInvalid(let first, let last):
            return ProblemText(
                "receipt.range-invalid",
                zh: "“\(QuotedText(first))”到“\(QuotedText(last))”不是票据号段：两头的字头和位数要相同，起号不大于止号，最多 "
                    + "\(ReceiptRun.limit) 张，如 SJ0001 到 SJ0100。",
                en:
                    "“\(QuotedText(first))” to “\(QuotedText(last))” is no range: both need the same prefix and as many "
                    + "digits, the first not above the last, at most \(ReceiptRun.limit) numbers, such as SJ0001 to SJ0100."
            )
        case .overlap(let book, let run, let other):
            return ProblemText(
                "receipt.overlap", zh: "账套 \(book) 已领用过 \(other)，与 \(run) 重号。请核对起止号。",
                en:
                    "Book \(book) was handed \(other) before, which has numbers of \(run). Check first and last."
            )
        case .unknown(let book, let run):
            return ProblemText(
                "receipt.unknown", .unknown, zh: "账套 \(book) 没有领用过票据 \(run)。receipt list 列出已领用的号段。",
                en: "Book \(book) was never handed \(run). receipt list shows its ranges.")
        case .gone(let book, let run, let kind):
            return ProblemText(
                "receipt.gone", zh: "账套 \(book) 的票据 \(run) 已经\(Self.word(kind).zh)。请核对号码。",
                en: "\(run) of book \(book) is \(Self.word(kind).en) already. Check the number.")
        case .used(let book, let number, let place):
            return ProblemText(
                "receipt.used", zh: "账套 \(book) 的票据 \(number) 已用在 \(place)，不能作废或交回。请先冲销或撤销那一笔。",
                en:
                    "\(number) of book \(book) is used on \(place), so it can't be void or given back. Reverse or cancel "
                    + "that first.")
        case .wordMissing(let option):
            return ProblemText(
                "receipt.word-missing", zh: "\(option) 要写明内容\(ReasonText.limitZh)。",
                en: "\(option) takes a text \(ReasonText.limitEn).")
        case .gap(let book, let run, let range):
            return ProblemText(
                "receipt.gap",
                zh: "账套 \(book) 领用的票据 \(range) 中缺 \(run)（\(run.count) 张）：没有使用、作废或交回的记录，而后面的号已经用了。"
                    + "请找出存根，补记收款或作废：receipt void。",
                en:
                    "Of \(range) of book \(book), \(run) (\(run.count)) is missing: neither used, void nor given back, though "
                    + "later numbers are used. Find the stub and record it, or make it void: receipt void.")
        case .usedTwice(let book, let number, let places):
            return ProblemText(
                "receipt.used-twice",
                zh:
                    "账套 \(book) 的票据 \(number) 用了 \(places.count) 次：\(places.joined(separator: "、"))。请核对存根，更正其中的错号。",
                en:
                    "\(number) of book \(book) is used \(places.count) times: \(places.joined(separator: ", ")). Compare the "
                    + "stub and correct the wrong one.")
        case .usedBefore(let book, let number, let places):
            let shown = places.joined(separator: ", ")
            return ProblemText(
                "receipt.used-twice",
                zh: "账套 \(book) 的票据 \(number) 已用在 \(shown)，不能再用。请核对存根，改用这笔收款的票据号。",
                en:
                    "\(number) of book \(book) is used on \(shown) already. Compare the stub and give the number of this "
                    + "receipt.")
        case .beforeIssue(let book, let run, let date, let issued):
            return ProblemText(
                "receipt.before-issue",
                zh: "账套 \(book) 的票据 \(run) 是 \(issued) 领用的，不能在 \(date) 作废或交回。请核对日期。",
                en:
                    "\(run) of book \(book) was handed over on \(issued), so it can't be void or given back on \(date). Check "
                    + "the date.")
        case .outOfRange(let book, let run, let places):
            let shown = places.prefix(3)
            let more = places.count > shown.count
            return ProblemText(
                "receipt.out-of-range",
                zh: "账套 \(book) 用了票据 \(run)（\(run.count) 张），不在领用的号段里："
                    + "\(shown.joined(separator: "、"))\(more ? "等 \(places.count) 处" : "")。请核对号码，或登记领用：receipt issue。",
                en:
                    "Book \(book) uses \(run) (\(run.count)), never handed over: \(shown.joined(separator: ", "))"
                    + "\(more ? " and \(places.count - shown.count) more" : ""). Check the number, or record its range: "
                    + "receipt issue.")
        case .endedAndUsed(let book, let number, let kind, let places) where places.isEmpty:
            return ProblemText(
                "receipt.void-used", zh: "账套 \(book) 的票据 \(number) 已经\(Self.word(kind).zh)，不能再用。请核对存根。",
                en: "\(number) of book \(book) is \(Self.word(kind).en) and can't be used. Compare the stub.")
        case .endedAndUsed(let book, let number, let kind, let places):
            return ProblemText(
                "receipt.void-used",
                zh:
                    "账套 \(book) 的票据 \(number) 已经\(Self.word(kind).zh)，却用在 \(places.joined(separator: "、"))。请核对存根。",
                en:
                    "\(number) of book \(book) is \(Self.word(kind).en), and used on \(places.joined(separator: ", ")). "
                    + "Compare the stub.")
        }
    }

    private static func word(_ kind: ReceiptEvent.Kind) -> (zh: String, en: String) {
        switch kind {
        case .void: ("作废", "void")
        case .returned: ("交回", "given back")
        }
    }
}

/// An amount that cannot be read or cannot be kept (金额问题).
public enum MoneyProblem: LedgerProblem, Hashable {
    /// The text is not an amount.
    case notANumber(QuotedText)
    /// The text is an amount with a part smaller than a fen 分.
    case tooManyDecimals(QuotedText)
    /// The text is an amount beyond ``Money/maximum`` on either side of zero.
    case tooLarge(QuotedText)
    /// Two amounts whose sum does not fit 64 bits of fen.
    case sumTooLarge(Money, Money)
    /// Two amounts whose difference does not fit 64 bits of fen.
    case differenceTooLarge(Money, Money)
    /// So many amounts, whose total does not fit 64 bits of fen.
    case totalTooLarge(count: Int)
    /// A posting that would carry a sum kept in the ledger to 2⁵³ fen or beyond.
    case balanceTooLarge

    /// `money.not-a-number`, `money.too-many-decimals`, or `money.too-large`.
    public var code: String {
        switch self {
        case .notANumber: "money.not-a-number"
        case .tooManyDecimals: "money.too-many-decimals"
        case .tooLarge, .sumTooLarge, .differenceTooLarge, .totalTooLarge, .balanceTooLarge: "money.too-large"
        }
    }

    /// Text that is no amount is unreadable; an amount too large is refused.
    public var kind: ProblemKind {
        switch self {
        case .notANumber, .tooManyDecimals: .unreadable
        case .tooLarge, .sumTooLarge, .differenceTooLarge, .totalTooLarge, .balanceTooLarge: .refused
        }
    }

    /// The sentence in Chinese.
    public var chinese: String {
        switch self {
        case .notANumber(let text) where text.isBlank:
            "金额是空的。请填以元为单位的数字，例如 1234.50；没有金额时填 0。"
        case .notANumber(let text):
            "「\(text)」不是金额。请填以元为单位的数字，例如 1234.50 或 1,234.50，红字写成 -1234.50。"
        case .tooManyDecimals(let text):
            "「\(text)」的小数超过两位。金额只到分，请改成最多两位小数。"
        case .tooLarge(let text):
            "「\(text)」超过单笔上限 \(Money.maximum.grouped) 元。请核对位数和单位（元）；确有这么大时分成几行记。"
        case .sumTooLarge(let a, let b):
            "\(a.grouped) 元与 \(b.grouped) 元相加超出可计算的范围。请核对这两个金额的位数。"
        case .differenceTooLarge(let a, let b):
            "\(a.grouped) 元减 \(b.grouped) 元超出可计算的范围。请核对这两个金额的位数。"
        case .totalTooLarge(let count):
            "\(count) 笔金额的合计超出可计算的范围。请核对这些金额的位数。"
        case .balanceTooLarge:
            "记账后某科目的月度或年度合计会超过 90,071,992,547,409.91 元，账本存不下。请核对金额的位数和单位（元）。"
        }
    }

    /// The sentence in English.
    public var english: String {
        switch self {
        case .notANumber(let text) where text.isBlank:
            "The amount is empty. Give a number in yuan such as 1234.50, or 0 where there is no amount."
        case .notANumber(let text):
            "“\(text)” is not an amount. Give a number in yuan such as 1234.50 or 1,234.50; "
                + "a red one is written -1234.50."
        case .tooManyDecimals(let text):
            "“\(text)” has more than two decimals. Amounts end at the fen: give at most two decimals."
        case .tooLarge(let text):
            "“\(text)” is beyond the limit of \(Money.maximum.grouped) yuan for one line. Check its digits and "
                + "its unit (yuan); if it is right, split it over several lines."
        case .sumTooLarge(let a, let b):
            "\(a.grouped) yuan plus \(b.grouped) yuan is too large to compute. Check the digits of both amounts."
        case .differenceTooLarge(let a, let b):
            "\(a.grouped) yuan less \(b.grouped) yuan is too large to compute. Check the digits of both amounts."
        case .totalTooLarge(let count):
            "The total of \(count) amounts is too large to compute. Check the digits of these amounts."
        case .balanceTooLarge:
            "With this posted, the month's or year's sum of an account would pass 90,071,992,547,409.91 yuan, more than "
                + "the ledger keeps. Check the digits of the amounts and their unit (yuan)."
        }
    }
}

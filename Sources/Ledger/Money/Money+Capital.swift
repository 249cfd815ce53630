extension Money {
    /// The amount in capital Chinese numerals 大写金额, as vouchers and receipts carry it: `壹佰贰拾万元整`.
    ///
    /// 整 stands after 元 or 角, nothing after 分; red amounts begin with 负; no 人民币 in front, forms print it.
    ///
    /// The rules are those of 《支付结算办法》附一 《正确填写票据和结算凭证的基本规定》. Where they leave two
    /// forms open, the one they give first is written, always: after a 元 place of zero 零 stands before 角
    /// (1 680.32 is 壹仟陆佰捌拾元零叁角贰分), and after a 万 place of zero no 零 stands before 仟 (107 000.53
    /// is 壹拾万柒仟元零伍角叁分, not 壹拾万零柒仟元伍角叁分); the 亿 place goes like the 万 place. Several
    /// zeros in a row, a group of four that is all zero among them, are one 零 (1 0000 5000 is 壹亿零伍仟).
    /// Above 亿 the count of 亿 is read as a number of its own, so 10¹² yuan are 壹万亿元整.
    public var capital: String {
        guard fen != 0 else { return "零元整" }
        let magnitude = fen.magnitude
        let yuan = magnitude / 100
        let jiao = Int(magnitude / 10 % 10)
        let rest = Int(magnitude % 10)

        var text = fen < 0 ? "负" : ""
        if yuan > 0 {
            text += Self.capitalNumber(yuan) + "元"
        }
        if jiao > 0 {
            if yuan > 0, yuan % 10 == 0 { text += "零" }
            text += Self.capitalDigits[jiao] + "角"
        } else if rest > 0, yuan > 0 {
            text += "零"
        }
        text += rest > 0 ? Self.capitalDigits[rest] + "分" : "整"
        return text
    }

    private static let capitalDigits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

    /// A whole number above zero. 亿 and 万 split it in two; each half is a number again.
    private static func capitalNumber(_ number: UInt64) -> String {
        if number >= 1_0000_0000 { return split(number, at: 1_0000_0000, named: "亿") }
        if number >= 1_0000 { return split(number, at: 1_0000, named: "万") }
        return capitalGroup(Int(number))
    }

    private static func split(_ number: UInt64, at unit: UInt64, named name: String) -> String {
        let (high, low) = number.quotientAndRemainder(dividingBy: unit)
        let head = capitalNumber(high) + name
        guard low > 0 else { return head }
        // 零 where the place right below the unit is zero, or where the whole group above it was. A single zero
        // at the end of the group above is the case left open: none.
        let skipsPlace = low < unit / 10 || high % 1_0000 == 0
        return head + (skipsPlace ? "零" : "") + capitalNumber(low)
    }

    /// A number from 1 to 9999; zeros between its digits are one 零, zeros at its end none.
    private static func capitalGroup(_ number: Int) -> String {
        var text = ""
        var skipped = false
        for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            let digit = number / unit % 10
            if digit == 0 {
                skipped = !text.isEmpty
            } else {
                if skipped { text += "零" }
                text += capitalDigits[digit] + name
                skipped = false
            }
        }
        return text
    }
}

import Ledger
import TestSupport
import Testing

@Suite("Capital amounts 大写金额")
struct MoneyCapitalTests {
    @Test(
        "the examples of 《支付结算办法》附一, in the form given first",
        arguments: [
            ("1,409.50", "壹仟肆佰零玖元伍角整"),
            ("6,007.14", "陆仟零柒元壹角肆分"),
            ("1,680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("107,000.53", "壹拾万柒仟元零伍角叁分"),
            ("16,409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
        ])
    func regulationExamples(yuan: String, capital: String) throws {
        #expect(try Money(parsing: yuan).capital == capital)
    }

    @Test(
        "worked by hand",
        arguments: [
            ("0", "零元整"), ("0.01", "壹分"), ("0.05", "伍分"), ("0.10", "壹角整"), ("0.50", "伍角整"),
            ("0.99", "玖角玖分"), ("1", "壹元整"), ("1.01", "壹元零壹分"), ("1.10", "壹元壹角整"),
            ("1.23", "壹元贰角叁分"), ("10", "壹拾元整"), ("10.05", "壹拾元零伍分"), ("10.50", "壹拾元零伍角整"),
            ("11", "壹拾壹元整"), ("20.20", "贰拾元零贰角整"), ("100", "壹佰元整"), ("101", "壹佰零壹元整"),
            ("110", "壹佰壹拾元整"), ("1000", "壹仟元整"), ("1001", "壹仟零壹元整"), ("1010", "壹仟零壹拾元整"),
            ("1100.01", "壹仟壹佰元零壹分"), ("9999.99", "玖仟玖佰玖拾玖元玖角玖分"), ("10000", "壹万元整"),
            ("10001", "壹万零壹元整"), ("10010", "壹万零壹拾元整"), ("10100", "壹万零壹佰元整"),
            ("11000", "壹万壹仟元整"), ("10000.50", "壹万元零伍角整"), ("10000.05", "壹万元零伍分"),
            ("50500", "伍万零伍佰元整"), ("100000", "壹拾万元整"), ("101000", "壹拾万壹仟元整"),
            ("100100", "壹拾万零壹佰元整"), ("1000000", "壹佰万元整"), ("1200000", "壹佰贰拾万元整"),
            ("1050000", "壹佰零伍万元整"), ("10000000", "壹仟万元整"), ("10010000", "壹仟零壹万元整"),
            ("20002000", "贰仟万贰仟元整"), ("20000200", "贰仟万零贰佰元整"),
            ("12345678.90", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整"), ("100000000", "壹亿元整"),
            ("100000001", "壹亿零壹元整"), ("100005000", "壹亿零伍仟元整"), ("100010000", "壹亿零壹万元整"),
            ("101010101", "壹亿零壹佰零壹万零壹佰零壹元整"), ("110000000", "壹亿壹仟万元整"),
            ("1010000000", "壹拾亿壹仟万元整"), ("1001000000", "壹拾亿零壹佰万元整"),
            ("3000000000.03", "叁拾亿元零叁分"), ("9999999999.99", "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
            ("10000000000", "壹佰亿元整"), ("-1200000", "负壹佰贰拾万元整"), ("-0.05", "负伍分"),
            ("-16,409.02", "负壹万陆仟肆佰零玖元零贰分"), ("-10.50", "负壹拾元零伍角整"),
        ])
    func workedByHand(yuan: String, capital: String) throws {
        #expect(try Money(parsing: yuan).capital == capital)
    }

    @Test(
        "totals larger than any line",
        arguments: [
            (100_000_000_000_000, "壹万亿元整"),
            (100_000_000_000_001, "壹万亿元零壹分"),
            (100_010_000_000_000, "壹万零壹亿元整"),
            (100_001_000_000_000, "壹万亿零壹仟万元整"),
            (120_000_000_000_000, "壹万贰仟亿元整"),
            (100_000_000_010_000, "壹万亿零壹佰元整"),
            (2_030_405_060_708_090, "贰拾万叁仟零肆拾亿伍仟零陆拾万柒仟零捌拾元零玖角整"),
            (1_000_000_000_000_000_000, "壹亿亿元整"),
            (.max, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"),
            (.min, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分"),
        ] as [(Int64, String)])
    func largeTotals(fen: Int64, capital: String) {
        #expect(Money(fen: fen).capital == capital)
    }

    @Test("any amount reads back, and no 零 is doubled, at a wrong place, or missing")
    func readsBack() {
        var random = SeededGenerator()
        for _ in 0..<20_000 {
            let fen = random.fen(upTo: UInt64(Int64.max))
            let text = Money(fen: fen).capital
            let note = "\(fen) fen: \(text); \(random.note)"
            #expect(CapitalReader.fen(text) == fen, "\(note)")
            #expect(Self.zerosAreSilentAndSingle(text), "\(note)")
            #expect(Self.zeroPlaces(text) == Self.expectedZeroPlaces(fen), "\(note)")
        }
    }

    private static func zerosAreSilentAndSingle(_ text: String) -> Bool {
        if text == "零元整" { return true }
        let wrong = ["零零", "零元", "零万", "零亿", "零角", "零分", "零整", "零仟", "零佰", "零拾", "负零"]
        return !text.hasPrefix("零") && wrong.allSatisfy { !text.contains($0) }
    }

    /// How many digits other than zero stand before each 零.
    private static func zeroPlaces(_ text: String) -> [Int] {
        var places: [Int] = []
        var digits = 0
        for character in text {
            if character == "零" { places.append(digits) }
            if "壹贰叁肆伍陆柒捌玖".contains(character) { digits += 1 }
        }
        return text == "零元整" ? [0] : places
    }

    /// The same from the digits alone: one 零 for each run of zeros between two digits, but none for a run that
    /// is just the zeros at the end of a group of four. The zeros at the end of the yuan count like any other.
    private static func expectedZeroPlaces(_ fen: Int64) -> [Int] {
        if fen == 0 { return [0] }
        let digits = String(fen.magnitude).compactMap(\.wholeNumberValue)
        var places: [Int] = []
        var seen = 0
        var runStart: Int?
        for (index, digit) in digits.enumerated() {
            if digit == 0 {
                runStart = runStart ?? index
                continue
            }
            if let start = runStart {
                // Powers of ten of the first digit after the run, and of the run's first zero.
                let after = digits.count - 1 - index
                let first = digits.count - 1 - start
                // A group of yuan begins at 10⁵, 10⁹, …: its first place directly follows another group's last.
                let endsGroup = after >= 5 && (after - 5) % 4 == 0
                if !(endsGroup && first - after <= 3) { places.append(seen) }
            }
            runStart = nil
            seen += 1
        }
        return places
    }
}

import Ledger
import Testing

/// Items told in short: `5 100 甲` is the 5th of March, 100 yuan received, with 甲.
private func items(_ side: BankSide, _ texts: [String]) -> [BankItem] {
    texts.enumerated().map { index, text in
        let parts = text.split(separator: " ").map(String.init)
        let fen = (Int64(parts[1]) ?? 0) * 100
        var item = BankItem(
            side, side == .bank ? BankItem.Place(index + 1) : BankItem.Place(index + 1, 2),
            name: "\(index + 1)",
            date: CalendarDate(validNumber: 2026_03_00 + (Int32(parts[0]) ?? 1)), amount: Money(fen: fen))
        for part in parts.dropFirst(2) {
            let value = String(part.dropFirst())
            switch part.first {
            case "#": item.reference = value
            case "“": item.summary = value
            case "!": item.reverses = Int(value)
            case "@": item.place = BankItem.Place(Int(value) ?? 0, index + 1)
            default: item.parties.append(part)
            }
        }
        return item
    }
}

@Suite("matching bank lines with entries, rule by rule")
struct ReconciliationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var bank: [String]
        var book: [String]
        /// `rule lines=entries`, by the places of the items.
        var matches: [String]
        var testDescription: String { what }
    }

    private static func told(_ match: Reconciliation.Match) -> String {
        "\(match.rule.rawValue) \(match.bank.map(\.name).joined(separator: "+"))="
            + match.book.map(\.name).joined(separator: "+")
    }

    private static let cases: [Case] = [
        // Serial numbers.
        Case(
            what: "a serial number is found far away, past an equal amount next door",
            bank: ["5 500 #SK202600017"], book: ["5 500", "28 500 #SK202600017"], matches: ["reference 1=2"]),
        Case(
            what: "a serial number of five characters proves nothing", bank: ["5 500 #00017"],
            book: ["28 500 #00017"],
            matches: []),
        Case(
            what: "the same serial number with another amount is another thing", bank: ["5 500 #SK202600017"],
            book: ["5 501 #SK202600017"], matches: []),
        Case(
            what: "a serial number twice is no answer", bank: ["5 500 #SK202600017 甲公司"],
            book: ["20 500 #SK202600017 乙公司", "21 500 #SK202600017 丙公司"], matches: []),
        // Counterparties.
        Case(
            what: "the counterparty decides between equal amounts", bank: ["5 500 甲公司", "5 500 乙公司"],
            book: ["6 500 乙公司", "7 500 甲公司"], matches: ["party 1=2", "party 2=1"]),
        Case(
            what: "brackets, blanks and width of a name do not matter", bank: ["5 500 栖禾（Ａ）公司"],
            book: ["5 500 栖禾(a)公司"], matches: ["party 1=1"]),
        Case(
            what: "the same amount twice with one counterparty stays open", bank: ["5 500 甲公司", "6 500 甲公司"],
            book: ["5 500 甲公司", "6 500 甲公司"], matches: []),
        Case(
            what: "one payment booked, two made: which one nobody can tell",
            bank: ["5 500 甲公司", "6 500 甲公司"],
            book: ["5 500 甲公司"], matches: []),
        Case(
            what: "a company is not its branch, when both have the amount",
            bank: ["5 500 栖禾贸易有限公司", "5 500 栖禾贸易有限公司茶坞分公司"],
            book: ["5 500 栖禾贸易有限公司茶坞分公司", "5 500 栖禾贸易有限公司"], matches: ["party 1=2", "party 2=1"]),
        // Amounts alone.
        Case(
            what: "one of the amount on each side, nobody named", bank: ["5 500"], book: ["9 500 甲公司"],
            matches: ["amount 1=1"]),
        Case(
            what: "names that contradict keep equal amounts apart", bank: ["5 500 甲公司"], book: ["5 500 乙公司"],
            matches: []),
        Case(
            what: "a short name inside a long one is no contradiction", bank: ["5 500 栖禾云雾茶业有限公司"],
            book: ["5 500 云雾茶业"], matches: ["amount 1=1"]),
        Case(
            what: "a name in the entry's summary is no contradiction", bank: ["5 500 栖禾供电公司"],
            book: ["5 500 村委 “付栖禾供电公司电费"], matches: ["amount 1=1"]),
        Case(what: "six days are beyond a window of five", bank: ["5 500"], book: ["11 500"], matches: []),
        Case(what: "received is not paid", bank: ["5 500"], book: ["5 -500"], matches: []),
        Case(
            what: "two entries of the amount: left open", bank: ["5 500"], book: ["5 500", "6 500"],
            matches: []),
        Case(
            what: "what a stronger rule took no longer stands in the way", bank: ["5 500 甲公司", "6 500"],
            book: ["5 500 甲公司", "6 500"], matches: ["party 1=1", "amount 2=2"]),
        // Sums.
        Case(
            what: "one line for three vouchers of the counterparty", bank: ["5 600 甲公司"],
            book: ["3 100 甲公司", "4 200 甲公司", "5 300 甲公司", "5 250 乙公司"], matches: ["sum 1=1+2+3"]),
        Case(
            what: "two ways to the sum: left open", bank: ["5 600 甲公司"],
            book: ["3 100 甲公司", "4 500 甲公司", "5 200 甲公司", "5 400 甲公司"], matches: []),
        Case(
            what: "three equal ones of which two would do: left open", bank: ["5 200 甲公司"],
            book: ["3 100 甲公司", "4 100 甲公司", "5 100 甲公司"], matches: []),
        Case(
            what: "a sum among strangers means nothing", bank: ["5 600"], book: ["5 100", "5 500", "4 70"],
            matches: []),
        Case(
            what: "all of one voucher", bank: ["5 600"], book: ["5 100 @9", "5 200 @9", "5 300 @9", "5 50"],
            matches: ["sum 1=1+2+3"]),
        Case(
            what: "not the voucher and one more", bank: ["5 650"],
            book: ["5 100 @9", "5 200 @9", "5 300 @9", "5 50"],
            matches: []),
        Case(
            what: "wages: one entry, a line for each person of the day",
            bank: ["5 -100 张三 “代发", "5 -200 李四 “代发", "5 -300 王五 “代发", "5 -300 赵六 “货款"], book: ["6 -600"],
            matches: ["sum 1+2+3=1"]),
        Case(
            what: "two lines that the same entries would make: left open", bank: ["5 300 甲公司", "6 300 甲公司"],
            book: ["5 100 甲公司", "5 200 甲公司"], matches: []),
        Case(
            what: "entries of which one could be a line of its own: left open", bank: ["5 300 甲公司", "6 100"],
            book: ["5 100 甲公司", "5 200 甲公司", "6 100"], matches: []),
        Case(
            what: "received and paid do not add up to a sum", bank: ["5 300 甲公司"],
            book: ["5 400 甲公司", "5 -100 甲公司"], matches: []),
        // Reversals.
        Case(
            what: "a voucher and its reversal cancel out, the right one meets the bank", bank: ["5 -500 甲公司"],
            book: ["5 -500 甲公司 @1", "6 500 甲公司 @2 !1", "6 -500 甲公司 @3"],
            matches: ["party 1=3", "reversal =1+2"]),
        Case(
            what: "a reversal that is not whole stays open", bank: [], book: ["5 -500 @1", "6 400 @2 !1"],
            matches: []),
    ]

    @Test("what is found, and what is left alone", arguments: cases)
    func rule(_ example: Case) {
        let found = Reconciliation(
            bank: items(.bank, example.bank), book: items(.book, example.book), windowDays: 5,
            rules: ReconciliationRule.allCases)
        #expect(Set(found.matches.map(Self.told)) == Set(example.matches))
    }

    @Test("rules that are not allowed find nothing")
    func switchedOff() {
        let bank = items(.bank, ["5 500 甲公司"])
        let book = items(.book, ["5 500 甲公司"])
        for rule in ReconciliationRule.allCases {
            let found = Reconciliation(bank: bank, book: book, windowDays: 5, rules: [rule])
            #expect(found.matches.map(\.rule) == ([.party, .amount].contains(rule) ? [rule] : []))
        }
        #expect(Reconciliation(bank: bank, book: book, windowDays: 5, rules: []).matches.isEmpty)
        #expect(ReconciliationRule.list("sum|party") == [.party, .sum])
        #expect(ReconciliationRule.list("none") == [])
        #expect(ReconciliationRule.list("guess") == nil)
    }

    @Test("candidates of what stays open: those that contradict last, then the nearest day first")
    func candidates() throws {
        let bank = items(.bank, ["5 500 甲公司"])
        let book = items(.book, ["5 500 乙公司", "9 500", "6 500", "20 500", "5 400"])
        let open = Reconciliation(bank: bank, book: book, windowDays: 5, rules: [])
        #expect(open.candidates(for: bank[0]).map(\.name) == ["3", "2", "1"])
        #expect(open.candidates(for: book[2]).map(\.name) == ["1"])
        #expect(open.candidates(for: book[3]).isEmpty)
    }
}

import Ledger
import LedgerStore
import TestSupport

/// A half-year of bank dealings whose truth is known: what happened, how the bank tells it and how the book tells it, each
/// with its own delays, merged and split, some on one side alone, and traps of equal amounts.
struct ReconciliationCase {
    /// What happened once, with what each side made of it.
    struct Dealing {
        /// How much, received above zero.
        var lines: [BankStatementLine] = []
        var vouchers: [VoucherDraft] = []
        /// Whether the rules promise to find it.
        var isPromised = true
        /// Dates and amounts of the book's side, by hand.
        var entries: [(date: CalendarDate, fen: Int64)] = []
    }

    private(set) var dealings: [Dealing] = []
    /// Wrong vouchers whose reversal comes later, by the tag of their entry, with the day of the reversal.
    private(set) var reversals: [(tag: String, on: CalendarDate)] = []
    private var random: SeededGenerator
    private var tags = 0
    private var cents: Int64 = 0
    static let book = "G001"
    static let opening: Int64 = 50_000_000

    init(seed: UInt64, size: Int) {
        random = SeededGenerator(seed: seed)
        while dealings.reduce(0, { $0 + $1.lines.count }) < size { addRound() }
    }

    private static let parties = (1...60).map { "栖禾第\($0)商行" }

    private mutating func addRound() {
        for _ in 0..<6 { simple() }
        for _ in 0..<3 { unnamed() }
        numbered()
        merged()
        split()
        wages()
        bankAlone()
        bookAlone()
        reversed()
        contradicting()
        twins()
        lookAlike()
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    private mutating func party() -> String { Self.parties[below(Self.parties.count)] }
    private mutating func day() -> CalendarDate {
        CalendarDate(validNumber: 2026_01_20).adding(days: below(150))
    }
    /// No two the same, so that what the rules promise can be said beforehand.
    private mutating func amount() -> Int64 {
        cents += 1
        let fen = Int64(below(90_000) + 1_000) * 10_000 + cents
        return Bool.random(using: &random) ? fen : -fen
    }
    private mutating func later(_ day: CalendarDate, _ limit: Int = 5) -> CalendarDate {
        day.adding(days: below(2 * limit + 1) - limit)
    }

    private mutating func line(
        _ day: CalendarDate, _ fen: Int64, _ party: String?, _ summary: String = "转账",
        reference: String? = nil
    ) -> BankStatementLine {
        BankStatementLine(
            row: 0, date: day, amount: Money(fen: fen), party: party, summary: summary, reference: reference)
    }

    /// An entry on the bank's account against a claim or, without a counterparty, against expense.
    private mutating func voucher(
        _ day: CalendarDate, _ fen: Int64, _ party: String?, receipt: String? = nil
    ) -> VoucherDraft {
        tags += 1
        var draft = VoucherDraft(book: Self.book, date: day, attachments: 1)
        var own = EntryLine("事项#\(tags)", account: "10201")
        var other = EntryLine("事项#\(tags)", account: party == nil ? "301" : "11201")
        if fen > 0 {
            (own.debit, other.credit) = (Money(fen: fen), Money(fen: fen))
        } else {
            (own.credit, other.debit) = (Money(fen: -fen), Money(fen: -fen))
        }
        own.receipt = receipt
        other.counterparty = party
        draft.lines = [own, other]
        return draft
    }

    private mutating func add(
        _ lines: [BankStatementLine], _ vouchers: [VoucherDraft], promised: Bool = true
    ) {
        var dealing = Dealing(lines: lines, vouchers: vouchers, isPromised: promised)
        dealing.entries = vouchers.map { ($0.date, $0.lines[0].debit.fen - $0.lines[0].credit.fen) }
        dealings.append(dealing)
    }

    /// Both sides name the counterparty.
    private mutating func simple() {
        let (day, fen, party) = (day(), amount(), party())
        add([line(later(day), fen, party)], [voucher(day, fen, party)])
    }

    /// The book names nobody, or the bank does not.
    private mutating func unnamed() {
        let (day, fen) = (day(), amount())
        let names = Bool.random(using: &random)
        let bank = names ? nil : party()
        let book = names ? party() : nil
        add([line(later(day), fen, bank)], [voucher(day, fen, book)])
    }

    /// The receipt's number on both sides, round amounts that are many times there, and weeks between the sides.
    private mutating func numbered() {
        let (day, number) = (day(), "SK2026\(tags + 100_000)")
        let fen = Int64(below(5) + 1) * 50_000
        let dealing = (
            line(later(day, 15), fen, nil, reference: number), voucher(day, fen, nil, receipt: number)
        )
        add([dealing.0], [dealing.1])
    }

    /// One line of the bank for several vouchers with one counterparty.
    private mutating func merged() {
        let (day, party) = (day(), party())
        let parts = (0..<(2 + below(3))).map { _ in abs(amount()) }
        let sign: Int64 = Bool.random(using: &random) ? 1 : -1
        add(
            [line(day, sign * parts.reduce(0, +), party)],
            parts.map { voucher(later(day, 4), sign * $0, party) })
    }

    /// One voucher for several lines of the bank.
    private mutating func split() {
        let (day, party) = (day(), party())
        let parts = (0..<(2 + below(2))).map { _ in -abs(amount()) }
        add(parts.map { line(later(day, 4), $0, party) }, [voucher(day, parts.reduce(0, +), party)])
    }

    /// One sum in the book, a line for each person at the bank, all of one day.
    private mutating func wages() {
        let day = day()
        let parts = (0..<(3 + below(6))).map { _ in -Int64(below(400) + 100) * 1_000 - 7 }
        let summary = "代发工资\(tags)"
        add(
            parts.enumerated().map { line(day, $1, "村民\(tags)号\($0)", summary) },
            [voucher(later(day, 3), parts.reduce(0, +), nil)])
    }

    private mutating func bankAlone() {
        add([line(day(), -Int64(below(50) + 1) * 100 - 3, nil, "手续费")], [])
        add([line(day(), abs(amount()) % 100_000, nil, "结息")], [])
    }

    private mutating func bookAlone() {
        add([], [voucher(day(), amount(), party())])
    }

    /// A wrong voucher, taken back in red and written anew; the bank saw one payment.
    private mutating func reversed() {
        let (day, fen, party) = (day(), amount(), party())
        let wrong = voucher(day, fen, party)
        let back = day.adding(days: 1 + below(3))
        reversals.append((tag: wrong.lines[0].summary, on: back))
        add([line(later(day, 2), fen, party)], [voucher(back, fen, party)], promised: true)
        var dealing = Dealing(vouchers: [wrong])
        dealing.entries = [(day, fen), (back, -fen)]
        dealings.append(dealing)
    }

    /// The same amount on the same days: one paid and not booked, one booked and not paid, to different people.
    private mutating func contradicting() {
        let (day, fen) = (day(), amount())
        let first = below(30)
        add([line(day, fen, Self.parties[first])], [])
        add([], [voucher(later(day, 1), fen, Self.parties[first + 30])])
    }

    /// Twice the same with the same counterparty within days: true pairs, which nobody can tell apart.
    private mutating func twins() {
        let (day, fen, party) = (day(), amount(), party())
        for _ in 0..<2 { add([line(later(day, 2), fen, party)], [voucher(day, fen, party)], promised: false) }
    }

    /// A company and its branch are paid the same on one day; each is told by its full name.
    private mutating func lookAlike() {
        let (day, fen, party) = (day(), amount(), party())
        for name in [party + "有限公司", party + "有限公司茶坞分公司"] {
            add([line(later(day, 2), fen, name)], [voucher(day, fen, name)])
        }
    }

    /// The bank's file: its lines in order with their balances, and which dealing each is of, by sequence.
    func statement() -> (lines: [BankStatementLine], dealing: [Int: Int]) {
        var all = dealings.enumerated().flatMap { index, dealing in dealing.lines.map { (index, $0) } }
        all = all.enumerated().sorted {
            ($0.element.1.date, $0.offset) < ($1.element.1.date, $1.offset)
        }.map(\.element)
        var balance = Self.opening
        var dealing: [Int: Int] = [:]
        let lines = all.enumerated().map { index, item in
            var line = item.1
            balance += line.amount.fen
            line.row = index + 2
            line.balance = Money(fen: balance)
            dealing[index + 1] = item.0
            return line
        }
        return (lines, dealing)
    }

    /// What the account really held at the end of a day: each dealing once, as far as one of the sides had told it.
    func truth(on day: CalendarDate) -> Int64 {
        dealings.reduce(Self.opening) { sum, dealing in
            let bank = dealing.lines.filter { $0.date <= day }.reduce(0) { $0 + $1.amount.fen }
            let book = dealing.entries.filter { $0.date <= day }.reduce(0) { $0 + $1.fen }
            return sum + (abs(bank) > abs(book) ? bank : book)
        }
    }
}

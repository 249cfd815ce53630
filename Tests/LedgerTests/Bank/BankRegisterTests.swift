import Ledger
import Testing

@Suite("the bank reconciliation statement")
struct BankRegisterTests {
    private static let account = BankAccount(
        book: "V001", code: "基本户", bank: "栖禾农商行", number: "6210 0000-0000 1234", account: "10201",
        opened: CalendarDate(validNumber: 2020_01_01))

    private static func day(_ number: Int32) -> CalendarDate { CalendarDate(validNumber: number) }

    private static func item(_ side: BankSide, _ sequence: Int, _ line: Int, _ date: Int32, _ fen: Int64)
        -> BankItem
    {
        BankItem(
            side, BankItem.Place(sequence, line), name: "\(side.rawValue)\(sequence)", date: day(date),
            amount: Money(fen: fen))
    }

    /// The schoolbook case: bank 100 000, book 99 000; we received 3 000 and paid 1 500 that the bank has not; the bank
    /// received 2 600 and paid 100 that we have not: both come to 101 500.
    private static let school = BankRegister(
        account: account, begins: day(2026_03_01), coveredThrough: day(2026_03_31),
        bankOpening: Money(fen: 9_750_000),
        bookOpening: Money(fen: 9_750_000),
        bank: [item(.bank, 1, 0, 2026_03_20, 260_000), item(.bank, 2, 0, 2026_03_21, -10_000)],
        book: [item(.book, 7, 1, 2026_03_30, 300_000), item(.book, 8, 2, 2026_03_31, -150_000)], groups: [])

    @Test("items of both sides, and adjusted balances that agree")
    func schoolbook() throws {
        let statement = try Self.school.statement(asOf: Self.day(2026_03_31))
        #expect(statement.bankBalance == Money(fen: 10_000_000))
        #expect(statement.bookBalance == Money(fen: 9_900_000))
        #expect(statement.weReceived.map(\.amount.fen) == [300_000])
        #expect(statement.wePaid.map(\.amount.fen) == [-150_000])
        #expect(statement.bankReceived.map(\.amount.fen) == [260_000])
        #expect(statement.bankPaid.map(\.amount.fen) == [-10_000])
        #expect(statement.adjustedBank == Money(fen: 10_150_000))
        #expect(statement.adjustedBook == Money(fen: 10_150_000))
        #expect(statement.isBalanced && statement.obstacles(staleDays: 30).isEmpty)
    }

    @Test("a balance that was wrong from the start is not hidden")
    func difference() throws {
        var register = Self.school
        register.bookOpening = Money(fen: 9_750_100)
        let statement = try register.statement(asOf: Self.day(2026_03_31))
        #expect(statement.difference == Money(fen: -100))
        #expect(statement.obstacles(staleDays: 30).map(\.code) == ["bank.unreconciled"])
    }

    @Test("what was open before the first statement is listed until it is matched")
    func openings() throws {
        var register = Self.school
        // The book had paid 300 before, which the bank pays on 5 March; so the book held 300 less.
        register.bookOpening = Money(fen: 9_720_000)
        let earlier = Self.item(.book, 0, 1, 2026_02_27, -30_000)
        let presented = Self.item(.bank, 3, 0, 2026_03_05, -30_000)
        register.bank.append(presented)
        #expect(try register.statement(asOf: Self.day(2026_03_31)).difference == Money(fen: 30_000))
        register.book.append(earlier)
        #expect(try register.statement(asOf: Self.day(2026_03_31)).isBalanced)
        register.groups = [
            BankRegister.Group(
                number: 1, rule: nil, user: "zhang", at: "", bank: [presented], book: [earlier])
        ]
        let early = try register.statement(asOf: Self.day(2026_03_04))
        #expect(early.isBalanced && early.wePaid.map(\.name) == ["book0"])
        let late = try register.statement(asOf: Self.day(2026_03_31))
        #expect(late.isBalanced && late.wePaid.map(\.name) == ["book8"])
    }

    @Test("entries from before the first statement are no open items")
    func earlierEntries() throws {
        var register = Self.school
        register.book.append(Self.item(.book, 1, 1, 2026_02_10, 5_000))
        register.bookOpening = Money(fen: 9_745_000)
        #expect(try register.statement(asOf: Self.day(2026_03_31)).isBalanced)
        #expect(register.open.book.count == 2)
    }

    @Test("of a payment in parts, what the bank has paid by the day is not open any more")
    func parts() throws {
        let entry = Self.item(.book, 9, 2, 2026_03_29, -60_000)
        let parts = [
            Self.item(.bank, 4, 0, 2026_03_30, -20_000), Self.item(.bank, 5, 0, 2026_04_01, -40_000),
        ]
        var register = Self.school
        register.book.append(entry)
        register.bank += parts
        register.groups = [
            BankRegister.Group(number: 1, rule: .sum, user: "zhang", at: "", bank: parts, book: [entry])
        ]
        let march = try register.statement(asOf: Self.day(2026_03_31))
        #expect(march.isBalanced && march.wePaid.map(\.amount.fen) == [-40_000, -150_000])
        let april = try register.statement(asOf: Self.day(2026_04_01))
        #expect(april.isBalanced && april.wePaid.map(\.amount.fen) == [-150_000])
    }

    @Test("what keeps an account from counting as reconciled")
    func obstacles() throws {
        let may = try Self.school.statement(asOf: Self.day(2026_05_31)).obstacles(staleDays: 30)
        #expect(may.map(\.code) == ["bank.uncovered", "bank.stale-items"])
        #expect(may[1].english.contains("4 item(s)") && may[1].english.contains("2026-03-20"))
        #expect(throws: BankProblem.self) { try Self.school.statement(asOf: Self.day(2026_02_28)) }
    }

    @Test("only the last four digits of a number are shown")
    func masked() {
        #expect(Self.account.maskedNumber == "****1234")
        #expect(BankAccount.masked("123") == "****")
        #expect(BankAccount.masked("1234") == "****")
    }
}

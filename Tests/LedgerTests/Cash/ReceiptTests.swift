import Ledger
import Testing

@Suite("票据: what became of each number")
struct ReceiptTests {
    private static func range(_ first: String, _ last: String) throws -> ReceiptRange {
        ReceiptRange(
            number: 1, run: try ReceiptRun(first: first, last: last),
            issued: CalendarDate(validNumber: 2026_01_05), holder: "王竹", recorder: "wang")
    }

    private static func use(_ text: String, _ place: ReceiptUse.Place, corrects: Int? = nil) -> ReceiptUse {
        ReceiptUse(text: text, place: place, name: "\(place)", corrects: corrects)
    }

    private static func event(_ kind: ReceiptEvent.Kind, _ first: String, _ last: String) throws
        -> ReceiptEvent
    {
        ReceiptEvent(
            number: 1, kind: kind, run: try ReceiptRun(first: first, last: last),
            date: CalendarDate(validNumber: 2026_03_01), reason: "写错", recorder: "wang")
    }

    private func register(_ uses: [ReceiptUse], _ events: [ReceiptEvent] = []) throws -> ReceiptRegister {
        ReceiptRegister(book: "V1", ranges: [try Self.range("SJ0001", "SJ0010")], events: events, uses: uses)
    }

    @Test("a number missing below the highest used one is a gap; void and given back ones are none")
    func gaps() throws {
        // Used 1, 2, 6; void 4: missing are 3 and 5, left are 7 to 10.
        let state = try #require(
            register(
                [
                    Self.use("SJ0001", .voucher(1)), Self.use("SJ0002", .voucher(2)),
                    Self.use("SJ0006", .voucher(3)),
                ],
                [Self.event(.void, "SJ0004", "SJ0004")]
            ).states.first)
        #expect(state.gaps.map(\.description) == ["SJ0003", "SJ0005"])
        #expect([state.used, state.void, state.returned, state.missing, state.left] == [3, 1, 0, 2, 4])
    }

    @Test("numbers behind the highest used one are not missing, only not used yet")
    func none() throws {
        let register = try register([Self.use("SJ0001", .voucher(1)), Self.use("SJ0002", .entry(1))])
        #expect(register.problems.isEmpty)
        #expect(register.states.map(\.left) == [8])
    }

    @Test(
        "two vouchers with one number are told; an entry and its voucher, or a voucher and its correction, are not"
    )
    func twice() throws {
        let twice = try register([Self.use("SJ0001", .voucher(1)), Self.use("SJ0001", .voucher(2))])
        #expect(twice.problems.map(\.code) == ["receipt.used-twice"])
        let entries = try register([Self.use("SJ0001", .entry(1)), Self.use("SJ0001", .entry(2))])
        #expect(entries.problems.map(\.code) == ["receipt.used-twice"])
        let twins: [[ReceiptUse]] = [
            [Self.use("SJ0001", .voucher(1)), Self.use("SJ0001", .entry(1))],
            [Self.use("SJ0001", .voucher(1)), Self.use("SJ0001", .voucher(2), corrects: 1)],
        ]
        for uses in twins { #expect(try register(uses).problems.isEmpty) }
    }

    @Test("a number outside every range is told, an invoice of another series is not")
    func outside() throws {
        #expect(
            try register([Self.use("SJ0011", .voucher(1))]).problems.map(\.code) == ["receipt.out-of-range"])
        // Numbers that follow each other are told together.
        let run = try register([
            Self.use("SJ0011", .voucher(1)), Self.use("SJ0012", .voucher(2)), Self.use("SJ0020", .voucher(3)),
        ])
        #expect(
            run.problems.map(\.english).map { $0.hasPrefix("Book V1 uses SJ0011–SJ0012 (2)") } == [
                true, false,
            ])
        for other in ["SJ11", "24332000000012345678", "FP0011", "无票"] {
            #expect(try register([Self.use(other, .voucher(1))]).problems.isEmpty)
        }
    }

    @Test("a void number that is used is told")
    func void() throws {
        let register = try register(
            [Self.use("SJ0001", .voucher(1))], [Self.event(.void, "SJ0001", "SJ0001")])
        #expect(register.problems.map(\.code) == ["receipt.void-used"])
    }

    @Test(
        "what is no range is refused",
        arguments: [
            ("SJ0005", "SJ0001"), ("SJ0001", "SK0009"), ("SJ001", "SJ0009"), ("甲", "乙"),
            ("SJ000001", "SJ200000"),
        ])
    func ranges(_ first: String, _ last: String) {
        #expect(throws: ReceiptProblem.rangeInvalid(first: first, last: last)) {
            try ReceiptRun(first: first, last: last)
        }
    }

    @Test(
        "money taken in needs a number; money moved, paid or written in red does not",
        arguments: [
            ("income without a number", [(true, 500, 0, false), (false, 0, 500, false)], 0),
            ("income with a number", [(true, 500, 0, true), (false, 0, 500, false)], nil),
            ("the number stands on the income line", [(true, 500, 0, false), (false, 0, 500, true)], nil),
            (
                "the second of two lines has none",
                [(true, 300, 0, true), (true, 200, 0, false), (false, 0, 500, false)], 1
            ),
            ("cash taken to the bank", [(true, 500, 0, false), (true, 0, 500, false)], nil),
            ("a payment", [(false, 500, 0, false), (true, 0, 500, false)], nil),
            ("a payment taken back in red", [(false, -500, 0, false), (true, 0, -500, false)], nil),
            (
                "bank charge kept back from a transfer",
                [(true, 490, 0, false), (false, 10, 0, false), (true, 0, 500, false)], nil
            ),
        ] as [(String, [(Bool, Int64, Int64, Bool)], Int?)])
    func rule(_ name: String, _ lines: [(Bool, Int64, Int64, Bool)], _ expected: Int?) {
        let lines = lines.map { ReceiptRule.Line(isMoney: $0.0, debit: $0.1, credit: $0.2, hasNumber: $0.3) }
        #expect(ReceiptRule.lineWithoutNumber(lines) == expected, "\(name)")
    }

    @Test("notes are counted by face value, and what is no note is refused")
    func notes() throws {
        // 3 × 100 + 2 × 5 + 4 × 0.1 = 310.40
        let notes = try CountedNotes(parsing: "5=2; 100=3;0.1=4")
        #expect(notes.total == Money(fen: 31_040))
        #expect(notes.text == "100=3;5=2;0.1=4")
        #expect(try CountedNotes(parsing: "").total == .zero)
        for text in ["30=1", "100=-1", "100", "100=1;100=2", "百=1"] {
            #expect(throws: CashProblem.notesMalformed(text)) { try CountedNotes(parsing: text) }
        }
    }

    @Test(
        "steps of dunning",
        arguments: [
            ("-7,0,+30,90", [-7, 0, 30, 90]), ("30, 0", [0, 30]), ("7,7", nil), ("", nil), ("a", nil),
        ])
    func stages(_ text: String, _ expected: [Int]?) {
        #expect(Dunning.stages(text) == expected)
    }
}

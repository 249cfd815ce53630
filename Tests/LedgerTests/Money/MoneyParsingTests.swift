import Ledger
import TestSupport
import Testing

@Suite("Reading amounts")
struct MoneyParsingTests {
    @Test(
        "amounts as people and programs write them",
        arguments: [
            ("0", 0), ("0.00", 0), ("-0", 0), ("7", 700), ("1234.5", 123_450), ("1234.50", 123_450),
            ("0.05", 5), ("-0.05", -5), ("007", 700), ("1,234.50", 123_450), ("12,345,678.90", 1_234_567_890),
            ("123,456", 12_345_600), ("￥1,234.50", 123_450), ("¥1234.5", 123_450), ("1,234.50元", 123_450),
            ("￥100元", 10_000), ("-￥100", -10_000), ("￥-100", -10_000), ("-100元", -10_000),
            ("(1,234.50)", -123_450), ("（1，234．50）", -123_450), ("(￥100)", -10_000), ("￥(100)", -10_000),
            ("(100元)", -10_000), ("(100)元", -10_000), ("－12.3", -1230), ("\u{2212}12.30", -1230),
            ("１２３４．５０", 123_450), ("１，２３４．５", 123_450), (" 12.30 ", 1230), ("\t12.30", 1230),
            ("\u{3000}12.30\u{3000}", 1230), ("12.30\u{A0}", 1230), ("12.30\r\n", 1230),
            ("10000000000", 1_000_000_000_000), ("-10,000,000,000.00", -1_000_000_000_000),
            ("000000000000000000000000000000012.34", 1234),
        ] as [(String, Int64)])
    func reads(text: String, fen: Int64) throws {
        #expect(try Money(parsing: text) == Money(fen: fen))
    }

    @Test(
        "what is not an amount",
        arguments: [
            "", " ", "\u{3000}", "-", "()", "￥", "元", ".", ",", "abc", "NaN", "nan", "Inf", "-inf", "1e3",
            "1E3",
            "0x10", "+5", "1 234", "1\u{A0}234", "--5", "(-5)", "-(5)", "((5))", "(5", "5)", "-5)", "5-",
            ".5", "5.",
            "1.2.3", "1..2", "1,23", "1,2345", "12,34.50", "1234,567", ",123", "1,,234", "1,234,", "1.234,50",
            "1,234.5,0", "￥￥5", "5元元", "元5", "5￥", "$5", "5 元", "￥ 5", "五", "伍元整", "1\u{301}", "1\u{0}",
            "\u{FEFF}5", "²", "٣", "1'234", "1_000", "5%", "1/2", "Y5", "5U", "999999999999999999999x",
            "1.234x",
        ])
    func refusesNonsense(text: String) {
        #expect(throws: MoneyProblem.notANumber(QuotedText(text))) { try Money(parsing: text) }
    }

    @Test("a part of a fen", arguments: ["1.234", "1.500", "0.001", "-1.005", "（１．２３４）", "￥1,234.567元"])
    func refusesThirdDecimal(text: String) {
        #expect(throws: MoneyProblem.tooManyDecimals(QuotedText(text))) { try Money(parsing: text) }
    }

    @Test(
        "more than a line may carry",
        arguments: [
            "10000000000.01", "-10000000000.01", "(10,000,000,000.01)", "10000000001", "99999999999",
            "92233720368547758.08", "184467440737095516.16", "9999999999999999999999999999999999999999",
        ])
    func refusesTooLarge(text: String) {
        #expect(throws: MoneyProblem.tooLarge(QuotedText(text))) { try Money(parsing: text) }
    }

    @Test("bytes that are not UTF-8 are no amount")
    func refusesBrokenBytes() {
        let broken: [UInt8] = [UInt8(ascii: "1"), 0xFF, UInt8(ascii: "2")]
        #expect(throws: MoneyProblem.self) { try broken.withUnsafeBufferPointer { try Money.parse($0) } }
        #expect(throws: MoneyProblem.self) { try Money.parse(UnsafeBufferPointer(start: nil, count: 0)) }
    }

    @Test("a problem has its code, its kind, and its text in both languages")
    func problemsSpeak() throws {
        let cases: [(String, String, ProblemKind)] = [
            ("12a", "money.not-a-number", .unreadable),
            ("1.234", "money.too-many-decimals", .unreadable),
            ("99999999999", "money.too-large", .refused),
        ]
        for (text, code, kind) in cases {
            let problem = try #require(throws: MoneyProblem.self) { try Money(parsing: text) }
            #expect(problem.code == code)
            #expect(problem.kind == kind)
            #expect(problem.chinese.contains("「\(text)」"))
            #expect(problem.english.contains("“\(text)”"))
        }
        let limit = try #require(throws: MoneyProblem.self) { try Money(parsing: "99999999999") }
        #expect(limit.chinese.contains("10,000,000,000.00"))
        #expect(limit.english.contains("10,000,000,000.00"))
    }

    @Test("a blank amount is called empty", arguments: ["", "  ", "\u{3000}"])
    func blankIsCalledEmpty(text: String) throws {
        let problem = try #require(throws: MoneyProblem.self) { try Money(parsing: text) }
        #expect(problem.chinese.contains("空"))
        #expect(problem.english.contains("empty"))
    }

    /// The grammar once more, as an expression, for amounts far below the limit.
    private static func isAmount(_ text: String) -> Bool {
        let number = "(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\\.[0-9]{1,2})?"
        let shapes = [
            "-?￥?\(number)元?", "￥-\(number)元?", "\\(￥?\(number)元?\\)元?", "￥\\(\(number)元?\\)元?",
        ]
        guard text.matches(of: /元/).count <= 1 else { return false }
        return shapes.contains { shape in
            guard let regex = try? Regex(shape) else { return false }
            return (try? regex.wholeMatch(in: text)) != nil
        }
    }

    @Test("random strings are amounts exactly when the grammar says so")
    func agreesWithGrammar() throws {
        var random = SeededGenerator()
        let alphabet = Array("0123456789000,,,..--()￥元 e+")
        var accepted = 0
        for _ in 0..<4000 {
            let length = Int.random(in: 0...8, using: &random)
            let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "0" })
                .trimmingSpaces()
            let isRead = (try? Money(parsing: text)) != nil
            if isRead { accepted += 1 }
            #expect(isRead == Self.isAmount(text), "\(text); \(random.note)")
        }
        #expect(accepted > 0, "no amount among them; \(random.note)")
    }

    @Test("every way to write an amount reads back as the amount")
    func readsBack() throws {
        var random = SeededGenerator()
        for _ in 0..<3000 {
            let money = Money(fen: random.fen(upTo: UInt64(Money.maximum.fen)))
            for text in [
                money.yuan, money.grouped, "￥" + money.yuan, money.grouped + "元", money.grouped.fullWidth(),
            ] {
                #expect(try Money(parsing: text) == money, "\(text); \(random.note)")
            }
        }
    }
}

extension String {
    /// The text without spaces at its ends, which every reader takes off.
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// The text as an input method at full width would have typed it.
    fileprivate func fullWidth() -> String {
        let halfWidth = Array("0123456789,.-()")
        let fullWidth = Array("０１２３４５６７８９，．－（）")
        return String(
            map { character in halfWidth.firstIndex(of: character).map { fullWidth[$0] } ?? character })
    }
}

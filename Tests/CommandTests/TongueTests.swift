import Ledger
import Testing

@testable import village_ledger

@Suite("Language of the run")
struct TongueTests {
    @Test(
        "arguments before environment, Chinese where nothing names a language",
        arguments: [
            ([], [:], Language.chinese), ([], ["LANG": "en_US.UTF-8"], .english),
            ([], ["LANG": "C.UTF-8"], .chinese),
            ([], ["LANG": "fr_FR"], .chinese), ([], ["LANG": "en_US", "LC_ALL": "zh_CN.UTF-8"], .chinese),
            ([], ["LANG": "zh_CN", "VILLAGE_LEDGER_LANGUAGE": "en"], .english),
            (["--language", "en"], ["VILLAGE_LEDGER_LANGUAGE": "zh"], .english),
            (["--language=en", "book", "list"], [:], .english), (["--", "--language", "en"], [:], .chinese),
            (["--language", "fr"], ["LANG": "en"], .english), (["--language"], [:], .chinese),
        ] as [([String], [String: String], Language)])
    func decides(_ arguments: [String], _ environment: [String: String], _ expected: Language) {
        #expect(Tongue.decide(arguments: ["village-ledger"] + arguments) { environment[$0] } == expected)
    }
}

@Suite("Lines as typed")
struct LineTextTests {
    @Test("sides in words, in both languages, and as two amounts")
    func sides() throws {
        for (text, debit, credit) in [
            ("租金|10201|借 1,234.50", 123_450, 0), ("租金|10201|贷100", 0, 10_000), ("租金｜10201｜debit 1", 100, 0),
            ("租金|10201|100.00,0.00", 10_000, 0), ("租金|10201|,5", 0, 500), ("租金|10201|cr -3", 0, -300),
        ] {
            let line = try LineText.read(text)
            #expect(line.summary == "租金" && line.account == "10201")
            #expect(line.debit.fen == debit && line.credit.fen == credit, "\(text)")
        }
    }

    @Test("names after the amount, any other name a dimension")
    func names() throws {
        let line = try LineText.read(
            "收\\|租|50103|贷 1|来源=property-lease|counterparty=云雾|receipt=R1|due-date=2026-04-01|quantity=1.5|nature=rent|fund=own"
        )
        #expect(line.summary == "收|租")
        #expect(line.source == "property-lease" && line.counterparty == "云雾" && line.receipt == "R1")
        #expect(line.dueDate == CalendarDate(number: 2026_04_01))
        #expect(line.quantityMillionths == 1_500_000)
        #expect(line.dimensions == "nature=rent;fund=own")
    }

    @Test(
        "what can't be followed is refused",
        arguments: ["a|b", "a|10201|100", "a|10201|1,2,3", "a|10201|借 x", "a|10201|借 1|x"])
    func refused(_ text: String) {
        #expect(throws: (any Error).self) { try LineText.read(text) }
    }
}

@Suite("Output formats")
struct OutputFormatTests {
    @Test("the option, else the extension, else the first")
    func chosen() throws {
        #expect(try OutputFormat.chosen(format: nil, output: nil) == .table)
        #expect(try OutputFormat.chosen(format: nil, output: "a.b/x.CSV") == .csv)
        #expect(try OutputFormat.chosen(format: "json", output: "x.csv") == .json)
        #expect(try OutputFormat.chosen(format: nil, output: "x.txt") == .table)
        #expect(try OutputFormat.chosen(format: nil, output: "-", among: [.csv, .json]) == .csv)
        #expect(try OutputFormat.chosen(format: nil, output: "x.xlsx") == .xlsx)
        #expect(throws: UsageProblem.self) {
            try OutputFormat.chosen(format: nil, output: "x.xlsx", among: [.table, .csv])
        }
        #expect(throws: UsageProblem.self) {
            try OutputFormat.chosen(format: "table", output: nil, among: [.csv])
        }
    }
}

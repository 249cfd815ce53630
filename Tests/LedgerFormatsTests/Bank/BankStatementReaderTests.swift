import Ledger
import Testing

@testable import LedgerFormats

@Suite("reading banks' files by a column mapping")
struct BankStatementReaderTests {
    private static func read(_ text: String, _ mapping: String, encoded isChinese: Bool = false) throws
        -> [String]
    {
        let bytes = isChinese ? try LedgerFormatsTests.gb18030(text) : Array(text.utf8)
        return told(try BankStatementReader(bytes: bytes, mapping: ColumnMapping(text: mapping)))
    }

    private static func told(_ reader: BankStatementReader) -> [String] {
        reader.lines.map { line in
            "\(line.row) \(line.date) \(line.amount.yuan) \(line.balance?.yuan ?? "-") \(line.party ?? "-") "
                + "\(line.partyNumber ?? "-") \(line.summary) \(line.reference ?? "-")"
        }
    }

    private static func codes(_ text: String, _ mapping: String) -> [String] {
        do {
            _ = try read(text, mapping)
            return []
        } catch let refused as TableRefused {
            return refused.problems.map { "\($0.line) \($0.problem.code)" }
        } catch let failure as ImportFailure {
            return ["\(failure.line) \(failure.problem.code)"]
        } catch { return ["\(error)"] }
    }

    private static let twoColumns = """
        date,交易日期,yyyymmdd
        paid,借方发生额
        received,贷方发生额
        balance,余额
        party,对方户名
        party_number,对方账号
        summary,摘要
        purpose,附言
        reference,流水号
        """
    private static let file = """
        账户明细,,,,,,,,
        交易日期,流水号,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,附言
        20260305,R01,,"50,000.00","150,000.00",栖禾云雾茶业有限公司,6222000011112222,租金,三月
        20260310,R02,800.00,,"149,200.00",--,-,电费,
        合计,,800.00,"50,000.00",,,,,
        """
    private static let lines = [
        "3 2026-03-05 50000.00 150000.00 栖禾云雾茶业有限公司 ****2222 租金 三月 R01",
        "4 2026-03-10 -800.00 149200.00 - - 电费 R02",
    ]

    @Test("two columns, a title above, a total below, in both encodings")
    func twoColumns() throws {
        #expect(try Self.read(Self.file, Self.twoColumns) == Self.lines)
        #expect(try Self.read(Self.file, Self.twoColumns, encoded: true) == Self.lines)
    }

    @Test("a workbook gives the same")
    func workbook() throws {
        let rows = [
            ["账户明细"], ["交易日期", "流水号", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "附言"],
            ["20260305", "R01", "", "50000.00", "150000.00", "栖禾云雾茶业有限公司", "6222000011112222", "租金", "三月"],
            ["20260310", "R02", "800.00", "", "149200.00", "--", "-", "电费", ""],
            ["合计", "", "800.00", "50000.00"],
        ]
        let book = WorkbookMaker(WorkbookMaker.rows(rows))
        let mapping = try ColumnMapping(text: Self.twoColumns)
        #expect(Self.told(try BankStatementReader(bytes: book.bytes, mapping: mapping)) == Self.lines)
    }

    @Test(
        "the ways to write a day, without a format",
        arguments: [
            "20260305", "2026-03-05", "2026/3/5", "2026-03-05 10:22:33", "2026-03-05T10:22", "2026年3月5日",
        ])
    func days(_ text: String) throws {
        let found = try Self.read("日期,金额\n\(text),1.00\n", "date,日期\namount,金额\n")
        #expect(found == ["2 2026-03-05 1.00 - - -  -"])
    }

    @Test("one signed column, and an amount with its direction")
    func signs() throws {
        #expect(
            try Self.read("日期,金额\n20260305,-5.00\n", "date,日期\namount,金额\n").map {
                $0.split(separator: " ")[2]
            }
                == ["-5.00"])
        for (word, sign) in [("借", "-"), ("贷", ""), ("D", "-"), ("c", ""), ("支出", "-"), ("收", "")] {
            let found = try Self.read(
                "日期,金额,标志\n20260305,5.00,\(word)\n", "date,日期\namount,金额\ndirection,标志\n")
            #expect(found.map { $0.split(separator: " ")[2] } == ["\(sign)5.00"], "\(word)")
        }
    }

    @Test("what can't be read is told at its row; a row that only looks like a total is no total")
    func refused() {
        let two = "date,日期\nreceived,收\npaid,支\nsummary,摘要\n"
        let head = "日期,收,支,摘要\n"
        #expect(Self.codes(head + "20260305,1.00,2.00,\n", two) == ["2 bank.amounts"])
        #expect(Self.codes(head + "20260305,,,\n", two) == ["2 bank.amounts"])
        #expect(Self.codes(head + "20260305,0.00,0,\n", two) == ["2 bank.amounts"])
        #expect(Self.codes(head + "制表人,1.00,,\n", two) == ["2 date.invalid"])
        #expect(
            Self.codes(head + ",1.00,,电费\n", two) == ["2 import.blank"]
                || !Self.codes(head + ",1.00,,电费\n", two).isEmpty)
        #expect(Self.codes(head + "20260305,1.00,,合计金额\n", two).isEmpty)
        #expect(Self.codes(head + "20260305,一,,\n20260306,1.00,,\n2026,1.00,,\n", two).count == 2)
        #expect(
            Self.codes("日期,金额,标志\n20260305,5,冲\n", "date,日期\namount,金额\ndirection,标志\n")
                == ["2 bank.direction"])
    }

    @Test("a mapping without an amount, and columns the file does not have")
    func mappings() {
        #expect(Self.codes("日期,收\n", "date,日期\nreceived,收\n") == ["2 bank.mapping-without-amount"])
        #expect(Self.codes("日期,余额\n20260305,1\n", "date,日期\namount,金额\n") == ["1 mapping.column-missing"])
        #expect(Self.codes("日期,金额\n", "date,日期\namount,金额\nbalanse,余额\n") == ["3 mapping.field-unknown"])
    }

    @Test("a mapping kept as text reads the same")
    func kept() throws {
        let mapping = try ColumnMapping(
            text: Self.twoColumns + "\nsummary,\"摘要,用途\"\n".replacing("summary", with: "direction"))
        let again = try ColumnMapping(text: mapping.text)
        #expect(again.text == mapping.text && mapping.text.contains("date,交易日期,yyyymmdd\n"))
        #expect(mapping.text.contains("direction,\"摘要,用途\"\n"))
    }
}

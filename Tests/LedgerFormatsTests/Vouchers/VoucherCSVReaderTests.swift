import Foundation
import Ledger
import Testing

@testable import LedgerFormats

/// A voucher in words, as a test compares it.
func words(_ voucher: IncomingVoucher) -> String {
    let head = [
        voucher.string(voucher.book) ?? "nil", voucher.date?.description ?? "nil",
        voucher.string(voucher.kind) ?? "nil", voucher.string(voucher.name) ?? "nil",
    ]
    let lines = voucher.lines.map { line in
        "\(line.position):\(voucher.string(line.summary) ?? "nil")/\(voucher.string(line.account) ?? "nil")/"
            + "\(line.debit.fen)/\(line.credit.fen)"
    }
    return head.joined(separator: " ") + " @\(voucher.position) [" + lines.joined(separator: ", ") + "]"
}

/// All vouchers of a file.
func vouchers(_ reader: VoucherCSVReader) throws -> [IncomingVoucher] {
    var all: [IncomingVoucher] = []
    var voucher = IncomingVoucher()
    while try reader.next(into: &voucher) { all.append(voucher) }
    #expect(try !reader.next(into: &voucher), "The end stays the end.")
    return all
}

/// All vouchers of a text.
func vouchers(_ text: String) throws -> [IncomingVoucher] {
    try vouchers(VoucherCSVReader(InputText(bytes: Array(text.utf8))))
}

/// Line and code of all problems of a text.
func problems(_ text: String) throws -> [String] {
    try vouchers(text).flatMap(\.problems).map { "\($0.line) \($0.problem.code)" }
}

@Suite("vouchers are read from CSV")
struct VoucherCSVReaderTests {
    static let header = "book,date,voucher,summary,account,debit,credit"

    @Test("consecutive rows of one book, date, kind and voucher are one voucher")
    func groups() throws {
        let text = """
            \(Self.header),kind
            V001,2026-01-05,1,收租金,101,100.00,0.00,
            V001,2026-01-05,1,收租金,50103,,"100.00",记
            V001,2026-01-05,1,付款,101,5,0,付
            V001,2026-01-06,1,"two
            lines",101,"1,234.50",,记
            V002,2026-01-01,1,x,101,-3.2,,记
            """
        #expect(
            try vouchers(text).map(words) == [
                "V001 2026-01-05 nil 1 @2 [2:收租金/101/10000/0, 3:收租金/50103/0/10000]",
                "V001 2026-01-05 付 1 @4 [4:付款/101/500/0]",
                "V001 2026-01-06 记 1 @5 [5:two\nlines/101/123450/0]",
                "V002 2026-01-01 记 1 @7 [7:x/101/-320/0]",
            ])
    }

    @Test("every column arrives, under its English and its Chinese name, in any order")
    func columns() throws {
        let english = """
            due_date, Unit_Price ,quantity,receipt,origin_year,attachment_reason,corrects,reverses,dimensions,\
            attachments,contract,counterparty,source,voucher_type,KIND,credit,debit,account,summary,voucher,date,book
            2026-06-30,12.3456,-1.5,NO 1,2025,无票,记-2,记-1,nature=cash,3,HT-1,张三,property,normal,记,,7,101,s,12,\
            2026-03-15,V001
            """
        let chinese = english.replacing(
            english.prefix { $0 != "\n" },
            with: "到期日,单价,数量,票据号,归属年度,无附件原因,订正,冲销,辅助核算,附件数,合同编号,往来单位,收入来源,凭证类型,凭证字,"
                + "贷方金额,借方金额,科目编码,摘要,凭证号,日期,账套")
        for text in [english, chinese] {
            let voucher = try #require(try vouchers(text).first)
            #expect(voucher.problems.isEmpty)
            #expect(words(voucher) == "V001 2026-03-15 记 12 @2 [2:s/101/700/0]")
            #expect(voucher.string(voucher.type) == "normal")
            #expect(voucher.attachments == 3)
            #expect(voucher.string(voucher.attachmentReason) == "无票")
            #expect(voucher.string(voucher.reverses) == "记-1")
            #expect(voucher.string(voucher.corrects) == "记-2")
            #expect(voucher.originYear == 2025)
            let line = try #require(voucher.lines.first)
            #expect(voucher.string(line.source) == "property")
            #expect(voucher.string(line.counterparty) == "张三")
            #expect(voucher.string(line.contract) == "HT-1")
            #expect(voucher.string(line.dimensions) == "nature=cash")
            #expect(voucher.string(line.receipt) == "NO 1")
            #expect(line.quantityMillionths == -1_500_000)
            #expect(line.unitPriceTenThousandths == 123_456)
            #expect(line.dueDate?.number == 2026_06_30)
        }
    }

    @Test("headers that lack, repeat or invent a column stop the import")
    func headers() throws {
        let cases = [
            ("book,date,voucher,summary,account\n", "import.header-missing"),
            ("\(Self.header),book\n", "import.header-twice"), ("\(Self.header),账套\n", "import.header-twice"),
            ("\(Self.header),colour\n", "import.header-unknown"), ("", "import.empty"),
            ("\n\n", "import.empty"),
        ]
        for (text, code) in cases {
            #expect(failure { _ = try vouchers(text) } ?? ("", 0) == (code, 1), "\(text)")
        }
        do {
            _ = try vouchers("book,date,voucher,summary,account\n")
        } catch let failure as ImportFailure {
            #expect(failure.problem.english.contains("lacks 2 column(s): 借方金额 debit, 贷方金额 credit"))
            #expect(failure.problem.chinese.contains("表头缺少 2 列：借方金额 debit, 贷方金额 credit"))
        }
    }

    @Test("everything wrong with rows is told with its line, and reading goes on")
    func rowProblems() throws {
        let text = """
            \(Self.header),attachments,quantity,unit_price,origin_year,due_date,counterparty
            V001,2026-02-30,1,s,101,1,,,,,,,
            V001,2026-02-30,1,s,101,,1,,,,,,
            V001,2026-03-01,2,s,101,1.005,,,,,,,
            V001,2026-03-01,2,s,101,abc,,,,,,,
            V001,2026-03-01,2,s,101,1,1,,,,,,
            V001,2026-03-01,2,s,101,0.00,,,,,,,
            V001,2026-03-01,2,s,,1
            V001,2026-03-01,2,s,,1,,,,,,,
            V001,2026-03-01,3,s,101,1,,x,,,,,
            V001,2026-03-01,4,s,101,1,,,1.0000001,1.00001,26,2026-13-01,
            V001,2026-03-01,5,\(String(repeating: "汉", count: 201)),101,1,,,,,,,\(String(repeating: "x", count: 101))
            V001,2026-03-01,6,\(String(repeating: "汉", count: 200)),101,1,,,,,,,\(String(repeating: "𠮷", count: 100))
            V001,2026-03-01,7,a\u{7}b,101,1,,,,,,,
            V001,2026-03-01,8,"a\nb",101,1,,,,,,,"c\nd"
            V001,2026-03-01,9,a\u{7F}b,101,1,,,,,,,c\u{85}d
            ,2026-03-01,,s,101,1,,,,,,,
            """
        #expect(
            try problems(text) == [
                "2 date.invalid", "4 money.too-many-decimals", "5 money.not-a-number", "6 voucher.both-sides",
                "7 voucher.zero-line", "8 import.column-count", "9 import.blank", "10 attachments.invalid",
                "11 origin-year.invalid", "11 quantity.invalid", "11 unit-price.invalid", "11 date.invalid",
                "12 import.text-too-long", "12 import.text-too-long", "14 import.control-character",
                "15 import.control-character", "18 import.control-character", "18 import.control-character",
                "19 import.blank", "19 import.blank",
            ])
    }

    @Test("a problem names its column and its numbers in both languages")
    func messages() throws {
        let text = "\(Self.header)\nV001,2026-03-01,1,s,101,12.345,\nV001,2026-03-01,1,s,101,1,2\nV001,2026\n"
        let found = try vouchers(text).flatMap(\.problems).map(\.problem)
        #expect(found.count == 3)
        #expect(found[0].chinese.hasPrefix("借方金额 debit：") && found[0].chinese.contains("12.345"))
        #expect(found[1].english.hasPrefix("Debit 1.00 and credit 2.00 are both set."))
        #expect(found[2].english.hasPrefix("This row has 2 fields and the header 7."))
        #expect(found.map(\.kind) == [.unreadable, .refused, .unreadable])
    }

    @Test("rows of blanks and of commas alone are passed over")
    func blankRows() throws {
        let text =
            "\(Self.header)\n,,,,,,\nV001,2026-03-01,1,s,101,1,\n ,\n\n,,\nV001,2026-03-01,1,s,102,,1\n,,,,,,\n"
        #expect(try vouchers(text).map(words) == ["V001 2026-03-01 nil 1 @3 [3:s/101/100/0, 7:s/102/0/100]"])
        #expect(try problems(text).isEmpty)
    }

    @Test("a voucher that comes again after another is refused, in files in order and in others")
    func seenAgain() throws {
        let rows = [
            "V001,2026-01-05,1,s,101,1,", "V001,2026-01-05,2,s,101,1,", "V002,2026-01-05,1,s,101,1,",
            "V001,2026-01-05,1,s,101,1,", "V001,2026-01-06,1,s,101,1,",
        ]
        let ordered = [Self.header] + rows
        #expect(try problems(ordered.joined(separator: "\n")) == ["5 voucher.group-seen-again"])
        let unordered = [Self.header, rows[4]] + rows[0..<4]
        #expect(try problems(unordered.joined(separator: "\n")) == ["6 voucher.group-seen-again"])
        let sameKind = [Self.header + ",kind", rows[0] + ",", rows[1] + ",", rows[0] + ",记"]
        #expect(try problems(sameKind.joined(separator: "\n")) == ["4 voucher.group-seen-again"])
    }

    @Test("rows of one voucher must agree about the voucher; a blank agrees")
    func groupDiffers() throws {
        let header = Self.header + ",attachments,voucher_type,reverses,corrects,origin_year,attachment_reason"
        let row = "V001,2026-01-05,1,s,101,1,"
        let good = [header, row + ",2,normal,a,b,2025,r", row + ",,,,,,", row + ",2,normal,a,b,2025,r"]
        #expect(try problems(good.joined(separator: "\n")).isEmpty)
        let bad = [header, row + ",2,normal,a,b,2025,r", row + ",3,closing,c,d,2024,s"]
        #expect(
            try problems(bad.joined(separator: "\n"))
                == [String](repeating: "3 voucher.group-differs", count: 6))
    }

    @Test("structural errors are thrown with their line")
    func structural() throws {
        let row = "V001,2026-01-05,1,s,101,1,\n"
        let head = Self.header + "\n" + row
        let cases = [
            (head + "a\u{0}", "import.nul", 3), (head + row + "\"x", "import.unclosed-quote", 4),
            (head + "\"x\"y", "import.malformed-quote", 3),
        ]
        for (text, code, line) in cases {
            #expect(failure { _ = try vouchers(text) } ?? ("", 0) == (code, line))
        }
    }

    @Test("a voucher column that never changes does not fill the memory")
    func endlessVoucher() throws {
        let row = "V001,2026-01-05,1,s,101,1,\n"
        let text = Self.header + "\n" + String(repeating: row, count: 100_001)
        #expect(failure { _ = try vouchers(text) } ?? ("", 0) == ("import.voucher-too-long", 100_002))
    }

    @Test("rows of a wrong width without end do not fill the memory")
    func endlessWrongRows() throws {
        let text = Self.header + "\n" + String(repeating: "x\n", count: 100_001)
        #expect(failure { _ = try vouchers(text) } ?? ("", 0) == ("import.column-count", 100_002))
    }

    @Test("a voucher of texts beyond every limit stops at the first of them, before its places overflow")
    func endlessTexts() throws {
        let row = "V001,2026-01-05,1,\(String(repeating: "s", count: 1_000_000)),101,1,\n"
        let text = Self.header + "\n" + String(repeating: row, count: 18)
        #expect(failure { _ = try vouchers(text) } ?? ("", 0) == ("import.text-too-long", 2))
    }

    @Test("a row that looks the same in other words belongs to the same voucher")
    func sameDateWrittenOtherwise() throws {
        let text = "\(Self.header)\nV001,2026-01-05,1,s,101,1,\nV001 ,2026/1/5, 1,s,102,,1\n"
        #expect(try vouchers(text).map(words) == ["V001 2026-01-05 nil 1 @2 [2:s/101/100/0, 3:s/102/0/100]"])
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerFormats

@Suite("vouchers from workbooks are those of CSV")
struct TableSourceTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What a voucher says, in words.
    private func told(_ source: TableSource) throws -> [String] {
        let reader = try VoucherCSVReader(source.text)
        var voucher = IncomingVoucher()
        var all: [String] = []
        while try reader.next(into: &voucher) {
            all += voucher.problems.map { "\($0.line) \($0.problem.code)" }
            func text(_ range: TextRange) -> String { voucher.string(range) ?? "" }
            all.append(
                "\(text(voucher.book)) \(voucher.date?.description ?? "?") \(text(voucher.name)) \(voucher.attachments)"
            )
            for line in voucher.lines {
                all.append(
                    "\(line.position) \(text(line.summary)) \(text(line.account)) \(line.debit.yuan) \(line.credit.yuan) \(text(line.source)) \(text(line.counterparty)) \(text(line.contract))"
                )
            }
        }
        return all
    }

    private func open(_ path: String) throws -> TableSource {
        try TableSource(path: path, columns: VoucherCSVReader.columns)
    }

    @Test(
        "a form with titles, a header in two rows, days as numbers, a formula and a trace of binary arithmetic"
    )
    func form() throws {
        let source = try open(Self.folder.path + "/Workbooks/form.xlsx")
        #expect(source.sheet == "凭证")
        #expect(
            try told(source) == [
                "V001 2026-03-02 1 1", "6 提现，备用 101 1234.56 0.00   ", "7 提现，备用 10201 0.00 1234.56   ",
            ])
    }

    @Test("a workbook made by LibreOffice from a CSV file says what that file says")
    func libreOffice() throws {
        let csv = Self.folder.deletingLastPathComponent().path + "/Transcripts/files/vouchers.csv"
        let fromCSV = try told(open(csv))
        #expect(fromCSV.count == 15)
        #expect(try told(open(Self.folder.path + "/Workbooks/libreoffice.xlsx")) == fromCSV)
    }

    @Test("the same text is the same content, whatever file it comes in")
    func digest() throws {
        let table = [
            ["账套", "日期", "凭证号", "摘要", "科目编码", "借方金额", "贷方金额"],
            ["V001", "2026-03-02", "1", "a,\"b\"", "101", "5", "0"],
        ]
        let workbook = try TableSource(
            bytes: WorkbookMaker(WorkbookMaker.rows(table)).bytes, columns: VoucherCSVReader.columns)
        let text = "账套,日期,凭证号,摘要,科目编码,借方金额,贷方金额\nV001,2026-03-02,1,\"a,\"\"b\"\"\",101,5,0\n"
        let csv = try TableSource(bytes: Array(text.utf8), columns: VoucherCSVReader.columns)
        #expect(try VoucherCSVReader(workbook.text).contentDigest == VoucherCSVReader(csv.text).contentDigest)
    }

    @Test("vouchers out of order are sorted and keep the numbers of their rows, line breaks or not")
    func order() throws {
        let header = ["账套", "日期", "凭证号", "摘要", "科目编码", "借方金额", "贷方金额"]
        let made = WorkbookMaker(
            WorkbookMaker.rows([
                header, ["V", "2026-03-02", "2", "x\ny\nz", "1", "5", ""], [],
                ["V", "2026-03-01", "1", "b", "1", "6", ""],
            ]))
        #expect(
            try told(TableSource(bytes: made.bytes, columns: VoucherCSVReader.columns)) == [
                "V 2026-03-01 1 0", "4 b 1 6.00 0.00   ", "V 2026-03-02 2 0", "2 x\ny\nz 1 5.00 0.00   ",
            ])
    }

    @Test("CSV of any encoding goes through as it is, and through a pipe")
    func text() throws {
        let text = "账套,日期,凭证号,摘要,科目编码,借方金额,贷方金额\nV001,2026-03-02,1,付𠮷,101,5,0\n"
        let expected = ["V001 2026-03-02 1 0", "2 付𠮷 101 5.00 0.00   "]
        let columns = VoucherCSVReader.columns
        #expect(try told(TableSource(bytes: Array(text.utf8), columns: columns)) == expected)
        #expect(try told(TableSource(bytes: gb18030(text), columns: columns)) == expected)
        #expect(failure { _ = try TableSource(bytes: [], columns: columns).text.checkUnchanged() } == nil)
        #expect(failure { _ = try open("/nowhere/a.xlsx") } ?? ("", 1) == ("import.file-missing", 0))
        #expect(failure { _ = try open("/") } ?? ("", 1) == ("import.file-unreadable", 0))
    }

    @Test("a workbook that is changed after it was opened is noticed")
    func changed() throws {
        let file = try ScratchFile(WorkbookMaker(WorkbookMaker.rows([["账套"], ["V"]])).bytes, "xlsx")
        let columns = [CSVColumn("book", chinese: "账套", required: true)]
        let source = try TableSource(path: file.path, columns: columns)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: file.path))
        #expect(
            failure { _ = try TableCSV(source.text, columns: columns) } ?? ("", 1) == (
                "import.file-changed", 0
            ))
    }
}

import Ledger
import Testing

@testable import LedgerFormats

@Suite("column mappings")
struct ColumnMappingTests {
    private let columns = [
        CSVColumn("book", chinese: "账套", required: true), CSVColumn("date", chinese: "日期", required: true),
        CSVColumn("amount", chinese: "金额"),
    ]

    private func rows(_ text: String, _ mapping: String) throws -> [String] {
        let source = try TableSource(
            bytes: Array(text.utf8), mapping: ColumnMapping(text: mapping), columns: columns)
        let table = try TableCSV(source.text, columns: columns)
        return table.rows.map { row in
            "\(row.line): " + ["book", "date", "amount"].map { row.string($0) }.joined(separator: "|")
        }
    }

    @Test("a file's own columns, constants and dates; what is not mapped is left out")
    func mapped() throws {
        let mapping = "# 某行\nfield,column,format\n账套,=V001\nDate,记账日,d/m/yyyy\namount, 发生额 \n"
        let text = "账单,2026\n序号,记账日,发生额,备注\n1,2/3/2026,\"1,234.50\",\"a\nb\"\n\n2,13/3/2026,5,\n,,,合计\n"
        #expect(try rows(text, mapping) == ["3: V001|2026-03-02|1,234.50", "6: V001|2026-03-13|5"])
    }

    @Test(
        "what is wrong with a mapping is told with its line",
        arguments: [
            ("", "1 mapping.empty"), ("# x\n\n", "1 mapping.empty"), ("book\n", "1 mapping.malformed"),
            ("book,a\ndate,b,c,d\n", "2 mapping.malformed"), ("book,a\nBOOK,b\n", "2 mapping.field-twice"),
            ("book,a\n账套,b\ndate,c\n", "2 mapping.field-twice"), ("book,\n", "1 mapping.column-blank"),
            ("date,a,dd.mm\n", "1 mapping.format-unknown"), ("date,a,yyy-m-d\n", "1 mapping.format-unknown"),
            ("book,=x,yyyymmdd\n", "1 mapping.constant-with-format"),
            ("book,a\ndate,b\nnosuch,c\n", "3 mapping.field-unknown"),
            ("field,column\nbook,a\n", "2 mapping.fields-missing"),
        ])
    func wrong(_ mapping: String, _ expected: String) {
        let found = failure { try ColumnMapping(text: mapping).check(columns) }
        #expect(found.map { "\($0.line) \($0.code)" } == expected)
    }

    @Test("what is wrong with the file under a mapping")
    func file() throws {
        let mapping = "book,村\ndate,日,yyyymmdd"
        #expect(
            failure { _ = try rows("村,天\nV1,20260101\n", mapping) } ?? ("", 0) == (
                "mapping.column-missing", 1
            ))
        #expect(
            failure { _ = try rows("村,日,村\nV1,20260101,\n", mapping) } ?? ("", 0) == (
                "mapping.column-twice", 1
            ))
        #expect(failure { _ = try rows("", mapping) } ?? ("", 0) == ("import.empty", 1))
        do {
            _ = try rows("村,日\nV1,2026-01-01\nV1,20260101\nV1,20260230\n", mapping)
            Issue.record("2026-01-01 was read as yyyymmdd.")
        } catch let refused as TableRefused {
            #expect(
                refused.problems.map { "\($0.line) \($0.problem.code)" } == [
                    "2 mapping.date-differs", "4 mapping.date-differs",
                ])
        }
    }

    @Test(
        "dates are read as their format says",
        arguments: [
            ("yyyymmdd", "20260302", "2026-03-02"), ("yyyy-mm-dd", "2026-03-02", "2026-03-02"),
            ("yyyy-mm-dd", "2026-3-2", nil),
            ("yyyy/m/d", "2026/3/2", "2026-03-02"), ("yyyy/m/d", "2026/03/02", "2026-03-02"),
            ("d.m.yyyy", "2.3.2026", "2026-03-02"),
            ("mm/dd/yyyy", "03/02/2026", "2026-03-02"), ("yyyy年m月d日", "2026年3月2日", "2026-03-02"),
            ("YYYY-MM-DD HH:MM:SS", "2026-03-02 23:59:59", "2026-03-02"),
            ("yyyy-mm-dd hh:mm:ss", "2026-03-02 24:00:00", nil),
            ("yyyymmddhhmmss", "20260302102231", "2026-03-02"),
            ("yyyy-mm-dd*", "2026-03-02T10:00Z", "2026-03-02"),
            ("yyyymmdd", "20260229", nil), ("yyyymmdd", "202603021", nil), ("serial", "46083", "2026-03-02"),
            ("serial", "x", nil),
        ])
    func dates(_ format: String, _ text: String, _ expected: String?) throws {
        let pattern = try #require(DatePattern(format))
        #expect(pattern.date(text)?.description == expected)
    }
}

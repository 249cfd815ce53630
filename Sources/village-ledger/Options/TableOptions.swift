import ArgumentParser
import Ledger
import LedgerFormats

/// How a table that people keep as CSV or as a workbook is to be read (表格选项).
struct TableOptions: ParsableArguments {
    @OptionGroup var encoding: EncodingOption
    @Option(
        help: help("工作表名称；不写为唯一有内容的一张", "which sheet; else the only one that holds something", value: "NAME"))
    var sheet: String?
    @Option(
        help: help(
            "列对照文件：每行 字段,列名[,格式]", "column mapping: a file of rows field,column[,format]", value: "FILE"),
        completion: .file())
    var mapping: String?

    /// The table at `path` under the names of `columns`.
    func open(_ path: String, _ columns: [CSVColumn]) throws -> TableSource {
        let encoding = try encoding.textEncoding
        let known = try mapping.map { file in
            try FileFailure.naming(file) {
                let mapping = try ColumnMapping(path: file)
                try mapping.check(columns)
                return mapping
            }
        }
        return try TableSource(
            path: path, encoding: encoding, sheet: sheet, mapping: known, columns: columns)
    }
}

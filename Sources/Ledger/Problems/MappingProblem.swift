/// What can be wrong with a column mapping 列对照, which says what a file's own columns mean here.
public enum MappingProblem: TextualProblem, Equatable {
    /// A row that is not `field,column` or `field,column,format`.
    case malformed(fields: Int)
    /// The mapping says nothing.
    case nothing
    /// A field that the import does not have.
    case fieldUnknown(String, known: [ImportColumn])
    /// A field mapped before.
    case fieldTwice(String, line: Int)
    /// Fields the import needs.
    case fieldsMissing([ImportColumn])
    /// A field with neither column nor constant.
    case columnBlank(String)
    /// A format that means nothing here.
    case formatUnknown(String)
    /// A constant with a format.
    case constantWithFormat(String)
    /// A column that the file does not have; `line` is that of the mapping.
    case columnMissing(String, line: Int, there: [String])
    /// A column that the file has twice; `line` is that of the mapping.
    case columnTwice(String, line: Int)
    /// A date that is not written as its format says.
    case dateDiffers(column: String, text: String, format: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .malformed(let fields):
            problem(
                "malformed", zh: "这一行有 \(fields) 个字段。列对照每行写成 字段,列名 或 字段,列名,格式，常量写成 字段,=值。",
                en:
                    "This row has \(fields) fields. A row of a mapping is field,column or field,column,format; a "
                    + "constant is field,=value.")
        case .nothing:
            problem(
                "empty", zh: "列对照是空的。请每行写 字段,列名。",
                en: "The mapping is empty. Write field,column on each line.")
        case .fieldUnknown(let name, let known):
            problem(
                "field-unknown",
                zh: "没有字段“\(QuotedText(name))”。可用：\(known.map(\.both).joined(separator: "、"))。",
                en:
                    "There is no field “\(QuotedText(name))”. There are: \(known.map(\.both).joined(separator: ", "))."
            )
        case .fieldTwice(let name, let line):
            problem(
                "field-twice", zh: "字段 \(QuotedText(name)) 在第 \(line) 行已有对照。请删去一行。",
                en: "The field \(QuotedText(name)) is mapped on line \(line) already. Remove one.")
        case .fieldsMissing(let columns):
            problem(
                "fields-missing",
                zh: "缺少 \(columns.count) 个必需字段的对照：\(columns.map(\.both).joined(separator: "、"))。请补上。",
                en: "\(columns.count) required field(s) are not mapped: "
                    + "\(columns.map(\.both).joined(separator: ", ")). Add them.")
        case .columnBlank(let name):
            problem(
                "column-blank", zh: "字段 \(QuotedText(name)) 没有写列名。请写列名，或写 =值。",
                en: "The field \(QuotedText(name)) names no column. Name one, or write =value.")
        case .formatUnknown(let format):
            problem(
                "format-unknown",
                zh:
                    "不认识格式“\(QuotedText(format))”。日期写成 yyyymmdd、yyyy-mm-dd、d/m/yyyy、yyyy-mm-dd hh:mm:ss、serial 之类。",
                en:
                    "The format “\(QuotedText(format))” is not known. Dates are yyyymmdd, yyyy-mm-dd, d/m/yyyy, "
                    + "yyyy-mm-dd hh:mm:ss, serial and the like.")
        case .constantWithFormat(let name):
            problem(
                "constant-with-format", zh: "字段 \(QuotedText(name)) 是常量，不能有格式。请删去格式。",
                en: "The field \(QuotedText(name)) is a constant and takes no format. Remove it.")
        case .columnMissing(let name, let line, let there):
            problem(
                "column-missing",
                zh: "列对照第 \(line) 行的列“\(QuotedText(name))”在文件的表头里没有。表头有：\(Self.list(there, "、"))。请改正列对照或文件。",
                en:
                    "The column “\(QuotedText(name))” on line \(line) of the mapping is not in the header, which has: "
                    + "\(Self.list(there, ", ")). Correct the mapping or the file.")
        case .columnTwice(let name, let line):
            problem(
                "column-twice", zh: "列对照第 \(line) 行的列“\(QuotedText(name))”在文件的表头里有两列。请改名或删去一列。",
                en:
                    "The column “\(QuotedText(name))” on line \(line) of the mapping stands in the header twice. "
                    + "Rename or remove one.")
        case .dateDiffers(let column, let text, let format):
            problem(
                "date-differs",
                zh: "列“\(QuotedText(column))”的“\(QuotedText(text))”不是 \(format) 格式的日期。请改正该格或列对照的格式。",
                en:
                    "“\(QuotedText(text))” in the column “\(QuotedText(column))” is no date written \(format). Correct "
                    + "it, or the format in the mapping.")
        }
    }

    private static func list(_ names: [String], _ separator: String) -> String {
        names.prefix(30).map { QuotedText($0).description }.joined(separator: separator)
            + (names.count > 30 ? "…" : "")
    }

    private func problem(_ name: String, zh: String, en: String) -> ProblemText {
        ProblemText("mapping." + name, .unreadable, zh: zh, en: en)
    }
}

import Ledger
import LedgerFormats

/// A statement as it is printed (报表输出).
struct StatementSheet {
    private let statement: FinancialStatement
    private var definition: StatementDefinition { statement.definition }

    init(_ statement: FinancialStatement) { self.statement = statement }

    /// The statement as people see it.
    var document: Document {
        var listing = listing
        listing.style = { $0.definition.indent == 0 && $0.definition.formula != nil ? .bold : nil }
        var document = Document.report(
            say(definition.chinese, definition.english), book: Self.books(statement),
            period: statement.period,
            tables: [listing.table(statement.rows)]
                + eliminations.tables(
                    say("合并抵销（借方为正）", "taken out between the books (debit positive)"), statement.eliminations)
        ).signed()
        document.heading = document.heading.map { $0 + "  " + document.unit }
        document.notes = Remarks.lines(statement)
        return document
    }

    func writeCSV(to file: OutputFile) {
        listing.writeCSV(statement.rows, to: file)
        Terminal.complain(Remarks.text(statement))
    }

    /// Codes of the books, joined where they are added up.
    static func books(_ statement: FinancialStatement) -> String {
        let count = statement.books.count
        guard count > 4 else { return statement.books.joined(separator: "+") }
        return say("\(count) 个账套汇总", "\(count) books together:")
    }

    private var listing: Listing<FinancialStatement.Row> {
        Listing(
            "rows",
            [
                .text("row", "行编号", "row", shown: false) { $0.definition.id },
                .column("chinese", "项目", "item") { row in
                    .word(
                        row.definition.chinese, shown: say(row.definition.chinese, row.definition.english),
                        indent: row.definition.indent)
                },
                .text("english", "英文名称", "English", shown: false) { $0.definition.english },
                .whole("indent", "缩进", "indent", shown: false) { $0.definition.indent },
            ]
                + definition.columns.enumerated().map { place, column in
                    .money(column.id, column.chinese, column.english) { $0.amounts[place] }
                })
    }

    private var eliminations: Listing<FinancialStatement.EliminationRow> {
        Listing(
            "eliminations",
            [
                .text("book", "账套", "book") { $0.elimination.book },
                .text("other_book", "对方", "other book") { $0.elimination.otherBook },
                .text("account", "科目", "account") { $0.elimination.account.code },
                .text("name", "名称", "name") { $0.elimination.account.name },
                .column("kind", "抵销", "what") {
                    .word(
                        $0.elimination.kind.rawValue,
                        shown: $0.elimination.kind == .balances
                            ? say("往来", "balance") : say("收支", "income and expense"))
                },
            ]
                + definition.columns.enumerated().map { place, column in
                    .money(column.id, column.chinese, column.english) { $0.amounts[place] }
                })
    }

    func writeJSON(to file: OutputFile) {
        JSONText.object(file.output) { json in
            json.field("statement", definition.name)
            json.field("chinese", definition.chinese)
            json.field("english", definition.english)
            json.field("books", statement.books)
            json.field("period", statement.period.description)
            json.array("columns") { array in
                for (column, figures) in zip(definition.columns, statement.figures) {
                    array.object { json in
                        json.field("column", column.id)
                        json.field("chinese", column.chinese)
                        json.field("english", column.english)
                        json.field("period", figures.period.description)
                        json.field("chart", figures.chart.rawValue)
                    }
                }
            }
            listing.writeRows(statement.rows, to: json)
            json.array("checks") { array in
                for check in statement.checks { array.object { listing.write(check, to: $0) } }
            }
            if statement.books.count > 1 { eliminations.writeRows(statement.eliminations, to: json) }
            Remarks.write(statement, to: json)
        }
    }

    /// The records of the file a definition is read from.
    static func text(of definition: StatementDefinition) -> [[String]] {
        func records(_ kind: String, _ rows: [StatementDefinition.Row]) -> [[String]] {
            rows.map { row in
                [
                    kind, row.id, row.chinese, row.english, kind == "row" ? "\(row.indent)" : "",
                    row.formula?.text ?? "",
                ]
            }
        }
        return [
            ["kind", "id", "chinese", "english", "indent", "formula"],
            [
                "statement", definition.name, definition.chinese, definition.english, "",
                definition.chart.rawValue,
            ],
        ]
            + definition.columns.map { ["column", $0.id, $0.chinese, $0.english, "", $0.basis.rawValue] }
            + records("row", definition.rows) + records("check", definition.checks)
    }
}

/// What is said about the figures of a statement (报表说明).
enum Remarks {
    /// A line for each, in the language of this run.
    static func lines(_ statement: FinancialStatement) -> [String] {
        statement.remarks.map { remark in
            "\(remark.problem.severity.rawValue) \(remark.problem.code): \(remark.problem.message(in: Tongue.language))"
        }
    }

    static func text(_ statement: FinancialStatement) -> String {
        lines(statement).map { $0 + "\n" }.joined()
    }

    static func write(_ statement: FinancialStatement, to json: borrowing JSONObject) {
        json.array("remarks") { array in
            for remark in statement.remarks {
                array.object { json in
                    json.field("code", remark.problem.code)
                    json.field("severity", remark.problem.severity.rawValue)
                    json.field("row", remark.row)
                    json.field("column", remark.column)
                    json.field("messageZh", remark.problem.chinese)
                    json.field("messageEn", remark.problem.english)
                }
            }
        }
    }
}

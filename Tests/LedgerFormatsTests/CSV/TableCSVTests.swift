import Ledger
import Testing

@testable import LedgerFormats

@Suite("set-up files are read by column name")
struct TableCSVTests {
    static let columns = [
        CSVColumn("book", chinese: "账套", required: true),
        CSVColumn("account", chinese: "科目编码", others: ["科目"], required: true, filled: true),
        CSVColumn("balance", chinese: "余额", required: true), CSVColumn("due_date"), CSVColumn("population"),
        CSVColumn("note", limit: 5),
    ]

    private func table(_ text: String) throws -> TableCSV {
        try TableCSV(InputText(bytes: Array(text.utf8)), columns: Self.columns)
    }

    @Test("rows with their lines, absent columns, amounts, dates and numbers")
    func rows() throws {
        let table = try table("余额,BOOK,科目编码,population\n\"1,234.50\", V001 ,101,300\n\n,V002,102,\n")
        #expect(table.problems.isEmpty)
        #expect(table.columns == ["balance", "book", "account", "population"])
        #expect(table.rows.map(\.line) == [2, 4])
        #expect(table.rows.map { $0.string("book") } == ["V001", "V002"])
        #expect(try table.rows.map { try $0.money("balance") } == [Money(fen: 123_450), nil])
        #expect(try table.rows.map { try $0.whole("population", in: 0...1000) } == [300, nil])
        #expect(try table.rows[0].date("due_date") == nil)
        #expect(table.rows[0].string("note") == "")
        #expect(table.rows[0].text("note") == nil)
    }

    @Test("a column is found by its short name, and not twice")
    func otherNames() throws {
        #expect(try table("账套,科目,余额\nV001,101,1\n").rows.map { $0.string("account") } == ["101"])
        let failure = #expect(throws: ImportFailure.self) { try table("账套,科目,科目编码,余额\n") }
        #expect(failure?.problem.code == "import.header-twice")
    }

    @Test("all that is wrong is gathered")
    func problems() throws {
        let table = try table("book,account,balance,note\nV001,,1,123456\nV001,101\nV001,101,x,a\u{1}\n")
        #expect(
            table.problems.map { "\($0.line) \($0.problem.code)" } == [
                "2 import.blank", "2 import.text-too-long", "3 import.column-count",
                "4 import.control-character",
            ])
        #expect(table.rows.map(\.line) == [2, 4])
        do {
            _ = try table.rows[1].money("balance")
            Issue.record("x was read as an amount.")
        } catch {
            #expect(error.code == "money.not-a-number")
            #expect(error.chinese.hasPrefix("余额 balance："))
        }
        #expect(throws: ImportProblem.self) { try table.rows[0].whole("note", in: 0...9) }
    }

    @Test("lists are split and trimmed")
    func lists() throws {
        let table = try table("book,account,balance,note\nV001,101,1,a| b\nV001,101,1,\n")
        #expect(table.rows.map { $0.list("note", separator: "|") } == [["a", "b"], []])
    }

    @Test("headers are checked")
    func headers() throws {
        #expect(failure { _ = try table("book\n") } ?? ("", 0) == ("import.header-missing", 1))
        #expect(
            failure { _ = try table("\n\nbook,account,balance,x\n") } ?? ("", 0) == (
                "import.header-unknown", 3
            ))
        #expect(failure { _ = try table("") } ?? ("", 0) == ("import.empty", 1))
    }
}

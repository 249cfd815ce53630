import Ledger
import LedgerFormats
import LedgerStore

/// The voucher lines behind a figure of a statement (凭证明细), as the subsidiary ledgers have them.
enum VoucherLines {
    /// The lines of the column's months on the accounts a row was unfolded to, each account once.
    ///
    /// What stands on accounts of a chart no longer in force has no subsidiary ledger by its code.
    static func of(
        _ explanation: StatementExplanation, in statement: FinancialStatement, _ ledger: LedgerFile
    ) throws -> [LedgerEntry] {
        guard let place = statement.definition.columns.firstIndex(of: explanation.column) else { return [] }
        let figures = statement.figures[place]
        var seen: Set<[String]> = []
        var lines: [LedgerEntry] = []
        for part in explanation.parts where part.kind == .account && part.chart == figures.chart {
            guard let book = part.book, seen.insert([book, part.reference]).inserted else { continue }
            lines += try ledger.subsidiaryLedger(book: book, account: part.reference, period: figures.period)
                .rows
                .compactMap(\.entry)
        }
        return lines
    }
}

/// A figure of a statement unfolded, as it is printed (展开输出).
struct ExplanationSheet {
    private let explanation: StatementExplanation
    private let lines: [LedgerEntry]?
    private let statement: FinancialStatement

    init(_ explanation: StatementExplanation, _ lines: [LedgerEntry]?, _ statement: FinancialStatement) {
        self.explanation = explanation
        self.lines = lines
        self.statement = statement
    }

    /// The figure unfolded as people see it.
    var document: Document {
        let row = explanation.row
        let formula = row.formula.map { say("（\($0.text)）", " (\($0.text))") } ?? ""
        let figure =
            "\(say(row.chinese, row.english))\(formula) "
            + "\(say(explanation.column.chinese, explanation.column.english)) = \(explanation.amount?.grouped ?? "?")"
        let books = StatementSheet.books(statement)
        var document = Document(
            say("\(statement.definition.chinese) 展开", "\(statement.definition.english), unfolded"),
            heading: "\(books) \(statement.period) \(figure)", language: Tongue.language,
            tables: [Self.parts.table(explanation.parts)] + (lines.map { [Self.vouchers.table($0)] } ?? []))
        document.book = books
        document.subject = figure
        document.period = Words.period(statement.period)
        document.notes = Remarks.lines(statement)
        return document
    }

    func writeCSV(to file: OutputFile) {
        if let lines {
            Self.vouchers.writeCSV(lines, to: file)
        } else {
            Self.parts.writeCSV(explanation.parts, to: file)
        }
        Terminal.complain(Remarks.text(statement))
    }

    func writeJSON(to file: OutputFile) {
        JSONText.object(file.output) { json in
            json.field("statement", statement.definition.name)
            json.field("books", statement.books)
            json.field("period", statement.period.description)
            json.field("row", explanation.row.id)
            json.field("chinese", explanation.row.chinese)
            json.field("english", explanation.row.english)
            json.field("column", explanation.column.id)
            json.field("formula", explanation.row.formula?.text)
            json.field("amountFen", explanation.amount)
            Self.parts.writeRows(explanation.parts, to: json)
            if let lines { Self.vouchers.writeRows(lines, to: json) }
            Remarks.write(statement, to: json)
        }
    }

    private static var parts: Listing<StatementExplanation.Part> {
        var listing = Listing<StatementExplanation.Part>(
            "parts",
            [
                .whole("depth", "层次", "depth", shown: false) { $0.depth },
                .text("operation", "", "") { $0.operation.rawValue },
                .text("kind", "种类", "kind", shown: false) { $0.kind.rawValue },
                .column("reference", "取数", "figure") { part in
                    .word(part.reference, shown: shown(part), indent: part.depth)
                },
                .column("chinese", "名称", "name") { .word($0.chinese, shown: say($0.chinese, $0.english)) },
                .text("english", "英文名称", "English", shown: false) { $0.english },
                .text("book", "账套", "book") { $0.book },
                .text("chart", "科目表", "chart", shown: false) { $0.chart?.rawValue },
                .text("counterparty", "往来单位", "counterparty") { $0.counterparty },
                .money("amount", "金额", "amount") { $0.amount },
            ])
        listing.style = { $0.kind == .account ? .dim : nil }
        return listing
    }

    private static func shown(_ part: StatementExplanation.Part) -> String {
        if let term = part.term { return say(term.chineseText, term.text) }
        return part.kind == .row ? "[\(part.reference)]" : part.reference
    }

    private static var vouchers: Listing<LedgerEntry> {
        Listing(
            "vouchers",
            [
                .text("voucher", "凭证号", "voucher") { $0.voucher.description },
                .whole("line", "分录", "line", shown: false) { $0.line },
                .column("date", "日期", "date") { .date($0.date) },
                .text("summary", "摘要", "summary") { $0.summary },
                .text("account", "科目", "account") { $0.account },
                .text("counterparty", "往来单位", "counterparty") { $0.counterparty },
                .money("debit", "借方", "debit") { $0.debit },
                .money("credit", "贷方", "credit") { $0.credit },
            ])
    }
}

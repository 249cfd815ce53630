import Ledger

/// Reads a bank's statement 银行对账单 from CSV or xlsx by a column mapping.
///
/// The amount is had from `received` and `paid`, from `amount` alone (paid below zero), or from `amount` with `direction`.
/// A row that says 合计 or the like where others have a day is passed over; any other row that can't be read is told.
public struct BankStatementReader: Sendable {
    /// What a mapping may name.
    public static let columns = [
        CSVColumn("date", chinese: "交易日期", required: true, limit: 60),
        CSVColumn("received", chinese: "收入金额"), CSVColumn("paid", chinese: "支出金额"),
        CSVColumn("amount", chinese: "交易金额"), CSVColumn("direction", chinese: "借贷标志"),
        CSVColumn("balance", chinese: "余额"), CSVColumn("party", chinese: "对方户名"),
        CSVColumn("party_number", chinese: "对方账号"), CSVColumn("summary", chinese: "摘要"),
        CSVColumn("purpose", chinese: "用途"), CSVColumn("reference", chinese: "流水号"),
    ]

    /// The lines as they stand in the file.
    public private(set) var lines: [BankStatementLine] = []
    private let dates: DatePattern?

    /// Holds a mapping against what a statement needs, before any file is opened.
    ///
    /// - Throws: ``ImportFailure`` with a ``MappingProblem`` or `bank.mapping-without-amount`.
    public static func check(_ mapping: ColumnMapping) throws(ImportFailure) {
        let fields = try mapping.fields(columns)
        guard fields.contains("amount") || fields.contains("received") && fields.contains("paid") else {
            throw ImportFailure(
                line: mapping.entries.last?.line ?? 1, problem: BankProblem.mappingWithoutAmount)
        }
    }

    /// Reads the file at `path`, `-` for standard input.
    ///
    /// - Throws: ``ImportFailure``, ``TableRefused`` with all rows that can't be read.
    public init(path: String, encoding: TextEncoding? = nil, sheet: String? = nil, mapping: ColumnMapping)
        throws
    {
        try Self.check(mapping)
        dates = try mapping.dates(of: "date", among: Self.columns)
        let source = try TableSource(
            path: path, encoding: encoding, sheet: sheet, mapping: mapping.withoutDates, columns: Self.columns
        )
        try read(TableCSV(source.text, columns: Self.columns))
    }

    /// Reads bytes in memory.
    public init(bytes: [UInt8], encoding: TextEncoding? = nil, sheet: String? = nil, mapping: ColumnMapping)
        throws
    {
        try Self.check(mapping)
        dates = try mapping.dates(of: "date", among: Self.columns)
        let source = try TableSource(
            bytes: bytes, encoding: encoding, sheet: sheet, mapping: mapping.withoutDates,
            columns: Self.columns
        )
        try read(TableCSV(source.text, columns: Self.columns))
    }

    private mutating func read(_ table: TableCSV) throws {
        var problems = table.problems
        let spoilt = Set(problems.map(\.line))
        for row in table.rows where !spoilt.contains(row.line) && !Self.isTotal(row) {
            do {
                lines.append(try line(row))
            } catch let problem as any LedgerProblem {
                problems.append(row.located(problem))
            }
        }
        guard problems.isEmpty else {
            let sorted = problems.sorted { $0.line < $1.line }
            throw TableRefused(problems: Array(sorted.prefix(1000)), count: sorted.count)
        }
    }

    private static let totals = [
        "合计", "总计", "小计", "本页合计", "本页小计", "本月合计", "累计", "承前页", "过次页", "期初余额", "期末余额", "上页余额", "总笔数", "借方合计",
        "贷方合计", "收入合计", "支出合计",
    ]

    private static func isTotal(_ row: TableRow) -> Bool {
        let date = row.string("date")
        guard !date.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) || date.hasPrefix("总笔数")
        else {
            return false
        }
        return ["date", "summary", "purpose", "party", "reference"].contains { name in
            let text = row.string(name)
            return totals.contains { text.hasPrefix($0) }
        }
    }

    private func line(_ row: TableRow) throws -> BankStatementLine {
        BankStatementLine(
            row: row.line, date: try date(row), amount: try Self.amount(row),
            balance: try Self.money(row, "balance"),
            party: Self.text(row, "party"),
            partyNumber: Self.text(row, "party_number").map(BankAccount.masked),
            summary: [Self.text(row, "summary"), Self.text(row, "purpose")].compactMap { $0 }.joined(
                separator: " "),
            reference: Self.text(row, "reference"))
    }

    private func date(_ row: TableRow) throws -> CalendarDate {
        let text = row.string("date")
        if let dates {
            if let date = dates.date(text) { return date }
            // What the spreadsheet holds as a day needs no format.
            if let date = try? CalendarDate(parsing: String(text.prefix { $0 != " " })), text.contains("-") {
                return date
            }
            throw MappingProblem.dateDiffers(
                column: row.column("date").chinese, text: text, format: dates.text)
        }
        guard !text.isEmpty else { throw ImportProblem.blank(row.column("date")) }
        let scalars = text.unicodeScalars.prefix { $0 != " " && $0 != "T" && $0 != "\u{3000}" }
        do throws(DateProblem) {
            return try CalendarDate(parsing: String(String.UnicodeScalarView(scalars)))
        } catch {
            throw ImportProblem.field(row.column("date"), error)
        }
    }

    private static func amount(_ row: TableRow) throws -> Money {
        if let amount = try money(row, "amount"), !amount.isZero {
            let direction = row.string("direction")
            guard !direction.isEmpty else { return amount }
            guard let receives = receives(direction) else { throw BankProblem.direction(direction) }
            return receives ? amount : amount.negated
        }
        let received = try money(row, "received") ?? .zero
        let paid = try money(row, "paid") ?? .zero
        guard received.isZero != paid.isZero else {
            throw BankProblem.amounts(received: row.string("received"), paid: row.string("paid"))
        }
        return received.isZero ? paid.negated : received
    }

    /// The bank credits 贷 what its customer receives.
    private static func receives(_ word: String) -> Bool? {
        switch word.lowercased() {
        case "贷", "贷方", "收", "收入", "收款", "转入", "来账", "存入", "入", "c", "cr", "credit", "+": true
        case "借", "借方", "付", "支出", "支", "付款", "转出", "往账", "支取", "出", "d", "dr", "debit", "-": false
        default: nil
        }
    }

    /// Banks write a dash where there is nothing.
    private static func text(_ row: TableRow, _ name: String) -> String? {
        row.text(name).flatMap { ["-", "--", "—", "——", "/"].contains($0) ? nil : $0 }
    }

    private static func money(_ row: TableRow, _ name: String) throws -> Money? {
        text(row, name) == nil ? nil : try row.money(name)
    }
}

extension ColumnMapping {
    /// The same without how dates are written, where the reader itself sees to them.
    var withoutDates: ColumnMapping {
        ColumnMapping(
            entries: entries.map { entry in
                var entry = entry
                entry.date = nil
                return entry
            })
    }

    /// How the dates of a field are written.
    func dates(of field: String, among columns: [CSVColumn]) throws(ImportFailure) -> DatePattern? {
        try zip(fields(columns), entries).first { $0.0 == field }?.1.date
    }

    private init(entries: [Entry]) { self.entries = entries }
}

extension ColumnMapping {
    /// The mapping as a text that reads the same, to be kept.
    public var text: String {
        entries.map { entry in
            let value =
                switch entry.source {
                case .column(let title): title
                case .constant(let text): "=" + text
                }
            return ([entry.field, value] + (entry.date.map { [$0.text] } ?? [])).map(Self.quoted).joined(
                separator: ",")
        }.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

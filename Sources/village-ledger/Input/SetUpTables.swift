import Ledger
import LedgerFormats
import LedgerStore

/// The files a ledger is set up from (初始化文件), read into what the store takes.
enum SetUpTables {
    static func divisions(_ path: String) throws -> [DivisionEntry] {
        try read(
            path,
            [
                CSVColumn("code", chinese: "区划代码", required: true, filled: true),
                CSVColumn("name", chinese: "名称", required: true, filled: true),
                CSVColumn("level", chinese: "级别", required: true, filled: true),
                CSVColumn("parent", chinese: "上级代码", others: ["上级"], required: true),
                CSVColumn("valid_from", chinese: "生效日期"), CSVColumn("valid_to", chinese: "失效日期"),
                CSVColumn("predecessors", chinese: "原代码"),
            ]
        ) { row in
            var entry = DivisionEntry(
                code: row.string("code"), name: row.string("name"), level: row.string("level"),
                parent: row.text("parent"), validFrom: try row.date("valid_from"),
                validTo: try row.date("valid_to"),
                predecessors: row.text("predecessors"))
            entry.position = row.line
            return entry
        }
    }

    static func books(_ path: String) throws -> [BookEntry] {
        try read(
            path,
            [
                CSVColumn("book", chinese: "账套", required: true, filled: true),
                CSVColumn("division_code", chinese: "区划代码", required: true, filled: true),
                CSVColumn("name", chinese: "名称", required: true, filled: true),
                CSVColumn("kind", chinese: "类别", required: true, filled: true),
                CSVColumn("population", chinese: "人口"), CSVColumn("charter_reserve_rate", chinese: "章程提取比例"),
                CSVColumn("opened", chinese: "启用月份"), CSVColumn("chart", chinese: "科目表"),
                CSVColumn("credit_code", chinese: "统一社会信用代码"),
            ]
        ) { row in
            let chart = try chart(row)
            var entry = BookEntry(
                code: row.string("book"), division: row.string("division_code"), name: row.string("name"),
                kind: row.string("kind"),
                opened: try month(row, "opened") ?? (chart ?? .system2023).firstMonth,
                chart: chart ?? .system2023, population: try row.whole("population", in: 0...100_000_000),
                charterReserveRate: try row.decimal("charter_reserve_rate", decimals: 2).map(Int.init),
                creditCode: row.text("credit_code"))
            entry.position = row.line
            return entry
        }
    }

    static func users(_ path: String) throws -> [UserEntry] {
        try read(
            path,
            [
                CSVColumn("name", chinese: "用户名", required: true, filled: true),
                CSVColumn("display_name", chinese: "姓名", required: true, filled: true),
                CSVColumn("roles", chinese: "角色", required: true, filled: true),
                CSVColumn(
                    "scope", chinese: "管辖区划", others: ["管辖范围", "管辖"], required: true, filled: true),
                CSVColumn("person", chinese: "本人"),
            ]
        ) { row in
            var entry = UserEntry(
                name: row.string("name"), displayName: row.string("display_name"),
                roles: try UserRole.list(row.string("roles")), scope: row.string("scope"),
                person: row.text("person"))
            entry.position = row.line
            return entry
        }
    }

    static func accounts(_ path: String, _ options: TableOptions? = nil) throws -> [AccountEntry] {
        try read(
            path,
            [
                CSVColumn("book", chinese: "账套", required: true),
                CSVColumn("code", chinese: "科目编码", others: ["科目"], required: true, filled: true),
                CSVColumn("name", chinese: "科目名称", required: true, filled: true),
                CSVColumn("default_source", chinese: "默认收入来源"), CSVColumn("default_nature", chinese: "默认性质"),
                CSVColumn("dimensions", chinese: "辅助核算"), CSVColumn("role", chinese: "用途"),
                CSVColumn("chart", chinese: "科目表"),
            ], options
        ) { row in
            var entry = AccountEntry(
                book: row.text("book"), chart: try chart(row), code: row.string("code"),
                name: row.string("name"),
                defaultSource: row.text("default_source"), defaultNature: row.text("default_nature"),
                dimensions: row.list("dimensions", separator: ";"), role: row.text("role"))
            entry.position = row.line
            return entry
        }
    }

    static func openings(_ path: String, _ options: TableOptions? = nil) throws -> [OpeningEntry] {
        try read(
            path,
            [
                CSVColumn("book", chinese: "账套", required: true, filled: true),
                CSVColumn("account", chinese: "科目编码", others: ["科目"], required: true, filled: true),
                CSVColumn("name", chinese: "科目名称"), CSVColumn("balance", chinese: "期初余额"),
                CSVColumn(
                    "debit_balance", chinese: "借方余额", others: ["期初借方余额", "期初余额借方"]),
                CSVColumn(
                    "credit_balance", chinese: "贷方余额", others: ["期初贷方余额", "期初余额贷方"]),
                CSVColumn("counterparty", chinese: "往来单位"),
                CSVColumn("contract", chinese: "合同编号"), CSVColumn("source", chinese: "收入来源"),
                CSVColumn("dimensions", chinese: "辅助核算"), CSVColumn("year_opening", chinese: "年初余额"),
                CSVColumn("ytd_debit", chinese: "本年累计借方"), CSVColumn("ytd_credit", chinese: "本年累计贷方"),
                CSVColumn("origin_date", chinese: "发生日期"), CSVColumn("due_date", chinese: "到期日"),
            ], options, check: balanceColumns
        ) { row in
            OpeningEntry(
                position: row.line, book: row.string("book"), account: row.string("account"),
                accountName: row.text("name"), balance: try balance(row),
                counterparty: row.text("counterparty"),
                contract: row.text("contract"), source: row.text("source"),
                dimensions: row.text("dimensions"),
                yearOpening: try row.money("year_opening"), yearDebit: try row.money("ytd_debit") ?? .zero,
                yearCredit: try row.money("ytd_credit") ?? .zero, originDate: try row.date("origin_date"),
                dueDate: try row.date("due_date"))
        }
    }

    /// Balances stand in one column with their sign, or in one for each side.
    private static func balanceColumns(_ columns: Set<String>) throws(OpeningColumnProblem) {
        let sides = columns.contains("debit_balance") || columns.contains("credit_balance")
        switch (columns.contains("balance"), sides) {
        case (false, false): throw .missing
        case (true, true): throw .both
        default: break
        }
    }

    private static func balance(_ row: TableRow) throws(ImportProblem) -> Money {
        if let balance = try row.money("balance") { return balance }
        let debit = try row.money("debit_balance") ?? .zero
        let credit = try row.money("credit_balance") ?? .zero
        guard debit.isZero || credit.isZero else { throw .bothSides(debit: debit, credit: credit) }
        return credit.isZero ? debit : Money(fen: -credit.fen)
    }

    /// What a person decided about accounts of the chart of 2004 衔接决定.
    static func conversions(_ path: String) throws -> [ChartConversion.Decision] {
        try read(
            path,
            [
                CSVColumn("book", chinese: "账套"),
                CSVColumn("account", chinese: "原科目", required: true, filled: true),
                CSVColumn("counterparty", chinese: "往来单位"),
                CSVColumn("to", chinese: "新科目", required: true, filled: true),
                CSVColumn("amount", chinese: "金额"),
            ]
        ) { row in
            ChartConversion.Decision(
                position: row.line, book: row.text("book"), account: row.string("account"),
                counterparty: row.text("counterparty"), target: row.string("to"),
                amount: try row.money("amount"))
        }
    }

    static func counterparties(_ path: String, _ options: TableOptions) throws -> [CounterpartyEntry] {
        try read(
            path,
            [
                CSVColumn("book", chinese: "账套", required: true, filled: true),
                CSVColumn("code", chinese: "编码", required: true, filled: true),
                CSVColumn("name", chinese: "名称", required: true, filled: true),
                CSVColumn("other_book", chinese: "本村其他账套"),
            ], options
        ) { row in
            CounterpartyEntry(
                book: row.string("book"), code: row.string("code"), name: row.string("name"),
                otherBook: row.text("other_book"), position: row.line)
        }
    }

    /// Reads every row of a CSV file or workbook, and if anything is wrong says all of it.
    ///
    /// - Parameter check: looks at which columns there are, by their English names.
    static func read<Entry>(
        _ path: String, _ columns: [CSVColumn], _ options: TableOptions? = nil,
        check: (Set<String>) throws -> Void = { _ in },
        _ convert: (TableRow) throws -> Entry
    ) throws -> [Entry] {
        let table = try FileFailure.naming(path) {
            let source = try options?.open(path, columns) ?? TableSource(path: path, columns: columns)
            let table = try TableCSV(source.text, columns: columns)
            do {
                try check(table.columns)
            } catch let problem as any LedgerProblem {
                throw ImportFailure(line: 1, problem: problem)
            }
            return table
        }
        var problems = table.problems
        let spoilt = Set(problems.map(\.line))
        var entries: [Entry] = []
        entries.reserveCapacity(table.rows.count)
        for row in table.rows where !spoilt.contains(row.line) {
            do {
                entries.append(try convert(row))
            } catch let problem as any LedgerProblem {
                problems.append(row.located(problem))
            }
        }
        guard problems.isEmpty else {
            let sorted = problems.sorted { $0.line < $1.line }
            throw FileFailure(path, Array(sorted.prefix(ImportRefused.limit)), count: sorted.count)
        }
        return entries
    }

    static func month(_ row: TableRow, _ column: String) throws -> Month? {
        guard let text = row.text(column) else { return nil }
        do {
            return try Month(parsing: text)
        } catch {
            throw ImportProblem.field(row.column(column), error)
        }
    }

    private static func chart(_ row: TableRow) throws -> ChartVersion? {
        try row.text("chart").map(ChartVersion.named)
    }
}

extension ChartVersion {
    /// The chart a name such as `2023` means.
    static func named(_ text: String) throws -> ChartVersion {
        guard let chart = ChartVersion(rawValue: text) else {
            throw NamedThingProblem.valueInvalid(
                column: ImportColumn("chart", chinese: "科目表"), value: text,
                allowed: AllowedWords(allCases.map(\.rawValue)))
        }
        return chart
    }
}

extension UserRole {
    /// Roles joined by `|`, or as a Chinese list by `、`.
    static func list(_ text: String) throws -> [UserRole] {
        try text.unicodeScalars.split(whereSeparator: { "|｜、".unicodeScalars.contains($0) }).map { part in
            let word = String(part).trimmed
            guard let role = meant(by: word) else { throw NamedThingProblem.roleUnknown(word) }
            return role
        }
    }
}

extension StringProtocol {
    /// The text without the blanks around it.
    var trimmed: String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{A0}", "\u{3000}"]
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
            let last = scalars.lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }
}

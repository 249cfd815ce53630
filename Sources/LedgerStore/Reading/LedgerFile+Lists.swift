import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// All divisions 行政区划, by code.
    public func divisions() throws -> [DivisionRecord] {
        try list(Schema.Divisions.list) { row in
            DivisionRecord(
                code: row.text(0), name: row.text(1), level: row.text(2), parent: row.optionalText(3),
                validFrom: Self.date(row, 4), validTo: Self.date(row, 5), predecessors: row.optionalText(6))
        }
    }

    /// All books 账套, by code.
    public func books() throws -> [BookRecord] {
        try list(Schema.Books.list) { row in
            BookRecord(
                code: row.text(1), name: row.text(2), kind: row.text(3), divisionCode: row.text(8),
                division: row.text(9), opened: try .stored(row.int(4), "book"),
                chart: try .stored(row.text(11), "bookChart", row.text(1)), chartSince: Int(row.int(13)),
                population: row.optionalInt(5).map(Int.init),
                charterReserveRate: row.optionalInt(6).map(Int.init), creditCode: row.optionalText(7),
                vouchers: Int(row.int(10)),
                lastClosed: try row.optionalInt(12).map { try Month.stored($0, "period") })
        }
    }

    /// All users 用户, by name.
    public func users() throws -> [UserRecord] {
        try list(Schema.Lists.users) { row in
            UserRecord(
                name: row.text(0), displayName: row.text(1),
                roles: try UserRole.list(row.text(2), of: row.text(0)),
                scope: row.text(3), person: row.text(4), isDisabled: row.int(5) != 0)
        }
    }

    /// The accounts 科目 of a chart by code: those of every book, and with a book named also its own.
    ///
    /// - Parameters:
    ///   - chart: nil is the chart the book uses in `year`, or that of 2023 without a book.
    ///   - year: nil is the last year there is a chart for.
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func accounts(
        chart: ChartVersion? = nil, book code: String? = nil, year: Int? = nil
    ) throws -> [AccountRecord] {
        try read { db in
            let book = try code.map { try ReportBook(db, code: $0) }
            let rows = try RawStatement(db, Schema.Lists.accounts)
            let chart = chart ?? book?.chart(in: year ?? .max) ?? .system2023
            rows.bind(1, chart.rawValue)
            rows.bind(2, book?.id)
            var found: [Account] = []
            while try rows.step() { found.append(try AccountLookup.account(rows)) }
            let parents = Set(found.compactMap { Account.parent(of: $0.code) })
            return found.map { AccountRecord(account: $0, isLeaf: !parents.contains($0.code)) }
        }
    }

    /// The counterparties 往来单位 of a book, by code.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func counterparties(book code: String) throws -> [CounterpartyRecord] {
        try read { db in
            let rows = try RawStatement(db, Schema.Lists.counterparties)
            rows.bind(1, try ReportBook(db, code: code).id)
            var found: [CounterpartyRecord] = []
            while try rows.step() {
                found.append(
                    CounterpartyRecord(
                        code: rows.text(0), name: rows.text(1), otherBook: rows.optionalText(2)))
            }
            return found
        }
    }

    /// The auxiliary dimensions 辅助核算, by name.
    public func dimensions() throws -> [DimensionRecord] {
        try list(Schema.Accounts.dimensions) { DimensionRecord(name: $0.text(0), description: $0.text(1)) }
    }

    /// The income sources 收入来源, in the order of the plan.
    public func sources() throws -> [IncomeSource] {
        try list(Schema.Accounts.sources) { row in
            IncomeSource(
                code: row.text(0), chinese: row.text(1), english: row.text(2),
                usualAccounts: row.text(3).split(separator: "|").map(String.init), isOfPlan: row.int(4) != 0)
        }
    }

    /// What the file holds in short 账本概况.
    public func info() throws -> LedgerInfo {
        try read { db in
            let counts = try RawStatement(db, Schema.Lists.counts)
            let dates = try RawStatement(db, Schema.Lists.dates)
            let audit = try RawStatement(db, Schema.Lists.lastAudit)
            guard try counts.step(), try dates.step() else { preconditionFailure("A count gave no row.") }
            defer {
                for statement in [counts, dates, audit] { statement.reset() }
            }
            let last =
                try audit.step()
                ? LedgerInfo.AuditRow(
                    id: Int(audit.int(0)), at: audit.text(1), user: audit.text(2), action: audit.text(3))
                : nil
            return LedgerInfo(
                version: try Int.fetchOne(db, sql: Schema.File.version) ?? 0, divisions: Int(counts.int(0)),
                books: Int(counts.int(1)), users: Int(counts.int(2)), vouchers: Int(counts.int(3)),
                lines: Int(counts.int(4)), drafts: Int(counts.int(5)), firstDate: Self.date(dates, 0),
                lastDate: Self.date(dates, 1), lastAudit: last)
        }
    }

    private func list<Record>(_ sql: String, _ record: (RawStatement) throws -> Record) throws -> [Record] {
        try read { db in
            let rows = try RawStatement(db, sql)
            var found: [Record] = []
            while try rows.step() { found.append(try record(rows)) }
            return found
        }
    }

    private static func date(_ row: RawStatement, _ column: Int32) -> CalendarDate? {
        row.optionalInt(column).flatMap { CalendarDate(number: Int32(clamping: $0)) }
    }
}

extension LedgerFile {
    /// The income sources 收入来源 every ledger starts with, in the order of the plan.
    public static let standardSources: [IncomeSource] = Schema.Standards.rows(Schema.Standards.incomeSources)
        .map { row in
            IncomeSource(
                code: row["code"] ?? "", chinese: row["chinese"] ?? "", english: row["english"] ?? "",
                usualAccounts: (row["usual_accounts"] ?? "").split(separator: "|").map(String.init),
                isOfPlan: true)
        }

    /// The kinds of money that never count 不计入类别, by their codes.
    public static let excludedKinds = ExclusionReason.kinds(
        Schema.Standards.rows(Schema.Standards.excludedKinds))
}

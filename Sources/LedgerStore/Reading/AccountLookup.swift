import GRDB
import Ledger
import LedgerSchema

/// Accounts by their ids (科目查找), each read when it is first met: a report of one book needs no whole chart.
final class AccountLookup {
    private let statement: RawStatement
    private var found: [Int64: (account: Account, parent: Int64?)] = [:]

    init(_ db: Database) throws {
        statement = try RawStatement(db, Schema.Reports.account)
    }

    /// The account with an id.
    func account(_ id: Int64) throws -> Account { try entry(id).account }

    /// The account with an id and that of the account above it.
    func entry(_ id: Int64) throws -> (account: Account, parent: Int64?) {
        if let known = found[id] { return known }
        statement.bind(1, id)
        guard try statement.step() else {
            throw FileProblem.damaged(table: "account", row: "account \(id)")
        }
        defer { statement.reset() }
        let entry = (account: try Self.account(statement), parent: statement.optionalInt(11))
        found[id] = entry
        return entry
    }

    /// The id of the first-level account above one, or its own.
    func firstLevel(_ id: Int64) throws -> Int64 {
        var id = id
        while let above = try entry(id).parent { id = above }
        return id
    }

    /// The accounts above some, all levels, each once.
    func parents(of ids: some Sequence<Int64>) throws -> [Account] {
        var parents: [Int64: Account] = [:]
        for id in ids {
            var above = try entry(id).parent
            while let parent = above, parents[parent] == nil {
                let entry = try entry(parent)
                parents[parent] = entry.account
                above = entry.parent
            }
        }
        return Array(parents.values)
    }

    /// An account as the queries of reports write it; the id stands in column 12.
    static func account(_ row: RawStatement) throws -> Account {
        guard let chart = ChartVersion(rawValue: row.text(0)),
            let category = AccountCategory(rawValue: row.text(4)),
            let side = Side(rawValue: row.text(5))
        else {
            throw FileProblem.damaged(table: "account", row: "account \(row.text(2))")
        }
        var account = Account(
            chart: chart, book: row.optionalText(1), code: row.text(2), name: row.text(3), category: category,
            side: side, role: row.optionalText(6).flatMap(AccountRole.init),
            defaultSource: row.optionalText(7),
            defaultNature: row.optionalText(8))
        account.dimensions = row.optionalText(9)?.split(separator: ";").map(String.init) ?? []
        account.isDisabled = row.int(10) != 0
        return account
    }
}

/// A book as reports need it (账套).
struct ReportBook {
    let id: Int64
    let code: String
    let name: String
    let opened: Month
    let divisionCode: String
    private let charts: [(fromYear: Int, chart: ChartVersion)]

    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    init(_ db: Database, code: String) throws {
        let row = try RawStatement(db, Schema.Reports.book)
        row.bind(1, code)
        guard try row.step() else { throw NamedThingProblem.bookUnknown(code) }
        defer { row.reset() }
        id = row.int(0)
        self.code = code
        name = row.text(1)
        opened = try Month.stored(row.int(2), "book")
        divisionCode = row.text(3)
        let chartRows = try RawStatement(db, Schema.Posting.bookCharts)
        chartRows.bind(1, id)
        var charts: [(fromYear: Int, chart: ChartVersion)] = []
        while try chartRows.step() {
            if let chart = ChartVersion(rawValue: chartRows.text(1)) {
                charts.append((Int(chartRows.int(0)), chart))
            }
        }
        self.charts = charts
    }

    /// The chart in force in a year.
    func chart(in year: Int) -> ChartVersion {
        charts.last { $0.fromYear <= year }?.chart ?? charts.first?.chart ?? .system2023
    }
}

import Foundation
import Ledger
import LedgerFormats

@testable import LedgerStore

/// The sample data 样例数据 in a ledger in memory: fourteen villages, fifteen books, 2025 closed and 2026 open.
enum SampleLedger {
    /// Loaded once for all tests that only read.
    static let loaded = Result { try load() }

    /// A copy in memory, for tests that write.
    static func copy() throws -> LedgerFile { try loaded.get().copyInMemory() }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("SampleData")

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    static func load() throws -> LedgerFile {
        let file = try withoutVouchers()
        for name in [
            "vouchers-2025.csv", "vouchers-2026.csv", "handwritten-shanglan.csv", "handwritten-luting.csv",
        ] {
            try take(path("vouchers/" + name), into: file)
        }
        let december = Month(validNumber: 202512)
        for row in try rows("books.csv") where row.string("opened") < "2026" {
            try file.closePeriod(book: row.string("book"), through: december, by: "zhang")
        }
        return file
    }

    static func take(_ vouchers: String, into file: LedgerFile) throws {
        var source = try VoucherCSVReader(path: vouchers)
        _ = try file.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
    }

    /// Places, books, people and openings.
    static func withoutVouchers() throws -> LedgerFile {
        let file = try LedgerFile.inMemory(clock: { "2027-01-15T08:00:00Z" })
        try file.addDivisions(
            rows("divisions.csv").map {
                DivisionEntry(
                    code: $0.string("code"), name: $0.string("name"), level: $0.string("level"),
                    parent: $0.text("parent"))
            })
        try file.addBooks(rows("books.csv").map(book))
        try file.addAccounts(
            rows("account-additions.csv").map {
                AccountEntry(
                    book: $0.text("book"), code: $0.string("code"), name: $0.string("name"),
                    defaultSource: $0.text("default_source"), defaultNature: $0.text("default_nature"))
            })
        try file.addUsers(
            rows("users.csv").map { row in
                UserEntry(
                    name: row.string("name"), displayName: row.string("display_name"),
                    roles: row.list("roles", separator: "|").compactMap(UserRole.init),
                    scope: row.string("scope"),
                    person: row.text("person"))
            })
        _ = try file.importOpenings(rows("opening.csv").map(opening), by: "zhang")
        return file
    }

    private static func book(_ row: TableRow) throws -> BookEntry {
        BookEntry(
            code: row.string("book"), division: row.string("division_code"), name: row.string("name"),
            kind: row.string("kind"), opened: try Month(parsing: row.string("opened")),
            chart: ChartVersion(rawValue: row.string("chart")) ?? .system2023,
            population: Int(row.string("population")),
            charterReserveRate: Int(row.string("charter_reserve_rate")).map { $0 * 100 },
            creditCode: row.text("credit_code"))
    }

    private static func opening(_ row: TableRow) throws -> OpeningEntry {
        OpeningEntry(
            position: row.line, book: row.string("book"), account: row.string("account"),
            balance: try row.money("balance") ?? .zero, counterparty: row.text("counterparty"),
            contract: row.text("contract"), source: row.text("source"), dimensions: row.text("dimensions"),
            yearOpening: try row.money("year_opening"), yearDebit: try row.money("ytd_debit") ?? .zero,
            yearCredit: try row.money("ytd_credit") ?? .zero, originDate: try row.date("origin_date"),
            dueDate: try row.date("due_date"))
    }

    /// The rows of a table of the sample.
    static func rows(_ name: String) throws -> [TableRow] {
        let text = try String(contentsOfFile: path(name), encoding: .utf8)
        let header = text.split(whereSeparator: \.isNewline).first ?? ""
        let columns = header.split(separator: ",").map { CSVColumn(String($0)) }
        return try TableCSV(path: path(name), columns: columns).rows
    }
}

import Foundation
import Ledger
import Synchronization

@testable import LedgerFormats
@testable import LedgerStore

/// The sample district of `SampleData`, loaded once and copied for each test.
enum SampleCopy {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "SampleData").path

    private static let template = Mutex<LedgerFile?>(nil)

    /// A copy in memory with all vouchers posted, and the year 2025 of V007 closed.
    static func inMemory() throws -> LedgerFile {
        try template.withLock { made in
            if let made { return try made.copyInMemory() }
            let ledger = try LedgerFile.inMemory(clock: Hamlet.clock)
            try fill(ledger)
            made = ledger
            return try ledger.copyInMemory()
        }
    }

    private static func fill(_ ledger: LedgerFile) throws {
        try ledger.addDivisions(
            rows("divisions.csv").map {
                DivisionEntry(code: $0["code"], name: $0["name"], level: $0["level"], parent: $0.optional("parent"))
            })
        try ledger.addBooks(
            rows("books.csv").map {
                BookEntry(
                    code: $0["book"], division: $0["division_code"], name: $0["name"], kind: $0["kind"],
                    opened: try Month(parsing: $0["opened"]))
            })
        try ledger.addUsers(
            rows("users.csv").map {
                UserEntry(
                    name: $0["name"], displayName: $0["display_name"],
                    roles: $0["roles"].split(separator: "|").compactMap { UserRole(rawValue: String($0)) },
                    scope: $0["scope"], person: $0["person"])
            })
        try ledger.addAccounts(
            rows("account-additions.csv").map {
                AccountEntry(
                    book: $0["book"], code: $0["code"], name: $0["name"], defaultSource: $0.optional("default_source"),
                    defaultNature: $0.optional("default_nature"))
            }, by: "zhang")
        _ = try ledger.importOpenings(rows("opening.csv").enumerated().map { try opening($1, $0 + 2) }, by: "zhang")
        for name in ["vouchers-2025", "vouchers-2026", "handwritten-shanglan", "handwritten-luting"] {
            var source = try VoucherCSVReader(path: "\(folder)/vouchers/\(name).csv")
            _ = try ledger.importVouchers(&source, by: "zhang", reviewer: "li", post: true)
        }
        try ledger.closePeriod(book: "V007", through: Month(parsing: "2025-12"), by: "zhang")
    }

    private static func opening(_ row: SampleRow, _ line: Int) throws -> OpeningEntry {
        func money(_ column: String) throws -> Money? { try row.optional(column).map { try Money(parsing: $0) } }
        return OpeningEntry(
            position: line, book: row["book"], account: row["account"], balance: try money("balance") ?? .zero,
            counterparty: row.optional("counterparty"), contract: row.optional("contract"), source: row.optional("source"),
            dimensions: row.optional("dimensions"), yearOpening: try money("year_opening"),
            yearDebit: try money("ytd_debit") ?? .zero, yearCredit: try money("ytd_credit") ?? .zero)
    }

    /// The rows of a file without quoted cells.
    static func rows(_ name: String) throws -> [SampleRow] {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { SampleRow(cells: Dictionary(zip(lines[0], $0), uniquingKeysWith: { a, _ in a })) }
    }
}

/// A row by its column names.
struct SampleRow {
    let cells: [String: String]
    subscript(_ column: String) -> String { cells[column] ?? "" }
    func optional(_ column: String) -> String? { cells[column].flatMap { $0.isEmpty ? nil : $0 } }
}

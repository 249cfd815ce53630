import Foundation
import Ledger
import LedgerStore
import Testing

@Suite("the register in the audit chain: every column changed behind the program's back is found")
struct AssetVerifyTests {
    /// A file whose register uses every column.
    private static let template: URL? = {
        do {
            let path = try Hamlet.copy()
            let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
            _ = try AssetHamlet.fill(ledger)
            var old = AssetHamlet.entry("JG", .deferred, 500_000)
            old.acquired = CalendarDate(validNumber: 2024_01_10)
            (old.openingAccumulated, old.takenOver, old.lifeMonths) = (
                Money(fen: 100_000), AssetHamlet.month(202512), 60
            )
            (old.costAccount, old.counterparty) = ("11209", "某户")
            try ledger.addAssets([old], by: "zhang")
            try AssetHamlet.run(ledger, 202601, kilometres: nil)
            try AssetHamlet.run(ledger, 202602)
            var change = AssetChange(month: AssetHamlet.month(202603), reason: "村文")
            change.keeper = "李"
            try ledger.changeAsset(book: "H002", asset: "GD", change, by: "zhang")
            _ = try ledger.disposeAsset(
                book: "H002", asset: "GD",
                AssetDisposal(date: CalendarDate(validNumber: 2026_03_10), reason: "报废"), by: "zhang")
            return URL(filePath: path)
        } catch {
            return nil
        }
    }()

    private static let tables = [
        "asset", "assetTerm", "assetUnits", "assetRun", "assetRunLine", "assetDisposal",
    ]

    struct Change: Sendable, CustomTestStringConvertible {
        var table: String
        var column: String
        var isNumber: Bool
        var testDescription: String { "\(table).\(column)" }
    }

    private static func copy() throws -> String {
        let original = try #require(template)
        let copy = try VerifySample.folder().appending(path: "assets.sqlite")
        try FileManager.default.copyItem(at: original, to: copy)
        return copy.path
    }

    static let changes: [Change] = {
        guard let path = try? copy(), let file = try? RawFile(path) else { return [] }
        return tables.flatMap { table in
            ((try? file.rows("SELECT name, type FROM pragma_table_info('\(table)')")) ?? []).map {
                Change(table: table, column: $0[0] ?? "", isNumber: $0[1] == "INTEGER")
            }
        }
    }()

    @Test("all columns are asked of")
    func complete() throws {
        #expect(Self.changes.count > 50)
        #expect(try LedgerFile.open(Self.copy(), for: .reading).verify().ok)
    }

    @Test("a column changed in the last row, and in the first", arguments: changes)
    func column(_ change: Change) throws {
        // The id of a card is known to its file alone; moved, the rows below it lose their card.
        for place in ["min", "max"] {
            let path = try Self.copy()
            let key = change.table.hasPrefix("assetRun") || change.table == "assetUnits" ? "month" : "rowid"
            let column = change.table == "assetTerm" ? "line" : key
            let value =
                change.isNumber
                ? "coalesce(\(change.column), 202600) + 7" : "coalesce(\(change.column), '') || '改'"
            do {
                try RawFile(path).tamper(
                    "UPDATE \(change.table) SET \(change.column) = \(value) WHERE \(column) = (SELECT \(place)(\(column)) FROM \(change.table))"
                )
            }
            let report = try VerifySample.report(path)
            #expect(!report.ok)
            #expect(
                report.problems.contains {
                    $0.table.hasPrefix("asset") && $0.row != nil && $0.book == "H002"
                },
                "\(report.problems.map { "\($0.table) \($0.row ?? "–") \($0.what(in: .english))" })")
        }
    }

    @Test("a row taken out is found", arguments: tables)
    func deleted(_ table: String) throws {
        let path = try Self.copy()
        do { try RawFile(path).tamper("DELETE FROM \(table)") }
        #expect(
            try VerifySample.report(path).problems.contains { $0.table.hasPrefix("asset") && $0.row != nil })
    }

    @Test("a card put in is found")
    func inserted() throws {
        let path = try Self.copy()
        do {
            try RawFile(path).tamper(
                """
                INSERT INTO asset (book, code, kind, name, acquired, started, begins, costAccount, openingAccumulated)
                VALUES (2, 'X', 'land', '地', 20260101, 20260101, 202602, '151', 0)
                """)
        }
        #expect(
            try VerifySample.report(path).problems.contains {
                $0.table == "asset" && $0.row == "asset H002/X"
            })
    }

    @Test(
        "raw SQL meets the rules of the register",
        arguments: [
            ("UPDATE asset SET name = '改'", "asset.fixed"), ("DELETE FROM asset", "asset.fixed"),
            (
                "INSERT OR REPLACE INTO asset SELECT * FROM asset WHERE code = 'GD'", "asset.exists"
            ),
            ("UPDATE assetTerm SET cost = cost + 1", "asset.fixed"), ("DELETE FROM assetTerm", "asset.fixed"),
            (
                "INSERT INTO assetTerm SELECT asset, line + 1, 202602, cost, salvage, method, lifeMonths, unitsTotal, expenseAccount, use, keeper, location, '改' FROM assetTerm WHERE asset = 2 AND line = 1",
                "asset.change-too-early"
            ),
            (
                "INSERT INTO assetTerm SELECT asset, line + 2, 202612, cost, salvage, method, lifeMonths, unitsTotal, expenseAccount, use, keeper, location, '改' FROM assetTerm WHERE asset = 2 AND line = 1",
                "asset.fixed"
            ),
            (
                "INSERT INTO assetTerm SELECT asset, line + 1, 202612, cost, salvage, method, lifeMonths, unitsTotal, expenseAccount, use, keeper, location, '改' FROM assetTerm WHERE asset = 1 AND line = 2",
                "asset.disposed"
            ),
            (
                "INSERT INTO asset (id, book, code, kind, name, acquired, started, begins, costAccount, openingAccumulated) VALUES (9, 2, 'L', 'land', '地', 20260101, 20260101, 202602, '151', 0); INSERT INTO assetTerm VALUES (9, 1, 202601, 100000, 0, 'straight-line', 12, NULL, '513', 'idle', NULL, NULL, '')",
                "asset.never-depreciated"
            ),
            ("UPDATE assetUnits SET units = 5", "asset.units-fixed"),
            ("DELETE FROM assetUnits", "asset.units-fixed"),
            ("INSERT OR REPLACE INTO assetUnits SELECT asset, month, 5 FROM assetUnits", "asset.units-fixed"),
            ("UPDATE assetRun SET amount = 5", "asset.run-stands"),
            ("DELETE FROM assetRun", "asset.run-stands"),
            ("UPDATE assetRunLine SET amount = 5", "asset.run-stands"),
            ("DELETE FROM assetRunLine", "asset.run-stands"),
            ("INSERT INTO assetRunLine VALUES (2, '折旧摊销 2026-02', 2, 202605, 5)", "asset.run-stands"),
            ("INSERT INTO assetRunLine VALUES (2, '另', 2, 202602, 5)", "asset.already-depreciated"),
            ("INSERT INTO assetRunLine VALUES (2, '另', 2, 202605, 99999999)", "asset.over-depreciated"),
            ("INSERT INTO assetRunLine VALUES (1, '另', 2, 202605, 5)", "asset.unknown"),
            ("INSERT INTO assetRun VALUES (1, '另', 202601, 5)", "period.closed"),
            ("UPDATE assetDisposal SET proceeds = 5", "asset.disposed"),
            ("DELETE FROM assetDisposal", "asset.disposed"),
            (
                "INSERT INTO assetDisposal VALUES (2, '处置', 20260105, '改', 6000000, 0, 0, 0, 0)",
                "asset.disposal-too-early"
            ),
        ])
    func guarded(_ sql: String, _ code: String) throws {
        let session = try SQLiteShell.run(Self.copy(), sql.split(separator: ";").map { $0 + ";" })
        let last = session.errors.keys.max().flatMap { session.errors[$0] }
        #expect(last?.hasPrefix(code) == true, "\(session.errors)")
    }
}

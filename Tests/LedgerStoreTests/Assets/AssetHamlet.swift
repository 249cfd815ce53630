import Ledger
import Testing

@testable import LedgerStore

/// The hamlet with a few assets, bought in January 2026 by H002 and kept on its accounts.
enum AssetHamlet {
    /// H002 has GD (a building, 120 000.00 over 20 years, salvage 4 800.00: 480.00 a month), CL (a cart by units: 57 000.00
    /// over 100 000 km) and DT (a prepaid repair of 3 600.00 over 36 months, from January on: 100.00 a month).
    static func inMemory() throws -> LedgerFile { try fill(Hamlet.inMemory()) }

    static func fill(_ ledger: LedgerFile) throws -> LedgerFile {
        try ledger.addAssets(cards(), by: "zhang")
        try Hamlet.post(
            [
                Hamlet.voucher(
                    "H002", 2026_01_12,
                    [
                        Hamlet.debit("151", 18_000_000), Hamlet.debit("171", 360_000),
                        Hamlet.credit("301", 18_360_000),
                    ])
            ], in: ledger)
        return ledger
    }

    static func cards() -> [AssetEntry] {
        var building = entry("GD", .fixed, 12_000_000)
        (building.salvageRate, building.lifeMonths, building.use) = (400, 240, .letOut)
        (building.category, building.keeper, building.location) = ("房屋", "张", "村口")
        (building.quantity, building.unit, building.source) = (1_000_000, "幢", "H002/2026-01/记-2")
        building.note = "新建"
        var cart = entry("CL", .fixed, 6_000_000)
        (cart.salvage, cart.method, cart.unitsTotal) = (Money(fen: 300_000), .units, 100_000_000_000)
        var repair = entry("DT", .deferred, 360_000)
        (repair.lifeMonths, repair.use) = (36, .letOut)
        return [building, cart, repair]
    }

    static func entry(_ code: String, _ kind: AssetKind, _ cost: Int64, book: String = "H002") -> AssetEntry {
        AssetEntry(
            book: book, code: code, name: "\(code)资产", kind: kind,
            acquired: CalendarDate(validNumber: 2026_01_10), cost: Money(fen: cost))
    }

    static func month(_ number: Int32) -> Month { Month(validNumber: number) }

    /// Runs a month with the cart's kilometres.
    @discardableResult
    static func run(_ ledger: LedgerFile, _ number: Int32, kilometres: Int64? = 1_000) throws
        -> DepreciationOutcome
    {
        if let kilometres {
            try ledger.setUnits(
                book: "H002", asset: "CL", month: month(number), units: kilometres * 1_000_000, by: "zhang")
        }
        return try ledger.depreciate(
            book: "H002", month: month(number), .posted(reviewer: "li"), by: "zhang")
    }

    /// The lines of a posted voucher: account, debit less credit.
    static func lines(_ ledger: LedgerFile, _ voucher: String) throws -> [String: Int64] {
        let rows = try StoredFigures.rows(
            ledger,
            """
            SELECT a.code, sum(l.debit - l.credit) FROM voucher v JOIN book b ON b.id = v.book
            JOIN line l ON l.book = v.book AND l.sequence = v.sequence JOIN account a ON a.id = l.account
            WHERE b.code || '/' || (v.month / 100) || '-' || substr('0' || (v.month % 100), -2) || '/' || v.kind || '-'
                || v.number = '\(voucher)' GROUP BY a.code
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Int64($0[1]) ?? 0) })
    }
}

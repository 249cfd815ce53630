import GRDB
import Ledger
import LedgerSchema

/// The cards of a book, or of all, as they stand (资产登记簿), with the ids of their rows.
struct AssetRegister {
    private(set) var cards: [(id: Int64, card: AssetCard)] = []

    /// - Parameter book: id of the book; nil reads every book's.
    init(_ db: Database, book: Int64?) throws {
        var terms = try Self.terms(db, book)
        let units = try Self.units(db, book)
        let wear = try Self.wear(db, book)
        let disposals = try Self.disposals(db, book)
        let rows = try Self.rows(db, Schema.Assets.cards, book)
        while try rows.step() {
            let id = rows.int(0)
            guard let kind = AssetKind(rawValue: rows.text(3)), let terms = terms.removeValue(forKey: id) else {
                throw FileProblem.damaged(table: "asset", row: "\(rows.text(1)) \(rows.text(2))")
            }
            let asset = Asset(
                book: rows.text(1), code: rows.text(2), kind: kind, name: rows.text(4),
                category: rows.optionalText(5), acquired: try .stored(rows.int(6), "asset"),
                started: try .stored(rows.int(7), "asset"), begins: try .stored(rows.int(8), "asset"),
                costAccount: rows.text(9), accumulatedAccount: rows.optionalText(10),
                counterparty: rows.optionalText(11), openingAccumulated: Money(fen: rows.int(12)),
                takenOver: try rows.optionalInt(13).map { try .stored($0, "asset") },
                quantity: rows.optionalInt(14), unit: rows.optionalText(15), source: rows.optionalText(16),
                note: rows.optionalText(17), terms: terms)
            cards.append(
                (
                    id,
                    AssetCard(
                        asset: asset, wear: wear[id] ?? [], units: units[id] ?? [:], disposal: disposals[id])
                ))
        }
    }

    /// The card of a number.
    ///
    /// - Throws: ``AssetProblem/unknown(book:code:)``.
    func card(_ code: String, book: String) throws -> (id: Int64, card: AssetCard) {
        guard let found = cards.first(where: { $0.card.asset.code == code }) else {
            throw AssetProblem.unknown(book: book, code: code)
        }
        return found
    }

    private static func rows(_ db: Database, _ sql: String, _ book: Int64?) throws -> RawStatement {
        let rows = try RawStatement(db, sql)
        rows.bind(1, book)
        return rows
    }

    private static func terms(_ db: Database, _ book: Int64?) throws -> [Int64: [AssetTerm]] {
        var terms: [Int64: [AssetTerm]] = [:]
        let rows = try rows(db, Schema.Assets.terms, book)
        while try rows.step() {
            guard let method = DepreciationMethod(rawValue: rows.text(4)),
                let use = AssetUse(rawValue: rows.text(8))
            else { throw FileProblem.damaged(table: "assetTerm", row: "asset \(rows.int(0))") }
            terms[rows.int(0), default: []].append(
                AssetTerm(
                    month: try .stored(rows.int(1), "assetTerm"), cost: Money(fen: rows.int(2)),
                    salvage: Money(fen: rows.int(3)), method: method,
                    lifeMonths: rows.optionalInt(5).map { Int($0) }, unitsTotal: rows.optionalInt(6),
                    expenseAccount: rows.optionalText(7), use: use, keeper: rows.optionalText(9),
                    location: rows.optionalText(10), reason: rows.text(11)))
        }
        return terms
    }

    private static func units(_ db: Database, _ book: Int64?) throws -> [Int64: [Month: Int64]] {
        var units: [Int64: [Month: Int64]] = [:]
        let rows = try rows(db, Schema.Assets.units, book)
        while try rows.step() {
            units[rows.int(0), default: [:]][try .stored(rows.int(1), "assetUnits")] = rows.int(2)
        }
        return units
    }

    private static func wear(_ db: Database, _ book: Int64?) throws -> [Int64: [AssetCard.Wear]] {
        var wear: [Int64: [AssetCard.Wear]] = [:]
        let rows = try rows(db, Schema.Assets.wear, book)
        while try rows.step() {
            wear[rows.int(0), default: []].append(
                AssetCard.Wear(
                    month: try .stored(rows.int(1), "assetRunLine"), amount: Money(fen: rows.int(2)),
                    name: rows.text(3), isPosted: rows.text(4) != "draft"))
        }
        return wear
    }

    private static func disposals(_ db: Database, _ book: Int64?) throws -> [Int64: AssetCard.Disposal] {
        var disposals: [Int64: AssetCard.Disposal] = [:]
        let rows = try rows(db, Schema.Assets.disposals, book)
        while try rows.step() {
            guard rows.text(2) != "void" else { continue }
            disposals[rows.int(0)] = AssetCard.Disposal(
                date: try .stored(rows.int(1), "assetDisposal"), reason: rows.text(4),
                proceeds: Money(fen: rows.int(7)), expenses: Money(fen: rows.int(8)), name: rows.text(3),
                isPosted: rows.text(2) != "draft")
        }
        return disposals
    }
}

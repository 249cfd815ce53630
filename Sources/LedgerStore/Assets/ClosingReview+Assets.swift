import GRDB
import Ledger
import LedgerSchema
extension ClosingReview {
    /// Months that are to be closed in which assets wear off and nothing was booked of it 未计提折旧.
    func monthsNotDepreciated(_ months: [Month]) throws -> [any LedgerProblem] {
        guard let last = months.max() else { return [] }
        var assets: [Month: Int] = [:]
        for (_, card) in try AssetRegister(act.db, book: book.id).cards {
            for step in card.missing(through: last) { assets[step.month, default: 0] += 1 }
        }
        return months.sorted().compactMap { month in
            assets[month].map {
                AssetProblem.notDepreciated(book: book.code, month: month, assets: $0)
            }
        }
    }

    /// The months of a year, those closed before among them, that were not depreciated.
    func monthsNotDepreciated(ofYearOf december: Month) throws -> [any LedgerProblem] {
        guard let january = Month(year: december.year, month: 1) else { return [] }
        return try monthsNotDepreciated(Month.range(from: max(january, book.opened), through: december))
    }

    /// Fixed assets of a book that keeps no cards 无卡片.
    func assetsWithoutCards(at december: Month) throws -> [any LedgerProblem] {
        let balance = try Int64.fetchOne(
            act.db, sql: Schema.Assets.cardless, arguments: [book.id, december.number])
        guard let balance, balance != 0 else { return [] }
        return [AssetProblem.withoutCards(book: book.code, balance: Money(fen: balance))]
    }
}

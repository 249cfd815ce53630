import Ledger
import LedgerFormats
import LedgerStore

/// What income sources are called (收入来源名称).
struct SourceNames {
    private let names: [String: String]

    init(_ ledger: LedgerFile) throws {
        names = Dictionary(
            try ledger.sources().map { ($0.code, say($0.chinese, $0.english)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The name of a source; the parts of a measure without one have a name of their own.
    func name(_ code: String) -> String {
        code.isEmpty ? say("无来源", "no source") : names[code] ?? code
    }

    /// The largest sources of a village, `茶叶 67%`, or with small bars, `茶叶 ███▌ 67%`.
    func shares(_ village: VillageIncome, most: Int, bars: Bool = false) -> String {
        guard village.income.fen > 0 else { return "" }
        let largest = village.bySource.filter { $0.amount.fen > 0 }.sorted { $0.amount > $1.amount }.prefix(
            most)
        return largest.map { part in
            let bar = bars ? TextTable.bar(part.amount.fen, of: village.income.fen, width: 6) + " " : ""
            let share = part.amount.fen.multipliedFullWidth(by: 100)
            let percent = village.income.fen.dividingFullWidth(share).quotient
            return "\(name(part.source)) \(bar)\(percent)%"
        }.joined(separator: "  ")
    }
}

extension JSONObject {
    /// Writes amounts by source; what has none stands under `none`.
    func sources(_ key: String, _ parts: [(source: String, amount: Money)]) {
        object(key) { json in
            for part in parts { json.field(part.source.isEmpty ? "none" : part.source, part.amount) }
        }
    }
}

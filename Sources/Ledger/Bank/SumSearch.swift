/// Looks for the several items one item is the sum of (一对多).
///
/// Two kinds of answers count. Any choice among the items that name the same counterparty; and bundles, taken whole: all
/// lines of one voucher, or all of one day with one counterparty or one summary. Choosing freely among items of unknown
/// counterparties would find sums that mean nothing, round amounts as they are.
struct SumSearch {
    private let singles: [BankItem]
    private let areOpen: [Bool]
    private let parts: [BankItem]
    private let windowDays: Int
    /// Open parts by the day, in order.
    private let days: [(day: Int, parts: [Int])]
    private let bundles: [Bundle]
    private let bundlesByAmount: [Money: [Int]]

    /// Among more items than this nothing is chosen.
    static let mostParts = 16
    /// Most choices looked at for one item; where there are more, it stays open.
    static let mostSteps = 50_000

    private struct Bundle {
        var parts: [Int]
        var total: Int64
    }

    private enum BundleKey: Hashable {
        case voucher(Int)
        case party(Int32, [String])
        case summary(Int32, String)
    }

    init(
        singles: [BankItem], areOpen: [Bool], parts: [BankItem], partsAreOpen: [Bool], windowDays: Int
    ) {
        self.singles = singles
        self.areOpen = areOpen
        self.parts = parts
        self.windowDays = windowDays
        var byDay: [Int: [Int]] = [:]
        var bundles: [BundleKey: Bundle] = [:]
        for (index, item) in parts.enumerated() where partsAreOpen[index] {
            byDay[item.date.daysSinceEpoch, default: []].append(index)
            var keys: [BundleKey] = []
            if item.side == .book, !item.isOpening { keys.append(.voucher(item.place.sequence)) }
            if !item.parties.isEmpty { keys.append(.party(item.date.number, item.parties)) }
            if !item.summary.isEmpty { keys.append(.summary(item.date.number, item.summary)) }
            for key in keys {
                bundles[key, default: Bundle(parts: [], total: 0)].parts.append(index)
                bundles[key]?.total &+= item.amount.fen
            }
        }
        days = byDay.sorted { $0.key < $1.key }.map { (day: $0.key, parts: $0.value) }
        // A voucher with one counterparty and one summary is three times the same bundle.
        var seen: Set<[Int]> = []
        self.bundles = bundles.values.filter { $0.parts.count > 1 && seen.insert($0.parts).inserted }
            .sorted { $0.parts.lexicographicallyPrecedes($1.parts) }
        var byAmount: [Money: [Int]] = [:]
        for (index, bundle) in self.bundles.enumerated() {
            byAmount[Money(fen: bundle.total), default: []].append(index)
        }
        bundlesByAmount = byAmount
    }

    /// Each item that is the sum of several in exactly one way, with those.
    mutating func solutions() -> [(single: Int, parts: [Int])] {
        singles.indices.compactMap { index in
            guard areOpen[index] else { return nil }
            var answers: Set<[Int]> = []
            let single = singles[index]
            for bundle in bundlesByAmount[single.amount] ?? [] where fits(bundles[bundle], single) {
                answers.insert(bundles[bundle].parts)
            }
            guard let chosen = choices(single) else { return nil }
            answers.formUnion(chosen)
            guard answers.count == 1, let only = answers.first else { return nil }
            return (index, only)
        }
    }

    private func agreement(_ single: BankItem, _ part: BankItem) -> PartyAgreement {
        single.side == .bank
            ? PartyAgreement(bank: single, book: part) : PartyAgreement(bank: part, book: single)
    }

    private func fits(_ bundle: Bundle, _ single: BankItem) -> Bool {
        let day = single.date.daysSinceEpoch
        return bundle.parts.allSatisfy { part in
            abs(parts[part].date.daysSinceEpoch - day) <= windowDays
                && parts[part].amount.fen.signum() == single.amount.fen.signum()
                && agreement(single, parts[part]) != .contradicts
        }
    }

    /// Every choice among the items with the same counterparty; nil where there is too much to choose from.
    private func choices(_ single: BankItem) -> [[Int]]? {
        guard !single.parties.isEmpty else { return [] }
        let day = single.date.daysSinceEpoch
        let sign = single.amount.fen.signum()
        var open: [Int] = []
        for entry in days[firstDay(day - windowDays)...] {
            guard entry.day <= day + windowDays else { break }
            open += entry.parts.filter {
                let amount = parts[$0].amount.fen
                return amount.signum() == sign && amount.magnitude < single.amount.fen.magnitude
                    && agreement(single, parts[$0]) == .agrees
            }
        }
        guard open.count > 1 else { return [] }
        guard open.count <= Self.mostParts else { return nil }
        // Largest first, so that what can't be reached any more is seen early.
        let order = open.sorted {
            (parts[$1].amount.fen.magnitude, $0) < (parts[$0].amount.fen.magnitude, $1)
        }
        var choice = Choice(amounts: order.map { Int64(parts[$0].amount.fen.magnitude) })
        choice.search(target: Int64(single.amount.fen.magnitude))
        guard choice.steps < Self.mostSteps else { return nil }
        return choice.answers.map { $0.map { order[$0] }.sorted() }
    }

    private func firstDay(_ day: Int) -> Int {
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle].day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The choices of amounts that add up to a target; two are enough to know that there is no one answer.
    private struct Choice {
        let amounts: [Int64]
        /// What all from a place on add up to.
        private let rest: [Int64]
        private(set) var answers: [[Int]] = []
        private(set) var steps = 0
        private var taken: [Int] = []

        init(amounts: [Int64]) {
            self.amounts = amounts
            var rest = [Int64](repeating: 0, count: amounts.count + 1)
            for index in amounts.indices.reversed() { rest[index] = rest[index + 1] &+ amounts[index] }
            self.rest = rest
        }

        mutating func search(target: Int64, from place: Int = 0) {
            steps += 1
            if target == 0 {
                if taken.count > 1 { answers.append(taken) }
                return
            }
            guard place < amounts.count, rest[place] >= target, answers.count < 2,
                steps < SumSearch.mostSteps
            else { return }
            if amounts[place] <= target {
                taken.append(place)
                search(target: target - amounts[place], from: place + 1)
                taken.removeLast()
            }
            search(target: target, from: place + 1)
        }
    }
}

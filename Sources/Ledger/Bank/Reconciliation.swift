/// Finds which lines of the bank and which entries of the book are the same money (自动勾对).
///
/// Given the same open items it always finds the same matches, whatever their order. It never guesses: an item with more
/// than one answer stays open. The rules are applied from the strongest to the weakest, over and over until none finds
/// anything more, so that what one rule settles no longer stands in the way of another.
public struct Reconciliation {
    /// Items that are the same money, by the rule that found them.
    public struct Match: Sendable, Equatable {
        /// The rule.
        public var rule: ReconciliationRule
        /// Lines of the bank; none where a voucher and its reversal cancel out.
        public var bank: [BankItem]
        /// Entries of the book.
        public var book: [BankItem]
    }

    /// What was found, in the order of the earliest item.
    public private(set) var matches: [Match] = []
    private var found: [(rule: ReconciliationRule, bank: [Int], book: [Int])] = []
    private let bank: [BankItem]
    private let book: [BankItem]
    private let windowDays: Int
    private var bankIsOpen: [Bool]
    private var bookIsOpen: [Bool]
    private let pairs: PairIndex

    /// Matches open items.
    ///
    /// - Parameters:
    ///   - windowDays: how many days an entry may lie before or after its line of the bank.
    ///   - rules: those that may be used.
    public init(bank: [BankItem], book: [BankItem], windowDays: Int, rules: [ReconciliationRule]) {
        let order = { (a: BankItem, b: BankItem) in (a.date, a.place) < (b.date, b.place) }
        self.bank = bank.sorted(by: order)
        self.book = book.sorted(by: order)
        self.windowDays = windowDays
        bankIsOpen = [Bool](repeating: true, count: bank.count)
        bookIsOpen = [Bool](repeating: true, count: book.count)
        pairs = PairIndex(bank: self.bank, book: self.book, windowDays: windowDays)
        var before = -1
        while before != found.count {
            before = found.count
            for rule in ReconciliationRule.allCases where rules.contains(rule) { apply(rule) }
        }
        matches = found.map { rule, bank, book in
            Match(rule: rule, bank: bank.map { self.bank[$0] }, book: book.map { self.book[$0] })
        }.sorted { Self.first($0) < Self.first($1) }
    }

    /// Entries a line of the bank may be, or lines of the bank an entry may be: the same amount within the window; those
    /// whose counterparty contradicts come last. Only among items no rule has matched.
    public func candidates(for item: BankItem) -> [BankItem] {
        let others = item.side == .bank ? book : bank
        let areOpen = item.side == .bank ? bookIsOpen : bankIsOpen
        var found: [(doubt: Int, distance: Int, item: BankItem)] = []
        let equal = item.side == .bank ? pairs.bookByAmount : pairs.bankByAmount
        for index in equal[item.amount] ?? [] where areOpen[index] {
            let other = others[index]
            let distance = abs(other.date.daysSinceEpoch - item.date.daysSinceEpoch)
            guard distance <= windowDays else { continue }
            let agreement =
                item.side == .bank
                ? PartyAgreement(bank: item, book: other) : PartyAgreement(bank: other, book: item)
            found.append((agreement == .contradicts ? 1 : 0, distance, other))
        }
        return found.sorted {
            ($0.doubt, $0.distance, $0.item.place) < ($1.doubt, $1.distance, $1.item.place)
        }.map(\.item)
    }

    private static func first(_ match: Match) -> (CalendarDate, Int, BankItem.Place) {
        let items = match.bank.isEmpty ? match.book : match.bank
        let first = items.min { ($0.date, $0.place) < ($1.date, $1.place) }
        return (
            first?.date ?? CalendarDate(validNumber: 1900_01_01), match.bank.isEmpty ? 1 : 0,
            first?.place ?? BankItem.Place(0)
        )
    }

    private mutating func take(_ rule: ReconciliationRule, bank: [Int], book: [Int]) {
        for index in bank { bankIsOpen[index] = false }
        for index in book { bookIsOpen[index] = false }
        found.append((rule, bank, book))
    }

    private mutating func apply(_ rule: ReconciliationRule) {
        switch rule {
        case .reversal: matchReversals()
        case .reference: matchReferences()
        case .party: matchPairs(.party) { $0 == .agrees }
        case .amount: matchPairs(.amount) { $0 != .contradicts }
        case .sum: matchSums()
        }
    }

    /// Both vouchers whole and open: one that the bank has seen is not taken back by a red one inside the book.
    private mutating func matchReversals() {
        var ofVoucher: [Int: [Int]] = [:]
        for (index, item) in book.enumerated() where !item.isOpening {
            ofVoucher[item.place.sequence, default: []].append(index)
        }
        for (index, item) in book.enumerated() {
            guard bookIsOpen[index], let original = item.reverses, let first = ofVoucher[original],
                let second = ofVoucher[item.place.sequence]
            else { continue }
            let all = first + second
            guard all.allSatisfy({ bookIsOpen[$0] }), all.reduce(0, { $0 &+ book[$1].amount.fen }) == 0 else {
                continue
            }
            take(.reversal, bank: [], book: all.sorted())
        }
    }

    private struct ReferenceKey: Hashable {
        var reference: [UInt8]
        var fen: Int64

        /// Fewer than six characters are counted up anew somewhere every year.
        init?(_ item: BankItem) {
            guard let text = item.reference else { return nil }
            reference = text.utf8.filter { $0 > 0x20 }
            guard reference.count >= 6, reference.contains(where: { $0 != 0x30 }) else { return nil }
            fen = item.amount.fen
        }
    }

    private mutating func matchReferences() {
        func open(_ items: [BankItem], _ isOpen: [Bool]) -> [ReferenceKey: [Int]] {
            var found: [ReferenceKey: [Int]] = [:]
            for (index, item) in items.enumerated() where isOpen[index] {
                if let key = ReferenceKey(item) { found[key, default: []].append(index) }
            }
            return found
        }
        let ours = open(book, bookIsOpen)
        for (key, lines) in open(bank, bankIsOpen).sorted(by: { $0.value[0] < $1.value[0] }) {
            guard let entries = ours[key], lines.count == 1, entries.count == 1 else { continue }
            take(.reference, bank: lines, book: entries)
        }
    }

    /// Pairs that have nobody else on either side.
    private mutating func matchPairs(_ rule: ReconciliationRule, where fits: (PartyAgreement) -> Bool) {
        var only: [(bank: Int, book: Int)] = []
        for line in bank.indices where bankIsOpen[line] {
            guard let entry = single(pairs.ofBank[line], bookIsOpen, fits),
                single(pairs.ofBook[entry], bankIsOpen, fits) == line
            else { continue }
            only.append((line, entry))
        }
        for (line, entry) in only { take(rule, bank: [line], book: [entry]) }
    }

    private func single(
        _ pairs: [PairIndex.Pair], _ isOpen: [Bool], _ fits: (PartyAgreement) -> Bool
    ) -> Int? {
        var found: Int?
        for pair in pairs where isOpen[pair.other] && fits(pair.agreement) {
            if found != nil { return nil }
            found = pair.other
        }
        return found
    }

    /// One against several, in both directions. A proposal stands only where each of its items is in no other proposal and
    /// none could be paired off singly.
    private mutating func matchSums() {
        var proposals: [(single: Int, isBank: Bool, parts: [Int])] = []
        for isBank in [true, false] {
            var search = SumSearch(
                singles: isBank ? bank : book, areOpen: isBank ? bankIsOpen : bookIsOpen,
                parts: isBank ? book : bank, partsAreOpen: isBank ? bookIsOpen : bankIsOpen,
                windowDays: windowDays)
            for (single, parts) in search.solutions() { proposals.append((single, isBank, parts)) }
        }
        var uses: [Int: Int] = [:]
        // Bank lines by their index, entries below zero.
        func key(_ index: Int, isBank: Bool) -> Int { isBank ? index : -1 - index }
        for proposal in proposals {
            uses[key(proposal.single, isBank: proposal.isBank), default: 0] += 1
            for part in proposal.parts { uses[key(part, isBank: !proposal.isBank), default: 0] += 1 }
        }
        for (single, isBank, parts) in proposals {
            let keys = [key(single, isBank: isBank)] + parts.map { key($0, isBank: !isBank) }
            guard keys.allSatisfy({ uses[$0] == 1 && !hasPair($0) }) else { continue }
            take(.sum, bank: isBank ? [single] : parts, book: isBank ? parts : [single])
        }
    }

    private func hasPair(_ key: Int) -> Bool {
        let (own, isOpen) = key >= 0 ? (pairs.ofBank[key], bookIsOpen) : (pairs.ofBook[-1 - key], bankIsOpen)
        return own.contains { isOpen[$0.other] && $0.agreement != .contradicts }
    }
}

/// Which items have equal amounts within the window, and what their counterparties say (等额候选).
struct PairIndex {
    struct Pair {
        var other: Int
        var agreement: PartyAgreement
    }

    private(set) var ofBank: [[Pair]]
    private(set) var ofBook: [[Pair]]
    let bankByAmount: [Money: [Int]]
    let bookByAmount: [Money: [Int]]

    init(bank: [BankItem], book: [BankItem], windowDays: Int) {
        ofBank = [[Pair]](repeating: [], count: bank.count)
        ofBook = [[Pair]](repeating: [], count: book.count)
        bankByAmount = Dictionary(grouping: bank.indices) { bank[$0].amount }
        bookByAmount = Dictionary(grouping: book.indices) { book[$0].amount }
        for (line, item) in bank.enumerated() {
            for entry in bookByAmount[item.amount] ?? [] {
                let distance = abs(book[entry].date.daysSinceEpoch - item.date.daysSinceEpoch)
                guard distance <= windowDays else { continue }
                let agreement = PartyAgreement(bank: item, book: book[entry])
                ofBank[line].append(Pair(other: entry, agreement: agreement))
                ofBook[entry].append(Pair(other: line, agreement: agreement))
            }
        }
    }
}

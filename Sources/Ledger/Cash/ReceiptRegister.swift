/// A run of receipts handed to a book (票据领用).
public struct ReceiptRange: Sendable, Equatable {
    /// 1, 2 … within the book.
    public var number: Int
    /// The numbers.
    public var run: ReceiptRun
    /// The day they were handed over.
    public var issued: CalendarDate
    /// Who took them 领用人.
    public var holder: String
    /// The user who wrote it down.
    public var recorder: String

    /// A range of its parts.
    public init(number: Int, run: ReceiptRun, issued: CalendarDate, holder: String, recorder: String) {
        self.number = number
        self.run = run
        self.issued = issued
        self.holder = holder
        self.recorder = recorder
    }
}

/// Receipts that will not be used any more (票据作废、交回).
public struct ReceiptEvent: Sendable, Equatable {
    /// What became of them.
    public enum Kind: String, Sendable, CaseIterable {
        /// 作废: spoilt, kept with the stub.
        case void
        /// 交回: given back unused.
        case returned
    }

    /// 1, 2 … within the book.
    public var number: Int
    /// What became of them.
    public var kind: Kind
    /// The numbers.
    public var run: ReceiptRun
    /// The day.
    public var date: CalendarDate
    /// Why.
    public var reason: String
    /// The user who wrote it down.
    public var recorder: String

    /// An event of its parts.
    public init(
        number: Int, kind: Kind, run: ReceiptRun, date: CalendarDate, reason: String, recorder: String
    ) {
        self.number = number
        self.kind = kind
        self.run = run
        self.date = date
        self.reason = reason
        self.recorder = recorder
    }
}

/// A place where a receipt number is written (票据使用).
public struct ReceiptUse: Sendable, Equatable {
    /// What it is written on.
    public enum Place: Sendable, Hashable {
        /// A posted voucher, by its sequence.
        case voucher(Int)
        /// A draft.
        case draft(Int)
        /// An entry of the cashier's book.
        case entry(Int)
    }

    /// The number as it is written.
    public var text: String
    /// What it is written on.
    public var place: Place
    /// What that is called: `V001/2026-03/记-12`, `V001#3`, `出纳-7`.
    public var name: String
    /// The sequence of the voucher it corrects, which may bear the same number.
    public var corrects: Int?

    /// A use of its parts.
    public init(text: String, place: Place, name: String, corrects: Int? = nil) {
        self.text = text
        self.place = place
        self.name = name
        self.corrects = corrects
    }
}

/// The register of receipts 票据登记簿 of a book: which numbers it was handed, and what became of each.
///
/// Used are those on posted lines, on drafts and in the cashier's book; what was reversed or cancelled used none.
public struct ReceiptRegister: Sendable, Equatable {
    /// A range as it stands.
    public struct State: Sendable, Equatable {
        /// The range.
        public var range: ReceiptRange
        /// How many numbers are used.
        public var used: Int
        /// How many are void.
        public var void: Int
        /// How many were given back.
        public var returned: Int
        /// Numbers below the highest used one of which nothing is known 缺号.
        public var gaps: [ReceiptRun]

        /// How many are missing.
        public var missing: Int { gaps.reduce(0) { $0 + $1.count } }
        /// How many are left to be used.
        public var left: Int { max(0, range.run.count - used - void - returned - missing) }
    }

    /// Book code 账套.
    public var book: String
    /// The ranges in the order they were handed over.
    public var states: [State]
    /// What should be looked at: gaps, numbers used twice, outside any range, or void and used.
    public var problems: [ReceiptProblem]

    /// Works the register out.
    public init(book: String, ranges: [ReceiptRange], events: [ReceiptEvent], uses: [ReceiptUse]) {
        self.book = book
        var used: [ReceiptNumber: [ReceiptUse]] = [:]
        var order: [ReceiptNumber] = []
        for use in uses {
            guard let number = ReceiptNumber(use.text) else { continue }
            guard ranges.contains(where: { $0.run.first.isOfSeries(number) }) else { continue }
            if used[number] == nil { order.append(number) }
            used[number, default: []].append(use)
        }
        order.sort { ($0.prefix, $0.digits, $0.value) < ($1.prefix, $1.digits, $1.value) }
        states = ranges.map { Self.state(of: $0, used: order, events) }
        problems =
            states.flatMap { state in
                state.gaps.map { ReceiptProblem.gap(book: book, run: $0, range: state.range.run) }
            }
            + Self.strangers(
                book, order.filter { number in !ranges.contains { $0.run.contains(number) } }, used)
            + order.flatMap { number in
                Self.problems(book, number, used[number] ?? [], events)
            }
    }

    private static func state(of range: ReceiptRange, used: [ReceiptNumber], _ events: [ReceiptEvent])
        -> State
    {
        let numbers = used.filter { range.run.contains($0) }
        let ended = events.filter { $0.run.overlaps(range.run) }
        func count(_ kind: ReceiptEvent.Kind) -> Int {
            ended.filter { $0.kind == kind }.reduce(0) { $0 + $1.run.count }
        }
        var gaps: [ReceiptRun] = []
        var next = range.run.first.value
        for number in numbers {
            var open: Int?
            for value in next..<max(next, number.value) {
                let isEnded = ended.contains { $0.run.contains(number.with(value)) }
                if !isEnded, open == nil { open = value }
                if isEnded, let start = open {
                    gaps.append(ReceiptRun(number.with(start), number.with(value - 1)))
                    open = nil
                }
            }
            if let start = open { gaps.append(ReceiptRun(number.with(start), number.with(number.value - 1))) }
            next = number.value + 1
        }
        return State(
            range: range, used: numbers.count, void: count(.void), returned: count(.returned), gaps: gaps)
    }

    /// Numbers in order that no range has, one finding for those that follow each other.
    private static func strangers(
        _ book: String, _ numbers: [ReceiptNumber], _ used: [ReceiptNumber: [ReceiptUse]]
    ) -> [ReceiptProblem] {
        var runs: [(run: ReceiptRun, places: [String])] = []
        for number in numbers {
            let places = (used[number] ?? []).map(\.name)
            if let last = runs.last?.run.last, last.with(last.value + 1) == number {
                runs[runs.count - 1].run.last = number
                runs[runs.count - 1].places += places
            } else {
                runs.append((ReceiptRun(number, number), places))
            }
        }
        return runs.map { .outOfRange(book: book, run: $0.run, on: $0.places) }
    }

    private static func problems(
        _ book: String, _ number: ReceiptNumber, _ uses: [ReceiptUse], _ events: [ReceiptEvent]
    ) -> [ReceiptProblem] {
        var problems: [ReceiptProblem] = []
        let names = uses.map(\.name)
        if let event = events.first(where: { $0.run.contains(number) }) {
            problems.append(.endedAndUsed(book: book, number: number, kind: event.kind, on: names))
        }
        // The cashier's entry and the voucher made from it are two papers of one payment; two of a kind are not.
        let vouchers = uses.filter { if case .entry = $0.place { false } else { true } }
        let sequences = Set(
            vouchers.compactMap { if case .voucher(let sequence) = $0.place { sequence } else { nil } })
        let apart = vouchers.filter { $0.corrects.map { !sequences.contains($0) } ?? true }
        let entries = uses.filter { if case .entry = $0.place { true } else { false } }
        for group in [apart, entries] where Set(group.map(\.place)).count > 1 {
            problems.append(.usedTwice(book: book, number: number, on: group.map(\.name)))
        }
        return problems
    }
}

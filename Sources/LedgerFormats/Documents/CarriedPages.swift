import Ledger

extension Document {
    /// What is carried from one page of a ledger to the next (过次页、承前页).
    ///
    /// The last row of a full page, 过次页, and the first of the next, 承前页, show what was turned over from the first of the
    /// month to the end of the page, and the balance there: 《会计基础工作规范》 art. 60 (6), for accounts whose turnover
    /// is added up by month.
    public struct Carry: Sendable {
        /// The columns that are added up: debit, credit, those of a multi-column ledger.
        public var summed: [Int]
        /// The columns that are taken over from the row above: direction and balance.
        public var kept: [Int]
        /// The column that says 过次页 and 承前页.
        public var label: Int

        /// Columns by their places.
        public init(label: Int, summed: [Int], kept: [Int]) {
            self.label = label
            self.summed = summed
            self.kept = kept
        }
    }
}

extension Document.Row {
    /// A row that takes over what is kept of this one, and says so: 结转下年.
    public func closing(_ label: String, _ carry: Document.Carry) -> Document.Row {
        let cells = self.cells.enumerated().map { place, cell in
            place == carry.label ? Document.Cell(label) : carry.kept.contains(place) ? cell : ""
        }
        return Document.Row(cells, .closing)
    }
}

/// Divides the rows of a ledger into pages of the same length (账页分页), so that what is carried over is right wherever
/// the renderer draws them.
struct CarriedPages {
    private let carry: Document.Carry
    private let room: Int
    private let language: Language
    private var pages: [[Document.Row]] = [[]]
    private var sums: [Int64]

    /// The rows of each page, `room` at most.
    static func of(
        _ rows: some Sequence<Document.Row>, _ carry: Document.Carry, room: Int, language: Language
    ) -> [[Document.Row]] {
        precondition(room > 3, "A page of a ledger takes four rows at least.")
        var pages = CarriedPages(carry, room, language)
        // A row waits for the next one: only then it is known whether it may take the last place of its page.
        var waiting: Document.Row?
        for row in rows {
            if let waiting { pages.add(waiting, isLast: false) }
            waiting = row
        }
        if let waiting { pages.add(waiting, isLast: true) }
        return pages.pages
    }

    private init(_ carry: Document.Carry, _ room: Int, _ language: Language) {
        self.carry = carry
        self.room = room
        self.language = language
        sums = carry.summed.map { _ in 0 }
    }

    private mutating func add(_ row: Document.Row, isLast: Bool) {
        let page = pages[pages.count - 1]
        if page.count == room - 1, !isLast, let above = page.last {
            let isChinese = language == .chinese
            pages[pages.count - 1].append(carried(isChinese ? "过次页" : "carried forward", above))
            pages.append([carried(isChinese ? "承前页" : "brought forward", above)])
        }
        pages[pages.count - 1].append(row)
        switch row.kind {
        case .plain: count(row)
        // What follows is turned over in the next month.
        case .opening, .monthEnd, .closing: sums = sums.map { _ in 0 }
        case .section, .subtotal, .total: break
        }
    }

    private mutating func count(_ row: Document.Row) {
        for (place, column) in carry.summed.enumerated() where column < row.cells.count {
            if case .money(let amount) = row.cells[column].value { sums[place] += amount.fen }
        }
    }

    private func carried(_ name: String, _ above: Document.Row) -> Document.Row {
        let last = ([carry.label] + carry.summed + carry.kept).max() ?? 0
        var cells = [Document.Cell](repeating: "", count: last + 1)
        cells[carry.label] = Document.Cell(name)
        for (place, column) in carry.summed.enumerated() { cells[column] = .amount(Money(fen: sums[place])) }
        for column in carry.kept where column < above.cells.count { cells[column] = above.cells[column] }
        return Document.Row(cells, .subtotal)
    }
}

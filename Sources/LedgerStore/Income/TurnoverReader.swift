import GRDB
import Ledger
import LedgerSchema

/// Marks as income questions need them (标记): which source, and whether it is within the village.
struct MarkTable {
    /// Sources in the order of their codes; the first is “no source”.
    let sources: [String]
    /// By mark id, which run from 0 without gaps: the place of the source.
    private let sourceOfMark: [Int32]
    private let isWithinVillage: [Bool]

    init(_ db: Database) throws {
        var names = ByteTable([""])
        var codes = [""]
        var found: [Int32] = []
        var within: [Bool] = []
        let rows = try RawStatement(db, Schema.Income.marks)
        while try rows.step() {
            let id = Int(rows.int(0))
            guard id == found.count else {
                throw FileProblem.damaged(table: "mark", row: "mark \(found.count)")
            }
            var place = 0
            if let bytes = rows.bytes(1) {
                if let known = names.find(bytes) {
                    place = known
                } else {
                    place = names.insert(Array(bytes))
                    codes.append(rows.text(1))
                }
            }
            found.append(Int32(place))
            within.append(rows.int(2) != 0)
        }
        let order = codes.indices.sorted { codes[$0] < codes[$1] }
        var places = [Int32](repeating: 0, count: codes.count)
        for (place, index) in order.enumerated() { places[index] = Int32(place) }
        sources = order.map { codes[$0] }
        sourceOfMark = found.map { places[Int($0)] }
        isWithinVillage = within
    }

    @inline(__always)
    func parts(_ mark: Int64) throws -> (source: Int, isWithinVillage: Bool) {
        guard mark >= 0, mark < sourceOfMark.count else {
            throw FileProblem.damaged(table: "mark", row: "mark \(mark)")
        }
        return (Int(sourceOfMark[Int(mark)]), isWithinVillage[Int(mark)])
    }
}

/// Fills a tally with the turnover of a year (取数), by the road that fits: the yearly table for a whole year, the
/// lines themselves for a part of one.
struct TurnoverReader {
    let db: Database
    let measure: Measure
    let year: Int
    let scope: IncomeScope
    let marks: MarkTable

    /// The whole year: the ranges of `yearTurnover` of the accounts that count and of 以前年度调整.
    func readYear(into tally: inout IncomeTally) throws {
        let accounts = try RawStatement(db, Schema.Income.yearAccounts)
        let turnover = try RawStatement(
            db, scope.isNarrow ? Schema.Income.yearTurnoverOfBook : Schema.Income.yearTurnover)
        accounts.bind(1, year)
        while try accounts.step() {
            let account = try Self.account(accounts)
            let factor = measure.factor(of: account)
            let isPriorYear = account.role == .priorYearAdjustment
            guard factor != 0 || isPriorYear else { continue }
            turnover.bind(1, year)
            turnover.bind(2, accounts.int(0))
            try scope.forEachKey { book in
                if let book { turnover.bind(3, book) }
                while try turnover.step() {
                    guard let village = scope.village(ofBook: turnover.int(0)) else { continue }
                    if isPriorYear {
                        tally.addPriorYear(turnover.int(2), village: village)
                    } else {
                        let (source, isWithin) = try marks.parts(turnover.int(1))
                        tally.add(
                            factor * turnover.int(2), village: village, source: source,
                            isWithinVillage: isWithin)
                    }
                }
            }
        }
    }

    /// A year up to a day within it: lines dated so, and the turnover of books taken over by then.
    ///
    /// Corrections of the year are made in later ones, so there are none yet.
    func readPart(through day: CalendarDate, into tally: inout IncomeTally) throws {
        guard let first = Month(year: year, month: 1)?.firstDay, first <= day else { return }
        let lines = try RawStatement(db, Schema.Income.datedTurnover)
        let takeover = try RawStatement(db, Schema.Income.takeoverTurnover)
        let account = try RawStatement(db, Schema.Income.account)
        var factors: [Int64: Int64] = [:]
        func factor(_ id: Int64) throws -> Int64 {
            if let known = factors[id] { return known }
            account.bind(1, id)
            guard try account.step() else {
                throw FileProblem.damaged(table: "account", row: "account \(id)")
            }
            defer { account.reset() }
            let found = measure.factor(of: try Self.account(account))
            factors[id] = found
            return found
        }
        func add(_ row: RawStatement, _ village: Int) throws {
            while try row.step() {
                let factor = try factor(row.int(0))
                guard factor != 0 else { continue }
                let (source, isWithin) = try marks.parts(row.int(1))
                tally.add(factor * row.int(2), village: village, source: source, isWithinVillage: isWithin)
            }
        }
        for (place, village) in scope.villages.enumerated() {
            for book in scope.books[village.books] where book.opened.firstDay <= day {
                if book.opened.year == year {
                    takeover.bind(1, book.id)
                    try add(takeover, place)
                }
                lines.bind(1, book.id)
                lines.bind(2, Int64(first.number))
                lines.bind(3, Int64(day.number))
                try add(lines, place)
            }
        }
    }

    /// What a formula looks at of an account; its name is not read.
    private static func account(_ row: RawStatement) throws -> Account {
        guard let chart = ChartVersion(rawValue: row.text(1)),
            let category = AccountCategory(rawValue: row.text(3)),
            let side = Side(rawValue: row.text(4))
        else {
            throw FileProblem.damaged(table: "account", row: "account \(row.text(2))")
        }
        return Account(
            chart: chart, code: row.text(2), name: "", category: category, side: side,
            role: row.optionalText(5).flatMap(AccountRole.init))
    }
}

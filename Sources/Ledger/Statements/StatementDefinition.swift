/// A line of the text a statement is defined by (报表定义行), as a CSV file or a table of the product has it.
public struct StatementEntry: Sendable {
    /// The line of the file, counted from 1.
    public var line: Int
    /// `statement`, `column`, `row` or `check`.
    public var kind: String
    /// The name of the statement, or the id of the column, row or check.
    public var id: String
    /// Its title in Chinese.
    public var chinese: String
    /// Its title in English; empty takes the Chinese one.
    public var english: String
    /// How deep it stands, 0…9; empty is 0.
    public var indent: String
    /// Of a row or check its formula, of a column what it shows, of the statement its chart.
    public var formula: String

    /// A line of its parts.
    public init(
        line: Int, kind: String, id: String, chinese: String, english: String = "", indent: String = "",
        formula: String = ""
    ) {
        self.line = line
        self.kind = kind
        self.id = id
        self.chinese = chinese
        self.english = english
        self.indent = indent
        self.formula = formula
    }
}

/// A statement 报表 as text defines it: its titles, its columns and its rows with their formulas, for one chart.
///
/// Reading finds everything wrong with the text itself; what depends on the accounts of a ledger,
/// ``problems(accounts:)`` tells.
public struct StatementDefinition: Sendable, Equatable {
    /// What a column shows (栏次口径), told from the period asked for.
    public enum Basis: String, Sendable, CaseIterable {
        /// 本期: the period itself.
        case period
        /// 本年累计: from 1 January of its last year.
        case yearToDate = "year-to-date"
        /// 上年: the whole year before; a balance is that of its end, 年初余额.
        case lastYear = "last-year"
        /// 上年同期累计: the same months of the year before.
        case lastYearToDate = "last-year-to-date"

        /// Its Chinese name, understood as well.
        public var chinese: String {
            switch self {
            case .period: "本期"
            case .yearToDate: "本年累计"
            case .lastYear: "上年"
            case .lastYearToDate: "上年同期"
            }
        }

        /// The months it covers where `period` was asked for.
        public func months(of period: Period) -> Period {
            let last = period.last
            let january = last.advanced(by: 1 - last.monthOfYear)
            let stretch: (first: Month, last: Month) =
                switch self {
                case .period: (period.first, last)
                case .yearToDate: (january, last)
                case .lastYear: (january.advanced(by: -12), january.previous)
                case .lastYearToDate: (january.advanced(by: -12), last.advanced(by: -12))
                }
            guard let months = Period(first: stretch.first, last: stretch.last) else {
                preconditionFailure("The months of a column run backward.")
            }
            return months
        }
    }

    /// A column 栏.
    public struct Column: Sendable, Equatable {
        /// Its id, stable in CSV and JSON.
        public var id: String
        /// Its title in Chinese.
        public var chinese: String
        /// Its title in English.
        public var english: String
        /// What it shows.
        public var basis: Basis

        /// Both titles.
        public var title: StatementTitle { StatementTitle(chinese, english) }
    }

    /// A row 行, or a check 核对 that must come to zero.
    public struct Row: Sendable, Equatable {
        /// Its id, by which other rows refer to it.
        public var id: String
        /// Its title in Chinese.
        public var chinese: String
        /// Its title in English.
        public var english: String
        /// How deep it stands.
        public var indent: Int
        /// Its formula; nil is a heading.
        public var formula: StatementFormula?
        /// The line of the text it comes from.
        public var line: Int

        /// Both titles.
        public var title: StatementTitle { StatementTitle(chinese, english) }
    }

    /// The stable name, `balance-sheet`.
    public let name: String
    /// Its title in Chinese.
    public let chinese: String
    /// Its title in English.
    public let english: String
    /// The chart whose accounts it names.
    public let chart: ChartVersion
    /// At least one.
    public let columns: [Column]
    /// As they are printed.
    public let rows: [Row]
    /// What must come to zero.
    public let checks: [Row]
    /// The places of the rows with a formula, each after those it refers to.
    let order: [Int]

    /// Reads a definition.
    ///
    /// - Throws: ``StatementRefused`` with all that is wrong, each problem with its line.
    public init(reading entries: [StatementEntry]) throws(StatementRefused) {
        var reading = StatementReading()
        for entry in entries { reading.take(entry) }
        let end = entries.last?.line ?? 1
        if reading.isEmpty { reading.report(.empty, end) }
        let order = reading.order()
        guard reading.problems.isEmpty, let heading = reading.heading, let chart = reading.chart else {
            if reading.heading == nil { reading.report(.noName, end) }
            throw StatementRefused(problems: reading.problems.sorted { $0.line < $1.line })
        }
        name = heading.id
        chinese = heading.chinese
        english = heading.english.isEmpty ? heading.chinese : heading.english
        self.chart = chart
        columns = reading.columns
        rows = reading.rows
        checks = reading.checks
        self.order = order
    }

    /// What is wrong with the accounts it names, given those of both charts that the books see.
    public func problems(accounts: [Account]) -> [LocatedProblem] {
        var problems: [LocatedProblem] = []
        let own = accounts.filter { $0.chart == chart }
        for row in rows + checks {
            for term in row.formula?.terms ?? [] where !term.isOptional {
                guard !own.contains(where: { term.means($0) && term.isExact($0) }) else { continue }
                problems.append(
                    LocatedProblem(line: row.line, problem: missing(term, accounts: accounts)))
            }
        }
        return problems
    }

    private func missing(_ term: StatementTerm, accounts: [Account]) -> StatementProblem {
        switch term.operand {
        case .role(let role): return .roleMissing(role.rawValue, chart: chart)
        case .account(let code):
            if let other = accounts.first(where: { $0.chart != chart && $0.code == code }) {
                return .accountOfOtherChart(code, name: other.name, chart: chart, other: other.chart)
            }
            return .accountUnknown(code, chart: chart)
        }
    }

    /// The row with an id.
    public func row(_ id: String) -> Row? { rows.first { $0.id == id } }
}

extension StatementTerm {
    /// Whether the account is the one named, not one below it.
    fileprivate func isExact(_ account: Account) -> Bool {
        if case .account(let code) = operand { return account.code == code }
        return true
    }
}

/// A statement's text can't be used (报表定义有误): everything that is wrong with it.
public struct StatementRefused: Error, Sendable {
    /// The problems with their lines.
    public let problems: [LocatedProblem]

    /// A refusal for these problems.
    public init(problems: [LocatedProblem]) { self.problems = problems }
}

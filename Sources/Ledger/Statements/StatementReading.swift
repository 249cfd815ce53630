/// A definition while it is read line by line (读取报表定义).
struct StatementReading {
    private(set) var heading: StatementEntry?
    private(set) var chart: ChartVersion?
    private(set) var columns: [StatementDefinition.Column] = []
    private(set) var rows: [StatementDefinition.Row] = []
    private(set) var checks: [StatementDefinition.Row] = []
    private(set) var problems: [LocatedProblem] = []
    private var lines: [String: Int] = [:]
    /// What a statement's CSV calls its other columns.
    private static let headers: Set<String> = ["row", "chinese", "english", "indent"]
    private var columnLines: [String: Int] = [:]
    private var unreadable: Set<String> = []

    mutating func report(_ problem: StatementProblem, _ line: Int) {
        problems.append(LocatedProblem(line: line, problem: problem))
    }

    /// Whether no line says what a column or a row is, not even one that is wrong.
    var isEmpty: Bool { columnLines.isEmpty || lines.isEmpty }

    mutating func take(_ entry: StatementEntry) {
        switch entry.kind {
        case "statement", "报表": takeHeading(entry)
        case "column", "栏": takeColumn(entry)
        case "row", "行": takeRow(entry, isCheck: false)
        case "check", "核对": takeRow(entry, isCheck: true)
        default: report(.kindUnknown(QuotedText(entry.kind)), entry.line)
        }
    }

    private mutating func takeHeading(_ entry: StatementEntry) {
        guard takeID(entry) else { return }
        if let first = heading { return report(.nameTwice(first: first.line), entry.line) }
        heading = entry
        chart = ChartVersion(rawValue: entry.formula)
        if chart == nil { report(.chartUnknown(QuotedText(entry.formula)), entry.line) }
    }

    private mutating func takeColumn(_ entry: StatementEntry) {
        guard takeID(entry) else { return }
        if let first = columnLines[entry.id] {
            return report(.idTwice(QuotedText(entry.id), first: first), entry.line)
        }
        columnLines[entry.id] = entry.line
        guard !Self.headers.contains(entry.id) else {
            return report(.idInvalid(QuotedText(entry.id)), entry.line)
        }
        let bases = StatementDefinition.Basis.allCases
        guard let basis = bases.first(where: { entry.formula == $0.rawValue || entry.formula == $0.chinese })
        else { return report(.basisUnknown(QuotedText(entry.formula)), entry.line) }
        columns.append(
            StatementDefinition.Column(
                id: entry.id, chinese: entry.chinese, english: entry.englishTitle, basis: basis))
    }

    private mutating func takeRow(_ entry: StatementEntry, isCheck: Bool) {
        guard takeID(entry) else { return }
        if let first = lines[entry.id] {
            return report(.idTwice(QuotedText(entry.id), first: first), entry.line)
        }
        lines[entry.id] = entry.line
        let indent = entry.indent.isEmpty ? 0 : Int(entry.indent) ?? -1
        if !(0...9).contains(indent) { report(.indentInvalid(QuotedText(entry.indent)), entry.line) }
        var formula: StatementFormula?
        if !entry.formula.isEmpty {
            do {
                formula = try StatementFormula(parsing: entry.formula)
            } catch {
                unreadable.insert(entry.id)
                report(error, entry.line)
            }
            if formula?.root.dividesByZero == true {
                report(.constantZero(QuotedText(entry.formula)), entry.line)
            }
        } else if isCheck {
            report(.formulaMissing(QuotedText(entry.id)), entry.line)
        }
        let row = StatementDefinition.Row(
            id: entry.id, chinese: entry.chinese, english: entry.englishTitle, indent: max(0, indent),
            formula: formula, line: entry.line)
        if isCheck { checks.append(row) } else { rows.append(row) }
    }

    /// Ids can be written in brackets and keep to one line.
    private mutating func takeID(_ entry: StatementEntry) -> Bool {
        if entry.chinese.isEmpty { report(.titleMissing(QuotedText(entry.id)), entry.line) }
        let brackets: Set<Unicode.Scalar> = ["[", "]", "［", "］", "【", "】", " ", "\u{3000}", "\u{A0}"]
        guard !entry.id.isEmpty, !entry.id.unicodeScalars.contains(where: brackets.contains) else {
            report(.idInvalid(QuotedText(entry.id)), entry.line)
            return false
        }
        return true
    }

    /// The rows with a formula, each after those it refers to; reports references to nowhere, and circles.
    mutating func order() -> [Int] {
        let places = Dictionary(
            rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for row in rows + checks {
            for id in row.formula?.rows ?? [] { reportMissing(id, in: row, places) }
        }
        var waiting = rows.map { row in
            Set((row.formula?.rows ?? []).compactMap { places[$0] })
        }
        var readers: [[Int]] = Array(repeating: [], count: rows.count)
        for (place, needed) in waiting.enumerated() {
            for other in needed { readers[other].append(place) }
        }
        var order: [Int] = []
        var ready = rows.indices.filter { waiting[$0].isEmpty }
        var next = 0
        while next < ready.count {
            let place = ready[next]
            next += 1
            if rows[place].formula != nil { order.append(place) }
            for reader in readers[place] where waiting[reader].remove(place) != nil {
                if waiting[reader].isEmpty { ready.append(reader) }
            }
        }
        reportCircles(waiting)
        return order
    }

    private mutating func reportMissing(
        _ id: String, in row: StatementDefinition.Row, _ places: [String: Int]
    ) {
        guard let place = places[id] else {
            return report(.rowUnknown(QuotedText(id)), row.line)
        }
        if rows[place].formula == nil, !unreadable.contains(id) {
            report(.rowWithoutFormula(QuotedText(id)), row.line)
        }
    }

    /// Each circle is told once, at its row that stands first.
    private mutating func reportCircles(_ waiting: [Set<Int>]) {
        var visited: Set<Int> = []
        for start in waiting.indices where !waiting[start].isEmpty && !visited.contains(start) {
            var path: [Int] = []
            var place = start
            while visited.insert(place).inserted {
                path.append(place)
                // What still waits waits for a row that waits too.
                guard let needed = waiting[place].min() else { break }
                place = needed
            }
            guard let begin = path.firstIndex(of: place) else { continue }
            let circle = path[begin...]
            guard let first = circle.min(), let turn = circle.firstIndex(of: first) else { continue }
            let ids = (Array(circle[turn...]) + Array(circle[..<turn])).map { rows[$0].id }
            report(.cycle(ids + [rows[first].id]), rows[first].line)
        }
    }
}

extension StatementEntry {
    fileprivate var englishTitle: String { english.isEmpty ? chinese : english }
}

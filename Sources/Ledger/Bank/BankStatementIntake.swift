/// A line of a bank statement 对账单明细 as a file says it.
public struct BankStatementLine: Sendable, Equatable {
    /// The line of the file, counted from 1.
    public var row: Int
    /// 交易日期
    public var date: CalendarDate
    /// Received above zero, paid below.
    public var amount: Money
    /// The balance after it; nil where the file does not say.
    public var balance: Money?
    /// 对方户名
    public var party: String?
    /// 对方账号, masked.
    public var partyNumber: String?
    /// 摘要, with the purpose where there is one.
    public var summary: String
    /// 流水号
    public var reference: String?

    /// A line of its parts.
    public init(
        row: Int, date: CalendarDate, amount: Money, balance: Money? = nil, party: String? = nil,
        partyNumber: String? = nil, summary: String = "", reference: String? = nil
    ) {
        self.row = row
        self.date = date
        self.amount = amount
        self.balance = balance
        self.party = party
        self.partyNumber = partyNumber
        self.summary = summary
        self.reference = reference
    }
}

/// What a statement file adds to what is known of a bank account (对账单入库): its new lines in the order of time, each with
/// its balance, after all that can be asked of them.
public struct BankStatementIntake: Sendable {
    /// A line that is known already.
    public typealias Known = BankStatementLine

    /// The new lines, oldest first, each with a balance.
    public private(set) var lines: [BankStatementLine] = []
    /// How many lines of the file are there already.
    public private(set) var alreadyThere = 0
    /// Rows that stand in the file twice, which were read once.
    public private(set) var repeatedRows: [Int] = []
    /// The balance before the first new line.
    public private(set) var opening: Money = .zero
    /// The balance after the last new line.
    public private(set) var closing: Money = .zero
    /// The first day the file speaks of.
    public private(set) var from: CalendarDate
    /// The last day the file speaks of.
    public private(set) var through: CalendarDate

    private var problems: [LocatedProblem] = []

    /// Looks at a file.
    ///
    /// - Parameters:
    ///   - known: the lines of the account, by day and sequence, each with a balance.
    ///   - period: what the file is of; nil is from the first day of its first line's month to its last line.
    ///   - openingBalance: what the account held before the file, where the file has no balances.
    ///   - acceptDuplicates: whether lines that look the same are two.
    /// - Throws: ``BankStatementRefused`` with all that is wrong.
    public init(
        _ file: [BankStatementLine], of account: BankAccount, known: [Known], period: Period? = nil,
        openingBalance: Money? = nil, acceptDuplicates: Bool = false
    ) throws {
        guard let first = file.map(\.date).min() ?? period?.firstDay,
            let last = file.map(\.date).max() ?? period?.lastDay
        else { throw BankStatementRefused(problems: [LocatedProblem(line: 0, problem: BankProblem.empty)]) }
        from = period?.firstDay ?? max(first.accountingMonth.firstDay, min(first, account.opened))
        through = period?.lastDay ?? last
        for line in file { checkDay(line, account, period) }
        var ordered = Self.inOrderOfTime(file)
        dropRepeats(&ordered)
        checkBalances(ordered)
        let isNew = markNew(ordered, known, acceptDuplicates: acceptDuplicates)
        try refuse()
        try takeNew(ordered, isNew, known, account, openingBalance)
        try refuse()
    }

    private func refuse() throws {
        guard !problems.isEmpty else { return }
        throw BankStatementRefused(problems: problems.sorted { $0.line < $1.line })
    }

    private mutating func report(_ line: BankStatementLine?, _ problem: BankProblem) {
        problems.append(LocatedProblem(line: line?.row ?? 0, problem: problem))
    }

    private mutating func checkDay(_ line: BankStatementLine, _ account: BankAccount, _ period: Period?) {
        if line.date < account.opened || account.closed.map({ line.date > $0 }) ?? false {
            report(
                line, .outsideAccount(date: line.date, opened: account.opened, closed: account.closed))
        }
        if let period, !period.contains(line.date) {
            report(line, .outsidePeriod(date: line.date, period: period))
        }
    }

    /// Some banks write the newest line first: the order in which the balances follow, or else the days.
    private static func inOrderOfTime(_ lines: [BankStatementLine]) -> [BankStatementLine] {
        let reversed = Array(lines.reversed())
        if lines.allSatisfy({ $0.balance != nil }) {
            let (forward, backward) = (breaks(lines), breaks(reversed))
            if forward != backward { return forward < backward ? lines : reversed }
        }
        guard let first = lines.first, let last = lines.last else { return lines }
        let order = first.date <= last.date ? lines : reversed
        guard lines.contains(where: { $0.balance == nil }) else { return order }
        return order.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
            .map(\.element)
    }

    private static func breaks(_ lines: [BankStatementLine]) -> Int {
        zip(lines, lines.dropFirst()).count { before, line in
            before.balance.map { $0.fen &+ line.amount.fen } != line.balance?.fen
        }
    }

    /// A row that is there twice with the bank's serial number, or twice in a row with the same balance, is one.
    private mutating func dropRepeats(_ lines: inout [BankStatementLine]) {
        func content(_ line: BankStatementLine) -> BankStatementLine {
            var line = line
            line.row = 0
            return line
        }
        var serials: [String: [BankStatementLine]] = [:]
        var kept: [BankStatementLine] = []
        for line in lines {
            let content = content(line)
            if let serial = line.reference {
                if serials[serial]?.contains(content) ?? false {
                    repeatedRows.append(line.row)
                    continue
                }
                serials[serial, default: []].append(content)
            } else if line.balance != nil, var before = kept.last {
                before.row = 0
                if before == content {
                    repeatedRows.append(line.row)
                    continue
                }
            }
            kept.append(line)
        }
        lines = kept
        repeatedRows.sort()
    }

    private mutating func checkBalances(_ lines: [BankStatementLine]) {
        var running: Int64?
        for line in lines {
            let expected = running.map { $0 &+ line.amount.fen }
            if let expected, let stated = line.balance, stated.fen != expected {
                report(line, .balanceBreak(expected: Money(fen: expected), stated: stated))
            }
            running = line.balance?.fen ?? expected
        }
    }

    private struct Key: Hashable {
        var date: CalendarDate
        var amount: Money
        var balance: Money?
        var reference: String?
        var party: String?
        var summary: String?
    }

    /// What tells a line from others: serial number and balance where there are any, else counterparty and summary.
    private static func key(_ line: BankStatementLine, likened to: BankStatementLine) -> Key {
        var key = Key(date: line.date, amount: line.amount)
        if to.balance != nil { key.balance = line.balance }
        if to.reference != nil { key.reference = line.reference }
        if to.balance == nil, to.reference == nil {
            key.party = line.party
            key.summary = line.summary
        }
        return key
    }

    /// Which lines are new. A line that is known as often as it stands in the file is there already.
    private mutating func markNew(
        _ lines: [BankStatementLine], _ known: [Known], acceptDuplicates: Bool
    ) -> [Bool] {
        var ofDay: [CalendarDate: [Int]] = [:]
        for (index, line) in known.enumerated() { ofDay[line.date, default: []].append(index) }
        var used: Set<Int> = []
        var seen: [Key: Int] = [:]
        return lines.map { line in
            let own = Self.key(line, likened: line)
            if let there = ofDay[line.date]?.first(where: {
                !used.contains($0) && Self.key(known[$0], likened: line) == own
            }) {
                used.insert(there)
                alreadyThere += 1
                return false
            }
            if line.balance == nil, line.reference == nil {
                if let first = seen[own], !acceptDuplicates { report(line, .duplicateLine(firstRow: first)) }
                seen[own] = seen[own] ?? line.row
            }
            return true
        }
    }

    private mutating func takeNew(
        _ ordered: [BankStatementLine], _ isNew: [Bool], _ known: [Known], _ account: BankAccount,
        _ openingBalance: Money?
    ) throws {
        guard let start = isNew.firstIndex(of: true), let end = isNew.lastIndex(of: true) else {
            let balance = known.last { $0.date <= through }?.balance ?? openingBalance
            guard let balance else { return report(nil, .openingMissing(account: account.code)) }
            (opening, closing) = (balance, balance)
            return
        }
        if let inside = isNew[start...end].firstIndex(of: false) {
            return report(ordered[inside], .notContiguous)
        }
        let block = ordered[start...end]
        let before = known.last { $0.date <= block[start].date }
        // The balance of the first line, or of the first that has one, less all up to it.
        var stated: Money?
        var sum: Int64 = 0
        for line in block {
            sum &+= line.amount.fen
            if let balance = line.balance {
                stated = Money(fen: balance.fen &- sum)
                break
            }
        }
        guard let opening = stated ?? before?.balance ?? openingBalance else {
            return report(nil, .openingMissing(account: account.code))
        }
        self.opening = opening
        var running = opening
        for line in block {
            running = try running.adding(line.amount)
            var line = line
            line.balance = running
            lines.append(line)
        }
        closing = running
        checkJoints(block[start], before, known, openingBalance)
    }

    /// A statement begins with the balance the last one ended with, and ends with the one the next begins with.
    private mutating func checkJoints(
        _ first: BankStatementLine, _ before: Known?, _ known: [Known], _ openingBalance: Money?
    ) {
        if let openingBalance, before == nil, openingBalance != opening {
            report(first, .openingDiffers(said: openingBalance, file: opening))
        }
        if let before, let balance = before.balance, balance != opening {
            return report(first, .gap(previous: balance, on: before.date, opening: opening))
        }
        let next = before == nil ? known.first : known.first { $0.date > through }
        if let next, let balance = next.balance, balance.fen &- next.amount.fen != closing.fen {
            report(
                lines.last,
                .gapAfter(closing: closing, next: Money(fen: balance.fen &- next.amount.fen), on: next.date))
        }
    }
}

/// A statement file can't be taken: everything wrong with it, by its rows (对账单被拒).
public struct BankStatementRefused: Error, Sendable {
    /// What is wrong; line 0 is the file as a whole.
    public let problems: [LocatedProblem]

    /// A refusal with its problems.
    public init(problems: [LocatedProblem]) { self.problems = problems }
}

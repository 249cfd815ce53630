import Ledger
import LedgerSchema

/// Openings carried over from the chart of 2004 (衔接结果), and how.
public struct ConvertedOpenings: Sendable {
    /// One row of the old books and where it went.
    public struct Step: Sendable {
        /// As it stood in the old books.
        public var old: OpeningEntry
        /// The new account.
        public var account: String
        /// Its name.
        public var accountName: String
        /// What went there, debits positive.
        public var balance: Money
        /// Why.
        public var basis: ChartConversion.Basis
    }

    /// Ready for ``LedgerFile/importOpenings(_:by:rehearsal:)``.
    public var entries: [OpeningEntry] = []
    /// Row by row.
    public var steps: [Step] = []
    /// What a person must decide or put right, with its line.
    public var problems: [LocatedProblem] = []
    /// Decisions that nothing came of, with their lines.
    public var unused: [LocatedProblem] = []
}

extension LedgerFile {
    /// What each first-level account of the chart of 2004 became in that of 2023.
    static let chartTable = Dictionary(
        Schema.Standards.rows(Schema.Standards.chart2004).map { row in
            (row["code"] ?? "", (row["maps_to_2023"] ?? "").split(separator: "|").map(String.init))
        }, uniquingKeysWith: { first, _ in first })

    /// Carries openings kept under the chart of 2004 over to the accounts of 2023, without writing anything.
    ///
    /// - Parameters:
    ///   - decisions: what the table leaves to a person.
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func convertOpenings(
        _ old: [OpeningEntry], decisions: [ChartConversion.Decision] = []
    ) throws -> ConvertedOpenings {
        var made = ConvertedOpenings()
        var used: Set<Int> = []
        var conversions: [String: ChartConversion] = [:]
        for entry in old {
            let conversion = try conversions[entry.book] ?? conversion(for: entry.book)
            conversions[entry.book] = conversion
            let own = Self.decisions(decisions, about: entry)
            own.forEach { used.insert($0.position) }
            do {
                made.steps += try Self.steps(entry, own, conversion)
            } catch let problem as any LedgerProblem {
                made.problems.append(LocatedProblem(line: entry.position, problem: problem))
            }
        }
        made.entries = made.steps.map { step in
            var entry = step.old
            entry.account = step.account
            entry.balance = step.balance
            return entry
        }
        made.unused = decisions.filter { !used.contains($0.position) }.map {
            LocatedProblem(line: $0.position, problem: ConversionProblem.unused(account: $0.account))
        }
        return made
    }

    private func conversion(for book: String) throws -> ChartConversion {
        ChartConversion(
            table: Self.chartTable,
            accounts: try accounts(chart: .system2023, book: book).map(\.account))
    }

    /// What was decided about a row: for its counterparty, else for its book, else for every book.
    private static func decisions(
        _ decisions: [ChartConversion.Decision], about entry: OpeningEntry
    ) -> [ChartConversion.Decision] {
        let about = decisions.filter { $0.account == entry.account }
        let narrower: [(ChartConversion.Decision) -> Bool] = [
            {
                $0.counterparty != nil && $0.counterparty == entry.counterparty
                    && ($0.book ?? entry.book) == entry.book
            },
            { $0.counterparty == nil && $0.book == entry.book },
            { $0.counterparty == nil && $0.book == nil },
        ]
        return narrower.lazy.map { about.filter($0) }.first { !$0.isEmpty } ?? []
    }

    private static func steps(
        _ entry: OpeningEntry, _ decisions: [ChartConversion.Decision],
        _ conversion: ChartConversion
    ) throws -> [ConvertedOpenings.Step] {
        func step(_ account: String, _ accountName: String, _ balance: Money, _ basis: ChartConversion.Basis)
            -> ConvertedOpenings.Step
        {
            ConvertedOpenings.Step(
                old: entry, account: account, accountName: accountName, balance: balance,
                basis: basis)
        }
        guard !decisions.isEmpty else {
            let (account, basis) = try conversion.target(of: entry.account, name: entry.accountName)
            return [step(account.code, account.name, entry.balance, basis)]
        }
        let targets = try decisions.map { try conversion.target(of: $0) }
        if targets.count == 1, targets[0].amount == nil {
            return [step(targets[0].account, targets[0].name, entry.balance, .decision)]
        }
        guard entry.yearOpening == nil, entry.yearDebit.isZero, entry.yearCredit.isZero else {
            throw ConversionProblem.dividedTurnover(account: entry.account)
        }
        var parts = Money.zero
        for target in targets { parts = try parts.adding(target.amount ?? .zero) }
        guard parts == entry.balance else {
            throw ConversionProblem.partsDiffer(account: entry.account, balance: entry.balance, parts: parts)
        }
        return targets.map { step($0.account, $0.name, $0.amount ?? .zero, .decision) }
    }
}

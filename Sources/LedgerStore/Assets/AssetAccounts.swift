import Ledger
import LedgerSchema

/// The accounts assets stand on in a book and a year (资产科目): those named on the card, or the usual ones of the chart.
struct AssetAccounts {
    let desk: PostingDesk
    let book: BookState
    let chart: ChartVersion

    init(_ desk: PostingDesk, _ book: BookState, year: Int) {
        self.desk = desk
        self.book = book
        chart = book.chart(in: year)
    }

    private static let table = Schema.Standards.rows(Schema.Standards.assetAccounts)

    /// The usual account for a purpose; nil where the chart has none that takes entries.
    func usual(_ kind: String, _ purpose: AssetAccountPurpose) -> String? {
        let row = Self.table.first {
            $0["chart"] == chart.rawValue && $0["kind"] == kind && $0["purpose"] == purpose.rawValue
        }
        return row?["accounts"]?.split(separator: "|").map(String.init).first { code in
            (try? leaf(code)) != nil
        }
    }

    /// Whether the chart names a usual account for a purpose at all.
    func isUsual(_ kind: AssetKind, _ purpose: AssetAccountPurpose) -> Bool {
        Self.table.contains {
            $0["chart"] == chart.rawValue && $0["kind"] == kind.rawValue && $0["purpose"] == purpose.rawValue
        }
    }

    /// The account written on a card, or the usual one; nil where the chart has none by default.
    ///
    /// - Throws: ``AssetProblem/accountMissing(code:purpose:chart:)``, ``AssetProblem/accountUnfit(code:account:purpose:)``,
    ///   ``AccountProblem``.
    func account(
        _ written: String?, _ kind: String, _ purpose: AssetAccountPurpose, of code: String
    ) throws -> String {
        guard let account = written ?? usual(kind, purpose) else {
            throw AssetProblem.accountMissing(code: code, purpose: purpose, chart: chart.rawValue)
        }
        try requireFit(account, purpose, of: code)
        return account
    }

    /// Makes sure that an account is what its purpose asks for in this year's chart.
    func requireFit(_ account: String, _ purpose: AssetAccountPurpose, of code: String) throws {
        let found = try leaf(account)
        let fits =
            switch purpose {
            case .cost: found.category == .asset
            case .accumulated: found.category == .asset && !found.takesCounterparty
            case .clearing: found.category == .asset
            case .expense:
                [.expense, .cost, .asset].contains(found.category) && !found.takesCounterparty
            case .gain: found.category == .income && !found.takesSource
            case .loss: found.category == .expense
            }
        guard fits else { throw AssetProblem.accountUnfit(code: code, account: account, purpose: purpose) }
    }

    /// Whether an account asks for a counterparty.
    func takesCounterparty(_ account: String) throws -> Bool { try leaf(account).takesCounterparty }

    /// - Throws: ``AccountProblem``.
    private func leaf(_ code: String) throws -> Account {
        guard let index = desk.chart.find(code, chart: chart, book: book.code) else {
            throw AccountProblem.unknown(code)
        }
        guard desk.chart.isLeaf(index, in: book) else { throw AccountProblem.notLeaf(code) }
        let entry = desk.chart.accounts[Int(index)]
        guard !entry.account.isDisabled else { throw AccountProblem.disabled(code) }
        return entry.account
    }
}

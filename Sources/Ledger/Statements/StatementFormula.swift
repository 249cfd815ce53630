/// The formula of a row of a statement (报表公式): sums and differences, products and quotients of account figures,
/// other rows and numbers.
///
/// Written `101 + 102`, `net(501)`, `112 + debit-details(113)`, `[current-assets] + [fixed-assets]`; see
/// <doc:Statements>. Amounts and numbers are yuan.
public struct StatementFormula: Sendable, Equatable {
    /// The formula as written.
    public let text: String
    let root: Expression

    /// What it reads.
    enum Operand: Sendable, Hashable {
        case account(StatementTerm)
        case row(String)
    }

    typealias Expression = Arithmetic<Operand>

    /// The rows it refers to, in the order written, each once.
    public var rows: [String] {
        root.operands.compactMap { if case .row(let id) = $0 { id } else { nil } }
    }

    /// The account figures it reads, in the order written, each once.
    public var terms: [StatementTerm] {
        root.operands.compactMap { if case .account(let term) = $0 { term } else { nil } }
    }
}

/// An account figure a formula reads (科目取数): what of the account, of which vouchers.
///
/// An account stands for itself and all below it. The figure has the sign of the account's own side 余额方向: a
/// liability counts as credit less debit; accounts of either side count as debit less credit.
public struct StatementTerm: Sendable, Hashable {
    /// What is read.
    public enum Reading: String, Sendable, CaseIterable {
        /// 期末余额, also of an account that stands alone.
        case closing
        /// 期初余额, before the first day of the column's period.
        case opening
        /// 年初余额, before 1 January of the column's last year.
        case yearOpening = "year-opening"
        /// 借方发生额 of the column's period.
        case debit
        /// 贷方发生额 of the column's period.
        case credit
        /// 本年累计借方发生额.
        case yearDebit = "year-debit"
        /// 本年累计贷方发生额.
        case yearCredit = "year-credit"
        /// 净发生额 of the column's period on the account's own side, closing vouchers left out.
        case net
        /// The same for the year to date.
        case yearNet = "year-net"
        /// 借方明细: the closing balances of the leaf account × counterparty that stand in debit, never netted.
        case debitDetails = "debit-details"
        /// 贷方明细: those that stand in credit, as positive amounts.
        case creditDetails = "credit-details"

        /// Its Chinese name, understood as well.
        public var chinese: String {
            switch self {
            case .closing: "期末"
            case .opening: "期初"
            case .yearOpening: "年初"
            case .debit: "借方"
            case .credit: "贷方"
            case .yearDebit: "本年借方"
            case .yearCredit: "本年贷方"
            case .net: "净额"
            case .yearNet: "本年净额"
            case .debitDetails: "借方明细"
            case .creditDetails: "贷方明细"
            }
        }

        /// Whether it reads turnover, so that voucher types can be chosen.
        var isTurnover: Bool {
            switch self {
            case .debit, .credit, .yearDebit, .yearCredit, .net, .yearNet: true
            case .closing, .opening, .yearOpening, .debitDetails, .creditDetails: false
            }
        }
    }

    /// Whose figure it is.
    public enum Operand: Sendable, Hashable {
        /// An account and all below it.
        case account(String)
        /// All accounts with a role.
        case role(AccountRole)
    }

    /// What is read.
    public var reading: Reading
    /// Whose figure it is.
    public var operand: Operand
    /// Whether it counts nothing where the chart has no such account, instead of being refused: `3220101?`.
    public var isOptional = false
    /// Only vouchers of these types; nil is what the reading says.
    public var types: Set<VoucherType>?

    /// Whether the account is meant.
    public func means(_ account: Account) -> Bool {
        switch operand {
        case .account(let code): account.code.hasPrefix(code)
        case .role(let role): account.role == role
        }
    }

    /// Whether turnover of vouchers of that type counts.
    func counts(_ type: VoucherType) -> Bool {
        if let types { return types.contains(type) }
        switch reading {
        case .net, .yearNet: return type != .closing
        default: return true
        }
    }

    /// The term as it is written: `101`, `net(501)`, `debit(311; distribution)`.
    public var text: String {
        text {
            $0.rawValue
        } type: {
            $0.rawValue
        }
    }

    /// The term in Chinese, `净额(501)`; reads back as the same term.
    public var chineseText: String {
        text {
            $0.chinese
        } type: {
            $0.chinese
        }
    }

    private func text(
        _ readingName: (Reading) -> String, type typeName: (VoucherType) -> String
    ) -> String {
        let name =
            switch operand {
            case .account(let code): code
            case .role(let role): "@" + role.rawValue
            }
        let whose = name + (isOptional ? "?" : "")
        if reading == .closing { return whose }
        let chosen = VoucherType.allCases.filter { types?.contains($0) == true }.map(typeName).map {
            "; " + $0
        }.joined()
        return "\(readingName(reading))(\(whose)\(chosen))"
    }
}

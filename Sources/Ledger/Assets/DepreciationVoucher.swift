/// What one asset wears off by in a month's voucher (折旧计提明细).
public struct AssetCharge: Sendable, Equatable {
    /// The asset.
    public var asset: Asset
    /// The months it is for: the month itself, and those before it that were left out 补提.
    public var steps: [DepreciationSchedule.Step]
    /// What had worn off before 计提前累计.
    public var before: Money

    /// A charge of its parts.
    public init(asset: Asset, steps: [DepreciationSchedule.Step], before: Money) {
        self.asset = asset
        self.steps = steps
        self.before = before
    }

    /// All of it, at most what its depreciable amounts come to.
    public var amount: Money { Money.total(steps.map(\.charge)) }
}

/// The monthly voucher of depreciation and amortisation 折旧摊销凭证: one for a book and a month.
public struct DepreciationVoucher: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// The month; the voucher is dated on its last day.
    public var month: Month
    /// What other systems would call it, and the register finds it by 原凭证号.
    public var name: String
    /// What wears off.
    public var charges: [AssetCharge]

    /// A voucher of its parts.
    public init(book: String, month: Month, name: String, charges: [AssetCharge]) {
        self.book = book
        self.month = month
        self.name = name
        self.charges = charges
    }

    private struct Place: Hashable, Comparable {
        var rank: Int
        var account: String
        var counterparty: String

        static func < (a: Place, b: Place) -> Bool {
            (a.rank, a.account, a.counterparty) < (b.rank, b.account, b.counterparty)
        }
    }

    /// The voucher: for each kind of asset what each account bears, and what it is taken from; nil where nothing wears off.
    ///
    /// - Throws: ``MoneyProblem``.
    public func draft() throws(MoneyProblem) -> VoucherDraft? {
        var debits: [Place: Money] = [:]
        var credits: [Place: Money] = [:]
        for charge in charges where charge.amount != .zero {
            let asset = charge.asset
            let rank = AssetKind.allCases.firstIndex(of: asset.kind) ?? 0
            let bearer = Place(
                rank: rank, account: asset.term(in: month).expenseAccount ?? "", counterparty: "")
            let taken = Place(
                rank: rank, account: asset.accumulatedAccount ?? asset.costAccount,
                counterparty: asset.accumulatedAccount == nil ? asset.counterparty ?? "" : "")
            debits[bearer] = try (debits[bearer] ?? .zero).adding(charge.amount)
            credits[taken] = try (credits[taken] ?? .zero).adding(charge.amount)
        }
        guard !debits.isEmpty else { return nil }
        var draft = VoucherDraft(book: book, date: month.lastDay)
        draft.originalName = name
        draft.attachmentReason = "资产登记簿折旧摊销计算表"
        draft.lines =
            debits.sorted { $0.key < $1.key }.map { place, amount in
                EntryLine(summary(place), account: place.account, debit: amount)
            }
            + credits.sorted { $0.key < $1.key }.map { place, amount in
                EntryLine(
                    summary(place), account: place.account, credit: amount,
                    counterparty: place.counterparty.isEmpty ? nil : place.counterparty)
            }
        return draft
    }

    private func summary(_ place: Place) -> String {
        let kind = AssetKind.allCases[place.rank]
        let what = kind.wearingOff == "计提" ? "\(kind.chinese)折旧" : kind.chinese
        return "\(kind.wearingOff)\(month.year)年\(month.monthOfYear)月\(what)"
    }
}

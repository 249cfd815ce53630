import Ledger

/// Sums of one key (发生额).
struct Amounts {
    var debit: Int64 = 0
    var credit: Int64 = 0

    @inline(__always)
    mutating func add(debit: Int64, credit: Int64) {
        self.debit &+= debit
        self.credit &+= credit
    }

    @inline(__always)
    mutating func add(_ line: ResolvedLine) { add(debit: line.debit, credit: line.credit) }
}

/// What is to be added to a book's balances (待记发生额), by packed keys, see ``BalanceKey``.
struct PendingSums {
    /// By month, account, mark and type.
    private(set) var months: [UInt64: Amounts] = [:]
    /// By account, counterparty and month.
    private(set) var parties: [UInt64: Amounts] = [:]
    /// By year, account and mark: what does not follow from the months.
    private var otherYears: [UInt64: Amounts] = [:]

    var isEmpty: Bool { months.isEmpty && otherYears.isEmpty }

    /// Adds a voucher; how many monthly keys it brought.
    mutating func add(_ voucher: borrowing ResolvedVoucher, _ month: Month, _ chart: borrowing ChartIndex)
        -> Int
    {
        let before = months.count
        for line in voucher.lines {
            let key = BalanceKey.month(month, account: line.account, mark: line.mark, type: voucher.type)
            months[key, default: Amounts()].add(line)
            guard line.party >= 0 else { continue }
            let party = BalanceKey.party(month, account: line.account, party: line.party)
            parties[party, default: Amounts()].add(line)
        }
        if let year = voucher.originYear, voucher.type.countsInMeasures {
            for line in voucher.lines where chart.accounts[Int(line.account)].traits.contains(.priorYear) {
                addToYear(year, line.account, line.mark, Amounts(debit: line.debit, credit: line.credit))
            }
        }
        return months.count - before
    }

    /// Adds what no voucher of the year says: the year-to-date turnover of an opening, a correction of an earlier year.
    mutating func addToYear(_ year: Int, _ account: Int32, _ mark: Int32, _ amounts: Amounts) {
        let key = BalanceKey.year(year, account: account, mark: mark)
        otherYears[key, default: Amounts()].add(debit: amounts.debit, credit: amounts.credit)
    }

    /// By year, account and mark: what measures read, which is income and expense without closing and distribution.
    func years(_ chart: borrowing ChartIndex) -> [UInt64: Amounts] {
        var years = otherYears
        for (key, amounts) in months {
            let (account, mark) = (BalanceKey.account(key), BalanceKey.mark(key))
            guard VoucherType.byIndex[Int(key & 0xF)].countsInMeasures,
                chart.accounts[Int(account)].traits.contains(.profitAndLoss)
            else { continue }
            let year = BalanceKey.year(Int(key >> 44) / 100, account: account, mark: mark)
            years[year, default: Amounts()].add(debit: amounts.debit, credit: amounts.credit)
        }
        return years
    }

    mutating func removeAll(keepingCapacity: Bool) {
        months.removeAll(keepingCapacity: keepingCapacity)
        parties.removeAll(keepingCapacity: keepingCapacity)
        otherYears.removeAll(keepingCapacity: keepingCapacity)
    }
}

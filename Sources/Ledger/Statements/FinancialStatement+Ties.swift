extension FinancialStatement {
    /// What is to be said where 年初未分配收益 is not that of the end of last year, for earlier years were corrected.
    public static func correctionNote(incomeDistribution: FinancialStatement) -> StatementProblem? {
        guard let amount = incomeDistribution.amounts("prior-year-adjustment").first ?? nil, !amount.isZero
        else {
            return nil
        }
        return .priorYearAdjusted(amount: amount)
    }

    /// What ties the balance sheet 资产负债表 and the statement of income and its distribution 收益及收益分配表 of the same
    /// books and period together 勾稽关系; a remark for each tie that does not hold.
    ///
    /// 未分配收益 is the same in both at the end; at the start of the year it is that of the end of the year before, and in
    /// the second statement with the corrections of earlier years.
    public static func ties(balanceSheet: FinancialStatement, incomeDistribution: FinancialStatement)
        -> [Remark]
    {
        let sheet = balanceSheet.amounts("undistributed")
        let closing = incomeDistribution.amounts("closing-undistributed")
        let opening = incomeDistribution.amounts("opening-undistributed")
        let corrections = incomeDistribution.amounts("prior-year-adjustment")
        var remarks: [Remark] = []
        func tie(_ title: StatementTitle, _ row: String, _ left: Money??, _ right: [Money??]) {
            let parts = right.map { $0 ?? nil }
            guard let left = left ?? nil, !parts.contains(nil) else { return }
            let sum = parts.reduce(Int128(left.fen)) { $0 - Int128($1?.fen ?? 0) }
            guard sum != 0, let difference = Int64(exactly: sum) else { return }
            remarks.append(
                Remark(
                    row: row,
                    problem: .checkFailed(
                        check: title, column: StatementTitle("\(incomeDistribution.period)"),
                        difference: Money(fen: difference))))
        }
        tie(
            StatementTitle("年末未分配收益＝资产负债表期末未分配收益", "undistributed at the end in both statements"),
            "closing-undistributed",
            closing.first, [sheet.first])
        tie(
            StatementTitle("年初未分配收益＝资产负债表年初未分配收益＋以前年度调整", "undistributed at the start in both statements"),
            "opening-undistributed", opening.first, [sheet.last, corrections.first])
        tie(
            StatementTitle(
                "年初未分配收益＝上年年末未分配收益＋以前年度调整", "undistributed at the start and at the end of last year"),
            "opening-undistributed", opening.first, [closing.last, corrections.first])
        return remarks
    }
}

import Ledger
import LedgerFormats
import LedgerStore

/// Where balances of the chart of 2004 went (新旧制度衔接表).
enum ConversionSheet {
    /// A table of the old accounts and the new ones.
    static func text(_ steps: [ConvertedOpenings.Step]) -> String {
        guard !steps.isEmpty else { return "" }
        var table = TextTable([
            TextTable.Column(say("账套", "book")), TextTable.Column(say("原科目", "old account")),
            TextTable.Column(say("往来单位", "counterparty")), TextTable.Column(say("新科目", "new account")),
            TextTable.Column(say("名称", "name")), TextTable.Column(say("余额", "balance"), .right),
            TextTable.Column(say("依据", "by")),
        ])
        for step in steps {
            table.add([
                step.old.book, [step.old.account, step.old.accountName ?? ""].joined(separator: " ").trimmed,
                step.old.counterparty ?? "", step.account, step.accountName, step.balance.grouped,
                basis(step.basis),
            ])
        }
        return table.text()
    }

    private static func basis(_ basis: ChartConversion.Basis) -> String {
        switch basis {
        case .standard: say("制度对应", "the standard")
        case .name: say("同名科目", "the same name")
        case .decision: say("人工决定", "a decision")
        }
    }
}

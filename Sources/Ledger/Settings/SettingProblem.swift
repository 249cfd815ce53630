/// What can be wrong with a setting 参数.
public enum SettingProblem: TextualProblem, Equatable {
    /// No such setting.
    case unknown(String)
    /// A value it does not take.
    case invalid(Setting, value: String)
    /// Nobody said which document it rests on.
    case sourceMissing(Setting)
    /// Nothing was decided there that could be taken back.
    case notSet(Setting, scope: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unknown(let name):
            return ProblemText(
                "setting.unknown", .unknown, zh: "没有参数“\(QuotedText(name))”。setting list 列出全部参数。",
                en: "There is no setting “\(QuotedText(name))”. setting list shows them all.")
        case .invalid(let setting, let value):
            let takes = Self.takes(setting.kind)
            return ProblemText(
                "setting.invalid",
                zh: "参数 \(setting.rawValue)（\(setting.chinese)）不能是“\(QuotedText(value))”，应为\(takes.zh)。",
                en:
                    "\(setting.rawValue), \(setting.english), can't be “\(QuotedText(value))”; it takes \(takes.en)."
            )
        case .sourceMissing(let setting):
            return ProblemText(
                "setting.source-missing",
                zh: "改变参数 \(setting.rawValue) 须写明依据（文件名、文号或会议）。请用 --source 写明。",
                en: "Changing \(setting.rawValue) takes the document it rests on. Name it with --source.")
        case .notSet(let setting, let scope):
            let place = scope.isEmpty ? (zh: "整个账本", en: "the whole ledger") : (zh: scope, en: scope)
            return ProblemText(
                "setting.not-set", .unknown,
                zh: "\(place.zh)没有设过参数 \(setting.rawValue)，无从取消。setting list 列出现值。",
                en:
                    "\(setting.rawValue) was never set for \(place.en), so it can't be taken back. setting list shows "
                    + "what stands.")
        }
    }

    private static func takes(_ kind: Setting.Kind) -> (zh: String, en: String) {
        switch kind {
        case .rate: ("0 到 100 的百分数，至多两位小数", "a percent from 0 to 100 with at most two decimals")
        case .flag: ("on 或 off", "on or off")
        case .whole(let bounds):
            (
                "\(bounds.lowerBound) 到 \(bounds.upperBound) 的整数",
                "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
            )
        case .money: ("不小于零的金额（元）", "an amount in yuan, not below zero")
        case .list: ("说明中的写法", "what the manual describes")
        }
    }
}

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
            let takes = Self.takes(setting)
            return ProblemText(
                "setting.invalid",
                zh: "参数 \(setting.rawValue)（\(setting.chinese)）不能是“\(QuotedText(value))”，应为\(takes.zh)。",
                en:
                    "\(setting.rawValue), \(setting.english), can't be “\(QuotedText(value))”; it takes \(takes.en)."
            )
        case .sourceMissing(let setting):
            return ProblemText(
                "setting.source-missing",
                zh:
                    "改变参数 \(setting.rawValue) 须写明依据（文件名、文号或会议，\(TextLimit.summary) 字以内，不含不可见字符）。请用 --source 写明。",
                en:
                    "Changing \(setting.rawValue) takes the document it rests on, named with --source in a text \(ReasonText.limitEn)."
            )
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

    private static func takes(_ setting: Setting) -> (zh: String, en: String) {
        switch setting.kind {
        case .rate: ("0 到 100 的百分数，至多两位小数", "a percent from 0 to 100 with at most two decimals")
        case .flag: ("on 或 off", "on or off")
        case .whole(let bounds):
            (
                "\(bounds.lowerBound) 到 \(bounds.upperBound) 的整数",
                "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
            )
        case .money: ("不小于零的金额（元）", "an amount in yuan, not below zero")
        case .list: listed(setting)
        }
    }

    /// How a list is written, each with an example.
    private static func listed(_ setting: Setting) -> (zh: String, en: String) {
        switch setting {
        case .approvalSteps:
            (
                "起点金额（元）:各级角色，从 0 起，首级为 reviewer，至多三级，各档用分号隔开，如 0:reviewer;5000:reviewer,township",
                "from how many yuan:which roles, from 0 on, reviewer first, at most three, bands joined by semicolons, such "
                    + "as 0:reviewer;5000:reviewer,township"
            )
        case .dunningDays:
            (
                "到期后的天数，-365 到 3650，用逗号隔开，至多 12 个，不重复，如 -7,0,30,90",
                "days after the due date from -365 to 3650, joined by commas, at most 12 and each once, such as -7,0,30,90"
            )
        case .bankRules:
            (
                "用 | 连接的规则，如 \(ReconciliationRule.everyOne)，或 none",
                "rules joined by |, such as \(ReconciliationRule.everyOne), or none"
            )
        default:
            (
                "用分号隔开的写法，如 \(setting.standard)", "words joined by semicolons, such as \(setting.standard)"
            )
        }
    }
}

/// Something a rule leaves open and an office decides 参数: what it is, what holds until somebody decides, and where
/// that comes from.
///
/// A value is kept as the text it is written in, ``normal(_:)``, for the whole ledger, for a division 行政区划 with what lies
/// below it, or for one book; the nearest counts. Whoever sets one says which document it rests on.
public enum Setting: String, CaseIterable, Sendable {
    /// How much of net income must be set aside as 公积公益金, hundredths of a percent.
    case reserveFloor = "reserve-floor"
    /// Whether past losses come off before the reserve is worked out.
    case reserveAfterLosses = "reserve-after-losses"
    /// Whether accelerated methods of depreciation may be used 加速折旧.
    case acceleratedDepreciation = "accelerated-depreciation"
    /// Whether intangible assets and deferred expenses are amortised from the month they come into use, and not from the
    /// month after.
    case amortisationFirstMonth = "amortisation-first-month"
    /// Who must approve a voucher, by its amount; see ``ApprovalChain``.
    case approvalSteps = "approval-steps"
    /// Which types of documents may be attached; see ``AttachmentType``.
    case attachmentTypes = "attachment-types"
    /// How large an attachment may be, in MiB.
    case attachmentLimit = "attachment-limit-mib"
    /// Days after which a cash advance 备用金 should be accounted for.
    case advanceDays = "advance-days"
    /// The most a person may hold as cash advance 备用金; zero is no limit.
    case advanceLimit = "advance-limit"
    /// Years without a dealing after which a claim or debt counts as quiet.
    case quietYears = "quiet-years"
    /// Days after the due date on which a claim is dunned 催收, negative before it.
    case dunningDays = "dunning-days"
    /// How many days an entry may lie from its line of the bank.
    case bankDateWindow = "bank-date-window"
    /// For how many days an item may be open on one side alone.
    case bankOpenDays = "bank-open-days"
    /// Which rules may match by themselves when somebody asks; see ``ReconciliationRule``.
    case bankRules = "bank-rules"

    /// What values a setting takes (参数类型).
    public enum Kind: Sendable, Equatable {
        /// A percent from 0 to 100 with two decimals; kept in hundredths of a percent.
        case rate
        /// `on` or `off`.
        case flag
        /// A whole number within bounds, of days or steps.
        case whole(ClosedRange<Int>)
        /// Yuan, not below zero.
        case money
        /// Text that a rule of its own reads, an empty one among them; told what is wrong by ``Setting/flaw(in:)``.
        case list
    }

    private struct Facts {
        var kind: Kind
        var value: String
        var zh: String
        var en: String
        var source: String
    }

    private var facts: Facts {
        switch self {
        case .reserveFloor:
            Facts(
                kind: .rate, value: "30.00", zh: "公积公益金提取比例下限（%）",
                en: "least share set aside as reserve, percent",
                source: "浙江省 Zhejiang 2015、2020")
        case .reserveAfterLosses:
            Facts(
                kind: .flag, value: "on", zh: "先弥补以前年度亏损再计提公积公益金",
                en: "past losses come off before the reserve",
                source: "惯例 usage")
        case .acceleratedDepreciation:
            Facts(
                kind: .flag, value: "off", zh: "允许加速折旧（双倍余额递减法、年数总和法）",
                en: "accelerated depreciation may be used",
                source: "会计制度：年限平均法、工作量法")
        case .amortisationFirstMonth:
            Facts(
                kind: .flag, value: "on", zh: "无形资产、长期待摊费用从启用当月起摊销",
                en: "amortisation begins with the month of first use",
                source: "惯例 usage")
        case .approvalSteps:
            Facts(
                kind: .list, value: "0:reviewer", zh: "凭证审批链：起点金额（元）:各级角色",
                en: "steps of approval: from how many yuan, by which roles", source: "惯例 usage")
        case .attachmentTypes:
            Facts(
                kind: .list, value: AttachmentType.allCases.map(\.rawValue).joined(separator: ";"),
                zh: "可附原始凭证的文件类型", en: "types of documents that may be attached", source: "惯例 usage")
        case .attachmentLimit:
            Facts(
                kind: .whole(1...1024), value: "20", zh: "单个附件大小上限（MiB）",
                en: "most MiB of one attachment", source: "惯例 usage")
        case .advanceDays:
            Facts(
                kind: .whole(1...3650), value: "30", zh: "备用金报账期限（天）",
                en: "days after which a cash advance should be accounted for", source: "惯例 usage")
        case .advanceLimit:
            Facts(
                kind: .money, value: "0.00", zh: "每人备用金限额（元，0 为不限）",
                en: "most cash advance of one person, yuan; 0 is no limit", source: "惯例 usage")
        case .quietYears:
            Facts(
                kind: .whole(1...50), value: "2", zh: "往来款无往来满几年列入清单",
                en: "years without a dealing after which a claim or debt is listed as quiet",
                source: "惯例 usage")
        case .dunningDays:
            Facts(
                kind: .list, value: "-7,0,30,90", zh: "催收时点（到期后天数，负数为到期前）",
                en: "days after the due date on which a claim is dunned, negative before it",
                source: "惯例 usage")
        case .bankDateWindow:
            Facts(
                kind: .whole(0...31), value: "5", zh: "银行勾对的日期窗口（天）",
                en: "days an entry may lie from its bank line", source: "惯例 usage")
        case .bankOpenDays:
            Facts(
                kind: .whole(0...366), value: "30", zh: "未达账项最多挂几天（天）",
                en: "days an item may stay open at the bank", source: "惯例 usage")
        case .bankRules:
            Facts(
                kind: .list, value: ReconciliationRule.everyOne, zh: "可用的自动勾对规则（以 | 连接，none 为不用）",
                en: "rules allowed to match bank lines, joined by |, or none", source: "财会〔2024〕12号")
        }
    }

    /// What values it takes.
    public var kind: Kind { facts.kind }
    /// What holds until somebody decides.
    public var standard: String { facts.value }
    /// Where ``standard`` comes from.
    public var standardSource: String { facts.source }
    /// What it decides, in Chinese.
    public var chinese: String { facts.zh }
    /// What it decides, in English.
    public var english: String { facts.en }

    /// The value as it is kept, of what somebody typed.
    ///
    /// - Throws: ``SettingProblem/invalid(_:value:)``.
    public func normal(_ text: String) throws -> String {
        switch kind {
        case .rate, .money:
            guard let amount = try? Money(parsing: text), amount.fen >= 0,
                kind == .money || amount.fen <= 10_000
            else { throw SettingProblem.invalid(self, value: text) }
            return amount.yuan
        case .flag:
            switch text {
            case "on", "是": return "on"
            case "off", "否": return "off"
            default: throw SettingProblem.invalid(self, value: text)
            }
        case .whole(let bounds):
            guard let number = Int(text), bounds ~= number else {
                throw SettingProblem.invalid(self, value: text)
            }
            return String(number)
        case .list:
            guard isList(text) else { throw SettingProblem.invalid(self, value: text) }
            return text
        }
    }

    /// Whether the rule a list belongs to can read it.
    private func isList(_ text: String) -> Bool {
        switch self {
        case .approvalSteps: ApprovalChain(parsing: text) != nil
        case .attachmentTypes: AttachmentType.list(text) != nil
        case .dunningDays: Dunning.stages(text) != nil
        case .bankRules: ReconciliationRule.list(text) != nil
        default: !text.isEmpty
        }
    }
}

/// A setting as it stands for somebody (参数值): its value, who it was decided for, and the document it rests on.
public struct SettingValue: Sendable, Equatable {
    /// Which one.
    public var setting: Setting
    /// As it is kept; see ``Setting/normal(_:)``.
    public var text: String
    /// The division or book it was decided for; empty for the whole ledger, nil where nobody decided.
    public var scope: String?
    /// The document it rests on 依据.
    public var source: String

    /// A value as it was decided.
    public init(setting: Setting, text: String, scope: String?, source: String) {
        self.setting = setting
        self.text = text
        self.scope = scope
        self.source = source
    }

    /// The setting as it stands until somebody decides.
    public init(standard setting: Setting) {
        self.init(setting: setting, text: setting.standard, scope: nil, source: setting.standardSource)
    }

    /// A rate in hundredths of a percent.
    public var rate: Int { Int(money.fen) }
    /// An amount.
    public var money: Money { (try? Money(parsing: text)) ?? .zero }
    /// Whether it is on.
    public var isOn: Bool { text == "on" }
    /// A whole number.
    public var whole: Int { Int(text) ?? 0 }
}

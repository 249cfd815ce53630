import Ledger
import LedgerStore

/// The words of what lines and accounts are marked with (标记用词): stable codes in CSV and JSON, words in a table.
extension Words {
    private static let sources = Dictionary(
        LedgerFile.standardSources.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    private static let excludedKinds = LedgerFile.excludedKinds

    /// An income source 收入来源.
    static func source(_ code: String?) -> Field {
        word(code) { sources[$0].map { say($0.chinese, $0.english) } ?? $0 }
    }

    /// A nature 性质.
    static func nature(_ code: String?) -> Field { word(code, as: natureName) }

    private static func natureName(_ code: String) -> String {
        switch code {
        case "sale": say("销售", "sale")
        case "service": say("服务", "service")
        case "rent": say("租金", "rent")
        case "contracting": say("发包", "contracting")
        case "dividend": say("分红", "dividend")
        case "interest": say("利息", "interest")
        case "exit": say("退出", "exit")
        case "unspecified": say("未分性质", "unspecified")
        default: code
        }
    }

    private static func fundName(_ code: String) -> String {
        switch code {
        case "own": say("自有", "own")
        case "fiscal": say("财政", "fiscal")
        case "one-issue": say("一事一议", "one-issue")
        case "mixed": say("混合", "mixed")
        default: code
        }
    }

    /// What an account is for 用途.
    static func role(_ role: AccountRole?) -> Field {
        word(role?.rawValue) { _ in
            switch role {
            case .cash: say("现金", "cash")
            case .bank: say("银行存款", "bank")
            case .currentYearIncome: say("本年收益", "income of the year")
            case .distribution: say("各项分配", "distribution")
            case .undistributed: say("未分配收益", "undistributed")
            case .reserve: say("公积公益金", "reserve and welfare fund")
            case .priorYearAdjustment: say("以前年度调整", "prior-year adjustment")
            case .rentInAdvance: say("预收租金", "rent in advance")
            case .depositReceived: say("押金", "deposit received")
            case .runningCost: say("运转支出", "running cost")
            case .construction: say("在建工程", "construction")
            case .disposal: say("固定资产清理", "disposal")
            case .pendingLoss: say("待处理财产损溢", "pending loss")
            case nil: ""
            }
        }
    }

    /// The name of an auxiliary dimension 辅助核算项.
    static func dimension(_ name: String) -> String {
        switch name {
        case "project": say("项目", "project")
        case "parcel": say("地块", "parcel")
        case "person": say("人员", "person")
        case "bank-account": say("银行账户", "bank account")
        case "nature": say("性质", "nature")
        case "fund": say("资金", "fund")
        case "excluded_kind": say("不计入类别", "excluded kind")
        default: name
        }
    }

    /// `nature=rent;fund=own` in words: `性质=租金;资金=自有`.
    static func dimensions(_ text: String) -> String {
        text.split(separator: ";").map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { return String(part) }
            let value =
                switch pair[0] {
                case "nature": natureName(pair[1])
                case "fund": fundName(pair[1])
                case "excluded_kind": excludedKinds[pair[1]].map { say($0.chinese, pair[1]) } ?? pair[1]
                default: pair[1]
                }
            return "\(dimension(pair[0]))=\(value)"
        }.joined(separator: ";")
    }

    private static func word(_ code: String?, as name: (String) -> String) -> Field {
        code.map { .word($0, shown: name($0)) } ?? .text(nil)
    }
}

/// What the log calls an act (操作名称).
extension Words {
    static func action(_ name: String) -> String {
        let chinese = [
            "init": "新建账本", "division import": "导入行政区划", "book add": "增设账套", "book chart": "更换科目表",
            "user add": "添加用户", "user role": "授予角色", "user disable": "停用用户", "account add": "增设科目",
            "account rename": "科目改名", "account disable": "停用科目", "dimension add": "增设辅助核算",
            "counterparty add": "增设往来单位", "import opening": "导入期初余额", "import vouchers": "导入凭证",
            "voucher add": "填制凭证", "voucher edit": "修改草稿", "voucher delete": "删除草稿", "voucher review": "审核凭证",
            "voucher return": "退回凭证", "voucher post": "记账", "voucher reverse": "红字冲销",
            "voucher correct": "更正凭证",
            "voucher approve": "审批凭证", "attach": "附原始凭证", "attach late": "补附原始凭证", "attach remove": "去掉附件",
            "template add": "新增模板", "template delete": "删除模板", "template use": "套用模板",
            "template schedule": "安排定期凭证", "template unschedule": "取消定期凭证", "recurring run": "生成定期凭证",
            "period close": "结账", "period reopen": "反结账", "year close": "年终结转", "year distribute": "收益分配",
        ]
        return say(chinese[name] ?? name, name)
    }
}

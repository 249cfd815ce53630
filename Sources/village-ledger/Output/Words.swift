import Ledger

/// The program's words in the language of this run (用词).
enum Words {
    static func type(_ type: VoucherType) -> String {
        say(type.chinese, type == .priorYear ? "prior year" : type.rawValue)
    }

    static func role(_ role: UserRole) -> String { say(role.chinese, role.rawValue) }

    static func level(_ level: String) -> String { word(DivisionLevel.self, level) }

    static func bookKind(_ kind: String) -> String { word(BookKind.self, kind) }

    private static func word<Word: NamedWord>(_ type: Word.Type, _ stored: String) -> String {
        Word(rawValue: stored).map { say($0.chinese, $0.rawValue) } ?? stored
    }

    static func side(_ side: Side) -> String {
        switch side {
        case .debit: say("借", "debit")
        case .credit: say("贷", "credit")
        case .both: say("借或贷", "either")
        }
    }

    static func category(_ category: AccountCategory) -> String {
        switch category {
        case .asset: say("资产", "asset")
        case .liability: say("负债", "liability")
        case .equity: say("所有者权益", "equity")
        case .cost: say("成本", "cost")
        case .income: say("收入", "income")
        case .expense: say("费用", "expense")
        }
    }

    static func state(_ state: ThresholdState) -> String {
        switch state {
        case .met: say("达标", "met")
        case .below: say("未达标", "below")
        }
    }

    /// What a list is called on paper, by the name it has in JSON.
    static func listing(_ name: String) -> String {
        let chinese = [
            "accounts": "科目表", "assets": "资产卡片", "attachments": "附件",
            "advances": "备用金", "quiet": "久无往来清单", "dunned": "催收记录", "ranges": "票据领用登记",
            "bankAccounts": "银行账户", "bankMappings": "对账单格式", "due": "本期折旧摊销计算表", "differences": "差异清单",
            "matches": "银行对账结果", "rules": "对账规则", "items": "明细", "lines": "明细", "posted": "已记账凭证",
            "refused": "未办成的", "closed": "结转结果", "openings": "期初余额", "problems": "问题",
            "books": "账套", "counterparties": "往来单位",
            "counts": "现金盘点表", "days": "出纳日报", "depreciated": "折旧摊销表", "dimensions": "辅助核算",
            "divisions": "行政区划",
            "drafts": "凭证草稿", "entries": "出纳登记簿", "findings": "检查结果", "forms": "打印格式", "ledger": "账本概况",
            "measures": "收入口径",
            "periods": "会计期间", "recurring": "定期凭证", "settings": "参数", "sources": "收入来源", "statements": "报表",
            "templates": "凭证模板", "users": "用户", "vouchers": "凭证目录",
        ]
        return Tongue.language == .chinese ? chinese[name] ?? "清单" : name.capitalisedFirst
    }

    /// Months as they are printed: `2026年3月`.
    static func period(_ period: Period) -> String {
        let (first, last) = (period.first, period.last)
        guard Tongue.language == .chinese else { return period.description }
        if first == last { return "\(first.year)年\(first.monthOfYear)月" }
        guard first.year == last.year else {
            return "\(first.year)年\(first.monthOfYear)月至\(last.year)年\(last.monthOfYear)月"
        }
        if first.distance(to: last) == 11 { return "\(first.year)年度" }
        if first.distance(to: last) == 2, first.monthOfYear % 3 == 1 {
            return "\(first.year)年第\(last.monthOfYear / 3)季度"
        }
        return "\(first.year)年\(first.monthOfYear)月至\(last.monthOfYear)月"
    }

    /// A day as it is printed: `2026年3月15日`.
    static func day(_ date: CalendarDate) -> String {
        say("\(date.year)年\(date.month)月\(date.day)日", date.description)
    }

    /// The side of a balance 借, 贷 or 平.
    static func direction(_ direction: BalanceDirection) -> String {
        switch direction {
        case .debit: say("借", "Dr")
        case .credit: say("贷", "Cr")
        case .level: say("平", "–")
        }
    }

    /// What stands in the summary column of a ledger.
    static func summary(_ row: LedgerRow) -> String {
        switch row.kind {
        case .entry: row.summary
        case .opening: say(row.kind.chinese, "opening")
        case .carriedOver: say(row.kind.chinese, "carried over")
        case .dayTotal: say(row.kind.chinese, "day total")
        case .monthTotal: say(row.kind.chinese, "month total")
        case .yearTotal: say(row.kind.chinese, "year to date")
        }
    }
}

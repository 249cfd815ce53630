/// What the tables and columns of a ledger file are called in Chinese (表名与列名), for messages about damage; English ones
/// say the names that stand in the file.
public enum LedgerTable {
    private static let words = [
        "account": "科目", "audit": "操作日志", "auditDigest": "日志摘要", "auditHead": "日志链头", "balance": "余额",
        "book": "账套", "bookChart": "账套科目表", "bookHead": "账套链头", "counterparty": "往来单位",
        "counterpartyBalance": "往来余额", "dimension": "辅助核算", "division": "行政区划", "draft": "草稿",
        "draftLine": "草稿分录", "heads": "另存的链头", "idempotency": "幂等键", "incomeSource": "收入来源",
        "ledgerHead": "日志末行", "line": "分录", "mark": "标记", "opening": "期初余额", "period": "会计期间",
        "setting": "参数", "sqlite_schema": "数据库结构", "user": "用户", "voucher": "凭证", "yearTurnover": "年度发生额",
        "attachment": "附件", "approval": "审批", "template": "凭证模板", "templateLine": "模板分录", "recurring": "定期凭证",
        "recurringRun": "定期凭证生成记录",
        // Columns of sealed rows.
        "action": "操作", "at": "时间", "attachmentReason": "无附件原因", "attachments": "附件数", "contract": "合同",
        "corrects": "订正", "credit": "贷方", "date": "日期", "debit": "借方", "detail": "详情",
        "dimensions": "辅助核算", "dueDate": "到期日", "editor": "修改人", "hash": "哈希", "id": "编号",
        "kind": "凭证字", "number": "号", "originYear": "归属年度", "originalName": "原凭证号", "poster": "记账人",
        "preparer": "制单人", "quantity": "数量", "receipt": "票据号", "reverses": "冲销", "reviewer": "审核人",
        "sequence": "顺序号", "subject": "对象", "summary": "摘要", "type": "凭证类型", "unitPrice": "单价",
        // Kinds of definitions.
        "trigger": "触发器", "view": "视图", "index": "索引", "table": "表",
    ]

    /// A table or column in Chinese; what is not known stays.
    public static func chinese(_ name: String) -> String { words[name] ?? name }

    /// A row such as `line V001/2026-03/记-12 line 2` in Chinese: the words of the file, while names stay as they are.
    public static func chineseRow(_ row: String) -> String {
        var parts = row.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first else { return row }
        var tail = ""
        for (end, chinese) in [("of another book", "属于别的账套"), ("of another chart", "不属于当年科目表")]
        where row.hasSuffix(" " + end) {
            parts.removeLast(3)
            tail = " " + chinese
        }
        parts[0] = chinese(first)
        for place in parts.indices.dropFirst().dropLast()
        where ["line", "sequence"].contains(parts[place]) && Int(parts[place + 1]) != nil {
            parts[place] = chinese(parts[place])
        }
        if first == "balance", let type = parts.last.flatMap({ VoucherType(rawValue: $0) }) {
            parts[parts.count - 1] = type.chinese
        }
        return parts.joined(separator: " ") + tail
    }
}

import Ledger

/// A column of vouchers as CSV (凭证列), in the order in which they are written.
public enum VoucherColumn: Int, Sendable, CaseIterable {
    /// Book code 账套.
    case book
    /// Date 日期.
    case date
    /// What the file calls the voucher 凭证号.
    case voucher
    /// Summary 摘要.
    case summary
    /// Account code 科目编码.
    case account
    /// Debit 借方金额, yuan.
    case debit
    /// Credit 贷方金额, yuan.
    case credit
    /// Voucher kind 凭证字.
    case kind
    /// Voucher type 凭证类型.
    case voucherType
    /// Income source 收入来源.
    case source
    /// Counterparty 往来单位.
    case counterparty
    /// Contract 合同编号.
    case contract
    /// Number of attachments 附件数.
    case attachments
    /// Auxiliary dimensions 辅助核算.
    case dimensions
    /// The voucher reversed 冲销.
    case reverses
    /// The voucher corrected 订正.
    case corrects
    /// Why there is no attachment 无附件原因.
    case attachmentReason
    /// Year of origin 归属年度.
    case originYear
    /// Receipt number 票据号.
    case receipt
    /// Quantity 数量.
    case quantity
    /// Unit price 单价, yuan.
    case unitPrice
    /// Due date 到期日.
    case dueDate
    /// What an earlier system called the voucher 原凭证号; a file with this column is an export.
    case originalName

    /// Its names in a header.
    public var name: ImportColumn {
        switch self {
        case .book: ImportColumn("book", chinese: "账套")
        case .date: ImportColumn("date", chinese: "日期")
        case .voucher: ImportColumn("voucher", chinese: "凭证号")
        case .summary: ImportColumn("summary", chinese: "摘要")
        case .account: ImportColumn("account", chinese: "科目编码")
        case .debit: ImportColumn("debit", chinese: "借方金额")
        case .credit: ImportColumn("credit", chinese: "贷方金额")
        case .kind: ImportColumn("kind", chinese: "凭证字")
        case .voucherType: ImportColumn("voucher_type", chinese: "凭证类型")
        case .source: ImportColumn("source", chinese: "收入来源")
        case .counterparty: ImportColumn("counterparty", chinese: "往来单位")
        case .contract: ImportColumn("contract", chinese: "合同编号")
        case .attachments: ImportColumn("attachments", chinese: "附件数")
        case .dimensions: ImportColumn("dimensions", chinese: "辅助核算")
        case .reverses: ImportColumn("reverses", chinese: "冲销")
        case .corrects: ImportColumn("corrects", chinese: "订正")
        case .attachmentReason: ImportColumn("attachment_reason", chinese: "无附件原因")
        case .originYear: ImportColumn("origin_year", chinese: "归属年度")
        case .receipt: ImportColumn("receipt", chinese: "票据号")
        case .quantity: ImportColumn("quantity", chinese: "数量")
        case .unitPrice: ImportColumn("unit_price", chinese: "单价")
        case .dueDate: ImportColumn("due_date", chinese: "到期日")
        case .originalName: ImportColumn("original_name", chinese: "原凭证号")
        }
    }

    /// What it is also called in a header: read, never written.
    var otherNames: [String] {
        switch self {
        case .account: ["科目"]
        case .debit: ["借方"]
        case .credit: ["贷方"]
        default: []
        }
    }

    /// Whether the header must have it.
    public var isRequired: Bool { rawValue <= VoucherColumn.credit.rawValue }

    /// Most characters of its text.
    var limit: Int {
        switch self {
        case .summary, .attachmentReason: TextLimit.summary
        case .dimensions: TextLimit.dimensions
        default: TextLimit.name
        }
    }

    /// Whether blanks around it mean nothing; a summary and the like are kept as they were written.
    var isTrimmed: Bool {
        switch self {
        case .summary, .attachmentReason, .dimensions: false
        default: true
        }
    }

    /// All of them as a header specification.
    static let specification = allCases.map {
        CSVColumn(
            $0.name.english, chinese: $0.name.chinese, others: $0.otherNames, required: $0.isRequired)
    }
}

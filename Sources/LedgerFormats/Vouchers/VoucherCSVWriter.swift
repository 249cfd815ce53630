import Ledger

/// One row of vouchers as CSV (凭证行), in plain values; what is empty or nil is left blank.
public struct VoucherCSVRow: Sendable, Equatable {
    /// Book code 账套.
    public var book = ""
    /// Date 日期.
    public var date: CalendarDate
    /// What the voucher is called 凭证号.
    public var voucher = ""
    /// Summary 摘要.
    public var summary = ""
    /// Account code 科目编码.
    public var account = ""
    /// Debit 借方金额.
    public var debit = Money.zero
    /// Credit 贷方金额.
    public var credit = Money.zero
    /// Voucher kind 凭证字; empty is 记.
    public var kind = ""
    /// Voucher type 凭证类型; empty is normal.
    public var voucherType = ""
    /// Income source 收入来源.
    public var source = ""
    /// Counterparty 往来单位.
    public var counterparty = ""
    /// Contract 合同编号.
    public var contract = ""
    /// Number of attachments 附件数.
    public var attachments: Int?
    /// Dimensions 辅助核算, `name=value;name=value`.
    public var dimensions = ""
    /// The voucher reversed 冲销.
    public var reverses = ""
    /// The voucher corrected 订正.
    public var corrects = ""
    /// Why there is no attachment 无附件原因.
    public var attachmentReason = ""
    /// Year of origin 归属年度.
    public var originYear: Int?
    /// Receipt number 票据号.
    public var receipt = ""
    /// Quantity 数量 in millionths of a unit.
    public var quantityMillionths: Int64?
    /// Unit price 单价 in ten-thousandths of a yuan.
    public var unitPriceTenThousandths: Int64?
    /// Due date 到期日.
    public var dueDate: CalendarDate?
    /// What an earlier system called the voucher 原凭证号.
    public var originalName = ""

    /// A row of that date with nothing else on it.
    public init(date: CalendarDate) {
        self.date = date
    }
}

/// Writes vouchers as CSV (凭证导出) so that ``VoucherCSVReader`` reads the same again.
public final class VoucherCSVWriter {
    private let csv: CSVWriter
    private let columns: [VoucherColumn]

    /// A writer that puts the header to `output`; the caller finishes the output.
    ///
    /// - Parameters:
    ///   - columns: which columns, in which order.
    ///   - language: of the header's names.
    public init(
        _ output: ByteOutput, columns: [VoucherColumn] = VoucherColumn.allCases, language: Language = .english
    ) {
        csv = CSVWriter(output)
        self.columns = columns
        csv.record(columns.map { language == .english ? $0.name.english : $0.name.chinese })
    }

    /// Writes one row.
    public func write(_ row: VoucherCSVRow) {
        for column in columns {
            switch column {
            case .book: csv.field(row.book)
            case .date: csv.field(row.date.description)
            case .voucher: csv.field(row.voucher)
            case .summary: csv.field(row.summary)
            case .account: csv.field(row.account)
            case .debit: csv.field(row.debit)
            case .credit: csv.field(row.credit)
            case .kind: csv.field(row.kind)
            case .voucherType: csv.field(row.voucherType)
            case .source: csv.field(row.source)
            case .counterparty: csv.field(row.counterparty)
            case .contract: csv.field(row.contract)
            case .attachments: number(row.attachments)
            case .dimensions: csv.field(row.dimensions)
            case .reverses: csv.field(row.reverses)
            case .corrects: csv.field(row.corrects)
            case .attachmentReason: csv.field(row.attachmentReason)
            case .originYear: number(row.originYear)
            case .receipt: csv.field(row.receipt)
            case .quantity: decimal(row.quantityMillionths, 6)
            case .unitPrice: decimal(row.unitPriceTenThousandths, 4)
            case .dueDate: csv.field(row.dueDate?.description ?? "")
            case .originalName: csv.field(row.originalName)
            }
        }
        csv.endRecord()
    }

    private func number(_ value: Int?) {
        if let value { csv.field(Int64(value)) } else { csv.field("") }
    }

    private func decimal(_ value: Int64?, _ decimals: Int) {
        csv.field(value.map { DecimalText.text($0, decimals: decimals) } ?? "")
    }
}

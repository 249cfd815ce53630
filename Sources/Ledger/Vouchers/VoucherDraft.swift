/// A voucher as somebody writes it (凭证草稿): codes and amounts, nothing looked up yet.
public struct VoucherDraft: Sendable, Equatable {
    /// Book code 账套.
    public var book: String
    /// Date 日期.
    public var date: CalendarDate
    /// 记 unless said.
    public var kind: String?
    /// Type; nil is normal, or closing where a line is on 本年收益.
    public var type: String?
    /// Number of attachments 附件数.
    public var attachments = 0
    /// Why there is no attachment.
    public var attachmentReason: String?
    /// What another system called it 原凭证号.
    public var originalName: String?
    /// The posted voucher it reverses in full, by name.
    public var reverses: String?
    /// The posted voucher it corrects in part, by name.
    public var corrects: String?
    /// Year of origin of a prior-year correction.
    public var originYear: Int?
    /// The lines, in order.
    public var lines: [EntryLine]

    /// A draft of its book, date and lines.
    public init(book: String, date: CalendarDate, lines: [EntryLine] = [], attachments: Int = 0) {
        self.book = book
        self.date = date
        self.lines = lines
        self.attachments = attachments
    }
}

/// A line of a voucher 分录: exactly one of debit and credit; a red amount is negative and keeps its side.
public struct EntryLine: Sendable, Equatable {
    /// Summary 摘要.
    public var summary: String
    /// Account code 科目编码.
    public var account: String
    /// Debit 借方.
    public var debit: Money
    /// Credit 贷方.
    public var credit: Money
    /// Income source 收入来源; nil takes the account's default.
    public var source: String?
    /// Counterparty 往来单位 by code or name.
    public var counterparty: String?
    /// Contract 合同编号.
    public var contract: String?
    /// `name=value;name=value`, nature, fund and excluded_kind among them.
    public var dimensions: String?
    /// Receipt or invoice number 票据号.
    public var receipt: String?
    /// Quantity 数量 in millionths of a unit.
    public var quantityMillionths: Int64?
    /// Unit price 单价 in ten-thousandths of a yuan.
    public var unitPriceTenThousandths: Int64?
    /// Due date 到期日.
    public var dueDate: CalendarDate?

    /// A line of its summary, account and amounts.
    public init(
        _ summary: String, account: String, debit: Money = .zero, credit: Money = .zero,
        source: String? = nil,
        counterparty: String? = nil
    ) {
        self.summary = summary
        self.account = account
        self.debit = debit
        self.credit = credit
        self.source = source
        self.counterparty = counterparty
    }
}

extension IncomingVoucher {
    /// The draft in the form every road to the ledger shares.
    public init(_ draft: VoucherDraft) {
        self.init()
        book = keep(draft.book)
        date = draft.date
        kind = keep(draft.kind)
        type = keep(draft.type)
        name = keep(draft.originalName)
        attachments = draft.attachments
        attachmentReason = keep(draft.attachmentReason)
        reverses = keep(draft.reverses)
        corrects = keep(draft.corrects)
        originYear = draft.originYear
        for (index, entry) in draft.lines.enumerated() {
            var line = IncomingLine()
            line.position = index + 1
            line.summary = keep(entry.summary)
            line.account = keep(entry.account)
            line.debit = entry.debit
            line.credit = entry.credit
            line.source = keep(entry.source)
            line.counterparty = keep(entry.counterparty)
            line.contract = keep(entry.contract)
            line.dimensions = keep(entry.dimensions)
            line.receipt = keep(entry.receipt)
            line.quantityMillionths = entry.quantityMillionths
            line.unitPriceTenThousandths = entry.unitPriceTenThousandths
            line.dueDate = entry.dueDate
            lines.append(line)
        }
    }

    /// Copies text into the voucher; absent stays absent.
    public mutating func keep(_ value: String?) -> TextRange {
        guard let value else { return .absent }
        let start = text.count
        text.append(contentsOf: value.utf8)
        return TextRange(start: start, count: text.count - start)
    }
}

extension VoucherDraft {
    /// The same entry for another day 复制: what belongs to the old papers alone, such as receipt numbers, due dates,
    /// attachments and links to other vouchers, stays with them.
    public func copied(to date: CalendarDate, attachments: Int, reason: String? = nil) -> VoucherDraft {
        var copy = self
        copy.date = date
        copy.attachments = attachments
        copy.attachmentReason = reason
        copy.originalName = nil
        copy.reverses = nil
        copy.corrects = nil
        for index in copy.lines.indices {
            copy.lines[index].receipt = nil
            copy.lines[index].dueDate = nil
        }
        return copy
    }
}

/// A posted voucher 记账凭证 with all that was sealed, read back from the ledger.
public struct PostedVoucher: Sendable, Equatable {
    /// `BOOK/2026-03/记-12`
    public var name: VoucherName
    /// Its place in the chain of the book, from 1.
    public var sequence: Int
    /// What was written, with every default filled in.
    public var content: VoucherDraft
    /// The type in force.
    public var type: VoucherType
    /// The mark of each line.
    public var marks: [IncomeMark]
    /// Who wrote it 制单.
    public var preparer: String
    /// Who changed it last.
    public var editor: String
    /// Who reviewed it 审核.
    public var reviewer: String
    /// Who posted it 记账.
    public var poster: String
    /// The cashier who signed it 出纳, by a record of its own that is not part of what was sealed; nil where nobody did.
    public var cashier: String?
    /// The audit row of the act that posted it.
    public var audit: Int
    /// 32 bytes: SHA-256 of the hash before it in the book and its canonical bytes.
    public var hash: [UInt8]

    /// A posted voucher of its parts.
    public init(
        name: VoucherName, sequence: Int, content: VoucherDraft, type: VoucherType, marks: [IncomeMark],
        preparer: String, editor: String, reviewer: String, poster: String, audit: Int, hash: [UInt8]
    ) {
        self.name = name
        self.sequence = sequence
        self.content = content
        self.type = type
        self.marks = marks
        self.preparer = preparer
        self.editor = editor
        self.reviewer = reviewer
        self.poster = poster
        self.audit = audit
        self.hash = hash
    }
}

import Ledger

/// A document to be attached (待附原始凭证).
public struct NewAttachment: Sendable {
    /// The file it is in.
    public var path: String
    /// What it is to be called; the file's own name where nil.
    public var name: String?
    /// What it is.
    public var kind: AttachmentKind
    /// The number printed on it 发票号码.
    public var sourceNumber: String?

    /// A document of its file.
    public init(
        path: String, name: String? = nil, kind: AttachmentKind = .other, sourceNumber: String? = nil
    ) {
        self.path = path
        self.name = name
        self.kind = kind
        self.sourceNumber = sourceNumber
    }
}

/// A source document 附件 as the ledger has it.
public struct StoredAttachment: Sendable, Equatable {
    /// Code of its book.
    public var book: String
    /// Its number in the book.
    public var number: Int
    /// SHA-256 of its bytes in hexadecimal.
    public var digest: String
    /// Its name, fit to be shown.
    public var name: String
    /// Bytes.
    public var size: Int64
    /// What it is made as.
    public var type: String
    /// What it is.
    public var kind: AttachmentKind
    /// The number printed on it 发票号码.
    public var sourceNumber: String?
    /// The draft it came with.
    public var draft: DraftName?
    /// The posted voucher it belongs to.
    public var voucher: VoucherName?
    /// Why it came after posting 补附原因.
    public var lateReason: String?
    /// Who attached it.
    public var user: String
    /// Its file as it is found; nil where nobody looked.
    public var state: AttachmentState?

    /// The draft or voucher that has it.
    public var holder: String { voucher?.description ?? draft?.description ?? "\(book)@\(number)" }
}

/// What attaching did (附件结果).
public struct AttachmentOutcome: Sendable {
    /// What was attached.
    public var attached: [StoredAttachment] = []
    /// The draft's number of attachments, where it was raised to that of the documents.
    public var raisedTo: Int?
    /// Names that were cleaned.
    public var warnings: [any LedgerProblem] = []
}

/// Which attachments are asked for (附件范围).
public enum AttachmentScope: Sendable {
    /// Those of a draft.
    case draft(DraftName)
    /// Those of a posted voucher.
    case voucher(VoucherName)
    /// Those of a book.
    case book(String)
    /// All of them.
    case all
}

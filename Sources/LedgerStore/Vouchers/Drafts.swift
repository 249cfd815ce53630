import Ledger

/// A draft just kept (已存草稿): its name, and what must still be mended before it can be posted.
public struct SavedDraft: Sendable {
    /// `BOOK#17`
    public let name: DraftName
    /// What would refuse its posting as it stands.
    public let warnings: [any LedgerProblem]
}

/// A draft 草稿 as it stands in the ledger.
public struct StoredDraft: Sendable {
    /// `BOOK#17`
    public let name: DraftName
    /// What was written, with every default filled in.
    public let content: VoucherDraft
    /// The type in force.
    public let type: VoucherType
    /// Who wrote it 制单.
    public let preparer: String
    /// Who changed it last.
    public let editor: String
    /// Who reviewed it 审核; nil while nobody has.
    public let reviewer: String?
    /// The steps of approval 审批 behind the reviewer's.
    public let approvals: [Approval]
    /// Who must approve it by the chain in force, in order; the first is the reviewer.
    public let steps: [UserRole]
    /// The cashier who signed it 出纳; nil while nobody has.
    public var cashier: String?
    /// Why it was sent back.
    public let returnReason: String?
    /// What would refuse its posting as it stands.
    public let problems: [any LedgerProblem]

    /// Whether everybody approved who must, so that it can be posted.
    public var isApproved: Bool {
        reviewer != nil
            && zip(approvals.map(\.role), steps.dropFirst()).prefix { $0.0 == $0.1 }.count + 1 >= steps.count
    }
}

/// Vouchers were refused, with all that is wrong (凭证被退回).
///
/// A file may have more wrong with it than anybody reads: after ``limit`` problems the rest is only counted.
public struct ImportRefused: Error, Sendable {
    /// The first thousand, in the order found.
    public let problems: [LocatedProblem]
    /// How many there are.
    public let count: Int

    /// How many are kept with their words.
    public static let limit = 1000
}

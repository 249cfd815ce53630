/// What is wrong with the draft of an entry of the cashier's book, told with its number 出纳账笔号.
public struct CashEntryProblem: LedgerProblem {
    /// The entry.
    public let entry: Int
    /// What is wrong.
    public let problem: any LedgerProblem

    /// What is wrong with an entry.
    public init(entry: Int, _ problem: any LedgerProblem) {
        self.entry = entry
        self.problem = problem
    }

    /// The stable name.
    public var code: String { problem.code }
    /// What sort of refusal it is.
    public var kind: ProblemKind { problem.kind }
    /// The sentence in Chinese.
    public var chinese: String { "出纳账第 \(entry) 笔：\(problem.chinese)" }
    /// The sentence in English.
    public var english: String { "Entry \(entry) of the cashier's book: \(problem.english)" }
}

/// What a part of a statement is called (报表项目名称), in both languages.
public struct StatementTitle: Sendable, Hashable {
    /// In Chinese.
    public var chinese: String
    /// In English.
    public var english: String

    /// A title in both languages; without an English one the Chinese stands for it.
    public init(_ chinese: String, _ english: String? = nil) {
        self.chinese = chinese
        self.english = english ?? chinese
    }
}

/// What can be wrong with a statement 报表: with its text, with its accounts, or with a figure.
public enum StatementProblem: TextualProblem, Equatable {
    /// A line that is neither statement, column, row nor check.
    case kindUnknown(QuotedText)
    /// No line names the statement.
    case noName
    /// A second line names the statement.
    case nameTwice(first: Int)
    /// A chart that does not exist.
    case chartUnknown(QuotedText)
    /// No column, or no row.
    case empty
    /// A column that shows nothing known.
    case basisUnknown(QuotedText)
    /// An id that is empty or has a blank or a bracket.
    case idInvalid(QuotedText)
    /// No title.
    case titleMissing(QuotedText)
    /// An id that stands further up already.
    case idTwice(QuotedText, first: Int)
    /// An indent that is none.
    case indentInvalid(QuotedText)
    /// A check without a formula.
    case formulaMissing(QuotedText)
    /// A formula longer than any that is meant.
    case formulaTooLong(bytes: Int)
    /// A formula that can't be read; the place counts characters from 1.
    case formulaMalformed(QuotedText, place: Int, part: QuotedText)
    /// A formula that divides by nothing.
    case constantZero(QuotedText)
    /// A word that is no role 科目用途.
    case roleUnknown(String)
    /// No account of the chart has the role.
    case roleMissing(String, chart: ChartVersion)
    /// No such account in the chart.
    case accountUnknown(String, chart: ChartVersion)
    /// An account that only another chart has.
    case accountOfOtherChart(String, name: String, chart: ChartVersion, other: ChartVersion)
    /// No such row.
    case rowUnknown(QuotedText)
    /// A row that only is a heading.
    case rowWithoutFormula(QuotedText)
    /// Rows that refer to each other in a circle, the first named again at the end.
    case cycle([String])
    /// No such statement.
    case unknown(String, known: [String])
    /// Texts given together that are not versions of one statement for different charts.
    case versionsDiffer(String, String)
    /// A row or column asked for that the statement does not have.
    case partUnknown(QuotedText, known: [String])

    /// The statement has no version for the chart in force in the column's months.
    case noVersion(column: StatementTitle, chart: ChartVersion)
    /// What stands on accounts of another chart is left out, for the statement has no version for it.
    case leftOut(column: StatementTitle, chart: ChartVersion)
    /// Two books say different things of each other; what only one says is not taken out.
    case booksDiffer(Consolidation.Difference, column: StatementTitle)
    /// A row divides by what is zero in this column.
    case divisionByZero(row: StatementTitle, column: StatementTitle)
    /// A figure too large to keep.
    case overflow(row: StatementTitle, column: StatementTitle)
    /// A row that refers to one without a figure.
    case dependsOn(row: StatementTitle, other: StatementTitle, column: StatementTitle)
    /// A check does not come to zero.
    case checkFailed(check: StatementTitle, column: StatementTitle, difference: Money)
    /// Details of claims 应收 in credit, or of debts 应付 in debit, which the statement does not reclassify.
    case contraryDetails(account: String, row: StatementTitle, side: Side, amount: Money, count: Int)
    /// The start of the year is not the end of the year before, for earlier years were corrected.
    case priorYearAdjusted(amount: Money)
    /// The book was taken into the program later.
    case beforeOpening(book: String, opened: Month)

    /// How bad a remark about a figure is.
    public var severity: Finding.Severity {
        switch self {
        case .contraryDetails, .leftOut, .booksDiffer: .warning
        case .beforeOpening, .priorYearAdjusted: .note
        default: .error
        }
    }

    /// Code, kind and both sentences.
    public var text: ProblemText { textOfDefinition ?? textOfAccounts ?? textOfFigures }
}

import Ledger

/// An entry that may stand on a line of a file (有行号的条目), so that what is wrong with it can be told with its place.
protocol PlacedEntry {
    /// The line, counted from 1; nil where it comes from no file.
    var position: Int? { get }
}

/// A division 行政区划 to be entered: a village, a township, a county …
public struct DivisionEntry: Sendable, PlacedEntry {
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?
    /// 12-digit statistical code.
    public var code: String
    /// Its name.
    public var name: String
    /// One of ``DivisionLevel``, in either language.
    public var level: String
    /// Code of the division above; nil at the top.
    public var parent: String?
    /// First and last day it is valid; nil is open.
    public var validFrom: CalendarDate?
    /// Last day it is valid; nil is open.
    public var validTo: CalendarDate?
    /// Codes it had before, joined by `|`.
    public var predecessors: String?

    /// A division of its parts.
    public init(
        code: String, name: String, level: String, parent: String?, validFrom: CalendarDate? = nil,
        validTo: CalendarDate? = nil, predecessors: String? = nil
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
        self.validFrom = validFrom
        self.validTo = validTo
        self.predecessors = predecessors
    }
}

/// A book 账套 to be added: one entity's books; a village may have two.
public struct BookEntry: Sendable, PlacedEntry {
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?
    /// Its code, unique everywhere.
    public var code: String
    /// Code of the village it belongs to.
    public var division: String
    /// Name of the entity.
    public var name: String
    /// One of ``BookKind``, in either language.
    public var kind: String
    /// The first month it takes vouchers.
    public var opened: Month
    /// The chart from that year on.
    public var chart: ChartVersion
    /// Members or inhabitants.
    public var population: Int?
    /// Reserve rate of the charter in hundredths of a percent.
    public var charterReserveRate: Int?
    /// 统一社会信用代码
    public var creditCode: String?

    /// Whether a text can be a book's code 账套编码: letters and digits of ASCII, `-` and `_`, so that it can stand in names
    /// such as `V001/2026-03/记-12` and `V001#3`, in lists, and in names of files. The schema says the same.
    static func isCode(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }

    /// A book of its parts.
    public init(
        code: String, division: String, name: String, kind: String = "cooperative", opened: Month,
        chart: ChartVersion = .system2023, population: Int? = nil, charterReserveRate: Int? = nil,
        creditCode: String? = nil
    ) {
        self.code = code
        self.division = division
        self.name = name
        self.kind = kind
        self.opened = opened
        self.chart = chart
        self.population = population
        self.charterReserveRate = charterReserveRate
        self.creditCode = creditCode
    }
}

/// A user 用户 to be added.
public struct UserEntry: Sendable, PlacedEntry {
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?
    /// The name given with `--user`.
    public var name: String
    /// The name printed on vouchers.
    public var displayName: String
    /// What the user may do.
    public var roles: [UserRole]
    /// Code of the division whose books are within reach, with all below it.
    public var scope: String
    /// The person behind the user; two users of one person count as one. The name unless said.
    public var person: String?

    /// A user of its parts.
    public init(name: String, displayName: String, roles: [UserRole], scope: String, person: String? = nil) {
        self.name = name
        self.displayName = displayName
        self.roles = roles
        self.scope = scope
        self.person = person
    }
}

/// An account 科目 below the first level to be added.
public struct AccountEntry: Sendable, PlacedEntry {
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?
    /// Code of the book it is for; nil is every book.
    public var book: String?
    /// Its chart; nil is the chart of the book, or that of 2023 for every book.
    public var chart: ChartVersion?
    /// Five digits or more.
    public var code: String
    /// Its name.
    public var name: String
    /// Source of its lines when none is written.
    public var defaultSource: String?
    /// Nature of its lines when none is written.
    public var defaultNature: String?
    /// Auxiliary dimensions its lines carry.
    public var dimensions: [String]
    /// What it is for; nil takes the role of the account above it.
    public var role: String?

    /// An account of its parts.
    public init(
        book: String? = nil, chart: ChartVersion? = nil, code: String, name: String,
        defaultSource: String? = nil,
        defaultNature: String? = nil, dimensions: [String] = [], role: String? = nil
    ) {
        self.book = book
        self.chart = chart
        self.code = code
        self.name = name
        self.defaultSource = defaultSource
        self.defaultNature = defaultNature
        self.dimensions = dimensions
        self.role = role
    }
}

/// A counterparty 往来单位 of a book to be added.
public struct CounterpartyEntry: Sendable, PlacedEntry {
    /// The line of the input it stands on, counted from 1; nil where it comes from no file.
    public var position: Int?
    /// Code of the book.
    public var book: String
    /// Its code, unique in the book.
    public var code: String
    /// Its name.
    public var name: String
    /// Code of the book of the same village it stands for.
    public var otherBook: String?

    /// A counterparty of its parts.
    public init(book: String, code: String, name: String, otherBook: String? = nil, position: Int? = nil) {
        self.book = book
        self.code = code
        self.name = name
        self.otherBook = otherBook
        self.position = position
    }
}

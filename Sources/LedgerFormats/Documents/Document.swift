import Ledger

/// A document (文书): what a report, statement or list says, put together once and rendered in many ways.
///
/// A terminal, a workbook, a web page and a PDF are all made from it; CSV and JSON are not, they are a contract
/// with machines. Rows may come from a sequence that makes them one by one, so that a long ledger is written in
/// little memory.
public struct Document {
    /// What it is 表名: `科目余额表`.
    public var title: String
    /// What a terminal shows in one line above it; nil shows nothing.
    public var heading: String?
    /// The code of the book it is of 账套; empty where it is of several.
    public var book = ""
    /// Whose it is 编制单位.
    public var entity = ""
    /// The months or the day it is about, as they are printed: `2026年3月`.
    public var period = ""
    /// In what its amounts are 单位; empty where it has none.
    public var unit = ""
    /// The account a page is of 科目, or another line that stands alone.
    public var subject = ""
    /// What is said before the tables, where it is printed: who owes whom. A terminal has it in its heading.
    public var introduction: [String] = []
    /// Its tables, in order.
    public var tables: [Table]
    /// What is said below them.
    public var notes: [String] = []
    /// What could be done next; only whoever sits at a terminal is told.
    public var advice: [String] = []
    /// Who signs it 签章.
    public var signatures: [Signature] = []
    /// What a form of its own puts where it belongs 表头栏: attachments, capital amount, numbers.
    public var fields: [Field] = []
    /// The form it is printed on 打印格式.
    public var form = Form.table
    /// The language of what the renderers add themselves, such as the page numbers.
    public var language: Language

    /// A document of tables.
    public init(_ title: String, heading: String? = nil, language: Language, tables: [Table]) {
        self.title = title
        self.heading = heading
        self.language = language
        self.tables = tables
    }
}

extension Document {
    /// What stands between the title and the first table: whose, of what, when, in what unit, the fields.
    public var headWords: [String] {
        [entity, subject, period, unit].filter { !$0.isEmpty }
            + fields.filter { !$0.value.isEmpty }.map { named($0.title, $0.value) }
    }

    /// The places to sign, as words.
    public var signatureWords: [String] { signatures.map { named($0.title, $0.name) } }

    private func named(_ title: String, _ value: String) -> String {
        title.isEmpty ? value : title + (language == .chinese ? "：" : ": ") + value
    }
}

extension Document {
    /// How a row or cell is marked 标记: in colour on a terminal, alike elsewhere.
    public typealias Mark = TextTable.Style

    /// A form documents are printed on (打印格式); a file of the same name lays it out.
    public enum Form: String, Sendable, CaseIterable {
        /// Tables with a title and page numbers.
        case table
        /// A sheet of a voucher, two on an A4 page 记账凭证.
        case voucher
        /// A sheet of a voucher on a slip of 240 × 140 mm.
        case slip
        /// A cover 封面.
        case cover
    }

    /// A place to sign (签章).
    public struct Signature: Sendable, ExpressibleByStringLiteral {
        /// As what: 审核.
        public var title: String
        /// Who did, as the books know it; empty is left free.
        public var name: String

        /// A place with a name in it, or free.
        public init(_ title: String, name: String = "") {
            self.title = title
            self.name = name
        }

        /// A free place.
        public init(stringLiteral value: String) { self.init(value) }
    }

    /// A value with a name that a form knows (栏目).
    public struct Field: Sendable {
        /// The name forms find it by; never changes.
        public var key: String
        /// What stands before it.
        public var title: String
        /// What it says.
        public var value: String

        /// A field of its parts.
        public init(_ key: String, _ title: String, _ value: String) {
            self.key = key
            self.title = title
            self.value = value
        }
    }

    /// A table (表格).
    public struct Table {
        /// Its columns.
        public var columns: [Column]
        /// Its rows; asked for anew by each pass over them.
        public var rows: AnySequence<Row>
        /// What is carried from page to page 过次页、承前页; nil for a table that simply goes on.
        public var carry: Carry?
        /// Titles and values below each other, without a header, instead of a grid.
        public var isFacts = false

        /// A table of columns and rows.
        public init(_ columns: [Column], rows: some Sequence<Row>, carry: Carry? = nil) {
            self.columns = columns
            self.rows = AnySequence(rows)
            self.carry = carry
        }

        /// Titles and their values, one below the other; a value that is blank is left out.
        public init(facts: [(title: String, value: Cell)]) {
            columns = [Column(""), Column("")]
            rows = AnySequence(facts.map { Row([Cell($0.title), $0.value]) })
            isFacts = true
        }

        /// The rows that are shown: of facts those that say something.
        var shownRows: AnySequence<Row> {
            isFacts ? AnySequence(rows.lazy.filter { !$0.cells[1].text.isEmpty }) : rows
        }
    }

    /// A column (列).
    public struct Column {
        /// What stands above it.
        public var title: String
        /// Where its cells stand; amounts at the right.
        public var alignment: TextTable.Alignment

        /// A column of text.
        public init(_ title: String, _ alignment: TextTable.Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }

        /// A column of amounts or other numbers.
        public static func number(_ title: String) -> Column { Column(title, .right) }
    }

    /// A row (行).
    public struct Row {
        /// What a row is.
        public enum Kind: String, Sendable {
            /// One of many.
            case plain
            /// One text across the table that heads the rows below it 分节.
            case section
            /// A balance a page begins with 期初余额, 上年结转.
            case opening
            /// A sum among the rows 小计, 本日合计.
            case subtotal
            /// A sum that ends a month 本月合计, 本年累计.
            case monthEnd
            /// What a page hands over at its end 结转下年; a terminal, which has no pages, leaves it out.
            case closing
            /// The sum of what stands above it 合计.
            case total
        }

        /// What it is.
        public var kind: Kind
        /// Its cells; those left out at the end are blank.
        public var cells: [Cell]
        /// How its cells are marked where they are not themselves.
        public var mark: Mark?

        /// A row of cells.
        public init(_ cells: [Cell], _ kind: Kind = .plain, mark: Mark? = nil) {
            self.kind = kind
            self.cells = cells
            self.mark = mark
        }

        /// How a cell is marked on paper: a number in red is a negative one, whatever its row is marked for.
        func printedMark(_ cell: Cell) -> Mark? {
            let mark = cell.mark ?? mark
            if case .text = cell.value { return mark }
            return mark == .red && !cell.isNegative ? nil : mark
        }

        /// A row that heads those below it.
        public static func section(_ title: String) -> Row { Row([Cell(title)], .section) }

        /// A row that adds up what stands above it.
        public static func total(_ cells: [Cell]) -> Row { Row(cells, .total) }
    }

    /// A cell (单元格): a value of its own kind, so that a number stays one in a workbook.
    public struct Cell: ExpressibleByStringInterpolation {
        /// What a cell holds.
        public enum Value: Sendable, Equatable {
            /// Nothing.
            case blank
            /// Text, which is never read as a formula.
            case text(String)
            /// An amount.
            case money(Money)
            /// A whole number.
            case whole(Int)
            /// A number in units of 10⁻ᵈ.
            case decimal(Int64, decimals: Int)
            /// Hundredths of a percent.
            case percent(Int64)
            /// A day.
            case date(CalendarDate)
        }

        /// What it holds.
        public var value: Value
        /// How it is marked; nil takes the row's.
        public var mark: Mark?
        /// How far its text is set in, in steps.
        public var indent = 0
        /// What a terminal shows in its place, such as a bar made of characters.
        public var terminal: String?

        /// A cell with a value.
        public init(_ value: Value, mark: Mark? = nil) {
            self.value = value
            self.mark = mark
        }

        /// A cell with text.
        public init(_ text: String, mark: Mark? = nil, indent: Int = 0, terminal: String? = nil) {
            value = text.isEmpty ? .blank : .text(text)
            self.terminal = terminal
            self.mark = mark
            self.indent = indent
        }

        /// A cell with text.
        public init(stringLiteral value: String) { self.init(value) }

        /// An amount, zero too.
        public static func money(_ amount: Money, mark: Mark? = nil) -> Cell {
            Cell(.money(amount), mark: mark)
        }

        /// An amount; nothing for zero, as books are written.
        public static func amount(_ amount: Money, mark: Mark? = nil) -> Cell {
            amount.isZero ? Cell(.blank) : Cell(.money(amount), mark: mark)
        }

        /// A whole number.
        public static func whole(_ number: Int) -> Cell { Cell(.whole(number)) }

        /// A day.
        public static func date(_ date: CalendarDate) -> Cell { Cell(.date(date)) }

        /// Hundredths of a percent; nothing for nil.
        public static func percent(_ basisPoints: Int64?) -> Cell {
            Cell(basisPoints.map(Value.percent) ?? .blank)
        }

        /// What it says, indented by none.
        public var text: String {
            switch value {
            case .blank: ""
            case .text(let text): text
            case .money(let amount): amount.grouped
            case .whole(let number): "\(number)"
            case .decimal(let number, let decimals): DecimalNumber.text(number, decimals: decimals)
            case .percent(let basisPoints): Money(fen: basisPoints).yuan
            case .date(let date): date.description
            }
        }

        /// Whether it is a number below zero, which is printed in red 红字.
        public var isNegative: Bool {
            switch value {
            case .money(let amount): amount.fen < 0
            case .whole(let number): number < 0
            case .decimal(let number, _), .percent(let number): number < 0
            case .blank, .text, .date: false
            }
        }

        /// The columns its text takes on a terminal, with its indentation.
        public var width: Int { DisplayWidth.of(text) + 2 * indent }
    }
}

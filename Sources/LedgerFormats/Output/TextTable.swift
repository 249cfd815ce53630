/// A table for terminals (终端表格): columns aligned by display width, sections, totals, colour if asked for.
///
/// Text that could disturb a terminal is made harmless: line breaks and tabs become blanks, other control and
/// direction characters U+FFFD.
public struct TextTable: Sendable {
    /// Where the text of a column stands (对齐).
    public enum Alignment: Sendable {
        /// At the left, as text does.
        case left
        /// At the right, as amounts do.
        case right
        /// In the middle.
        case center
    }

    /// A column (列).
    public struct Column: Sendable {
        /// What stands above it.
        public var title: String
        /// Where its text stands.
        public var alignment: Alignment
        /// Whether its text may be cut to make the table fit; amounts never are.
        public var mayBeCut: Bool

        /// A column; by default text at the left may be cut, and nothing else.
        public init(_ title: String, _ alignment: Alignment = .left, mayBeCut: Bool? = nil) {
            self.title = title
            self.alignment = alignment
            self.mayBeCut = mayBeCut ?? (alignment == .left)
        }
    }

    /// How a row or cell is marked where there is colour (样式).
    public enum Style: String, Sendable {
        /// Bold.
        case bold = "1"
        /// Dim.
        case dim = "2"
        /// Red 红: missed, wrong.
        case red = "31"
        /// Green 绿: met.
        case green = "32"
        /// Yellow 黄: at risk.
        case yellow = "33"
        /// Blue 蓝.
        case blue = "34"
    }

    /// A cell (单元格).
    public struct Cell: Sendable, ExpressibleByStringInterpolation {
        /// What stands in it.
        public var text: String
        /// How it is marked; nil takes the row's.
        public var style: Style?

        /// A cell with that text.
        public init(_ text: String, _ style: Style? = nil) {
            self.text = text
            self.style = style
        }

        /// A cell with that text.
        public init(stringLiteral value: String) {
            self.init(value)
        }
    }

    enum Row: Sendable {
        case cells([Cell], Style?)
        case section(String)
        case rule
    }

    let columns: [Column]
    private(set) var rows: [Row] = []
    /// Blanks between columns.
    static let gap = "  "

    /// An empty table with those columns.
    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; cells that are left out at its end are blank.
    public mutating func add(_ cells: [Cell], style: Style? = nil) {
        precondition(cells.count <= columns.count, "A row has more cells than the table has columns.")
        rows.append(.cells(cells, style))
    }

    /// Adds a row of texts.
    public mutating func add(_ texts: [String], style: Style? = nil) {
        add(texts.map { Cell($0) }, style: style)
    }

    /// Adds a row with one text across the table that heads those below it (分节).
    public mutating func addSection(_ text: String) {
        rows.append(.section(text))
    }

    /// Adds a line across the table.
    public mutating func addRule() {
        rows.append(.rule)
    }

    /// Adds a line and below it a row in bold (合计).
    public mutating func addTotal(_ texts: [String]) {
        addRule()
        add(texts, style: .bold)
    }

    /// The table as text, every line with its line break and without blanks at its end.
    ///
    /// - Parameters:
    ///   - width: the columns there are; nil does not cut. Where cutting what may be cut is not enough the table
    ///     is wider.
    ///   - colour: whether ANSI colour is wanted.
    public func text(width: Int? = nil, colour: Bool = false) -> String {
        let widths = columnWidths(fitting: width)
        let total = widths.reduce(0, +) + Self.gap.utf8.count * max(0, widths.count - 1)
        var text = ""
        appendLine(columns.map { Cell($0.title) }, colour ? .bold : nil, widths, colour, to: &text)
        appendRule(total, to: &text)
        for row in rows {
            switch row {
            case .cells(let cells, let style): appendLine(cells, style, widths, colour, to: &text)
            case .rule: appendRule(total, to: &text)
            case .section(let title):
                let plain = DisplayWidth.cut(Self.harmless(title), to: max(total, 4))
                text += colour ? Self.coloured(plain, .bold) : plain
                text += "\n"
            }
        }
        return text
    }

    /// A bar for a terminal (条形): `value` of `total` in at most `width` columns, by eighths of a column.
    ///
    /// More than all is all; anything above nothing shows at least one eighth.
    public static func bar(_ value: Int64, of total: Int64, width: Int) -> String {
        guard value > 0, total > 0, width > 0 else { return "" }
        let eighths = width * 8
        // The product may need more than 64 bits.
        let product = value.magnitude.multipliedFullWidth(by: UInt64(eighths))
        let filled =
            value >= total ? eighths : max(1, Int(total.magnitude.dividingFullWidth(product).quotient))
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: filled / 8) + parts[filled % 8]
    }
}

/// Where a cell stands (单元格位置), as `B17` names it; both numbers count from 1.
struct CellName: Equatable, CustomStringConvertible {
    var row: Int
    var column: Int

    /// Most rows and columns of a sheet.
    static let rows = 1_048_576
    static let columns = 16_384

    init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Reads `B17` or `$B$17`; nil when it is none or lies beyond the grid.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var row = 0
        var column = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                guard row == 0, column <= Self.columns else { return nil }
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard column > 0, row <= Self.rows else { return nil }
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "$"): continue
            default: return nil
            }
        }
        guard (1...Self.rows).contains(row), (1...Self.columns).contains(column) else { return nil }
        self.init(row: row, column: column)
    }

    /// The letters of a column: 28 is `AB`.
    static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        while rest > 0 {
            letters.insert(UInt8(ascii: "A") + UInt8(truncatingIfNeeded: (rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self)
    }

    var description: String { Self.letters(column) + String(row) }
}

/// Cells merged into one (合并单元格), `A1:G1`.
struct CellRange: Equatable, CustomStringConvertible {
    var first: CellName
    var last: CellName

    /// Reads `A1:G1`; nil when it is none.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard let first = CellName(UnsafeBufferPointer(rebasing: text[..<colon])),
            let last = CellName(UnsafeBufferPointer(rebasing: text[(colon + 1)...])),
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.first = first
        self.last = last
    }

    var description: String { "\(first):\(last)" }
}

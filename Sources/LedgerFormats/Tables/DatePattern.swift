import Ledger

/// How a file writes its dates (日期格式): `yyyymmdd`, `yyyy-mm-dd`, `d/m/yyyy`, `yyyy年m月d日`, `yyyy-mm-dd hh:mm:ss`, or `serial`.
///
/// `yyyy`, `mm` and `dd` are as many digits, `m` and `d` one or two; behind an `hh` an `mm` is minutes. A `*` at the end stands
/// for anything. All else stands for itself. A time is read and left out. `serial` is a spreadsheet's number of a day.
struct DatePattern: Sendable, Equatable {
    /// As it was written.
    let text: String
    private let pieces: [Piece]

    private enum Piece: Sendable, Equatable {
        case year
        case month(isFixed: Bool)
        case day(isFixed: Bool)
        case time(limit: Int)
        case literal(Unicode.Scalar)
        case anything
        case serial
    }

    /// A format of that name; nil when it does not say year, month and day once each.
    init?(_ text: String) {
        self.text = text
        let scalars = Array(text.unicodeScalars)
        guard text.lowercased() != "serial" else {
            pieces = [.serial]
            return
        }
        var pieces: [Piece] = []
        var place = 0
        var hasHours = false
        while place < scalars.count {
            let letter = scalars[place].properties.lowercaseMapping
            var count = 1
            while place + count < scalars.count, scalars[place + count].properties.lowercaseMapping == letter
            {
                count += 1
            }
            switch (letter, count) {
            case ("y", 4): pieces.append(.year)
            case ("m", 1...2) where !hasHours: pieces.append(.month(isFixed: count == 2))
            case ("d", 1...2): pieces.append(.day(isFixed: count == 2))
            case ("h", 1...2):
                pieces.append(.time(limit: 23))
                hasHours = true
            case ("m", 1...2), ("s", 1...2): pieces.append(.time(limit: 59))
            case ("*", 1) where place + 1 == scalars.count: pieces.append(.anything)
            case ("y", _), ("m", _), ("d", _), ("h", _), ("s", _), ("*", _): return nil
            default: pieces += Array(repeating: .literal(scalars[place]), count: count)
            }
            place += count
        }
        let years = pieces.filter { $0 == .year }.count
        let months = pieces.filter { $0 == .month(isFixed: true) || $0 == .month(isFixed: false) }.count
        let days = pieces.filter { $0 == .day(isFixed: true) || $0 == .day(isFixed: false) }.count
        guard (years, months, days) == (1, 1, 1) else { return nil }
        self.pieces = pieces
    }

    /// The date in a text without blanks around it; nil when it is not written so, or is no day.
    func date(_ text: String, serial: SerialDate = SerialDate()) -> CalendarDate? {
        if pieces == [.serial] {
            var text = text
            guard let number = text.withUTF8({ CellNumber($0) }), let parts = number.daysAndSeconds else {
                return nil
            }
            return serial.date(parts.days)
        }
        var rest = text.unicodeScalars[...]
        var (year, month, day) = (0, 0, 0)
        for piece in pieces {
            switch piece {
            case .year:
                guard let value = Self.digits(&rest, 4...4) else { return nil }
                year = value
            case .month(let isFixed):
                guard let value = Self.digits(&rest, isFixed ? 2...2 : 1...2) else { return nil }
                month = value
            case .day(let isFixed):
                guard let value = Self.digits(&rest, isFixed ? 2...2 : 1...2) else { return nil }
                day = value
            case .time(let limit):
                guard let value = Self.digits(&rest, 1...2), value <= limit else { return nil }
            case .literal(let scalar):
                guard rest.popFirst() == scalar else { return nil }
            case .anything:
                rest = rest[rest.endIndex...]
            case .serial: return nil
            }
        }
        return rest.isEmpty ? CalendarDate(year: year, month: month, day: day) : nil
    }

    private static func digits(_ rest: inout Substring.UnicodeScalarView, _ count: ClosedRange<Int>) -> Int? {
        var value = 0
        var seen = 0
        while seen < count.upperBound, let scalar = rest.first, ("0"..."9").contains(scalar) {
            value = value * 10 + Int(scalar.value - 0x30)
            rest.removeFirst()
            seen += 1
        }
        return count.contains(seen) ? value : nil
    }
}

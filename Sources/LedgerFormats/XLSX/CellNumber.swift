import Ledger

/// The number in a cell (单元格数字), taken from its decimal text digit by digit: it never becomes a floating-point number.
///
/// Spreadsheets write what they hold in binary with up to 17 digits: 1234.56 may stand as `1234.5600000000001`. A number of
/// at most six decimals is taken as it is written. One with more is taken as the number with the fewest decimals, at most
/// six, that it differs from by less than 10⁻⁹ of itself, less than a millionth, and less than a ten-thousandth of that
/// number's last decimal. What has no such neighbour keeps all its decimals, and whoever reads it refuses them.
struct CellNumber {
    /// Whether it is below zero.
    private(set) var isNegative = false
    /// The digits from the first that is not zero to the last; none are zero itself.
    private(set) var digits: [UInt8] = []
    /// How many of the digits stand before the point; negative when zeros follow it.
    private(set) var whole = 0

    /// Most digits a spreadsheet keeps before the point.
    static let wholeLimit = 15
    private static let decimals = 6

    /// Reads `-1234.5`, `1.2E-3` and the like; nil when it is no such number.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var place = 0
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            place = 1
        }
        var seen = 0
        var point: Int?
        while place < bytes.count {
            let byte = bytes[place]
            if byte &- UInt8(ascii: "0") < 10 {
                seen += 1
                if !digits.isEmpty || byte != UInt8(ascii: "0") {
                    digits.append(byte)
                    if point == nil { whole += 1 }
                } else if point != nil {
                    whole -= 1
                }
            } else if byte == UInt8(ascii: "."), point == nil {
                point = place
            } else {
                break
            }
            place += 1
        }
        guard seen > 0, seen <= 400 else { return nil }
        if place < bytes.count {
            guard let exponent = Self.exponent(UnsafeBufferPointer(rebasing: bytes[place...])) else {
                return nil
            }
            whole += exponent
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { (whole, isNegative) = (0, false) }
    }

    /// `E-3` as −3.
    private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes[0] | 0x20 == UInt8(ascii: "e"), (2...5).contains(bytes.count) else { return nil }
        let hasSign = bytes[1] == UInt8(ascii: "-") || bytes[1] == UInt8(ascii: "+")
        var value = 0
        let start = hasSign ? 2 : 1
        guard start < bytes.count else { return nil }
        for byte in bytes[start...] {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(byte &- UInt8(ascii: "0"))
        }
        return bytes[1] == UInt8(ascii: "-") ? -value : value
    }

    /// Whether it has more digits before the point than a spreadsheet keeps.
    var isTooLong: Bool { whole > Self.wholeLimit }

    /// The number without the traces of binary arithmetic.
    func settled() -> CellNumber {
        guard digits.count - whole > Self.decimals else { return self }
        guard whole > -9 else { return cleared }
        for decimals in 0...Self.decimals {
            let kept = whole + decimals
            // How many zeros or nines must follow for the difference to be small enough.
            let needed = max(Self.decimals - decimals, 4, 10 - whole - decimals)
            if let rounded = rounded(to: kept, needed: needed) { return rounded }
        }
        return self
    }

    /// The number cut to `kept` digits, if so many zeros or nines follow them.
    private func rounded(to kept: Int, needed: Int) -> CellNumber? {
        guard kept >= 0 else { return nil }
        var number = self
        let rest = digits[min(kept, digits.count)...].prefix(needed)
        if rest.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            number.digits.removeLast(digits.count - kept)
        } else if rest.count == needed, rest.allSatisfy({ $0 == UInt8(ascii: "9") }) {
            number.digits.removeLast(digits.count - kept)
            while number.digits.last == UInt8(ascii: "9") { number.digits.removeLast() }
            if let last = number.digits.last {
                number.digits[number.digits.count - 1] = last + 1
            } else {
                number.digits = [UInt8(ascii: "1")]
                number.whole += 1
            }
        } else {
            return nil
        }
        while number.digits.last == UInt8(ascii: "0") { number.digits.removeLast() }
        return number.digits.isEmpty ? cleared : number
    }

    /// Zero.
    private var cleared: CellNumber {
        var number = self
        (number.digits, number.whole, number.isNegative) = ([], 0, false)
        return number
    }

    /// Writes it plainly: digits, a point where it has decimals, a minus in front.
    func write(to bytes: inout [UInt8]) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        if whole <= 0 { bytes.append(UInt8(ascii: "0")) }
        for place in 0..<max(whole, 0) {
            bytes.append(place < digits.count ? digits[place] : UInt8(ascii: "0"))
        }
        guard digits.count > whole, !digits.isEmpty else { return }
        bytes.append(UInt8(ascii: "."))
        for _ in 0..<max(0, -whole) { bytes.append(UInt8(ascii: "0")) }
        bytes += digits[max(0, whole)...]
    }

    /// Its whole part and the seconds of its fraction of a day; nil when it is negative or beyond any calendar.
    var daysAndSeconds: (days: Int, seconds: Int)? {
        guard !isNegative, whole <= 7 else { return nil }
        var days = 0
        for place in 0..<max(whole, 0) {
            days = days * 10 + (place < digits.count ? Int(digits[place] &- UInt8(ascii: "0")) : 0)
        }
        var fraction = 0
        for place in whole..<(whole + 12) {
            let digit = place >= 0 && place < digits.count ? Int(digits[place] &- UInt8(ascii: "0")) : 0
            fraction = fraction * 10 + digit
        }
        let seconds = (fraction * 86_400 + 500_000_000_000) / 1_000_000_000_000
        return seconds == 86_400 ? (days + 1, 0) : (days, seconds)
    }
}

/// Days as a spreadsheet numbers them (日期序列值).
struct SerialDate {
    /// Whether day 0 is 1 January 1904 instead of 31 December 1899.
    var is1904 = false

    /// The text of a cell's number under a format of days or times: `2026-03-15`, `2026-03-15 10:22:00`, `10:22:00`; nil
    /// when it is no day. A day alone has no time even where the number has one.
    func text(_ number: CellNumber, _ format: NumberFormat) -> String? {
        guard let (days, seconds) = number.daysAndSeconds else { return nil }
        if format == .time { return Self.time(seconds + days * 86_400) }
        guard let date = date(days) else { return nil }
        return format == .date || seconds == 0 ? date.description : "\(date) \(Self.time(seconds))"
    }

    /// The date of a day's number; nil where there is none. The 1900 system has a day 60, 29 February 1900, that never was,
    /// so the days before it count from one later.
    func date(_ days: Int) -> CalendarDate? {
        let since: Int
        if is1904 {
            since = days + Self.epoch1904
        } else {
            guard days >= 1, days != 60 else { return nil }
            since = days + (days < 60 ? 1 : 0) + Self.epoch1900
        }
        return Self.computable.contains(since) ? CalendarDate(daysSinceEpoch: since) : nil
    }

    /// 30 December 1899 and 1 January 1904, in days since 1970.
    private static let epoch1900 = -25_569
    private static let epoch1904 = -24_107
    /// Spreadsheets end with the year 9999.
    private static let computable = -25_567...2_932_896

    private static func time(_ seconds: Int) -> String {
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

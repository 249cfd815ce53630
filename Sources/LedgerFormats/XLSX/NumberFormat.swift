/// What the number format of a cell makes of its number (数字格式).
enum NumberFormat {
    /// A number as it is.
    case plain
    /// A day.
    case date
    /// A day with a time.
    case dateAndTime
    /// A time of day or a length of time.
    case time

    /// What a built-in format is. 27 to 36 and 50 to 58 are dates in the Chinese, Japanese and Korean versions.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 22: self = .dateAndTime
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .plain
        }
    }

    /// What a format code such as `yyyy"年"m"月"` is, by the letters of its first section that are no literal text.
    init(code: String) {
        var letters = Set<UInt8>()
        let bytes = Array(code.utf8)
        var place = 0
        scan: while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ";"): break scan
            case UInt8(ascii: "\""):
                place += 1
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += 1 }
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): place += 1
            case UInt8(ascii: "["):
                let start = place + 1
                while place < bytes.count, bytes[place] != UInt8(ascii: "]") { place += 1 }
                // [h], [mm] and [ss] count hours and so on; [Red] and [$-804] are colours and languages.
                let inside = Set(bytes[start..<max(start, place)].map { $0 | 0x20 })
                if inside.count == 1, inside.isSubset(of: Array("hms".utf8)) { letters.insert(0x68) }
            default: letters.insert(bytes[place] | 0x20)
            }
            place += 1
        }
        // `General` has no meaning letter by letter.
        if letters.isSuperset(of: Array("generl".utf8)) || letters.contains(UInt8(ascii: "@")) {
            self = .plain
            return
        }
        let hasTime = letters.contains(UInt8(ascii: "h")) || letters.contains(UInt8(ascii: "s"))
        let hasDay = letters.contains(UInt8(ascii: "y")) || letters.contains(UInt8(ascii: "d"))
        switch (hasDay, hasTime) {
        case (true, true): self = .dateAndTime
        case (true, false): self = .date
        case (false, true): self = .time
        case (false, false): self = letters.contains(UInt8(ascii: "m")) ? .date : .plain
        }
    }
}

/// Whether bytes are UTF-8, looked at piece by piece (UTF-8 校验).
///
/// Overlong forms, surrogates and what lies beyond U+10FFFF are refused, as the standard asks.
struct UTF8Check {
    /// Characters of three or four bytes seen so far, for telling damaged UTF-8 from another encoding.
    private(set) var longCharacters = 0

    /// How the look at a piece ended.
    enum Outcome: Equatable {
        /// All of it is UTF-8; the last `incomplete` bytes begin a character that is not whole yet.
        case valid(incomplete: Int)
        /// The byte at that place is where it stops being UTF-8.
        case invalid(at: Int)
    }

    /// Looks at one piece; the incomplete end of the one before must stand at its start again.
    mutating func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        let raw = UnsafeRawBufferPointer(bytes)
        let count = bytes.count
        var place = 0
        var long = 0
        defer { longCharacters += long }
        while place < count {
            let byte = bytes[place]
            if byte < 0x80 {
                place &+= 1
                while place &+ 8 <= count,
                    raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    place &+= 8
                }
                continue
            }
            let length = Self.length(startingWith: byte)
            guard length > 0 else { return .invalid(at: place) }
            let present = min(length, count - place)
            if present > 1 {
                guard Self.second(after: byte).contains(bytes[place + 1]) else { return .invalid(at: place) }
                if present > 2 {
                    guard bytes[place + 2] & 0xC0 == 0x80 else { return .invalid(at: place) }
                }
                if present > 3 {
                    guard bytes[place + 3] & 0xC0 == 0x80 else { return .invalid(at: place) }
                }
            }
            guard present == length else { return .valid(incomplete: present) }
            place &+= length
            if length > 2 { long &+= 1 }
        }
        return .valid(incomplete: 0)
    }

    @inline(__always)
    private static func length(startingWith byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    /// What the second byte may be: the first narrows it so that there is one way to write a character.
    @inline(__always)
    private static func second(after byte: UInt8) -> ClosedRange<UInt8> {
        switch byte {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}

import Ledger

/// Texts as workbooks write them (单元格文本).
enum CellText {
    /// Replaces `_x000D_` by the character of that number, from `start` on: so XML carries what it can't hold.
    static func unescape(_ bytes: inout [UInt8], from start: Int) {
        guard bytes.count - start >= 7 else { return }
        var place = start
        var found = false
        while place + 7 <= bytes.count, !found {
            found = escaped(bytes, at: place) != nil
            if !found { place += 1 }
        }
        guard found else { return }
        var text: [UInt8] = []
        var high: UInt32?
        var from = place
        while from < bytes.count {
            guard let code = escaped(bytes, at: from) else {
                text.append(bytes[from])
                from += 1
                high = nil
                continue
            }
            from += 7
            // Characters beyond U+FFFF come as two surrogates.
            if (0xD800..<0xDC00).contains(code) {
                high = code
                continue
            }
            var scalar = Unicode.Scalar(code)
            if let first = high, (0xDC00..<0xE000).contains(code) {
                scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (code - 0xDC00))
            }
            high = nil
            text += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
        }
        bytes.replaceSubrange(place..., with: text)
    }

    /// The number in `_xHHHH_` at a place; nil when there is none.
    private static func escaped(_ bytes: [UInt8], at place: Int) -> UInt32? {
        guard bytes[place] == UInt8(ascii: "_"), place + 7 <= bytes.count,
            bytes[place + 1] == UInt8(ascii: "x"), bytes[place + 6] == UInt8(ascii: "_")
        else { return nil }
        var code: UInt32 = 0
        for byte in bytes[(place + 2)..<(place + 6)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                code = code << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                code = code << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return code
    }
}

/// The texts that cells share (共享字符串), in one piece of memory.
final class SharedTexts: XMLTaker {
    private(set) var isDone = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private let limit: Int
    private var takes = false
    private var phonetic = 0
    private var isOpen = false

    /// None yet.
    ///
    /// - Parameter limit: most bytes they may take.
    init(limit: Int) {
        self.limit = limit
    }

    /// Adds a text to `target`; false when there is none of that number.
    func add(_ number: Int, to target: inout [UInt8]) -> Bool {
        guard ends.indices.contains(number) else { return false }
        target += bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
        return true
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "si" {
            isOpen = true
        } else if name == "rPh" {
            phonetic += 1
        } else if name == "t" {
            takes = isOpen && phonetic == 0
        }
    }

    func end(_ name: XMLName) throws(ImportFailure) {
        if name == "t" {
            takes = false
        } else if name == "rPh" {
            phonetic -= 1
        } else if name == "si" {
            isOpen = false
            CellText.unescape(&bytes, from: ends.last ?? 0)
            ends.append(bytes.count)
            // An empty text takes memory, too.
            guard bytes.count + ends.count * 8 <= limit else {
                throw ImportFailure(WorkbookProblem.tooManyTexts(limitMiB: limit >> 20))
            }
        }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) throws(ImportFailure) {
        guard takes else { return }
        bytes += text
        guard bytes.count <= limit else {
            throw ImportFailure(WorkbookProblem.tooManyTexts(limitMiB: limit >> 20))
        }
    }
}

import Ledger

/// Reads JSON strictly (JSON 读取), RFC 8259, with whole numbers only.
///
/// What other readers let pass is refused here with its line: fractions, the same key twice, bytes that are not
/// UTF-8, anything behind the end. Nothing is taken for something it is not.
public struct JSONReader {
    /// How deep objects and arrays may stand in each other.
    public static let depthLimit = 32

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var depth = 0

    /// The value that `bytes` hold.
    ///
    /// - Throws: ``ImportFailure`` with a ``JSONProblem`` and its line.
    public static func read(_ bytes: [UInt8]) throws(ImportFailure) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ImportFailure(line: 1, problem: JSONProblem.notUTF8)
        }
        var reader = JSONReader(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
        reader.skipBlanks()
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw reader.malformed("the end") }
        return value
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: Values

    private mutating func value() throws(ImportFailure) -> JSONValue {
        let start = line
        switch peek {
        case UInt8(ascii: "{"): return JSONValue(content: .object(try object()), line: start)
        case UInt8(ascii: "["): return JSONValue(content: .array(try array()), line: start)
        case UInt8(ascii: "\""): return JSONValue(content: .text(try string()), line: start)
        case UInt8(ascii: "-"), (0x30...0x39)?:
            return JSONValue(content: .whole(try number()), line: start)
        default: break
        }
        for (word, content) in [
            ("null", JSONValue.Content.null), ("true", .flag(true)), ("false", .flag(false)),
        ]
        where bytes[place...].starts(with: word.utf8) {
            place += word.utf8.count
            return JSONValue(content: content, line: start)
        }
        throw malformed("a value")
    }

    private mutating func object() throws(ImportFailure) -> [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        try enter()
        while try another(until: UInt8(ascii: "}"), isFirst: members.isEmpty) {
            guard peek == UInt8(ascii: "\"") else { throw malformed("a key in quotes") }
            let keyLine = line
            let key = try string()
            if members.contains(where: { $0.key == key }) {
                throw ImportFailure(line: keyLine, problem: JSONProblem.duplicateKey(QuotedText(key)))
            }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw malformed(":") }
            skipBlanks()
            members.append((key, try value()))
        }
        depth -= 1
        return members
    }

    private mutating func array() throws(ImportFailure) -> [JSONValue] {
        var elements: [JSONValue] = []
        try enter()
        while try another(until: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
            elements.append(try value())
        }
        depth -= 1
        return elements
    }

    private mutating func enter() throws(ImportFailure) {
        place += 1
        depth += 1
        guard depth <= Self.depthLimit else {
            throw ImportFailure(line: line, problem: JSONProblem.tooDeep(limit: Self.depthLimit))
        }
    }

    /// Whether there is another part, or the end of what is open.
    private mutating func another(until end: UInt8, isFirst: Bool) throws(ImportFailure) -> Bool {
        skipBlanks()
        if take(end) { return false }
        guard !isFirst else { return true }
        guard take(UInt8(ascii: ",")) else { throw malformed(", / \(Character(UnicodeScalar(end)))") }
        skipBlanks()
        return true
    }

    private mutating func number() throws(ImportFailure) -> Int64 {
        let start = place
        let signs: Set<UInt8> = [
            UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
        ]
        while let byte = peek, signs.contains(byte) || 0x30...0x39 ~= byte { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if text.utf8.contains(where: {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
        }) {
            throw ImportFailure(line: line, problem: JSONProblem.fraction(QuotedText(text)))
        }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        let isPlain = text.utf8.count - digits.count <= 1 && digits.allSatisfy { 0x30...0x39 ~= $0 }
        guard isPlain, let first = digits.first, first != 0x30 || digits.count == 1 else {
            place = start
            throw malformed("a whole number")
        }
        guard let number = Int64(text) else {
            throw ImportFailure(line: line, problem: JSONProblem.tooLarge(QuotedText(text)))
        }
        return number
    }

    // MARK: Texts

    private mutating func string() throws(ImportFailure) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = peek {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped()
            case 0..<0x20:
                place -= 1
                throw malformed("\\n, \\t …")
            default: text.append(byte)
            }
        }
        throw malformed("\"")
    }

    private mutating func escaped() throws(ImportFailure) -> [UInt8] {
        guard let byte = peek else { throw malformed("\"") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"): return Array(String(Character(try unicode())).utf8)
        default:
            place -= 1
            throw malformed("\\n, \\t, \\u0000 …")
        }
    }

    private mutating func unicode() throws(ImportFailure) -> Unicode.Scalar {
        let first = try fourDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard 0xD800...0xDBFF ~= first, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw malformed("a pair \\uD800\\uDC00")
        }
        let second = try fourDigits()
        guard 0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("a pair \\uD800\\uDC00") }
        return scalar
    }

    private mutating func fourDigits() throws(ImportFailure) -> UInt32 {
        let digits = bytes[place...].prefix(4)
        let isHexadecimal = digits.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x46 ~= $0 || 0x61...0x66 ~= $0 }
        guard digits.count == 4, isHexadecimal,
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw malformed("\\u0000") }
        place += 4
        return value
    }

    // MARK: Bytes

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            if byte == 0x0A { line += 1 }
            place += 1
        }
    }

    private func malformed(_ expected: String) -> ImportFailure {
        let rest = bytes[min(place, bytes.count)...].prefix { $0 != 0x0A && $0 != 0x0D }.prefix(200)
        let found = QuotedText(String(decoding: rest, as: UTF8.self).prefix(12).description)
        return ImportFailure(line: line, problem: JSONProblem.malformed(found: found, expected: expected))
    }
}

extension Money {
    /// Reads an amount 金额 in yuan from text.
    ///
    /// Accepted are digits with at most two decimals (`1234.5`), commas between thousands if they are all in
    /// their places (`1,234.50`), `￥` or `¥` in front, `元` behind, one sign: `-` or `−` in front or parentheses
    /// around, full-width forms of all of these, and blanks around the whole. A digit stands on both sides of a
    /// point. Everything else is refused, `+`, `1e3`, `NaN` and `0x10` among it, and so is the empty text: what
    /// a blank cell means is for the caller to say.
    ///
    /// - Throws: ``MoneyProblem/notANumber(_:)``, ``MoneyProblem/tooManyDecimals(_:)``, or
    ///   ``MoneyProblem/tooLarge(_:)`` beyond ``maximum``.
    public init(parsing text: String) throws(MoneyProblem) {
        var text = text
        // withUTF8 passes on errors without their type, so the outcome travels as a value.
        let outcome: Result<Money, MoneyProblem> = text.withUTF8 { bytes in
            Result { () throws(MoneyProblem) in try Money.parse(bytes) }
        }
        self = try outcome.get()
    }

    /// Reads an amount 金额 in yuan from UTF-8; the same rules as ``init(parsing:)``.
    ///
    /// Plain ASCII amounts, which is nearly all of them in an import of millions of lines, are read in one pass
    /// without allocating.
    ///
    /// - Throws: ``MoneyProblem/notANumber(_:)``, ``MoneyProblem/tooManyDecimals(_:)``, or
    ///   ``MoneyProblem/tooLarge(_:)`` beyond ``maximum``.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(MoneyProblem) -> Money {
        let isNegative = bytes.first == UInt8(ascii: "-")
        if case .fen(let fen) = readNumber(bytes, from: isNegative ? 1 : 0, to: bytes.count) {
            return Money(fen: isNegative ? -fen : fen)
        }
        // The slow road judges anew, so that what is wrong is decided in one place.
        return try parseDecorated(bytes)
    }

    /// What a run of digits, commas and a point turned out to be.
    private enum Reading {
        case fen(Int64)
        case notANumber
        case tooManyDecimals
        case tooLarge
    }

    /// Reads an amount with any of its decorations.
    private static func parseDecorated(_ bytes: UnsafeBufferPointer<UInt8>) throws(MoneyProblem) -> Money {
        guard let folded = TypedText.folded(bytes, accept: foldedByte) else {
            throw .notANumber(QuotedText(bytes))
        }
        var start = 0
        var end = folded.count
        var sign: UInt8?
        var closes = false
        var hasCurrency = false
        var hasUnit = false
        // Sign and currency come in either order (-￥5, ￥-5), and so do unit and closing parenthesis.
        while start < end {
            if sign == nil, folded[start] == Mark.minus || folded[start] == Mark.open {
                sign = folded[start]
            } else if !hasCurrency, folded[start] == Mark.currency {
                hasCurrency = true
            } else {
                break
            }
            start += 1
        }
        while start < end {
            if !closes, folded[end - 1] == Mark.close {
                closes = true
            } else if !hasUnit, folded[end - 1] == Mark.unit {
                hasUnit = true
            } else {
                break
            }
            end -= 1
        }
        guard closes == (sign == Mark.open) else { throw .notANumber(QuotedText(bytes)) }
        switch folded.withUnsafeBufferPointer({ readNumber($0, from: start, to: end) }) {
        case .fen(let fen): return Money(fen: sign == nil ? fen : -fen)
        case .notANumber: throw .notANumber(QuotedText(bytes))
        case .tooManyDecimals: throw .tooManyDecimals(QuotedText(bytes))
        case .tooLarge: throw .tooLarge(QuotedText(bytes))
        }
    }

    /// The bytes that decorations fold to; the letters are free because no letter is ever accepted.
    private enum Mark {
        static let minus = UInt8(ascii: "-")
        static let open = UInt8(ascii: "(")
        static let close = UInt8(ascii: ")")
        static let currency = UInt8(ascii: "Y")
        static let unit = UInt8(ascii: "U")
    }

    private static func foldedByte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "0"..."9", ",", ".", "-", "(", ")": UInt8(truncatingIfNeeded: scalar.value)
        case "\u{2212}": Mark.minus
        case "\u{A5}", "\u{FFE5}": Mark.currency
        case "元": Mark.unit
        default: nil
        }
    }

    /// Reads digits, commas in their places and a point with decimals; sign and decorations are off already.
    private static func readNumber(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Reading {
        let limitYuan = maximum.fen / 100
        var value: Int64 = 0
        var digits = 0  // since the start or the last comma
        var isGrouped = false
        var index = start
        while index < end {
            let byte = bytes[index]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                // Above the limit it only has to stay there; so it cannot overflow however long the text is.
                if value <= limitYuan { value = value &* 10 &+ Int64(digit) }
                digits &+= 1
            } else if byte == UInt8(ascii: ",") {
                guard isGrouped ? digits == 3 : (1...3).contains(digits) else { return .notANumber }
                isGrouped = true
                digits = 0
            } else if byte == UInt8(ascii: ".") {
                break
            } else {
                return .notANumber
            }
            index &+= 1
        }
        guard isGrouped ? digits == 3 : digits > 0 else { return .notANumber }
        value = value &* 100
        if index < end {
            let point = index
            index &+= 1
            var unit: Int64 = 10
            while index < end {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return .notANumber }
                value = value &+ unit &* Int64(digit)
                unit /= 10
                index &+= 1
            }
            let decimals = end - point - 1
            guard decimals > 0 else { return .notANumber }
            guard decimals <= 2 else { return .tooManyDecimals }
        }
        return value <= maximum.fen ? .fen(value) : .tooLarge
    }
}

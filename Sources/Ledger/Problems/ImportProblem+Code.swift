extension ImportProblem {
    /// The stable name of the problem.
    public var code: String {
        switch self {
        case .fileMissing: "import.file-missing"
        case .fileUnreadable: "import.file-unreadable"
        case .fileChanged: "import.file-changed"
        case .temporaryFile: "import.temporary-file"
        case .outputFailed: "output.failed"
        case .encoding: "import.encoding"
        case .encodingUnavailable: "import.encoding-unavailable"
        case .notEncodable: "output.not-encodable"
        case .lineTooLong: "import.line-too-long"
        case .nul: "import.nul"
        case .unclosedQuote: "import.unclosed-quote"
        case .malformedQuote: "import.malformed-quote"
        case .empty: "import.empty"
        case .headerMissing: "import.header-missing"
        case .headerTwice: "import.header-twice"
        case .headerUnknown: "import.header-unknown"
        case .columnCount: "import.column-count"
        case .blank: "import.blank"
        case .textTooLong: "import.text-too-long"
        case .controlCharacter: "import.control-character"
        case .integer(let column, _, _, _), .decimal(let column, _, _): Self.invalid(column)
        case .field(_, let problem): problem.code
        case .voucherTooLong: "import.voucher-too-long"
        case .groupSeenAgain: "voucher.group-seen-again"
        case .groupDiffers: "voucher.group-differs"
        case .zeroLine: "voucher.zero-line"
        case .bothSides: "voucher.both-sides"
        }
    }

    /// Breaches of the rules of vouchers are refused; nearly all else is unreadable.
    public var kind: ProblemKind {
        switch self {
        case .fileMissing: .unknown
        case .fileUnreadable, .temporaryFile, .outputFailed: .io
        case .fileChanged: .busy
        case .encodingUnavailable: .missingPart
        case .groupSeenAgain, .groupDiffers, .zeroLine, .bothSides: .refused
        case .field(_, let problem): problem.kind
        default: .unreadable
        }
    }

    /// `unit-price.invalid` for the column `unit_price`.
    private static func invalid(_ column: ImportColumn) -> String {
        String(column.english.map { $0 == "_" ? "-" : $0 }) + ".invalid"
    }
}

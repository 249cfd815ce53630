/// What a source document is made as (附件类型), told by its bytes and never by its name.
public enum AttachmentType: String, Sendable, CaseIterable {
    /// PDF.
    case pdf
    /// OFD, the Chinese format of electronic invoices: a zip archive with `OFD.xml` in it.
    case ofd
    /// PNG.
    case png
    /// JPEG.
    case jpeg
    /// XML, as electronic vouchers come.
    case xml

    /// The types a setting names, `pdf;ofd`; nil where a word is none.
    public static func list(_ text: String) -> [AttachmentType]? {
        let words = text.split(separator: ";", omittingEmptySubsequences: false)
        let types = words.compactMap { AttachmentType(rawValue: String($0)) }
        return types.isEmpty || types.count < words.count ? nil : types
    }

    /// What content is by its signature; nil for what is none of these.
    ///
    /// - Parameters:
    ///   - head: the first bytes, some hundred at least where there are so many.
    ///   - tail: the last bytes, where a zip archive lists what is in it.
    public init?(head: [UInt8], tail: [UInt8]) {
        if head.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            let name = Array("OFD.xml".utf8)
            guard Self.contains(name, in: head) || Self.contains(name, in: tail) else { return nil }
            self = .ofd
        } else {
            var text = head[...]
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
            text = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
            guard text.starts(with: Array("<?xml".utf8)) else { return nil }
            self = .xml
        }
    }

    private static func contains(_ part: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains {
            bytes[$0] == first && bytes[$0..<($0 + part.count)].elementsEqual(part)
        }
    }

    /// What a name's ending says it is; nil without one, `.some(nil)` for an ending of something else.
    static func ending(of name: String) -> AttachmentType?? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last?.lowercased() else { return nil }
        return .some(last == "jpg" ? .jpeg : AttachmentType(rawValue: last))
    }
}

/// What a source document is (附件种类).
public enum AttachmentKind: String, Sendable, CaseIterable {
    /// 发票.
    case invoice
    /// 收据.
    case receipt
    /// 合同.
    case contract
    /// 其他.
    case other

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .invoice: "发票"
        case .receipt: "收据"
        case .contract: "合同"
        case .other: "其他"
        }
    }
}

/// The file of a source document as it is found (附件状态), by hashing it again.
public enum AttachmentState: String, Sendable {
    /// 完好: its bytes are those that were attached.
    case intact
    /// 被改动: it is there, and other bytes.
    case changed
    /// 缺失: it is not there, or can't be read.
    case missing

    /// Its name in Chinese.
    public var chinese: String {
        switch self {
        case .intact: "完好"
        case .changed: "被改动"
        case .missing: "缺失"
        }
    }
}

/// A source document about to be attached (待附文件): what is known of it before anything is written.
public struct AttachmentFacts: Sendable, Equatable {
    /// What it is called where it comes from, whatever that is.
    public var name: String
    /// Bytes.
    public var size: Int
    /// By its signature; nil for none that is known.
    public var type: AttachmentType?

    /// Its facts.
    public init(name: String, size: Int, type: AttachmentType?) {
        self.name = name
        self.size = size
        self.type = type
    }

    /// All that refuses it: nothing in it, too large, another type than its name says or than is allowed.
    public func problems(allowed: [AttachmentType], limitMiB: Int) -> [AttachmentProblem] {
        guard let shown = AttachmentName(name)?.text else { return [.name(name)] }
        guard size > 0 else { return [.empty(shown)] }
        var problems: [AttachmentProblem] = []
        if size > limitMiB << 20 { problems.append(.tooLarge(shown, bytes: size, limitMiB: limitMiB)) }
        if let type, allowed.contains(type) {
            if let ending = AttachmentType.ending(of: shown), ending != type {
                problems.append(.otherType(shown, found: type))
            }
        } else {
            problems.append(.type(shown, found: type, allowed: allowed))
        }
        return problems
    }
}

/// A document's name as it may be shown (附件名称): its last part, without what would break a line, a terminal or the
/// reading direction. It never becomes a path.
public struct AttachmentName: Sendable, Equatable {
    /// The name.
    public let text: String
    /// Whether something was taken out.
    public let isChanged: Bool

    /// Nil where nothing is left of it.
    public init?(_ given: String) {
        var clean = String.UnicodeScalarView()
        for scalar in given.unicodeScalars {
            if scalar == "/" || scalar == "\\" {
                clean = String.UnicodeScalarView()
            } else if Self.isPlain(scalar) {
                clean.append(scalar)
            }
        }
        var part = clean[...]
        while let first = part.first, first == " " || first == "\u{3000}" { part = part.dropFirst() }
        part = part.prefix(TextLimit.name)
        while let last = part.last, last == " " || last == "\u{3000}" { part = part.dropLast() }
        guard part.contains(where: { $0 != "." }) else { return nil }
        text = String(part)
        isChanged = !text.utf8.elementsEqual(given.utf8)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
            false
        default: true
        }
    }
}

/// The number printed on a source document 发票号码, as it is compared: full-width digits are the plain ones, blanks count
/// for nothing.
public enum SourceNumber {
    /// - Throws: ``AttachmentProblem/sourceNumber(_:)`` for one that is empty, too long or not to be shown.
    public static func normal(_ text: String) throws(AttachmentProblem) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != " " && scalar != "\u{3000}" {
            if (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) {
                clean.append(plain)
            } else {
                clean.append(scalar)
            }
        }
        let hidden = clean.contains {
            [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        guard !clean.isEmpty, clean.count <= TextLimit.name, !hidden else { throw .sourceNumber(text) }
        return String(clean)
    }
}

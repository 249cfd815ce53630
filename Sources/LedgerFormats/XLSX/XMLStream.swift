import CExpat
import Ledger

/// What takes in the elements of an XML part, one after the other (XML 元素接收).
protocol XMLTaker: AnyObject {
    /// Whether the rest need not be read.
    var isDone: Bool { get }
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(ImportFailure)
    func end(_ name: XMLName) throws(ImportFailure)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImportFailure)
}

/// The name of an element without its prefix; good while it is taken in.
struct XMLName {
    private let bytes: UnsafePointer<CChar>

    init(_ qualified: UnsafePointer<CChar>) {
        var start = qualified
        var place = qualified
        while place.pointee != 0 {
            if place.pointee == 0x3A { start = place + 1 }
            place += 1
        }
        bytes = start
    }

    static func == (name: XMLName, text: StaticString) -> Bool {
        name.bytes.withMemoryRebound(to: UInt8.self, capacity: text.utf8CodeUnitCount + 1) { bytes in
            var place = 0
            while place < text.utf8CodeUnitCount {
                guard bytes[place] == text.utf8Start[place] else { return false }
                place += 1
            }
            return bytes[place] == 0
        }
    }
}

/// The attributes of an element; good while it is taken in.
struct XMLAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        self.pairs = pairs
    }

    /// The value of the attribute of that name, without a prefix or with any.
    func bytes(_ name: StaticString, prefixed: Bool = false) -> UnsafeBufferPointer<UInt8>? {
        guard let pairs else { return nil }
        var place = 0
        while let key = pairs[place], let value = pairs[place + 1] {
            let isLonger = prefixed && Self.hasPrefix(key)
            if prefixed == isLonger, XMLName(key) == name, prefixed || !Self.hasPrefix(key) {
                return UnsafeRawPointer(value).withMemoryRebound(to: UInt8.self, capacity: 1) { start in
                    var count = 0
                    while start[count] != 0 { count += 1 }
                    return UnsafeBufferPointer(start: start, count: count)
                }
            }
            place += 2
        }
        return nil
    }

    /// The same as a string.
    func string(_ name: StaticString, prefixed: Bool = false) -> String? {
        bytes(name, prefixed: prefixed).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as a whole number of at most nine digits.
    func whole(_ name: StaticString) -> Int? {
        guard let bytes = bytes(name), (1...9).contains(bytes.count) else { return nil }
        var number = 0
        for byte in bytes {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            number = number * 10 + Int(byte &- UInt8(ascii: "0"))
        }
        return number
    }

    /// Whether the attribute says yes.
    func flag(_ name: StaticString) -> Bool {
        let value = string(name)
        return value == "1" || value == "true"
    }

    private static func hasPrefix(_ key: UnsafePointer<CChar>) -> Bool {
        var place = key
        while place.pointee != 0 {
            if place.pointee == 0x3A { return true }
            place += 1
        }
        return false
    }
}

/// Reads the XML of a part, piece by piece in flat memory (XML 读取), through the library expat.
///
/// A DOCTYPE is refused where it begins, before anything in it is looked at: without one there are no entities, and so
/// nothing to expand or to fetch.
final class XMLStream {
    private let part: ZipPart
    private let taker: any XMLTaker
    private let parser: XML_Parser
    private var failure: ImportFailure?
    private var depth = 0
    private var silentBytes = 0

    private static let chunkBytes = 1 << 16
    /// No part of a workbook nests deeper than a dozen.
    private static let depthLimit = 64
    /// Bytes read without a single element or text: expat would keep all of such a tag in memory.
    private static let silentLimit = 4 << 20

    /// Reads a part from its start to its end, or until the taker is done.
    ///
    /// - Throws: `xlsx.doctype`, `xlsx.damaged`, what ``ZipPart`` and the taker throw.
    static func read(_ part: ZipPart, into taker: any XMLTaker) throws(ImportFailure) {
        guard let parser = XML_ParserCreate(nil) else {
            throw ImportFailure(WorkbookProblem.damaged(part: part.name))
        }
        let stream = XMLStream(part, taker, parser)
        try stream.run()
    }

    private init(_ part: ZipPart, _ taker: any XMLTaker, _ parser: XML_Parser) {
        self.part = part
        self.taker = taker
        self.parser = parser
    }

    deinit {
        XML_ParserFree(parser)
    }

    private func run() throws(ImportFailure) {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { me, name, attributes in
                guard let name else { return }
                XMLStream.of(me)?.take { (stream) throws(ImportFailure) in
                    stream.depth += 1
                    guard stream.depth <= XMLStream.depthLimit else { throw stream.damaged }
                    try stream.taker.start(XMLName(name), XMLAttributes(attributes))
                }
            },
            { me, name in
                guard let name else { return }
                XMLStream.of(me)?.take { (stream) throws(ImportFailure) in
                    stream.depth -= 1
                    try stream.taker.end(XMLName(name))
                }
            })
        XML_SetCharacterDataHandler(parser) { me, text, count in
            guard let text else { return }
            XMLStream.of(me)?.take { (stream) throws(ImportFailure) in
                let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
                try stream.taker.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { me, _, _, _, _ in
            XMLStream.of(me)?.take { (stream) throws(ImportFailure) in
                throw ImportFailure(WorkbookProblem.doctype(part: stream.part.name))
            }
        }
        while true {
            guard let buffer = XML_GetBuffer(parser, Int32(Self.chunkBytes)) else { throw damaged }
            let count = try part.read(into: buffer, count: Self.chunkBytes)
            silentBytes += count
            let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
            if let failure { throw failure }
            if taker.isDone { return }
            guard status == XML_STATUS_OK, silentBytes <= Self.silentLimit else { throw damaged }
            if count == 0 { return }
        }
    }

    private var damaged: ImportFailure { ImportFailure(WorkbookProblem.damaged(part: part.name)) }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLStream? {
        pointer.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Errors can't pass through the library: the first is kept and the parser stopped.
    @inline(__always)
    private func take(_ body: (XMLStream) throws(ImportFailure) -> Void) {
        guard failure == nil else { return }
        silentBytes = 0
        do throws(ImportFailure) {
            try body(self)
            if taker.isDone { XML_StopParser(parser, 0) }
        } catch {
            failure = error
            XML_StopParser(parser, 0)
        }
    }
}

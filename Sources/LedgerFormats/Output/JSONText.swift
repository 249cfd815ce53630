import Ledger

/// Writes JSON (JSON 输出), two blanks a level, keys in the order in which they are given.
///
/// Numbers are whole: amounts are fen and their keys end in `Fen`. Nothing is kept in memory but what the
/// ``ByteOutput`` gathers. An array or object is open for as long as its closure runs:
///
/// ```swift
/// JSONText.object(output) { json in
///     json.field("year", 2026)
///     json.array("villages") { villages in
///         for village in all { villages.object { $0.field("village", village.name) } }
///     }
/// }
/// ```
public enum JSONText {
    /// Writes one object and a line break; the caller finishes the output.
    public static func object(
        _ output: ByteOutput, _ body: (JSONObject) throws -> Void
    ) rethrows {
        let writer = JSONWriter(output)
        try writer.object(body)
        output.write(UInt8(ascii: "\n"))
    }

    /// Writes one array and a line break; the caller finishes the output.
    public static func array(
        _ output: ByteOutput, _ body: (JSONArray) throws -> Void
    ) rethrows {
        let writer = JSONWriter(output)
        try writer.array(body)
        output.write(UInt8(ascii: "\n"))
    }
}

/// An object while it is written (JSON 对象); good only inside its closure.
public struct JSONObject {
    fileprivate let writer: JSONWriter

    /// Writes a text; null for nil.
    public func field(_ key: String, _ value: String?) {
        writer.key(key)
        writer.value(value)
    }

    /// Writes a whole number; null for nil.
    public func field(_ key: String, _ value: Int?) {
        writer.key(key)
        writer.value(value.map(Int64.init))
    }

    /// Writes a whole number; null for nil.
    public func field(_ key: String, _ value: Int64?) {
        writer.key(key)
        writer.value(value)
    }

    /// Writes an amount in fen, so the key ends in `Fen`; null for nil.
    public func field(_ key: String, _ value: Money?) {
        writer.key(key)
        writer.value(value?.fen)
    }

    /// Writes a date as `2026-03-15`; null for nil.
    public func field(_ key: String, _ value: CalendarDate?) {
        writer.key(key)
        writer.value(value?.description)
    }

    /// Writes true or false; null for nil.
    public func field(_ key: String, _ value: Bool?) {
        writer.key(key)
        writer.value(value)
    }

    /// Writes null.
    public func null(_ key: String) {
        writer.key(key)
        writer.value(Int64?.none)
    }

    /// Writes an array of texts.
    public func field(_ key: String, _ values: [String]) {
        array(key) { for value in values { $0.value(value) } }
    }

    /// Writes an object.
    public func object(
        _ key: String, _ body: (JSONObject) throws -> Void
    ) rethrows {
        writer.key(key)
        try writer.object(body)
    }

    /// Writes an array.
    public func array(
        _ key: String, _ body: (JSONArray) throws -> Void
    ) rethrows {
        writer.key(key)
        try writer.array(body)
    }
}

/// An array while it is written (JSON 数组); good only inside its closure.
public struct JSONArray {
    fileprivate let writer: JSONWriter

    /// Writes a text; null for nil.
    public func value(_ value: String?) {
        writer.element()
        writer.value(value)
    }

    /// Writes a whole number; null for nil.
    public func value(_ value: Int?) {
        writer.element()
        writer.value(value.map(Int64.init))
    }

    /// Writes an amount in fen; null for nil.
    public func value(_ value: Money?) {
        writer.element()
        writer.value(value?.fen)
    }

    /// Writes an object.
    public func object(_ body: (JSONObject) throws -> Void) rethrows {
        writer.element()
        try writer.object(body)
    }

    /// Writes an array.
    public func array(_ body: (JSONArray) throws -> Void) rethrows {
        writer.element()
        try writer.array(body)
    }
}

/// Puts the signs of JSON (JSON 写出).
private final class JSONWriter {
    private let output: ByteOutput
    private var depth = 0
    private var isEmpty = true

    init(_ output: ByteOutput) {
        self.output = output
    }

    func object(_ body: (JSONObject) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try body(JSONObject(writer: self))
        close(UInt8(ascii: "}"))
    }

    func array(_ body: (JSONArray) throws -> Void) rethrows {
        open(UInt8(ascii: "["))
        try body(JSONArray(writer: self))
        close(UInt8(ascii: "]"))
    }

    func key(_ key: String) {
        element()
        string(key)
        output.write(": ")
    }

    /// Begins the next part of what is open.
    func element() {
        if !isEmpty { output.write(UInt8(ascii: ",")) }
        isEmpty = false
        newLine()
    }

    func value(_ value: String?) {
        if let value { string(value) } else { output.write("null") }
    }

    func value(_ value: Int64?) {
        if let value { output.write(value) } else { output.write("null") }
    }

    func value(_ value: Bool?) {
        output.write(value.map { $0 ? "true" : "false" } ?? "null")
    }

    private func open(_ sign: UInt8) {
        output.write(sign)
        depth += 1
        isEmpty = true
    }

    private func close(_ sign: UInt8) {
        depth -= 1
        if !isEmpty { newLine() }
        output.write(sign)
        isEmpty = false
    }

    private func newLine() {
        output.write(UInt8(ascii: "\n"))
        output.write(UInt8(ascii: " "), times: 2 * depth)
    }

    private func string(_ text: String) {
        output.write(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            // Few texts hold anything to escape, and what stands between is written in one piece.
            var written = 0
            for (place, byte) in bytes.enumerated()
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                output.write(UnsafeBufferPointer(rebasing: bytes[written..<place]))
                escaped(byte)
                written = place + 1
            }
            output.write(UnsafeBufferPointer(rebasing: bytes[written...]))
        }
        output.write(UInt8(ascii: "\""))
    }

    private func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): output.write("\\\"")
        case UInt8(ascii: "\\"): output.write("\\\\")
        case UInt8(ascii: "\n"): output.write("\\n")
        case UInt8(ascii: "\r"): output.write("\\r")
        case UInt8(ascii: "\t"): output.write("\\t")
        case 0..<0x20:
            output.write(byte < 0x10 ? "\\u000" : "\\u00")
            output.write(String(byte, radix: 16))
        default: output.write(byte)
        }
    }
}

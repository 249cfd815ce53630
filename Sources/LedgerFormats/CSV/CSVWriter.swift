import Ledger

/// Writes comma-separated values (CSV), RFC 4180 with LF, field by field.
///
/// A field is put in quotes only where it must be. Everything ``CSVReader`` reads is written so that it reads
/// the same again.
public final class CSVWriter {
    /// Where the text goes.
    public let output: ByteOutput
    private var fields = 0
    private var onlyEmpty = true

    /// A writer to `output`; the caller finishes the output.
    public init(_ output: ByteOutput) {
        self.output = output
    }

    /// Writes one field of the present record.
    public func field(_ text: String) {
        separate()
        guard !text.isEmpty else { return }
        onlyEmpty = false
        // A byte order mark at the start of a file would be skipped by readers.
        var needsQuotes = text.unicodeScalars.first == "\u{FEFF}"
        for byte in text.utf8 where byte <= UInt8(ascii: ",") && Self.isSpecial(byte) { needsQuotes = true }
        guard needsQuotes else {
            output.write(text)
            return
        }
        output.write(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { output.write(byte) }
            output.write(byte)
        }
        output.write(UInt8(ascii: "\""))
    }

    /// Writes one field of the present record: a whole number.
    public func field(_ number: Int64) {
        separate()
        onlyEmpty = false
        output.write(number)
    }

    /// Writes one field of the present record: yuan 元 with two decimals, plain.
    public func field(_ money: Money) {
        field(money.yuan)
    }

    /// Ends the present record.
    public func endRecord() {
        // A record of one empty field would be an empty line, which is no record.
        if fields == 1, onlyEmpty { output.write("\"\"") }
        output.write(UInt8(ascii: "\n"))
        fields = 0
        onlyEmpty = true
    }

    /// Writes a whole record.
    public func record(_ fields: some Sequence<String>) {
        for text in fields { field(text) }
        endRecord()
    }

    private func separate() {
        if fields > 0 { output.write(UInt8(ascii: ",")) }
        fields += 1
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}

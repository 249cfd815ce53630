import Foundation
import Ledger
import Testing

@testable import LedgerFormats

@Suite("CSV is read byte by byte")
struct CSVReaderTests {
    @Test("records end with LF, CRLF, a lone CR or the end of the file")
    func recordEnds() throws {
        #expect(
            try records("a,b\nc,d\r\ne,f\rg,h") == [
                Record(1, ["a", "b"]), Record(2, ["c", "d"]), Record(3, ["e", "f"]), Record(4, ["g", "h"]),
            ])
    }

    @Test("empty lines are skipped and counted")
    func emptyLines() throws {
        #expect(try records("\n\r\n\ra\n\n\nb\n\n") == [Record(4, ["a"]), Record(7, ["b"])])
        #expect(try records("").isEmpty)
        #expect(try records("\n\n").isEmpty)
    }

    @Test("quotes hold commas, line breaks and doubled quotes; the next record's line is still right")
    func quotes() throws {
        let text = "\"a,b\",\"say \"\"yes\"\"\",\"\"\n\"one\ntwo\r\nthree\rfour\",x\nlast,\"\"\"\"\n"
        #expect(
            try records(text) == [
                Record(1, ["a,b", "say \"yes\"", ""]), Record(2, ["one\ntwo\r\nthree\rfour", "x"]),
                Record(6, ["last", "\""]),
            ])
    }

    @Test("empty fields stay fields")
    func emptyFields() throws {
        #expect(
            try records(",,\n\"\"\n,") == [Record(1, ["", "", ""]), Record(2, [""]), Record(3, ["", ""])])
    }

    @Test("a quote within an unquoted field is text")
    func strayQuote() throws {
        #expect(try records("5\"管,b\n") == [Record(1, ["5\"管", "b"])])
    }

    @Test("U+2028, combining marks and rare characters are ordinary text, also next to quotes")
    func ordinaryText() throws {
        let line = "一\u{2028}二\u{85}三"
        // A Character would take the quote and the mark after it for one.
        let marked = "\"\u{301}a\""
        #expect(
            try records("\(line),\(marked),𠮷㐂䶮\n") == [Record(1, [line, "\u{301}a", "𠮷㐂䶮"])])
        #expect(try records("a,\u{301}b\r\n") == [Record(1, ["a", "\u{301}b"])])
    }

    @Test("a byte order mark is skipped at the start and only there")
    func byteOrderMark() throws {
        #expect(
            try records("\u{FEFF}a,b\n\u{FEFF}c,d") == [
                Record(1, ["a", "b"]), Record(2, ["\u{FEFF}c", "d"]),
            ])
        #expect(try records("\u{FEFF}\"a\"\n") == [Record(1, ["a"])])
        #expect(try records("\u{FEFF}").isEmpty)
    }

    @Test("a zero byte is refused with its line, in quotes too")
    func zeroByte() throws {
        #expect(failure { _ = try records("a\nb\u{0}") } ?? ("", 0) == ("import.nul", 2))
        #expect(failure { _ = try records("a\n\"b\nc\u{0}\"") } ?? ("", 0) == ("import.nul", 3))
    }

    @Test("an unclosed quote is told with the line where it opened")
    func unclosedQuote() throws {
        #expect(
            failure { _ = try records("a,b\nc,\"d\ne\nf\n") } ?? ("", 0) == ("import.unclosed-quote", 2))
    }

    @Test(
        "text after a closing quote is refused",
        arguments: ["a\n\"b\"c,d\n", "a\n\"b\" ,d", "a\n\"b\"x\"\"\n"])
    func malformedQuote(text: String) throws {
        #expect(failure { _ = try records(text) } ?? ("", 0) == ("import.malformed-quote", 2))
    }

    @Test("a record may have one mebibyte and not a byte more")
    func recordLimit() throws {
        let limit = 1_048_576
        let full = [UInt8](repeating: UInt8(ascii: "x"), count: limit)
        for end in ["", "\n", "\r\n"] {
            let read = try records(MemoryBytes(full + Array(end.utf8)))
            #expect(read.count == 1)
            #expect(read.first?.fields.first?.utf8.count == limit)
            let over = failure { _ = try records(MemoryBytes(full + [120] + Array(end.utf8))) }
            #expect(over ?? ("", 0) == ("import.line-too-long", 1))
        }
    }

    @Test("a line of a gigabyte stops after little more than the limit was read")
    func endlessLine() throws {
        for byte in [UInt8(ascii: "x"), UInt8(ascii: ","), UInt8(ascii: "\"")] {
            let source = EndlessBytes(byte, count: 1_000_000_000)
            let stopped = failure { _ = try records(source) }
            #expect(stopped ?? ("", 0) == ("import.line-too-long", 1))
            #expect(source.given < 2_000_000)
        }
    }

    @Test("a quote left open in a long file is named in the message")
    func openQuoteOverLimit() throws {
        let text = "a\n\"b" + String(repeating: "line\n", count: 300_000)
        do {
            _ = try records(text)
            Issue.record("The record of 1.5 MB was read.")
        } catch let failure as ImportFailure {
            #expect(failure.problem.code == "import.line-too-long")
            #expect(failure.problem.english.contains("quote opened on line 2"))
            #expect(failure.problem.chinese.contains("第 2 行"))
        }
    }

    @Test("however the bytes come in pieces, the records are the same")
    func anySplit() throws {
        var numbers = SeededNumbers.fresh()
        let alphabet: [String] = [
            ",", "\"", "\"\"", "\n", "\r", "\r\n", "a", "12.50", "摘要", "𠮷", "\u{2028}", " ", ",\"x", "\",",
        ]
        for _ in 0..<2_000 {
            let length = Int.random(in: 0...40, using: &numbers)
            var text = Bool.random(using: &numbers) ? "" : "\u{FEFF}"
            for _ in 0..<length { text += alphabet.randomElement(using: &numbers) ?? "" }
            let bytes = Array(text.utf8)
            let whole = Outcome { try records(MemoryBytes(bytes)) }
            let single = Outcome { try records(ChoppedBytes(bytes, sizes: bytes.map { _ in 1 })) }
            let sizes = (0..<bytes.count).map { _ in Int.random(in: 1...9, using: &numbers) }
            let chopped = Outcome { try records(ChoppedBytes(bytes, sizes: sizes)) }
            #expect(whole == single, "\(text.debugDescription)")
            #expect(whole == chopped, "\(text.debugDescription) \(sizes)")
        }
    }

    /// Records, or what stopped them.
    enum Outcome: Equatable {
        case records([Record])
        case stopped(String, Int)

        init(_ body: () throws -> [Record]) {
            var read: [Record] = []
            if let stop = failure({ read = try body() }) {
                self = .stopped(stop.code, stop.line)
            } else {
                self = .records(read)
            }
        }
    }
}

@Suite("CSV that is written reads the same again")
struct CSVWriterTests {
    @Test("fields are quoted where they must be and only there")
    func quoting() throws {
        let output = ByteOutput()
        let csv = CSVWriter(output)
        csv.record(["plain", "a,b", "say \"yes\"", "two\nlines", "", " blank ", "5.00"])
        csv.record([""])
        #expect(try output.text() == "plain,\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",, blank ,5.00\n\"\"\n")
    }

    @Test("random records come back as they were")
    func roundTrip() throws {
        var numbers = SeededNumbers.fresh()
        let alphabet = Array("a9,\"\n\r \t摘𠮷\u{301}\u{2028}\u{FEFF};'".unicodeScalars)
        for _ in 0..<500 {
            let width = Int.random(in: 1...5, using: &numbers)
            let written = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
                (0..<width).map { _ in
                    let scalars = (0..<Int.random(in: 0...6, using: &numbers)).compactMap { _ in
                        alphabet.randomElement(using: &numbers)
                    }
                    return String(String.UnicodeScalarView(scalars))
                }
            }
            let output = ByteOutput()
            let csv = CSVWriter(output)
            for fields in written { csv.record(fields) }
            let read = try records(MemoryBytes(try output.bytes())).map(\.fields)
            #expect(read.map { $0.map { Array($0.utf8) } } == written.map { $0.map { Array($0.utf8) } })
        }
    }
}

import Foundation
import Glibc
import Ledger
import Testing

@testable import LedgerFormats

@Suite("the encoding of a file is found out, that of a pipe is named")
struct InputTextTests {
    /// 𠮷, 㐂 and 䶮 are characters of real names; the first lies beyond U+FFFF.
    static let names = "姓名,备注\n𠮷田,㐂\n龔䶮,\"换\n行\"\n"

    private func content(_ input: InputText) throws -> String {
        let read = try records(input.bytes())
        return read.map { $0.fields.joined(separator: "|") }.joined(separator: "\n")
    }

    static let expected = "姓名|备注\n𠮷田|㐂\n龔䶮|换\n行"

    @Test("UTF-8 with and without its mark, and GB18030, give the same text")
    func files() throws {
        let plain = try ScratchFile(Self.names)
        let marked = try ScratchFile("\u{FEFF}" + Self.names)
        let chinese = try ScratchFile(gb18030(Self.names))
        let chineseMarked = try ScratchFile([0x84, 0x31, 0x95, 0x33] + gb18030(Self.names))
        for (file, encoding) in [
            (plain, TextEncoding.utf8), (marked, .utf8), (chinese, .gb18030), (chineseMarked, .gb18030),
        ] {
            let input = try InputText(path: file.path)
            #expect(input.encoding == encoding)
            #expect(try content(input) == Self.expected)
            #expect(try content(input) == Self.expected, "It can be read a second time.")
        }
    }

    @Test("bytes in memory are found out like a file")
    func memory() throws {
        let input = try InputText(bytes: gb18030(Self.names))
        #expect(input.encoding == .gb18030)
        #expect(try content(input) == Self.expected)
    }

    /// Runs `body` with a pipe that somebody fills with `bytes` meanwhile.
    private func withPipe(_ bytes: [UInt8], _ body: (Int32) throws -> Void) throws {
        let pipe = Pipe()
        let writing = pipe.fileHandleForWriting
        signal(SIGPIPE, SIG_IGN)
        let writer = Thread {
            try? writing.write(contentsOf: Data(bytes))
            try? writing.close()
        }
        writer.start()
        defer { try? pipe.fileHandleForReading.close() }
        try body(pipe.fileHandleForReading.fileDescriptor)
    }

    @Test("a pipe is UTF-8 unless it is named")
    func pipes() throws {
        try withPipe(Array(Self.names.utf8)) { descriptor in
            let input = try InputText(descriptor: descriptor, name: "-")
            #expect(input.encoding == .utf8)
            #expect(try content(input) == Self.expected)
            #expect(try content(input) == Self.expected, "It can be read a second time.")
        }
        let chinese = try gb18030(Self.names)
        try withPipe(chinese) { descriptor in
            let input = try InputText(descriptor: descriptor, name: "-", encoding: .gb18030)
            #expect(try content(input) == Self.expected)
        }
        try withPipe(chinese) { descriptor in
            let stopped = failure { _ = try InputText(descriptor: descriptor, name: "-") }
            #expect(stopped ?? ("", 0) == ("import.encoding", 1))
        }
    }

    @Test("a long text in GB18030 is converted whole, wherever the pieces end")
    func longText() throws {
        // Lines of 2, 3, 4 … bytes so that characters lie across every boundary.
        let lines = (0..<60_000).map { "第\($0)户𠮷" + String(repeating: "x", count: $0 % 7) }
        let file = try ScratchFile(gb18030(lines.joined(separator: "\n")))
        let input = try InputText(path: file.path)
        #expect(input.encoding == .gb18030)
        #expect(try records(input.bytes()).map { $0.fields[0] } == lines)
    }

    @Test("a character cut in two at the end, or damaged, is told with its line")
    func damaged() throws {
        let good = "户名\n" + String(repeating: "张三李四王五赵六\n", count: 4)
        let truncated = try ScratchFile(Array((good + "钱").utf8).dropLast())
        #expect(failure { _ = try InputText(path: truncated.path) } ?? ("", 0) == ("import.encoding", 6))
        let marked = try ScratchFile([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xFF, 0x0A])
        #expect(failure { _ = try InputText(path: marked.path) } ?? ("", 0) == ("import.encoding", 2))
        let neither = try ScratchFile(gb18030("户名\n张三\n") + [0xFF, 0x0A])
        #expect(failure { _ = try InputText(path: neither.path) } ?? ("", 0) == ("import.encoding", 3))
        let cutChinese = try ScratchFile(Array(gb18030("户名\n张三\n李").dropLast()))
        #expect(failure { _ = try InputText(path: cutChinese.path) } ?? ("", 0) == ("import.encoding", 3))
    }

    @Test(
        "overlong forms, surrogates and what lies beyond Unicode are not UTF-8",
        arguments: [
            [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80],
        ])
    func notUTF8(bytes: [UInt8]) throws {
        var check = UTF8Check()
        let outcome = ([0x61] + bytes).withUnsafeBufferPointer { check.check($0) }
        #expect(outcome == .invalid(at: 1))
    }

    @Test("the standard library and the check agree about random bytes")
    func agreesWithStandardLibrary() throws {
        var numbers = SeededNumbers.fresh()
        let pieces: [[UInt8]] = [
            [0x61], Array("汉".utf8), Array("𠮷".utf8), Array("é".utf8), [0x80], [0xE6], [0xF0, 0x9F], [0xC3],
        ]
        for _ in 0..<5_000 {
            let bytes = (0..<8).flatMap { _ in pieces.randomElement(using: &numbers) ?? [] }
            var check = UTF8Check()
            let outcome = bytes.withUnsafeBufferPointer { check.check($0) }
            #expect((outcome == .valid(incomplete: 0)) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }

    @Test("a line of a gigabyte stops at once, from a sparse file and from a pipe")
    func endlessLine() throws {
        let file = try ScratchFile("x")
        #expect(truncate(file.path, 1_000_000_000) == 0)
        let clock = ContinuousClock()
        let duration = clock.measure {
            #expect(failure { _ = try InputText(path: file.path) } ?? ("", 0) == ("import.line-too-long", 1))
        }
        #expect(duration < .seconds(5))
        // More than a pipe and one record hold: whoever writes it is stopped long before he is done.
        let line = Array("a,b\n".utf8) + [UInt8](repeating: 0x78, count: 50_000_000)
        try withPipe(line) { descriptor in
            let stopped = failure { _ = try InputText(descriptor: descriptor, name: "-") }
            #expect(stopped ?? ("", 0) == ("import.line-too-long", 2))
        }
        try withPipe(line) { descriptor in
            let stopped = failure { _ = try InputText(descriptor: descriptor, name: "-", encoding: .gb18030) }
            #expect(stopped ?? ("", 0) == ("import.line-too-long", 2))
        }
    }

    @Test("a missing file, a folder and a file that changes meanwhile are told apart")
    func files_that_cannot_be_read() throws {
        #expect(
            failure { _ = try InputText(path: "/nowhere/a.csv") } ?? ("", 1) == ("import.file-missing", 0))
        #expect(failure { _ = try InputText(path: "/") } ?? ("", 1) == ("import.file-unreadable", 0))
        let file = try ScratchFile("a,b\n")
        let input = try InputText(path: file.path)
        try input.checkUnchanged()
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("c,d\n".utf8))
        try handle.close()
        #expect(failure { try input.checkUnchanged() } ?? ("", 1) == ("import.file-changed", 0))
    }

    @Test("names of encodings are understood", arguments: ["UTF-8", "utf8", "GB18030", "gbk"])
    func names(name: String) {
        #expect(TextEncoding(name: name) == (name.lowercased().hasPrefix("u") ? .utf8 : .gb18030))
    }
}

@Suite("text is written in either encoding")
struct ByteOutputTests {
    @Test("GB18030 that is written is what other programs write, whatever the pieces")
    func gb18030Output() throws {
        let text = String(repeating: "𠮷田,㐂,龔䶮\n", count: 10_000)
        let output = try ByteOutput(encoding: .gb18030)
        for byte in text.utf8 { output.write(byte) }
        #expect(try output.bytes() == gb18030(text))
    }

    @Test("numbers")
    func numbers() throws {
        let output = ByteOutput()
        for number: Int64 in [0, 7, -10, .max, .min] {
            output.write(number)
            output.write(" ")
        }
        #expect(try output.text() == "0 7 -10 9223372036854775807 -9223372036854775808 ")
    }

    @Test("a full disk is told")
    func fullDisk() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let output = try ByteOutput(descriptor: full)
        output.write("text")
        #expect(failure { try output.finish() } ?? ("", 1) == ("output.failed", 0))
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerFormats

/// A source that gives its bytes in pieces of chosen sizes.
final class ChoppedBytes: ByteSource {
    private let bytes: [UInt8]
    private var offset = 0
    private var sizes: [Int]

    init(_ bytes: [UInt8], sizes: [Int]) {
        self.bytes = bytes
        self.sizes = sizes
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int {
        let size = sizes.isEmpty ? bytes.count : sizes.removeFirst()
        let count = min(buffer.count, max(1, size), bytes.count - offset)
        buffer.copyBytes(from: bytes[offset..<offset + count])
        offset += count
        return count
    }
}

/// A source of as many equal bytes as asked for, which counts those it gave.
final class EndlessBytes: ByteSource {
    private let byte: UInt8
    private var left: Int
    private(set) var given = 0

    init(_ byte: UInt8, count: Int) {
        self.byte = byte
        left = count
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportFailure) -> Int {
        let count = min(left, buffer.count)
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(
            as: UInt8.self, repeating: byte)
        left -= count
        given += count
        return count
    }
}

/// A file in the temporary folder that is gone with the object.
final class ScratchFile {
    let path: String

    init(_ bytes: [UInt8], _ suffix: String = "csv") throws {
        path = FileManager.default.temporaryDirectory.path + "/formats-test-\(UUID().uuidString).\(suffix)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    convenience init(_ text: String, _ suffix: String = "csv") throws {
        try self.init(Array(text.utf8), suffix)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// One record as a test compares it.
struct Record: Equatable {
    var line: Int
    var fields: [String]

    init(_ line: Int, _ fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// All records of a source.
func records(_ source: any ByteSource) throws -> [Record] {
    var reader = CSVReader(source)
    var records: [Record] = []
    while try reader.next() {
        records.append(Record(reader.line, (0..<reader.fieldCount).map { reader.string($0) }))
    }
    return records
}

/// All records of a text.
func records(_ text: String) throws -> [Record] {
    try records(MemoryBytes(Array(text.utf8)))
}

/// What stopped `body`: the problem's code and its line.
func failure(_ body: () throws -> Void) -> (code: String, line: Int)? {
    do {
        try body()
        return nil
    } catch let error as ImportFailure {
        return (error.problem.code, error.line)
    } catch {
        Issue.record("\(error) is no ImportFailure.")
        return nil
    }
}

/// The bytes of a text in GB18030, made without the code under test.
func gb18030(_ text: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    process.arguments = ["-f", "UTF-8", "-t", "GB18030"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](bytes)
}

/// Numbers that are the same again for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A new seed, printed so that a failure can be repeated.
    static func fresh(_ test: String = #function) -> SeededNumbers {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("\(test): seed \(seed)")
        return SeededNumbers(seed: seed)
    }
}

import Glibc
import Ledger

/// A text file or pipe that can be read more than once, as UTF-8 (输入文本).
///
/// A regular file finds out its own encoding: by its byte order mark, else UTF-8 if all of it is UTF-8, else
/// GB18030. A pipe names it. GB18030 is converted into a temporary file without a name, and a pipe is kept in one;
/// memory stays flat. A line over ``CSVReader/recordLimitBytes`` is refused while reading, not afterwards.
public final class InputText {
    /// The encoding the bytes came in.
    public let encoding: TextEncoding
    /// What messages call the input: its path, `-` for standard input.
    public let name: String

    private let descriptor: Int32
    private let closesDescriptor: Bool
    private let temporary: TemporaryFile?
    private let start: Int
    private let stamp: FileStamp?
    private let standsForRows: Bool

    /// Bytes looked at or converted at once.
    private static let chunkBytes = 1 << 18

    /// Opens the file at `path`; `-` is standard input.
    ///
    /// - Parameter encoding: what the bytes are; nil lets a regular file find out and takes UTF-8 for a pipe.
    /// - Throws: ``ImportFailure`` with `import.file-missing`, `import.file-unreadable`, `import.encoding`,
    ///   `import.line-too-long`, or `import.temporary-file`.
    public convenience init(path: String, encoding: TextEncoding? = nil) throws(ImportFailure) {
        guard path != "-" else {
            try self.init(descriptor: STDIN_FILENO, name: "-", encoding: encoding)
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemReason.unreadable(path) }
        try self.init(descriptor: descriptor, name: path, encoding: encoding, closes: true)
    }

    /// Text from bytes in memory, such as an upload; finds out its encoding as a file does.
    public convenience init(bytes: [UInt8], name: String = "-") throws(ImportFailure) {
        let kept = try TemporaryFile()
        try kept.append(bytes)
        let copy = dup(kept.descriptor)
        guard copy >= 0 else { throw SystemReason.unreadable(name) }
        lseek(copy, 0, SEEK_SET)
        try self.init(descriptor: copy, name: name, closes: true)
    }

    /// The text that an open descriptor gives from its present position on.
    ///
    /// - Parameter closes: whether the descriptor is closed with this object, or when it cannot be made.
    /// - Throws: as ``init(path:encoding:)``.
    public convenience init(
        descriptor: Int32, name: String, encoding: TextEncoding? = nil, closes: Bool = false
    ) throws(ImportFailure) {
        try self.init(descriptor: descriptor, name: name, encoding: encoding, closes: closes, head: [])
    }

    /// - Parameter head: what was already taken out of a pipe.
    init(
        descriptor: Int32, name: String, encoding: TextEncoding?, closes: Bool, head: [UInt8]
    ) throws(ImportFailure) {
        self.name = name
        self.descriptor = descriptor
        closesDescriptor = closes
        standsForRows = false
        do throws(ImportFailure) {
            guard let stamp = FileStamp(of: descriptor) else { throw SystemReason.unreadable(name) }
            guard !stamp.isDirectory else {
                errno = EISDIR
                throw SystemReason.unreadable(name)
            }
            if stamp.isRegular {
                let start = max(0, lseek(descriptor, 0, SEEK_CUR))
                if let encoding {
                    self.encoding = encoding
                    if encoding == .utf8 { try Self.checkUTF8(descriptor, from: start) }
                } else {
                    self.encoding = try Self.findEncoding(descriptor, from: start)
                }
                if self.encoding == .utf8 {
                    (temporary, self.start, self.stamp) = (nil, start, stamp)
                } else {
                    let bytes = FileBytes(descriptor: descriptor, from: start)
                    (temporary, self.start, self.stamp) = (try Self.convert(bytes), 0, stamp)
                }
            } else {
                self.encoding = encoding ?? .utf8
                let bytes = PipeBytes(descriptor: descriptor, head: head)
                let kept = self.encoding == .utf8 ? try Self.keep(bytes) : try Self.convert(bytes)
                (temporary, start, self.stamp) = (kept, 0, nil)
            }
        } catch {
            if closes { close(descriptor) }
            throw error
        }
    }

    /// Rows of another file, written as CSV into `rows`, each on the line that has the number of its row there.
    ///
    /// - Parameter stamp: of the file behind `descriptor`, where it is one.
    init(rows: TemporaryFile, descriptor: Int32, name: String, stamp: FileStamp?, closes: Bool) {
        self.name = name
        self.descriptor = descriptor
        self.stamp = stamp
        closesDescriptor = closes
        encoding = .utf8
        temporary = rows
        start = 0
        standsForRows = true
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    /// The text from its start, as UTF-8; a byte order mark is still on it.
    public func bytes() -> FileBytes {
        FileBytes(descriptor: temporary?.descriptor ?? descriptor, from: start, name: name)
    }

    /// A reader of the text that `bytes` give, which counts lines or rows as they are numbered in the file.
    func reader(_ bytes: FileBytes) -> CSVReader {
        CSVReader(bytes, countsQuotedBreaks: !standsForRows)
    }

    /// The text from `offset` up to `end`, both counted from its start.
    func move(_ bytes: FileBytes, to offset: Int, end: Int) {
        bytes.move(to: start + offset, end: end == .max ? .max : start + end)
    }

    /// Makes sure nobody has written to the file since it was opened.
    ///
    /// - Throws: `import.file-changed`.
    public func checkUnchanged() throws(ImportFailure) {
        guard let stamp else { return }
        guard FileStamp(of: descriptor) == stamp else { throw ImportFailure(.fileChanged) }
    }

    // MARK: Finding out

    /// Looks at all of a regular file.
    private static func findEncoding(
        _ descriptor: Int32, from start: Int
    ) throws(ImportFailure) -> TextEncoding {
        var mark: [UInt8] = [0, 0, 0, 0]
        let count = pread(descriptor, &mark, 4, start)
        if count == 4, mark == [0x84, 0x31, 0x95, 0x33] { return .gb18030 }
        var check = UTF8Check()
        let bytes = FileBytes(descriptor: descriptor, from: start)
        guard let bad = try firstInvalid(bytes, &check, again: descriptor, start) else { return .utf8 }
        // A Chinese text in GB18030 is invalid UTF-8 almost at once. Where UTF-8 went well for a while, or said so
        // with its mark, it is damaged UTF-8; reading that as GB18030 would fill the books with nonsense.
        let hasMark = count >= 3 && mark.starts(with: [0xEF, 0xBB, 0xBF])
        guard !hasMark, check.longCharacters < 16 else {
            throw try failure(.encoding(tried: "UTF-8"), descriptor, from: start, at: bad)
        }
        return .gb18030
    }

    /// Makes sure a regular file said to be UTF-8 is.
    private static func checkUTF8(_ descriptor: Int32, from start: Int) throws(ImportFailure) {
        var check = UTF8Check()
        let bytes = FileBytes(descriptor: descriptor, from: start)
        if let bad = try firstInvalid(bytes, &check, again: descriptor, start) {
            throw try failure(.encoding(tried: "UTF-8"), descriptor, from: start, at: bad)
        }
    }

    /// A failure at `offset` bytes from `start`, with its line.
    private static func failure(
        _ problem: ImportProblem, _ descriptor: Int32, from start: Int, at offset: Int
    ) throws(ImportFailure) -> ImportFailure {
        let before = FileBytes(descriptor: descriptor, from: start, to: start + offset)
        return ImportFailure(problem, line: try LineCount.line(after: before))
    }

    /// Where the bytes stop being UTF-8, counted from their start; nil when all are.
    ///
    /// - Parameters:
    ///   - descriptor, start: where the same bytes can be read again, for the number of a line.
    ///   - kept: where they are written on the way.
    private static func firstInvalid(
        _ source: any ByteSource, _ check: inout UTF8Check, again descriptor: Int32, _ start: Int,
        kept: TemporaryFile? = nil
    ) throws(ImportFailure) -> Int? {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 8)
        defer { buffer.deallocate() }
        var lines = LineCount()
        var carried = 0
        var offset = 0
        while true {
            let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[carried...]))
            guard count > 0 else { return carried > 0 ? offset : nil }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<(carried + count)])
            let new = UnsafeRawBufferPointer(rebasing: piece[carried...])
            if let kept { try kept.append(new) }
            guard lines.add(new) else {
                throw try failure(LineCount.tooLong, descriptor, from: start, at: lines.lineOffset)
            }
            switch check.check(piece.assumingMemoryBound(to: UInt8.self)) {
            case .invalid(let place): return offset + place
            case .valid(let incomplete):
                offset += piece.count - incomplete
                let rest = piece[(piece.count - incomplete)...]
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest))
                carried = incomplete
            }
        }
    }

    // MARK: Keeping

    /// A pipe of UTF-8, kept.
    private static func keep(_ source: any ByteSource) throws(ImportFailure) -> TemporaryFile {
        let kept = try TemporaryFile()
        var check = UTF8Check()
        if let bad = try firstInvalid(source, &check, again: kept.descriptor, 0, kept: kept) {
            throw try failure(.encoding(tried: "UTF-8"), kept.descriptor, from: 0, at: bad)
        }
        return kept
    }

    /// GB18030 converted to UTF-8.
    private static func convert(_ source: any ByteSource) throws(ImportFailure) -> TemporaryFile {
        let kept = try TemporaryFile()
        let converter = try TextConverter(from: .gb18030, to: .utf8)
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 8)
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 8)
        defer {
            input.deallocate()
            output.deallocate()
        }
        var lines = LineCount()
        var carried = 0
        while true {
            let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[carried...]))
            guard count > 0 || carried > 0 else { return kept }
            var rest = UnsafeRawBufferPointer(rebasing: input[..<(carried + count)])
            var outcome = TextConverter.Outcome.full
            while outcome == .full {
                let step = converter.convert(rest, into: output)
                outcome = step.outcome
                rest = UnsafeRawBufferPointer(rebasing: rest[step.read...])
                let text = UnsafeRawBufferPointer(rebasing: output[..<step.written])
                try kept.append(text)
                guard lines.add(text) else {
                    throw try failure(LineCount.tooLong, kept.descriptor, from: 0, at: lines.lineOffset)
                }
            }
            guard outcome != .invalid, count > 0 || rest.isEmpty else {
                throw try failure(
                    .encoding(tried: "UTF-8 / GB18030"), kept.descriptor, from: 0, at: kept.count)
            }
            carried = rest.count
            input.copyMemory(from: rest)
        }
    }
}

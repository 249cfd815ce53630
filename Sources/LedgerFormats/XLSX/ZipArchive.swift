import CZip
import Glibc
import Ledger

/// What a workbook may cost before it is refused (工作簿上限). Nothing the file says of itself is believed: bytes are
/// counted as they come out.
struct WorkbookLimits {
    /// Most parts of the zip.
    var parts = 10_000
    /// Most bytes of all parts read, expanded.
    var expandedBytes = 2 << 30
    /// How many times its packed size a part may expand to …
    var ratio = 200
    /// … once it has given this many bytes.
    var ratioFromBytes = 1 << 20
    /// Most bytes of shared texts, which are kept in memory.
    var textBytes = 256 << 20
    /// Most bytes of one cell: the 32 767 characters a cell can hold, at four bytes each.
    var cellBytes = 131_068
    /// Most bytes of a workbook that comes through a pipe.
    var pipeBytes = 512 << 20
}

/// A zip file (压缩包) that is read in place: its parts are streams in memory and never files.
final class ZipArchive {
    /// What is left of ``WorkbookLimits/expandedBytes``.
    fileprivate var left: Int
    let limits: WorkbookLimits
    private let handle: OpaquePointer

    /// The zip file behind a descriptor, which stays the caller's.
    ///
    /// - Throws: `xlsx.damaged`, `xlsx.too-many-parts`.
    init(descriptor: Int32, limits: WorkbookLimits = WorkbookLimits()) throws(ImportFailure) {
        self.limits = limits
        left = limits.expandedBytes
        let copy = dup(descriptor)
        guard copy >= 0 else { throw SystemReason.unreadable("-") }
        lseek(copy, 0, SEEK_SET)
        var reason: Int32 = 0
        guard let handle = zip_fdopen(copy, 0, &reason) else {
            close(copy)
            throw ImportFailure(WorkbookProblem.damaged(part: "zip"))
        }
        self.handle = handle
        let count = Int(zip_get_num_entries(handle, 0))
        guard count <= limits.parts else {
            throw ImportFailure(WorkbookProblem.tooManyParts(count: count, limit: limits.parts))
        }
    }

    deinit {
        zip_discard(handle)
    }

    /// A part by its name, whatever the case of its letters; nil when there is none.
    ///
    /// - Throws: `xlsx.encrypted`, `xlsx.damaged`.
    func part(_ name: String) throws(ImportFailure) -> ZipPart? {
        let place = zip_name_locate(handle, name, UInt32(ZIP_FL_NOCASE))
        guard place >= 0 else { return nil }
        var facts = zip_stat_t()
        guard zip_stat_index(handle, UInt64(place), 0, &facts) == 0 else {
            throw ImportFailure(WorkbookProblem.damaged(part: name))
        }
        guard facts.encryption_method == 0 else { throw ImportFailure(WorkbookProblem.encrypted) }
        guard let stream = zip_fopen_index(handle, UInt64(place), 0) else {
            throw ImportFailure(WorkbookProblem.damaged(part: name))
        }
        return ZipPart(name, self, stream, packed: Int(clamping: facts.comp_size))
    }
}

/// One part of a zip while it is read (压缩包部件).
final class ZipPart {
    /// Its name in the zip.
    let name: String
    private let archive: ZipArchive
    private let stream: OpaquePointer
    private let packed: Int
    private var given = 0

    fileprivate init(_ name: String, _ archive: ZipArchive, _ stream: OpaquePointer, packed: Int) {
        self.name = name
        self.archive = archive
        self.stream = stream
        self.packed = packed
    }

    deinit {
        zip_fclose(stream)
    }

    /// Fills the start of `buffer` with what comes next; 0 at the end.
    ///
    /// - Throws: `xlsx.damaged`, `xlsx.bomb`, `xlsx.too-large`.
    func read(into buffer: UnsafeMutableRawPointer, count: Int) throws(ImportFailure) -> Int {
        let read = zip_fread(stream, buffer, UInt64(count))
        guard read >= 0 else { throw ImportFailure(WorkbookProblem.damaged(part: name)) }
        given += Int(read)
        archive.left -= Int(read)
        let limits = archive.limits
        // Divided instead of multiplied: what the zip says of its size may be any number.
        guard given <= limits.ratioFromBytes || given / limits.ratio <= packed else {
            throw ImportFailure(WorkbookProblem.bomb(part: name, ratio: limits.ratio))
        }
        guard archive.left >= 0 else {
            throw ImportFailure(WorkbookProblem.tooLarge(limitMiB: limits.expandedBytes >> 20))
        }
        return Int(read)
    }
}

extension ImportFailure {
    /// A failure of a workbook at a row of a sheet; 0 means the whole file.
    init(_ problem: WorkbookProblem, line: Int = 0) {
        self.init(line: line, problem: problem)
    }
}

import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("backup and restore")
struct BackupTests {
    private static func files(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("a backup has the ledger's heads, one file and the heads beside it")
    func backup() throws {
        let folder = try VerifySample.folder()
        let ledger = try LedgerFile.open(VerifySample.copy(), for: .reading)
        let path = folder.appending(path: "b.sqlite").path
        let heads = try ledger.backup(to: path)
        #expect(heads == (try ledger.verify().heads))
        #expect(try Self.files(folder) == ["b.sqlite", "b.sqlite.heads.json"])
        let beside = try Data(contentsOf: URL(filePath: LedgerFile.headsPath(of: path)))
        #expect(try LedgerHeads(json: Array(beside)) == heads)
        #expect(try LedgerFile.open(path, for: .reading).verify(heads: heads).problems == [])
    }

    @Test("a backup is made while a writer holds the ledger, and of a ledger in memory")
    func whileWriting() throws {
        let folder = try VerifySample.folder()
        let path = try VerifySample.copy()
        let writer = try LedgerFile.open(path, for: .writing(user: "zhang"))
        try writer.addDimension(name: "车间", description: "车间", by: "zhang")
        let first = try LedgerFile.open(path, for: .reading).backup(
            to: folder.appending(path: "1.sqlite").path)
        try writer.addDimension(name: "地块二", description: "地块二", by: "zhang")
        let second = try writer.backup(to: folder.appending(path: "2.sqlite").path)
        #expect(first.audit != second.audit)
        let memory = try LedgerFile.inMemory()
        try VerifySample.fill(memory)
        let third = try memory.backup(to: folder.appending(path: "3.sqlite").path)
        #expect(third == (try memory.heads()))
    }

    @Test("nothing is overwritten", arguments: ["", "-wal", "-journal", ".heads.json"])
    func exists(_ suffix: String) throws {
        let folder = try VerifySample.folder()
        let path = folder.appending(path: "b.sqlite").path
        try Data("x".utf8).write(to: URL(filePath: path + suffix))
        let ledger = try LedgerFile.open(VerifySample.copy(), for: .reading)
        #expect(throws: FileProblem.exists(path + suffix)) { try ledger.backup(to: path) }
        #expect(try Self.files(folder) == ["b.sqlite" + suffix])
    }

    @Test("a backup that can't be written leaves nothing behind")
    func unwritable() throws {
        let ledger = try LedgerFile.open(VerifySample.copy(), for: .reading)
        #expect(throws: FileProblem.self) { try ledger.backup(to: "/nonexistent/b.sqlite") }
        // A device that is full from the first byte.
        if FileManager.default.fileExists(atPath: "/dev/full") {
            let folder = try VerifySample.folder()
            let path = folder.appending(path: "b.sqlite").path
            let draft = "\(path).heads.json.\(getpid()).part"
            try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
            #expect(throws: FileProblem.self) { try ledger.backup(to: path) }
            try FileManager.default.removeItem(atPath: draft)
            #expect(try Self.files(folder) == [])
        }
    }

    @Test("a restored ledger has the same heads and takes vouchers")
    func restore() throws {
        let folder = try VerifySample.folder()
        let backup = folder.appending(path: "b.sqlite").path
        let path = folder.appending(path: "l.sqlite").path
        let heads = try LedgerFile.open(VerifySample.copy(), for: .reading).backup(to: backup)
        let report = try LedgerFile.restore(from: backup, to: path)
        #expect(report.ok && report.heads == heads)
        #expect(try Self.files(folder) == ["b.sqlite", "b.sqlite.heads.json", "l.sqlite"])
        let ledger = try LedgerFile.open(path, for: .writing(user: "zhang"))
        try ledger.addDimension(name: "车间", description: "车间", by: "zhang")
        #expect(try ledger.verify(heads: heads).problems == [])
    }

    @Test("a backup that is damaged or not the one its heads say is not restored")
    func damaged() throws {
        let folder = try VerifySample.folder()
        let backup = folder.appending(path: "b.sqlite").path
        let path = folder.appending(path: "l.sqlite").path
        try LedgerFile.open(VerifySample.copy(), for: .reading).backup(to: backup)
        do {
            try RawFile(backup).tamper(
                "UPDATE line SET debit = debit + 100 WHERE book = 1 AND sequence = 1 AND line = 1")
        }
        #expect(throws: BackupProblem.self) { try LedgerFile.restore(from: backup, to: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(!(try LedgerFile.restore(from: backup, to: path, acceptingProblems: true)).ok)

        let other = folder.appending(path: "other.sqlite").path
        try FileManager.default.copyItem(atPath: HeadsTests.cutBack(), toPath: other)
        try FileManager.default.copyItem(
            atPath: LedgerFile.headsPath(of: backup), toPath: LedgerFile.headsPath(of: other))
        #expect(throws: BackupProblem.self) { try LedgerFile.restore(from: other, to: path + "2") }
    }

    @Test("what is missing, taken or no ledger is refused")
    func refused() throws {
        let folder = try VerifySample.folder()
        let backup = folder.appending(path: "b.sqlite").path
        #expect(throws: FileProblem.missing(backup)) {
            try LedgerFile.restore(from: backup, to: backup + "2")
        }
        try Data(repeating: 7, count: 5000).write(to: URL(filePath: backup))
        #expect(throws: FileProblem.notALedger(backup)) {
            try LedgerFile.restore(from: backup, to: backup + "2")
        }
        #expect(throws: FileProblem.exists(backup)) { try LedgerFile.restore(from: backup, to: backup) }
        let nowhere = folder.appending(path: "none/b.sqlite").path
        #expect(throws: FileProblem.noFolder(nowhere)) { try LedgerFile.restore(from: backup, to: nowhere) }
    }
}

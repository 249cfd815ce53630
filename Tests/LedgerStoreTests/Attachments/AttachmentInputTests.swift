import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("attachments: what is no document")
struct AttachmentInputTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var code: String
        var testDescription: String { "\(name) → \(code)" }
    }

    static let bad = [
        Bad(name: "空.pdf", bytes: [], code: "attachment.empty"),
        Bad(name: "程序.exe", bytes: [0x4D, 0x5A, 0x90, 0], code: "attachment.wrong-type"),
        Bad(name: "程序.pdf", bytes: [0x4D, 0x5A, 0x90, 0], code: "attachment.wrong-type"),
        Bad(name: "文档.ofd", bytes: Documents.zip, code: "attachment.wrong-type"),
        Bad(name: "照片.pdf", bytes: Documents.jpeg, code: "attachment.wrong-type"),
        Bad(name: "发票.exe", bytes: Documents.pdf, code: "attachment.wrong-type"),
        Bad(name: "说明.xml", bytes: Array("<html></html>".utf8), code: "attachment.wrong-type"),
    ]

    private func attach(_ file: NewAttachment) throws -> AttachmentOutcome {
        try AttachmentTests.open(Hamlet.copy()).attach([file], to: AttachmentTests.draft, by: "zhang")
    }

    @Test("empty, of no known type, or not what its ending says", arguments: bad)
    func refused(_ bad: Bad) throws {
        let path = try Documents.file(bad.name, bad.bytes)
        #expect(refusal { _ = try attach(NewAttachment(path: path)) } == [bad.code])
    }

    @Test(
        "each type is known by its bytes",
        arguments: [
            ("a.pdf", Documents.pdf, "pdf"), ("a.png", Documents.png, "png"),
            ("a.JPG", Documents.jpeg, "jpeg"),
            ("a.jpeg", Documents.jpeg, "jpeg"), ("a.xml", Documents.xml, "xml"),
            ("a.ofd", Documents.ofd, "ofd"),
            ("a", Documents.pdf, "pdf"),
        ])
    func types(_ name: String, _ bytes: [UInt8], _ type: String) throws {
        #expect(try attach(NewAttachment(path: Documents.file(name, bytes))).attached.map(\.type) == [type])
    }

    @Test("2 GB is refused without being read or copied")
    func large() throws {
        let path = try Documents.file("大.pdf")
        try #require(truncate(path, off_t(2) << 30) == 0)
        let ledger = try Hamlet.copy()
        #expect(
            refusal {
                _ = try AttachmentTests.open(ledger).attach(
                    [NewAttachment(path: path)], to: AttachmentTests.draft, by: "zhang")
            } == ["attachment.too-large"])
        #expect(!FileManager.default.fileExists(atPath: ledger + ".attachments"))
    }

    @Test("types and size are settings")
    func settings() throws {
        let ledger = try AttachmentTests.open(Hamlet.copy())
        try ledger.set(.attachmentTypes, to: "pdf;ofd", source: "规定", by: "zhang")
        try ledger.set(.attachmentLimit, to: "1", scope: "H001", source: "规定", by: "zhang")
        func codes(_ name: String, _ bytes: [UInt8]) throws -> [String] {
            let file = NewAttachment(path: try Documents.file(name, bytes))
            return refusal { _ = try ledger.attach([file], to: AttachmentTests.draft, by: "zhang") }
        }
        #expect(try codes("a.png", Documents.png) == ["attachment.wrong-type"])
        let filler = [UInt8](repeating: 0x20, count: (1 << 20) - Documents.pdf.count)
        #expect(try codes("a.pdf", Documents.pdf + filler) == [])
        #expect(try codes("b.pdf", Documents.pdf + filler + [0x20]) == ["attachment.too-large"])
        for value in ["pdf;doc", "", "pdf;"] {
            #expect(
                refusal { try ledger.set(.attachmentTypes, to: value, source: "规定", by: "zhang") } == [
                    "setting.invalid"
                ])
        }
    }

    @Test("a folder, a pipe, or nothing at all is no file; a link to a file is that file")
    func kinds() throws {
        let folder = try VerifySample.folder()
        #expect(refusal { _ = try attach(NewAttachment(path: folder.path)) } == ["attachment.not-a-file"])
        let pipe = folder.appending(path: "p.pdf").path
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(refusal { _ = try attach(NewAttachment(path: pipe)) } == ["attachment.not-a-file"])
        #expect(
            refusal { _ = try attach(NewAttachment(path: folder.appending(path: "n.pdf").path)) } == [
                "import.file-missing"
            ])
        let link = folder.appending(path: "l.pdf").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: Documents.invoice("一"))
        #expect(try attach(NewAttachment(path: link)).attached.map(\.name) == ["l.pdf"])
    }

    @Test(
        "a name is never a path, and hidden characters are taken out and told",
        arguments: [
            ("a/../b.pdf", "b.pdf"), ("a\r\nb.pdf", "ab.pdf"), ("..\\..\\发票.pdf", "发票.pdf"),
            ("发票\u{202E}fdp.pdf", "发票fdp.pdf"), ("\u{0}/etc/发票.pdf", "发票.pdf"), ("a\u{200B}.pdf", "a.pdf"),
        ])
    func names(_ given: String, _ shown: String) throws {
        let outcome = try attach(NewAttachment(path: Documents.file("x.pdf"), name: given))
        #expect(outcome.attached.map(\.name) == [shown])
        #expect(outcome.warnings.map(\.code) == ["attachment.name-cleaned"])
    }

    @Test("a name of which nothing is left is refused", arguments: ["", "a/", "..", "\r\n", "\u{202E}"])
    func noName(_ given: String) throws {
        #expect(
            refusal { _ = try attach(NewAttachment(path: Documents.file("x.pdf"), name: given)) } == [
                "attachment.name"
            ])
    }

    @Test(
        "a printed number is one line without hidden characters",
        arguments: ["", "  ", "12\n3", "1\u{202E}2"])
    func numbers(_ given: String) throws {
        let file = NewAttachment(path: try Documents.file("x.pdf"), sourceNumber: given)
        #expect(refusal { _ = try attach(file) } == ["attachment.source-number"])
    }
}

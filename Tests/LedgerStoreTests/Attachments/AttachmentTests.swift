import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("attachments: what goes with a draft stays with its voucher")
struct AttachmentTests {
    /// H001#4 of the hamlet, a draft in February with one attachment counted.
    static let draft = DraftName(book: "H001", number: 4)
    static let voucher = VoucherName(
        book: "H001", month: Month(validNumber: 2026_02), kind: .general, number: 1)

    static func open(_ path: String) throws -> LedgerFile {
        try LedgerFile.open(path, for: .writing(user: "zhang"), clock: Hamlet.clock)
    }

    static func post(_ name: DraftName, in ledger: LedgerFile) throws -> VoucherName? {
        try ledger.review([name], by: "li")
        return try ledger.post([name], by: "zhang").first
    }

    @Test(
        "the count is raised to the documents, the files lie under their SHA-256, and posting takes them along"
    )
    func life() throws {
        let path = try Hamlet.copy()
        let ledger = try Self.open(path)
        let (first, second) = try (Documents.invoice("一"), Documents.file("二.png", Documents.png))
        let outcome = try ledger.attach(
            [
                NewAttachment(path: first, kind: .invoice, sourceNumber: "２６ 332000"),
                NewAttachment(path: second),
            ], to: Self.draft, by: "zhang")
        #expect(outcome.raisedTo == 2)
        #expect(try ledger.draft(Self.draft).content.attachments == 2)
        let digest = try Documents.digest(first)
        #expect(
            try Data(contentsOf: URL(filePath: Documents.kept(digest, of: path)))
                == Data(contentsOf: URL(filePath: first)))
        let posted = try #require(try Self.post(Self.draft, in: ledger))
        let kept = try ledger.attachments(.voucher(posted))
        #expect(kept.map(\.name) == ["一.pdf", "二.png"])
        #expect(kept.map(\.state) == [.intact, .intact])
        #expect(kept.map(\.sourceNumber) == ["26332000", nil])
        #expect(kept.map(\.voucher) == [posted, posted])
        #expect(try ledger.attachments(.book("H002")).isEmpty)
        #expect(try ledger.verify().problems == [])
        #expect(
            refusal { try ledger.removeAttachment(1, of: Self.draft, by: "zhang") } == ["draft.unknown"])
    }

    @Test("an edit can't count fewer than are attached; one taken off frees the document")
    func editing() throws {
        let ledger = try Self.open(Hamlet.copy())
        let file = try Documents.invoice("一")
        _ = try ledger.attach(
            [NewAttachment(path: file), NewAttachment(path: Documents.invoice("二"))], to: Self.draft,
            by: "zhang")
        var content = try ledger.draft(Self.draft).content
        content.attachments = 0
        _ = try ledger.editDraft(Self.draft, to: content, by: "zhang")
        #expect(try ledger.draft(Self.draft).content.attachments == 2)
        let other = try ledger.addDraft(
            Hamlet.voucher("H001", 2026_02_03, [Hamlet.debit("51302", 9), Hamlet.credit("10101", 9)]),
            by: "zhang")
        #expect(
            refusal { _ = try ledger.attach([NewAttachment(path: file)], to: other.name, by: "zhang") } == [
                "attachment.booked-twice"
            ])
        try ledger.removeAttachment(1, of: Self.draft, by: "zhang")
        _ = try ledger.attach([NewAttachment(path: file)], to: other.name, by: "zhang")
        try ledger.deleteDraft(other.name, by: "zhang")
        #expect(try ledger.attachments(.book("H001")).map(\.name) == ["二.pdf"])
        #expect(try ledger.unnamedAttachmentFiles() == [Documents.digest(file)])
        #expect(try ledger.verify().problems == [])
    }

    @Test(
        "the same number of the same kind is the same document, whatever its bytes; in another book it is not"
    )
    func sameNumber() throws {
        let ledger = try Self.open(Hamlet.copy())
        func invoice(_ text: String, _ kind: AttachmentKind = .invoice) throws -> NewAttachment {
            NewAttachment(path: try Documents.invoice(text), kind: kind, sourceNumber: "26332000")
        }
        _ = try ledger.attach([invoice("一")], to: Self.draft, by: "zhang")
        let posted = try #require(try Self.post(Self.draft, in: ledger))
        let next = try ledger.addDraft(
            Hamlet.voucher("H001", 2026_02_03, [Hamlet.debit("51302", 9), Hamlet.credit("10101", 9)]),
            by: "zhang"
        ).name
        var said = ""
        do { _ = try ledger.attach([invoice("二")], to: next, by: "zhang") } catch let problem
            as AttachmentProblem
        {
            said = problem.english
        }
        #expect(said.contains(posted.description))
        _ = try ledger.attach([invoice("三", .contract)], to: next, by: "zhang")
        let elsewhere = try ledger.addDraft(
            Hamlet.voucher("H002", 2026_02_03, [Hamlet.debit("51302", 9), Hamlet.credit("10101", 9)]),
            by: "zhang"
        ).name
        _ = try ledger.attach([invoice("四")], to: elsewhere, by: "zhang")
        #expect(try ledger.verify().problems == [])
    }

    @Test(
        "in a book of five thousand documents the one it has already is found, and no other is taken for it")
    func many() throws {
        let path = try Hamlet.copy()
        let file = try RawFile(path)
        // Documents 1 to 5000 with numbers N1 … N5000; the rows go through the triggers, which ask for twins of each.
        try file.run(
            """
            INSERT INTO attachment WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            SELECT b.id, i, printf('%064x', i), 'f' || i || '.pdf', 10, 'pdf', 'invoice', 'N' || i, 4, NULL, NULL, u.id
            FROM n, book b, user u WHERE b.code = 'H001' AND u.name = 'zhang'
            """)
        #expect(try file.text("SELECT count(*) FROM attachmentTwice") == "0")
        #expect(throws: RawFile.Failure.self) {
            try file.run(
                """
                INSERT INTO attachment SELECT book, 5001, digest, name, size, type, kind, NULL, draft, NULL, NULL, user
                FROM attachment WHERE number = 2345
                """)
        }
        // Behind the triggers' back: 5001 has the bytes of 17, 5002 the number of 4999, 5003 that number as a contract's.
        let row = "SELECT book, %, size, type, %, draft, NULL, NULL, user FROM attachment WHERE number = "
        func insert(_ number: String, _ kind: String, from: Int) -> String {
            var parts = row.split(separator: "%").map(String.init)
            parts.insert(number, at: 1)
            parts.insert(kind, at: 3)
            return "INSERT INTO attachment " + parts.joined() + "\(from)"
        }
        try file.tamper(
            insert("5001, digest, 'a.pdf'", "kind, 'other'", from: 17),
            insert("5002, printf('%064x', 9001), 'b.pdf'", "kind, sourceID", from: 4999),
            insert("5003, printf('%064x', 9002), 'c.pdf'", "'contract', sourceID", from: 4999))
        #expect(
            try file.rows("SELECT number, earlier FROM attachmentTwice ORDER BY number")
                == [["5001", "17"], ["5002", "4999"]])
        let ledger = try Self.open(path)
        let attach = { (text: String, number: String) in
            try ledger.attach(
                [NewAttachment(path: Documents.invoice(text), kind: .invoice, sourceNumber: number)],
                to: Self.draft, by: "zhang")
        }
        #expect(refusal { _ = try attach("一", "N3000") } == ["attachment.booked-twice"])
        #expect(try attach("二", "N5001").attached.map(\.number) == [5004])
    }

    @Test("the document of a reversed voucher goes with the right one, which is posted after the reversal")
    func reversed() throws {
        let ledger = try Self.open(Hamlet.copy())
        let file = try Documents.invoice("一")
        _ = try ledger.attach([NewAttachment(path: file)], to: Self.draft, by: "zhang")
        let wrong = try #require(try Self.post(Self.draft, in: ledger))
        let lines = [Hamlet.debit("51302", 70), Hamlet.credit("10101", 70)]
        let right = try ledger.addDraft(Hamlet.voucher("H001", 2026_02_20, lines), by: "zhang").name
        let again = { try ledger.attach([NewAttachment(path: file)], to: right, by: "zhang") }
        #expect(refusal { _ = try again() } == ["attachment.booked-twice"])
        let red = try ledger.reverse(wrong, on: CalendarDate(validNumber: 2026_02_20), by: "zhang").name
        _ = try again()
        try ledger.review([red, right], by: "li")
        // Without the reversal the same paper would be booked twice.
        #expect(refusal { _ = try ledger.post([right], by: "zhang") } == ["attachment.booked-twice"])
        _ = try ledger.post([red], by: "zhang")
        let posted = try ledger.post([right], by: "zhang")
        #expect(try ledger.attachments(.voucher(wrong)).count == 1)
        #expect(try ledger.attachments(.voucher(posted[0])).map(\.state) == [.intact])
        #expect(try ledger.verify().problems == [])
    }

    @Test("a late document is a record of its own: the voucher and its hash stay as they were")
    func late() throws {
        let ledger = try Self.open(Hamlet.copy())
        let name = VoucherName(book: "H001", month: Month(validNumber: 2026_01), kind: .general, number: 2)
        let before = try ledger.voucher(name)
        let file = NewAttachment(path: try Documents.invoice("合同"), kind: .contract)
        #expect(
            refusal { _ = try ledger.attachLate([file], to: name, reason: "　", by: "zhang") } == [
                "attachment.reason-missing"
            ])
        _ = try ledger.attachLate([file], to: name, reason: "合同后补", by: "zhang")
        #expect(try ledger.voucher(name) == before)
        #expect(try ledger.attachments(.voucher(name)).map(\.lateReason) == ["合同后补"])
        #expect(
            refusal { _ = try ledger.attachLate([file], to: name, reason: "再补", by: "zhang") } == [
                "attachment.booked-twice"
            ])
        #expect(try ledger.verify().problems == [])
    }

    @Test("nobody but a preparer attaches, and to nothing that is reviewed")
    func rights() throws {
        let ledger = try Self.open(Hamlet.copy())
        let file = [NewAttachment(path: try Documents.invoice("一"))]
        #expect(refusal { _ = try ledger.attach(file, to: Self.draft, by: "li") } == ["user.role-missing"])
        try ledger.review([Self.draft], by: "li")
        #expect(refusal { _ = try ledger.attach(file, to: Self.draft, by: "zhang") } == ["draft.reviewed"])
        #expect(try ledger.attachments(.all).isEmpty)
        #expect(
            refusal {
                _ = try Hamlet.inMemory().attach(file, to: Self.draft, by: "zhang")
            } == ["attachment.no-folder"])
    }

    @Test("what a process left that died while it copied is taken out by the next")
    func leftover() throws {
        let path = try Hamlet.copy()
        let folder = URL(filePath: path + ".attachments")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appending(path: ".1.77.part"))
        let file = try Documents.invoice("一")
        _ = try Self.open(path).attach([NewAttachment(path: file)], to: Self.draft, by: "zhang")
        let digest = try Documents.digest(file)
        #expect(
            Set(FileManager.default.subpaths(atPath: folder.path) ?? []) == [
                String(digest.prefix(2)), "\(digest.prefix(2))/\(digest.dropFirst(2))",
            ])
    }

    @Test("all files or none")
    func together() throws {
        let path = try Hamlet.copy()
        let ledger = try Self.open(path)
        let files = try [
            NewAttachment(path: Documents.invoice("一")), NewAttachment(path: Documents.file("空.pdf", [])),
            NewAttachment(path: Documents.file("假.pdf", Documents.png)),
        ]
        #expect(
            refusal { _ = try ledger.attach(files, to: Self.draft, by: "zhang") } == [
                "attachment.empty", "attachment.wrong-type",
            ])
        #expect(try ledger.attachments(.all).isEmpty)
        let left = FileManager.default.subpaths(atPath: path + ".attachments") ?? []
        #expect(left.isEmpty, "\(left)")
    }

    @Test("a changed or missing file is told by the list and by verify, which names the voucher")
    func tampered() throws {
        let path = try Hamlet.copy()
        let ledger = try Self.open(path)
        let files = try ["一", "二", "三"].map(Documents.invoice)
        _ = try ledger.attach(files.map { NewAttachment(path: $0) }, to: Self.draft, by: "zhang")
        let posted = try #require(try Self.post(Self.draft, in: ledger))
        let kept = try files.map { Documents.kept(try Documents.digest($0), of: path) }
        // The same length, another content; then another length; then gone.
        var bytes = try Data(contentsOf: URL(filePath: kept[0]))
        bytes[20] ^= 1
        try bytes.write(to: URL(filePath: kept[0]))
        try Data("x".utf8).write(to: URL(filePath: kept[1]))
        try FileManager.default.removeItem(atPath: kept[2])
        #expect(try ledger.attachments(.voucher(posted)).map(\.state) == [.changed, .changed, .missing])
        let problems = try ledger.verify().problems
        #expect(problems.map(\.table) == ["attachment", "attachment", "attachment"])
        #expect(Set(problems.map(\.voucher)) == [posted.description])
        #expect(problems[2].english.contains("missing"))
    }

    @Test("a link laid in the place of a file is not followed")
    func link() throws {
        let path = try Hamlet.copy()
        let ledger = try Self.open(path)
        let file = try Documents.invoice("一")
        _ = try ledger.attach([NewAttachment(path: file)], to: Self.draft, by: "zhang")
        let kept = Documents.kept(try Documents.digest(file), of: path)
        try FileManager.default.removeItem(atPath: kept)
        try FileManager.default.createSymbolicLink(atPath: kept, withDestinationPath: file)
        #expect(try ledger.attachments(.all).map(\.state) == [.changed])
    }

    @Test("backup and restore take the documents along; one that is lost is told")
    func backup() throws {
        let ledger = try Self.open(Hamlet.copy())
        let file = try Documents.invoice("一")
        _ = try ledger.attach([NewAttachment(path: file)], to: Self.draft, by: "zhang")
        let folder = try VerifySample.folder()
        let (backup, restored) = (
            folder.appending(path: "b.sqlite").path, folder.appending(path: "r.sqlite").path
        )
        try ledger.backup(to: backup) { Issue.record("\($0.english)") }
        _ = try LedgerFile.restore(from: backup, to: restored)
        let copy = try LedgerFile.open(restored, for: .reading)
        #expect(try copy.attachments(.all).map(\.state) == [.intact])
        try FileManager.default.removeItem(atPath: backup + ".attachments")
        let again = folder.appending(path: "s.sqlite").path
        #expect(refusal { _ = try LedgerFile.restore(from: backup, to: again) } == ["backup.damaged"])
        #expect(try LedgerFile.restore(from: backup, to: again, acceptingProblems: true).problems.count == 1)
        var told: [String] = []
        try LedgerFile.open(again, for: .reading).backup(to: folder.appending(path: "t.sqlite").path) {
            told.append($0.code)
        }
        #expect(told == ["attachment.missing"])
    }
}

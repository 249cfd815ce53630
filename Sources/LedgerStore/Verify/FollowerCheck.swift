import GRDB
import Ledger
import LedgerSchema

/// Looks at what goes with drafts and vouchers (随附记录核验): files that are gone or were changed, documents booked twice,
/// records of a draft or voucher that is not there.
struct FollowerCheck {
    private let db: Database
    private let problems: ProblemList

    init(_ db: Database, _ problems: ProblemList) {
        self.db = db
        self.problems = problems
    }

    func check(_ folder: AttachmentFolder?) throws {
        if let folder { try checkFiles(folder) }
        let strays = try RawStatement(db, Schema.Attachments.strays)
        while try strays.step() {
            let (book, number) = (strays.text(0), strays.int(1))
            let place = VerifyPlace(book: book, row: "attachment \(book)/\(number)")
            if strays.text(2) == "twice" {
                problems.add(
                    "attachment", place, zh: "与附件 \(strays.int(3)) 是同一份原始凭证",
                    en: "it is the same document as attachment \(strays.int(3))")
            } else {
                problems.add("attachment", place, zh: "没有它的草稿或凭证", en: "its draft or voucher is not there")
            }
        }
        let approvals = try RawStatement(db, Schema.Approvals.strays)
        while try approvals.step() {
            let book = approvals.text(0)
            problems.add(
                "approval",
                VerifyPlace(book: book, row: "approval \(book)/\(approvals.int(1))/\(approvals.int(2))"),
                zh: "没有它的草稿或凭证", en: "its draft or voucher is not there")
        }
    }

    /// Hashes each file once, piece by piece, whatever number of records name it.
    private func checkFiles(_ folder: AttachmentFolder) throws {
        var states: [String: AttachmentState] = [:]
        let rows = try RawStatement(db, Schema.Attachments.all)
        while try rows.step() {
            let (book, number, digest) = (rows.text(0), rows.int(1), rows.text(2))
            let state = states[digest] ?? folder.state(digest, size: rows.int(4))
            states[digest] = state
            guard state != .intact else { continue }
            var place = VerifyPlace(book: book, row: "attachment \(book)/\(number)")
            if !rows.isNull(12) {
                place.voucher =
                    FoundVoucher.place(
                        book: book, date: rows.int(12), kind: rows.text(13), number: rows.int(14)
                    ).voucher
            }
            problems.add(
                "attachment", place, zh: "文件\(state.chinese)（SHA-256 \(digest)）",
                en: "its file is \(state.rawValue) (SHA-256 \(digest))")
        }
    }
}

import GRDB
import Ledger
import LedgerSchema

/// Where the chain of a book ends, and what it lacks (链尾与缺号).
extension ChainCheck {
    /// The head of the book says where its chain ends.
    func checkHead(of book: VerifyBook) throws {
        let row = "bookHead \(book.code)"
        guard let head = book.head else {
            return problems.add(
                "bookHead", VerifyPlace(book: book.code, row: row), zh: "账套没有链头", en: "the book has no head")
        }
        let last = expected &- 1
        if head.sequence > last { reportMissing(expected, head.sequence, in: book) }
        if head.sequence < last {
            problems.add(
                "bookHead", VerifyPlace(book: book.code, row: row),
                zh: "链头在第 \(head.sequence) 张，凭证有 \(last) 张",
                en: "the head stands at voucher \(head.sequence), there are \(last)")
        } else if head.sequence == last, head.hash != lastHash, flawed[book.code]?[last] != head.hash {
            problems.add(
                "bookHead", VerifyPlace(book: book.code, row: row), zh: "链头的哈希不是末张凭证的",
                en: "the hash of the head is not that of the last voucher")
        }
        if book.drafts.given < book.drafts.last {
            problems.add(
                "bookHead", VerifyPlace(book: book.code, row: row),
                zh: "草稿号发到 \(book.drafts.given)，却有 \(book.drafts.last) 号草稿",
                en: "drafts were numbered up to \(book.drafts.given), yet there is draft \(book.drafts.last)")
        }
    }

    func reportMissing(_ first: Int64, _ last: Int64, in book: VerifyBook) {
        hasGap = true
        let row = "voucher \(book.code) sequence \(first)" + (last > first ? "–\(last)" : "")
        problems.add(
            "voucher", VerifyPlace(book: book.code, row: row), zh: "凭证不见了",
            en: last > first ? "vouchers are missing" : "the voucher is missing")
    }

    /// Names what is missing by the numbers left out.
    func nameGaps(in book: VerifyBook) throws {
        let gaps = try RawStatement(db, Schema.Verify.numberGaps)
        gaps.bind(1, book.id)
        while try gaps.step() {
            let place = FoundVoucher.place(
                book: book.code, date: gaps.int(0) * 100, kind: gaps.text(1), number: gaps.int(2) - 1)
            problems.add("voucher", place, zh: "没有这个凭证号", en: "there is no voucher of this number")
        }
    }
}

import Ledger
import LedgerCrypto

/// Vouchers in memory, for an import without a file.
struct DraftsInMemory: VoucherSource {
    let contentDigest: [UInt8]
    private let drafts: [VoucherDraft]
    private var place = 0

    /// The content, and so the digest, is that of the drafts unless another text is given.
    init(_ drafts: [VoucherDraft], content: String? = nil) {
        self.drafts = drafts
        contentDigest = SHA256Digest.of(Array((content ?? String(describing: drafts)).utf8))
    }

    mutating func next(into voucher: inout IncomingVoucher) throws -> Bool {
        guard place < drafts.count else { return false }
        place += 1
        voucher = IncomingVoucher(drafts[place - 1])
        voucher.position = place
        for index in voucher.lines.indices { voucher.lines[index].position = place }
        return true
    }
}

import Ledger

extension PostingDesk {
    /// Writes the canonical bytes 规范字节 of a voucher into ``bytes``.
    func encode(
        _ voucher: borrowing ResolvedVoucher, in book: BookState, sequence: Int64, number: Int, audit: Int64
    ) {
        // Moved out while it is written: a field of an object would be checked for exclusive use at every append.
        var bytes = CanonicalBytes(movedFrom: &self.bytes)
        defer { self.bytes = bytes }
        bytes.add(voucher, in: book, names: self, sequence: sequence, number: number, audit: audit)
    }
}

extension PostingDesk: SealingNames {
    @inline(__always) func userName(_ user: Int32) -> String { users[Int(user)].name }
    @inline(__always) func accountCode(_ account: Int32) -> [UInt8] { chart.accounts[Int(account)].code }
    @inline(__always) func mark(_ mark: Int32) -> SealedMark { marks.sealed[Int(mark)] }
}

extension BookState: SealingBook {
    @inline(__always) func chartName(in year: Int) -> String { chart(in: year).rawValue }
    @inline(__always) func partyCode(_ party: Int32) -> [UInt8] { parties[Int(party)].code }
}

import Ledger
import LedgerSchema

extension LedgerFile {
    /// The name by which a run or a disposal finds a voucher in its month 登记簿凭证; nil for any other voucher.
    static func boundName(_ content: VoucherDraft, in book: BookState, _ act: Act) throws -> String? {
        guard let name = content.originalName else { return nil }
        let month = Int64(content.date.accountingMonth.number)
        let rows = try RawStatement(act.db, Schema.Assets.isBound)
        rows.bind(1, book.id)
        rows.bind(2, name)
        rows.bind(3, month)
        return try rows.step() && rows.int(0) != 0 ? name : nil
    }

    /// Makes sure that what takes the place of a voucher of the asset register is found as it was.
    ///
    /// - Throws: ``AssetProblem/draftBound(name:month:)``.
    static func requireBound(
        _ new: VoucherDraft, inPlaceOf old: VoucherDraft, in book: BookState, _ act: Act
    ) throws {
        guard let name = try boundName(old, in: book, act) else { return }
        let month = old.date.accountingMonth
        guard new.originalName == name, new.date.accountingMonth == month else {
            throw AssetProblem.draftBound(name: name, month: month)
        }
    }
}

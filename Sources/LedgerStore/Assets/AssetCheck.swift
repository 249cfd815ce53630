import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// The accounts on which the cards of some books, or of all, and the ledger differ 账卡核对; only what is posted counts.
    ///
    /// - Throws: ``NamedThingProblem/bookUnknown(_:)``.
    public func assetDifferences(books: [String] = []) throws -> [AssetDifference] {
        try readAtDesk { desk in
            guard !books.isEmpty else { return try Self.differences(desk.db, book: nil) }
            return try books.flatMap { try Self.differences(desk.db, book: desk.book($0).id) }
        }
    }

    private static func differences(_ db: Database, book: Int64?) throws -> [AssetDifference] {
        var found: [AssetDifference] = []
        let rows = try RawStatement(db, Schema.Assets.differences)
        rows.bind(1, book)
        while try rows.step() {
            found.append(
                AssetDifference(
                    book: rows.text(0), account: rows.text(4), name: rows.text(7),
                    register: Money(fen: rows.int(5)), ledger: Money(fen: rows.int(6))))
        }
        return found
    }
}

extension Question {
    /// What `check` asks of the asset register.
    static var assets: [Question] {
        [
            Question(code: "asset.differs-from-ledger", severity: .warning, sql: Schema.Assets.differences) {
                row in
                let (register, ledger) = (Money(fen: row.int(5)), Money(fen: row.int(6)))
                let difference = Money(fen: ledger.fen &- register.fen)
                return (
                    "科目 \(row.text(4)) \(row.text(7))：资产卡片合计 \(register.grouped)，账面 \(ledger.grouped)，"
                        + "相差 \(difference.grouped)。请核对卡片和凭证。",
                    "Account \(row.text(4)) \(row.text(7)): the asset cards add up to \(register.grouped), the ledger "
                        + "says \(ledger.grouped), a difference of \(difference.grouped). Compare cards and vouchers."
                )
            },
            Question(
                code: "asset.without-voucher", severity: .warning, sql: Schema.Assets.withoutVoucher
            ) { row in
                (
                    "登记簿的“\(row.text(4))”没有凭证了（草稿删除、改了月份或已红字冲销）。请重新运行，或核对该凭证。",
                    "“\(row.text(4))” of the register has no voucher any more: its draft was deleted or moved to another "
                        + "month, or the voucher reversed. Run it again, or look at the voucher."
                )
            },
        ]
    }
}

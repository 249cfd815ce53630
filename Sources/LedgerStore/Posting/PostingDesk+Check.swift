import Ledger
import LedgerSchema

extension PostingDesk {
    /// Asks the schema's own text of the rules about every voucher posted since it was asked last (复核): what triggers
    /// would ask of each row where other programs write.
    ///
    /// - Throws: ``SchemaRefusal``.
    func checkNewVouchers() throws {
        try writeRows()
        for book in books {
            guard let first = book.firstUnchecked else { continue }
            let lawless = isBulk ? Schema.Posting.lawlessVoucherOfMany : Schema.Posting.lawlessVoucher
            try refuse(book, from: first, lawless)
            try refuse(book, from: first, Schema.Posting.lawlessPosting)
            book.firstUnchecked = nil
        }
    }

    /// Asks whether the numbers of every book the act posted to run on without a gap; this looks through whole books.
    ///
    /// - Throws: ``SchemaRefusal``.
    func checkNumbers() throws {
        try writeRows()
        for book in books {
            if let first = book.firstNew { try refuse(book, from: first, Schema.Posting.misnumbered) }
        }
    }

    private func refuse(_ book: BookState, from first: Int64, _ question: String) throws {
        let statement = try prepared(question)
        statement.bind(1, book.id)
        statement.bind(2, first)
        guard try statement.step() else { return }
        defer { statement.reset() }
        throw SchemaRefusal(ruleCode: statement.text(1))
    }
}

import Ledger
import LedgerSchema

extension PostingDesk {
    /// Finds the voucher that this one reverses or corrects and holds a full reversal against it.
    func resolveLinks(
        _ incoming: borrowing IncomingVoucher, into resolved: inout ResolvedVoucher, in book: BookState,
        shape: VoucherShape
    ) throws -> [VoucherProblem] {
        // The text has moved into the resolved voucher by now.
        let reverses = incoming.reverses.isBlank ? nil : resolved.string(incoming.reverses)
        let corrects = incoming.corrects.isBlank ? nil : resolved.string(incoming.corrects)
        var problems: [VoucherProblem] = []
        if let reverses {
            if let sequence = try sequence(named: reverses, in: book, near: resolved.date) {
                resolved.reverses = sequence
                problems += try reversalProblems(resolved, in: book, name: reverses, shape: shape)
            } else {
                problems.append(.reversesUnknown(reverses))
            }
        }
        if let corrects {
            resolved.corrects = try sequence(named: corrects, in: book, near: resolved.date)
            if resolved.corrects == nil { problems.append(.reversesUnknown(corrects)) }
        }
        return problems
    }

    /// The sequence of a posted voucher named as `BOOK/2026-03/记-12`, without book or month, or as its file called it.
    func sequence(named text: String, in book: BookState, near date: CalendarDate) throws -> Int64? {
        try writeRows()
        if let name = VoucherName(parsing: text, book: book.code, month: date.accountingMonth),
            name.book == book.code
        {
            let statement = try prepared(Schema.Posting.sequenceOfName)
            statement.bind(1, book.id)
            statement.bind(2, Int64(name.month.number))
            statement.bind(3, name.kind.rawValue)
            statement.bind(4, name.number)
            return try statement.firstInt()
        }
        let statement = try prepared(Schema.Posting.sequenceOfOriginalName)
        statement.bind(1, book.id)
        statement.bind(2, text)
        return try statement.firstInt()
    }

    /// What stands against reversing a voucher in full with this one.
    func reversalProblems(
        _ voucher: borrowing ResolvedVoucher, in book: BookState, name: String, shape: VoucherShape
    ) throws -> [VoucherProblem] {
        guard let target = voucher.reverses else { return [] }
        try writeRows()
        var problems: [VoucherProblem] = []
        let existing = try prepared(Schema.Posting.reversalOf)
        existing.bind(1, book.id)
        existing.bind(2, target)
        if try existing.firstInt() != nil { problems.append(.alreadyReversed(name)) }
        guard let original = try storedVoucher(in: book, sequence: target) else {
            return [.reversesUnknown(name)]
        }
        if original.voucher.date.year != voucher.date.year, shape.touchesProfitAndLoss {
            problems.append(.reversalAcrossYears(name))
        }
        if !Self.isReversal(voucher, of: original.voucher) { problems.append(.reversalDiffers(name)) }
        return problems
    }

    /// Whether one voucher repeats the other on the same accounts and sides with its signs turned, line by line.
    static func isReversal(_ voucher: borrowing ResolvedVoucher, of original: ResolvedVoucher) -> Bool {
        func key(_ line: ResolvedLine, _ sign: Int64) -> [Int64] {
            [Int64(line.account), Int64(line.party), sign * line.debit, sign * line.credit]
        }
        let reversed = voucher.lines.map { key($0, -1) }.sorted { $0.lexicographicallyPrecedes($1) }
        return reversed == original.lines.map { key($0, 1) }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

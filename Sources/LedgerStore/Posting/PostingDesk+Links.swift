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
            do {
                resolved.reverses = try sequence(named: reverses, in: book, near: resolved.date)
                let found = try reversalProblems(resolved, in: book, name: reverses, shape: shape)
                problems += found
                if found.isEmpty { try takeOverMarks(into: &resolved, in: book) }
            } catch let problem as VoucherProblem {
                problems.append(problem)
            }
        }
        if let corrects {
            do {
                let target = try sequence(named: corrects, in: book, near: resolved.date)
                resolved.corrects = target
                problems += try correctionProblems(resolved, in: book, name: corrects)
            } catch let problem as VoucherProblem {
                problems.append(problem)
            }
        }
        return problems
    }

    /// The sequence of a posted voucher named as `BOOK/2026-03/记-12`, without book or month, or as its file called it.
    ///
    /// - Throws: ``VoucherProblem/reversesUnknown(_:)``, ``VoucherProblem/reversesAmbiguous(_:candidates:)``.
    func sequence(named text: String, in book: BookState, near date: CalendarDate) throws -> Int64 {
        try writeRows()
        if let name = VoucherName(parsing: text, book: book.code, month: date.accountingMonth),
            name.book == book.code
        {
            if let sequence = book.renumbered[name] { return sequence }
            let statement = try prepared(Schema.Posting.sequenceOfName)
            statement.bind(1, book.id)
            statement.bind(2, Int64(name.month.number))
            statement.bind(3, name.kind.rawValue)
            statement.bind(4, name.number)
            guard let sequence = try statement.firstInt() else { throw VoucherProblem.reversesUnknown(text) }
            return sequence
        }
        let statement = try prepared(Schema.Posting.vouchersOfOriginalName)
        statement.bind(1, book.id)
        statement.bind(2, text)
        var found: [(sequence: Int64, name: String)] = []
        while try statement.step() {
            let place = FoundVoucher.place(
                book: book.code, date: statement.int(1), kind: statement.text(2), number: statement.int(3))
            found.append((statement.int(0), place.voucher ?? ""))
        }
        // An old name is no key: systems start again from 1 every month. To pick one would be to guess.
        guard found.count < 2 else {
            throw VoucherProblem.reversesAmbiguous(text, candidates: found.map(\.name))
        }
        guard let only = found.first else { throw VoucherProblem.reversesUnknown(text) }
        return only.sequence
    }

    /// What stands against correcting a voucher with this one.
    private func correctionProblems(
        _ voucher: borrowing ResolvedVoucher, in book: BookState, name: String
    ) throws -> [VoucherProblem] {
        guard let target = voucher.corrects, let original = try storedVoucher(in: book, sequence: target),
            voucher.date < original.voucher.date
        else { return [] }
        return [.reversalTooEarly(name, date: voucher.date, original: original.voucher.date)]
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
        if voucher.date < original.voucher.date {
            problems.append(.reversalTooEarly(name, date: voucher.date, original: original.voucher.date))
        }
        if original.voucher.date.year != voucher.date.year, shape.touchesProfitAndLoss {
            problems.append(.reversalAcrossYears(name))
        }
        if !isReversal(voucher, of: original.voucher) { problems.append(.reversalDiffers(name)) }
        return problems
    }

    /// Gives each line of a full reversal the other book of the village its original was sealed with: what was not
    /// eliminated then must not be eliminated now, or the two would not cancel out.
    private func takeOverMarks(into voucher: inout ResolvedVoucher, in book: BookState) throws {
        guard book.hasSiblingParties, let target = voucher.reverses,
            var rest = try storedVoucher(in: book, sequence: target)?.voucher.lines
        else { return }
        for index in voucher.lines.indices {
            let line = voucher.lines[index]
            var mark = marks.marks[Int(line.mark)]
            let twin = rest.firstIndex { other in
                var its = marks.marks[Int(other.mark)]
                its.otherBook = mark.otherBook
                return its == mark && other.account == line.account && other.party == line.party
                    && other.debit == 0 &- line.debit && other.credit == 0 &- line.credit
            }
            guard let twin else { continue }
            mark.otherBook = marks.marks[Int(rest[twin].mark)].otherBook
            voucher.lines[index].mark = try marks.id(of: mark)
            rest.remove(at: twin)
        }
    }

    /// Whether one voucher repeats the other on the same accounts and sides with its signs turned, line by line, under
    /// the same source, nature, fund and kind: else it would move income from one source to another.
    private func isReversal(_ voucher: borrowing ResolvedVoucher, of original: ResolvedVoucher) -> Bool {
        func key(_ line: ResolvedLine, _ sign: Int64) -> [Int64] {
            [
                Int64(line.account), Int64(line.party), Int64(marks.plainTwin(of: line.mark)),
                sign &* line.debit, sign &* line.credit,
            ]
        }
        let reversed = voucher.lines.map { key($0, -1) }.sorted { $0.lexicographicallyPrecedes($1) }
        return reversed == original.lines.map { key($0, 1) }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

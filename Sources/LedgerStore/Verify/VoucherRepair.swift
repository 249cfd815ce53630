import Ledger

/// Finds what was changed in a voucher whose hash does not fit (定位改动).
///
/// The hash says that something is different, not what. But if only one column was changed, some other value of it
/// makes the hash fit again, and most columns have few values that make sense: amounts follow from the balance of
/// the voucher, accounts, marks, people and counterparties are in tables. A value that fits is proof.
struct VoucherRepair {
    struct Change {
        var table: String
        var line: Int64?
        var column: String
        var was: String
    }

    private let chain: ChainCheck
    private let book: VerifyBook
    private let flaw: ChainCheck.Flaw
    private(set) var tries: Int

    init(_ chain: ChainCheck, _ flaw: ChainCheck.Flaw, in book: VerifyBook, tries: Int) {
        self.chain = chain
        self.flaw = flaw
        self.book = book
        self.tries = tries
    }

    private var voucher: ResolvedVoucher { flaw.voucher.voucher }

    mutating func find() -> Change? {
        findAmount() ?? findLine() ?? findNames() ?? findTexts() ?? findHead() ?? findDates() ?? findNumbers()
    }

    /// Whether the voucher with this change is what was sealed.
    private mutating func fits(_ change: (inout FoundVoucher) -> Void) -> Bool {
        guard tries > 0 else { return false }
        tries -= 1
        var trial = flaw.voucher
        change(&trial)
        return chain.hash(trial, after: flaw.previous, in: book) == flaw.voucher.hash
    }

    private func changed(_ column: String, was: String, line: Int? = nil) -> Change {
        guard let line else { return Change(table: "voucher", column: column, was: was) }
        return Change(table: "line", line: flaw.voucher.lineNumbers[line], column: column, was: was)
    }

    /// Debits equal credits, so one changed amount follows from the others.
    private mutating func findAmount() -> Change? {
        var difference: Int64 = 0
        for line in voucher.lines { difference = difference &+ line.debit &- line.credit }
        for (index, line) in voucher.lines.enumerated() {
            let debit = line.debit &- difference
            if fits({ $0.voucher.lines[index].debit = debit }) {
                return changed("debit", was: "\(Money(fen: debit))", line: index)
            }
            let credit = line.credit &+ difference
            if fits({ $0.voucher.lines[index].credit = credit }) {
                return changed("credit", was: "\(Money(fen: credit))", line: index)
            }
        }
        return nil
    }

    /// A line too many, or two that changed places.
    private mutating func findLine() -> Change? {
        for index in voucher.lines.indices {
            if fits({ $0.voucher.lines.remove(at: index) }) {
                return Change(table: "line", line: flaw.voucher.lineNumbers[index], column: "", was: "")
            }
            for other in voucher.lines.indices where other > index {
                if fits({ $0.voucher.lines.swapAt(index, other) }) {
                    return changed("line", was: "\(flaw.voucher.lineNumbers[other])", line: index)
                }
            }
        }
        return nil
    }

    /// Accounts, marks, counterparties and people.
    private mutating func findNames() -> Change? {
        for index in voucher.lines.indices {
            for place in chain.index.accounts.indices {
                if fits({ $0.voucher.lines[index].account = Int32(place) }) {
                    let code = String(decoding: chain.index.accounts[place].code, as: UTF8.self)
                    return changed("account", was: code, line: index)
                }
            }
            for place in chain.index.marks.indices {
                if fits({ $0.voucher.lines[index].mark = Int32(place) }) {
                    return changed("mark", was: "\(chain.index.markIDs[place])", line: index)
                }
            }
            for place in -1..<book.parties.count {
                if fits({ $0.voucher.lines[index].party = Int32(place) }) {
                    let code = place < 0 ? "NULL" : String(decoding: book.parties[place].code, as: UTF8.self)
                    return changed("counterparty", was: code, line: index)
                }
            }
        }
        for (place, name) in chain.index.users.enumerated() {
            let user = Int32(place)
            if fits({ $0.voucher.preparer = user }) { return changed("preparer", was: name) }
            if fits({ $0.voucher.editor = user }) { return changed("editor", was: name) }
            if fits({ $0.voucher.reviewer = user }) { return changed("reviewer", was: name) }
            if fits({ $0.voucher.poster = user }) { return changed("poster", was: name) }
        }
        return nil
    }

    /// Texts: absent, empty, or what the voucher says elsewhere, as summaries often repeat.
    private mutating func findTexts() -> Change? {
        let columns: [(String, WritableKeyPath<ResolvedLine, TextRange>)] = [
            ("summary", \.summary), ("contract", \.contract), ("dimensions", \.dimensions),
            ("receipt", \.receipt),
        ]
        let voucher = voucher
        var known: [TextRange] = [.absent, TextRange(start: 0, count: 0)]
        for line in voucher.lines {
            for (_, path) in columns where !known.contains(line[keyPath: path]) {
                known.append(line[keyPath: path])
            }
        }
        for (index, line) in voucher.lines.enumerated() {
            for (name, path) in columns {
                for range in known where range != line[keyPath: path] {
                    if fits({ $0.voucher.lines[index][keyPath: path] = range }) {
                        return changed(name, was: voucher.string(range) ?? "NULL", line: index)
                    }
                }
            }
        }
        for range in known {
            let was = voucher.string(range) ?? "NULL"
            if fits({ $0.voucher.attachmentReason = range }) { return changed("attachmentReason", was: was) }
            if fits({ $0.voucher.originalName = range }) { return changed("originalName", was: was) }
        }
        return nil
    }

    /// The columns of the voucher that take few values.
    private mutating func findHead() -> Change? {
        for kind in VoucherKind.allCases where fits({ $0.voucher.kind = kind }) {
            return changed("kind", was: kind.rawValue)
        }
        for type in VoucherType.allCases where fits({ $0.voucher.type = type }) {
            return changed("type", was: type.rawValue)
        }
        if fits({ $0.voucher.reverses = nil }) { return changed("reverses", was: "NULL") }
        if fits({ $0.voucher.corrects = nil }) { return changed("corrects", was: "NULL") }
        if fits({ $0.voucher.originYear = nil }) { return changed("originYear", was: "NULL") }
        for year in 1950...2100 where fits({ $0.voucher.originYear = year }) {
            return changed("originYear", was: "\(year)")
        }
        return nil
    }

    private mutating func findDates() -> Change? {
        let date = voucher.date
        let days = (date.year - 1...date.year + 1).flatMap { year in
            (1...12).flatMap { month in
                (1...31).compactMap { CalendarDate(year: year, month: month, day: $0) }
            }
        }
        for day in days where fits({ $0.voucher.date = day }) { return changed("date", was: "\(day)") }
        for (index, line) in voucher.lines.enumerated() {
            if line.dueDate != nil, fits({ $0.voucher.lines[index].dueDate = nil }) {
                return changed("dueDate", was: "NULL", line: index)
            }
            for day in days where fits({ $0.voucher.lines[index].dueDate = day }) {
                return changed("dueDate", was: "\(day)", line: index)
            }
        }
        return nil
    }

    private mutating func findNumbers() -> Change? {
        for (index, line) in voucher.lines.enumerated() {
            if fits({ $0.voucher.lines[index].quantity = nil }) {
                return changed("quantity", was: "NULL", line: index)
            }
            if fits({ $0.voucher.lines[index].unitPrice = nil }) {
                return changed("unitPrice", was: "NULL", line: index)
            }
            // Millionths times ten-thousandths of a yuan are fen times 10⁸.
            let (product, overflow) = (line.debit &+ line.credit).multipliedReportingOverflow(by: 100_000_000)
            guard !overflow else { continue }
            if let price = line.unitPrice, price != 0, case let quantity = product / price,
                fits({ $0.voucher.lines[index].quantity = quantity })
            {
                return changed("quantity", was: "\(quantity)", line: index)
            }
            if let quantity = line.quantity, quantity != 0, quantity != -1,
                case let price = product / quantity,
                fits({ $0.voucher.lines[index].unitPrice = price })
            {
                return changed("unitPrice", was: "\(price)", line: index)
            }
        }
        for offset in 1...2000 {
            for number in [flaw.voucher.number &- offset, flaw.voucher.number &+ offset] where number > 0 {
                if fits({ $0.number = number }) { return changed("number", was: "\(number)") }
            }
            for audit in [flaw.voucher.audit &- Int64(offset), flaw.voucher.audit &+ Int64(offset)]
            where audit > 0 {
                if fits({ $0.audit = audit }) { return changed("audit", was: "\(audit)") }
            }
            let before = flaw.voucher.sequence &- Int64(offset)
            if before > 0 {
                if fits({ $0.voucher.reverses = before }) { return changed("reverses", was: "\(before)") }
                if fits({ $0.voucher.corrects = before }) { return changed("corrects", was: "\(before)") }
            }
        }
        for count in 0...9999 where fits({ $0.voucher.attachments = count }) {
            return changed("attachments", was: "\(count)")
        }
        return nil
    }
}

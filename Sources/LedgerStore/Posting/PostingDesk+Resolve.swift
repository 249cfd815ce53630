import Ledger
import LedgerSchema

/// How strictly a voucher is looked at (审查程度).
enum Strictness {
    /// Kept as a draft: names must be known; what is missing or unbalanced can still be mended.
    case draft
    /// To be posted, reviewed, or imported: every rule holds.
    case posting
}

extension PostingDesk {
    /// Looks up every name in a voucher and asks every rule, so that all that is wrong is told at once.
    ///
    /// The voucher's text moves into `resolved`, whose storage is reused from voucher to voucher. A counterparty not
    /// yet known is created and told to `created`, so that its digest enters the audit chain.
    func resolve(
        _ incoming: inout IncomingVoucher, into resolved: inout ResolvedVoucher, in book: BookState,
        strictness: Strictness, created: (Schema.Record, Int64) -> Void
    ) throws -> [LocatedProblem] {
        var problems = incoming.problems
        let position = incoming.position
        let date = incoming.date ?? book.opened.firstDay
        resolveHead(incoming, into: &resolved, date: date) {
            problems.append(LocatedProblem(line: position, problem: $0))
        }
        let chartVersion = book.chart(in: date.year)
        resolved.lines.removeAll(keepingCapacity: true)
        swap(&resolved.text, &incoming.text)
        for line in incoming.lines {
            func report(_ problem: any LedgerProblem) {
                problems.append(LocatedProblem(line: line.position, problem: problem))
            }
            var target = ResolvedLine()
            target.account = resolveAccount(line, in: book, chartVersion, resolved.text, report: report)
            target.debit = line.debit.fen
            target.credit = line.credit.fen
            target.party = try resolveParty(line, in: book, &resolved, created)
            try resolveMark(line, into: &target, &resolved, report: report)
            target.summary = line.summary.isPresent ? line.summary : TextRange(start: 0, count: 0)
            target.contract = line.contract.isBlank ? .absent : line.contract
            target.receipt = line.receipt.isBlank ? .absent : line.receipt
            target.quantity = line.quantityMillionths
            target.unitPrice = line.unitPriceTenThousandths
            target.dueDate = line.dueDate
            resolved.lines.append(target)
        }
        // Where a row can't be read, sums and types say nothing yet.
        guard problems.isEmpty else { return problems }
        let shape = examine(&resolved, in: book, strictness: strictness) { index, problem in
            let line = index.map { incoming.lines[$0].position } ?? position
            problems.append(LocatedProblem(line: line, problem: problem))
        }
        if book.hasSiblingParties { try markSiblings(&resolved, in: book) }
        if !book.isTainted {
            for problem in try resolveLinks(incoming, into: &resolved, in: book, shape: shape) {
                problems.append(LocatedProblem(line: position, problem: problem))
            }
        }
        return problems
    }

    /// Asks every rule about a voucher whose names are known, and settles its type.
    ///
    /// - Parameter report: takes the index of the line concerned, nil for the voucher as a whole.
    @discardableResult
    func examine(
        _ voucher: inout ResolvedVoucher, in book: BookState, strictness: Strictness,
        report: (Int?, any LedgerProblem) -> Void
    ) -> VoucherShape {
        var shape = VoucherShape(type: voucher.writtenType)
        for (index, line) in voucher.lines.enumerated() {
            var traits = chart.accounts[Int(line.account)].traits
            if !book.ownParents.isEmpty, book.ownParents.contains(line.account) { traits.remove(.leaf) }
            let problem = shape.add(
                traits: traits, debit: Money(fen: line.debit), credit: Money(fen: line.credit),
                hasSource: !traits.contains(.takesSource) || marks.marks[Int(line.mark)].source != nil,
                hasCounterparty: line.party >= 0, code: chart.accounts[Int(line.account)].account.code)
            if let problem, strictness == .posting || Self.refusesDraft(problem) { report(index, problem) }
        }
        voucher.type = shape.effectiveType
        for problem in shape.problems(date: voucher.date, originYear: voucher.originYear)
        where strictness == .posting || Self.refusesDraft(problem) { report(nil, problem) }
        if let problem = periodProblem(voucher.date, in: book) { report(nil, problem) }
        return shape
    }

    /// What is wrong even with a draft: a missing source, counterparty or balance can still be mended.
    private static func refusesDraft(_ problem: any LedgerProblem) -> Bool {
        switch problem as? VoucherProblem {
        case .unbalanced, .tooFewLines, .missingSource, .missingCounterparty: false
        default: true
        }
    }

    /// Whether the month of a date takes entries; nil when it does.
    func periodProblem(_ date: CalendarDate, in book: BookState) -> PeriodProblem? {
        let month = date.accountingMonth
        if month < book.opened { return .beforeOpening(book: book.code, month: month, opened: book.opened) }
        if book.closed.contains(month.number) { return .closed(book: book.code, month: month) }
        return nil
    }

    private func resolveHead(
        _ incoming: borrowing IncomingVoucher, into resolved: inout ResolvedVoucher, date: CalendarDate,
        report: (any LedgerProblem) -> Void
    ) {
        resolved.date = date
        resolved.attachments = incoming.attachments
        if !(0...9999).contains(incoming.attachments) {
            report(VoucherProblem.attachments(incoming.attachments))
        }
        resolved.attachmentReason = incoming.attachmentReason.isBlank ? .absent : incoming.attachmentReason
        resolved.originalName = incoming.name.isBlank ? .absent : incoming.name
        resolved.originYear = incoming.originYear
        resolved.reverses = nil
        resolved.corrects = nil
        resolved.writtenType = nil
        if !incoming.type.isBlank, let text = incoming.string(incoming.type) {
            resolved.writtenType = VoucherType(rawValue: text)
            if resolved.writtenType == nil { report(VoucherProblem.unknownType(text)) }
        }
        resolved.kind = .general
        if !incoming.kind.isBlank {
            let text = incoming.string(incoming.kind) ?? ""
            if let kind = VoucherKind(rawValue: text) {
                resolved.kind = kind
            } else {
                report(VoucherProblem.unknownKind(text))
            }
        }
    }

    /// The index of the account; 0 when it is unknown, which is reported.
    @inline(__always)
    private func resolveAccount(
        _ line: IncomingLine, in book: BookState, _ version: ChartVersion, _ text: [UInt8],
        report: (any LedgerProblem) -> Void
    ) -> Int32 {
        let found = text.withUnsafeBufferPointer { text -> Int32? in
            let code = UnsafeBufferPointer(rebasing: text[line.account.range])
            guard let key = ChartIndex.key(code) else { return nil }
            return chart.find(key, chart: version, own: book.ownAccounts)
        }
        if let found { return found }
        report(AccountProblem.unknown(String(decoding: text[line.account.range], as: UTF8.self)))
        return 0
    }

    @inline(__always)
    private func resolveParty(
        _ line: IncomingLine, in book: BookState, _ resolved: inout ResolvedVoucher,
        _ created: (Schema.Record, Int64) -> Void
    ) throws -> Int32 {
        guard !line.counterparty.isBlank else { return -1 }
        let range = line.counterparty.range
        let known = resolved.text.withUnsafeBufferPointer {
            book.party(UnsafeBufferPointer(rebasing: $0[range]))
        }
        if let known { return known }
        let text = String(decoding: resolved.text[range], as: UTF8.self)
        return try addParty(code: text, name: text, otherBook: book.sibling(named: text), in: book, created)
    }

    /// Writes a new counterparty.
    func addParty(
        code: String, name: String, otherBook: String?, in book: BookState,
        _ created: (Schema.Record, Int64) -> Void
    ) throws -> Int32 {
        let last = try lastParty ?? prepared(Schema.Posting.lastCounterparty).firstInt() ?? 0
        let id = last + 1
        lastParty = id
        if partyRows.isFull { try partyRows.flush(shelf) }
        partyRows.add(id)
        partyRows.add(book.id)
        partyRows.add(code)
        partyRows.add(name)
        partyRows.add(otherBook)
        created(.counterparty, id)
        return book.add(id: id, code: code, name: name, otherBook: otherBook)
    }

    /// The mark of a line: from account and source alone for most, with the dimensions where there are any.
    @inline(__always)
    private func resolveMark(
        _ line: IncomingLine, into target: inout ResolvedLine, _ resolved: inout ResolvedVoucher,
        report: (any LedgerProblem) -> Void
    ) throws {
        let account = chart.accounts[Int(target.account)]
        var source = account.defaultSource
        if !line.source.isBlank {
            let found = resolved.text.withUnsafeBufferPointer {
                marks.source(UnsafeBufferPointer(rebasing: $0[line.source.range]))
            }
            if found == nil { report(NamedThingProblem.sourceUnknown(resolved.string(line.source) ?? "")) }
            source = found ?? source
        }
        let plain = line.dimensions.isBlank
        let takesSource = account.traits.contains(.takesSource)
        if plain, source < 0, !takesSource { return }
        let usual = UInt64(UInt32(target.account)) << 32 | UInt64(source + 1)
        if plain, let known = usualMarks[usual] {
            target.mark = known
            return
        }
        var mark = IncomeMark()
        if source >= 0 { mark.source = marks.sourceCodes[source] }
        if !plain { target.dimensions = readDimensions(line, into: &mark, &resolved, report: report) }
        if takesSource {
            mark.nature = mark.nature ?? account.account.defaultNature ?? "unspecified"
            mark.fund = mark.fund ?? "own"
        }
        target.mark = try marks.id(of: mark)
        if plain { usualMarks[usual] = target.mark }
    }

    /// Splits `name=value;name=value`: nature, fund and excluded kind into the mark, the rest kept in order of name.
    private func readDimensions(
        _ line: IncomingLine, into mark: inout IncomeMark, _ resolved: inout ResolvedVoucher,
        report: (any LedgerProblem) -> Void
    ) -> TextRange {
        let text = String(decoding: resolved.text[line.dimensions.range], as: UTF8.self)
        var others: [(name: String, value: String)] = []
        var seen: Set<String> = []
        for part in text.utf8.split(separator: 0x3B) {
            let pair = part.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            let texts = pair.map { String(decoding: $0, as: UTF8.self).trimmingBlanks() }
            guard texts.count == 2, !texts[0].isEmpty, !texts[1].isEmpty, seen.insert(texts[0]).inserted
            else {
                report(NamedThingProblem.dimensionMalformed(text))
                return .absent
            }
            let (name, value) = (texts[0], texts[1])
            switch name {
            case "nature", "fund", "excluded_kind":
                guard IncomeMark.allowed(name).contains(value) else {
                    report(NamedThingProblem.markUnknown(dimension: name, value: value))
                    continue
                }
                if name == "nature" { mark.nature = value }
                if name == "fund" { mark.fund = value }
                if name == "excluded_kind" { mark.excludedKind = value }
            default:
                if !dimensionNames.contains(name) { report(NamedThingProblem.dimensionUnknown(name)) }
                others.append((name, value))
            }
        }
        guard !others.isEmpty else { return .absent }
        others.sort { $0.name < $1.name }
        return resolved.keep(others.map { "\($0.name)=\($0.value)" }.joined(separator: ";"))
    }

    /// Marks income and expense lines that deal with another book of the village, so that they can be eliminated.
    ///
    /// A line's own counterparty says so; a line without one takes the book that all lines naming a counterparty
    /// name, by its code or by its name.
    private func markSiblings(_ voucher: inout ResolvedVoucher, in book: BookState) throws {
        let named = voucher.lines.filter { $0.party >= 0 }.map { book.parties[Int($0.party)].otherBook }
        let common = named.first.flatMap { first in named.allSatisfy { $0 == first } ? first : nil }
        for index in voucher.lines.indices {
            let line = voucher.lines[index]
            guard chart.accounts[Int(line.account)].traits.contains(.profitAndLoss) else { continue }
            guard let other = line.party >= 0 ? book.parties[Int(line.party)].otherBook : common else {
                continue
            }
            var mark = marks.marks[Int(line.mark)]
            mark.otherBook = other
            voucher.lines[index].mark = try marks.id(of: mark)
        }
    }
}

extension String {
    /// Without blanks at either end.
    fileprivate func trimmingBlanks() -> String {
        var part = Substring(self)
        while part.utf8.first == 0x20 { part = part.dropFirst() }
        while part.utf8.last == 0x20 { part = part.dropLast() }
        return String(part)
    }
}

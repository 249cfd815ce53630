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
    /// yet known is created, through `created`, so that its digest enters the audit chain.
    func resolve(
        _ incoming: inout IncomingVoucher, into resolved: inout ResolvedVoucher, in book: BookState,
        strictness: Strictness, created: (Schema.Record, Int64) -> Void
    ) throws -> [LocatedProblem] {
        var problems = incoming.problems
        let position = incoming.position
        func report(_ problem: any LedgerProblem, at line: Int? = nil) {
            problems.append(LocatedProblem(line: line ?? position, problem: problem))
        }
        let date = incoming.date ?? book.opened.firstDay
        let chartVersion = book.chart(in: date.year)
        resolveHead(incoming, into: &resolved, date: date, report: { report($0) })
        var shape = VoucherShape(type: Self.writtenType(incoming) { report($0) })

        resolved.lines.removeAll(keepingCapacity: true)
        swap(&resolved.text, &incoming.text)
        for line in incoming.lines {
            var target = ResolvedLine()
            let (account, traits) = try resolveAccount(line, in: book, chartVersion, resolved.text) {
                report($0, at: line.position)
            }
            target.account = account
            target.debit = line.debit.fen
            target.credit = line.credit.fen
            let source = resolveSource(line, account, resolved.text) { report($0, at: line.position) }
            target.party = try resolveParty(line, in: book, &resolved, created)
            try resolveMark(line, into: &target, traits: traits, source: source, &resolved) {
                report($0, at: line.position)
            }
            target.summary = line.summary.isPresent ? line.summary : TextRange(start: 0, count: 0)
            target.contract = line.contract.isBlank ? .absent : line.contract
            target.receipt = line.receipt.isBlank ? .absent : line.receipt
            target.quantity = line.quantityMillionths
            target.unitPrice = line.unitPriceTenThousandths
            target.dueDate = line.dueDate
            let own = shape.add(
                traits: traits, debit: line.debit, credit: line.credit, hasSource: source >= 0,
                hasCounterparty: target.party >= 0, code: self.chart.accounts[Int(account)].account.code)
            if let own, strictness == .posting || Self.refusesDraft(own) { report(own, at: line.position) }
            resolved.lines.append(target)
        }
        resolved.type = shape.effectiveType
        if book.hasSiblingParties { try markSiblings(&resolved, in: book) }
        if incoming.date != nil {
            for problem in shape.problems(date: date, originYear: incoming.originYear)
            where strictness == .posting || Self.refusesDraft(problem) { report(problem) }
            if let problem = periodProblem(date, in: book) { report(problem) }
            if !book.isTainted {
                for problem in try resolveLinks(incoming, into: &resolved, in: book, shape: shape) { report(problem) }
            }
        }
        return problems
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
        if !(0...9999).contains(incoming.attachments) { report(VoucherProblem.attachments(incoming.attachments)) }
        resolved.attachmentReason = incoming.attachmentReason.isBlank ? .absent : incoming.attachmentReason
        resolved.originalName = incoming.name.isBlank ? .absent : incoming.name
        resolved.originYear = incoming.originYear
        resolved.reverses = nil
        resolved.corrects = nil
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

    private static func writtenType(
        _ incoming: borrowing IncomingVoucher, report: (any LedgerProblem) -> Void
    ) -> VoucherType? {
        guard !incoming.type.isBlank, let text = incoming.string(incoming.type) else { return nil }
        if let type = VoucherType(rawValue: text) { return type }
        report(VoucherProblem.unknownType(text))
        return nil
    }

    @inline(__always)
    private func resolveAccount(
        _ line: IncomingLine, in book: BookState, _ version: ChartVersion, _ text: [UInt8],
        report: (any LedgerProblem) -> Void
    ) throws -> (Int32, AccountTraits) {
        let found = text.withUnsafeBufferPointer { text -> Int32? in
            let code = UnsafeBufferPointer(rebasing: text[line.account.range])
            guard let key = ChartIndex.key(code) else { return nil }
            return chart.find(key, chart: version, own: book.ownAccounts)
        }
        guard let found else {
            report(AccountProblem.unknown(String(decoding: text[line.account.range], as: UTF8.self)))
            return (0, .leaf)
        }
        var traits = chart.accounts[Int(found)].traits
        if !book.ownParents.isEmpty, book.ownParents.contains(found) { traits.remove(.leaf) }
        return (found, traits)
    }

    /// The index of the source written or the account's default; −1 without one.
    @inline(__always)
    private func resolveSource(
        _ line: IncomingLine, _ account: Int32, _ text: [UInt8], report: (any LedgerProblem) -> Void
    ) -> Int {
        guard !line.source.isBlank else { return chart.accounts[Int(account)].defaultSource }
        let found = text.withUnsafeBufferPointer { marks.source(UnsafeBufferPointer(rebasing: $0[line.source.range])) }
        if let found { return found }
        report(NamedThingProblem.sourceUnknown(String(decoding: text[line.source.range], as: UTF8.self)))
        return 0
    }

    @inline(__always)
    private func resolveParty(
        _ line: IncomingLine, in book: BookState, _ resolved: inout ResolvedVoucher,
        _ created: (Schema.Record, Int64) -> Void
    ) throws -> Int32 {
        guard !line.counterparty.isBlank else { return -1 }
        let range = line.counterparty.range
        let known = resolved.text.withUnsafeBufferPointer { book.party(UnsafeBufferPointer(rebasing: $0[range])) }
        if let known { return known }
        let text = String(decoding: resolved.text[range], as: UTF8.self)
        return try addParty(code: text, name: text, otherBook: book.sibling(named: text), in: book, created)
    }

    /// Writes a new counterparty.
    func addParty(
        code: String, name: String, otherBook: String?, in book: BookState, _ created: (Schema.Record, Int64) -> Void
    ) throws -> Int32 {
        let insert = try RawStatement(db, Schema.Posting.insertCounterparty)
        insert.bind(1, book.id)
        insert.bind(2, code)
        insert.bind(3, name)
        insert.bind(4, otherBook)
        guard try insert.step() else { throw BrokenInvariant("counterparty", "no id came back") }
        let id = insert.int(0)
        insert.reset()
        created(.counterparty, id)
        return book.add(id: id, code: code, name: name, otherBook: otherBook)
    }

    /// The mark of a line: from account and source alone for most, with the dimensions where there are any.
    @inline(__always)
    private func resolveMark(
        _ line: IncomingLine, into target: inout ResolvedLine, traits: AccountTraits, source: Int,
        _ resolved: inout ResolvedVoucher, report: (any LedgerProblem) -> Void
    ) throws {
        let plain = line.dimensions.isBlank
        if plain, source < 0, !traits.contains(.takesSource) { return }
        let usual = UInt64(UInt32(target.account)) << 32 | UInt64(source + 1)
        if plain, let known = usualMarks[usual] {
            target.mark = known
            return
        }
        var mark = IncomeMark()
        if source >= 0 { mark.source = marks.sourceCodes[source] }
        if !plain {
            target.dimensions = readDimensions(line, into: &mark, &resolved, report: report)
        }
        if traits.contains(.takesSource) {
            mark.nature = mark.nature ?? chart.accounts[Int(target.account)].account.defaultNature ?? "unspecified"
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
            guard texts.count == 2, !texts[0].isEmpty, !texts[1].isEmpty, seen.insert(texts[0]).inserted else {
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
    /// A line's own counterparty says so; a line without one takes the counterparty of the voucher, if all lines that
    /// name one name the same.
    private func markSiblings(_ voucher: inout ResolvedVoucher, in book: BookState) throws {
        var common: Int32 = -1
        for line in voucher.lines where line.party >= 0 {
            common = common == -1 || common == line.party ? line.party : -2
        }
        for index in voucher.lines.indices {
            let line = voucher.lines[index]
            guard chart.accounts[Int(line.account)].traits.contains(.profitAndLoss) else { continue }
            let party = line.party >= 0 ? line.party : common
            guard party >= 0, let other = book.parties[Int(party)].otherBook else { continue }
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

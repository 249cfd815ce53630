/// A voucher to be made again and again (凭证模板): its lines with formulas instead of amounts.
public struct VoucherTemplate: Sendable, Equatable {
    /// A line of a template (模板分录).
    public struct Line: Sendable, Equatable {
        /// `.debit` or `.credit`.
        public var side: Side
        /// Account code 科目编码.
        public var account: String
        /// What it amounts to.
        public var formula: String
        /// Summary 摘要; `{year}` and `{month}` stand for those of the voucher.
        public var summary: String
        /// Income source 收入来源.
        public var source: String?
        /// Counterparty 往来单位.
        public var counterparty: String?
        /// Contract 合同编号.
        public var contract: String?
        /// `name=value;name=value`.
        public var dimensions: String?

        /// A line of its parts.
        public init(side: Side, account: String, formula: String, summary: String) {
            self.side = side
            self.account = account
            self.formula = formula
            self.summary = summary
        }
    }

    /// Its name.
    public var name: String
    /// Voucher kind 凭证字; nil is 记.
    public var kind: String?
    /// Voucher type 凭证类型; nil is normal.
    public var type: String?
    /// Why its vouchers have no attachment.
    public var attachmentReason: String?
    /// Values of parameters that may be left out.
    public var defaults: [String: Money] = [:]
    /// Its lines.
    public var lines: [Line]

    /// A template of its name and lines.
    public init(name: String, lines: [Line]) {
        self.name = name
        self.lines = lines
    }

    /// All that is wrong with it, whatever it will be given: lines are counted from 1, 0 is the template as a whole.
    public func problems() -> [LocatedProblem] {
        var problems: [LocatedProblem] = []
        func report(_ line: Int, _ problem: any LedgerProblem) {
            problems.append(LocatedProblem(line: line, problem: problem))
        }
        let scalars = name.unicodeScalars
        if ReasonText.clean(name) != name || scalars.contains("/") || scalars.count > TextLimit.name {
            report(0, TemplateProblem.name(name))
        }
        if let kind, VoucherKind(rawValue: kind) == nil { report(0, VoucherProblem.unknownKind(kind)) }
        if let type, VoucherType(rawValue: type) == nil { report(0, VoucherProblem.unknownType(type)) }
        if let attachmentReason, ReasonText.clean(attachmentReason) == nil {
            report(0, TemplateProblem.reasonForNone)
        }
        if lines.count < 2 { report(0, TemplateProblem.tooFewLines(lines.count)) }
        if lines.count > 999 { report(0, VoucherProblem.tooManyLines(lines.count)) }
        problems += content(on: CalendarDate(2000, 1, 1), amounts: lines.map { _ in Money(fen: 1) })
            .textProblems()
        var formulas: [TemplateFormula] = []
        for (index, line) in lines.enumerated() {
            do throws(TemplateProblem) {
                formulas.append(try TemplateFormula(parsing: line.formula))
            } catch {
                report(index + 1, error)
            }
        }
        guard problems.isEmpty else { return problems }
        var first: Int?
        for (index, formula) in formulas.enumerated() {
            if formula.root?.dividesByZero == true {
                report(index + 1, TemplateProblem.divisionByZero(line: index + 1))
            }
            for reads in formula.lines where !formulas.indices.contains(reads - 1) {
                report(index + 1, TemplateProblem.lineUnknown(line: index + 1, reads: reads))
            }
            guard formula.isRest else { continue }
            if let first { report(index + 1, TemplateProblem.secondRest(line: index + 1, first: first)) }
            first = first ?? index + 1
        }
        guard problems.isEmpty else { return problems }
        let circle = Self.circle(formulas)
        if let at = circle.first { report(at, TemplateProblem.cycle(lines: circle)) }
        if problems.isEmpty, first == nil, !isBalanced(formulas) { report(0, TemplateProblem.unbalanced) }
        let known = Set(formulas.flatMap(\.parameters))
        for name in defaults.keys.sorted() where !known.contains(name) {
            report(0, TemplateProblem.parameterUnknown(name, known: known.sorted()))
        }
        return problems
    }

    /// Lines that can't be computed because they need each other, in their order; the one with the rest needs all others.
    private static func circle(_ formulas: [TemplateFormula]) -> [Int] {
        var waiting = Set(formulas.indices)
        while let ready = waiting.first(where: { index in
            let reads =
                formulas[index].isRest
                ? Set(formulas.indices).subtracting([index]) : Set(formulas[index].lines.map { $0 - 1 })
            return reads.isDisjoint(with: waiting)
        }) { waiting.remove(ready) }
        return waiting.sorted().map { $0 + 1 }
    }

    private func isBalanced(_ formulas: [TemplateFormula]) -> Bool {
        var sums: [TemplateFormula.Atom: Int64] = [:]
        for (line, formula) in zip(lines, formulas) {
            for (atom, count) in formula.multiples(of: formulas) {
                let (signed, first) = count.multipliedReportingOverflow(by: line.side == .debit ? 1 : -1)
                let (sum, second) = sums[atom, default: 0].addingReportingOverflow(signed)
                if first || second { return false }
                sums[atom] = sum
            }
        }
        return sums.values.allSatisfy { $0 == 0 }
    }

    /// Parameters in the order written, each once.
    public var parameters: [String] {
        var found: [String] = []
        for line in lines {
            for name in (try? TemplateFormula(parsing: line.formula))?.parameters ?? []
            where !found.contains(name) {
                found.append(name)
            }
        }
        return found
    }

    /// Accounts whose balances it reads, with the line.
    public var balances: [(line: Int, account: String)] {
        lines.enumerated().flatMap { index, line in
            ((try? TemplateFormula(parsing: line.formula))?.accounts ?? []).map {
                (line: index + 1, account: $0)
            }
        }
    }

    /// The voucher it makes for a day: amounts rounded to the fen, lines that come to zero left out.
    ///
    /// - Parameters:
    ///   - values: what its parameters are.
    ///   - balance: what an account stands at.
    /// - Throws: ``TemplateProblem``.
    public func voucher(
        book: String, on date: CalendarDate, values: [String: Money], balance: (String) throws -> Money
    ) throws -> VoucherDraft {
        var given = defaults
        for (name, value) in values {
            guard parameters.contains(name) else {
                throw TemplateProblem.parameterUnknown(name, known: parameters)
            }
            given[name] = value
        }
        let missing = parameters.filter { given[$0] == nil }
        guard missing.isEmpty else { throw TemplateProblem.parameterMissing(missing) }
        let formulas = try lines.map { try TemplateFormula(parsing: $0.formula) }
        var figures: [String: ExactNumber] = [:]
        for (_, account) in balances { figures[account] = ExactNumber(try balance(account)) }
        var amounts = [Money?](repeating: nil, count: lines.count)
        var isMoving = true
        while isMoving {
            isMoving = false
            for (index, formula) in formulas.enumerated() where amounts[index] == nil {
                let isReady =
                    formula.isRest
                    ? amounts.indices.allSatisfy { $0 == index || amounts[$0] != nil }
                    : formula.lines.allSatisfy { amounts.indices.contains($0 - 1) && amounts[$0 - 1] != nil }
                guard isReady else { continue }
                amounts[index] = try amount(formula, index, given, figures, amounts)
                isMoving = true
            }
        }
        if let stuck = amounts.firstIndex(of: nil) { throw TemplateProblem.cycle(lines: [stuck + 1]) }
        let draft = content(on: date, amounts: amounts.compactMap { $0 }, book: book)
        guard !draft.lines.isEmpty else { throw TemplateProblem.nothing(name) }
        return draft
    }

    private func amount(
        _ formula: TemplateFormula, _ index: Int, _ given: [String: Money], _ figures: [String: ExactNumber],
        _ amounts: [Money?]
    ) throws(TemplateProblem) -> Money {
        let tooLarge = TemplateProblem.amount(line: index + 1)
        let exact: ExactNumber
        if let root = formula.root {
            exact = try root.value { operand throws(TemplateProblem) in
                let found =
                    switch operand {
                    case .parameter(let name): given[name].map(ExactNumber.init)
                    case .line(let line): amounts[line - 1].map(ExactNumber.init)
                    case .balance(let code): figures[code]
                    }
                guard let found else { throw tooLarge }
                return found
            } failing: { _ in
                tooLarge
            }
        } else {
            var others: [Money] = []
            for (place, line) in lines.enumerated() where place != index {
                guard let amount = amounts[place] else { continue }
                others.append(line.side == lines[index].side ? amount.negated : amount)
            }
            guard let sum = try? Money.sum(others) else { throw tooLarge }
            exact = ExactNumber(sum)
        }
        guard let money = exact.money, money.fen.magnitude <= Money.maximum.fen.magnitude else {
            throw tooLarge
        }
        return money
    }

    private func content(on date: CalendarDate, amounts: [Money], book: String = "") -> VoucherDraft {
        var draft = VoucherDraft(book: book, date: date)
        draft.kind = kind
        draft.type = type
        draft.attachmentReason = attachmentReason
        for (line, amount) in zip(lines, amounts) where !amount.isZero {
            var entry = EntryLine(
                line.summary.replacing("{year}", with: "\(date.year)").replacing(
                    "{month}", with: "\(date.month)"),
                account: line.account, source: line.source, counterparty: line.counterparty)
            if line.side == .debit { entry.debit = amount } else { entry.credit = amount }
            entry.contract = line.contract
            entry.dimensions = line.dimensions
            draft.lines.append(entry)
        }
        return draft
    }
}

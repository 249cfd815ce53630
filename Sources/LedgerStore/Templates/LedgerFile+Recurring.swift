import GRDB
import Ledger
import LedgerSchema

/// A recurring voucher 定期凭证: which template makes it in which months of which book, by whose authority.
public struct RecurringVoucher: Sendable, Equatable {
    /// What it made in a month.
    public struct Made: Sendable, Equatable {
        /// The month.
        public var month: Month
        /// The draft made.
        public var draft: DraftName
        /// The voucher it became; nil while it is a draft.
        public var voucher: VoucherName?
    }

    /// Code of the book.
    public var book: String
    /// Name of the template.
    public var template: String
    /// Code of the template's book; nil for one of every book.
    public var templateBook: String?
    /// When.
    public var plan: RecurringPlan
    /// What its parameters are.
    public var values: [String: Money]
    /// Who scheduled it 授权人.
    public var authorisedBy: String
    /// What it made, month by month.
    public var made: [Made] = []

    /// Months due up to one in which nothing was made yet.
    public func missing(through month: Month) -> [Month] {
        let done = Set(made.map(\.month))
        return plan.due(through: month).filter { !done.contains($0) }
    }
}

/// What making the recurring vouchers of a month did (定期凭证生成结果).
public struct RecurringOutcome: Sendable {
    /// A voucher due.
    public struct Item: Sendable {
        /// Code of the book.
        public let book: String
        /// Name of the template.
        public let template: String
        /// The draft made, or made before.
        public let draft: DraftName?
        /// Whether it had been made before.
        public let isEarlier: Bool
        /// Its debits; nil where it was made before.
        public let debit: Money?
        /// Earlier months due in which nothing was made 漏生成.
        public let missed: [Month]
        /// What must still be mended.
        public let warnings: [any LedgerProblem]
    }

    /// In the order of books and templates.
    public internal(set) var items: [Item] = []
    /// What could not be made.
    public internal(set) var refused: [(book: String, template: String, problem: any LedgerProblem)] = []

    /// How many drafts were made.
    public var made: Int { items.filter { $0.draft != nil && !$0.isEarlier }.count }
}

extension LedgerFile {
    /// Has a template make a draft in certain months 安排定期凭证; it is made by ``runRecurring(_:books:township:by:rehearsal:)``
    /// and never posted by itself.
    ///
    /// - Throws: ``TemplateProblem``.
    public func schedule(
        _ name: String, book code: String, plan: RecurringPlan, values: [String: Money], by user: String
    ) throws {
        try act("template schedule", by: user) { act in
            let book = try act.desk.book(code)
            let actor = try act.actor()
            try act.desk.authorise(actor, .preparer, in: book)
            act.book = code
            act.subject = name
            guard let stored = try act.desk.template(name, Schema.Templates.nearest, code) else {
                throw TemplateProblem.unknown(name)
            }
            if plan.from < book.opened {
                throw PeriodProblem.beforeOpening(book: code, month: plan.from, opened: book.opened)
            }
            let parameters = stored.template.parameters
            for name in values.keys.sorted() where !parameters.contains(name) {
                throw TemplateProblem.parameterUnknown(name, known: parameters)
            }
            let missing = parameters.filter { values[$0] == nil && stored.template.defaults[$0] == nil }
            guard missing.isEmpty else { throw TemplateProblem.parameterMissing(missing) }
            let problems = act.desk.accountProblems(of: stored.template, in: book)
            guard problems.isEmpty else { throw ImportRefused(problems: problems, count: problems.count) }
            let isThere = try Bool.fetchOne(act.db, sql: Schema.Recurring.exists, arguments: [book.id, name])
            guard isThere != true else { throw TemplateProblem.scheduledBefore(name, book: code) }
            act.detail = "\(plan.from) … \(plan.through), \(plan.everyMonths)m, \(ParameterText.text(values))"
            try act.db.execute(
                sql: Schema.Recurring.set,
                arguments: [
                    book.id, name, stored.book ?? "", plan.from.number, plan.through.number, plan.everyMonths,
                    plan.day, ParameterText.text(values), act.desk.users[Int(actor)].id,
                ])
            act.touch(.recurring, book.id, name)
        }
    }

    /// Takes a schedule back 取消定期凭证; what it made stays, on record.
    ///
    /// - Throws: ``TemplateProblem/notScheduled(_:book:)``.
    public func unschedule(_ name: String, book code: String, by user: String) throws {
        try act("template unschedule", by: user) { act in
            let book = try act.desk.book(code)
            try act.desk.authorise(act.actor(), .preparer, in: book)
            act.book = code
            act.subject = name
            let isThere = try Bool.fetchOne(act.db, sql: Schema.Recurring.exists, arguments: [book.id, name])
            guard isThere == true else { throw TemplateProblem.notScheduled(name, book: code) }
            try act.db.execute(sql: Schema.Recurring.remove, arguments: [book.id, name])
            act.touchRemoved(.recurring, key: "\(code)/\(name)")
        }
    }

    /// Recurring vouchers 定期凭证 with what they made, by book and template.
    public func recurringVouchers() throws -> [RecurringVoucher] {
        try readAtDesk { try Self.recurring($0.db) }
    }

    /// Makes the drafts due in a month 生成定期凭证, each once; what can't be made, such as for a closed month, is told.
    ///
    /// - Parameters:
    ///   - books: those meant; all where neither they nor a township are named.
    ///   - rehearsal: shows what would be made and makes nothing.
    public func runRecurring(
        _ month: Month, books: [String] = [], township: String? = nil, by user: String,
        rehearsal: Bool = false
    ) throws -> RecurringOutcome {
        try act("recurring run", by: user, guards: .eachAct, rehearsal: rehearsal) { act in
            let actor = try act.actor()
            try act.desk.authorise(actor, .preparer, in: nil)
            for code in books { _ = try act.desk.book(code) }
            var chosen = Set(books)
            if let township {
                guard try Int64.fetchOne(act.db, sql: Schema.Divisions.find, arguments: [township]) != nil
                else {
                    throw NamedThingProblem.divisionUnknown(township)
                }
                chosen.formUnion(
                    try String.fetchAll(act.db, sql: Schema.Recurring.booksBelow, arguments: [township]))
            }
            var outcome = RecurringOutcome()
            for entry in try Self.recurring(act.db)
            where books.isEmpty && township == nil || chosen.contains(entry.book) {
                do {
                    if let item = try Self.run(entry, month, actor, act) { outcome.items.append(item) }
                } catch let refused as ImportRefused {
                    outcome.refused += refused.problems.map { (entry.book, entry.template, $0.problem) }
                } catch let problem as any LedgerProblem where problem.kind != .io {
                    outcome.refused.append((entry.book, entry.template, problem))
                }
            }
            act.subject = month.description
            act.detail = outcome.items.filter { !$0.isEarlier }.compactMap { $0.draft?.description }
                .joined(separator: " ")
            return outcome
        }
    }

    /// The draft of one recurring voucher for a month; nil where none is due and none was missed.
    private static func run(
        _ entry: RecurringVoucher, _ month: Month, _ actor: Int32, _ act: Act
    ) throws -> RecurringOutcome.Item? {
        let missed = entry.missing(through: month).filter { $0 < month }
        func item(
            _ draft: DraftName?, earlier: Bool, debit: Money? = nil, _ warnings: [any LedgerProblem] = []
        )
            -> RecurringOutcome.Item
        {
            RecurringOutcome.Item(
                book: entry.book, template: entry.template, draft: draft, isEarlier: earlier, debit: debit,
                missed: missed, warnings: warnings)
        }
        guard entry.plan.isDue(in: month) else { return missed.isEmpty ? nil : item(nil, earlier: false) }
        if let made = entry.made.first(where: { $0.month == month }) {
            return item(made.draft, earlier: true)
        }
        let book = try act.desk.book(entry.book)
        try act.desk.authorise(actor, .preparer, in: book)
        // Asked here by its name, before any amount is computed of a month that takes nothing.
        if book.closed.contains(month.number) { throw PeriodProblem.closed(book: book.code, month: month) }
        guard
            let stored = try act.desk.template(
                entry.template, Schema.Templates.one, entry.templateBook ?? "")
        else { throw TemplateProblem.unknown(entry.template) }
        let saved = try makeDraft(
            of: stored.template, in: book, on: entry.plan.date(in: month), entry.values, actor, act)
        let insert = try act.desk.prepared(Schema.Recurring.insertRun)
        insert.bind(1, book.id)
        insert.bind(2, entry.template)
        insert.bind(3, Int64(month.number))
        insert.bind(4, saved.name.number)
        try insert.run()
        act.touch(.recurringRun, book.id, entry.template, month.number)
        let debit = try act.desk.draft(saved.name, in: book).voucher.debit
        return item(saved.name, earlier: false, debit: debit, saved.warnings)
    }

    static func recurring(_ db: Database) throws -> [RecurringVoucher] {
        var made: [String: [RecurringVoucher.Made]] = [:]
        let runs = try RawStatement(db, Schema.Recurring.runs)
        while try runs.step() {
            let book = runs.text(0)
            var voucher: VoucherName?
            if let kind = VoucherKind(rawValue: runs.text(5)), !runs.isNull(4) {
                voucher = VoucherName(
                    book: book, month: try CalendarDate.stored(runs.int(4), "voucher").accountingMonth,
                    kind: kind,
                    number: Int(runs.int(6)))
            }
            made["\(book)/\(runs.text(1))", default: []].append(
                RecurringVoucher.Made(
                    month: try .stored(runs.int(2), "recurringRun"),
                    draft: DraftName(book: book, number: Int(runs.int(3))), voucher: voucher))
        }
        let rows = try RawStatement(db, Schema.Recurring.all)
        var found: [RecurringVoucher] = []
        while try rows.step() {
            let (book, template, scope) = (rows.text(0), rows.text(1), rows.text(2))
            do throws(TemplateProblem) {
                let (from, through) = (
                    Month(number: Int32(clamping: rows.int(3))), Month(number: Int32(clamping: rows.int(4)))
                )
                guard let from, let through, (1...120).contains(rows.int(5)), (0...31).contains(rows.int(6))
                else {
                    throw TemplateProblem.unknown(template)
                }
                found.append(
                    RecurringVoucher(
                        book: book, template: template, templateBook: scope.isEmpty ? nil : scope,
                        plan: try RecurringPlan(
                            from: from, through: through, everyMonths: Int(rows.int(5)), day: Int(rows.int(6))
                        ),
                        values: try ParameterText.values(rows.text(7)), authorisedBy: rows.text(8),
                        made: made["\(book)/\(template)"] ?? []))
            } catch {
                throw FileProblem.damaged(table: "recurring", row: "recurring \(book)/\(template)")
            }
        }
        return found
    }
}

import GRDB
import Ledger
import LedgerSchema

/// A template 凭证模板 as the ledger has it.
public struct StoredTemplate: Sendable, Equatable {
    /// Code of its book; nil for one of every book.
    public var book: String?
    /// Its content.
    public var template: VoucherTemplate
}

extension LedgerFile {
    /// Adds a template 新增凭证模板 for one book or for every book; for all it takes an administrator.
    ///
    /// - Throws: ``ImportRefused`` with all that is wrong and the lines it is wrong in, ``TemplateProblem/exists(_:)``.
    public func addTemplate(_ template: VoucherTemplate, book code: String?, by user: String) throws {
        try act("template add", by: user) { act in
            act.book = code
            act.subject = template.name
            let book = try code.map { try act.desk.book($0) }
            try authoriseTemplates(act, book)
            var problems = template.problems()
            if problems.isEmpty { problems = act.desk.accountProblems(of: template, in: book) }
            guard problems.isEmpty else { throw ImportRefused(problems: problems, count: problems.count) }
            let scope = code ?? ""
            guard try act.desk.template(template.name, Schema.Templates.one, scope) == nil else {
                throw TemplateProblem.exists(template.name)
            }
            try act.db.execute(
                sql: Schema.Templates.insert,
                arguments: [
                    scope, template.name, template.kind, template.type, template.attachmentReason,
                    ParameterText.text(template.defaults),
                ])
            act.touch(.template, scope, template.name)
            for (index, line) in template.lines.enumerated() {
                try act.db.execute(
                    sql: Schema.Templates.insertLine,
                    arguments: [
                        scope, template.name, index + 1, line.side.rawValue, line.account, line.formula,
                        line.summary,
                        line.source.flatMap(act.desk.marks.sourceCode), line.counterparty, line.contract,
                        line.dimensions,
                    ])
                act.touch(.templateLine, scope, template.name, index + 1)
            }
        }
    }

    /// Deletes a template that no schedule uses 删除凭证模板; the vouchers made of it stay.
    ///
    /// - Throws: ``TemplateProblem/unknown(_:)``, ``TemplateProblem/scheduled(_:books:)``.
    public func deleteTemplate(_ name: String, book code: String?, by user: String) throws {
        try act("template delete", by: user) { act in
            act.book = code
            act.subject = name
            let book = try code.map { try act.desk.book($0) }
            try authoriseTemplates(act, book)
            let scope = code ?? ""
            guard let stored = try act.desk.template(name, Schema.Templates.one, scope) else {
                throw TemplateProblem.unknown(name)
            }
            let users = try String.fetchAll(act.db, sql: Schema.Templates.usedBy, arguments: [scope, name])
            guard users.isEmpty else { throw TemplateProblem.scheduled(name, books: users) }
            for line in stored.template.lines.indices {
                act.touchRemoved(.templateLine, key: "\(scope)/\(name)/\(line + 1)")
            }
            act.touchRemoved(.template, key: "\(scope)/\(name)")
            try act.db.execute(sql: Schema.Templates.removeLines, arguments: [scope, name])
            try act.db.execute(sql: Schema.Templates.remove, arguments: [scope, name])
        }
    }

    /// Makes a draft of a template 套用模板: that of the book before that of every book.
    ///
    /// - Parameter values: what its parameters are.
    /// - Throws: ``TemplateProblem``, ``ImportRefused`` with what can never stand.
    public func useTemplate(
        _ name: String, book code: String, on date: CalendarDate, values: [String: Money],
        attachments: Int = 0,
        by user: String
    ) throws -> SavedDraft {
        try act("template use", by: user, guards: .eachAct) { act in
            let book = try act.desk.book(code)
            let preparer = try act.actor()
            try act.desk.authorise(preparer, .preparer, in: book)
            guard let stored = try act.desk.template(name, Schema.Templates.nearest, code) else {
                throw TemplateProblem.unknown(name)
            }
            act.book = code
            act.detail = "\(name); \(ParameterText.text(values))"
            let saved = try Self.makeDraft(
                of: stored.template, in: book, on: date, values, attachments: attachments, preparer, act)
            act.subject = saved.name.description
            return saved
        }
    }

    /// A draft of a template, kept by whoever acts.
    static func makeDraft(
        of template: VoucherTemplate, in book: BookState, on date: CalendarDate, _ values: [String: Money],
        attachments: Int = 0, _ preparer: Int32, _ act: Act
    ) throws -> SavedDraft {
        var draft = try template.voucher(book: book.code, on: date, values: values) { account in
            try act.desk.balance(of: account, in: book, on: date)
        }
        draft.attachments = attachments
        let (resolved, warnings) = try resolve(draft, in: book, act)
        return try write(resolved, warnings, in: book, preparer: preparer, act)
    }

    /// All templates 凭证模板, by name; of some books those they can use.
    public func templates(book code: String? = nil) throws -> [StoredTemplate] {
        try readAtDesk { desk in
            if let code { _ = try desk.book(code) }
            let rows = try Row.fetchAll(desk.db, sql: Schema.Templates.all)
            return try rows.filter { row in code == nil || row[0] == "" || row[0] == code }.compactMap {
                row in
                try desk.template(row[1], Schema.Templates.one, row[0])
            }
        }
    }

    /// One template: that of the book before that of every book.
    ///
    /// - Throws: ``TemplateProblem/unknown(_:)``.
    public func template(_ name: String, book code: String?) throws -> StoredTemplate {
        try readAtDesk { desk in
            if let code { _ = try desk.book(code) }
            guard let stored = try desk.template(name, Schema.Templates.nearest, code ?? "") else {
                throw TemplateProblem.unknown(name)
            }
            return stored
        }
    }

    /// Whoever keeps a book keeps its templates; those of every book are an administrator's.
    private func authoriseTemplates(_ act: Act, _ book: BookState?) throws {
        guard let book else { return try requireAdministrator(act) }
        try act.desk.authorise(act.actor(), .preparer, in: book)
    }
}

extension PostingDesk {
    /// A template by its name and scope.
    func template(_ name: String, _ sql: String, _ scope: String) throws -> StoredTemplate? {
        let head = try prepared(sql)
        defer { head.reset() }
        head.bind(1, name)
        head.bind(2, scope)
        guard try head.step() else { return nil }
        let found = head.text(0)
        var template = VoucherTemplate(name: head.text(1), lines: [])
        template.kind = head.optionalText(2)
        template.type = head.optionalText(3)
        template.attachmentReason = head.optionalText(4)
        do {
            template.defaults = try ParameterText.values(head.text(5))
        } catch {
            throw FileProblem.damaged(table: "template", row: "template \(found)/\(name)")
        }
        let rows = try prepared(Schema.Templates.lines)
        rows.bind(1, found)
        rows.bind(2, name)
        while try rows.step() {
            guard let side = Side(rawValue: rows.text(0)) else {
                throw FileProblem.damaged(table: "templateLine", row: "templateLine \(found)/\(name)")
            }
            var line = VoucherTemplate.Line(
                side: side, account: rows.text(1), formula: rows.text(2), summary: rows.text(3))
            line.source = rows.optionalText(4)
            line.counterparty = rows.optionalText(5)
            line.contract = rows.optionalText(6)
            line.dimensions = rows.optionalText(7)
            template.lines.append(line)
        }
        return StoredTemplate(book: found.isEmpty ? nil : found, template: template)
    }

    /// Accounts of a template that its book has not, or that take no entries; without a book those of the chart of 2023.
    func accountProblems(of template: VoucherTemplate, in book: BookState?) -> [LocatedProblem] {
        let version = book?.charts.last?.chart ?? .system2023
        func find(_ code: String) -> Int32? { chart.find(code, chart: version, book: book?.code) }
        func isUsable(_ code: String) -> Bool {
            guard let index = find(code), chart.isLeaf(index, in: book) else { return false }
            return !chart.accounts[Int(index)].account.isDisabled
        }
        var problems: [LocatedProblem] = []
        func report(_ line: Int, _ code: String) {
            problems.append(
                LocatedProblem(line: line, problem: TemplateProblem.account(line: line, code: code)))
        }
        for (index, line) in template.lines.enumerated() where !isUsable(line.account) {
            report(index + 1, line.account)
        }
        for (index, line) in template.lines.enumerated() {
            guard let source = line.source, marks.sourceCode(of: source) == nil else { continue }
            problems.append(LocatedProblem(line: index + 1, problem: NamedThingProblem.sourceUnknown(source)))
        }
        for (line, code) in template.balances where find(code) == nil { report(line, code) }
        return problems
    }

    /// What an account with all below it stands at after a day, on its own side; posted vouchers and openings.
    func balance(of code: String, in book: BookState, on date: CalendarDate) throws -> Money {
        let version = book.chart(in: date.year)
        guard let index = chart.find(code, chart: version, book: book.code) else {
            throw AccountProblem.unknown(code)
        }
        try writeRows()
        let statement = try prepared(Schema.Templates.balance)
        statement.bind(1, book.id)
        statement.bind(2, Int64(date.number))
        statement.bind(3, code)
        statement.bind(4, version.rawValue)
        let fen = try statement.firstInt() ?? 0
        return Money(fen: chart.accounts[Int(index)].account.side == .credit ? -fen : fen)
    }
}

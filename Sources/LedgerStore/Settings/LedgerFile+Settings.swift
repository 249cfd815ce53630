import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Every setting 参数 as it stands for a book; without one, all that was decided for anybody, and what holds for the
    /// whole ledger.
    public func settings(book: String? = nil) throws -> [SettingValue] {
        try readAtDesk { desk in
            if let book {
                let code = try desk.book(book).code
                return try Setting.allCases.map { try desk.setting($0, book: code) }
            }
            var decided: [SettingValue] = []
            for row in try Row.fetchAll(desk.db, sql: Schema.Settings.all) {
                guard let setting = Setting(rawValue: row[0]) else { continue }
                decided.append(
                    SettingValue(setting: setting, text: row[2], scope: row[1], source: row[3]))
            }
            return Setting.allCases.flatMap { setting in
                let own = decided.filter { $0.setting == setting }
                return (own.contains { $0.scope == "" } ? [] : [SettingValue(standard: setting)]) + own
            }
        }
    }

    /// Decides a setting for the whole ledger, for a division with what lies below it, or for one book. What it was before
    /// and the document it rests on stand in the log.
    ///
    /// - Parameters:
    ///   - scope: a division's or a book's code; empty for the whole ledger.
    ///   - source: the document it rests on 依据.
    /// - Throws: ``SettingProblem``.
    public func set(_ setting: Setting, to value: String, scope: String = "", source: String, by user: String)
        throws
    {
        try act("setting set", by: user) { act in
            try prepare(act, setting, scope)
            let text = try setting.normal(value)
            let source = try ReasonText.required(source, or: SettingProblem.sourceMissing(setting))
            act.detail = "\(text); \(source)"
            try act.db.execute(
                sql: Schema.Settings.set, arguments: [setting.rawValue, scope, text, source])
            act.touch(.setting, setting.rawValue, scope)
        }
    }

    /// Takes a decision back, so that what lies above holds again.
    ///
    /// - Throws: ``SettingProblem/notSet(_:scope:)``.
    public func unset(_ setting: Setting, scope: String = "", by user: String) throws {
        try act("setting unset", by: user) { act in
            try prepare(act, setting, scope)
            let isSet = try Bool.fetchOne(
                act.db, sql: Schema.Settings.exists, arguments: [setting.rawValue, scope])
            guard isSet == true else { throw SettingProblem.notSet(setting, scope: scope) }
            try act.db.execute(sql: Schema.Settings.remove, arguments: [setting.rawValue, scope])
            act.touchRemoved(.setting, key: "\(setting.rawValue)/\(scope)")
        }
    }

    private func prepare(_ act: Act, _ setting: Setting, _ scope: String) throws {
        act.subject = setting.rawValue + (scope.isEmpty ? "" : "/\(scope)")
        _ = try act.actor()
        try requireAdministrator(act)
        if !scope.isEmpty, try act.desk.knownBook(scope) == nil,
            try Int64.fetchOne(act.db, sql: Schema.Divisions.find, arguments: [scope]) == nil
        {
            throw NamedThingProblem.scopeUnknown(scope)
        }
    }
}

extension PostingDesk {
    /// A setting as it stands for a book.
    func setting(_ setting: Setting, book: String) throws -> SettingValue {
        let statement = try prepared(Schema.Settings.nearest)
        defer { statement.reset() }
        return try SettingValue.read(setting, book: book, statement)
    }
}

extension SettingValue {
    /// A setting as it stands for a book, where there is no desk.
    init(_ setting: Setting, book: String, _ db: Database) throws {
        self = try Self.read(setting, book: book, RawStatement(db, Schema.Settings.nearest))
    }

    fileprivate static func read(_ setting: Setting, book: String, _ statement: RawStatement) throws
        -> SettingValue
    {
        statement.bind(1, setting.rawValue)
        statement.bind(2, book)
        guard try statement.step() else { return SettingValue(standard: setting) }
        // What somebody wrote behind the program's back is no decision, and the usual value may be the laxer one.
        guard let text = try? setting.normal(statement.text(0)) else {
            throw FileProblem.damaged(table: "setting", row: "\(setting.rawValue)/\(statement.text(1))")
        }
        return SettingValue(setting: setting, text: text, scope: statement.text(1), source: statement.text(2))
    }
}

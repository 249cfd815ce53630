import GRDB
import Ledger
import LedgerSchema

extension LedgerFile {
    /// Writes what every ledger starts with: both charts' first levels, the default details and the sources.
    func layFoundation(defaultDetails: Bool) throws {
        try act("init", by: nil) { act in
            act.changesDesk = true
            for (index, row) in Schema.Standards.rows(Schema.Standards.incomeSources).enumerated() {
                let code = row["code"] ?? ""
                try act.db.execute(
                    sql: Schema.Accounts.insertSource,
                    arguments: [code, row["chinese"], row["english"], row["usual_accounts"], index + 1])
                act.touch(.incomeSource, code)
            }
            for name in ["project", "parcel", "person", "bank-account"] {
                try act.db.execute(sql: Schema.Accounts.insertDimension, arguments: [name, name])
                act.touch(.dimension, name)
            }
            for (chart, table) in [
                (ChartVersion.system2023, Schema.Standards.chart2023),
                (.system2004, Schema.Standards.chart2004),
            ] {
                for row in Schema.Standards.rows(table) { try insertStatutory(row, chart: chart, act) }
            }
            guard defaultDetails else { return }
            for row in Schema.Standards.rows(Schema.Standards.chart2023Details) {
                let role = row["role"].flatMap { $0.isEmpty ? nil : $0 }
                let source = row["default_source"].flatMap { $0.isEmpty ? nil : $0 }
                let nature = row["default_nature"].flatMap { $0.isEmpty ? nil : $0 }
                let entry = AccountEntry(
                    code: row["code"] ?? "", name: row["name"] ?? "", defaultSource: source,
                    defaultNature: nature,
                    role: role)
                try insert(entry, act)
            }
        }
    }

    private func insertStatutory(_ row: [String: String], chart: ChartVersion, _ act: Act) throws {
        let code = row["code"] ?? ""
        let role = row["role"].flatMap { $0.isEmpty ? nil : $0 }
        let id = try Int64.fetchOne(
            act.db, sql: Schema.Accounts.insert,
            arguments: [
                chart.rawValue, nil, code, row["name"], row["category"], row["side"], role, nil, nil, nil,
                chart.operatingIncomeAccounts.contains(code), chart.counterpartyAccounts.contains(code), nil,
            ])
        act.touch(.account, id)
    }

    /// Enters divisions 行政区划, those above before those below.
    ///
    /// - Throws: ``NamedThingProblem/divisionInvalid(_:)``, ``NamedThingProblem/divisionExists(_:)``,
    ///   ``NamedThingProblem/divisionUnknown(_:)``, ``NamedThingProblem/valueInvalid(column:value:allowed:)`` for its
    ///   level; ``ImportRefused`` with all of them for entries that have a position
    ///   in a file.
    public func addDivisions(_ entries: [DivisionEntry], by user: String? = nil) throws {
        try act("division import", by: user) { act in
            act.detail = "\(entries.count)"
            func depth(_ entry: DivisionEntry) -> Int {
                DivisionLevel.meant(by: entry.level).flatMap(DivisionLevel.allCases.firstIndex) ?? 0
            }
            try each(entries.sorted(by: { depth($0) < depth($1) })) { entry in
                guard entry.code.utf8.count == 12, entry.code.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
                    throw NamedThingProblem.divisionInvalid(entry.code)
                }
                let level = try DivisionLevel.named(entry.level)
                guard try find(act, Schema.Divisions.find, entry.code) == nil else {
                    throw NamedThingProblem.divisionExists(entry.code)
                }
                if let parent = entry.parent, try find(act, Schema.Divisions.find, parent) == nil {
                    throw NamedThingProblem.divisionUnknown(parent)
                }
                let id = try Int64.fetchOne(
                    act.db, sql: Schema.Divisions.insert,
                    arguments: [
                        entry.code, entry.name, level.rawValue, entry.parent, entry.validFrom?.number,
                        entry.validTo?.number, entry.predecessors,
                    ])
                act.touch(.division, id)
            }
        }
    }

    /// Takes entries in one after the other. All that is wrong with those from a file is told at once, with its lines.
    func each<Entry: PlacedEntry>(_ entries: [Entry], _ insert: (Entry) throws -> Void) throws {
        var problems: [LocatedProblem] = []
        for entry in entries {
            do {
                try Self.translatingErrors(name) { try insert(entry) }
            } catch let problem as any LedgerProblem {
                guard let position = entry.position else { throw problem }
                problems.append(LocatedProblem(line: position, problem: problem))
            }
        }
        guard problems.isEmpty else {
            let sorted = problems.sorted { $0.line < $1.line }
            throw ImportRefused(problems: Array(sorted.prefix(ImportRefused.limit)), count: sorted.count)
        }
    }

    private func find(_ act: Act, _ sql: String, _ code: String) throws -> Int64? {
        try Int64.fetchOne(act.db, sql: sql, arguments: [code])
    }

    /// Adds books 账套. A counterparty of the village's other books that bears a new book's code or name becomes it.
    ///
    /// - Returns: what was posted with a new book as counterparty before it was entered, which is not eliminated.
    /// - Throws: ``NamedThingProblem/bookExists(_:)``, ``NamedThingProblem/divisionUnknown(_:)``,
    ///   ``NamedThingProblem/valueInvalid(column:value:allowed:)``.
    @discardableResult
    public func addBooks(_ entries: [BookEntry], by user: String? = nil) throws -> [NamedThingProblem] {
        try act("book add", by: user) { act in
            act.changesDesk = true
            act.subject = entries.count == 1 ? entries[0].code : nil
            act.detail = "\(entries.count)"
            try each(entries) { try insert($0, act) }
            return try LateSiblings.find(entries.map(\.code), act.db)
        }
    }

    private func insert(_ entry: BookEntry, _ act: Act) throws {
        guard let division = try find(act, Schema.Divisions.find, entry.division) else {
            throw NamedThingProblem.divisionUnknown(entry.division)
        }
        let kind = try BookKind.named(entry.kind)
        guard BookEntry.isCode(entry.code) else {
            throw NamedThingProblem.valueInvalid(
                column: ImportColumn("book", chinese: "账套编码"), value: entry.code,
                allowed: AllowedWords(["A–Z a–z 0–9 - _"]))
        }
        if try act.desk.knownBook(entry.code) != nil { throw NamedThingProblem.bookExists(entry.code) }
        let inserted = try Int64.fetchOne(
            act.db, sql: Schema.Books.insert,
            arguments: [
                entry.code, division, entry.name, kind.rawValue, entry.opened.number, entry.population,
                entry.charterReserveRate, entry.creditCode,
            ])
        guard let id = inserted else { throw BrokenInvariant("book", "no id came back") }
        try act.db.execute(sql: Schema.Books.insertHead, arguments: [id])
        try act.db.execute(
            sql: Schema.Books.insertChart, arguments: [id, entry.opened.year, entry.chart.rawValue])
        act.touch(.book, id)
        act.touch(.bookChart, id, Int64(entry.opened.year))
        for linked in try Int64.fetchAll(
            act.db, sql: Schema.Books.linkSiblings, arguments: [entry.code, entry.name, division])
        {
            act.touch(.counterparty, linked)
        }
    }

    /// Adds users 用户. While there is none, nobody has to act; afterwards an administrator 管理员 does.
    ///
    /// - Throws: ``NamedThingProblem/userExists(_:)``, ``NamedThingProblem/divisionUnknown(_:)``.
    public func addUsers(_ entries: [UserEntry], by user: String? = nil) throws {
        try act("user add", by: user) { act in
            act.changesDesk = true
            act.detail = entries.map(\.name).joined(separator: " ")
            try requireAdministrator(act)
            var names: Set<String> = []
            try each(entries) { entry in
                guard try find(act, Schema.Divisions.find, entry.scope) != nil else {
                    throw NamedThingProblem.divisionUnknown(entry.scope)
                }
                guard entry.name.utf8.contains(where: { $0 > 0x20 }) else {
                    throw NamedThingProblem.userNameEmpty
                }
                // Also where the bytes differ: é is one name, in however many code points it is written.
                guard act.desk.userOfName[entry.name] == nil,
                    names.insert(entry.name).inserted
                else {
                    throw NamedThingProblem.userExists(entry.name)
                }
                try act.db.execute(
                    sql: Schema.Users.insert,
                    arguments: [
                        entry.name, entry.displayName, entry.roles.map(\.rawValue).joined(separator: "|"),
                        entry.scope,
                        entry.person ?? entry.name,
                    ])
                act.touch(.user, entry.name)
            }
        }
    }

    /// Gives a user other roles 角色.
    public func setRoles(_ roles: [UserRole], of name: String, by user: String) throws {
        try changeUser(name, by: user, "user role", detail: roles.map(\.rawValue).joined(separator: "|")) {
            act, name in
            if !roles.contains(.admin) { try requireAnotherAdministrator(than: name, act) }
            try act.db.execute(
                sql: Schema.Users.setRoles, arguments: [roles.map(\.rawValue).joined(separator: "|"), name])
        }
    }

    /// Takes a user out of service 停用, or back in.
    public func setDisabled(_ disabled: Bool, user name: String, by user: String) throws {
        try changeUser(name, by: user, "user disable", detail: disabled ? "disabled" : "enabled") {
            act, name in
            if disabled { try requireAnotherAdministrator(than: name, act) }
            try act.db.execute(sql: Schema.Users.setDisabled, arguments: [disabled, name])
        }
    }

    private func changeUser(
        _ name: String, by user: String, _ action: String, detail: String,
        _ change: (Act, _ stored: String) throws -> Void
    ) throws {
        try act(action, by: user) { act in
            act.changesDesk = true
            act.subject = name
            act.detail = detail
            try requireAdministrator(act)
            guard let index = act.desk.userOfName[name] else { throw NamedThingProblem.userUnknown(name) }
            let stored = act.desk.users[Int(index)].name
            try change(act, stored)
            act.touch(.user, stored)
        }
    }

    /// The last administrator in service stays one, since nobody could make another.
    private func requireAnotherAdministrator(than name: String, _ act: Act) throws {
        let administrators = act.desk.users.filter { !$0.isDisabled && $0.roles.contains(.admin) }
        if administrators.map(\.name) == [name] { throw NamedThingProblem.lastAdministrator(name) }
    }

    /// While a ledger has no user the rights of the file are the only boundary; then an administrator decides.
    func requireAdministrator(_ act: Act) throws {
        guard !act.desk.users.isEmpty else { return }
        try act.desk.authorise(act.actor(), .admin, in: nil)
    }

    /// Adds accounts 科目 below the first level, those above before those below.
    ///
    /// - Parameter rehearsal: does everything and takes it back.
    /// - Throws: ``AccountProblem``.
    public func addAccounts(
        _ entries: [AccountEntry], by user: String? = nil, rehearsal: Bool = false
    ) throws {
        try act("account add", by: user, rehearsal: rehearsal) { act in
            act.changesDesk = true
            act.detail = "\(entries.count)"
            try each(entries.sorted(by: { $0.code.utf8.count < $1.code.utf8.count })) { try insert($0, act) }
        }
    }

    private func insert(_ entry: AccountEntry, _ act: Act) throws {
        guard Account.isCode(entry.code) else { throw AccountProblem.badCode(entry.code) }
        guard let parentCode = Account.parent(of: entry.code) else {
            throw AccountProblem.statutory(entry.code)
        }
        let book = try entry.book.map { try act.desk.book($0) }
        let chart = entry.chart ?? book?.charts.last?.chart ?? .system2023
        let parents = try Row.fetchAll(
            act.db, sql: Schema.Accounts.findVisible, arguments: [chart.rawValue, parentCode, book?.id])
        guard let parent = parents.first else { throw AccountProblem.noParent(entry.code) }
        let existing = try Row.fetchAll(
            act.db, sql: Schema.Accounts.findVisible, arguments: [chart.rawValue, entry.code, book?.id])
        guard existing.isEmpty else { throw AccountProblem.exists(entry.code) }
        if let role = entry.role, AccountRole(rawValue: role) == nil {
            throw AccountProblem.unknownRole(role)
        }
        if let role = entry.role,
            !AccountRole.mayStand(
                AccountRole(rawValue: role), below: (parent[3] as String?).flatMap(AccountRole.init))
        {
            throw AccountProblem.roleMisplaced(code: entry.code, role: role, above: parentCode)
        }
        // The desk of `init` was read before there were any sources.
        let defaultSource = try entry.defaultSource.map { text in
            let standard = Self.standardSources.first { $0.code == text || $0.chinese == text }
            guard let code = act.desk.marks.sourceCode(of: text) ?? standard?.code else {
                throw NamedThingProblem.sourceUnknown(text)
            }
            return code
        }
        if let nature = entry.defaultNature, !IncomeMark.natures.contains(nature) {
            throw NamedThingProblem.markUnknown(dimension: "nature", value: nature)
        }
        for name in entry.dimensions where !act.desk.dimensionNames.contains(name) {
            throw NamedThingProblem.dimensionUnknown(name)
        }
        let top = String(entry.code.prefix(3))
        let arguments: StatementArguments = [
            chart.rawValue, book?.id, entry.code, entry.name, parent[1] as String, parent[2] as String,
            entry.role ?? parent[3], defaultSource, entry.defaultNature,
            entry.dimensions.isEmpty ? nil : entry.dimensions.joined(separator: ";"),
            chart.operatingIncomeAccounts.contains(top), chart.counterpartyAccounts.contains(top),
            parent[0] as Int64,
        ]
        do {
            let id = try Self.translatingErrors(name) {
                try Int64.fetchOne(act.db, sql: Schema.Accounts.insert, arguments: arguments)
            }
            act.touch(.account, id)
        } catch let refusal as SchemaRefusal where refusal.ruleCode == "account.has-entries" {
            throw AccountProblem.hasEntries(parentCode)
        }
    }
}

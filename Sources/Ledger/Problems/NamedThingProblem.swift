/// What can be wrong with something named in a command or a file: a book, a division, a user, a source …
public enum NamedThingProblem: TextualProblem, Equatable {
    /// No such book 账套.
    case bookUnknown(String)
    /// A book with that code exists.
    case bookExists(String)
    /// No such division 行政区划.
    case divisionUnknown(String)
    /// What a setting should hold for is neither a division nor a book.
    case scopeUnknown(String)
    /// A division code that is not 12 digits.
    case divisionInvalid(String)
    /// A division with that code exists.
    case divisionExists(String)
    /// No such user 用户.
    case userUnknown(String)
    /// The user is disabled.
    case userDisabled(String)
    /// Nobody was named as acting.
    case userMissing
    /// The user lacks the role an act needs.
    case roleMissing(user: String, role: String)
    /// The book lies outside the user's scope.
    case outOfScope(user: String, book: String)
    /// A word that is no role.
    case roleUnknown(String)
    /// The only administrator 管理员 left can't be disabled or lose the role.
    case lastAdministrator(String)
    /// Nobody among the users is an administrator 管理员; a warning.
    case administratorMissing
    /// A user with that name exists.
    case userExists(String)
    /// A user without a name.
    case userNameEmpty
    /// A word that is no income source 收入来源.
    case sourceUnknown(String)
    /// A word that is no nature, fund or excluded kind.
    case markUnknown(dimension: String, value: String)
    /// Dimensions not written as `name=value;name=value`.
    case dimensionMalformed(String)
    /// An auxiliary dimension nobody declared.
    case dimensionUnknown(String)
    /// A dimension with that name exists.
    case dimensionExists(String)
    /// A name no dimension can have.
    case dimensionBadName(String)
    /// A dimension the account asks for is missing.
    case dimensionMissing(line: Int, account: String, name: String)
    /// A counterparty with that code exists.
    case counterpartyExists(String)
    /// Lines posted before a counterparty was known to be another book of the village are not eliminated.
    case lateSibling(book: String, other: String, year: Int, lines: Int, amount: Money)
    /// A value that is not one of the few allowed.
    case valueInvalid(column: ImportColumn, value: String, allowed: AllowedWords)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .bookUnknown(let code):
            return ProblemText(
                "book.unknown", .unknown, zh: "没有账套 \(code)。用 book list 查看账套编码。",
                en: "There is no book \(code). See book list for the codes.")
        case .bookExists(let code):
            return ProblemText(
                "book.exists", zh: "账套 \(code) 已存在。请换一个编码。",
                en: "Book \(code) exists already. Choose another code.")
        case .divisionUnknown(let code):
            return ProblemText(
                "division.unknown", .unknown, zh: "没有行政区划 \(code)。用 division list 查看，或先导入区划。",
                en: "There is no division \(code). See division list, or import the divisions first.")
        case .scopeUnknown(let code):
            return ProblemText(
                "setting.scope-unknown", .unknown,
                zh: "没有编码为“\(QuotedText(code))”的区划或账套。division list 和 book list 列出全部。",
                en:
                    "There is no division or book “\(QuotedText(code))”. division list and book list show them."
            )
        case .divisionInvalid(let code):
            return ProblemText(
                "division.invalid", .unreadable, zh: "区划代码“\(code)”应为 12 位数字。请改正。",
                en: "Division code “\(code)” must be 12 digits. Correct it.")
        case .divisionExists(let code):
            return ProblemText(
                "division.exists", zh: "区划 \(code) 已存在。请删去这一行，或换一个代码。",
                en: "Division \(code) exists already. Remove this row or choose another code.")
        case .userUnknown(let name):
            return ProblemText(
                "user.unknown", .unknown, zh: "没有用户 \(name)。用 user list 查看，或用 user add 添加。",
                en: "There is no user \(name). See user list, or add one with user add.")
        case .userDisabled(let name):
            return ProblemText(
                "user.disabled", zh: "用户 \(name) 已停用。请换一个用户。", en: "User \(name) is disabled. Act as another."
            )
        case .userMissing:
            return ProblemText(
                "user.missing", zh: "没有说明由谁操作。请加 --user 姓名，或设置 VILLAGE_LEDGER_USER。",
                en: "Nobody is named as acting. Add --user NAME or set VILLAGE_LEDGER_USER.")
        case .roleMissing(let user, let role):
            return ProblemText(
                "user.role-missing",
                zh:
                    "用户 \(user) 没有“\(UserRole(rawValue: role)?.chinese ?? role)”角色，不能做这一步。请由有该角色的人操作，或用 user role 授予。",
                en:
                    "User \(user) lacks the role \(role) this step needs. Have somebody with it act, or grant it: user role."
            )
        case .outOfScope(let user, let book):
            return ProblemText(
                "user.out-of-scope", zh: "账套 \(book) 不在用户 \(user) 的管辖范围内。请由管辖该村的人操作。",
                en:
                    "Book \(book) lies outside the scope of user \(user). Have somebody act whose scope covers it."
            )
        case .roleUnknown(let role):
            return ProblemText(
                "user.unknown-role", .unreadable,
                zh:
                    "“\(QuotedText(role))”不是角色。可用：\(UserRole.words.chinese.joined(separator: "、"))；几个角色以 | 连接。",
                en:
                    "“\(QuotedText(role))” is no role. Use \(UserRole.words.english.joined(separator: ", ")), joined by |."
            )
        case .lastAdministrator(let name):
            return ProblemText(
                "user.last-administrator", zh: "\(name) 是唯一在用的管理员，停用或改角色后就没有人能管理用户了。请先另设一名管理员。",
                en: "\(name) is the only administrator in service; without one nobody could manage users. "
                    + "Make another administrator first.")
        case .administratorMissing:
            return ProblemText(
                "user.administrator-missing",
                zh: "用户中没有管理员（admin），以后不能增设用户和账套；没有乡镇（township）角色的，也不能反结账。请在用户表的 roles 栏写上。",
                en:
                    "No user is an administrator (admin), so no user or book can be added later; without the role township "
                    + "no month can be reopened. Say so in the column roles of the users' file.")
        case .userExists(let name):
            return ProblemText(
                "user.exists", zh: "用户 \(name) 已存在。请换一个名字。",
                en: "User \(name) exists already. Choose another name.")
        case .userNameEmpty:
            return ProblemText(
                "user.name-empty", .unreadable, zh: "用户名是空的。请写一个名字。",
                en: "The name of the user is empty. Give one.")
        case .sourceUnknown(let text):
            return ProblemText(
                "source.unknown", zh: "“\(text)”不是收入来源。用 source list 查看可用的来源。",
                en: "“\(text)” is no income source. See source list.")
        case .markUnknown(let dimension, let value):
            return ProblemText(
                "mark.unknown",
                zh:
                    "\(dimension)=\(value)：没有这个取值。可用：\(IncomeMark.allowed(dimension).joined(separator: "、"))。",
                en: "\(dimension)=\(value) is not a value it takes. Use "
                    + "\(IncomeMark.allowed(dimension).joined(separator: ", ")).")
        case .dimensionMalformed(let text):
            return ProblemText(
                "dimension.malformed", .unreadable, zh: "辅助核算“\(text)”应写成 名称=值;名称=值，名称不重复。请改正。",
                en: "Dimensions “\(text)” must read name=value;name=value, each name once. Correct them.")
        case .dimensionUnknown(let name):
            return ProblemText(
                "dimension.unknown", zh: "没有辅助核算项 \(name)。用 dimension add \(name) 增设。",
                en: "There is no dimension \(name). Add it: dimension add \(name).")
        case .dimensionExists(let name):
            return ProblemText(
                "dimension.exists", zh: "辅助核算项 \(name) 已存在。请换一个名称。",
                en: "Dimension \(name) exists already. Choose another name.")
        case .dimensionBadName(let name):
            return ProblemText(
                "dimension.bad-name", .unreadable,
                zh: "“\(name)”不能作辅助核算项的名称：不能为空，不能有分号、等号、空格，也不能是 nature、fund、excluded_kind。",
                en:
                    "“\(name)” can't name a dimension: no semicolon, equals sign or blank, and not nature, fund or "
                    + "excluded_kind.")
        case .dimensionMissing(let line, let account, let name):
            return ProblemText(
                "dimension.missing", zh: "第 \(line) 条分录科目 \(account) 缺辅助核算 \(name)。请补 \(name)=值。",
                en: "Line \(line) on \(account) lacks the dimension \(name). Add \(name)=value.")
        case .counterpartyExists(let code):
            return ProblemText(
                "counterparty.exists", zh: "往来单位 \(code) 已存在。请换一个编码。",
                en: "Counterparty \(code) exists already. Choose another code.")
        case .lateSibling(let book, let other, let year, let lines, let amount):
            return ProblemText(
                "counterparty.late-sibling",
                zh: "账套 \(book) 在 \(year) 年与本村账套 \(other) 之间有 \(lines) 条收支分录、净额 \(amount.grouped) 元，"
                    + "记账时 \(other) 还没有登记，没有作为村内往来抵销。请用 voucher reverse 冲销后重记；"
                    + "以前年度的不能跨年冲销，认定时请说明。",
                en:
                    "Book \(book) has \(lines) line(s) of income or expense with book \(other) of the same village in "
                    + "\(year), \(amount.grouped) yuan net, posted before \(other) was entered, so they are not "
                    + "eliminated. Reverse them (voucher reverse) and book them anew; those of earlier years can't be "
                    + "reversed across the year end and are to be told when the year is certified.")
        case .valueInvalid(let column, let value, let allowed):
            return ProblemText(
                "value.invalid", .unreadable,
                zh:
                    "\(column.chinese)的值“\(QuotedText(value))”不对，应为 \(allowed.chinese.joined(separator: "、"))。请改正。",
                en: "“\(QuotedText(value))” is no value for \(column.english), which takes "
                    + "\(allowed.english.joined(separator: ", ")). Correct it."
            )
        }
    }
}

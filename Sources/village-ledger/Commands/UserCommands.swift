import ArgumentParser
import Ledger
import LedgerStore

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "user", "用户：查看、添加、授权、停用", "Users: list, add, grant, disable",
        [UserList.self, UserAdd.self, UserRoleCommand.self, UserDisable.self], example: "user list")
}

struct UserList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出用户", "List the users", example: "user list")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let listing = Listing<UserRecord>(
            "users",
            [
                .text("name", "用户名", "name") { $0.name },
                .text("display_name", "姓名", "display name") { $0.displayName },
                .column("roles", "角色", "roles") { user in
                    .list(
                        user.roles.map(\.rawValue), shown: user.roles.map(Words.role).joined(separator: " "))
                },
                .text("scope", "管辖", "scope") { $0.scope }, .text("person", "本人", "person") { $0.person },
                .column("disabled", "停用", "disabled") { .flag($0.isDisabled) },
            ])
        try global.list(listing, global.reading { try $0.users() })
    }
}

struct UserAdd: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "add", "添加用户；已有用户后须由管理员操作", "Add a user; once there is one an administrator must act",
        example:
            "user add zhou --display-name 周禾 --roles 'preparer|poster' --scope 990101000000 --user admin")

    @Argument(help: help("用户名", "user name", value: "name"))
    var name: String
    @Option(help: help("姓名", "the name printed on vouchers", value: "TEXT"))
    var displayName: String?
    @Option(
        help: help(
            "角色：\(UserRole.words.chinese.joined(separator: "、"))；几个以 | 连接", "roles, joined by |",
            value: "ROLES"))
    var roles: String
    @Option(help: help("管辖区划代码", "division code within reach", value: "CODE"))
    var scope: String
    @Option(
        help: help(
            "本人；同一人的几个用户算一个人", "the person behind it; two users of one person count as one", value: "TEXT"))
    var person: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let entry = UserEntry(
            name: name, displayName: displayName ?? name, roles: try UserRole.list(roles), scope: scope,
            person: person)
        try global.settingUp { try $0.addUsers([entry], by: $1) }
        try global.confirm(say("已添加用户 \(name)。", "Added user \(name).")) { $0.field("user", name) }
    }
}

struct UserRoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "role", "重新授予用户角色", "Give a user other roles",
        example: "user role sun --roles 'clerk|cashier' --user admin")

    @Argument(help: help("用户名", "user name", value: "name"))
    var name: String
    @Option(help: help("角色，几个以 | 连接", "roles, joined by |", value: "ROLES"))
    var roles: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let granted = try UserRole.list(roles)
        try global.acting { try $0.setRoles(granted, of: name, by: $1) }
        let shown = granted.map(Words.role).joined(separator: say("、", ", "))
        try global.confirm(say("\(name) 的角色：\(shown)。", "Roles of \(name): \(shown).")) { json in
            json.field("user", name)
            json.field("roles", granted.map(\.rawValue))
        }
    }
}

struct UserDisable: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "disable", "停用用户，或重新启用（--enable）", "Take a user out of service, or back in (--enable)",
        example: "user disable sun --user admin")

    @Argument(help: help("用户名", "user name", value: "name"))
    var name: String
    @Flag(help: help("重新启用", "back into service"))
    var enable = false
    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.acting { try $0.setDisabled(!enable, user: name, by: $1) }
        try global.confirm(
            enable
                ? say("已启用用户 \(name)。", "User \(name) is in service.")
                : say("已停用用户 \(name)。", "Disabled user \(name).")
        ) { json in
            json.field("user", name)
            json.field("disabled", !enable)
        }
    }
}

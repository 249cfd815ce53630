import ArgumentParser
import Ledger
import LedgerStore

struct SettingCommand: ParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "setting", "参数：查看、设定、取消", "Settings: list, set, unset",
        [SettingList.self, SettingSet.self, SettingUnset.self], example: "setting list --book V001")
}

struct SettingList: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "list", "列出参数、现值和依据；指定账套时是对它有效的值",
        "List the settings, their values and what they rest on; for a book those that hold for it",
        example: "setting list --book V001")

    @Option(help: help("账套编码", "book code", value: "CODE"))
    var book: String?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let listing = Listing<SettingValue>(
            "settings",
            [
                .text("name", "参数", "setting") { $0.setting.rawValue },
                .text("meaning", "说明", "meaning") { say($0.setting.chinese, $0.setting.english) },
                .text("value", "值", "value") { $0.text },
                .column("scope", "适用", "holds for") { value in
                    switch value.scope {
                    case nil: .word("standard", shown: say("默认", "default"))
                    case "": .word("ledger", shown: say("全账本", "whole ledger"))
                    case let scope?: .text(scope)
                    }
                },
                .text("source", "依据", "rests on") { $0.source },
            ])
        try global.list(listing, global.reading { try $0.settings(book: book) })
    }
}

/// Which setting, and for whom (参数及适用范围).
struct SettingPlace: ParsableArguments {
    @Argument(help: help("参数名", "the setting's name", value: "name"))
    var name: String
    @Option(
        name: [.customLong("for")],
        help: help(
            "适用的区划或账套编码；不写为整个账本", "division or book it holds for; else the whole ledger", value: "CODE"))
    var scope: String?

    /// The setting meant.
    ///
    /// - Throws: ``SettingProblem/unknown(_:)``.
    func setting() throws -> Setting {
        // An empty name is a shell variable nobody set, and never the whole ledger.
        guard scope?.isEmpty != true else {
            throw UsageProblem(
                "scope-empty", "--for 后面是空的。请写区划或账套编码；整个账本则不写 --for。",
                "--for is empty. Give a division's or a book's code; leave --for out for the whole ledger.")
        }
        guard let setting = Setting(rawValue: name) else { throw SettingProblem.unknown(name) }
        return setting
    }

    var place: String { scope ?? say("整个账本", "the whole ledger") }
}

struct SettingSet: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "set", "设定参数，须写明依据，由管理员操作", "Set a setting with the document it rests on; an administrator acts",
        example: "setting set reserve-floor 35 --for 990101101000 --source 岚溪镇〔2026〕3号 --user admin")

    @OptionGroup var place: SettingPlace
    @Argument(help: help("值", "its value", value: "value"))
    var value: String
    @Option(help: help("依据：文件名、文号或会议", "the document it rests on", value: "TEXT"))
    var source: String
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let setting = try place.setting()
        try global.acting {
            try $0.set(setting, to: value, scope: place.scope ?? "", source: source, by: $1)
        }
        let text = try setting.normal(value)
        try global.confirm(
            say(
                "已设定 \(setting.rawValue)（\(setting.chinese)）= \(text)，适用于\(place.place)，依据：\(source)。",
                "Set \(setting.rawValue), \(setting.english), to \(text) for \(place.place), on \(source).")
        ) { json in
            json.field("name", setting.rawValue)
            json.field("value", text)
            json.field("scope", place.scope)
            json.field("source", source)
        }
    }
}

struct SettingUnset: ParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "unset", "取消一项设定，恢复上一级的值", "Take a setting back, so that what lies above holds again",
        example: "setting unset reserve-floor --for 990101101000 --user admin")

    @OptionGroup var place: SettingPlace
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let setting = try place.setting()
        try global.acting { try $0.unset(setting, scope: place.scope ?? "", by: $1) }
        try global.confirm(
            say(
                "已取消\(place.place)的参数 \(setting.rawValue)。",
                "Took back \(setting.rawValue) for \(place.place).")
        ) { json in
            json.field("name", setting.rawValue)
            json.field("scope", place.scope)
        }
    }
}

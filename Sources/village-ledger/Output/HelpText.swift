import ArgumentParser
import Ledger

/// The help of an option or argument in the language of this run (选项说明).
func help(_ chinese: String, _ english: String, value: String? = nil) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: "").with(say(chinese, english), value)
}

extension ArgumentHelp {
    fileprivate func with(_ abstract: String, _ value: String?) -> ArgumentHelp {
        var help = self
        help.abstract = abstract
        help.valueName = value
        return help
    }
}

extension CommandConfiguration {
    /// A verb: its sentence in both languages and an example to copy, without the program's name.
    static func verb(
        _ name: String, _ chinese: String, _ english: String, more: (chinese: String, english: String)? = nil,
        example: String...
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: say(chinese, english),
            discussion: discussion(more.map { say($0.chinese, $0.english) }, example))
    }

    /// A noun with its verbs.
    static func noun(
        _ name: String, _ chinese: String, _ english: String, _ verbs: [any ParsableCommand.Type],
        example: String...
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: say(chinese, english), discussion: discussion(nil, example),
            subcommands: verbs)
    }

    static func discussion(_ more: String?, _ examples: [String]) -> String {
        let lines = examples.map { "  village-ledger " + $0 }.joined(separator: "\n")
        return (more.map { $0 + "\n\n" } ?? "") + say("例：", "EXAMPLE:") + "\n" + lines
    }
}

/// Brings the parser's own words in a page of help to the language of this run (帮助翻译).
enum HelpPage {
    /// Wide enough that nothing is wrapped, so that an example can be copied; the terminal wraps by itself.
    static let columns = 1000

    static func translated(_ page: String) -> String {
        let page = page.replacing(commonUsage, with: say("[通用选项]", "[common options]"))
            .replacing(" (values: zh, en)", with: "")
        guard Tongue.language == .chinese else { return page }
        return page.split(separator: "\n", omittingEmptySubsequences: false).map {
            translated(line: String($0))
        }
        .joined(separator: "\n")
    }

    /// What every command takes would drown what it is about.
    private static let commonUsage =
        "[--ledger <FILE>] [--user <NAME>] [--language <zh|en>] [--output-format <FORMAT>] [--output <FILE>]"

    private static let headings = [
        ("OVERVIEW: ", "说明："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "子命令："), ("Usage: ", "用法："),
    ]

    private static func translated(line: String) -> String {
        for (english, chinese) in headings where line.hasPrefix(english) {
            return chinese + line.dropFirst(english.count)
        }
        if line.hasSuffix(" SUBCOMMANDS:") { return line.dropLast(13) + "：" }
        if line.hasSuffix("for detailed help."), let command = quoted(line) {
            return "  用 '\(command)' 查看某个命令的详细说明。"
        }
        if line.hasSuffix("for more information."), let command = quoted(line) {
            return "  用 '\(command)' 查看说明。"
        }
        return withoutDefault(line).replacing("Show help information.", with: "显示帮助。")
            .replacing("Show the version.", with: "显示版本。").replacing(
                "Show subcommand help information.", with: "显示某个命令的帮助。"
            )
    }

    /// `(default: 2023)` as `（默认 2023）`, and the same for values.
    private static func withoutDefault(_ line: String) -> String {
        var line = line
        for (english, chinese) in [("(default: ", "（默认 "), ("(values: ", "（可用 ")] {
            guard let start = line.firstRange(of: english),
                let end = line[start.upperBound...].lastIndex(of: ")")
            else { continue }
            line.replaceSubrange(end...end, with: "）")
            line.replaceSubrange(start, with: chinese)
        }
        return line
    }

    private static func quoted(_ line: String) -> String? {
        let parts = line.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }
}
